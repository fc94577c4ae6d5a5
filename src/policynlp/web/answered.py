"""Answers of `policynlp.corpus.answers` as tables of a page: the rows of a page, or all of them for a file."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Annotated, Any, TypeVar
from urllib.parse import quote

from fastapi import Query, Request

from policynlp.corpus.answers import Answer, Filters
from policynlp.errors import InputError
from policynlp.web.answers import Answer as WebAnswer
from policynlp.web.answers import Column, Table
from policynlp.web.reader import Reader
from policynlp.web.templating import place_url

PAGE_ROWS = 50
"""Rows of a page."""
_FILES = frozenset({"csv", "parquet"})


class Page:
    """Which rows of an answer a request wants.

    Args:
        request: The request; `cursor` says how many rows came before, `format` whether it is a file.

    Raises:
        InputError: The cursor is none that this server gave.
    """

    def __init__(self, request: Request) -> None:
        given = request.query_params.get("cursor", "0")
        if not given.isdecimal() or len(given) > 9:
            raise InputError(f"{given!r} is no cursor", where="cursor", hint="Take the one that the page before gives.")
        self.whole = request.query_params.get("format") in _FILES
        self.offset = 0 if self.whole else int(given)

    @property
    def limit(self) -> int | None:
        """Rows at the most; None: all."""
        return None if self.whole else PAGE_ROWS

    def next(self, answer: Answer) -> str | None:
        """Cursor of the page behind, or None on the last one."""
        behind = self.offset + len(answer.rows)
        return str(behind) if not self.whole and behind < answer.total else None


def remembered(request: Request, reader: Reader, make: Callable[[], WebAnswer]) -> WebAnswer:
    """The answer to this address, kept until something is committed; files are made anew.

    Args:
        request: The request.
        reader: The corpus.
        make: Makes the answer.
    """
    if Page(request).whole:
        return make()
    found: WebAnswer = reader.remembered(f"{request.url.path}?{request.url.query}", make)
    return found


def answer_table(
    answer: Answer,
    name: str,
    *,
    caption: str,
    columns: Sequence[Column],
    page: Page | None = None,
    links: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None,
    empty: str | None = None,
    first: bool = False,
) -> Table:
    """An answer as a table of a page.

    Args:
        answer: The answer.
        name: Names it in addresses.
        caption: Above it.
        columns: Which are shown; files have all of the answer.
        page: Where files are asked for, `answer` holds all rows, and they are sent as they are.
        links: Gives what is put into a row beside its columns, such as `text_url`.
        empty: Said where there is no row; None: what was looked through.
        first: The page has the first rows alone, and no further page of them: where there are more, it says so.
    """
    whole = page is not None and page.whole
    rows = [{name: row.get(name) for name in answer.columns} for row in answer.rows]
    worded = [dict(links(row)) for row in rows] if links is not None and not whole else None
    return Table(
        name=name,
        caption=caption,
        columns=tuple(columns),
        rows=rows if worded is None else [row | words for row, words in zip(rows, worded, strict=True)],
        facts=None if worded is None else [words | row for row, words in zip(rows, worded, strict=True)],
        note=" ".join([answer.stated, *answer.notes]),
        sql=None if whole else answer.sql,
        more=first and not whole and answer.total > len(rows),
        empty=empty or " ".join([answer.stated, *answer.notes]),
    )


def actor_url(identity: str | None) -> str | None:
    """Address of a person, organisation or place."""
    return f"/actors/{quote(identity, safe=':@')}" if identity else None


def standing(row: Mapping[str, Any], prefix: str = "") -> str:
    """Address of the place in the text where an annotation stands."""
    return place_url(row[f"{prefix}document"], start=row[f"{prefix}start_char"], annotation=row.get(f"{prefix}id"))


def chosen(filters: Filters, labels: Mapping[str, str], url_without: Callable[[str], str]) -> list[tuple[str, str, str]]:
    """Filters in force, for `ui.chips`: label, value, address without it."""
    return [
        (labels.get(name, name.replace("_", " ")), "yes" if value == "1" else value, url_without(name))
        for name, value in filters.as_texts().items()
    ]


def url_without(request: Request) -> Callable[[str], str]:
    """Gives this address without one of its parameters, from the first page on."""

    def without(name: str) -> str:
        kept = [(k, v) for k, v in request.query_params.multi_items() if k not in {name, "cursor"}]
        return request.url.path + ("?" + "&".join(f"{quote(k)}={quote(v)}" for k, v in kept) if kept else "")

    return without


F = TypeVar("F", bound=Filters)


def asked(kind: type[F]) -> Callable[..., F]:
    """For FastAPI: the filters of an address; the API's description names each of them.

    Args:
        kind: Class of the filters.
    """

    def read(request: Request, **_: str | None) -> F:
        return kind.from_texts(dict(request.query_params))

    parameters = [inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)]
    for one in fields(kind):
        described = Annotated[str | None, Query(description=_DESCRIBED.get(one.name, ""))]
        parameters.append(inspect.Parameter(one.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=described))
    read.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return read


_DESCRIBED = {
    "about": "Words that stand side by side in the passage",
    "act": "speech, directive, belief or plan",
    "contested": "1: those only that differ from another text's",
    "document": "Id, its beginning, or words of the title",
    "genre": "news, policy, statistics, speech, law or other",
    "kind": "Of a quotation: direct, indirect, mixed; of a figure: money, percent, ratio, count, measure, duration, age, ordinal, index",
    "measure": "Words of what is measured, of whom, or of the whole of a share",
    "nature": "outturn, estimate, target, forecast or hypothetical",
    "place": "Words of the place or scope",
    "published_since": "First day of publication: 2024, 2024-05 or 2024-05-20",
    "published_until": "Last day of publication",
    "publisher": "Words of the publisher",
    "share_of": "Words of the whole of a share; any: whatever is a share",
    "since": "Period of the figure ends on this day or later",
    "source_type": "named_person, organisation, document, anonymous or none",
    "speaker": "Words of the name of who says it, or the key of an identity",
    "theme": "Theme of the passage, or theme.facet",
    "unit": "hectares, km2, CNY, ...; area, share, money, mass, ...",
    "until": "Period of the figure begins on this day or earlier",
    "words": "Words that stand side by side in what is said",
}

LABELS = {
    "about": "passage says",
    "published_since": "published since",
    "published_until": "published until",
    "since": "period from",
    "until": "period to",
    "share_of": "share of",
    "source_type": "kind of source",
}
"""Filters whose names people would not understand."""
