"""A trained network to the ONNX file that runs: int8 weights, each attention one operation, every head in one pass.

Quantisation is dynamic, per channel, with 7-bit weights (`reduce_range`): processors without VNNI instructions saturate on
products of 8-bit weights, and the same model must give the same answers everywhere. The heads of labels stay in 32-bit floats:
they are few multiplications and decide every label. Pointers and vectors are quantised, which saves 5 % of the time, moves no figure
of quotations and leaves vectors at a cosine of .997.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import torch

from policynlp.tag.neural.windows import LEFT_PIECES, MAX_PIECES, REACH_PIECES, RIGHT_PIECES
from policynlp.train.encoder.branch import BranchedNetwork
from policynlp.train.encoder.examples import ENTITIES
from policynlp.train.encoder.fit import load_weights
from policynlp.train.encoder.fusing import fuse_attention
from policynlp.train.encoder.network import EncoderNetwork, base_folder
from policynlp.train.encoder.pieces import tokenizer_of

_OPSET = 17
_HEADS = ("layer_head", "entity_head")
OUTPUTS = ("token_vectors", "layers", "entities", "pointers")


def export_network(weights: Path, out: Path, *, quantise: bool = True) -> Path:
    """Write ONNX model, tokenizer and config of a trained network; decoding, card and manifest come later.

    Args:
        weights: Trained weights, as `fit.save_weights` wrote them.
        out: Folder to write to; made if missing.
        quantise: False keeps 32-bit floats (four times the size), for measuring what quantisation costs.

    Returns:
        `out`.

    Raises:
        ModelError: The extra `train` is not installed.
    """
    return export_loaded(load_weights(weights), out, quantise=quantise)


def export_loaded(network: EncoderNetwork | BranchedNetwork, out: Path, *, quantise: bool = True) -> Path:
    """The same for a network in memory, whose attention must be `eager` or as plain."""
    stem = network.stem if isinstance(network, BranchedNetwork) else network
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / "plain.onnx"
        _to_onnx(network, plain)
        if quantise:
            _quantise(plain, out / "model.onnx")
        else:
            shutil.copyfile(plain, out / "model.onnx")
    _fuse(out / "model.onnx", heads=int(stem.base.config.num_attention_heads))
    _copy_tokenizer(out)
    config = {
        "dimensions": int(stem.base.config.hidden_size),
        "max_pieces": MAX_PIECES,
        "left_pieces": LEFT_PIECES,
        "right_pieces": RIGHT_PIECES,
        "reach_pieces": REACH_PIECES,
        "precision": "int8" if quantise else "fp32",
        "entities": list(ENTITIES),
        "distance": [[round(v, 5) for v in row] for row in stem.distance.detach().tolist()],
    }
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    return out


class _OneWindow(torch.nn.Module):  # type: ignore[misc]
    """One unpadded window in; the outputs in the order of `OUTPUTS`."""

    def __init__(self, network: EncoderNetwork | BranchedNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: Any, case: Any, marks: Any) -> Any:
        out = self.network(input_ids, case, marks)
        return out.vectors, out.layers, out.entities, out.pointers


def _to_onnx(network: EncoderNetwork | BranchedNetwork, target: Path) -> None:
    ids = torch.tensor([[101, 2023, 2003, 1037, 3231, 102]])
    names = ("input_ids", "case", "marks")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tracing warns of Python branches that do not depend on the input here
        torch.onnx.export(
            _OneWindow(network),
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            str(target),
            input_names=list(names),
            output_names=list(OUTPUTS),
            dynamic_axes={n: {1: "pieces"} for n in (*names, *OUTPUTS)},
            opset_version=_OPSET,
            dynamo=False,
        )


def _quantise(plain: Path, target: Path) -> None:
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = onnx.load(str(plain)).graph
    heads = [n.name for n in graph.node if any(f"/{head}/" in n.name for head in (*_HEADS, "gate"))]
    quantize_dynamic(
        str(plain), str(target), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, nodes_to_exclude=heads
    )


def _fuse(path: Path, *, heads: int) -> None:
    import onnx

    onnx.save(fuse_attention(onnx.load(str(path)), heads=heads), str(path))


def _copy_tokenizer(out: Path) -> None:
    tokenizer_of(base_folder()).save(str(out / "tokenizer.json"), pretty=False)
