"""The day that a text tells in lines at its head which are neither bylines nor datelines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.document import Document, Passage
from policynlp.ingest.head_dates import dated_in_head
from policynlp.ingest.read import read_bytes
from policynlp.settings import load_settings

BODY = (
    "The Harbour Authority moved 4,120 containers in the first week, and its director told the committee that no ship had waited for "
    "longer than two days since the new crane began to work.\n\nMembers asked for the cost of the second crane."
)


def published(text: str) -> tuple[str | None, str | None]:
    document = next(iter(read_bytes(text.encode(), uri="memory:text", settings=load_settings(), media_type="text/plain")))
    return document.source.published, document.source.date_precision


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (
            "SENATE OF LEDA\n\nMinutes of the fourth sitting, held on Monday, 12 May 2025, at 9.00 a.m. in Room 2\n\nAgenda item 1: Cranes",
            "2025-05-12T09:00",
        ),
        ("COMMITTEE ON PORTS\nMINUTES of the public hearing held on 26 August 2025 (summary)", "2025-08-26"),
        ("COMMITTEE ON PORTS\nMinutes of meeting: second crane\n4 March 2025, Room V475 and virtual platform", "2025-03-04"),
        (
            "Ministry of Ports\n\nROADMAP\nfor the renewal of cranes 2025-2028\n(approved by order of the Minister of 28 March 2025)",
            "2025-03-28",
        ),
        ("REGION OF LEDA\n\nRESOLUTION No. 1287 OF 22 SEPTEMBER 2025\n\nSubject: Second crane of the port", "2025-09-22"),
        ("CITY OF LEDA\nDECREE No. 0874 OF 2025\n(October 28)\n\nBy which the fees of the port are set", "2025-10-28"),
        (
            "REMARKS BY THE MINISTER OF PORTS AT THE OPENING OF THE 2 x 150 TON CRANE, LEDA, 28 APRIL 2026\n\n(Check against delivery)",
            "2026-04-28",
        ),
        (
            "Leda opens its second crane\n\nBy ANA REIS\n\nThursday, May 29, 2025 — 5 min read\n\nShare on Facebook   Share on X",
            "2025-05-29",
        ),
        (
            "Business / Ports\n\nLeda opens its second crane\n\nBy Ana Reis\nJuly 19, 2025 | 1,204 views | 17 comments",
            "2025-07-19",
        ),
        ("HIGH COURT OF LEDA\nJudgment of 12 March 2025", "2025-03-12"),
        ("HOUSE OF LEDA\nWritten answers Tuesday 15 October 2024", "2024-10-15"),
        ("LEDA COUNCIL\nReport to Parliament, 3 May 2025", "2025-05-03"),
        ("LEDA COUNCIL\nMinutes of the Fire Committee, 3 May 2025", "2025-05-03"),
        ("Leda opens its second crane\n\n17th June 2026    By Ana Reis, Leda", "2026-06-17"),
        ("Leda opens its second crane\n\nSep.12.2025 at 6:15PM   Updated: Sep.12.2025 at 9:02PM", "2025-09-12T18:15"),
    ],
)
def test_the_day_in_the_head(head: str, day: str):
    assert published(f"{head}\n\n{BODY}")[0] == day


@pytest.mark.parametrize(
    "head",
    [
        "LEDA INSTITUTE\nPolicy Brief 2025/11\n\nTwo cranes",
        "MINISTRY OF PORTS\n\nMONTHLY BULLETIN\nIssue 8/2025 - Position as on 31 August 2025",
    ],
)
def test_the_number_of_an_issue_tells_at_least_its_year(head: str):
    assert published(f"{head}\n\n{BODY}") == ("2025", "year")


def test_a_day_alone_at_the_end_is_that_of_signing():
    assert published(f"SPECIAL AUDIT REPORT\nON THE SECOND CRANE\n\n{BODY}\n\nLeda\n2 September 2025")[0] == "2025-09-02"


@pytest.mark.parametrize(
    "head",
    [
        "SPECIAL AUDIT REPORT\nFOR THE FINANCIAL YEAR ENDED 30 JUNE 2025",
        "STATISTICS OF PORTS\nReference date: 1 October 2024",
        "What went wrong on 3 May 2024 at the port",
        "ACT ON PORTS\nHaving regard to the Decree of 7 June 2024 on cranes;",
        "CONSULTATION ON PORTS\nResponses are due by 12 June 2025",
        "The crane fell on 3 May 2024. It was new.",
        "Annual Report 2023/24",
        "Annual Report 2020-2021",
        "Strategy Paper 2021-2030",
        "REGULATION amending the Decree of 7 June 2004 on cranes",
        "Draft law repealing Order No. 5 of 12 March 2010",
        "Bill to amend Decree No. 5 of 2009",
        "Comments on the draft implementing Resolution 1325 of 31 October 2000",
        "Report on the explosion of 4 August 2020",
        "Inquiry report: the fire of 3 May 2014",
        "Statement on the anniversary of the attacks of 7 October 2023",
        "The Sykes report of 3 May 1998 revisited",
        "The treaty signed on 3 May 1950 at fifty",
        "The fire of Leda, 2 September 1666",
        "3 May 1914: The port opens its gates",
        "Next meeting: 3 May 2031",
        "Applications open: 5 May 2025",
        "Ten years after the 3 May 2014 attack, town mourns",
        "3 May 2014 attack: town mourns",
        "31 December 2024 financial statements",
        "4 July 2024 General Election results",
        "3 May 1914: Port opens",
        "The Battle of Leda, 3 May 1945",
        "Photo: Ana Reis, 3 May 2015",
        "Statement of Accounts, 31 March 2025",
        "Impact of Order of 3 May 2004",
        "Decree of 3 May 2004, as amended",
        "Report, 1 January 2024 – 31 December 2024",
        "Number 10 of 2000 ships",
        "Phone No 020/2012",
        "Evaluation of Law No. 5 of 2009",
        "Response to Report No 5/2012",
        "Report 2011/12",
    ],
)
def test_days_of_something_else_date_no_text(head: str):
    assert published(f"{head}\n\n{BODY}")[0] is None


def test_what_dates_a_text_by_its_byline_wins():
    text = f"COMMITTEE ON PORTS\nHearing of 1 May 2024: cranes\n\nBy Ana Reis\nPublished 3 May 2024\n\n{BODY}"
    assert published(text)[0] == "2024-05-03"


@given(st.text(max_size=400))
def test_any_text_is_read(text: str):
    document = next(
        iter(read_bytes((text + "\n\n" + BODY).encode(), uri="memory:text", settings=load_settings(), media_type="text/plain"))
    )
    if not isinstance(document, Document):
        return
    for printed in dated_in_head(document.text, document.passages):
        assert len(printed.iso) >= len("2025")


def test_days_of_tables_and_lists_date_no_text():
    table = "<html><body><h1>Ships of Leda</h1><table><tr><td>1 May 2010</td><td>3</td></tr><tr><td>2 May 2010</td><td>4</td></tr></table>"
    page = f"{table}<p>{BODY}</p></body></html>".encode()
    document = next(iter(read_bytes(page, uri="memory:page", settings=load_settings(), media_type="text/html")))
    assert document.source.published is None


@pytest.mark.parametrize("line", ["-" * 40_000 + "x 3 May 2024", "3 May 2024 " * 20_000, "=" * 40_000])
def test_long_lines_are_passed_over(line: str):
    assert dated_in_head(line, [Passage(id="p", start=0, end=len(line), kind="heading")]) == []
