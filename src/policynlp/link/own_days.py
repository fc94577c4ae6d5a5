"""When a paper appeared, as another text tells it: "a report by the Court of Audit, released in July" of one that is dated 9 July.

Reports name the papers that they draw on by whose they are and when they came out, seldom by title. Where the two texts agree on a figure,
that the day fits and that the sentence says whose paper it is shows which one is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policynlp.link.moments import Moment
from policynlp.link.words import mass

_MOST_DAYS = 31
"""Of a time at which a paper is said to have appeared: "last year" fits too many."""
_LEAST_WORDS, _LEAST_SAID, _LEAST_NAMES = 3.0, 5.0, 2.0
_NAMED_WORDS, _NAMED = 2.5, 2.3
"""Weight of the words that sentence and head share, where something was published; where somebody spoke, and of the names then; and of
both where names are most of it.
Chosen by reading 130 pairs of 402 dossiers whose texts agree on a figure and whose day fits: of those that pass one in ten is of another
paper, and a reader of figures lists one in six; of the others every second one."""


def own_days(left: Sequence[Moment], right: Sequence[Moment]) -> Iterator[tuple[Moment, Moment, float]]:
    """The dates of one text that tell when the other appeared, with the day that this one gives for itself.

    Args:
        left: All dates of one text.
        right: All dates of the other.

    Yields:
        A date, the day of the other text, and the weight of the words that both share; of several dates of one text the best.
    """
    for told, heads in ((left, right), (right, left)):
        own = next((m for m in heads if m.own_day), None)
        if own is None:
            continue
        fits = [(mass(m.said & own.said), m) for m in told if _fits(m, own)]
        if fits:
            words, best = max(fits, key=lambda one: (one[0], -one[1].span[0]))
            yield best, own, words


def _fits(told: Moment, own: Moment) -> bool:
    """Whether a date may be that on which a text appeared, by its days and by the words of its sentence."""
    if not told.tells_of or told.own_day or told.yearless or told.entity == own.entity:
        return False
    if (told.days[1] - told.days[0]).days > _MOST_DAYS or not told.days[0] <= own.days[0] <= told.days[1]:
        return False
    words, names = mass(told.said & own.said), mass(told.names & own.names)
    if told.tells_of == "published":
        return words >= _LEAST_WORDS or (words >= _NAMED_WORDS and names >= _NAMED)
    return words >= _LEAST_SAID or (words >= _LEAST_WORDS and names >= _LEAST_NAMES)
