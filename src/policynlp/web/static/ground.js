// Light or dark as the reader chose last, set before the first paint.
(() => {
  try {
    const chosen = localStorage.getItem("ground");
    if (chosen) document.documentElement.dataset.ground = chosen;
  } catch (_) { /* storage is switched off: the system's choice holds */ }
  document.documentElement.classList.add("js");
})();
