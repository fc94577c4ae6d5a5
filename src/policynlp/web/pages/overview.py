"""What is in the corpus: the first page."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from fastapi import APIRouter, Request

from policynlp.corpus.overview import OVERVIEW_OUT_OF, OVERVIEW_SQL, layer_counts
from policynlp.render.vega import WHOLE
from policynlp.render.wording import counted
from policynlp.web.answers import Answer, Column, Plot, Table, answers, plot, table
from policynlp.web.operation import alarms_shown, drift_plot, drift_table, sources_table, was_tested
from policynlp.web.pages import Nav
from policynlp.web.reader import Reader
from policynlp.web.readers import LentReader
from policynlp.web.templating import place_url
from policynlp.web.withholding import withholds

router = APIRouter()
NAV = Nav("Overview", "/", "o")
_RUNS = 8
_NEWEST = 12
_BARS = 12
_BAR_PIXELS = 22
_MONTHS = 36
"""Longer spans of time are shown by year."""
_PAGE_WAIT_S = 0.1
"""In all: a page of a large corpus comes at once and looks again; a program waits."""
_API_WAIT_S = 300.0
_SPACED = {"labelLimit": 220, "labelExpr": "replace(datum.label, regexp('_', 'g'), ' ')"}
_RUN_COUNTS = {
    "documents": "texts",
    "tagged": "tagged",
    "rejected": "left out",
    "quotes": "quotations",
    "claims": "figures",
    "links": "ties",
}
"""Counts of a run that are shown, and what people call them."""
_LENGTHS = {"passages": "passages", "quotes": "quotations", "documents": "texts", "n": None}
"""Column of a count to what people call it."""


@answers(router, "/", template="overview.html", api="/overview")
def overview(request: Request, reader: LentReader) -> Answer:
    """What is in the corpus, what is wrong with it, its sources, the last runs, what was left out, the models in use."""
    wait_s = _API_WAIT_S if request.url.path.startswith("/api") else _PAGE_WAIT_S
    end = time.monotonic() + wait_s
    parts, fresh = request.app.state.counting.ask(reader.state, PARTS, wait_s=wait_s)
    state, is_now = request.app.state.watch.ask(reader.state, wait_s=max(0.0, end - time.monotonic()))
    fresh = fresh and is_now
    told = None if withholds(request) else state  # sources and their troubles are the keeper's business
    if not fresh:
        request.state.etag = None  # the next answer may differ without a commit
    found: tuple[Any, ...] = reader.remembered("overview", lambda: _at_once(reader))
    newest, left_out, runs, tagsets, published = found
    return Answer(
        title="Overview",
        data={
            "counts": {"documents": reader.basis()["documents"], **parts.pop("counts", {})},
            "runs": runs,
            "tagsets": tagsets,
            "alarms": alarms_shown(told),
        },
        tables=(newest, left_out, sources_table(told), drift_table(state)),
        plots=(published, *parts.values(), drift_plot(state)),
        shown={"fresh": fresh, "run_counts": _RUN_COUNTS, "drift_tested": was_tested(state)},
    )


def _at_once(reader: Reader) -> tuple[Any, ...]:
    """What takes no time, however large the corpus is."""
    runs = list(reversed(reader.store.runs()))[:_RUNS]
    return _newest(reader), _left_out(reader), runs, list(reversed(reader.store.tagsets())), _published(reader)


def _newest(reader: Reader) -> Table:
    return table(
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
        kept=True,
        note=_rests_on(reader, "documents"),
        links=lambda row: {"title_url": place_url(row["document"])},
    )


def _left_out(reader: Reader) -> Table:
    return table(
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
        kept=True,
        empty="Nothing was left out.",
    )


def _rests_on(reader: Reader, name: str, note: str = "") -> str:
    """What a part of this page is counted over: the number that its own add up to, and the texts, without and with repeats."""
    basis = reader.basis()
    texts = counted(basis["documents"], "text")
    if basis["left_out"]:
        texts += f", each once ({basis['documents'] + basis['left_out']:,} with repeats and earlier revisions)"
    parts = [note] if note else []
    if name in OVERVIEW_OUT_OF:
        noun, sql = OVERVIEW_OUT_OF[name]
        (total,) = reader.kept_rows(sql)
        inside = f" in {counted(total['documents'], 'text')}" if "documents" in total else ""
        parts.append(f"Out of {total['n']:,} {noun}{inside}, of {texts}.")
    else:
        parts.append(f"Out of {texts}.")
    return " ".join(parts)


def _bars(name: str, length: str, label: str, *, caption: str, note: str = "") -> Callable[[Reader], Plot]:
    sql = OVERVIEW_SQL[name]

    def drawn(reader: Reader) -> Plot:
        rows = reader.kept_rows(sql, limit=_BARS)
        layout = {
            "width": "container",
            "height": _BAR_PIXELS * max(1, len(rows)),
            "mark": {"type": "bar", "tooltip": True, "cornerRadiusEnd": 3},
            "encoding": {
                "y": {"field": label, "type": "nominal", "sort": None, "title": None, "axis": _SPACED},
                "x": {"field": length, "type": "quantitative", "title": _LENGTHS[length], "axis": WHOLE},
            },
        }
        return plot(name, rows, layout, caption=caption, note=_rests_on(reader, name, note), sql=sql)

    return drawn


PARTS: Mapping[str, Callable[[Reader], Any]] = {
    "counts": lambda reader: layer_counts(reader.kept_rows),
    "themes": _bars("themes", "passages", "theme", caption="Passages by theme", note="A passage may have several themes."),
    "speakers": _bars("speakers", "quotes", "speaker", caption="Who is quoted most"),
    "publishers": _bars("publishers", "documents", "publisher", caption="Texts by publisher"),
    "links": _bars("links", "n", "kind", caption="Ties between texts"),
}
"""What is counted over the whole corpus; see `policynlp.web.counting`."""


def _published(reader: Reader) -> Plot:
    """Texts over time, by month where that is readable."""
    months = reader.kept_rows(OVERVIEW_SQL["months"])
    spread = {row["month"] for row in months}
    by = "year" if spread and _months_between(min(spread), max(spread)) > _MONTHS else "month"
    sql = OVERVIEW_SQL[f"{by}s"]
    layout = {
        "width": "container",
        "height": 180,
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {
            "x": {"field": by, "type": "temporal", "timeUnit": "utcyearmonth" if by == "month" else "utcyear", "title": None},
            "y": {"field": "documents", "type": "quantitative", "title": "texts", "axis": WHOLE},
            "color": {"field": "genre", "type": "nominal", "title": "kind"},
        },
    }
    note = _rests_on(reader, "published", "Texts without a date are not shown.")
    rows = months if by == "month" else reader.kept_rows(sql)
    return plot("published", rows, layout, caption=f"Texts by {by} of publication", note=note, sql=sql)


def _months_between(first: str, last: str) -> int:
    a, b = (date.fromisoformat(f"{month}-01") for month in (first, last))
    return (b.year - a.year) * 12 + b.month - a.month
