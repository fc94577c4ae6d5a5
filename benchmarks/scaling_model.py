"""What more workers would do, by the times that `scaling.py` measures and the model of `queueing.py`; and a picture of it."""

from __future__ import annotations

from typing import Any

from policynlp.render.vega import chart
from queueing import knee, throughput

_SHOWN_WORKERS = 400
_ASSUMED_S3_S = 0.1
"""A commit to a table on S3 lists its log and puts a file, about 30 ms each within its region, more at its slow tenth. Not measured."""


def model(measured: dict[str, Any], *, words: int, words_per_batch: float) -> dict[str, Any]:
    """What more workers would do, a core each, with batches of a hundred documents."""
    alone_s = words_per_batch / per_processor_s(measured["tagging"], words)
    turn_s = 1 / min(measured["append"]["commits_per_s_by_writers"].values())  # many writers lose races, and try again
    prefect_s = measured["empty_batch"]["prefect_on_dask_s"]
    settings = {
        "processes, local disk": {"commit": turn_s},
        "Prefect on Dask, local disk": {"commit": turn_s, "scheduler": prefect_s},
        "Prefect on Dask, S3 (assumed 100 ms a commit)": {"commit": _ASSUMED_S3_S, "scheduler": prefect_s},
    }
    out = {}
    for name, turns in settings.items():
        rates = throughput(_SHOWN_WORKERS, alone_s=alone_s, turns_s=list(turns.values()))
        at, limit = knee(alone_s=alone_s, turns_s=turns)
        shown = (1, 2, 4, 8, 16, 32, 64, 128, 256, _SHOWN_WORKERS)
        out[name] = {
            "turns_s": {what: round(s, 4) for what, s in turns.items()},
            "limit": limit,
            "workers_at_the_limit": round(at),
            "words_per_s_at_most": round(words_per_batch / max(turns.values())),
            "words_per_s": {n: round(words_per_batch * rates[n - 1]) for n in shown},
        }
    return {
        "batch_documents": 100,
        "words_per_processor_s": round(per_processor_s(measured["tagging"], words)),
        "batch_alone_s": round(alone_s, 2),
        "ways": out,
    }


def per_processor_s(tagging: dict[str, Any], words: int) -> float:
    """Words a second of processor time, which the load of the machine hardly changes; what a second process costs is its start."""
    spent = {name: way["processor_s"] for name, way in tagging.items()}
    start_s = max(0.0, spent["2 processes, 2 cores"] - spent["1 process, 2 cores"])
    return float(words / (spent["1 process, 1 core"] - start_s))


def plot(result: dict[str, Any]) -> dict[str, Any]:
    """Words a second by workers, and the line that a second worker for each would be."""
    rows = [
        {"workers": int(n), "words_per_s": rate, "way": name}
        for name, way in result["model"]["ways"].items()
        for n, rate in way["words_per_s"].items()
    ]
    one = per_processor_s(result["measured"]["tagging"], result["words"])
    rows += [{"workers": n, "words_per_s": n * one, "way": "nobody waits"} for n in (1, _SHOWN_WORKERS)]
    axis = {"type": "log"}
    layout = {
        "width": 560,
        "height": 320,
        "mark": {"type": "line", "strokeWidth": 2},
        "encoding": {
            "x": {"field": "workers", "type": "quantitative", "scale": axis, "title": "workers, a core each"},
            "y": {"field": "words_per_s", "type": "quantitative", "scale": axis, "title": "words a second, tagging"},
            "color": {
                "field": "way",
                "type": "nominal",
                "title": None,
                "legend": {"orient": "bottom", "columns": 1, "labelLimit": 400},
            },
            "strokeDash": {"field": "way", "type": "nominal", "title": None},
        },
    }
    return chart(
        rows,
        layout,
        title="Tagging by number of workers",
        description="Words a second rise with the workers until commits or the scheduler are the limit.",
        note="Modelled from times measured with one and two workers (benchmarks/scaling.py)",
    )
