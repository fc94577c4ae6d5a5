"""One identity per person, organisation and place across documents.

A key is made of the name alone, so it is the same whatever was read before; only what an acronym stands for is learnt
from the documents. Wrong merges are worse than missed ones: different full names are never one, and a name of one word
says nothing outside of its document when it is a person's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from policynlp.document import Document
from policynlp.link.deciding import Part, lay_over
from policynlp.link.decisions import Decision, active_decisions
from policynlp.link.names import initials, is_acronym, organisation_key, person_key, place_key
from policynlp.tags import Tags

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
    """

    document: str
    entities: tuple[tuple[str, str, str], ...]
    acronyms: Mapping[str, frozenset[str]]


def named(document: Document, tags: Tags) -> Named:
    """Take from a document what identities are made of."""
    mentions: dict[str, list[tuple[str, str]]] = defaultdict(list)
    acronyms: dict[str, set[str]] = defaultdict(set)
    for entity in tags.entities:
        if entity.label not in CLASSES:
            continue
        surface = document.text[entity.start : entity.end]
        mentions[entity.entity].append((entity.name or surface, entity.label))
        behind = _ACRONYM_BEHIND.match(document.text, entity.end, entity.end + 24)
        if behind and CLASSES[entity.label] != "person":
            _explain(acronyms, behind.group(1), surface, entity.label)
        elif CLASSES[entity.label] == "organisation" and is_acronym(surface) and entity.name != surface:
            _explain(acronyms, surface, entity.name, entity.label)
    rows = [(key, *_fullest(found)) for key, found in sorted(mentions.items())]
    return Named(document=document.id, entities=tuple(rows), acronyms={a: frozenset(k) for a, k in sorted(acronyms.items())})


def _explain(acronyms: dict[str, set[str]], acronym: str, name: str, label: str) -> None:
    letters = acronym.replace(".", "").lower()
    if letters in initials(name):
        acronyms[letters].add(_key(name, label))


def _fullest(found: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The longest name, and the label that most mentions have."""
    name = max((n for n, _ in found), key=lambda n: (len(n), n))
    counts = Counter(label for _, label in found)
    return name, max(counts, key=lambda label: (counts[label], label))


def _key(name: str, label: str) -> str:
    kind = CLASSES[label]
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
            letters = acronym_letters(name, label)
            known = document.acronyms.get(letters) or meanings.get(letters) or () if letters else ()
            identity = automatic_key(name, label, document=document.document, meanings=known)
            rows.append(Identity(document=document.document, entity=entity, identity=identity, name=name, label=label))
    shown = [replace(row, automatic=row.identity, automatic_name=row.name) for row in _shown(rows)]
    parts = [Part(row.document, row.identity, row.name, row.entity) for row in shown]
    lay_over(parts, active_decisions(decisions), first=lambda part: (part.document, part.entity))
    return tuple(replace(row, identity=part.identity, name=part.name) for row, part in zip(shown, parts, strict=True))


def acronym_letters(name: str, label: str) -> str | None:
    """Letters of an acronym of an organisation or a place, as `Named.acronyms` has them; None for every other name."""
    if CLASSES[label] == "person" or not is_acronym(name):
        return None
    return name.replace(".", "").removeprefix("the ").removeprefix("The ").lower()


def automatic_key(name: str, label: str, *, document: str, meanings: Collection[str]) -> str:
    """Key that rules give to an entity of a document.

    Args:
        name: Its fullest name.
        label: Its label.
        document: Document id.
        meanings: Of an acronym, what it stands for: in the document, where that explains it, else in all documents.
    """
    key = _key(name, label)
    if CLASSES[label] == "person":
        return key if len(person_key(name)) > 1 else f"{key}@{document}"  # a bare surname or first name
    if len(meanings) == 1:
        return next(iter(meanings))
    return f"{key}@{document}" if meanings else key  # an acronym that several share is each document's own


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
