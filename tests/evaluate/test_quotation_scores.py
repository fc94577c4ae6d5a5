"""Scores of quotations: counted by hand on small cases, and the same as the public scorer's on disturbed gold."""

from __future__ import annotations

import importlib
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policynlp.evaluate.quotations import QuotationScorer, kind_of
from policynlp.evaluate.scores import f1

TEXT = (
    "Mara Lind said that the ferries would stop on Monday. “We have no fuel,” Okoro, the harbour master, told reporters, "
    "“and no money.” Lind called the plan “a very bad joke”.\n\nIt was a “quiet day” in the harbour, and no one else spoke."
)
Quote = dict[str, Any]


def spans(text: str, *phrases: str) -> list[list[int]]:
    return [[text.index(p), text.index(p) + len(p)] for p in phrases]


FERRIES: Quote = {
    "content": spans(TEXT, "the ferries would stop on Monday"),
    "cue": spans(TEXT, "said"),
    "source": spans(TEXT, "Mara Lind"),
}
FUEL: Quote = {
    "content": spans(TEXT, "“We have no fuel,”", "“and no money.”"),
    "cue": spans(TEXT, "told"),
    "source": spans(TEXT, "Okoro, the harbour master"),
}
JOKE: Quote = {
    "content": spans(TEXT, "the plan “a very bad joke”"),
    "cue": spans(TEXT, "called"),
    "source": spans(TEXT, "Lind called"),
}
GOLD = [FERRIES, FUEL, JOKE]


def counts(predicted: list[Quote], gold: list[Quote] = GOLD) -> dict[str, tuple[float, float, float]]:
    return QuotationScorer(TEXT, gold).counts(predicted)


def test_kinds_by_double_marks() -> None:
    assert [kind_of(TEXT, q["content"]) for q in GOLD] == ["indirect", "direct", "mixed"]
    assert kind_of(TEXT, spans(TEXT, "a “quiet day” in the harbour")) == "mixed"


def test_gold_against_itself() -> None:
    found = counts(GOLD)
    assert found["jaccard.8"] == found["exact"] == (3, 3, 3)
    assert found["direct_mixed"] == (2, 2, 2)
    assert found["indirect"] == (1, 1, 1)
    assert found["content"] == (4, 4, 4)
    assert found["cue"] == found["source"] == (3, 3, 3)
    assert found["source_exact"] == found["source_overlap"] == (3, 3, 3)


def test_marks_at_the_edges_do_not_count() -> None:
    assert counts([FUEL | {"content": spans(TEXT, "We have no fuel", "and no money")}])["exact"] == (1, 1, 3)


def test_one_word_of_six_may_be_missing() -> None:
    short = FERRIES | {"content": spans(TEXT, "ferries would stop on Monday")}
    assert counts([short])["jaccard.8"] == (1, 1, 3)
    assert counts([short])["exact"] == (0, 1, 3)
    assert counts([short])["content"] == (0, 1, 4)
    shorter = FERRIES | {"content": spans(TEXT, "would stop on Monday")}
    assert counts([shorter])["jaccard.8"] == (0, 1, 3)


def test_one_to_one() -> None:
    assert counts([FERRIES, FERRIES])["jaccard.8"] == (1, 2, 3)
    assert counts([FERRIES, FERRIES])["content"] == (1, 1, 4)


def test_sources_count_where_gold_has_one() -> None:
    bare = [q | {"source": []} for q in GOLD]
    assert counts(GOLD, bare)["source_overlap"] == (0, 0, 0)
    assert counts(bare)["source_overlap"] == (0, 3, 3)
    part = FUEL | {"source": spans(TEXT, "harbour master")}
    assert counts([part])["source_overlap"] == (1, 1, 1)
    assert counts([part])["source_exact"] == (0, 1, 1)
    article = FUEL | {"source": [[TEXT.index("the harbour"), TEXT.index("the harbour") + 3]]}
    assert counts([article])["source_overlap"] == (0, 1, 1)


