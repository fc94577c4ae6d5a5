"""What labels in the order of our queue teach, against labels in random order: simulated annotators, macro-F1 by labels spent.

    python benchmarks/active_learning.py --data ../shared/data --cache FOLDER --plot FILE.png [--seeds 1 2 3] [--noise 0.1] [--peer]

DATA holds `themes/congress_bills.jsonl` and `themes/cap_sotu_passages.jsonl`. The annotators know the gold labels of the training
part and err with the chance `noise`; figures are of the development part. The queue is `policynlp.labels.choosing.choose` as
shipped, filled anew every 20 tasks from a model trained on what there is: with its share drawn at random and its overlap, each
of whose two decisions counts as a label; where the two differ the text is not learnt from. `--tune` tests on a quarter of the
training part instead: for choosing between ways to choose. `--dealt` tests on texts drawn at random from all, as what was measured
before this project; run `s` has the draw of number `s` modulo their number. `--peer` measures a plain MiniLM on the same rows
(`active_learning_peer.py`).

Those runs know nothing but the definitions of a codebook at the start. With `--beside` annotators label the themes of the project, beside
what `policynlp train themes` knows without any text of the kind: the other public sets and the project's own passages (an hour).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from active_learning_peer import peer_curve, plain_vectors
from few_labels import (
    SETS,
    Floats,
    LabelledSet,
    annotate,
    held_out_figure,
    learn,
    read_set,
    read_set_of_themes,
    threshold,
)
from policynlp.labels.choosing import Candidate, choose
from policynlp.labels.queue import Task
from policynlp.render.vega import chart, png

BATCH = 20
STOPS = (100, 200, 400)
Order = Callable[[LabelledSet, Sequence[int], Floats, float, Floats, int], list[Task]]


def at_random(known: LabelledSet, left: Sequence[int], found: Floats, limit: float, counts: Floats, seed: int) -> list[Task]:  # noqa: ARG001 - an Order
    """Tasks in random order."""
    drawn = np.random.default_rng(seed).permutation(left)[:BATCH]
    return [Task(unit=str(i), reason="random") for i in drawn]


def by_queue(
    known: LabelledSet, left: Sequence[int], found: Floats, limit: float, counts: Floats, seed: int, **shares: float
) -> list[Task]:
    """Tasks as the queue of the project gives them."""
    likeness = known.likeness
    thresholds = dict.fromkeys(known.labels, limit)
    candidates = [
        Candidate(
            unit=str(i),
            scores=dict(zip(known.labels, found[i].tolist(), strict=True)),
            thresholds=thresholds,
            other={},
            likeness=dict(zip(known.labels, likeness[i].tolist(), strict=True)),
        )
        for i in left
    ]
    examples = {label: int(n) for label, n in zip(known.labels, counts, strict=True)}
    return choose(candidates, BATCH, examples=examples, seed=seed, **shares)


def curve(
    known: LabelledSet, order: Order, *, seed: int, noise: float, stops: Sequence[int] = STOPS
) -> Iterator[tuple[int, float]]:
    """Labels spent and macro-F1, at each of `stops`."""
    random = np.random.default_rng(seed)
    rows: list[int] = []
    labels = np.zeros((0, len(known.labels)), dtype=np.int8)
    touched: set[int] = set()
    spent, waiting = 0, list(stops)
    found, limit = learn(known, rows, labels), 0.5
    pool = np.flatnonzero(~known.test).tolist()
    while waiting:
        left = [i for i in pool if i not in touched]
        for task in order(known, left, found, limit, labels.sum(axis=0), int(random.integers(1 << 31))):
            text = int(task.unit)
            touched.add(text)
            said = [annotate(known, text, random, noise=noise) for _ in range(task.people)]
            if all((one == said[0]).all() for one in said):
                rows.append(text)
                labels = np.vstack([labels, said[0]])
            spent += task.people
            if spent >= waiting[0]:
                waiting.pop(0)
                yield spent, held_out_figure(known, learn(known, rows, labels), threshold(known, rows, labels))
                if not waiting:
                    return
        found, limit = learn(known, rows, labels), threshold(known, rows, labels)


def _run(drawn: Sequence[LabelledSet], order: Order, run: int, *, noise: float) -> Iterator[tuple[int, float]]:
    return curve(drawn[run % len(drawn)], order, seed=run, noise=noise)


def _peer(
    drawn: Sequence[LabelledSet], vectors: npt.NDArray[np.float32], run: int, *, noise: float
) -> Iterator[tuple[int, float]]:
    return peer_curve(drawn[run % len(drawn)], vectors, seed=run, noise=noise, stops=STOPS, batch=BATCH)


def picture(rows: Sequence[dict[str, Any]]) -> bytes:
    """One plot of both sets and both orders: means, and the spread over the seeds, as PNG."""
    at = {
        "x": {"field": "labels", "type": "quantitative", "title": "labels spent", "axis": {"values": [0, *STOPS]}},
        "color": {"field": "order", "type": "nominal", "title": None},
    }
    layout = {
        "facet": {"column": {"field": "set", "type": "nominal", "title": None}},
        "spec": {
            "width": 300,
            "height": 260,
            "encoding": at,
            "layer": [
                {
                    "mark": {"type": "line", "point": True},
                    "encoding": {
                        "y": {"aggregate": "mean", "field": "macro_f1", "title": "macro-F1", "scale": {"zero": False}}
                    },
                },
                {
                    "mark": {"type": "rule"},
                    "encoding": {
                        "y": {"aggregate": "min", "field": "macro_f1"},
                        "y2": {"aggregate": "max", "field": "macro_f1"},
                    },
                },
            ],
        },
    }
    seeds = len({row["seed"] for row in rows})
    return png(
        chart(
            rows,
            layout,
            title="What labels teach, by the order in which they are made",
            note=f"Mean and range of {seeds} runs.",
        )
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--cache", type=Path, required=True)
    options.add_argument("--plot", type=Path)
    options.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    options.add_argument("--noise", type=float, default=0.1)
    options.add_argument("--tune", action="store_true")
    options.add_argument(
        "--dealt", type=int, nargs="+", help="test parts drawn from all texts at random, one for each of these seeds"
    )
    options.add_argument("--peer", action="store_true", help="a plain MiniLM on bill titles, too; needs the extra train")
    options.add_argument("--beside", action="store_true", help="beside the other public sets, too, as the project trains")
    options.add_argument("--sets", nargs="+", default=list(SETS), choices=list(SETS))
    chosen = options.parse_args()
    orders: dict[str, Order] = {
        "random": at_random,
        "our queue": by_queue,
        "our queue without random share": partial(by_queue, random_share=0.0, overlap_share=0.0),
    }
    rows, seeds = [], chosen.seeds
    for name in chosen.sets:
        drawn = [read_set(name, chosen.data, chosen.cache, tune=chosen.tune, dealt=dealt) for dealt in chosen.dealt or [None]]
        ways: dict[str, Callable[[int], Iterator[tuple[int, float]]]] = {}
        for title, order in orders.items():
            ways[title] = partial(_run, drawn, order, noise=chosen.noise)
        if chosen.peer and drawn[0].single:
            vectors = plain_vectors(drawn[0].texts, chosen.cache / f"plain_{SETS[name]}.npz")
            ways["plain MiniLM, definitions then margins"] = partial(_peer, drawn, vectors, noise=chosen.noise)
        if chosen.beside:
            themes = read_set_of_themes(name, chosen.data, chosen.cache)
            none = held_out_figure(themes, learn(themes, [], np.zeros((0, len(themes.labels)), dtype=np.int8)), 0.5)
            print(
                json.dumps({"set": name, "order": "beside the public sets", "labels": 0, "macro_f1": round(none, 3)}),
                flush=True,
            )
            ways |= {
                f"{title}, beside the public sets": partial(_run, [themes], orders[title], noise=chosen.noise)
                for title in ("random", "our queue")
            }
        for title, way in ways.items():
            runs = [list(way(seed)) for seed in seeds]
            for at, stop in enumerate(STOPS):
                figures = np.asarray([run[at][1] for run in runs])
                spread = float(figures.std(ddof=1)) if len(runs) > 1 else 0.0
                told = {"set": name, "order": title, "labels": stop, "macro_f1": round(float(figures.mean()), 3)}
                print(json.dumps(told | {"deviation": round(spread, 3), "runs": figures.round(3).tolist()}), flush=True)
                rows += [
                    {"set": name, "order": title, "labels": stop, "seed": seed, "macro_f1": float(f)}
                    for seed, f in zip(seeds, figures, strict=True)
                ]
    if chosen.plot:
        chosen.plot.write_bytes(picture(rows))


if __name__ == "__main__":
    main()
