"""Whom "he" and "she" stand for, where they say something: the rules, and a ranker that has learnt which of them to believe."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import day_name, month_name
from collections.abc import Callable, Sequence

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.entities.place_names import cities, countries
from policynlp.tag.people.gender import PRONOUNS
from policynlp.tag.people.resolve import Resolver
from policynlp.tag.people.roles import KINSHIP, role_head
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.pronoun_cases import PRONOUN_FEATURES, pronoun_case
from policynlp.tag.quotes.pronoun_surroundings import Before
from policynlp.tag.quotes.ranked_cases import is_heard
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import PEOPLE_NOUNS
from policynlp.tag.quotes.told_on import (
    GENDER_OF_NOUNS,
    bears_role,
    brings_in_nobody,
    brought_in,
    is_anybody,
    last_outside,
    told_of,
)
from policynlp.tag.ranking import load_ranker

ANONYMOUS = Figure("anonymous", None)
_REACH_PASSAGES = 4  # how far back "he" may look: two paragraphs of speech between are common in news
_LEAST_PROBABILITY = 0.5
"""A pronoun whose likeliest person has less is nobody: of such answers half were wrong in texts of our own."""
_ARTICLES = frozenset({"a", "an", "the", "one", "another"})
_OWNERS = frozenset({"his", "her", "their", "its"})
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_GOES_ON = frozenset({"the", "he", "she"})
"""What a source without a name begins with that may still be meant a paragraph later; "a farmer" is not."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CAPITAL = re.compile(r"\b[^\W\d_a-z][\w-]+")
_TIMES = frozenset(name.lower() for name in (*month_name, *day_name) if name)
_OPENING = frozenset("\"'“‘«„")


