"""What may drift: rates and shares over texts, each a ratio of two sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that may drift.

    Attributes:
        name: `quotes`, `claims`, `unknown_words`, `unresolved`, `languages`, or `theme NAME`.
        title: For people.
        per: The figure is per so many of what it is counted on.
        jump: Factor from which a change matters, either way.
        hint: What may be the matter.
    """

    name: str
    title: str
    per: int
    jump: float
    hint: str


_READ = "Read some new texts: has their form or their extraction changed?"
_SPEAKERS = "Read some new quotations: the texts may begin in the middle, or name people in a new way."
_WORDS = "Look for broken encodings, run-together words, scans, or another language."
_LANGUAGES = "See which source they come from; ingest.languages says what is taken."
_THEMES = "Events and new sources do this; look at a few texts of the theme before trusting a trend across it."
MEASURES: Mapping[str, Measure] = {
    m.name: m
    for m in (
        Measure("quotes", "quotations per 1,000 words", 1000, 1.5, _READ),
        Measure("claims", "figures per 1,000 words", 1000, 1.5, _READ),
        Measure("unknown_words", "share of words unknown to the encoder", 1, 1.25, _WORDS),
        Measure("unresolved", "share of speakers without a full name", 1, 1.25, _SPEAKERS),
        Measure("languages", "share of texts in another language", 1, 1.5, _LANGUAGES),
    )
}
"""Rates change by half before they would change a finding; the two shares that measure how well texts can be read, by a quarter."""


def measure_of(name: str) -> Measure:
    """The measure of this name."""
    theme = name.removeprefix("theme ")
    if theme != name:
        return Measure(name, f"share of passages on {theme.replace('_', ' ')}", 1, 1.5, _THEMES)
    return MEASURES[name]


@dataclass(frozen=True, slots=True)
class Counted:
    """Texts as arrays; one entry a text.

    Attributes:
        days: Day of arrival, days since 1970.
        sources: Source, or empty.
        over, under: Measure to what is counted, and what it is counted on.
    """

    days: npt.NDArray[np.int64]
    sources: npt.NDArray[np.str_]
    over: Mapping[str, Floats]
    under: Mapping[str, Floats]


def counted(rows: Sequence[Mapping[str, Any]]) -> Counted:
    """Rows of `document_counts` as arrays."""

    def column(name: str) -> Floats:
        return np.array([row[name] or 0 for row in rows], dtype=np.float64)

    languages = Counter(row["language"] for row in rows if row["language"])
    usual = languages.most_common(1)[0][0] if languages else None
    words, passages = column("words"), column("passages")
    over = {
        "quotes": column("quotes"),
        "claims": column("claims"),
        "unknown_words": column("split_words"),
        "unresolved": column("unresolved"),
        "languages": np.array([row["language"] not in (None, usual) for row in rows], dtype=np.float64),
    }
    under = {
        "quotes": words,
        "claims": words,
        "unknown_words": words,
        "unresolved": column("attributed"),
        "languages": np.array([row["language"] is not None for row in rows], dtype=np.float64),
    }
    for theme in sorted({theme for row in rows for theme in row["themes"] or ()}):
        over[f"theme {theme}"] = np.array([(row["themes"] or ()).count(theme) for row in rows], dtype=np.float64)
        under[f"theme {theme}"] = passages
    return Counted(
        days=np.array([int(row["arrived_at"].timestamp() // 86_400) for row in rows], dtype=np.int64),
        sources=np.array([row["source"] or "" for row in rows], dtype=np.str_),
        over=over,
        under=under,
    )


def figure(value: float | None) -> str:
    """Three digits, or a dash."""
    return "–" if value is None else f"{value:.3g}"
