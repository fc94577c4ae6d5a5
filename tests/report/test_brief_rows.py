"""A brief as tables: where each figure stands and why, whose each directive is."""

from __future__ import annotations

import csv
import io

import pytest
from made import Made, brief, link

from policynlp.corpus.brief.evidence import SNIPPET_CHARS, Reader
from policynlp.corpus.brief.rows import COLUMNS, TABLES, brief_csv, brief_rows
from policynlp.errors import InputError

HERE = "The harbour must be dredged by 2030.\nLandings were worth 12 million euros in 2022, and 3,000 people fish."
THERE = "Harbours will be dredged by 2030.\nLandings came to 15 million euros in 2022."


def test_a_row_says_where_a_figure_stands_and_why() -> None:
    article, plan = Made(HERE, title="Article"), Made(THERE, title="Plan", genre="policy", published="2023-01-01")
    mine = article.claim("12 million euros", 12e6, "EUR", kind="money")
    article.claim("3,000 people", 3e3, "person", kind="count")
    theirs = plan.claim("15 million euros", 15e6, "EUR", kind="money")
    differs = link("differs", article.end(mine), plan.end(theirs), delta=-0.2, reason="They differ by 20 percent.")
    found = brief(article, plan, links=[differs])
    rows = {row["text"]: row for row in brief_rows(found, "figures")}
    assert [row["standing"] for row in rows.values()] == [figure.standing for figure in found.figures]
    row = rows["12 million euros"]
    assert (row["standing"], row["other_text"], row["other_title"]) == ("contradicted", "15 million euros", "Plan")
    assert row["why"]
    assert HERE[row["start_char"] : row["end_char"]] == row["text"]
    assert rows["3,000 people"]["other_text"] is None


def test_a_row_says_whose_a_directive_is() -> None:
    rows = brief_rows(brief(Made(HERE, title="Article")), "directives")
    assert [(row["whose"], row["sentence"], row["echoed"]) for row in rows] == [
        ("own", "The harbour must be dredged by 2030.", None)
    ]


def test_a_long_sentence_is_cut_between_words_and_says_so_and_its_offsets_are_all_of_it() -> None:
    sentence = "The harbour must be dredged " + ", ".join(f"and then quay number {n} repaired" for n in range(1, 12)) + "."
    (row,) = brief_rows(brief(Made(f"Boats wait.\n{sentence}", title="Article"), shown="snippet"), "directives")
    text = f"Boats wait.\n{sentence}"
    assert text[row["start_char"] : row["end_char"]] == sentence
    shown = row["sentence"].removesuffix(" …")
    assert row["sentence"] == f"{shown} …"
    assert len(shown) <= SNIPPET_CHARS
    assert sentence.startswith(f"{shown} ")


@pytest.mark.parametrize("around", [0, 150, 600])
def test_what_must_be_seen_is_inside_the_cut_and_words_are_whole(around: int) -> None:
    text = "Quays 7 " + " ".join(f"berth{n}" for n in range(100))
    made = Made(text, title="Article")
    place = Reader([made.tagged()], shown=lambda _: "snippet").place(made.document.id, 0, len(text), around=around)
    assert place.start <= around < place.end
    assert set(place.text.split()) <= set(text.split())
    assert place.marked.startswith("… ") == (place.start > 0)
    assert place.marked.endswith(" …")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("text", [HERE, "Nothing here."])
def test_the_file_has_the_same_rows_and_its_columns_always(table: str, text: str) -> None:
    found = brief(Made(text, title="Article"))
    lines = list(csv.DictReader(io.StringIO("".join(brief_csv(found, table)))))
    assert len(lines) == len(brief_rows(found, table))
    header = next(csv.reader(io.StringIO("".join(brief_csv(found, table)))))
    assert tuple(header) == COLUMNS[table]


def test_a_table_that_a_brief_has_not() -> None:
    with pytest.raises(InputError, match="no table 'voices'"):
        brief_rows(brief(Made("Nothing.")), "voices")
