"""Drift is told where texts changed, not where a few texts or a busy day make it seem so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from source_histories import NOW

from policynlp.corpus.health.drift import by_week, drift, drift_alarms

THEMES = [f"theme{n}" for n in range(17)]


def texts(
    days: range,
    a_day: int,
    random: np.random.Generator,
    *,
    source: str = "feed",
    quotes: float = 8.0,
    split: float = 0.12,
    **themes: float,
) -> list[dict[str, Any]]:
    """Counts of texts of some days back: long and short ones, rates that differ from text to text, themes that come together."""
    out = []
    for day in days:
        for _ in range(a_day):
            words = int(random.lognormal(6.2, 0.7)) + 30
            passages = max(2, words // 45)
            own = random.gamma(2, quotes / 2)
            shares = {theme: themes.get(theme, 0.06) for theme in THEMES}
            mine = {theme: min(1.0, random.gamma(0.4, share / 0.4)) for theme, share in shares.items()}
            said = int(random.poisson(own * words / 1000))
            out.append(
                {
                    "document": f"{source}-{day}-{len(out)}", "source": source, "language": "en", "words": words, "passages": passages,
                    "arrived_at": NOW - timedelta(days=day + 0.5),
                    "split_words": int(random.binomial(words, min(0.9, random.beta(12, 12 / split - 12)))),
                    "quotes": said, "attributed": said, "unresolved": int(random.binomial(said, 0.3)),
                    "claims": int(random.poisson(12 * words / 1000)),
                    "themes": [t for t, share in mine.items() for _ in range(random.binomial(passages, share))],
                }
            )  # fmt: skip
    return out


RECENT, BEFORE = range(7), range(7, 37)


def alarming(rows: list[dict[str, Any]]) -> set[tuple[str, str | None]]:
    return {(c.measure, c.source) for c in drift(rows, now=NOW) if c.alarming}


def test_a_change_is_told_with_figures_and_intervals() -> None:
    random = np.random.default_rng(1)
    rows = texts(BEFORE, 10, random) + texts(RECENT, 10, random, quotes=3.0)
    found = {c.measure: c for c in drift(rows, now=NOW)}
    change = found["quotes"]
    assert change.alarming
    assert change.p is not None
    assert change.p < 0.01
    assert (change.recent_texts, change.before_texts) == (70, 300)
    assert change.recent_low <= change.recent <= change.recent_high < change.before_low <= change.before  # type: ignore[operator]
    assert change.before == pytest.approx(8, rel=0.15)  # per 1,000 words
    (alarm,) = drift_alarms(list(found.values()), now=NOW)
    assert (alarm.kind, alarm.about, alarm.source) == ("drift", "quotes", None)
    assert "quotations per 1,000 words" in alarm.what
    assert "70 texts" in alarm.what


@pytest.mark.parametrize("measure", ["theme theme3", "unknown_words"])
def test_other_measures_drift_too(measure: str) -> None:
    random = np.random.default_rng(2)
    changed = {"split": 0.3} if measure == "unknown_words" else {"theme3": 0.3}
    rows = texts(BEFORE, 10, random) + texts(RECENT, 10, random, **changed)
    assert alarming(rows) == {(measure, None)}


def test_ten_texts_raise_no_alarm_whatever_they_hold() -> None:
    random = np.random.default_rng(3)
    rows = texts(BEFORE, 10, random) + texts(range(1), 10, random, quotes=40, split=0.6, theme3=0.9)
    assert alarming(rows) == set()
    assert all(c.p is None for c in drift(rows, now=NOW))


def test_one_long_text_is_one_text() -> None:
    random = np.random.default_rng(4)
    rows = texts(BEFORE, 5, random) + texts(RECENT, 5, random)
    rows[-1] |= {"words": 60_000, "passages": 1200, "quotes": 3000, "themes": ["theme3"] * 1200}
    assert alarming(rows) == set()


def test_a_source_drifts_by_itself_and_is_named() -> None:
    random = np.random.default_rng(5)
    rows = texts(BEFORE, 30, random, source="large") + texts(RECENT, 30, random, source="large")
    rows += texts(BEFORE, 6, random, source="small") + texts(RECENT, 7, random, source="small", split=0.35)
    assert ("unknown_words", "small") in alarming(rows)
    assert not {one for one in alarming(rows) if one[1] == "large"}


def test_a_corpus_that_has_just_begun_has_no_before() -> None:
    found = drift(texts(RECENT, 20, np.random.default_rng(6)), now=NOW)
    assert {c.before for c in found} == {None}
    assert not any(c.alarming for c in found)
    assert drift([], now=NOW)[0].recent is None


def test_healthy_corpora_seldom_cry_wolf() -> None:
    """Sixty corpora of ten texts a day, 22 tests each, at a level of one in a hundred for all of them together."""
    cried = 0
    for seed in range(60):
        random = np.random.default_rng(100 + seed)
        cried += bool(alarming(texts(BEFORE, 10, random) + texts(RECENT, 10, random)))
    assert cried <= 3  # 4 or more have a chance of 0.3 % at 1 %


def test_none_of_five_texts_is_not_known_to_be_none() -> None:
    found = {c.measure: c for c in drift(texts(range(5), 1, np.random.default_rng(8), theme3=0.0), now=NOW)}
    languages = found["languages"]
    assert (languages.recent, languages.recent_low) == (0.0, 0.0)
    assert languages.recent_high == pytest.approx(0.522, abs=0.001)  # Clopper and Pearson's


def test_weeks_are_drawn_with_their_intervals() -> None:
    weeks = [w for w in by_week(texts(range(21), 5, np.random.default_rng(7)), now=NOW) if w["measure"] == "quotes"]
    assert [w["texts"] for w in weeks] == [35, 35, 35]
    assert [w["week"] for w in weeks] == sorted(w["week"] for w in weeks)
    assert all(w["low"] < w["value"] < w["high"] for w in weeks)
