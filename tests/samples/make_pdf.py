"""Makes corpus/samples/northmark-energy-white-paper.pdf from energy_paper.txt.

The page is set as government papers are: a running header, page numbers, justified lines with words divided at their
ends (before a consonant and a vowel, well inside of the word).
Run it with `python tests/samples/make_pdf.py`; the bytes are the same each time.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "corpus" / "samples" / "northmark-energy-white-paper.pdf"
PUBLISHED = datetime(2024, 11, 14, 9, 0, tzinfo=UTC)

SOFT_HYPHEN = "\u00ad"
_LONG_WORD = re.compile(r"[A-Za-z]{7,}")
_SYLLABLES = re.compile(r"(?<=[a-z]{3})(?=[bcdfglmnprstv](?!ed\b)[aeiou][a-z]{2})")


class Paper(FPDF):
    """Small pages with wide margins, so that the text runs over several and many words are divided."""

    def header(self) -> None:
        self.set_font("Times", "I", 9)
        self.cell(0, 6, "Secure Power for the Northmark | Department of Energy", align="R", new_x="LMARGIN", new_y="NEXT")
        self.ln(4)

    def footer(self) -> None:
        self.set_y(-14)
        self.set_font("Times", "", 9)
        self.cell(0, 6, f"Page {self.page_no()} of {{nb}}", align="C")


def make(target: Path) -> None:
    """Write the paper."""
    paper = Paper(format=(148, 210))
    paper.set_margins(27, 14, 27)
    paper.set_auto_page_break(auto=True, margin=18)
    paper.set_title("Secure Power for the Northmark: White Paper on Energy and Grid Security")
    paper.set_author("Department of Energy")
    paper.set_lang("en-GB")
    paper.set_creation_date(PUBLISHED)
    paper.add_page()
    for line in (HERE / "energy_paper.txt").read_text(encoding="utf-8").split("\n"):
        text = _LONG_WORD.sub(lambda word: _SYLLABLES.sub(SOFT_HYPHEN, word[0]), line)
        if line.startswith("# "):
            paper.set_font("Times", "B", 17)
            paper.multi_cell(0, 8, text[2:], align="L", new_x="LMARGIN", new_y="NEXT")
        elif line.startswith("## "):
            paper.set_font("Times", "B", 12)
            paper.multi_cell(0, 7, text[3:], align="L", new_x="LMARGIN", new_y="NEXT")
        elif line:
            paper.set_font("Times", "", 12)
            paper.multi_cell(0, 5.2, text, align="J", new_x="LMARGIN", new_y="NEXT")
            paper.ln(2)
    paper.output(str(target))


if __name__ == "__main__":
    make(TARGET)
