"""Exports of Gale as tests write them."""

from __future__ import annotations

from collections.abc import Sequence

from tests.ingest.press_samples import MONTHS, Sample


def gale_text(articles: Sequence[Sample]) -> bytes:
    """Records with their labels above the text and the number below."""
    out = []
    for s in articles:
        out += [
            s.title,
            *([f"Author: {s.author}"] if s.author else []),
            f"Date: {MONTHS['en'][s.day[1] - 1]} {s.day[2]}, {s.day[0]}",
        ]
        out += [f"From: {s.outlet}", "Document Type: Article", f"Length: {s.words} words", "Full Text:", *s.body]
        out += [f"Copyright: COPYRIGHT {s.day[0]} {s.outlet}", f"Gale Document Number: GALE|A{732_000_000 + s.number}"]
    return "\n\n".join(out).encode()
