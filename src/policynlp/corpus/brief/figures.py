"""The figures of a text: which another text contradicts or confirms, which do not add up, which nobody else gives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from policynlp.corpus.brief.arithmetic import FAULTS, Fault, fault_of
from policynlp.corpus.brief.evidence import Place, Reader
from policynlp.corpus.reading import TaggedDocument
from policynlp.document import Span
from policynlp.tags import Claim

Standing = Literal["contradicted", "doubtful", "confirmed", "holds", "not_comparable", "related", "alone"]
STANDINGS: tuple[Standing, ...] = ("contradicted", "doubtful", "confirmed", "holds", "not_comparable", "related", "alone")
"""How a figure stands, the gravest first: another text says otherwise; it does not add up, its period is suspect, or another
text gives its very value for another scope or time; another text gives it; a bound or approximation holds; another text
gives one that cannot be set against it; another text gives one of the same things or measure, of which nothing is claimed; no
other text gives it."""

Related = Callable[[frozenset[str]], Mapping[str, Sequence[tuple[str, str]]]]
"""Claims of a text to the documents and claims of other texts that a reader would look at beside them."""

_KINDS = {
    "differs": "contradicted",
    "agrees": "confirmed",
    "compatible": "holds",
    "not_comparable": "not_comparable",
    "related": "related",
}
_BESIDE = "Of the same things or measure; whether the two say one thing was not settled."
_LONGEST_WORDING_CHARS = 110
_CLAUSE_STARTS = (", ", "; ", ": ", "— ", "– ", "(", "“", " and ", " but ", " that ", " which ")
_SAME_VALUE = 1e-6
_BOUND_BEFORE = re.compile(
    r"(?:\b(?:nearly|almost|about|around|approximately|roughly|some|just|more than|over|at least|no fewer than|no less than|"
    r"less than|fewer than|under|at most|up to|no more than)\s+)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A figure of another text, set against one of this text.

    Attributes:
        kind: differs, agrees, compatible or not_comparable; related, where no link says any of these.
        figure: As printed there; `value`, `unit` as in `Claim`.
        place: The figure; `sentence` is what it stands in.
        bound, nature, period, said_by: Of the figure there.
        delta: How much this text's figure lies above the other one, as a part of it; negative below; null where unknown.
        same_value: Both give the same number.
        reason: Why, in one sentence; `here` is the text that `from_here` says.
        from_here: `here` in the reason is this text.
        score: How sure it is that both measure one thing, 0 to 1.
    """

    kind: str
    figure: str
    value: float | None
    unit: str | None
    place: Place
    sentence: Place
    bound: str
    nature: str
    period: str | None
    said_by: str | None
    delta: float | None
    same_value: bool
    reason: str
    from_here: bool
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of the text, with all that is known about it.

    Attributes:
        claim: Id.
        place: Number and unit as printed; `sentence` is what they stand in.
        wording: The figure with what it measures, as printed.
        kind, value, value_high, unit, bound, trend, nature: As in `Claim`.
        measure, scope, share_of, period: As printed; `since`, `until` are the days of the period.
        said_by: Who gives the figure, or null where the text itself does.
        also: The same amount in other currencies, as printed.
        small: It counts or names things ("three provinces") rather than measures; no text is searched for it.
        faults: What the checks inside the text found.
        comparisons: With other texts, the gravest first.
        standing: See `STANDINGS`.
    """

    claim: str
    place: Place
    sentence: Place
    wording: str
    kind: str
    value: float | None
    value_high: float | None
    unit: str | None
    bound: str
    trend: str
    nature: str
    measure: str | None
    scope: str | None
    share_of: str | None
    period: str | None
    since: str | None
    until: str | None
    said_by: str | None
    also: tuple[str, ...]
    small: bool
    faults: tuple[Fault, ...]
    comparisons: tuple[Comparison, ...]
    standing: Standing


def figures_of(
    tagged: TaggedDocument,
    links: Sequence[Mapping[str, Any]],
    reader: Reader,
    *,
    measures: Callable[[Claim], bool],
    related: Related = lambda _: {},
) -> list[Figure]:
    """The figures of a document, in the order of the text; an amount's second currency stands with the first.

    Args:
        tagged: The document.
        links: Rows of the view `links` with this document at one end.
        reader: Holds the documents at the other ends.
        measures: Whether a claim measures something that another text could give.
        related: Asked for the claims that no link speaks of.
    """
    found = _comparisons(tagged, links, reader)
    second: dict[str, list[Claim]] = defaultdict(list)
    known = {c.id for c in tagged.claims}
    for claim in tagged.claims:
        if claim.equivalent_to in known:
            second[str(claim.equivalent_to)].append(claim)
    first = [c for c in tagged.claims if c.equivalent_to not in known and measures(c)]
    untold = frozenset(c.id for c in first if not any(found.get(each.id) for each in (c, *second[c.id])))
    for claim_id, ends in related(untold).items():
        found[claim_id] = [_beside(reader, document, end) for document, end in ends if document in reader]
    out = []
    for claim in sorted(tagged.claims, key=lambda c: c.start):
        if claim.equivalent_to in known:
            continue
        figure = _figure(tagged, claim, reader)
        also = second[claim.id]
        same = [c for each in (claim, *also) for c in found[each.id]]
        faults = [fault_of(tagged, each, flag) for each in (claim, *also) for flag in each.flags if flag in FAULTS]
        same.sort(key=lambda c: (STANDINGS.index(_standing_of(c)), -c.score))
        standing = _standing(same, faults)
        out.append(
            replace(
                figure,
                also=tuple(c.text for c in also),
                small=standing == "alone" and not measures(claim),
                faults=tuple(faults),
                comparisons=tuple(same),
                standing=standing,
            )
        )
    return out


def wording(tagged: TaggedDocument, claim: Claim, sentence: Span) -> str:
    """The figure with the words for what it measures, as printed: `total transfers reached nearly 12 trillion yuan`."""
    if "table_cell" in claim.flags:
        return ", ".join(s.text for s in (claim.measure, claim.scope) if s) + f": {claim.text}"
    start, end = claim.start, claim.end
    here = [
        span
        for span in (claim.measure or claim.scope, claim.share_of)
        if span is not None and sentence[0] <= span.start and span.end <= sentence[1]
    ]
    clause = max(tagged.text.rfind(mark, sentence[0], start) + len(mark) for mark in _CLAUSE_STARTS)
    if not here and start - max(clause, sentence[0]) <= _LONGEST_WORDING_CHARS // 2:
        start = max(clause, sentence[0])  # "It sets aside 12.5 billion": what it is stands elsewhere
    for span in here:
        wider = min(start, span.start), max(end, span.end)
        if wider[1] - wider[0] <= _LONGEST_WORDING_CHARS:
            start, end = wider
    if start == claim.start and (before := _BOUND_BEFORE.search(tagged.text, sentence[0], start)):
        start = before.start()
    return " ".join(tagged.slice((start, end)).split())


def _figure(tagged: TaggedDocument, claim: Claim, reader: Reader) -> Figure:
    sentence, span = reader.sentence(tagged.id, claim.start), reader.span_of_sentence(tagged.id, claim.start)
    source = "; ".join(" ".join(tagged.slice(span).split()) for span in claim.source)
    return Figure(
        claim=claim.id,
        place=reader.place(tagged.id, claim.start, claim.end),
        sentence=sentence,
        wording=claim.text if reader.shown(tagged.id) == "none" else wording(tagged, claim, span),
        kind=claim.kind,
        value=claim.value,
        value_high=claim.value_high,
        unit=claim.unit,
        bound=claim.bound,
        trend=claim.trend,
        nature=claim.nature,
        measure=claim.measure.text if claim.measure else None,
        scope=claim.scope.text if claim.scope else None,
        share_of=claim.share_of.text if claim.share_of else None,
        period=claim.period.text if claim.period else None,
        since=claim.period.start_date if claim.period else None,
        until=claim.period.end_date if claim.period else None,
        said_by=claim.speaker or source or None,
        also=(),
        small=False,
        faults=(),
        comparisons=(),
        standing="alone",
    )


def _comparisons(tagged: TaggedDocument, links: Sequence[Mapping[str, Any]], reader: Reader) -> dict[str, list[Comparison]]:
    """By the id of this text's claim."""
    claims = {c.id: c for c in tagged.claims}
    out: dict[str, list[Comparison]] = defaultdict(list)
    for link in links:
        here, there = ("from", "to") if link["from_document"] == tagged.id else ("to", "from")
        other = link[f"{there}_document"]
        mine = claims.get(link[f"{here}_annotation"])
        if link["kind"] not in _KINDS or mine is None or other not in reader:
            continue
        theirs = reader.claim(other, link[f"{there}_annotation"])
        if theirs is None:
            continue
        delta = link["delta"]
        if delta is not None and here == "to":  # (to - from) / from from (from - to) / to
            delta = -delta / (1 + delta) if delta != -1 else None
        told = {"delta": delta, "reason": link["reason"], "from_here": here == "from", "score": link["score"]}
        out[mine.id].append(_comparison(theirs, other, reader, kind=link["kind"], **told))
    return out


