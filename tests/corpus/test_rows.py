"""Nothing is lost on the way into a table and back."""

from __future__ import annotations

import types
import typing
from dataclasses import fields

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.corpus import rows
from policynlp.corpus.schema import PARTITIONED, SCHEMA_VERSIONS, SCHEMAS
from policynlp.document import GENRES, PASSAGE_KINDS, Document, Passage, Source
from policynlp.tags import Claim, Earlier, End, Entity, Link, Period, Person, Quote, Tags, TextSpan, Theme

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
OFFSETS = st.integers(0, 2**31 - 1)
SPANS = st.lists(st.tuples(OFFSETS, OFFSETS), max_size=3).map(tuple)


def strategy(annotation: object) -> st.SearchStrategy:
    origin = typing.get_origin(annotation)
    if origin is typing.Literal:
        return st.sampled_from(typing.get_args(annotation))
    if origin in {types.UnionType, typing.Union}:
        return st.one_of(*(strategy(a) for a in typing.get_args(annotation)))
    if origin is tuple:
        return SPANS if typing.get_args(annotation)[0] is not str else st.lists(TEXTS, max_size=3).map(tuple)
    if annotation in {TextSpan, Period, Earlier, End}:
        return record(annotation)
    return {
        str: TEXTS,
        int: OFFSETS,
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
        types.NoneType: st.none(),
    }[annotation]


def record(record_type: type, **fixed: st.SearchStrategy) -> st.SearchStrategy:
    """Any value of a dataclass, from the types of its fields."""
    hints = typing.get_type_hints(record_type)
    drawn = {f.name: strategy(hints[f.name]) for f in fields(record_type) if f.name not in fixed}
    return st.builds(record_type, **drawn, **fixed)


VECTORS = st.dictionaries(
    TEXTS, st.lists(st.floats(-1, 1, width=16), min_size=1, max_size=4).map(lambda v: np.array(v, np.float32)), max_size=2
)


def through_arrow(made: rows.Rows) -> dict[str, list[dict]]:
    """As the store does it: rows to an Arrow table of the declared schema, and back."""
    out = {}
    for name, some in made.items():
        unknown = {key for row in some for key in row} - set(SCHEMAS[name].names)
        assert not unknown, f"{name} has no column for {unknown}"
        out[name] = pa.Table.from_pylist(some, schema=SCHEMAS[name]).to_pylist()
    return out


@settings(max_examples=60)
@given(
    text=TEXTS,
    source=record(Source, genre=st.sampled_from(GENRES), metadata=st.dictionaries(TEXTS, TEXTS, max_size=2)),
    passages=st.lists(record(Passage, kind=st.sampled_from(PASSAGE_KINDS)), max_size=3).map(tuple),
    others=st.tuples(TEXTS, st.none() | TEXTS, st.integers(1, 99), TEXTS),
)
def test_documents(text: str, source: Source, passages: tuple[Passage, ...], others: tuple) -> None:
    work, key, revision, before = others
    document = Document(
        text=text, source=source, work=work, key=key, passages=passages, revision=revision, before=before, duplicate_of=key
    )
    made = through_arrow(rows.document_rows(document, fingerprint=("a", b"\x00\xff"), ordinal=0))
    back = rows.document_from_rows(made["documents"][0], reversed(made["passages"]))
    assert back == document
    assert back.id == document.id


@settings(max_examples=60, deadline=None)
@given(
    layers=st.fixed_dictionaries(
        {
            layer: st.lists(record(kind), max_size=2).map(tuple)
            for layer, kind in {"entities": Entity, "people": Person, "quotes": Quote, "claims": Claim, "themes": Theme}.items()
        }
    ),
    vectors=VECTORS,
)
def test_tags(layers: dict, vectors: dict) -> None:
    tags = Tags(document="d", tagset="t", vectors=vectors, **layers)
    made = through_arrow(rows.tag_rows(tags))
    back = rows.tags_from_rows("d", "t", {name: list(reversed(some)) for name, some in made.items()})
    assert back.as_dict() == tags.as_dict()
    assert [getattr(back, layer) for layer in layers] == list(layers.values())
    assert list(back.vectors) == list(vectors)
    assert all(np.array_equal(back.vectors[p], vectors[p]) for p in vectors)


@settings(max_examples=60)
@given(link=record(Link))
def test_links(link: Link) -> None:
    made = through_arrow({"links": [rows.link_row(link, tagset="t", ordinal=0)]})
    assert rows.link_from_row(made["links"][0]) == link


def test_unit_vectors_lose_less_than_a_thousandth() -> None:
    vectors = np.random.default_rng(7).normal(size=(50, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    tags = Tags(document="d", tagset="t", vectors={str(i): v for i, v in enumerate(vectors)})
    back = rows.tags_from_rows("d", "t", through_arrow(rows.tag_rows(tags)))
    loss = np.abs(vectors @ vectors.T - np.stack(list(back.vectors.values())) @ vectors.T).max()
    assert loss < 1e-3


def test_every_schema_has_a_version_and_partitions_have_their_column() -> None:
    assert SCHEMA_VERSIONS.keys() == SCHEMAS.keys()
    assert all("tagset" in SCHEMAS[name].names for name in PARTITIONED)
