"""The large reader: all-mpnet-base-v2 with the encoder's heads, fitted to the articles; for training only.

It has the vocabulary of MiniLM behind other ids, so that both cut a text into the same pieces.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from policynlp.errors import ModelError
from policynlp.evaluate.quotations import QuotationScorer
from policynlp.tag.neural.decoding import Decoding
from policynlp.tag.neural.pieces import read_pieces
from policynlp.tag.neural.quotations import decode_quotations
from policynlp.tag.neural.readout import ReadoutBuilder
from policynlp.train.encoder.averaging import fit_seeds
from policynlp.train.encoder.calibrate import as_quote, figures
from policynlp.train.encoder.corpus import QUOTES, TrainingCorpus, sha256_of
from policynlp.train.encoder.distilling.soft import read_windows
from policynlp.train.encoder.examples import example, paragraphs, quote_sources
from policynlp.train.encoder.fit import FitSettings
from policynlp.train.encoder.measuring import percent
from policynlp.train.encoder.network import EncoderNetwork
from policynlp.train.encoder.pieces import tokenizer_of

LARGE_SETTINGS = FitSettings(epochs=3, rate=4e-5, head_rate=4.8e-4, warm_up=0.08, decay=0.998)
"""A tenth of the rate of the small one. What it gave stands in docs/log.md."""


def large_base(folder: Path, *, dropout: float = 0.0) -> Any:
    """The large model without heads.

    Args:
        folder: Its weights, config and tokenizer as transformers write them.
        dropout: After each layer's parts; none in its attention.

    Raises:
        ModelError: It is not there.
    """
    from transformers import AutoModel

    if not (folder / "config.json").is_file():
        raise ModelError("there is no model", where=str(folder), hint="--large names a folder with all-mpnet-base-v2.")
    return AutoModel.from_pretrained(
        str(folder), attn_implementation="eager", hidden_dropout_prob=dropout, attention_probs_dropout_prob=0.0
    )


def articles_for(folder: Path, data: Path, *, limit: int | None = None) -> TrainingCorpus:
    """The articles in pieces of the large model.

    Args:
        folder: Of the large model.
        data: Folder of the public sets.
        limit: Articles at most, for a trial.

    Raises:
        InputError: The set is missing.
        ModelError: The model is not there.
    """
    tokenizer = tokenizer_of(folder)
    special = special_of(tokenizer)
    sources = tuple(quote_sources(data / QUOTES))[:limit]
    return TrainingCorpus(
        quotes=tuple(example(s, tokenizer) for s in sources),
        entities=(),
        plain=(),
        sources=sources,
        teacher=np.zeros((0, 0), dtype=np.float32),
        data={QUOTES: sha256_of(data / QUOTES)},
        tokenizer=tokenizer,
        special=special,
        mask=tokenizer.token_to_id("<mask>"),
    )


def special_of(tokenizer: Any) -> tuple[int, int]:
    """Ids of the first special piece and of the separator."""
    return tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>")


def fit_large(
    folder: Path,
    articles: TrainingCorpus,
    *,
    work: Path,
    settings: FitSettings = LARGE_SETTINGS,
    seed: int = 1,
    report: Callable[[str], None] = lambda _: None,
) -> tuple[Path, float]:
    """Train the large reader once; a run that was finished before is taken as it is.

    Returns:
        File of its weights, and the seconds that it took.
    """
    place = work / "large"
    place.mkdir(parents=True, exist_ok=True)
    (weights,), seconds = fit_seeds(articles, settings, (seed,), work=place, base=partial(large_base, folder), report=report)
    return weights, seconds


def load_large(folder: Path, weights: Path) -> EncoderNetwork:
    """The large reader, ready to read."""
    from safetensors.torch import load_file

    network = EncoderNetwork(large_base(folder))
    network.load_state_dict(load_file(str(weights)))
    network.eval()
    return network


def large_figures(
    network: EncoderNetwork, tokenizer: Any, gold: Sequence[Mapping[str, Any]], *, decoding: Decoding
) -> dict[str, float]:
    """Percentages of the metrics on articles that are marked, with this decoding.

    Args:
        network: The large reader.
        tokenizer: Its tokenizer.
        gold: Records of a set in the scheme of PolNeAR.
        decoding: Of the encoder that it teaches.
    """
    counts = []
    for one in gold:
        pieces = read_pieces(one["text"], paragraphs(one["text"]), tokenizer)
        builder = ReadoutBuilder(pieces, network.distance.detach().numpy())
        for window, read, out in read_windows(network, pieces, special_of(tokenizer)):
            at = np.flatnonzero((read.source >= window.keep_low) & (read.source < window.keep_high))
            words = np.flatnonzero(pieces.first[window.keep_low : window.keep_high])
            said = {name: getattr(out, name)[0].float().numpy() for name in ("layers", "entities", "pointers")}
            builder.add(window.keep_low + words, at[words], **said)
        found = decode_quotations(builder.build(), one["text"], decoding)
        counts.append(QuotationScorer(one["text"], one["quotes"]).counts([as_quote(q) for q in found]))
    return percent(figures(counts))


def described(folder: Path) -> str:
    """What kind of model a folder holds, for the card."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return f"{config.get('model_type')}, {config.get('num_hidden_layers')} layers of {config.get('hidden_size')}"
