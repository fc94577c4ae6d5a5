"""Themes: their share of the corpus, of sources and over time, and who speaks on what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request

from policynlp.corpus.answers import Filters, QuoteFilters, by_speaker, theme_shares
from policynlp.corpus.answers.themes import GROUPS
from policynlp.document import GENRES
from policynlp.render.share_plots import layout_of
from policynlp.web.answered import LABELS, Page, actor_url, answer_table, asked, chosen, remembered, url_without
from policynlp.web.answers import Answer, Column, answers, plot
from policynlp.web.pages import Nav
from policynlp.web.reader import Reader
from policynlp.web.readers import LentReader

router = APIRouter()
NAV = Nav("Themes", "/themes", "t")
_SHOWN = 120
_SPEAKERS = 40
_SHARES = (
    Column(name="group", title="Of"),
    Column(name="name", title="Theme", kind="link"),
    Column(name="percent", title="Share of passages"),
    Column(name="passages", title="Passages", kind="number"),
    Column(name="of_passages", title="of", kind="number"),
    Column(name="unique_documents", title="Texts", kind="number"),
    Column(name="of_unique_documents", title="of", kind="number"),
)
_SPOKEN = (
    Column(name="speaker", title="Who", kind="link"),
    Column(name="name", title="Theme", kind="link"),
    Column(name="quotes", title="Quotations", kind="number"),
    Column(name="of_quotes", title="of all of theirs", kind="number"),
    Column(name="unique_documents", title="Texts", kind="number"),
)


@answers(router, "/themes", template="themes.html")
def themes(
    request: Request,
    reader: LentReader,
    filters: Annotated[Filters, Depends(asked(Filters))],
    by: Annotated[str, Query(description=f"One of {', '.join(GROUPS)}")] = "corpus",
    facets: Annotated[bool, Query(description="Facets, in place of themes")] = False,
) -> Answer:
    """The share of passages of each theme, and who speaks on what."""
    return remembered(request, reader, lambda: _themes(request, reader, filters, by, facets))


def _themes(request: Request, reader: Reader, filters: Filters, by: str, facets: bool) -> Answer:
    texts = dict(request.query_params)
    page = Page(request)
    shares = theme_shares(reader.views, replace(filters, speaker=None), by=by or "corpus", facets=facets)
    spoken = by_speaker(
        reader.views,
        QuoteFilters(**{f.name: getattr(filters, f.name) for f in fields(filters)}),
        facets=facets,
        limit=None if page.whole else _SPEAKERS,
    )
    layout, points = layout_of(shares.rows, by=by or "corpus")
    described = "; ".join(
        f"{p['name']} {p['share']:.0%}" + (f" of {p['group']}" if by != "corpus" else "") for p in points[:20]
    )
    note = f"A passage may have several themes. {shares.stated}"
    shown = shares if page.whole else shares.with_rows(shares.rows[:_SHOWN])
    return Answer(
        title="Themes",
        data={
            "stated": f"Shares of {_passages(shares.rows)} passages. {shares.stated}" if shares.rows else shares.stated,
            "given": texts,
            "chips": chosen(filters, LABELS, url_without(request)),
            "choices": {"by": tuple(GROUPS), "genre": GENRES},
        },
        tables=(
            answer_table(shown, "shares", caption="Shares", columns=_SHARES, page=page, links=_share),
            answer_table(
                spoken, "speakers", caption="Who speaks on what", columns=_SPOKEN, page=page, links=_speaker, first=True
            ),
        ),
        plots=(
            plot("shares_plot", points, layout, caption="Share of passages", description=described, note=note, sql=shares.sql),
        ),
    )


def _passages(rows: list[dict[str, Any]]) -> str:
    return f"{sum({row['group']: row['of_passages'] for row in rows}.values()):,}"


def _name(row: Mapping[str, Any]) -> tuple[str, str]:
    """Name for people, and of the filter."""
    key = row["theme"] if row["facet"] is None else f"{row['theme']}.{row['facet']}"
    return key.replace(".", ": ").replace("_", " "), key


def _share(row: Mapping[str, Any]) -> dict[str, Any]:
    if row["theme"] is None:
        return {"name": "(none was found)", "name_url": None, "percent": f"{row['share']:.1%}"}
    name, key = _name(row)
    return {"name": name, "name_url": f"/figures?{urlencode({'theme': key})}", "percent": f"{row['share']:.1%}"}


def _speaker(row: Mapping[str, Any]) -> dict[str, Any]:
    name, key = _name(row)
    asked = {"theme": key, "speaker": row["identity"] or row["speaker"]}
    said = f"/voices?{urlencode({'speaker': row['speaker']})}"  # by a noun, without a page of its own
    return {"name": name, "name_url": f"/voices?{urlencode(asked)}", "speaker_url": actor_url(row["identity"]) or said}
