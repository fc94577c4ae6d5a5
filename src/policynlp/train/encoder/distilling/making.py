"""One command from an encoder and a large model to an encoder that learnt from it: train, calibrate, measure, describe."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from policynlp.errors import Rejection
from policynlp.ingest.read import read_path
from policynlp.settings import Settings
from policynlp.tag.models import read_manifest, version_of, write_manifest
from policynlp.tag.neural.decoding import Decoding
from policynlp.tag.neural.pieces import read_pieces
from policynlp.train.encoder.calibrate import Article, read_articles
from policynlp.train.encoder.card import write_card
from policynlp.train.encoder.distilling.large import articles_for, described, fit_large, large_figures, load_large, special_of
from policynlp.train.encoder.distilling.learning import DistilSettings, SoftCorpus, distil
from policynlp.train.encoder.distilling.soft import SoftLabels, kept_labels, soft_labels
from policynlp.train.encoder.examples import Source, entity_sources, rows
from policynlp.train.encoder.export import export_network
from policynlp.train.encoder.fit import save_weights
from policynlp.train.encoder.judging import DEVELOPMENT
from policynlp.train.encoder.measuring import put_in_place, quotation_metrics, with_decoding
from policynlp.train.encoder.network import EncoderNetwork
from policynlp.train.encoder.pieces import tokenizer_of
from policynlp.train.encoder.shipped import shipped_network
from policynlp.train.encoder.train import entity_figures, meaning
from policynlp.train.labels import split_of

_DROPOUT = 0.1
_PUBLIC = ("entities/gum.jsonl", "entities/re3d.jsonl")
"""Sets of whole texts, among them news, interviews and reports, whose names are not looked at here."""
Report = Callable[[str], None]


def make_distilled(
    data: Path,
    out: Path,
    *,
    base: Path,
    large: Path,
    texts: Sequence[Path] = (),
    work: Path,
    settings: DistilSettings,
    limit: int | None = None,
    report: Report = lambda _: None,
) -> Path:
    """Train an encoder on what a large reader says, and write its folder.

    Args:
        data: Folder of the public sets (`quotes/`, `entities/`).
        out: Folder of the new model; written at the end, whole.
        base: Folder of the encoder; its vectors and names are held to what they are.
        large: Folder of all-mpnet-base-v2.
        texts: Folders with further texts (`.txt`, at any depth) that the large reader reads.
        work: Folder for what is kept between steps: weights of the large reader, what it says of each text.
        settings: How to train.
        limit: Texts of each kind at most, for a trial.
        report: Gets a line of progress now and then.

    Returns:
        `out`.

    Raises:
        InputError: A set is missing.
        ModelError: The extra `train` is not installed, or a model is missing.
    """
    began = time.monotonic()
    articles = articles_for(large, data, limit=limit)
    weights, seconds = fit_large(large, articles, work=work, report=report)
    reader = load_large(large, weights)
    public = [s for name in _PUBLIC for s in entity_sources(data / name, every_label=False)]
    unmarked = (*tuple(own_texts(texts))[:limit], *public[:limit])
    read_by = hashlib.sha256(weights.read_bytes()).hexdigest()
    soft = {}
    for n, source in enumerate((*articles.sources, *unmarked)):
        if n % 50 == 0:
            report(f"reading with the large reader: {n} of {len(articles.sources) + len(unmarked)}")
        soft[source.id] = _kept(source, reader, articles.tokenizer, work / "soft", read_by)
    corpus = SoftCorpus(marked=articles.sources, unmarked=unmarked, soft=soft, tokenizer=tokenizer_of(base))
    weights_of = work / "distilled.safetensors"
    network = shipped_network(base, dropout=_DROPOUT)
    save_weights(distil(network, corpus, settings, start=shipped_network(base), report=report), weights_of)
    facts = {
        "settings": asdict(settings),
        "minutes": round((time.monotonic() - began) / 60),
        "minutes_large": round(seconds / 60),
        "large": described(large),
        "large_figures": large_figures(reader, articles.tokenizer, list(rows(data / DEVELOPMENT)), decoding=_decoding(base)),
        "texts": len(unmarked),
        "data": dict(articles.data),
    }
    made = finish_distilled(weights_of, data, work=work, base=base, facts=facts, report=report)
    return put_in_place(made, out)


def finish_distilled(
    weights: Path, data: Path, *, work: Path, base: Path, facts: dict[str, Any], report: Report = lambda _: None
) -> Path:
    """Export, calibrate and measure distilled weights, and describe the model.

    Args:
        weights: As they were trained.
        data: Folder of the public sets.
        work: Folder for what is made on the way.
        base: Folder of the encoder that they went on from.
        facts: What is told of the training.
        report: Gets a line of progress now and then.

    Returns:
        The model's folder in `work`.
    """
    gold = list(rows(data / DEVELOPMENT))
    folders = {p: work / f"distilled-{p}" for p in ("int8", "fp32")}
    articles: dict[str, list[Article]] = {}
    start = _decoding(base)
    for precision, folder in folders.items():
        export_network(weights, folder, quantise=precision == "int8")
        articles[precision] = read_articles(gold, with_decoding(folder, asdict(start)))
    report("calibrating on the development articles")
    chosen, told = quotation_metrics(articles["int8"], articles["fp32"], start=start, report=report)
    encoders = {p: with_decoding(f, asdict(chosen)) for p, f in folders.items()}
    before = json.loads((base / "metrics.json").read_text(encoding="utf-8"))
    told |= {
        "entities": entity_figures(data, encoders["int8"]),
        "entities_fp32": entity_figures(data, encoders["fp32"]),
        "meaning": meaning(data, encoders),
    }
    whole = before | {
        "metrics": before["metrics"] | told,
        "distilled": facts | {"before": before["metrics"]["quotations"], "base": version_of(base, kind="encoder")},
    }
    made = folders["int8"]
    (made / "metrics.json").write_text(json.dumps(whole, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    write_card(made, whole)
    about = {k: v for k, v in read_manifest(base, kind="encoder").items() if k in ("licence", "base")}
    write_manifest(made, kind="encoder", **about)
    return made


def own_texts(folders: Sequence[Path]) -> Iterator[Source]:
    """Texts that nobody marked, in the order of their paths; a fifth of the dossiers among them is left out, to be judged with."""
    for folder in folders:
        for path in sorted(folder.rglob("*.txt")):
            if (path.parent / "expected.jsonl").exists() and split_of(path.parent.name) == "test":
                continue
            for document in read_path(path, settings=Settings()):
                if isinstance(document, Rejection):
                    continue  # nothing can be learnt from what cannot be read
                passages = tuple(sorted(document.passages_in_context(), key=lambda p: p.start))
                yield Source(id=str(path.relative_to(folder)), text=document.text, passages=passages)


def _kept(source: Source, reader: EncoderNetwork, tokenizer: Any, folder: Path, read_by: str) -> SoftLabels:
    named = json.dumps([read_by, source.text, [[p.start, p.end] for p in source.passages]])
    path = folder / f"{hashlib.sha256(named.encode()).hexdigest()[:24]}.npz"
    return kept_labels(path, partial(_read, source, reader, tokenizer))


def _read(source: Source, reader: EncoderNetwork, tokenizer: Any) -> SoftLabels:
    return soft_labels(reader, read_pieces(source.text, source.passages, tokenizer), special_of(tokenizer))


def _decoding(folder: Path) -> Decoding:
    return Decoding.from_dict(json.loads((folder / "decoding.json").read_text(encoding="utf-8")))
