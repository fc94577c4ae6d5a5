"""Echoes: passages of a text that repeat, in its words or in others, a policy text published before it.

A verbatim echo is a long run of words in common. A paraphrase is a passage whose vector is near that of the policy's
passage and which shares content words with one of its sentences. Titles, bylines and boilerplate echo nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from policynlp.document import Document, Passage, Span
from policynlp.link.figures import figure
from policynlp.link.order import not_after
from policynlp.link.pairs import Party, link_id, may_meet
from policynlp.link.subjects import PROSE, subject_of
from policynlp.link.verbatim import LEAST_RUN_WORDS, Shingles, longest_run, words_of
from policynlp.link.words import cover, mass, printed, terms, weight
from policynlp.sentences import of_passage
from policynlp.tags import Claim, End, Link, Tags

VERSION = "echoes/3"
POLICY_GENRES = frozenset({"policy", "law", "speech"})
"""Genres that can be echoed. Statistics are not: their figures are compared as claims."""
BEST = 5
"""Echoes kept for one passage and one policy text."""
SAME_SUBJECT = 0.7
"""Cosine of the means of two documents' passages from which they are about one subject. An article and the strategies that
it reports on have 0.71 to 0.77; texts on other regions, or other news, below 0.7 (seen on the samples and PolNeAR)."""
SUBJECT_RELIEF = 0.08
"""Between documents on one subject the least cosine is lower by this: long passages of news dilute what they echo."""
_LEAST_MASS = 2.0
"""Weight of shared content words that shows a verbatim echo to be more than a set phrase."""
_OVERLAPS = ((0.3, 2.0), (0.4, 1.2), (0.2, 1.4))
"""Least part of the policy's sentence, and least weight, that a paraphrase shares with it; the last where a rare word is
among the shared ones. With `link.echo_cosine` at 0.62: 24 of 24 paraphrases and none of 24 sentences on the same matter in
tests/data/echo_pairs.jsonl (plain MiniLM-L6)."""
_RARE = 0.95
MIXED_RELIEF = 0.2
"""A passage that mixes several goals lies this much further from each of them; its sentence must then share more words."""
_MIXED_OVERLAPS = ((0.7, 1.9), (0.55, 2.5))
"""Least part of the policy's sentence, and least weight, that a sentence of a mixed passage shares with it. Two more true
echoes on four dossiers of our own, no further one in tests/data/echo_pairs.jsonl."""
_FIGURE_OVERLAP = (0.15, 0.5)
"""The same where the two sentences print the same figure of two digits or more."""
LEAST_TELLING = 1.8
"""Weight of the shared words that are not all over the policy."""
MOST_OF_IT = 0.6
"""Part of the policy's sentence from which it does not matter which words are shared."""
EVERYWHERE = 0.25
"""Part of a policy's passages from which a word is that of its subject, as those of its title are."""
_LEAST_EVERYWHERE = 4
_FIGURE_COSINE = 0.75
"""Passages as near as this echo each other by the figure alone."""
_IMPRINT = re.compile(
    r"(?:approved|adopted|endorsed|enacted|passed|promulgated|published|issued|released)\b[^.;:]{0,90}\b\d{4}\.?\s*$",
    re.IGNORECASE,
)
"""A sentence that says when a document was adopted, and by whom: every text about it may say so."""
_LEAST_DIGITS = 2
_LEAST_HOME = 2
"""Mentions of a country from which a document may be about it."""
_UNITS = frozenset(
    terms(
        """tonne ton gigawatt megawatt kilowatt gw mw kw crore lakh hectare acre kilometre kilometer metre meter litre kilogram"""
    )
)
"""Figures of many texts come in the same units; these tie no two goals to each other."""
_LEAST_FORMULA = 4  # passages of a text whose last one may be an imprint
_SHOWN_WORDS = 8  # of a reason
_PAIR_BLOCK = 4_000_000  # cells of a block of the similarity matrix


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a passage, with its words as printed, as terms, and its figures in base units."""

    span: Span
    words: tuple[str, ...]
    terms: frozenset[str]
    figures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage with its sentences.

    Attributes:
        party: Its document.
        passage: Its id.
        lines: Its sentences.
        terms: Of all of them.
        last: It ends its document, where imprints stand.
        title: Terms of the title of its document, which every text about it repeats.
        home: Terms for the country that its document is about, as other texts on it are.
        everywhere: Terms of so many passages of its document that they are its subject.
        vector: Unit vector or None.
        subject: Unit mean of the vectors of its document, or None.
    """

    party: Party
    passage: str
    lines: tuple[Line, ...]
    terms: frozenset[str]
    last: bool
    title: frozenset[str]
    home: frozenset[str]
    everywhere: frozenset[str]
    vector: Any = None
    subject: Any = None


