"""The folder of an encoder that went on from another: its graph, what it decodes with, where it comes from."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from policynlp.tag.models import read_manifest, vectors_version, write_manifest
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
    _keep_scales(out / "model.onnx", base / "model.onnx")
    for name in _TAKEN_OVER:
        if (base / name).is_file():
            shutil.copyfile(base / name, out / name)
    (out / "metrics.json").write_text(json.dumps(facts, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    config = json.loads((out / "config.json").read_text(encoding="utf-8")) | {"vectors": vectors_version(base)}
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    about = {k: v for k, v in read_manifest(base, kind="encoder").items() if k in ("licence", "base")}
    write_manifest(out, kind="encoder", **about)
    return out


def _keep_scales(new: Path, old: Path) -> None:
    """Give weights that did not change the very scales that they had.

    Quantising what was quantised finds the same levels, and scales that may differ in the last bit: enough for an activation to round
    the other way, and for a vector to move in its third digit.
    """
    import onnx
    from onnx import numpy_helper

    known: dict[bytes, Any] = {}
    stored = {i.name: i for i in onnx.load(str(old)).graph.initializer}
    for name, weights in stored.items():
        if name.endswith("_quantized"):
            scale = stored[f"{name.removesuffix('_quantized')}_scale"]
            known[numpy_helper.to_array(weights).tobytes()] = numpy_helper.to_array(scale)
    model = onnx.load(str(new))
    made = {i.name: i for i in model.graph.initializer}
    for name, weights in made.items():
        scale = made.get(f"{name.removesuffix('_quantized')}_scale") if name.endswith("_quantized") else None
        was = known.get(numpy_helper.to_array(weights).tobytes()) if scale is not None else None
        if scale is not None and was is not None and np.allclose(was, numpy_helper.to_array(scale), rtol=1e-5, atol=0.0):
            scale.CopyFrom(numpy_helper.from_array(was, scale.name))
    onnx.save(model, str(new))
