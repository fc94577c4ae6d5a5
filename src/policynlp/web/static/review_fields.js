// The fields of an item in a dialog. What is typed for a figure is read by the server as it is typed, and shown beneath.
import { faultOf, make, part } from "./review_queue.js";

const choice = (names) => names.map((name) => [name, name.replaceAll("_", " ")]);
const FIELDS = {
  claims: [
    ["value", "Value", (v) => v.value ?? ""], ["value_high", "Upper value", (v) => v.value_high ?? ""], ["unit", "Unit", (v) => v.unit ?? ""],
    ["bound", "Bound", (v) => v.bound, choice(["exact", "about", "more_than", "at_least", "less_than", "at_most"])],
    ["trend", "Trend", (v) => v.trend, choice(["none", "up", "down"])],
    ["nature", "Nature", (v) => v.nature, choice(["outturn", "estimate", "target", "forecast", "hypothetical"])],
    ["measure", "Measure", (v) => v.measure?.text ?? ""], ["scope", "Scope", (v) => v.scope?.text ?? ""],
    ["period", "Period", (v) => v.period?.text ?? ""], ["source", "Source", (v, textOf) => (v.source ?? []).map(textOf).join(" ")],
  ],
  quotes: [
    ["title", "Title", (v) => v.title ?? ""], ["affiliation", "Affiliation", (v) => v.affiliation ?? ""],
    ["source_type", "Source is", (v) => v.source_type ?? "none", choice(["named_person", "organisation", "document", "anonymous", "none"])],
    ["attribution", "Attribution", (v) => v.attribution ?? "explicit", choice(["explicit", "continued"])],
  ],
  entities: [
    ["name", "Full name", (v) => v.name ?? ""], ["subtype", "Finer type", (v) => v.subtype ?? ""],
    ["country", "Country (ISO)", (v) => v.country ?? ""], ["iso", "Place (ISO)", (v) => v.iso ?? ""],
  ],
};
const PAUSE_MS = 200;

// `save` gets the changed value, and what could not be read, in words.
export const openFields = ({ layer, queue, item, textOf, save }) => {
  const dialog = part("fields");
  const form = part("fields-form");
  const before = {};
  const rows = FIELDS[layer].map(([name, label, now, options]) => {
    before[name] = String(now(item.value, textOf));
    const attributes = { name, id: `field-${name}`, "aria-describedby": `said-${name}`, autocomplete: "off" };
    const input = options
      ? make("select", attributes, ...options.map(([value, text]) => make("option", { value, selected: value === before[name] }, text)))
      : make("input", { ...attributes, type: "text", value: before[name] });
    return make("p", { class: "review-field" }, make("label", { for: `field-${name}` }, label), input, make("output", { id: `said-${name}`, for: `field-${name}`, class: "note" }));
  });
  part("fields-rows").replaceChildren(...rows);
  const typed = () => Object.fromEntries([...form.elements].filter((one) => one.name in before && one.value !== before[one.name]).map((one) => [one.name, one.value]));

  let asked = 0;
  const read = async () => {
    const changes = typed();
    if (layer !== "claims") {
      const value = { ...item.value };
      for (const [name, words] of Object.entries(changes)) value[name] = words.trim() || null;
      return { value, said: {}, errors: {} };
    }
    const number = ++asked;
    const answer = await fetch("/api/review/claims/reading", {
      method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ task: queue.now.task.id, value: item.value, typed: changes }),
    });
    const found = await answer.json();
    if (!answer.ok) throw new Error(faultOf(found));
    if (number === asked) {
      for (const name of Object.keys(before)) {
        const line = part(`said-${name}`);
        line.textContent = found.errors[name] ?? (found.said[name] ? `= ${found.said[name]}` : "");
        line.classList.toggle("wrong", name in found.errors);
        part(`field-${name}`).setAttribute("aria-invalid", String(name in found.errors));
      }
    }
    return found;
  };
  const tell = (text) => { part("fields-message").textContent = text; };
  let timer = 0;
  form.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(() => read().then(() => tell(""), (error) => tell(error.message)), PAUSE_MS);
  };
  form.onsubmit = async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (event.submitter?.value === "leave" || !Object.keys(typed()).length) { dialog.close(); return; }
    try {
      const found = await read();
      const wrong = Object.values(found.errors);
      dialog.close();
      save(found.value, wrong);
    } catch (error) {
      tell(error instanceof TypeError ? "The server does not answer; what you typed stays here." : error.message);
    }
  };
  tell("");
  dialog.showModal();
  form.elements[0].focus();
  form.elements[0].select?.();
};