def echoes(later: Sequence[Piece], sources: Sequence[Piece], *, least_cosine: float) -> Iterator[Link]:
    """What passages repeat of others.

    Args:
        later: Passages that may echo; all those of a text, or none.
        sources: Passages of policy texts that may be echoed; all those of a text, or none.
        least_cosine: `link.echo_cosine`.
    """
    found: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in _echoes(later, sources, least_cosine):
        found[link.from_.document + (link.from_.annotation or ""), link.to.document].append(link)
    for key in sorted(found):
        yield from sorted(found[key], key=lambda x: (x.relation != "verbatim", -x.score, x.id))[:BEST]


def _echoes(later: Sequence[Piece], sources: Sequence[Piece], least_cosine: float) -> Iterator[Link]:
    if not later or not sources:
        return
    done: set[tuple[int, int]] = set()
    shingles = Shingles((i, line.words) for i, p in enumerate(sources) for line in p.lines)
    for i, text in enumerate(later):
        hits = sorted({j for line in text.lines for j in shingles.hits(line.words)})
        for j in hits:
            if _may_echo(text, sources[j]) and (link := _verbatim(text, sources[j])) is not None:
                done.add((i, j))
                yield link
    for i, j, cosine, least in _near(later, sources, least=least_cosine):
        if (i, j) not in done and _may_echo(later[i], sources[j]):
            link = _paraphrase(later[i], sources[j], cosine, mixed=cosine < least)
            if link is not None:
                yield link


def pieces(party: Party, document: Document, tags: Tags) -> list[Piece]:
    """The passages of a document that can echo or be echoed."""
    out = []
    subject = subject_of(document, tags)
    title, home = frozenset(terms(document.source.title or "")), _home(document, tags)
    read = [p for p in document.passages if p.kind in PROSE]
    final = read[-1] if read else None
    figures = _figures(tags.claims, [span for p in read for span in of_passage(document, p)])
    told = [(passage, tuple(_lines(document, passage, figures))) for passage in read]
    everywhere = _everywhere([lines for _, lines in told if lines])
    for passage, lines in told:
        if lines:
            together = frozenset().union(*(line.terms for line in lines))
            vector = tags.vectors.get(passage.id)
            kept = None if vector is None else np.asarray(vector, dtype=np.float32)
            is_last = passage is final and len(read) >= _LEAST_FORMULA
            out.append(Piece(party, passage.id, lines, together, is_last, title, home, everywhere, kept, subject))
    return out


