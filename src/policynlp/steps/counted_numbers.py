"""Training what says what bare numbers count: texts whose readers wrote it down, tagged, fitted, measured, written with a card."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policynlp.settings import Settings
from policynlp.steps.learnt_text import rows_of_readers
from policynlp.steps.marked_figures import marked_figures
from policynlp.steps.written_rankers import write_rankers

COUNTED = "counted.jsonl"
_HINT = "See docs/evaluate.md, section What a bare number counts, for the form of the file."


@dataclass(frozen=True, slots=True)
class CountedNumber:
    """A bare number, and what it counts by its reader.

    Attributes:
        text: Path of its text beside the file.
        start: Offset in the text as it is read.
        figure: As printed.
        counts: A noun or unit, or why there is none (`train.units.NOTHING`).
    """

    text: str
    start: int
    figure: str
    counts: str


def read_counted_numbers(path: Path) -> Iterator[CountedNumber]:
    """The rows of a file.

    Args:
        path: Rows with `text`, `start`, `figure` and `counts`.

    Raises:
        InputError: The file is missing, or a row is not of this form.
    """
    return rows_of_readers(path, _counted_number, of="counted numbers", hint=_HINT)


def _counted_number(row: Any) -> CountedNumber:
    counts, start = row["counts"], row["start"]
    if not isinstance(counts, str) or not counts.strip():
        raise ValueError("`counts` does not say what the number counts")
    if not isinstance(start, int):
        raise TypeError("`start` is no offset")
    return CountedNumber(str(row["text"]), start, str(row["figure"]), counts.strip())


def train_units(settings: Settings, data: Path, out: Path, *, report: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Train the ranker of units, measure it out of fold, and write it with a card.

    Args:
        settings: All settings in force; those of tagging count.
        data: Folder with `counted.jsonl`.
        out: Folder to write the model to.
        report: Gets a line for each text.

    Returns:
        What `metrics.json` keeps (`train.units.measured`), for each source of texts.

    Raises:
        InputError: There are too few texts, a text is missing, or a row names words that its text does not have.
    """
    from policynlp.tag.claims.counted_things import counting
    from policynlp.tag.claims.unit_features import FEATURES
    from policynlp.tag.ranking import chosen
    from policynlp.train.ranking import evened, fit_ranker, out_of_fold
    from policynlp.train.units import marked_case, measured
    from policynlp.train.units_card import units_card

    sources = marked_figures(
        settings,
        data / COUNTED,
        read_counted_numbers(data / COUNTED),
        collect=counting,
        mark=lambda group, case, row: marked_case(group, case, row.counts),
        what="bare numbers",
        hint=_HINT,
        report=report,
    )
    metrics = {}
    for source, scored in zip(sources, out_of_fold(list(sources.values()), FEATURES), strict=True):
        metrics[source] = measured([(c, chosen(c.case, shares.tolist(), FEATURES)) for c, shares in scored])
    write_rankers(out, [fit_ranker(evened(list(sources.values())), FEATURES)], metrics, units_card(metrics))
    return metrics
