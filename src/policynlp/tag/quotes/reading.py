"""The parse as the quotation rules read it: token offsets, sentences and passages as plain lists, made once a document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import numpy as np
from spacy.tokens import Doc, Token

from policynlp.document import Passage, Span
from policynlp.tag.entities.datelines import sentence_start
from policynlp.tag.quotes.attribution import merged
from policynlp.tag.quotes.marks import Marked, marked_stretches

_EDGE = " \t\r\n\f\v\u00a0\u2028\u2029,;:.—–-…"
_NEAR_CHARS = 2
_BRACKETS = (("(", ")"), ("[", "]"))
_OPENING_EDGE = " \t\r\n\f\v\u00a0\u2028\u2029,;:—–-."
_TITLES = frozenset({"title", "heading"})
_LINE_CHARS = 120


class Reading:
    """One document, read only.

    Attributes:
        doc, text: What is read.
        starts, ends: Offsets of every token.
        lower: Every token in lower case; rules that ask for words look here, as a `Token` is made anew each time.
        sentence: For every token, (first token, one past the last token) of its sentence, cut to its passage.
        passage: For every token, index of its passage in `passages`, -1 outside of prose.
        marks: Stretches in quotation marks.
    """

    def __init__(self, doc: Doc, passages: Sequence[Passage]) -> None:
        self.doc = doc
        self.text = doc.text
        self.passages = passages
        places = doc.to_array(["IDX", "LENGTH"]).astype(np.int64)
        self.starts: list[int] = places[:, 0].tolist()
        self.ends: list[int] = places.sum(axis=1).tolist()
        self.lower = [t.lower_ for t in doc]
        self.passage = [-1] * len(doc)
        self.passage_tokens: list[tuple[int, int]] = []
        for index, passage in enumerate(passages):
            first, last = bisect_left(self.starts, passage.start), bisect_left(self.starts, passage.end)
            self.passage[first:last] = [index] * (last - first)
            self.passage_tokens.append((first, last))
        self.sentence: list[tuple[int, int]] = [(0, 0)] * len(doc)
        for sentence in doc.sents:
            start = sentence.start
            for i in range(sentence.start + 1, sentence.end + 1):
                if i == sentence.end or self.passage[i] != self.passage[start]:
                    self.sentence[start:i] = [(start, i)] * (i - start)
                    start = i
        for first, end in self.passage_tokens:
            self._leave_out_head(first, end)
        self.marks: tuple[Marked, ...] = marked_stretches(self.text, passages)
        self.outer = [m for m in self.marks if m.depth == 0 and m.double]
        self._outer_starts = [m.start for m in self.outer]

    def tagged(self, part: str, words: str = "") -> Iterator[Token]:
        """Tokens of a part of speech ("VERB"), and the first ones of some words whatever they are taken for."""
        wanted = words.split()
        tag_wanted = self.doc.vocab.strings[part]
        for i, tag in enumerate(self.doc.to_array("POS").tolist()):
            if tag == tag_wanted or (wanted and self.lower[i] == wanted[0] and self.lower[i : i + len(wanted)] == wanted):
                yield self.doc[i]

    def _leave_out_head(self, first: int, end: int) -> None:
        """A dateline or number before the first sentence of a passage is no part of that sentence."""
        start = sentence_start(self.doc, first, end)
        if start > first:
            stop = max(self.sentence[start][1], start)
            self.sentence[first:start] = [(first, start)] * (start - first)
            for i in range(start, stop):
                if self.sentence[i][0] < start:
                    self.sentence[i] = (start, stop)

    def lines(self) -> Iterator[tuple[int, int]]:
        """First and one past the last token of each line of each passage, where a line has any."""
        for first, end in self.passage_tokens:
            start = first
            for i in range(first, end + 1):
                if i == end or "\n" in self.lower[i]:
                    if i > start:
                        yield start, i
                    start = i + 1

    def is_line(self, passage: int) -> bool:
        """Whether a passage is a title, a heading, or one line without an end, as headlines that are sentences are."""
        part = self.passages[passage]
        line = self.text[part.start : part.end].rstrip()
        return part.kind in _TITLES or (len(line) <= _LINE_CHARS and line[-1:].isalnum())

    def token_at(self, offset: int) -> int:
        """Index of the token that holds the character, or the next one."""
        i = bisect_right(self.starts, offset) - 1
        return i if i >= 0 and self.ends[i] > offset else i + 1

    def mark_over(self, offset: int) -> Marked | None:
        """The outer double-marked stretch that holds the character."""
        i = bisect_right(self._outer_starts, offset) - 1
        return self.outer[i] if i >= 0 and self.outer[i].end > offset else None

    def chars(self, first: int, end: int) -> Span:
        """Offsets of the tokens `first <= i < end`."""
        return (self.starts[first], self.ends[end - 1]) if end > first else (0, 0)

    def mention(self, first: int, end: int) -> Span | None:
        """Offsets of the tokens without white space at the edges; null where there is no word among them."""
        if end <= first:
            return None
        inside = self.text[self.starts[first] : self.ends[end - 1]]
        start = self.starts[first] + len(inside) - len(inside.lstrip())
        stop = start + len(inside.strip())
        return (start, stop) if any(c.isalnum() for c in inside) else None

    def trimmed(self, span: Span) -> Span | None:
        """The span without white space and stops at its edges; null where nothing but marks is left."""
        start, end = span
        while start < end and self.text[start] in _OPENING_EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE:
            end -= 1
        return (start, end) if any(c.isalnum() for c in self.text[start:end]) else None

    def bracketed(self, span: Span) -> Span:
        """The span with the bracket that closes one opened in it, where that follows at once ("Moore (D-Wis" + ".)")."""
        inside = self.text[slice(*span)]
        for opening, closing in _BRACKETS:
            if inside.rfind(opening) > inside.rfind(closing):
                at = self.text.find(closing, span[1], span[1] + 2)
                if at >= 0 and not self.text[span[1] : at].strip(".,"):
                    return span[0], at + 1
        return span

    def lemma(self, token: Token) -> str:
        """Lemma in lower case."""
        return str(token.lemma_).lower()

    def mark_from(self, offset: int) -> Marked | None:
        """The first outer double-marked stretch that starts at or after an offset, a few characters away at most."""
        i = bisect_left(self._outer_starts, offset)
        near = i < len(self.outer) and self.outer[i].start - offset <= _NEAR_CHARS
        return self.outer[i] if near else None

    def spans(self, ranges: list[tuple[int, int]]) -> list[Span] | None:
        """Content spans of token ranges `[first, end)`, trimmed and in order; null where no word is left."""
        found = [self.trimmed(self.chars(*r)) for r in ranges if r[1] > r[0]]
        return merged([s for s in found if s], self.text) or None

    def outer_between(self, start: int, end: int) -> list[Marked]:
        """The outer double-marked stretches that overlap a span."""
        first = max(0, bisect_right(self._outer_starts, start) - 1)
        last = bisect_left(self._outer_starts, end)
        return [m for m in self.outer[first:last] if m.end > start]
