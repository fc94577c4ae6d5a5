"""Questions in Python give rows that turn into any data frame, and say what they rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from corpus_samples import fingerprints, make_document, make_link, make_tags

from policynlp.corpus.answers import voices
from policynlp.corpus.reading import Corpus, open_corpus
from policynlp.corpus.store import Store
from policynlp.errors import InputError


@pytest.fixture
def corpus(store: Store):
    with open_corpus(store.path) as corpus:
        yield corpus


def test_rows_in_every_form(corpus: Corpus) -> None:
    found = corpus.quotes(speaker="ost ada")
    assert len(found) == 3
    assert [row["speaker"] for row in found] == ["Ada Maria Öst"] * 3
    assert found[0]["content"] == "Catches fell, … by a fifth."
    assert len(found[1:]) == 2
    frame, table, polars = found.to_pandas(), found.to_arrow(), found.to_polars()
    assert list(frame.columns) == table.column_names == polars.columns == list(found.columns)
    assert frame["content"].tolist() == polars["content"].to_list() == table["content"].to_pylist()
    assert found.to_dataset()[2]["speaker"] == "Ada Maria Öst"
    assert corpus.sql(found.sql).num_rows == 3
    assert frame.attrs["sql"] == found.sql
    assert table.schema.metadata[b"policynlp"].decode() == found.provenance.line()


def test_what_a_result_rests_on(corpus: Corpus) -> None:
    copy = make_document(0, work="elsewhere", duplicate_of=make_document(0).id)
    corpus.store.commit_documents([copy], run_id="r", fingerprints=fingerprints(copy))
    found = corpus.claims(unit="EUR", document=make_document(0).id[:9])
    assert len(found) == 1
    assert found.provenance.line().startswith("1 figure in 1 of 3 unique documents (4 with repeated texts); tag set ")
    assert (
        found.stated
        == "1 figure in 1 text (2 with those that repeat one), of 3 texts (4 with those that repeat one) looked through."
    )
    assert repr(found) == f"<{found.stated}>"


def test_nothing_found_keeps_its_columns_and_types(corpus: Corpus) -> None:
    some, none = corpus.claims(), corpus.claims(measure="zebras")
    assert len(none) == 0
    assert repr(none) == "<Not found in 3 texts.>"
    assert none.to_arrow().schema == some.to_arrow().schema
    assert str(none.to_pandas()["value"].dtype) == "float64"
    assert none.to_polars().shape == (0, len(some.columns))
    assert "Not found in 3 texts" in none._repr_html_()


def test_filters_of_every_question(corpus: Corpus) -> None:
    ids = [make_document(n).id for n in range(3)]
    assert (
        len(corpus.quotes(kind="direct", act="speech", source_type="named_person", since="2024-02", until=date(2024, 2, 28)))
        == 1
    )
    assert [q["document"] for q in corpus.quotes(theme="agriculture", document=ids[1])] == [ids[1]]
    assert len(corpus.quotes(words="by a fifth", about="council", publisher="gazette", genre="news", limit=2)) == 2
    assert len(corpus.claims(measure="landings", since="2023", until="2023", nature="outturn", kind="money")) == 3
    assert len(corpus.claims(since="2024")) == 0
    assert {t["theme"] for t in corpus.themes()} == {"agriculture"}
    assert len(corpus.themes(assigned=False)) == 6
    assert len(corpus.themes(theme="agriculture", level="document", since="2024-03")) == 1
    assert len(corpus.entities(name="maria", label="person")) == 3
    assert len(corpus.entities(name="q1:none")) == 0
    assert len(corpus.entities(country="se")) == 0
    link = corpus.links(kind="differs", document=ids[1][:8])
    assert [(row["from_document"], row["to_document"]) for row in link] == [(ids[0], ids[1])]
    assert link.provenance.in_documents == 2
    assert len(corpus.links(document="part 2")) == 0
    assert len(corpus.links(relation="verbatim")) == 0
    shares = corpus.theme_shares(by="document")
    assert {row["share"] for row in shares} == {1 / 3}  # of title and two paragraphs


def test_values_that_fit_no_filter(corpus: Corpus) -> None:
    for ask in (
        lambda: corpus.quotes(kind="shouted"),
        lambda: corpus.quotes(since="yesterday"),
        lambda: corpus.claims(order="size"),
        lambda: corpus.themes(level="chapter"),
        lambda: corpus.links(kind="marries"),
        lambda: corpus.links(relation="loose"),
        lambda: corpus.theme_shares(by="moon"),
    ):
        with pytest.raises(InputError):
            ask()


def test_a_table_for_people_holds_no_markup_of_others(empty: Store) -> None:
    document = make_document(0)
    document = replace(document, source=replace(document.source, title="<script>alert(1)</script>", publisher="x" * 500))
    tagset = empty.register_tagset({"rules": "1"})
    empty.commit_documents([document], run_id="r", fingerprints={})
    empty.commit_tags([make_tags(document, tagset)], run_id="r", tagset=tagset)
    empty.activate(tagset, by="r")
    with open_corpus(empty.path) as corpus:
        html = corpus.quotes()._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "x" * 200 not in html
    assert "<summary>SQL</summary>" in html
    assert "unique documents" in html


def test_many_rows_are_cut_in_the_table_only(empty: Store) -> None:
    tagset = empty.register_tagset({"rules": "1"})
    documents = [make_document(n) for n in range(25)]
    empty.commit_documents(documents, run_id="r", fingerprints={})
    empty.commit_tags([make_tags(d, tagset) for d in documents], run_id="r", tagset=tagset)
    empty.commit_links([make_link(documents[0], documents[1])], documents=[], run_id="r", tagset=tagset)
    empty.activate(tagset, by="r")
    with open_corpus(empty.path) as corpus:
        found = corpus.quotes()
    assert len(found.to_pandas()) == 25
    assert found._repr_html_().count("<tr>") == 21
    assert "The first 20 of 25 rows." in found._repr_html_()


def test_another_tag_set_can_be_asked(corpus: Corpus) -> None:
    other = corpus.store.register_tagset({"rules": "2"})
    corpus.store.commit_tags([make_tags(make_document(0), other, speaker="B")], run_id="r", tagset=other)
    assert [row["speaker"] for row in corpus.quotes(tagset=other)] == ["B"]


def test_documents_as_a_data_set(corpus: Corpus) -> None:
    rows = corpus.to_dataset()
    assert rows.num_rows == 3
    first = rows[0]
    spans = first["quotes"][0]["content"]
    assert [first["text"][s:e] for s, e in spans] == ["Catches fell,", "by a fifth."]
    assert first["source"]["authors"] == ["Bo Ek", "Åsa Lind"]
    assert first["source"]["metadata"] == '{"desk": "sea", "n": "0"}'


def test_a_document_shows_itself(corpus: Corpus) -> None:
    document = next(corpus.documents())
    document = replace(document, document=replace(document.document, source=replace(document.source, authors=("<b>Ek</b>",))))
    html = document._repr_html_()
    assert "&lt;b&gt;Ek&lt;/b&gt; · Harbour Gazette · January 15, 2024" in html
    assert "1 entities, 1 quotes, 1 claims; tag set" in html
    assert 'class="m' in html
    assert "Landings were worth" in html


def test_any_question_can_be_asked(corpus: Corpus) -> None:
    found = corpus.ask(voices)
    assert [(row["voice"], row["quotes"]) for row in found] == [("Ada Maria Öst", 3)]
    assert found.to_pandas()["quotes"].sum() == 3
