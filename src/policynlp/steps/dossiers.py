"""Training what compares figures of two texts: dossiers that a reader compared, tagged, fitted, measured, written with a card."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policynlp.document import Document, Span
from policynlp.errors import InputError
from policynlp.settings import Settings

if TYPE_CHECKING:
    from policynlp.link.pair_table import PairTable
    from policynlp.link.pair_training import LabelledTable
    from policynlp.link.statements import Statement
    from policynlp.tag.pipeline import Tagger

EXPECTED = "expected.jsonl"
_ONE_THING = frozenset({"agrees", "compatible", "differs"})
_HINT = "See docs/evaluate.md, section Figures of two texts, for the form of a dossier."


@dataclass(frozen=True, slots=True)
class Compared:
    """Two figures that a reader compared: document and place of each, and what the reader says."""

    ends: tuple[tuple[str, Span], tuple[str, Span]]
    kind: str


def train_links(settings: Settings, data: Path, out: Path, *, report: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Train the regressions that compare figures, measure them out of fold, and write them with a card.

    Args:
        settings: All settings in force; those of tagging count.
        data: Folder of dossiers: a folder each, with texts and `expected.jsonl`.
        out: Folder to write the model to.
        report: Gets a line for each dossier.

    Returns:
        What `metrics.json` keeps: numbers of dossiers and pairs, and of what is told rightly and wrongly out of fold.

    Raises:
        InputError: There are too few dossiers, or a row names words that its text does not have.
    """
    from policynlp.link.pair_training import FOLDS, MOST_FALSE, curve, fit, least_log_odds, out_of_fold
    from policynlp.tag.pipeline import Tagger

    folders = sorted(path.parent for path in data.glob(f"*/{EXPECTED}"))
    if len(folders) < FOLDS:
        raise InputError(f"{len(folders)} dossiers, and {FOLDS} are needed at least", where=str(data), hint=_HINT)
    tagger = Tagger(settings.tag)
    tables = [table for folder in folders for table in _labelled(settings, tagger, folder, report)]
    scored = out_of_fold(tables)
    found = {kind: list(curve(tables, scored, kind)) for kind in MOST_FALSE}
    least = {kind: least_log_odds(found[kind], most_false=most, groups=len(folders)) for kind, most in MOST_FALSE.items()}
    metrics = {
        "dossiers": len(folders),
        "pairs": int(sum(len(t.table.pairs) for t in tables)),
        **{
            kind: {
                "least_log_odds": least[kind],
                "of_one_thing": sum(right for _, right in rows),
                "told": sum(right and odds >= least[kind] for odds, right in rows),
                "told_wrongly": sum(not right and odds >= least[kind] for odds, right in rows),
            }
            for kind, rows in found.items()
        },
    }
    _write(out, fit(tables, least=least).as_json(), metrics)
    return metrics


def read_compared(path: Path, texts: Mapping[str, str]) -> Iterator[Compared]:
    """The pairs of a file of a reader's comparisons, found in the texts.

    Args:
        path: `expected.jsonl`: rows with `a_doc`, `a_text`, `a_context`, the same of b, and `kind`.
        texts: By name, without the ending.

    Raises:
        InputError: A row names a text or words that are not there.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            ends = tuple((row[f"{s}_doc"], _spot(texts[row[f"{s}_doc"]], row[f"{s}_text"], row[f"{s}_context"])) for s in "ab")
            yield Compared((ends[0], ends[1]), row["kind"])
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"the row cannot be used: {error}", where=f"{path}:{number}", hint=_HINT) from error


def _spot(text: str, figure: str, context: str) -> Span:
    """Where a figure is printed, within words around it; runs of white space are alike."""
    import re

    begin, words = (re.compile(r"\s+".join(map(re.escape, said.split()))) for said in (context, figure))
    around = begin.search(text)
    found = words.search(text, around.start()) if around else None
    if found is None:
        raise ValueError(f"“{figure}” is not in “{context}”")
    return found.span()


def _labelled(settings: Settings, tagger: Tagger, folder: Path, report: Callable[[str], None]) -> Iterator[LabelledTable]:
    """The tables of each two texts of a dossier."""
    from policynlp.link.features import features
    from policynlp.link.pair_table import pair_table
    from policynlp.link.pair_training import LabelledTable

    report(folder.name)
    documents = {path.stem: _document(path, settings) for path in sorted(folder.glob("*.txt"))}
    compared = list(read_compared(folder / EXPECTED, {name: d.text for name, d in documents.items()}))
    told = {name: features(document, tagger.tag(document)).statements for name, document in documents.items()}
    for first, second in combinations(documents, 2):
        table = pair_table(told[first], told[second])
        yield LabelledTable(folder.name, table, _labels(table, (first, second), compared))


def _document(path: Path, settings: Settings) -> Document:
    from policynlp.ingest.read import read_path

    found = next(iter(read_path(path, settings=settings)))
    if not isinstance(found, Document):
        raise InputError(f"the text cannot be used: {found.reason}", where=str(path), hint=_HINT)
    return found


def _labels(table: PairTable, names: tuple[str, str], compared: Sequence[Compared]) -> Any:
    """1, 0 or unsure for each pair."""
    import numpy as np

    from policynlp.link.pair_training import UNSURE

    labels = np.zeros(len(table.pairs), dtype=np.int8)
    for one in compared:
        by_name = dict(one.ends)
        if set(by_name) != set(names):
            continue
        for n, pair in enumerate(table.pairs):
            if all(_touch(s, by_name[name]) for s, name in zip(pair, names, strict=True)):
                labels[n] = 1 if one.kind in _ONE_THING else UNSURE
    return labels


def _touch(statement: Statement, span: Span) -> bool:
    return statement.span[0] < span[1] and span[0] < statement.span[1]


def _write(out: Path, weights: Mapping[str, Any], metrics: Mapping[str, Any]) -> None:
    from policynlp.link.pair_card import pair_card
    from policynlp.link.pair_model import KIND, WEIGHTS
    from policynlp.tag.models import write_manifest

    out.mkdir(parents=True, exist_ok=True)
    for name, content in ((WEIGHTS, weights), ("metrics.json", metrics)):
        (out / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    (out / "README.md").write_text(pair_card(weights, metrics), encoding="utf-8")
    write_manifest(out, kind=KIND)
