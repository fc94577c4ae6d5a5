"""How tagging scales: processes measured here, and a model of more, with the point where commits or the scheduler are the limit.

    python benchmarks/scaling.py [--articles 84] [--pairs 3] [--out docs/scaling.json] [--plot docs/scaling.svg]

Measured, each in a process of its own: words a second of one process on one core, of one on two cores, and of two on two cores, in turn, so
that a slow minute of the machine hits all; the time of a commit, alone and with several writers at once; of planning, by size of
the corpus; of a batch that does nothing, through Dask and Prefect. What more workers would do follows from these (`scaling_model.py`).
The load of the machine is in the result: shares and ratios hold, seconds only as far as the machine was idle.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import deltalake
import pyarrow as pa

from machine import processor
from policynlp import steps
from policynlp.corpus.store import Store
from policynlp.corpus.tables import Tables
from policynlp.render.vega import svg
from policynlp.settings import load_settings
from policynlp.tags import Tags
from scaling_model import model, plot
from throughput import sample_rows

_BATCH_DOCS = 7
_WRITERS = (1, 2, 4, 8)
_PLANNED_DOCS = (2_000, 20_000, 200_000)
_NOTHING = """
import sys, time
from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect_dask.task_runners import DaskTaskRunner
from distributed import Client, LocalCluster

@task(cache_policy=NO_CACHE, persist_result=False)
def nothing(n): return n

@flow(persist_result=False)
def batches(n):
    with DaskTaskRunner(cluster_kwargs=CLUSTER) as runner:
        [f.result() for f in [runner.submit(nothing, {"n": -i - 1}) for i in range(8)]]
        began = time.perf_counter()
        [f.result() for f in [runner.submit(nothing, {"n": i}) for i in range(n)]]
        return (time.perf_counter() - began) / n

CLUSTER = {"n_workers": 2, "threads_per_worker": 1, "memory_limit": 0, "dashboard_address": None}

if __name__ == "__main__":
    with LocalCluster(**CLUSTER) as local, Client(local) as client:
        client.gather(client.map(lambda n: n, range(8), pure=False))
        began = time.perf_counter()
        client.gather(client.map(lambda n: n + 1, range(1000), pure=False))
        print("DASK", (time.perf_counter() - began) / 1000)
    print("PREFECT", batches(60))
