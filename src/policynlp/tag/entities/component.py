"""spaCy component for named entities: the model's, mended, with policies, organisations, people and dates of our own rules."""

from __future__ import annotations

import re
import unicodedata

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from policynlp.tag.entities.acronyms import find_acronyms
from policynlp.tag.entities.dated import periods
from policynlp.tag.entities.finding import find_mentions
from policynlp.tag.entities.model_spans import NUMERIC, TEMPORAL
from policynlp.tag.entities.organisation_types import organisation_type, policy_type
from policynlp.tag.entities.places import Located, locate
from policynlp.tag.entities.tokens import Mention, Tokens, visible
from policynlp.tag.extensions import document_id
from policynlp.tags import Entity, Period, annotation_id

_TYPED = {"ORG": organisation_type, "POLICY": policy_type, "LAW": policy_type}
"""Labels whose finer type stands in their names."""
_PREFIX = {
    "PERSON": "person",
    "ORG": "org",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "POLICY": "policy",
    "LAW": "policy",
}
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_CLOCK = re.compile(r"T(?:\d|[A-Z]{2}$)")
_MAX_SLUG_CHARS = 80


class EntityComponent:
    """Sets `doc.ents` and `doc._.policynlp_entities`.

    Args:
        vocab: The pipeline's vocabulary, to which the label `POLICY` is added.
    """

    version = "entities/38"

    def __init__(self, vocab: Vocab) -> None:
        vocab.strings.add("POLICY")

    def __call__(self, doc: Doc) -> Doc:
        """Entities of one document; needs the model's `doc.ents`, tags and parse."""
        if len(doc) == 0:
            return doc
        tokens = Tokens(doc)
        mentions = find_mentions(doc, tokens=tokens)
        doc.ents = tuple(Span(doc, m.start, m.end, label=m.label) for m in mentions)
        ident = document_id(doc)
        places = locate(tokens, mentions)
        kinds = _subtypes(tokens, mentions)
        when = periods(doc, mentions, doc._.policynlp_published)
        doc._.policynlp_entities = tuple(
            _entity(doc, m, ident, self.version, place=places.get(m.start), subtype=kinds.get(m.start), when=when.get(m.start))
            for m in mentions
        )
        return doc


def _subtypes(tokens: Tokens, mentions: list[Mention]) -> dict[int, str]:
    """First token of an organisation or policy to its finer type; an acronym has that of the name that it stands for."""
    full = {short: name for short, (_, name) in find_acronyms(tokens, [m for m in mentions if m.label in _TYPED]).items()}
    known: dict[tuple[str, str], str | None] = {}
    found = {}
    for m in mentions:
        of = _TYPED.get(m.label)
        if of is None:
            continue
        name = tokens.words(m.start, m.end)
        name = full.get(name, name)
        key = (m.label, name)
        if key not in known:
            known[key] = of(name)
        kind = known[key]
        if kind is not None:
            found[m.start] = kind
    return found


def entity_key(label: str, name: str) -> str:
    """Key of a name within its document, such as `org:china-institute-for-reform-and-development`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    if label != "PERSON":
        plain = _ARTICLE.sub("", plain)
    slug = _NOT_SLUG.sub("-", plain.replace("'", "")).strip("-")[:_MAX_SLUG_CHARS].strip("-")
    return f"{_PREFIX.get(label, label.lower())}:{slug or 'x'}"


def _entity(
    doc: Doc, m: Mention, ident: str, version: str, *, place: Located | None, subtype: str | None, when: Period | None
) -> Entity:
    span = doc[m.start : m.end]
    text = " ".join(visible(span.text).split())
    label = "TIME" if when and when.timex and _CLOCK.search(when.timex) else m.label
    return Entity(
        id=annotation_id(ident, "entities", [(span.start_char, span.end_char)]),
        start=span.start_char,
        end=span.end_char,
        label=label,
        entity=entity_key(label, text),
        name=text if label in TEMPORAL or label in NUMERIC or label == "PERSON" else _ARTICLE.sub("", text),
        timex=when.timex if when else None,
        start_date=when.start_date if when else None,
        end_date=when.end_date if when else None,
        country=place.country if place else None,
        iso=place.iso if place else None,
        subtype=place.subtype if place else subtype,
        origin=m.origin,
        version=version,
        score=m.score,
    )
