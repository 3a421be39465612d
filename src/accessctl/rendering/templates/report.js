"use strict";
for (const table of document.querySelectorAll("table.rows")) {
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells], asListed = [...body.rows];
  const tools = table.parentElement.querySelector(".tools");
  if (asListed.length < 2) continue;
  const words = new Intl.Collator(document.documentElement.lang, {numeric: true, sensitivity: "base"});
  const key = (row, column) => row.cells[column].dataset.sort || row.cells[column].textContent.trim();
  const sort = (column, descending) => {
    heads.forEach((head, index) => head.setAttribute("aria-sort", index !== column ? "none" : descending ? "descending" : "ascending"));
    const sign = descending ? -1 : 1;
    const rows = column < 0 ? asListed : [...asListed].sort((one, other) => sign * words.compare(key(one, column), key(other, column)));
    body.append(...rows);
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => sort(column, head.getAttribute("aria-sort") === "ascending"));
  });
  if (!tools) continue;
  tools.hidden = false;
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const search = tools.querySelector("input"), shown = tools.querySelector("b"), choice = tools.querySelector("select");
  const texts = new Map(asListed.map((row) => [row, plain(row.textContent)]));
  search.addEventListener("input", () => {
    const wanted = plain(search.value).split(/\s+/).filter(Boolean);
    for (const row of asListed) row.hidden = !wanted.every((word) => texts.get(row).includes(word));
    shown.textContent = asListed.filter((row) => !row.hidden).length;
  });
  choice.addEventListener("change", () => sort(choice.value === "" ? -1 : Number(choice.value), false));
}
