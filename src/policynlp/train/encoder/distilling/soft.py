"""What the large reader says of each word of a text, as shares instead of one label.

After Hinton et al. 2015, "Distilling the knowledge in a neural network". They are worked out once for a text, since the large reader
takes a second for a thousand pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from policynlp.tag.neural.pieces import Pieces
from policynlp.tag.neural.readout import CONTENT, CUE
from policynlp.tag.neural.windows import LEFT_PIECES, MAX_PIECES, REACH_PIECES, RIGHT_PIECES, Window, plan_windows, sequence
from policynlp.tag.neural.windows import Sequence as Positions
from policynlp.train.encoder.network import EncoderNetwork, Outputs

TARGETS = 6
"""So many of the likeliest targets of a pointer are kept."""
NO_TARGET, UNKNOWN = -1, -2
_TOGETHER = 4
_LIKELY = 0.1
"""Words with this probability of being content, or of beginning a cue, have a pointer."""
Shares = npt.NDArray[np.float16]
Targets = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """Where words point.

    Attributes:
        targets: Pieces, `NO_TARGET` for no source, `UNKNOWN` in the first place where a piece has no pointer, `(pieces, TARGETS)`.
        shares: How likely each is, likewise.
    """

    targets: Targets
    shares: Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftLabels:
    """What is said of the pieces of a text.

    Attributes:
        layers: Shares of outside, begin and inside for content, cue and source, `(pieces, 3, 3)`; not a number but for the first
            pieces of words.
        to_cue: Of words that may be content.
        to_source: Of words that may begin a cue.
        states: Of its last layer, `(pieces, 768)`.
    """

    layers: Shares
    to_cue: Pointed
    to_source: Pointed
    states: Shares


def soft_labels(network: EncoderNetwork, pieces: Pieces, special: tuple[int, int]) -> SoftLabels:
    """Read a text.

    Args:
        network: The large reader.
        pieces: Of the text, by its tokenizer.
        special: Ids of its first special piece and of its separator.
    """
    n = len(pieces)
    layers = np.full((n, 3, 3), np.nan, dtype=np.float16)
    states = np.zeros((n, int(network.base.config.hidden_size)), dtype=np.float16)
    pointed = [
        Pointed(targets=np.full((n, TARGETS), UNKNOWN, dtype=np.int32), shares=np.zeros((n, TARGETS), dtype=np.float16))
        for _ in range(2)
    ]
    for window, read, out in read_windows(network, pieces, special):
        said = out.layers[0].float().unflatten(-1, (3, 3)).softmax(-1).numpy()
        words = np.flatnonzero(read.source >= 0)
        words = words[pieces.first[read.source[words]]]
        kept = words[(read.source[words] >= window.keep_low) & (read.source[words] < window.keep_high)]
        layers[read.source[kept]] = said[kept]
        inside = np.flatnonzero((read.source >= window.keep_low) & (read.source < window.keep_high))
        states[read.source[inside]] = out.states[0].float().numpy()[inside]
        for which, likely in enumerate((1 - said[:, CONTENT, 0], said[:, CUE, 1])):
            _point(network, out, which, kept[likely[kept] > _LIKELY], words, read.source, pointed[which])
    return SoftLabels(layers=layers, to_cue=pointed[0], to_source=pointed[1], states=states)


def kept_labels(path: Path, made: Callable[[], SoftLabels]) -> SoftLabels:
    """Soft labels of one text, read from a file where they were worked out before."""
    if not path.is_file():
        found = made()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.with_suffix(".part").open("wb") as whole:
            np.savez_compressed(
                whole,
                layers=found.layers,
                states=found.states,
                **{f"cue_{name}": getattr(found.to_cue, name) for name in ("targets", "shares")},
                **{f"source_{name}": getattr(found.to_source, name) for name in ("targets", "shares")},
            )
        path.with_suffix(".part").replace(path)
        return found
    with np.load(path) as stored:
        return SoftLabels(
            layers=stored["layers"],
            states=stored["states"],
            to_cue=Pointed(targets=stored["cue_targets"], shares=stored["cue_shares"]),
            to_source=Pointed(targets=stored["source_targets"], shares=stored["source_shares"]),
        )


def _point(
    network: EncoderNetwork,
    out: Outputs,
    which: int,
    at: npt.NDArray[np.int64],
    words: npt.NDArray[np.int64],
    source: npt.NDArray[np.int64],
    into: Pointed,
) -> None:
    """Write down where the words at some positions point, among the words of the window and its first position."""
    if not len(at):
        return
    places = np.concatenate([[0], words])
    with torch.no_grad():
        scores = network.pointer_scores(out.pointers.float(), which)[0][at][:, places]
    shares, order = scores.softmax(-1).sort(dim=-1, descending=True)
    pieces = np.concatenate([[NO_TARGET], source[words]])
    count = min(TARGETS, len(places))
    into.targets[source[at], :count] = pieces[order[:, :count].numpy()]
    into.shares[source[at], :count] = shares[:, :count].numpy()


def read_windows(
    network: EncoderNetwork, pieces: Pieces, special: tuple[int, int]
) -> Iterator[tuple[Window, Positions, Outputs]]:
    """Windows of a text as they are read at run time, with what a network says of each; arguments as for `soft_labels`."""
    parts = {"ids": pieces.ids, "case": pieces.case, "marks": pieces.marks, "passage": pieces.passage}
    plan = list(
        plan_windows(
            pieces.passage, pieces.ids, max_pieces=MAX_PIECES, left=LEFT_PIECES, right=RIGHT_PIECES, reach=REACH_PIECES
        )
    )
    for low in range(0, len(plan), _TOGETHER):
        windows = plan[low : low + _TOGETHER]
        read = [sequence(w.low, w.high, special=special, **parts) for w in windows]
        features = torch.zeros((4, len(read), max(len(r.ids) for r in read)), dtype=torch.long)
        for n, one in enumerate(read):
            for k, values in enumerate((one.ids, one.case, one.marks, np.ones_like(one.ids))):
                features[k, n, : len(one.ids)] = torch.from_numpy(values)
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            out = network(*features)
        for n, (window, one) in enumerate(zip(windows, read, strict=True)):
            own = slice(n, n + 1), slice(0, len(one.ids))
            yield (
                window,
                one,
                Outputs(*(getattr(out, name)[own] for name in ("layers", "entities", "pointers", "vectors", "states"))),
            )
