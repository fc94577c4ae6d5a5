"""One identity per person, organisation and place across documents.

A key is made of the name, so it is the same whatever was read before. Where a name tells too little, the document adds to it: a body
that every country has goes with its country. What short forms stand for is learnt from all documents: an acronym by the texts that
explain it, a bare surname by those that have somebody of the name with the same office at the same place. Wrong merges are worse than
missed ones: different full names are never one, and a bare surname that nothing explains says nothing outside of its document.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from policynlp.document import Document
from policynlp.link.bare_names import explained_by, short_form_of
from policynlp.link.bodies import country_beside, main_country, plain_body
from policynlp.link.deciding import Part, lay_over
from policynlp.link.decisions import Decision, active_decisions
from policynlp.link.names import initials, is_acronym, organisation_key, person_key, place_key
from policynlp.tags import Entity, Tags

CLASSES: Mapping[str, str] = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}
"""Labels of entities that get an identity, and the first part of its key."""

_ACRONYM_BEHIND = re.compile(r"\s*[(（]\s*(?:the |or )?[\"“]?((?:[A-Z]\.?){2,8})[\"”]?\s*[)）]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who or what an entity of a document is, corpus-wide.

    Attributes:
        document: Document id.
        entity: Key within the document (`Entity.entity`).
        identity: Key in the corpus, such as `person:chi-fulin`; None where a decision hides it.
        name: The name to show.
        label: Label of the entity.
        automatic, automatic_name: The same as rules alone make them, so that a decision can be taken back at once.
    """

    document: str
    entity: str
    identity: str | None
    name: str
    label: str
    automatic: str | None = None
    automatic_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What is kept of a document: its named entities, and the short forms that it explains.

    Attributes:
        document: Document id.
        entities: Key within the document, fullest name, label; a row an entity, in order of the key.
        acronyms: Short form to the keys that this text explains it with: letters of an acronym to organisations or places, the name
            of a body that every country has to that of a country, a surname with office and place (`bare_names`) to people.
        contexts: Key within the document to what tells it from others of its name: of a body that every country has, the country;
            of a bare surname, its short form. Most have nothing.
    """

    document: str
    entities: tuple[tuple[str, str, str], ...]
    acronyms: Mapping[str, frozenset[str]]
    contexts: Mapping[str, str] = field(default_factory=dict)


def named(document: Document, tags: Tags) -> Named:
    """Take from a document what identities are made of."""
    mentions: dict[str, list[Entity]] = defaultdict(list)
    for entity in tags.entities:
        if entity.label in CLASSES:
            mentions[entity.entity].append(entity)
    rows = {key: _fullest([(_name(document, e), e.label) for e in found]) for key, found in sorted(mentions.items())}
    country = main_country(tags.entities)
    contexts = {
        key: where
        for key, (name, label) in rows.items()
        if CLASSES[label] == "organisation" and (where := _whose(document, name, mentions[key], country))
    }
    explained: dict[str, set[str]] = defaultdict(set)
    for entity in tags.entities:
        if entity.label in CLASSES and CLASSES[entity.label] != "person":
            _explain(explained, document, entity, contexts.get(entity.entity))
    for key, (name, label) in rows.items():
        if CLASSES[label] == "organisation" and (plain := plain_body(name)) and (plain[1] or key in contexts):
            explained[_countryless(plain[0])].add(_key(name, label, contexts.get(key)))
    for person in tags.people:
        name, label = rows.get(person.entity, ("", ""))
        if label == "PERSON" and len(person_key(name)) == 1:
            if short := short_form_of(name, person, country):
                contexts[person.entity] = short
        elif label == "PERSON":
            for short in explained_by(name, person, country):
                explained[short].add(_key(name, label))
    return Named(
        document=document.id,
        entities=tuple((key, *row) for key, row in rows.items()),
        acronyms={a: frozenset(k) for a, k in sorted(explained.items())},
        contexts=contexts,
    )


def _name(document: Document, entity: Entity) -> str:
    return entity.name or document.text[entity.start : entity.end]


def _whose(document: Document, name: str, mentions: Sequence[Entity], country: str | None) -> str | None:
    """The country of a body that every country has: as the text says beside its name, or, where it does so nowhere, that of the text."""
    plain = plain_body(name)
    if plain is None or plain[1]:
        return None
    said = {code for e in mentions if (code := country_beside(document.text, e.start, e.end))}
    return (said.pop() if len(said) == 1 else None) if said else country


def _explain(explained: dict[str, set[str]], document: Document, entity: Entity, where: str | None) -> None:
    surface = document.text[entity.start : entity.end]
    behind = _ACRONYM_BEHIND.match(document.text, entity.end, entity.end + 24)
    if behind:
        acronym, name = behind.group(1), surface
    elif CLASSES[entity.label] == "organisation" and is_acronym(surface) and entity.name != surface:
        acronym, name = surface, entity.name
    else:
        return
    letters = acronym.replace(".", "").lower()
    if letters in initials(name):
        explained[letters].add(_key(name, entity.label, where))


def _fullest(found: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The longest name, and the label that most mentions have."""
    name = max((n for n, _ in found), key=lambda n: (len(n), n))
    counts = Counter(label for _, label in found)
    return name, max(counts, key=lambda label: (counts[label], label))


