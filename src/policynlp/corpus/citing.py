"""Citing: a document, a passage or an annotation as something that stands in a paper.

    with policynlp.open_corpus("tagged-corpus") as corpus:
        print(corpus.cite("4f1c2a")[0].footnote())

A citation says where a reader finds the words: paragraph as a reader counts it, page, and for web pages a link that opens at them;
and what it was cited from: the release, or the tag set of a corpus that may still grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from policynlp import __version__
from policynlp.corpus import citing_formats as formats
from policynlp.corpus.citing_fragments import text_directive, with_fragment
from policynlp.document import Span
from policynlp.errors import InputError

if TYPE_CHECKING:
    from policynlp.corpus.read_only import ReadOnly

FORMATS = ("footnote", "bibtex", "csl")
_LEAST_PREFIX = 4
_SHOWN = 5
_SHOWN_CHARS = 60
_PDF = "application/pdf"
_COUNTED_PARAGRAPHS = "paragraph"
_ANNOTATIONS = {
    "entities": ("start_char", "end_char", "text"),
    "people": ("mentions[1].start", 'mentions[1]."end"', "name"),
    "quotes": ("start_char", "end_char", "content_text"),
    "claims": ("start_char", "end_char", "text"),
    "themes": ("start_char", "end_char", "theme"),
}
_FOUND = " UNION ALL ".join(
    [
        "SELECT 'document' AS what, document AS id, document, NULL AS start_char, NULL AS end_char, title AS words FROM documents_all",
        "SELECT 'passage', id, document, start_char, end_char, text FROM passages_all",
        *(
            f"SELECT '{view}', id, document, {start}, {end}, {words} FROM {view}_all"
            for view, (start, end, words) in _ANNOTATIONS.items()
        ),
    ]
)
_TITLED = """SELECT 'document' AS what, document AS id, document, NULL AS start_char, NULL AS end_char, coalesce(title, uri) AS words,
    duplicate_of
FROM documents_all
WHERE latest AND contains(lower(coalesce(title, '') || ' ' || uri), $words) ORDER BY title, document"""
_LAYER_NAMES = {
    "entities": "name",
    "people": "person",
    "quotes": "quotation",
    "claims": "figure",
    "themes": "theme",
    "passage": "passage",
    "document": "document",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a citation says; null where the source does not say it.

    Attributes:
        id: What is cited: document, passage or annotation.
        what: `document`, `passage`, `quotation`, `figure`, `name`, `person` or `theme`.
        document: Id of the document.
        title, authors, publisher, place, genre: As the source gives them.
        published: ISO date, cut to its precision.
        updated_only: Whether that is the date of the last change, since the source gives no other.
        accessed: ISO day of fetching; null for files.
        url: Address of the work, with a text fragment (or a page, for a PDF) where a part of it is cited.
        paragraph: Number of the paragraph, from 1, headings, titles, captions, lists and tables not counted; on its page for paged
            sources.
        within: Kind of passage where that is no paragraph: `title`, `heading`, `list`, `table`, `caption`, ...; the
            number in `paragraph` is then that of the last one before it, 0 where there is none.
        number: Number that the source prints before the passage ("12.", "Article 3").
        section: Nearest heading above.
        page: Page of a paged source.
        words: The words that are cited; null for a whole document, or where the text is withheld.
        tagset: Tag set that it was cited from, for annotations.
        release: Release that it was cited from, or null.
        version: Of policynlp.
    """

    id: str
    what: str
    document: str
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    place: str | None
    genre: str
    published: str | None
    updated_only: bool
    accessed: str | None
    url: str | None
    paragraph: int | None = None
    within: str | None = None
    number: str | None = None
    section: str | None = None
    page: int | None = None
    words: str | None = None
    tagset: str | None = None
    release: str | None = None
    version: str = __version__

    def footnote(self) -> str:
        """A footnote in the manner of the Chicago Manual of Style."""
        return formats.footnote(self)

    def bibtex(self) -> str:
        """A BibTeX entry."""
        return formats.bibtex(self)

    def csl(self) -> dict[str, Any]:
        """A CSL-JSON item, as Zotero and Pandoc read it."""
        return formats.csl(self)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        return asdict(self) | {"authors": list(self.authors)}

    def _repr_html_(self) -> str:
        from html import escape

        return f"<p>{escape(self.footnote())}</p>"


def cite(views: ReadOnly, ids: Sequence[str]) -> list[Citation]:
    """Citations of documents, passages or annotations.

    Args:
        views: The corpus, or a release.
        ids: Each whole, or so much of its beginning that it is the only one; or words of a text's title or address.

    Raises:
        InputError: Nothing, or more than one thing, goes by it.
    """
    return [_citation(views, _resolve(views, i)) for i in ids]


