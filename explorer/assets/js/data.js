// The data page: files sent one by one, what is looked at kept in the address, a look now and then while work goes on.
(function () {
  "use strict";

  const qianxian = (window.qianxian = window.qianxian || {});
  const PATH = "/data";
  const EVERY_MS = 700;
  let asked = {};
  let counter = 0;

  const here = () => window.location.pathname === PATH;

  function ask(change, seen = "") {
    asked = { ...asked, ...change };
    counter += 1;
    qianxian.set("data-asked", { data: { ...asked, seen, n: counter } });
    const query = new URLSearchParams();
    Object.entries(asked).forEach(([name, value]) => value && value !== "0" && query.set(name, value));
    qianxian.replaceAddress(PATH, query);
  }

  function perform(action) {
    counter += 1;
    qianxian.set("data-action", { data: { ...action, n: counter } });
  }

  qianxian.data = {
    open: (query) => {
      asked = Object.fromEntries(["file", "table", "shown", "page"].map((name) => [name, query.get(name) || ""]));
    },
  };

  setInterval(() => {
    if (!here() || !document.querySelector("#data-files [data-running], #data-file [data-running]")) return;
    const shown = document.querySelector("#data-file [data-seen]");
    ask({}, shown ? shown.dataset.seen : "");
  }, EVERY_MS);

  // Sending.
  const token = () => decodeURIComponent((document.cookie.match(/(?:^|; )_csrf_token=([^;]*)/) || [])[1] || "");

  function say(name, text, failed) {
    const place = document.getElementById("data-sending");
    let line = [...place.children].find((each) => each.dataset.name === name);
    if (!line) {
      line = document.createElement("p");
      line.dataset.name = name;
      place.append(line);
    }
    line.className = failed ? "data-sending-failed" : "";
    line.textContent = text;
    return line;
  }

  function sendOne(file) {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      const form = new FormData();
      form.append("file", file);
      request.upload.addEventListener("progress", (event) => {
        say(file.name, `${file.name} ${Math.floor((100 * event.loaded) / event.total)}%`);
      });
      request.addEventListener("loadend", () => {
        let answer = {};
        try {
          answer = JSON.parse(request.responseText);
        } catch {
          // An answer that is none of ours is told below.
        }
        if (answer.id) say(file.name, "").remove();
        else {
          const error = answer.error || { message: document.querySelector("[data-drop]").dataset.failed };
          say(file.name, `${file.name}: ${error.message} ${error.hint || ""}`, true);
        }
        done(answer.id);
      });
      request.open("POST", "/data/files");
      request.setRequestHeader("X-CSRFToken", token());
      request.send(form);
    });
  }

  async function send(files) {
    const { most, large } = document.querySelector("[data-drop]").dataset;
    document.querySelectorAll(".data-sending-failed").forEach((line) => line.remove());
    for (const file of files) {
      if (file.size > Number(most)) {
        say(file.name, `${file.name}: ${large}`, true);
        continue;
      }
      const id = await sendOne(file);
      if (id) ask({ file: id, table: "", shown: "", page: "" });
    }
  }

  function pick() {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.addEventListener("change", () => send([...input.files]));
    input.click();
  }

  const carriesFiles = (event) => here() && event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  const dropping = (on) => document.body.classList.toggle("dropping", on);

  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    dropping(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) dropping(false);
  });
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    dropping(false);
    send([...event.dataTransfer.files]);
  });

  // Choosing and mending.
  const mendField = (place) => [...document.querySelectorAll("[data-mend]")].find((each) => each.dataset.mend === place);

  qianxian.acts = Object.assign(qianxian.acts || {}, {
    "data-pick": pick,
    "data-open": (button) => ask({ file: button.dataset.id, table: "", shown: "", page: "" }),
    "data-show": (button) => ask({ shown: button.dataset.value, page: "" }),
    "data-page": (button) => ask({ page: button.dataset.value }),
    "data-table": (button) => ask({ table: button.dataset.value, shown: "", page: "" }),
    "data-load": (button) => perform({ kind: "load", id: button.dataset.id }),
    "data-again": (button) => perform({ kind: "again", id: button.dataset.id }),
    "data-discard": (button) => {
      asked = {};
      perform({ kind: "discard", id: button.dataset.id });
    },
    "data-switch": (button) => perform({ kind: "choose", id: button.dataset.id, name: button.dataset.value, value: "" }),
    "data-columns": (button) => perform({ kind: "columns", id: button.dataset.id, value: button.dataset.value }),
    "data-mend": (button) => {
      const { id, value } = button.dataset;
      const field = mendField(value);
      const texts = field ? { text: field.value, instead: field.defaultValue } : { text: "", instead: "" };
      perform({ kind: "mend", id, value, ...texts });
    },
  });

  document.addEventListener("change", (event) => {
    const field = event.target.closest("[data-choice]");
    if (!field) return;
    perform({ kind: "choose", id: field.dataset.id, name: field.dataset.choice, value: field.value });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("textarea.data-input")) return;
    event.preventDefault();
    const { mend, id } = event.target.dataset;
    if (!mend) event.target.blur();
    else qianxian.acts["data-mend"]({ dataset: { id, value: mend } });
  });
})();
