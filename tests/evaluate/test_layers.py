"""Scores of whole layers, on documents small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from policynlp.errors import InputError
from policynlp.evaluate.evaluation import evaluate_layer
from policynlp.evaluate.gold import checked_gold

TEXT = "The mayor said that the bridge in Leda would open in 2025 with 4 lanes."


def document(**layers: Any) -> dict[str, Any]:
    return {"id": "d", "text": TEXT} | layers


def figures(layer: str, gold: dict[str, Any], predicted: dict[str, Any]) -> dict[str, float]:
    result = evaluate_layer(layer, checked_gold(layer, [gold], where="gold.jsonl"), [predicted])
    return {row["metric"]: row["f1"] for row in (*result.metrics, *result.classes)}


def test_a_quote_with_one_word_less_is_close_but_not_exact() -> None:
    start, end = TEXT.index("that the"), len(TEXT) - 1
    gold = document(quotes=[{"content": [[start, end]]}])
    near = document(quotes=[{"content": [[TEXT.index("the bridge"), end]]}])
    assert figures("quotes", gold, gold) == {"jaccard.8": 1.0, "exact": 1.0, "content": 1.0, "indirect": 1.0}
    assert figures("quotes", gold, near) == {"jaccard.8": 1.0, "exact": 0.0, "content": 0.0, "indirect": 1.0}
    far = figures("quotes", gold, document(quotes=[{"content": [[0, 9]]}]))
    assert far == {"jaccard.8": 0.0, "exact": 0.0, "content": 0.0, "indirect": 0.0}


def test_what_touches_other_names_alone_is_neither_right_nor_wrong() -> None:
    bridge, leda = TEXT.index("bridge"), TEXT.index("Leda")
    other = {"start": bridge, "end": bridge + 6}
    place = {"start": leda, "end": leda + 4}
    gold = document(entities=[other | {"label": "event"}, place | {"label": "location"}])
    found = document(entities=[other | {"label": "ORG"}, place | {"label": "GPE"}])
    assert figures("entities", gold, found)["all"] == 1.0
    over_both = document(entities=[{"start": bridge, "end": leda + 4, "label": "ORG"}, place | {"label": "GPE"}])
    assert figures("entities", gold, over_both)["all"] < 1.0


def test_entities_fold_labels_and_forgive_articles() -> None:
    at = TEXT.index("Leda")
    gold = document(entities=[{"start": at, "end": at + 4, "label": "location"}, {"start": 0, "end": 9, "label": "event"}])
    found = document(entities=[{"start": at, "end": at + 4, "label": "GPE"}])
    assert figures("entities", gold, found)["LOC"] == 1.0
    wrong = document(entities=[{"start": at, "end": at + 4, "label": "ORG"}])
    assert figures("entities", gold, wrong)["all"] == 0.0


def test_claims_count_place_and_value_apart() -> None:
    at = TEXT.index("4 lanes")
    gold = document(quantities=[{"start": at, "end": at + 7, "value": "4"}])
    found = document(claims=[{"start": at, "end": at + 1, "value": 4.0}])
    assert figures("claims", gold, found) == {"overlap": 1.0, "value": 1.0, "figure": 1.0}
    wrong = document(claims=[{"start": at, "end": at + 1, "value": 5.0}])
    assert figures("claims", gold, wrong) == {"overlap": 1.0, "value": 0.0, "figure": 1.0}


def test_themes_take_assigned_document_rows() -> None:
    def row(theme: str, *, assigned: bool, passage: str | None = None) -> dict[str, Any]:
        return {"theme": theme, "facet": None, "passage": passage, "assigned": assigned}

    gold = document(themes=["regional_infrastructure"])
    found = document(
        themes=[
            row("regional_infrastructure", assigned=True),
            row("trade", assigned=False),
            row("health", assigned=True, passage="p"),
        ]
    )
    assert figures("themes", gold, found)["micro"] == 1.0


def test_what_does_not_fit_is_an_error() -> None:
    gold = [document(quotes=[])]
    with pytest.raises(InputError, match="no prediction"):
        evaluate_layer("quotes", gold, [])
    with pytest.raises(InputError, match="was changed"):
        evaluate_layer("quotes", gold, [{"id": "d", "text": "other", "quotes": []}])
    with pytest.raises(InputError, match="has no quotes"):
        evaluate_layer("quotes", gold, [{"id": "d", "text": TEXT}])


def test_further_labels_of_the_gold_are_classes_of_their_own() -> None:
    year = TEXT.index("2025")
    leda = {"start": TEXT.index("Leda"), "end": TEXT.index("Leda") + 4, "label": "GPE"}
    date = {"start": year, "end": year + 4, "label": "DATE"}
    found = document(entities=[leda, date])
    assert figures("entities", document(entities=[leda]), found) == {"all": 1.0, "LOC": 1.0}  # the gold has no dates
    assert figures("entities", document(entities=[leda, date]), document(entities=[leda])) == {
        "all": 1.0,
        "LOC": 1.0,
        "DATE": 0.0,
    }


def test_fields_count_where_the_gold_says_them() -> None:
    at = TEXT.index("4 lanes")
    claim = {"start": at, "end": at + 7, "value": 4, "kind": "count", "unit": "lane"}
    gold = document(claims=[claim | {"bound": "exact"}])
    out = figures("claims", gold, document(claims=[claim | {"unit": "road", "bound": "exact"}]))
    assert out == {"overlap": 1.0, "value": 1.0, "unit": 0.0, "bound": 1.0, "count": 1.0}


def test_facets_are_classes_where_the_gold_has_them() -> None:
    rows = [
        {"theme": "security", "facet": None, "passage": None, "assigned": True},
        {"theme": "security", "facet": "food", "passage": None, "assigned": True},
    ]
    found = document(themes=rows)
    assert figures("themes", document(themes=["security"]), found) == {"micro": 1.0, "security": 1.0}
    out = figures("themes", document(themes=["security.energy"]), found)
    assert out == {"micro": 1.0, "security": 1.0, "security.energy": 0.0, "security.food": 0.0}
