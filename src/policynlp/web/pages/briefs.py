"""Briefs: one text with its policy texts, or the whole corpus, as `policynlp report` makes them; to read here or to save."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from policynlp import report
from policynlp.corpus.brief.rows import TABLES, brief_csv, brief_rows
from policynlp.corpus.finding import find_document
from policynlp.errors import CorpusError, InputError
from policynlp.steps.brief import article_of_corpus, whole_corpus
from policynlp.web.conditional import caching, fingerprint, unchanged
from policynlp.web.faults import NotFound
from policynlp.web.files import MEDIA_TYPES, json_response
from policynlp.web.parameters import no_others
from policynlp.web.reader import Reader
from policynlp.web.readers import LentReader

router = APIRouter()
_STYLE = "/report.css"

Save = Annotated[bool, Query(description="One file that holds its style, to keep or to send on")]


@router.get(_STYLE, include_in_schema=False)
def style() -> Response:
    """The style of briefs: pages here may hold none of their own."""
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(report.page_style(), media_type="text/css", headers=kept)


@router.get("/api/report", summary="The brief of the corpus", dependencies=[Depends(no_others), Depends(unchanged)])
@router.get("/report.json", summary="The brief of the corpus, under its page's address", dependencies=[Depends(unchanged)])
def corpus_json(request: Request, reader: LentReader) -> Response:
    """The analysis of the corpus, with its findings in sentences."""
    return json_response(request, report.as_json(_whole(reader)))


@router.get("/report", include_in_schema=False, dependencies=[Depends(unchanged)])
def corpus_brief(request: Request, reader: LentReader, save: Save = False) -> Response:
    """The brief of the corpus."""
    return _page(request, _whole(reader), home="/", name="corpus", save=save)


@router.get("/api/report/{document}", summary="The brief of one text", dependencies=[Depends(no_others), Depends(unchanged)])
@router.get(
    "/report/{document}.json", summary="The brief of one text, under its page's address", dependencies=[Depends(unchanged)]
)
def article_json(request: Request, reader: LentReader, document: str) -> Response:
    """The analysis of a text with those that it is linked to, with its findings in sentences."""
    return json_response(request, report.as_json(_article(reader, document)))


@router.get(
    "/report/{document}/{table}.csv",
    summary="Figures or directives of one text",
    dependencies=[Depends(unchanged)],
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}},
)
def article_csv(request: Request, reader: LentReader, document: str, table: str) -> Response:
    """A row a figure with where it stands and why, or a row a directive with what it echoes."""
    lines = brief_csv(_article(reader, document), table)
    headers = caching(request) | {"Content-Disposition": f'attachment; filename="{table}.csv"'}
    return Response("".join(lines), media_type=MEDIA_TYPES["csv"], headers=headers)


@router.get("/report/{document}/{table}.json", summary="The same as JSON", dependencies=[Depends(unchanged)])
def article_rows(request: Request, reader: LentReader, document: str, table: str) -> Response:
    """The rows of the same tables."""
    return json_response(request, brief_rows(_article(reader, document), table))


@router.get("/report/{document}", include_in_schema=False, dependencies=[Depends(unchanged)])
def article_brief(request: Request, reader: LentReader, document: str, save: Save = False) -> Response:
    """The brief of a text with those that it is linked to."""
    found = _article(reader, document)
    files = {f"{table} as CSV": f"/report/{found.text.document}/{table}.csv" for table in TABLES}
    return _page(request, found, home=f"/documents/{found.text.document}", name=found.text.document[:8], save=save, files=files)


def _whole(reader: Reader) -> report.CorpusBrief:
    made: report.CorpusBrief = reader.remembered("brief", lambda: whole_corpus(reader.corpus))
    return made


def _article(reader: Reader, name: str) -> report.ArticleBrief:
    try:
        document = find_document(reader.store, name)
    except InputError as error:
        raise NotFound(error.what, where=error.where, hint=error.hint) from error
    try:
        made: report.ArticleBrief = reader.remembered(f"brief/{document}", lambda: article_of_corpus(reader.corpus, document))
    except CorpusError as error:  # it has no tags yet
        raise NotFound(error.what, where=error.where, hint=error.hint) from error
    return made


def _page(
    request: Request, brief: report.Brief, *, home: str, name: str, save: bool, files: Mapping[str, str] | None = None
) -> Response:
    made = datetime.now(UTC).date().isoformat()
    headers = caching(request)
    if save:
        headers |= {"Content-Disposition": f'attachment; filename="brief-{name}.html"'}
        return Response(report.page_of(brief, made=made), media_type="text/html", headers=headers)
    style_url = f"{_STYLE}?{fingerprint(report.page_style())[:10]}"
    served = report.Served(style_url=style_url, home_url=home, save_url=f"{request.url.path}?save=1", files=files or {})
    return Response(report.page_of(brief, made=made, served=served), media_type="text/html", headers=headers)
