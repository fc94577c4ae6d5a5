"""What stands above speeches and minutes: when they were held, who gives them, what they are called."""

from __future__ import annotations

import json

import pytest

from policynlp.ingest.bylines import dateline
from policynlp.ingest.headings import _shape
from policynlp.ingest.read import read_rows
from policynlp.ingest.spoken_heads import is_session, sitting_date
from policynlp.ingest.units import Unit, cut
from policynlp.settings import load_settings

BODY = "\n\nI thank you all for coming here in such numbers, and I will say what we have done.\n\nWe have built 40 schools since May."


def source_of(head: str):
    (document,) = read_rows([json.dumps({"id": "a", "text": head + BODY})], uri="a.jsonl", settings=load_settings())
    return document.source


@pytest.mark.parametrize(
    ("head", "title", "published"),
    [
        (
            "REMARKS BY PRESIDENT REIS\n\n[Delivered at the Session Hall of the House, Quezon City, on July 28, 2025]",
            "REMARKS BY PRESIDENT REIS",
            "2025-07-28",
        ),
        ("REMARKS BY PRESIDENT REIS\n(As delivered on July 28, 2025)", "REMARKS BY PRESIDENT REIS", "2025-07-28"),
        ("Remarks by Ana Reis\n\nDelivered in Porto on 3 May 2025", "Remarks by Ana Reis", "2025-05-03"),
        ("Dáil debates - Wednesday, 14 May 2025", "Dáil debates - Wednesday, 14 May 2025", "2025-05-14"),
        ("Press conference, Oslo, 19 June 2025", "Press conference, Oslo, 19 June 2025", "2025-06-19"),
        ("Hansard, Tuesday 10 June 2025", "Hansard, Tuesday 10 June 2025", "2025-06-10"),
        ("JUNE 11, 2025", None, "2025-06-11"),
        ("London, 3 June 2025", None, "2025-06-03"),
        ("Budget Speech\nAna Reis, Minister of Finance\nParliament House, 3 March 2025", "Budget Speech", "2025-03-03"),
        ("Budget Statement 2026\nPresented by Ana Reis\n3 March 2025", "Budget Statement 2026", "2025-03-03"),
        # the day of something else
        ("The debate of 14 May 2025 was lost", "The debate of 14 May 2025 was lost", None),
    ],
)
def test_when_it_was_held(head, title, published):
    found = source_of(head)
    assert (found.title, found.published) == (title, published)


@pytest.mark.parametrize(
    "line",
    [
        "The speech was given, on 3 May 2025, in Porto",
        "Report on the year 2025",
        "Plan, 3 May 2025",
        "The hearing of 3 May 2025",
    ],
)
def test_lines_that_are_no_sittings(line):
    assert sitting_date(line) is None


@pytest.mark.parametrize(
    ("head", "genre"),
    [
        ("2026 BUDGET ADDRESS\n\nBY\n\nANA REIS\n\n3 May 2025", "speech"),
        ("Budget Speech 2025\n\nDelivered by Ana Reis, Minister of Finance, on 26 September 2025", "speech"),
        ("Budget Statement 2026\nPresented by Ana Reis, Minister of Finance\n3 March 2025", "speech"),
    ],
)
def test_a_year_in_the_title_of_a_speech(head, genre):
    assert source_of(head).genre == genre


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("SHRI KIRAN REDDY (NAGPUR): Sir, the posts are vacant.", None),
        ("THE MINISTER OF FINANCE (ANA REIS): Sir, revenue rose.", None),
        ("RURAL ROADS: WHERE THE MONEY WENT", None),
        ("KUALA LUMPUR: The ringgit fell on Monday.", "KUALA LUMPUR"),
        ("THE HAGUE: The court has ruled.", "THE HAGUE"),
    ],
)
def test_labels_of_turns_are_no_datelines(paragraph, place):
    assert dateline(paragraph)[0] == place


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Q86 Ana Reis: How much have you paid?", False),
        ("El Correo: Minister, why is it late?", False),
        ("The line was due in 2029. Is that still realistic?", False),
        ("What is inflation?", True),
        ("Inflation: what is it?", True),
    ],
)
def test_questions_that_somebody_asks_are_no_headings(line, heading):
    assert _shape(Unit(0, len(line), line)) is heading


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("ONE HUNDRED NINETEENTH CONGRESS", True),
        ("FIRST SESSION", True),
        ("119TH CONGRESS", True),
        ("THE TRADES UNION CONGRESS", False),
        ("A CLOSED SESSION", False),
    ],
)
def test_counted_parliaments(line, counted):
    assert is_session(line) is counted


def test_lines_in_the_middle_of_a_page_are_one():
    text = (
        " " * 20
        + "RURAL ROADS: WHERE DID\n"
        + " " * 24
        + "THE MONEY GO?\n\n"
        + " " * 30
        + "HEARING\n\nThe committee met at ten."
    )
    assert [u.text for u in cut(text)][:2] == ["RURAL ROADS: WHERE DID THE MONEY GO?", "HEARING"]
