"""Training what says whom "he" and "she" stand for: texts whose readers wrote it down, tagged, fitted, measured, written with a card."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policynlp.document import Document
from policynlp.errors import InputError
from policynlp.settings import Settings

if TYPE_CHECKING:
    from policynlp.train.pronouns import MarkedCase

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
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError("the file of speakers cannot be read", where=str(path), hint=_HINT) from error
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            source = MarkedSource(int(row["start"]), str(row["mention"]), tuple(row["speaker"]))
            found.setdefault(str(row["text"]), []).append(source)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"not a row of speakers: {error}", where=f"{path}:{number}", hint=_HINT) from error
    return found


def train_speakers(
    settings: Settings, data: Path, out: Path, *, report: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Train the ranker of "he" and "she", measure it out of fold, and write it with a card.

    Args:
        settings: All settings in force; those of tagging count.
        data: Folder with texts and `speakers.jsonl`.
        out: Folder to write the model to.
        report: Gets a line for each text.

    Returns:
        What `metrics.json` keeps: numbers of texts and pronouns, and how many come out right by rules and out of fold.

    Raises:
        InputError: There are too few texts, or a row names words that its text does not have.
    """
    from policynlp.tag.models import write_manifest
    from policynlp.tag.quotes.pronoun_ranker import KIND, WEIGHTS
    from policynlp.train.pronouns import fit_ranker, measured, out_of_fold
    from policynlp.train.pronouns_card import pronouns_card

    cases = list(_cases(settings, data, report))
    if len({c.group for c in cases}) < _LEAST_TEXTS:
        raise InputError(f"pronouns of fewer than {_LEAST_TEXTS} texts", where=str(data), hint=_HINT)
    metrics = measured(list(out_of_fold(cases)))
    ranker = fit_ranker(cases)
    out.mkdir(parents=True, exist_ok=True)
    (out / WEIGHTS).write_text(json.dumps(ranker.as_json()) + "\n", encoding="utf-8")
    (out / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    (out / "README.md").write_text(pronouns_card(metrics), encoding="utf-8")
    write_manifest(out, kind=KIND)
    return metrics


def _cases(settings: Settings, data: Path, report: Callable[[str], None]) -> Iterator[MarkedCase]:
    """The pronouns of all texts that are sources by the tagger and by their reader."""
    from policynlp.steps.learnt_text import learnt_text
    from policynlp.tag.pipeline import Tagger
    from policynlp.tag.quotes.pronoun_cases import hearing
    from policynlp.train.pronouns import marked_case

    tagger = Tagger(settings.tag)
    for name, sources in sorted(read_marked_sources(data / SPEAKERS).items()):
        report(name)
        document = learnt_text(data / name, settings, hint=_HINT)
        for one in sources:
            if document.text[one.start : one.start + len(one.mention)] != one.mention:
                raise InputError(f"{one.mention!r} does not stand at {one.start}", where=str(data / name), hint=_HINT)
        meant = {one.start: one.speakers for one in sources if one.mention.lower() in _PRONOUNS}
        for begin, part in [(0, document), *pieces(document, settings)]:
            with hearing() as heard:
                tagger.tag(part)
            for start, (_, case, names) in {one[0]: one for one in heard}.items():  # the last reading of each
                if begin + start in meant:
                    yield marked_case(name, case, names, meant[begin + start], whole=part is document)


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
