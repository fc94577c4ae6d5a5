"""Which layers a layer needs, and which need the encoder."""

import itertools

import pytest

from policynlp.tag.layers import ORDER, needs_encoder, with_needs
from policynlp.tags import LAYERS


def test_every_layer_has_its_place() -> None:
    assert sorted(ORDER) == sorted(LAYERS)


@pytest.mark.parametrize(
    ("wanted", "computed"),
    [
        ((), ()),
        (("entities",), ("entities",)),
        (("people",), ("entities", "people")),
        (("quotes",), ("entities", "people", "quotes")),
        (("themes", "claims"), ("entities", "people", "quotes", "claims", "themes")),
    ],
)
def test_layers_come_with_what_they_build_on(wanted: tuple[str, ...], computed: tuple[str, ...]) -> None:
    assert with_needs(wanted) == computed


def test_what_a_layer_needs_needs_nothing_more() -> None:
    for size in range(len(ORDER) + 1):
        for wanted in itertools.combinations(ORDER, size):
            once = with_needs(wanted)
            assert with_needs(once) == once
            assert needs_encoder(wanted) == bool(wanted)
