"""What a text says of itself: authors, place, publisher, dates with the way they were found, subtitle and genre."""

# ruff: noqa: E501 - a page on a line
from __future__ import annotations

from pathlib import Path

import pytest

from policynlp.document import Document, Source
from policynlp.ingest.dates import find_dates, numeric_order
from policynlp.ingest.read import read_bytes
from policynlp.settings import Settings, load_settings

NEWS = "Ferries will run again from June, the harbour council said on Monday, after the basin had been dredged.\n\n“We have waited long enough,” its chair, Ada Moen, told reporters."


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    return load_settings()


def source(text: str, settings: Settings) -> Source:
    (found,) = read_bytes(text.encode(), uri="a.txt", settings=settings)
    assert isinstance(found, Document), found
    return found.source


@pytest.mark.parametrize(
    "head, wanted",
    [
        ("Bianca Rocha - Reporter at Agência Sul\nPublished on 25/06/2024 - 14:32", {"authors": ("Bianca Rocha",), "publisher": "Agência Sul", "published": "2024-06-25T14:32", "date_method": "byline"}),
        ("Owen Prys Rural affairs correspondent\nThu 9 Nov 2023 06.30 GMT", {"authors": ("Owen Prys",), "place": None, "published": "2023-11-09T06:30", "date_zone": "+00:00"}),
        ("By: Lorna P. Sison - Reporter / @lpsison\nThe Isles Gazette / 05:45 PM July 2, 2023", {"authors": ("Lorna P. Sison",), "published": "2023-07-02T17:45"}),
        ("Jaipur | Updated: March 4, 2022 11:40 IST\nFirst published: March 3, 2022 07:05 IST", {"place": "Jaipur", "publisher": None, "published": "2022-03-03T07:05", "updated": "2022-03-04T11:40"}),
        ("By state rural affairs reporter Mia Tran\nPosted Thu 6 Apr 2023 at 5:11am", {"authors": ("Mia Tran",), "published": "2023-04-06T05:11", "subtitle": None}),
        ("By Ngozi Eze, Lokoja\n17 November 2021", {"authors": ("Ngozi Eze",), "place": "Lokoja"}),
        ("Released 15 May 2024", {"place": None, "published": "2024-05-15"}),
        ("Presented by the Ministry of Ports on 17 January 2025. A paper in two parts.", {"publisher": "Ministry of Ports", "published": "2025-01-17"}),
        ("Approved by Cabinet on 17 October 2024. A summary for the press.", {"publisher": "Cabinet", "published": "2024-10-17", "subtitle": None}),
        ("Wednesday, June 08, 2022", {"place": None, "published": "2022-06-08"}),
        ("Provincial Bureau of Fisheries\nMarch 2, 2022", {"publisher": "Provincial Bureau of Fisheries", "published": "2022-03-02", "subtitle": None}),
        ("Ministry of Ports, Vaduna, 9 January 2024", {"publisher": "Ministry of Ports", "place": "Vaduna", "published": "2024-01-09"}),
        ("Report of the Audit Office, 12 February 2024", {"publisher": "Audit Office"}),
        ("White Paper of the Department of Ports\n\nFebruary 2022", {"publisher": "Department of Ports", "subtitle": "White Paper of the Department of Ports"}),
        ("A note prepared for the council; May 2021", {"subtitle": None, "published": "2021-05", "date_method": "byline"}),
        ("Prepared for the council from papers that are public. 18 March 2024", {"subtitle": None, "published": "2024-03-18"}),
        ("Council spent two years on a plan that traders never saw", {"subtitle": "Council spent two years on a plan that traders never saw", "published": None}),
    ],
)  # fmt: skip
def test_lines_under_a_title(head: str, wanted: dict[str, object], settings: Settings) -> None:
    found = source(f"Ferries to return to the strait\n\n{head}\n\n{NEWS}", settings)
    assert {k: getattr(found, k) for k in wanted} == wanted


