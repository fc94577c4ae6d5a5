"""Hidden test items: units with a known answer, given blind among others; how right an annotator is on them, and who may label.

A test item is not told from any other: it comes as if several people were to see it. Nobody gets one whose answer they
made. A layer may require that annotators pass: until the last so many test items of a person reach a least F1, that person gets test
items alone, which makes the qualification round; afterwards they are mixed into the queue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import select

from policynlp.errors import InputError
from policynlp.labels.accounts import Account, accounts
from policynlp.labels.agreement import span_f1
from policynlp.labels.agreements import OVERLAP, spans_of
from policynlp.labels.current import Item, votes_of
from policynlp.labels.database import LabelStore, log_event, now
from policynlp.labels.decisions import Completion, Decision, by_unit, completions, decisions, standing_ones
from policynlp.labels.queue import Task, add_tasks, tasks
from policynlp.labels.standing import standing_units
from policynlp.labels.tables import AnswerRow, RequirementRow, TaskRow, UnitRow
from policynlp.labels.units import LabelLayer, units

EVERYBODY = 10_000
"""People who see a test item: all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What passing a layer takes.

    Attributes:
        layer: Which.
        items: Test items, the last ones of a person.
        least: F1 on them, between 0 and 1.
    """

    layer: LabelLayer
    items: int
    least: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TestScore:
    """How right a person is on test items.

    Attributes:
        account: Who.
        layer: Which layer.
        items: Test items that were completed.
        f1: On all of them: labels for themes; for spans, those with the same label that share half of their characters. None
            without any.
        lately: On the last ones that the layer requires; None where it requires none, or there are fewer.
        passed: Whether the person may have the queue; adjudicators and admins always may.
    """

    __test__ = False  # no test class

    account: str
    layer: LabelLayer
    items: int
    f1: float | None
    lately: float | None
    passed: bool


def add_test_items(store: LabelStore, layer: LabelLayer, *, n: int, seed: int, by: str) -> int:
    """Make test items of units whose answer is known, and spread them over the queue.

    Known is what is settled: completed by two people or more who agree, or by an adjudicator, or settled by one.

    Args:
        store: The label database.
        layer: Which layer.
        n: At the most.
        seed: Of the choice and the places in the queue.
        by: Who makes them.

    Returns:
        How many are new.

    Raises:
        InputError: No unit has a known answer that is no test item yet.
    """
    taken = {task.unit for task in tasks(store) if task.reason == "test"}
    known = {name: answer for name, answer in _known_answers(store, layer).items() if name not in taken}
    if not known:
        raise InputError(
            f"no answer on {layer} is known that is no test item yet",
            where="test items",
            hint="Known is what two people agree on, or what an adjudicator labelled or settled.",
        )
    random = np.random.default_rng(seed)
    chosen = [sorted(known)[int(i)] for i in random.permutation(len(known))[:n]]
    queued = {one.id for one in units(store, layer=layer)}
    places = [task.priority for task in tasks(store, open_only=True) if task.unit in queued] or [0.0]
    made = [
        Task(
            unit=name,
            reason="test",
            why="known answer",
            priority=float(random.choice(places)) + 0.5,
            people=EVERYBODY,
            blind=True,
        )
        for name in chosen
    ]
    return add_tasks(store, made, by=by, answers={name: known[name] for name in chosen})


def require(store: LabelStore, layer: LabelLayer, *, items: int, least: float, by: str) -> None:
    """Say what annotators of a layer must reach before they get its queue.

    Args:
        store: The label database.
        layer: Which layer.
        items: Test items; 0 lifts the requirement.
        least: F1 on them.
        by: Who says so.

    Raises:
        InputError: The numbers cannot be, or there are fewer test items.
    """
    if items < 0 or not 0 <= least <= 1:
        raise InputError("the requirement cannot be", where=f"{items} items, {least}", hint="Items from 0, F1 from 0 to 1.")
    there = len(_answers(store, layer))
    if items > there:
        raise InputError(
            f"there are {there} test items on {layer}, fewer than {items}",
            where="qualification",
            hint="Add more, or ask for fewer: whoever has done all of them could never pass.",
        )
    with store.write() as session:
        session.add(RequirementRow(layer=layer, items=items, least=least, at=now(), account=by))
        log_event(session, by, "requirement.set", layer=layer, items=items, least=least)


def requirement(store: LabelStore, layer: LabelLayer) -> Requirement | None:
    """What a layer requires; None where it requires nothing."""
    with store.read() as session:
        row = session.scalar(
            select(RequirementRow).where(RequirementRow.layer == layer).order_by(RequirementRow.seq.desc()).limit(1)
        )
        return Requirement(layer=layer, items=row.items, least=row.least) if row is not None and row.items else None


def score_of(store: LabelStore, account: Account, layer: LabelLayer) -> TestScore:
    """How right a person is on the test items of a layer, and whether that is enough."""
    answers = _answers(store, layer)
    through = [
        c
        for (unit, name), c in completions(store, list(answers)).items()
        if name == account.name and c.state == "complete" and c.at > answers[unit][1]
    ]
    through.sort(key=lambda c: c.at)
    made = by_unit(d for d in decisions(store, [c.unit for c in through], standing=False) if d.account == account.name)
    pairs = [(c.unit, _said(layer, made[c.unit], c), answers[c.unit][0]) for c in through]
    needed = requirement(store, layer)
    lately = _f1(layer, pairs[-needed.items :]) if needed and len(pairs) >= needed.items else None
    return TestScore(
        account=account.name,
        layer=layer,
        items=len(pairs),
        f1=_f1(layer, pairs) if pairs else None,
        lately=lately,
        passed=needed is None or account.may("adjudicator") or (lately is not None and lately >= needed.least),
    )


def may_label(store: LabelStore, account: Account, layer: LabelLayer) -> bool:
    """Whether a person gets the queue of a layer, or test items alone."""
    if account.may("adjudicator") or requirement(store, layer) is None:
        return True
    return score_of(store, account, layer).passed


def _answers(store: LabelStore, layer: LabelLayer) -> dict[str, tuple[list[Any], str]]:
    """Unit of each test item to its answer, and when it was made."""
    with store.read() as session:
        rows = session.execute(
            select(TaskRow.unit, AnswerRow.answer, AnswerRow.at)
            .join(AnswerRow, AnswerRow.task == TaskRow.id)
            .join(UnitRow, UnitRow.id == TaskRow.unit)
            .where(UnitRow.layer == layer)
        )
        return {unit: (answer, at) for unit, answer, at in rows}


def _known_answers(store: LabelStore, layer: LabelLayer) -> dict[str, list[Any]]:
    leads = {account.name for account in accounts(store) if account.may("adjudicator")}
    return {
        one.unit.id: [item.target if layer == "themes" else item.value for item in one.items if item.value]
        for one in standing_units(store, layer)
        if _is_known(one.items, one.complete, leads)
    }


def _is_known(items: Sequence[Item], through: Sequence[Completion], leads: set[str]) -> bool:
    if not through or any(item.status not in {"adjudicated", "agreed", "single"} for item in items):
        return False
    settled = bool(items) and all(item.status == "adjudicated" for item in items)
    return settled or len(through) > 1 or through[0].account in leads


def _said(layer: LabelLayer, made: Sequence[Decision], completion: Completion) -> list[Any]:
    votes = votes_of(layer, standing_ones(made), completions=[completion])
    return [target if layer == "themes" else vote.value for target, (vote, *_) in votes.items() if vote.value]


def _f1(layer: LabelLayer, pairs: Sequence[tuple[str, Sequence[Any], Sequence[Any]]]) -> float:
    """F1 over units: `(unit, said, known)`; 1 where nothing is right and nothing was said."""
    if layer == "themes":
        said = {(unit, label) for unit, found, _ in pairs for label in found}
        known = {(unit, label) for unit, _, answer in pairs for label in answer}
        return 2 * len(said & known) / (len(said) + len(known)) if said or known else 1.0
    first, second = ([(spans_of(v), _kind(unit, v)) for unit, *sides in pairs for v in sides[k]] for k in (0, 1))
    found = span_f1(first, second, overlap=OVERLAP)
    return 1.0 if found is None else found


def _kind(unit: str, value: Mapping[str, Any]) -> str:
    """Label of a span that is the same in no other unit."""
    return f"{unit} {value.get('kind') or value.get('label') or ''}"
