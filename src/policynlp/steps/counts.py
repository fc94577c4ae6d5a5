"""Counts that the steps hand to each other: small, additive, JSON-ready."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

COUNTED = (
    "items",
    "documents",
    "unchanged",
    "revisions",
    "duplicates",
    "rejected",
    "forgotten",
    "tagged",
    "passages",
    "entities",
    "people",
    "quotes",
    "claims",
    "themes",
    "links",
)
"""Order in which counts are shown."""


def add_counts(*counts: Mapping[str, int]) -> dict[str, int]:
    """Sum of several counts, in the order of `COUNTED`, with further names behind."""
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    known = {name: total[name] for name in COUNTED if name in total}
    return known | {name: n for name, n in sorted(total.items()) if name not in known}


def of_export(database: str, *, articles: int, files: int) -> dict[str, int]:
    """Counts of what came out of the exports of a press database, under names such as `articles of Factiva`."""
    return {f"articles of {database}": articles, f"files of {database}": files}


def of_table(file: str, columns: str) -> dict[str, int]:
    """A row of a table whose columns were guessed, under a name such as `rows of a.csv: text from 'body'`."""
    return {f"rows of {file}: {columns}": 1}
