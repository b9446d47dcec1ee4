// Search boxes: nothing is asked while an input method composes; arrows, Enter and Escape move through the list.
(function () {
  "use strict";

  const qianxian = (window.qianxian = window.qianxian || {});
  const asked = {};
  let composing = false;

  const boxOf = (element) => element.closest && element.closest(".finder");
  const inputOf = (box) => box.querySelector("input");
  const optionsOf = (box) => [...box.querySelectorAll('[role="option"]')];
  const partId = (part, name) => ({ finder: part, name });

  document.addEventListener("compositionstart", () => {
    composing = true;
  });
  document.addEventListener("compositionend", (event) => {
    composing = false;
    const box = boxOf(event.target);
    if (box) ask(box.dataset.finder, event.target.value);
  });

  // An input method's last word comes twice: when it ends, and when the box has settled.
  function ask(name, value) {
    if (asked[name] === value) return;
    asked[name] = value;
    qianxian.set(partId("query", name), { data: value });
  }

  function open(box, on) {
    box.dataset.open = on ? "true" : "false";
    const shown = on && optionsOf(box).length > 0;
    inputOf(box).setAttribute("aria-expanded", shown ? "true" : "false");
    if (!on) mark(box, null);
  }

  function mark(box, option) {
    optionsOf(box).forEach((each) => each.setAttribute("aria-selected", each === option ? "true" : "false"));
    const input = inputOf(box);
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  const marked = (box) => box.querySelector('[role="option"][aria-selected="true"]');

  function pick(box, option) {
    const { id, label, name } = option.dataset;
    open(box, false);
    qianxian.set(partId("pick", box.dataset.finder), { data: { id, label, name, at: Date.now() } });
  }

  document.addEventListener("keydown", (event) => {
    const box = event.target.matches && event.target.matches("input[data-finder]") && boxOf(event.target);
    if (!box || composing || event.isComposing) return;
    const options = optionsOf(box);
    const at = options.indexOf(marked(box));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      open(box, true);
      if (!options.length) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(box, options[(at + step + options.length) % options.length] || options[0]);
    } else if (event.key === "Enter") {
      const option = marked(box) || options[0];
      if (option && box.dataset.open === "true") {
        event.preventDefault();
        pick(box, option);
      }
    } else if (event.key === "Escape") {
      open(box, false);
    }
  });

  document.addEventListener("input", (event) => {
    const box = event.target.matches && event.target.matches("input[data-finder]") && boxOf(event.target);
    if (box) open(box, true);
  });

  document.addEventListener("focusin", (event) => {
    const box = event.target.matches && event.target.matches("input[data-finder]") && boxOf(event.target);
    if (box && event.target.value) open(box, true);
  });

  document.addEventListener("focusout", (event) => {
    const box = event.target.matches && event.target.matches("input[data-finder]") && boxOf(event.target);
    if (box) open(box, false);
  });

  // Before the box loses the focus.
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest && event.target.closest('.finder [role="option"]');
    if (!option) {
      if (event.target.closest && event.target.closest(".finder-results")) event.preventDefault();
      return;
    }
    event.preventDefault();
    pick(boxOf(option), option);
  });

  qianxian.finder = {
    typed: (value, id) => {
      if (!composing) ask(id.name, value || "");
    },
    listed: (text, id) => {
      const box = document.querySelector(`.finder[data-finder="${id.name}"]`);
      if (!box) return;
      box.querySelector(".finder-results").innerHTML = text || "";
      const focused = document.activeElement === inputOf(box);
      if (focused && inputOf(box).value) open(box, true);
      mark(box, null);
    },
    clear: (name) => qianxian.set(partId("input", name), { value: "" }),
    name: (name, value) => qianxian.set(partId("input", name), { value }),
  };
})();
