// The canvas: choosing, expanding, dragging, menu, tooltip and keyboard on the live cytoscape instance.
(function () {
  "use strict";

  const qianxian = (window.qianxian = window.qianxian || {});
  let fitted = false;

  // The instance on this page, not one of a page that was left.
  qianxian.cy = function () {
    const cy = window.cy;
    return cy && cy.nodes && !cy.destroyed() && cy.container() && cy.container().isConnected ? cy : null;
  };

  function whenMounted(then, tries = 100) {
    const cy = qianxian.cy();
    if (cy) then(cy);
    else if (tries) requestAnimationFrame(() => whenMounted(then, tries - 1));
  }
  qianxian.whenMounted = whenMounted;

  function attach(cy) {
    if (cy.scratch("_qianxian")) return;
    cy.scratch("_qianxian", true);
    fitted = false;
    cy.on("tap", "node", (event) => qianxian.select(event.target.id()));
    cy.on("tap", "edge", (event) => qianxian.select(event.target.id()));
    cy.on("tap", (event) => {
      if (event.target === cy) qianxian.select(null);
    });
    cy.on("dbltap", "node", (event) => qianxian.dispatch({ kind: "expand", id: event.target.id() }));
    cy.on("cxttap", "node", (event) => {
      const { clientX, clientY } = event.originalEvent;
      qianxian.select(event.target.id());
      qianxian.menu(event.target.id(), clientX, clientY);
    });
    cy.on("dragfree", "node", () => qianxian.dispatch({ kind: "move" }));
    cy.on("mouseover", "node, edge", (event) => tip(event));
    cy.on("mouseout viewport drag", hideTip);
    cy.on("viewport tapstart", () => qianxian.closeMenus());
  }

  function tip(event) {
    const { target } = event;
    let box = document.getElementById("tip");
    if (!box) {
      box = document.createElement("div");
      box.id = "tip";
      box.className = "tip";
      box.setAttribute("aria-hidden", "true");
      document.body.appendChild(box);
    }
    const { clientX, clientY } = event.originalEvent || {};
    if (clientX === undefined) return;
    box.textContent = target.data("label");
    box.hidden = false;
    box.style.left = `${Math.min(clientX + 14, window.innerWidth - 310)}px`;
    box.style.top = `${clientY + 16}px`;
  }

  function hideTip() {
    const box = document.getElementById("tip");
    if (box) box.hidden = true;
  }

  qianxian.hideTip = hideTip;

  // The chosen node or tie, with what hangs on it.
  function highlight() {
    const cy = qianxian.cy();
    if (!cy) return;
    cy.batch(() => {
      cy.elements().removeClass("chosen near");
      const chosen = qianxian.selected ? cy.getElementById(qianxian.selected) : cy.collection();
      if (!chosen.length) return;
      chosen.addClass("chosen");
      if (chosen.isNode()) chosen.connectedEdges().addClass("near");
      else chosen.connectedNodes().addClass("near");
    });
    document.querySelectorAll("[data-row]").forEach((row) => {
      row.setAttribute("aria-selected", row.dataset.row === qianxian.selected ? "true" : "false");
    });
  }
  qianxian.highlight = highlight;

  qianxian.drawn = function () {
    whenMounted((cy) => {
      attach(cy);
      requestAnimationFrame(() => {
        if (qianxian.cy() !== cy) return; // the page was left meanwhile
        if (!fitted && cy.nodes().length) {
          fitted = true;
          fit(cy);
        }
        if (!cy.nodes().length) fitted = false;
        // Drawing from a picture of itself while it is panned pays only where there is much to draw.
        cy.renderer().textureOnViewport = cy.elements().length > 400;
        highlight();
        sayOutOfView(cy);
        const stage = document.getElementById("canvas-focus");
        stage.dataset.nodes = cy.nodes().length;
        stage.dataset.ties = cy.edges().length;
      });
    });
  };

  function fit(cy) {
    cy.resize();
    cy.fit(undefined, 44);
    if (cy.zoom() > 1) {
      cy.zoom(1);
      cy.center();
    }
  }

  function sayOutOfView(cy) {
    const place = document.getElementById("out-of-view");
    if (!place) return;
    const { x1, y1, x2, y2 } = cy.extent();
    const away = cy.nodes(".fresh").filter((node) => {
      const { x, y } = node.position();
      return x < x1 || x > x2 || y < y1 || y > y2;
    });
    place.hidden = !away.length;
  }

  qianxian.zoom = function (factor) {
    const cy = qianxian.cy();
    if (!cy) return;
    cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  };

  qianxian.fit = function () {
    const cy = qianxian.cy();
    if (!cy) return;
    fit(cy);
    sayOutOfView(cy);
  };

  qianxian.reveal = function (id) {
    const cy = qianxian.cy();
    const node = cy && cy.getElementById(id);
    if (!node || !node.length || !node.isNode()) return;
    const { x1, y1, x2, y2 } = cy.extent();
    const { x, y } = node.position();
    if (x < x1 || x > x2 || y < y1 || y > y2) cy.center(node);
  };

  qianxian.picture = function () {
    const cy = qianxian.cy();
    if (!cy || !cy.nodes().length) return;
    const background = getComputedStyle(document.body).getPropertyValue("--canvas").trim();
    const blob = cy.png({ output: "blob", full: true, scale: 2, bg: background, maxWidth: 8000, maxHeight: 8000 });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "qianxian.png";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  // Arrow keys go to the nearest node in that direction; the rest do what the mouse does.
  const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function neighbourTowards(cy, from, [dx, dy]) {
    const start = from.position();
    let best = null;
    let least = Infinity;
    cy.nodes().forEach((node) => {
      if (node.id() === from.id()) return;
      const x = node.position().x - start.x;
      const y = node.position().y - start.y;
      const along = x * dx + y * dy;
      const aside = Math.abs(x * dy) + Math.abs(y * dx);
      if (along <= 0) return;
      const cost = along + 2 * aside;
      if (cost < least) {
        least = cost;
        best = node;
      }
    });
    return best;
  }

  document.addEventListener("keydown", (event) => {
    if (!event.target.closest || !event.target.closest("#canvas-focus")) return;
    const cy = qianxian.cy();
    if (!cy || event.ctrlKey || event.metaKey || event.altKey) return;
    const chosen = qianxian.selected ? cy.getElementById(qianxian.selected) : cy.collection();
    const at = chosen.length && chosen.isNode() ? chosen : null;
    if (DIRECTIONS[event.key]) {
      event.preventDefault();
      const target = at ? neighbourTowards(cy, at, DIRECTIONS[event.key]) : cy.nodes()[0];
      if (target) {
        qianxian.select(target.id());
        qianxian.reveal(target.id());
        const said = document.getElementById("canvas-said");
        if (said) said.textContent = target.data("label");
      }
    } else if (event.key === "Enter" && at) {
      event.preventDefault();
      qianxian.dispatch({ kind: "expand", id: at.id() });
    } else if ((event.key === "Delete" || event.key === "Backspace") && at) {
      event.preventDefault();
      qianxian.dispatch({ kind: "hide", id: at.id() });
      qianxian.select(null);
    } else if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      if (!at) return;
      event.preventDefault();
      const box = cy.container().getBoundingClientRect();
      const { x, y } = at.renderedPosition();
      qianxian.menu(at.id(), box.left + x, box.top + y);
    } else if (event.key === "+" || event.key === "=") {
      qianxian.zoom(1.25);
    } else if (event.key === "-") {
      qianxian.zoom(0.8);
    } else if (event.key === "0") {
      qianxian.fit();
    }
  });

  document.addEventListener("contextmenu", (event) => {
    if (event.target.closest && event.target.closest("#canvas-focus")) event.preventDefault();
  });
})();
