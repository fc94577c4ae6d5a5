"""Titles of policies and laws, in the form in which a mention and a title page can meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policynlp.document import Document, Span
from policynlp.link.names import fold
from policynlp.link.words import mass, stem

KINDS = frozenset(
    stem(w)
    for w in str.split(
        """accord act agenda agreement blueprint budget charter code communique compact constitution convention covenant
    decree directive edict framework guideline guidelines initiative law manifesto masterplan memorandum opinions ordinance
    pact paper plan policy programme program protocol regulation regulations report resolution roadmap rules scheme statute
    strategy treaty vision bill statement declaration measures"""
    )
)
"""What policies, laws and papers are called; stems."""

_FILLERS = frozenset(str.split("the a an of for on in and to by with at from its our &"))
_OUTLINES = frozenset({"outline", "outlines", "summary", "draft", "full", "text", "revised", "amended", "official"})
"""Words at the edges of a title that say which form of the text this is."""
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_SUBTITLE = re.compile(r"\s*[:–—|]\s*|\s+-\s+|\s*[(（\[]")
LEAST_MASS = 1.0
"""Weight of the words beside the kind: "annual report" and "action plan" are nobody's title (0.5 to 0.9), "coastal fisheries
plan" is one (above 1.2)."""


@dataclass(frozen=True, slots=True)
class TitleKey:
    """A title without the words that mentions leave out or change.

    Attributes:
        words: Stems in order, without fillers, years, and "outline of".
        years: Years named in it.
    """

    words: tuple[str, ...]
    years: frozenset[int]

    @property
    def is_policy(self) -> bool:
        """Whether it is called a plan, law or the like, and says of what."""
        return bool(KINDS & set(self.words)) and mass(w for w in self.words if w not in KINDS) >= LEAST_MASS

    def agrees(self, other: TitleKey) -> bool:
        """Whether the years leave it possible that both are one text; the words are the caller's."""
        return not self.years or not other.years or bool(self.years & other.years)


def title_key(title: str) -> TitleKey:
    """The comparable form of a title or of a mention of one."""
    words: list[str] = []
    years: set[int] = set()
    for match in _WORD.finditer(title):
        word = fold(match.group()).removesuffix("'s")
        if _YEAR.match(word):
            years.add(int(word))
        elif word not in _FILLERS:
            words.append(word)
    while words and words[0] in _OUTLINES:
        words.pop(0)
    while words and words[-1] in _OUTLINES:
        words.pop()
    return TitleKey(tuple(stem(w) for w in words), frozenset(years))


def titles(document: Document) -> list[str]:
    """What a document is called on its face: the title as a whole, and without its subtitle."""
    title = document.source.title
    if not title:
        title = next((document.slice(p.span) for p in document.passages if p.kind == "title"), "")
    title = " ".join(title.split())[:400]
    if not title:
        return []
    main = _SUBTITLE.split(title, maxsplit=1)[0]
    return [title] if main == title or not main else [title, main]


_CAPITAL = r"[A-Z0-9][^\W_]*(?:['’.-][^\W_]+)*"
_RUN = re.compile(rf"(?<![\w.'’-]){_CAPITAL}(?:(?:\s(?:the|of|for|on|in|and|to|with|against|&)){{0,3}}\s{_CAPITAL}){{1,14}}")
_QUOTED = re.compile(r"[\"“‘《「]([^\"”’》」\n]{8,200})[\"”’》」]")


def candidates(text: str) -> Iterator[tuple[Span, TitleKey, bool]]:
    """Spans of a text that may name a policy, law or paper: runs of capitalised words, and words in quotation marks.

    Args:
        text: The text.

    Yields:
        Span, key, and whether it stands in quotation marks. Runs yield each part that begins with a capital and has a
        kind in it, as "the Ministry of Health and the National Water Plan" is one run.
    """
    for match in _QUOTED.finditer(text):
        key = title_key(match.group(1))
        if len(key.words) >= 3 or key.is_policy:
            yield match.span(1), key, True
    for match in _RUN.finditer(text):
        pieces = [m.span() for m in _WORD.finditer(match.group())]
        words = [match.group()[s:e] for s, e in pieces]
        stems = [stem(w) for w in words]
        if not KINDS & set(stems):
            continue
        capitals = [i for i, w in enumerate(words) if not w[0].islower() and w.lower() not in _FILLERS]
        for first in capitals:
            for last in capitals:
                if last > first and KINDS & set(stems[first : last + 1]):
                    start, end = pieces[first][0], pieces[last][1]
                    key = title_key(match.group()[start:end])
                    if key.is_policy:
                        yield (match.start() + start, match.start() + end), key, False
