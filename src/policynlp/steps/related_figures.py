"""Figures that no link ties to another text's, with those of related texts that a reader would look at beside them.

A link says that two figures agree, differ or cannot be compared, and is drawn only where the words leave no doubt that both measure one
thing. That a figure is found nowhere else may not rest on missing links alone: a related text may say it in other words ("16.7 percent"
of "one-sixth") or give another number of the same things ("118 projects" beside "125 projects"). Nothing is claimed of such a pair.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from policynlp.corpus.reading import TaggedDocument
from policynlp.link.evidence import places_meet, same_measure, similarity
from policynlp.link.figures import overlap
from policynlp.link.oppositions import opposed
from policynlp.link.pairs import party
from policynlp.link.repeats import few_of_each
from policynlp.link.scopes import GEOGRAPHY
from policynlp.link.statement_reading import statements
from policynlp.link.statements import Statement
from policynlp.link.verdicts import apart, too_far
from policynlp.link.words import FRAMES, mass, terms
from policynlp.sentences import SentenceMap
from policynlp.tags import Claim

MOST_TEXTS = 40
"""Related texts that are read for this, those that share most links first; where the corpus has no more, all of them."""
MOST_FIGURES = 3_000
"""Figures of a text that are read; the longest papers of our samples have a few hundred."""
MOST_RELATED = 2
"""Figures of related texts that one figure is told with, each of another text."""
LEAST_SHARED = 0.5
"""Weight of the words that two measures share: two common words or one rare one, as in `link.evidence`."""
LEAST_LIKE = 0.22
"""Likeness of two measures whose nouns differ, where the values are close. Chosen with the rest on our 18 dossiers and the samples, in
whose 19 articles 12 pairs come out, 11 of them of one thing."""
SAME_APART, BOUND_APART = 1.06, 1.12
"""Factors within which a figure in words and one in digits may be the same: "a fifth" and "21 percent", "more than a fifth" and "22"."""
_OF = re.compile(r"\b(?:of|in|for|on|at|from|to|with|by|per|that|who|which)\b|,", re.IGNORECASE)
_PEOPLE = frozenset(terms("people person population household home family man woman"))
"""What is counted of most things; two counts of people are of one thing only where more words say so."""
_AREAS = frozenset(terms("country land territory area surface"))
"""What a place is a share of."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A statement with the nouns that its claim names, and the words before them that tell of which kind ("ferry passengers")."""

    statement: Statement
    heads: frozenset[str]
    kinds: frozenset[str]


def related_figures(
    tagged: TaggedDocument, others: Sequence[TaggedDocument], *, wanted: frozenset[str]
) -> Mapping[str, list[tuple[str, str]]]:
    """By claim of a text: document and id of those claims of related texts that a reader would look at beside it, the closest first.

    Args:
        tagged: The text.
        others: Related texts.
        wanted: Its claims that are asked for.
    """
    said, first = _said_first(tagged)
    same: dict[str, list[str]] = defaultdict(list)
    for asked in sorted(wanted):
        same[first.get(asked, asked)].append(asked)
    mine = [one for one in _read(said) if one.statement.claim in same]
    theirs: dict[tuple[str, str], list[tuple[str, Claim, _Read]]] = defaultdict(list)
    for other in others if mine else ():
        claims = {claim.id: claim for claim in other.claims}
        for read in _read(_said_first(other)[0]):
            for key in _keys(read):
                theirs[read.statement.dimension, key].append((other.id, claims[read.statement.claim], read))
    out: dict[str, list[tuple[str, str]]] = {}
    for one in mine:
        ranked: dict[str, tuple[tuple[int, float, float], str, Claim]] = {}
        for key in sorted(_keys(one)):
            for document, claim, their in theirs.get((one.statement.dimension, key), ()):
                if claim.id not in ranked and (rank := _rank(one, their)) is not None:
                    ranked[claim.id] = rank, document, claim
        best = sorted(ranked.values(), key=lambda found: ([-part for part in found[0]], found[1], found[2].start))
        closest: dict[str, str] = {}
        for _, document, claim in best:
            closest.setdefault(document, claim.id)
        for asked in same[one.statement.claim] if closest else ():
            out[asked] = list(closest.items())[:MOST_RELATED]
    return out


