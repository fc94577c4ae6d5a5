// The text as words, each with its code points in the document: what is chosen, the cursor, and the marks of items.
// JavaScript counts UTF-16; the corpus counts code points. All offsets that leave this file are code points.
import { make } from "./review_queue.js";

const ALONE = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}]";
const LETTER = `(?:(?!${ALONE})[\\p{L}\\p{M}\\p{N}_])`;
// Scripts without spaces by the character; an emoji with what is joined to it, a flag, a word, a number with its points, a sign.
const WORD = new RegExp(
  `\\p{Regional_Indicator}{2}|\\p{Extended_Pictographic}[\\uFE0F\\u{1F3FB}-\\u{1F3FF}]*(?:\\u200D\\p{Extended_Pictographic}[\\uFE0F\\u{1F3FB}-\\u{1F3FF}]*)*`
  + `|['’]s(?!${LETTER})|${ALONE}\\p{M}*|\\p{N}+(?:[.,]\\p{N}+)+|${LETTER}+(?:['’](?!s(?!${LETTER}))${LETTER}+)*|[^\\s]`, "gu",
);
const LONGEST = 160; // words of a block: marks are drawn anew by the block
const length = (text) => { let n = 0; for (const _ of text) n += 1; return n; };

export const cut = (text, from) => {
  const words = [];
  let at = 0;
  let place = from;
  for (const found of text.matchAll(WORD)) {
    place += length(text.slice(at, found.index));
    const end = place + length(found[0]);
    words.push({ start: place, end, text: found[0], before: text.slice(at, found.index) });
    place = end;
    at = found.index + found[0].length;
  }
  return words;
};

