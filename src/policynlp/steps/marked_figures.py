"""Figures of which readers wrote something down, as cases that a ranker learns from: their texts are tagged, and what is met is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from policynlp.document import Document
from policynlp.errors import InputError
from policynlp.settings import Settings
from policynlp.steps.dossiers import EXPECTED
from policynlp.steps.learnt_text import learnt_text

if TYPE_CHECKING:
    from policynlp.tag.collecting import Collector
    from policynlp.train.ranking import MarkedCase

_LEAST_TEXTS = 10
_COMPONENTS = ("entities", "people", "quotes", "claims")


class MarkedFigure(Protocol):
    """A row of a reader that is of a figure."""

    @property
    def text(self) -> str:
        """Path of its text beside the file."""

    @property
    def start(self) -> int:
        """Offset in the text as it is read."""

    @property
    def figure(self) -> str:
        """As printed."""


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


Marked = TypeVar("Marked", bound=MarkedFigure)
Case = TypeVar("Case", bound=_Placed)


def marked_figures(
    settings: Settings,
    file: Path,
    rows: Iterable[Marked],
    *,
    collect: Collector[Case],
    mark: Callable[[str, Case, Marked], MarkedCase],
    what: str,
    hint: str,
    report: Callable[[str], None],
) -> dict[str, list[MarkedCase]]:
    """The figures of all texts that are such by the tagger and by their reader.

    Args:
        settings: All settings in force; those of tagging count.
        file: Of the rows; texts lie beside it.
        rows: Of the readers, those of a text together.
        collect: Collects the cases of a text while it is tagged.
        mark: Makes of a group, a case and its row what is learnt from.
        what: The figures, for messages.
        hint: Where the form of the file is told.
        report: Gets a line for each text.

    Returns:
        Source of texts to its cases.

    Raises:
        InputError: There are too few texts, a text is missing, or a row names words that its text does not have.
    """
    from policynlp.tag.pipeline import Tagger

    tagger = Tagger(settings.tag.model_copy(update={"components": _COMPONENTS}))
    sources: dict[str, list[MarkedCase]] = {}
    groups: set[str] = set()
    for name, of_text in groupby(rows, key=lambda row: row.text):
        report(name)
        path = (file.parent / name).resolve()
        source, group = _belongs(path)
        document = learnt_text(path, settings, hint=hint)
        marked = _places(document, path, of_text, hint=hint)
        with collect() as met:
            tagger.tag(document)
        found = [mark(group, case, marked[case.start]) for case in met if case.start in marked]
        if found:
            sources.setdefault(source, []).extend(found)
            groups.add(group)
    if len(groups) < _LEAST_TEXTS:
        raise InputError(f"{what} of fewer than {_LEAST_TEXTS} texts", where=str(file), hint=hint)
    return sources


def _belongs(path: Path) -> tuple[str, str]:
    """What a text is counted under, and what is in one fold with it: the texts of a dossier tell of one thing."""
    if (path.parent / EXPECTED).exists():
        return path.parents[1].name, str(path.parent)
    part = path.parent.name.isdigit()  # of a folder in numbered parts
    return path.parents[1 if part else 0].name, str(path)


def _places(document: Document, path: Path, rows: Iterable[Marked], *, hint: str) -> dict[int, Marked]:
    """The rows of a text by where their figures stand."""
    found = {row.start: row for row in rows}
    for row in found.values():
        if document.text[row.start : row.start + len(row.figure)] != row.figure:
            raise InputError(f"{row.figure!r} does not stand at {row.start}", where=str(path), hint=hint)
    return found
