"""The head of a page as it is saved from the web: masthead, menu, breadcrumb, series, byline, buttons, picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from policynlp.document import Document
from policynlp.ingest.layout import lay_out
from policynlp.ingest.read import read_path
from policynlp.settings import load_settings

LEAD = "The council of the port said on Monday that the ferries would run again from June, after the harbour had been dredged."
MORE = "Traders in the old town welcomed the news, although few of them believe that the date will be kept this time."
BYLINE = "By Ana Kovac in Port Lunde | The Lunde Courier | Updated: 2024-05-06 07:20"
TITLE = "Ferries to return to the harbour in June"
STANDFIRST = "The port has spent two years and 40 million crowns on its basin, and traders wonder whether the ships will come"


def read(tmp_path: Path, *lines: str) -> Document:
    path = tmp_path / "page.txt"
    path.write_text("\n\n".join(lines), encoding="utf-8")
    return next(iter(read_path(path, settings=load_settings())))  # type: ignore[return-value]


def kinds(text: str) -> dict[str, str]:
    return {text[p.start : p.end]: p.kind for p in lay_out(text, document_id="d")}


@pytest.mark.parametrize(
    "above",
    [
        ("The Lunde Courier", "News | Counties | Business | Farming | Opinion"),
        ("THE LUNDE COURIER\nHome > National > Coast",),
        ("The Lunde Courier\nNews  Business  Focus  Lifestyle  Sport",),
        ("Politics & Law | Society | Economy | Life & Style | ePaper", "Coast"),
        ("Home | Coast | World | Business", "The Lunde Courier"),
        ("The Lunde Courier – News and analysis in English", "Politics   Society   Economy   Culture   Support us"),
        ("The Lunde Courier", "Sections: Nation | Politics | Business | Health", "Subscribe for $1 a week"),
        ("THE LUNDE COURIER\nNEWS  OPINION  SPORTS  LIFESTYLE  BUSINESS\nCoasts",),
    ],
)
@pytest.mark.parametrize(
    "buttons",
    [
        "Share   Facebook   X   WhatsApp",
        "Share  |  Post  |  Email  |  Save",
        "Share   Save for later   Listen to this article (7 min)",
        "SHARE  |  PRINT  |  Text size: A A A",
        "Share on WhatsApp | Copy link | Listen to this story (7 min)",
        "Share  Save  Comment (214)",
    ],
)
def test_title_day_and_paper_of_a_saved_page(tmp_path: Path, above: tuple[str, ...], buttons: str) -> None:
    document = read(tmp_path, *above, TITLE, STANDFIRST, BYLINE, buttons, LEAD, MORE)
    source = document.source
    assert (source.title, source.published, source.publisher) == (TITLE, "2024-05-06T07:20", "The Lunde Courier")
    assert source.authors == ("Ana Kovac",)
    found = {document.text[p.start : p.end]: p.kind for p in document.passages}
    assert found[buttons] == "boilerplate"
    assert not {"heading", "table"} & set(found.values())


def test_a_series_in_brackets_is_part_of_the_title(tmp_path: Path) -> None:
    title = "[Empty Harbours] In Port Lunde, a promise of 40 million meets an empty quay"
    assert read(tmp_path, title, STANDFIRST, BYLINE, LEAD, MORE).source.title == title


@pytest.mark.parametrize(
    "caption",
    [
        "Volunteers clear the slipway in front of the old customs house this month. | MIRA OSTBY",
        "A dredger works in the basin of the inner harbour. © Mira Ostby/Agency North",
    ],
)
def test_captions_with_a_name_behind_a_sign(caption: str) -> None:
    assert kinds(f"{TITLE}\n\n{BYLINE}\n\n{caption}\n\n{LEAD}\n\n{MORE}")[caption] == "caption"


def test_questions_below_read_more_are_links() -> None:
    tail = "READ MORE\nWhat happens to a town when its last ferry stops?\nThe search for pilots"
    found = kinds(f"{TITLE}\n\n{BYLINE}\n\n{LEAD}\n\n{MORE}\n\n{tail}")
    assert {found[line] for line in tail.split("\n")} == {"boilerplate"}


def test_rows_of_two_cells_are_a_table_also_at_the_end() -> None:
    table = "Year | Landings\n2018/19 | 310\n2021/22 | 247\n2023/24 | 211"
    assert kinds(f"{TITLE}\n\n{LEAD}\n\n{MORE}\n\nLandings at Port Lunde\n{table}")[table] == "table"


@pytest.mark.parametrize(
    "line",
    [
        "Landings stood at 310 | 247 | 211 tonnes in these years, the council said in its report on the harbour on Monday.",
        "Traders > pilots: the council said on Monday that the ferries would run again from June, after the dredging had ended.",
    ],
)
def test_sentences_with_bars_or_arrows_are_text(line: str) -> None:
    assert kinds(f"{TITLE}\n\n{BYLINE}\n\n{LEAD}\n\n{line}\n\n{MORE}")[line] == "paragraph"


@pytest.mark.parametrize(
    ("head", "title", "published"),
    [
        (
            (
                "Directorate of Ports and Statistics, Lunde",
                "Fact sheet: landings and ferries, 2023-24",
                "Issued at Lunde, 28 June 2024",
            ),
            "Fact sheet: landings and ferries, 2023-24",
            "2024-06-28",
        ),
        (
            (
                "Comptroller and Auditor of Lunde",
                "Performance Audit on the Use of Quays, Government of Lunde",
                "Tabled on 9 July 2024",
            ),
            "Performance Audit on the Use of Quays, Government of Lunde",
            "2024-07-09",
        ),
        (
            (
                "State of Lunde - Secretariat of Planning, Studies Unit",
                "The coast: ports",
                "Bulletin No. 8, issued on 26 August 2024",
            ),
            "The coast: ports",
            "2024-08-26",
        ),
        (
            ("Harbour Workers: Written Answer", "Question 31874, answered on 4 March 2025"),
            "Harbour Workers: Written Answer",
            "2025-03-04",
        ),
    ],
)
def test_papers_below_a_letterhead(tmp_path: Path, head: tuple[str, ...], title: str, published: str) -> None:
    source = read(tmp_path, "\n".join(head), LEAD, MORE).source
    assert (source.title, source.published) == (title, published)


def test_rows_may_end_in_a_unit_and_hold_years() -> None:
    table = "Item | Position\nCanals lined | 214 km\nOutlets rebuilt | 1,840\nGauges repaired | 57"
    assert kinds(f"{TITLE}\n\n{LEAD}\n\n{table}\n\n{MORE}")[table] == "table"
    table = "Indicator | Period | Value\nPeople | 1 January 2023 | 7,904\nCargo | January-June 2023 | 121,402"
    assert kinds(f"{TITLE}\n\n{LEAD}\n\n{table}\n\n{MORE}")[table] == "table"


@pytest.mark.parametrize(
    "lines",
    [
        ("Area | 2022 | 2023", "Culture | 12.1 | 13.4", "Sport | 9.0 | 7.8", "Business | 20.7 | 20.9"),
        ("Language | 2011 | 2021", "English | 90.1 | 88.4", "French | 4.2 | 4.0"),
        ("| District | Farms | Area |", "|---|---|---|", "| Lunde | 40 | 9.1 |", "| Marsk | 31 | 7.7 |"),
    ],
)
def test_a_table_at_the_end_is_no_menu(lines: tuple[str, ...]) -> None:
    found = kinds("\n\n".join((TITLE, LEAD, MORE, "\n".join(lines))))
    assert "boilerplate" not in found.values()


@pytest.mark.parametrize("line", ["Present: Ana Reis • Tom Hale • Ida Moe • Lars Vik", "Cattle · Sheep · Goats · Pigs"])
def test_lists_with_signs_are_no_menus(line: str) -> None:
    assert kinds("\n\n".join((TITLE, LEAD, line, MORE)))[line] != "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "The water law was adopted on 4 March 2023.",
        "Some 4,000 places, released in March 2023.",
    ],
)
def test_sentences_with_a_day_are_no_bylines(line: str) -> None:
    assert kinds("\n\n".join((TITLE, LEAD, line, MORE)))[line] == "paragraph"


def test_a_headline_with_a_chamber_is_no_letterhead(tmp_path: Path) -> None:
    source = read(tmp_path, "Senate Passes Climate Bill", STANDFIRST, "By Ana Reis", LEAD, MORE).source
    assert (source.title, source.publisher) == ("Senate Passes Climate Bill", None)


def test_a_sign_off_is_no_head(tmp_path: Path) -> None:
    """Figures above a byline at the end stay those of the article."""
    document = read(tmp_path, TITLE, LEAD, MORE, "(Reporting by Ana Reis; editing by Tom Hale)")
    assert sum(p.kind == "paragraph" for p in document.passages) >= 2


def test_many_buttons_are_read_at_once() -> None:
    """A line that ends in no button is given up in linear time: each blank has one reading."""
    line = "share " * 150 + "zebra"
    assert line in kinds("\n\n".join((TITLE, LEAD, line, MORE)))
