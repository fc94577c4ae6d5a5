"""spaCy component for named entities: the model's, mended, with policies, organisations, people and dates of our own rules."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from policynlp.tag.entities.dated import find_dates, period
from policynlp.tag.entities.datelines import dateline
from policynlp.tag.entities.gazetteer import parted, readings
from policynlp.tag.entities.model_spans import NAMES, NUMERIC, TEMPORAL, model_mentions
from policynlp.tag.entities.organisation_types import organisation_type, policy_type
from policynlp.tag.entities.organisations import find_acronyms, find_organisations, led_bodies
from policynlp.tag.entities.person_evidence import shown_people
from policynlp.tag.entities.persons import later_mentions, located, mended, surname_first
from policynlp.tag.entities.place_names import countries, subdivisions
from policynlp.tag.entities.places import Located, is_zone, locate
from policynlp.tag.entities.policies import find_policies
from policynlp.tag.entities.tokens import Mention, Seen, Tokens
from policynlp.tag.extensions import document_id
from policynlp.tag.people.roles import role_head
from policynlp.tags import Entity, annotation_id

_CLAIMS = frozenset({"ORG", "NORP", "GPE", "FAC", "POLICY"})
"""Labels that weak evidence of a person does not overrule."""
_TYPED = {"ORG": organisation_type, "POLICY": policy_type, "LAW": policy_type}
"""Labels whose finer type stands in their names."""
_PLACE_OF = frozenset({"state", "province", "city", "town", "county", "region", "municipality", "prefecture"})
_NOUNS = frozenset({"province", "prefecture", "oblast", "county", "voivodeship"})
"""Nouns with which a name is a place, known or not."""
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

    version = "entities/2"

    def __init__(self, vocab: Vocab) -> None:
        vocab.strings.add("POLICY")

    def __call__(self, doc: Doc) -> Doc:
        """Entities of one document; needs the model's `doc.ents`, tags and parse."""
        if len(doc) == 0:
            return doc
        mentions = find_mentions(doc)
        doc.ents = tuple(Span(doc, m.start, m.end, label=m.label) for m in mentions)
        ident = document_id(doc)
        tokens = Tokens(doc)
        places = locate(tokens, mentions)
        kinds = _subtypes(tokens, mentions)
        doc._.policynlp_entities = tuple(
            _entity(doc, m, ident, self.version, place=places.get(m.start), subtype=kinds.get(m.start)) for m in mentions
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


def find_mentions(doc: Doc) -> list[Mention]:
    """All entities of a document, in order, not overlapping."""
    tokens = Tokens(doc)
    model = model_mentions(doc, tokens)
    seen = Seen.of(model, NAMES)
    policies = [p for p in find_policies(tokens, seen=seen) if not _inside(p, model)]
    organisations = find_organisations(tokens, seen=seen)
    rules = merged(policies, [_kept(m, model) for m in organisations])
    rules = [Mention(m.start, m.end, "ORG", m.origin, m.score) if _works_at(tokens, m) else m for m in rules]
    rules = merged(rules, led_bodies(tokens, model))
    model = mended(tokens, model)
    rules = merged(datelines(tokens, doc), rules)
    claimed = frozenset(i for m in (*rules, *model) if m.label in _CLAIMS for i in range(m.start, m.end))
    people = merged(shown_people(tokens, claimed), surname_first(tokens, model))
    model = located(tokens, model, people)
    dates = find_dates(doc, tokens, model)
    names = [_placed(tokens, m) for m in model if m.label not in TEMPORAL and m.label not in NUMERIC]
    first = merged(rules, people, names)
    again = later_mentions(tokens, [m for m in first if m.label == "PERSON"])
    acronyms = _acronym_mentions(tokens, first)
    numbers = [m for m in model if m.label in NUMERIC]
    found = merged(rules, acronyms, [*again, *people], names, _unseen_places(tokens, doc), dates, numbers)
    return _agreed(tokens, found)


def _works_at(tokens: Tokens, m: Mention) -> bool:
    """Whether somebody has a post at what is named like a policy ("an economist at the Northern Initiative for Growth")."""
    at = m.start - 1 - (m.start > 0 and tokens.lower[m.start - 1] == "the")
    return m.label == "POLICY" and at > 0 and tokens.lower[at] == "at" and role_head(tokens.text[at - 1]) is not None


def datelines(tokens: Tokens, doc: Doc) -> list[Mention]:
    """The place in capitals with which a report begins ("MEXICO CITY, March 3 -")."""
    found = []
    starts = [i for i in range(len(tokens)) if tokens.barrier[i] and not tokens.furniture[i]]
    for first, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        line = dateline(doc, first, end) if tokens.cap[first] else None
        if line is not None:
            found.append(Mention(first, line[0], "GPE", "rule", 0.9))
    return found


def merged(*layers: Iterable[Mention]) -> list[Mention]:
    """Mentions without overlap: earlier layers first, within a layer the longer."""
    taken: set[int] = set()
    out = []
    for layer in layers:
        for m in sorted(layer, key=lambda m: (m.start - m.end, m.start)):
            if taken.isdisjoint(range(m.start, m.end)):
                taken.update(range(m.start, m.end))
                out.append(m)
    return sorted(out, key=lambda m: m.start)


def _inside(policy: Mention, model: list[Mention]) -> bool:
    """Whether the model sees a longer organisation that only ends like a policy ("Forum for International Policy")."""
    return any(m.label == "ORG" and m.start + 1 < policy.start and m.end >= policy.end for m in model)


def _kept(rule: Mention, model: list[Mention]) -> Mention:
    """The model's own span where it is an organisation that holds all of ours, or a place ("Soviet Union") that equals it."""
    for m in model:
        same = m.start == rule.start and m.end == rule.end
        if m.start <= rule.start and m.end >= rule.end and (m.label == "ORG" or (same and m.label in {"GPE", "LOC"})):
            return m
    return rule


def _acronym_mentions(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """Acronyms where they are introduced and wherever they come again, with the label of the full name."""
    known = find_acronyms(tokens, [m for m in mentions if m.label in {"ORG", "POLICY", "LAW", "EVENT", "GPE", "LOC", "FAC"}])
    return [
        Mention(i, i + 1, known[w][0].label, "rule", 0.9)
        for i, w in enumerate(tokens.text)
        if w in known and not tokens.furniture[i]
    ]


def _placed(tokens: Tokens, m: Mention) -> Mention:
    """A country or province is a place whatever the model takes it for."""
    if m.label in {"ORG", "PERSON", "NORP", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART"}:
        name = tokens.words(m.start, m.end).lower().removeprefix("the ")
        if (name in countries() or name in subdivisions()) and name not in {"jordan", "chad", "georgia", "america", "wales"}:
            return Mention(m.start, m.end, "GPE", "rule", 0.9)
        if is_zone(name):
            return Mention(m.start, m.end, "LOC", "rule", 0.8)
        plain, noun = parted(name)
        if noun is None and m.start > 1 and tokens.lower[m.start - 1] == "of" and not tokens.barrier[m.start]:
            noun = tokens.lower[m.start - 2] if tokens.lower[m.start - 2] in _PLACE_OF else None
        if m.label in {"ORG", "PERSON", "PRODUCT"} and noun is not None and (noun in _NOUNS or readings(plain)):
            return Mention(m.start, m.end, "GPE", "rule", 0.7)
    return m


def _unseen_places(tokens: Tokens, doc: Doc) -> list[Mention]:
    """Countries and provinces of one word that the model misses."""
    known = countries()
    more = subdivisions()
    return [
        Mention(i, i + 1, "GPE", "rule", 0.8)
        for i, w in enumerate(tokens.lower)
        if tokens.cap[i] and (w in known or w in more) and len(w) > 3 and doc[i].pos_ == "PROPN"
        and w not in {"jordan", "chad", "georgia", "america"} and not tokens.furniture[i] and not _has_neighbour(tokens, i)
    ]  # fmt: skip


def _has_neighbour(tokens: Tokens, i: int) -> bool:
    """Whether a capital word or a hyphen touches a word, which then is part of a longer name."""
    after = i + 1 < len(tokens) and not tokens.barrier[i + 1] and (tokens.cap[i + 1] or tokens.text[i + 1] == "-")
    return after or (
        i > 0 and not tokens.barrier[i] and not tokens.sent_start[i - 1] and (tokens.cap[i - 1] or tokens.text[i - 1] == "-")
    )


def _agreed(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """One name, one label: a name that the model labels one way in most places is labelled so in all."""
    votes: dict[str, Counter[str]] = {}
    names = {}
    for m in mentions:
        if m.label in {"PERSON", "ORG", "GPE", "LOC"}:
            name = names[m.start] = tokens.words(m.start, m.end)
            votes.setdefault(name, Counter())[m.label] += 2 if m.origin == "rule" else 1
    out = []
    for m in mentions:
        if m.start in names:
            count = votes[names[m.start]]
            label, most = max(count.items(), key=lambda kv: (kv[1], kv[0]))
            lone = label == "PERSON" and (names[m.start].isupper() or " " not in names[m.start])
            if label != m.label and not lone and most >= 2 and most >= 2 * count[m.label]:
                m = Mention(m.start, m.end, label, m.origin, m.score)
        out.append(m)
    return out


def entity_key(label: str, name: str) -> str:
    """Key of a name within its document, such as `org:china-institute-for-reform-and-development`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    if label != "PERSON":
        plain = _ARTICLE.sub("", plain)
    slug = _NOT_SLUG.sub("-", plain.replace("'", "")).strip("-")[:_MAX_SLUG_CHARS].strip("-")
    return f"{_PREFIX.get(label, label.lower())}:{slug or 'x'}"


def _entity(doc: Doc, m: Mention, ident: str, version: str, *, place: Located | None, subtype: str | None) -> Entity:
    span = doc[m.start : m.end]
    text = " ".join(span.text.split())
    when = period(doc, m, doc._.policynlp_published) if m.label in TEMPORAL else None
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
