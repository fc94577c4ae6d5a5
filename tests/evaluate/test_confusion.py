"""What gold was called, on documents small enough to count by hand; and pictures of it."""

from __future__ import annotations

from typing import Any

import pytest

from policynlp.evaluate.abstention import abstention
from policynlp.evaluate.calibration import calibration, wilson
from policynlp.evaluate.confusion import INVENTED, MISSED, PARTLY, UNSURE, confusion, matrix
from policynlp.evaluate.evaluation import evaluate_layer
from policynlp.evaluate.layers import score
from policynlp.evaluate.plots import plots
from policynlp.render.vega import png

TEXT = "Omar Diallo of Banco Sul met the mayor of Leda on 3 May."


def entity(words: str, label: str) -> dict[str, Any]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "label": label}


def cells(layer: str, gold: list[Any], found: list[Any]) -> dict[tuple[str, str], float]:
    documents = [[{"id": "d", "text": TEXT, layer: side}] for side in (gold, found)]
    return {(c["gold"], c["called"]): c["count"] for c in confusion(layer, *documents)}


def theme(name: str, score: float, *, assigned: bool = False, decision: str = "none") -> dict[str, Any]:
    return {"theme": name, "facet": None, "passage": None, "score": score, "assigned": assigned, "decision": decision}


def test_entities_missed_invented_and_with_other_boundaries() -> None:
    gold = [entity("Omar Diallo", "PERSON"), entity("Banco Sul", "ORG"), entity("Leda", "GPE")]
    found = [entity("Diallo", "PERSON"), entity("Banco Sul", "GPE"), entity("mayor", "PERSON")]
    assert cells("entities", gold, found) == {
        ("PER", PARTLY): 1,
        ("ORG", "LOC"): 1,
        ("LOC", MISSED): 1,
        (INVENTED, "PER"): 1,
    }


def test_one_find_stands_for_one_gold_entity_the_right_one() -> None:
    gold = [entity("Banco Sul", "ORG"), entity("Omar Diallo", "PERSON")]
    found = [entity("Banco Sul", "ORG"), entity("Omar Diallo of Banco Sul", "PERSON")]
    assert cells("entities", gold, found) == {("ORG", "ORG"): 1, ("PER", PARTLY): 1}


def test_quotes_and_claims_by_kind() -> None:
    span = {"start": 50, "end": 51}
    assert cells("claims", [span | {"kind": "count"}], [span | {"kind": "ordinal"}]) == {("count", "ordinal"): 1}
    quote = {"content": [[0, 20]]}
    assert cells("quotes", [quote | {"kind": "direct"}], [quote | {"kind": "mixed"}]) == {("direct", "mixed"): 1}
    assert cells("quotes", [quote], [quote | {"kind": "mixed"}]) == {("indirect", "indirect"): 1}  # both read off the marks


def test_a_missed_theme_is_shared_out_among_the_wrong_ones() -> None:
    found = [theme("trade", 0.8, assigned=True), theme("labour", 0.7, assigned=True), theme("talent", 0.9, assigned=True)]
    assert cells("themes", ["talent", "health"], found) == {
        ("talent", "talent"): 1,
        ("health", "trade"): 0.5,
        ("health", "labour"): 0.5,
    }
    assert cells("themes", ["talent"], found[:1]) == {("talent", "trade"): 1}
    assert cells("themes", [], found[:1]) == {(INVENTED, "trade"): 1}
    unsure = [theme("health", 0.3, decision="unsure"), theme("trade", 0.1)]
    assert cells("themes", ["health", "trade"], unsure) == {("health", UNSURE): 1, ("trade", MISSED): 1}


def test_shares_of_a_row_add_up() -> None:
    gold = [{"id": n, "text": TEXT, "themes": ["talent", "health"]} for n in range(3)]
    found = [{"themes": [theme("trade", 0.9, assigned=True), theme("talent", 0.5, assigned=n == 1)]} for n in range(3)]
    rows = matrix(confusion("themes", gold, found))
    assert [sum(v for k, v in row.items() if k != "gold" and v) for row in rows] == [3, 3]
    assert sum(c["share"] for c in confusion("themes", gold, found)) == pytest.approx(2)


def test_calibration_counts_what_probabilities_promise() -> None:
    gold = [{"themes": ["talent"] if n < 5 else []} for n in range(10)]
    found = [{"themes": [theme("talent", 0.9)]} for _ in range(10)]
    row = calibration(gold, found)[0]
    assert row["error"] == pytest.approx(0.4)
    assert row["low"] <= row["error"] <= row["high"]
    assert row["bins"] == [{"bin": 0.9, "score": 0.9, "share": 0.5, "low": 0.2366, "high": 0.7634, "items": 10}]
    assert calibration(gold, [{"themes": ["talent"]}] * 10) == []  # names carry no scores


def test_what_is_declined_holds_the_wrong_ones() -> None:
    gold = [{"themes": themes} for themes in (["talent"], ["talent"], [], ["health"])]
    sure, doubtful = (
        theme("talent", 0.9, assigned=True, decision="assigned"),
        theme("trade", 0.3, assigned=True, decision="unsure"),
    )
    found = [{"themes": rows} for rows in ([sure, doubtful], [doubtful], [theme("talent", 0.02)], [theme("health", 0.1)])]
    assert abstention(gold, found) == {"texts": 4, "unsure": 1, "wrong": 2, "wrong_and_unsure": 1}
    assert abstention(gold, [{"themes": ["talent"]}] * 4) == {}  # names carry no decisions
    rows = {m["metric"]: m for m in score("themes", gold, found)[0]}
    assert (rows["micro"]["predicted"], rows["micro, where sure"]["predicted"]) == (3, 1)
    assert rows["micro, where sure"]["precision"] == 1


def test_the_interval_of_a_share_stays_a_share() -> None:
    assert wilson(0.0, 4)[0] == 0
    assert wilson(1.0, 1)[1] <= 1
    assert wilson(0.5, 1000)[0] == pytest.approx(0.469, abs=1e-3)


def test_pictures_of_everything_that_was_counted() -> None:
    gold = [{"id": n, "text": TEXT, "themes": ["talent"] if n % 2 else []} for n in range(6)]
    found = [d | {"themes": [theme("talent", n / 6, assigned=n > 2), theme("trade", 0.1)]} for n, d in enumerate(gold)]
    specs = plots(evaluate_layer("themes", gold, found))
    assert set(specs) == {"classes", "confusion", "calibration"}
    panels = {row["theme"] for row in specs["calibration"]["data"]["values"]}
    assert len(panels) == 1  # nothing is drawn of a theme that the gold does not have
    assert all(png(spec, scale=1).startswith(b"\x89PNG") for spec in specs.values())
    nothing = [{"id": "d", "text": TEXT, "quotes": []}]
    assert plots(evaluate_layer("quotes", nothing, nothing)) == {}
