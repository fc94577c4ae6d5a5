"""Training what compares figures of two texts: dossiers that a reader compared, tagged, fitted, measured, written with a card."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from policynlp.document import Document, Span
from policynlp.errors import InputError
from policynlp.settings import Settings
from policynlp.steps.learnt_text import learnt_text

if TYPE_CHECKING:
    from policynlp.link.features import Features
    from policynlp.link.moment_training import LabelledMoments
    from policynlp.link.pair_training import LabelledTable
    from policynlp.tag.pipeline import Tagger

EXPECTED, DATES = "expected.jsonl", "dates.jsonl"
_ONE_THING = frozenset({"agrees", "compatible", "differs"})
_HINT = "See docs/evaluate.md, section Figures of two texts, for the form of a dossier."


@dataclass(frozen=True, slots=True)
class Compared:
    """Two figures that a reader compared: document and place of each, and what the reader says."""

    ends: tuple[tuple[str, Span], tuple[str, Span]]
    kind: str


def train_links(settings: Settings, data: Path, out: Path, *, report: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Train the regressions that compare figures and dates, measure them out of fold, and write them with a card.

    Args:
        settings: All settings in force; those of tagging count.
        data: Folder of dossiers: a folder each, with texts and `expected.jsonl`; some with `dates.jsonl`, which teach where there
            are as many of them as folds.
        out: Folder to write the model to.
        report: Gets a line for each dossier.

    Returns:
        What `metrics.json` keeps: numbers of dossiers and pairs, and of what is told rightly and wrongly out of fold.

    Raises:
        InputError: There are too few dossiers, or a row names words that its text does not have.
    """
    from policynlp.link.pair_model import using
    from policynlp.link.pair_training import (
        FOLDS,
        LEAST_OF_DIFFERENCES,
        LEAST_PROBABILITY,
        MOST_FALSE,
        curve,
        fit,
        least_log_odds,
        out_of_fold,
    )
    from policynlp.tag.pipeline import Tagger

    folders = sorted(path.parent for path in data.glob(f"*/{EXPECTED}"))
    if len(folders) < FOLDS:
        raise InputError(f"{len(folders)} dossiers, and {FOLDS} are needed at least", where=str(data), hint=_HINT)
    tagger = Tagger(settings.tag)
    tables: list[LabelledTable] = []
    dated: list[tuple[Path, dict[str, _Text]]] = []
    for folder in folders:
        report(folder.name)
        texts = _read(settings, tagger, folder)
        tables += _labelled(folder, texts)
        dated += [(folder, texts)] if (folder / DATES).exists() else []
    scored = out_of_fold(tables)
    found = {kind: list(curve(tables, scored, kind)) for kind in MOST_FALSE}
    probable = {"differs": LEAST_OF_DIFFERENCES}
    least = {
        kind: least_log_odds(
            found[kind], most_false=most, groups=len(folders), probability=probable.get(kind, LEAST_PROBABILITY)
        )
        for kind, most in MOST_FALSE.items()
    }
    metrics = {
        "dossiers": len(folders),
        "pairs": int(sum(len(t.table.pairs) for t in tables)),
        **{kind: _counted(rows, least[kind]) for kind, rows in found.items()},
    }
    out.mkdir(parents=True, exist_ok=True)
    model = fit(tables, least=least)
    if len(dated) >= FOLDS:
        with using(model):
            dates = [table for folder, texts in dated for table in _labelled_dates(folder, texts)]
        metrics["dates"] = _train_dates(dates, out)
    else:
        _keep_dates(out)
    _write(out, model.as_json(), metrics)
    return metrics


def _train_dates(dates: Sequence[LabelledMoments], out: Path) -> dict[str, Any]:
    """Train the regressions that compare dates and write them; what they tell out of fold."""
    from policynlp.link.moment_pairs import WEIGHTS
    from policynlp.link.moment_training import MOST_FALSE, fit_moments, moment_curve, moments_out_of_fold
    from policynlp.link.pair_training import least_log_odds

    rows = list(moment_curve(dates, moments_out_of_fold(dates)))
    groups = len({t.group for t in dates})
    least = least_log_odds(rows, most_false=MOST_FALSE, groups=groups)
    (out / WEIGHTS).write_text(json.dumps(fit_moments(dates, least=least).as_json(), indent=2) + "\n", encoding="utf-8")
    return {"dossiers": groups, "pairs": len(rows), **_counted(rows, least)}


