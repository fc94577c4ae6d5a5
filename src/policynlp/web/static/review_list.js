// The items beside the text: number, state, words, facts; those of the current one in full.
import { spansOf } from "./review_items.js";
import { make, part } from "./review_queue.js";

const STATES = { open: ["?", "undecided"], accepted: ["✓", "accepted"], rejected: ["✗", "rejected"], edited: ["✎", "changed"], added: ["+", "added"] };
const LONGEST_CHARS = 110;

const short = (text) => {
  const points = Array.from(text.replace(/\s+/g, " "));
  return points.length > LONGEST_CHARS ? `${points.slice(0, LONGEST_CHARS - 1).join("")}…` : points.join("");
};

const press = (name, done) => {
  const button = make("button", { type: "button" }, name);
  button.addEventListener("click", done);
  return button;
};

const row = (one, place, { now, layer, textOf, go, accept, reject }) => {
  const [sign, state] = STATES[one.state];
  const facts = layer.facts(one.value).filter(Boolean).join(" · ").replaceAll("_", " ");
  const button = make(
    "button", { type: "button", class: `item ${one.state}`, "aria-current": now ? "true" : null },
    make("span", { class: "item-head" }, make("b", {}, String(place + 1)), make("span", { class: "item-state" }, make("span", { "aria-hidden": "true" }, `${sign} `), state),
      one.score !== null && one.state === "open" ? make("span", { class: "note" }, one.score.toFixed(2)) : ""),
    make("span", { class: "item-words" }, short(spansOf(one.value).map(textOf).join(" … "))),
    make("span", { class: "note" }, facts),
  );
  button.addEventListener("click", () => go(place));
  const entry = make("li", {}, button);
  if (now) {
    const details = layer.details(one.value, textOf).filter(([, value]) => value);
    const buttons = []; // for whoever has no keyboard
    if (one.state === "open" || one.state === "rejected") buttons.push(press("Accept", accept));
    if (one.state !== "rejected") buttons.push(press("Reject", reject));
    entry.append(make("p", { class: "review-go item-go" }, ...buttons), make("dl", { class: "pairs" }, ...details.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)])));
  }
  return entry;
};

let drawn = []; // [{ look, node }]: rows that look as before stay, so that a long text answers at once

export const drawItems = ({ items, at, layer, textOf, go, accept, reject }) => {
  const list = part("items");
  const had = list.contains(document.activeElement);
  const rows = items.map((one, place) => {
    const now = place === at;
    const look = JSON.stringify([one.value, one.state, now, place]);
    return drawn[place]?.look === look ? drawn[place] : { look, node: row(one, place, { now, layer, textOf, go, accept, reject }) };
  });
  const whole = !drawn.length || rows.length < drawn.length;
  if (whole) list.replaceChildren(...rows.map((one) => one.node));
  else rows.forEach((one, place) => { if (!drawn[place]) list.append(one.node); else if (drawn[place] !== one) drawn[place].node.replaceWith(one.node); });
  drawn = rows;
  if (!rows.length) list.replaceChildren(make("li", { class: "note" }, "Nothing is marked. Choose words with the arrows and Shift, then press N."));
  const current = list.querySelector("[aria-current]");
  current?.scrollIntoView({ block: "nearest" });
  if (had) current?.focus({ preventScroll: true });
  const open = items.filter((one) => one.state === "open").length;
  part("undecided").textContent = open ? `${open} of ${items.length} undecided` : items.length ? "all decided" : "";
};
