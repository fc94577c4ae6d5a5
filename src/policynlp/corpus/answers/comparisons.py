"""Pairs of figures that were compared: what each says, in which sentence, and what the comparison found."""

from __future__ import annotations

from policynlp.changes import change
from policynlp.corpus.answers.answer import Answer, Question, Row, ask
from policynlp.corpus.answers.conditions import Conditions
from policynlp.corpus.answers.filters import FigureFilters
from policynlp.corpus.answers.known import check_document
from policynlp.corpus.answers.sentences import located, shown, with_sentences
from policynlp.corpus.read_only import ReadOnly
from policynlp.errors import InputError

VERDICTS = ("differs", "not_comparable", "compatible", "agrees")
"""Kinds of links between figures, those that a reader has to look at first."""
CONTESTED = ("differs",)


_SIDES = (
    *("text", "value", "unit", "bound", "nature", "measure", "scope", "share_of", "place", "period", "who", "sentence"),
    *("document_title", "publisher", "genre", "published", "uri", "document", "start_char", "end_char", "id"),
)


def verdicts_for(*, against: str | None, contested: bool = False) -> tuple[str, ...]:
    """Which pairs answer a question: where one text is held against another, all that were compared, else those that differ."""
    return VERDICTS if against and not contested else CONTESTED


def comparisons(
    views: ReadOnly,
    filters: FigureFilters | None = None,
    *,
    against: str | None = None,
    verdicts: tuple[str, ...] = CONTESTED,
    limit: int | None = None,
    offset: int = 0,
) -> Answer:
    """Figures beside those of other texts.

    Args:
        views: The corpus.
        filters: What to narrow one side by; a pair whose two sides both fit is shown once.
        against: The other side's document: id, its beginning, words of the title, or a genre.
        verdicts: Which of `VERDICTS`.
        limit: Rows at the most; None: all.
        offset: Rows to pass over.

    Returns:
        A row a pair: `verdict, delta, reason`, then the columns of one side and, with `other_` in front, of the other. Rows have
        beside them `change`: whether the first is an amount of change (`up`, `down`), or `none`.

    Raises:
        InputError: There is no such verdict, or nothing was found since no text goes by the name of one of the sides.
    """
    for verdict in verdicts:
        if verdict not in VERDICTS:
            raise InputError(f"there is no verdict {verdict!r}", where="verdict", hint=f"Verdicts: {', '.join(VERDICTS)}.")
    question = comparisons_question(filters, against=against, verdicts=verdicts)
    order = "list_position(['differs', 'not_comparable', 'compatible', 'agrees'], verdict), abs(delta) DESC NULLS LAST, link"
    answer = ask(views, question, order=order, limit=limit, offset=offset, key="link", filters=filters)
    if not answer.total:
        check_document(views, against, where="against", genres=True)
    rows: list[Row] = [dict(row) | {"sentence": None, "change": None} for row in answer.rows]
    for row, text, sentence, span in located(views, rows):
        row["sentence"] = shown(text, sentence)
        row["change"] = change(text, span, start=sentence[0], trend=row["trend"])
    rows = with_sentences(
        views, rows, document="other_document", start="other_start_char", end="other_end_char", into="other_sentence"
    )
    columns = ("verdict", "delta", "reason", *_SIDES, *(f"other_{name}" for name in _SIDES), "link")
    return answer.with_rows(rows, columns=columns)


def comparisons_question(
    filters: FigureFilters | None = None, *, against: str | None = None, verdicts: tuple[str, ...] = CONTESTED
) -> Question:
    """The question of `comparisons`."""
    where = (filters or FigureFilters()).apply(Conditions(), "c")
    where.add("l.kind IN (SELECT unnest(?))", list(verdicts))
    if against:
        other = Conditions(values=where.values)
        other.words("o.document_title", against)
        titled = " AND ".join(other.clauses) or "false"
        where.add(f"(starts_with(o.document, ?) OR o.genre = ? OR ({titled}))", against, against)
    sides = ",\n    ".join(_columns(alias, prefix) for alias, prefix in (("c", ""), ("o", "other_")))
    sql = f"""WITH pairs AS (
    SELECT id, kind, delta, reason, from_annotation AS one, to_annotation AS two FROM links WHERE from_annotation IS NOT NULL
    UNION ALL SELECT id, kind, -delta / (1 + delta), reason, to_annotation, from_annotation FROM links WHERE to_annotation IS NOT NULL
)
SELECT l.kind AS verdict, l.delta, l.reason,
    {sides},
    l.id AS link, c.trend
FROM pairs l JOIN claims c ON c.id = l.one JOIN claims o ON o.id = l.two
{where.where}
QUALIFY row_number() OVER (PARTITION BY l.id ORDER BY c.published DESC NULLS LAST, c.id) = 1"""
    return Question(sql=sql, values=where.values, what="comparisons")


def _columns(alias: str, prefix: str) -> str:
    renamed = {"measure": "measure_text", "scope": "scope_text", "share_of": "share_of_text", "period": "period_text"}
    out = []
    for name in _SIDES:
        if name == "who":
            out.append(f"coalesce({alias}.identity_name, {alias}.speaker, {alias}.source_text) AS {prefix}who")
        elif name != "sentence":
            out.append(f"{alias}.{renamed.get(name, name)} AS {prefix}{name}")
    return ", ".join(out)
