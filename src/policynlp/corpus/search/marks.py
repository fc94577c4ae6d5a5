"""What a tag set says of each passage, as the search keeps it: themes, who speaks, what is named, and the vectors."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.document import Span

NAMED = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "POLICY": "policy",
    "NORP": "other",
    "EVENT": "other",
    "LAW": "other",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
    "LANGUAGE": "other",
}
"""Labels of entities that are names, and the layer that they are searched in."""
NAME_LAYERS = tuple(dict.fromkeys(NAMED.values()))
LAYERS = ("theme", "facet", "speaker", *NAME_LAYERS)

MARK = np.dtype([("name", "<i4"), ("row", "<i4"), ("score", "<f4")])
"""A mark as it is kept: id in `names`, row of the passage, score (of themes)."""

KEY_SIGN = "="
"""Begins the aliases that are keys: no name is found by a part of them."""

LAYOUT = np.dtype([("kind", "u1"), ("chars", "<u4")])
"""Kind (its place in `PASSAGE_KINDS`) and length of a passage, as they are kept."""

Identities = Mapping[str, tuple[str | None, str, str]]
"""Key of an entity in the document to identity (null: hidden by a decision), name and label."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage in the index: its row, and its span in the document."""

    row: int
    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One name or theme of one passage.

    Attributes:
        row: Of the passage.
        layer: One of `LAYERS`.
        key: What a filter takes: an identity, `name:` and the folded name, or the theme.
        name: What people read.
        aliases: Folded forms of the name that find it too, and its key in the document (`key_alias`) where the identity has another.
        score: Probability of a theme, else 0.
    """

    row: int
    layer: str
    key: str
    name: str
    aliases: frozenset[str] = frozenset()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class TagRows:
    """What is read of the tags of one document: rows of the tables, with the columns that count here.

    Attributes:
        themes: passage, theme, facet, score; assigned ones of passages.
        quotes: speaker, entity, content; those with a speaker.
        entities: label, name, entity, start_char, end_char; those whose label is in `NAMED`.
    """

    themes: Sequence[Mapping[str, Any]]
    quotes: Sequence[Mapping[str, Any]]
    entities: Sequence[Mapping[str, Any]]


def marks(tags: TagRows, places: Sequence[Place], identities: Identities) -> Iterator[Mark]:
    """Marks of a document's passages.

    Args:
        tags: Of the document.
        places: Its passages, in order of the text.
        identities: Who is who.
    """
    rows = {place.id: place.row for place in places}
    for theme in tags.themes:
        if theme["passage"] in rows:
            name, facet = theme["theme"], theme["facet"]
            key = name if facet is None else f"{name}.{facet}"
            layer = "theme" if facet is None else "facet"
            yield Mark(rows[theme["passage"]], layer, key, key, frozenset((key,)), theme["score"])
    spoken = [("speaker", (s["start"], s["end"]), q["speaker"], q["entity"]) for q in tags.quotes for s in q["content"]]
    named = [(NAMED[e["label"]], (e["start_char"], e["end_char"]), e["name"], e["entity"]) for e in tags.entities]
    for layer, span, written, entity in (*spoken, *named):
        identity, name, _ = identities.get(entity or "", (f"name:{written.casefold()}", written, ""))
        if identity is not None:
            own = {key_alias(entity)} if entity and entity != identity else set()
            aliases = frozenset((written.casefold(), name.casefold(), *own))
            for place in _overlapping(places, span):
                yield Mark(place.row, layer, identity, name, aliases)


def key_alias(key: str) -> str:
    """The key of an entity in a document (`person:kim-soo-yeon`) as an alias, told apart from names, of which parts are found."""
    return f"{KEY_SIGN}{key.casefold()}"


def _overlapping(places: Sequence[Place], span: Span) -> Iterator[Place]:
    at = max(0, bisect_right(places, span[0], key=lambda p: p.start) - 1)
    while at < len(places) and places[at].start < span[1]:
        if places[at].end > span[0]:
            yield places[at]
        at += 1


def signs(vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.uint64]:
    """One bit a dimension, set where the vector is positive, `(n, ceil(dimensions / 64))`.

    The number of bits that differ estimates the angle between two vectors (Charikar 2002, with the axes themselves for random
    planes).
    """
    bits = np.packbits(vectors > 0, axis=-1, bitorder="little")
    padded = np.zeros((*bits.shape[:-1], -(-bits.shape[-1] // 8) * 8), dtype=np.uint8)
    padded[..., : bits.shape[-1]] = bits
    return padded.view("<u8").astype(np.uint64, copy=False)
