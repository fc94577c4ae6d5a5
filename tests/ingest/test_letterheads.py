"""Policy papers open with whose they are: offices in lines of their own are publishers, the title stands below them."""

from __future__ import annotations

from pathlib import Path

import pytest

from policynlp.ingest.read import read_path
from policynlp.settings import load_settings

BODY = (
    "1. In 2024 the region operated 1,412 rural schools, of which a third had one teacher for all grades and no running water."
)


@pytest.mark.parametrize(
    ("head", "title", "publisher", "published"),
    [
        (
            ("REGIONAL GOVERNMENT OF ANCORA\nRegional Directorate of Education\n\nREGIONAL PLAN FOR RURAL SCHOOLS 2025-2030\n\n"
            "Approved by Ordinance No. 7. Issued 12 February 2025"),
            "REGIONAL PLAN FOR RURAL SCHOOLS 2025-2030",
            "Regional Government of Ancora",
            "2025-02-12",
        ),
        (
            "FEDERAL AUDIT OFFICE\n\nReport on the training of skilled workers, 2024\nSubmitted to Parliament on 2 September 2025",
            "Report on the training of skilled workers, 2024",
            "Federal Audit Office",
            "2025-09-02",
        ),
        (
            "# Grain Monitoring Bulletin: Crop Year 2024-25\n\nWestern Statistics Office\nReleased 29 January 2026",
            "Grain Monitoring Bulletin: Crop Year 2024-25",
            "Western Statistics Office",
            "2026-01-29",
        ),
        (
            "Central Bank Board Cuts Rates\n\nBy Ana Delgado, 3 March 2025\n\nThe report came late.",
            "Central Bank Board Cuts Rates",
            None,
            "2025-03-03",
        ),
    ],
)  # fmt: skip
def test_title_publisher_and_day(tmp_path: Path, head: str, title: str, publisher: str | None, published: str) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(f"{head}\n\n{BODY}\n", encoding="utf-8")
    source = next(iter(read_path(path, settings=load_settings()))).source  # type: ignore[union-attr]
    assert (source.title, source.publisher, source.published) == (title, publisher, published)


@pytest.mark.parametrize(
    "series",
    ["POLICY BRIEF No. 47 | September 2024", "Research Brief 2025/3\nSeptember 2024", "Working Paper 12, September 2024"],
)
@pytest.mark.parametrize(
    "above",
    [
        "",
        "CENTRE FOR RURAL ECONOMICS, DALOA\n",
        "UNIVERSITY OF ANCORA\nCOLLEGE OF LAW AND TRADE\n",
        "Ancora Parliament | Library\n",
    ],
)
@pytest.mark.parametrize("below", ["", "Centro de Estudios del Sur (CES)\n\n"])
def test_series_and_bodies_above_the_title_of_a_paper(tmp_path, series, above, below):
    path = tmp_path / "text.txt"
    title = "Sharing the salt: options for the royalties of the lakes"
    path.write_text(f"{above}{series}\n\n{below}{title}\n\nAna Reis and Luis Prado\n\n{BODY}", encoding="utf-8")
    source = next(iter(read_path(path, settings=load_settings()))).source
    assert (source.title, source.published, source.subtitle) == (title, "2024-09", None)
    assert (source.authors, source.genre) == (("Ana Reis", "Luis Prado"), "policy")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("How towns heat their houses\nWorking Paper 12\nWhat three winters of figures say", "How towns heat their houses"),
        ("Research Brief 2025/3", "Research Brief 2025/3"),
        ("Policy paper pays off for the ministry", "Policy paper pays off for the ministry"),
    ],
)
def test_a_title_above_its_series_stays(tmp_path, head, title):
    path = tmp_path / "text.txt"
    path.write_text(f"{head}\n\n{BODY}", encoding="utf-8")
    assert next(iter(read_path(path, settings=load_settings()))).source.title == title


def test_an_issue_is_a_title_with_its_month(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(f"BANK OF THE SOUTHERN ISLANDS\n\nECONOMIC OUTLOOK – APRIL 2025 EDITION\n\n{BODY}", encoding="utf-8")
    source = next(iter(read_path(path, settings=load_settings()))).source
    assert (source.title, source.published, source.place) == ("ECONOMIC OUTLOOK – APRIL 2025 EDITION", "2025-04", None)


@pytest.mark.parametrize("state", ["REPUBLIC OF ANCORA", "KINGDOM OF ANCORA", "CITY OF ANCORA"])
def test_a_state_is_no_author(tmp_path, state):
    path = tmp_path / "text.txt"
    path.write_text(
        f"{state}\nMinistry of Education\n\nNATIONAL PLAN FOR SCHOOLS 2025-2030\n\nMarch 2025\n\n{BODY}", encoding="utf-8"
    )
    source = next(iter(read_path(path, settings=load_settings()))).source
    assert (source.title, source.authors, source.publisher) == (
        "NATIONAL PLAN FOR SCHOOLS 2025-2030",
        (),
        "Ministry of Education",
    )
