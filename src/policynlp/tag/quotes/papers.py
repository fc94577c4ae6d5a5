"""Documents that say something: whose they are, as the mention tells or the text before it, else the documents themselves."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Span as SpanOfTokens
from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.bodies_in_full import named_by
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.document_makers import (
    KEPT,
    TOLD_BY_NAME,
    are_several,
    court_that_ruled,
    document_called,
    made_before,
    may_have_made,
    owner_of,
    paper_of_speech,
    phrase_of_maker,
    sender_before,
)
from policynlp.tag.quotes.papers_told import PapersTold
from policynlp.tag.quotes.printed_names import document_name, is_definite
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import DOCUMENTS
from policynlp.tag.quotes.staff import INVESTIGATORS
from policynlp.tag.quotes.things import is_any
from policynlp.tag.quotes.titled_papers import TitledPapers

_NOBODY = Figure("none", None)
_MAKERS = frozenset({"by", "from"})
_NEAR_CHARS = 6
_NOBODYS = frozenset({"our", "my", "any", "no", "every"})
"""First words of papers that are not called so: "not supported by any audited account"."""
_ANY_PAPER = frozenset({"document", "text"})
_LAST = 2
_AUTHORS = frozenset({"the authors", "its authors", "the report's authors", "the study's authors", "the paper's authors"})
_WRITERS = frozenset({"author", "writer", "novelist", "piece", "article", "book", "journalist"})
_STUDIES = frozenset(
    [
        "study",
        "survey",
        "research",
        "analysis",
        "paper",
        "modelling",
        "modeling",
        "assessment",
        "estimate",
        "calculation",
        "review",
        "poll",
    ]
)
_AT_ANOTHER = re.compile(r",? (?:at|in|of) (?:the )?")
_NEAR_PASSAGES = 2
_STAFF = re.compile(rf"(?:[\w-]+ ){{0,2}}(?:{'|'.join(sorted(INVESTIGATORS))}|academics|scholars) (?:at|from|of|with|in) ")
_PRONOUNS = frozenset({"it", "he", "she"})
_PAPERS = "report|audit|study|survey|review|paper"


def _head_of(words: SpanOfTokens) -> Token:
    """The head of a phrase; its last word where the parse gives none that may be."""
    return words.root if words.root.pos_ in {"NOUN", "PROPN", "PRON"} else words[-1]


def _is_told_body(figure: Figure) -> bool:
    """Whether a body is told by what it is, in small letters, as one that the text speaks of."""
    return figure.kind == "organisation" and figure.entity is None and bool(figure.name) and not figure.plural


class Papers:
    """Resolves the documents of one text that are sources, in its order.

    Args:
        reading: The document of the corpus.
        cast: Who could speak in it.
        last: Position and figure of every resolved source so far; it grows.
        mention: Gives the figure of any mention, for whoever made a document.
    """

    def __init__(
        self, reading: Reading, cast: Cast, *, last: list[tuple[int, Figure]], mention: Callable[[Token, Span], Figure]
    ) -> None:
        self.reading, self.cast, self.last, self._mention = reading, cast, last, mention
        self.titles = TitledPapers(reading, cast)
        self._before = PapersTold(reading, cast, mention=mention, maker=self._maker)
        self._told: list[tuple[int, str, Figure | None]] = []  # position, noun and maker of every document that spoke

    def note(self, attribution: Attribution, figure: Figure) -> None:
        """Remember the document in which somebody spoke: "the statement" two paragraphs on is that one."""
        if attribution.cue is None or not may_have_made(figure):
            return
        noun = paper_of_speech(self.reading, attribution.cue, attribution.content)
        if noun is not None:
            self._told.append((attribution.source[0][0], noun, figure))

    def remember(self, head: Token, span: Span, figure: Figure) -> None:
        """Remember whose a document is that a mention names outright: "a bulletin by the Transition Board"."""
        noun = head.lemma_.lower()
        if noun in DOCUMENTS and may_have_made(figure) and not (self._told and self._told[-1][0] == span[0]):
            self._told.append((span[0], noun, figure))

    def speaker_behind(self, span: Span, head: Token) -> tuple[Span, Token]:
        """`In` + "a complaint filed on Monday, Ray Marsh and his son": who speaks in it stands behind the comma."""
        text = self.reading.text
        words = text[slice(*span)].split()
        if text[max(0, span[0] - 3) : span[0]].lower() == "in " and len(words) > 1 and words[-1] in _PRONOUNS:
            at = span[1] - len(words[-1])  # "In" + "a report published in May it"
            return (at, span[1]), self.reading.doc[self.reading.token_at(at)]
        if len(words) > 1 and words[-1] in _MAKERS and head.lemma_.lower() in DOCUMENTS:
            maker = next(iter(self.cast.within((span[1], span[1] + _NEAR_CHARS))), None)
            between = text[span[1] : maker.start].strip() if maker is not None else None
            if maker is not None and between in {"", "the"}:  # "figures by" + "the Statistics Office"
                return (span[0], maker.end), head
        if head.lemma_.lower() not in DOCUMENTS or text[max(0, span[0] - 3) : span[0]].lower() != "in ":
            return span, head
        for mention in self.cast.within(span):
            named = mention.figure.kind == "named_person" or mention.figure.organisation
            if named and text[max(0, mention.start - 6) : mention.start].endswith((", ", ", the ")):
                return (mention.start, span[1]), self.reading.doc[self.reading.token_at(mention.end - 1)]
        return span, head

    def figure(self, head: Token, span: Span, *, plural: bool) -> Figure:
        """Whose document it is, else the document itself; "the report" is the one that spoke before."""
        titled = self.titles.apposed(head, span)
        if titled is not None:
            self._told.append((span[0], head.lemma_.lower(), titled))
            return titled
        tokens = list(self.reading.doc[self.reading.token_at(span[0]) : self.reading.token_at(span[1] - 1) + 1])
        made = self._maker(head, span)
        if made is not None:
            self._told.append((span[0], head.lemma_.lower(), made))
            return made
        if is_any(tokens, head) or tokens[0].lower_ in _NOBODYS:
            return Figure("document", None, plural=plural)
        printed = document_name(self.reading, self.cast, head, span)
        opens = tokens[0].lower_ == "the"  # whatever the parse makes of "the bulletin shows"
        bare = printed.lower() == head.lower_ and (opens or is_definite(head))
        called = self.titles.called(head) if bare and not plural else None
        if called is not None and not self._told_since(called[0], head.lemma_.lower()):
            return called[1]
        told = self._sent_by(head) if bare else None
        if bare and told is None and sender_before(self.reading, head) is None:
            told = self._spoke_in(head) or self._made_before(head) or self._before.before(head)
        if told is not None or not bare:
            self._told.append((span[0], head.lemma_.lower(), told))
        known = document_called(self.reading, head, printed, self.last) if not plural else None
        known = known or (self._last_to_speak(head) if bare and head.lower_ in _ANY_PAPER else None)
        named = named_by(self.reading, self.cast, head) if bare and not plural else None
        ruled = court_that_ruled(self.reading, self.cast, head) if bare and not plural else None
        return told or known or named or ruled or Figure("document", printed, plural=plural)

    def _last_to_speak(self, head: Token) -> Figure | None:
        """The document that spoke last, near by, for `the document`, `the text`."""
        for position, figure in reversed(self.last[-_LAST:]):
            if figure.kind == "document" and figure.name:
                at = self.reading.token_at(position)
                end = self.reading.sentence[at][1]
                since = any(t.lemma_.lower() in DOCUMENTS for t in self.reading.doc[end : head.i])  # another one was told of
                return figure if self.reading.passage[head.i] - self.reading.passage[at] <= _LAST and not since else None
        return None

    def _made_before(self, head: Token) -> Figure | None:
        """As `made_before`, where no other document of that noun was told of since."""
        made = made_before(self.reading, head, self._told)
        position = next((p for p, _, figure in reversed(self._told) if figure is made), 0)
        return made if made is not None and not self._before.another_since(head, position) else None

    def _spoke_in(self, head: Token) -> Figure | None:
        """The body that has just said something in such a document: "the Audit Office found in a report tabled on Monday. The report"."""
        position, figure = self.last[-1] if self.last else (0, _NOBODY)
        near = self.reading.passage[head.i] - self.reading.passage[self.reading.token_at(position)] <= 1
        if figure.kind != "organisation" or not figure.name or not near:
            return None
        noun = (
            _PAPERS if any(c.lower_ == "same" for c in head.lefts) else re.escape(head.lower_)
        )  # "in an audit. The same report"
        between = self.reading.text[position : head.idx]
        return figure if re.search(rf"\bin (?:an?|its|their)\b[^.;]{{0,40}}\b(?:{noun})\b", between) else None

    def _told_since(self, position: int, noun: str) -> bool:
        """Whether another document of that noun spoke after the sentence in which a titled one was named."""
        stop = self.reading.ends[self.reading.sentence[self.reading.token_at(position)][1] - 1]
        return any(p >= stop and n == noun for p, n, _ in self._told)

    def _sent_by(self, head: Token) -> Figure | None:
        """Who sent the letter, where the text has just told so."""
        sender = sender_before(self.reading, head)
        if sender is None or self._before.another_since(head, sender.idx):
            return None
        figure = self._mention(sender, (self.reading.starts[sender.left_edge.i], self.reading.ends[sender.i]))
        return figure if may_have_made(figure) else None

    def _part_of_another(self, makers: Span) -> Figure | None:
        """The first of two bodies of which it is told to be at the other: "the Centre for Rural Studies at the University of Wessex"."""
        bodies = [m for m in self.cast.within(makers) if m.figure.organisation]
        several = len(bodies) > 1 and _AT_ANOTHER.fullmatch(self.reading.text, bodies[0].end, bodies[1].start)
        return bodies[0].figure if several else None

    def _employer(self, makers: Span) -> Figure | None:
        """The one body that those who made a document are told to work for: "researchers at the Centre for Housing and Place"."""
        if _STAFF.match(self.reading.text, *makers) is None:
            return None
        bodies = {m.figure.entity: m.figure for m in self.cast.within(makers) if m.figure.organisation}
        return next(iter(bodies.values())) if len(bodies) == 1 else None

    def of_authors(self, head: Token, span: Span) -> Figure | None:
        """Whose the document is that `the authors`, `its authors` have written: the last one that was told of, near by.

        Null where they are told to be another's, or people or papers were told of since.
        """
        text = self.reading.text
        if text[slice(*span)].lower() not in _AUTHORS or text.startswith(" of ", span[1]):
            return None
        for position, _, figure in reversed(self._told):
            if position < head.idx:
                at = self.reading.token_at(position)
                since = self.reading.doc[self.reading.sentence[at][1] : head.i]
                other = any(t.lemma_.lower() in DOCUMENTS - {"study", "report", "research"} | _WRITERS for t in since)
                named = any(t.ent_type_ == "PERSON" for t in since)
                near = self.reading.passage[head.i] - self.reading.passage[at] <= _NEAR_PASSAGES
                return figure if near and not other and not named else None
        return None

    def _maker(self, head: Token, span: Span) -> Figure | None:
        """Whoever made a document, where the mention says so and it is somebody in particular."""
        behind = phrase_of_maker(self.reading, self.cast, head, span)
        if behind is not None and not are_several(self.reading, self.cast, behind):
            words = self.reading.doc.char_span(*behind, alignment_mode="contract")
            found = self._part_of_another(behind) or (
                self._mention(_head_of(words), behind) if words is not None and len(words) else _NOBODY
            )
            if may_have_made(found) and f"{found.name} of " not in self.reading.text[slice(*behind)]:  # a name that was cut
                return found
            titled = not head.is_lower and head.i > self.reading.sentence[head.i][0]
            staff = self._employer(behind) if head.lemma_.lower() in _STUDIES and not titled else None
            if staff is not None:
                return staff
            given = self.reading.doc[head.i + 1 : self.reading.token_at(behind[0])]
            told = any(t.tag_ in {"VBN", "VBD"} for t in given)
            if head.lower_ in KEPT and told and found.kind == "organisation" and found.name:
                return found  # data are called by nothing else: "data released by the directorate of diseases"
            if self.reading.text[behind[0] : behind[0] + 4].lower() == "the " and _is_told_body(found):
                return found  # "a statement by the ministry"
        its = next((t for t in head.lefts if t.lower_ == "its" and t.idx >= span[0]), None)
        if its is not None and head.lemma_.lower() not in TOLD_BY_NAME:
            found = self._before.owner_by_it(its) or _NOBODY
            return found if may_have_made(found) else None
        owner = owner_of(head)
        if owner is None or not span[0] <= owner.idx:
            return None
        first = head.left_edge if owner.dep_ == "compound" else owner.left_edge  # "the ministry data"
        found = self._mention(owner, (max(span[0], first.idx), owner.idx + len(owner)))
        return found if may_have_made(found) else None
