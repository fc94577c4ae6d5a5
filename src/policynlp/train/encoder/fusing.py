"""Attention as one operation of the runtime, which cuts it into blocks that stay in the cache.

As torch exports it, a layer's attention is twenty operations that write all pairs of positions to memory five times, and a mask that
hides nothing, since a window has no padding. onnxruntime has it as one, but puts it together by itself for plain floats only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from policynlp.errors import ModelError

_DOMAIN = "com.microsoft"


def fuse_attention(model: Any, *, heads: int) -> Any:
    """Put one operation in the place of each attention, quantised or not.

    Args:
        model: An `onnx.ModelProto` as `export` makes it; changed in place.
        heads: Heads of each attention.

    Returns:
        `model`.

    Raises:
        ModelError: An attention does not look as torch exports it.
    """
    from onnx import helper, numpy_helper

    graph = model.graph
    made = {name: node for node in graph.node for name in node.output}
    used: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            used.setdefault(name, []).append(node)

    def by(name: str, *kinds: str) -> Any:
        """What makes a value, by the kinds of operation on the way back from it."""
        node = None
        for kind in kinds:
            node = made.get(node.input[0] if node else name)
            if node is None or node.op_type != kind:
                raise ModelError(
                    f"an attention has no {kind} where it should", where=name, hint="Export it with attention 'eager'."
                )
        return node

    fused = {}
    for softmax in (node for node in graph.node if node.op_type == "Softmax"):
        scaled = by(softmax.input[0], "Add", "Mul")  # the mask is added last
        scores = by(scaled.input[0], "MatMul")
        query, key = (by(side, "Transpose", "Reshape").input[0] for side in scores.input)
        (weighed,) = used[softmax.output[0]]
        value = by(weighed.input[1], "Transpose", "Reshape").input[0]
        (turned,) = used[weighed.output[0]]
        (joined,) = used[turned.output[0]]
        fused[joined.output[0]] = helper.make_node(
            "MultiHeadAttention",
            [query, key, value],
            [joined.output[0]],
            name=softmax.name.replace("Softmax", "MultiHeadAttention"),
            domain=_DOMAIN,
            num_heads=heads,
            scale=float(numpy_helper.to_array(by(scaled.input[1], "Constant").attribute[0].t)),
        )
    nodes = _living([fused.get(node.output[0], node) for node in graph.node], [out.name for out in graph.output])
    needed = {name for node in nodes for name in node.input}
    weights = [i for i in graph.initializer if i.name in needed]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(weights)
    if fused and all(opset.domain != _DOMAIN for opset in model.opset_import):
        model.opset_import.append(helper.make_opsetid(_DOMAIN, 1))
    return model


def _living(nodes: Iterable[Any], outputs: Iterable[str]) -> list[Any]:
    """Nodes that an output comes from, in their order."""
    needed, living = set(outputs), []
    for node in reversed(list(nodes)):
        if needed.intersection(node.output):
            needed.update(node.input)
            living.append(node)
    return living[::-1]
