"""Findings on what moved, and on which scope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policynlp.corpus.brief.evidence import Place
from policynlp.corpus.brief.movements import Movement, MovementGroup, Point
from policynlp.render.wording import percent
from policynlp.report.telling import AHEAD, MOST_TOLD, Finding, finding
from policynlp.report.wording import capital, inside, listing, period

_MANIFOLD = 2.0
"""From three times as much on, percent are hard to read."""


def movements_told(groups: Sequence[MovementGroup]) -> Iterator[Finding]:
    """What moved, and which scopes must not be joined."""
    for group in groups[:MOST_TOLD]:
        for movement in group.movements[:MOST_TOLD]:
            yield _moved(movement)
        if len(group.scopes) > 1:
            yield _scopes(group)


def _moved(movement: Movement) -> Finding:
    ahead = bool(movement.points) and movement.points[-1].nature in AHEAD
    verbs = {"up": "is to rise", "down": "is to fall"} if ahead else {"up": "rose", "down": "fell"}
    verb = verbs.get(movement.direction, "moved")
    name = movement_name(movement)
    since = f", counted from {inside(movement.amount_since)}" if movement.amount_since else ""
    if len(movement.points) < 2:
        return finding("movements", f"{capital(name)} {verb} (“{movement.amount}”{since}).")
    first, last = movement.points[0], movement.points[-1]
    parts: list[str | tuple[str, Place]] = [capital(name)]
    if movement.direction == "level":
        parts += [" was ", *_at(first), " and is ", *_at(last)]
    else:
        parts += [f" {verb} from ", *_at(first), " to ", *_at(last)]
    change = movement.points_changed or movement.relative or 0.0
    if movement.points_changed is None and change >= _MANIFOLD:
        parts.append(f", {change + 1:.3g} times as much")
    elif change:
        size = f"{abs(change):.3g} percentage points" if movement.points_changed is not None else percent(change)
        parts.append(f", {size} {'more' if change > 0 else 'less'}")
    doubtful = sum(p.doubtful for p in movement.points)
    if doubtful:
        every = doubtful == len(movement.points)
        parts.append(f"; {'the values are' if every else 'a value is' if doubtful == 1 else 'several values are'} in doubt")
    return finding("movements", *parts, ".")


def _at(point: Point) -> list[str | tuple[str, Place]]:
    when = period(point.period, point.since)
    nature = point.nature if point.nature in AHEAD else ""
    note = ", ".join(p for p in (when, nature, "computed" if point.computed else "") if p)
    return [(point.text, point.place), f" ({note})" if note else ""]


def movement_name(movement: Movement) -> str:
    """`the share of the region in China's total economy`, `permanent population of the three provinces`."""
    scope = inside(movement.scope) if movement.scope else ""
    if movement.share:
        return f"the share of {scope} in {inside(movement.what)}" if scope else f"the share of {inside(movement.what)}"
    return f"{inside(movement.what)} ({scope})" if scope else inside(movement.what)


def _scopes(group: MovementGroup) -> Finding:
    beside = [(m, p) for m in group.other_scopes for p in m.points]
    moving = [m.scope for m in group.movements if m.scope]
    if beside and moving:
        other, point = beside[0]
        return finding(
            "movements",
            "Of the same measure, the text’s ",
            *_at(point),
            f" is stated for “{other.scope or 'no scope'}”, not for “{moving[0]}”: as worded these are different scopes, and their "
            "figures make no one series.",
        )
    scopes = listing([f"“{scope}”" for scope in group.scopes])
    return finding("movements", f"{scopes} are different scopes as worded: their figures make no one series.")
