"""The text around a noun or "it" that says something: who was named where, as what, who spoke, and what the noun meant before."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.people.gender import PRONOUNS
from policynlp.tag.people.roles import GENDERED, KINSHIP, SYNONYMS, UNIQUE_OFFICES, is_epithet, role_head
from policynlp.tag.quotes.cast import Cast, Figure, Mention
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import CALLED_BY, DOCUMENTS, INSTITUTIONS, PEOPLE_NOUNS
from policynlp.tag.quotes.speaker_bodies import ANY_BODY, AREAS, COMPANY, ROLES_OF_BODIES
from policynlp.tag.quotes.speaker_epithets import STANDING
from policynlp.tag.quotes.things import is_record

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_SMALL = frozenset("of for the and on in & a an 's ’s same new own latest".split())
_OWNED = re.compile(r"['’]s?\b")
_FAR = 6
_FAR_TOKENS = 800
_FAR_SENTENCES = 40
_BESIDE = 10
"""Tokens from a name within which a noun may be what it is."""
_SOON_OF_HEADLINES = 9
_STEM = 5
_MOST_THERE = 300
"""Tokens of a paragraph that are looked at."""
_LAST_HEADLINE = 12
"""Passages at the beginning in which headlines stand, behind the menu of a page."""
_BARE_TOKENS = 5
_DETERMINED = frozenset("the a an this that these those his her its their our my your it he she they who what some all".split())
_MOST_LOOKED_AT = 8
_MOST_SAID = 60
_MOST_MENTIONS = 100
"""Of somebody, from the first and before the source each: no text takes longer than its length."""
_LEAD = 2
_SOON = 2
"""Passages behind a source within which somebody may be named first: "The contractor said ... Scarfo & Sons"."""
_APART = re.compile(r" (?:of|for|on) ")
KINDS = ("it", "document", "body", "company", "role", "kin", "other", "group", "standing", "office", "epithet")
"""What a source may be called by; one may be several of them."""
_GROUPS = frozenset("crowd audience public majority minority family community crew left right establishment electorate".split())


class Meant(NamedTuple):
    """Whom a noun stood for where it said something before: the noun in small letters, its offset, and the figure."""

    noun: str
    position: int
    figure: Figure


_TOLD_AS = ("it", "document", "kin", "body", "role", "other")
"""The kinds by which figures of quality are told apart: the first that fits."""


def kinds_of(head: Token) -> dict[str, float]:
    """What a source is called by: 1 for each of `KINDS` that fits, in their order."""
    noun = head.lemma_.lower()
    firm, person = noun in COMPANY | ANY_BODY, role_head(noun) is not None or noun in PEOPLE_NOUNS
    fits = (
        head.lower_ == "it", noun in DOCUMENTS or is_record(head), firm or noun in INSTITUTIONS | ROLES_OF_BODIES | AREAS, firm,
        person, noun in KINSHIP, not person and noun not in DOCUMENTS | INSTITUTIONS, noun in _GROUPS, noun in STANDING,
        noun in UNIQUE_OFFICES, is_epithet(noun),
    )  # fmt: skip
    return {kind: float(fit) for kind, fit in zip(KINDS, fits, strict=True)}


def is_of_bodies(head: Token) -> bool:
    """Whether bodies alone are called so: "it", "the ministry", not "the operator", who may be a person."""
    kinds = kinds_of(head)
    return bool(kinds["it"] or (kinds["body"] and not kinds["role"]))


def is_bare(head: Token, span: Span, reading: Reading) -> bool:
    """Whether a source is a noun of a headline without an article: "Watchdog finds", "Postal chief: ..."."""
    passage = reading.passage[head.i]
    first = reading.doc[reading.token_at(span[0])]
    if passage < 0 or passage > _LAST_HEADLINE or not reading.is_line(passage) or first.lower_ in _DETERMINED:
        return False
    words = reading.doc[first.i : head.i + 1]
    return (
        head.tag_ in {"NN", "NNP", "JJ"} and all(t.is_alpha or t.text == "-" for t in words) and head.i - first.i < _BARE_TOKENS
    )


class NounSurroundings:
    """The text around one source."""

    def __init__(
        self,
        head: Token,
        span: Span,
        reading: Reading,
        cast: Cast,
        last: Sequence[tuple[int, Figure]],
        meant: Sequence[Meant],
        in_speech: Callable[[int], bool],
        own: Sequence[Span],
    ) -> None:
        self.own = own
        self.head, self.span, self.reading, self.cast, self.in_speech = head, span, reading, cast, in_speech
        self.noun = head.lemma_.lower()
        self.nouns = {self.noun, head.lower_} - {"it"}
        self.synonyms = CALLED_BY.get(self.noun, frozenset()) - self.nouns
        self.passage = reading.passage[head.i]
        self.begin = reading.sentence[head.i][0]
        self.before = reading.sentence[self.begin - 1][0] if self.begin else 0
        first = reading.token_at(span[0])
        self.first = reading.doc[first].lower_
        self.headline = is_bare(head, span, reading)
        self.words = {t.lower_ for t in reading.doc[first + (not self.headline) : head.i] if t.is_alpha} - _SMALL
        self._aged = "year-old" in reading.text[slice(*span)]
        self.opens = first == self.begin
        self.longer = span[1] > reading.ends[head.i]
        self.said = [(p, f) for p, f in last[-_MOST_SAID:] if p < head.idx]
        self.same_noun = [m for m in meant[-_MOST_SAID:] if m.noun == self.noun and m.position < head.idx]
        self.near = cast.before(head.idx, limit=_MOST_SAID)
        self.kinds = kinds_of(head)
        self.kind = next((kind for kind in _TOLD_AS if self.kinds[kind]), "other")
        reach = _SOON_OF_HEADLINES if self.headline else _SOON
        self.soon = reading.passages[min(self.passage + reach, len(reading.passages) - 1)].end if self.passage >= 0 else 0
        said = (t for s, e in own for t in reading.doc[reading.token_at(s) : reading.token_at(e - 1) + 1])
        self._own_stems = self._stems(said) if self.headline else set()
        self._brought_in = self._indefinite()
        self._times = sum(
            t.lower_ in self.nouns and t.left_edge.lower_ == "the" for t in reading.doc[max(0, head.i - _FAR_TOKENS) : head.i]
        )

    def _indefinite(self) -> int:
        """The token where the noun, or a kind of it, last stood with "a"; -1 where nowhere."""
        for i in range(self.head.i - 1, max(-1, self.head.i - _FAR_TOKENS), -1):
            token = self.reading.doc[i]
            if token.lower_ in self.nouns and any(c.lower_ in _INDEFINITE for c in token.lefts):
                return i
        return -1

    def rows_common(self) -> list[float]:
        """What is the same for everybody: kind of source, what it begins with, how long it is, where the noun was brought in."""
        new = self._brought_in
        return [
            *self.kinds.values(), float(self.first in {"his", "her"}), float(self.first in {"its", "their"}),
            float(self.first in {"this", "that"}),
            float(self.headline), float(bool(self.words)), float(self._aged), float("former" in self.words),
            float(self.longer), float(self.opens), float(new >= 0),
            self._passages_to_token(new) if new >= 0 else float(_FAR), math.log1p(self._times),
        ]  # fmt: skip

    def mentions_of(self, figure: Figure) -> list[Mention]:
        """The first mentions of somebody and the last ones before the source."""
        everywhere = self.cast.mentions_of(figure)
        if len(everywhere) <= 2 * _MOST_MENTIONS:
            return everywhere
        before = bisect_left(everywhere, self.head.idx, key=lambda m: m.start)
        return everywhere[:_MOST_MENTIONS] + everywhere[max(_MOST_MENTIONS, before - _MOST_MENTIONS) : before]

    def in_text(self, figure: Figure, mentions: Sequence[Mention]) -> list[float]:
        """Whether what is said names them; how much of the text they have: its head alone, its lead, most of their kind, of its speech."""
        parts = [self.reading.passage[self.reading.token_at(m.start)] for m in mentions]
        head = all(p < 0 or self.reading.is_line(p) for p in parts)
        most = self.cast.most_mentions(figure)
        spoke = [f for _, f in self.said if f.name is not None]
        own = sum(_same(f, figure) for f in spoke)
        mine = [any(s <= m.start < e for s, e in self.own) for m in mentions]
        return [
            float(any(mine)), float(bool(mine) and all(mine)), float(bool(parts) and head),
            float(any(0 <= p <= _LEAD and not self.reading.is_line(p) for p in parts)),
            len(mentions) / most if most else 0.0, float(bool(mentions) and len(mentions) == most), own / len(spoke) if spoke else 0.0,
        ]  # fmt: skip

    def names(self, figure: Figure) -> list[float]:
        """Whether a name ends with the noun, has it, has one that it may stand for, one that it may not; or is an acronym."""
        name = _OWNED.sub("", (figure.name or "").lower().replace("-", " "))
        words = set(name.split()) - _SMALL
        last = _APART.split(name)[0].split()[-1:] if name else []
        kinds = words & INSTITUTIONS
        has, synonym = bool(words & self.nouns), bool(words & self.synonyms)
        return [
            float(bool(last) and last[0] in self.nouns), float(has), float(synonym),
            float(bool(kinds) and not has and not synonym), float(not kinds), float((figure.name or "").isupper()),
            math.log1p(len(words & self.words)), math.log1p(len(self.words - words)), float(len(words) > 1),
        ]  # fmt: skip

    def titles(self, figure: Figure) -> list[float]:
        """Whether somebody's titles have the noun, a word that calls for it, words of the mention; or none; or the gender is another."""
        titled = figure.titles
        roles = {r for t in titled if (r := role_head(t)) is not None}
        gender = GENDERED.get(self.noun)
        calls = any(self.noun in SYNONYMS.get(role, frozenset()) for role in roles)
        sole = [key for key in self.cast.titled(self.noun) if key]
        return [
            float(bool(titled & self.nouns)), float(calls), math.log1p(len(titled & self.words)), float(not roles),
            float(bool(roles) and not titled & self.nouns and not calls),
            float(gender is not None and figure.gender is not None and gender != figure.gender),
            float(sole == [figure.entity]), float(len(set(sole)) > 1),
        ]  # fmt: skip

    def beside(self, mentions: Sequence[Mention]) -> list[float]:
        """Whether the noun stands beside a name as what it is: in apposition, right before; how near; words of the mention there."""
        doc, nearest, shared, apposed, behind = self.reading.doc, _BESIDE + 1, 0, 0.0, 0.0
        for mention in _some(mentions):
            first, stop = self.reading.token_at(mention.start), self.reading.token_at(mention.end - 1) + 1
            left, right = max(0, first - _BESIDE), min(len(doc), stop + _BESIDE)
            if left <= self.head.i < right:
                continue
            for i in (*range(left, first), *range(stop, right)):
                token = doc[i]
                if token.lower_ in self.words:
                    shared += 1
                if token.lemma_.lower() != self.noun or self.noun == "it":
                    continue
                nearest = min(nearest, first - i if i < first else i - stop + 1)
                named = doc[first:stop].root
                beside = (token.dep_ == "appos" and token.head == named) or (named.dep_ == "appos" and named.head == token)
                apposed, behind = max(apposed, float(beside)), max(behind, float(i == first - 1 or token.head == named))
        return [apposed, behind, math.log1p(_BESIDE + 1 - nearest), math.log1p(shared)]

    def told_by(self, figure: Figure, mentions: Sequence[Mention]) -> float:
        """How many words of the mention stand in the name, the titles, or near the names of somebody: all of them 1, none 0."""
        if not self.words:
            return 0.0
        known = set((figure.name or "").lower().split()) | figure.titles
        for mention in _some(mentions):
            at = self.reading.token_at(mention.start)
            known.update(t.lower_ for t in self.reading.doc[max(0, at - _BESIDE) : at + _BESIDE] if not self._is_here(t.i))
        return len(self.words & known) / len(self.words)

    def _is_here(self, token: int) -> bool:
        return self.span[0] <= self.reading.starts[token] < self.span[1]

    def tells_own(self, mentions: Sequence[Mention]) -> float:
        """What part of the words of a headline's statement stand in the paragraph where somebody is named first behind it; else 0."""
        ahead = next((m for m in mentions if m.start > self.head.idx), None) if self._own_stems else None
        passage = self.reading.passage[self.reading.token_at(ahead.start)] if ahead is not None else -1
        if passage < 0:
            return 0.0
        part = self.reading.passages[passage]
        first, stop = self.reading.token_at(part.start), self.reading.token_at(part.end - 1) + 1
        there = self.reading.doc[first : min(stop, first + _MOST_THERE)]
        return len(self._own_stems & self._stems(there)) / len(self._own_stems)

    def order_ahead(self, figures: Sequence[Figure]) -> list[float]:
        """For a headline, which of those of its kind each is that are named behind it, from 1 for the first down to 0."""
        if not self.headline:
            return [0.0] * len(figures)
        behind = self.cast.within((self.span[1], self.soon))
        order: dict[bool, dict[Figure, int]] = {True: {}, False: {}}
        for mention in behind:
            kind = order[mention.figure.kind == "named_person"]
            kind.setdefault(mention.figure, len(kind))
        ranks = (order[f.kind == "named_person"].get(f) for f in figures)
        return [1.0 / (1.0 + rank) if rank is not None else 0.0 for rank in ranks]

    @staticmethod
    def _stems(tokens: Iterable[Token]) -> set[str]:
        return {t.lower_[:_STEM] for t in tokens if t.is_alpha and len(t) >= _STEM - 1}

    def last_subject(self) -> Figure | None:
        """Whoever was the last subject that has a name, outside of speech and of what is said here."""
        for mention in self.near:
            named = self.reading.doc[self.reading.token_at(mention.start) : self.reading.token_at(mention.end - 1) + 1].root
            if named.dep_ in _SUBJECTS and mention.figure.name is not None and not self.in_speech(mention.start):
                return mention.figure
        return None

    def placed(self, figure: Figure, mentions: Sequence[Mention]) -> list[float]:
        """Where somebody was named: how far back, as what; how often, beside others of the kind; who else was since."""
        prior = [m for m in mentions if m.start < self.head.idx]
        nearest = prior[-1] if prior else None
        same = [m for m in self.near if m.figure.kind == figure.kind and m.figure.organisation == figure.organisation]
        order = list(dict.fromkeys(m.figure for m in same))
        rank = order.index(figure) if figure in order else _FAR
        at = nearest.start if nearest is not None else -1
        since = {m.figure for m in same if m.start > at and m.figure is not figure}
        here = [m for m in same if self._passages_to(m.start) == 0]
        token = self.reading.token_at(at) if at >= 0 else -1
        named = self.reading.doc[token : self.reading.token_at(nearest.end - 1) + 1].root if nearest is not None else None
        subject = named is not None and named.dep_ in _SUBJECTS
        ahead = mentions[0].start > self.head.idx if mentions else False
        outside = nearest is not None and not self.in_speech(at)
        return [
            math.log1p(self.head.i - token) if at >= 0 else math.log1p(_FAR_TOKENS),
            self._passages_to(at) if at >= 0 else float(_FAR), self._sentences_since(at),
            float(token >= self.begin), float(self.before <= token < self.begin), float(subject),
            float(subject and self.before <= token < self.begin), float(outside), float(len(prior) == 1), math.log1p(len(prior)),
            math.log1p(len(mentions)), float(min(rank, _FAR)), math.log1p(len(since)),
            sum(m.figure is figure for m in here) / len(here) if here else 0.0, float(ahead),
            float(min(_FAR, self.reading.passage[self.reading.token_at(mentions[0].start)] - self.passage)) if ahead else 0.0,
            float(self._brought_in > token), float(named is not None and named.dep_ in {"poss", "pobj"}),
        ]  # fmt: skip

    def spoken(self, figure: Figure) -> list[float]:
        """Whether somebody spoke last, last but one, before that; how often, how near; whether who spoke is of them; the noun's before."""
        last = [f for _, f in self.said[-3:]][::-1]
        own = [p for p, f in self.said if _same(f, figure)]
        since = self.same_noun[-1] if self.same_noun else None
        return [
            *(float(len(last) > n and _same(last[n], figure)) for n in range(3)), math.log1p(len(own)),
            float(bool(own) and self._passages_to(own[-1]) == 0), self._passages_to(own[-1]) if own else float(_FAR),
            *(float(len(last) > n and last[n].affiliation is not None and last[n].affiliation == figure.name) for n in range(3)),
            float(since is not None and _same(since.figure, figure)),
            float(since is not None and since.figure.name is not None and not _same(since.figure, figure)),
            float(since is not None and since.figure.name is None),
            float(any(_same(m.figure, figure) for m in self.same_noun)),
        ]  # fmt: skip

    def nobody(self) -> list[float]:
        """Who spoke last; what the noun meant before; whether anybody bears it; whether a pronoun is near."""
        last = self.said[-1][1] if self.said else None
        since = self.same_noun[-1] if self.same_noun else None
        bears = any(self.nouns & set((m.figure.name or "").lower().split()) for m in self.near)
        pronouns = any(PRONOUNS.get(t.lower_) for t in self.reading.doc[self.before : self.begin])
        return [
            float(last is not None and last.name is None), float(last is not None and last.entity is None and last.name is not None),
            float(last is not None and last.kind == "named_person"), float(last is not None and last.kind == "organisation"),
            float(since is not None and since.figure.name is None), float(since is not None and since.figure.entity is not None),
            float(bears), float(bool(self.cast.titled(self.noun))), float(pronouns), math.log1p(len(self.same_noun)),
            float(self._brought_in >= 0 and self._passages_to_token(self._brought_in) == 0), float(self.passage <= 2),
        ]  # fmt: skip

    def _passages_to(self, offset: int) -> float:
        return self._passages_to_token(self.reading.token_at(offset))

    def _passages_to_token(self, token: int) -> float:
        return float(min(_FAR, max(0, self.passage - self.reading.passage[token])))

    def _sentences_since(self, offset: int) -> float:
        """Sentences between an offset and the source, as a logarithm."""
        count, i, at = 0, self.begin, self.reading.token_at(offset) if offset >= 0 else -1
        while i > at and count < _FAR_SENTENCES:
            count += 1
            if i == 0:
                break
            i = self.reading.sentence[i - 1][0]
        return math.log1p(count)


def _some(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The first ones, where somebody is told of, and the last two."""
    return (*mentions[:_MOST_LOOKED_AT], *mentions[_MOST_LOOKED_AT:][-2:])


def _same(one: Figure, other: Figure) -> bool:
    return one is other or (one.name is not None and one.name == other.name)
