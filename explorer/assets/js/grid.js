// Cells that name a node, and the forms of reports.
(function () {
  "use strict";

  const qianxian = (window.qianxian = window.qianxian || {});
  const components = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});

  components.QianxianNode = function (props) {
    const id = props.data && props.data[props.colDef.cellRendererParams.id];
    if (!id) return props.value === undefined ? null : props.value;
    const attributes = { type: "button", className: "text-button", "data-act": "open", "data-id": id };
    return window.React.createElement("button", attributes, props.value);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-report]");
    if (!form) return;
    event.preventDefault();
    const query = new URLSearchParams();
    new FormData(form).forEach((value, name) => value !== "" && query.set(name, value));
    form.querySelectorAll("[data-parameter]").forEach((field) => {
      if (field.dataset.picked) query.set(field.dataset.parameter, field.dataset.picked);
    });
    const text = query.toString();
    document.body.dataset.busy = "true";
    qianxian.go(`/reports/${form.dataset.report}${text ? `?${text}` : ""}`);
  });

  // A node picked for a parameter; emptying the box takes it back.
  qianxian.pickParameter = function (name, data) {
    const box = document.querySelector(`.finder[data-finder="${name}"]`);
    box.closest("[data-parameter]").dataset.picked = data.id;
    qianxian.finder.name(name, data.name);
  };

  document.addEventListener("input", (event) => {
    const field = event.target.closest("[data-parameter]");
    if (field && !event.target.value) field.dataset.picked = "";
  });
})();
