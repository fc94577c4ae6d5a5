"""The encoder: texts to vectors, one forward pass for passages and sentences alike.

Each window of word pieces runs alone and without padding. Dynamic int8 quantisation scales activations by the largest
value in a run, so that in a batch a passage's vector would depend on its batch mates; one by one it depends on the
passage alone, and on CPU that is no slower.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.document import Passage, Span
from policynlp.errors import ModelError
from policynlp.tag.models import models_dir, read_manifest, read_verified, version_of

Vector = npt.NDArray[np.float32]
"""Unit vector (384,), or zeros where there was nothing to read."""

_OVERLAP_PIECES = 32  # shared by two neighbouring windows; each gives the half that lies further inside of it
_SLICE_CHARS = 20_000  # tokenized at once; bounds memory on lines without end
_CONTEXT_CHARS = 1_000  # of the text before and after: about one window
_CHARS_PER_BLOCK = 400_000  # a longer document keeps means of 2, 3, ... pieces instead of every piece
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Vectors of one passage: blocks of neighbouring word pieces, with the characters that they cover."""

    starts: npt.NDArray[np.int64]  # (blocks,)
    ends: npt.NDArray[np.int64]  # (blocks,)
    vectors: npt.NDArray[np.float16]  # (blocks, 384)


class Encoding:
    """What the encoder made of one text.

    Args:
        passages: Passage id to its vector.
        pieces: For each passage its word pieces, in order of the text.
        before, after: Vectors of the neighbouring text, or None.
        dimensions: Width of the vectors.
    """

    __slots__ = ("_pieces", "_starts", "after", "before", "dimensions", "passages")

    def __init__(
        self,
        passages: Mapping[str, Vector],
        pieces: Sequence[tuple[Span, _Pieces]],
        *,
        before: Vector | None,
        after: Vector | None,
        dimensions: int,
    ) -> None:
        self.passages = dict(passages)
        self.before = before
        self.after = after
        self.dimensions = dimensions
        self._pieces = sorted(pieces, key=lambda p: p[0])
        self._starts = [span[0] for span, _ in self._pieces]

    def passage_vector(self, passage_id: str) -> Vector:
        """Unit vector of a passage (float32, `dimensions` wide); zeros for one that the encoder did not see."""
        found = self.passages.get(passage_id)
        return np.zeros(self.dimensions, dtype=np.float32) if found is None else found

    def span_vector(self, start: int, end: int) -> Vector:
        """Unit vector of any span of the text: the mean over the word pieces that touch it, without another pass.

        Args:
            start: First character of the span.
            end: One behind its last character.

        Returns:
            float32, `dimensions` wide; zeros where no encoded piece touches the span.
        """
        total = np.zeros(self.dimensions, dtype=np.float32)
        first = max(0, int(np.searchsorted(self._starts, start, side="right")) - 1)
        for n in range(first, len(self._pieces)):
            (a, b), pieces = self._pieces[n]
            if a >= end:
                break
            if b <= start:
                continue
            low = int(np.searchsorted(pieces.ends, start, side="right"))
            high = int(np.searchsorted(pieces.starts, end, side="left"))
            total += pieces.vectors[low:high].sum(axis=0, dtype=np.float32)
        return _unit(total)


