"""All texts, each once: where a reader begins who does not know yet what to look for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from policynlp.corpus.answers import documents as ask_documents
from policynlp.corpus.answers.documents import DOCUMENT_ORDERS
from policynlp.document import GENRES
from policynlp.render.wording import counted
from policynlp.web.answered import Page, answer_table, remembered
from policynlp.web.answers import Answer, Column, answers
from policynlp.web.pages import Nav
from policynlp.web.reader import Reader
from policynlp.web.readers import LentReader
from policynlp.web.templating import place_url

router = APIRouter()
NAV = Nav("Documents", "/documents", "d")
_COLUMNS = (
    Column(name="title", title="Title", kind="link"),
    Column(name="publisher", title="Publisher"),
    Column(name="published", title="Published", kind="date"),
    Column(name="genre", title="Kind"),
    Column(name="language", title="Language"),
    Column(name="words", title="Words", kind="number"),
    Column(name="repeats", title="Repeated by", kind="number"),
)


@answers(router, "/documents", template="documents.html", paged=True)
def documents(
    request: Request,
    reader: LentReader,
    title: Annotated[str | None, Query(description="Words of the title, in any order")] = None,
    publisher: Annotated[str | None, Query(description="Words of the publisher")] = None,
    genre: Annotated[str | None, Query(description=f"One of {', '.join(GENRES)}")] = None,
    order: Annotated[str, Query(description=f"One of {', '.join(DOCUMENT_ORDERS)}")] = "newest",
) -> Answer:
    """The texts, each once, with publisher, date, kind, language, words, and how many others repeat it."""
    return remembered(request, reader, lambda: _documents(request, reader, title, publisher, genre, order))


def _documents(
    request: Request, reader: Reader, title: str | None, publisher: str | None, genre: str | None, order: str
) -> Answer:
    page = Page(request)
    found = ask_documents(
        reader.views,
        title=title or None,
        publisher=publisher or None,
        genre=genre or None,
        order=order or "newest",
        limit=page.limit,
        offset=page.offset,
    )
    repeats = found.documents - found.unique_documents
    stated = f"{counted(found.total, 'text')} of {found.provenance.unique_documents:,}, each once"
    stated += f"; {counted(repeats, 'other')} {'repeats' if repeats == 1 else 'repeat'} one of them." if repeats else "."
    listed = answer_table(found, "documents", caption="Texts", columns=_COLUMNS, page=page, links=_linked)
    return Answer(
        title="Documents",
        data={
            "stated": stated,
            "given": dict(request.query_params),
            "cursor": page.next(found),
            "first_page": page.offset == 0,
            "choices": {"genre": GENRES, "order": tuple(DOCUMENT_ORDERS)},
        },
        tables=(replace(listed, note=stated),),
    )


def _linked(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": row["title"] or row["uri"], "title_url": place_url(row["document"])}
