// The review of quotations, figures and names: items beside the text and marked in it; every change is a decision at once.
import { openFields } from "./review_fields.js";
import { LAYERS, hull, lanes, moved, parted, relabelled, sameSpans } from "./review_items.js";
import { drawItems } from "./review_list.js";
import { fresh, load, onKeys, part } from "./review_queue.js";
import { speakerChooser } from "./review_speakers.js";
import { Words } from "./review_words.js";

export const reviewSpans = (queue) => {
  const layer = LAYERS[queue.layer];
  let items = [];
  let at = -1;
  let label = null; // of the last name that was made
  const words = new Words(part("text"), { changed: () => { tellChosen(); drawWords(); } });
  const textOf = (span) => (words.holds(span) ? words.of(span) : queue.now.far[`${span[0]}-${span[1]}`] ?? "…");
  const item = () => items[at] ?? null;
  const hint = (text) => { part("hint").textContent = text ?? ""; };
  const tellChosen = () => { part("chosen-words").textContent = words.chosen ? words.of(words.chosen) : ""; };

  const drawWords = () => {
    const shown = items.filter((one) => one.state !== "rejected" || one === item());
    const lane = lanes(shown);
    const marks = shown.flatMap((one) => {
      const place = items.indexOf(one) + 1;
      const now = one === item();
      const pieces = layer.pieces(one.value);
      return (now || queue.layer === "quotes" ? pieces : pieces.slice(0, 1)).map(({ role, span }, i) => ({
        span, role, lane: lane.get(one.target), now, label: now ? `${place} ${role}` : i === 0 ? String(place) : "",
      }));
    });
    words.draw(marks);
  };
  const draw = () => {
    drawWords();
    drawItems({ items, at, layer, textOf, go, accept, reject });
  };
  const order = () => {
    const now = item();
    items.sort((a, b) => hull(a.value)[0] - hull(b.value)[0] || hull(a.value)[1] - hull(b.value)[1]);
    at = items.indexOf(now);
  };
  const go = (place) => {
    at = Math.max(-1, Math.min(items.length - 1, place));
    if (item()) words.go(hull(item().value));
    draw();
    tellChosen();
  };
  const shown = (review, undone) => {
    items = review.items.map((one) => ({ ...one }));
    words.show([{ text: review.before, context: true }, { text: review.unit.text, context: false }, { text: review.after, context: true }], review.before_start);
    hint("");
    const back = items.findIndex((one) => undone.includes(one.target));
    const first = back >= 0 ? back : items.findIndex((one) => one.state === "open");
    go(first >= 0 ? first : items.length ? 0 : -1);
    scrollTo({ top: 0 });
  };
  // What the server made of new and changed items: their ids, and what it read from their words.
  const kept = (made) => {
    for (const [asked, done] of Object.entries(made)) {
      const found = items.find((one) => one.target === asked);
      if (!found) continue;
      found.target = done.target;
      const later = queue.outbox.kept.some((one) => one.task === queue.now.task.id && one.made.some((what) => what.target === done.target));
      if (!later) found.value = done.value;
    }
    draw();
  };

  const decide = (made) => { queue.press(made); order(); draw(); queue.send(); };
  const onward = () => {
    const after = items.findIndex((one, i) => i > at && one.state === "open");
    const open = after >= 0 ? after : items.findIndex((one) => one.state === "open");
    if (open >= 0) go(open);
  };
  const accepted = (one) => {
    const made = one.machine ? { action: "accept", target: one.target } : { action: "add", target: one.target, value: one.value };
    Object.assign(one, { state: one.machine ? "accepted" : "added", value: one.machine ?? one.value });
    return made;
  };
  const accept = () => {
    const one = item();
    if (!one) { hint("There is no item. N makes one of the chosen words."); return; }
    if (one.state === "open" || one.state === "rejected") decide([accepted(one)]);
    onward();
  };
  const rejected = (one) => { one.state = "rejected"; return { action: "reject", target: one.target }; };
  const reject = () => {
    const one = item();
    if (!one) return;
    if (one.state !== "rejected") decide([rejected(one)]);
    onward();
  };
  const edited = (one, value) => {
    Object.assign(one, { value, state: one.machine ? "edited" : "added" });
    return { action: "edit", target: one.target, value };
  };
  const edit = (value) => {
    if (!item()) { hint("There is no item. N makes one of the chosen words."); return; }
    if (JSON.stringify(value) !== JSON.stringify(item().value)) decide([edited(item(), value)]);
  };
  const added = (value) => {
    const made = { target: `new:${fresh()}`, value, machine: null, score: null, version: null, state: "added" };
    items.push(made);
    return made;
  };
  const addOf = (one) => ({ action: "add", target: one.target, value: one.value });
  const add = () => {
    if (!words.chosen) return;
    const value = layer.add([words.chosen], label);
    const known = items.findIndex((one) => sameSpans(one.value, value));
    if (known >= 0) { go(known); hint("These words are an item already: this one."); return; }
    const made = added(value);
    at = items.length - 1;
    decide([addOf(made)]);
  };
  const setPiece = (key, more) => {
    const role = layer.roles[key];
    if (!role || !words.chosen) return false;
    if (!item()) { add(); return true; }
    edit(layer.set(item().value, role, words.chosen, more, textOf));
    words.drop();
    draw();
    return true;
  };
  const edge = (side, by) => {
    if (!item()) return;
    const [start, end] = hull(item().value);
    const place = words.edge(side === "start" ? start : end, by, side);
    const value = place === undefined ? null : moved(queue.layer, item().value, side, place);
    if (value) edit(value); else hint("It cannot be moved further.");
  };
  const digit = (place) => {
    const { field, names } = layer.digits;
    if (!item() || !names[place]) return;
    if (field === "label") relabel(names[place]); else edit({ ...item().value, [field]: names[place] });
  };
  const relabel = (name) => { label = name; edit(relabelled(item().value, name)); };
  const turn = () => {
    if (!item() || !layer.turn) return;
    const { field, names } = layer.turn;
    edit({ ...item().value, [field]: names[(names.indexOf(item().value[field]) + 1) % names.length] });
  };
  const join = () => {
    const next = items.slice(at + 1).find((one) => one.state !== "rejected");
    if (!item() || !next) { hint("There is no next item to join it with."); return; }
    decide([edited(item(), layer.join(item().value, next.value)), rejected(next)]);
  };
  const split = () => {
    if (!item() || !words.chosen) return;
    const trimmed = ([start, end]) => {
      const places = words.places([start, end]);
      return places ? [Math.max(start, words.words[places[0]].start), Math.min(end, words.words[places[1]].end)] : [start, end];
    };
    const parts = parted(queue.layer, item().value, words.chosen[0], trimmed);
    if (!parts) { hint("Put the cursor on the word where the second part begins, inside the item."); return; }
    const first = edited(item(), parts[0]);
    decide([first, addOf(added(parts[1]))]);
  };
  const complete = (all) => {
    const open = items.filter((one) => one.state === "open");
    if (open.length && !all) {
      go(items.indexOf(open[0]));
      hint(`${open.length} undecided. A accepts, X rejects, Shift+Enter accepts the rest and completes.`);
      return;
    }
    queue.press(open.map(accepted), { complete: true });
    queue.further();
  };

  const choices = load("choices");
  const pick = speakerChooser({ queue, items: () => items, value: () => item().value, choices, taken: edit, refused: hint });
  const fields = () => {
    if (!item()) return;
    const save = (value, wrong) => { edit(value); hint(wrong.length ? `Not read, and left as it was: ${wrong.join(" ")}` : ""); };
    openFields({ layer: queue.layer, queue, item: item(), textOf, save });
  };

  const ARROWS = {
    ArrowLeft: (e) => words.move(-1, e), ArrowRight: (e) => words.move(1, e), ArrowUp: (e) => words.moveLine(-1, e), ArrowDown: (e) => words.moveLine(1, e),
    Home: (e) => words.move(-Infinity, e), End: (e) => words.move(Infinity, e),
  };
  const KEYS = {
    j: () => go(at + 1), k: () => go(Math.max(0, at - 1)), a: accept, x: reject, n: add, t: turn, m: join, d: split, e: fields,
    p: () => (item() && pick()), u: () => queue.undo(), backspace: () => queue.undo(), f: () => queue.flag(), " ": () => queue.skip(),
    "[": () => edge("start", -1), "]": () => edge("start", 1), "{": () => edge("end", -1), "}": () => edge("end", 1),
    0: () => queue.layer === "entities" && item() && pick.labels(relabel),
  };
  onKeys((event) => {
    if (event.target.closest("#marks button, a") && (event.key === "Enter" || event.key === " ")) return false;
    hint("");
    const key = event.key.toLowerCase();
    if (event.key in ARROWS) ARROWS[event.key](event.shiftKey);
    else if (key === "enter") complete(event.shiftKey);
    else if (/^[1-9]$/.test(key)) digit(Number(key) - 1);
    else if (key in layer.roles && setPiece(key, event.shiftKey)) return true;
    else if (KEYS[key]) KEYS[key]();
    else return false;
    return true;
  }, { goes: true });
  part("marks").addEventListener("submit", (event) => {
    event.preventDefault();
    const go_ = event.submitter?.value;
    if (go_ === "skip") queue.skip(); else if (go_ === "undo") queue.undo(); else complete(false);
  });

  queue.start({ shown, kept });
};