class Encoder:
    """A sentence encoder in ONNX. Loading takes about a tenth of a second.

    Args:
        path: Its folder; default: the one that came with this version.
        threads: Threads of one forward pass.

    Raises:
        ModelError: A file is missing or does not match its hash.
    """

    def __init__(self, path: Path | None = None, *, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = path or models_dir() / "encoder"
        manifest = read_manifest(folder, kind="encoder")
        self.version = version_of(folder, kind="encoder")
        config = json.loads(read_verified(folder, "config.json", manifest))
        self.dimensions = int(config["dimensions"])
        self._max_pieces = int(config["max_pieces"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # the parser needs the other core
        try:
            self._tokenizer: Any = Tokenizer.from_str(read_verified(folder, "tokenizer.json", manifest).decode("utf-8"))
            self._session: Any = onnxruntime.InferenceSession(
                read_verified(folder, "model.onnx", manifest), options, providers=["CPUExecutionProvider"]
            )
        except ModelError:
            raise
        except Exception as error:  # onnxruntime and tokenizers raise bare types of their own
            raise ModelError(f"the encoder cannot be loaded: {error}", where=str(folder), hint="Export it anew.") from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._first, self._last = (self._tokenizer.token_to_id(t) or 0 for t in ("[CLS]", "[SEP]"))

    def encode(self, text: str, passages: Sequence[Passage], *, before: str = "", after: str = "") -> Encoding:
        """Read the passages of a text.

        Args:
            text: The document's text.
            passages: Those to be read; each is read alone, so a vector depends on the passage's characters only.
            before: Text in front, which serves as context; its last 1,000 characters are read.
            after: Text behind; its first 1,000 characters are read.

        Returns:
            Vectors of passages, and of any span of them. Memory: up to 768 bytes a word piece, and at most about
            100 MB however long the document is.
        """
        block = 1 + len(text) // _CHARS_PER_BLOCK
        vectors: dict[str, Vector] = {}
        pieces: list[tuple[Span, _Pieces]] = []
        for passage in passages:
            vector, found = self._read(text[passage.start : passage.end], passage.start, block)
            vectors[passage.id] = vector
            if found is not None:
                pieces.append((passage.span, found))
        return Encoding(
            vectors,
            pieces,
            before=self.vector(before[-_CONTEXT_CHARS:]) if before.strip() else None,
            after=self.vector(after[:_CONTEXT_CHARS]) if after.strip() else None,
            dimensions=self.dimensions,
        )

    def vector(self, text: str) -> Vector:
        """Unit vector of a text on its own, such as a search query."""
        return self._read(text, 0, 1)[0]

    def _read(self, text: str, offset: int, block: int) -> tuple[Vector, _Pieces | None]:
        """Vector and pieces of a passage; the vector is the mean over all pieces, special ones included, as in training."""
        total = np.zeros(self.dimensions, dtype=np.float64)
        parts: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float16]]] = []
        for start, end in _slices(text):
            encoded = self._tokenizer.encode(_SURROGATE.sub("\ufffd", text[start:end]), add_special_tokens=False)
            ids = encoded.ids
            if not ids:
                continue
            spans = np.asarray(encoded.offsets, dtype=np.int64) + (offset + start)  # (pieces, 2)
            for low, high, keep_low, keep_high in _windows(len(ids), self._max_pieces - 2):
                states = self._run([self._first, *ids[low:high], self._last])  # (pieces + 2, 384)
                own = states[1 + keep_low - low : 1 + keep_high - low]
                total += own.sum(axis=0, dtype=np.float64)
                total += states[0] + states[-1]
                parts.append(_blocks(spans[keep_low:keep_high], own, block))
        if not parts:
            return np.zeros(self.dimensions, dtype=np.float32), None
        starts, ends, vectors = (np.concatenate(column) for column in zip(*parts, strict=True))
        return _unit(total.astype(np.float32)), _Pieces(starts, ends, vectors)

    def _run(self, ids: list[int]) -> npt.NDArray[np.float32]:
        out: npt.NDArray[np.float32] = self._session.run(None, {"input_ids": np.asarray([ids], dtype=np.int64)})[0][0]
        return out


def _unit(vector: npt.NDArray[np.float32]) -> Vector:
    length = float(np.linalg.norm(vector))
    return (vector / length).astype(np.float32) if length > 0 else np.zeros_like(vector, dtype=np.float32)


def _blocks(
    spans: npt.NDArray[np.int64], states: npt.NDArray[np.float32], size: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float16]]:
    """Means of `size` neighbouring pieces, with first and last character."""
    if size == 1:
        return spans[:, 0], spans[:, 1], states.astype(np.float16)
    first = np.arange(0, len(spans), size)
    last = np.minimum(first + size, len(spans)) - 1
    sums = np.add.reduceat(states, first, axis=0)
    return spans[first, 0], spans[last, 1], (sums / (last - first + 1)[:, None]).astype(np.float16)


def _slices(text: str) -> Iterator[Span]:
    """Cut a long text behind white space, so that the tokenizer never sees more than `_SLICE_CHARS`."""
    start = 0
    while len(text) - start > _SLICE_CHARS:
        end = start + _SLICE_CHARS
        space = max(text.rfind(" ", start + _SLICE_CHARS // 2, end), text.rfind("\n", start + _SLICE_CHARS // 2, end))
        end = space + 1 if space > 0 else end
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _windows(pieces: int, size: int) -> Iterator[tuple[int, int, int, int]]:
    """Overlapping windows over word pieces.

    Yields:
        `(low, high, keep_low, keep_high)`: the window, and the part of it whose vectors are kept; the kept parts tile
        the whole.
    """
    low, keep_low = 0, 0
    while True:
        high = min(low + size, pieces)
        keep_high = pieces if high == pieces else high - _OVERLAP_PIECES // 2
        yield low, high, keep_low, keep_high
        if high == pieces:
            return
        low, keep_low = high - _OVERLAP_PIECES, keep_high