class Pronouns:
    """Resolves the pronouns of one document that are sources.

    Args:
        reading: The document.
        cast: Who could speak in it.
        resolver: Of names; null without the people layer.
        last: Position and figure of every source that was resolved so far; grows meanwhile.
        spoken: What is said, by anybody: names in it count less.
        described: Gives the figure of a common noun and its span.
        again: Gives whoever an epithet means, null for what is none.
    """

    def __init__(
        self,
        reading: Reading,
        cast: Cast,
        resolver: Resolver | None,
        *,
        last: list[tuple[int, Figure]],
        spoken: Sequence[Span],
        described: Callable[[Token, Span], Figure],
        again: Callable[[Token, Span], Figure | None],
    ) -> None:
        self.reading = reading
        self.cast = cast
        self.resolver = resolver
        self.last = last
        self._spoken = _union(spoken)
        self._spoken_starts = [s for s, _ in self._spoken]
        self._described, self._again = described, again

    def person(self, pronoun: Token, gender: str, *, own: Sequence[Span]) -> Figure:
        """Whoever is likeliest to speak, by what rules say, who spoke and was named; nobody, where nobody is likely enough."""
        if self.resolver is None:
            return self._votes_without_people(pronoun, gender, own)
        if brings_in_nobody(self.reading, self.cast, pronoun, gender=gender, own=own, in_speech=self.in_speech):
            return ANONYMOUS
        spoke_last = self._spoke_last(pronoun, gender)
        spoken_of = self._spoken_of(own)
        likely = self.resolver.likely_people(
            pronoun,
            spoke_last=spoke_last,
            outside=lambda offset: not any(s <= offset < e for s, e in own),
            in_speech=self.in_speech,
            spoken_of=spoken_of,
        )
        referent = likely[0][0] if likely and likely[0][1] >= _LEAST_PROBABILITY else None
        begin = self.reading.sentence[pronoun.i][0]
        new = brought_in(self.reading, self.cast, begin, gender=gender, in_speech=self.in_speech)
        votes: dict[str, Figure | None] = {
            "brought_in": ANONYMOUS if new else None,
            "unnamed_before": ANONYMOUS if self._unnamed_before(pronoun, gender, own=own) else None,
            "unnamed_spoke": ANONYMOUS if self._unnamed_spoke_last(pronoun, own) else None,
            "office": self._office_before(pronoun),
            "called": self._called_before(pronoun, gender, own),
            "introduced": self._introduced_before(pronoun, gender),
            "told": self._told_of_before(pronoun, gender),
            "goes_on": told_of(self.reading, self.cast, pronoun, gender=gender, own=own, in_speech=self.in_speech),
            "ranked": self.cast.by_entity(referent) if referent is not None else None,
            "just_spoke": self._just_spoke(pronoun, spoke_last),
            "only": self._only_one_here(pronoun, gender, own),
        }
        before = Before(self.last, votes, spoke_last, dict(likely), self._pronoun_before(pronoun, gender, own))
        case = pronoun_case(
            pronoun,
            reading=self.reading,
            cast=self.cast,
            resolver=self.resolver,
            before=before,
            own=own,
            in_speech=self.in_speech,
            spoken_of=spoken_of,
        )
        by_rules = is_heard(PRONOUN_FEATURES.ranker, pronoun.idx, case)
        return case.figures[case.by_rules if by_rules else load_ranker(PRONOUN_FEATURES).choose(case)] or ANONYMOUS

    def _votes_without_people(self, pronoun: Token, gender: str, own: Sequence[Span]) -> Figure:
        begin = self.reading.sentence[pronoun.i][0]
        if (
            brought_in(self.reading, self.cast, begin, gender=gender, in_speech=self.in_speech)
            or self._unnamed_before(pronoun, gender, own=own)
            or self._unnamed_spoke_last(pronoun, own)
        ):
            return ANONYMOUS
        office = self._office_before(pronoun) or self._called_before(pronoun, gender, own)
        return office if office is not None else self._nearest_person(pronoun, gender)

    def _pronoun_before(self, pronoun: Token, gender: str, own: Sequence[Span]) -> dict[str, float]:
        """Whom "he" is likely to mean as the subject of the last sentence outside of speech; empty where it has another subject."""
        first, stop = last_outside(self.reading, pronoun, self.in_speech)
        if self.resolver is None:
            return {}
        subject = next(
            (t for t in self.reading.doc[first:stop] if t.dep_ in _SUBJECTS and PRONOUNS.get(t.lower_) == gender), None
        )
        if subject is None:
            return {}
        return dict(
            self.resolver.likely_people(
                subject,
                outside=lambda offset: not any(s <= offset < e for s, e in own),
                in_speech=self.in_speech,
            )
        )

    def _spoke_last(self, pronoun: Token, gender: str) -> tuple[str, int] | None:
        """The person who spoke last, if not too far before, and where."""
        passage = self.reading.passage[pronoun.i]
        for position, figure in reversed(self.last[-3:]):
            token = self.reading.token_at(position)
            if token < pronoun.i and passage - self.reading.passage[token] <= _REACH_PASSAGES and figure.kind == "named_person":
                fits = figure.entity and figure.gender in {None, gender} and not self._asked_another(token, figure, gender)
                return (figure.entity, position) if fits and figure.entity else None
        return None

    def _asked_another(self, token: int, figure: Figure, gender: str) -> bool:
        """Whether somebody of this gender is the other one of a sentence: "Evaristo Domínguez asked her where it was. She said"."""
        if figure.gender == gender:
            return False
        others = (
            t for t in self.reading.doc[slice(*self.reading.sentence[token])] if t.lower_ in {"him", "her"} and t.tag_ == "PRP"
        )
        return any((t.lower_ == "her") == (gender == "female") and t.dep_ in {"dobj", "dative"} for t in others)

    def _introduced_before(self, pronoun: Token, gender: str) -> Figure | None:
        """Whom the sentence before brings in beside a noun, as its subject: "The regional manager, Ann Lee, receives visitors. She".

        In full, and for the first time, so that nobody who spoke before is meant.
        """
        begin = self.reading.sentence[pronoun.i][0]
        if not begin or self.reading.passage[begin - 1] != self.reading.passage[pronoun.i] or pronoun.dep_ != "nsubj":
            return None
        first, stop = self.reading.sentence[begin - 1]
        subject = next((t for t in self.reading.doc[first:stop] if t.dep_ in _SUBJECTS and t.head.dep_ == "ROOT"), None)
        if subject is None or subject.tag_ != "NN" or role_head(subject.text) is None or self.in_speech(subject.idx):
            return None
        here = self.cast.within((self.reading.starts[first], self.reading.ends[stop - 1]))
        named = {m.figure.entity: m for m in here if m.figure.kind == "named_person" and not self.in_speech(m.start)}
        if len(named) != 1:
            return None
        (mention,) = named.values()
        beside = (t for t in self.reading.doc[first:stop] if mention.start <= t.idx < mention.end)
        if not any(t.head.i == subject.i and t.dep_ in {"appos", "compound"} for t in beside):
            return None  # "The mayor opened a school named after John Smith. He said"
        full = self.reading.text[mention.start : mention.end] == mention.figure.name and " " in (mention.figure.name or "")
        new = self.cast.first(mention.figure) == mention
        return mention.figure if full and new and mention.figure.gender in {None, gender} else None

    def _told_of_before(self, pronoun: Token, gender: str) -> Figure | None:
        """The one person whom the sentence before names, for the first time, with more of her: "It angered Ann Lee, who ... She"."""
        begin = self.reading.sentence[pronoun.i][0]
        if not begin or self.reading.passage[begin - 1] != self.reading.passage[pronoun.i] or pronoun.dep_ != "nsubj":
            return None
        first, stop = self.reading.sentence[begin - 1]
        here = self.cast.within((self.reading.starts[first], self.reading.ends[stop - 1]))
        named = [m for m in here if m.figure.kind == "named_person" and not self.in_speech(m.start)]
        if len(named) != 1 or self.cast.first(named[0].figure) != named[0]:
            return None
        subject = next((t for t in self.reading.doc[first:stop] if t.dep_ in _SUBJECTS and t.head.dep_ == "ROOT"), None)
        if subject is None or subject.lower_ not in {"that", "this", "it"}:
            return None
        goes_on = self.reading.text.startswith(
            (", who has ", ", who is ", ", who runs ", ", who owns ", ", who farms "), named[0].end
        )
        return named[0].figure if goes_on and named[0].figure.gender in {None, gender} else None

    def _only_one_here(self, pronoun: Token, gender: str, own: Sequence[Span]) -> Figure | None:
        """The one person of fitting gender whom the paragraph names in full before the pronoun, outside of speech."""
        start = self.reading.starts[self.reading.passage_tokens[self.reading.passage[pronoun.i]][0]]
        outside = [m for m in self.cast.within((start, pronoun.idx)) if not any(s <= m.start < e for s, e in own)]
        named = {
            m.figure.entity: m.figure
            for m in outside
            if m.figure.kind == "named_person" and " " in (m.figure.name or "") and not self.in_speech(m.start)
        }
        only = next(iter(named.values())) if len(named) == 1 else None
        return only if only is not None and only.gender in {None, gender} else None

    def _spoken_of(self, own: Sequence[Span]) -> set[str]:
        """Keys of the people whom what is said calls by the given name, outside of words that it quotes; politicians say their surname."""
        words: set[str] = set()
        for start, end in own:
            said = self.reading.text[start:end]
            words.update(m[0] for m in _CAPITAL.finditer(said) if said[m.start() - 1 : m.start()] not in _OPENING)
        full = ((f.entity, (f.name or "").split()) for f in self.cast.people())
        words = {w for w in words if w.lower() not in _TIMES and w.lower() not in cities() and w.lower() not in countries()}
        return {key for key, name in full if key and len(name) > 1 and name[0] in words}

    def _just_spoke(self, pronoun: Token, spoke_last: tuple[str, int] | None) -> Figure | None:
        """Who spoke in this paragraph, by an office perhaps, if nobody was named since: "The minister disputes it. He said"."""
        if spoke_last is None:
            return None
        key, position = spoke_last
        if self.reading.passage[self.reading.token_at(position)] != self.reading.passage[pronoun.i]:
            return None
        since = self.cast.within((position, pronoun.idx))
        if any(m.figure.kind == "named_person" and m.figure.entity != key and not self.in_speech(m.start) for m in since):
            return None
        return self.cast.by_entity(key)

    def _nearest_person(self, pronoun: Token, gender: str) -> Figure:
        """Without the people layer: the nearest person of fitting gender, a subject before others."""
        found = [
            m
            for m in self.cast.before(pronoun.idx, limit=6)
            if m.figure.kind == "named_person" and m.figure.gender in {None, gender} and not self.in_speech(m.start)
        ]
        subjects = (m for m in found if self.reading.doc[self.reading.token_at(m.end - 1)].dep_ in _SUBJECTS)
        best = next(subjects, found[0] if found else None)
        return best.figure if best is not None else ANONYMOUS

    def _unnamed_before(self, pronoun: Token, gender: str, *, own: Sequence[Span]) -> bool:
        """Whether the sentence has a subject without a name that fits ("My father was a smith, and he used to say")."""
        begin = self.reading.sentence[pronoun.i][0]
        for token in self.reading.doc[max(begin, pronoun.i - 40) : pronoun.i]:
            said = any(s <= token.idx < e for s, e in own)  # "my brother depends on the clouds," he said
            if token.dep_ == "nsubj" and token.pos_ == "NOUN" and GENDER_OF_NOUNS.get(token.lower_) == gender and not said:
                return self.cast.over((token.left_edge.idx, token.right_edge.idx + 1)) is None
        return False

    def _unnamed_spoke_last(self, pronoun: Token, own: Sequence[Span]) -> bool:
        """Whether one person without a name spoke last, and nobody was named since: "A farmer said ... He said".

        In this paragraph or the one before: an office without a name goes on for as long as one with it.
        """
        outside = [entry for entry in self.last[-3:] if not any(s <= entry[0] < e for s, e in own)]
        # "a senior official, who agreed to speak": the official, once more
        before = [entry for entry in outside if self.reading.doc[self.reading.token_at(entry[0])].lower_ != "who"]
        if not before:
            return False
        position, figure = before[-1]
        token = self.reading.token_at(position)
        if figure.kind != "anonymous" or figure.plural or token >= pronoun.i:
            return False
        first = self.reading.doc[token].lower_
        if self.reading.passage[pronoun.i] - self.reading.passage[token] > (first in _GOES_ON):
            return False
        if first not in _ARTICLES | _OWNERS and first != pronoun.lower_:
            return False
        since = self.cast.within((position, pronoun.idx))
        return not any(m.figure.kind == "named_person" and not self.in_speech(m.start) for m in since)

    def _office_before(self, pronoun: Token) -> Figure | None:
        """Whoever opens the paragraph by an office of a body: "The ministry's deputy director did not rule it out. ..., he said".

        Null where it is no such office, or may be another word for somebody named ("the prime minister"), or somebody was named since.
        """
        begin = self.reading.sentence[pronoun.i][0]
        passage = self.reading.passage[pronoun.i]
        if not begin or self.reading.passage[begin - 1] != passage:
            return None
        first, stop = self.reading.sentence[begin - 1]
        if first != self.reading.passage_tokens[passage][0]:
            return None
        for token in self.reading.doc[first:stop]:
            subject = token.dep_ == "nsubj" and token.head.dep_ == "ROOT" and token.tag_ == "NN"
            if not subject or role_head(token.text) is None or self.in_speech(token.idx):
                continue
            opens = token.left_edge.lower_ == "the"
            owned = any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ == "for") for c in token.children)
            spoken_of = any(t.tag_ in {"PRP", "PRP$"} for t in self.reading.doc[token.i : stop])
            since = self.cast.within((token.left_edge.idx, pronoun.idx))
            if not (opens and owned) or spoken_of or any(m.figure.kind == "named_person" for m in since):
                return None
            figure = self._described(token, (token.left_edge.idx, self.reading.ends[token.right_edge.i]))
            return figure if figure.kind == "named_person" else ANONYMOUS
        return None

    def _called_before(self, pronoun: Token, gender: str, own: Sequence[Span]) -> Figure | None:
        """Whoever the last sentence outside of speech is about by an epithet or a tie ("The 61-year-old laughed", "Her husband").

        Null where somebody was named since; nobody, where it is a relative whom the text does not name.
        """
        first, stop = last_outside(self.reading, pronoun, self.in_speech)
        if not stop or self.reading.passage[pronoun.i] - self.reading.passage[stop - 1] > 1:
            return None
        subject = next((t for t in self.reading.doc[first:stop] if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
        if subject is None or subject.tag_ in {"NNS", "NNPS", "PRP"} or self.in_speech(subject.idx):
            return None
        since = [m for m in self.cast.within((self.reading.starts[first], pronoun.idx)) if m.figure.kind == "named_person"]
        if any(not self.in_speech(m.start) and not any(s <= m.start < e for s, e in own) for m in since):
            return None
        span = (self.reading.starts[max(subject.left_edge.i, first)], self.reading.ends[subject.i])
        if GENDER_OF_NOUNS.get(subject.lower_, gender) != gender:
            return None
        article = self.reading.doc[max(subject.left_edge.i, first)].lower_
        opens = first == self.reading.passage_tokens[self.reading.passage[first]][0]
        anybody = is_anybody(subject) or (opens and subject.lemma_.lower() in PEOPLE_NOUNS)
        if article in _INDEFINITE and anybody and not (article in {"a", "an"} and bears_role(self.cast, subject)):
            return ANONYMOUS  # "One nurse, who has applied abroad, cried in the car park."
        if subject.lemma_.lower() in KINSHIP and self.reading.doc[first].tag_ == "PRP$":
            kin = {t.lemma_.lower() for t in self.reading.doc[first:stop] if t.lemma_.lower() in KINSHIP}
            if len(kin) > 1:  # "His son is an electrician and his daughter teaches": told of whose they are
                return None
            return self._described(subject, span)
        again = self._again(subject, span)
        return again if again is not None and again.gender in {None, gender} else None

    def in_speech(self, offset: int) -> bool:
        """Whether an offset lies in what somebody says."""
        i = bisect_right(self._spoken_starts, offset) - 1
        return i >= 0 and self._spoken[i][1] > offset


def _union(spans: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out
