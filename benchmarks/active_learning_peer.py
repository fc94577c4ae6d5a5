"""What labels teach a plain MiniLM in the order that was the best one measured before this project: definitions, then margins.

The three texts nearest to each definition are labelled first, then those between whose two likeliest labels the margin is smallest;
one-vs-rest logistic regressions (strength 10, balanced) on the vectors of the unchanged all-MiniLM-L6-v2 (extra `train`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from few_labels import Floats, LabelledSet, annotate, held_out_figure

_SEEDED = 3
_STRENGTH = 10.0
_NEVER = -9.0


def plain_vectors(texts: Sequence[str], path: Path) -> npt.NDArray[np.float32]:
    """Sentence vectors of the unchanged MiniLM, `(texts, 384)`, kept in a file."""
    if path.exists():
        with np.load(path) as found:
            kept = dict(zip(found["texts"].tolist(), found["vectors"], strict=True))
        if all(text in kept for text in texts):
            return np.stack([kept[text] for text in texts])
    import torch
    from transformers import AutoTokenizer

    from policynlp.train.encoder.network import base_folder, load_base

    reads, base, out = AutoTokenizer.from_pretrained(str(base_folder())), load_base().eval(), []
    with torch.no_grad():
        for first in range(0, len(texts), 64):
            batch = reads(list(texts[first : first + 64]), padding=True, truncation=True, max_length=256, return_tensors="pt")
            pieces, seen = base(**batch).last_hidden_state, batch["attention_mask"][:, :, None]
            out.append(torch.nn.functional.normalize((pieces * seen).sum(1) / seen.sum(1)).numpy())
    vectors: npt.NDArray[np.float32] = np.vstack(out)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, texts=np.asarray(texts), vectors=vectors)
    return vectors


def peer_curve(
    known: LabelledSet, vectors: npt.NDArray[np.float32], *, seed: int, noise: float, stops: Sequence[int], batch: int
) -> Iterator[tuple[int, float]]:
    """Labels spent and macro-F1, at each of `stops`, of a set whose texts have one label each.

    Args:
        known: The set.
        vectors: Of its texts and, behind them, of the definitions.
        seed: Of the annotators' errors.
        noise: Their chance.
        stops: Numbers of labels.
        batch: Labels between two fits.
    """
    random = np.random.default_rng(seed)
    plain = replace(known, dense=vectors)
    pool, waiting = np.flatnonzero(~known.test), list(stops)
    said: dict[int, int] = {}
    likeness = plain.likeness
    queue: list[int] = []
    for label in range(len(known.labels)):
        near = (int(i) for i in pool[np.argsort(-likeness[pool, label])])
        queue += [i for i in near if i not in queue][:_SEEDED]
    while waiting:
        for text in queue:
            said[text] = int(annotate(known, text, random, noise=noise).argmax())
            if len(said) == waiting[0]:
                waiting.pop(0)
                yield len(said), held_out_figure(known, _learn(plain, said), 0.5)
                if not waiting:
                    return
        found = _learn(plain, said)
        left = np.asarray([i for i in pool if i not in said])
        ranked = np.sort(found[left], axis=1)
        queue = left[np.argsort(ranked[:, -1] - ranked[:, -2])[:batch]].tolist()


def _learn(plain: LabelledSet, said: dict[int, int]) -> Floats:
    from sklearn.linear_model import LogisticRegression

    texts, rows, labels = plain.dense[: len(plain.gold)], np.asarray(list(said)), np.asarray(list(said.values()))
    out = np.full((len(texts), len(plain.labels)), _NEVER)
    for label in np.unique(labels):
        model = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=500)
        out[:, label] = model.fit(texts[rows], labels == label).decision_function(texts)
    return np.asarray(1 / (1 + np.exp(-out)))
