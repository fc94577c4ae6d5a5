"""Corrections as training examples: what is evidence, what is not, and what is never trained on."""

from typing import Any

import numpy as np
import pytest
from encoder_articles import span

from policynlp.errors import InputError
from policynlp.train.encoder.corrected import Corrected, corrected_example, noisy
from policynlp.train.encoder.examples import IGNORED, Example, paragraphs

TEXT = "Mara Lind said that the ferries would stop.\n\nOkoro told the council that rents rise. Nobody spoke in Leda on Monday."


def corrected(layer: str, items: list[dict[str, Any]], complete: list[tuple[int, int]], group: str = "work-b") -> Corrected:
    return Corrected(
        id="t",
        group=group,
        text=TEXT,
        passages=paragraphs(TEXT),
        layer=layer,
        items=tuple(items),
        complete=tuple(complete),
    )


def quote(content: str, cue: str, source: str) -> dict[str, Any]:
    return {"content": [span(TEXT, content)], "cue": [span(TEXT, cue)], "source": [span(TEXT, source)]}


def words(example: Example, labels: Any, value: int | None = None) -> str:
    """Words whose label is known (or is `value`)."""
    p = example.pieces
    chosen = (labels != IGNORED) if value is None else (labels == value)
    starts = np.flatnonzero(p.first)
    ends = dict(zip(starts, [*(starts[1:] - 1), len(p) - 1], strict=True))
    return " ".join(TEXT[p.starts[i] : p.ends[ends[i]]] for i in starts if chosen[i])


def test_in_a_completed_passage_unmarked_words_are_negatives_and_elsewhere_nothing_is_said(tokenizer: Any) -> None:
    first = (0, TEXT.index("\n"))
    made = corrected_example(corrected("quotes", [quote("the ferries would stop", "said", "Mara Lind")], [first]), tokenizer)
    assert words(made, made.layers[:, 0]) == "Mara Lind said that the ferries would stop ."
    assert words(made, made.layers[:, 0], 1) == "the"
    assert words(made, made.layers[:, 0], 0) == "Mara Lind said that ."
    assert words(made, made.layers[:, 2], 1) == "Mara"
    assert (made.entities == IGNORED).all()


def test_in_a_passage_that_is_only_begun_an_item_speaks_of_its_own_words_alone(tokenizer: Any) -> None:
    made = corrected_example(corrected("quotes", [quote("rents rise", "told", "Okoro")], []), tokenizer)
    assert words(made, made.layers[:, 0]) == "rents rise"
    assert words(made, made.layers[:, 1]) == "told"
    assert words(made, made.to_source) == "told"
    assert not (made.layers == 0).any()


def test_names_are_folded_and_what_sets_do_not_agree_on_is_no_evidence(tokenizer: Any) -> None:
    items = [
        {"start": span(TEXT, "Okoro")[0], "end": span(TEXT, "Okoro")[1], "label": "PERSON"},
        {"start": span(TEXT, "the council")[0], "end": span(TEXT, "the council")[1], "label": "LAW"},
        {"start": span(TEXT, "Leda")[0], "end": span(TEXT, "Leda")[1], "label": "GPE"},
        {"start": span(TEXT, "Monday")[0], "end": span(TEXT, "Monday")[1], "label": "DATE"},
    ]
    second = (TEXT.index("Okoro"), len(TEXT))
    made = corrected_example(corrected("entities", items, [second]), tokenizer)
    assert words(made, made.entities, 1) == "Okoro"
    assert words(made, made.entities, 5) == "Leda"
    known = words(made, made.entities)
    assert "council" not in known
    assert "Monday" in words(made, made.entities, 0)
    assert "Mara" not in known
    assert (made.layers == IGNORED).all()


def test_groups_are_dealt_by_their_names_and_a_simulated_annotator_overlooks_the_same_items_each_time() -> None:
    sides = {corrected("quotes", [], [], group=f"work-{n}").split for n in range(40)}
    assert sides == {"train", "test"}
    one = corrected("quotes", [quote("rents rise", "told", "Okoro")] * 200, [])
    left = noisy(one, missed=0.1, seed=3)
    assert 160 < len(left.items) < 195
    assert left == noisy(one, missed=0.1, seed=3)
    assert left != noisy(one, missed=0.1, seed=4)


@pytest.mark.torch
def test_a_frozen_text_is_never_learnt_from(tokenizer: Any) -> None:
    pytest.importorskip("torch", reason="training needs the extra `train`")
    from policynlp.train.encoder.continuing import ContinueSettings, Replay, go_on

    frozen = next(c for n in range(40) if (c := corrected("quotes", [], [(0, 9)], group=f"work-{n}")).split == "test")
    nothing = Replay(articles=(), names=())
    with pytest.raises(InputError, match="frozen"):
        go_on(None, [frozen], nothing, ContinueSettings(), tokenizer=tokenizer)  # type: ignore[arg-type]


@pytest.mark.torch
def test_without_public_texts_nothing_is_trained(tokenizer: Any) -> None:
    pytest.importorskip("torch", reason="training needs the extra `train`")
    from policynlp.train.encoder.continuing import ContinueSettings, Replay, go_on

    one = next(c for n in range(40) if (c := corrected("quotes", [], [(0, 9)], group=f"work-{n}")).split == "train")
    with pytest.raises(InputError, match="no texts"):
        go_on(None, [one], Replay(articles=(), names=()), ContinueSettings(), tokenizer=tokenizer)  # type: ignore[arg-type]
