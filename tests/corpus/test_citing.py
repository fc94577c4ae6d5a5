"""Citations: found by id, placed as a reader counts, and read back by the tools that they are for."""

from __future__ import annotations

from dataclasses import replace

import bibtexparser
import pytest
from corpus_samples import fingerprints, make_document, make_tags
from hypothesis import given, settings
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from policynlp.corpus.citing import Citation, cite
from policynlp.corpus.citing_formats import words_of
from policynlp.corpus.store import Store
from policynlp.corpus.views import Views
from policynlp.document import Document, Passage, Source, content_id
from policynlp.errors import InputError
from policynlp.tags import Claim, Tags, annotation_id

HOSTILE = 'Rye} \\input{x} {“up” & "down" 100% #1 $5_a^b~c -- \u202egnihton\u202c 水\nline two'
ADDRESS = "https://news.example/rye?a=1"
BLOCKS = [
    ("title", "Rye is back"),
    ("byline", "By Ana Lopez"),
    ("paragraph", "Rye fell by 4 percent in May."),
    ("heading", "Oats"),
    ("paragraph", "Rye fell by 4 percent in June, too."),
    ("list", "Sow early."),
    ("paragraph", "12. Nobody knows why."),
]


def article(**source: object) -> Document:
    given_ = {
        "uri": ADDRESS,
        "media_type": "text/html",
        "title": "Rye is back",
        "authors": ("Lopez, Ana", "Tian Xuefei"),
        "publisher": "The Rye Times",
        "genre": "news",
        "published": "2024-05-20T07:20",
        "date_precision": "minute",
        "fetched_at": "2024-06-01T10:00:00Z",
    } | source
    text = "\n".join(words for _, words in BLOCKS)
    document = Document(text=text, source=Source(**given_), work="rye")  # type: ignore[arg-type]
    passages, at = [], 0
    for kind, words in BLOCKS:
        ids = content_id("passage", document.id, at, at + len(words))
        number = "12." if words.startswith("12.") else None
        passages.append(Passage(id=ids, start=at, end=at + len(words), kind=kind, number=number, section="Oats"))  # type: ignore[arg-type]
        at += len(words) + 1
    return document.with_passages(tuple(passages))


def figure(document: Document, words: str, tagset: str) -> tuple[str, Tags]:
    at = document.text.rindex(words)
    name = annotation_id(document.id, "claims", [(at, at + len(words))])
    claim = Claim(id=name, start=at, end=at + len(words), text=words, kind="percent", value=4.0, unit="percent")
    return name, Tags(document=document.id, tagset=tagset, claims=(claim,))


@pytest.fixture
def known(empty: Store):
    """A store with one article and one figure, the second of its kind."""
    tagset = empty.register_tagset({"rules": "1"})

    def put(document: Document) -> tuple[Document, str]:
        empty.commit_documents([document], run_id="r", fingerprints={})
        name, tags = figure(document, "4 percent", tagset)
        empty.commit_tags([tags], run_id="r", tagset=tagset)
        empty.activate(tagset, by="r")
        return document, name

    return empty, put


def one(store: Store, wanted: str) -> Citation:
    with Views(store) as views:
        return cite(views, [wanted])[0]


def test_a_figure_with_paragraph_link_and_tag_set(known) -> None:
    store, put = known
    document, name = put(article())
    found = one(store, name[:10].upper())
    assert (found.id, found.what, found.document, found.words) == (name, "figure", document.id, "4 percent")
    assert (found.paragraph, found.within, found.section, found.page) == (2, None, "Oats", None)
    assert found.url == f"{ADDRESS}#:~:text=4%20percent,-in%20June%2C"
    assert found.tagset == store.require_active()
    note = found.footnote()
    assert note.startswith(
        "Ana Lopez and Tian Xuefei, “Rye is back,” The Rye Times, May 20, 2024, para. 2, accessed June 1, 2024, "
    )
    assert note.endswith(f"; figure {name}, tag set {store.require_active()[:8]} (policynlp {found.version}).")


