"""A brief as tables: a row a figure with where it stands, a row a sentence that demands or plans with what it echoes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from policynlp.corpus.brief.article import ArticleBrief
from policynlp.corpus.export_csv import csv_line, safe_cell
from policynlp.errors import InputError

Row = dict[str, Any]


def brief_rows(brief: ArticleBrief, table: str) -> list[Row]:
    """The rows of one table, in the order of the text.

    Args:
        brief: The brief of a text.
        table: `figures`: standing (contradicted, doubtful, confirmed, holds, not_comparable, related, alone) and why, with the figure of
            the other text that decided it; `directives`: who demands what, and which text it echoes first; without one it is the
            text's own.

    Raises:
        InputError: There is no such table.
    """
    if table not in TABLES:
        raise InputError(f"a brief has no table {table!r}", where="table", hint=f"Tables: {', '.join(TABLES)}.")
    return list(TABLES[table](brief))


def brief_csv(brief: ArticleBrief, table: str) -> Iterator[str]:
    """The same as lines of CSV with a header, no cell of which a spreadsheet would run."""
    rows = brief_rows(brief, table)
    yield csv_line(COLUMNS[table])
    for row in rows:
        yield csv_line([safe_cell(cell) for cell in row.values()])


def _figures(brief: ArticleBrief) -> Iterator[Row]:
    titles = _titles(brief)
    for figure in brief.figures:
        first = figure.comparisons[0] if figure.comparisons else None
        why = [fault.what for fault in figure.faults] or ([first.reason] if first else [])
        yield dict(
            zip(
                COLUMNS["figures"],
                (
                    figure.standing,
                    " ".join(why),
                    figure.place.text,
                    figure.value,
                    figure.value_high,
                    figure.unit,
                    figure.bound,
                    figure.trend,
                    figure.nature,
                    figure.measure,
                    figure.scope,
                    figure.share_of,
                    figure.period,
                    figure.said_by,
                    figure.sentence.marked,
                    first.kind if first else None,
                    first.figure if first else None,
                    first.delta if first else None,
                    first.period if first else None,
                    first.said_by if first else None,
                    first.sentence.marked if first else None,
                    titles.get(first.place.document) if first else None,
                    first.place.document if first else None,
                    len(figure.comparisons),
                    brief.text.document,
                    figure.place.start,
                    figure.place.end,
                    figure.claim,
                ),
                strict=True,
            )
        )


def _directives(brief: ArticleBrief) -> Iterator[Row]:
    titles = _titles(brief)
    for directive in brief.directives:
        echo = directive.echoes[0] if directive.echoes else None
        yield dict(
            zip(
                COLUMNS["directives"],
                (
                    "echo" if echo else "own",
                    directive.act,
                    directive.voice,
                    directive.source_type,
                    directive.sentence.marked,
                    echo.relation or echo.kind if echo else None,
                    echo.score if echo else None,
                    echo.there.marked if echo else None,
                    titles.get(echo.there.document) if echo else None,
                    echo.there.document if echo else None,
                    echo.later if echo else None,
                    len(directive.echoes),
                    brief.text.document,
                    directive.start,
                    directive.end,
                ),
                strict=True,
            )
        )


def _titles(brief: ArticleBrief) -> dict[str, str | None]:
    return {text.document: text.title for text in brief.linked}


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "figures": (
        *("standing", "why", "text", "value", "value_high", "unit", "bound", "trend", "nature", "measure", "scope", "share_of"),
        *("period", "said_by", "sentence", "other_verdict", "other_text", "other_delta", "other_period", "other_said_by"),
        *("other_sentence", "other_title", "other_document", "comparisons", "document", "start_char", "end_char", "claim"),
    ),
    "directives": (
        *("whose", "act", "voice", "source_type", "sentence", "relation", "score", "echoed", "echoed_title", "echoed_document"),
        *("echoed_later", "echoes", "document", "start_char", "end_char"),
    ),
}
TABLES: Mapping[str, Callable[[ArticleBrief], Iterator[Row]]] = {"figures": _figures, "directives": _directives}
