"""CSV for spreadsheets and statistics: a row a decision, a row a completion, a row an item that stands.

Offsets count code points of the document. Decisions and completions can be read back; what stands is derived from them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from policynlp.errors import InputError
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Completion, Decision, Machine, completions, decisions
from policynlp.labels.standing import standing_units
from policynlp.labels.tables import LABEL_LAYERS
from policynlp.labels.units import Unit, units

UNIT = ("unit", "layer", "document", "work", "text_sha256", "passage", "start", "end", "text")
DECISION = (
    *("seq", "key", "account", "at", "action", "target", "value", "machine", "machine_version", "machine_score", "shown"),
    *("adjudicates", "undoes", "seconds", "guideline", "note"),
)
COMPLETION = ("account", "at", "state", "shown", "seconds")
STANDING = ("target", "value", "origin", "status", "people", "machine", "machine_version", "machine_score")
_FORMULA = tuple("=+-@\t\r＝＋－＠'")
"""A cell that begins so gets an apostrophe before it, which is taken off when it is read back; those with one get a second."""


def decision_rows(store: LabelStore) -> Iterator[dict[str, Any]]:
    """All decisions in order, undone ones and undoings, too, each with its unit."""
    known = {unit.id: unit for unit in units(store)}
    for decision in decisions(store, standing=False):
        yield decision_row(known[decision.unit], decision)


def decision_row(unit: Unit, decision: Decision) -> dict[str, Any]:
    """A decision with its unit as a row."""
    machine = decision.machine
    about = {name: getattr(decision, name) for name in DECISION if not name.startswith(("machine", "value"))}
    about |= {"value": _json(decision.value), "machine": _json(machine.value)}
    about |= {"machine_version": machine.version, "machine_score": machine.score}
    return _unit_cells(unit) | about


def completion_rows(store: LabelStore) -> Iterator[dict[str, Any]]:
    """How far each person is with each unit."""
    known = {unit.id: unit for unit in units(store)}
    for (unit, _), completion in completions(store).items():
        yield _unit_cells(known[unit]) | {name: getattr(completion, name) for name in COMPLETION}


def standing_rows(store: LabelStore) -> Iterator[dict[str, Any]]:
    """What stands for each target of each unit that somebody decided on."""
    for standing in standing_units(store):
        for item in standing.items:
            machine = item.machine or Machine()
            yield _unit_cells(standing.unit) | {
                "target": item.target,
                "value": _json(item.value),
                "origin": item.origin,
                "status": item.status,
                "people": len(item.votes),
                "machine": _json(machine.value),
                "machine_version": machine.version,
                "machine_score": machine.score,
            }


def write_rows(path: Path, columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> int:
    """Write rows as CSV; gives how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(columns), lineterminator="\r\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: _cell(value) for name, value in row.items()})
            count += 1
    return count


def read_rows(path: Path, columns: Iterable[str]) -> Iterator[dict[str, str | None]]:
    """Rows of such a file, empty cells as None.

    Raises:
        InputError: It is not such a file.
    """
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8-sig", newline="") as file:
        hint = "Write it with `policynlp labels export FOLDER --format csv`."
        try:
            reader = csv.DictReader(file)
            missing = set(columns) - set(reader.fieldnames or ())
            if missing:
                raise InputError(f"columns are missing: {', '.join(sorted(missing))}", where=str(path), hint=hint)
            for row in reader:
                yield {name: _read(row[name]) for name in columns}
        except (csv.Error, UnicodeDecodeError) as error:
            raise InputError(f"it cannot be read: {error}", where=str(path), hint=hint) from error


def unit_of_row(row: Mapping[str, str | None]) -> Unit:
    """The unit that a row is about.

    Raises:
        InputError: The row has no known layer, or its offsets do not fit its text.
    """
    text = row["text"] or ""
    try:
        fits = int(row["end"] or 0) - int(row["start"] or 0) == len(text) and row["layer"] in LABEL_LAYERS
    except ValueError:
        fits = False
    if not fits:
        raise InputError("layer, start, end and text do not fit", where=f"unit {row['unit']}", hint="Export it anew.")
    return Unit(
        id=str(row["unit"]),
        layer=str(row["layer"]),  # type: ignore[arg-type]  # the database checks it
        document=str(row["document"]),
        work=str(row["work"]),
        text_sha256=str(row["text_sha256"]),
        passage=row["passage"],
        start=int(row["start"] or 0),
        end=int(row["end"] or 0),
        text=text,
    )


def decision_of_row(row: Mapping[str, str | None], *, undoes: int | None) -> Decision:
    """The decision of a row.

    Args:
        row: The row.
        undoes: Number, in the database that it goes into, of the decision that it takes back.

    Raises:
        InputError: A value is no JSON, or a number is none.
    """
    try:
        return _decision(row, undoes)
    except (ValueError, RecursionError) as error:
        raise InputError(f"it cannot be read: {error}", where=f"decision {row['key']}", hint="Export it anew.") from error


def completion_of_row(row: Mapping[str, str | None]) -> Completion:
    """The completion of a row; whose it is, and when, is said when it is kept.

    Raises:
        InputError: Its seconds are no number.
    """
    try:
        seconds = _seconds(row)
    except ValueError as error:
        raise InputError(
            f"{row['seconds']!r} is no number of seconds", where=f"unit {row['unit']}", hint="Export it anew."
        ) from error
    return Completion(
        unit=str(row["unit"]),
        account="",
        state="complete" if row["state"] == "complete" else "partial",
        shown=row["shown"] == "true",
        at="",
        seconds=seconds,
    )


def _seconds(row: Mapping[str, str | None]) -> float | None:
    return float(row["seconds"]) if row["seconds"] else None


def _decision(row: Mapping[str, str | None], undoes: int | None) -> Decision:
    return Decision(
        key=str(row["key"]),
        unit=str(row["unit"]),
        action=str(row["action"]),  # type: ignore[arg-type]  # checked when it is kept
        target=row["target"] or "",
        value=_parsed(row["value"]),
        machine=Machine(
            value=_parsed(row["machine"]),
            version=row["machine_version"],
            score=float(row["machine_score"]) if row["machine_score"] else None,
        ),
        shown=row["shown"] == "true",
        adjudicates=row["adjudicates"] == "true",
        undoes=undoes,
        seconds=_seconds(row),
        guideline=row["guideline"] or "",
        note=row["note"] or "",
    )


def _unit_cells(unit: Unit) -> dict[str, Any]:
    values = asdict(unit)
    return {"unit": values.pop("id"), **values}


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _read(cell: str | None) -> str | None:
    if not cell:
        return None
    return cell.removeprefix("'")


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _parsed(cell: str | None) -> Any:
    return None if cell is None else json.loads(cell)
