"""Identities that may be one and the same: proposals with reasons, for a person to decide.

Rules of `identities.py` never join what they are not sure of. What they leave apart is proposed here where a name is the other's
acronym, its spelling with a letter or two changed, its surname or a shorter form, with more weight where both carry the same
affiliation. Weights order the list and mean nothing beyond it.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from heapq import nsmallest
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policynlp.link.names import fold, initials, is_acronym, is_acronym_of, name_words, organisation_key, strip_titles

_LEAST_LETTERS = 5
"""Shorter names that differ by a letter are different names too often ("Iran", "Iraq")."""
_PARTS = frozenset(
    str.split(
        """north northern south southern east eastern west western northeast northeastern northwest northwestern southeast
        southeastern southwest southwestern central inner outer upper lower new greater former"""
    )
)
"""What makes a name that of a part, or of another thing ("Eastern Inner Mongolia")."""
_MOST_IN_BLOCK = 200
"""A word that more names share tells nothing ("Ministry"); its pairs are not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An identity in one document.

    Attributes:
        identity, name: Key and the name that is shown.
        written: The name as the document has it.
        document: Document id.
        affiliations: As the document gives them.
        gender: As the document tells it: `male`, `female` or None.
    """

    identity: str
    name: str
    written: str
    document: str
    affiliations: tuple[str, ...] = ()
    gender: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two identities that may be one.

    Attributes:
        identity, name: The one that would go.
        into, into_name: The one that would stay: the fuller name, or the one in more documents.
        reasons: Why, strongest first.
        weight: Larger is likelier.
        documents: Documents that either is in.
    """

    identity: str
    name: str
    into: str
    into_name: str
    reasons: tuple[str, ...]
    weight: float
    documents: int

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        return {"action": "merge"} | asdict(self)


@dataclass(frozen=True, slots=True, eq=False)
class _Actor:
    """An identity; its documents are numbers in order, each once."""

    key: str
    name: str
    words: tuple[str, ...]
    documents: NDArray[np.uint32]
    affiliations: frozenset[tuple[str, ...]]

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0]

    @property
    def country(self) -> str:
        """Of a body that most states have, where it is known: the end of its key."""
        return self.key.partition(".")[2]

    def together(self, other: _Actor) -> int:
        """How many documents both are in."""
        return int(np.intersect1d(self.documents, other.documents, assume_unique=True).size)


def suggestions(
    known: Iterable[Known], *, settled: Collection[frozenset[str]] = (), limit: int | None = None
) -> list[Suggestion]:
    """Pairs that may be one, likeliest first.

    Args:
        known: Every identity in every document.
        settled: Pairs of identities that are left out.
        limit: Pairs at the most; None: all.
    """
    found = (
        suggestion
        for one, other in _pairs(_actors(known))
        if (reasons := list(_reasons(one, other)))
        and frozenset(((suggestion := _suggestion(one, other, reasons)).identity, suggestion.into)) not in settled
    )

    def order(suggestion: Suggestion) -> tuple[float, int, str, str]:
        return -suggestion.weight, -suggestion.documents, suggestion.identity, suggestion.into

    return sorted(found, key=order) if limit is None else nsmallest(limit, found, key=order)


def _actors(known: Iterable[Known]) -> list[_Actor]:
    names: dict[str, str] = {}
    documents: dict[str, array[int]] = {}
    affiliations: dict[str, set[tuple[str, ...]]] = {}
    number: dict[str, int] = {}  # a large corpus has millions of pairs of a document and a name: four bytes each
    for row in known:
        names[row.identity] = row.name
        documents.setdefault(row.identity, array("I")).append(number.setdefault(row.document, len(number)))
        if row.affiliations:
            affiliations.setdefault(row.identity, set()).update(organisation_key(a) for a in row.affiliations)
    return [
        _Actor(key, name, strip_titles(name_words(name)), _once(documents.pop(key)), frozenset(affiliations.get(key, ())))
        for key, name in sorted(names.items())
    ]


def _once(numbers: array[int]) -> NDArray[np.uint32]:
    return np.unique(np.asarray(numbers, np.uint32))


def _pairs(actors: Sequence[_Actor]) -> Iterator[tuple[_Actor, _Actor]]:
    """Pairs that share a word, an acronym, or all letters but one: all others cannot be alike.

    There are tens of marks to an actor, most of them of it alone, so they are kept as numbers, in arrays.
    """
    marks, members = array("q"), array("q")
    for number, actor in enumerate(actors):
        for mark in _marks(actor):
            marks.append(_hashed(f"{actor.kind}:{mark}"))
            members.append(number)
    order = np.argsort(np.asarray(marks, np.int64), kind="stable")
    _, first, sizes = np.unique(np.asarray(marks, np.int64)[order], return_index=True, return_counts=True)
    block_members = np.asarray(members, np.int64)[order]
    blocks = np.flatnonzero((sizes > 1) & (sizes <= _MOST_IN_BLOCK))
    of_actor: dict[int, list[int]] = defaultdict(list)
    for block in blocks.tolist():
        for member in block_members[first[block] : first[block] + sizes[block]].tolist():
            of_actor[member].append(block)
    for member in sorted(of_actor):
        shared = {n for b in of_actor.pop(member) for n in block_members[first[b] : first[b] + sizes[b]].tolist()}
        yield from ((actors[member], actors[other]) for other in sorted(shared) if other > member)


