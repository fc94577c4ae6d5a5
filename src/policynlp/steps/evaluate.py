"""Scoring tags against gold: the gold file, and predictions from a file or made now."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from policynlp.errors import InputError, Rejection
from policynlp.evaluate.layers import score
from policynlp.evaluate.probes import judge, read_probes, shares
from policynlp.settings import Settings
from policynlp.steps.stream import tag_stream


def evaluate(settings: Settings, layer: str, gold: Path, predicted: Path | None = None) -> list[dict[str, Any]]:
    """Score a layer.

    Args:
        settings: All settings in force.
        layer: `quotes`, `entities`, `claims` or `themes`; `probes` for quotations of hard forms.
        gold: JSONL with `id`, `text` and the gold annotations; for probes the folder of their files.
        predicted: JSONL as `policynlp tag` writes it; None: tag the gold texts now.

    Raises:
        InputError: A file cannot be read, or does not fit the other.
    """
    if layer == "probes":
        probes = read_probes(gold)
        files = sorted(gold.glob("*.jsonl")) if predicted is None else []
        found = _read(predicted) if predicted is not None else _tagged(settings, files)
        by_id = {str(t["id"]): t["quotes"] for t in found}
        return shares(judge(p, by_id.get(str(p["id"]), [])) for p in probes)
    truth = _read(gold)
    if predicted is not None:
        return score(layer, truth, _read(predicted))
    return score(layer, truth, _tagged(settings, [gold]))


def _tagged(settings: Settings, files: Sequence[Path]) -> list[Mapping[str, Any]]:
    return [t for t in tag_stream(list(files), settings=settings) if not isinstance(t, Rejection)]


def _read(path: Path) -> list[Mapping[str, Any]]:
    rows = []
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    row = json.loads(line)
                    if "id" not in row:
                        raise InputError("the row has no id", where=f"{path}#{number}", hint="Each row is {id, text, ...}.")
                    rows.append(row)
    except (OSError, json.JSONDecodeError) as error:
        raise InputError(f"it cannot be read: {error}", where=str(path), hint="JSON lines are expected.") from error
    return rows
