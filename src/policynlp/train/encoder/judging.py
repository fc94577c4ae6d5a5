"""Whether an encoder that went on from corrections may take the place of the one in use: both on texts that neither has seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from policynlp.document import Passage, Span
from policynlp.evaluate.quotations import Counts, QuotationScorer
from policynlp.evaluate.scores import bootstrap, f1
from policynlp.tag.encoder import Encoder
from policynlp.train.encoder.calibrate import as_quote
from policynlp.train.encoder.corrected import Corrected, folded
from policynlp.train.encoder.examples import Source, entity_sources, held_out, paragraphs, rows
from policynlp.train.promotion import Figure, Judgement, decided

DEVELOPMENT = "quotes/polnear_dev.jsonl"
POLITICS_DEV = "entities/crossner_politics_dev.jsonl"
OWN_QUOTES, OWN_NAMES = "quotations, your corrections", "names, your corrections"
LEAST_OWN_ITEMS = 20
"""Fewer frozen items of one's own say nothing; none is compared on them."""
_METRIC = "jaccard.8"
_NAMES = ("PER", "ORG", "LOC")

Triple = tuple[float, float, float]
"""Hits, predicted, gold."""


def judge_encoders(new: Path, old: Path, *, data: Path, own: Sequence[Corrected], seed: int = 7) -> Judgement:
    """Compare two encoders.

    Args:
        new: Folder of the candidate.
        old: Folder of the encoder in use.
        data: Folder of the public sets.
        own: What people decided; the frozen fifth is used, the rest left alone.
        seed: Of the bootstrap.

    Returns:
        F1 of both on PolNeAR dev and on the sentences of CrossNER politics that are kept out, and on the frozen corrections of
        each layer, where there are enough.

    Raises:
        InputError: A set is missing.
        ModelError: A model is missing or damaged.
    """
    pair = Encoder(new), Encoder(old)
    frozen = [one for one in own if one.split == "test"]
    articles, sentences = list(rows(data / DEVELOPMENT)), politics(data)
    sides = [
        (
            "quotations, PolNeAR dev",
            [[c[_METRIC] for c in quote_counts(e, articles)] for e in pair],
            [a["id"] for a in articles],
        ),
        ("names, CrossNER politics", [entity_counts(e, sentences) for e in pair], [s.id for s in sentences]),
    ]
    for name, layer, counted in ((OWN_QUOTES, "quotes", own_quotes), (OWN_NAMES, "entities", own_names)):
        texts = [one for one in frozen if one.layer == layer]
        if sum(len(one.items) for one in texts) >= LEAST_OWN_ITEMS:
            sides.append((name, [counted(e, texts) for e in pair], [one.group for one in texts]))
    figures = [_compared(name, both[0], both[1], groups, seed=seed) for name, both, groups in sides]
    return decided(figures, sum(len(groups) for _, _, groups in sides))


def f1_of(counts: Sequence[Triple]) -> float:
    """F1 over documents."""
    hits, predicted, gold = np.sum(np.asarray(counts, dtype=float).reshape(-1, 3), axis=0)
    return f1(float(hits), float(predicted), float(gold))[2]


def quote_counts(encoder: Encoder, gold: Sequence[Mapping[str, Any]]) -> list[Counts]:
    """Counts of the metrics of attributions in each of some articles, the encoder alone."""
    out = []
    for row in gold:
        found = encoder.encode(row["text"], paragraphs(row["text"])).quotations
        out.append(QuotationScorer(row["text"], row["quotes"]).counts([as_quote(q) for q in found]))
    return out


def politics(data: Path) -> list[Source]:
    """The sentences of CrossNER politics that no encoder is trained on."""
    found = entity_sources(data / POLITICS_DEV, every_label=True)
    return [source for n, source in enumerate(found) if held_out(n)]


def entity_counts(encoder: Encoder, texts: Sequence[Source]) -> list[Triple]:
    """Names of people, organisations and places that are exactly right in each of some texts, the encoder alone."""
    return [_names(encoder, t.text, t.passages, t.entities or (), [(0, len(t.text))]) for t in texts]


def own_quotes(encoder: Encoder, texts: Sequence[Corrected]) -> list[Triple]:
    """Attributions in what people went through; of the rest of a text nothing counts."""
    out = []
    for one in texts:
        found = [as_quote(q) for q in encoder.encode(one.text, one.passages).quotations]
        gold, said = ([q for q in quotes if _inside(q["content"], one.complete)] for quotes in (one.items, found))
        out.append(QuotationScorer(one.text, [_pieces(q) for q in gold]).counts(said)[_METRIC])
    return out


def own_names(encoder: Encoder, texts: Sequence[Corrected]) -> list[Triple]:
    """Names in what people went through."""
    return [_names(encoder, one.text, one.passages, folded(one.items), one.complete) for one in texts]


def _names(
    encoder: Encoder,
    text: str,
    passages: Sequence[Passage],
    gold: Sequence[tuple[int, int, str | None]],
    complete: Sequence[Span],
) -> Triple:
    unsaid = [(start, end) for start, end, label in gold if label not in _NAMES]
    wanted = {n for n in gold if n[2] in _NAMES and _inside([n[:2]], complete)}
    found = {(e.start, e.end, e.label) for e in encoder.encode(text, passages).entities if e.label in _NAMES}
    found = {n for n in found if _inside([n[:2]], complete) and not _inside([n[:2]], unsaid)}
    return len(wanted & found), len(found), len(wanted)


def _pieces(quote: Mapping[str, Any]) -> dict[str, Any]:
    return {key: quote.get(key) or [] for key in ("content", "cue", "source")}


def _inside(spans: Sequence[Sequence[int]], stretches: Sequence[Sequence[int]]) -> bool:
    """Whether one of the spans touches one of the stretches."""
    return any(s < b and e > a for s, e in spans for a, b in stretches)


def _compared(name: str, new: Sequence[Triple], old: Sequence[Triple], groups: Sequence[str], *, seed: int) -> Figure:
    first, second = np.asarray(new, dtype=float), np.asarray(old, dtype=float)
    interval = bootstrap(lambda at: f1_of(first[at]) - f1_of(second[at]), groups, seed=seed)  # type: ignore[arg-type]
    values = (f1_of(new), f1_of(old), f1_of(new) - f1_of(old), interval.low, interval.high)
    return Figure(
        name=name,
        **dict(zip(("new", "old", "difference", "low", "high"), (round(float(v), 4) for v in values), strict=True)),
    )
