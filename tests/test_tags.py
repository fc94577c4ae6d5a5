"""Annotations: ids, and dictionaries that read back as what they were."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from policynlp.document import Document, Source
from policynlp.tags import (
    LAYERS,
    Claim,
    Earlier,
    End,
    Entity,
    Link,
    Period,
    Person,
    Quote,
    Tags,
    TextSpan,
    Theme,
    annotation_id,
    tagged_dict,
)

TAGS = Tags(
    document="d",
    tagset="t",
    entities=(Entity(id="e", start=0, end=3, label="DATE", entity="date:2024", name="2024", timex="2024"),),
    people=(Person(id="p", entity="person:x", name="X", titles=("minister",), mentions=((0, 1), (4, 5))),),
    quotes=(Quote(id="q", kind="mixed", act="speech", content=((0, 2), (4, 6)), cue=((2, 3),), source=((3, 4),), speaker="X"),),
    claims=(
        Claim(
            id="c",
            start=1,
            end=4,
            text="4.8",
            kind="percent",
            value=4.8,
            trend="down",
            from_=Earlier(value=8.5, period=Period(text="2003", start_date="2003-01-01", end_date="2003-12-31", timex="2003")),
            measure=TextSpan(start=0, end=1, text="m"),
            source=((0, 1),),
            flags=("period_suspect",),
        ),
    ),
    themes=(Theme(id="th", passage=None, theme="talent", score=0.5, threshold=0.4, assigned=True, evidence=((0, 3),)),),
)


def test_tags_round_trip_through_json() -> None:
    data = json.loads(json.dumps(TAGS.as_dict()))
    assert Tags.from_dict(data | {"document": "d", "tagset": "t"}) == TAGS


def test_keys_are_those_of_the_format() -> None:
    claim = TAGS.claims[0].as_dict()
    assert "from" in claim
    assert "from_" not in claim
    assert claim["from"]["period"]["timex"] == "2003"
    assert TAGS.quotes[0].as_dict()["content"] == [[0, 2], [4, 6]]


def test_tagged_dict_gives_back_the_row_id_and_the_text() -> None:
    document = Document(text="abc", source=Source(uri="rows.jsonl#1"), work="w", key="row-7")
    tagged = tagged_dict(document, TAGS)
    assert tagged["id"] == "row-7"
    assert tagged["document"] == document.id
    assert tagged["text"] == "abc"
    assert tagged["source"]["work"] == "w"
    assert all(tagged[layer] for layer in LAYERS)


def test_link_round_trip() -> None:
    link = Link(
        id="l", kind="differs", from_=End(document="a", annotation="c", start=1, end=4), to=End(document="b"), delta=-0.1
    )
    assert Link.from_dict(json.loads(json.dumps(link.as_dict()))) == link


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=4))
def test_annotation_id_depends_on_spans_and_layer_alone(spans: list[tuple[int, int]]) -> None:
    one = annotation_id("d", "quotes", spans)
    assert one == annotation_id("d", "quotes", list(spans))
    assert one != annotation_id("d", "claims", spans)
    assert one != annotation_id("d", "quotes", [*spans, (100, 101)])
