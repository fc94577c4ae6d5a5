"""Sentence boundaries from the layout: no sentence runs from one passage into the next.

None begins in a dateline either, and the number of a note ends one.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Doc

from policynlp import datelines
from policynlp.document import Passage
from policynlp.tag.extensions import passages
from policynlp.tag.people.roles import HONORIFICS, STYLES

_SENTENCE_CHARS = 400
_FOOTNOTE = re.compile(r"[a-z)%\]”\"’'\d][.!?][”\"’')]{0,2}[⁰¹²³⁴-⁹]{1,3}[ ]{1,2}(?=[^\W\d_a-z]|[“\"‘(])")
"""The number of a note behind a full stop: "US$5 billion.¹ Savings"."""
_BEHIND_SPEAKER = re.compile(
    r"[,”\"’'?!]\s(?:said|says|added|adds|told|asked|argued|explained|warned|noted|recalled|insisted|wrote|replied)"
    r"\s(?:[^\W\d_a-z][\w'’-]+\s){0,3}([^\W\d_a-z][\w'’-]+)\.\s+(?=[^\W\d_a-z]|[“\"‘])"
)
"""Who said it, the full stop, and another sentence: `"We are late," said Costa. | Lima, the mayor`."""
_ABBREVIATIONS = frozenset(
    "jr sr inc ltd corp co cos bros st mt ft no gen gov sen rep col lt capt sgt maj adm rev hon prof wm geo chas".split()
)
_SHORTEST = 2
_SECOND_DASH = re.compile(r"\s(?:[—–―-]|--)\s|[^.!?]—")


def is_abbreviated(word: str) -> bool:
    """Whether the stop behind a word shortens it ("Hon.", "Gen.", "Ltd.", "J.") and ends no sentence."""
    low = word.rstrip(".").lower()
    return len(low) < _SHORTEST or low in _ABBREVIATIONS or low in STYLES or low in HONORIFICS or f"{low}." in HONORIFICS


class SentenceStarts:
    """spaCy component for in front of the parser, which respects boundaries that are already set."""

    version = "layout/3"

    def __call__(self, doc: Doc) -> Doc:
        """Sets `is_sent_start` on the first token of every passage, of what follows it, behind datelines and inverted speakers."""
        if len(doc) == 0:
            return doc
        text, starts = doc.text, [t.idx for t in doc]
        for passage in passages(doc):
            for offset in (passage.start, passage.end):
                i = bisect_left(starts, offset)
                while i < len(doc) and doc[i].is_space:  # white space stays with the sentence before
                    i += 1
                if i < len(doc):
                    doc[i].is_sent_start = True
            _set_behind_dateline(doc, text, passage, starts)
        for mark in _FOOTNOTE.finditer(text):
            i = bisect_left(starts, mark.end())
            if i < len(doc) and starts[i] == mark.end():
                for k in range(bisect_left(starts, mark.start() + 1), i):
                    doc[k].is_sent_start = False
                doc[i].is_sent_start = True
        for speaker in _BEHIND_SPEAKER.finditer(text):
            i = bisect_left(starts, speaker.end())
            if not is_abbreviated(speaker[1]) and i < len(doc) and starts[i] == speaker.end():
                doc[i].is_sent_start = True
        return doc


def _set_behind_dateline(doc: Doc, whole: str, passage: Passage, starts: list[int]) -> None:
    """A dateline is a line of its own: parsed with the sentence behind it, it would be its subject."""
    text = whole[passage.start : min(passage.end, passage.start + _SENTENCE_CHARS)]
    found = datelines.read(text) if passage.kind == "paragraph" else None
    if found is None or (found.bare and _SECOND_DASH.search(text.split(". ")[0], found.end)):
        return  # "NATO — Europe's alliance — said": an aside between dashes
    first, begin = bisect_left(starts, passage.start), bisect_left(starts, passage.start + found.end)
    if begin < len(doc) and starts[begin] == passage.start + found.end:
        for i in range(first + 1, begin):
            doc[i].is_sent_start = False
        doc[begin].is_sent_start = True
