"""Documents that have a title: the one beside "a report by ...", and the one that "the report" stands for later."""

from __future__ import annotations

import re
from collections import defaultdict

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.cast import Cast, Figure, Mention
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import DOCUMENTS

_REACH_MENTIONS = 60
_NEAR_PASSAGES = 3
_FAR_PASSAGES = 15
_BESIDE_CHARS = 200
_ANEW = frozenset({"a", "an", "another", "own", "its", "their", "his", "her"})
_NOUN_TOKENS = 6
_SHORT_NAME = 2
_DATED = re.compile(r"(?:[^\W\d_][\w’'-]* ){2,8}(?:19|20)\d\d(?:[-–/]\d{2,4})?")
_REPORTS = frozenset(["report", "document", "paper", "study"])
_LIKE_REPORTS = frozenset(
    [
        "audit",
        "review",
        "survey",
        "study",
        "bulletin",
        "outlook",
        "assessment",
        "brief",
        "inquiry",
        "analysis",
        "evaluation",
        "index",
    ]
)
"""Words of titles that say that it is a report."""
_PLANS = frozenset({"plan", "strategy", "law", "act", "bill", "budget", "programme", "program", "agreement", "treaty"})
"""Documents that a text goes on to call by the last word of the name, however far behind the name stands."""


class TitledPapers:
    """The named documents of one text.

    Args:
        reading: The document of the corpus.
        cast: Who could speak in it.
    """

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self.reading, self.cast = reading, cast
        self._nouns: dict[str, set[str]] = defaultdict(set)
        self._of_plans: dict[str, set[str]] = defaultdict(set)  # noun to keys of the documents named so
        for mention in cast.mentions:
            figure = mention.figure
            if not figure.entity or not figure.name:
                continue
            if figure.kind == "organisation" and _DATED.fullmatch(figure.name):
                self._nouns[figure.entity] |= _REPORTS  # "Crop Outlook 2024", which models take for a body
            if figure.kind != "document":
                continue
            words = figure.name.lower().split()
            own = set(words) & DOCUMENTS if len(words) >= _SHORT_NAME else set()
            self._nouns[figure.entity] |= (
                own | self._beside(mention) | (_REPORTS if _LIKE_REPORTS.intersection(words) else set())
            )
            if len(words) >= _SHORT_NAME and words[-1] in _PLANS:
                self._of_plans[words[-1]].add(figure.entity)

    def _beside(self, mention: Mention) -> set[str]:
        """The nouns for documents next to a title: "its special report" + title, title + ", a report by"."""
        doc, found = self.reading.doc, set()
        first, last = self.reading.token_at(mention.start), self.reading.token_at(mention.end - 1)
        before = doc[first - 1 - (first > 1 and doc[first - 1].text == ",")] if first else None
        opens = doc[self.reading.sentence[first][0]].pos_ != "ADP" if first else False
        closed = last + 1 < len(doc) and doc[last + 1].text == ","
        if (
            before is not None
            and before.lower_ == "the"
            and first > _SHORT_NAME
            and doc[first - 2].text == ","
            and opens
            and closed
        ):
            before = doc[first - 3]  # "The ministry's blueprint, the National Programme for Herding, makes sober reading"
            if before.lemma_.lower() in DOCUMENTS:
                found.add("document")
        if before is not None and before.lemma_.lower() in DOCUMENTS:
            found.add(before.lemma_.lower())
        if last + 1 < len(doc) and doc[last + 1].text == ",":
            for token in doc[last + 2 : last + 2 + _NOUN_TOKENS]:
                if token.lemma_.lower() in DOCUMENTS and token.tag_ == "NN":
                    found.add(token.lemma_.lower())
                    break
                if token.pos_ not in {"DET", "ADJ", "NOUN", "PROPN"}:
                    break
        if first > _SHORT_NAME and (
            doc[first - 1].text == "," or (doc[first - 2].text == "," and doc[first - 1].is_quote)
        ):  # "A study she published in May," + title
            sentence = self.reading.sentence[first][0]
            subject = next((t for t in doc[sentence:first] if t.lemma_.lower() in DOCUMENTS and t.tag_ == "NN"), None)
            if subject is not None and subject.i - sentence <= _SHORT_NAME:
                found.add(subject.lemma_.lower())
        return found

    def apposed(self, head: Token, span: Span) -> Figure | None:
        """The title beside the noun of a mention, inside of it or right before it."""
        noun, text = head.lemma_.lower(), self.reading.text
        inside = self.cast.within((max(0, span[0] - _BESIDE_CHARS), span[1] + _BESIDE_CHARS // 10))
        for mention in inside:
            if mention.figure.kind != "document" or noun not in self._nouns.get(mention.figure.entity or "", ()):
                continue
            if mention.start >= span[1] and text[span[1] : mention.start].strip(" \"“'‘") not in {",", ", the"}:
                continue
            if mention.start >= span[0]:
                between = text[head.idx + len(head) : mention.start].rstrip(" \"“'‘")
                if mention.start <= head.idx < mention.end or not between or between.endswith((",", ", the")):
                    return mention.figure
            elif text[mention.end : span[0]].strip() == ",":
                return mention.figure
        return None

    def called(self, head: Token) -> tuple[int, Figure] | None:
        """The named document that "the report" or "the plan" stands for, with the place where it was named last.

        A report is the last one of that noun within some paragraphs; a plan, law or budget the only one of the text by that noun, too.
        """
        noun, passage = head.lemma_.lower(), self.reading.passage[head.i]
        only = self._of_plans.get(noun, set())
        for mention in self.cast.before(head.idx, limit=_REACH_MENTIONS):
            back = passage - self.reading.passage[self.reading.token_at(mention.start)]
            key = mention.figure.entity or ""
            if noun not in self._nouns.get(key, ()):
                continue
            if self._told_anew(mention, head, noun):
                return None
            if back <= _NEAR_PASSAGES or (back <= _FAR_PASSAGES and only == {key}):
                return mention.start, mention.figure
            if back > _FAR_PASSAGES:
                return None
        return None

    def _told_anew(self, mention: Mention, head: Token, noun: str) -> bool:
        """Whether another document by that noun is brought up in between: "sent its own report"."""
        between = self.reading.doc[self.reading.token_at(mention.end - 1) + 1 : head.i]
        return any(
            t.lemma_.lower() == noun and t.tag_ == "NN" and any(c.lower_ in _ANEW for c in t.lefts)
            for t in between
            if t.i - self.reading.token_at(mention.end - 1) > _NOUN_TOKENS
        )
