"""Training what says whom sources without a name stand for: texts whose readers wrote it down, tagged, fitted, measured, a card."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policynlp.document import Document
from policynlp.errors import InputError
from policynlp.settings import Settings
from policynlp.steps.learnt_text import articles_by_id, learnt_text, rows_of_readers
from policynlp.steps.written_rankers import write_rankers

if TYPE_CHECKING:
    from policynlp.train.ranking import MarkedCase

SPEAKERS = "speakers.jsonl"
_PRONOUNS = frozenset({"he", "she"})
_HINT = "See docs/evaluate.md, section Whom a source means, for the form of the file."
_LEAST_TEXTS = 10
_PIECE = 3
"""Passages of a piece."""


@dataclass(frozen=True, slots=True)
class MarkedSource:
    """A source without a name, and whom its reader says it means.

    Attributes:
        start: Offset in the text as it is read.
        mention: As printed.
        speakers: Full names, any of which will do; null for nobody who is named.
    """

    start: int
    mention: str
    speakers: tuple[str | None, ...]


def read_marked_sources(path: Path) -> dict[str, list[MarkedSource]]:
    """The sources of a file, by text.

    Args:
        path: Rows with `text`, a path beside the file, `start`, `mention` and `speaker`, a list of names or nulls.

    Raises:
        InputError: The file is missing, or a row is not of this form.
    """
    found: dict[str, list[MarkedSource]] = {}
    for text, source in rows_of_readers(path, _marked_source, of="speakers", hint=_HINT):
        found.setdefault(text, []).append(source)
    return found


def _marked_source(row: Any) -> tuple[str, MarkedSource]:
    return str(row["text"]), MarkedSource(int(row["start"]), str(row["mention"]), tuple(row["speaker"]))


def train_speakers(
    settings: Settings,
    data: Sequence[Path],
    out: Path,
    *,
    articles: Path | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Train the rankers of pronouns and of nouns, measure them out of fold, and write them with a card.

    Args:
        settings: All settings in force; those of tagging count.
        data: Folders with texts and `speakers.jsonl`. What is learnt from a small one counts up to three times as much.
        out: Folder to write the model to.
        articles: Rows with `id` and `text`, JSONL, for texts that lie in no folder.
        report: Gets a line for each text.

    Returns:
        What `metrics.json` keeps: for each folder, for `pronouns` and `nouns`, numbers of texts and sources, and how many come out right
        by rules and out of fold.

    Raises:
        InputError: There are too few texts, two folders of one name, a text is missing, or a row names words that its text does not have.
    """
    from policynlp.tag.quotes.noun_cases import NOUN_FEATURES
    from policynlp.tag.quotes.pronoun_cases import PRONOUN_FEATURES
    from policynlp.train.ranking import evened, fit_ranker, measured, out_of_fold
    from policynlp.train.speakers_card import speakers_card

    names = [folder.resolve().name for folder in data]
    if len(set(names)) < len(names):
        raise InputError(
            f"folders of one name: {', '.join(names)}", where=", ".join(map(str, data)), hint="Give each another name."
        )
    rankers = (PRONOUN_FEATURES, NOUN_FEATURES)
    further = articles_by_id(articles, hint=_HINT) if articles is not None else {}
    cases: dict[str, list[list[MarkedCase]]] = {features.ranker: [[] for _ in data] for features in rankers}
    for n, folder in enumerate(data):
        for ranker, case in _cases(settings, folder, further, report):
            cases[ranker][n].append(case)
    for ranker, found in cases.items():
        if len({c.group for folder in found for c in folder}) < _LEAST_TEXTS:
            raise InputError(f"{ranker} of fewer than {_LEAST_TEXTS} texts", where=", ".join(map(str, data)), hint=_HINT)
    metrics: dict[str, Any] = {name: {} for name in names}
    for features in rankers:
        for name, of_folder in zip(names, out_of_fold(cases[features.ranker], features), strict=True):
            if of_folder:
                metrics[name][features.ranker] = measured(of_folder, features)
    fitted = [fit_ranker(evened(cases[features.ranker]), features) for features in rankers]
    write_rankers(out, fitted, metrics, speakers_card(metrics))
    return metrics


def _cases(
    settings: Settings, folder: Path, further: Mapping[str, str], report: Callable[[str], None]
) -> Iterator[tuple[str, MarkedCase]]:
    """The sources of all texts of a folder that are such by the tagger and by their reader, with the name of their ranker."""
    from policynlp.tag.pipeline import Tagger
    from policynlp.tag.quotes.pronoun_cases import PRONOUN_FEATURES
    from policynlp.tag.quotes.ranked_cases import hearing
    from policynlp.train.speakers import marked_case

    tagger = Tagger(settings.tag)
    for name, sources in sorted(read_marked_sources(folder / SPEAKERS).items()):
        report(name)
        document = learnt_text(folder / name, settings, hint=_HINT, text=further.get(name))
        for one in sources:
            if document.text[one.start : one.start + len(one.mention)] != one.mention:
                raise InputError(f"{one.mention!r} does not stand at {one.start}", where=str(folder / name), hint=_HINT)
        meant = {one.start: one for one in sources}
        for begin, part in [(0, document), *pieces(document, settings)]:
            with hearing() as heard:
                tagger.tag(part)
            for ranker, start, case in {case.start: case for case in heard}.values():  # the last reading of each
                read = meant.get(begin + start)
                alone = read is not None and read.mention.lower() in _PRONOUNS  # "her brother" is not "her"
                if read is not None and alone == (ranker == PRONOUN_FEATURES.ranker):
                    yield ranker, marked_case(name, case, read.speakers, whole=part is document)


def pieces(document: Document, settings: Settings) -> Iterator[tuple[int, Document]]:
    """A text in pieces of three paragraphs, each with its offset: in a short text, nobody is told of before, and nobody far away.

    Args:
        document: The whole text.
        settings: All settings in force.
    """
    from policynlp.ingest.read import read_bytes

    for first in range(0, len(document.passages), _PIECE):
        inside = document.passages[first : first + _PIECE]
        text = document.text[inside[0].start : inside[-1].end]
        for found in read_bytes(text.encode(), uri=f"{document.id}#{first}", settings=settings, media_type="text/plain"):
            if isinstance(found, Document) and found.text == text:
                yield inside[0].start, found
