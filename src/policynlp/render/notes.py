"""What stands in the margin of a text: quotations with speaker, figures as they are understood, themes with their evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from policynlp.document import Document
from policynlp.render.marks import ENTITY_GROUPS
from policynlp.render.wording import claim_value, period_text, shortened
from policynlp.tags import Claim, Entity, Quote, Tags, Theme

_QUOTE_CHARS = 160
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A line in the margin.

    Attributes:
        id: Of the annotation.
        layer: `quotes`, `claims`, `themes` or `entities`.
        start: Where it begins in the text.
        head: Who, what or how much.
        text: The words of the text that it stands on.
        details: Label to value, in the order in which people ask.
        origin, version, score: Of the annotation.
        entity: Key of the speaker or thing within the document, or null.
        warning: Something is wrong with it.
    """

    id: str
    layer: str
    start: int
    head: str
    text: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""
    version: str = ""
    score: float | None = None
    entity: str | None = None
    warning: bool = False

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        return asdict(self)


def passage_notes(document: Document, tags: Tags, *, start: int, end: int) -> dict[str, list[Note]]:
    """Passage id to its notes, themes first, then in the order of the text.

    Args:
        document: Text and layout.
        tags: What was found in it.
        start: Only of passages that reach beyond this character.
        end: Only of passages that begin before this one.
    """
    shown = [p for p in document.passages if p.start < end and p.end > start]
    out: dict[str, list[Note]] = {p.id: [] for p in shown}
    for theme in sorted(tags.themes, key=lambda t: (-t.score, t.theme, t.facet or "")):
        if theme.assigned and theme.passage in out:
            out[theme.passage].append(theme_note(document, theme))
    inner = [quote_note(document, q) for q in tags.quotes] + [claim_note(document, c) for c in tags.claims]
    inner.sort(key=lambda note: (note.start, note.layer))
    at = 0
    for note in inner:
        while at < len(shown) and shown[at].end <= note.start:
            at += 1
        if at < len(shown) and shown[at].start <= note.start:
            out[shown[at].id].append(note)
    return out


def quote_note(document: Document, quote: Quote) -> Note:
    """A quotation: who said it, how, and how sure we are."""
    source = " … ".join(document.slice(span) for span in quote.source)
    details = {
        "said": " ".join((quote.kind, quote.act)),
        "source": source if _ARTICLE.sub("", source) != quote.speaker else "",
        "title": quote.title or "",
        "affiliation": quote.affiliation or "",
        "attribution": "continued from an earlier cue" if quote.attribution == "continued" else "",
    }
    content = " … ".join(document.slice(span) for span in quote.content)
    return Note(
        id=quote.id,
        layer="quotes",
        start=min(s for s, _ in quote.content),
        head=quote.speaker or source or "nobody named",
        text=shortened(content, width_chars=_QUOTE_CHARS),
        details={k: v for k, v in details.items() if v},
        origin=quote.origin,
        version=quote.version,
        score=quote.score,
        entity=quote.entity,
    )


def claim_note(document: Document, claim: Claim) -> Note:
    """A figure: its value as understood, of what, when, where, who says so."""
    source = " … ".join(document.slice(span) for span in claim.source)
    details = {
        "of": claim.measure.text if claim.measure else "",
        "for": claim.scope.text if claim.scope else "",
        "share of": claim.share_of.text if claim.share_of else "",
        "when": period_text(claim.period) if claim.period else "",
        "where": claim.place or "",
        "who": claim.speaker or source,
        "nature": claim.nature if claim.nature != "outturn" else "",
        "check": ", ".join(flag.replace("_", " ") for flag in claim.flags),
    }
    return Note(
        id=claim.id,
        layer="claims",
        start=claim.start,
        head=claim_value(claim) if claim.value is not None else claim.text,
        text=claim.text,
        details={k: v for k, v in details.items() if v},
        origin=claim.origin,
        version=claim.version,
        score=claim.score,
        warning=any("suspect" in flag or "sum" in flag for flag in claim.flags),
    )


def theme_note(document: Document, theme: Theme) -> Note:
    """A theme of a passage: how likely, from which threshold, on which sentences."""
    name = theme.theme.replace("_", " ") + (f": {theme.facet.replace('_', ' ')}" if theme.facet else "")
    evidence = " … ".join(document.slice(span) for span in theme.evidence)
    return Note(
        id=theme.id,
        layer="themes",
        start=theme.evidence[0][0] if theme.evidence else 0,
        head=name,
        text=shortened(evidence, width_chars=_QUOTE_CHARS),
        details={"counts from": f"{theme.threshold:.2f}"},
        origin=theme.origin,
        version=theme.version,
        score=theme.score,
    )


def entity_note(document: Document, entity: Entity, *, identity: str | None = None) -> Note:
    """A name or date.

    Args:
        document: Text.
        entity: The mention.
        identity: Name that the whole corpus knows it by.
    """
    span = " to ".join(dict.fromkeys(d for d in (entity.start_date, entity.end_date) if d))
    details = {
        "known as": identity if identity and identity != entity.name else "",
        "kind": " ".join(
            filter(None, (ENTITY_GROUPS.get(entity.label, entity.label), (entity.subtype or "").replace("_", " ")))
        ),
        "country": entity.iso or entity.country or "",
        "days": span,
    }
    return Note(
        id=entity.id,
        layer="entities",
        start=entity.start,
        head=entity.name,
        text=document.slice((entity.start, entity.end)),
        details={k: v for k, v in details.items() if v},
        origin=entity.origin,
        version=entity.version,
        score=entity.score,
        entity=entity.entity,
    )
