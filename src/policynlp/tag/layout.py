"""Sentence boundaries from the layout: no sentence runs from one passage into the next."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc

from policynlp.tag.extensions import passages


class SentenceStarts:
    """spaCy component for in front of the parser, which respects boundaries that are already set."""

    version = "layout/1"

    def __call__(self, doc: Doc) -> Doc:
        """Sets `is_sent_start` on the first token of every passage and of what follows it."""
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
        return doc
