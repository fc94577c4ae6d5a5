"""The figures of a corpus against official numbers: a table of measure, unit, place, period and value.

Each row of the table becomes a document of one sentence, which is compared with what the corpus states as two texts are.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from policynlp.document import Document, Passage, Source, content_id
from policynlp.errors import InputError
from policynlp.link.claims import between
from policynlp.link.comparable import LEAST_SIMILARITY
from policynlp.link.order import days
from policynlp.link.pairs import party
from policynlp.link.statement_reading import statements
from policynlp.tag import dates
from policynlp.tag.claims.amounts import Amount, read_amount
from policynlp.tags import Claim, Entity, LinkKind, Period, Tags, TextSpan, annotation_id

COLUMNS = ("measure", "unit", "place", "period", "value", "source")
_NEEDED = ("measure", "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """A row of the table.

    Attributes:
        line: In the file, counted from 1.
        measure, unit, place, period, value, source: As printed.
        amount: The value with its unit, read.
        days: What the period covers, or null.
    """

    line: int
    measure: str
    unit: str
    place: str
    period: str
    value: str
    source: str
    amount: Amount
    days: Period | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A figure of the corpus beside an official one.

    Attributes:
        verdict: `agrees`, `compatible`, `differs` or `not_comparable`.
        document, claim, start, end: Where it stands.
        delta: Relative difference of the text to the official value, or null.
        reason: One sentence for people; "here" is the text, "there" the table.
        score: How alike the measures are, 0 to 1.
        official: The row.
    """

    verdict: LinkKind
    document: str
    claim: str
    start: int
    end: int
    delta: float | None
    reason: str
    score: float
    official: Official

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready mapping."""
        row = {name: getattr(self.official, name) for name in ("line", *COLUMNS)}
        return {k: v for k, v in asdict(self).items() if k != "official"} | {"official": row}


def read_series(path: Path) -> tuple[list[Official], list[str]]:
    """The rows of a CSV file, and what is wrong with those that cannot be read.

    Args:
        path: With a header; columns `measure` and `value` at least, see `COLUMNS`. Commas, semicolons or tabs between cells.

    Raises:
        InputError: The file cannot be read, or a column is missing.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
            file.seek(0)
            reader = csv.DictReader(file, delimiter=max(",;\t", key=header.count))
            names = [n.strip().lower() for n in reader.fieldnames or ()]
            reader.fieldnames = names
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"it cannot be read: {error}", where=str(path), hint="A CSV file in UTF-8 is expected.") from error
    if missing := [n for n in _NEEDED if n not in names]:
        hint = f"The first line names the columns: {', '.join(COLUMNS)}."
        raise InputError(f"there is no column {' and no column '.join(missing)}", where=str(path), hint=hint)
    out, problems = [], []
    for line, row in rows:
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        try:
            out.append(_official(line, cells))
        except InputError as error:
            problems.append(f"{path}#{line}: {error.what}. {error.hint}")
    return out, problems


def _official(line: int, cells: dict[str, str]) -> Official:
    if not cells["measure"]:
        raise InputError("the row names no measure", where="measure", hint="Say what the value measures.")
    amount = read_amount(cells["value"], cells["unit"])
    period = _period(cells["period"])
    if cells["period"] and period is None:
        raise InputError(f"{cells['period']!r} is no period", where="period", hint="Write 2020, 2020-05, Q3 2020 or May 2020.")
    return Official(line=line, amount=amount, days=period, **cells)


def _period(printed: str) -> Period | None:
    covered = days(printed)
    if covered is not None:
        return Period(text=printed, start_date=covered[0].isoformat(), end_date=covered[1].isoformat(), timex=printed)
    found = dates.resolve(printed, published=None) if printed else None
    return found if found is not None and (found.start_date or found.end_date) else None


def check(
    rows: Sequence[Official], documents: Iterable[tuple[Document, Tags]], *, least_similarity: float = LEAST_SIMILARITY
) -> Iterator[Checked]:
    """Compare the figures of documents with official ones.

    Args:
        rows: The table.
        documents: Tagged; each is looked at once.
        least_similarity: See `comparable.LEAST_SIMILARITY`.
    """
    by_document = {}
    known = []
    for row in rows:
        document, tags = _as_document(row)
        by_document[document.id] = row
        known += statements(party(document), document, tags)
    for document, tags in documents:
        found = []
        for link in between(statements(party(document), document, tags), known, least_similarity=least_similarity):
            ours, official = (link.from_, link.to) if link.to.document in by_document else (link.to, link.from_)
            delta = link.delta if ours is link.from_ or link.delta is None else -link.delta / (1 + link.delta)
            found.append(
                Checked(
                    verdict=link.kind,
                    document=ours.document,
                    claim=ours.annotation or "",
                    start=ours.start or 0,
                    end=ours.end or 0,
                    delta=round(delta, 6) if delta is not None else None,
                    reason=link.reason or "",
                    score=link.score,
                    official=by_document[official.document],
                )
            )
        settled = {c.claim for c in found if c.verdict != "not_comparable"}  # other years of a series are no news then
        yield from (c for c in found if c.verdict != "not_comparable" or c.claim not in settled)


def _as_document(row: Official) -> tuple[Document, Tags]:
    """The row as a sentence, with its figure and place marked."""
    place = f" in {row.place}" if row.place else ""
    when = f" in {row.period}" if row.period else ""
    text = f"{row.measure[0].upper()}{row.measure[1:]}{place} was {row.amount.text}{when}."
    document = Document(
        text=text,
        source=Source(uri=f"series#{row.line}", title=row.source or None, genre="statistics"),
        work=f"series#{row.line}",
        passages=(Passage(id=content_id("series", row.line), start=0, end=len(text), kind="paragraph"),),
    )
    ident = document.id
    start = len(row.measure) + len(place) + len(" was ")
    end = start + len(row.amount.text)
    claim = Claim(
        id=annotation_id(ident, "claims", [(start, end)]),
        start=start,
        end=end,
        text=row.amount.text,
        kind=row.amount.kind,
        value=row.amount.value,
        unit=row.amount.unit,
        value_base=row.amount.value_base,
        unit_base=row.amount.unit_base,
        measure=TextSpan(start=0, end=len(row.measure), text=text[: len(row.measure)]),
        period=row.days,
        place=row.place or None,
    )
    entities = []
    if row.place:
        at = len(row.measure) + len(" in ")
        name = row.place
        key = f"place:{name.lower().replace(' ', '-')}"
        entities.append(
            Entity(
                id=annotation_id(ident, "entities", [(at, at + len(name))]),
                start=at,
                end=at + len(name),
                label="GPE",
                entity=key,
                name=name,
            )
        )
    return document, Tags(document=ident, tagset="", claims=(claim,), entities=tuple(entities))
