"""Training what says whether a name is a person's: texts whose readers judged their names, tagged, fitted, measured, a card."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policynlp.errors import InputError
from policynlp.settings import Settings
from policynlp.steps.learnt_text import articles_by_id, learnt_text, rows_of_readers

if TYPE_CHECKING:
    from policynlp.train.names import JudgedName

NAMES = "names.jsonl"
_HINT = "See docs/evaluate.md, section Whose a name is, for the form of the file."
_LEAST_TEXTS = 10
_LISTS = {"people": "person", "places": "place", "bodies": "body", "others": "other"}


@dataclass(frozen=True, slots=True)
class JudgedText:
    """What a reader says of the names of a text.

    Attributes:
        text: Path of the text beside the file, or the id of an article.
        is_a: Class of each name (`tag.people.name_judge.CLASSES`).
    """

    text: str
    is_a: Mapping[str, str]


def read_judged_names(path: Path) -> Iterator[JudgedText]:
    """The rows of a file.

    Args:
        path: Rows with `text`, and lists of names: `people`, `places`, `bodies`, `others`.

    Raises:
        InputError: The file is missing, or a row is not of this form.
    """
    return rows_of_readers(path, _judged_text, of="names", hint=_HINT)


def _judged_text(row: Any) -> JudgedText:
    if not all(isinstance(row.get(key, []), list) for key in _LISTS):
        raise TypeError("names stand in lists")
    return JudgedText(str(row["text"]), {str(name): kind for key, kind in _LISTS.items() for name in row.get(key, ())})


def train_names(
    settings: Settings,
    data: Path,
    out: Path,
    *,
    articles: Path | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Train the judge of names, measure it out of fold, and write it with a card.

    Args:
        settings: All settings in force; those of tagging count.
        data: Folder with `names.jsonl`.
        out: Folder to write the model to.
        articles: Rows with `id` and `text`, JSONL, for texts that lie in no folder.
        report: Gets a line for each text.

    Returns:
        What `metrics.json` keeps (`train.names.measured`).

    Raises:
        InputError: There are too few texts, or a text is missing.
    """
    from policynlp.tag.models import write_manifest
    from policynlp.tag.people.name_judge import CLASSES, KIND, WEIGHTS
    from policynlp.train.names import fit_judge, measured, out_of_fold
    from policynlp.train.names_card import names_card

    names = list(_names(settings, data, articles_by_id(articles, hint=_HINT) if articles is not None else {}, report))
    if len({one.group for one in names}) < _LEAST_TEXTS:
        raise InputError(f"names of fewer than {_LEAST_TEXTS} texts", where=str(data / NAMES), hint=_HINT)
    if len({one.is_a for one in names}) < len(CLASSES):
        raise InputError(f"names of fewer than {len(CLASSES)} kinds", where=str(data / NAMES), hint=_HINT)
    metrics = measured(names, out_of_fold(names))
    out.mkdir(parents=True, exist_ok=True)
    for name, content in ((WEIGHTS, fit_judge(names).as_json()), ("metrics.json", metrics)):
        (out / name).write_text(json.dumps(content) + "\n", encoding="utf-8")
    (out / "README.md").write_text(names_card(metrics), encoding="utf-8")
    write_manifest(out, kind=KIND)
    return metrics


def _names(settings: Settings, data: Path, further: Mapping[str, str], report: Callable[[str], None]) -> Iterator[JudgedName]:
    """The names of all texts that the tagger takes for people's and that a reader has judged."""
    from policynlp.tag.people.name_judge import meeting
    from policynlp.tag.pipeline import Tagger
    from policynlp.train.names import JudgedName

    tagger = Tagger(settings.tag.model_copy(update={"components": ("entities", "people")}))
    for row in read_judged_names(data / NAMES):
        report(row.text)
        path = data / row.text
        document = learnt_text(path, settings, hint=_HINT, text=further.get(row.text))
        with meeting() as met:
            tagger.tag(document)
        for one in met:
            if one.words in row.is_a:
                yield JudgedName(row.text, _source(data, row.text, further), one.values, row.is_a[one.words])


def _source(data: Path, text: str, further: Mapping[str, str]) -> str:
    """What a text is counted under: the folder two above it, or where it lies beside the file, that folder; "articles" for rows."""
    if text in further:
        return "articles"
    path = (data / text).resolve()
    return data.resolve().name if path.parent == data.resolve() else path.parents[1].name
