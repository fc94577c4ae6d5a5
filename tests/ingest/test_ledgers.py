"""Lists of names with one figure each are tables of one column; contents, items and addresses are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from policynlp.document import Document
from policynlp.ingest.read import read_path
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger


def read(folder: Path, text: str) -> Document:
    path = folder / "paper.txt"
    path.write_text(text, encoding="utf-8")
    (document,) = read_path(path, settings=load_settings())
    assert isinstance(document, Document)
    return document


LANDINGS = """BULLETIN OF FISHERIES

July 2025

Table 1. First season 2025
..............................................
Quota (thousand tonnes)                3 000.0
Landings (thousand tonnes)             2 461.3
   Northern ports                        702.9
Small fish in the catch, % by number      19.4
Duration (days)                             86
..............................................
Source: declarations of the plants.
"""
LAND = """BULLETIN OF COCOA

July 2025

TABLE B. LAND
                                             '000 hectares
Land under cocoa                                   1,917.0
  of which infected with the virus                   588.4
Handed over, to 30 June 2025                          40.2
"""


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(load_settings().tag)


def cells(tagger: Tagger, document: Document) -> list[tuple[object, ...]]:
    return [
        (c.value, c.unit, c.measure.text, c.scope.text if c.scope else None, c.period.timex if c.period else None)
        for c in tagger.tag(document).claims
        if "table_cell" in c.flags and c.measure
    ]


def test_units_stand_in_names_and_times_above(tmp_path, tagger):
    assert cells(tagger, read(tmp_path, LANDINGS)) == [
        (3_000_000.0, "metric_ton", "Quota", None, "2025"),
        (2_461_300.0, "metric_ton", "Landings", None, "2025"),
        (702_900.0, "metric_ton", "Landings", "Northern ports", "2025"),
        (19.4, "percent", "Small fish in the catch", None, "2025"),
        (86.0, "day", "Duration", None, "2025"),
    ]


def test_the_unit_above_the_figures_is_that_of_all(tmp_path, tagger):
    assert cells(tagger, read(tmp_path, LAND)) == [
        (1_917_000.0, "hectare", "LAND", "Land under cocoa", None),
        (588_400.0, "hectare", "LAND", "of which infected with the virus", None),
        (40_200.0, "hectare", "LAND", "Handed over, to 30 June 2025", "2025-06-30"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "Introduction ......... 1\nThe rice of 2024 ..... 4\nThe fund ............. 9\n",
        "Road to Alba      12\nBridge at Brest   14\nSchool at Cork    17\n",
        "1.  Road to Alba      $4 million\n2.  Bridge at Brest   $12 million\n3.  School at Cork    $7 million\n",
        "Founded            1987\nMoved              1994\nClosed             2011\n",
        "Rice, t      1,200\nWheat, t     1,300\n",
    ],
)
def test_what_is_no_list_of_figures(tmp_path, lines):
    assert "table" not in {p.kind for p in read(tmp_path, f"A report on rice\n\nJuly 2025\n\n{lines}\nIt rained.\n").passages}


CAPTIONED = """OVERVIEW

{0}

All categories, Lisse               16.72
Independent smallholders            14.61

Yield is computed on mature area only.
"""


@pytest.mark.parametrize(
    ("caption", "rows"), [("Table 2: Yield by category, 2024 (tonnes per hectare)", 2), ("Two of them", 0)]
)
def test_two_rows_are_a_table_below_its_caption(tagger: Tagger, tmp_path: Path, caption: str, rows: int) -> None:
    document = read(tmp_path, CAPTIONED.format(caption))
    found = [c for c in tagger.tag(document).claims if c.unit == "metric_ton / hectare"]
    assert [c.value for c in found] == [16.72, 14.61][:rows]


def test_scales_that_are_cut_short(tagger: Tagger, tmp_path: Path) -> None:
    table = (
        "Table 1: Summary\n\n"
        "Indicator              Unit            2023       2024\n"
        "Production             mil. tonnes    18.55      19.34\n"
        "Planted area           mil. ha         5.65       5.61\n"
    )
    found = {c.text: (c.value, c.unit) for c in tagger.tag(read(tmp_path, table)).claims}
    assert found["19.34"] == (19.34e6, "metric_ton")
    assert found["5.61"] == (5.61e6, "hectare")
