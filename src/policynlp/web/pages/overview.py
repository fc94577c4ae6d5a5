"""What is in the corpus: the first page."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter

from policynlp.corpus.overview import OVERVIEW_SQL
from policynlp.web.answers import Answer, Column, Plot, Table, answers, plot, table
from policynlp.web.pages import Nav
from policynlp.web.readers import LentReader, Reader
from policynlp.web.templating import place_url

router = APIRouter()
NAV = Nav("Overview", "/", "o")
_RUNS = 8
_NEWEST = 12
_BARS = 12
_WHOLE = {"tickMinStep": 1, "format": ",d", "tickCount": 6}


@answers(router, "/", template="overview.html", api="/overview")
def overview(reader: LentReader) -> Answer:
    """What is in the corpus, the last runs, what was left out, the models in use."""
    found: Answer = reader.remembered("overview", lambda: _overview(reader))
    return found


def _overview(reader: Reader) -> Answer:
    counts = {row["layer"]: row["n"] for row in reader.rows(OVERVIEW_SQL["layers"])}
    runs = list(reversed(reader.store.runs()))[:_RUNS]
    return Answer(
        title="Overview",
        data={"counts": counts, "runs": runs, "tagsets": _tagsets(reader)},
        tables=tuple(_tables(reader)),
        plots=tuple(_plots(reader)),
    )


def _tables(reader: Reader) -> list[Table]:
    return [
        table(
            reader,
            "documents",
            OVERVIEW_SQL["documents"],
            caption="Newest texts",
            columns=[
                Column(name="title", title="Title", kind="link"),
                Column(name="publisher", title="Publisher"),
                Column(name="genre", title="Kind"),
                Column(name="published", title="Published", kind="date"),
                Column(name="chars", title="Characters", kind="number"),
            ],
            limit=_NEWEST,
            links=lambda row: {"title_url": place_url(row["document"])},
        ),
        table(
            reader,
            "rejects",
            OVERVIEW_SQL["rejects"],
            caption="Left out, and why",
            columns=[
                Column(name="uri", title="Source", kind="long"),
                Column(name="reason", title="Reason"),
                Column(name="what", title="What happened", kind="long"),
                Column(name="hint", title="What to do", kind="long"),
            ],
            limit=20,
            empty="Nothing was left out.",
        ),
    ]


def _plots(reader: Reader) -> list[Plot]:
    return [
        _bars(reader, "themes", "passages", "theme", caption="Passages by theme", note="A passage may have several themes."),
        _bars(reader, "speakers", "quotes", "speaker", caption="Who is quoted most"),
        _months(reader),
        _bars(reader, "publishers", "documents", "publisher", caption="Texts by publisher"),
        _bars(reader, "links", "n", "kind", caption="Ties between texts"),
    ]


def _bars(reader: Reader, name: str, length: str, label: str, *, caption: str, note: str = "") -> Plot:
    sql = OVERVIEW_SQL[name]
    rows = reader.rows(sql, limit=_BARS)
    layout = {
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "height": {"step": 22},
        "mark": {"type": "bar", "tooltip": True, "cornerRadiusEnd": 3},
        "encoding": {
            "y": {"field": label, "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 220}},
            "x": {
                "field": length,
                "type": "quantitative",
                "title": length if length != "n" else None,
                "axis": _WHOLE,
            },
        },
    }
    return plot(name, rows, layout, caption=caption, note=note, sql=sql)


def _months(reader: Reader) -> Plot:
    sql = OVERVIEW_SQL["years"]
    layout = {
        "width": "container",
        "height": 180,
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "x": {"field": "month", "type": "temporal", "timeUnit": "yearmonth", "title": None},
            "y": {
                "field": "documents",
                "type": "quantitative",
                "title": "texts",
                "axis": _WHOLE,
            },
            "color": {"field": "genre", "type": "nominal", "title": "kind"},
        },
    }
    note = "Texts without a date are not shown."
    return plot("years", reader.rows(sql), layout, caption="Texts by month of publication", note=note, sql=sql)


def _tagsets(reader: Reader) -> list[dict[str, Any]]:
    return [
        {**row, "manifest": json.loads(json.dumps(row["manifest"], default=str))} for row in reversed(reader.store.tagsets())
    ]
