"""What corrected quotations of another genre teach the encoder there, and what it forgets of its own.

    python benchmarks/corrections.py --data ../shared/data [--texts 100] [--missed 0.1] [--epochs 4] [--out FOLDER] [--json FILE]

Needs the extra `train`. DATA holds `quotes/` and `entities/`. The other genre is captions as a speech recogniser writes them: no
capitals, no quotation marks, no commas. They are made from PolNeAR: those that annotators correct from articles of its training part,
those that are tested on from its development part, of which the encoder has seen nothing. So what is measured is how far corrections
carry over to new texts of a form that the encoder was never shown; a set of quotations of another genre with other subjects was
not to be had. Simulated annotators go through whole texts and overlook a tenth of the attributions.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from policynlp.tag.encoder import Encoder
from policynlp.tag.models import models_dir
from policynlp.train.encoder.continuing import ContinueSettings, go_on, read_replay
from policynlp.train.encoder.corpus import QUOTES
from policynlp.train.encoder.corrected import Corrected, noisy
from policynlp.train.encoder.examples import paragraphs, rows
from policynlp.train.encoder.judging import DEVELOPMENT, entity_counts, f1_of, politics, quote_counts
from policynlp.train.encoder.pieces import tokenizer_of
from policynlp.train.encoder.shipped import shipped_network
from policynlp.train.encoder.writing import write_encoder

_DROPPED = frozenset('“”‘"«»„,;:()[]–—')


def caption(row: Mapping[str, Any]) -> dict[str, Any]:
    """An article as a recogniser of speech would write it, with its attributions."""
    text = row["text"]
    kept = [c not in _DROPPED for c in text]
    place = np.concatenate([[0], np.cumsum(kept)])
    written = "".join(c for c, k in zip(text, kept, strict=True) if k)
    spoken = "".join(c.lower() if len(c.lower()) == 1 else c for c in written)
    quotes = []
    for quote in row["quotes"]:
        moved = {
            key: [[int(place[s]), int(place[e])] for s, e in quote[key] if place[s] < place[e]]
            for key in ("content", "cue", "source")
        }
        if moved["content"]:
            quotes.append({**quote, **moved})
    return {**row, "text": spoken, "quotes": quotes}


def corrections(articles: Sequence[Mapping[str, Any]], texts: int) -> list[Corrected]:
    """Captions whose attributions annotators put right, none of them frozen."""
    out: list[Corrected] = []
    for row in articles:
        made = caption(row)
        one = Corrected(
            id=f"caption-{row['id']}",
            group=f"work-{row['id']}",
            text=made["text"],
            passages=paragraphs(made["text"]),
            layer="quotes",
            items=tuple(made["quotes"]),
            complete=((0, len(made["text"])),),
        )
        if one.split == "train":
            out.append(one)
    chosen = np.random.default_rng(7).permutation(len(out))[:texts]
    return [out[int(i)] for i in sorted(chosen)]


def figures(encoder: Encoder, data: Path) -> dict[str, float]:
    """F1 of an encoder on captions, on the articles that it was made for, and of names."""
    articles = list(rows(data / DEVELOPMENT))
    out = {}
    for name, gold in (("captions", [caption(r) for r in articles]), ("articles", articles)):
        counts = quote_counts(encoder, gold)
        out |= {f"{name}: {key}": 100 * f1_of([c[key] for c in counts]) for key in ("jaccard.8", "content", "cue", "source")}
    out["names in CrossNER politics"] = 100 * f1_of(entity_counts(encoder, politics(data)))
    return {name: round(value, 2) for name, value in out.items()}


def main() -> None:
    """Train, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--texts", type=int, default=100)
    parser.add_argument("--missed", type=float, default=0.1)
    parser.add_argument("--epochs", type=int, default=ContinueSettings().epochs)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    tokenizer = tokenizer_of(models_dir() / "encoder")
    chosen = corrections(list(rows(options.data / QUOTES)), options.texts)
    learnt = [noisy(one, missed=options.missed, seed=options.seed) for one in chosen]
    settings = ContinueSettings(epochs=options.epochs, seed=options.seed)
    began = time.monotonic()
    network = go_on(
        shipped_network(),
        learnt,
        read_replay(options.data, tokenizer),
        settings,
        tokenizer=tokenizer,
        report=lambda line: print(line, flush=True),
    )
    seconds = time.monotonic() - began
    with tempfile.TemporaryDirectory() as folder:
        made = write_encoder(network, options.out or Path(folder) / "encoder", base=models_dir() / "encoder", facts={})
        before, after = figures(Encoder(), options.data), figures(Encoder(made), options.data)
    told = {
        "texts": len(learnt),
        "attributions": sum(len(one.items) for one in learnt),
        "seconds": round(seconds),
        "figures": {name: {"before": before[name], "after": after[name]} for name in before},
    }
    if options.json:
        options.json.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    print(f"{told['texts']} texts, {told['attributions']} attributions, {told['seconds']} s of training")
    for name, value in before.items():
        print(f"{name:36} {value:6.2f} {after[name]:6.2f} {after[name] - value:+6.2f}")


if __name__ == "__main__":
    main()
