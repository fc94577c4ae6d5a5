// What all layers share. What a key decides is kept in an outbox until the server has it, so neither a reload nor a server that
// is away loses anything; the next units are fetched ahead, so that they are there at once.
import { askLead } from "./review_flag.js";

export const part = (id) => document.getElementById(id);
export const load = (id) => JSON.parse(part(id).textContent);
export const make = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, ""); else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
};

// What went wrong, in a sentence and what to do about it.
export const faultOf = (said) => {
  const text = [said.error?.what, said.error?.hint].filter(Boolean).join(". ");
  return text.charAt(0).toUpperCase() + text.slice(1);
};

// randomUUID is missing where the page is not served over HTTPS or from this machine.
export const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");

const AHEAD = 3;
const PATIENCE_MS = 30000; // a key that is sent twice is one decision, so asking again does no harm

// Decisions that the server may not have. Two tabs share the storage, and one may see late what the other wrote: each decision has
// an item of its own there, so that no tab ever writes over another's.
class Outbox {
  constructor(name) { this.prefix = `${name}\n`; this.kept = this.stored(); this.last = 0; }
  stored() {
    try {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(this.prefix)).sort();
      return names.map((name) => JSON.parse(localStorage.getItem(name))).filter(Boolean);
    } catch (_) { return []; }
  }
  // In the order of the keys that were pressed.
  key() { this.last = Math.max(Date.now(), this.last + 1); return `${this.last.toString(16)}${fresh()}`; }
  store(entry) { try { localStorage.setItem(this.prefix + entry.key, JSON.stringify(entry)); } catch (_) { /* in memory only, then */ } }
  push(entry) { this.kept.push(entry); this.store(entry); }
  drop(entries) {
    const keys = new Set(entries.map((one) => one.key));
    this.kept = this.kept.filter((one) => !keys.has(one.key));
    try { keys.forEach((key) => localStorage.removeItem(this.prefix + key)); } catch (_) { /* it was in memory only */ }
  }
}

export class Queue {
  constructor(root) {
    this.root = root;
    this.layer = root.dataset.layer;
    this.address = `/api/review/${this.layer}`;
    this.reasons = load("reasons");
    this.unit = root.dataset.unit;
    this.outbox = new Outbox(`outbox ${this.address} ${root.dataset.account}`);
    this.now = null;
    this.ahead = [];
    this.seen = new Map();
    this.sending = null;
    this.fetching = false;
    this.shown = () => {};
    this.kept = () => {};
  }

  // `shown` draws a unit; `kept` hears what the server made of new and changed items.
  async start({ shown, kept = () => {} }) {
    this.shown = shown;
    this.kept = kept;
    const first = load("first");
    this.seen.set(first.task.id, first.seen);
    const waiting = this.outbox.kept.some((one) => one.task === first.task.id);
    this.show(first);
    this.tell(first.progress);
    if (!this.outbox.kept.length) { this.fetchAhead(); return; }
    await this.send();
    if (waiting && !this.outbox.kept.length) await this.refresh(first.task.id);
  }

  say(text) { part("message").hidden = !text; part("message").textContent = text ?? ""; }

  // How far the queue is: of a unit that was fetched ahead it is what it was then, so only answers that were just made say it.
  tell({ open, today, median_s: pace, qualifying: round }) {
    const left = round ? `qualification: ${round.items} done, ${round.needed} needed` : `${open} in the queue`;
    part("progress").textContent = `${left} · ${today} today${pace ? ` · ${pace} s each` : ""}`;
  }

  // `undone`: what a key that was taken back had decided on.
  show(item, undone = []) {
    if (!item) { location.reload(); return; }
    this.now = item;
    this.since = performance.now();
    if (!this.seen.has(item.task.id)) this.seen.set(item.task.id, item.seen);
    part("reason").textContent = this.reasons[item.task.reason] ?? item.task.reason;
    part("why").textContent = item.task.why;
    part("blind").hidden = !item.task.blind;
    part("place").textContent = [item.title, item.publisher, item.published, item.section].filter(Boolean).join(" · ");
    this.root.dataset.task = item.task.id;
    this.shown(item, undone);
  }