def test_words_that_cannot_be_told_apart_are_shown_with_their_paragraph(known) -> None:
    store, _ = known
    line = " ".join(["rye fell"] * 40 + ["and oats rose"])
    document = replace(article(), text=f"Oats\n{line}\nBarley\n{line}")
    edges = [(0, 4), (5, 5 + len(line)), (6 + len(line), 12 + len(line)), (13 + len(line), len(document.text))]
    layout = [Passage(id=f"passage{i}{i}", start=s, end=e, kind="paragraph") for i, (s, e) in enumerate(edges)]
    document = document.with_passages(tuple(layout))
    store.commit_documents([document], run_id="r", fingerprints={})
    at = edges[3][0] + 9 * 20
    tags = Tags(
        document=document.id,
        tagset="t",
        claims=(Claim(id="c" * 20, start=at, end=at + 3, text="rye", kind="count", value=1.0),),
    )
    tagset = store.register_tagset({"rules": "1"})
    store.commit_tags([replace(tags, tagset=tagset)], run_id="r", tagset=tagset)
    store.activate(tagset, by="r")
    assert ":~:text=Barley-," in one(store, "c" * 20).url


def test_paragraphs_are_counted_as_a_reader_counts(known) -> None:
    store, put = known
    document, _ = put(article())
    places = [(c.paragraph, c.within, c.number) for c in (one(store, p.id) for p in document.passages)]
    assert places == [
        (0, "title", None), (0, "byline", None), (1, None, None), (1, "heading", None), (2, None, None), (2, "list", None),
        (3, None, "12."),
    ]  # fmt: skip
    assert "list item after para. 2" in one(store, document.passages[5].id).footnote()
    assert "no. 12, para. 3" in one(store, document.passages[6].id).footnote()


def test_a_whole_document_has_no_place(known) -> None:
    store, put = known
    document, _ = put(article())
    found = one(store, document.id)
    assert (found.what, found.paragraph, found.url, found.tagset, found.words) == ("document", None, ADDRESS, None, None)


@pytest.mark.parametrize(
    ("published", "method", "said", "parts"),
    [
        ("2024", None, "The Rye Times, 2024,", [2024]),
        ("2024-05", None, "The Rye Times, May 2024,", [2024, 5]),
        ("2024-05-20", "updated", "The Rye Times, last modified May 20, 2024,", [2024, 5, 20]),
        (None, None, "The Rye Times, n.d.,", None),
    ],
)
def test_dates_have_the_precision_of_the_source(known, published, method, said, parts) -> None:
    store, put = known
    document, _ = put(article(published=published, date_method=method))
    found = one(store, document.id)
    assert said in found.footnote()
    assert found.csl().get("issued") == ({"date-parts": [parts]} if parts else None)
    entry = bibtexparser.parse_string(found.bibtex()).entries[0]
    assert [int(p) for p in entry.get("date").value.split("-")] == parts if parts else entry.get("date") is None
    assert (entry.get("month").value if entry.get("month") else None) == ("may" if parts and len(parts) > 1 else None)


def test_pages_of_a_pdf(known) -> None:
    store, put = known
    document = article(media_type="application/pdf", uri="https://gov.example/plan.pdf", genre="policy")
    pages = [1, 1, 1, 2, 2, 2, 2]
    document = document.with_passages(tuple(replace(p, page=n) for p, n in zip(document.passages, pages, strict=True)))
    _, name = put(document)
    found = one(store, name)
    assert (found.page, found.paragraph, found.url) == (2, 1, "https://gov.example/plan.pdf#page=2")
    assert "p. 2, para. 1" in found.footnote()
    entry = bibtexparser.parse_string(found.bibtex()).entries[0]
    assert (entry.entry_type, entry["pages"], entry["institution"]) == ("techreport", "2", "The Rye Times")


def test_a_file_has_neither_address_nor_day_of_access(known) -> None:
    store, put = known
    _, name = put(article(uri="notes/rye.txt", fetched_at=None, media_type="text/plain"))
    found = one(store, name)
    assert (found.url, found.accessed) == (None, None)
    assert "accessed" not in found.footnote()
    assert "urldate" not in found.bibtex()
    assert not {"URL", "accessed"} & found.csl().keys()


def test_ids_that_are_unknown_short_or_begin_several(store: Store) -> None:
    with pytest.raises(InputError, match="nothing has an id"):
        one(store, "0" * 20)
    with pytest.raises(InputError, match="no text goes by this name"):
        one(store, "' OR 1=1")
    with pytest.raises(InputError, match="no text goes by this name"):
        one(store, "abc")
    alike = replace(make_tags(make_document(0), store.require_active()), people=(), themes=())
    beginning = alike.claims[0].id[:4]
    other = make_document(7, word="cod")
    twin = replace(make_tags(other, store.require_active()), quotes=(), entities=(), people=(), themes=())
    twin = replace(twin, claims=(replace(twin.claims[0], id=beginning + "f" * 16),))
    store.commit_documents([other], run_id="r", fingerprints=fingerprints(other))
    store.commit_tags([twin], run_id="r", tagset=store.require_active())
    with pytest.raises(InputError, match="2 ids begin so") as caught:
        one(store, beginning)
    assert beginning + "f" * 16 in caught.value.hint
    assert one(store, alike.claims[0].id).what == "figure"


