"""Whom "it" and "they" stand for, where they say something: bodies, documents and groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.printed_names import is_definite
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import DOCUMENTS, INSTITUTIONS

_NEAR_PASSAGES = 2
_MAKERS = frozenset({"by", "from", "of"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class BodyPronouns:
    """Resolves "it" and "they" of one document that are sources.

    Args:
        reading: The document.
        cast: Who could speak in it.
        last: Position and figure of every source that was resolved so far; grows meanwhile.
        in_speech: Whether what stands at an offset is said by somebody.
        described: Gives the figure of a common noun and its span.
    """

    def __init__(
        self,
        reading: Reading,
        cast: Cast,
        *,
        last: Sequence[tuple[int, Figure]],
        in_speech: Callable[[int], bool],
        described: Callable[[Token, Span], Figure],
    ) -> None:
        self.reading = reading
        self.cast = cast
        self.last = last
        self.in_speech = in_speech
        self._described = described

    def body(self, pronoun: Token) -> Figure | None:
        """What "it" says: the body or document that spoke last or was a subject, whichever stands nearer."""
        passage = self.reading.passage[pronoun.i]
        best, at = None, -1
        for position, figure in reversed(self.last[-3:]):
            token = self.reading.token_at(position)
            if token >= pronoun.i or passage - self.reading.passage[token] > _NEAR_PASSAGES:
                break
            if figure.kind in {"organisation", "document"} and not figure.plural:
                best, at = figure, position
                break
        for mention in self.cast.before(pronoun.idx, limit=8):
            token = self.reading.token_at(mention.end - 1)
            if passage - self.reading.passage[token] > 1 or mention.start <= at:
                break
            first = self.reading.token_at(mention.start)
            subject = self.reading.doc[first : token + 1].root.dep_ in _SUBJECTS
            if mention.figure.kind in {"organisation", "document"} and subject and not self.in_speech(mention.start):
                best, at = mention.figure, mention.start
                break
        noun = self._noun_before(pronoun, at)
        same = noun is not None and best is not None and (best.name or "").startswith(noun.name or "?")
        return best if noun is None or same else noun

    def _noun_before(self, pronoun: Token, least: int) -> Figure | None:
        """A document or institution called by a noun, subject of the sentence before, nearer than offset `least`."""
        begin = self.reading.sentence[pronoun.i][0]
        start = self.reading.sentence[begin - 1][0] if begin else 0
        for i in range(begin - 1, start - 1, -1):
            token = self.reading.doc[i]
            if token.idx <= least or self.reading.passage[pronoun.i] - self.reading.passage[i] > 1:
                return None
            if token.dep_ in _SUBJECTS and token.tag_ == "NN" and token.head.dep_ == "ROOT" and not self.in_speech(token.idx):
                lemma = token.lemma_.lower()
                if lemma in DOCUMENTS or (lemma in INSTITUTIONS and is_definite(token)):
                    by = next((c for c in token.subtree if c.i > token.i and _tells_maker(c, token)), token)
                    end = by.right_edge if by is not token and by.right_edge.i < begin else token
                    span = (self.reading.starts[max(token.left_edge.i, start)], end.idx + len(end))
                    return self._described(token, span)
        return None

    def group(self, pronoun: Token) -> Figure:
        """What "they" say: the body that spoke last, unless two people or a group are the subject before it."""
        anonymous = Figure("anonymous", None, plural=True)
        passage = self.reading.passage[pronoun.i]
        begin = self.reading.sentence[pronoun.i][0]
        start = self.reading.sentence[begin - 1][0] if begin and self.reading.passage[begin - 1] >= passage - 1 else begin
        for token in self.reading.doc[start : pronoun.i]:
            paired = any(c.dep_ == "conj" for c in token.children)
            if token.dep_ in _SUBJECTS and (token.tag_ in {"NNS", "NNPS"} or paired) and not self.in_speech(token.idx):
                if token.lower_ != "authors":
                    return anonymous
                told = range(self.reading.starts[token.left_edge.i], token.idx + 1)
                named = (
                    figure
                    for position, figure in self.last[-3:]
                    if position in told and figure.kind == "organisation" and figure.name
                )
                return next(named, anonymous)  # "The authors write that ... They caution"
        for position, figure in reversed(self.last[-2:]):
            if passage - self.reading.passage[self.reading.token_at(position)] > _NEAR_PASSAGES:
                break
            if figure.plural or figure.kind == "organisation":
                return figure
        return anonymous


def _tells_maker(word: Token, noun: Token) -> bool:
    """Whether a preposition leads to who made what a noun names: "a paper by", "a paper published in May by"."""
    if word.lower_ not in _MAKERS:
        return False
    behind = word.head == noun and (word.lower_ == "by" or word.i == noun.i + 1)
    return behind or (word.lower_ == "by" and word.head.head == noun and word.head.tag_ == "VBN")
