"""spaCy component that gives the mentions of one thing one key, and makes the people of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from policynlp.tag.entities.acronyms import find_acronyms
from policynlp.tag.entities.component import entity_key
from policynlp.tag.entities.place_names import countries, subdivisions
from policynlp.tag.entities.tokens import Mention, Tokens, visible
from policynlp.tag.extensions import document_id
from policynlp.tag.people.clusters import bare, cluster_names, cluster_people
from policynlp.tag.people.couples import with_shared_surnames
from policynlp.tag.people.gender import decided, pronoun_votes, pronouns_behind, stated
from policynlp.tag.people.given_names import likely_gender
from policynlp.tag.people.inverted_lists import in_order
from policynlp.tag.people.name_judge import judged
from policynlp.tag.people.names_by_token import Names
from policynlp.tag.people.nicknames import NICKNAME, by_nickname
from policynlp.tag.people.offices import without_fields
from policynlp.tag.people.relatives import introduced_as_relatives, told_as_kin
from policynlp.tag.people.restored import restored
from policynlp.tag.people.role_phrases import Described
from policynlp.tag.people.short_names import Cluster
from policynlp.tag.people.titles import describe
from policynlp.tags import Entity, Person, annotation_id

GROUPS = (frozenset({"ORG"}), frozenset({"GPE", "LOC"}), frozenset({"FAC"}), frozenset({"POLICY", "LAW"}), frozenset({"NORP"}))
"""Labels within which two mentions may be one thing."""


class PeopleComponent:
    """Rewrites keys and names of `doc._.policynlp_entities` and sets `doc._.policynlp_people`."""

    version = "people/32"

    def __call__(self, doc: Doc) -> Doc:
        """Clusters and people of one document; needs the entity component before it."""
        entities: tuple[Entity, ...] = tuple(doc._.policynlp_entities)
        if not entities:
            return doc
        tokens = Tokens(doc)
        entities, mentions = _restored(doc, tokens, entities, self.version)
        names = Names(tokens, [m for m in mentions if m.label != "DATE"])
        described = {
            i: describe(names, m) for i, (m, e) in enumerate(zip(mentions, entities, strict=True)) if e.label == "PERSON"
        }
        genders = {i: g for i, d in described.items() if (g := stated(d.honorific, d.titles))}
        named = with_shared_surnames(tokens, mentions, entities)
        people = cluster_people(
            by_nickname(doc.text, named),
            genders,
            pronouns_behind(tokens, mentions),
            introduced_as_relatives(doc.text, named),
            {i for i, d in described.items() if d.honorific or d.titles},
            pronoun_votes(
                tokens, {k: bare(entities[i].name) for i in described for k in range(mentions[i].start, mentions[i].end)}
            ),
            told_as_kin(doc.text, named),
            doc.text,
        )
        people = in_order(doc.text, entities, people)
        acronyms = {short: name for short, (_, name) in find_acronyms(tokens, names.mentions).items()}  # type: ignore[arg-type]
        acronyms = _by_letters(tokens, names.mentions) | acronyms
        definite = frozenset(
            i for i, m in enumerate(mentions) if "the" in tokens.lower[max(0, m.start - 1) : m.start + 1] and m.label == "ORG"
        )
        others = [c for group in GROUPS for c in cluster_names(entities, group, acronyms, definite)]
        doc._.policynlp_entities = _keyed(entities, [*people, *others])
        doc._.policynlp_people = _people(doc, tokens, entities, mentions, people, described, self.version)
        return doc


def _by_letters(tokens: Tokens, mentions: Sequence[Mention]) -> dict[str, str]:
    """Short names in brackets that are no initials: `Ghana Cocoa Board (COCOBOD)`, all letters in order in the full name."""
    found = {}
    for m in mentions:
        i = m.end
        if m.label != "ORG" or i + 2 >= len(tokens) or tokens.text[i] != "(" or tokens.text[i + 2] != ")":
            continue
        short, full = tokens.text[i + 1], tokens.words(m.start, m.end)
        letters = iter(full.lower())
        if short.isalpha() and short[0].isupper() and 3 <= len(short) < len(full) and all(c in letters for c in short.lower()):
            found[short] = " ".join(full.split())
    return found


def _mentions(doc: Doc, entities: tuple[Entity, ...]) -> list[Mention]:
    found = []
    for e in entities:
        span = doc.char_span(e.start, e.end, alignment_mode="expand")
        assert span is not None  # noqa: S101 - entities lie inside their text; for the type checker
        found.append(Mention(span.start, span.end, e.label, e.origin if e.origin != "human" else "rule", e.score))
    return found


def _restored(doc: Doc, tokens: Tokens, entities: tuple[Entity, ...], version: str) -> tuple[tuple[Entity, ...], list[Mention]]:
    """Entities and their mentions with people corrected; `doc.ents` follows."""
    given = _mentions(doc, entities)
    known = {id(m): e for m, e in zip(given, entities, strict=True)}
    certain = frozenset(i for i, e in enumerate(entities) if e.country and e.label != "PERSON" and _is_division(e))
    mentions = without_fields(tokens, judged(tokens, restored(tokens, given, certain=certain)))
    ident = document_id(doc)
    fixed = tuple(known.get(id(m)) or _entity(doc, m, ident, version) for m in mentions)
    if any(id(m) not in known for m in mentions) or len(mentions) != len(given):
        doc.ents = tuple(Span(doc, m.start, m.end, label=m.label) for m in mentions)
    return fixed, mentions


def _is_division(e: Entity) -> bool:
    name = e.name.lower().removeprefix("the ")
    return name in countries() or name in subdivisions()


def _entity(doc: Doc, m: Mention, ident: str, version: str) -> Entity:
    span = doc[m.start : m.end]
    name = " ".join(visible(span.text).split())
    return Entity(
        id=annotation_id(ident, "entities", [(span.start_char, span.end_char)]),
        start=span.start_char,
        end=span.end_char,
        label=m.label,
        entity=entity_key(m.label, name),
        name=NICKNAME.sub(" ", name) if m.label == "PERSON" else name,
        origin="rule",
        version=version,
        score=m.score,
    )


def _keyed(entities: tuple[Entity, ...], clusters: list[Cluster]) -> tuple[Entity, ...]:
    out = list(entities)
    used: dict[str, int] = {}
    for c in sorted(clusters, key=lambda c: c.members[0]):
        key = c.key
        used[key] = used.get(key, 0) + 1
        if used[key] > 1:
            key = f"{key}-{used[key]}"  # two things whose names differ in letters that keys leave out
        for i in c.members:
            out[i] = replace(out[i], entity=key, name=c.name)
    return tuple(out)


def _people(
    doc: Doc,
    tokens: Tokens,
    entities: tuple[Entity, ...],
    mentions: list[Mention],
    clusters: list[Cluster],
    described: dict[int, Described],
    version: str,
) -> tuple[Person, ...]:
    keyed: tuple[Entity, ...] = doc._.policynlp_entities
    owner = {k: keyed[i].entity for c in clusters for i in c.members for k in range(mentions[i].start, mentions[i].end)}
    votes = pronoun_votes(tokens, owner)
    ident = document_id(doc)
    people = []
    for c in sorted(clusters, key=lambda c: c.members[0]):
        key = keyed[c.members[0]].entity
        spans = tuple((entities[i].start, entities[i].end) for i in c.members)
        people.append(
            Person(
                id=annotation_id(ident, "people", spans[:1]),
                entity=key,
                name=c.name,
                titles=tuple(dict.fromkeys(t for i in c.members for t in described[i].titles)),
                affiliations=tuple(dict.fromkeys(a for i in c.members for a in described[i].affiliations)),
                mentions=spans,
                gender=decided(c.genders, votes.get(key), likely=likely_gender(c.name)),
                version=version,
                score=max(entities[i].score for i in c.members),
            )
        )
    return tuple(people)
