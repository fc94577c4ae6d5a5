"""Figures: contested ones first, a measure over its periods, all of them as a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Depends, Query, Request

from policynlp.corpus.answers import Answer as Found
from policynlp.corpus.answers import FigureFilters, period_words, series_name
from policynlp.corpus.answers.figures import ORDERS
from policynlp.corpus.answers.filters import DIMENSIONS
from policynlp.document import GENRES
from policynlp.errors import InputError
from policynlp.render.amounts import amount
from policynlp.render.figure_plots import period_layout, period_points
from policynlp.render.wording import bounded, gap_told
from policynlp.steps import ask_figures, compare_figures
from policynlp.tags import ClaimKind, Nature
from policynlp.web.answered import LABELS, Page, actor_url, answer_table, asked, chosen, remembered, standing, url_without
from policynlp.web.answers import Answer, Column, Plot, answers, plot
from policynlp.web.pages import Nav
from policynlp.web.reader import Reader
from policynlp.web.readers import LentReader

router = APIRouter()
NAV = Nav("Figures", "/figures", "f")
_CONTESTED = 8
"""Pairs that the page shows; the API has all of them."""
_MOST_POINTS = 400
"""More points than this are a cloud: the plot waits for a measure to be named."""
_COLUMNS = (
    Column(name="text", title="Figure", kind="link"),
    Column(name="series", title="Of what", kind="long"),
    Column(name="period", title="When"),
    Column(name="who", title="Given by", kind="link"),
    Column(name="sentence", title="Sentence", kind="long"),
    Column(name="document_title", title="Text", kind="link"),
)
_CONVERTED = Column(name="converted", title="Converted")

Rate = Annotated[str | None, Query(description="For money: CNY=0.14, what one yuan is in the unit of `in`")]
Against = Annotated[
    str | None, Query(description="Of pairs: the other text's id, its beginning, words of its title, or its genre")
]


@answers(router, "/figures", template="figures.html", paged=True)
def figures(
    request: Request,
    reader: LentReader,
    filters: Annotated[FigureFilters, Depends(asked(FigureFilters))],
    order: Annotated[str, Query(description=f"One of {', '.join(ORDERS)}")] = "contested",
    convert: Annotated[str | None, Query(alias="in", description="Unit to convert to")] = None,
    rate: Rate = None,
    against: Against = None,
) -> Answer:
    """Figures with what they measure, when, where, who gives them, and where they stand."""
    return remembered(request, reader, lambda: _figures(request, reader, filters, order, convert, rate, against or None))


def _figures(
    request: Request,
    reader: Reader,
    filters: FigureFilters,
    order: str,
    convert: str | None,
    rate: str | None,
    against: str | None,
) -> Answer:
    texts = dict(request.query_params)
    page = Page(request)
    found = ask_figures(
        reader.views, filters, unit=convert or None, rates=_rates(rate), order=order or "contested", limit=page.limit,
        offset=page.offset,
    )  # fmt: skip
    columns = (*_COLUMNS[:1], _CONVERTED, *_COLUMNS[1:]) if convert else _COLUMNS
    table = answer_table(found, "figures", caption="Figures", columns=columns, page=page, links=_links)
    pairs = compare_figures(  # in the same pages as the figures
        reader.views, filters, against=against, contested=filters.contested, limit=page.limit, offset=page.offset
    )
    compared = answer_table(pairs, "contested", caption="Compared" if against else "Contested", columns=(), page=page)
    plots = () if page.offset else _plots(reader, filters, convert, rate, found, page)
    return Answer(
        title="Figures",
        data={
            "stated": found.stated,
            "notes": found.notes,
            "given": texts,
            "chips": chosen(filters, LABELS, url_without(request)),
            "pairs": [{**row, **_pair(pair)} for row, pair in zip(compared.rows, pairs.rows, strict=True)],
            "pairs_total": pairs.total,
            "against": {"text": against, "stated": pairs.stated} if against else None,
            "cursor": page.next(found) or page.next(pairs),
            "first_page": page.offset == 0,
            "choices": {
                "kind": get_args(ClaimKind),
                "nature": get_args(Nature),
                "genre": GENRES,
                "order": tuple(ORDERS),
                "dimension": (*DIMENSIONS, "money"),
            },
        },
        tables=(table, compared) if page.whole else (table,),
        plots=plots,
        shown={"cursor": page.next(found), "most_pairs": _CONTESTED},
    )


def _links(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row shows; files and JSON keep the numbers of `converted` and `converted_high`."""
    value, high = row.get("converted"), row.get("converted_high")
    shown = {} if value is None else {"converted": amount(value, row["converted_unit"], high=high)}
    return shown | {
        "series": series_name(row),
        "period": period_words(row) or None,
        "text": bounded(row["bound"], row["text"]),
        "text_url": standing(row),
        "who_url": actor_url(row["identity"]),
        "document_title": row["document_title"] or row["uri"],
        "document_title_url": f"/documents/{row['document']}",
    }


def _pair(row: Mapping[str, Any]) -> dict[str, Any]:
    """What the page shows of two figures, beside their columns."""
    return {
        "gap": gap_told(row["reason"], row["delta"]),
        "what": series_name({**row, "kind": ""}),
        "url": standing(row),
        "other_url": standing(row, "other_"),
    }


def _plots(
    reader: Reader, filters: FigureFilters, convert: str | None, rate: str | None, found: Found, page: Page
) -> tuple[Plot, ...]:
    """The figures over their periods, where a question names what they measure and is narrow enough to be drawn."""
    named = filters.measure or filters.share_of
    if not page.whole and (not named or found.total > _MOST_POINTS):
        return ()
    told = ask_figures(reader.views, filters, unit=convert or None, rates=_rates(rate), periods=True)
    points = period_points(told.rows)
    description = f"{len(points)} figures over their periods: " + "; ".join(
        f"{p['series']}, {p['from_day'][:4]}: {p['text']}" for p in points[:12]
    )
    return (
        plot(
            "periods",
            points,
            period_layout(points) if points else {},
            caption="Over time",
            description=description,
            note=" ".join([told.stated, "Figures without a period are not drawn.", *told.notes]),
            sql=None if page.whole else told.sql,
        ),
    )


def _rates(given: str | None) -> dict[str, float]:
    code, _, rate = (given or "").partition("=")
    try:
        return {code.strip().upper(): float(rate)} if given and given.strip() else {}
    except ValueError as error:
        raise InputError(f"{given!r} is no rate", where="rate", hint="Write CNY=0.14.") from error
