"""Named mentions as the resolver reads them, and which person of a noun phrase it speaks of."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Span

from policynlp.tag.people.roles import role_head
from policynlp.tags import Entity

MAX_SENTENCES_BACK = 8
"""How far a title or a pronoun reaches back; the nearest speaker in news is within three sentences nearly always."""
_RELATED = frozenset("colleague counterpart predecessor successor friend ally rival opponent deputy".split())
"""What people are to somebody, besides roles."""


class Named(NamedTuple):
    """A named mention: tokens `start` to `end`, its place, its part in the sentence; `head` is the verb above."""

    entity: Entity
    start: int  # token
    end: int
    sentence: int
    subject: bool
    quoted: bool
    head: int  # token index of the verb above
    dep: str
    passage: int
    main: bool
    first: bool


class NamedMentions:
    """The named mentions of a document, found by token.

    Attributes:
        all: In order, not overlapping.
        starts: First token of each.
    """

    def __init__(self, mentions: Sequence[Named], sentence_starts: Sequence[int]) -> None:
        self.all = mentions
        self.starts = [m.start for m in mentions]
        self._sentence_starts = sentence_starts

    def sentence(self, token: int) -> int:
        """Index of the sentence that holds a token."""
        return bisect_left(self._sentence_starts, token + 1) - 1

    def inside(self, span: Span) -> list[Named]:
        """Those that touch a span."""
        i = bisect_left(self.starts, span.start)
        if i and self.all[i - 1].end > span.start:
            i -= 1
        return list(self.all[i : bisect_left(self.starts, span.end)])

    def since(self, sentence: int, stop: int) -> Sequence[Named]:
        """Those from the beginning of a sentence up to a token."""
        return self.all[bisect_left(self.starts, self._sentence_starts[max(0, sentence)]) : bisect_left(self.starts, stop)]

    def before(self, token: int) -> int:
        """Index of the last one that begins before a token, -1 where there is none."""
        return bisect_left(self.starts, token) - 1


def people_in(inside: list[Named], root: int) -> list[Named]:
    """The people named, whoever holds the root first."""
    people = [m for m in inside if m.entity.label == "PERSON"]
    return sorted(people, key=lambda m: not m.start <= root < m.end)


def is_owner(doc: Doc, person: Named, span: Span, root: int) -> bool:
    """Whether a person is named only as owner of the head: "Mwangi's spokesman", "a spokesman for Mwangi"."""
    if person.start <= root < person.end or (person.start > root and _in_apposition(doc, person.start, root)):
        return False
    if person.end < span.end and doc[person.end].tag_ in {"POS", "NN", "NNS"}:
        return True  # "Clinton aides"
    return root < person.start and any(t.lower_ in {"of", "for", "to", "with", "by"} for t in doc[root : person.start])


def _in_apposition(doc: Doc, start: int, root: int) -> bool:
    """Whether a name behind a comma is what the head is called: "my colleague the minister of finance, Ann Lee"."""
    i = start - 1
    while i > root and (doc[i].pos_ == "PROPN" or role_head(doc[i].text)):
        i -= 1
    return i > root and doc[i].text == "," and (role_head(doc[root].text) is not None or doc[root].lower_ in _RELATED)
