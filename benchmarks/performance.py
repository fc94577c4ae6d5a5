"""Everything that is said of speed, in one run: stages, peers, start-up, growth with length and size, memory, arithmetic.

    python benchmarks/performance.py [--quick] [--out docs/performance.json] [--plot docs/performance.svg]

Times are the best of some runs in turn; what holds on another machine are the ratios. Peers that are not installed are left out. The
load of the machine before and after is in the result.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from arithmetic import encoder_arithmetic
from machine import processor
from policynlp import __version__, steps
from policynlp.document import Document
from policynlp.ingest.read import read_rows
from policynlp.render.vega import chart, svg
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger
from stages import peer_seconds, stage_seconds
from throughput import sample_rows, timed

_LENGTHS_WORDS = (1_000, 4_000, 16_000, 64_000)
_SIZES_DOCS = (50, 100, 200, 400)
_RUN_ARTICLES = 420  # enough that start-up is a small part
_START_RUNS = 5


def documents_of(rows: list[dict[str, str]]) -> list[Document]:
    """Rows as documents, read as any JSONL is."""
    settings = load_settings()
    lines = (json.dumps(row) for row in rows)
    return [d for d in read_rows(lines, uri="rows.jsonl", settings=settings) if isinstance(d, Document)]


def slope(points: list[tuple[float, float]]) -> float:
    """Exponent of cost by size: the slope of a line through the logarithms."""
    xs, ys = zip(*[(math.log(x), math.log(y)) for x, y in points], strict=True)
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    return round(sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread, 2)


def stages_and_peers(rows: list[dict[str, str]], runs: int) -> dict[str, Any]:
    """Words a second of each stage and peer, and each stage's share, all in one thread."""
    tagger = Tagger(load_settings().tag)
    documents = documents_of(rows)
    words = sum(len(d.text.split()) for d in documents)
    stage_seconds(tagger, documents[:2])
    ours: dict[str, float] = {}
    peers: dict[str, float] = {}
    for _ in range(runs):
        for best, found in ((ours, stage_seconds(tagger, documents)), (peers, peer_seconds(documents))):
            for name, seconds in found.items():
                best[name] = min(best.get(name, math.inf), seconds)
    total = sum(ours.values())
    return {
        "words": words,
        "stages": {n: {"words_per_s": round(words / s), "share": round(s / total, 3)} for n, s in ours.items()},
        "all_stages_words_per_s": round(words / total),
        "peers": {n: {"words_per_s": round(words / s), "times_our_whole": round(total / s, 2)} for n, s in peers.items()},
        "encoder": encoder_arithmetic(tagger.encoder, documents),  # type: ignore[arg-type]
    }


def whole_run(rows: list[dict[str, str]], folder: Path) -> dict[str, Any]:
    """The pipeline as `policynlp run` does it, from a file to a linked corpus with its index."""
    path = folder / f"rows-{len(rows)}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    words = sum(len(row["text"].split()) for row in rows)
    settings = load_settings({"corpus.path": folder / f"corpus-{len(rows)}"})
    began = time.perf_counter()
    result = steps.run([str(path)], settings=settings)
    seconds = time.perf_counter() - began
    return {
        "documents": len(rows),
        "words": words,
        "seconds": round(seconds, 2),
        "words_per_s": round(words / seconds),
        "stages_s": {name: round(s, 2) for name, s in result.seconds.items()},
    }


def start_ups(folder: Path) -> dict[str, float]:
    """Best wall seconds of a process: `--help`, `--version`, and `tag` of one sentence."""
    text = folder / "short.txt"
    text.write_text("The minister said that wages rose by 4 percent in 2023.\n", encoding="utf-8")
    own = [sys.executable, "-m", "policynlp"]
    commands = {"--help": [*own, "--help"], "--version": [*own, "--version"], "tag": [*own, "tag", "--quiet", str(text)]}
    return {name: round(min(timed(command)[0] for _ in range(_START_RUNS)), 2) for name, command in commands.items()}


def by_length(lengths: tuple[int, ...], folder: Path, *, start_s: float) -> dict[str, Any]:
    """Seconds and peak memory of one text of so many words, each in a process of its own; start-up is taken off for the exponent."""
    paragraphs = [row["text"] for row in sample_rows(articles=40)]
    points = []
    for length in lengths:
        words = " \n\n".join(paragraphs * (1 + length // 20_000)).split(" ")
        path = folder / f"text-{length}.jsonl"
        path.write_text(json.dumps({"id": 1, "text": " ".join(words[:length])}) + "\n", encoding="utf-8")
        seconds, peak = timed([sys.executable, "-m", "policynlp", "tag", "--quiet", str(path)])
        points.append({"words": length, "seconds": round(seconds, 2), "peak_mb": round(peak)})
    return {"points": points, "exponent": slope([(p["words"], max(0.01, p["seconds"] - start_s)) for p in points])}


def main() -> None:
    """Measure, write JSON, draw, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small numbers, to see that it runs")
    parser.add_argument("--runs", type=int, default=3, help="of stages and peers, in turn; the best counts")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    quick = options.quick
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = start_ups(folder)
        result: dict[str, Any] = {
            "version": __version__,
            "runs": 1 if quick else options.runs,
            "machine": {"processor": processor(), "cores": os.cpu_count(), "python": platform.python_version()},
            "start_up_s": start,
            # processes first: a child counts the memory of its parent at its start
            "by_length": by_length(_LENGTHS_WORDS[:3] if quick else _LENGTHS_WORDS, folder, start_s=start["tag"]),
            **stages_and_peers(sample_rows(6 if quick else 84), runs=1 if quick else options.runs),
            "run": whole_run(sample_rows(6 if quick else _RUN_ARTICLES), folder),
        }
        sizes = [whole_run(sample_rows(n, words=60), folder) for n in ((5, 10) if quick else _SIZES_DOCS)]
        result["by_size"] = {
            "points": sizes,
            "exponent": slope([(p["documents"], p["seconds"]) for p in sizes]),
            "exponent_of_linking": slope([(p["documents"], max(0.01, p["stages_s"]["link"])) for p in sizes]),
        }
    result["load"] = [round(load, 1), round(os.getloadavg()[0], 1)]
    if options.out:
        options.out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    if options.plot:
        options.plot.write_text(svg(plot(result)), encoding="utf-8")
    print(json.dumps(result, indent=2))


def plot(result: dict[str, Any]) -> dict[str, Any]:
    """Words a second of stages and peers, one thread each."""
    rows = [{"what": n, "words_per_s": v["words_per_s"], "whose": "policynlp"} for n, v in result["stages"].items()]
    rows += [{"what": n, "words_per_s": v["words_per_s"], "whose": "peers"} for n, v in result["peers"].items()]
    rows.append({"what": "all stages", "words_per_s": result["all_stages_words_per_s"], "whose": "policynlp"})
    layout = {
        "width": 520,
        "mark": "bar",
        "encoding": {
            "y": {"field": "what", "type": "nominal", "sort": "x", "title": None},
            "x": {
                "field": "words_per_s",
                "type": "quantitative",
                "scale": {"type": "log"},
                "title": "words a second, one thread (logarithmic)",
            },
            "color": {"field": "whose", "type": "nominal", "title": None, "legend": {"orient": "bottom"}},
        },
    }
    return chart(
        rows,
        layout,
        title="Speed of each stage, and of peers that do a part of it",
        description="Bars of words a second for each stage of tagging and for peers.",
        note=f"{result['words']:,} words of 84 articles, best of {result['runs']} in turn, {result['machine']['processor']}",
    )


if __name__ == "__main__":
    main()
