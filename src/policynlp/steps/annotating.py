"""Quotations, figures and names as people make them: checked against the text, completed, in the format of docs/format.md."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields
from itertools import pairwise
from typing import Any, get_args

from policynlp.corpus.reading import TaggedDocument
from policynlp.document import Span
from policynlp.errors import InputError
from policynlp.labels.agreements import spans_of
from policynlp.labels.units import LabelLayer, Unit
from policynlp.steps.entity_keys import entity_keys
from policynlp.tags import Act, Bound, Claim, ClaimKind, Entity, Nature, Quote, QuoteKind, SourceType, Trend, annotation_id

ENTITY_LABELS = (
    *("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "POLICY", "EVENT", "DATE", "TIME", "PRODUCT", "WORK_OF_ART"),
    *("LAW", "LANGUAGE", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "MISC"),
)
"""As in docs/format.md, those that a digit chooses first."""
NEW = "new:"
"""Targets of items that the server has not seen yet begin with it."""

_TYPES: Mapping[str, Any] = {"quotes": Quote, "claims": Claim, "entities": Entity}
_ONE_OF: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "quotes": {
        "kind": get_args(QuoteKind),
        "act": get_args(Act),
        "source_type": get_args(SourceType),
        "attribution": ("explicit", "continued"),
    },
    "claims": {"kind": get_args(ClaimKind), "bound": get_args(Bound), "trend": get_args(Trend), "nature": get_args(Nature)},
    "entities": {"label": ENTITY_LABELS},
}
_SPAN_LISTS: Mapping[str, tuple[str, ...]] = {"quotes": ("content", "cue", "source"), "claims": ("source",), "entities": ()}
_PLACED = ("measure", "scope", "share_of")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "quotes": ("speaker", "entity", "title", "affiliation"),
    "claims": ("unit", "place", "speaker", "quote", "equivalent_to"),
    "entities": ("entity", "name", "country", "iso", "subtype", "timex", "start_date", "end_date"),
}
_MAX_WORDS_CHARS = 500
_OPENING, _CLOSING = "\"“„«‹「『‘'", "\"”“»›」』’'"


def annotated(unit: Unit, tagged: TaggedDocument | None, made: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Decisions with their values checked and completed, and ids for new items.

    Args:
        unit: Of a layer of spans.
        tagged: Its document; None where it left the corpus: only the unit's own words can be marked then.
        made: `action`, `target`, `value` of each; the target of `add` may be empty, or begin with `NEW`.

    Returns:
        The same with the target and the value that are kept, in the same order.

    Raises:
        InputError: A value is no annotation of this text.
    """
    ids: dict[str, str] = {}
    out = []
    for one in made:
        asked = str(one.get("target") or "")
        done = dict(one) | {"target": ids.get(asked, asked)}
        if one["action"] in {"add", "edit"}:
            value = checked_annotation(unit, tagged, one.get("value"))
            if one["action"] == "add" and (not asked or asked.startswith(NEW)):
                ids[asked] = done["target"] = annotation_id(unit.document, unit.layer, spans_of(value))
            done["value"] = value | {"id": done["target"], "origin": "human", "version": "", "score": 1.0}
        if done["target"].startswith(NEW):
            raise InputError("this item is not known", where=f"review of {unit.layer}", hint="Reload the page.")
        out.append(done)
    return out


def checked_annotation(unit: Unit, tagged: TaggedDocument | None, value: Any) -> dict[str, Any]:
    """An annotation with all keys of its layer.

    Args:
        unit: Where it was made.
        tagged: The document.
        value: What the person says; keys that are missing take what the text itself gives, or their defaults.

    Raises:
        InputError: Spans lie outside the text or are empty, a name of a kind is unknown, a number is not finite, a country has no
            such code, or a name is joined to a thing of another kind.
    """
    layer = unit.layer
    if not isinstance(value, Mapping):
        raise _wrong(layer, "an item needs a value", "Reload the page.")
    words = _Words(unit, tagged)
    known = {f.name.rstrip("_") for f in fields(_TYPES[layer])}
    made = {key: item for key, item in value.items() if key in known}
    for key in _SPAN_LISTS[layer]:
        made[key] = words.spans(made.get(key) or [], key)
    if layer == "entities":
        made["label"] = made.get("label") or "PERSON"
    for key, allowed in _ONE_OF[layer].items():
        if key in made and made[key] not in allowed:
            raise _wrong(layer, f"there is no {key} {made[key]!r}", f"One of: {', '.join(allowed)}.")
    if layer == "quotes":
        if not made["content"]:
            raise _wrong(layer, "a quotation needs content", "Choose the words that were said, then press C.")
        made.setdefault("kind", words.quote_kind(made["content"]))
        made.setdefault("act", "speech")
        made.setdefault("source_type", "named_person" if made.get("speaker") else "anonymous" if made["source"] else "none")
    else:
        ((made["start"], made["end"]),) = words.spans([[made.get("start"), made.get("end")]], "item")
        own = words.of(made["start"], made["end"])
        made |= _claim(made, own, words) if layer == "claims" else entity_keys(made, own, tagged)
    for key in _WORDS[layer]:
        item = made.get(key)
        if item is not None and (not isinstance(item, str) or len(item) > _MAX_WORDS_CHARS):
            raise _wrong(layer, f"{key} is no short text", f"Write at most {_MAX_WORDS_CHARS} characters.")
    result: dict[str, Any] = _TYPES[layer].from_dict(made | {"id": ""}).as_dict()
    return result


