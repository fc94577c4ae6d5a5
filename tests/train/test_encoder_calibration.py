"""Calibration finds decodings that score no worse, and halves are scored with what the other half chose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

import policynlp.train.encoder.calibrate as calibration
from policynlp.evaluate.quotations import Counts
from policynlp.tag.neural.decoding import Decoding
from policynlp.tag.neural.quotations import Quotation
from policynlp.train.encoder.calibrate import as_quote, calibrate, cross_fitted, figures, intervals

METRICS = ("jaccard.8", "content", "cue", "source", "source_overlap")


class Scored:
    """Stands for an article whose score is known for each decoding: best where a parameter has a certain value."""

    def __init__(self, name: str, *, no_source: float, insisted: float = 0.3) -> None:
        self.id = name
        self.wanted = (no_source, insisted)

    def counts(self, decoding: Decoding) -> Counts:
        off = abs(decoding.no_source - self.wanted[0]) + 10 * abs(decoding.insisted - self.wanted[1])
        return dict.fromkeys(METRICS, (max(0.0, 100 - 5 * off), 100, 100))


def total(articles: Sequence[Any], decoding: Decoding) -> float:
    return figures([a.counts(decoding) for a in articles])["jaccard.8"]


def test_calibration_finds_the_best_values() -> None:
    articles: list[Any] = [Scored("a", no_source=1.0), Scored("b", no_source=1.0)]
    lines: list[str] = []
    found = calibrate(articles, report=lines.append)
    assert (found.no_source, found.insisted) == (1.0, 0.3)
    assert total(articles, found) == pytest.approx(1)
    assert lines


@pytest.mark.parametrize("start", [Decoding(), Decoding(no_source=1.0, insisted=0.9), Decoding(no_source=-5.0)])
def test_calibration_never_ends_worse_than_it_began(start: Decoding) -> None:
    articles: list[Any] = [Scored("a", no_source=-6.0), Scored("b", no_source=-1.0, insisted=0.1)]
    assert total(articles, calibrate(articles, start=start)) >= total(articles, start)


def test_what_does_not_help_is_not_changed() -> None:
    start = Decoding(no_source=1.0)
    found = calibrate([Scored("a", no_source=1.0)], start=start)  # type: ignore[list-item]
    assert found == Decoding(no_source=1.0, insisted=0.3)


def test_each_half_is_scored_with_what_the_other_chose() -> None:
    articles: list[Any] = [Scored(str(n), no_source=(-6.0, 1.0)[n % 2]) for n in range(5)]
    found = cross_fitted(articles)
    assert [d.no_source for d in found] == [1.0, -6.0, 1.0, -6.0, 1.0]


def test_intervals_hold_the_figure() -> None:
    articles: list[Any] = [Scored(str(n), no_source=n % 5 - 4.0) for n in range(30)]
    found = intervals(articles, [Decoding()] * 30)
    assert set(found) == set(METRICS)
    for interval in found.values():
        assert interval.low <= interval.value <= interval.high
        assert interval.low < interval.high


def test_every_value_that_is_tried_is_a_decoding() -> None:
    for name, values in calibration._VALUES.items():
        for value in values:
            changed = calibration._with(Decoding(), name, value)
            assert calibration._get(changed, name) == value
            restored = calibration._with(changed, name, calibration._get(Decoding(), name))
            assert restored == Decoding()


def test_a_decoded_attribution_in_the_public_format() -> None:
    found = Quotation(content=((0, 3), (9, 12)), cue=(4, 8), source=None, score=0.9)
    assert as_quote(found) == {"content": ((0, 3), (9, 12)), "cue": [(4, 8)], "source": []}
