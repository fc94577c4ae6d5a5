// What can be done to a quotation, a figure and a name: plain functions from a value in the public format to another.
const order = (spans) => [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
const without = (spans, [start, end]) => spans.flatMap(([s, e]) => (e <= start || s >= end ? [[s, e]] : [[s, start], [end, e]].filter(([a, b]) => a < b)));
const further = (spans, span) => order([...without(spans, span), span]);

export const spansOf = (value) => (value.content?.length ? value.content : [[value.start, value.end]]);
export const hull = (value) => { const spans = spansOf(value); return [Math.min(...spans.map((s) => s[0])), Math.max(...spans.map((s) => s[1]))]; };
export const sameSpans = (one, other) => JSON.stringify(spansOf(one)) === JSON.stringify(spansOf(other));

const placed = (span, textOf) => ({ start: span[0], end: span[1], text: textOf(span) });
const number = (value) => (value === null || value === undefined ? "" : Number(value).toLocaleString("en", { maximumSignificantDigits: 12 }));
const plain = (text) => String(text ?? "").replaceAll("_", " ");

const quotes = {
  roles: { c: "content", v: "cue", s: "source" },
  digits: { field: "kind", names: ["direct", "indirect", "mixed"] },
  turn: { field: "act", names: ["speech", "directive", "belief", "plan"] },
  add: (spans) => ({ content: spans, cue: [], source: [], act: "speech" }),
  set(value, role, span, more) {
    const now = value[role] ?? [];
    // who is marked as the source is somebody, if nobody in particular
    const first = role === "source" && !now.length && (value.source_type ?? "none") === "none";
    return { ...value, [role]: more ? further(now, span) : [span], ...(first ? { source_type: value.speaker ? "named_person" : "anonymous" } : {}) };
  },
  pieces: (value) => ["content", "cue", "source"].flatMap((role) => (value[role] ?? []).map((span) => ({ role, span }))),
  facts: (value) => [value.kind, value.act, value.speaker ?? "no speaker"],
  details: (value, textOf) => [
    ["kind", plain(value.kind)], ["act", plain(value.act)], ["cue", (value.cue ?? []).map(textOf).join(" … ")],
    ["source", (value.source ?? []).map(textOf).join(" … ")], ["speaker", value.speaker ?? "nobody in particular"],
  ],
  join(one, other) {
    const content = order([...without(one.content, hull({ content: other.content })), ...other.content]);
    return { ...one, content, cue: one.cue?.length ? one.cue : other.cue, source: one.source?.length ? one.source : other.source, source_type: (one.source_type ?? "none") === "none" ? other.source_type : one.source_type,
      speaker: one.speaker ?? other.speaker, entity: one.entity ?? other.entity };
  },
};
const single = {
  set: (value, span) => ({ ...value, start: span[0], end: span[1] }),
  join: (one, other) => ({ ...one, start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) }),
};
const claims = {
  roles: { c: "figure", v: "measure", s: "source" },
  digits: { field: "bound", names: ["exact", "about", "more_than", "at_least", "less_than", "at_most"] },
  turn: { field: "trend", names: ["none", "up", "down"] },
  add: ([[start, end]]) => ({ start, end }),
  set(value, role, span, more, textOf) {
    if (role === "measure") return { ...value, [more ? "scope" : "measure"]: placed(span, textOf) };
    if (role === "source") return { ...value, source: more ? further(value.source ?? [], span) : [span] };
    // the figure is read anew from its own words
    const { value: _value, value_high: _high, unit: _unit, kind: _kind, bound: _bound, ...rest } = value;
    return single.set(rest, span);
  },
  pieces: (value) => [
    { role: "figure", span: [value.start, value.end] },
    ...["measure", "scope", "share_of"].filter((role) => value[role]).map((role) => ({ role, span: [value[role].start, value[role].end] })),
    ...(value.source ?? []).map((span) => ({ role: "source", span })),
  ],
  facts: (value) => [
    [value.bound && value.bound !== "exact" ? plain(value.bound) : "", [number(value.value), number(value.value_high)].filter(Boolean).join(" to "), plain(value.unit)].filter(Boolean).join(" ") || "no figure",
    value.trend && value.trend !== "none" ? value.trend : "", value.measure?.text ?? "",
  ].filter(Boolean),
  details: (value, textOf) => [
    ["value", [number(value.value), number(value.value_high)].filter(Boolean).join(" to ")], ["unit", plain(value.unit)], ["bound", plain(value.bound)],
    ["trend", value.trend], ["nature", plain(value.nature)], ["measure", value.measure?.text], ["scope", value.scope?.text], ["of", value.share_of?.text],
    ["period", value.period?.text], ["source", (value.source ?? []).map(textOf).join(" … ")], ["speaker", value.speaker],
  ],
  join: single.join,
};
const entities = {
  roles: { c: "name" },
  digits: { field: "label", names: ["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "POLICY", "EVENT", "DATE"] },
  turn: null,
  add: ([[start, end]], last) => ({ start, end, label: last ?? "PERSON" }),
  set: (value, role, span) => single.set(value, span),
  pieces: (value) => [{ role: "name", span: [value.start, value.end] }],
  facts: (value) => [value.label, value.name ?? ""].filter(Boolean),
  details: (value) => [["label", value.label], ["same as", value.name], ["identity", value.entity], ["subtype", plain(value.subtype)], ["country", value.country]],
  join: single.join,
};
const KINDS = { GPE: "place", LOC: "place", FAC: "place", POLICY: "policy", LAW: "policy", DATE: "time", TIME: "time" };
const kindOf = (label) => KINDS[label] ?? label;
export const sameKind = (one, other) => kindOf(one) === kindOf(other);
// Another label: it names another thing, and what only things of the old kind have is gone.
export const relabelled = (value, label) => {
  if (label === value.label) return value;
  const gone = sameKind(label, value.label) ? {} : { subtype: null, country: null, iso: null, timex: null, start_date: null, end_date: null };
  return { ...value, ...gone, entity: null, label };
};
export const LAYERS = { quotes, claims, entities };

// An edge by a word: of the first piece its start, of the last its end.
export const moved = (layer, value, side, place) => {
  const spans = spansOf(value).map((span) => [...span]);
  const at = side === "start" ? 0 : spans.length - 1;
  const inner = side === "start" ? spans[at][1] : spans[at][0];
  if (side === "start" ? place >= inner : place <= inner) return null;
  spans[at][side === "start" ? 0 : 1] = place;
  return layer === "quotes" ? { ...value, content: spans } : { ...value, start: spans[0][0], end: spans[0][1] };
};

// Cut at a place: what lies before it, what lies behind it; null where one of the two would be empty.
export const parted = (layer, value, place, trimmed) => {
  const before = spansOf(value).map(([s, e]) => [s, Math.min(e, place)]).filter(([s, e]) => s < e).map(trimmed);
  const behind = spansOf(value).map(([s, e]) => [Math.max(s, place), e]).filter(([s, e]) => s < e).map(trimmed);
  if (!before.length || !behind.length) return null;
  if (layer === "quotes") return [{ ...value, content: before }, { ...value, content: behind }];
  const fields = layer === "claims" ? {} : { label: value.label };
  return [{ ...value, start: before[0][0], end: before[0][1] }, { start: behind[0][0], end: behind[0][1], ...fields }];
};

// Lanes for items that lie over each other, so that each has a line of its own.
export const lanes = (items) => {
  const ends = [];
  const out = new Map();
  for (const item of [...items].sort((a, b) => hull(a.value)[0] - hull(b.value)[0] || hull(b.value)[1] - hull(a.value)[1])) {
    const [start, end] = hull(item.value);
    let lane = ends.findIndex((one) => one <= start);
    if (lane < 0) lane = ends.length;
    ends[lane] = end;
    out.set(item.target, lane);
  }
  return out;
};
