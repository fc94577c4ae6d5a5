// A text: what belongs together lights up, a mark that is pressed says all that was found there, layers go on and off.
"use strict";

const text = document.querySelector("article.text");
const card = document.getElementById("card");
const entities = JSON.parse(document.getElementById("entities").textContent);

const index = new Map();
for (const mark of text.querySelectorAll(".m[data-a]")) {
  for (const id of mark.dataset.a.split(" ")) {
    if (!index.has(id)) index.set(id, []);
    index.get(id).push(mark);
  }
}

let lit = [];
const light = (ids) => {
  for (const one of lit) one.classList.remove("on");
  lit = [];
  for (const id of ids) {
    for (const mark of index.get(id) ?? []) lit.push(mark);
    const note = document.getElementById(`n-${id}`);
    if (note) lit.push(note);
  }
  for (const one of lit) one.classList.add("on");
};

const layerOf = (id) => (entities[id] ? "entities" : document.getElementById(`n-${id}`)?.classList.contains("pill") ? "themes"
  : ["quotes", "claims"].find((layer) => document.getElementById(`n-${id}`)?.classList.contains(layer)) ?? "themes");
const shown = (id) => document.getElementById(`layer-${layerOf(id)}`)?.checked ?? true;
const idsOf = (node) => (node.dataset.a ?? "").split(" ").filter((id) => id && shown(id));
// Themes cover whole sentences: pointing at one lights everything, so they answer only when they are alone or asked for in the margin.
const pointed = (mark) => { const ids = idsOf(mark); const own = ids.filter((id) => layerOf(id) !== "themes"); return own.length ? own : []; };

let pinned = false;
text.addEventListener("mouseover", (event) => {
  if (pinned) return;
  const note = event.target.closest(".margin-note[data-a], .pill[data-a]");
  const mark = event.target.closest(".m");
  light(note ? idsOf(note) : mark ? pointed(mark) : []);
});
text.addEventListener("mouseleave", () => { if (!pinned) light([]); });
text.addEventListener("focusin", (event) => {
  const note = event.target.closest("[data-a]");
  if (note && !note.classList.contains("m")) light(idsOf(note));
});
text.addEventListener("focusout", () => { if (!pinned) light([]); });

const entry = (id) => {
  const holder = document.createElement("div");
  holder.className = "card-entry";
  const say = (name, value, kind) => { const one = document.createElement(name); one.textContent = value; if (kind) one.className = kind; holder.append(one); return one; };
  const note = document.getElementById(`n-${id}`);
  if (entities[id]) {
    const found = entities[id];
    say("strong", found.head);
    for (const [label, value] of Object.entries(found.details)) say("span", `${label}: ${value}`, "fact");
    say("span", `${found.origin} ${found.score?.toFixed(2) ?? ""} ${found.version}`, "note");
    const link = say("a", "Where else?", "fact");
    link.href = `/search?q=${encodeURIComponent(`"${found.head.replaceAll('"', "")}"`)}`;
  } else if (note) {
    const copy = note.cloneNode(true);
    copy.removeAttribute("id");
    copy.classList.remove("on");
    copy.querySelector("a.cite")?.remove();
    holder.append(copy);
    if (note.title) say("span", note.title, "note");
  }
  const link = say("a", "Link to this", "fact");
  link.href = `/annotations/${id}`;
  const cite = say("a", "Cite this", "fact");
  cite.href = `/cite/${id}`;
  return holder;
};

const close = () => { card.hidden = true; pinned = false; light([]); };
const open = (mark, ids) => {
  card.replaceChildren(...ids.map(entry));
  if (mark.dataset.more) card.append(`${mark.dataset.more} marks lie over this place; the first are shown.`);
  card.hidden = false;
  const at = mark.getClientRects()[0];
  const width = card.offsetWidth;
  card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 12)) + scrollX}px`;
  card.style.top = `${at.bottom + 6 + scrollY}px`;
  pinned = true;
  light(ids);
};
text.addEventListener("click", (event) => {
  const mark = event.target.closest(".m");
  if (!mark || event.target.closest("a") || String(getSelection())) return;
  const ids = idsOf(mark);
  if (ids.length) { event.stopPropagation(); open(mark, ids); }
});
document.addEventListener("click", (event) => { if (!card.hidden && !card.contains(event.target)) close(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

// Layers: the page's state stands in the address.
const layers = document.getElementById("layers");
layers.addEventListener("change", () => {
  const chosen = [...layers.elements].filter((one) => one.name === "layers");
  const here = new URL(location.href);
  here.searchParams.delete("layers");
  if (chosen.some((one) => !one.checked)) for (const one of chosen) if (one.checked) here.searchParams.append("layers", one.value);
  if (chosen.every((one) => !one.checked)) here.searchParams.append("layers", "none");
  history.replaceState(null, "", here);
  light([]);
});

// An address may name a character or an annotation.
const arrive = () => {
  const name = location.hash.slice(1);
  if (!name) return;
  const target = document.getElementById(name);
  if (index.has(name)) { light([name]); index.get(name)[0].scrollIntoView({ block: "center" }); } else if (target?.classList.contains("p")) {
    target.classList.add("arrived");
    target.scrollIntoView({ block: "center" });
  }
};
addEventListener("hashchange", arrive);
arrive();

// On a small screen notes wait until they are asked for.
if (matchMedia("(max-width: 60rem)").matches) {
  for (const notes of text.querySelectorAll(".notes")) {
    const button = document.createElement("button");
    const count = notes.querySelectorAll("[data-step]").length;
    button.type = "button";
    button.className = "notes-button";
    button.textContent = `${count} note${count === 1 ? "" : "s"}`;
    button.setAttribute("aria-expanded", "false");
    notes.hidden = true;
    notes.before(button);
    button.addEventListener("click", () => { notes.hidden = !notes.hidden; button.setAttribute("aria-expanded", String(!notes.hidden)); });
  }
}
