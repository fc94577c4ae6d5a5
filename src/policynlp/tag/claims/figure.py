"""A figure while it is being read: the mutable draft that becomes a `Claim`."""

from __future__ import annotations

from dataclasses import dataclass, field

from policynlp.document import Span
from policynlp.tag.claims.numbers import Number
from policynlp.tags import Bound, ClaimKind, Earlier, Nature, Period, TextSpan, Trend

OLDEST = 110
"""Years above which a number is nobody's age."""
_NO_SHARE = 1000
OF_THE_PAST: frozenset[Nature] = frozenset({"outturn", "estimate"})
"""Natures of what was or is."""
MOST_TOLD = 60
"""Figures of one sentence: more are a list run together, which tells no time once for all."""


@dataclass(slots=True)
class Figure:
    """One number with what was found about it.

    Attributes:
        number: The number (for a range the lower one).
        start, end: Cover number and unit.
        first, last: Tokens that overlap the number, `last` inclusive.
        sentence: First token and one past the last token of its sentence, cut to its passage.
        unit_start: Where the unit behind the number starts, or its end where there is none.
        head: Token of the counted noun, or -1.
        noun: Token of a counted noun that stands elsewhere ("73,000 cars ... sold 41,200"), or -1.
        like: The figure whose unit a bare number repeats, or null.
        gapped: Whose a bare number is that stands in a clause without a verb ("Lagos has 14 ferries, Accra nine"), or null.
        earlier: Index of the figure that states the earlier value of the change, or -1.
        against: Index of the figure of another group that this one is set against, or -1.
        is_standard: Whether it is a limit, target or benchmark that another figure is set against.
        main: Index of the figure that this one repeats in another currency, or -1.
        is_side: Whether it is what one side of a contest has ("lost 36 percent to 51 percent").
        direct: Whether the unit was printed with the number (not borrowed from a neighbour).
    """

    number: Number
    start: int
    end: int
    value: float
    high: float | None = None
    kind: ClaimKind = "count"
    unit: str | None = None
    first: int = 0
    last: int = 0
    sentence: tuple[int, int] = (0, 0)
    head: int = -1
    noun: int = -1
    like: Figure | None = None
    gapped: TextSpan | None = None
    direct: bool = False
    bound: Bound = "exact"
    trend: Trend = "none"
    earlier: int = -1
    against: int = -1
    is_standard: bool = False
    main: int = -1
    is_earlier: bool = False
    is_change: bool = False
    is_side: bool = False
    nature: Nature = "outturn"
    measure: TextSpan | None = None
    scope: TextSpan | None = None
    share_of: TextSpan | None = None
    period: Period | None = None
    place: str | None = None
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    quote: str | None = None
    from_: Earlier | None = None
    flags: list[str] = field(default_factory=list)
    score: float = 0.9


def is_no_share(f: Figure) -> bool:
    """Whether a bare number is too large to be in percent: "70 percent of the people, up from 1.6 million"."""
    return f.number.scale > 1 or f.value >= _NO_SHARE
