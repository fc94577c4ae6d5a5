"""An evaluation, for people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policynlp.cli.tables import console, print_table
from policynlp.evaluate.confusion import matrix

if TYPE_CHECKING:
    from policynlp.evaluate.evaluation import Evaluation

_WIDEST = 12
"""Columns of a confusion that fit a page; a wider one is printed as a list of its largest cells."""
_MOST_CELLS = 20


def print_evaluation(result: Evaluation, drawn: Sequence[Path]) -> None:
    """Tables of an evaluation, and the pictures that were drawn of it."""
    title = f"{result.layer.capitalize()} of {result.documents:,} texts"
    print_table(list(result.metrics[0]) if result.metrics else [], result.metrics, title=title)
    if result.classes:
        print_table(list(result.classes[0]), result.classes, title="\nBy class")
    table = matrix(result.confusion)
    if table and len(table[0]) <= _WIDEST:
        print_table(list(table[0]), table, title="\nWhat gold was called")
    elif table:
        wrong = sorted((c for c in result.confusion if c["gold"] != c["called"]), key=lambda c: -c["count"])
        print_table(list(result.confusion[0]), wrong[:_MOST_CELLS], title="\nWhat gold was called, the most frequent faults")
    if result.calibration:
        rows = [{k: v for k, v in row.items() if k != "bins"} for row in result.calibration]
        print_table(list(rows[0]), rows, title="\nExpected calibration error")
    if result.abstention:
        n = result.abstention
        console().print(
            f"\nunsure: {n['unsure']:,} of {n['texts']:,} texts, among them {n['wrong_and_unsure']:,} of {n['wrong']:,} "
            "for which no theme that was given is right"
        )
    for path in drawn:
        console().print(f"drawn: {path}", soft_wrap=True)
