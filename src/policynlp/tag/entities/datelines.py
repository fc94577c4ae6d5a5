"""What stands before the first sentence of a paragraph and is no part of it: datelines, and numbers of paragraphs."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from policynlp import datelines
from policynlp.tag.entities.place_names import cities, countries, subdivisions

MAX_PLACE_TOKENS = 4
MAX_DATELINE_TOKENS = 16
_MAX_BEFORE_DATELINE = 120
_FORM_CHARS = 300
_FORM_TOKENS = 80
_OPENS = frozenset('([|*•"“')
_ENDS = frozenset(".!?”\"’'…)")
_LABELS_WITHIN = 4_000
_DASHES = frozenset({"—", "–", "-", "--", "―"})
_MARKS_IN_NAMES = re.compile(r"['’-]")
_NUMBER = re.compile(r"(?:\(?(?:[a-z]|[ivx]{1,5}|\d{1,3})\)|(?:[QA]?\d{1,3})\.|\d{1,3}(?:\.\d{1,3})+\.?)\s+(?=\S)")
"""`(a)`, `2.`, `1.3`, `Q2.` before a sentence."""


def dateline(doc: Doc, first: int, end: int) -> tuple[int, int] | None:
    """The dateline that a paragraph begins with: `NAIROBI, March 3 (Agency) —`, `New Delhi:`.

    Args:
        doc: The document.
        first: First token of the paragraph.
        end: One past its last token.

    Returns:
        One past the last token of the place, and the token where the sentence begins; null where there is no dateline.
    """
    found = _read(doc, first, end)
    if found is not None and found[2]:
        return found[:2]
    i = first
    while (
        i < end
        and _MARKS_IN_NAMES.sub("", doc[i].text).isalpha()
        and doc[i].text[0].isupper()
        and i - first <= MAX_PLACE_TOKENS
    ):
        i += 1
    if i == first or i >= end or i - first > MAX_PLACE_TOKENS:
        return None
    place, shouted = i, all(doc[k].is_upper and len(doc[k]) > 1 for k in range(first, i))
    if doc[i].text == ":" and datelines.is_label(doc[first:i].text):
        return None
    if doc[i].text == ":":
        known = _is_known(str(doc[first:i].text)) or (shouted and _is_only_label(doc, first, end))
        return (place, i + 1) if known and i + 1 < end else None
    if not shouted or not (doc[i].text in {",", "("} or doc[i].text in _DASHES):
        return None
    for k in range(i, min(end - 1, first + MAX_DATELINE_TOKENS)):
        spaced = doc[k - 1].whitespace_ or doc[k - 1].text == ")"
        if doc[k].text in _DASHES and (doc[k].whitespace_ or doc[k].text != "-") and (spaced or doc[k].text != "-"):
            return place, k + 1
        if doc[k].pos_ in {"VERB", "AUX"} and doc[k].is_lower:
            return None
    return None


def opens_report(doc: Doc, first: int, end: int) -> bool:
    """Whether a paragraph begins with a place in capitals, as reports do ("KUALA LUMPUR: ..."); people are called Georgia, too."""
    found = dateline(doc, first, end)
    return found is not None and all(t.is_upper for t in doc[first : found[0]] if t.is_alpha)


def _read(doc: Doc, first: int, end: int) -> tuple[int, int, bool] | None:
    """As `dateline`, by its form alone, and whether what it names is surely a place: one in capitals, or one that is known."""
    if first >= end or not (doc[first].text[:1].isupper() or doc[first].text[:1] in _OPENS):
        return None
    start = doc[first].idx
    found = datelines.read(doc[first : min(end, first + _FORM_TOKENS)].text[:_FORM_CHARS])  # a slice: `doc.text` is built anew
    if found is None:
        return None
    place = next((i for i in range(first, end) if doc[i].idx >= start + found.place_end), end)
    begin = next((i for i in range(place, end) if doc[i].idx >= start + found.end), end)
    if not first < place < begin < end:
        return None
    return place, begin, found.shouted or _is_known(found.places[0])


def behind_form(doc: Doc, first: int, end: int) -> int:
    """The token behind a dateline that is one by its form alone; the first where there is none."""
    found = _read(doc, first, end)
    return first if found is None else found[1]


def _is_known(name: str) -> bool:
    name = name.lower()
    return name in cities() or name in countries() or name in subdivisions()


def _is_only_label(doc: Doc, first: int, end: int) -> bool:
    """Whether a paragraph is the only one near that begins with capitals and a colon, as reports begin; interviews have many.

    Nothing is said in marks behind it, and it stands near the beginning of the text.
    """
    if first > _MAX_BEFORE_DATELINE:
        return False
    colon = next(i for i in range(first, end) if doc[i].text == ":")
    if colon + 1 >= end or doc[colon + 1].is_quote or not doc[colon + 1].is_title:
        return False
    if str(doc[first:end].text).rstrip()[-1] not in _ENDS:
        return False  # a headline: "IMF: Zambia must widen its tax base"
    others = (*range(1, first), *range(end, min(len(doc), end + _LABELS_WITHIN)))
    return not any(
        doc[i].text == ":" and doc[i - 1].is_upper and len(doc[i - 1]) > 1 and (i < 2 or not doc[i - 2].is_lower)
        for i in others
    )


def sentence_start(doc: Doc, first: int, end: int) -> int:
    """The token with which the first sentence of a paragraph begins, after its dateline or number."""
    if first >= end:
        return first
    found = dateline(doc, first, end) or _read(doc, first, end)
    if found is not None:
        return found[1]
    head = doc[first : min(end, first + 6)]
    number = _NUMBER.match(str(head.text_with_ws))
    if number is None:
        return first
    stop = doc[first].idx + number.end()
    return next((t.i for t in head if t.idx >= stop), first)
