// Progressive only: without it the page shows everything. A search field above the participants, sorting by a click on a
// heading, and lists that open when a mark points into them.
"use strict";
(() => {
  const enhance = (root) => {
    const table = root.querySelector("table.everybody");
    if (table === null || table.dataset.enhanced !== undefined) return;
    table.dataset.enhanced = "";
    const rows = [...table.tBodies[0].rows];
    const label = document.createElement("label");
    const field = document.createElement("input");
    const count = document.createElement("output");
    field.type = "search";
    label.className = "search";
    label.append("find a participant ", field, count);
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      let found = 0;
      for (const row of rows) {
        row.hidden = wanted !== "" && !row.dataset.name.toLowerCase().includes(wanted);
        if (!row.hidden) found += 1;
      }
      count.textContent = wanted === "" ? "" : ` ${found} of ${rows.length}`;
    });
    table.closest(".scroll").before(label);
    for (const heading of table.tHead.rows[0].cells) {
      const key = heading.dataset.sort;
      if (key === undefined) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      let down = key !== "name";
      button.addEventListener("click", () => {
        const value = (row) => (key === "name" ? row.dataset.name : Number(row.dataset[key]));
        const order = (one, other) => {
          const [a, b] = [value(one), value(other)];
          return (key === "name" ? a.localeCompare(b) : a - b) * (down ? -1 : 1);
        };
        table.tBodies[0].append(...rows.sort(order));
        for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
        heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        down = !down;
      });
    }
  };
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at !== null; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target !== null) target.scrollIntoView();
  };
  const start = () => {
    enhance(document);
    if (location.hash !== "") reveal();
  };
  addEventListener("hashchange", reveal);
  addEventListener("ayni:drawn", () => enhance(document));
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
