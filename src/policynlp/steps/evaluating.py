"""Scoring tags against gold: the gold file, predictions from a file or made now, and pictures of the outcome."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from policynlp.errors import InputError, Rejection
from policynlp.evaluate.evaluation import Evaluation, evaluate_layer
from policynlp.evaluate.gold import checked_gold
from policynlp.evaluate.probes import judge, read_probes, shares
from policynlp.settings import Settings
from policynlp.steps.stream import tag_stream


def evaluate(settings: Settings, layer: str, gold: Path, predicted: Path | None = None) -> Evaluation:
    """Score a layer.

    Args:
        settings: All settings in force.
        layer: `quotes`, `entities`, `claims` or `themes`.
        gold: JSONL with `id`, `text` and the gold annotations (docs/evaluate.md).
        predicted: JSONL as `policynlp tag` writes it; None: tag the gold texts now.

    Raises:
        InputError: A file cannot be read, or does not fit the other.
    """
    truth = checked_gold(layer, _read(gold), where=str(gold))
    found = _read(predicted) if predicted is not None else _tagged(settings, [gold])
    return evaluate_layer(layer, truth, found)


def evaluate_probes(settings: Settings, folder: Path, predicted: Path | None = None) -> list[dict[str, Any]]:
    """Score quotation probes, short texts of hard forms.

    Args:
        settings: All settings in force.
        folder: Of their files.
        predicted: JSONL as `policynlp tag` writes it; None: tag the texts now.

    Returns:
        A row a form, see `policynlp.evaluate.probes.shares`.

    Raises:
        InputError: There are no probes, or a file cannot be read.
    """
    probes = read_probes(folder)
    found = _read(predicted) if predicted is not None else _tagged(settings, sorted(folder.glob("*.jsonl")))
    by_id = {str(t["id"]): t["quotes"] for t in found}
    return shares(judge(p, by_id.get(str(p["id"]), [])) for p in probes)


def draw_evaluation(result: Evaluation, folder: Path) -> list[Path]:
    """Draw an evaluation.

    Args:
        result: Of `evaluate`.
        folder: Written to; it is made.

    Returns:
        The PNG files.

    Raises:
        InputError: They cannot be written there.
    """
    from policynlp.evaluate.plots import plots
    from policynlp.render.vega import png

    out = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, spec in plots(result).items():
            path = folder / f"{result.layer}-{name}.png"
            path.write_bytes(png(spec))
            out.append(path)
    except OSError as error:
        raise InputError(
            f"the pictures cannot be written: {error.strerror or error}", where=str(folder), hint="Name a folder."
        ) from error
    return out


def _tagged(settings: Settings, files: Sequence[Path]) -> list[Mapping[str, Any]]:
    return [t for t in tag_stream(list(files), settings=settings) if not isinstance(t, Rejection)]


def _read(path: Path) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    row = json.loads(line)
                    if not isinstance(row, dict) or "id" not in row:
                        raise InputError("the row has no id", where=f"{path}#{number}", hint="Each row is {id, text, ...}.")
                    rows.append(row)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"it cannot be read: {error}", where=str(path), hint="JSON lines are expected.") from error
    return rows
