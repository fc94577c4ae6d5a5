"""The file of floors: every layer is in it, nobody edited it, and what was lowered is in the change log."""

from __future__ import annotations

from floor_keeper import CHANGELOG, FLOORS, ROOT
from policynlp.evaluate.floors import Floors

LAYERS = ("claims", "entities", "links", "quotes", "speakers", "readings", "themes", "times")


def test_every_layer_has_floors_that_can_fail() -> None:
    floors = Floors.read(FLOORS, root=ROOT)
    assert {name.partition("/")[0] for name in floors.groups} == set(LAYERS)
    for name, group in floors.groups.items():
        assert group["figures"], name
        assert all(0 <= f["floor"] <= f["measured"] <= 1 for f in group["figures"].values()), name


def test_what_was_lowered_is_announced() -> None:
    assert Floors.read(FLOORS, root=ROOT).unannounced(CHANGELOG) == []
