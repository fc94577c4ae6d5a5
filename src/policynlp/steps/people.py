"""The people who label: how much, how long, how right on hidden test items; test items, and what a layer requires."""

from __future__ import annotations

from datetime import UTC, datetime
from statistics import median
from typing import Any

from policynlp.labels.accounts import Account, accounts, check_right
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import completions, decisions
from policynlp.labels.hours import hours
from policynlp.labels.queue import waiting
from policynlp.labels.tables import LABEL_LAYERS
from policynlp.labels.testing import add_test_items, may_label, require, requirement, score_of
from policynlp.labels.units import LabelLayer, units
from policynlp.settings import Settings
from policynlp.steps.labelling import open_labels


def make_test_items(settings: Settings, *, layer: LabelLayer, n: int, seed: int = 7, by: str = "local") -> int:
    """Mix units whose answer is known into the queue, blind: see `policynlp.labels.testing.add_test_items`.

    Raises:
        InputError: No answer is known, or the account may not do it.
    """
    with open_labels(settings) as store:
        check_right(store, by, "adjudicator")
        return add_test_items(store, layer, n=n, seed=seed, by=by)


def require_passing(settings: Settings, *, layer: LabelLayer, items: int, least: float, by: str = "local") -> None:
    """Let only those label who pass: see `policynlp.labels.testing.require`.

    Raises:
        InputError: The numbers cannot be, there are fewer test items, or the account may not do it.
    """
    with open_labels(settings) as store:
        check_right(store, by, "adjudicator")
        require(store, layer, items=items, least=least, by=by)


def labels_state(settings: Settings) -> dict[str, Any]:
    """What is in the label database: `database`, `layers`, `people`, JSON-ready.

    Of a layer, `open` are the units that some task still wants people for.
    """
    with open_labels(settings) as store:
        known = units(store)
        made, through = decisions(store, standing=False), completions(store)
        open_ones = {task.unit for task in waiting(store) if task.reason != "test"}
        layer_of = {unit.id: unit.layer for unit in known}
        complete = {unit for (unit, _), c in through.items() if c.state == "complete"}
        layers = [
            {
                "layer": layer,
                "units": sum(unit.layer == layer for unit in known),
                "complete": sum(layer_of[unit] == layer for unit in complete),
                "decisions": sum(layer_of[d.unit] == layer for d in made),
                "open": sum(layer_of[unit] == layer for unit in open_ones),
            }
            for layer in LABEL_LAYERS
        ]
        return {"database": store.place, "layers": layers, "people": people_state(store)}


def people_state(store: LabelStore) -> list[dict[str, Any]]:
    """Each account: `account`, `role`, `decisions`, `complete` units, `hours`, `tests` (see `tests_of`), JSON-ready."""
    made, through = decisions(store, standing=False), completions(store)
    spent = hours(made, through.values())
    return [
        {
            "account": account.name,
            "role": "retired" if account.retired else account.role,
            "decisions": sum(d.account == account.name for d in made),
            "complete": sum(name == account.name and c.state == "complete" for (_, name), c in through.items()),
            "hours": round(spent.get(account.name, 0.0), 3),
            "tests": tests_of(store, account),
        }
        for account in accounts(store)
    ]


def tests_of(store: LabelStore, account: Account) -> list[dict[str, Any]]:
    """Layers in which a person did test items or has to: `layer`, `items`, `f1`, `lately`, `needed`, `least`, `passed`."""
    out = []
    for name in LABEL_LAYERS:
        layer: LabelLayer = name  # type: ignore[assignment]
        score, needed = score_of(store, account, layer), requirement(store, layer)
        if score.items or (needed and not account.may("adjudicator")):
            out.append(
                {
                    "layer": layer,
                    "items": score.items,
                    "f1": None if score.f1 is None else round(score.f1, 3),
                    "lately": None if score.lately is None else round(score.lately, 3),
                    "needed": needed.items if needed else 0,
                    "least": needed.least if needed else None,
                    "passed": score.passed,
                }
            )
    return out


def progress(store: LabelStore, account: Account, *, layer: LabelLayer) -> dict[str, Any]:
    """Units that wait for the person, that the person completed, today too, the median of seconds on one, how far qualification is.

    `qualifying` is null where the person gets the queue, else `items` done, `needed`, `least`, and `lately`, the F1 on the last.
    """
    known = {unit.id for unit in units(store, layer=layer)}
    mine = [c for (unit, name), c in completions(store).items() if name == account.name and unit in known]
    finished = [c for c in mine if c.state == "complete"]
    today = datetime.now(UTC).date().isoformat()
    spent = [c.seconds for c in finished if c.seconds]
    allowed = may_label(store, account, layer)
    open_ones = {t.unit for t in waiting(store, account) if t.unit in known and (allowed or t.reason == "test")}
    qualifying = None if allowed else next(t for t in tests_of(store, account) if t["layer"] == layer)
    return {
        "open": len(open_ones),
        "mine": len(finished),
        "today": sum(c.at.startswith(today) for c in finished),
        "median_s": round(median(spent), 1) if spent else None,
        "qualifying": qualifying,
    }


def flags(store: LabelStore, *, limit: int = 50) -> list[dict[str, Any]]:
    """What annotators flagged to the lead, newest first, until an adjudicator has completed the unit.

    Returns:
        `layer`, `text`, `task`, `account`, `at`, `note`.
    """
    leads = {account.name for account in accounts(store) if account.may("adjudicator")}
    through = {(unit, name): c.at for (unit, name), c in completions(store).items() if name in leads and c.state == "complete"}
    raised = [d for d in decisions(store) if d.action == "flag" and d.task is not None]
    open_ones = [d for d in reversed(raised) if not any(through.get((d.unit, name), "") > d.at for name in leads)][:limit]
    known = {unit.id: unit for unit in units(store, list({d.unit for d in open_ones}))}
    return [
        {
            "layer": known[d.unit].layer,
            "text": known[d.unit].text,
            "task": d.task,
            "account": d.account,
            "at": d.at,
            "note": d.note,
        }
        for d in open_ones
    ]
