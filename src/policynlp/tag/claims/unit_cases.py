"""Bare numbers with everything that they may be numbers of: what a ranker decides between (`counted_things`)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from policynlp.document import Passage
from policynlp.tag.claims.bare_numbers import Bare, Thing, is_numbering, role_of, tells_age, tells_votes
from policynlp.tag.claims.counts import lemma
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.governors import verb_of
from policynlp.tag.claims.unit_features import FEATURES, KINDS, PLACES, Common, Mention, of_none, of_thing
from policynlp.tag.people.roles import KINSHIP
from policynlp.tag.quotes.source_nouns import PEOPLE_NOUNS

_MOST_THINGS = 24
_NEIGHBOURS = 12
_BESIDE_CHARS = 200
_LEAST_CHARS = 3
_WHO = frozenset(
    {"i", "he", "she", "they", "we", "you", "who", "his", "her", "my", "their", "him", "them", "those", "anyone", "everyone"}
)
_MOST_BACK, _MOST_BEHIND = 220, 60
"""Tokens before a number, and behind it in its sentence, whose things it may be of."""
_PERSON, _AGE, _VOTE = Thing("count", "person"), Thing("age", "year"), Thing("count", "vote")
_OF_FORMULAS = frozenset("=<>≤≥≈^{}[]/\\°×·*_#±+~|′″’")
_OF_FORMULAS_BEHIND = _OF_FORMULAS | {"'"}
"""Beside numbers of formulas, coordinates and times: "57°44’8.47”N", "r=0.92"."""
_FORMS = frozenset({"digits", "words"})
_NO_THINGS = frozenset({"DATE", "TIME", "PERSON", "GPE", "LOC", "MONEY", "PERCENT", "ORDINAL"})
_MANY = frozenset({"staff", "personnel", "police", "cattle", "livestock", "poultry", "manpower", "membership", "workforce"})
"""Nouns without a plural of which there are many."""
_SOMEBODY = PEOPLE_NOUNS | KINSHIP


class UnitCase(NamedTuple):
    """A bare number with everything that it may be a number of.

    Attributes:
        start: Offset of the figure.
        things: Each of them; null for none, which comes last.
        nouns: For each, the token of the noun that tells it, or -1.
        told: For each, how the text prints it: nouns, and figures that have it as their unit.
        values: For each, what is known, in the order of `FEATURES.names`.
        by_rules: Which of them the rules answer: none, or else the number would not be bare.
        kind: Of the figure.
    """

    start: int
    things: tuple[Thing | None, ...]
    nouns: tuple[int, ...]
    told: tuple[frozenset[str], ...]
    values: tuple[tuple[float, ...], ...]
    by_rules: int
    kind: str


def is_bare(text: str, f: Figure) -> bool:
    """Whether a figure is a number of nothing that its reading knows, in running words: not one of a formula or of coordinates."""
    if f.kind != "count" or f.unit is not None or f.number.form not in _FORMS or f.main >= 0 or f.value < 0:
        return False
    return text[f.start - 1 : f.start] not in _OF_FORMULAS and text[f.end : f.end + 1] not in _OF_FORMULAS_BEHIND


def unit_cases(doc: Doc, passages: Sequence[Passage], figures: Sequence[Figure]) -> Iterator[tuple[Figure, UnitCase]]:
    """The bare numbers of a text with what they may be numbers of.

    Args:
        doc: Parsed.
        passages: Its prose, in order.
        figures: Of them, in order.
    """
    cases = _Cases(doc, passages, figures)
    for i, f in enumerate(figures):
        if is_bare(cases.text, f) and (case := cases.of(i)) is not None:
            yield f, case


class _Cases:
    def __init__(self, doc: Doc, passages: Sequence[Passage], figures: Sequence[Figure]) -> None:
        self._doc, self.text, self._passages, self._figures = doc, doc.text, passages, figures
        self._starts = [p.start for p in passages]
        self._places = [t.idx for t in doc]
        self._figure_starts = [f.start for f in figures]
        self._sentences = [s.start for s in doc.sents] if len(doc) else []
        self._headings = list(_headings(self.text, passages))
        self._counted = Counter(thing for f in figures for thing in _units_of(f))
        self._nouns = Counter(lemma(t) for t in doc if t.tag_ in {"NNS", "NNPS"})

    def of(self, i: int) -> UnitCase | None:
        f = self._figures[i]
        n = bisect_right(self._starts, f.start) - 1
        if n < 0 or f.start >= self._passages[n].end:
            return None
        bare = self._bare(i, f, n)
        if is_numbering(bare.left):
            return None
        mentions = self._mentions(f, n)
        if not tells_age(bare):
            mentions = {thing: found for thing, found in mentions.items() if thing.kind != "age"}
        nearest = _by_nearness(f, mentions)[:_MOST_THINGS]
        bare = bare._replace(nearest=nearest)
        things = [*nearest, *(t for t in self._told_nowhere(f, bare) if t not in mentions)]
        rows = [FEATURES.row(of_thing(self._doc, bare, t, mentions.get(t, ()), common=self._common(t))) for t in things]
        nouns = [next((m.token for m in mentions.get(t, ()) if m.figure is None or m.figure.head >= 0), -1) for t in things]
        told = (frozenset(w for m in mentions.get(t, ()) for w in self._printed(m)) for t in things)
        values = (*rows, FEATURES.last_row(of_none(bare)))
        return UnitCase(f.start, (*things, None), (*nouns, -1), (*told, frozenset()), values, len(things), f.kind)

    def _told_nowhere(self, f: Figure, bare: Bare) -> Iterator[Thing]:
        """What a number may be of without a word for it: "two were injured", "the driver, 29", "passed 36-32"."""
        yield _PERSON
        first, last = max(f.sentence[0], f.first - _MOST_BACK), min(f.sentence[1], f.last + _MOST_BEHIND)
        if tells_age(bare) and any(_is_somebody(token) for token in self._doc[first:last]):
            yield _AGE
        if tells_votes(bare):
            yield _VOTE

    def _common(self, thing: Thing) -> Common:
        nouns = self._nouns[thing.unit] if thing.kind == "count" else 0
        return Common(self._counted[thing], nouns, _are_people(thing))

    def _printed(self, mention: Mention) -> Iterator[str]:
        g = mention.figure
        if g is None:
            yield str(self._doc[mention.token].text)
        else:
            yield self.text[g.start : g.end]
            if g.head >= 0:
                yield str(self._doc[g.head].text)

    def _mentions(self, f: Figure, n: int) -> dict[Thing, list[Mention]]:
        """Everything that is told near a number, each with where, the nearest first."""
        out: dict[Thing, list[Mention]] = defaultdict(list)
        for first, last, place in self._stretches(f, n):
            told = [g for g in self._of(first, last) if g is not f]
            for g in told:
                for thing in _units_of(g):
                    out[thing].append(Mention(g.head if g.head >= 0 else g.last, place, g))
            counted = {g.head for g in told if g.head >= 0}
            for token in self._doc[first:last]:
                if token.i in counted or f.first <= token.i <= f.last:
                    continue
                if _is_thing(token) or (place == PLACES[0] and _qualifies(token, f)):
                    out[Thing("count", lemma(token))].append(Mention(token.i, place, None))
        for found in out.values():
            found.sort(key=lambda m: _distance(f, m))
        return out

    def _stretches(self, f: Figure, n: int) -> Iterator[tuple[int, int, str]]:
        """Stretches of tokens near a number, each with its place."""
        floor = f.first - _MOST_BACK
        passage = self._passages[n]
        begin, end = self._tokens(passage)
        first, last = max(f.sentence[0], begin), min(f.sentence[1], end)
        yield max(first, floor), min(last, f.last + _MOST_BEHIND), PLACES[0]
        before = self._sentences[max(0, bisect_left(self._sentences, first) - 1)] if first > begin else first
        before = max(before, begin)
        if before < first:
            yield max(before, floor), first, PLACES[1]
        if begin < before and before > floor:
            yield max(begin, floor), before, PLACES[2]
        if n and begin > floor:
            a, b = self._tokens(self._passages[n - 1])
            heads = self._passages[n - 1].kind in {"heading", "title"}
            yield max(a, floor), b, PLACES[4 if heads else 3]
        if (k := self._headings[n]) is not None and (k < n - 1 or begin <= floor):
            a, b = self._tokens(self._passages[k])
            yield a, min(b, a + _MOST_BEHIND), PLACES[4]

    def _tokens(self, passage: Passage) -> tuple[int, int]:
        return bisect_left(self._places, passage.start), bisect_left(self._places, passage.end)

    def _of(self, first: int, last: int) -> Sequence[Figure]:
        """Figures of a stretch of tokens."""
        if first >= last:
            return ()
        end = self._places[last - 1] + 1
        return self._figures[bisect_left(self._figure_starts, self._places[first]) : bisect_left(self._figure_starts, end)]

    def _bare(self, i: int, f: Figure, n: int) -> Bare:
        passage = self._passages[n]
        begin, end = self._places[f.sentence[0]], self._places[f.sentence[1] - 1] + len(self._doc[f.sentence[1] - 1])
        beside = [g if passage.start <= g.start < passage.end else None for g in self._figures[max(0, i - 1) : i + 2]]
        inside = [g for g in self._figures[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS] if g.sentence == f.sentence]
        last = next((g for g in reversed(self._figures[max(0, i - _NEIGHBOURS) : i]) if g.unit is not None), None)
        return Bare(
            figure=f,
            left=self.text[max(begin, passage.start, f.start - _BESIDE_CHARS) : f.start],
            right=self.text[f.end : min(end, passage.end, f.end + _BESIDE_CHARS)],
            verb=verb_of(self._doc, f),
            role=role_of(self._doc, f),
            before=beside[0] if i else None,
            behind=beside[-1] if i + 1 < len(self._figures) else None,
            last=last,
            inside=sum(g.start < f.start for g in inside),
            of_sentence=len(inside),
            nearest=(),
            kind=passage.kind,
            printed=self.text[f.start : f.end],
        )


def _headings(text: str, passages: Sequence[Passage]) -> Iterator[int | None]:
    """Of each passage, the number of the heading that it stands under."""
    found: dict[str, int] = {}
    for n, passage in enumerate(passages):
        yield found.get((passage.section or "").strip())
        if passage.kind == "heading":
            found[text[passage.start : passage.end].strip()] = n


def _units_of(f: Figure) -> Iterator[Thing]:
    """The unit of a figure, and that without its "per"."""
    if f.unit is None or f.kind not in KINDS:
        return
    yield Thing(f.kind, f.unit)
    if " / " in f.unit:
        yield Thing(f.kind, f.unit.split(" / ")[0])
    if f.unit == "percentage_point":
        yield Thing(f.kind, "percent")  # what a level moved by is no unit of the level


def _is_somebody(token: Token) -> bool:
    return token.ent_type_ == "PERSON" or token.lower_ in _WHO or lemma(token) in _SOMEBODY


def _is_thing(token: Token) -> bool:
    """Whether a noun may be what numbers are of."""
    if token.ent_type_ in _NO_THINGS or not token.is_alpha or len(token) < _LEAST_CHARS or token.like_num:
        return False
    return token.tag_ in {"NNS", "NNPS"} or token.lower_ in _MANY


def _qualifies(token: Token, f: Figure) -> bool:
    """Whether a noun stands in front of that of the measure: "guano bird numbers have fallen to 1.6 million"."""
    within = f.measure is not None and f.measure.start <= token.idx < f.measure.end
    return within and token.dep_ == "compound" and token.tag_ == "NN" and token.ent_type_ not in _NO_THINGS


def _are_people(thing: Thing) -> bool:
    return thing.kind == "count" and thing.unit in PEOPLE_NOUNS


def _distance(f: Figure, mention: Mention) -> tuple[bool, int]:
    """Those in front first, then by tokens between."""
    return mention.token > f.first, abs(mention.token - f.first)


def _by_nearness(f: Figure, mentions: dict[Thing, list[Mention]]) -> list[Thing]:
    return sorted(mentions, key=lambda thing: _distance(f, mentions[thing][0]))
