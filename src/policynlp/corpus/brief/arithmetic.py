"""What the checks inside a text found, with the calculation: changes that do not add up, rates and periods out of line."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from policynlp.corpus.reading import TaggedDocument
from policynlp.render.amounts import plain_number
from policynlp.tags import Claim

FAULTS = ("change_mismatch", "trend_mismatch", "share_above_one", "share_mismatch", "rate_suspect", "period_suspect")
"""Flags of claims that say that a figure does not hold; the others tell how it was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A figure that its own text speaks against.

    Attributes:
        flag: One of `FAULTS`.
        what: One sentence: what is wrong, with the calculation.
    """

    flag: str
    what: str


def fault_of(tagged: TaggedDocument, claim: Claim, flag: str) -> Fault:
    """A flag in words.

    Args:
        tagged: The document of the claim.
        claim: The claim that carries the flag.
        flag: One of `FAULTS`.
    """
    words = {
        "change_mismatch": _change,
        "trend_mismatch": _trend,
        "share_above_one": _share,
        "share_mismatch": _part,
        "rate_suspect": _rate,
        "period_suspect": _period,
    }[flag]
    return Fault(flag=flag, what=words(tagged, claim))


def _change(tagged: TaggedDocument, claim: Claim) -> str:
    """The change whose ends stand nearest to the amount."""
    changed = [c for c in tagged.claims if c.from_ is not None and c.from_.value is not None and c.value is not None]
    nearest = min(changed, key=lambda c: abs(c.start - claim.start), default=None)
    if nearest is None or nearest.from_ is None or nearest.from_.value is None or nearest.value is None:
        return f"The change of “{claim.text}” does not fit the figures before and after it."
    now, before = nearest.value, nearest.from_.value
    difference = abs(now - before)
    said = f"The text says “{claim.text}”"
    if claim.unit == "fraction" and before:
        return f"{said}, but from {plain_number(before)} to {plain_number(now)} is {now / before:.2f} times as much."
    if claim.unit == "percent" and nearest.unit != "percent" and before:
        return f"{said}, but from {plain_number(before)} to {plain_number(now)} is {difference / abs(before):.1%}."
    return f"{said}, but from {plain_number(before)} to {plain_number(now)} is {plain_number(round(difference, 6))}."


def _trend(_: TaggedDocument, claim: Claim) -> str:
    before = claim.from_.value if claim.from_ else None
    if before is None or claim.value is None:
        return f"The words around “{claim.text}” say the opposite of its figures."
    said, is_ = ("risen", "fallen") if claim.trend == "up" else ("fallen", "risen")
    now = plain_number(claim.value)
    return f"The text speaks of a figure that has {said}, but from {plain_number(before)} to {now} it has {is_}."


def _share(_: TaggedDocument, claim: Claim) -> str:
    whole = f" (“{claim.share_of.text}”)" if claim.share_of else ""
    return f"“{claim.text}” is more than the whole{whole} of which it is given as a part."


def _part(tagged: TaggedDocument, claim: Claim) -> str:
    whole = next((c for c in tagged.claims if claim.share_of and c.start == claim.share_of.start), None)
    if whole is None or whole.value is None or claim.value is None:
        return f"“{claim.text}” does not fit the part and the whole beside it."
    part = plain_number(round(whole.value * claim.value / 100, 1))
    return f"“{claim.text}” of “{whole.text}” are {part}, which is not what the text says beside it."


def _rate(tagged: TaggedDocument, claim: Claim) -> str:
    by_id = {c.id: c for c in tagged.claims}
    main = by_id.get(claim.equivalent_to or "")
    if main is None or not main.value or not claim.value:
        return f"“{claim.text}” does not fit the amount that it is given beside."
    rates = [
        by_id[c.equivalent_to].value / c.value  # type: ignore[operator]
        for c in tagged.claims
        if c.equivalent_to in by_id and c.unit == claim.unit and by_id[c.equivalent_to].unit == main.unit and c.value
    ]
    usual = median(rates)
    return (
        f"“{main.text}” for “{claim.text}” makes {main.value / claim.value:.3g} {main.unit} to one {claim.unit}; "
        f"the other conversions of the text make {usual:.3g}."
    )


def _period(_: TaggedDocument, claim: Claim) -> str:
    when = f"“{claim.period.text}”" if claim.period else "its period"
    if claim.period and claim.period.start_date:
        year = claim.period.start_date[:4]
        when += f" ({year}, counted from the day of publication)" if year not in claim.period.text else ""
    base = f": the change is counted from that of {claim.from_.period.text}" if claim.from_ and claim.from_.period else ""
    return f"{when} need not be right, since the passage compares censuses{base}."
