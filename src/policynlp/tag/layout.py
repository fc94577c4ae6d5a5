"""Sentence boundaries from the layout: no sentence runs from one passage into the next, nor over the mark of a note behind its stop."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Doc

from policynlp.tag.extensions import passages

_NOTED = re.compile(r"[a-z0-9%)”\"]\.[”\"]?[⁰¹²³⁴-⁹]{1,3}[ \u00a0]{1,2}(?=[“\"(]?[A-Z])")
"""As in "fell in 2023.¹ Savings will": the stop and the mark are one token to the parser, which then sees no end there."""


class SentenceStarts:
    """spaCy component for in front of the parser, which respects boundaries that are already set."""

    version = "layout/1"

    def __call__(self, doc: Doc) -> Doc:
        """Sets `is_sent_start` on the first token of every passage and of what follows it, and behind a stop with the mark of a note."""
        if len(doc) == 0:
            return doc
        starts = [t.idx for t in doc]
        for passage in passages(doc):
            for offset in (passage.start, passage.end):
                i = bisect_left(starts, offset)
                while i < len(doc) and doc[i].is_space:  # white space stays with the sentence before
                    i += 1
                if i < len(doc):
                    doc[i].is_sent_start = True
        for noted in _NOTED.finditer(doc.text):
            i = bisect_left(starts, noted.end())
            if i < len(doc):
                doc[i].is_sent_start = True
        return doc
