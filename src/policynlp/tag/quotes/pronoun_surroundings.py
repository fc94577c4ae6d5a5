"""The text around a pronoun that says something: who spoke, who was named and called by what, who has no name."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.people.gender import PRONOUNS
from policynlp.tag.people.roles import GENDERED, role_head
from policynlp.tag.quotes.cast import Cast, Figure, Mention
from policynlp.tag.quotes.reading import Reading

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_OWNERS = frozenset({"the", "his", "her", "its"})
FAR = 6
FAR_TOKENS = 400
_FAR_SENTENCES = 30
_CALLED_BACK = 120
_PASSAGES = 3
_MOST_SAID = 60
_MOST_TOKENS = 600


class Before(NamedTuple):
    """What was resolved before the pronoun.

    Attributes:
        last: Position and figure of every source.
        votes: What each rule answers, null where it has none.
        spoke_last: Key of who spoke last, and where.
        likelihood: Of the people that the log-linear ranker knows.
        pronoun_before: The same for the pronoun of this gender that is the subject of the last sentence outside of speech.
    """

    last: Sequence[tuple[int, Figure]]
    votes: Mapping[str, Figure | None]
    spoke_last: tuple[str, int] | None
    likelihood: Mapping[str, float]
    pronoun_before: Mapping[str, float]


class Surroundings:
    """The text around one pronoun."""

    def __init__(
        self,
        pronoun: Token,
        gender: str,
        reading: Reading,
        cast: Cast,
        before: Before,
        in_speech: Callable[[int], bool],
        own: Sequence[Span],
    ) -> None:
        self.own = own
        self.pronoun, self.gender, self.reading, self.cast = pronoun, gender, reading, cast
        self.passage = reading.passage[pronoun.i]
        self.said = [(p, f) for p, f in before.last[-_MOST_SAID:] if p < pronoun.idx]
        first, _ = reading.sentence[pronoun.i]
        self.opens = first == pronoun.i
        start = reading.passage_tokens[max(0, self.passage - _PASSAGES)][0] if self.passage >= 0 else 0
        start = max(start, pronoun.i - _MOST_TOKENS)
        outside = [t for t in reading.doc[start : pronoun.i] if not in_speech(t.idx)]
        self.same = [t.idx for t in outside if PRONOUNS.get(t.lower_) == gender]
        self.other = [t.idx for t in outside if PRONOUNS.get(t.lower_, gender) != gender]
        self.unnamed = [t for t in outside if self._is_unnamed(t)]
        self.names = [
            m
            for m in cast.within((reading.starts[start], pronoun.idx))
            if m.figure.kind == "named_person" and not in_speech(m.start)
        ]
        self.meant = next(
            (
                (p, f)
                for p, f in reversed(self.said)
                if PRONOUNS.get(reading.doc[reading.token_at(p)].lower_) == gender
            ),
            None,
        )  # fmt: skip
        self.inside = in_speech(pronoun.idx)
        self.last_speaker = self.said[-1][1].entity if self.said else None
        self._outside = outside
        self._called = self._calls()

    def _calls(self) -> dict[str, list[Token]]:
        """The nouns with "the" shortly before that are in the title of somebody, by that person, nearest first."""
        found: dict[str, list[Token]] = {}
        for t in reversed(self._outside[-_CALLED_BACK:]):
            if t.tag_ == "NN" and t.left_edge.lower_ in _OWNERS:
                for key in self.cast.titled(t.lower_):
                    found.setdefault(key, []).append(t)
        return found

    def called(self, key: str) -> list[float]:
        """Whether a noun calls somebody in the sentence, in the one before, as its subject; how far back, in tokens."""
        nouns = self._called.get(key, [])
        if not nouns:
            return [0.0, 0.0, 0.0, math.log1p(FAR_TOKENS)]
        noun, begin = nouns[0], self.reading.sentence[self.pronoun.i][0]
        before = self.reading.sentence[begin - 1][0] if begin else 0
        return [
            float(noun.i >= begin), float(before <= noun.i < begin), float(noun.dep_ in _SUBJECTS),
            math.log1p(self.pronoun.i - noun.i),
        ]  # fmt: skip

    def in_text(self, key: str) -> list[float]:
        """Where else somebody is named: later only, how far; behind the pronoun as a subject; how much of what is named here."""
        figure = self.cast.by_entity(key)
        all_of = self.cast.mentions_of(figure)
        later = bool(all_of) and all_of[0].start > self.pronoun.idx
        ahead = 0.0
        if later:
            ahead = float(min(FAR, self.reading.passage[self.reading.token_at(all_of[0].start)] - self.passage))
        _, stop = self.reading.sentence[self.pronoun.i]
        end = self.reading.ends[stop - 1] if stop else 0
        next_one = bisect_right(all_of, self.pronoun.idx, key=lambda m: m.start)
        behind = any(
            self.reading.doc[self.reading.token_at(m.end - 1)].dep_ in _SUBJECTS
            for m in takewhile(lambda m: m.start < end, islice(all_of, next_one, None))
        )
        here = [m for m in self.names if self._passages_to(m.start) == 0]
        prior = [m for m in self.names if self._passages_to(m.start) == 1]
        last = all_of[next_one - 1].start if next_one else -1
        return [
            float(later), ahead, float(behind), _share(here, key), _share(prior, key), math.log1p(len(all_of)),
            float(figure is not None and len(all_of) == self.cast.most_mentions(figure)), self._sentences_since(last),
        ]  # fmt: skip

    def _sentences_since(self, offset: int) -> float:
        """Sentences outside of speech that begin after an offset, as a logarithm."""
        if offset < 0:
            return math.log1p(_FAR_SENTENCES)
        return math.log1p(len({self.reading.sentence[t.i] for t in self._outside if t.idx > offset}))

    def told(self) -> list[float]:
        """Whether the words stand before the pronoun, open their passage, stand in marks; see `own`."""
        if not self.own:
            return [0.0, 0.0, 0.0]
        start = min(s for s, _ in self.own)
        first = self.reading.starts[self.reading.passage_tokens[self.passage][0]] if self.passage >= 0 else 0
        marked = self.reading.mark_over(start) is not None
        return [float(start < self.pronoun.idx), float(start - first <= 1), float(marked)]

    def unnamed_before(self) -> bool:
        """Whether the sentence before has somebody without a name."""
        begin = self.reading.sentence[self.pronoun.i][0]
        before = self.reading.sentence[begin - 1][0] if begin else 0
        return any(before <= t.i < begin for t in self.unnamed)

    def _is_unnamed(self, token: Token) -> bool:
        if token.tag_ != "NN" or (role_head(token.text) is None and token.lower_ not in GENDERED):
            return False
        if GENDERED.get(token.lower_, self.gender) != self.gender:
            return False
        if token.left_edge.lower_ in _OWNERS and self.cast.titled(token.lower_):
            return False  # "the minister", who has been named
        named = self.cast.within((token.left_edge.idx, token.right_edge.idx + 1))
        return all(m.figure.kind != "named_person" for m in named)

    def _passages_to(self, offset: int) -> float:
        return float(min(FAR, max(0, self.passage - self.reading.passage[self.reading.token_at(offset)])))

    def spoken(self, key: str) -> list[float]:
        """Whether somebody spoke last, last but one, before that; how often, how near; was meant by the last such pronoun."""
        last = [f.entity for _, f in self.said[-3:]][::-1]
        own = [p for p, f in self.said if f.entity == key]
        meant = self.meant is not None and self.meant[1].entity == key
        since = sum(m.start > self.meant[0] and m.figure.entity != key for m in self.names) if meant and self.meant else 0
        return [
            *(float(len(last) > n and last[n] == key) for n in range(3)), math.log1p(len(own)),
            float(bool(own) and self._passages_to(own[-1]) == 0), self._passages_to(own[-1]) if own else float(FAR),
            float(meant), math.log1p(since),
        ]  # fmt: skip

    def placed(self, figure: Figure | None, start: int | None) -> list[float]:
        """How far back the nearest mention is, in tokens and passages; whether it is the first one, and in full."""
        if figure is None or start is None:
            return [math.log1p(FAR_TOKENS), float(FAR), 0.0, 0.0]
        mention = next((m for m in self.cast.within((start, start + 1))), None)
        far = abs(self.pronoun.i - self.reading.token_at(start))
        first: Mention | None = self.cast.first(figure)
        full = mention is not None and " " in self.reading.text[mention.start : mention.end]
        return [math.log1p(far), self._passages_to(start), float(first is not None and first.start == start), float(full)]

    def since(self, start: int | None) -> list[float]:
        """How many pronouns, names, people without a name and other pronouns follow the nearest mention; whether one of these is new."""
        at = -1 if start is None else start
        named = {m.figure.entity for m in self.names if m.start > at and m.figure.gender in {None, self.gender}}
        return [
            math.log1p(sum(p > at for p in self.same)), math.log1p(len(named)),
            math.log1p(sum(t.idx > at for t in self.unnamed)), math.log1p(sum(p > at for p in self.other)),
            float(any(t.idx > at and _is_new_subject(t) for t in self.unnamed)),
        ]  # fmt: skip

    def nobody(self) -> list[float]:
        """Whether nobody spoke last, or several did; people without a name since the last name, and as subjects brought in."""
        last = self.said[-1][1] if self.said else None
        named = self.names[-1].start if self.names else -1
        since = [t for t in self.unnamed if t.idx > named]
        subject = any(_is_new_subject(t) for t in since)
        return [
            float(last is not None and last.kind == "anonymous" and not last.plural), float(last is not None and last.plural),
            math.log1p(len(since)), float(subject),
        ]  # fmt: skip

    def named_here(self) -> float:
        """Whether the passage names somebody who fits before the pronoun."""
        return float(any(self._passages_to(m.start) == 0 and m.figure.gender in {None, self.gender} for m in self.names))

    def last_passages(self) -> float:
        """Passages since somebody spoke."""
        return self._passages_to(self.said[-1][0]) if self.said else float(FAR)


def _is_new_subject(token: Token) -> bool:
    """As in "An engineer who asked not to be named was blunter"."""
    return token.dep_ in _SUBJECTS and token.left_edge.lower_ in _INDEFINITE


def _share(mentions: Sequence[Mention], key: str) -> float:
    return sum(m.figure.entity == key for m in mentions) / len(mentions) if mentions else 0.0
