"""Annotated text as HTML: the text comes back unchanged, what overlaps can be told apart, nothing hostile is done."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from growth import within
from policynlp.document import Document, Passage, Source, content_id
from policynlp.render.annotated import article, blocks, plain, stretch
from policynlp.render.marks import Mark, by_stretch, segments
from policynlp.render.parts import cut_parts, part_at
from policynlp.tags import Entity, Quote, Tags

TAG = re.compile(r"<[^>]*>")
NAMED = re.compile(r'<span class="control" data-name="U\+([0-9A-F]+)"></span>')


def words_of(markup: str) -> str:
    """The text of markup, named signs put back."""
    return html.unescape(TAG.sub("", NAMED.sub(lambda m: chr(int(m[1], 16)).replace("<", ""), markup)))


def document_of(text: str, *kinds: str) -> Document:
    """A document whose lines are passages of these kinds."""
    document = Document(text=text, source=Source(uri="a.txt"), work="a")
    passages, start = [], 0
    for line, kind in zip(text.split("\n"), kinds, strict=True):
        passages.append(
            Passage(id=content_id(document.id, start), start=start, end=start + len(line), kind=kind)  # type: ignore[arg-type]
        )
        start += len(line) + 1
    return document.with_passages(tuple(passages))


spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 40), st.sampled_from(["content", "claim", "person"])), max_size=12
)


@given(st.text(min_size=1, max_size=60), spans)
def test_the_text_comes_back_whatever_is_marked(text: str, found: list[tuple[int, int, str]]) -> None:
    marks = [Mark(s, s + n, role, f"a{i}") for i, (s, n, role) in enumerate(found)]
    assert words_of(stretch(text, marks, 0, len(text))) == text


@given(spans, st.integers(0, 30), st.integers(1, 40))
def test_segments_have_no_gaps_and_know_their_marks(found: list[tuple[int, int, str]], start: int, length: int) -> None:
    marks = [Mark(s, s + n, role, f"a{i}") for i, (s, n, role) in enumerate(found)]
    end = start + length
    pieces = list(segments(marks, start, end))
    assert [p.start for p in pieces] == [start, *(p.end for p in pieces[:-1])]
    assert pieces[-1].end == end
    for piece in pieces:
        covering = [m for m in marks if m.start <= piece.start and m.end >= piece.end]
        assert piece.marks == len(covering)
        assert set(piece.annotations) == {m.annotation for m in covering}
        assert set(piece.roles) == {m.role for m in covering}


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), spans)
def test_marks_are_dealt_to_every_stretch_that_they_touch(lengths: list[int], found: list[tuple[int, int, str]]) -> None:
    marks = sorted((Mark(s, s + n, role, f"a{i}") for i, (s, n, role) in enumerate(found)), key=lambda m: m.start)
    at, stretches = 0, []
    for length in lengths:
        stretches.append((at, at + length))
        at += length + 1
    for (start, end), dealt in zip(stretches, by_stretch(marks, stretches), strict=True):
        assert set(dealt) == {m for m in marks if m.start < end and m.end > start}


def test_nested_quotations_and_names_in_them_can_be_told_apart() -> None:
    text = "He said that she said it rained."
    document = document_of(text, "paragraph")
    tags = Tags(
        document=document.id,
        tagset="t",
        quotes=(
            Quote(id="outer", kind="indirect", act="speech", content=((8, 31),), cue=((3, 7),), source=((0, 2),)),
            Quote(id="inner", kind="indirect", act="speech", content=((22, 31),), cue=((17, 21),), source=((13, 16),)),
        ),
        entities=(Entity(id="e", start=0, end=2, label="PERSON", entity="person:he", name="He"),),
    )
    markup = blocks(document, tags)[0].html
    assert re.search(r'class="m source person" data-a="(?:outer e|e outer)">He<', markup) or 'class="m person source"' in markup
    assert 'class="m content deep" data-a="outer inner">it rained<' in markup
    assert markup.count('id="outer"') == markup.count('id="inner"') == 1


def test_markup_in_a_text_stays_text() -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;"
    markup = stretch(hostile, [Mark(0, 8, "content", '"><script>')], 0, len(hostile))
    assert "<script" not in markup
    assert "<img" not in markup
    assert words_of(markup) == hostile


def test_signs_that_turn_the_direction_are_named_and_not_done() -> None:
    text = "pay \u202e100\u202c to\u2066 me\x00"
    assert not set(plain(text)) & set("\u202e\u202c\u2066\x00")
    assert "U+202E" in plain(text)
    assert plain("👩\u200d🚀 نمی\u200cخواهم") == "👩\u200d🚀 نمی\u200cخواهم"


def test_tables_lists_and_furniture_have_their_form() -> None:
    document = document_of(
        "A plan\nShare this\nYear\tTons\n- one\nBy Ann\nThe end.",
        "title",
        "boilerplate",
        "table",
        "list",
        "byline",
        "paragraph",
    )
    found = {b.passage.kind: b for b in blocks(document, Tags(document=document.id, tagset=""))}
    assert found["title"].html.startswith("<h1")
    assert "<th>Year</th><th>Tons</th>" in found["table"].html
    assert found["boilerplate"].folded
    assert "<details><summary>Page furniture</summary>" in article(document, Tags(document=document.id, tagset=""))


def test_ten_thousand_marks_over_each_other_are_shown_in_time_and_space() -> None:
    text = "word " * 10_000
    marks = [Mark(i, i + 20_000, "content", f"a{i}") for i in range(10_000)]
    assert within(5, lambda: stretch(text, marks, 0, len(text)))
    markup = stretch(text, marks, 0, len(text))
    assert len(markup) < 10_000_000
    assert 'data-more="10000"' in markup
    assert words_of(markup) == text


@given(st.lists(st.integers(0, 60), min_size=1, max_size=10), st.integers(5, 40))
def test_parts_cover_the_text_and_are_not_too_long(lengths: list[int], most: int) -> None:
    text = "\n".join("x" * n for n in lengths)
    document = document_of(text, *["paragraph"] * len(lengths))
    parts = cut_parts(document, most_chars=most)
    assert "".join(text[s:e] for s, e in parts) == text
    assert all(e - s <= most for s, e in parts)
    for offset in range(len(text)):
        start, end = parts[part_at(parts, offset)]
        assert start <= offset < end