def _said_first(tagged: TaggedDocument) -> tuple[TaggedDocument, dict[str, str]]:
    """A text with the claims of each sentence where it stands first, and what says the same later on, by claim.

    A text that says one sentence over and over is read once, and of one with more figures than `MOST_FIGURES` the first.
    """
    sentences, starts = SentenceMap(tagged.document), dict[str, int]()
    kept: dict[tuple[str, int], Claim] = {}
    first: dict[str, str] = {}
    for claim in sorted(tagged.claims, key=lambda c: (c.start, c.end)):
        at = sentences.at(claim.start)
        start, end = sentences.spans[at] if at is not None else (claim.start, claim.end)
        words = tagged.slice((start, end))
        if starts.setdefault(words, start) == start:
            if len(kept) < MOST_FIGURES:
                kept[words, claim.start - start] = claim
        elif (words, claim.start - start) in kept:
            first[claim.id] = kept[words, claim.start - start].id
    if len(kept) == len(tagged.claims):
        return tagged, first
    return TaggedDocument(tagged.document, replace(tagged.tags, claims=tuple(kept.values()))), first


def _read(tagged: TaggedDocument) -> list[_Read]:
    claims = {claim.id: claim for claim in tagged.claims}
    read = few_of_each(statements(party(tagged.document), tagged.document, tagged.tags))
    return [_named(claims[one.claim], one) for one in read]


def _named(claim: Claim, statement: Statement) -> _Read:
    heads, kinds = set(filter(None, [statement.noun])), set[str]()
    for span in (claim.measure, claim.share_of):
        named = terms(_OF.split(span.text)[0]) if span is not None else []
        if named and not statement.noun:
            heads.add(named[-1])
        kinds.update(named[:-1])
    return _Read(statement, frozenset(heads), frozenset(kinds))


def _keys(one: _Read) -> frozenset[str]:
    """Words of which two figures share one where anything can be said of them."""
    return one.heads | one.statement.core | (_AREAS if one.heads & _AREAS else frozenset())


def _same_things(a: _Read, b: _Read) -> bool:
    """Whether two counts are of things of one name and no other kind: "70 district hospitals", "forty-one hospitals"."""
    counted = a.statement.noun == b.statement.noun != "" and a.statement.noun not in _PEOPLE
    return counted and (a.kinds <= b.kinds or b.kinds <= a.kinds)


def _of_one_area(a: _Read, b: _Read) -> bool:
    """Whether two shares tell how much of a country, its land or area the same place has."""
    one, other = a.statement, b.statement
    shares = one.dimension == other.dimension == "share" and one.change == other.change == "none"
    return shares and bool(a.heads & _AREAS and b.heads & _AREAS and one.names & other.names)


def _close(one: Statement, other: Statement) -> bool:
    """Whether two values may be one, said in words and in digits, or as a bound."""
    bound = one.figure.open_up or one.figure.open_down or other.figure.open_up or other.figure.open_down
    return apart(one, other) <= (BOUND_APART if bound and overlap(one.figure, other.figure) else SAME_APART)


def _rank(a: _Read, b: _Read) -> tuple[int, float, float] | None:
    """How close two figures are, the higher the closer; None where a reader would not set one beside the other."""
    one, other = a.statement, b.statement
    if (one.second and other.second) or not places_meet(one, other) or opposed(one.marks, other.marks) is not None:
        return None
    if len({one.change, other.change} - {"none"}) > 1 or (one.dimension == "count" and one.noun != other.noun):
        return None
    if a.kinds - other.bag and b.kinds - one.bag:
        return None  # ferry passengers and cruise passengers
    heads = (a.heads & b.heads) - FRAMES
    shared = mass(((one.core & other.core) | heads) - FRAMES - GEOGRAPHY)
    alike, rank = shared - mass(heads & _PEOPLE) >= LEAST_SHARED, (shared, -apart(one, other))
    if ((alike and (heads or similarity(one, other) >= LEAST_LIKE)) or _of_one_area(a, b)) and _close(one, other):
        return 2, *rank
    if alike and heads and not too_far(one, other) and (_same_things(a, b) or same_measure(one, other)):
        return 1, *rank
    return None
