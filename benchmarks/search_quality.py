"""Recall at ten of search by words, by meaning, and by both, on 30 questions with known relevant passages.

    python benchmarks/search_quality.py [--data ../shared/data/themes] [--vectors FILE.npy] [--settings]

The 4,723 passages are those of four public sets (State of the Union, European Parliament questions, sustainable development goals,
land and farm policy); they are not part of the project. `search_questions.jsonl` has the questions and the ids of the relevant
passages. Each question was written from a passage drawn at random, in other words than its own; that passage is relevant, and so
are those judged so among the first twelve of words, of meaning and of both, and among what a search for its key words brought up
by hand. Passages that none of these found were not read, so that the figures compare the ways of searching and are no absolute recall.

`--settings` compares a few plain settings of the fusion. `--vectors` keeps the passages' vectors from one call to the next.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from policynlp.corpus.search import ranking as fusion
from policynlp.corpus.search import request_from
from policynlp.corpus.search.searcher import Searcher
from policynlp.corpus.store import Store
from policynlp.document import Document, Passage, Source, content_id
from policynlp.tag.encoder import Encoder
from policynlp.tags import Tags

HERE = Path(__file__).resolve().parent
SETS = ("cap_sotu_passages", "ep_questions", "wri_incentives", "sdg_sentences")
AT = 10
Ask = Callable[[str], Sequence[str]]


def read_passages(folder: Path) -> dict[str, str]:
    """Id to text; the process ends, with the reason, where the sets are missing."""
    missing = [name for name in SETS if not (folder / f"{name}.jsonl").exists()]
    if missing:
        sys.exit(f"skipped: {folder} has no {', '.join(missing)}; they are public sets that the project does not carry")
    rows = [json.loads(line) for name in SETS for line in (folder / f"{name}.jsonl").open(encoding="utf-8")]
    return {row["id"]: row["text"] for row in rows}


def fill(store: Store, texts: dict[str, str], encoder: Encoder, vectors: Path | None) -> None:
    """One document a passage, with its vector and no other tag."""
    tagset = store.register_tagset({"encoder_model": encoder.version})
    if vectors and vectors.exists():
        matrix = np.load(vectors)[: len(texts)]
    else:
        whole = [Passage(id="p", start=0, end=len(text), kind="paragraph") for text in texts.values()]
        read = [encoder.encode(text, [p]) for text, p in zip(texts.values(), whole, strict=True)]
        matrix = np.stack([encoding.passage_vector("p") for encoding in read])
        if vectors:
            np.save(vectors, matrix)
    documents, tags = [], []
    for (key, text), vector in zip(texts.items(), matrix, strict=True):
        plain = Document(text=text, source=Source(uri=key), work=key, key=key)
        passage = Passage(id=content_id("passage", plain.id), start=0, end=len(text), kind="paragraph")
        documents.append(plain.with_passages((passage,)))
        tags.append(Tags(document=plain.id, tagset=tagset, vectors={passage.id: vector}))
    store.commit_documents(documents, run_id="quality", fingerprints={})
    store.commit_tags(tags, run_id="quality", tagset=tagset)
    store.activate(tagset, by="quality")


def scores(questions: list[dict[str, object]], ask: Ask) -> dict[str, float]:
    """Mean recall at ten and mean reciprocal rank, with the standard error of the recall."""
    recall, reciprocal = [], []
    for row in questions:
        relevant = set(row["relevant"])  # type: ignore[call-overload]
        found = list(ask(str(row["question"])))[:AT]
        recall.append(len(relevant & set(found)) / min(AT, len(relevant)))
        reciprocal.append(next((1 / rank for rank, key in enumerate(found, 1) if key in relevant), 0.0))
    error = float(np.std(recall, ddof=1)) / math.sqrt(len(recall))
    return {"recall@10": float(np.mean(recall)), "error": error, "mrr@10": float(np.mean(reciprocal))}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=HERE.parents[1] / "shared" / "data" / "themes")
    options.add_argument("--vectors", type=Path)
    options.add_argument("--settings", action="store_true")
    chosen = options.parse_args()
    texts = read_passages(chosen.data)
    questions = [json.loads(line) for line in (HERE / "search_questions.jsonl").open(encoding="utf-8")]
    unknown = {key for row in questions for key in row["relevant"]} - texts.keys()
    if unknown:
        sys.exit(f"skipped: the sets are of another version, without {min(unknown)}")
    encoder = Encoder()
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "corpus") as store:
        fill(store, texts, encoder, chosen.vectors)
        with Searcher(store, encoder) as whole, Searcher(store) as words:

            def by(searcher: Searcher, mode: str, **wanted: object) -> Ask:
                return lambda text: [
                    h.uri for h in searcher.page(request_from(text, mode=mode, facets=False, limit=AT, **wanted))
                ]

            rows: dict[str, Ask] = {
                "words, all of them": by(words, "words"),
                "words, any of them": by(words, "both"),  # without an encoder, `both` has the words alone
                "meaning": by(whole, "meaning"),
                "both": by(whole, "both"),
            }
            out = {name: scores(questions, ask) for name, ask in rows.items()}
            if chosen.settings:
                usual = fusion.RRF_K, fusion.LOOSE_WEIGHT
                for fusion.RRF_K in (10, 60):
                    for fusion.LOOSE_WEIGHT in (1.0, 0.5, 0.25):
                        for nearest in (50, 200):
                            name = f"k {fusion.RRF_K}, loose {fusion.LOOSE_WEIGHT}, nearest {nearest}"
                            out[name] = scores(questions, by(whole, "both", nearest=nearest))
                fusion.RRF_K, fusion.LOOSE_WEIGHT = usual
    print(f"{len(texts):,} passages, {len(questions)} questions, {sum(len(r['relevant']) for r in questions)} relevant")
    for name, row in out.items():
        print(f"{name:<26} recall@10 {row['recall@10']:.3f} ± {row['error']:.3f}   mrr@10 {row['mrr@10']:.3f}")


if __name__ == "__main__":
    main()
