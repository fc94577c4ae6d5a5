"""CSV as R, pandas and spreadsheets write it: row names, NA, delimiters, encodings, dates, and columns that nobody named."""

# ruff: noqa: E501 - a table on a line
from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.document import Document
from policynlp.errors import Rejection
from policynlp.ingest.csv_table import Table, delimiter_of
from policynlp.ingest.read import read_bytes
from policynlp.settings import load_settings

ONE = "The council of the port said on Monday that the ferries would run again from June, after the harbour had been dredged."
TWO = 'Fares rise by 4,5 percent; "nobody spoke against it", the mayor of Málaga said.\nThe vote was on Tuesday.'


def read(data: str | bytes, uri: str = "articles.csv", **flags: object) -> list[Document | Rejection]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_bytes(raw, uri=uri, settings=load_settings({f"ingest.{k}": v for k, v in flags.items()})))


def documents(data: str | bytes, uri: str = "articles.csv", **flags: object) -> list[Document]:
    found = read(data, uri, **flags)
    assert all(isinstance(f, Document) for f in found), found
    return [f for f in found if isinstance(f, Document)]


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


WRITE_CSV = f'"","doc_id","text","date","newspaper","words"\n"1","a1",{quoted(ONE)},2023-01-05,"Northern Post",21\n"2","a2",{quoted(TWO)},NA,NA,NA\n'
WRITE_CSV2 = f'"";"doc_id";"text";"date";"newspaper";"share"\n"1";"a1";{quoted(ONE)};2023-01-05;"Northern Post";0,45\n"2";"a2";{quoted(TWO)};NA;NA;NA\n'
READR = f'doc_id,text,date,newspaper,words\na1,"{ONE}",2023-01-05,Northern Post,21\na2,{quoted(TWO)},NA,NA,NA\n'
WRITE_TABLE = (
    '"doc_id"\t"text"\t"date"\t"newspaper"\n"1"\t"a1"\t'
    f'"{ONE}"\t2023-01-05\t"Northern Post"\n"2"\t"a2"\t"' + TWO.replace('"', '\\"') + '"\tNA\tNA\n'
)


@pytest.mark.parametrize("table, uri", [(WRITE_CSV, "a.csv"), (WRITE_CSV2, "a.csv"), (READR, "a.csv"), (WRITE_TABLE, "a.tsv"), (WRITE_CSV.replace("\n", "\r\n"), "a.csv")])  # fmt: skip
def test_what_r_writes(table: str, uri: str) -> None:
    first, second = documents(table, uri)
    assert (first.key, first.text, first.source.published, first.source.publisher) == ("a1", ONE, "2023-01-05", "Northern Post")
    assert (first.work, first.source.date_method) == (f"file:{uri}#a1", "column")
    assert (second.key, second.text, second.source.published, second.source.publisher) == ("a2", TWO, None, None)
    assert "" not in first.source.metadata
    assert "NA" not in second.source.metadata.values()
    assert "outlet from 'newspaper'" in first.source.metadata["columns"]
    assert "id from 'doc_id'" in first.source.metadata["columns"]


def test_decimal_commas_are_kept_as_printed() -> None:
    assert documents(WRITE_CSV2)[0].source.metadata["share"] == "0,45"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert [d.text for d in documents(WRITE_CSV.encode(encoding))] == [ONE, TWO]


@pytest.mark.parametrize("header", ['""', '"...1"', '"Unnamed: 0"', "rownames"])
def test_row_names_are_ids_and_no_data(header: str) -> None:
    found = documents(f'{header},"text"\n"x7",{quoted(ONE)}\n"x9",{quoted(TWO)}\n')
    assert [d.key for d in found] == ["x7", "x9"]
    assert [dict(d.source.metadata) for d in found] == [{}, {}]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("2023-01-05", "2023-02-06"), ("2023-01-05", "2023-02-06")),
        (("2023-01-05 15:14:00", "2023-02-06 07:20:00"), ("2023-01-05T15:14", "2023-02-06T07:20")),
        (("2023-01-05T15:14:00Z", "NA"), ("2023-01-05T15:14", None)),
        (("2023/01/05", "20230206"), ("2023-01-05", "2023-02-06")),
        (("05/01/2023", "27/02/2023"), ("2023-01-05", "2023-02-27")),
        (("01/05/2023", "02/27/2023"), ("2023-01-05", "2023-02-27")),
        (("05/01/2023", "06/02/2023"), (None, None)),
        (("19362", "19394"), ("2023-01-05", "2023-02-06")),
        (("January 5, 2023", "5 janvier 2023"), ("2023-01-05", "2023-01-05")),
        (("2023", "2023-02"), ("2023", "2023-02")),
    ],
)
def test_dates_as_r_has_them(values: tuple[str, str], expected: tuple[str | None, str | None]) -> None:
    table = "text,date\n" + "".join(f'{quoted(t)},"{v}"\n' for t, v in zip((ONE, TWO), values, strict=True))
    assert tuple(d.source.published for d in documents(table)) == expected