def _resolve(views: ReadOnly, wanted: str) -> dict[str, Any]:
    beginning = wanted.strip().lower()
    if len(beginning) < _LEAST_PREFIX or not beginning.isalnum():
        return _titled(views, beginning)
    rows = views.query(f"SELECT * FROM ({_FOUND}) WHERE starts_with(id, $beginning)", {"beginning": beginning}).to_pylist()
    exact = [row for row in rows if row["id"] == beginning]
    if exact:
        rows = exact
    if len({(row["what"], row["id"], row["document"]) for row in rows}) == 1:
        return rows[0]
    if not rows:
        return _titled(views, beginning)
    shown = "; ".join(f"{r['id']} {_LAYER_NAMES[r['what']]} {(r['words'] or '')[:_SHOWN_CHARS]!r}" for r in rows[:_SHOWN])
    more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
    raise InputError(f"{len(rows)} ids begin so", where=wanted, hint=f"Which of: {shown}{more}?")


def _titled(views: ReadOnly, words: str) -> dict[str, Any]:
    """The text that goes by words of its title or address, as other verbs take it; of one and those that repeat it, that one."""
    rows = views.query(_TITLED, {"words": words}).to_pylist() if len(words) >= _LEAST_PREFIX else []
    found = [row for row in rows if row["duplicate_of"] is None] or rows
    if len(found) == 1:
        return found[0]
    if not found:
        hint = f"Give {_LEAST_PREFIX} characters of an id, as tables and exports show it, or words of a title."
        raise InputError("nothing has an id that begins so, and no text goes by this name", where=words or "cite", hint=hint)
    shown = "; ".join(f"{row['id'][:8]} {(row['words'] or '')[:_SHOWN_CHARS]}" for row in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    raise InputError(f"{len(found)} texts go by this name", where=words, hint=f"Which of: {shown}{more}?")


def _citation(views: ReadOnly, found: Mapping[str, Any]) -> Citation:
    document = views.query("SELECT * FROM documents_all WHERE document = $d", {"d": found["document"]}).to_pylist()[0]
    passages = views.query(
        "SELECT start_char, end_char, kind, section, number, page, text FROM passages_all WHERE document = $d ORDER BY ordinal",
        {"d": found["document"]},
    ).to_pylist()
    span = None if found["start_char"] is None else (found["start_char"], found["end_char"])
    annotated = found["what"] not in {"document", "passage"}
    place = _place(passages, span) if span else {}
    return Citation(
        id=found["id"],
        what=_LAYER_NAMES[found["what"]],
        document=document["document"],
        title=document["title"],
        authors=tuple(document["authors"] or ()),
        publisher=document["publisher"],
        place=document["place"],
        genre=document["genre"],
        published=document["published"],
        updated_only=document["date_method"] == "updated",
        accessed=(document["fetched_at"] or "")[:10] or None,
        url=_url(document, passages, span, place.get("page")),
        words=_words(document, found, span),
        tagset=views.tagset if annotated else None,
        release=views.release,
        **place,
    )


def _words(document: Mapping[str, Any], found: Mapping[str, Any], span: Span | None) -> str | None:
    if span is None:
        return None
    if document["text"] is not None:
        return str(document["text"][span[0] : span[1]])
    words: str | None = found["words"]
    return words


def _place(passages: Sequence[Mapping[str, Any]], span: Span) -> dict[str, Any]:
    """Where in the document a reader finds the span."""
    at = max((i for i, p in enumerate(passages) if p["start_char"] <= span[0]), default=None)
    if at is None:
        return {}
    here = passages[at]
    counted = [p for p in passages[: at + 1] if p["kind"] == _COUNTED_PARAGRAPHS and p["page"] == here["page"]]
    return {
        "paragraph": len(counted),
        "within": None if here["kind"] == _COUNTED_PARAGRAPHS else here["kind"],
        "number": here["number"],
        "section": here["section"] if here["kind"] not in {"title", "heading"} else None,
        "page": here["page"],
    }


def _url(document: Mapping[str, Any], passages: Sequence[Mapping[str, Any]], span: Span | None, page: int | None) -> str | None:
    candidates = (document["canonical_url"], document["uri"])
    url: str | None = next((u for u in candidates if u and re.match(r"https?://", u, re.IGNORECASE)), None)
    if url is None or span is None:
        return url
    if document["media_type"] == _PDF:
        return f"{url.partition('#')[0]}#page={page}" if page else url  # RFC 8118: open parameters of PDF
    if document["text"] is None or "html" not in document["media_type"]:
        return url
    blocks = list(_blocks(passages, document["text"]))
    around = next(
        (block for block in blocks if block[0] <= span[0] < block[1]), span
    )  # where the words alone cannot be told apart
    directive = text_directive(document["text"], span, blocks=blocks) or text_directive(document["text"], around, blocks=blocks)
    return with_fragment(url, directive) if directive else url


def _blocks(passages: Iterable[Mapping[str, Any]], text: str) -> Iterator[Span]:
    """Passages as a page sets them: each cell of a table is a block of its own."""
    for passage in passages:
        start, end = passage["start_char"], passage["end_char"]
        if passage["kind"] != "table":
            yield start, end
            continue
        cuts = [start, *(start + m.end() for m in re.finditer(r"[\t\n]+", text[start:end])), end]
        yield from ((a, b) for a, b in pairwise(cuts) if a < b)
