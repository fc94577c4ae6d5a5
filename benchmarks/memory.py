"""Peak memory of tagging one text, by its length, and of all that is done with a corpus, by its size; with extrapolations.

    python benchmarks/memory.py [--chars 100000,300000,1000000] [--to 5000000] [--documents 5000,20000] [--to-documents 200000] [--json]

Each is measured in a process of its own. Texts are made of the samples' paragraphs, in turning order. What counts is what a character
adds; models alone take about 320 MB. Corpora are made by `synthetic_corpus.py`, of short texts; what is done with them says
`memory_corpus.py`. `--documents ''` leaves them out, `--chars ''` the texts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from memory_corpus import measure_corpora

ROOT = Path(__file__).resolve().parents[1]
_CHILD = """
import json, re, resource, sys
from pathlib import Path
from policynlp import Tagger, load_settings
from policynlp.ingest.read import read_bytes

def peak_kb():
    status = Path("/proc/self/status")
    if status.exists():  # `ru_maxrss` on Linux counts what the process held that started this one
        return int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

settings = load_settings()
tagger = Tagger(settings.tag)
_ = tagger.nlp, tagger.encoder
before = peak_kb()
document = next(iter(read_bytes(sys.stdin.buffer.read(), uri="text.txt", settings=settings)))
tags = tagger.tag(document)
peak = peak_kb()
print(json.dumps({"chars": len(document.text), "quotes": len(tags.quotes), "models": before, "peak": peak}))
"""


def long_text(chars: int) -> str:
    """A text of about so many characters."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "corpus" / "samples").glob("*.txt"))]
    paragraphs = [block.strip() for text in texts for block in text.split("\n\n") if len(block.split()) > 15]
    body: list[str] = []
    size = 0
    while size < chars:
        body.append(paragraphs[len(body) % len(paragraphs)])
        size += len(body[-1]) + 2
    return "\n\n".join(body)


def measure(chars: int) -> dict[str, Any]:
    """Tag a text of a length in a process of its own.

    Returns:
        `chars`, `quotes`, `models_mb` (before the text was read), `peak_mb`, `seconds`.
    """
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", _CHILD], input=long_text(chars).encode(), capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.decode()[-2000:])
    said = json.loads(done.stdout)
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return {
        "chars": said["chars"],
        "quotes": said["quotes"],
        "models_mb": round(said["models"] / unit),
        "peak_mb": round(said["peak"] / unit),
        "seconds": round(time.perf_counter() - began, 1),
    }


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chars", default="100000,300000,1000000")
    parser.add_argument("--to", type=int, default=5_000_000)
    parser.add_argument("--documents", default="5000,20000")
    parser.add_argument("--to-documents", type=int, default=200_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    out: dict[str, Any] = {"machine": {"cpus": os.cpu_count(), "system": platform.platform()}}
    if rows := [measure(int(chars)) for chars in options.chars.split(",") if chars]:
        out |= {"rows": rows} | expected(rows, options.to)
    if sizes := [int(size) for size in options.documents.split(",") if size]:
        out["corpora"] = measure_corpora(sizes, to=options.to_documents)
    if options.json:
        print(json.dumps(out, indent=1))
        return
    for row in rows:
        print(
            f"{row['chars']:>10,} characters: {row['peak_mb']:,} MB, {row['seconds']} s (models alone {row['models_mb']:,} MB)"
        )
    if "expected_mb" in out:
        print(
            f"{out['bytes_a_char']} bytes a character; expected at {options.to:,}: {out['expected_mb'][str(options.to)]:,} MB"
        )
    for name, found in out.get("corpora", {}).items():
        sizes_told = ", ".join(f"{row['documents']:,}: {row['peak_mb']:,} MB" for row in found["rows"])
        at = f"at {options.to_documents:,} {found['expected_mb']:,} MB"
        print(f"{name:26} {sizes_told}; {found['bytes_a_document']:,} bytes a document, {at}")


def expected(rows: Sequence[dict[str, Any]], to: int) -> dict[str, Any]:
    """What a character adds, and what follows for a text of another length; nothing for one length alone."""
    first, last = rows[0], rows[-1]
    if len(rows) < 2:
        return {}
    each = (last["peak_mb"] - first["peak_mb"]) / (last["chars"] - first["chars"])
    return {
        "bytes_a_char": round(each * 1024**2),
        "expected_mb": {str(to): round(last["peak_mb"] + each * (to - last["chars"]))},
    }


if __name__ == "__main__":
    main()
