"""Probes for entities: policies by name, where places lie, and what kind of body a name shows; the share right, with floors.

`pytest -s tests/probes/entities` prints the figures. Whoever writes rules reads rows with odd numbers only, so the even ones
tell how far a rule carries. Floors (`tests/floors.json`) are what was measured, minus a margin of two rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from floor_keeper import FloorKeeper
from policynlp.settings import TagSettings
from policynlp.tag.entities.organisation_types import TYPES, organisation_type
from policynlp.tag.pipeline import build_pipeline

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build_pipeline(TagSettings(components=("entities",)))


def rows(name: str, number: int) -> Iterator[dict[str, Any]]:
    """Rows with odd (1) or even (0) numbers."""
    for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if int(row["id"].rpartition("-")[2]) % 2 == number:
            yield row


def plain(words: str) -> str:
    return words[4:] if words.lower().startswith("the ") else words


def hold(floors: FloorKeeper, name: str, outcome: dict[int, tuple[int, int]]) -> None:
    """`outcome`: right and all, of rows (of places, names) with odd and with even numbers."""
    figures = {("odd" if number else "even"): right / of for number, (right, of) in outcome.items()}
    margins = {("odd" if number else "even"): 2 / of for number, (_, of) in outcome.items()}
    floors.hold(f"entities/{name}", figures, gold=[HERE / f"{name}.jsonl"], margins=margins)


@pytest.mark.floors
def test_policies_by_name(nlp: Language, floors: FloorKeeper) -> None:
    outcome = {}
    for number in (1, 0):
        right, n = 0, 0
        for row in rows("policies", number):
            found = {plain(row["text"][e.start : e.end]) for e in nlp(row["text"])._.policynlp_entities if e.label == "POLICY"}
            right += found == set(row["policies"])
            n += 1
        outcome[number] = right, n
    hold(floors, "policies", outcome)


@pytest.mark.floors
def test_where_places_lie(nlp: Language, floors: FloorKeeper) -> None:
    outcome = {}
    for number in (1, 0):
        right, wrong, n = 0, [], 0
        for row in rows("places", number):
            found = {plain(row["text"][e.start : e.end]): e for e in nlp(row["text"])._.policynlp_entities}
            for place in row["places"]:
                e = found.get(place["name"])
                got = {k: getattr(e, k, None) for k in ("country", "iso", "subtype")}
                right += all(got[k] == place[k] for k in got)
                wrong += [(place["name"], k, got[k]) for k in got if got[k] not in (None, place[k])]
                n += 1
        assert len(wrong) <= 1, wrong
        outcome[number] = right, n
    hold(floors, "places", outcome)


@pytest.mark.floors
def test_kinds_of_bodies(floors: FloorKeeper) -> None:
    outcome = {}
    for number in (1, 0):
        right, wrong, n = 0, [], 0
        for row in rows("organisations", number):
            got = organisation_type(row["name"])
            assert got is None or got in TYPES
            right += got == row["subtype"]
            wrong += [(row["name"], got)] if got not in (None, row["subtype"]) else []
            n += 1
        assert not wrong
        outcome[number] = right, n
    hold(floors, "organisations", outcome)