class _Words:
    """The text that a unit stands in, as far as it is known."""

    def __init__(self, unit: Unit, tagged: TaggedDocument | None) -> None:
        self.layer: LabelLayer = unit.layer
        self._text = tagged.text if tagged else unit.text
        self._first = 0 if tagged else unit.start

    def of(self, start: int, end: int) -> str:
        return self._text[start - self._first : end - self._first]

    def spans(self, given: Any, key: str) -> list[list[int]]:
        """Spans in order, each inside the text, none empty, none over another."""
        if not isinstance(given, list | tuple):
            raise _wrong(self.layer, f"{key} is no list of spans", "Reload the page.")
        made: list[Span] = []
        for span in given:
            if not (isinstance(span, list | tuple) and len(span) == 2 and all(type(place) is int for place in span)):
                raise _wrong(self.layer, f"{key} has a span without two numbers: {span!r}", "Choose the words again.")
            start, end = span
            if not (self._first <= start < end <= self._first + len(self._text)) or not self.of(start, end).strip():
                raise _wrong(self.layer, f"{key} has an empty span, or one outside the text: {start}-{end}", "Choose words.")
            made.append((start, end))
        made.sort()
        if any(one[1] > other[0] for one, other in pairwise(made)):
            raise _wrong(self.layer, f"two pieces of {key} overlap", "Choose the words again.")
        return [list(span) for span in made]

    def quote_kind(self, content: Sequence[Sequence[int]]) -> str:
        """Direct where all of the content stands in quotation marks, indirect where none does, else mixed."""
        marked = 0
        for start, end in content:
            said = self.of(start, end)
            before = self.of(start - 1, start) if start > self._first else ""
            opened = said[:1] in _OPENING or (before != "" and before in _OPENING)
            closed = said[-1:] in _CLOSING or self.of(end, end + 1)[:1] in tuple(_CLOSING)
            marked += opened and closed
        if marked == len(content):
            return "direct"
        inside = any(sign in self.of(start, end) for start, end in content for sign in '"“”„«»「」『』')
        return "mixed" if marked or inside else "indirect"


def _claim(made: Mapping[str, Any], own: str, words: _Words) -> dict[str, Any]:
    from policynlp.tag.claims.base import base_value
    from policynlp.tag.claims.typed import kind_of, read_typed

    out: dict[str, Any] = {"text": own}
    if "value" not in made:
        read = read_typed(own)
        out |= {key: getattr(read, key) for key in ("value", "value_high", "unit", "kind")}
        out["bound"] = made.get("bound", read.bound)
    for key in ("value", "value_high"):
        number = out.get(key, made.get(key))
        if number is not None and (
            isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number)
        ):
            raise _wrong("claims", f"{key} is no finite number: {number!r}", "Write digits, with a point for decimals.")
    for key in _PLACED:
        if made.get(key):
            ((start, end),) = words.spans([[made[key].get("start"), made[key].get("end")]], key)
            out[key] = {"start": start, "end": end, "text": words.of(start, end)}
    period = made.get("period")
    if period is not None and not (isinstance(period, Mapping) and isinstance(period.get("text"), str)):
        raise _wrong("claims", "a period needs its words", "Write it as the text does: the third quarter of 2022.")
    unit = out.get("unit", made.get("unit"))
    out["kind"] = out.get("kind") or made.get("kind") or kind_of(unit)
    out["value_base"], out["unit_base"] = base_value(out.get("value", made.get("value")), unit=unit, kind=out["kind"])
    return out


def _wrong(layer: str, what: str, hint: str) -> InputError:
    return InputError(what, where=f"review of {layer}", hint=hint)
