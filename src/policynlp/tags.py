"""Annotations: what the taggers found in one document, each pointing at characters of its text.

The dictionaries made here are the public format (`policynlp tag`, `GET /documents/{id}.json`): see docs/format.md.
An annotation's id depends on document, layer and spans alone, so it survives a new model.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from policynlp.document import Document, Span, content_id
from policynlp.record import Record

Origin = Literal["rule", "model", "human"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Act = Literal["speech", "directive", "belief", "plan"]
SourceType = Literal["named_person", "organisation", "document", "anonymous", "none"]
ClaimKind = Literal["money", "percent", "ratio", "count", "measure", "duration", "age", "ordinal", "index"]
Bound = Literal["exact", "about", "more_than", "at_least", "less_than", "at_most"]
Trend = Literal["up", "down", "none"]
Nature = Literal["outturn", "estimate", "target", "forecast", "hypothetical"]
Decision = Literal["assigned", "unsure", "none"]
LinkKind = Literal["cites", "echoes", "agrees", "compatible", "differs", "not_comparable", "duplicate"]

SCHEMA_VERSION = 1
LAYERS = ("entities", "people", "quotes", "claims", "themes")


def annotation_id(document_id: str, layer: str, spans: Sequence[Span], *extra: object) -> str:
    """Id of an annotation: the same whatever model found it.

    Args:
        document_id: The document's id.
        layer: One of `LAYERS` (or `links`).
        spans: All spans that make the annotation what it is.
        extra: What tells apart annotations of one layer on the same spans (a theme's name, say).
    """
    return content_id(layer, document_id, *(f"{s}-{e}" for s, e in spans), *extra)


def tagset_id(manifest: Mapping[str, Any]) -> str:
    """Id of the tag set with these pinned versions; the same on every machine, whatever the order of the keys."""
    return content_id("tagset", json.dumps(dict(manifest), sort_keys=True, ensure_ascii=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Record):
    """A mention of a named thing, or a date.

    Attributes:
        label: OntoNotes name or `POLICY` (named strategies, plans, programmes, laws).
        entity: Key shared by the mentions of one thing within the document, such as `person:chi-fulin`.
        name: Fullest form of the name in the document.
        timex, start_date, end_date: For DATE and TIME: TIMEX3 value and the days it covers, ISO, both inclusive.
        country: ISO 3166-1 alpha-2 code of the country that a place lies in, where certain.
        iso: ISO 3166 code of the place itself: of a country (`CN`) or first-level division (`CN-LN`), where certain.
        subtype: Finer type of an ORG (`party`), a place (`province`) or a POLICY (`treaty`), where certain; see docs/format.md.
    """

    id: str
    start: int
    end: int
    label: str
    entity: str
    name: str
    timex: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    country: str | None = None
    iso: str | None = None
    subtype: str | None = None
    origin: Origin = "model"
    version: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A person of the document: all mentions of one name.

    Attributes:
        entity: Key, as in `Entity.entity`.
        name: Full name.
        titles: Roles as the text gives them ("president", "Party chief").
        affiliations: Organisations as the text gives them.
        mentions: Named mentions (pronouns are left out), in order.
        gender: `male`, `female` or null, from titles and pronouns of the text alone.
    """

    id: str
    entity: str
    name: str
    titles: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    gender: str | None = None
    origin: Origin = "rule"
    version: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Record):
    """An attribution: what was said (or believed, ordered, planned), by whom.

    Attributes:
        content: One or several spans.
        cue: The words that attribute ("said", "according to"); may be empty.
        source: The mention next to the cue, with its title and apposition; empty where there is none.
        source_type: What kind of source it is.
        speaker: Full name of person, organisation or document; null where nobody in particular is named.
        entity: Key of the speaker among the document's entities.
        title, affiliation: Of the speaker, as the text gives them.
        attribution: `continued` where the cue stands with an earlier part of the speech.
    """

    id: str
    kind: QuoteKind
    act: Act
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    source_type: SourceType = "none"
    speaker: str | None = None
    entity: str | None = None
    title: str | None = None
    affiliation: str | None = None
    attribution: Literal["explicit", "continued"] = "explicit"
    origin: Origin = "rule"
    version: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSpan(Record):
    """A span with its text, as used inside claims."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Record):
    """When something was measured.

    Attributes:
        text: As printed.
        start_date, end_date: First and last day, ISO, both inclusive; null where open.
        timex: TIMEX3 value, such as `2022`, `2022-Q3`, `P5Y`.
    """

    text: str
    start_date: str | None = None
    end_date: str | None = None
    timex: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier(Record):
    """The earlier state in a change ("down from 8.5 percent in 2003")."""

    value: float | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """A figure: value and unit, what it measures, when, where, and who says so.

    Attributes:
        start, end: Cover number and unit.
        kind: See `ClaimKind`.
        value, value_high: Finite; `value_high` is the upper end of a range.
        unit: ISO 4217 code, `percent`, `percentage_point`, `basis_point`, `fraction`, a pint name, the lemma of the
            counted noun, or null.
        value_base, unit_base: Comparable form: shares as a fraction of 1, SI units, money in its currency.
        bound, trend: See `Bound` and `Trend`; `trend` stands on the later value and on amounts of change.
        from_: Earlier state (key `from`).
        nature: Outturn, estimate, target, forecast or hypothetical.
        measure: What is measured ("permanent population").
        scope: Of whom or what ("the three northeastern provinces").
        share_of: The whole of a share ("the country's grain output").
        period: When.
        place: Name of the place, where it is stated.
        equivalent_to: Id of the claim that gives the same amount in another currency.
        flags: Findings of the checks inside the document, such as `period_suspect`.
        source: Spans of the attribution ("according to a China Business Network report").
        speaker: Resolved name, as in `Quote.speaker`.
        quote: Id of the quote that holds it.
    """

    id: str
    start: int
    end: int
    text: str
    kind: ClaimKind
    value: float | None
    value_high: float | None = None
    unit: str | None = None
    value_base: float | None = None
    unit_base: str | None = None
    bound: Bound = "exact"
    trend: Trend = "none"
    from_: Earlier | None = None
    nature: Nature = "outturn"
    measure: TextSpan | None = None
    scope: TextSpan | None = None
    share_of: TextSpan | None = None
    period: Period | None = None
    place: str | None = None
    equivalent_to: str | None = None
    flags: tuple[str, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    quote: str | None = None
    origin: Origin = "rule"
    version: str = ""
    score: float = 1.0

    @classmethod
    def _read(cls, name: str, value: Any) -> Any:
        if value is None:
            return None
        if name in {"measure", "scope", "share_of"}:
            return TextSpan.from_dict(value)
        if name == "period":
            return Period.from_dict(value)
        if name == "from_":
            period = value.get("period")
            return Earlier(value=value.get("value"), period=Period.from_dict(period) if period else None)
        return Record._read.__func__(cls, name, value)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme(Record):
    """How likely a passage, or the whole document, is about a policy theme.

    Attributes:
        passage: Passage id, or null for the document.
        theme, facet: Names of the taxonomy; `facet` is null for the theme itself.
        score: Calibrated probability.
        threshold, assigned: The score from which it counts, and whether it does, where a choice is forced.
        decision: Whether to rely on it: `unsure` is neither a theme nor none. Null: by an earlier version.
        share: For document rows: part of the analysed text whose passages are assigned the theme.
        evidence: Sentences that made the label.
    """

    id: str
    passage: str | None
    theme: str
    facet: str | None = None
    score: float
    threshold: float
    assigned: bool
    share: float | None = None
    evidence: tuple[Span, ...] = ()
    decision: Decision | None = None
    origin: Origin = "model"
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Record):
    """One end of a link: an annotation, a passage, or a whole document.

    Attributes:
        document: Document id.
        annotation: Annotation or passage id, or null for the whole document.
        start, end: The span, or null for the whole document.
    """

    document: str
    annotation: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Record):
    """A tie between annotations, passages or documents.

    Attributes:
        kind: See `LinkKind`; figures agree, are compatible or differ, and dates agree or are compatible.
        from_, to: The ends; an echo runs from the later text to the earlier one.
        relation: `verbatim` or `paraphrase` for echoes, else null.
        delta: For claims: relative difference `(from - to) / to` of base values.
        reason: One sentence for people: why they agree, differ, or cannot be compared.
    """

    id: str
    kind: LinkKind
    from_: End
    to: End
    relation: Literal["verbatim", "paraphrase"] | None = None
    delta: float | None = None
    reason: str = ""
    origin: Origin = "rule"
    version: str = ""
    score: float = 1.0

    @classmethod
    def _read(cls, name: str, value: Any) -> Any:
        return End.from_dict(value) if name in {"from_", "to"} else value


@dataclass(frozen=True, kw_only=True)
class Tags:
    """All annotations of one document from one tag set.

    Attributes:
        document: Document id.
        tagset: Id of the tag set: the pinned versions of models, rules and taxonomy.
        vectors: Id of a passage or claim to a unit vector (float32, the encoder's width), for links and semantic search; not
            part of the JSON format.
    """

    document: str
    tagset: str
    entities: tuple[Entity, ...] = ()
    people: tuple[Person, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    themes: tuple[Theme, ...] = ()
    vectors: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The five layers, JSON-ready."""
        return {layer: [a.as_dict() for a in getattr(self, layer)] for layer in LAYERS}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Inverse of `as_dict`, with `document` and `tagset` beside the layers; vectors are not read."""
        types: dict[str, type[Record]] = dict(zip(LAYERS, (Entity, Person, Quote, Claim, Theme), strict=True))
        layers: dict[str, Any] = {
            layer: tuple(record.from_dict(a) for a in data.get(layer) or ()) for layer, record in types.items()
        }
        return cls(document=data["document"], tagset=data["tagset"], **layers)


def tagged_dict(document: Document, tags: Tags) -> dict[str, Any]:
    """The tagged document as `policynlp tag` writes it, one JSON object.

    `id` is the row's own for JSONL and CSV, else the document's; `document` is always the latter.
    """
    return {
        "schema": SCHEMA_VERSION,
        "id": document.key if document.key is not None else document.id,
        "document": document.id,
        "text": document.text,
        "text_sha256": document.text_sha256,
        "tagset": tags.tagset,
        "source": document.source.as_dict() | {"work": document.work},
        "passages": [p.as_dict() for p in document.passages],
        **tags.as_dict(),
    }
