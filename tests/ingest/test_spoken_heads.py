"""What stands above speeches and minutes: when they were held, who gives them, what they are called."""

from __future__ import annotations

import json

import pytest

from policynlp.ingest.bylines import dateline
from policynlp.ingest.headings import _shape
from policynlp.ingest.read import read_rows
from policynlp.ingest.spoken_heads import is_delivery, is_session, sitting_date
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
        # what they are about, or a story about them
        "Hearing into the market fire on 14 June 2017",
        "Proceedings against a ship owner over the spill on 12 May 2010",
        "Court proceedings over the crash on 3 May 2019",
        "Address on the anniversary of the coup, 11 September 1973",
        "How the speech was written, 28 August 1963",
        "The press conference that shook the world: 9 November 1989",
        "Inside the hearing on 6 January 2021",
        "Inside the hearing, 6 January 2021",
        "Reis interview on 11 September 2001",
    ],
)
def test_lines_that_are_no_sittings(line):
    assert sitting_date(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Speech by Ana Reis at the Summit of the Regions, Porto, 3 May 2025",
        "Address to the nation, 3 May 2025",
        "Debate in the House of Assembly (3 May 2025)",
        "Question Time: Thursday, 3 May 2025",
    ],
)
def test_lines_that_are_sittings(line):
    found = sitting_date(line)
    assert found is not None
    assert found.iso == "2025-05-03"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Delivered on 3 May 2025 at the Town Hall, Porto", True),
        ("(Speech as pronounced on 3 May 2025)", True),
        ("As delivered, 3 May 2025.", True),
        ("Pronounced guilty on 12 May 2025, the former minister faces twelve years in prison.", False),
        ("Delivered to the port on 3 May 2025, the cranes will lift 40 tonnes each.", False),
    ],
)
def test_when_a_speech_was_delivered(line, told):
    assert is_delivery(line) is told


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
        ("Taxes: Who will pay?", True),
        ("Pensions: What changes in 2026?", True),
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


def kinds_of(text: str) -> dict[str, str]:
    (document,) = read_rows([json.dumps({"id": "a", "text": text})], uri="a.jsonl", settings=load_settings())
    return {document.text[p.start : p.end]: p.kind for p in document.passages}


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        (("Reis: When will the line open?", "Reis: Who will pay for it?"), "paragraph"),
        (("Trains: When will the line open?", "Taxes: Who will pay for it?"), "heading"),
    ],
)
def test_a_word_before_a_question_is_who_asks_where_it_comes_again(asked, kind):
    answer = "The line will open in spring, and the region and the state will pay for one half of it each."
    lead = "The line along the coast was closed for three years, and the whole town now waits for the trains."
    found = kinds_of(f"The line on the coast\n\n{lead}\n\n{asked[0]}\n\n{answer}\n\n{asked[1]}\n\n{answer} It is fair.")
    assert {found[line] for line in asked} == {kind}
