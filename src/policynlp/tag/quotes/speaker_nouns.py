"""Whom "it" and a noun like "the company" stand for, where they say something: rules, and a ranker that has learnt when to believe them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.people.resolve import Resolver
from policynlp.tag.people.roles import UNIQUE_OFFICES
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.document_makers import TOLD_BY_NAME
from policynlp.tag.quotes.noun_cases import NOUN_FEATURES, noun_case
from policynlp.tag.quotes.noun_surroundings import Meant, is_bare, is_of_bodies, kinds_of
from policynlp.tag.quotes.ranked_cases import Case, is_heard
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.speaker_pronouns import ANONYMOUS
from policynlp.tag.ranking import load_ranker

_OF_PEOPLE = frozenset({"role", "kin"})
_OPENS = frozenset({"the", "this", "that", "his", "her", "its", "their"})


SURELY_NOBODY = 0.75
"""Share of nobody from which a trade is that of nobody who is named, though whoever spoke last may have it: in press texts and dossiers
rules are right in nine of ten such cases below it, in a quarter of our own news, whose many speakers have no name, in one of three."""
_MANY = frozenset(
    {"officer", "official", "aide", "witness", "lawyer", "spokesman", "spokeswoman", "spokesperson", "source", "resident"}
)
"""What there are many of who are not named."""
_SPOKE_LAST, _ANOTHER_GENDER = (NOUN_FEATURES.names.index(name) for name in ("spoke_1", "another_gender"))


def _goes_on(head: Token, rule: Figure, case: Case) -> bool:
    """Whether rules take a trade for whoever spoke last and may have it: "Biologist Ana Reis argued that ... the researcher said"."""
    if case.kind != "role" or rule.kind != "named_person" or rule.entity is None or head.lemma_.lower() in _MANY:
        return False
    known = case.values[case.by_rules]
    return known[_SPOKE_LAST] > 0 and not known[_ANOTHER_GENDER]


class Nouns:
    """Resolves the nouns and the "it" of one document that are sources, in its order.

    Args:
        reading: The document.
        cast: Who could speak in it.
        resolver: Of names; null without the people layer.
        last: Position and figure of every source that was resolved so far; grows meanwhile.
        in_speech: Whether what stands at an offset is said by somebody.
    """

    def __init__(
        self,
        reading: Reading,
        cast: Cast,
        resolver: Resolver | None,
        *,
        last: Sequence[tuple[int, Figure]],
        in_speech: Callable[[int], bool],
    ) -> None:
        self.reading, self.cast, self.resolver, self.last, self.in_speech = reading, cast, resolver, last, in_speech
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
        believed = is_heard(NOUN_FEATURES.ranker, span[0], case) or self._is_titled_so(head, span, rule)
        meant = rule if believed else self._ranked(head, rule, case)
        self._meant.append(Meant(head.lemma_.lower(), span[0], meant))
        return meant

    def _ranked(self, head: Token, rule: Figure, case: Case) -> Figure:
        ranker = load_ranker(NOUN_FEATURES)
        found = case.figures[ranker.choose(case)]
        if found is None and _goes_on(head, rule, case) and float(ranker.shares(case)[-1]) < SURELY_NOBODY:
            return rule
        office = head.lemma_.lower() in UNIQUE_OFFICES
        body = case.kind in _OF_PEOPLE and found is not None and found.kind == "organisation"
        if found is None or (body and (office or not found.organisation)):  # no place has a role, and no body is a minister
            return rule if rule.name is None or rule.entity is None else ANONYMOUS
        if rule.name is not None and set((found.name or "").split()) < set(rule.name.split()):
            return rule  # "Annual Orchard Survey", of which "Annual Orchard" is a part
        if found.kind != "named_person" or not is_of_bodies(head):
            return found
        known = self.resolver is not None and found.entity is not None and self.resolver.likely(found.entity) is not None
        return rule if known else replace(found, kind="organisation")  # "Ana Reis" is no company, "Prairie Cloud" may be one

    def _is_titled_so(self, head: Token, span: Span, rule: Figure) -> bool:
        """Whether the mention is word for word the title of one person alone: "the labour minister" beside one of finance."""
        if self.resolver is None or rule.person is None or head.lemma_.lower() not in UNIQUE_OFFICES:
            return False
        called = self.reading.text[span[0] : self.reading.ends[head.i]].lower().removeprefix("the ")
        if called not in {title.lower() for title in rule.person.titles}:
            return False
        others = self.resolver.bearers(head.lemma_.lower(), before=span[0])
        return len(others) > 1 and [key for key, title in others.items() if title == called] == [rule.entity]

    def _is_called(self, head: Token, span: Span) -> bool:
        if head.lower_ == "it":
            return True
        if head.lemma_.lower() in TOLD_BY_NAME:
            return False  # "the plan" is told by its name, whoever made it
        first = self.reading.doc[self.reading.token_at(span[0])]
        plain = first.lower_ in _OPENS and head.tag_ == "NN" and head.text[:1].islower() and head.i > first.i
        if not plain and not (is_bare(head, span, self.reading) and self._is_noun(head)):
            return False
        named = [m for m in self.cast.within(span) if m.figure.name is not None]  # "its president, Ann Lee" is she
        places = all(m.figure.kind == "organisation" and not m.figure.organisation for m in named)
        if not plain and named:
            return False  # "Reyes' office says", "Watchdog Donovan Reese"
        return not named or (places and not is_of_bodies(head))  # "the Florida senator", not "the Haryana government"

    def _is_noun(self, head: Token) -> bool:
        """Whether the word of a headline names what somebody or something is: a role, a body, a document, a place's noun."""
        kinds = kinds_of(head)
        return any(kinds[kind] for kind in ("document", "body", "role", "kin", "standing", "office"))
