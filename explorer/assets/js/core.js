// What the browser keeps beside the stores: history, the queue of actions, the address.
(function () {
  "use strict";

  const qianxian = (window.qianxian = window.qianxian || {});
  const past = [];
  const future = [];
  const KEPT = 100;
  const queue = [];
  let scene = null;
  let waiting = false;
  let restoring = false;
  let counter = 0;

  qianxian.set = (id, props) => window.dash_clientside.set_props(id, props);
  qianxian.scene = () => scene;
  qianxian.places = () => (scene && scene.places) || {};

  // One action at a time: each is answered with a new scene before the next one leaves.
  qianxian.dispatch = function (action) {
    queue.push(action);
    next();
  };

  function next() {
    if (waiting || !queue.length) return;
    waiting = true;
    busy(true);
    counter += 1;
    const action = queue.shift();
    qianxian.set("action", { data: { ...action, moved: qianxian.moved(), n: counter } });
  }

  function busy(on) {
    if (on) document.body.dataset.busy = "true";
    else delete document.body.dataset.busy;
  }

  // A page stands: nothing is under way but actions of the scene.
  qianxian.rest = () => busy(waiting);

  // Nodes that were dragged since the scene came.
  qianxian.moved = function () {
    const cy = qianxian.cy && qianxian.cy();
    if (!cy || !scene) return {};
    const moved = {};
    cy.nodes().forEach((node) => {
      const stood = scene.places[node.id()];
      const { x, y } = node.position();
      if (stood && (Math.abs(stood[0] - x) > 0.05 || Math.abs(stood[1] - y) > 0.05)) {
        moved[node.id()] = [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
      }
    });
    return moved;
  };

  qianxian.arrived = function (arrivedScene) {
    if (arrivedScene && arrivedScene !== scene) {
      if (scene && !restoring && arrivedScene.view !== scene.view) {
        past.push(scene);
        if (past.length > KEPT) past.shift();
        future.length = 0;
      }
      restoring = false;
      scene = arrivedScene;
    }
    waiting = false;
    busy(false);
    showHistory();
    showYear();
    qianxian.address();
    next();
  };

  qianxian.failed = function () {
    waiting = false;
    queue.length = 0;
    busy(false);
  };

  function travel(from, to) {
    if (!from.length || waiting) return;
    to.push({ ...scene, places: { ...scene.places, ...qianxian.moved() } });
    restoring = true;
    qianxian.hush();
    qianxian.set("scene", { data: { ...from.pop(), fresh: [] } });
  }

  qianxian.hush = () => qianxian.set({ panel: "notice" }, { data: "" });
  qianxian.undo = () => travel(past, future);
  qianxian.redo = () => travel(future, past);

  function showHistory() {
    const enable = (kind, on) =>
      document.querySelectorAll(`[data-act="${kind}"]`).forEach((button) => {
        button.disabled = !on;
      });
    enable("undo", past.length > 0);
    enable("redo", future.length > 0);
  }
  qianxian.showHistory = showHistory;

  // The slider follows the scene; what it then reports is not a wish of the person.
  let shownYear = null;

  function showYear() {
    const thumb = document.querySelector('.as-of [role="slider"]');
    if (!thumb || !scene) return;
    const year = Number(scene.as_of ? scene.as_of.slice(0, 4) : thumb.getAttribute("aria-valuemax"));
    if (Number(thumb.getAttribute("aria-valuenow")) === year) return;
    shownYear = year;
    qianxian.set("as-of", { value: year });
  }
  qianxian.showYear = showYear;

  qianxian.year = function (year) {
    if (year === shownYear) shownYear = null;
    else qianxian.dispatch({ kind: "as-of", value: String(year) });
  };

  // The address names what is shown; replacing it does not reload the page.
  qianxian.address = function () {
    const path = window.location.pathname;
    if (path !== "/" && path !== "/chains") return;
    const query = new URLSearchParams();
    if (scene && scene.view && Object.keys(scene.places).length) query.set("view", scene.view);
    const selected = qianxian.selected;
    if (selected) query.set("selected", selected);
    replace(path, query);
  };

  function replace(path, query) {
    const text = query.toString();
    window.history.replaceState(window.history.state, "", text ? `${path}?${text}` : path);
  }
  qianxian.replaceAddress = replace;

  // Goes to another page of this application as a link does.
  qianxian.go = function (address) {
    window.history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  };
})();
