"""How what a text measures has moved: from what, when, to what, when, on which scope.

What is measured is told by its words (the whole of a share, else the measure); of whom, by the scope as printed. Figures of two
scopes are never one movement, even where they measure the same: a region is not its provinces.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from policynlp.corpus.brief.evidence import Place, Reader, same_name
from policynlp.corpus.brief.figures import Figure
from policynlp.corpus.reading import TaggedDocument
from policynlp.render.amounts import plain_number
from policynlp.tags import Claim

_PRONOUNS = frozenset(
    {"it", "its", "they", "their", "them", "he", "his", "she", "her", "we", "our", "this", "that", "these", "those"}
)
_Key = tuple[str, str, str]
"""What, of whom, in which unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value at a time.

    Attributes:
        text: As printed; for a computed value its number.
        value: In `unit` of the movement.
        period: As printed, or null; `since`, `until` are its days.
        nature: As in `Claim`: a target is no outturn.
        place: Where it stands.
        computed: Not printed, but what the printed level and the amount of change give.
        doubtful: The figure or its period does not hold (see the figures).
        claim: Id, or null where it is computed or stands only as the earlier state of another figure.
    """

    text: str
    value: float
    period: str | None
    since: str | None
    until: str | None
    place: Place
    nature: str = "outturn"
    computed: bool = False
    doubtful: bool = False
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One measure of one scope over time.

    Attributes:
        what: What is measured, as printed; `share` says that it is the whole of a share.
        scope: Of whom, as printed, or null.
        unit: As in `Claim`.
        points: In the order of their periods, as far as they have any.
        direction: `up`, `down`, `level`, or `none` where only one value is known and the text does not say.
        relative: Change from the first to the last point as a part of the first; null for shares and where unknown.
        points_changed: Change of a percentage, in percentage points; null for anything else.
        amount: Amount of change as printed where no levels are given, or null; `amount_since` is what it counts from.
        said_by: Who gives the last figure, or null where the text itself does.
    """

    what: str
    share: bool
    scope: str | None
    unit: str | None
    points: tuple[Point, ...]
    direction: str
    relative: float | None
    points_changed: float | None
    amount: str | None
    amount_since: str | None
    said_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementGroup:
    """Movements of one measure.

    Attributes:
        what, share: As in `Movement`.
        movements: One for each scope.
        other_scopes: Single values of the same measure that no movement takes in, since their scope is worded differently.
        scopes: The scopes as printed; where there are several, their figures are no one series.
    """

    what: str
    share: bool
    movements: tuple[Movement, ...]
    other_scopes: tuple[Movement, ...]
    scopes: tuple[str, ...]


