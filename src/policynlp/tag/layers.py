"""Layers of annotation: their order, what they build on, and which of them read the encoder."""

from __future__ import annotations

from collections.abc import Iterable

ORDER = ("entities", "people", "quotes", "claims", "themes")
_NEEDS: dict[str, tuple[str, ...]] = {
    "people": ("entities",),
    "quotes": ("entities", "people"),
    "claims": ("entities", "people", "quotes"),
}
_READ_BY_ENCODER = frozenset({"entities", "quotes", "themes"})


def with_needs(layers: Iterable[str]) -> tuple[str, ...]:
    """The layers and those that they build on, in the order of computation."""
    wanted = set(layers)
    for name in tuple(wanted):
        wanted.update(_NEEDS.get(name, ()))
    return tuple(name for name in ORDER if name in wanted)


def needs_encoder(layers: Iterable[str]) -> bool:
    """Whether one of the layers, or one that they build on, reads the encoder."""
    return not _READ_BY_ENCODER.isdisjoint(with_needs(layers))
