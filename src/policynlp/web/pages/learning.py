"""What the labels have taught so far, and whether more of them are likely to help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request

from policynlp import steps
from policynlp.corpus.provenance import sql_with_values
from policynlp.render.learning_plots import learning_lines
from policynlp.web.answers import Answer, Column, Table, answers, plot
from policynlp.web.readers import LentReader

router = APIRouter()
_COLUMNS = (
    Column(name="at", title="Trained", kind="date"),
    Column(name="version", title="Model"),
    Column(name="labels", title="Labelled passages", kind="number"),
    Column(name="figure", title="Figure"),
    Column(name="value", title="Reached", kind="number"),
)


@answers(router, "/learning", template="learning.html")
def learning(request: Request, reader: LentReader) -> Answer:  # noqa: ARG001 - the basis of every answer
    """The learning curve of the theme classifier, with advice on stopping."""
    request.state.etag = None  # trainings are no commits to the corpus
    found = steps.learning_curve(request.app.state.settings)
    points = found["points"]
    told = "; ".join(f"{p['labels']} labels: {p['figure']} {p['value']:.3f}" for p in points)
    note = "Each point is a training; only those with labelled passages of your own are shown. "
    note += "From the models' own records, not from the corpus: `policynlp models --json` lists them; the SQL holds them as they are."
    sql = _as_sql(points)
    return Answer(
        title="Learning",
        data={"advice": found["advice"], "people": steps.against_people(request.app.state.settings)},
        tables=(
            Table(
                name="trainings",
                caption="Trainings",
                columns=_COLUMNS,
                rows=points,
                note=note,
                sql=sql,
                empty="No training yet.",
            ),
        ),
        plots=(
            plot(
                "curve",
                points,
                learning_lines(),
                caption="F1 by labels",
                description=f"F1 by labels. {told}",
                note=note,
                sql=sql,
            ),
        ),
    )


def _as_sql(points: Sequence[Mapping[str, Any]]) -> str | None:
    """A query that gives the points: their records are no table of the corpus, so that it holds them."""
    if not points:
        return None
    names = [column.name for column in _COLUMNS]
    columns = ", ".join(f'"{name}"' for name in names)  # "at" is a word of SQL
    rows = ", ".join([f"({', '.join('?' * len(names))})"] * len(points))
    values = [point[name] for point in points for name in names]
    return sql_with_values(f"SELECT * FROM (VALUES {rows}) AS trainings({columns})", values)  # noqa: S608 - our names
