"""Prodigy's JSON lines: a row what one person said of one unit. Offsets count code points there as here.

Themes are `options` with `accept`, spans have labels and what our regions say beside, ties are `relations` between character spans.
`answer` is `accept` for what was completed (with `"complete": false` for what was not), `ignore` for what was skipped; `reject` has no
counterpart and is kept back on the way in. Hashes are stable, but not Prodigy's own: its `rehash` makes those.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from policynlp.document import content_id
from policynlp.errors import InputError
from policynlp.labels.decisions import Machine
from policynlp.labels.exchange.annotations import EntityKey, annotations_of
from policynlp.labels.exchange.answers import Answer
from policynlp.labels.exchange.given import Given
from policynlp.labels.exchange.regions import FIELDS, Region, Tie, regions_of
from policynlp.labels.units import LabelLayer, Unit

_VIEW: Mapping[LabelLayer, str] = {
    "themes": "choice",
    "quotes": "relations",
    "claims": "spans_manual",
    "entities": "spans_manual",
}


def prodigy_row(one: Given, *, themes: Sequence[str]) -> dict[str, Any]:
    """What a person said, as a row.

    Args:
        one: What was said.
        themes: All themes and facets, as options.
    """
    unit = one.unit
    row: dict[str, Any] = {
        "text": unit.text,
        "meta": {"unit": unit.id, "layer": unit.layer, "document": unit.document, "work": unit.work, "start": unit.start},
        "_view_id": _VIEW[unit.layer],
        "_annotator_id": one.account,
        "_session_id": one.account,
        "_timestamp": int(datetime.fromisoformat(one.at).replace(tzinfo=UTC).timestamp()),
        "answer": "ignore" if one.state == "skip" else "accept",
        "shown": one.shown,
    }
    if one.state == "partial":
        row["complete"] = False
    if unit.layer == "themes":
        row["options"] = [{"id": name, "text": name} for name in dict.fromkeys([*themes, *one.values])]
        row["accept"] = sorted(one.values)
    else:
        row |= _spans(unit, one.values)
    row["_input_hash"] = _hash("input", unit.text)
    row["_task_hash"] = _hash("task", row["_input_hash"], row.get("options"), row["_view_id"], unit.layer)
    return row


def read_prodigy(row: Mapping[str, Any], units: Iterable[Unit], *, entity_key: EntityKey) -> tuple[str, Answer]:
    """A row as an answer.

    Args:
        row: As Prodigy writes it.
        units: Units that it may be about: the one that it names, else one with its text.
        entity_key: Gives the key of a name that is new.

    Returns:
        Who answered, and the answer; what cannot be read stands in its note, and makes it partial.

    Raises:
        InputError: The unit is not among them, or the row is none of Prodigy's.
    """
    try:
        return _read_row(row, units, entity_key)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError) as error:
        hint = "Export it with `prodigy db-out`."
        raise InputError(f"the row is none of Prodigy's ({error!r})", where="prodigy", hint=hint) from error


def _read_row(row: Mapping[str, Any], units: Iterable[Unit], entity_key: EntityKey) -> tuple[str, Answer]:
    meta = row.get("meta") or {}
    known = list(units)
    unit = next((u for u in known if u.id == meta.get("unit")), None) or next(
        (u for u in known if u.text == row.get("text")), None
    )
    if unit is None or unit.text != row.get("text"):
        hint = "Import into the label database whose queue it came from."
        raise InputError("no unit of the label database has this text", where=str(row.get("text"))[:60], hint=hint)
    account = str(row.get("_annotator_id") or row.get("_session_id") or "")
    if row.get("answer") not in {"accept", "reject", "ignore"} or not account:
        raise InputError("a row needs `answer` and `_annotator_id`", where=unit.id, hint="Export it with `prodigy db-out`.")
    base = {target: Machine(value=value) for target, value in (row.get("annotations") or {}).items()}
    problems: list[str] = []
    if unit.layer == "themes":
        values: Mapping[str, Any] = {str(name): True for name in row.get("accept") or []}
    else:
        regions, ties = _regions(unit, row)
        values, problems = annotations_of(unit, regions, ties, said=base, entity_key=entity_key)
    if row["answer"] == "reject":
        problems.append("the task was rejected as a whole, which says nothing of its parts")
        values = {}
    complete = row.get("complete", True) and not problems
    said = json.dumps(row, sort_keys=True, ensure_ascii=False, default=str)
    return account, Answer(
        key=content_id("prodigy", unit.id, account, said),
        unit=unit,
        state="skip" if row["answer"] == "ignore" else "complete" if complete else "partial",
        values=values,
        shown=bool(row.get("shown", True)),
        note="; ".join(problems)[:4_000],
    )


def _spans(unit: Unit, values: Mapping[str, Any]) -> dict[str, Any]:
    regions: list[Region] = []
    ties: list[Tie] = []
    for target, value in values.items():
        made, tied = regions_of(unit, target, value)
        regions += made
        ties += tied
    by_id = {region.id: region for region in regions}
    row: dict[str, Any] = {
        "spans": [{"start": r.start, "end": r.end, "label": r.label, "id": r.id, **r.fields} for r in regions],
        "annotations": dict(values),
    }
    if unit.layer == "quotes":
        row["relations"] = [
            {
                "head_span": _end(by_id[tie.head]),
                "child_span": _end(by_id[tie.child]),
                "label": by_id[tie.child].label,
                "head_id": tie.head,
                "child_id": tie.child,
            }
            for tie in ties
        ]
    return row


def _end(region: Region) -> dict[str, Any]:
    return {"start": region.start, "end": region.end, "label": region.label}


def _regions(unit: Unit, row: Mapping[str, Any]) -> tuple[list[Region], list[Tie]]:
    try:
        regions = [
            Region(
                id=str(span.get("id") or f"span-{n}"),
                layer=unit.layer,
                label=str(span["label"]),
                start=int(span["start"]),
                end=int(span["end"]),
                fields={name: str(span[name]) for name in FIELDS[unit.layer] if span.get(name) not in (None, "")},
            )
            for n, span in enumerate(row.get("spans") or [])
        ]
        places = {(r.start, r.end, r.label): r.id for r in reversed(regions)}
        known = {r.id for r in regions}
        ties = []
        for relation in row.get("relations") or []:
            ends = []
            for side in ("head", "child"):
                ident, span = relation.get(f"{side}_id"), relation[f"{side}_span"]
                place = (int(span["start"]), int(span["end"]), str(span.get("label")))
                ends.append(ident if ident in known else places.get(place, ""))
            ties.append(Tie(head=ends[0], child=ends[1]))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"a span or relation cannot be read ({error!r})", where=unit.id, hint="It needs start, end, label."
        ) from error
    return regions, ties


def _hash(*parts: Any) -> int:
    """A signed number of 32 bits, the same on every machine."""
    said = json.dumps(parts, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(said).digest()[:4], "big", signed=True)
