"""Training what says when figures were measured: texts whose readers wrote it down, tagged, fitted, measured, written with a card."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policynlp.settings import Settings
from policynlp.steps.learnt_text import rows_of_readers
from policynlp.steps.marked_figures import marked_figures
from policynlp.steps.written_rankers import write_rankers

if TYPE_CHECKING:
    from policynlp.train.times import Told

TIMES = "times.jsonl"
_HINT = "See docs/evaluate.md, section When a figure was measured, for the form of the file."


@dataclass(frozen=True, slots=True)
class DatedFigure:
    """A figure, and when it was measured by its reader.

    Attributes:
        text: Path of its text beside the file.
        start: Offset in the text as it is read.
        figure: As printed.
        time: Null for no time.
    """

    text: str
    start: int
    figure: str
    time: Told | None


def read_dated_figures(path: Path) -> Iterator[DatedFigure]:
    """The rows of a file.

    Args:
        path: Rows with `text`, `start`, `figure` and `time`.

    Raises:
        InputError: The file is missing, or a row is not of this form.
    """
    return rows_of_readers(path, _dated_figure, of="times", hint=_HINT)


def _dated_figure(row: Any) -> DatedFigure:
    from policynlp.train.times import told

    return DatedFigure(str(row["text"]), int(row["start"]), str(row["figure"]), told(str(row["time"])))


def train_times(settings: Settings, data: Path, out: Path, *, report: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Train the ranker of times, measure it out of fold, and write it with a card.

    Args:
        settings: All settings in force; those of tagging count.
        data: Folder with `times.jsonl`.
        out: Folder to write the model to.
        report: Gets a line for each text.

    Returns:
        What `metrics.json` keeps (`train.times.measured`), for each source of texts.

    Raises:
        InputError: There are too few texts, a text is missing, or a row names words that its text does not have.
    """
    from policynlp.tag.claims.time_features import FEATURES
    from policynlp.tag.claims.when import dating
    from policynlp.train.ranking import fit_ranker, known
    from policynlp.train.times import marked_case, measured, out_of_fold
    from policynlp.train.times_card import times_card

    sources = marked_figures(
        settings,
        data / TIMES,
        read_dated_figures(data / TIMES),
        collect=dating,
        mark=lambda group, case, row: marked_case(group, case, row.time),
        what="figures",
        hint=_HINT,
        report=report,
    )
    metrics = {s: measured(found) for s, found in zip(sources, out_of_fold(list(sources.values())), strict=True)}
    write_rankers(out, [fit_ranker(known(list(sources.values())), FEATURES)], metrics, times_card(metrics))
    return metrics