  press(made, { complete = false, note = "" } = {}) {
    const seconds = Math.round(performance.now() - this.since) / 1000;
    this.outbox.push({ task: this.now.task.id, key: this.outbox.key(), made, complete, seconds, note });
  }

  besides() {
    const all = [this.now?.task.id, ...this.ahead.map((one) => one.task.id), ...this.outbox.kept.map((one) => one.task)];
    return [...new Set(all.filter(Boolean))];
  }

  send() {
    this.sending ??= this.sendAll().finally(() => { this.sending = null; });
    return this.sending;
  }

  async sendAll() {
    while (this.outbox.kept.length) {
      const what = this.outbox.kept[0];
      const body = { ...what, seen: this.seen.get(what.task), besides: this.besides() };
      let answer, said;
      try {
        const headers = { "Content-Type": "application/json" };
        answer = await fetch(this.address, { method: "POST", headers, body: JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE_MS) });
        if (answer.status < 500) said = await answer.json();
      } catch (_) {
        return this.again("The server does not answer. What you decided is kept here and sent when it is back.");
      }
      if (!said) return this.again("The server had a fault. What you decided is kept here and sent again.");
      if (answer.ok) this.taken(what, said); else await this.refused(what, said);
    }
  }

  again(text) {
    this.say(text);
    setTimeout(() => this.send(), 1500);
  }

  taken(what, said) {
    this.say("");
    this.seen.set(what.task, said.seen);
    this.outbox.drop([what]);
    this.tell(said.progress);
    const names = new Map(Object.entries(said.kept).map(([asked, one]) => [asked, one.target]));
    for (const later of this.outbox.kept) {
      if (later.task !== what.task || !later.made.some((one) => names.has(one.target))) continue;
      later.made = later.made.map((one) => ({ ...one, target: names.get(one.target) ?? one.target }));
      this.outbox.store(later);
    }
    if (this.now?.task.id === what.task) this.kept(said.kept);
    this.later(said.ahead);
  }

  // What was decided after a refused key rests on what was not there: it is dropped, and the unit is shown as it is now.
  async refused(what, said) {
    this.outbox.drop(this.outbox.kept.filter((one) => one.task === what.task));
    await this.refresh(what.task);
    this.say(faultOf(said));
  }

  async refresh(task) {
    try {
      const answer = await fetch(`/api/review/tasks/${task}`);
      if (!answer.ok) return;
      const found = await answer.json();
      this.seen.set(task, found.seen);
      if (this.now && this.now.task.id !== task) this.ahead.unshift(this.now);
      this.ahead = this.ahead.filter((one) => one.task.id !== task);
      this.show(found);
      this.tell(found.progress);
    } catch (_) { /* the next key tells */ }
  }

  later(item) { if (item && this.ahead.length < AHEAD && !this.besides().includes(item.task.id)) this.ahead.push(item); }

  further() {
    if (this.ahead.length) {
      performance.mark("from-ahead");
      this.show(this.ahead.shift());
      this.send().then(() => this.fetchAhead());
    } else this.send().then(() => this.waitNext());
  }

  async waitNext() {
    if (this.outbox.kept.length) { setTimeout(() => this.waitNext(), 300); return; }
    if (this.ahead.length) { this.show(this.ahead.shift()); this.fetchAhead(); return; }
    try {
      const found = await (await fetch(this.address)).json();
      this.show(found);
      if (!found) return;
      this.tell(found.progress);
      this.fetchAhead();
    } catch (_) { setTimeout(() => this.waitNext(), 1000); }
  }

  async fetchAhead() {
    if (this.fetching) return;
    this.fetching = true;
    try {
      while (this.now && this.ahead.length < AHEAD) {
        const query = new URLSearchParams(this.besides().map((id) => ["besides", id]));
        const found = await (await fetch(`${this.address}?${query}`)).json();
        if (!found) break;
        this.later(found);
      }
    } catch (_) { /* fetched when it is needed */ }
    this.fetching = false;
  }

  skip() { this.press([{ action: "skip" }]); this.further(); }

  flag() {
    const task = this.now.task.id;
    askLead((note) => {
      if (this.now.task.id !== task) return;
      this.press([{ action: "flag" }], { note });
      this.send().then(() => { if (!this.outbox.kept.length) this.say("Flagged to the lead."); });
    });
  }

  async undo() {
    await this.send();
    if (this.outbox.kept.length) return;
    const answer = await fetch(`${this.address}/undo`, { method: "POST" });
    const found = await answer.json();
    if (!answer.ok) { this.say(faultOf(found)); return; }
    this.say("");
    if (!found) return; // it settled a disagreement, on another page
    if (found.task.id !== this.now.task.id) this.ahead.unshift(this.now);
    this.ahead = this.ahead.filter((one) => one.task.id !== found.task.id);
    this.seen.set(found.task.id, found.seen);
    this.show(found, found.undone);
    this.tell(found.progress);
  }
}

