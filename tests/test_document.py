"""Documents and ids."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from policynlp.document import CONTENT_KINDS, PASSAGE_KINDS, PROSE_KINDS, Document, Passage, Source, content_id

SOURCE = Source(uri="a.txt")


def test_same_text_of_same_work_is_the_same_document() -> None:
    one = Document(text="Rain fell.", source=SOURCE, work="w")
    assert one.id == Document(text="Rain fell.", source=replace(SOURCE, title="t"), work="w").id
    assert one.id != Document(text="Rain fell!", source=SOURCE, work="w").id
    assert one.id != Document(text="Rain fell.", source=SOURCE, work="v").id


@given(st.lists(st.text(), min_size=1), st.lists(st.text(), min_size=1))
def test_content_id_tells_part_lists_apart(one: list[str], two: list[str]) -> None:
    if not any("\x1f" in part for part in one + two):
        assert (content_id(*one) == content_id(*two)) == (one == two)


@given(st.text())
def test_any_text_has_an_id(text: str) -> None:
    assert len(Document(text=text, source=SOURCE, work="w").id) == 20


def test_source_round_trip() -> None:
    source = Source(uri="u", authors=("A", "B"), metadata={"k": "v"}, genre="law", published="2024-05")
    assert Source.from_dict(source.as_dict()) == source
    assert Source.from_dict(source.as_dict() | {"work": "ignored"}) == source


def test_content_leaves_out_bylines_and_boilerplate() -> None:
    passages = tuple(Passage(id=str(i), start=i, end=i + 1, kind=kind) for i, kind in enumerate(PASSAGE_KINDS))  # type: ignore[arg-type]
    document = Document(text="x" * len(PASSAGE_KINDS), source=SOURCE, work="w", passages=passages)
    kinds = {p.kind for p in document.content_passages()}
    assert kinds == CONTENT_KINDS
    assert set(PASSAGE_KINDS) - kinds == {"byline", "boilerplate"}
    assert {"table"} == CONTENT_KINDS - PROSE_KINDS


def test_short_rules_between_paragraphs_are_read_with_them_and_menus_and_bylines_are_not():
    kinds = ("boilerplate", "title", "byline", "paragraph", "boilerplate", "boilerplate", "paragraph", "boilerplate")
    sizes = (9, 9, 9, 9, 300, 9, 9, 9)
    passages, at = [], 0
    for n, (kind, size) in enumerate(zip(kinds, sizes, strict=True)):
        passages.append(Passage(id=str(n), start=at, end=at + size, kind=kind))
        at += size
    document = Document(text="x" * at, source=SOURCE, work="w", passages=tuple(passages))
    assert [p.id for p in document.passages_in_context()] == ["1", "3", "5", "6"]
    assert not list(Document(text="x", source=SOURCE, work="w", passages=(passages[0],)).passages_in_context())
