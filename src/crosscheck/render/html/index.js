"use strict";
// The index: narrowed by words and by verdict, sorted by a column.
{
const all = selector => [...document.querySelectorAll(selector)];
const rows = all("tbody tr"), [find] = all("#find"), [level] = all("#level"), [none] = all("#nothing");
const filter = () => {
  const wanted = find.value.trim().toLowerCase();
  for (const row of rows) row.hidden = (level.value && row.dataset.level !== level.value) || !row.textContent.toLowerCase().includes(wanted);
  none.hidden = rows.some(row => !row.hidden);
};
find.addEventListener("input", filter);
level.addEventListener("input", filter);
const value = (row, n) => n === 1 ? ["error", "warning", "unjudged", "ready"].indexOf(row.dataset.level) : n ? parseFloat(row.cells[n].textContent) || 0 : row.cells[n].textContent.toLowerCase();
for (const [n, head] of all("thead th").entries()) {
  head.querySelector("button").addEventListener("click", () => {
    const down = head.ariaSort === "ascending";
    for (const other of all("thead th")) other.ariaSort = null;
    head.ariaSort = down ? "descending" : "ascending";
    const order = (a, b) => { const [x, y] = [value(a, n), value(b, n)]; return (x < y ? -1 : x > y ? 1 : 0) * (down ? -1 : 1); };
    document.querySelector("tbody").append(...rows.sort(order));
  });
}
document.documentElement.classList.add("scripted");
}
