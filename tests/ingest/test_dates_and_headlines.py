"""When a text appeared, wherever its head or end tells it, and its headline below the paper's name, its slogan and the section."""

from __future__ import annotations

from pathlib import Path

import pytest
from written import document

from policynlp.document import Source
from policynlp.ingest.bylines import is_byline
from policynlp.ingest.dated_lines import is_dated_line
from policynlp.ingest.dates import find_dates

BODY = (
    "The display says seven, and then it says nothing, and the people on the platform of the small station look at their shoes.\n\n"
    '"I have stopped swearing," says Marte Lund, a dental nurse who has travelled to the city for nine years.\n'
)
DECK = "Every seventh train is late, the winter closed the mountain line for a month, and the minister asks for patience again."


def source(folder: Path, text: str) -> Source:
    return document(folder, text).source


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Aug - 11 - 2025, 06:30", "2025-08-11T06:30"),
        ("11-Aug-2025", "2025-08-11"),
        ("2 May 2025", "2025-05-02"),
        ("May 02,2025", "2025-05-02"),
        ("2 May,2025", "2025-05-02"),
        ("2nd day of May, 2025", "2025-05-02"),
        ("May 2025", "2025-05"),
    ],
)
def test_dates_with_hyphens_between_their_parts(line, iso):
    assert [d.iso for d in find_dates(line)] == [iso]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (f"The queue\n\n{DECK}\n\nAna Reis (text)\nLuis Prado (photo)\n\nPublished 12 March 2025, 05:58", "2025-03-12T05:58"),
        ("The queue\n\nStory: Ana Reis, Tamale\n\nDate: Aug - 11 - 2025, 06:30     3 minutes read", "2025-08-11T06:30"),
        ("THE STEPPE MAIL            Hovd, Friday, June 21, 2024\n\nThe winter that had iron in it", "2024-06-21"),
        ("The queue\n\nLILLE / PARIS, Wednesday 14 May 2025", "2025-05-14"),
        ("The queue\n\nUGENTO (Lecce), 9 November 2025", "2025-11-09"),
        (f"The queue: how a town waits\n{DECK}\nAna Reis\nSat May 17 2025 - 05:30", "2025-05-17T05:30"),
        ("World\n\nThe ladder in the yard\n\nBy Ana Reis\nStaff Writer\nMarch 30, 2025 3 AM PT", "2025-03-30"),
        ("STATISTICAL RELEASE E41\nElectricity of households\n\nEmbargoed until: 3 July 2025, 11:30", "2025-07-03T11:30"),
        ("Cabinet of Ministers\n\nConcept for Cotton\n\nAnnex to Resolution No. 74 of 12 February 2025", "2025-02-12"),
    ],
)
def test_the_day_in_the_head(tmp_path, head, published):
    assert source(tmp_path, f"{head}\n\n{BODY}").published == published


@pytest.mark.parametrize("end", ["Stipulated in Jakarta\non 14 May 2025", "Done at Lusaka this 14th May, 2025."])
def test_the_day_at_the_end_of_a_law(tmp_path, end):
    law = "REGULATION OF THE MINISTER\nCONCERNING THE FUND\n\nArticle 1\nThe fund pays for seedlings of all farmers in the province.\n"
    assert source(tmp_path, f"{law}\n{end}\n").published == "2025-05-14"


def test_an_opening_in_the_style_of_latin_america(tmp_path):
    text = (
        f"NATIONAL CHAMBER\n\nSHRIMP CLOSES THE YEAR\n\nGuayaquil, January 22, 2025.- The sector closed the year well. {BODY}"
    )
    assert source(tmp_path, text).published == "2025-01-22"