def _beside(reader: Reader, document: str, claim: str) -> Comparison:
    """A figure of a related text that no link ties to this one."""
    theirs = reader.claim(document, claim)
    assert theirs is not None  # noqa: S101 - the caller found it in this text
    return _comparison(theirs, document, reader, kind="related", delta=None, reason=_BESIDE, from_here=True, score=0.0)


def _comparison(
    theirs: Claim, document: str, reader: Reader, *, kind: str, delta: float | None, reason: str, from_here: bool, score: float
) -> Comparison:
    return Comparison(
        kind=kind,
        figure=theirs.text,
        value=theirs.value,
        unit=theirs.unit,
        place=reader.place(document, theirs.start, theirs.end),
        sentence=reader.sentence(document, theirs.start),
        bound=theirs.bound,
        nature=theirs.nature,
        period=theirs.period.text if theirs.period else None,
        said_by=theirs.speaker,
        delta=None if delta is None else round(delta, 6),
        same_value=delta is not None and abs(delta) < _SAME_VALUE,
        reason=reason,
        from_here=from_here,
        score=score,
    )


def _standing_of(comparison: Comparison) -> Standing:
    if comparison.kind == "not_comparable" and comparison.same_value and comparison.nature != "target":
        return "doubtful"
    return _KINDS[comparison.kind]  # type: ignore[return-value]


def _standing(comparisons: Sequence[Comparison], faults: Sequence[Fault]) -> Standing:
    """The gravest; but what one text confirms on its own terms is not doubtful because another covers more or less."""
    found = {_standing_of(c) for c in comparisons}
    if faults or ("doubtful" in found and not found & {"confirmed", "holds"}):
        found.add("doubtful")
    else:
        found.discard("doubtful")
    return next((s for s in STANDINGS if s in found), "alone")