def movements_of(tagged: TaggedDocument, figures: Sequence[Figure], reader: Reader) -> list[MovementGroup]:
    """The movements that a document tells, by measure, those with most points first.

    Args:
        tagged: The document.
        figures: As `figures_of` gives them.
        reader: The texts.
    """
    standing = {f.claim: f for f in figures}
    claims = [c for c in tagged.claims if c.id in standing and not standing[c.id].small and c.value is not None]
    by_key: dict[_Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.measure is not None or claim.share_of is not None:
            by_key[_key(claim)].append(claim)
    made = []
    for members in by_key.values():
        movement = _movement(members, standing, reader)
        if movement is not None:
            made.append(movement)
    grouped: dict[tuple[str, bool], list[Movement]] = defaultdict(list)
    for movement in made:
        grouped[same_name(movement.what), movement.share].append(movement)
    out = [_group(found) for found in grouped.values() if any(_moves(m) for m in found)]
    return sorted(out, key=lambda g: -max(len(m.points) for m in g.movements))


def _key(claim: Claim) -> _Key:
    what, _ = _what(claim)
    return same_name(what), same_name(_scope(claim) or ""), claim.unit or claim.kind


def _what(claim: Claim) -> tuple[str, bool]:
    if claim.share_of is not None:
        return claim.share_of.text, True
    return (claim.measure.text if claim.measure else ""), False


def _scope(claim: Claim) -> str | None:
    """Of whom, as printed; a pronoun says it no more than nothing does."""
    scope = claim.scope.text if claim.scope else None
    return claim.place if scope is None or scope.casefold() in _PRONOUNS else scope


def _is_amount(claim: Claim) -> bool:
    """An amount of change: it counts from an earlier period, whose value is not given."""
    return claim.trend != "none" and claim.from_ is not None and claim.from_.value is None


def _movement(members: Sequence[Claim], standing: dict[str, Figure], reader: Reader) -> Movement | None:
    levels = [c for c in members if not _is_amount(c) and c.value_high is None]
    amounts = [c for c in members if _is_amount(c)]
    points = _points(levels, amounts, standing, reader)
    if not points and not amounts:
        return None
    moved = len(points) > 1
    last = next((c for c in reversed(levels) if any(c.id == p.claim for p in points)), members[-1])
    what, share = _what(members[0])
    first_value, last_value = (points[0].value, points[-1].value) if points else (0.0, 0.0)
    percent = last.unit == "percent"
    since = amounts[0].from_.period if amounts and amounts[0].from_ else None
    return Movement(
        what=what,
        share=share,
        scope=next((_scope(c) for c in members if _scope(c)), None),
        unit=last.unit,
        points=tuple(points),
        direction=_direction(points, amounts),
        relative=round((last_value - first_value) / abs(first_value), 4) if moved and first_value and not percent else None,
        points_changed=round(last_value - first_value, 6) if moved and percent else None,
        amount=amounts[0].text if amounts and not moved else None,
        amount_since=since.text if since and not moved else None,
        said_by=standing[last.id].said_by,
    )


def _points(levels: Sequence[Claim], amounts: Sequence[Claim], standing: dict[str, Figure], reader: Reader) -> list[Point]:
    """Values whose order in time is known: both ends of a change that the text tells, and values with a period each.

    Two values of one period are of two things that the words do not tell apart; then only told changes are trusted.
    """
    told: list[Point] = []
    for later in levels:
        before = later.from_.value if later.from_ else None
        if before is not None:
            same = next((c for c in levels if c.id != later.id and c.value is not None and _same(c.value, before)), None)
            first = _point(same, standing[same.id]) if same else _earlier(later, before, standing[later.id])
            told.append(first if first.since else replace(first, since=_before(standing[later.id])))
            told.append(_point(later, standing[later.id]))
    for amount in amounts:
        told += _computed(amount, levels, standing, reader)
    dated = _distinct(_point(c, standing[c.id]) for c in levels if c.period is not None and c.period.start_date)
    if len({(p.since, p.until) for p in dated}) < len(dated):
        dated = []
    return sorted(_distinct([*told, *dated]), key=lambda p: (p.since is None, p.since or "", p.place.start))


def _moves(movement: Movement) -> bool:
    return len(movement.points) > 1 or movement.amount is not None


def _group(found: Sequence[Movement]) -> MovementGroup:
    moving = [m for m in found if _moves(m)]
    return MovementGroup(
        what=found[0].what,
        share=found[0].share,
        movements=tuple(moving),
        other_scopes=tuple(m for m in found if not _moves(m)),
        scopes=tuple(dict.fromkeys(m.scope for m in found if m.scope)),
    )


def _point(claim: Claim, figure: Figure) -> Point:
    return Point(
        text=claim.text,
        value=float(claim.value or 0.0),
        period=claim.period.text if claim.period else None,
        since=claim.period.start_date if claim.period else None,
        until=claim.period.end_date if claim.period else None,
        place=figure.place,
        nature=claim.nature,
        doubtful=figure.standing in {"contradicted", "doubtful"},
        claim=claim.id,
    )


def _earlier(later: Claim, value: float, figure: Figure) -> Point:
    """The earlier state that only the later figure knows of."""
    period = later.from_.period if later.from_ else None
    return Point(
        text=plain_number(value),
        value=value,
        period=period.text if period else None,
        since=(period.start_date or _before(figure)) if period else _before(figure),
        until=period.end_date if period else None,
        place=figure.place,
    )


def _before(figure: Figure) -> str:
    """A day that sorts before the later figure's."""
    return (figure.since or "0000")[:4] + "-00"


def _computed(amount: Claim, levels: Iterable[Claim], standing: dict[str, Figure], reader: Reader) -> list[Point]:
    """The level before a change and the level after it, where both stand in one sentence and are exact."""
    first, last = reader.span_of_sentence(standing[amount.id].place.document, amount.start)
    level = next((c for c in levels if first <= c.start < last and c.trend == amount.trend and c.bound == "exact"), None)
    if level is None or level.value is None or amount.value is None or amount.bound != "exact" or level.from_ is not None:
        return []
    value = level.value + amount.value * (1 if amount.trend == "down" else -1)
    period = amount.from_.period if amount.from_ else None
    before = Point(
        text=plain_number(round(value, 6)),
        value=value,
        period=period.text if period else None,
        since=(period.start_date or "0000") if period else "0000",
        until=period.end_date if period else None,
        place=standing[amount.id].place,
        computed=True,
    )
    return [before, _point(level, standing[level.id])]


def _distinct(points: Iterable[Point]) -> list[Point]:
    """A value that is told twice for one period is one point."""
    out: list[Point] = []
    for point in points:
        twin = next((i for i, p in enumerate(out) if _same(p.value, point.value) and p.since == point.since), None)
        if twin is None:
            out.append(point)
        elif point.doubtful:
            out[twin] = replace(out[twin], doubtful=True)
    return out


def _direction(points: Sequence[Point], claims: Sequence[Claim]) -> str:
    if len(points) > 1:
        first, last = points[0].value, points[-1].value
        return "level" if _same(first, last) else "up" if last > first else "down"
    return next((c.trend for c in claims if c.trend != "none"), "none")


def _same(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1.0)
