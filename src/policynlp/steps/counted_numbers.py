"""Training what says what bare numbers count: texts whose readers wrote it down, tagged, fitted, measured, written with a card."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policynlp.errors import InputError
from policynlp.settings import Settings
from policynlp.steps.learnt_text import belongs, learnt_text, marked_places, rows_of_readers
from policynlp.steps.written_rankers import write_rankers

if TYPE_CHECKING:
    from policynlp.train.ranking import MarkedCase

COUNTED = "counted.jsonl"
_HINT = "See docs/evaluate.md, section What a bare number counts, for the form of the file."
_LEAST_TEXTS = 10
_COMPONENTS = ("entities", "people", "quotes", "claims")


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
    from policynlp.tag.claims.unit_features import FEATURES
    from policynlp.tag.ranking import chosen
    from policynlp.train.ranking import evened, fit_ranker, out_of_fold
    from policynlp.train.units import measured
    from policynlp.train.units_card import units_card

    sources: dict[str, list[MarkedCase]] = {}
    for source, case in _cases(settings, data, report):
        sources.setdefault(source, []).append(case)
    if len({case.group for found in sources.values() for case in found}) < _LEAST_TEXTS:
        raise InputError(f"bare numbers of fewer than {_LEAST_TEXTS} texts", where=str(data / COUNTED), hint=_HINT)
    metrics = {}
    for source, scored in zip(sources, out_of_fold(list(sources.values()), FEATURES), strict=True):
        metrics[source] = measured([(c, chosen(c.case, shares.tolist(), FEATURES)) for c, shares in scored])
    write_rankers(out, [fit_ranker(evened(list(sources.values())), FEATURES)], metrics, units_card(metrics))
    return metrics


def _cases(settings: Settings, data: Path, report: Callable[[str], None]) -> Iterator[tuple[str, MarkedCase]]:
    """The bare numbers of all texts that are such by the tagger and by their reader, with the folder that they are counted under."""
    from policynlp.tag.claims.counted_things import counting
    from policynlp.tag.pipeline import Tagger
    from policynlp.train.units import marked_case

    tagger = Tagger(settings.tag.model_copy(update={"components": _COMPONENTS}))
    for name, rows in groupby(read_counted_numbers(data / COUNTED), key=lambda row: row.text):
        report(name)
        path = (data / name).resolve()
        source, group = belongs(path)
        document = learnt_text(path, settings, hint=_HINT)
        counted = marked_places(document, path, rows, hint=_HINT)
        with counting() as met:
            tagger.tag(document)
        for case in met:
            if case.start in counted:
                yield source, marked_case(group, case, counted[case.start].counts)
