"""Names, titles and pronouns to people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from policynlp.tag.people.resolve import Resolver

Tag = Callable[..., Doc]
STORY = (
    "Kenya's Agriculture Minister Jane Mwangi met Peter Kamau, a farmer, in Nairobi.",
    "Mwangi praised the harvest. She said prices would fall.",
    "Kamau disagreed. He said the minister was wrong, a spokesman for the minister told reporters.",
)


def span(doc: Doc, text: str, *, after: int = 0):  # type: ignore[no-untyped-def]
    start = doc.text.index(text, after)
    return doc.char_span(start, start + len(text))


@pytest.mark.parametrize(
    "mention, name",
    [
        ("Mwangi praised", None),
        ("Kenya's Agriculture Minister Jane Mwangi", "Jane Mwangi"),
        ("Peter Kamau, a farmer", "Peter Kamau"),
        ("the minister was", None),
        ("a spokesman for the minister", None),
        ("reporters", None),
    ],
)
def test_names(tag: Tag, mention: str, name: str | None) -> None:
    doc = tag(*STORY)
    got = Resolver(doc).name_of(span(doc, mention.removesuffix(" praised").removesuffix(" was")))
    expected = name or {"Mwangi praised": "Jane Mwangi", "the minister was": "Jane Mwangi"}.get(mention)
    assert (got.name if got else None) == expected


def test_a_title_that_two_bear_is_nobody(tag: Tag) -> None:
    doc = tag(
        "Finance Minister Jane Mwangi met Foreign Minister Peter Kamau.",
        "The minister said it was late. The foreign minister left.",
    )
    resolver = Resolver(doc)
    assert resolver.name_of(span(doc, "The minister")) is None
    assert resolver.name_of(span(doc, "The foreign minister")).name == "Peter Kamau"  # type: ignore[union-attr]


def test_a_title_before_its_bearer_is_nobody(tag: Tag) -> None:
    doc = tag("The minister said it was late.", "Finance Minister Jane Mwangi met farmers.")
    assert Resolver(doc).name_of(span(doc, "The minister")) is None


def test_the_likeliest_person_of_fitting_gender_comes_first(tag: Tag) -> None:
    doc = tag(*STORY)
    resolver = Resolver(doc)
    she, he = resolver.likely_people(span(doc, "She")[0]), resolver.likely_people(span(doc, "He said")[0])
    assert (she[0][0], he[0][0]) == ("person:jane-mwangi", "person:peter-kamau")
    assert [share for _, share in she] == sorted((share for _, share in she), reverse=True)
    assert sum(share for _, share in she) == pytest.approx(1.0)


def test_where_nobody_is_named_nobody_is_likely(tag: Tag) -> None:
    doc = tag("He said it was late.")
    assert Resolver(doc).likely_people(doc[0]) == []