def test_a_text_goes_by_words_of_its_title_or_address(known) -> None:
    store, put = known
    document, _ = put(article())
    assert document.source.title
    for name in (document.source.title[3:].upper(), document.source.uri):
        assert one(store, name).document == document.id


def test_where_reporters_were_is_no_address_of_the_publisher() -> None:
    cited = bare(place="Osaka")
    assert "address" not in cited.bibtex()
    assert "note = {filed from Osaka; " in cited.bibtex()
    assert "publisher-place" not in cited.csl()


def test_every_layer_can_be_cited(store: Store) -> None:
    tags = make_tags(make_document(1), store.require_active())
    found = [one(store, annotation.id).what for annotation in (tags.entities[0], tags.quotes[0], tags.claims[0])]
    assert found == ["name", "quotation", "figure"]
    assert one(store, tags.quotes[0].id).words == "Catches fell,” Minister Ada Öst told the Skärhamn 1 council, “by a fifth."


def decoded(value: str) -> str:
    """What TeX would print; the reader does not know braces as text, and takes the circumflex for an accent."""
    known = value.replace(r"\textbraceleft{}", r"\{").replace(r"\textbraceright{}", r"\}")
    return LatexNodes2Text().latex_to_text(known).replace("ˆ", "^").replace("˜", "~")


def parsed(citation: Citation) -> dict[str, str]:
    library = bibtexparser.parse_string(citation.bibtex())
    assert not library.failed_blocks
    assert len(library.entries) == 1
    return {field.key: field.value for field in library.entries[0].fields}


def bare(**changes: object) -> Citation:
    values = {
        "id": "0123456789abcdef0123", "what": "document", "document": "d", "title": "T", "authors": (), "publisher": None, "place": None,
        "genre": "other", "published": None, "updated_only": False, "accessed": None, "url": None,
    } | changes  # fmt: skip
    return Citation(**values)  # type: ignore[arg-type]


def test_a_hostile_title_is_read_back() -> None:
    fields = parsed(bare(title=HOSTILE, authors=("O'Brien} and {Mallory", HOSTILE), publisher=HOSTILE))
    assert decoded(fields["title"]) == words_of(HOSTILE)
    assert "\u202e" not in fields["title"]
    assert "\n" not in fields["title"]
    assert decoded(fields["author"].split("} and {", 1)[0].removeprefix("{")) == "O'Brien} and {Mallory"
    note = bare(title=HOSTILE).footnote()
    assert "\n" not in note
    assert "“Rye} \\input{x} {‘up’ & ‘down’ 100%" in note


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_title_gives_one_entry(title: str) -> None:
    fields = parsed(bare(title=title, publisher=title, authors=(title, "B")))
    value = fields["title"]
    depth = 0
    for character in value:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    assert bare(title=title).csl()["title"] == (words_of(title) or "untitled")


@settings(deadline=None)
@given(st.text(alphabet="ab {}\\%&#$_^~-'`?!\"“”", max_size=30))
def test_what_tex_prints_is_the_title(title: str) -> None:
    words = words_of(title)
    if words:
        assert decoded(parsed(bare(title=title))["title"]).split() == words.split()


def test_addresses_are_safe_in_every_format() -> None:
    url = 'https://a.example/x y{z}\\q"<>|?a=b#:~:text=a%20b'
    citation = bare(url=url)
    assert parsed(citation)["url"] == "https://a.example/x%20y%7Bz%7D%5Cq%22%3C%3E%7C?a=b#:~:text=a%20b"
    assert citation.csl()["URL"] == parsed(citation)["url"]


def test_names_are_never_guessed() -> None:
    csl = bare(authors=("Lopez, Ana", "Tian Xuefei", "Northern Statistics Office, The, Ltd")).csl()
    assert csl["author"][0] == {"family": "Lopez", "given": "Ana"}
    assert csl["author"][1] == {"literal": "Tian Xuefei"}
    assert csl["author"][2] == {"literal": "Northern Statistics Office, The, Ltd"}
    assert bare(authors=("A", "B", "C", "D")).footnote().startswith("A et al., “T,” n.d.")