def _marks(actor: _Actor) -> set[str]:
    marks = {*actor.words, *("~" + cut for word in actor.words for cut in _cuts(word))}
    if actor.kind != "person":
        marks |= {f"#{letters}" for letters in initials(actor.name)}
        marks |= {"#" + fold(actor.name).replace(".", "").replace("the ", "")} if is_acronym(actor.name) else set()
    return marks


def _hashed(mark: str) -> int:
    """A number of 64 bits: should two marks ever have the same, that adds pairs that are not alike."""
    return int.from_bytes(blake2b(mark.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little", signed=True)


def _cuts(word: str) -> Iterator[str]:
    """The word without one of its letters, each in turn: words with a letter more, less or changed meet in these."""
    if len(word) >= _LEAST_LETTERS:
        yield word
        yield from (word[:i] + word[i + 1 :] for i in range(len(word)))


def _reasons(one: _Actor, other: _Actor) -> Iterator[tuple[float, str]]:
    if one.country and other.country and one.country != other.country:
        return
    shared = one.affiliations & other.affiliations
    alike = list(_alike(one, other))
    yield from alike
    if shared and alike:
        yield 1.0, f"both with {' '.join(min(shared)).title()}"


def _alike(one: _Actor, other: _Actor) -> Iterator[tuple[float, str]]:
    for a, b in ((one, other), (other, one)):
        if a.kind != "person" and is_acronym_of(a.name, b.name):
            yield 2.0, f"{a.name} is an acronym of {b.name}"
    first, second = one.words, other.words
    if one.kind == "person":
        yield from _alike_persons(one, other)
    elif set(first) < set(second) or set(second) < set(first):
        longer, shorter = (one, other) if len(first) > len(second) else (other, one)
        if len(shorter.words) > 1 and not (set(longer.words) - set(shorter.words)) & _PARTS:
            yield 0.5, f"{shorter.name} may be short for {longer.name}"
    if len(first) == len(second) and first != second:
        changed = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
        if len(changed) == 1 and min(len(w) for w in changed[0]) >= _LEAST_LETTERS and _near(*changed[0]):
            yield 1.5, f"spelt alike: {one.name}, {other.name}"


def _alike_persons(one: _Actor, other: _Actor) -> Iterator[tuple[float, str]]:
    if len(one.words) == 1 or len(other.words) == 1:
        bare, full = (one, other) if len(one.words) <= len(other.words) else (other, one)
        if bare.words[0] in full.words and len(full.words) > 1:
            yield 0.5, f"{bare.name} may be short for {full.name}"
            if bare.together(full):
                yield 0.5, "both in one text"
    elif set(one.words) < set(other.words) or set(other.words) < set(one.words):
        shorter, longer = (one, other) if len(one.words) < len(other.words) else (other, one)
        yield 1.0, f"{shorter.name} lacks a name that {longer.name} has"
    elif _initialled(one.words, other.words) or _initialled(other.words, one.words):
        yield 1.0, f"an initial for a name: {one.name}, {other.name}"
    elif one.affiliations & other.affiliations and (one.words[-1] == other.words[-1] or one.words[0] == other.words[0]):
        yield 0.25, f"same surname: {one.name}, {other.name}"


def _initialled(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether "a. öst" stands for "ada öst"."""
    return (
        len(short) == len(full)
        and any(len(a) == 1 for a in short)
        and all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in zip(short, full, strict=True))
    )


def _near(one: str, other: str) -> bool:
    """Whether a letter more, less, changed or swapped makes one word the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])


def _suggestion(one: _Actor, other: _Actor, found: Sequence[tuple[float, str]]) -> Suggestion:
    def fullness(actor: _Actor) -> tuple[bool, int, int, str]:
        return not is_acronym(actor.name) and "@" not in actor.key, len(actor.words), len(actor.documents), actor.key

    stays, goes = (one, other) if fullness(one) > fullness(other) else (other, one)
    ordered = sorted(found, key=lambda r: -r[0])
    return Suggestion(
        identity=goes.key,
        name=goes.name,
        into=stays.key,
        into_name=stays.name,
        reasons=tuple(reason for _, reason in ordered),
        weight=sum(weight for weight, _ in ordered),
        documents=len(one.documents) + len(other.documents) - one.together(other),
    )