// Keys of the page: none while a dialog is open or a field is typed into, none behind a modifier; with `goes` none of a "g" and
// the letter behind it, which lead to another page.
export const onKeys = (answer, { goes = false } = {}) => {
  let gone = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    // a field of a dialog that has just been closed may still have the focus
    const typed = event.target.matches("input:not([type=checkbox]), textarea, select");
    if (typed && !event.target.closest("dialog:not([open])")) return;
    if (goes && event.key === "g") { gone = event.timeStamp; return; }
    if (event.timeStamp - gone < 1500 && gone && document.querySelector(`nav [data-key="${CSS.escape(event.key)}"]`)) return;
    if (answer(event)) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);
};

// A dialog in which something is typed and one of a few offers is taken: by Enter, an arrow and Enter, the mouse, or a digit,
// which is part of the text once something is typed.
export const chooser = ({ offers, taken }) => {
  const dialog = part("chooser");
  const typed = part("chosen");
  let offered = [];
  const pick = (place) => {
    if (!offered[place]) return;
    const chosen = offered[place];
    dialog.close();
    typed.blur();
    taken(chosen);
  };
  const offer = () => {
    offered = offers(typed.value).slice(0, 9);
    const rows = offered.map((one, place) => {
      const digit = typed.value ? "" : `${place + 1}  `;
      const button = make("button", { type: "button", role: "option" }, `${digit}${one.text}`, make("small", {}, one.note ?? ""));
      button.addEventListener("click", () => pick(place));
      return make("li", {}, button);
    });
    const none = make("li", { class: "note", role: "option", "aria-disabled": "true" }, "Nothing is called so. Type other letters.");
    part("found").replaceChildren(...(rows.length ? rows : [none]));
  };
  const typing = (event) => {
    if (event.isComposing) return; // the keys of an input method choose its characters
    const digit = !typed.value && /^[1-9]$/.test(event.key) && offered[event.key - 1];
    if (event.key !== "Enter" && !digit) return;
    event.preventDefault();
    pick(digit ? Number(event.key) - 1 : 0);
  };
  const stepping = (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [typed, ...part("found").querySelectorAll("button")];
    const to = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (to) { event.preventDefault(); to.focus(); }
  };
  return (label, begun = "") => {
    typed.oninput = offer;
    typed.onkeydown = typing;
    dialog.onkeydown = stepping;
    typed.setAttribute("aria-label", label);
    dialog.setAttribute("aria-label", label);
    typed.value = begun;
    offer();
    dialog.showModal();
    typed.focus();
    typed.setSelectionRange(begun.length, begun.length);
  };
};
