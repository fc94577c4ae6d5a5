"""The weights of an encoder that runs, back from its ONNX file, so that training can go on from it.

A release holds the quantised model alone. Weights of 7 bits times their scales are the function that runs; what rounding took
away when the model was made is a hundredth of what a step of training moves.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import torch

from policynlp.errors import ModelError
from policynlp.tag.models import models_dir, read_manifest, read_verified
from policynlp.train.encoder.network import EncoderNetwork, load_base

_LINEAR = re.compile(r"/network/(.+)/MatMul(?:_quant)?")


def shipped_network(folder: Path | None = None, *, dropout: float = 0.0) -> EncoderNetwork:
    """The network of an encoder's folder with its weights.

    Args:
        folder: Default: the encoder that came with this version.
        dropout: Within the encoder; before the heads twice that.

    Raises:
        ModelError: A file is missing or damaged, the extra `train` is not installed, or the graph is not one of ours.
    """
    import onnx

    chosen = folder or models_dir() / "encoder"
    manifest = read_manifest(chosen, kind="encoder")
    graph = onnx.load_model_from_string(read_verified(chosen, "model.onnx", manifest)).graph
    config = json.loads(read_verified(chosen, "config.json", manifest))
    network = EncoderNetwork(load_base(attention="eager", dropout=dropout), dropout=2 * dropout)
    found = _weights(graph) | {"distance": np.asarray(config["distance"], dtype=np.float32)}
    missing = [name for name in network.state_dict() if name not in found and not name.startswith("base.pooler.")]
    if missing:
        raise ModelError(
            f"training cannot go on from this encoder: {missing[0]} is not in its graph",
            where=str(chosen),
            hint="Leave tag.encoder out for the one that came with policynlp, or train from the start.",
        )
    state = network.state_dict()
    network.load_state_dict({name: torch.from_numpy(found[name].copy()) if name in found else state[name] for name in state})
    return network


def _weights(graph: Any) -> dict[str, np.ndarray[Any, np.dtype[np.float32]]]:
    """Name of a parameter to its weights in 32-bit floats."""
    from onnx import numpy_helper

    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {
        n.removeprefix("network."): a for n, a in stored.items() if n.startswith("network.") and n.endswith(("weight", "bias"))
    }
    for name in stored:
        if name.startswith("network.") and name.endswith("_quantized"):
            whole = name.removesuffix("_quantized")
            out[whole.removeprefix("network.")] = _plain(stored, whole)
    for node in graph.node:
        linear = _LINEAR.fullmatch(node.name) if node.op_type in {"MatMul", "MatMulInteger"} else None
        if linear and node.input[1].endswith("_quantized"):
            out[f"{linear[1].replace('/', '.')}.weight"] = _plain(stored, node.input[1].removesuffix("_quantized")).T
        elif linear and node.input[1] in stored:
            out[f"{linear[1].replace('/', '.')}.weight"] = stored[node.input[1]].T
    return {name: np.asarray(values, dtype=np.float32) for name, values in out.items()}


def _plain(stored: dict[str, Any], name: str) -> Any:
    """Quantised weights times their scales (one, or one for each column)."""
    levels = stored[f"{name}_quantized"].astype(np.float32) - stored[f"{name}_zero_point"].astype(np.float32)
    return levels * stored[f"{name}_scale"]
