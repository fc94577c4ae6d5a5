"""Who made a document that the text brought in before it speaks: "the Audit Office, whose report was tabled" ... "the report said"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.document_makers import TOLD_BY_NAME, may_have_made
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import INSTITUTIONS

_SHOWING = frozenset({"publish", "release", "issue", "present", "table", "write", "produce", "compile", "submit", "file"})
_FINDING = frozenset(
    """
    say find count write report note conclude put show state estimate add argue warn tell reckon recommend suggest reveal describe explain
    criticize criticise calculate propose record
    """.split()  # noqa: SIM905 - a table of words
)
"""What somebody does in a document of theirs; "was criticised in a report" tells of another's."""
_ABOUT = frozenset({"into", "of", "on", "about", "over"})
_LIKE_REPORTS = frozenset({"audit", "study", "review", "assessment"})
"""What "the report" may be, too."""
_NEW = frozenset({"a", "an", "another", "own", "recent", "new", "separate", "second"})
_REACH_TOKENS = 400
_REACH_PASSAGES = 3


class PapersTold:
    """Finds makers of documents of one text.

    Args:
        reading: The document of the corpus.
        cast: Who could speak in it.
        mention: Gives the figure of any mention.
        maker: Gives whoever made the document of a noun, where its own mention says so.
    """

    def __init__(
        self,
        reading: Reading,
        cast: Cast,
        *,
        mention: Callable[[Token, Span], Figure],
        maker: Callable[[Token, Span], Figure | None],
    ) -> None:
        self.reading, self.cast, self._mention, self._maker = reading, cast, mention, maker

    def before(self, head: Token) -> Figure | None:
        """The maker of the document that `the report` stands for: of the nearest one before by the same noun, if the text tells it.

        Null where the nearest that is brought in ("a report") is nobody's, or is further than three paragraphs away.
        """
        for noun in self._same(head):
            found = self.maker_beside(noun)
            if found is not None:
                return found
            if self._is_another(noun):
                return None
        return None

    def another_since(self, head: Token, offset: int) -> bool:
        """Whether another document of that noun is told of between an offset and the noun: "the ministry's report", "a new report"."""
        told = self.reading.ends[self.reading.sentence[self.reading.token_at(offset)][1] - 1]
        return any(noun.idx > told and self._is_another(noun) for noun in self._same(head))

    def _is_another(self, noun: Token) -> bool:
        """Whether a noun brings in a document, or says whose it is."""
        ahead = any(t.lower_ in _NEW or t.dep_ in {"poss", "compound", "nmod"} or t.ent_type_ for t in noun.lefts)
        return ahead or any(t.lower_ in {"by", "of", "from"} for t in noun.rights)

    def maker_beside(self, noun: Token) -> Figure | None:
        """Who made a document, by the sentence that has its noun: "whose report", "its survey", "in a report ..., it found"."""
        stop = self.reading.ends[min(noun.right_edge.i, self.reading.sentence[noun.i][1] - 1)]
        found = self._maker(noun, (self.reading.starts[noun.left_edge.i], stop)) or self._owner(noun) or self._teller(noun)
        return found if found is not None and may_have_made(found) else None

    def _same(self, head: Token) -> Iterator[Token]:
        """The noun again, outside of quotation marks, the nearest first."""
        for i in range(head.i - 1, max(-1, head.i - _REACH_TOKENS), -1):
            token = self.reading.doc[i]
            if self.reading.passage[head.i] - self.reading.passage[i] > _REACH_PASSAGES:
                return
            near = self.reading.passage[head.i] - self.reading.passage[i] <= 1
            like = near and head.lower_ == "report" and token.lower_ in _LIKE_REPORTS
            same = token.lemma_.lower() == head.lemma_.lower() or like
            plain = same and token.tag_ == head.tag_
            if plain and self.reading.passage[i] >= 0 and self.reading.mark_over(token.idx) is None:
                yield token

    def _owner(self, noun: Token) -> Figure | None:
        """Whom "whose" or "its" before the noun stands for."""
        owner = next((t for t in noun.lefts if t.dep_ == "poss" and t.lower_ in {"whose", "its"}), None)
        if owner is None:
            return None
        if owner.lower_ == "its":
            return self.owner_by_it(owner)
        named = next(iter(self.cast.before(owner.idx, limit=1)), None)
        if named is None or self.reading.text[named.end : owner.idx].strip() not in {"", ","}:
            return None
        name = self.reading.doc[self.reading.token_at(named.start) : self.reading.token_at(named.end - 1) + 1].root
        about = name.dep_ == "pobj" and name.head.lower_ in _ABOUT  # "the inquiry into the firm, whose report"
        return None if about else named.figure

    def owner_by_it(self, its: Token) -> Figure | None:
        """The body that "its" stands for in "its report": the only one of the sentence before, or of this one so far.

        Null where a body without a name was brought in, too: "The Treasury named a commission. Its report".
        """
        begin = self.reading.sentence[its.i][0]
        first = self.reading.sentence[begin - 1][0] if begin else begin
        if self.reading.passage[its.i] - self.reading.passage[first] > 1:
            first = begin
        here = {m.figure for m in self.cast.within((self.reading.starts[first], its.idx)) if m.figure.organisation}
        nouns = (t for t in self.reading.doc[first : its.i] if t.lemma_.lower() in INSTITUTIONS and t.text.islower())
        if len(here) > 1 or any(c.lower_ in {"a", "an"} for t in nouns for c in t.lefts):
            return None
        return self._mention(its, (its.idx, its.idx + len(its)))

    def _teller(self, noun: Token) -> Figure | None:
        """The subject of the verb that the noun hangs on: who says something "in a report", who publishes one."""
        verb = noun.head
        if noun.dep_ == "pobj" and verb.lower_ == "in" and verb.head.lemma_.lower() in _FINDING:
            verb = verb.head
        elif noun.dep_ != "dobj" or verb.lemma_.lower() not in _SHOWING or noun.lemma_.lower() in TOLD_BY_NAME:
            return None
        if any(t.lower_ == "leaked" for t in noun.lefts):
            return None
        if noun.head.lower_ == "in" and any(
            t.dep_ == "poss" for t in noun.lefts if t.lower_ not in {"its", "his", "her", "their"}
        ):
            return None  # "in the ministry's report"
        subject = next((t for t in verb.lefts if t.dep_ == "nsubj"), None)
        if subject is not None and subject.lower_ in {"which", "that", "who"} and verb.dep_ == "relcl":
            subject = verb.head  # "the Audit Office, which published a report"
        if subject is None or verb.pos_ not in {"VERB", "AUX"} or subject.tag_ in {"NNS", "NNPS"}:
            return None
        figure = self._mention(subject, (self.reading.starts[subject.left_edge.i], self.reading.ends[subject.right_edge.i]))
        return figure if figure.kind == "organisation" else None
