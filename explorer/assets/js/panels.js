// Fills panels with the HTML written by the server, and keeps the focus where it was.
(function () {
  "use strict";

  const qianxian = (window.qianxian = window.qianxian || {});

  const sameAct = (one) => (other) =>
    other.dataset.act === one.act && other.dataset.id === one.id && other.dataset.value === one.value;

  function fill(place, text) {
    const focused = place.contains(document.activeElement) ? document.activeElement : null;
    const kept = focused && { ...focused.dataset };
    const at = focused ? [...place.querySelectorAll("button")].indexOf(focused) : -1;
    place.innerHTML = text || "";
    if (!focused) return;
    const buttons = [...place.querySelectorAll("button")];
    const target = buttons.find(sameAct(kept)) || buttons[Math.min(at, buttons.length - 1)];
    if (target) target.focus();
  }

  // A page may be asked to fill a place that is only just being put on it.
  qianxian.fill = function (id, text, tries = 30) {
    const place = document.getElementById(id);
    if (place) fill(place, text);
    else if (tries) requestAnimationFrame(() => qianxian.fill(id, text, tries - 1));
  };
})();
