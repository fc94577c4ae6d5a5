"""Firms by the trade that ends their names, wherever they are; what only ends so is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FIRMS = (
    "Langkasuka Ratings",
    "Baltic Insurance",
    "Meridian Advisors",
    "Harbour Realty",
    "Sahara Telecom",
    "Rift Breweries",
    "Gulf Chemicals",
    "Savanna Fertilisers",
    "Caspian Petroleum",
    "Lagoon Hotels",
    "Tozai Shipping",
)
SAID = (
    "{firm} said on Monday that the target was tight.",
    '"We will appeal," {firm} said in a statement.',
    "Prices will rise, according to {firm}.",
    "The plant is shut. {firm}, which owns it, said it would appeal.",
)


@pytest.mark.parametrize("firm", FIRMS)
def test_who_speaks_is_the_firm(told: Callable, firm: str) -> None:
    assert [{speaker for _, speaker in told(form.format(firm=firm))} for form in SAID] == [{firm}] * len(SAID)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Cheryl Mills said it was late.", "PERSON"),
        ("Orlaith Power said it was late.", "PERSON"),
        ("Palm Oil, an ingredient in half of all groceries, is cheap, the group said.", None),
        ("They live in Highland Estates near the river.", None),
        ("The Ministry of Fisheries said it was late.", "ORG"),
        ("Mayor Samantha Power said it was late.", "PERSON"),
    ],
)
def test_what_only_ends_so(tagged: Callable, text: str, label: str | None) -> None:
    labels = {e.label for e in tagged(text).entities if e.name.split()[-1] in {"Mills", "Estates", "Fisheries", "Power", "Oil"}}
    assert labels == {label} if label else "ORG" not in labels


@pytest.mark.parametrize(
    "text",
    [
        "Sold by Owings Mills, which",
        "They met Owings Mills,",
        "Rift Breweries, which",
        "Rift Breweries, the",
        "She saw Owings Mills",
    ],
)
def test_texts_that_break_off(told: Callable, text: str) -> None:
    assert {name for _, name in told(text)} <= {None}