def _counted(rows: Sequence[tuple[float, bool]], least: float) -> dict[str, float]:
    """What `metrics.json` keeps of pairs out of fold: log-odds, and whether a reader says so."""
    told = [right for odds, right in rows if odds >= least]
    return {
        "least_log_odds": least,
        "of_one_thing": sum(right for _, right in rows),
        "told": sum(told),
        "told_wrongly": len(told) - sum(told),
    }


def _keep_dates(out: Path) -> None:
    """What compares dates stays as it came with the program."""
    from policynlp.link.moment_pairs import WEIGHTS, load_moment_model

    (out / WEIGHTS).write_text(json.dumps(load_moment_model().as_json(), indent=2) + "\n", encoding="utf-8")


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


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a dossier: itself, and what links read from it."""

    document: Document
    features: Features


def _read(settings: Settings, tagger: Tagger, folder: Path) -> dict[str, _Text]:
    """The texts of a dossier, by name."""
    from policynlp.link.features import features

    documents = {path.stem: learnt_text(path, settings, hint=_HINT) for path in sorted(folder.glob("*.txt"))}
    return {name: _Text(document, features(document, tagger.tag(document))) for name, document in documents.items()}


def _labelled(folder: Path, texts: Mapping[str, _Text]) -> Iterator[LabelledTable]:
    """The tables of the figures of each two texts of a dossier."""
    from policynlp.link.pair_table import pair_table
    from policynlp.link.pair_training import UNSURE, LabelledTable

    compared = list(read_compared(folder / EXPECTED, {name: t.document.text for name, t in texts.items()}))
    for first, second in combinations(texts, 2):
        table = pair_table(texts[first].features.statements, texts[second].features.statements)
        found = [(one, 1 if one.kind in _ONE_THING else UNSURE) for one in compared]
        yield LabelledTable(folder.name, table, _labels(table.pairs, (first, second), found))


def _labelled_dates(folder: Path, texts: Mapping[str, _Text]) -> Iterator[LabelledMoments]:
    """The tables of the dates of each two texts of a dossier whose dates a reader has compared."""
    from policynlp.link.claims import among
    from policynlp.link.moment_pairs import agreements
    from policynlp.link.moment_table import moment_table
    from policynlp.link.moment_training import LabelledMoments

    compared = list(read_compared(folder / DATES, {name: t.document.text for name, t in texts.items()}))
    found = [(one, 1) for one in compared if one.kind == "agrees"]
    tied = agreements(among([s for t in texts.values() for s in t.features.statements]))
    for names in combinations(sorted(texts, key=lambda name: texts[name].document.id), 2):
        first, second = (texts[name] for name in names)
        agreed = tied.get((first.document.id, second.document.id), ())
        table = moment_table(first.features.moments, second.features.moments, agreed)
        yield LabelledMoments(folder.name, table, _labels(table.pairs, names, found))


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


def _labels(pairs: Sequence[tuple[_Spanned, _Spanned]], names: tuple[str, str], found: Sequence[tuple[Compared, int]]) -> Any:
    """The label of each pair, by what a reader says of the places of both; 0 where nothing is said."""
    import numpy as np

    labels = np.zeros(len(pairs), dtype=np.int8)
    for one, label in found:
        by_name = dict(one.ends)
        if set(by_name) != set(names):
            continue
        for n, pair in enumerate(pairs):
            if all(_touch(s, by_name[name]) for s, name in zip(pair, names, strict=True)):
                labels[n] = label
    return labels


def _touch(found: _Spanned, span: Span) -> bool:
    return found.span[0] < span[1] and span[0] < found.span[1]


def _lines(weights: Mapping[str, Any]) -> str:
    """Weights as JSON, the numbers of a row in one line."""
    import re

    return re.sub(r"\n\s+(?=-?\d|\](?=,?\n))", " ", json.dumps(weights, indent=1)) + "\n"


def _write(out: Path, weights: Mapping[str, Any], metrics: Mapping[str, Any]) -> None:
    from policynlp.link.heads import KIND
    from policynlp.link.pair_card import pair_card
    from policynlp.link.pair_model import WEIGHTS
    from policynlp.tag.models import write_manifest

    (out / WEIGHTS).write_text(_lines(weights), encoding="utf-8")
    (out / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    (out / "README.md").write_text(pair_card(weights, metrics), encoding="utf-8")
    write_manifest(out, kind=KIND)
