// One listener for every button with `data-act`, the menus, and the callbacks that Dash runs in the browser.
(function () {
  "use strict";

  const qianxian = (window.qianxian = window.qianxian || {});
  qianxian.selected = null;
  let question = null;
  let menuNode = null;
  let entered = null;
  const USUAL_HOPS = 3;

  qianxian.select = function (id) {
    qianxian.selected = id || null;
    qianxian.set("selected", { data: qianxian.selected });
  };

  const toScene = (kind) => (button) => {
    const id = button.dataset.id || menuNode || qianxian.selected;
    qianxian.dispatch({ kind, id, value: button.dataset.value });
    if (kind === "hide" && id === qianxian.selected) qianxian.select(null);
  };

  // Pages with a script of their own add to these.
  const acts = (qianxian.acts = Object.assign(qianxian.acts || {}, {
    expand: toScene("expand"),
    focus: toScene("focus"),
    hide: toScene("hide"),
    toggle: toScene("toggle"),
    bring: toScene("bring"),
    clear: (button) => {
      qianxian.select(null);
      toScene("clear")(button);
    },
    "as-of": toScene("as-of"),
    add: (button) => {
      qianxian.select(button.dataset.id);
      if (qianxian.places()[button.dataset.id]) qianxian.reveal(button.dataset.id);
      else toScene("add")(button);
    },
    select: (button) => {
      qianxian.select(button.dataset.id);
      qianxian.reveal(button.dataset.id);
    },
    open: (button) => {
      qianxian.select(button.dataset.id);
      toScene("add")(button);
      qianxian.go("/");
    },
    chains: (button) => {
      const id = button.dataset.id || menuNode || qianxian.selected;
      qianxian.select(id);
      if (!qianxian.places()[id]) qianxian.dispatch({ kind: "add", id });
      qianxian.go("/chains");
    },
    "route-from": (button) => route("from", button),
    "route-to": (button) => route("to", button),
    undo: () => qianxian.undo(),
    redo: () => qianxian.redo(),
    "zoom-in": () => qianxian.zoom(1.3),
    "zoom-out": () => qianxian.zoom(1 / 1.3),
    fit: () => qianxian.fit(),
    list: () => toggleList(),
    picture: () => qianxian.picture(),
    share: () => {
      qianxian.set("share-link", { value: window.location.href });
      qianxian.set("share-dialog", { opened: true });
    },
    copy: (button) => copy(button),
    scheme: () => switchScheme(),
    dismiss: () => qianxian.set("problem", { children: null }),
    hush: () => qianxian.hush(),
    tell: (button) => tell(button),
    swap: () => ask({ from: question.to, to: question.from }, true),
    hops: (button) => {
      press(button);
      ask({ hops: Number(button.dataset.value) });
    },
    exclude: (button) => leaveOut("exclude", button),
    include: (button) => takeIn("exclude", button),
    officials: (button) => {
      button.setAttribute("aria-pressed", String(!question.officials));
      ask({ officials: !question.officials });
    },
    print: () => window.print(),
    further: () => ask({ further: !question.further }),
    "exclude-kind": (button) => leaveOut("exclude_kinds", button),
    "include-kind": (button) => takeIn("exclude_kinds", button),
    route: (button) => {
      press(button, document.querySelectorAll('[data-act="route"]'));
      document.querySelectorAll("[data-evidence]").forEach((panel) => {
        panel.hidden = panel.dataset.evidence !== button.dataset.value;
      });
    },
  }));

  document.addEventListener("click", (event) => {
    const language = event.target.closest("a.language");
    if (language) {
      const here = window.location.pathname + window.location.search;
      language.href = `${language.href.split("?")[0]}?next=${encodeURIComponent(here)}`;
      return;
    }
    const inside = event.target.closest("a[data-inside]");
    if (inside && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
      event.preventDefault();
      qianxian.go(inside.getAttribute("href"));
      return;
    }
    const opener = event.target.closest("[data-menu]");
    if (opener) {
      toggleMenu(opener);
      return;
    }
    const button = event.target.closest("[data-act]");
    const inMenu = event.target.closest("#node-menu");
    if (button && !button.disabled && acts[button.dataset.act]) {
      acts[button.dataset.act](button);
    }
    if (!event.target.closest(".menu") || button) qianxian.closeMenus(Boolean(inMenu));
  });

  const DATES = { "route-as-of": "as_of", "route-compare": "compare" };

  document.addEventListener("change", (event) => {
    const name = DATES[event.target.id];
    if (name && question) ask({ [name]: event.target.value.trim() });
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, textarea");
    if ((event.ctrlKey || event.metaKey) && !typing && event.key.toLowerCase() === "z") {
      event.preventDefault();
      if (event.shiftKey) qianxian.redo();
      else qianxian.undo();
    } else if ((event.ctrlKey || event.metaKey) && !typing && event.key.toLowerCase() === "y") {
      event.preventDefault();
      qianxian.redo();
    } else if (event.key === "/" && !typing) {
      event.preventDefault();
      document.querySelector('input[data-finder="search"]').focus();
    } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && keyed(event.key)) {
      event.preventDefault();
    } else if (event.key === "Escape") {
      qianxian.closeMenus(true);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      moveInMenu(event);
    }
  });

  // A key that a button on the page names.
  function keyed(key) {
    const button = key.length === 1 && document.querySelector(`[data-key="${CSS.escape(key.toLowerCase())}"]`);
    if (button) button.click();
    return Boolean(button);
  }

  function press(button, among) {
    (among || button.parentElement.querySelectorAll("[aria-pressed]")).forEach((each) => {
      each.setAttribute("aria-pressed", each === button ? "true" : "false");
    });
  }

  // Menus.
  function toggleMenu(opener) {
    const list = document.getElementById(opener.dataset.menu);
    const on = list.hidden;
    qianxian.closeMenus();
    list.hidden = !on;
    opener.setAttribute("aria-expanded", on ? "true" : "false");
    if (on) list.querySelector("button").focus();
  }

  qianxian.menu = function (id, x, y) {
    const menu = document.getElementById("node-menu");
    menuNode = id;
    qianxian.hideTip();
    menu.hidden = false;
    const { width, height } = menu.getBoundingClientRect();
    menu.style.left = `${Math.min(x + 4, window.innerWidth - width - 8)}px`;
    menu.style.top = `${Math.min(y + 4, window.innerHeight - height - 8)}px`;
    menu.querySelector("button").focus();
  };

  qianxian.closeMenus = function (refocus) {
    const menu = document.getElementById("node-menu");
    if (menu && !menu.hidden) {
      menu.hidden = true;
      menuNode = null;
      const stage = document.getElementById("canvas-focus");
      if (refocus && stage) stage.focus();
    }
    document.querySelectorAll("[data-menu]").forEach((opener) => {
      const list = document.getElementById(opener.dataset.menu);
      if (list.hidden) return;
      list.hidden = true;
      opener.setAttribute("aria-expanded", "false");
      if (refocus) opener.focus();
    });
  };

  function moveInMenu(event) {
    const menu = event.target.closest(".menu-list, .node-menu");
    if (!menu) return;
    event.preventDefault();
    const buttons = [...menu.querySelectorAll("button")];
    const step = event.key === "ArrowDown" ? 1 : -1;
    buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length].focus();
  }

  function toggleList() {
    const drawer = document.getElementById("drawer");
    drawer.hidden = !drawer.hidden;
    document.querySelectorAll('[data-act="list"][aria-pressed]').forEach((button) => {
      button.setAttribute("aria-pressed", drawer.hidden ? "false" : "true");
    });
    const target = drawer.hidden ? '[data-act="list"][aria-pressed]' : "#drawer [data-act]";
    const focus = document.querySelector(target);
    if (focus) focus.focus();
  }

  // Copies the text of a button, or the address where it has none, and says so where the button says.
  function copy(button) {
    const said = document.getElementById(button.dataset.id);
    navigator.clipboard.writeText(button.dataset.value || window.location.href).then(() => {
      said.textContent = said.dataset.text;
    });
  }

  function switchScheme() {
    const dark = document.documentElement.dataset.mantineColorScheme === "dark";
    const scheme = dark ? "light" : "dark";
    document.cookie = `qianxian_scheme=${scheme}; path=/; max-age=31536000; samesite=lax`;
    document.documentElement.dataset.mantineColorScheme = scheme;
    qianxian.set("provider", { forceColorScheme: scheme });
    qianxian.set("colours", { data: scheme });
  }

  // Says to a store what a button stands for; a second press before the answer is here means the same and is left out.
  const TWICE_MS = 1500;
  let told = { value: null, at: 0 };

  function tell(button) {
    const { id, value } = button.dataset;
    const at = Date.now();
    if (told.value === value && at - told.at < TWICE_MS) return;
    told = { value, at };
    qianxian.set(id, { data: { do: value, n: at } });
  }

  // Introductions.
  function ask(change, rename) {
    question = { ...question, ...change };
    if (rename) {
      const of = (name) => document.querySelector(`input[data-finder="${name}"]`).value;
      const [from, to] = [of("from"), of("to")];
      qianxian.finder.name("from", to);
      qianxian.finder.name("to", from);
    }
    qianxian.set("route-question", { data: question });
    writeQuestion();
  }

  function leaveOut(list, button) {
    ask({ [list]: [...new Set([...(question[list] || []), button.dataset.id])] });
  }

  function takeIn(list, button) {
    ask({ [list]: (question[list] || []).filter((each) => each !== button.dataset.id) });
  }

  function route(end, button) {
    const id = button.dataset.id || menuNode || qianxian.selected;
    const ends = { from: question && question.from, to: question && question.to, [end]: id };
    if (ends.from === ends.to) delete ends[end === "from" ? "to" : "from"];
    const query = new URLSearchParams();
    Object.entries(ends).forEach(([name, value]) => value && query.set(name, value));
    qianxian.go(`/introductions?${query}`);
  }

  function picked(data, name) {
    if (!data) return;
    if (name.startsWith("parameter-")) {
      qianxian.pickParameter(name, data);
      return;
    }
    if (name === "from" || name === "to") {
      qianxian.finder.name(name, data.name);
      ask({ [name]: data.id });
      return;
    }
    qianxian.finder.clear(name);
    qianxian.select(data.id);
    if (qianxian.places()[data.id]) qianxian.reveal(data.id);
    else qianxian.dispatch({ kind: window.location.pathname === "/chains" ? "expand" : "add", id: data.id });
    if (!["/", "/chains"].includes(window.location.pathname)) qianxian.go("/");
  }

  // What the address of a page asks for, once the page stands.
  function open(query) {
    const path = window.location.pathname;
    if (path === "/introductions") {
      question = readQuestion(query);
    } else if (path === "/data") {
      qianxian.data.open(query);
    } else if (path === "/" || path === "/chains") {
      const ids = (query.get("ids") || "").split(",").filter(Boolean);
      const view = query.get("view");
      const scene = qianxian.scene();
      if (query.get("selected")) qianxian.select(query.get("selected"));
      if (view && !(scene && scene.view === view)) qianxian.dispatch({ kind: "open", view });
      else if (ids.length) qianxian.dispatch({ kind: "open", ids, as_of: query.get("as_of") });
      else qianxian.address();
    }
  }

  function readQuestion(query) {
    return {
      from: query.get("from") || "",
      to: query.get("to") || "",
      hops: Number(query.get("hops")) || USUAL_HOPS,
      as_of: query.get("as_of") || "",
      compare: query.get("compare") || "",
      officials: query.get("officials") === "1",
      further: query.get("further") === "1",
      exclude: (query.get("exclude") || "").split(",").filter(Boolean),
      exclude_kinds: (query.get("exclude_kinds") || "").split(",").filter(Boolean),
    };
  }

  function writeQuestion() {
    const query = new URLSearchParams();
    ["from", "to", "as_of", "compare"].forEach((name) => question[name] && query.set(name, question[name]));
    ["officials", "further"].forEach((name) => question[name] && query.set(name, "1"));
    if (question.hops !== USUAL_HOPS) query.set("hops", question.hops);
    ["exclude", "exclude_kinds"].forEach((name) => question[name].length && query.set(name, question[name].join(",")));
    qianxian.replaceAddress("/introductions", query);
  }

  function markView(pathname) {
    const views = { explore: "/", chains: "/chains", introductions: "/introductions", reports: "/reports", data: "/data" };
    Object.entries(views).forEach(([name, path]) => {
      const link = document.getElementById(`view-${name}`);
      const here = path === "/" ? pathname === "/" : pathname.startsWith(path);
      if (link && here) link.setAttribute("aria-current", "page");
      else if (link) link.removeAttribute("aria-current");
    });
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    frame: {
      typed: (value, id) => void qianxian.finder.typed(value, id),
      listed: (text, id) => void qianxian.finder.listed(text, id),
      filled: (text, id) => void qianxian.fill(id.panel, text),
      picked: (data, id) => void picked(data, id.name),
      arrived: (scene) => void qianxian.arrived(scene),
      selected: (id) => {
        qianxian.selected = id || null;
        qianxian.highlight();
        qianxian.address();
      },
      failed: (children) => {
        if (children) qianxian.failed();
      },
      entered: () => {
        markView(window.location.pathname);
        qianxian.rest();
        if (entered && entered !== window.location.pathname) qianxian.hush();
        entered = window.location.pathname;
        qianxian.closeMenus();
        open(new URLSearchParams(window.location.search));
      },
    },
    explore: {
      drawn: () => {
        qianxian.drawn();
        qianxian.showHistory();
        qianxian.showYear();
      },
      year: (value) => qianxian.year(value),
    },
  });
})();
