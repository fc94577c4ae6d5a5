"""A document's tokens as plain lists, read once, so that every rule walks Python lists instead of spaCy tokens."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from policynlp.tag.extensions import passages

MIN_TITLE_WORDS = 4
TITLE_SHARE = 0.8
"""A sentence with this share of long words in capitals and no full stop is set like a headline: capitals say nothing there."""

_STOPS = frozenset('.!?;"”’')


_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def visible(text: str) -> str:
    """A text without soft hyphens and marks of direction, which pages leave at the edges of words; unchanged if nothing else is in it."""
    return text if text.isascii() else _INVISIBLE.sub("", text) or text


@dataclass(slots=True)
class Mention:
    """A candidate entity in tokens, half-open; `firm` where the encoder has set boundaries and label, which rules leave alone."""

    start: int
    end: int
    label: str
    origin: Literal["rule", "model"] = "rule"
    score: float = 1.0
    firm: bool = False

    def overlaps(self, other: Mention) -> bool:
        """Whether they share a token."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the model sees names, for rules to respect.

    Attributes:
        starts: Tokens at which one begins.
        ends: Tokens after which one ends.
        people: Tokens of people's full names.
        nationalities: Tokens of nationalities.
    """

    starts: frozenset[int]
    ends: frozenset[int]
    people: frozenset[int]
    nationalities: frozenset[int]

    @classmethod
    def of(cls, mentions: list[Mention], names: frozenset[str]) -> Seen:
        """From the model's mentions; `names` are the labels that count."""
        chosen = [m for m in mentions if m.label in names]
        return cls(
            starts=frozenset(m.start for m in chosen),
            ends=frozenset(m.end for m in chosen),
            people=frozenset(i for m in chosen if m.label == "PERSON" and m.end - m.start > 1 for i in range(m.start, m.end)),
            nationalities=frozenset(i for m in chosen if m.label == "NORP" for i in range(m.start, m.end)),
        )


class Tokens:
    """Words of a document and what is known about each.

    Attributes:
        text, lower: Per token, without marks of direction.
        cap: Whether it begins with a capital letter.
        sent_start: Whether a sentence or passage begins with it.
        furniture: Whether it stands in page furniture.
        headline: Whether its sentence is set in capitals or title case.
        small: The words that stand in small letters somewhere.
        barrier: Whether no name may run from the token before into this one (new passage, line break).
    """

    __slots__ = ("barrier", "cap", "doc", "furniture", "headline", "lower", "sent_start", "small", "text")

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = [visible(t.text) for t in doc]
        self.lower = [w.lower() for w in self.text]
        self.cap = [w[0].isupper() for w in self.text]
        self.small = {w for w in self.text if w.islower()}
        self.sent_start = [bool(t.is_sent_start) for t in doc]
        self.barrier = [False] * len(doc)
        self.furniture = [False] * len(doc)
        self.headline = [False] * len(doc)
        self._read_layout()
        self._read_headlines()

    def __len__(self) -> int:
        return len(self.text)

    def _read_layout(self) -> None:
        layout = passages(self.doc)
        starts = [p.start for p in layout]
        before = -2
        for i, token in enumerate(self.doc):
            at = bisect_right(starts, token.idx) - 1
            if at >= 0 and token.idx >= layout[at].end:
                at = -1
            if at != before or (i and "\n" in self.text[i - 1]):
                self.barrier[i] = True
                self.sent_start[i] = True
            self.furniture[i] = at >= 0 and layout[at].kind == "boilerplate"
            before = at

    def _read_headlines(self) -> None:
        start = 0
        for i in range(1, len(self) + 1):
            if i < len(self) and not self.sent_start[i]:
                continue
            words = [k for k in range(start, i) if len(self.text[k]) > 3 and self.text[k].isalpha()]
            capital = sum(self.cap[k] for k in words)
            ends = next((self.text[k] for k in range(i - 1, start - 1, -1) if not self.text[k].isspace()), "")
            if len(words) >= MIN_TITLE_WORDS and ends not in _STOPS and capital >= TITLE_SHARE * len(words):
                self.headline[start:i] = [True] * (i - start)
            start = i

    def joined(self, i: int) -> bool:
        """Whether token `i` follows the token before without white space."""
        return i > 0 and not self.doc[i - 1].whitespace_

    def words(self, start: int, end: int) -> str:
        """Text of a span of tokens, as printed, without marks of direction."""
        return visible(str(self.doc[start:end].text))


_FULL_NAME = 2
_NAMED_AFTER = frozenset(["Election", "Elections", "Administration", "Presidency", "Era", "Years"])
_DAYS = frozenset(["Day", "Week"])
"""Surnames, too, but behind one of those."""


def end_of_person(tokens: Tokens, start: int, end: int) -> int:
    """Where a person's name ends in the name of something that is called after that person: "Barack Obama Election Day"."""
    if end - start > _FULL_NAME + 1 and tokens.text[end - 1] in _DAYS and tokens.text[end - 2] in _NAMED_AFTER:
        end -= 1
    while end - start > _FULL_NAME and tokens.text[end - 1] in _NAMED_AFTER:
        end -= 1
    return end