@pytest.mark.parametrize(
    "line",
    [
        "Budget Speech, 14 May 2025",
        "Permanent force at 30 June 2025",
        "Resolution 7 of 14 May 2025",
        "On 14 May 2025 the dam broke and the town was under water.",
        "Decision, 14 May 2025 and 15 May 2025",
    ],
)
def test_titles_and_sentences_with_a_date_are_no_lines_of_the_date(line):
    assert not is_dated_line(line)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("THE MAIPO REVIEW\nChile's news in English since 1991\nREGIONS\nThe goats went first, says a village by the lake\n", 3),
        ("The Padma Mail\nThursday, August 21, 2025 | Dhaka\nA year after the water: looms running\n", 2),
        ("Archipel Ledger\nNews   Business\nNorth > Islands\nNickel lit up the island. Who got the jobs and who did not?\n", 3),
        ("WORLD & NATION\nThe fungus on the leaf, the ladder in the yard\n", 1),
        ("Independent English-language weekly — No. 25 (1184)\nREPORTAGE\nThe winter that had iron in it\n", 2),
        ("The quiet harbour\n", 0),
        ("No vacancy by the sea\n", 0),
        ("The Northern Mail\nFrom the archive: published 14.1.2024 at 7:15\nThe week the heating bill shouted\n", 2),
    ],
)  # fmt: skip
def test_the_headline_below_the_papers_name(tmp_path, head, title):
    found = source(tmp_path, f"{head}{DECK}\nBy Ana Reis\n12 March 2025\n\n{BODY}")
    assert found.title == head.split("\n")[title]
    assert found.subtitle == DECK
    assert found.authors == ("Ana Reis",)


def test_a_line_that_leads_to_what_follows_is_no_byline():
    assert not is_byline("By June 2028 the agency wants the vacancy rate down to 5 percent.")
    assert not is_byline("On 3 March 2025 the court ruled.")
    assert is_byline("By June Carter, 3 June 2025")
    assert is_byline("On 3 March 2025 by Ana Reis.")
    assert not is_byline("On July 6, 2015, Sanders made the following comment:")
    assert is_byline("Published on 3 March 2024:")
    assert is_byline("By Ana Reis, March 3, 2024")


@pytest.mark.parametrize(
    ("opening", "place", "published"),
    [
        ("ROME/PARIS, 2 May 2025 – ", "ROME; PARIS", "2025-05-02"),
        ("DALLAS, Texas, May 6, 2025 – ", "DALLAS, Texas", "2025-05-06"),
        ("Oslo, 6 Nov. — ", "Oslo", None),
        ("CONCEPCIÓN, Chile, June 6, 2025 - ", "CONCEPCIÓN, Chile", "2025-06-06"),
        ("NEW DELHI: ", "NEW DELHI", None),
        ("MS. ODETTE SAMSON: ", None, None),
        ("AGADIR, 22 May 2025. ", "AGADIR", "2025-05-22"),
        ("Kumasi, 28 April 2025. ", "Kumasi", "2025-04-28"),
        ("(LUSAKA, 5 May 2025) ", "LUSAKA", "2025-05-05"),
        ("[Nairobi, 5 May 2025] ", "Nairobi", "2025-05-05"),
        ("Accra, May 5, 2025, GNA – ", "Accra", "2025-05-05"),
        ("NAIROBI, Monday 5 May 2025: ", "NAIROBI", "2025-05-05"),
        ("NAIROBI, 5 May 2025, 10:20 am - ", "NAIROBI", "2025-05-05T10:20"),
        ("NAIROBI, 2025-05-05 — ", "NAIROBI", "2025-05-05"),
        ("NAIROBI 5 May 2025 ", "NAIROBI", "2025-05-05"),
        ("NAIROBI, May 5 2025 (Wire) ", "NAIROBI", "2025-05-05"),
        ("London, 3 May. ", None, None),
        ("EU – ", None, None),
        ("WHO – ", None, None),
        ("GDP – ", None, None),
        ("UK – ", "UK", None),
        ("LIMA – ", "LIMA", None),
        ("FEZ, 6 Nov. – ", "FEZ", None),
        ("MADRID.- ", "MADRID", None),
        ("LA PAZ.- ", "LA PAZ", None),
        ("STOKE-ON-TRENT: ", "STOKE-ON-TRENT", None),
        ("GRAIN OUTLOOK – APRIL 2025 EDITION\n\n", None, "2025-04"),
        ("Daily power wrap, Monday 19 January 2026 - Issue 11/2026\n\n", None, "2026-01-19"),
    ],
)
def test_place_and_day_of_the_dateline(tmp_path, opening, place, published):
    found = source(
        tmp_path, f"Half of the schools are closed\n\n{opening}More than half of the schools were closed in spring.\n\n{BODY}"
    )
    assert (found.place, found.published) == (place, published)


