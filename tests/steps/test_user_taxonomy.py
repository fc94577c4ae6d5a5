"""A theme that a user adds by a file: by its definition at once, better with examples, beside the shipped themes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from policynlp import steps
from policynlp.settings import load_settings
from policynlp.taxonomy import load_taxonomy

DEFINITION = "Tourism: visitors, hotels, resorts and what draws guests to a place."
EXAMPLES = [
    "Hotels on the coast were booked out in July.",
    "The ministry wants cruise ships to stay overnight.",
    "Guides in the old town speak nine languages.",
    "A levy on overnight stays will pay for the beaches.",
    "Charter flights brought half a million holidaymakers.",
    "Ski resorts lost guests for the third winter.",
    "The valley lives from hikers and their huts.",
    "Foreign arrivals are back where they were before the pandemic.",
]
TOURISM = [
    "Guest houses in the hills are full, and the tourist board has doubled its budget for fairs.",
    "Beach resorts in Zanzibar report more holidaymakers from Poland than ever before.",
    "The island will limit day trippers and the number of beds in holiday flats.",
    "Visitors from abroad spent more nights in the city's hotels than in any year before.",
    "The airline will fly sunseekers to Agadir twice a week, hoteliers were told.",
    "Campsites along the lake want a longer season for guests from the Netherlands.",
]
OTHERS = [
    "The court adjourned the case until Monday.",
    "Nurses went on strike for better pay on the wards.",
    "Maize growers asked for seed and fertiliser before the rains.",
    "The army moved two brigades to the frontier.",
    "Parliament passed a law on data protection.",
    "Pupils in the north will get new textbooks.",
    "The central bank raised its rate to slow inflation.",
    "A wind farm off the coast will feed power to the grid.",
]


def scores(taxonomy: Path) -> tuple[list[float], list[float], dict[str, Any]]:
    """Tourism's scores where it is right and where it is wrong, and the evaluation's row of it."""
    gold = taxonomy.with_suffix(".jsonl")
    rows = [{"id": n, "text": t, "themes": ["tourism"] if t in TOURISM else []} for n, t in enumerate(TOURISM + OTHERS)]
    gold.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    settings = load_settings({"tag.taxonomy": taxonomy})
    found = [
        next(t["score"] for t in d["themes"] if t["theme"] == "tourism" and t["passage"] is None)
        for d in steps.tag_stream([gold], settings=settings)
    ]
    result = steps.evaluate(settings, "themes", gold)
    row = next(r for r in result.classes if r["metric"] == "tourism")
    return found[: len(TOURISM)], found[len(TOURISM) :], row


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[float], list[float], dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("taxonomies")
    out = {}
    for name, examples in (("definition", []), ("examples", EXAMPLES)):
        path = folder / f"{name}.toml"
        path.write_text(
            f'extends = "policynlp"\n[themes.tourism]\ndefinition = "{DEFINITION}"\nexamples = {json.dumps(examples)}\n',
            encoding="utf-8",
        )
        out[name] = scores(path)
    return out


@pytest.mark.parametrize("name", ["definition", "examples"])
def test_it_is_told_from_what_it_is_not(outcomes: Any, name: str) -> None:
    right, wrong, row = outcomes[name]
    assert sum(r > w for r in right for w in wrong) >= 0.95 * len(right) * len(wrong)
    assert row["f1"] >= 0.8


def test_examples_make_it_surer(outcomes: Any) -> None:
    lead = {name: sum(right) / len(right) - sum(wrong) / len(wrong) for name, (right, wrong, _) in outcomes.items()}
    assert lead["examples"] > lead["definition"]


def test_the_shipped_themes_stay_as_they_are(outcomes: Any, tmp_path: Path) -> None:
    path = tmp_path / "more.toml"
    path.write_text(
        'extends = "policynlp"\n[themes.security.facets.water]\ndefinition = "Security of water."\n', encoding="utf-8"
    )
    shipped, extended = load_taxonomy(), load_taxonomy(path)
    assert extended.names == shipped.names
    assert tuple(extended.themes["security"].facets) == (*shipped.themes["security"].facets, "water")
    assert extended.themes["security"].definition == shipped.themes["security"].definition
    assert extended.sha256 != shipped.sha256
