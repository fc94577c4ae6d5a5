"""Which printed figures may be of one value."""

from __future__ import annotations

import pytest

from policynlp.link.figures import Figure, overlap


def exact(value: float, digits: int, grain: float) -> Figure:
    return Figure(value, value - grain / 2, value + grain / 2, digits)


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        (exact(3463, 4, 1), exact(3463.81, 6, 0.01), True),  # cut off, not rounded
        (exact(3464, 4, 1), exact(3463.81, 6, 0.01), True),  # rounded
        (exact(3462, 4, 1), exact(3463.81, 6, 0.01), False),
        (exact(3463, 4, 1), exact(3464.01, 6, 0.01), False),
        (exact(46, 2, 1), exact(46.8, 3, 0.1), False),  # of few digits it makes a difference
        (exact(312, 3, 1), exact(312.6, 4, 0.1), True),  # "Sh312 million", "312.6 million"
        (exact(3463, 4, 1), exact(3465, 4, 1), False),
    ],
)
def test_a_figure_may_be_another_one_cut_off(a: Figure, b: Figure, one: bool) -> None:
    assert overlap(a, b) is one
    assert overlap(b, a) is one