def _everywhere(passages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Terms of so many passages of a text that every text about its subject has them."""
    counts = Counter(t for lines in passages for t in frozenset().union(*(line.terms for line in lines)))
    least = max(_LEAST_EVERYWHERE, EVERYWHERE * len(passages))
    return frozenset(t for t, n in counts.items() if n >= least)


def _home(document: Document, tags: Tags) -> frozenset[str]:
    """Words for the country that a document is about: other texts on it name it, too."""
    counts = Counter(e.country for e in tags.entities if e.country and e.label in {"GPE", "NORP"})
    most = counts.most_common(1)
    if not most or most[0][1] < _LEAST_HOME:
        return frozenset()
    return frozenset(t for e in tags.entities if e.iso == most[0][0] for t in terms(document.slice((e.start, e.end))))


def _lines(document: Document, passage: Passage, figures: Mapping[Span, Collection[str]]) -> Iterator[Line]:
    for span in of_passage(document, passage):
        text = document.slice(span)
        found = frozenset(terms(text))
        if len(found) >= 3 and not _IMPRINT.match(text):
            yield Line(span, words_of(text), found, frozenset(figures.get(span, ())))


def _figures(claims: Sequence[Claim], spans: Sequence[Span]) -> dict[Span, set[str]]:
    """Of each sentence the figures of two significant digits or more, in base units."""
    out: dict[Span, set[str]] = defaultdict(set)
    starts = [start for start, _ in spans]
    for claim in claims:
        at = bisect_right(starts, claim.start) - 1
        read = figure(claim) if claim.value_high is None else None
        if at >= 0 and claim.end <= spans[at][1] and read is not None and read.digits >= _LEAST_DIGITS:
            out[spans[at]].add(f"{claim.unit_base if claim.kind != 'count' else 'count'} {read.value:.7g}")
    return out


def _may_echo(text: Piece, source: Piece) -> bool:
    if text.last and source.last:  # a disclaimer or imprint: a formula, not an echo
        return False
    return may_meet(text.party, source.party) and not_after(source.party.days, text.party.days)


def _verbatim(text: Piece, source: Piece) -> Link | None:
    best: tuple[int, float, Line, Line] | None = None
    for line in text.lines:
        for other in source.lines:
            run = longest_run(line.words, other.words)
            if len(run) < LEAST_RUN_WORDS or mass(terms(" ".join(run))) < _LEAST_MASS:
                continue
            part = len(run) / min(len(line.words), len(other.words))
            if best is None or (len(run), part) > best[:2]:
                best = (len(run), part, line, other)
    if best is None:
        return None
    length, part, line, other = best
    score = round(0.8 + 0.2 * part, 3)
    return _link(text, source, line, other, "verbatim", score, f"{length} words in a row are the same.")


def _near(later: Sequence[Piece], sources: Sequence[Piece], *, least: float) -> Iterator[tuple[int, int, float, float]]:
    """Pairs of passages with their cosine and the least one for them; lower by `MIXED_RELIEF` where a passage has several sentences."""
    rows = [i for i, p in enumerate(later) if p.vector is not None]
    columns = [j for j, p in enumerate(sources) if p.vector is not None]
    if not rows or not columns:
        return
    left = np.stack([later[i].vector for i in rows])
    right = np.stack([sources[j].vector for j in columns])
    if left.shape[1] != right.shape[1]:
        return
    subjects = np.stack([later[i].subject for i in rows])
    others = np.stack([sources[j].subject for j in columns])
    step = max(1, _PAIR_BLOCK // len(columns))
    for at in range(0, len(rows), step):
        cosines = left[at : at + step] @ right.T
        cosines += SUBJECT_RELIEF * (subjects[at : at + step] @ others.T >= SAME_SUBJECT - 1e-3)
        # a hair below the threshold, then exactly: a block's shape may change the last bits of a product
        for row, column in np.argwhere(cosines >= least - MIXED_RELIEF - 1e-3).tolist():
            exact = _cosine(left[at + row], right[column])
            wanted = least - (SUBJECT_RELIEF if _cosine(subjects[at + row], others[column]) >= SAME_SUBJECT else 0.0)
            mixed = len(later[rows[at + row]].lines) > 1 or len(sources[columns[column]].lines) > 1
            if exact >= wanted - (MIXED_RELIEF if mixed else 0.0):
                yield rows[at + row], columns[column], exact, wanted


def _cosine(a: Any, b: Any) -> float:
    return round(float(np.dot(a.astype(np.float64), b.astype(np.float64))), 6)


def _paraphrase(text: Piece, source: Piece, cosine: float, *, mixed: bool) -> Link | None:
    best: tuple[bool, float, Line, Line] | None = None
    for other in source.lines:
        wanted = other.terms - source.title - source.home - text.home - _UNITS
        for line in text.lines:
            part = cover(wanted, line.terms)
            shared = line.terms & wanted
            enough = _enough_mixed(part, shared) if mixed else _enough(part, shared)
            enough = enough and (part >= MOST_OF_IT or mass(shared - source.everywhere) >= LEAST_TELLING)
            worded = part >= _FIGURE_OVERLAP[0] and mass(shared) >= _FIGURE_OVERLAP[1]
            same = bool(line.figures & other.figures) and (worded or cosine >= _FIGURE_COSINE)
            if (enough or same) and (best is None or (same, part) > best[:2]):
                best = (same, part, line, other)
    if best is None:
        return None
    same, part, line, other = best
    shared_words = ", ".join(printed(line.words, (line.terms & other.terms) - source.title - _UNITS)[:_SHOWN_WORDS])
    figures = "; the same figure stands in both" if same else ""
    reason = f"Near in meaning (cosine {cosine:.2f}) and in words: {shared_words}{figures}."
    return _link(text, source, line, other, "paraphrase", round(cosine * (0.6 + 0.4 * part), 3), reason)


def _enough_mixed(part: float, shared: frozenset[str]) -> bool:
    """The same where a passage mixes several goals, see `_MIXED_OVERLAPS`."""
    weight_shared = mass(shared)
    return any(part >= least and weight_shared >= heavy for least, heavy in _MIXED_OVERLAPS)


def _enough(part: float, shared: frozenset[str]) -> bool:
    """Whether two sentences share enough words, see `_OVERLAPS`."""
    weight_shared = mass(shared)
    usual, short, rare = _OVERLAPS
    if (part >= usual[0] and weight_shared >= usual[1]) or (part >= short[0] and weight_shared >= short[1]):
        return True
    return part >= rare[0] and weight_shared >= rare[1] and any(weight(w) >= _RARE for w in shared)


def _link(text: Piece, source: Piece, line: Line, other: Line, relation: Any, score: float, reason: str) -> Link:
    from_ = End(document=text.party.document, annotation=text.passage, start=line.span[0], end=line.span[1])
    to = End(document=source.party.document, annotation=source.passage, start=other.span[0], end=other.span[1])
    return Link(
        id=link_id("echoes", from_, to),
        kind="echoes",
        from_=from_,
        to=to,
        relation=relation,
        reason=reason,
        version=VERSION,
        score=score,
    )
