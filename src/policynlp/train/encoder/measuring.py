"""Figures of quotations for a model card, and the finished folder in its place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from policynlp.evaluate.scores import Interval
from policynlp.tag.encoder import Encoder
from policynlp.tag.models import write_manifest
from policynlp.tag.neural.decoding import Decoding
from policynlp.train.encoder.calibrate import Article, calibrate, cross_fitted, figures, intervals


def quotation_metrics(
    articles: Sequence[Article],
    plain: Sequence[Article],
    *,
    start: Decoding,
    report: Callable[[str], None] = lambda _: None,
) -> tuple[Decoding, dict[str, Any]]:
    """Choose the decoding on the development articles, and say what it is worth.

    Args:
        articles: Read by the quantised model.
        plain: The same, read in 32-bit floats.
        start: Where the search for the decoding starts.
        report: Gets a line for each improvement.

    Returns:
        The decoding; percentages with intervals over all articles and by newspaper, with the decoding chosen on the other half, and
        in 32-bit floats.
    """
    chosen = calibrate(articles, start=start, report=report)
    fp32 = calibrate(plain, start=chosen)
    return chosen, {
        "outlets": _by_outlet(articles, chosen),
        "quotations": _rounded(intervals(articles, [chosen] * len(articles))),
        "quotations_cross_fitted": _rounded(intervals(articles, cross_fitted(articles))),
        "quotations_fp32": percent(figures([a.counts(fp32) for a in plain])),
    }


def _by_outlet(articles: Sequence[Article], decoding: Decoding) -> dict[str, dict[str, Any]]:
    """Figures of each newspaper, which the ids begin with."""
    of: dict[str, list[Article]] = {}
    for article in articles:
        of.setdefault(article.id.partition("_")[0], []).append(article)
    return {
        name: {"articles": len(of[name]), "figures": _rounded(intervals(of[name], [decoding] * len(of[name])))}
        for name in sorted(of)
    }


def _rounded(found: Mapping[str, Interval]) -> dict[str, dict[str, float]]:
    return {k: {n: round(100 * x, 1) for n, x in v.as_dict().items()} for k, v in found.items()}


def percent(found: Mapping[str, float]) -> dict[str, float]:
    """Shares as percentages with one decimal."""
    return {k: round(100 * float(v), 1) for k, v in found.items()}


def put_in_place(made: Path, out: Path) -> Path:
    """Put a finished model in the place of the old one; returns where it is."""
    new, old = out.with_name(f"{out.name}.new"), out.with_name(f"{out.name}.old")
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(made, new)
    if out.exists():
        out.rename(old)
    new.rename(out)
    shutil.rmtree(old, ignore_errors=True)
    return out


def with_decoding(folder: Path, decoding: Mapping[str, Any]) -> Encoder:
    """The encoder of a folder, which gets this decoding and a manifest."""
    (folder / "decoding.json").write_text(json.dumps(decoding, indent=2) + "\n", encoding="utf-8")
    write_manifest(folder, kind="encoder")
    return Encoder(folder)
