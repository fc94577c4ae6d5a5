// Who says it, and what a name names: chosen among the names of the text, or typed.
import { sameKind } from "./review_items.js";
import { chooser } from "./review_queue.js";

const KINDS = { PERSON: "named_person", ORG: "organisation", GPE: "organisation", NORP: "organisation", POLICY: "document", LAW: "document" };
const MOST = 8;

export const speakerChooser = ({ queue, items, value, choices, taken, refused }) => {
  const identity = queue.layer === "entities";
  const known = () => {
    const rows = new Map(queue.now.names.map((one) => [one.entity, one]));
    for (const { value: made } of items()) {
      if (identity && made.entity && !rows.has(made.entity)) rows.set(made.entity, { entity: made.entity, name: made.name, label: made.label, mentions: 1 });
    }
    return [...rows.values()].filter((one) => !identity || one.entity !== value().entity);
  };
  const offers = (typed) => {
    const begun = typed.trim().toLowerCase();
    const rank = (one) => (one.name.toLowerCase().startsWith(begun) ? 0 : one.name.toLowerCase().includes(begun) ? 1 : 9);
    const found = known().filter((one) => rank(one) < 9).sort((a, b) => rank(a) - rank(b)).slice(0, MOST)
      .map((one) => ({ ...one, text: one.name, note: `${one.label}, ${one.mentions} ${one.mentions === 1 ? "mention" : "mentions"}` }));
    if (!begun) return [...found, { name: null, entity: null, text: identity ? "a thing of its own" : "nobody in particular" }];
    if (!found.some((one) => one.name.toLowerCase() === begun)) found.push({ name: typed.trim(), entity: null, text: `“${typed.trim()}”`, note: "a new name" });
    return found;
  };
  const speaker = (one) => {
    const now = value();
    const kind = one.label ? KINDS[one.label] ?? "organisation" : one.name ? "named_person" : now.source?.length ? "anonymous" : "none";
    taken({ ...now, speaker: one.name, ...(queue.layer === "quotes" ? { entity: one.entity, source_type: kind } : {}) });
  };
  const same = (one) => {
    const { label } = value();
    if (one.label && !sameKind(one.label, label)) refused(`${one.name} is ${one.label}, this is ${label}: choose the label first, then what it is the same as.`);
    else taken({ ...value(), entity: one.entity, name: one.name });
  };
  const open = chooser({ offers, taken: identity ? same : speaker });
  const pick = () => open(identity ? "The same as" : "Speaker");
  pick.labels = (then) => {
    const named = (typed) => choices.filter((name) => name.toLowerCase().startsWith(typed.trim().toLowerCase())).map((name) => ({ text: name }));
    chooser({ offers: named, taken: (one) => then(one.text) })("Label");
  };
  return pick;
};
