"""Response times of search pages on a corpus, facets included: p50, p95 and processor time by kind of question.

    python benchmarks/search.py CORPUS [--rounds 20] [--json]

CORPUS is best made by `synthetic_corpus.py`. The first question of the process, which reads the columns into memory and loads the
encoder, is given apart. What the words of a text find is kept for its next page or filter, and thrown away here before each question.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from pathlib import Path

from policynlp import steps
from policynlp.corpus.search import SearchRequest, request_from
from policynlp.settings import load_settings
from policynlp.steps.searching import searcher

QUESTIONS: dict[str, list[SearchRequest]] = {
    "words, rare": [
        request_from(t, mode="words") for t in ("malaria vaccine", "cholera", '"brain drain"', "Zoltan NEAR Weber")
    ],
    "words, common": [request_from(t, mode="words") for t in ("ministry", "minister said", "strategy 2030", "plan*")],
    "words, filtered": [
        request_from("ministry", mode="words", theme="health", genre="news", since=None),
        request_from("hospital", mode="words", speaker="weber", language="en"),
    ],
    "meaning": [request_from(t, mode="meaning") for t in ("protecting harvests from drought", "jobs for young graduates")],
    "meaning, filtered": [request_from("protecting harvests from drought", mode="meaning", genre="policy", place="tamora")],
    "both, words": [request_from(t) for t in ("food reserves", "hospital beds", "army border")],
    "both, question": [request_from(t) for t in ("who spoke on food security?", "how many people have no job and why?")],
    "filters alone": [request_from(theme="energy"), request_from(organisation="ministry", genre="law")],
    "everything": [request_from()],
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    settings = load_settings({"corpus.path": chosen.corpus})
    began = time.perf_counter()
    first = steps.search(settings, request_from("malaria", mode="words"))
    loaded = time.perf_counter()
    steps.search(settings, request_from("malaria", mode="meaning"))
    out = {
        "documents": first.index.documents,
        "passages": first.index.passages,
        "first_question_s": round(loaded - began, 2),
        "first_by_meaning_s": round(time.perf_counter() - loaded, 2),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "ms": {},
    }
    for name, requests in QUESTIONS.items():
        times, spent, totals = [], [], [steps.search(settings, request).total for request in requests]
        for _ in range(chosen.rounds):
            for request in requests:
                searcher(settings).forget()
                began, began_cpu = time.perf_counter(), time.process_time()
                steps.search(settings, request, wait=False)
                times.append(1000 * (time.perf_counter() - began))
                spent.append(1000 * (time.process_time() - began_cpu))
        times.sort()
        row = {"p50": statistics.median(times), "p95": times[int(0.95 * (len(times) - 1))], "cpu": statistics.median(spent)}
        out["ms"][name] = {key: round(value, 1) for key, value in row.items()} | {"largest_result": max(totals)}
    if chosen.json:
        print(json.dumps(out))
        return
    for name, value in out.items():
        if name != "ms":
            print(f"{name:<20} {value}")
    for name, row in out["ms"].items():
        print(
            f"{name:<20} p50 {row['p50']:>7} ms   p95 {row['p95']:>7} ms   cpu {row['cpu']:>7} ms   {row['largest_result']:>8,} passages"
        )


if __name__ == "__main__":
    main()
