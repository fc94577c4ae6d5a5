"""One identity per person, organisation and place across documents.

A key is made of the name, and for a body that most states have of the country that its document gives it, so it is the same
whatever was read before; only what an acronym stands for is learnt from the documents. Wrong merges are worse than missed ones:
different full names are never one, and a name of one word says nothing outside of its document when it is a person's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from policynlp.document import Document
from policynlp.link.deciding import Part, lay_over
from policynlp.link.decisions import Decision, active_decisions
from policynlp.link.names import initials, is_acronym, organisation_key, person_key, place_key
from policynlp.link.state_bodies import country_beside, main_country, state_body
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
    """What is kept of a document: its named entities, and the acronyms that it explains.

    Attributes:
        document: Document id.
        entities: Key within the document, fullest name, label; a row an entity, in order of the key.
        acronyms: Acronym (letters only) to the keys of the organisations or places that this text explains it with.
        countries: Key within the document to the country (ISO 3166-1 alpha-2) of a body that most states have, where the text tells it.
    """

    document: str
    entities: tuple[tuple[str, str, str], ...]
    acronyms: Mapping[str, frozenset[str]]
    countries: Mapping[str, str] = field(default_factory=dict)


def named(document: Document, tags: Tags) -> Named:
    """Take from a document what identities are made of."""
    mentions: dict[str, list[Entity]] = defaultdict(list)
    for entity in tags.entities:
        if entity.label in CLASSES:
            mentions[entity.entity].append(entity)
    rows = {key: _fullest([(_name(document, e), e.label) for e in found]) for key, found in sorted(mentions.items())}
    main = main_country(tags.entities)
    countries = {
        key: country for key, (name, label) in rows.items() if (country := _country(document, name, label, mentions[key], main))
    }
    acronyms: dict[str, set[str]] = defaultdict(set)
    for key, found in mentions.items():
        for entity in found:
            _explain(acronyms, document, entity, countries.get(key))
    return Named(
        document=document.id,
        entities=tuple((key, *row) for key, row in rows.items()),
        acronyms={a: frozenset(k) for a, k in sorted(acronyms.items())},
        countries=countries,
    )


def _name(document: Document, entity: Entity) -> str:
    return entity.name or document.text[entity.start : entity.end]


def _country(document: Document, name: str, label: str, mentions: Sequence[Entity], main: str | None) -> str | None:
    """Of a body that most states have: the country that stands beside it or, where none does anywhere, that of the text."""
    body = state_body(name) if CLASSES[label] == "organisation" else None
    if body is None or body.country:
        return body.country if body else None
    said = {code for e in mentions if (code := country_beside(document.text, e.start, e.end))}
    return next(iter(said), main) if len(said) < 2 else None


def _explain(acronyms: dict[str, set[str]], document: Document, entity: Entity, country: str | None) -> None:
    surface = document.text[entity.start : entity.end]
    behind = _ACRONYM_BEHIND.match(document.text, entity.end, entity.end + 24)
    if behind and CLASSES[entity.label] != "person":
        acronym, name = behind.group(1), surface
    elif CLASSES[entity.label] == "organisation" and is_acronym(surface) and entity.name != surface:
        acronym, name = surface, entity.name
    else:
        return
    letters = acronym.replace(".", "").lower()
    if letters in initials(name):
        acronyms[letters].add(_key(name, entity.label, country))


def _fullest(found: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The longest name, and the label that most mentions have."""
    name = max((n for n, _ in found), key=lambda n: (len(n), n))
    counts = Counter(label for _, label in found)
    return name, max(counts, key=lambda label: (counts[label], label))


def _key(name: str, label: str, country: str | None = None) -> str:
    kind = CLASSES[label]
    body = state_body(name) if kind == "organisation" else None
    if body is not None:
        found = body.country or country
        return f"{kind}:{'-'.join(body.words)}" + (f".{found.lower()}" if found else "")
    words = {"person": person_key, "organisation": organisation_key, "place": place_key}[kind](name)
    return f"{kind}:{'-'.join(words)}"


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
            country = document.countries.get(entity)
            letters = acronym_letters(name, label, country)
            known = document.acronyms.get(letters) or meanings.get(letters) or () if letters else ()
            identity = automatic_key(name, label, document=document.document, meanings=known, country=country)
            rows.append(Identity(document=document.document, entity=entity, identity=identity, name=name, label=label))
    shown = [replace(row, automatic=row.identity, automatic_name=row.name) for row in _shown(rows)]
    parts = [Part(row.document, row.identity, row.name, row.entity) for row in shown]
    lay_over(parts, active_decisions(decisions), first=lambda part: (part.document, part.entity))
    return tuple(replace(row, identity=part.identity, name=part.name) for row, part in zip(shown, parts, strict=True))


def acronym_letters(name: str, label: str, country: str | None = None) -> str | None:
    """Letters of an acronym of an organisation or a place, as `Named.acronyms` has them; None for every other name.

    "ARMY" and "SENATE" of a country are written as acronyms, and are none.
    """
    if CLASSES[label] == "person" or country or not is_acronym(name):
        return None
    return name.replace(".", "").removeprefix("the ").removeprefix("The ").lower()


def automatic_key(name: str, label: str, *, document: str, meanings: Collection[str], country: str | None = None) -> str:
    """Key that rules give to an entity of a document.

    Args:
        name: Its fullest name.
        label: Its label.
        document: Document id.
        meanings: Of an acronym, what it stands for: in the document, where that explains it, else in all documents.
        country: As in `Named.countries`.
    """
    key = _key(name, label, country)
    if CLASSES[label] == "person":
        return key if len(person_key(name)) > 1 else f"{key}@{document}"  # a bare surname or first name
    meant = bodies_meant(meanings)
    if len(meant) == 1:
        return next(iter(meant))
    return f"{key}@{document}" if meant else key  # an acronym that several share is each document's own


def bodies_meant(meanings: Collection[str]) -> set[str]:
    """What an acronym stands for, without the bodies of no country that another text gives a country."""
    return {key for key in meanings if not any(other.startswith(f"{key}.") for other in meanings)}


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
