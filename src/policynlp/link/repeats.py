"""What a text says over and over, kept a few times: its figures are compared with those of every other text.

A text of one sentence, said ten thousand times, would be compared ten thousand times with each figure of another, and that other
might be its like. No reader learns more from it: of one other text a claim is tied to two claims at the most (`claims.MOST_PARTNERS`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace

from policynlp.link.statements import Statement

MOST_ALIKE = 8
"""Claims of a text that are alike in everything but their place: the first so many are compared."""
MOST_WORDED = 200
"""Claims of a text whose sentences have the same words beside the figures, as in a table without names of rows: the first so many
are compared. In the 53 texts of our dossiers and samples there is one of the former, and there are four of the latter, at the most."""


def few_of_each(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The claims of one text, without those that say again what it has said often enough.

    Args:
        statements: Of one text, as they stand in it.
    """
    alike: Counter[Hashable] = Counter()
    worded: Counter[Hashable] = Counter()
    for statement in statements:
        words = statement.dimension, statement.noun, statement.core, statement.said
        same = replace(statement, claim="", span=(0, 0), marks={}), _plain(statement)
        if alike[same] < MOST_ALIKE and worded[words] < MOST_WORDED:
            yield statement
        alike[same] += 1
        worded[words] += 1


def _plain(statement: Statement) -> Hashable:
    """The opposed words around a claim, in a form that can be counted."""
    return tuple((group, *sorted(words.items())) for group, words in sorted(statement.marks.items()))
