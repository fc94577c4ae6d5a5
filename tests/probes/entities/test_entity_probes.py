"""Probes for entities: policies by name, where places lie, and what kind of body a name shows; the share right, with floors.

`pytest -s tests/probes/entities` prints the figures. Whoever writes rules reads rows with odd numbers only, so the even ones
tell how far a rule carries. Floors are what was measured, minus a margin of two rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from policynlp.settings import TagSettings
from policynlp.tag.entities.organisation_types import TYPES, organisation_type
from policynlp.tag.pipeline import build_pipeline

HERE = Path(__file__).parent
FLOORS = {"policies": (35, 34), "places": (55, 62), "organisations": (43, 42)}
"""Rows (places: names) right among the odd and among the even ones."""


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


def report(name: str, number: int, right: int, of: int) -> None:
    print(f"{name}, {'odd' if number else 'even'}: {right} of {of} right")
    assert right >= FLOORS[name][1 - number]


@pytest.mark.parametrize("number", [1, 0], ids=["odd", "even"])
def test_policies_by_name(nlp: Language, number: int) -> None:
    right, n = 0, 0
    for row in rows("policies", number):
        found = {plain(row["text"][e.start : e.end]) for e in nlp(row["text"])._.policynlp_entities if e.label == "POLICY"}
        right += found == set(row["policies"])
        n += 1
    report("policies", number, right, n)


@pytest.mark.parametrize("number", [1, 0], ids=["odd", "even"])
def test_where_places_lie(nlp: Language, number: int) -> None:
    right, wrong, n = 0, [], 0
    for row in rows("places", number):
        found = {plain(row["text"][e.start : e.end]): e for e in nlp(row["text"])._.policynlp_entities}
        for place in row["places"]:
            e = found.get(place["name"])
            got = {k: getattr(e, k, None) for k in ("country", "iso", "subtype")}
            right += all(got[k] == place[k] for k in got)
            wrong += [(place["name"], k, got[k]) for k in got if got[k] not in (None, place[k])]
            n += 1
    report("places", number, right, n)
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize("number", [1, 0], ids=["odd", "even"])
def test_kinds_of_bodies(number: int) -> None:
    right, wrong, n = 0, [], 0
    for row in rows("organisations", number):
        got = organisation_type(row["name"])
        assert got is None or got in TYPES
        right += got == row["subtype"]
        wrong += [(row["name"], got)] if got not in (None, row["subtype"]) else []
        n += 1
    report("organisations", number, right, n)
    assert not wrong
