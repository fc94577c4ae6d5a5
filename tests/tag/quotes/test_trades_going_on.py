"""When a trade is that of whoever spoke last though the ranker is for nobody: "Biologist Ana Reis argued ... the researcher said"."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from spacy.language import Language

from policynlp.tag.quotes import speaker_nouns
from policynlp.tag.quotes.cast import Figure
from policynlp.tag.quotes.noun_cases import NOUN_FEATURES
from policynlp.tag.quotes.ranked_cases import Case
from policynlp.tag.quotes.speaker_nouns import Nouns
from policynlp.tag.quotes.speaker_pronouns import ANONYMOUS

REIS = Figure("named_person", "Ana Reis", "ana-reis", gender="female")


class SureOfNobody:
    """A ranker that is for nobody, with a share."""

    def __init__(self, share: float) -> None:
        self.share = share

    def choose(self, case: Case) -> int:
        return len(case.figures) - 1

    def shares(self, case: Case) -> np.ndarray:
        return np.array([1 - self.share, self.share])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, quotes_nlp: Language) -> Callable[..., Figure]:
    def run(noun: str, *, share: float = 0.6, **known: float) -> Figure:
        monkeypatch.setattr(speaker_nouns, "load_ranker", lambda _: SureOfNobody(share))
        values = tuple(known.get(name, 0.0) for name in NOUN_FEATURES.names)
        head = quotes_nlp(f"Then the {noun} spoke.")[2]
        return Nouns(None, None, None, last=(), in_speech=bool)._ranked(
            head, REIS, Case((REIS, None), (values, values), 0, "role")
        )  # type: ignore[arg-type]

    return run


def test_it_is_whoever_spoke_last(asked: Callable[..., Figure]) -> None:
    assert asked("researcher", spoke_1=1.0) is REIS


@pytest.mark.parametrize(
    ("noun", "share", "known"),
    [
        ("researcher", 0.6, {}),  # somebody else spoke last
        ("researcher", 0.8, {"spoke_1": 1.0}),  # the ranker is sure
        ("businessman", 0.6, {"spoke_1": 1.0, "another_gender": 1.0}),  # Ana Reis is none
        ("official", 0.6, {"spoke_1": 1.0}),  # there are many who are not named
    ],
)
def test_else_it_is_nobody(asked: Callable[..., Figure], noun: str, share: float, known: dict[str, float]) -> None:
    assert asked(noun, share=share, **known) is ANONYMOUS
