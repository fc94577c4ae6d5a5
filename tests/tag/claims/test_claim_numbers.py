import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_to_num import text2num

from growth import within
from policynlp.tag.claims.numbers import find_numbers


def values(text):
    return [n.value for n in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("816 000", 816000), ("12,34,567", 1234567), ("three lakh crore", 3e12),
        ("half a million", 5e5), ("two dozen", 24), ("one and a half million", 1.5e6), ("two-thirds", 2 / 3), ("3/4", 0.75),
        ("two hundred and two thousand", 202000), ("minus five", -5), ("1.3x10^6", 1.3e6), ("hundreds of thousands", 1e5),
    ],
)  # fmt: skip
def test_form(text, value):
    assert values(text) == pytest.approx([value])


@given(st.integers(0, 10**12))
def test_grouped_digits_come_back(n):
    assert values(f"about {n:,} people") == [float(n)]


@given(st.integers(1, 9999), st.sampled_from([("million", 1e6), ("billion", 1e9), ("trillion", 1e12), ("thousand", 1e3)]))
def test_scaled_digits_come_back(n, scale):
    assert values(f"about {n / 100:.2f} {scale[0]} people") == pytest.approx([n / 100 * scale[1]])


@given(st.text(max_size=200))
def test_any_text_gives_finite_values_in_order(text):
    found = find_numbers(text)
    assert all(math.isfinite(n.value) and text[n.start : n.end] for n in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("text", ["9" * 100_000, "1e999 " * 5000, "hundreds of " * 20_000, "((((" * 20_000, "5." * 40_000])
def test_hostile_text_is_quick(text):
    assert within(3, lambda: find_numbers(text))


_ONES = str.split(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen"""
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(n, *, joiner=" "):
    """A number below 10**12 in English words; `joiner` stands behind "hundred"."""
    if n < 20:
        return _ONES[n]
    if n < 100:
        return _TENS[n // 10] + (f"-{_ONES[n % 10]}" if n % 10 else "")
    for size, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = n % size
            gap = joiner if size == 100 or rest < 100 else " "
            return f"{in_words(n // size, joiner=joiner)} {word}" + (gap + in_words(rest, joiner=joiner) if rest else "")
    raise AssertionError(n)


@given(st.integers(0, 10**9), st.sampled_from([" ", " and "]))
def test_words_come_back(n, joiner):
    assert values(in_words(n, joiner=joiner)) == [float(n)]


@given(st.integers(0, 10**9))
def test_words_are_read_as_text2num_reads_them(n):
    words = in_words(n)
    assert [float(text2num(words, "en"))] == values(words)


@pytest.mark.parametrize(
    "text, values",
    [
        ("The number of hill farms fell by 320 to 11,300 in 2024.", [(320.0, None), (11_300.0, None)]),
        ("Membership rose by about 1,200 to 48,000 last year.", [(1_200.0, None), (48_000.0, None)]),
        ("Prices are set to rise by 3 to 5 percent next year.", [(3.0, 5.0)]),
    ],
)
def test_a_step_and_the_level_it_led_to_are_no_range(claims_of, text, values):
    claims = [c for c in claims_of(text) if c.kind != "ordinal"]
    assert [(c.value, c.value_high) for c in claims] == values
