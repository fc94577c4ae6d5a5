"""Whether wrong labels are found: a tenth of the gold labels is taken for others, and the list of suspicious texts is compared with them.

    python benchmarks/suspicious_labels.py --data ../shared/data --cache FOLDER [--noise 0.1] [--seed 1]

A wrong label is any other label with the same chance, which is easier to find than what coders confuse; `--near` takes the
label whose definition is nearest to the text instead. Probabilities are those of five models, none of which has seen a text's labels.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from few_labels import SETS, annotate, out_of_fold, read_set
from policynlp.train.suspicious import SUSPICIOUS_FROM, contradictions


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--cache", type=Path, required=True)
    options.add_argument("--noise", type=float, default=0.1)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--near", action="store_true")
    chosen = options.parse_args()
    for name in SETS:
        known = read_set(name, chosen.data, chosen.cache)
        random = np.random.default_rng(chosen.seed)
        rows = random.permutation(np.flatnonzero(known.gold.any(axis=1)))
        likeness = known.likeness if chosen.near else None
        labels = np.stack([annotate(known, i, random, noise=chosen.noise, likeness=likeness) for i in rows])
        wrong = (labels != known.gold[rows]).any(axis=1)
        found = contradictions(out_of_fold(known, rows, labels, folds=5), labels, [0.5] * len(known.labels))
        ranked = wrong[np.argsort(-found.gap, kind="stable")]
        recall, precision = np.cumsum(ranked) / wrong.sum(), np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
        told: dict[str, float | str] = {"set": name, "texts": len(rows), "wrong": int(wrong.sum())}
        told |= {f"precision_at_recall_{r}": round(float(precision[np.searchsorted(recall, r)]), 3) for r in (0.7, 0.8, 0.9)}
        for limit in sorted({0.5, 1.0, 1.5, 2.0, 2.5, 3.0, SUSPICIOUS_FROM}):
            listed = found.gap > limit
            told[f"from_{limit}"] = f"{wrong[listed].mean():.3f}, {wrong[listed].sum() / wrong.sum():.3f}"
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
