"""Figures that no link ties to another text's: which of a related text a reader would look at beside them, and which not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policynlp.corpus.reading import TaggedDocument
from policynlp.ingest.read import read_bytes
from policynlp.settings import load_settings
from policynlp.steps.related_figures import MOST_RELATED, related_figures
from policynlp.tag.pipeline import Tagger

Tag = Callable[[str], TaggedDocument]


@pytest.fixture(scope="module")
def tag() -> Tag:
    settings = load_settings()
    tagger = Tagger(settings.tag)

    def tagged(text: str) -> TaggedDocument:
        document = next(iter(read_bytes(text.encode(), uri="text.txt", settings=settings)))
        return TaggedDocument(document, tagger.tag(document))

    return tagged


def beside(tag: Tag, here: str, *there: str) -> dict[str, list[str]]:
    """Figures as printed."""
    text, others = tag(here), [tag(other) for other in there]
    printed = {claim.id: claim.text for one in (text, *others) for claim in one.claims}
    wanted = frozenset(claim.id for claim in text.claims)
    found = related_figures(text, others, wanted=wanted)
    return {printed[claim]: [printed[other] for _, other in ends] for claim, ends in found.items()}


@pytest.mark.parametrize(
    "here, there, pair",
    [
        (
            "Along the river 125 projects are under way, the governor of Velmark said.",
            "As of January 118 projects were being built in Velmark.",
            ("125 projects", "118 projects"),
        ),
        (
            "Velmark makes up one-sixth of the country.",
            "Velmark covers 16.7 percent of the national territory.",
            ("one-sixth", "16.7 percent"),
        ),
        (
            "Velmark grew more than one-fifth of the national wheat crop.",
            "The province of Velmark harvested 21 percent of the nation's wheat.",
            ("one-fifth", "21 percent"),
        ),
        (
            "More than 70 district hospitals closed the year with a loss.",
            "Forty-one hospitals ended the year with a loss.",
            ("70 district hospitals", "Forty-one hospitals"),
        ),
    ],
)
def test_other_words_and_other_numbers_of_the_same_things_are_told_beside(
    tag: Tag, here: str, there: str, pair: tuple[str, str]
) -> None:
    assert beside(tag, here, there) == {pair[0]: [pair[1]]}


@pytest.mark.parametrize(
    "here, there",
    [
        (
            "Velmark makes up one-sixth of the country.",
            "Orland covers 16.7 percent of the national territory.",
        ),  # another place
        ("The port handled 290,000 ferry passengers.", "The port handled 310,000 cruise passengers."),  # another kind
        ("The mill employs 640 people.", "In the province 700 people have no well."),
        ("A third of the contracts are for batteries.", "A third of the peat has dried out."),
        ("The plan sets aside 12 billion crowns for roads.", "The plan sets aside 11 billion crowns for schools."),
        ("Along the river 125 projects are under way.", "The province counts 9,800 projects since the war."),  # too far apart
        ("Exports of tea rose by 12 percent.", "Imports of tea rose by 12 percent."),  # opposed
    ],
)
def test_what_is_of_something_else_is_not(tag: Tag, here: str, there: str) -> None:
    assert beside(tag, here, there) == {}


def test_the_closest_come_first_and_few(tag: Tag) -> None:
    there = ["Some 118 dams are being built.", "In June 126 dams were counted.", "A survey found 131 dams."]
    (found,) = beside(tag, "In all 125 dams hold the river back.", *there).values()
    assert len(found) == MOST_RELATED
    assert found == ["126 dams", "131 dams"]
    (found,) = beside(
        tag, "In all 125 dams hold the river back.", "In June 126 dams were counted, and 128 dams in July."
    ).values()
    assert found == ["126 dams"]


def test_only_what_is_asked_for_is_looked_for(tag: Tag) -> None:
    here, there = tag("Along the river 125 dams stand."), tag("Some 118 dams are being built.")
    assert related_figures(here, [there], wanted=frozenset()) == {}
