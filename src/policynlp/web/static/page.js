// Keys, light and dark, the list of keys. Every page can be read without this file.
"use strict";

const ground = document.getElementById("ground");
const dark = () => {
  const chosen = document.documentElement.dataset.ground;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};
ground.hidden = false;
ground.addEventListener("click", () => {
  const next = dark() ? "light" : "dark";
  document.documentElement.dataset.ground = next;
  try { localStorage.setItem("ground", next); } catch (_) { /* not kept, then */ }
  document.dispatchEvent(new CustomEvent("ground", { detail: next }));
});

// On a small screen the navigation is wider than the screen.
const here = document.querySelector(".top nav [aria-current]");
// not by scrollIntoView, from which Chromium goes on with Tab: the link to the content would be passed over
if (here) here.closest("nav").scrollLeft += here.getBoundingClientRect().left + here.offsetWidth / 2 - innerWidth / 2;

const keys = document.getElementById("keys");
const typing = (target) => target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
let gone = 0;

const step = (by) => {
  const stops = [...document.querySelectorAll("[data-step]")].filter((one) => one.offsetParent !== null);
  if (!stops.length) return;
  const at = stops.indexOf(document.activeElement?.closest?.("[data-step]") ?? null);
  const next = stops[Math.max(0, Math.min(stops.length - 1, at + by))];
  const target = next.matches("a, button, [tabindex]") ? next : next.querySelector("a, button, [tabindex]");
  target?.focus();
  next.scrollIntoView({ block: "nearest" });
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "/") {
    event.preventDefault();
    (document.querySelector("[data-search]") ?? document.getElementById("quick")).focus();
  } else if (event.key === "?") {
    keys.showModal();
  } else if (event.key === "g") {
    gone = Date.now();
  } else if (Date.now() - gone < 1500 && document.querySelector(`nav [data-key="${CSS.escape(event.key)}"]`)) {
    location.assign(document.querySelector(`nav [data-key="${CSS.escape(event.key)}"]`).href);
  } else if (event.key === "j") {
    step(1);
  } else if (event.key === "k") {
    step(-1);
  }
});

// Forms of filters send themselves when a choice is made; empty fields stay out of the address.
for (const form of document.querySelectorAll("form.filters")) {
  const tidy = () => { for (const one of form.elements) if (one.name && !one.value) one.disabled = true; };
  form.addEventListener("submit", tidy);
  form.addEventListener("change", (event) => {
    if (!form.hasAttribute("data-wait") && event.target.matches("select, [type=checkbox], [type=date], [type=radio]")) form.requestSubmit();
  });
}
addEventListener("pageshow", () => {
  for (const one of document.querySelectorAll("form.filters [disabled]")) one.disabled = false;
});

document.addEventListener("htmx:configRequest", (event) => {
  for (const [name, value] of [...event.detail.formData.entries()]) if (value === "") event.detail.formData.delete(name);
});

// What can be copied.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const said = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = said; }, 1200);
});
