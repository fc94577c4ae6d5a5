"""Writing trained rankers with what was measured of them and their card."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policynlp.tag.ranking import Ranker


def write_rankers(out: Path, rankers: Sequence[Ranker], metrics: Mapping[str, Any], card: str) -> None:
    """Write the rankers of one folder of `models`.

    Args:
        out: The folder; it is made.
        rankers: Of one kind of model.
        metrics: What `metrics.json` keeps.
        card: The model card.
    """
    from policynlp.tag.models import write_manifest
    from policynlp.tag.ranking import weights_of

    out.mkdir(parents=True, exist_ok=True)
    for ranker in rankers:
        (out / weights_of(ranker.features)).write_text(json.dumps(ranker.as_json()) + "\n", encoding="utf-8")
    (out / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    (out / "README.md").write_text(card, encoding="utf-8")
    write_manifest(out, kind=rankers[0].features.folder)