def test_a_date_in_the_text_is_said_to_be_from_the_text(settings: Settings) -> None:
    found = source(f"Ferries to return\n\nKISUMU, May 6, 2024 (KNS) — {NEWS}", settings)
    assert (found.published, found.date_method, found.place) == ("2024-05-06", "text", "KISUMU")


def test_dates_in_figures_need_an_order() -> None:
    line = "Published on 03/05/2024 - 14:32"
    assert find_dates(line) == []
    assert [d.iso for d in find_dates(line, order="dmy")] == ["2024-05-03T14:32"]
    assert numeric_order(f"{line} in an accord signed on Friday (May 3)") == "dmy"
    assert numeric_order(f"{line}; updated 05/14/2024") == "mdy"
    assert numeric_order(f"{line}; 05/14/2024 and 14/05/2024") is None


@pytest.mark.parametrize(
    "text, n", [("it rose by 2.30 in May 2024", "2024-05"), ("a ratio of 10:20 on 5 May 2024", "2024-05-05T10:20")]
)
def test_a_figure_before_a_date_is_no_clock(text: str, n: str) -> None:
    assert [d.iso for d in find_dates(text)] == [n]


GENRES = [
    ("news", f"Ferries to return to the strait\n\n{NEWS}"),
    ("news", "Senate stalls on harbour bill\n\nSenators left the capital on Thursday without a vote on the bill, which its sponsor called a rescue for small ports.\n\nThe majority leader said the votes were not there. Opponents argued that the fund would go to three states."),
    ("news", "Minister could address port fees, aide says\n\nThe minister may take up port fees in her speech on Friday, an aide said. She has told traders that she would listen."),
    ("statistics", "Rooftop solar\n\nA fact sheet prepared for schools; August 2022\n\nThere were 61,000 roofs with panels at the end of July 2022, against 15,200 in 2018. They gave 212 gigawatt-hours in 2021, or 1.9 per cent of what was used, and 148 in 2020."),
    ("statistics", "Milk and meat\n\nThe output of milk was 1,204 thousand tons in 2021, a growth of 3.5 percent. That of beef was 88 thousand tons, down by 0.7 percent from 2020. Eggs came to 2,450 million, 0.4 percent more. Pork was 131 thousand tons, and mutton 12 thousand tons."),
    ("policy", "Budget note 2025\n\nThe Treasury will raise the grant for rural buses to 40 million. The Ministry will publish the routes in March. Councils must match a third of it, and shall report each year on what they have done."),
    ("policy", "National ports outline 2030\n\nThis outline describes how the Government will open two harbours. Piers are to be rebuilt, and fees will be lowered for small vessels. The Ministry will report to Parliament."),
    ("policy", "Two decades of grants to ports: a budget note\n\nGrants came to 4,120 million in 2004, 6,300 million in 2014 and 8,810 million in 2023. Of these, 31 per cent went to 12 small ports, and 69 per cent to 3 large ones. Debt was 940 million in 2023."),
    ("speech", "Speech by the minister of ports at the maritime forum\n\nVaduna, 12 May 2025\n\nWe said on Monday that ships would come back. They asked us when. I told them: soon, and a captain said that he would wait. We shall keep our word, and I thank you."),
    ("speech", "Opening of the reservoir\n\nGood morning, everyone.\n\nI came here as a child, and we drank from that well. [Applause]\n\nToday I can tell you that our water is clean. [Applause] Thank you."),
    ("law", "Fisheries Act 2017\n\nArticle 1\n\nThis Act applies to all waters.\n\nArticle 2\n\nNo person shall fish without a licence.\n\nArticle 3\n\nThe Minister shall keep a register."),
]  # fmt: skip


@pytest.mark.parametrize("genre, text", GENRES)
def test_genres(genre: str, text: str, settings: Settings) -> None:
    assert source(text, settings).genre == genre
