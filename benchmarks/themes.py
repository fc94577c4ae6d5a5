"""What the themes cost beside the encoder's one pass, which they share with quotations and entities.

    python benchmarks/themes.py --texts FILE [--runs 3]

FILE is JSONL with `text`. The parse is not counted. Prints words per second of the pass and of the themes, and their ratio.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from policynlp.ingest.read import read_rows
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", type=Path, required=True)
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    settings = load_settings()
    tagger = Tagger(settings.tag)
    with chosen.texts.open(encoding="utf-8") as lines:
        documents = [d for d in read_rows(lines, uri=str(chosen.texts), settings=settings) if hasattr(d, "passages")]
    words = sum(len(d.text.split()) for d in documents)
    docs = [tagger.parse(d) for d in documents]
    component, encoder = tagger.nlp.get_pipe("policynlp_themes"), tagger.encoder
    assert encoder is not None
    spent = {"encoder": float("inf"), "themes": float("inf")}
    for _ in range(chosen.runs):
        began = time.perf_counter()
        encodings = [encoder.encode(d.text, tuple(d.content_passages()), before=d.before, after=d.after) for d in documents]
        spent["encoder"] = min(spent["encoder"], time.perf_counter() - began)
        for doc, encoding in zip(docs, encodings, strict=True):
            doc._.policynlp_encoding = encoding
        began = time.perf_counter()
        for doc in docs:
            component(doc)
        spent["themes"] = min(spent["themes"], time.perf_counter() - began)
    print(
        json.dumps(
            {
                "documents": len(documents),
                "words": words,
                **{f"{name}_words_per_s": round(words / s) for name, s in spent.items()},
                "themes_share_of_encoder": round(spent["themes"] / spent["encoder"], 3),
            }
        )
    )


if __name__ == "__main__":
    main()