def _key(name: str, label: str, where: str | None = None) -> str:
    kind = CLASSES[label]
    if kind == "organisation" and (plain := plain_body(name)):
        words, country = plain
        country = country or where
        return f"{kind}:{'-'.join(words)}" + (f"@{country.lower()}" if country else "")
    words = {"person": person_key, "organisation": organisation_key, "place": place_key}[kind](name)
    return f"{kind}:{'-'.join(words)}"


def _countryless(words: Sequence[str]) -> str:
    return f"={'-'.join(words)}"


def resolve(documents: Iterable[Named], decisions: Sequence[Decision] = ()) -> tuple[Identity, ...]:
    """Identities of all entities of the documents: the definition of what `IdentityIndex` keeps up to date.

    Args:
        documents: What `named` gave, in any order.
        decisions: As read from the file, undone ones included.

    Returns:
        A row an entity, sorted by document and entity.
    """
    kept = sorted(documents, key=lambda d: d.document)
    meanings: dict[str, set[str]] = defaultdict(set)
    for document in kept:
        for acronym, keys in document.acronyms.items():
            meanings[acronym] |= keys
    rows: list[Identity] = []
    for document in kept:
        for entity, name, label in document.entities:
            context = document.contexts.get(entity)
            letters = short_form(name, label, context)
            known = document.acronyms.get(letters) or meanings.get(letters) or () if letters else ()
            identity = automatic_key(name, label, document=document.document, meanings=known, context=context)
            rows.append(Identity(document=document.document, entity=entity, identity=identity, name=name, label=label))
    shown = [replace(row, automatic=row.identity, automatic_name=row.name) for row in _shown(rows)]
    parts = [Part(row.document, row.identity, row.name, row.entity) for row in shown]
    lay_over(parts, active_decisions(decisions), first=lambda part: (part.document, part.entity))
    return tuple(replace(row, identity=part.identity, name=part.name) for row, part in zip(shown, parts, strict=True))


def short_form(name: str, label: str, context: str | None) -> str | None:
    """What `Named.acronyms` may explain a name by; None for names that explain themselves.

    Letters of an acronym, a bare surname with its context, the name of a body that every country has and of which the text does not
    say whose it is.

    Args:
        name: The fullest of the entity.
        label: Its label.
        context: As in `Named.contexts`.
    """
    if CLASSES[label] == "person":
        return context if len(person_key(name)) == 1 else None
    if not is_acronym(name):
        plain = plain_body(name) if CLASSES[label] == "organisation" and not context else None
        return _countryless(plain[0]) if plain and not plain[1] else None
    return name.replace(".", "").removeprefix("the ").removeprefix("The ").lower()


def automatic_key(name: str, label: str, *, document: str, meanings: Collection[str], context: str | None = None) -> str:
    """Key that rules give to an entity of a document.

    Args:
        name: Its fullest name.
        label: Its label.
        document: Document id.
        meanings: Of a short form, what it stands for: in the document, where that explains it, else in all documents.
        context: As in `Named.contexts`; that of a bare surname is in its meanings.
    """
    if CLASSES[label] == "person":
        if len(person_key(name)) > 1:
            return _key(name, label)
        return next(iter(meanings)) if len(meanings) == 1 else f"{_key(name, label)}@{document}"
    key = _key(name, label, context)
    if len(meanings) == 1:
        return next(iter(meanings))
    return f"{key}@{document}" if meanings else key  # a short form that several share is each document's own


def best_name(names: Mapping[str, int]) -> str:
    """The name to show for an identity: the one most often given, the longest of those, acronyms last.

    Args:
        names: Name to the number of rows that have it.
    """
    return max(names, key=lambda n: (not is_acronym(n), names[n], len(n), n))


def _shown(rows: Sequence[Identity]) -> list[Identity]:
    """The same name for all rows of an identity."""
    counts: dict[str | None, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row.identity][row.name] += 1
    best = {identity: best_name(names) for identity, names in counts.items()}
    return [replace(row, name=best[row.identity]) for row in rows]
