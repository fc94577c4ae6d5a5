"""What a text says of when papers appeared, its own head and sentences on others: what `own_days` compares."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.document import Document, Span
from policynlp.link.order import published
from policynlp.tags import Entity

_BEFORE_CHARS, _BEHIND_CHARS = 90, 40
_ACTS = (
    "released?|publish(?:ed|es)?|issued?|announc(?:ed|es)|dated|adopt(?:ed|s)|approv(?:ed|es)|unveil(?:ed|s)|present(?:ed|s)|tabled|posted"
    "|put out|brought out|launched|signed|laid|gazetted|promulgated|assented|passed|sent|delivered|submitted|reported"
)
_PUBLISHED = re.compile(
    rf"\b(?:{_ACTS}|reports?|bulletin|survey|reply|audit|brief|statement|release|speech)\b[^.;]{{0,60}}$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|told|testified|stated|wrote|answered|replied|warned|showed|shows|found|revealed|disclosed|hearing|sitting|held)\b"
    r"[^.;]{0,60}$",
    re.IGNORECASE,
)
_SAID_BEHIND = re.compile(r"[^.;]{0,12}\b(?:that|said|told|showed|shows)\b", re.IGNORECASE)
_PUBLISHED_BEHIND = re.compile(rf",?[^.;]{{1,50}}\b(?:{_ACTS})\b", re.IGNORECASE)
_OPENS = re.compile(r"\W*(?:(?:On|In|Earlier|Late|Early)[ ])?")
"""In front of a date that begins a sentence."""
_HEAD_PASSAGES, _HEAD_CHARS, _BODY_WORDS = 12, 500, 25
_BODY = frozenset({"paragraph", "table", "list"})


def tells_of(text: str, sentence: Span, span: Span) -> str:
    """Whether a sentence says of a date that something was "published" or "said" then; else empty.

    Args:
        text: Of the document.
        sentence: Its offsets.
        span: Of the date.
    """
    before = text[max(sentence[0], span[0] - _BEFORE_CHARS) : span[0]]
    behind = span[1], min(sentence[1], span[1] + _BEFORE_CHARS)
    opens = _OPENS.fullmatch(text, sentence[0], span[0]) is not None
    if _PUBLISHED.search(before) or (opens and _PUBLISHED_BEHIND.match(text, *behind)):
        return "published"
    said = _SAID.search(before) or _SAID_BEHIND.match(text, span[1], min(sentence[1], span[1] + _BEHIND_CHARS))
    return "said" if said else ""


def head(document: Document, entities: Sequence[Entity]) -> tuple[Entity, str] | None:
    """The date that a text gives for itself, and the lines at its head; None where it gives no day there.

    Args:
        document: The text.
        entities: Its entities, in order.
    """
    days = published(document)
    if days is None or days[0] != days[1]:
        return None
    end = 0
    for passage in document.passages[:_HEAD_PASSAGES]:
        if passage.kind in _BODY and len(document.text[passage.start : passage.end].split()) >= _BODY_WORDS:
            break
        end = passage.end
        if end > _HEAD_CHARS:
            break
    end, day = min(end, _HEAD_CHARS), days[0].isoformat()
    own = next((e for e in entities if e.label == "DATE" and e.end <= end and e.start_date == e.end_date == day), None)
    return None if own is None else (own, document.text[:end])