export class Words {
  // `changed` hears that the cursor or the choice is another one.
  constructor(root, { changed }) {
    this.root = root;
    this.changed = changed;
    this.words = [];
    let anchor = null;
    const wordAt = (event) => {
      const found = document.elementFromPoint(event.clientX, event.clientY)?.closest?.(".w");
      return found && root.contains(found) ? Number(found.dataset.i) : null;
    };
    root.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      anchor = wordAt(event);
      if (anchor === null) return;
      event.preventDefault(); // the browser's own selection cuts words
      this.choose(anchor, anchor, { one: true });
    });
    root.addEventListener("pointermove", (event) => {
      if (anchor === null || !(event.buttons & 1)) return;
      const place = wordAt(event);
      if (place !== null && place !== this.cursor) this.choose(anchor, place);
    });
    addEventListener("pointerup", () => { anchor = null; });
  }

  // `parts`: [{ text, context }] in order; `from` is where the first begins.
  show(parts, from) {
    this.words = [];
    this.text = parts.map((one) => one.text).join("");
    this.points = Array.from(this.text);
    this.from = from;
    let place = from;
    for (const { text, context } of parts) {
      this.words.push(...cut(text, place).map((word) => ({ ...word, context })));
      place += length(text);
    }
    this.blocks = [];
    this.words.forEach((word, i) => {
      const last = this.blocks.at(-1);
      const opens = !last || word.before.includes("\n") || last.context !== word.context || i - last.first >= LONGEST;
      const line = !last || word.before.includes("\n") || last.context !== word.context;
      if (opens) this.blocks.push({ first: i, last: i, context: word.context, line });
      else last.last = i;
    });
    const own = this.words.findIndex((word) => !word.context);
    this.cursor = Math.max(0, own);
    this.anchor = this.cursor;
    this.chosenOnes = null;
    const lines = [];
    for (const block of this.blocks) {
      block.node = make("span");
      if (block.line) lines.push(make("div", { class: block.context ? "line context" : "line", dir: "auto" }));
      lines.at(-1).append(block.node);
    }
    this.root.replaceChildren(...lines);
  }

  of(span) { return this.points.slice(Math.max(0, span[0] - this.from), Math.max(0, span[1] - this.from)).join(""); }
  holds(span) { return span[0] >= this.from && span[1] <= this.from + this.points.length; }

  // Words that a span touches: first and last place; null where it lies elsewhere.
  places([start, end]) {
    let low = 0;
    let high = this.words.length;
    while (low < high) { const middle = (low + high) >> 1; if (this.words[middle].end > start) high = middle; else low = middle + 1; }
    let last = low;
    while (last < this.words.length && this.words[last].start < end) last += 1;
    return low < last ? [low, last - 1] : null;
  }

  choose(anchor, cursor, { one = false } = {}) {
    this.anchor = anchor;
    this.cursor = cursor;
    this.chosenOnes = one ? null : [Math.min(anchor, cursor), Math.max(anchor, cursor)];
    this.changed();
  }
  drop() { this.anchor = this.cursor; this.chosenOnes = null; }

  // The chosen words as a span; without a choice the word under the cursor.
  get chosen() {
    if (!this.words.length) return null;
    const [first, last] = this.chosenOnes ?? [this.cursor, this.cursor];
    return [this.words[first].start, this.words[last].end];
  }

  move(by, extend) {
    const to = Math.max(0, Math.min(this.words.length - 1, this.cursor + by));
    this.choose(extend ? this.anchor : to, to, { one: !extend });
    this.reveal(to);
  }
  moveLine(by, extend) {
    const here = this.nodeOf(this.cursor)?.getBoundingClientRect();
    if (!here) return;
    const middle = here.left + here.width / 2;
    let best = null;
    let line = null;
    for (let i = this.cursor + by; i >= 0 && i < this.words.length; i += by) {
      const box = this.nodeOf(i).getBoundingClientRect();
      if (Math.abs(box.top - here.top) < here.height / 2) continue;
      if (line !== null && Math.abs(box.top - line) > box.height / 2) break;
      line ??= box.top;
      const away = Math.abs(box.left + box.width / 2 - middle);
      if (best === null || away < best.away) best = { i, away };
    }
    if (best) this.move(best.i - this.cursor, extend);
  }
  go(span) {
    const found = this.places(span);
    if (!found) return;
    this.cursor = found[0];
    this.drop();
    this.reveal(found[0]);
  }
  reveal(place) { this.nodeOf(place)?.scrollIntoView({ block: "nearest" }); }
  nodeOf(place) { return this.root.querySelector(`[data-i="${place}"]`); }

  // The next word's edge before or behind a place, for moving an edge of an item by a word.
  edge(place, by, side) {
    const edges = this.words.map((word) => word[side]);
    return by > 0 ? edges.find((one) => one > place) : edges.findLast((one) => one < place);
  }

  // `marks`: [{ span, role, item, lane, now, label }]. Blocks that look as before are left alone.
  draw(marks) {
    const on = marks.map((mark) => ({ ...mark, places: this.places(mark.span) })).filter((mark) => mark.places);
    for (const block of this.blocks) {
      const here = on.filter((mark) => mark.places[0] <= block.last && mark.places[1] >= block.first);
      const cursor = this.cursor >= block.first && this.cursor <= block.last ? this.cursor : -1;
      const chosen = this.chosenOnes && this.chosenOnes[0] <= block.last && this.chosenOnes[1] >= block.first ? this.chosenOnes : null;
      const look = JSON.stringify([here, cursor, chosen]);
      if (look === block.drawn) continue;
      block.drawn = look;
      this.drawBlock(block, here, cursor, chosen);
    }
  }

  drawBlock(block, marks, cursor, chosen) {
    const nodes = [];
    for (let i = block.first; i <= block.last; i += 1) {
      const word = this.words[i];
      const over = marks.filter((mark) => mark.places[0] <= i && mark.places[1] >= i);
      const gap = word.before.replaceAll("\n", i === block.first ? "" : " ");
      if (gap) {
        const through = over.filter((mark) => mark.places[0] < i);
        nodes.push(make("span", { class: classes("g", through, chosen && chosen[0] < i && chosen[1] >= i) }, gap));
      }
      for (const mark of over.filter((one) => one.places[0] === i && one.label)) {
        nodes.push(make("span", { class: `tag${mark.now ? " now" : ""}`, "aria-hidden": "true" }, mark.label));
      }
      const node = make("span", { class: classes("w", over, chosen && chosen[0] <= i && chosen[1] >= i), "data-i": i }, word.text);
      if (i === cursor) node.classList.add("at");
      nodes.push(node);
    }
    block.node.replaceChildren(...nodes);
  }
}

const classes = (name, marks, chosen) => {
  const all = [name, ...marks.map((mark) => (mark.now ? `now-${mark.role}` : `lane-${Math.min(3, mark.lane)} is-${mark.role}`))];
  if (chosen) all.push("chosen");
  return [...new Set(all)].join(" ");
};