@pytest.mark.parametrize("content", [[], [[0, 0]], [[TEXT.index("“We"), TEXT.index("“We") + 1]]])
def test_a_content_without_words_is_none(content: list[list[int]]) -> None:
    assert counts([{"content": content, "cue": [], "source": []}])["jaccard.8"] == (0, 0, 3)


def test_nothing_against_nothing() -> None:
    assert set(QuotationScorer("", []).counts([]).values()) == {(0, 0, 0)}


@pytest.fixture(scope="module")
def public_scorer() -> Iterator[ModuleType]:
    folder = Path(__file__).resolve().parents[3] / "shared" / "bench"
    if not (folder / "quotes.py").is_file():
        pytest.skip("the public scorers are not beside this checkout")
    before = set(sys.modules)
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module("quotes")
    finally:
        sys.path.remove(str(folder))
        for name in {"quotes", "common"} - before:
            sys.modules.pop(name, None)


def disturbed(text: str, gold: list[Quote], rng: random.Random) -> list[Quote]:
    """Gold with attributions left out, doubled and made up, and with spans moved, cut, joined or lost."""
    words = [m.span() for m in re.finditer(r"\w+", text)]
    out = []
    for quote in gold:
        for _ in range(rng.choice([0, 1, 1, 1, 1, 2])):
            copy = {role: [list(s) for s in quote.get(role) or []] for role in ("content", "cue", "source")}
            for role, several in copy.items():
                for s in several:
                    if rng.random() < 0.3:
                        s[rng.randrange(2)] += rng.randint(-9, 9)
                kept = [[max(0, s), min(len(text), e)] for s, e in several if rng.random() > 0.1]
                copy[role] = [s for s in kept if s[0] < s[1]]
            out.append(copy)
    for _ in range(rng.randrange(4) if len(words) > 30 else 0):
        at = rng.randrange(len(words) - 25)
        out.append({"content": [[words[at][0], words[at + rng.randrange(20)][1]]], "cue": [], "source": [list(words[at + 21])]})
    rng.shuffle(out)
    return [q for q in out if q["content"]]


def agree(public: ModuleType, documents: list[tuple[str, list[Quote], list[Quote]]]) -> None:
    totals: dict[str, list[float]] = {}
    for text, gold, predicted in documents:
        for name, found in QuotationScorer(text, gold).counts(predicted).items():
            totals[name] = [a + b for a, b in zip(totals.get(name, [0.0] * 3), found, strict=True)]
    ours = {name: [round(100 * x, 1) for x in f1(*total)] for name, total in totals.items()}
    pairs = [({"text": t, "quotes": g}, {"text": t, "quotes": p}) for t, g, p in documents]
    theirs = public.score(pairs)
    for kinds, name in (({"direct", "mixed"}, "direct_mixed"), ({"indirect"}, "indirect")):
        assert ours[name] == list(public.score(pairs, kinds)["jaccard.8"].values())
    assert ours["jaccard.8"] == list(theirs["jaccard.8"].values())
    assert ours["exact"] == list(theirs["exact"].values())
    assert {role: ours[role][2] for role in ("content", "cue", "source")} == theirs["segment"]
    assert [ours[n][0] for n in ("source_overlap", "source_exact")] == [theirs["source_overlap"], theirs["source_exact"]]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_equal_to_the_public_scorer_on_own_text(public_scorer: ModuleType, seed: int) -> None:
    rng = random.Random(seed)
    agree(public_scorer, [(TEXT, disturbed(TEXT, GOLD, rng), disturbed(TEXT, GOLD, rng))])


@pytest.mark.parametrize("seed", range(3))
def test_equal_to_the_public_scorer_on_public_gold(public_scorer: ModuleType, shared: Path, seed: int) -> None:
    path = shared / "data" / "quotes" / "polnear_dev.jsonl"
    if not path.is_file():
        pytest.skip("the development articles are not beside this checkout")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][seed::6]
    rng = random.Random(seed)
    agree(public_scorer, [(r["text"], r["quotes"], disturbed(r["text"], r["quotes"], rng)) for r in rows])
