// The queue of themes by keyboard. What a key decides is kept in an outbox until the server has it, so neither a reload nor
// a server that is away loses anything; the next passage is fetched ahead, so that it is there at once.
"use strict";

const root = document.getElementById("review");
const part = (id) => document.getElementById(id);
const load = (id) => JSON.parse(part(id).textContent);

if (root && root.dataset.layer === "themes") {
  const choices = load("choices");
  const reasons = load("reasons");
  const address = `/api/review/${root.dataset.layer}`;
  const store = `outbox ${address}`;
  let now = load("first");
  let ahead = [];
  let since = performance.now();
  let marks = [];
  let seen = new Map([[now.task.id, now.seen]]);
  let outbox = [];
  let sending = false;
  try { outbox = JSON.parse(localStorage.getItem(store) ?? "[]"); } catch (_) { outbox = []; }

  const keep = () => { try { localStorage.setItem(store, JSON.stringify(outbox)); } catch (_) { /* in memory only, then */ } };
  const say = (text) => { part("message").hidden = !text; part("message").textContent = text ?? ""; };
  const words = (name) => name.replaceAll("_", " ").replace(".", " › ");

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

  const draw = () => {
    const form = part("marks");
    const list = document.createElement("ul");
    list.id = "labels";
    marks.forEach((mark, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "mark";
      button.setAttribute("aria-pressed", String(mark.on));
      const digit = document.createElement("kbd");
      digit.textContent = place < 9 ? String(place + 1) : "·";
      const name = document.createElement("span");
      name.textContent = words(mark.name);
      const score = document.createElement("span");
      score.className = "note";
      if (mark.score !== null) {
        const bar = document.createElement("span");
        bar.className = "bar";
        const filled = document.createElement("i");
        filled.style.setProperty("width", `${Math.round(mark.score * 100)}%`);
        bar.append(filled);
        score.append(mark.score.toFixed(2), bar);
      }
      button.append(digit, name, score);
      button.title = choices.find((one) => one.name === mark.name)?.definition ?? "";
      button.addEventListener("click", () => toggle(mark));
      const item = document.createElement("li");
      item.append(button);
      list.append(item);
    });
    if (!marks.length) {
      const none = document.createElement("li");
      none.className = "note";
      none.textContent = "Nothing is marked. A letter opens all themes.";
      list.append(none);
    }
    form.querySelector("#labels").replaceWith(list);
  };

  const show = (item) => {
    now = item;
    since = performance.now();
    if (!item) { location.reload(); return; }
    if (!seen.has(item.task.id)) seen.set(item.task.id, item.seen);
    marks = marksOf(item);
    part("reason").textContent = reasons[item.task.reason] ?? item.task.reason;
    part("why").textContent = item.task.why;
    part("blind").hidden = !item.task.blind;
    part("place").textContent = [item.title, item.publisher, item.published, item.section].filter(Boolean).join(" · ");
    part("before").textContent = item.before;
    part("passage").textContent = item.unit.text;
    part("after").textContent = item.after;
    const pace = item.progress.median_s ? ` · ${item.progress.median_s} s each` : "";
    part("progress").textContent = `${item.progress.open} in the queue · ${item.progress.today} today${pace}`;
    root.dataset.task = item.task.id;
    draw();
  };

  const send = async () => {
    if (sending) return;
    sending = true;
    while (outbox.length) {
      const what = outbox[0];
      if (seen.has(what.task)) what.seen = seen.get(what.task);
      what.besides = besides();
      let answer;
      try {
        answer = await fetch(address, {
          method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(what),
        });
      } catch (_) {
        say("The server does not answer. What you decided is kept here and sent when it is back.");
        setTimeout(send, 1000);
        break;
      }
      if (answer.status >= 500) {
        say("The server had a fault. What you decided is kept here and sent again.");
        setTimeout(send, 2000);
        break;
      }
      outbox.shift();
      keep();
      const body = await answer.json();
      if (answer.ok) {
        say("");
        seen.set(what.task, body.seen);
        later(body.ahead);
      } else {
        seen.delete(what.task);
        say([body.error?.what, body.error?.hint].filter(Boolean).join(". "));
      }
    }
    sending = false;
  };

  // randomUUID is missing where the page is not served over HTTPS or from this machine.
  const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");
  const press = (made, complete) => {
    outbox.push({
      task: now.task.id, key: fresh(), made, complete,
      seconds: Math.round(performance.now() - since) / 1000,
    });
    keep();
  };

  // A few passages ahead, so that a fast reader does not wait.
  const besides = () => [...new Set([now?.task.id, ...ahead.map((one) => one.task.id), ...outbox.map((one) => one.task)].filter(Boolean))];
  const later = (item) => { if (item && !besides().includes(item.task.id)) ahead.push(item); };
  const further = () => {
    if (ahead.length) { performance.mark("from-ahead"); show(ahead.shift()); send().then(fetchAhead); } else { send().then(waitNext); }
  };
  const waitNext = async () => {
    if (outbox.length) { setTimeout(waitNext, 300); return; }
    if (ahead.length) { show(ahead.shift()); fetchAhead(); return; }
    try { show(await (await fetch(address)).json()); fetchAhead(); } catch (_) { setTimeout(waitNext, 1000); }
  };
  let fetching = false;
  const fetchAhead = async () => {
    if (fetching) return;
    fetching = true;
    try {
      while (now && ahead.length < 3) {
        const query = new URLSearchParams(besides().map((id) => ["besides", id]));
        const found = await (await fetch(`${address}?${query}`)).json();
        if (!found) break;
        later(found);
      }
    } catch (_) { /* fetched when it is needed */ }
    fetching = false;
  };

  const toggle = (mark) => {
    mark.on = !mark.on;
    mark.decided = true;
    press([mark.on ? { action: mark.suggested ? "accept" : "add", target: mark.name, value: true } : { action: "reject", target: mark.name }], false);
    draw();
    send();
  };
  const add = (name) => {
    const known = marks.find((one) => one.name === name);
    if (known) { if (!known.on) toggle(known); return; }
    const mark = { name, score: null, suggested: false, on: false, decided: false };
    marks.push(mark);
    toggle(mark);
    const theme = name.split(".")[0];
    if (theme !== name) add(theme);
  };
  const take = () => {
    press(marks.filter((m) => m.on && !m.decided).map((m) => ({ action: "accept", target: m.name, value: true })), true);
    further();
  };
  const none = () => {
    press(marks.filter((m) => m.on || (m.suggested && !m.decided)).map((m) => ({ action: "reject", target: m.name })), true);
    further();
  };
  const skip = () => { press([{ action: "skip" }], false); further(); };
  const flag = () => {
    const note = prompt("What should the lead know?");
    if (note === null) return;
    press([{ action: "flag" }], false);
    outbox[outbox.length - 1].note = note;
    keep();
    send();
  };
  const undo = async () => {
    await send();
    if (outbox.length) return;
    const answer = await fetch(`${address}/undo`, { method: "POST" });
    const found = await answer.json();
    if (!answer.ok) { say(found.error?.what); return; }
    if (!found) { say("There is nothing to take back."); return; }
    say("");
    if (found.task.id !== now.task.id) ahead.unshift(now);
    seen.set(found.task.id, found.seen);
    show(found);
  };

  // All themes: type, then Enter or a digit.
  const chooser = part("chooser");
  const typed = part("chosen");
  let offered = [];
  const offer = () => {
    const words_ = typed.value.toLowerCase().replace(/[0-9]/g, "").trim();
    const rank = (one) => {
      const last = (one.facet || one.theme).replaceAll("_", " ");
      return last.startsWith(words_) ? 0 : words(one.name).includes(words_) ? 1 : 9;
    };
    offered = choices.filter((one) => rank(one) < 9).sort((a, b) => rank(a) - rank(b)).slice(0, 9);
    const items = offered.map((one, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("role", "option");
      const small = document.createElement("small");
      small.textContent = one.definition;
      button.append(`${place + 1}  ${words(one.name)}`, small);
      button.addEventListener("click", () => pick(place));
      const item = document.createElement("li");
      item.append(button);
      return item;
    });
    part("found").replaceChildren(...items);
  };
  const pick = (place) => {
    if (!offered[place]) return;
    chooser.close();
    typed.blur();
    add(offered[place].name);
  };
  typed.addEventListener("input", offer);
  typed.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); pick(0); }
    if (/^[1-9]$/.test(event.key)) { event.preventDefault(); pick(Number(event.key) - 1); }
  });
  const open = (letter) => {
    typed.value = letter;
    offer();
    chooser.showModal();
    typed.focus();
    typed.setSelectionRange(letter.length, letter.length);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select") && event.target !== typed) return;
    const key = event.key.toLowerCase();
    const stop = () => { event.preventDefault(); event.stopImmediatePropagation(); };
    if (key === "a") { stop(); take(); }
    else if (key === "x") { stop(); none(); }
    else if (key === " ") { stop(); skip(); }
    else if (key === "u" || key === "backspace") { stop(); undo(); }
    else if (/^[1-9]$/.test(key)) { stop(); if (marks[key - 1]) toggle(marks[key - 1]); }
    else if (key === "+" || (/^[b-z]$/.test(key) && key !== "f")) { stop(); open(key === "+" ? "" : key); }
    else if (key === "f") { stop(); flag(); }
  }, true);

  part("marks").addEventListener("submit", (event) => {
    event.preventDefault();
    const go = event.submitter?.value;
    if (go === "skip") skip(); else if (go === "undo") undo(); else take();
  });

  show(now);
  if (outbox.length) send(); else fetchAhead();
}
