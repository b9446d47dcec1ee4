// Fills panels with the HTML written by the server, and keeps the focus where it was.
(function () {
  "use strict";

  const qianxian = (window.qianxian = window.qianxian || {});

  const sameAct = (one) => (other) =>
    other.dataset.act === one.act && other.dataset.id === one.id && other.dataset.value === one.value;

  // What a person opened, scrolled to and is typing, to be found again in what is put in its place.
  function noted(place, focused) {
    const field = focused && focused.matches("textarea, select") ? focused : null;
    return {
      open: [...place.querySelectorAll("details[data-kept][open]")].map((each) => each.dataset.kept),
      scrolled: [...place.querySelectorAll("[data-scroll]")].map((each) => [each.dataset.scroll, each.scrollLeft, each.scrollTop]),
      field: field && { id: field.id, value: field.value, changed: field.value !== field.defaultValue, at: field.selectionStart },
    };
  }

  function restore(place, { open, scrolled, field }) {
    place.querySelectorAll("details[data-kept]").forEach((each) => {
      if (open.includes(each.dataset.kept)) each.open = true;
    });
    place.querySelectorAll("[data-scroll]").forEach((each) => {
      const [, left, top] = scrolled.find(([name]) => name === each.dataset.scroll) || [];
      if (left !== undefined) each.scrollTo(left, top);
    });
    const again = field && field.id && document.getElementById(field.id);
    if (!again || !place.contains(again)) {
      const room = field && place.querySelector("[data-scroll]");
      if (room) room.focus();
      return;
    }
    field.found = true;
    again.focus();
    if (again.matches("textarea") && field.changed) {
      again.value = field.value;
      again.setSelectionRange(field.at, field.at);
    }
  }

  function fill(place, text) {
    const focused = place.contains(document.activeElement) ? document.activeElement : null;
    const kept = focused && { ...focused.dataset };
    const at = focused ? [...place.querySelectorAll("button")].indexOf(focused) : -1;
    const standing = noted(place, focused);
    place.innerHTML = text || "";
    restore(place, standing);
    if (!focused || (standing.field && standing.field.found)) return;
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
