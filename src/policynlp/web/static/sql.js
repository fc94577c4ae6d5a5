// The SQL page: Ctrl+Enter runs, a column's name is put where the cursor stands.
"use strict";
const box = document.getElementById("sql-text");
box.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); document.getElementById("sql-form").requestSubmit(); }
});
document.addEventListener("click", (event) => {
  const name = event.target.closest("[data-insert]")?.dataset.insert;
  if (name === undefined) return;
  box.setRangeText(name, box.selectionStart, box.selectionEnd, "end");
  box.focus();
});
