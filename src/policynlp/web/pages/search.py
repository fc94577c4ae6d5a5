"""One box for words and meaning, with facets over the whole result; the address holds all that was asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

import pyarrow as pa
from fastapi import APIRouter, Depends, Query, Request

from policynlp import steps
from policynlp.corpus.search import FILTERS, Facet, Hit, SearchPage, SearchRequest, request_from
from policynlp.corpus.search.table import SCHEMA, batches
from policynlp.web.answers import Answer, Column, Table, answers
from policynlp.web.pages import Nav
from policynlp.web.readers import LentReader
from policynlp.web.withholding import cut_hit, withheld

router = APIRouter()
NAV = Nav("Search", "/search", "s")
SHOWN_FACETS = {
    "theme": "Theme",
    "facet": "Facet of a theme",
    "speaker": "Quoted",
    "person": "Person named",
    "organisation": "Organisation named",
    "place": "Place named",
    "genre": "Kind of source",
    "publisher": "Publisher",
    "language": "Language",
    "kind": "Kind of passage",
}
"""Facets in the order in which they are shown."""
_PER_PAGE = 20

Names = Annotated[list[str] | None, Query(description="Several values are alternatives")]
Text = Annotated[str, Query(alias="q", description='Words, "phrases", NEAR(a b), prefix*, AND, OR, NOT; or a question')]


def asked(
    q: Text = "",
    mode: Annotated[Literal["words", "meaning", "both"], Query(description="How passages are found")] = "both",
    sort: Literal["relevance", "date"] = "relevance",
    theme: Names = None,
    facet: Names = None,
    speaker: Names = None,
    person: Names = None,
    organisation: Names = None,
    place: Names = None,
    policy: Names = None,
    entity: Names = None,
    source: Names = None,
    genre: Names = None,
    publisher: Names = None,
    language: Names = None,
    document: Names = None,
    kind: Names = None,
    since: Annotated[date | Literal[""] | None, Query(description="Published on this day or later")] = None,
    until: Annotated[date | Literal[""] | None, Query(description="Published on this day or earlier")] = None,
    duplicates: Annotated[bool, Query(description="Texts that repeat another one, too")] = False,
    limit: Annotated[int, Query(ge=1, le=200)] = _PER_PAGE,
    cursor: Annotated[str | None, Query(description="`next_cursor` of the page before")] = None,
) -> SearchRequest:
    """What an address asks for."""
    given = locals()
    filters = {name: tuple(given[name] or ()) for name in FILTERS}
    return request_from(
        q,
        mode=mode,
        sort=sort,
        since=since or None,
        until=until or None,
        duplicates=duplicates,
        limit=limit,
        cursor=cursor or None,
        **filters,
    )


Asked = Annotated[SearchRequest, Depends(asked)]


@answers(router, "/search", template="search.html")
def search(request: Request, reader: LentReader, wanted: Asked) -> Answer:
    """Passages that a question finds, with why, and the facets of the whole result."""
    settings = request.app.state.settings
    kept_back = withheld(request, reader)
    found = steps.search(settings, wanted, wait=False)
    found = replace(found, hits=tuple(cut_hit(hit, kept_back) for hit in found.hits))
    if found.index.behind:
        request.state.etag = None  # the index catches up without a commit
    whole = Table(
        name="passages",
        caption="Passages",
        columns=(Column(name="title", title="Title"), Column(name="snippet", title="Passage", kind="long")),
        rows=[],
        batches=lambda: _rows(cut_hit(hit, kept_back) for hit in steps.search_all(settings, wanted)),
    )
    return Answer(
        title=f"{wanted.text or 'All passages'} · Search",
        data=found.as_dict(),
        tables=(whole,),
        shown={
            "found": found,
            "wanted": wanted,
            "facet_titles": SHOWN_FACETS,
            "chips": _chosen(wanted, found),
            "no_filters": dict.fromkeys((*FILTERS, "since", "until")),
            "bars": _bars(found.facets.get("date")),
        },
    )


def _rows(hits: Iterator[Hit]) -> Iterator[pa.RecordBatch]:
    """The hits as rows, behind an empty batch that tells the columns where nothing was found."""
    yield pa.RecordBatch.from_pylist([], schema=SCHEMA)
    yield from batches(hits)


def _chosen(wanted: SearchRequest, found: SearchPage) -> list[tuple[str, str, str, str]]:
    """Filters in force: title, label, parameter, value."""
    out = []
    for name in FILTERS:
        facet = found.facets.get(name)
        labels = {v.value: v.label for v in facet.values} if facet else {}
        title = SHOWN_FACETS.get(name, name)
        out += [(title, labels.get(value, value.removeprefix("name:")), name, value) for value in getattr(wanted, name)]
    out += [
        (name, value.isoformat(), name, value.isoformat()) for name in ("since", "until") if (value := getattr(wanted, name))
    ]
    return out


def _bars(facet: Facet | None) -> list[dict[str, Any]]:
    """The histogram of dates: label, passages, first and last day, height in percent of the highest."""
    if facet is None:
        return []
    dated = [v for v in facet.values if v.value]
    most = max((v.passages for v in dated), default=0)
    return [
        {
            "label": value.label,
            "passages": value.passages,
            "since": (value.value + "-01-01"[len(value.value) - 4 :])[:10],
            "until": _last_day(value.value),
            "height": max(2.0, 100 * value.passages / most),
        }
        for value in dated
    ]


def _last_day(value: str) -> str:
    """The last day of a year, month or day."""
    if len(value) == 4:
        return f"{value}-12-31"
    if len(value) == 7:
        year, month = int(value[:4]), int(value[5:])
        following = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1).isoformat()
    return value
