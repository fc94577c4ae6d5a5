"""People who are called again by variety of words alone: `the 61-year-old`, `the Dane`, `the former president`."""

from __future__ import annotations

import re

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.entities.place_names import DEMONYMS
from policynlp.tag.people.given_names import likely_gender
from policynlp.tag.people.roles import KINSHIP, PARTIES, PARTISANS, SEATS, role_head
from policynlp.tag.quotes.called_again import CalledAgain
from policynlp.tag.quotes.cast import Figure, Mention
from policynlp.tag.quotes.epithets import Epithet, epithet_of

STANDING = frozenset({"nominee", "candidate"})
POLITICAL = (
    STANDING
    | frozenset(
        str.split(
            "president senator sen. sen governor gov. gov representative rep. congressman congresswoman secretary mayor minister leader "
            "councillor deputy lawmaker legislator"
        )
    )
    | SEATS
)
"""What people are called who stand for an office."""
_EPITHET_PASSAGES = 2
_EPITHET_CHARS = 4_000
_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
_SIDES = PARTISANS | {
    "conservative",
    "conservatives",
    "green",
    "greens",
    "socialist",
    "nationalist",
    "nationals",
    "bjp",
    "congress",
    "gop",
}
_CLAUSE = re.compile(r",|\s(?:who|whose|which|that|in|at|on|with|from|said)\s|[.;–—(]")


class CalledByEpithet(CalledAgain):
    """Resolves mentions that say of somebody what the text says elsewhere, or what all know."""

    def epithet(self, span: Span) -> Epithet | None:
        """What a mention says of somebody by variety of words alone, where it is such an epithet."""
        if self.resolver is None:
            return None
        return epithet_of(_CLAUSE.split(self.reading.text[slice(*span)], maxsplit=1)[0].strip())

    def again(self, head: Token, span: Span, epithet: Epithet) -> Figure | None:
        """Whoever an epithet means: of that age, or who spoke last, or the only person whom the last paragraphs name.

        Args:
            head: Head of the mention.
            span: The mention.
            epithet: What it says.
        """
        if epithet.new is not None and self._unnamed_before(epithet.new, span[0]):
            return None
        if epithet.age is not None and (aged := self.ages.bearer(epithet.age)) is not None:
            return aged
        if self.last:
            position, figure = self.last[-1]
            apart = self.reading.passage[head.i] - self.reading.passage[self.reading.token_at(position)]
            between = self.cast.within((position, span[0]))
            alone = not any(m.figure is not figure and self._is_person(m) for m in between)
            if apart <= _EPITHET_PASSAGES and figure.kind == "named_person" and alone and self._fits(figure, epithet):
                return figure
        for passage in range(self.reading.passage[head.i], max(-1, self.reading.passage[head.i] - _EPITHET_PASSAGES - 1), -1):
            first = self.reading.starts[self.reading.passage_tokens[passage][0]]
            named = {m.figure for m in self.cast.within((first, span[0])) if self._is_person(m)}
            if named:
                only = next(iter(named))
                return only if len(named) == 1 and self._fits(only, epithet) else None
        return None

    def _is_person(self, mention: Mention) -> bool:
        return mention.figure.kind == "named_person" and not self.in_speech(mention.start)

    def _fits(self, figure: Figure, epithet: Epithet) -> bool:
        """Whether nothing that the text says of somebody stands against an epithet."""
        gender = figure.gender or likely_gender(figure.name or "")
        if epithet.gender is not None and gender not in {None, epithet.gender}:
            return False
        if epithet.age is not None and self.ages.known(figure):
            return False
        if not self._of_the_same(figure, epithet):
            return False
        if epithet.party is not None and any(PARTIES[w] is not epithet.party for w in figure.titles if w in PARTIES):
            return False
        roles = {r for title in figure.titles if (r := role_head(title))} - KINSHIP
        if epithet.political and not epithet.words:  # "the former president" may be somebody whom all know
            return bool(roles & POLITICAL)
        return not epithet.political or not roles or bool(roles & POLITICAL)

    def _of_the_same(self, figure: Figure, epithet: Epithet) -> bool:
        """Whether somebody may be of the people and party that an epithet names: who is told to be of another one is not."""
        person = figure.person
        told = {
            w for a in (person.affiliations if person else ()) for w in a.lower().replace("’s", "").replace("'s", "").split()
        }
        told |= figure.titles
        countries = {DEMONYMS[w].lower() for w in epithet.words if w in DEMONYMS}
        if countries and not any(set(c.split()) <= told for c in countries):
            return False
        sides = told & _SIDES
        return not (sides and epithet.words & _SIDES and not sides & epithet.words)

    def _unnamed_before(self, noun: str, offset: int) -> bool:
        """Whether somebody without a name was called so before: "the mother of a student", "a man was arrested"."""
        before = self.reading.text[max(0, offset - _EPITHET_CHARS) : offset]
        return (
            re.search(
                rf"\b(?:(?:a|an|one|another) (?:[\w-]+ ){{0,3}}{noun}\b|the {noun} of (?!{_NUMBER}))", before, re.IGNORECASE
            )
            is not None
        )
