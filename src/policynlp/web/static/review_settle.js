// Disagreements by keyboard: every choice is sent at once, and what was settled stays in view until the page is loaded anew.
import { faultOf, fresh, onKeys, part } from "./review_queue.js";

const root = part("disputes");
if (root) {
  const address = `/api/review/${root.dataset.layer}/disagreements`;
  const all = [...root.querySelectorAll(".dispute")];
  let at = 0;
  const say = (text) => { part("message").hidden = !text; part("message").textContent = text ?? ""; };
  const go = (place) => {
    all[at]?.removeAttribute("aria-current");
    at = Math.max(0, Math.min(all.length - 1, place));
    all[at].setAttribute("aria-current", "true");
    all[at].focus();
    all[at].scrollIntoView({ block: "nearest" });
  };
  const post = async (where, body) => {
    try {
      const answer = await fetch(where, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
      const said = await answer.json();
      if (answer.ok) return { said };
      return { fault: faultOf(said) };
    } catch (_) { return { fault: "The server does not answer; nothing was kept. Press the key again." }; }
  };
  const settle = async (form, button) => {
    if (form.dataset.settled) return;
    form.dataset.settled = "sent"; // a second key before the answer is none
    const value = (name) => form.elements[name].value;
    const { said, fault } = await post(address, { unit: value("unit"), target: value("target"), seen: Number(value("seen")), choice: button.value, key: fresh() });
    if (fault) { delete form.dataset.settled; say(fault); return; }
    say("");
    form.dataset.settled = "kept";
    button.setAttribute("aria-pressed", "true");
    form.querySelector(".dispute-settled").textContent = "Settled.";
    for (const other of all) if (other.elements.unit.value === value("unit")) other.elements.seen.value = said.seen;
    if (form === all[at]) go(at + 1);
  };
  const undo = async () => {
    const { fault } = await post(`/api/review/${root.dataset.layer}/undo`, {});
    if (fault) say(fault); else location.reload();
  };
  root.addEventListener("submit", (event) => { event.preventDefault(); settle(event.target, event.submitter); });
  onKeys((event) => {
    const key = event.key.toLowerCase();
    if (key === "j") go(at + 1);
    else if (key === "k") go(at - 1);
    else if (/^[1-9]$/.test(key)) { const button = all[at].querySelectorAll(".side button")[key - 1]; if (button) settle(all[at], button); }
    else if (key === "x") settle(all[at], all[at].querySelector('button[value="-"]'));
    else if (key === "u" || key === "backspace") undo();
    else return false;
    return true;
  }, { goes: true });
  go(0);
}
