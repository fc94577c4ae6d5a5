"""Whether the passage vector is still good for meaning: themes, retrieval and nearness to the vectors it was held to.

Plain vectors of the unchanged MiniLM and those of the trained encoder go through the same tests, so the loss can be told.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.evaluate.scores import macro_f1, micro_f1
from policynlp.train.encoder.examples import paragraphs, rows

_FOLDS = 4
_THRESHOLD = 0.35
Vectors = npt.NDArray[np.float32]


def meaning_figures(data: Path, encode: Callable[[Sequence[str]], Vectors], plain: Mapping[str, Vectors]) -> dict[str, Any]:
    """Figures of one encoder.

    Args:
        data: Folder of the public sets.
        encode: Texts to unit vectors, `(texts, 384)`.
        plain: Vectors of the unchanged MiniLM for the same texts, by set.

    Returns:
        For passages and sentences of US speeches: micro- and macro-F1 of logistic regression out of fold by speech; for
        passages mean average precision of the same topic by cosine; mean cosine to MiniLM for each set.
    """
    out: dict[str, Any] = {}
    for name in plain:
        records = list(rows(data / name))
        vectors = encode(texts_of(data, name))
        out[f"{Path(name).stem}.cosine"] = float((vectors * plain[name]).sum(axis=1).mean())
        if "quotes" in name:
            continue
        labels, groups = _labels(records), [str(r.get("doc") or r.get("speech") or r["id"]) for r in records]
        predicted = _out_of_fold(vectors, labels, groups)
        out[f"{Path(name).stem}.micro_f1"] = micro_f1(labels, predicted)
        out[f"{Path(name).stem}.macro_f1"] = macro_f1(labels, predicted)
        if "passages" in name:
            out[f"{Path(name).stem}.map"] = _same_topic(vectors, labels)
    return {k: round(v, 4) for k, v in out.items()}


def texts_of(data: Path, name: str) -> list[str]:
    """The texts of a set; of articles their paragraphs, since MiniLM reads 254 pieces and no more."""
    texts = [r["text"] for r in rows(data / name)]
    return [t[p.start : p.end] for t in texts for p in paragraphs(t)] if "quotes" in name else texts


def _labels(records: Sequence[Mapping[str, Any]]) -> npt.NDArray[np.bool_]:
    of = [set(r.get("themes") or ([r["theme"]] if r.get("theme") else [])) for r in records]
    names = sorted({name for themes in of for name in themes})
    return np.asarray([[name in themes for name in names] for themes in of], dtype=bool)


def _out_of_fold(vectors: Vectors, labels: npt.NDArray[np.bool_], groups: Sequence[str]) -> npt.NDArray[np.bool_]:
    from sklearn.linear_model import LogisticRegression

    fold = np.asarray([zlib.crc32(g.encode()) % _FOLDS for g in groups])
    out = np.zeros_like(labels)
    for f in range(_FOLDS):
        train, test = fold != f, fold == f
        for j in range(labels.shape[1]):
            if labels[train, j].sum() >= 2:
                model = LogisticRegression(C=10.0, max_iter=300).fit(vectors[train], labels[train, j])
                out[test, j] = model.predict_proba(vectors[test])[:, 1] > _THRESHOLD
    return out


def _same_topic(vectors: Vectors, labels: npt.NDArray[np.bool_]) -> float:
    """Mean average precision of passages that share a theme, each passage in turn as the query."""
    kept = np.flatnonzero(labels.any(axis=1))
    near = vectors[kept] @ vectors[kept].T
    np.fill_diagonal(near, -np.inf)
    same = (labels[kept].astype(int) @ labels[kept].T.astype(int)) > 0
    out = []
    for n in range(len(kept)):
        ranked = same[n][np.argsort(-near[n], kind="stable")][:-1]
        if ranked.any():
            out.append((np.cumsum(ranked) / np.arange(1, len(ranked) + 1))[ranked].mean())
    return float(np.mean(out))