"""


def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=84)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    load = {"before": os.getloadavg()}
    with tempfile.TemporaryDirectory(prefix="scaling-") as name:
        folder = Path(name)
        source, corpus = folder / "articles.jsonl", folder / "ingested"
        source.write_text("".join(json.dumps(row) + "\n" for row in sample_rows(options.articles)), encoding="utf-8")
        words = sum(len(json.loads(line)["text"].split()) for line in source.read_text(encoding="utf-8").splitlines())
        ingested = steps.run([str(source)], settings=load_settings({"corpus.path": corpus}), stages=("ingest",))
        tagging, tagged = tag_in_turn(corpus, folder, pairs=options.pairs, words=words)
        load["between"] = os.getloadavg()
        linked = steps.run([], settings=load_settings({"corpus.path": tagged}), stages=("tag", "link"))
        measured: dict[str, Any] = {
            "tagging": tagging,
            "ingest_words_per_s": round(words / ingested.seconds["ingest"]),
            "link_words_per_s": round(words / linked.seconds["link"]),
        }
        for what, measure in (
            ("commit", lambda: commits(tagged, folder)),
            ("append", lambda: appends(folder)),
            ("planning", lambda: planning(folder)),
            ("empty_batch", lambda: empty_batches(folder)),
        ):
            measured[what] = measure()
            say(f"{what}: {json.dumps(measured[what])}")
    load["after"] = os.getloadavg()
    result = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "cores": os.cpu_count(),
            "processor": processor(),
            "system": platform.platform(),
            "python": platform.python_version(),
            "load": {when: [round(x, 1) for x in figures] for when, figures in load.items()},
        },
        "articles": options.articles,
        "words": words,
        "pairs": options.pairs,
        "measured": measured,
        "model": model(measured, words=words, words_per_batch=100 * words / options.articles),
    }
    text = json.dumps(result, indent=1)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")
    if options.plot:
        options.plot.write_text(svg(plot(result)), encoding="utf-8")
    print(text)


# Tagging


def tag_in_turn(corpus: Path, folder: Path, *, pairs: int, words: int) -> tuple[dict[str, Any], Path]:
    """Words a second by processes and cores, and a corpus that is tagged."""
    cores = sorted(os.sched_getaffinity(0))
    ways = {
        "1 process, 1 core": (1, cores[:1]),
        "1 process, 2 cores": (1, cores[:2]),
        "2 processes, 2 cores": (2, cores[:2]),
    }
    whole: dict[str, list[float]] = {name: [] for name in ways}
    spent: dict[str, list[float]] = {name: [] for name in ways}
    steady: dict[str, list[float]] = {name: [] for name in ways}
    copy = folder / "tagged"
    for _ in range(pairs):
        for name, (processes, at) in ways.items():
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(corpus, copy)
            began = time.perf_counter()
            spent[name].append(tag(copy, processes, at))
            whole[name].append(words / (time.perf_counter() - began))
            steady[name].append(words_per_s_once_started(copy, processes))
            say(
                f"{name}: {steady[name][-1]:.0f} words/s, {whole[name][-1]:.0f} start included, {spent[name][-1]:.1f} s of processor"
            )
    base = "1 process, 1 core"
    return {
        name: {
            "words_per_s": round(statistics.median(steady[name])),
            "words_per_s_start_included": round(statistics.median(whole[name])),
            "processor_s": round(statistics.median(spent[name]), 1),
            "ratio": ratio([a / b for a, b in zip(steady[name], steady[base], strict=True)]),
            "ratio_start_included": ratio([a / b for a, b in zip(whole[name], whole[base], strict=True)]),
        }
        for name in ways
    }, copy


def ratio(values: list[float]) -> dict[str, float]:
    """Median, least and most."""
    return {"median": round(statistics.median(values), 2), "min": round(min(values), 2), "max": round(max(values), 2)}


def tag(corpus: Path, processes: int, cores: list[int]) -> float:
    """Tag a corpus in a process of its own, on some cores alone; gives the processor time of it and its children."""
    before = os.times()
    command = [sys.executable, "-m", "policynlp", "--corpus", str(corpus), "--set", f"run.batch_docs={_BATCH_DOCS}"]
    command += ["run", "--only", "tag", "--quiet", "--json", "--processes", str(processes)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, preexec_fn=lambda: os.sched_setaffinity(0, cores)
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def words_per_s_once_started(corpus: Path, processes: int) -> float:
    """From the commit of the first batch of each process to the last one: models are loaded by then."""
    with Store.open(corpus) as store:
        batches = store.tables.read("batches", columns=["batch_id", "kind", "committed_at"]).to_pylist()
        words = {d.id: len(d.text.split()) for d in store.load_documents()}
        rows = store.tables.read("tagged", columns=["document", "batch_id"]).to_pylist()
    times = sorted((b["committed_at"], b["batch_id"]) for b in batches if b["kind"] == "tags")
    (began, _), after = times[processes - 1], {batch for _, batch in times[processes:]}
    return sum(words[r["document"]] for r in rows if r["batch_id"] in after) / (times[-1][0] - began).total_seconds()


# Commits


def commits(tagged: Path, folder: Path) -> dict[str, Any]:
    """Seconds to commit the tags of a hundred documents, alone and with others at once."""
    with Store.open(tagged) as store:
        tagset = store.require_active()
        some = list(store.load_tags(tagset=tagset, vectors=True))
    batch = [Tags(**{**vars_of(t), "document": f"{t.document}-{n}"}) for n in range(100 // len(some) + 1) for t in some][:100]
    out = {}
    for writers in _WRITERS[:2]:
        corpus = folder / f"commits-{writers}"
        Store.create(corpus).close()

        def write(corpus: Path = corpus) -> list[float]:
            with Store.open(corpus) as mine:
                return [timed(lambda: mine.commit_tags(batch, run_id="r", tagset=tagset)) for _ in range(10)]

        with ThreadPoolExecutor(writers) as pool:
            taken = [s for found in pool.map(lambda _: write(), range(writers)) for s in found[1:]]
        out[f"{writers} at once"] = round(statistics.median(taken), 4)
    return {"documents": len(batch), "seconds": out}


def vars_of(tags: Tags) -> dict[str, Any]:
    """The fields of tags, as they are."""
    return {name: getattr(tags, name) for name in tags.__dataclass_fields__}


def appends(folder: Path) -> dict[str, Any]:
    """Commits a second to one table by writers that do nothing else: what its log allows."""
    out = {}
    for writers in _WRITERS:
        tables = Tables(folder / f"appends-{writers}", schemas={"t": pa.schema([("batch_id", pa.string())])})
        tables.create()

        def write(at: Path = tables.folder, schemas: Any = tables.schemas) -> None:
            mine = Tables(at, schemas=schemas)
            for n in range(30):
                mine.append("t", [{"batch_id": str(n)}])

        with ThreadPoolExecutor(writers) as pool:
            seconds = timed(lambda pool=pool, writers=writers, write=write: list(pool.map(lambda _: write(), range(writers))))
        out[str(writers)] = round(30 * writers / seconds, 1)
        assert deltalake.DeltaTable(str(tables.folder / "t")).version() == 30 * writers
    return {"commits_per_s_by_writers": out}


# Planning


def planning(folder: Path) -> dict[str, Any]:
    """Seconds to find out what is to be done, by the number of documents in the corpus, half of them tagged."""
    out = []
    for documents in _PLANNED_DOCS:
        corpus = folder / f"planning-{documents}"
        with Store.create(corpus) as store:
            fill(store, documents)
        with Store.open(corpus) as store:
            first = timed(lambda store=store: store.untagged("t"))
            store.tables.append("batches", [{"batch_id": "x", "kind": "tags", "committed_at": datetime.now(UTC), "rows": "{}"}])
            again = timed(lambda store=store: store.untagged("t"))  # what each batch of a Prefect run asks, since others commit
        out.append({"documents": documents, "plan_s": round(first, 4), "check_before_a_batch_s": round(again, 4)})
        shutil.rmtree(corpus)
    slope = (out[-1]["plan_s"] - out[0]["plan_s"]) / (_PLANNED_DOCS[-1] - _PLANNED_DOCS[0])
    return {"by_size": out, "microseconds_per_document": round(1e6 * slope, 2)}


def fill(store: Store, documents: int) -> None:
    """Rows of documents, as many batches as runs would have left after compaction of the tables."""
    ids = [f"{n:020x}" for n in range(documents)]
    began = datetime.now(UTC) - timedelta(days=1)
    batches, rows, tagged = [], [], []
    for n in range(0, documents, 100):
        batch, mine = f"b{n:09}", ids[n : n + 100]
        batches.append({"batch_id": batch, "kind": "documents", "committed_at": began, "rows": "{}"})
        rows += [{"document": i, "batch_id": batch, "ordinal": k, "work": i, "revision": 1} for k, i in enumerate(mine)]
        if n < documents // 2:
            batches.append({"batch_id": f"t{n:09}", "kind": "tags", "tagset": "t", "committed_at": began, "rows": "{}"})
            tagged += [{"document": i, "batch_id": f"t{n:09}", "tagset": "t", "ordinal": k} for k, i in enumerate(mine)]
    for name, some in (("documents", rows), ("tagged", tagged), ("batches", batches)):
        store.tables.append(name, some)


# The scheduler


def empty_batches(folder: Path) -> dict[str, float]:
    """Seconds of a batch that does nothing: Dask by itself, and as a Prefect task on Dask."""
    script = folder / "nothing.py"
    script.write_text(_NOTHING, encoding="utf-8")
    env = os.environ | {"PREFECT_HOME": str(folder / "prefect"), "PREFECT_LOGGING_LEVEL": "ERROR"}
    env |= {"PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120"}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, env=env)
    if done.returncode:
        raise SystemExit(done.stderr)
    found = dict(line.split() for line in done.stdout.splitlines() if line.startswith(("DASK ", "PREFECT ")))
    return {"dask_s": round(float(found["DASK"]), 5), "prefect_on_dask_s": round(float(found["PREFECT"]), 4)}


def say(line: str) -> None:
    """Tell how far it is: all of it takes minutes."""
    print(line, file=sys.stderr, flush=True)


def timed(do: Callable[[], Any]) -> float:
    """Wall seconds."""
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
