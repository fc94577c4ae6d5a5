"""Figures: what was counted or measured, when, where, by whom, and the sentence that says so."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from policynlp.changes import change
from policynlp.corpus.answers.answer import Answer, Question, Row, ask
from policynlp.corpus.answers.conditions import Conditions, folded_words
from policynlp.corpus.answers.filters import CONTESTED, FigureFilters
from policynlp.corpus.answers.sentences import located, shown
from policynlp.corpus.read_only import ReadOnly
from policynlp.errors import InputError

_SELECT = f"""SELECT c.text, c.value, c.value_high, c.unit, c.bound, c.trend, c.nature,
    c.measure_text AS measure, c.scope_text AS scope, c.share_of_text AS share_of, c.place,
    c.period_text AS period, c.period_start_date AS period_start, c.period_end_date AS period_end,
    c.from_value, c.from_period_text AS from_period,
    coalesce(c.identity_name, c.speaker, c.source_text) AS who,
    {CONTESTED.format(row="c")} AS contested,
    c.document_title, c.publisher, c.genre, c.published, c.uri, c.kind, c.value_base, c.unit_base, c.flags,
    c.identity, c.document, c.start_char, c.end_char, c.quote, c.id
FROM claims c"""

_FEW_FIGURES = 20
"""Where fewer are found by their measure, a reader has to know that the texts may say it with other words."""
ORDERS: Mapping[str, str] = {
    "contested": "contested DESC, published, document, start_char, id",
    "published": "published DESC NULLS LAST, document, start_char, id",
    "period": "coalesce(period_start, period_end) NULLS LAST, published, document, start_char, id",
    "value": "unit_base, value_base DESC NULLS LAST, document, start_char, id",
    "measure": "lower(measure) NULLS LAST, document, start_char, id",
}
"""Name of an order to its SQL."""


def figures(
    views: ReadOnly,
    filters: FigureFilters | None = None,
    *,
    order: str = "contested",
    limit: int | None = None,
    offset: int = 0,
    sentences: bool = True,
) -> Answer:
    """Figures that the texts give.

    Args:
        views: The corpus.
        filters: What to narrow them by.
        order: One of `ORDERS`.
        limit: Rows at the most; None: all.
        offset: Rows to pass over.
        sentences: Add the sentence that each stands in, and as `change` whether it is an amount of change in it (`up`, `down`),
            or a level (`none`).

    Raises:
        InputError: There is no such order.
    """
    if order not in ORDERS:
        raise InputError(f"there is no order {order!r}", where="order", hint=f"Orders: {', '.join(ORDERS)}.")
    filters = filters or FigureFilters()
    where = filters.apply(Conditions(), "c")
    answer = ask(views, _question(where), order=ORDERS[order], limit=limit, offset=offset, key="id", filters=filters)
    answer = _with_more(views, filters, answer)
    if not sentences:
        return answer
    columns = list(answer.columns)
    columns.insert(columns.index("document_title"), "sentence")
    columns.insert(columns.index("trend") + 1, "change")
    return answer.with_rows(_in_sentences(views, answer.rows), columns=tuple(columns))


def _in_sentences(views: ReadOnly, rows: Sequence[Row]) -> list[Row]:
    """The rows with their sentences, and whether each figure is an amount of change in it."""
    out: list[Row] = [dict(row) | {"sentence": None, "change": None} for row in rows]
    for row, text, sentence, span in located(views, out):
        row["sentence"] = shown(text, sentence)
        row["change"] = change(text, span, start=sentence[0], trend=row["trend"])
    return out


def _question(where: Conditions) -> Question:
    return Question(sql=f"{_SELECT}\n{where.where}", values=where.values, what="figures", bare=_SELECT)


def over_periods(views: ReadOnly, filters: FigureFilters | None = None) -> Answer:
    """Figures that say when, in the order of their periods: how a measure moved.

    Each row is one figure of one text; `series` names what may be drawn as one line: the same measure, of the same scope and
    whole, in the same base unit. An earlier state that a text only mentions ("down from 8.5 percent in 2003") is a figure of
    its own, so it has a row too.

    Args:
        views: The corpus.
        filters: What to narrow them by.
    """
    filters = filters or FigureFilters()
    answer = ask(views, _question(_dated(filters.apply(Conditions(), "c"))), order=ORDERS["period"], filters=filters)
    answer = _with_more(views, filters, answer, dated=True)
    rows = [{"series": series_name(row), **row} for row in _in_sentences(views, answer.rows)]
    return answer.with_rows(rows, columns=("series", *answer.columns, "sentence", "change"))


def _dated(where: Conditions) -> Conditions:
    return where.add("coalesce(c.period_start_date, c.period_end_date) IS NOT NULL").add("c.value IS NOT NULL")


def _with_more(views: ReadOnly, filters: FigureFilters, answer: Answer, *, dated: bool = False) -> Answer:
    """The answer; where few figures are of a measure, it says how many more stand in passages that name it."""
    words = filters.named
    if not folded_words(words) or filters.about or answer.total >= _FEW_FIGURES:
        return answer
    where = replace(filters, measure=None, about=words).apply(Conditions(), "c")
    where.said("c", "claims_words", words, nouns=True, but=True)
    if dated:
        _dated(where)
    more = views.query(f"SELECT count(*) AS n FROM claims c {where.where}", where.values)["n"][0].as_py()
    if not more:
        return answer
    told = "1 more figure stands" if more == 1 else f"{more:,} more figures stand"
    passages = f"{told} in passages that say “{words}”, without these words in what is measured, its scope or its whole"
    shown = f"`--about {shlex.quote(words)}` shows {'it' if more == 1 else 'them'}, too (“Passage says” on the page)."
    return answer.with_rows(answer.rows, notes=[f"{passages}: {shown}"])


def series_name(figure: Mapping[str, Any]) -> str:
    """What a figure measures, of whom or what: "grain output (Jilin)", "share of China's total economy (region)".

    An amount of change says so ("rise in grain output"): it is no level, and no line may run through both.
    """
    measure, whole = figure["measure"] or _UNNAMED.get(figure["kind"], figure["kind"]), figure["share_of"]
    of = figure["scope"] or figure["place"]
    if of and _named(of) in (_named(figure["measure"] or ""), _named(whole or "")):
        of = None  # "the region", whose area it is
    if whole:
        told = set(folded_words(measure)) - {"the"} <= set(folded_words(whole))
        measure = f"share of {whole}" if told else f"{measure}, share of {whole}"
    moved = CHANGES.get(figure.get("change") or "none")
    if moved:
        measure = f"{moved} {measure}" if figure["measure"] or whole else moved.removesuffix(" in")
    return f"{measure} ({_ARTICLE.sub('', of)})" if of else measure


def _named(words: str) -> str:
    return " ".join(folded_words(_ARTICLE.sub("", words)))


_UNNAMED = {"percent": "percentage"}
"""Kinds of figures whose key reads badly behind the figure, where it is all that is known of what is measured."""
CHANGES = {"up": "rise in", "down": "fall in"}
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)


def period_words(figure: Mapping[str, Any]) -> str:
    """The period as printed, with its years where the words do not say them: "last year (2023)"."""
    words, first, last = figure["period"], figure["period_start"], figure["period_end"]
    years = sorted({day[:4] for day in (first, last) if day})
    if not words or not years or years[0] in words:
        return words or ""
    return f"{words} ({'–'.join(years)})"