def test_what_a_report_tells_dates_of_is_not_when_it_was_sent(tmp_path):
    lead = "FEZ, Oct. 7, 2025 (Coast Wire) - The figures, which the agency published on Tuesday, are for September 2025."
    assert source(tmp_path, f"More schools are closed\n\n{lead}\n\n{BODY}").published == "2025-10-07"


@pytest.mark.parametrize(
    "lead", ["LYON, 2 May 2025 – More than half left.", "DALLAS, Texas, May 6, 2025 – The agency gave $4 million."]
)
def test_a_short_lead_behind_a_dateline_is_no_byline(lead):
    assert not is_byline(lead)


@pytest.mark.parametrize(
    ("end", "published"),
    [
        ("Published in Daily Courier, June 11th, 2025", "2025-06-11"),
        ("This article was first published on 11 June 2025.", "2025-06-11"),
        ("DONE in duplicate at Bergen, this 21st day of October 2021, in the English language.", "2021-10-21"),
        ("ADOPTED by the Town Council this 14th day of March, 2023, by a vote of 6 to 1.", "2023-03-14"),
        ("PASSED AND APPROVED this 14th day of March, 2023.", "2023-03-14"),
        ("The report was published in the Gazette, and the court will hear of it on 11 June 2025.", None),
        ("Adopted children may apply from 11 June 2025.", None),
        ("First published in the print edition of 11 June 2025", "2025-06-11"),
        ("Published by the bank since 3 May 1999", None),
        ("First published in 1998, the novel won a prize on 3 May 1999", None),
        ("Made by the Tudor works on 3 May 1899, the bell is cracked.", None),
    ],
)
@pytest.mark.parametrize(
    "signatures",
    ["", "YES: Alvarez, Brandt\n\nNO: Pruitt\n\nAna Reis, Mayor\n\nATTEST:\n\nLuis Prado, Clerk\n\nJo Holm, Attorney"],
)
def test_the_day_at_the_end_of_a_long_text(tmp_path, end, published, signatures):
    text = f"The queue of the small station\n\n{BODY * 14}\n\n{end}\n\n{signatures}"
    assert source(tmp_path, text).published == published


@pytest.mark.parametrize(
    ("under", "authors", "subtitle"),
    [
        ("Ana Reis and Luis Prado", ("Ana Reis", "Luis Prado"), None),
        ("A town waits for its trains and its money", (), "A town waits for its trains and its money"),
    ],
)
def test_several_names_under_a_headline(tmp_path, under, authors, subtitle):
    found = source(tmp_path, f"The queue of the small station\n\n{under}\n\n12 March 2025\n\n{BODY}")
    assert (found.title, found.authors, found.subtitle) == ("The queue of the small station", authors, subtitle)


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("Kaffrine, Thursday, 28 November 2024", "Kaffrine"),
        ("Most, 28 November 2024", "Most"),
        ("Tabled, 28 November 2024", None),
        ("Southern Courier, Saturday, 28 November 2024", None),
        ("Written Answers, Thursday, 28 November 2024", None),
        ("Stoke-on-Trent, 28 November 2024", "Stoke-on-Trent"),
        ("Post Falls, Idaho, November 28, 2024", "Post Falls, Idaho"),
        ("Coastal Post, 28 November 2024", None),
    ],
)
def test_what_stands_before_a_date(tmp_path, head, place):
    assert source(tmp_path, f"The queue of the small station\n\n{head}\n\n{BODY}").place == place


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("KARACHI: The council has closed the station for a month.", "KARACHI"),
        ("DOWN THE DRAIN: WHAT THE FIGURES OF THE YEAR TELL US", None),
        ("SUBJECT: The closing of the station for a month and a week.", None),
        ("DISCLAIMER: The council has closed the station for a month.", None),
    ],
)
def test_what_stands_before_a_colon(tmp_path, opening, place):
    assert source(tmp_path, f"The queue of the small station\n\n{opening}\n\n{BODY}").place == place