@pytest.mark.parametrize("name", ["body", "Full Text", "article_text", "content", "Article", "texte"])
def test_the_text_is_found_by_its_name(name: str) -> None:
    found = documents(f"headline,{name},pub_date,source\nFerries,{quoted(ONE)},2023-01-05,Northern Post\n")
    assert found[0].text == ONE
    assert (found[0].source.title, found[0].source.publisher) == ("Ferries", "Northern Post")
    assert found[0].source.metadata["columns"] == (
        f"text from {name!r}, title from 'headline', date from 'pub_date', outlet from 'source'"
    )


def test_the_text_is_found_by_its_length() -> None:
    rows = "".join(f"{i},short note,{quoted(ONE + ' ' + TWO)}\n" for i in range(5))
    assert documents("nr,remark,v3\n" + rows)[0].text == f"{ONE} {TWO}"


@pytest.mark.parametrize(
    "table", [f"a,b\n{quoted(ONE)},{quoted(ONE)}\n", "nr,remark\n1,short\n", "x\n1\n", ",\n1,2\n"]
)  # fmt: skip
def test_what_cannot_be_told_is_not_guessed(table: str) -> None:
    (found,) = read(table)
    assert isinstance(found, Rejection)
    assert (found.reason, found.uri) == ("corrupt", "articles.csv")
    assert "nothing tells which column holds the text" in found.what
    assert "--text-col" in found.hint


def test_a_named_column_that_is_not_there_is_said() -> None:
    (found,) = read(READR, text_col="body")
    assert isinstance(found, Rejection)
    assert "there is no column 'body'" in found.what
    assert "'text'" in found.hint


def test_named_columns_win() -> None:
    table = f"text,body,headline,alt,when,date\nno,{quoted(ONE)},Ferries,Boats,2022-02-02,2023-01-05\n"
    (found,) = documents(table, text_col="body", title_col="alt", date_col="when")
    assert (found.text, found.source.title, found.source.published) == (ONE, "Boats", "2022-02-02")
    assert "columns" not in found.source.metadata


def test_addresses_are_no_outlet_and_repeated_ids_are_none() -> None:
    table = f"doc_id,text,source\nx,{quoted(ONE)},https://post.example/1\nx,{quoted(TWO)},https://post.example/2\n"
    found = documents(table)
    assert [d.key for d in found] == ["1", "2"]
    assert [d.source.publisher for d in found] == [None, None]
    assert found[0].source.metadata["source"] == "https://post.example/1"


def test_missing_texts_and_broken_quotes_are_named_by_row() -> None:
    found = read(f"text\n{quoted(ONE)}\nNA\n{quoted(TWO)}\n")
    assert [f.reason if isinstance(f, Rejection) else "" for f in found] == ["", "empty", ""]
    assert isinstance(found[1], Rejection)
    assert found[1].uri == "articles.csv#2"


def test_a_name_that_comes_twice_is_told_apart() -> None:
    (found,) = documents(f"text,date,text,date\n{quoted(ONE)},2023-01-05,draft,2022-02-02\n")
    assert (found.text, found.source.published) == (ONE, "2023-01-05")
    assert (found.source.metadata["text.1"], found.source.metadata["date.1"]) == ("draft", "2022-02-02")


@pytest.mark.parametrize("table", ["text\n", "text,date\n\n\n"])
def test_a_header_alone_is_an_empty_table(table: str) -> None:
    (found,) = read(table)
    assert isinstance(found, Rejection)
    assert (found.reason, found.what) == ("empty", "the table has a header, but no rows")


@pytest.mark.parametrize("header, mark", [('"a, b";"c"', ";"), ("a,b;c", ","), ("a\tb", "\t"), ("a|b|c", "|"), ("text", ",")])
def test_delimiters(header: str, mark: str) -> None:
    assert delimiter_of(header + "\n1;2;3,4\n") == mark


CELLS = st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from('",;\n\t\\'), max_size=20)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_what_the_csv_module_writes_comes_back(rows: list[tuple[str, str]], mark: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark, quoting=csv.QUOTE_ALL)
    writer.writerow(["name", "text"])
    writer.writerows([(a + '"x', b) for a, b in rows])
    table = Table(out.getvalue(), delimiter=None, most_chars=1_000)
    assert [(r["name"], r["text"]) for r in table.rows()] == [(a + '"x', b) for a, b in rows]
