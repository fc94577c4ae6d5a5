"""What a text tells in percent of another one's table, whose cells print no such number."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from policynlp.ingest.read import read_rows
from policynlp.link.linker import Linker
from policynlp.link.worked_out import worked_out
from policynlp.settings import load_settings
from policynlp.tag.claims.tables import table_claims
from policynlp.tag.pipeline import Tagger

TABLE = """FISHERIES BULLETIN

Released 4 July 2025

In 2024 the country exported 1,704 million dollars of fishmeal in all.

Table 3. Exports of fishmeal (million US$)
-------------------------------------------------
                                 2023        2024
China                           803.7     1,371.5
Japan                            61.2        88.0
Rest                            156.1       244.5
TOTAL                         1,021.0     1,704.0
-------------------------------------------------

Landings of giant squid by year (thousand tonnes)
-------------------------------------------------
                                 2023        2024
Giant squid                     571.4       190.2
Hake                             55.3        49.7
"""
HEAD = (
    "Small fish\n\nBy Ana Reis, 14 August 2025\n\nExports of fishmeal earned 1.7 billion dollars in 2024, says the ministry. "
)


@pytest.fixture(scope="module")
def linked() -> Callable[[str], list[tuple[str, str]]]:
    settings = load_settings()
    tagger = Tagger(settings.tag)

    def run(text: str) -> list[tuple[str, str]]:
        rows = [json.dumps({"id": i, "text": t}) for i, t in (("a", HEAD + text), ("b", TABLE))]
        documents = list(read_rows(rows, uri="a.jsonl", settings=settings))
        links = Linker(settings.link).link([(d, tagger.tag(d)) for d in documents]).links  # type: ignore[arg-type]
        return [(link.kind, link.reason) for link in links if " percent " in link.reason]

    return run


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("China bought four-fifths of the fishmeal.", "1,371.5 (80.5 percent of 1,704.0)"),
        ("Landings of giant squid fell by two-thirds in 2024.", "190.2 (66.7 percent less than 571.4)"),
        ("Exports of fishmeal rose by 67 percent in 2024.", "1,704.0 (66.9 percent more than 1,021.0)"),
    ],
)
def test_a_part_or_a_change_that_the_table_bears_out(linked, text, row):
    (found,) = linked(text)
    assert found[0] in {"agrees", "compatible"}
    assert row in found[1]


@pytest.mark.parametrize(
    "text",
    [
        "Landings of giant squid rose by two-thirds in 2024.",  # the other way
        "Ministers bought four-fifths of the bread.",  # of another thing
        "China bought a third of the fishmeal.",  # contradicted by nobody: the table prints no share
    ],
)
def test_nothing_else_is_told(linked, text):
    assert linked(text) == []


def test_changes_and_parts_of_cells():
    from policynlp.document import Passage

    text = "Port\t2022\t2023\t2024\nCallao\t40\t50\t60\nTotal\t80\t80\t100\n"
    passage = Passage(id="t", start=0, end=len(text), kind="table")
    cells = list(table_claims(text, [passage], document="d", version="v"))
    found = [(c.text, round(p.value or 0, 1), p.trend, kind) for c, p, kind in worked_out(cells, [(0, len(text))], text)]
    assert ("50", 25.0, "up", "change") in found
    assert ("60", 20.0, "up", "change") in found
    assert ("60", 50.0, "up", "change") in found


def test_a_table_of_many_cells_is_told_by_nobody():
    from policynlp.document import Passage

    rows = "".join(f"Port {n}\t{n + 40}\t{n + 50}\n" for n in range(300))
    text = f"Port\t2023\t2024\n{rows}"
    passage = Passage(id="t", start=0, end=len(text), kind="table")
    cells = list(table_claims(text, [passage], document="d", version="v"))
    assert list(worked_out(cells, [(0, len(text))], text)) == []
