"""What the encoder multiplies, beside how fast a core multiplies matrices at best.

Imported by `performance.py`. Peaks are measured in a process of its own with one thread: float32 through NumPy's BLAS, and 8-bit integers
through onnxruntime's `MatMulInteger` (package onnx), both with the encoder's largest matrices.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

from policynlp.document import Document
from policynlp.tag.encoder import Encoder

LAYERS, WIDTH, INNER = 6, 384, 1536
"""Of MiniLM-L6."""
_PEAKS = """
import json, time
import numpy as np
def best(work, count):
    least = 1e9
    for _ in range(30):
        began = time.perf_counter(); work(); least = min(least, time.perf_counter() - began)
    return count / least / 1e9
rows, width, inner = 384, 384, 1536
a, b = np.random.rand(rows, width).astype("f4"), np.random.rand(width, inner).astype("f4")
found = {"float32": best(lambda: a @ b, rows * width * inner)}
try:
    import onnx, onnxruntime
    from onnx import TensorProto as T, helper as h
    weight = onnx.numpy_helper.from_array(np.random.randint(-127, 127, (width, inner), dtype="i1"), "w")
    graph = h.make_graph([h.make_node("MatMulInteger", ["x", "w"], ["y"])], "g", [h.make_tensor_value_info("x", T.UINT8, [rows, width])],
                         [h.make_tensor_value_info("y", T.INT32, [rows, inner])], [weight])
    model = h.make_model(graph, opset_imports=[h.make_opsetid("", 17)], ir_version=9)
    options = onnxruntime.SessionOptions(); options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    x = np.random.randint(0, 255, (rows, width), dtype="u1")
    found["int8"] = best(lambda: session.run(None, {"x": x}), rows * width * inner)
except ImportError:
    pass
print(json.dumps(found))
"""


def gemm_peaks() -> dict[str, float]:
    """Billions of multiply-adds a second of one core, by kind of number."""
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run([sys.executable, "-c", _PEAKS], env=os.environ | one, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {kind: round(rate, 1) for kind, rate in found.items()}


class _Counted:
    """An inference session that notes the length of each window and the seconds of each run."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.lengths: list[int] = []
        self.seconds = 0.0

    def run(self, outputs: Sequence[str], feed: dict[str, Any]) -> Any:
        self.lengths.append(next(iter(feed.values())).shape[1])
        began = time.perf_counter()
        out = self._session.run(outputs, feed)
        self.seconds += time.perf_counter() - began
        return out

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)


def encoder_arithmetic(encoder: Encoder, documents: Sequence[Document]) -> dict[str, Any]:
    """Multiply-adds of the encoder's layers, the heads left out, and how near they come to the peak."""
    session = encoder._session
    counted = encoder._session = _Counted(session)
    try:
        began = time.perf_counter()
        for document in documents:
            encoder.encode(document.text, tuple(document.content_passages()))
        whole = time.perf_counter() - began
    finally:
        encoder._session = session
    pieces = sum(counted.lengths)
    dense = pieces * LAYERS * (4 * WIDTH * WIDTH + 2 * WIDTH * INNER)
    attention = sum(n * n for n in counted.lengths) * LAYERS * 2 * WIDTH
    words = sum(len(d.text.split()) for d in documents)
    rate = (dense + attention) / counted.seconds / 1e9
    peaks = gemm_peaks()
    return {
        "pieces_per_word": round(pieces / words, 2),
        "windows": len(counted.lengths),
        "million_multiply_adds_per_word": round((dense + attention) / words / 1e6, 1),
        "attention_share": round(attention / (dense + attention), 3),
        "session_share_of_encode": round(counted.seconds / whole, 3),
        "billion_multiply_adds_per_s": round(rate, 1),
        "gemm_peak_billion_multiply_adds_per_s": peaks,
        "share_of_peak": {kind: round(rate / peak, 3) for kind, peak in peaks.items()},
        "words_per_s_at_peak": {kind: round(peak * 1e9 * words / (dense + attention)) for kind, peak in peaks.items()},
    }
