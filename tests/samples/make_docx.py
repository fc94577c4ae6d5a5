"""Makes corpus/samples/northmark-talent-programme.docx: `python tests/samples/make_docx.py`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from docx import Document

TARGET = Path(__file__).parents[2] / "corpus" / "samples" / "northmark-talent-programme.docx"
TITLE = "Northmark Talent Return Programme"
PUBLISHED = datetime(2025, 4, 2, 10, 0, tzinfo=UTC)

Block = tuple[str, str]
TEXT: list[Block] = [
    ("Normal", "Department for Regional Renewal, 2 April 2025"),
    ("Heading 1", "Purpose"),
    (
        "Normal",
        (
            "This programme carries out the third part of the Northmark Renewal Strategy. It is meant for skilled people who grew up, "
            "studied or worked in the region and left it, and for those abroad who have never seen it."
        ),
    ),
    ("Heading 1", "Fellowships"),
    (
        "Normal",
        (
            "By 2030 the programme will award 5,000 fellowships of up to £18,000 ($22,800) each. Fellows must be under 45 when they "
            "apply and must stay for at least three years. In the first year, 600 to 800 awards will be made."
        ),
    ),
    ("List Bullet", "Two in five fellowships are set aside for engineers and chemists."),
    ("List Bullet", "Doctors, nurses and teachers may apply at any age."),
    ("List Bullet", "Partners who look for work receive advice for up to 12 months."),
    ("Heading 1", "Laboratories and houses"),
    (
        "Normal",
        (
            "The universities of Eskmoor and Harrowgate and nine companies, among them Hallam Ionics, will open their laboratories to "
            "fellows. A fund of £36 million will pay half the rent of young researchers for two years."
        ),
    ),
    (
        "Normal",
        (
            '"A visa gets you a person," said Rajesh Venkataraman, who chairs the selection board. "A nursery place keeps a family." '
            "According to a survey by the University of Eskmoor, 38 percent of those who left would return for a suitable post, and "
            "about one-half of them named childcare as a condition."
        ),
    ),
    ("Heading 1", "Targets"),
    ("Table", "Year|Fellowships|Spending (£ million)\n2025|700|12.4\n2026|900|15.9\n2027|1,100|19.5"),
    (
        "Normal",
        (
            "The net loss of graduates, which stood at 7,850 in 2024, is to be halved by 2030. The selection board will publish the "
            "number of fellows who leave early."
        ),
    ),
    ("Normal", "This programme is fictitious; department, region and figures were invented for a sample text."),
]


def make(target: Path) -> None:
    """Write the programme."""
    paper = Document()
    paper.core_properties.title = TITLE
    paper.core_properties.author = "Department for Regional Renewal"
    paper.core_properties.created = PUBLISHED
    paper.core_properties.modified = PUBLISHED
    paper.add_heading(TITLE, level=0)
    for style, text in TEXT:
        if style != "Table":
            paper.add_paragraph(text, style=style)
            continue
        rows = [line.split("|") for line in text.split("\n")]
        table = paper.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, content in zip(row.cells, cells, strict=True):
                cell.text = content
    paper.save(str(target))


if __name__ == "__main__":
    make(TARGET)
