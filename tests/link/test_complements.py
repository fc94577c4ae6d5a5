"""Two shares that are the two parts of one whole, and those that only happen to add up."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.link.complements import parts_of
from policynlp.tags import Link

TENANTS = "Social tenants and their dwellings were counted in 2024. "


def kinds(links: list[Link]) -> list[tuple[str, bool]]:
    return [(x.kind, "add up" in (x.reason or "")) for x in links]


@pytest.mark.parametrize(
    ("here", "there", "wanted"),
    [
        ("6 percent of the tenants moved out.", "94 percent of tenants stayed in their dwelling.", [("agrees", True)]),
        ("44 percent of the tenants work.", "56 percent of the tenants do not work.", [("agrees", True)]),
        ("Three in ten of the tenants never paid.", "70.4 percent of the tenants paid.", [("compatible", True)]),
        ("6 percent of the tenants moved out.", "91 percent of tenants stayed in their dwelling.", []),
        ("36 percent of the tenants moved out.", "64 percent of tenants have a balcony.", []),
        ("In 2024, 42 percent of men moved out.", "In 2024, 58 percent of women moved out.", []),
        ("72 percent of urban tenants paid.", "28 percent of rural tenants are waiting.", []),
        ("31 percent of tenants under 25 moved out.", "69 percent of tenants over 55 stayed.", []),
        ("20 percent of the tenants have no lift.", "80 percent of the tenants have a balcony.", []),
        ("36 percent of the tenants are waiting.", "64 percent of the tenants have not paid.", []),
    ],
)
def test_parts_of_a_whole(linked: Callable[..., list[Link]], here: str, there: str, wanted: list[tuple[str, bool]]) -> None:
    assert kinds(linked(TENANTS + here, TENANTS + there)) == wanted


def test_parts_of_two_places_are_of_no_whole(linked: Callable[..., list[Link]]) -> None:
    kenya = "Social tenants in Kenya were counted in 2024. In Kenya 6 percent of the tenants moved out."
    ghana = "Social tenants in Ghana were counted in 2024. In Ghana 94 percent of the tenants stayed in their dwelling."
    assert linked(kenya, ghana) == []


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("do not work", True),
        ("never paid", True),
        ("are unpaid", True),
        ("didn’t vote", True),
        ("no more than", False),
        ("not only", False),
        ("work at night", False),
        ("united", False),
    ],
)
def test_what_denies(text: str, denied: bool) -> None:
    assert ("denied" in parts_of(text)) is denied


def test_no_word_is_on_both_sides() -> None:
    parts = tomllib.loads(files("policynlp.link").joinpath("data", "complements.toml").read_text(encoding="utf-8"))["parts"]
    for name, (first, second) in parts.items():
        assert not set(first) & set(second), name


@given(st.text(max_size=200))
def test_any_text_may_be_read(text: str) -> None:
    for sides in parts_of(text).values():
        assert all(word.lower() in text.lower() for word in sides.values())
