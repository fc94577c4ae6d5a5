"""RTF: letters of every code page, tables, styles; what is no text stays out; hostile files end quickly."""

# ruff: noqa: E501 - markup on a line
from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from striprtf.striprtf import rtf_to_text
from tests.ingest.press_samples import rtf_escaped

from growth import grows_linearly
from policynlp.document import Document
from policynlp.errors import Rejected, Rejection
from policynlp.ingest.read import read_bytes
from policynlp.ingest.readers.rtf import read_rtf
from policynlp.settings import load_settings


def texts(markup: str | bytes) -> list[str]:
    data = markup.encode("latin-1") if isinstance(markup, str) else markup
    return [block.text for block in read_rtf(data, where="a.rtf")[0]]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (r"{\rtf1\ansi Prices rose by 3 %.\par Wages did not.}", ["Prices rose by 3 %.", "Wages did not."]),
        (r"{\rtf1\ansi caf\'e9 \'80 12 \ldblquote now\rdblquote\par}", ["café € 12 “now”"]),
        (r"{\rtf1\ansicpg1251 \'cf\'f0\'e0\'e2\'e4\'e0}", ["Правда"]),
        (r"{\rtf1\ansi{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset134 SimSun;}}\f1 \'d6\'d0\'b9\'fa\f0  news}", ["中国 news"]),
        (r"{\rtf1\ansi\uc1 \u20013?\u-25900?\uc0\u8364 5}", ["中" + chr(0x10000 - 25900) + "€5"]),
        (r"{\rtf1\uc2\u8364\'80\'80 5}", ["€ 5"]),
        (r"{\rtf1 \u-10179?\u-8704? rose}", ["\U0001f600 rose"]),
        (r"{\rtf1 one\line two\tab three\par four}", ["one\ntwo\tthree", "four"]),
        (r"{\rtf1 a \{b\} c:\\d}", ["a {b} c:\\d"]),
        (r"{\rtf1 {\header Page 1}{\footer secret}{\*\generator Riched20}{\pict\pngblip 89504e47}Body{\v hidden}{\footnote note}}", ["Body"]),
        (r"{\rtf1 {\upr{old}{\*\ud{new}}} word}", ["new word"]),
        (r'{\rtf1 See {\field{\*\fldinst{HYPERLINK "https://x.example/a"}}{\fldrslt{the plan}}} now}', ["See the plan now"]),
        (r"{\rtf1 an\-other line}", ["an\u00adother line"]),
        ("{\\rtf1 caf\u00e9 raw\\par}", ["café raw"]),
    ],
)  # fmt: skip
def test_letters_and_what_is_no_text(markup: str, expected: list[str]) -> None:
    assert [t.strip() for t in texts(markup)] == expected


def test_tables_styles_lists_and_links() -> None:
    markup = (
        r"{\rtf1\ansi{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s5 Title;}}"
        r"{\info{\title Harbour review}{\author Ada Okoro}}"
        r"\pard\s5 The harbour\par\pard\s1 Ferries\par\pard\b All bold\b0\par\pard Plain {\b part} bold\par"
        r"\pard{\listtext\'b7\tab}First item\par"
        r"\trowd\pard\intbl Port\cell Ships\cell\row\trowd\pard\intbl Vigo\cell 1,204\par of them 3 new\cell\row"
        r'\pard After {\field{\*\fldinst HYPERLINK "https://x.example/a"}{\fldrslt a link}}\par}'
    )
    blocks, found = read_rtf(markup.encode(), where="a.rtf")
    assert [(b.text, b.kind) for b in blocks] == [
        ("The harbour", "title"), ("Ferries", "heading"), ("All bold", None), ("Plain part bold", None), ("First item", "list"),
        ("Port\tShips", "table"), ("Vigo\t1,204 of them 3 new", "table"), ("After a link", None),
    ]  # fmt: skip
    assert [b.bold for b in blocks[2:4]] == [True, False]
    assert [b.tight for b in blocks[5:7]] == [False, True]
    assert blocks[6].cells == ("Vigo", "1,204\nof them 3 new")
    assert blocks[7].link == "https://x.example/a"
    assert (found.title, found.authors, found.metadata) == ("Harbour review", ("Ada Okoro",), {})


def test_a_picture_in_binary_form_may_hold_braces() -> None:
    picture = b"}}}{\\par\x00\xff"
    data = b"{\\rtf1 Before{\\pict\\bin" + str(len(picture)).encode() + b" " + picture + b"} after.\\par Last.}"
    assert texts(data) == ["Before after.", "Last."]


def test_a_file_that_was_cut_off_says_so() -> None:
    blocks, found = read_rtf(rb"{\rtf1 {\b The minister said", where="a.rtf")
    assert [b.text for b in blocks] == ["The minister said"]
    assert found.metadata["rtf"]


@pytest.mark.parametrize("data", [b"", b"{\\rt", b"plain text", b"{\\rtf1" + b"{" * 100_000])
def test_what_cannot_be_read_is_corrupt(data: bytes) -> None:
    with pytest.raises(Rejected) as error:
        read_rtf(data, where="a.rtf")
    assert error.value.reason == "corrupt"


@pytest.mark.parametrize(
    "unit", ['{\\field{\\*\\fldinst{HYPERLINK "x" ', "\\'e9", "\\u8364?", "a\\b b\\b0 ", "{}", "\\cell ", "\\trowd\\row ", "}"]
)
def test_time_grows_with_the_file_only(unit: str) -> None:
    def work(times: int) -> Callable[[], object]:
        closing = "}" * (unit.count("{") - unit.count("}"))
        data = ("{\\rtf1 " + (unit + closing) * times + "\\par}").encode()
        return partial(read_rtf, data, where="a.rtf")

    assert grows_linearly(work, size=4_000, times=10, slack=6)


@given(st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=40), min_size=1, max_size=6))
def test_every_paragraph_comes_back(paragraphs: list[str]) -> None:
    paragraphs = [p for p in paragraphs if p.strip()]
    markup = "{\\rtf1\\ansi\\uc1 " + "".join(f"\\pard {rtf_escaped(p)}\\par\n" for p in paragraphs) + "}"
    assert texts(markup) == paragraphs


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"), max_codepoint=0xFFFF), max_size=80))
def test_the_words_are_those_that_a_known_library_finds(text: str) -> None:
    markup = "{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 Arial;}}\\f0 " + rtf_escaped(text) + "\\par}"
    assert " ".join(texts(markup)).split() == rtf_to_text(markup).split()


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    with suppress(Rejected):
        read_rtf(b"{\\rtf1" + data, where="a.rtf")


def test_a_file_becomes_a_document() -> None:
    markup = (
        r"{\rtf1\ansi\pard\b Ferries to run again\b0\par\pard The council said on Monday that the ferries would run again from June, "
        r"after the harbour had been dredged at a cost of 12 million euros.\par}"
    )
    (found,) = read_bytes(markup.encode(), uri="ferries.rtf", settings=load_settings())
    assert isinstance(found, Document), found
    assert (found.source.media_type, found.source.extraction) == ("application/rtf", "rtf/1")
    assert found.text.startswith("Ferries to run again\n\nThe council said")
    (rejected,) = read_bytes(rb"{\rtf1 {\pict 00}}", uri="empty.rtf", settings=load_settings())
    assert isinstance(rejected, Rejection)
    assert rejected.reason == "empty"
