"""One command from the public sets to a model folder: train, export, calibrate, measure, describe."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from policynlp.evaluate.layers import score
from policynlp.tag.encoder import Encoder
from policynlp.tag.models import write_manifest
from policynlp.tag.neural.decoding import Decoding
from policynlp.train.encoder.averaging import averaged, fit_seeds
from policynlp.train.encoder.calibrate import START, Article, figures, read_articles
from policynlp.train.encoder.card import write_card
from policynlp.train.encoder.corpus import TrainingCorpus, read_corpus
from policynlp.train.encoder.examples import held_out, paragraphs, rows
from policynlp.train.encoder.export import export_network
from policynlp.train.encoder.fit import FitSettings, save_weights
from policynlp.train.encoder.judging import DEVELOPMENT, POLITICS_DEV
from policynlp.train.encoder.meaning import meaning_figures, texts_of
from policynlp.train.encoder.measuring import percent, put_in_place, quotation_metrics, with_decoding
from policynlp.train.encoder.network import base_folder
from policynlp.train.encoder.pieces import tokenizer_of
from policynlp.train.encoder.silver import silver_entities
from policynlp.train.encoder.teacher import teacher_vectors

_MEANING_SETS = ("themes/cap_sotu_passages.jsonl", "themes/cap_sotu.jsonl", DEVELOPMENT)
AGAIN_SEEDS = (11, 12)
AGAIN_EPOCHS, AGAIN_PASSES, AGAIN_RATE, AGAIN_HEAD_RATE = 3, 2, 2e-4, 8e-4
"""Of the second round: half as many passes, of which the last two count, and two thirds of the rates. What it gave stands in
docs/log.md."""
FIRST_ROUND = "weights-first-round.safetensors"
Report = Callable[[str], None]


def train_encoder(
    data: Path,
    out: Path,
    *,
    work: Path,
    settings: FitSettings,
    seeds: Sequence[int] = (1, 2, 3),
    again: Sequence[int] = AGAIN_SEEDS,
    limit: int | None = None,
    report: Report = lambda _: None,
) -> Path:
    """Train the encoder and write its folder.

    In two rounds: the mean of several runs from MiniLM, then runs that go on from that mean, and the mean of it and of them.

    Args:
        data: Folder of the public sets (`quotes/`, `entities/`, `themes/`).
        out: Folder of the model; written at the end, whole.
        work: Folder for what is kept between steps: silver entities, weights in 32-bit floats.
        settings: How to train.
        seeds: A run for each in the first round.
        again: Likewise in the second one; none: the model is what the first round gives.
        limit: Documents of each set at most, for a trial.
        report: Gets a line of progress now and then.

    Returns:
        `out`.

    Raises:
        InputError: A set is missing.
        ModelError: The extra `train` is not installed.
    """
    corpus = load_training(data, work=work, limit=limit, report=report)
    runs, seconds = fit_seeds(corpus, settings, seeds, work=work, report=report)
    parts = {f"seed {seed}": run for seed, run in zip(seeds, runs, strict=True)}
    if again:
        mean = averaged(runs)
        first = work / FIRST_ROUND
        save_weights(mean, first)
        shorter = dataclasses.replace(settings, epochs=AGAIN_EPOCHS, rate=AGAIN_RATE, head_rate=AGAIN_HEAD_RATE)
        runs, more = fit_seeds(corpus, shorter, again, work=work, start=mean, passes=AGAIN_PASSES, report=report)
        parts = {f"mean of seeds {', '.join(map(str, seeds))}": first} | further_parts(again, runs)
        seconds += more
    about = {"seeds": list(seeds), "again": list(again)}
    return finish(
        data,
        out,
        parts=parts,
        work=work,
        settings=settings,
        about=about,
        data_hashes=corpus.data,
        seconds=seconds,
        report=report,
    )


def further_parts(seeds: Sequence[int], files: Sequence[Path]) -> dict[str, Path]:
    """The files of weights of the second round by what they are: of each seed those after its last passes."""
    passes = range(AGAIN_EPOCHS - AGAIN_PASSES + 1, AGAIN_EPOCHS + 1)
    names = [f"seed {seed}, from that mean, after {n} passes" for seed in seeds for n in passes]
    return dict(zip(names, files, strict=True))


def load_training(data: Path, *, work: Path, limit: int | None, report: Report) -> TrainingCorpus:
    """The public sets; the rules' entities in the articles and the teacher's vectors are kept in `work`."""
    work.mkdir(parents=True, exist_ok=True)
    silver = silver_entities(data, work, report=report)
    report("reading the sets")
    return read_corpus(data, tokenizer=tokenizer_of(base_folder()), silver=silver, limit=limit, kept=work)


def finish(
    data: Path,
    out: Path,
    *,
    parts: Mapping[str, Path],
    work: Path,
    settings: FitSettings,
    about: Mapping[str, Sequence[int]],
    data_hashes: Mapping[str, str],
    seconds: float,
    report: Report = lambda _: None,
) -> Path:
    """Average, export, calibrate and measure trained weights, and describe the model.

    Args:
        data: Folder of the public sets.
        out: Folder of the model.
        parts: Trained weights by what they are, such as "seed 1"; their mean is the model.
        work: Folder for what is made on the way.
        settings: How those of the first round were trained.
        about: Seeds of the rounds, `seeds` and `again`.
        data_hashes: SHA-256 of the sets.
        seconds: What training took.
        report: Gets a line of progress now and then.
    """
    gold = list(rows(data / DEVELOPMENT))
    weights = work / "weights.safetensors"
    save_weights(averaged(list(parts.values())), weights)
    models = {p: weights.parent / f"{weights.stem}-{p}" for p in ("int8", "fp32")}
    articles: dict[str, list[Article]] = {}
    encoders: dict[str, Encoder] = {}
    for precision, folder in models.items():
        export_network(weights, folder, quantise=precision == "int8")
        encoders[precision] = with_decoding(folder, {})
        articles[precision] = read_articles(gold, encoders[precision])
    report("calibrating on the development articles")
    chosen, told = quotation_metrics(articles["int8"], articles["fp32"], start=START, report=report)
    encoders = {p: with_decoding(f, dataclasses.asdict(chosen)) for p, f in models.items()}
    report("measuring the single runs")
    metrics: dict[str, Any] = told | {
        "runs": {name: _run(data, gold, path, chosen) for name, path in parts.items()},
        "entities": entity_figures(data, encoders["int8"]),
        "entities_fp32": entity_figures(data, encoders["fp32"]),
        "meaning": meaning(data, encoders),
    }
    facts = {
        "settings": dataclasses.asdict(settings),
        **{name: list(seeds) for name, seeds in about.items()},
        "again_epochs": AGAIN_EPOCHS,
        "data": dict(data_hashes),
        "minutes": round(seconds / 60),
        "metrics": metrics,
    }
    made = models["int8"]
    (made / "metrics.json").write_text(json.dumps(facts, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    write_card(made, facts)
    write_manifest(made, kind="encoder", base="sentence-transformers/all-MiniLM-L6-v2", licence="Apache-2.0")
    return put_in_place(made, out)


def _run(data: Path, gold: Sequence[Mapping[str, Any]], weights: Path, decoding: Decoding) -> dict[str, Any]:
    """One run by itself, quantised, with the decoding of the mean."""
    folder = weights.parent / f"{weights.stem}-int8"
    export_network(weights, folder, quantise=True)
    encoder = with_decoding(folder, dataclasses.asdict(decoding))
    found = percent(figures([a.counts(decoding) for a in read_articles(gold, encoder)]))
    return found | {"entities": round(100 * entity_figures(data, encoder)[0]["f1"], 1)}


def entity_figures(data: Path, encoder: Encoder) -> list[dict[str, Any]]:
    """The head alone on the sentences of CrossNER politics that were kept out of training."""
    gold = [r for n, r in enumerate(rows(data / POLITICS_DEV)) if held_out(n)]
    found = []
    for row in gold:
        names = encoder.encode(row["text"], paragraphs(row["text"])).entities
        found.append({"id": row["id"], "text": row["text"], "entities": [dataclasses.asdict(n) for n in names]})
    overall, classes = score("entities", gold, found)
    return overall + classes


def meaning(data: Path, encoders: Mapping[str, Encoder]) -> dict[str, Any]:
    """Figures of the vectors of encoders by name, and of the unchanged MiniLM."""
    tokenizer = tokenizer_of(base_folder())
    special = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    texts = {name: texts_of(data, name) for name in _MEANING_SETS}
    plain = {
        name: teacher_vectors([tokenizer.encode(t, add_special_tokens=False).ids for t in several], special)
        for name, several in texts.items()
    }
    known = {t: v for name, several in texts.items() for t, v in zip(several, plain[name], strict=True)}
    out = {"minilm": meaning_figures(data, lambda several: np.stack([known[t] for t in several]), plain)}
    for precision, encoder in encoders.items():
        out[precision] = meaning_figures(data, lambda several, e=encoder: np.stack([e.vector(t) for t in several]), plain)  # type: ignore[misc]
    return out
