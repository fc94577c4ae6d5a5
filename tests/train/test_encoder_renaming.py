"""Articles with other names: what is said and by whom stays where it was."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.train.encoder.examples import Source, paragraphs
from policynlp.train.encoder.renaming import Names, names_of, renamed

TEXT = (
    "Mary Stone said the bridge in Ashford was old. “It will fall,” Stone told the Ashford Roads Board.\n\n"
    "The Ashford Roads Board said it would look. Mary had asked twice."
)
NAMES = Names(
    people=(("Nargiza", "Yuldosheva"), ("Tor", "Bakke")), bodies=("Agency for Water and Roads",), places=("Semey", "Lindi")
)
WORDS = {"Mary Stone": "PER", "Stone": "PER", "Mary": "PER", "Ashford Roads Board": "ORG", "Ashford": "LOC"}


def source() -> Source:
    entities, taken = [], np.zeros(len(TEXT), dtype=bool)
    for word, label in sorted(WORDS.items(), key=lambda w: -len(w[0])):
        at = TEXT.find(word)
        while at >= 0:
            if not taken[at : at + len(word)].any():
                entities.append((at, at + len(word), label))
                taken[at : at + len(word)] = True
            at = TEXT.find(word, at + 1)

    def span(words: str) -> list[tuple[int, int]]:
        return [(TEXT.index(words), TEXT.index(words) + len(words))]

    quotes = (
        {"content": span("the bridge in Ashford was old"), "cue": span("said"), "source": span("Mary Stone")},
        {"content": span("It will fall"), "cue": span("told"), "source": [(TEXT.index("Stone told"), TEXT.index(" told"))]},
    )
    return Source(id="a", text=TEXT, passages=paragraphs(TEXT), quotes=quotes, entities=tuple(sorted(entities)))


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 10_000))
def test_spans_go_with_the_names(seed: int) -> None:
    other = renamed(source(), NAMES, np.random.default_rng(seed))
    first, second = other.quotes or ()
    family = other.text[slice(*second["source"][0])]
    assert other.text[slice(*first["source"][0])].endswith(f" {family}")
    assert family in {"Yuldosheva", "Bakke"}
    assert other.text[slice(*first["cue"][0])] == "said"
    assert other.text[slice(*second["content"][0])] == "It will fall"
    place = other.text[slice(*first["content"][0])].removeprefix("the bridge in ").removesuffix(" was old")
    assert place in NAMES.places
    assert other.text.count("Agency for Water and Roads") == 2
    assert not any(word in other.text for word in ("Mary", "Stone", "Ashford"))
    assert [other.text[p.start : p.end] for p in other.passages] == other.text.split("\n\n")


def test_a_name_that_ends_within_what_is_said_stays() -> None:
    whole = source()
    cut = {"content": [(0, TEXT.index("Stone"))], "cue": [], "source": []}
    other = renamed(
        Source(id="a", text=TEXT, passages=whole.passages, quotes=(cut,), entities=whole.entities),
        NAMES,
        np.random.default_rng(1),
    )
    assert other.text.startswith("Mary Stone said")


def test_names_are_taken_from_texts() -> None:
    found = names_of([source()])
    assert found == Names(people=(("Mary", "Stone"),), bodies=("Ashford Roads Board",), places=("Ashford",))


def test_acronyms_stay() -> None:
    text = "NATO said no."
    one = Source(id="a", text=text, passages=paragraphs(text), quotes=(), entities=((0, 4, "ORG"),))
    assert renamed(one, NAMES, np.random.default_rng(3)).text == text


@pytest.mark.parametrize("label", ["EVENT", None])
def test_other_names_stay(label: str | None) -> None:
    text = "The Spring Fair was told of."
    one = Source(id="a", text=text, passages=paragraphs(text), quotes=(), entities=((4, 15, label),))
    assert renamed(one, NAMES, np.random.default_rng(3)).entities == ((4, 15, label),)
