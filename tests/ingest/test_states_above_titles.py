"""Documents that open with whose they are: the title below the letterhead, and the day on which they appeared."""

from __future__ import annotations

import json

import pytest

from policynlp.ingest.bylines import is_letterhead
from policynlp.ingest.read import read_rows
from policynlp.settings import load_settings

BODY = (
    "\n\nWhy this audit? Smoke from burning fields affects the health of many people in the plain every autumn.\n\n"
    "The fund paid 48 million shillings to growers in two years, and the office could see no receipts for a third of it.\n"
)


def source_of(head: str):
    (document,) = read_rows([json.dumps({"id": "a", "text": head + BODY})], uri="a.jsonl", settings=load_settings())
    return document.source


@pytest.mark.parametrize(
    ("head", "title", "published"),
    [
        ("REPUBLIC OF KENYA\n\nTHE TEA LEVY ACT, 2025\n\n(Extract)", "THE TEA LEVY ACT, 2025", None),
        ("KENYA GAZETTE SUPPLEMENT\n\nTHE TEA LEVY BILL, 2025\n\n(Extract)", "THE TEA LEVY BILL, 2025", None),
        (
            "CENTRAL STATISTICS OFFICE\n\nSTATISTICAL BULLETIN\n\nTea and Salt, April to June 2025\n\nReleased 6 August 2025",
            "Tea and Salt, April to June 2025",
            "2025-08-06",
        ),
        ("Monthly Bulletin\n\n6 August 2025", "Monthly Bulletin", "2025-08-06"),
        (
            "City of Gotsu\n\nTHIRD STRATEGY FOR TOWNS AND WORK\n\n(Provisional translation)",
            "THIRD STRATEGY FOR TOWNS AND WORK",
            None,
        ),
        (
            (
                "GOVERNMENT OF INDIA\n\nMINISTRY OF AGRICULTURE\n\nLOK SABHA\n\nUNSTARRED QUESTION NO. 2117\n\n"
                "TO BE ANSWERED ON 29TH JULY, 2025"
            ),
            "UNSTARRED QUESTION NO. 2117",
            "2025-07-29",
        ),
        (
            (
                "SUPREME AUDIT OFFICE / CORTE DE CUENTAS\n\nInformation on audit results: nursing staff\n\n"
                "Warsaw, February 2025 (summary in English)"
            ),
            "Information on audit results: nursing staff",
            "2025-02",
        ),
        (
            (
                "OFFICE OF AUDITOR OF STATE\n\nREPORT ON A REVIEW OF THE HOSPITAL FUND\n\n"
                "For the period July 1, 2023 through June 30, 2025\n\nReleased September 9, 2025"
            ),
            "REPORT ON A REVIEW OF THE HOSPITAL FUND",
            "2025-09-09",
        ),
        (
            "Central Statistics Office\n\nQuarterly bulletin: rice and salt\n\nData as of 15 March 2025. Published 19 March 2025",
            "Quarterly bulletin: rice and salt",
            "2025-03-19",
        ),
        (
            "PRIME MINISTER\n\nDECISION\n\napproving the plan for rice in the delta\n\nHanoi, 14 January 2025",
            "approving the plan for rice in the delta",
            "2025-01-14",
        ),
        (
            "STATISTICS AUTHORITY\n\nFisheries report, January to June 2025\nDate of release: 22 August 2025",
            "Fisheries report, January to June 2025",
            "2025-08-22",
        ),
        (
            "A city counts its boats\n\nTuuli Rantakokko\n3.9.2025 6:00 | Updated 3.9.2025 9:42",
            "A city counts its boats",
            "2025-09-03T06:00",
        ),
        (
            "The village that lives on pensions\n\nCandela Iribarne\nZamora (Spain) – 30 MAR 2025 – 06:00 CEST",
            "The village that lives on pensions",
            "2025-03-30T06:00",
        ),
    ],
)
def test_the_title_and_the_day_below_a_letterhead(head: str, title: str, published: str | None) -> None:
    found = source_of(head)
    assert (found.title, found.published) == (title, published)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("SOCIALIST REPUBLIC OF VIET NAM", True),
        ("General Statistics Office - with the Weather Service", True),
        ("Comptroller and Auditor General of India", True),
        ("The city of tomorrow needs trees", False),
        ("President resigns", False),
        ("Republic of fear", False),
    ],
)
def test_what_a_letterhead_is(line: str, expected: bool) -> None:
    assert is_letterhead(line) is expected
