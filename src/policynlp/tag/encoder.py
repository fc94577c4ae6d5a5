"""The encoder: one pass over a text for quotations, names and the vectors of passages and sentences.

Each window of word pieces runs alone and without padding. Dynamic int8 quantisation scales activations by the largest value in a
run, so that in a batch a window's reading would depend on its batch mates; alone it depends on the text alone, and on CPU that is
no slower.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.document import Passage, Span
from policynlp.errors import ModelError
from policynlp.tag.models import models_dir, read_manifest, read_verified, version_of
from policynlp.tag.neural.decoding import Decoding
from policynlp.tag.neural.encoding import Encoding, PieceVectors, Vector, blocks, unit
from policynlp.tag.neural.entities import decode_entities
from policynlp.tag.neural.pieces import Pieces, closing_ids, read_pieces
from policynlp.tag.neural.quotations import decode_quotations
from policynlp.tag.neural.readout import Readout, ReadoutBuilder, content_probability
from policynlp.tag.neural.windows import REACH_PIECES, Window, plan_windows, sequence

__all__ = ["Encoder", "Encoding", "Vector"]

_CONTEXT_CHARS = 1_000  # of the text before and after: about one window
_CHARS_PER_BLOCK = 400_000  # a longer document keeps means of 2, 3, ... pieces instead of every piece
_OUTPUTS = ("token_vectors", "layers", "entities", "pointers")
Floats = npt.NDArray[np.float32]


class Encoder:
    """The shared encoder in ONNX. Loading takes about a tenth of a second.

    Args:
        path: Its folder; default: the one that came with this version.
        threads: Threads of one forward pass.

    Attributes:
        version: Its own.
        vectors_version: Of the encoder whose vectors it gives: one that went on from another gives the same.
        dimensions: Width of the vectors.

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
        self.vectors_version = str(config.get("vectors") or self.version)
        self.dimensions = int(config["dimensions"])
        self._labels: tuple[str, ...] = tuple(config["entities"])
        self._distance = np.asarray(config["distance"], dtype=np.float32)
        self._sizes = {
            "max_pieces": int(config["max_pieces"]),
            "left": int(config["left_pieces"]),
            "right": int(config["right_pieces"]),
            "reach": int(config.get("reach_pieces", REACH_PIECES)),  # encoders of before 2026-12 have none
        }
        self._decoding = Decoding.from_dict(json.loads(read_verified(folder, "decoding.json", manifest)))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # the parser needs the other core
        try:
            self._tokenizer: Any = Tokenizer.from_str(read_verified(folder, "tokenizer.json", manifest).decode("utf-8"))
            self._session: Any = onnxruntime.InferenceSession(
                read_verified(folder, "model.onnx", manifest),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=["SkipLayerNormFusion"],  # adding and normalising apart takes a tenth less of the whole
            )
        except ModelError:
            raise
        except Exception as error:  # onnxruntime and tokenizers raise bare types of their own
            raise ModelError(f"the encoder cannot be loaded: {error}", where=str(folder), hint="Train it anew.") from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._special = tuple(self._tokenizer.token_to_id(t) or 0 for t in ("[CLS]", "[SEP]"))
        self._closing = closing_ids(self._tokenizer)

    def encode(self, text: str, passages: Sequence[Passage], *, before: str = "", after: str = "") -> Encoding:
        """Read the passages of a text.

        Args:
            text: The document's text.
            passages: Those to be read, without overlaps; each is read with the ones around it.
            before: Text in front, which serves as context of the first vectors; its last 1,000 characters are read.
            after: Text behind; its first 1,000 characters are read.

        Returns:
            Quotations, names, vectors of passages and of any span of them. Memory: up to 900 bytes a word piece, and 3 kB a
            passage; a document of a million characters of prose takes about 150 MB.
        """
        ordered = sorted(passages, key=lambda p: p.start)
        pieces = read_pieces(text, ordered, self._tokenizer)
        vectors = _Vectors(pieces, self.dimensions, block=1 + len(text) // _CHARS_PER_BLOCK)
        readout = self._read(pieces, vectors.add)
        around = {"before": before[-_CONTEXT_CHARS:], "after": after[:_CONTEXT_CHARS]}
        return Encoding(
            {p.id: vectors.of(n) for n, p in enumerate(ordered)},
            vectors.parts,
            **{side: self.vector(said) if said.strip() else None for side, said in around.items()},
            dimensions=self.dimensions,
            quotations=decode_quotations(readout, text, self._decoding) if readout else (),
            entities=decode_entities(readout, self._labels) if readout else (),
            contents=(readout.starts, content_probability(readout).astype(np.float16)) if readout else None,
        )

    def readout(self, text: str, passages: Sequence[Passage]) -> Readout | None:
        """What the heads say of a text before it is decoded; None where there is nothing to read."""
        return self._read(read_pieces(text, sorted(passages, key=lambda p: p.start), self._tokenizer), None)

    def vector(self, text: str) -> Vector:
        """Unit vector of a text on its own, such as a search query; zeros where there is nothing to read."""
        whole = (Passage(id="text", start=0, end=len(text), kind="paragraph"),)
        pieces = read_pieces(text, whole, self._tokenizer)
        total = np.zeros(self.dimensions, dtype=np.float64)
        for window in self._windows(pieces):
            states = self._run(pieces, window, _OUTPUTS[:1])[1][0]
            total += states.sum(axis=0, dtype=np.float64)
        return unit(total.astype(np.float32))

    def _read(self, pieces: Pieces, each: Callable[[Window, Floats], None] | None) -> Readout | None:
        """All windows; `each` gets the vectors of the pieces that are kept from one."""
        if not len(pieces):
            return None
        builder = ReadoutBuilder(pieces, self._distance)
        wanted = _OUTPUTS if each else _OUTPUTS[1:]
        for window in self._windows(pieces):
            at, (*states, layers, entities, pointers) = self._run(pieces, window, wanted)
            heads = np.flatnonzero(pieces.first[window.keep_low : window.keep_high])
            builder.add(window.keep_low + heads, at[heads], layers=layers, entities=entities, pointers=pointers)
            if each:
                each(window, states[0][at])
        return builder.build()

    def _windows(self, pieces: Pieces) -> Iterator[Window]:
        return plan_windows(pieces.passage, pieces.ids, closing=self._closing, **self._sizes)

    def _run(self, pieces: Pieces, window: Window, outputs: Sequence[str]) -> tuple[npt.NDArray[np.int64], list[Floats]]:
        """Positions of the kept pieces of a window, and what the network says: of all positions, of vectors alone the kept."""
        read = sequence(
            window.low,
            window.high,
            ids=pieces.ids,
            case=pieces.case,
            marks=pieces.marks,
            passage=pieces.passage,
            special=self._special,  # type: ignore[arg-type]
        )
        at = np.flatnonzero((read.source >= window.keep_low) & (read.source < window.keep_high))
        out = self._session.run(outputs, {"input_ids": read.ids[None], "case": read.case[None], "marks": read.marks[None]})
        said = [array[0] for array in out]
        return at, said if len(outputs) > 1 else [said[0][at]]


class _Vectors:
    """Sums over passages, and blocks of pieces, gathered from windows.

    Args:
        pieces: Of the whole text.
        dimensions: Width of the vectors.
        block: Pieces whose mean is kept as one vector.
    """

    def __init__(self, pieces: Pieces, dimensions: int, *, block: int) -> None:
        self._pieces = pieces
        self._block = block
        self._done: dict[int, Vector] = {}
        self._passage = -1
        self._sum = np.zeros(dimensions, dtype=np.float64)
        self.parts: list[tuple[Span, PieceVectors]] = []

    def add(self, window: Window, states: Floats) -> None:
        """Vectors of the pieces that are kept from one window, `(kept, dimensions)`; windows come in order."""
        p, low = self._pieces, window.keep_low
        for a, b in _runs(p.passage[low : window.keep_high]):
            own = states[a:b]
            passage = int(p.passage[low + a])
            if passage != self._passage:
                self._close(passage)
            self._sum += own.sum(axis=0, dtype=np.float64)
            spans = np.stack([p.starts[low + a : low + b], p.ends[low + a : low + b]], axis=1)
            starts, ends, vectors = blocks(spans, own, self._block)
            self.parts.append(((int(starts[0]), int(ends[-1])), PieceVectors(starts, ends, vectors)))

    def of(self, passage: int) -> Vector:
        """Unit vector of a passage by its index, once all windows were added; zeros for one without pieces."""
        self._close(-1)
        found = self._done.get(passage)
        return np.zeros(len(self._sum), dtype=np.float32) if found is None else found

    def _close(self, passage: int) -> None:
        if self._passage >= 0:
            self._done[self._passage] = unit(self._sum.astype(np.float32))
        self._passage = passage
        self._sum[:] = 0.0


def _runs(values: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """First and one past the last index of each run of equal values."""
    cuts = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist(), len(values)]
    yield from itertools.pairwise(cuts)
