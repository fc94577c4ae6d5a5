// The review of themes: nine suggestions by digit, all others by their first letters.
import { chooser, load, make, onKeys, part } from "./review_queue.js";

const words = (name) => name.replaceAll("_", " ").replace(".", " › ");

const unmarked = (name) => ({ name, score: null, suggested: false, on: false, decided: false });

const marksOf = (item) => {
  const suggested = Object.entries(item.suggestions).sort((a, b) => b[1].score - a[1].score).slice(0, 9);
  const list = suggested.map(([name, said]) => ({
    name, score: said.score, suggested: said.value === true,
    on: item.marked[name] ?? said.value === true, decided: name in item.marked,
  }));
  for (const [name, on] of Object.entries(item.marked)) {
    if (!list.some((one) => one.name === name)) list.push({ name, score: null, suggested: false, on, decided: true });
  }
  return list;
};

export const reviewThemes = (queue) => {
  const choices = load("choices");
  let marks = [];

  const row = (mark, place) => {
    const score = make("span", { class: "note" });
    if (mark.score !== null) {
      const filled = make("i");
      filled.style.setProperty("width", `${Math.round(mark.score * 100)}%`);
      score.append(mark.score.toFixed(2), make("span", { class: "bar" }, filled));
    }
    const button = make(
      "button",
      { type: "button", class: "mark", "aria-pressed": String(mark.on), title: choices.find((one) => one.name === mark.name)?.definition },
      make("kbd", {}, place < 9 ? String(place + 1) : "·"), make("span", {}, words(mark.name)), score,
    );
    button.addEventListener("click", () => toggle(mark));
    return make("li", {}, button);
  };
  const draw = () => {
    const rows = marks.map(row);
    if (!rows.length) rows.push(make("li", { class: "note" }, "Nothing is marked. A letter opens all themes."));
    part("marks").querySelector("#labels").replaceWith(make("ul", { id: "labels" }, ...rows));
  };
  const shown = (item) => {
    marks = marksOf(item);
    part("before").textContent = item.before;
    part("passage").textContent = item.unit.text;
    part("after").textContent = item.after;
    draw();
  };

  const decided = (mark, on) => {
    Object.assign(mark, { on, decided: true });
    return on ? { action: mark.suggested ? "accept" : "add", target: mark.name, value: true } : { action: "reject", target: mark.name };
  };
  // A facet stands with its theme: it brings the theme, and goes where the theme goes.
  const toggle = (mark) => {
    const on = !mark.on;
    const theme = mark.name.split(".")[0];
    if (on && !marks.some((one) => one.name === theme)) marks.push(unmarked(theme));
    const along = marks.filter((one) => one !== mark && one.on !== on && (on ? one.name === theme : one.name.startsWith(`${mark.name}.`)));
    queue.press([mark, ...along].map((one) => decided(one, on)));
    draw();
    queue.send();
  };
  const add = (name) => {
    const known = marks.find((one) => one.name === name);
    if (known) { if (!known.on) toggle(known); return; }
    const mark = unmarked(name);
    marks.push(mark);
    toggle(mark);
  };
  const take = () => {
    queue.press(marks.filter((m) => m.on && !m.decided).map((m) => ({ action: "accept", target: m.name, value: true })), { complete: true });
    queue.further();
  };
  const none = () => {
    queue.press(marks.filter((m) => m.on || (m.suggested && !m.decided)).map((m) => ({ action: "reject", target: m.name })), { complete: true });
    queue.further();
  };

  const offers = (typed) => {
    const begun = typed.toLowerCase().trim();
    const rank = (one) => {
      const last = (one.facet || one.theme).replaceAll("_", " ");
      return last.startsWith(begun) ? 0 : words(one.name).includes(begun) ? 1 : 9;
    };
    return choices.filter((one) => rank(one) < 9).sort((a, b) => rank(a) - rank(b))
      .map((one) => ({ text: words(one.name), note: one.definition, name: one.name }));
  };
  const open = chooser({ offers, taken: (one) => add(one.name) });

  onKeys((event) => {
    const key = event.key.toLowerCase();
    if (key === "a") take();
    else if (key === "x") none();
    else if (key === " ") queue.skip();
    else if (key === "u" || key === "backspace") queue.undo();
    else if (/^[1-9]$/.test(key)) { if (marks[key - 1]) toggle(marks[key - 1]); }
    else if (key === "f") queue.flag();
    else if (key === "+" || /^[b-z]$/.test(key)) open("Theme or facet", key === "+" ? "" : key);
    else return false;
    return true;
  });
  part("marks").addEventListener("submit", (event) => {
    event.preventDefault();
    const go = event.submitter?.value;
    if (go === "skip") queue.skip(); else if (go === "undo") queue.undo(); else take();
  });

  queue.start({ shown });
};
