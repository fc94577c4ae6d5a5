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
