"""Annotations as marks on characters, and marks as segments: nested and overlapping spans without nested elements.

A text is cut wherever a mark begins or ends; each segment knows which marks cover it. So spans that cross each other need no
special case, and ten thousand of them cost no more than their boundaries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from policynlp.tags import Tags

ENTITY_GROUPS = {
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "POLICY": "policy",
    "LAW": "policy",
    "EVENT": "policy",
    "DATE": "date",
    "TIME": "date",
}
"""Label of an entity to the group that it is shown in; numbers are shown as figures, the rest not at all."""
_NAMED_MARKS = 12
"""Marks that a segment names; where more cover it, it only says how many."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that is shown.

    Attributes:
        start, end: Code-point offsets.
        role: `content`, `cue`, `source`, `claim`, `evidence`, or a group of entities; the CSS class, too.
        annotation: Id of the annotation.
    """

    start: int
    end: int
    role: str
    annotation: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch that the same marks cover.

    Attributes:
        start, end: Code-point offsets.
        roles: Roles of the marks, each once.
        annotations: Ids of the first marks.
        marks: How many there are in all.
        depth: Quotations within each other.
        begins: Ids of annotations whose first span begins here.
    """

    start: int
    end: int
    roles: tuple[str, ...]
    annotations: tuple[str, ...]
    marks: int
    depth: int
    begins: tuple[str, ...]


def marks_of(tags: Tags) -> list[Mark]:
    """Everything that can be shown in a text, by its start; longer spans first."""
    found = [
        Mark(e.start, e.end, ENTITY_GROUPS[e.label], e.id)
        for e in tags.entities
        if e.label in ENTITY_GROUPS and e.end > e.start
    ]
    for quote in tags.quotes:
        for role, spans in (("content", quote.content), ("cue", quote.cue), ("source", quote.source)):
            found += [Mark(s, e, role, quote.id) for s, e in spans if e > s]
    found += [Mark(c.start, c.end, "claim", c.id) for c in tags.claims if c.end > c.start]
    for theme in tags.themes:
        if theme.assigned and theme.passage is not None:
            found += [Mark(s, e, "evidence", theme.id) for s, e in theme.evidence if e > s]
    return sorted(found, key=lambda m: (m.start, -m.end, m.role, m.annotation))


def by_stretch(marks: Sequence[Mark], stretches: Sequence[tuple[int, int]]) -> list[list[Mark]]:
    """The marks of each stretch of a text.

    Args:
        marks: By their start.
        stretches: Not overlapping, in order.
    """
    from bisect import bisect_right

    out: list[list[Mark]] = [[] for _ in stretches]
    ends = [end for _, end in stretches]
    for mark in marks:
        at = bisect_right(ends, mark.start)
        while at < len(stretches) and stretches[at][0] < mark.end:
            out[at].append(mark)
            at += 1
    return out


def segments(marks: Iterable[Mark], start: int, end: int) -> Iterator[Segment]:
    """The stretch from `start` to `end` in pieces, marked and unmarked, without gaps.

    Args:
        marks: Those that overlap the stretch.
        start: First character.
        end: The character behind the last.
    """
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            opening.setdefault(first, []).append(mark)
            closing.setdefault(last, []).append(mark)
    active: dict[Mark, None] = {}
    roles: Counter[str] = Counter()
    begun: set[str] = set()
    for a, b in pairwise(sorted({start, end, *opening, *closing})):
        for mark in closing.get(a, ()):
            if mark in active:
                del active[mark]
                roles[mark.role] -= 1
        begins = []
        for mark in opening.get(a, ()):
            if mark not in active:
                active[mark] = None
                roles[mark.role] += 1
            if mark.start >= start and mark.annotation not in begun:
                begun.add(mark.annotation)
                begins.append(mark.annotation)
        yield Segment(
            a,
            b,
            tuple(role for role, n in roles.items() if n),
            tuple(dict.fromkeys(mark.annotation for mark in islice(active, _NAMED_MARKS))),
            len(active),
            roles["content"],
            tuple(begins),
        )
