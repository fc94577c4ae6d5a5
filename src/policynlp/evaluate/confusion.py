"""What gold of a class was called: the confusion of classes, with what was missed and what was invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from policynlp.evaluate.alignment import Pair, aligned
from policynlp.evaluate.layers import theme_counts

Tagged = Mapping[str, Any]
Cells = list[dict[str, Any]]

MISSED = "(missed)"
INVENTED = "(invented)"
PARTLY = "(other span)"
UNSURE = "(unsure)"
"""Columns, and for `INVENTED` the row, that are no class of the gold: nothing was found there; nothing is there; the class is right
but the boundaries are not; the classifier said that it does not know."""


def confusion(layer: str, gold: Sequence[Tagged], predicted: Sequence[Tagged]) -> Cells:
    """Cells of the confusion matrix that are not empty.

    Args:
        layer: `quotes`, `entities`, `claims` or `themes`.
        gold: Documents with gold, spans as offsets (`checked_gold`).
        predicted: What was found, in the same order.

    Returns:
        `gold, called, count, share`: of all gold of the class (for what was invented: of all that was invented), the part that was
        called so. Counts of themes may be fractions, see `_theme_cells`.
    """
    if layer == "themes":
        counts = _theme_cells(gold, predicted)
    else:
        counts = Counter(_cell(pair) for pairs in aligned(layer, gold, predicted) for pair in pairs)
    sums: Counter[str] = Counter()
    for (wanted, _), n in counts.items():
        sums[wanted] += n
    order = sorted(counts, key=lambda cell: (_rank(cell[0]), _rank(cell[1])))
    return [
        {"gold": g, "called": c, "count": round(counts[g, c], 2), "share": round(counts[g, c] / sums[g], 4)} for g, c in order
    ]


def _rank(name: str) -> tuple[bool, str]:
    return name.startswith("("), name


def _cell(pair: Pair) -> tuple[str, str]:
    if pair.gold_class is None:
        return INVENTED, str(pair.found_class)
    if pair.found_class == pair.gold_class and not pair.exact:
        return pair.gold_class, PARTLY
    return pair.gold_class, pair.found_class or MISSED


def _theme_cells(gold: Sequence[Tagged], predicted: Sequence[Tagged]) -> Counter[tuple[str, str]]:
    """A text has several themes, so a missed one is shared out among those that were found and are wrong; a row still adds up.

    A wrong theme where none was missed is invented.
    """
    cells: Counter[tuple[str, str]] = Counter()
    for counts, document in zip(theme_counts(gold, predicted), predicted, strict=True):
        missed = [n for n, (hit, _, wanted) in counts.items() if wanted and not hit]
        wrong = [n for n, (hit, found, _) in counts.items() if found and not hit]
        cells.update((n, n) for n, (hit, _, _) in counts.items() if hit)
        for name in missed:
            if wrong:
                for other in wrong:
                    cells[name, other] += 1 / len(wrong)  # type: ignore[assignment]
            else:
                cells[name, UNSURE if _unsure(document["themes"], name) else MISSED] += 1
        if not missed:
            cells.update((INVENTED, other) for other in wrong)
    return cells


def _unsure(rows: Iterable[Any], name: str) -> bool:
    """Whether the document's row of a theme says that the classifier does not know."""
    return any(
        not isinstance(r, str)
        and r["passage"] is None
        and r.get("facet") is None
        and r["theme"] == name
        and r.get("decision") == "unsure"
        for r in rows
    )


def matrix(cells: Cells) -> list[dict[str, Any]]:
    """The cells as a table: a row a gold class, a column for what it was called."""
    columns = sorted({c["called"] for c in cells}, key=_rank)
    rows: dict[str, dict[str, Any]] = {}
    for cell in cells:
        rows.setdefault(cell["gold"], {"gold": cell["gold"], **dict.fromkeys(columns)})[cell["called"]] = cell["count"]
    return list(rows.values())
