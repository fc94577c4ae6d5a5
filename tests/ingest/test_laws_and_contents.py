"""Parts of sentences of laws are neither titles nor headings; tables of contents are furniture; laws are known by their formulas."""

from __future__ import annotations

import pytest
from written import document, kinds

from policynlp.ingest.provisions import is_clause

TITLE = "AN ORDINANCE RELATING TO THE RENTAL OF ROOMS, AND ESTABLISHING FEES"
BODY = "No person shall let a room without a licence from the city, and a licence shall be valid for a period of one year."


@pytest.mark.parametrize(
    "line",
    [
        "WHEREAS, the number of rooms has grown from 214 to 883; and",
        "NOW, THEREFORE, the City of Ancora ordains as follows:",
        "ENACTED by the Parliament of Ancora, as follows—",
        "BE IT ENACTED by the Parliament of Ancora",
        "2. In these Regulations—",
        "5. After rule 9 of the said rules, the following rule shall be inserted, namely:—",
        "- EUR 5 million for a legal person;",
        "WHEREAS the number of rooms has grown",
        "Whereas, the number of rooms has grown",
        "Now, therefore, the council has agreed as below",
    ],
)
def test_parts_of_sentences(tmp_path, line):
    got = kinds(document(tmp_path, f"CITY OF ANCORA\n\n{TITLE}\n\n{line}\n\n{BODY}\n\n{line}\n\n{BODY}"))
    assert is_clause(line)
    assert got[line] in ("paragraph", "list")
    assert got[TITLE] == "title"


@pytest.mark.parametrize(
    "line",
    [
        "2. Interpretation",
        "Whereabouts of the archive",
        "Prices – a summary",
        "Fees: who pays",
        "Whereas the mayor waits, towns act",
        "Therefore we march",
    ],
)
def test_headings_of_laws(line):
    assert not is_clause(line)


@pytest.mark.parametrize("title", ["Whereas the mayor waits, towns act", "Therefore we march"])
def test_titles_that_begin_as_recitals_do(tmp_path, title):
    assert document(tmp_path, f"{title}\n\n{BODY}\n\n{BODY}").source.title == title


@pytest.mark.parametrize(
    "entries",
    [
        ["Executive summary  I–VIII", "Introduction  01–09", "Observations  10–38", "Annex I – Projects examined"],
        ["Foreword  3", "Chapter 1. Growth and jobs  10", "Annexes  70"],
    ],
)
def test_a_table_of_contents(tmp_path, entries):
    title = "Slow trains: how the money was spent"
    got = kinds(document(tmp_path, "\n\n".join([title, "Contents", "\n".join(entries), "Introduction", BODY, BODY])))
    assert {got[line] for line in ("Contents", *entries)} == {"boilerplate"}
    assert got["Introduction"] == "heading"
    assert got[title] == "title"


def test_figures_below_a_label_that_do_not_count_up(tmp_path):
    text = f"Slow trains: how the money was spent\n\nContents\n\nSand  70\nClay  20\nLime  10\n\n{BODY}"
    assert "boilerplate" not in kinds(document(tmp_path, text)).values()


@pytest.mark.parametrize(
    "text",
    [
        f"The Room Rental Regulations 2023\n\nMade 17th April 2023\n\nThese Regulations may be cited as the Rental Regulations.\n\n{BODY}",
        (
            "NOTIFICATION\n\nIn exercise of the powers conferred by section 31 of the Act, the Government hereby makes the following rules."
            f"\n\n{BODY}"
        ),
    ],
)
def test_laws_by_their_formulas(tmp_path, text):
    reported = (
        "The council said in its note that the ministry had told it of the fee, and the mayor added that she welcomed it."
    )
    assert document(tmp_path, f"{text}\n\n{reported}").source.genre == "law"


def test_an_order_that_a_report_names_makes_no_law(tmp_path):
    lead = "The magistrate closed the market in exercise of the powers conferred by the Act, police told reporters on Monday."
    assert (
        document(tmp_path, f'Market closed\n\nBy Ana Reis\n\n{lead}\n\n"It is too late," said a trader, Jo Holm.').source.genre
        == "news"
    )


def test_the_day_laid_and_the_day_of_coming_into_force_are_not_the_day_of_making(tmp_path):
    head = "The Room Rental Regulations 2023\n\nMade - - - - 17th April 2023\n\nLaid before Parliament 20th April 2023"
    found = document(tmp_path, f"{head}\n\nComing into force - - 1st October 2023\n\n{BODY}\n\n{BODY}")
    assert (found.source.published, found.source.publisher) == ("2023-04-17", None)
    assert [p.kind for p in found.passages][:4] == ["title", "byline", "byline", "byline"]
