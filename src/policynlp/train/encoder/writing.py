"""The folder of an encoder that went on from another: its graph, what it decodes with, where it comes from."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from policynlp.tag.models import read_manifest, version_of, write_manifest
from policynlp.train.encoder.branch import BranchedNetwork
from policynlp.train.encoder.export import export_loaded

_TAKEN_OVER = ("decoding.json", "tokenizer.json", "NOTICE")


def write_encoder(network: BranchedNetwork, out: Path, *, base: Path, facts: Mapping[str, Any]) -> Path:
    """Write an encoder.

    Args:
        network: Trained.
        out: Its folder; made if missing.
        base: Folder of the encoder that it went on from, whose vectors it gives and whose decoding it keeps.
        facts: For `metrics.json`.

    Returns:
        `out`.
    """
    export_loaded(network, out)
    for name in _TAKEN_OVER:
        if (base / name).is_file():
            shutil.copyfile(base / name, out / name)
    (out / "metrics.json").write_text(json.dumps(facts, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    config = json.loads((out / "config.json").read_text(encoding="utf-8")) | {"vectors": version_of(base, kind="encoder")}
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    about = {k: v for k, v in read_manifest(base, kind="encoder").items() if k in ("licence", "base")}
    write_manifest(out, kind="encoder", **about)
    return out
