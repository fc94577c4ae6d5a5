"""Whom "it" and a noun like "the company" stand for, where they say something: rules, and a ranker that has learnt when to believe them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.noun_cases import NOUN_FEATURES, noun_case
from policynlp.tag.quotes.noun_surroundings import Meant, is_of_bodies
from policynlp.tag.quotes.printed_names import document_name, plain_name
from policynlp.tag.quotes.ranked_cases import Case, is_heard
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.speaker_ranker import load_ranker

ANONYMOUS = Figure("anonymous", None)
_OPENS = frozenset({"the", "this", "that", "his", "her", "its", "their"})


class Nouns:
    """Resolves the nouns and the "it" of one document that are sources, in its order.

    Args:
        reading: The document.
        cast: Who could speak in it.
        last: Position and figure of every source that was resolved so far; grows meanwhile.
        in_speech: Whether what stands at an offset is said by somebody.
    """

    def __init__(
        self, reading: Reading, cast: Cast, *, last: Sequence[tuple[int, Figure]], in_speech: Callable[[int], bool]
    ) -> None:
        self.reading, self.cast, self.last, self.in_speech = reading, cast, last, in_speech
        self._meant: list[Meant] = []

    def meant(self, head: Token, span: Span, rule: Figure, *, own: Sequence[Span]) -> Figure:
        """Whom a mention means; whatever is no noun with an article and no "it" is as the rules say.

        Args:
            head: Head of the mention.
            span: The mention.
            rule: What the rules answer.
            own: What the mention says.
        """
        if not self._is_called(head, span):
            return rule
        case = noun_case(
            head,
            span,
            reading=self.reading,
            cast=self.cast,
            rule=rule,
            last=self.last,
            meant=self._meant,
            in_speech=self.in_speech,
            own=own,
        )
        meant = rule if is_heard(NOUN_FEATURES.ranker, span[0], case) else self._ranked(head, span, rule, case)
        self._meant.append(Meant(head.lemma_.lower(), span[0], meant))
        return meant

    def _ranked(self, head: Token, span: Span, rule: Figure, case: Case) -> Figure:
        found = load_ranker(NOUN_FEATURES).choose(case)
        if found is not None:
            return replace(found, kind="organisation") if found.kind == "named_person" and is_of_bodies(head) else found
        if rule.name is None or rule.entity is None:
            return rule
        if case.kind == "document":
            return Figure("document", document_name(self.reading, self.cast, head, span))
        return Figure("organisation", plain_name(self.reading, head, span)) if case.kind == "body" else ANONYMOUS

    def _is_called(self, head: Token, span: Span) -> bool:
        if head.lower_ == "it":
            return True
        first = self.reading.doc[self.reading.token_at(span[0])]
        if first.lower_ not in _OPENS or head.tag_ != "NN" or not head.text[:1].islower() or head.i <= first.i:
            return False
        named = self.cast.within(span)  # "its president, Ann Lee" is she
        return all(m.figure.name is None or (m.figure.kind == "organisation" and not m.figure.organisation) for m in named)
