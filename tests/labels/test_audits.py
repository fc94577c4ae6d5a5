"""Audits: drawn blind with known chances, and intervals that hold what they promise."""

from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from label_samples import document

from policynlp.errors import InputError
from policynlp.labels.accounts import Account
from policynlp.labels.audit_results import result
from policynlp.labels.audits import PopulationItem, audits, close, draw
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision
from policynlp.labels.estimates import Stratum, recall, share, wilson
from policynlp.labels.exchange.answers import Answer, keep_answer
from policynlp.labels.queue import next_task, tasks
from policynlp.labels.recording import complete, record
from policynlp.labels.units import add_units, unit_of, units


def population(store: LabelStore, n: int, *, called: int) -> list[PopulationItem]:
    docs = [document(i) for i in range(n)]
    made = [unit_of(doc, "themes", passage=doc.passages[0]) for doc in docs]
    add_units(store, made)
    return [
        PopulationItem(unit=u.id, target="agriculture", called=i < called, stratum="odd" if i % 2 else "even")
        for i, u in enumerate(made)
    ]


def label(store: LabelStore, person: Account, unit: str, *, yes: bool) -> None:
    action: Any = "add" if yes else "reject"
    value = True if yes else None
    said = Decision(key=f"{person.name}{unit}", unit=unit, action=action, target="agriculture", value=value, shown=False)
    record(store, person, said)
    complete(store, person, unit, shown=False)


def test_an_audit_is_drawn_blind_and_again_the_same(store: LabelStore, people: dict[str, Account]) -> None:
    items = population(store, 60, called=20)
    first = draw(store, items, layer="themes", n=20, seed=7, by="root", plan={"name": "one"})
    second = draw(store, items, layer="themes", n=20, seed=7, by="root", plan={"name": "two"})
    queued = [[t.unit for t in tasks(store, audit=a.id)] for a in (first, second)]
    assert queued[0] == queued[1]
    assert all(t.blind and t.probability for t in tasks(store))
    assert first.plan["sizes"] == {"called / even": 10, "called / odd": 10, "other / even": 20, "other / odd": 20}
    assert [a.plan["name"] for a in audits(store)] == ["one", "two"]
    task = next_task(store, people["ana"], layer="themes")
    assert task is not None
    assert task.reason == "audit"


def test_precision_recall_and_share_come_from_completed_items(store: LabelStore, people: dict[str, Account]) -> None:
    items = population(store, 40, called=20)
    chosen = draw(store, items, layer="themes", n=30, seed=1, by="root", plan={})
    called = {i.unit for i in items if i.called}
    for n, task in enumerate(tasks(store, audit=chosen.id)):
        # the machine is right in three of four of those it called, and missed none of the others
        position = [i.unit for i in items].index(task.unit)
        if n == 29:
            record(
                store,
                people["ana"],
                Decision(key="last", unit=task.unit, action="add", target="agriculture", value=True, shown=False),
            )
            continue  # decided, but not completed: does not count
        label(store, people["ana"], task.unit, yes=task.unit in called and position % 4 != 0)
    found = result(store, chosen.id)
    assert (found.done, found.drawn, found.counted) == (29, 30, 0.5)
    assert found.precision[""].value == pytest.approx(0.75, abs=0.2)
    assert found.recall is not None
    assert found.recall.value == 1.0
    assert found.recall.low < 1.0
    assert found.share is not None
    assert found.share.low <= 15 / 40 <= found.share.high


def test_what_was_labelled_with_suggestions_counts_only_when_it_is_labelled_again_blind(
    store: LabelStore, people: dict[str, Account]
) -> None:
    items = population(store, 12, called=6)
    helped = items[0].unit
    ana = people["ana"]
    record(store, ana, Decision(key="helped", unit=helped, action="accept", target="agriculture", value=True, shown=True))
    complete(store, ana, helped, shown=True)
    chosen = draw(store, items, layer="themes", n=12, seed=1, by="root", plan={})
    found = result(store, chosen.id)
    assert (found.done, found.assisted, found.drawn) == (0, 1, 12)
    complete(store, ana, helped, shown=False)  # blind, she does not say it
    found = result(store, chosen.id)
    assert (found.done, found.assisted) == (1, 0)
    assert sum(s.positive for s in found.strata.values()) == 0
    label(store, ana, helped, yes=True)
    complete(store, ana, helped, shown=True)  # what is done with suggestions later changes nothing
    record(store, ana, Decision(key="later", unit=helped, action="reject", target="agriculture", shown=True))
    found = result(store, chosen.id)
    assert (found.done, sum(s.positive for s in found.strata.values())) == (1, 1)


def test_an_answer_of_another_tool_that_is_given_again_blind_counts(store: LabelStore, people: dict[str, Account]) -> None:
    items = population(store, 1, called=1)
    (unit,) = units(store, [items[0].unit])
    chosen = draw(store, items, layer="themes", n=1, seed=1, by="root", plan={})
    for key, shown in (("helped", True), ("blind", False)):
        values = {"agriculture": True}
        keep_answer(store, people["ana"], Answer(key=key, unit=unit, state="complete", values=values, shown=shown))
    found = result(store, chosen.id)
    assert (found.done, found.precision[""].value) == (1, 1.0)


def test_an_audit_that_is_closed_leaves_the_queue_and_keeps_what_was_found(
    store: LabelStore, people: dict[str, Account]
) -> None:
    items = population(store, 6, called=3)
    chosen = draw(store, items, layer="themes", n=6, seed=1, by="root", plan={"name": "farms"})
    label(store, people["ana"], items[0].unit, yes=True)
    assert close(store, "farms", by="root") == 6
    assert next_task(store, people["ana"], layer="themes") is None
    assert result(store, chosen.id).done == 1
    assert close(store, "farms", by="root") == 0
    with pytest.raises(InputError, match="0 audits"):
        close(store, "cows", by="root")


def test_an_adjudicator_s_word_counts_in_an_audit(store: LabelStore, people: dict[str, Account]) -> None:
    items = population(store, 1, called=1)
    chosen = draw(store, items, layer="themes", n=1, seed=1, by="root", plan={}, people=2)
    for name, yes in (("ana", True), ("ben", False)):
        label(store, people[name], items[0].unit, yes=yes)
    said = Decision(key="j", unit=items[0].unit, action="add", target="agriculture", value=True, adjudicates=True)
    record(store, people["judge"], said)
    assert result(store, chosen.id).precision[""].value == 1.0


def test_an_empty_population_is_told(store: LabelStore) -> None:
    with pytest.raises(InputError, match="nothing to draw"):
        draw(store, [], layer="themes", n=10, seed=1, by="root", plan={})


def test_an_unknown_audit_is_told(store: LabelStore) -> None:
    with pytest.raises(InputError, match="0 audits"):
        result(store, "nothing")


def test_wilson_is_the_textbook_interval() -> None:
    """Newcombe, "Two-sided confidence intervals for the single proportion" (1998), method 3: 81 of 263, 15 of 148, 0 of 20."""
    for (x, n), (low, high) in {(81, 263): (0.2553, 0.3662), (15, 148): (0.0624, 0.1605), (0, 20): (0.0, 0.1611)}.items():
        found = wilson(x, n)
        assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def simulated(seed: int) -> tuple[float, float, dict[str, Stratum]]:
    """A population of 5,000 with 8 % positives, audited by 200; the true share, the counted one, what was found."""
    r = np.random.default_rng(seed)
    true = r.random(5000) < 0.08
    called = np.where(true, r.random(5000) < 0.7, r.random(5000) < 0.01)
    strata = {}
    for name, mask in (("called", called), ("other", ~called)):
        members = np.flatnonzero(mask)
        sample = r.choice(members, 100, replace=False)
        strata[name] = Stratum(size=len(members), sampled=100, positive=int(true[sample].sum()))
    return float(true.mean()), float(called.mean()), strata


def test_the_corrected_interval_holds_the_truth_where_the_naive_one_does_not() -> None:
    corrected = naive = recalled = 0
    for seed in range(200):
        truth, counted, strata = simulated(seed)
        found, plain = share(strata), wilson(round(counted * 5000), 5000)
        corrected += found.low <= truth <= found.high
        naive += plain.low <= truth <= plain.high
        rate = recall({"called": strata["called"]}, {"other": strata["other"]})
        recalled += rate.low <= 0.7 <= rate.high
    assert corrected >= 186  # 93 of 100
    assert recalled >= 186
    assert naive < 100


@example([(51, 51, 51), (172, 172, 172), (140, 140, 140), (51, 51, 51)])
@given(st.lists(st.tuples(st.integers(1, 500), st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=4))
def test_intervals_hold_their_value_and_stay_between_zero_and_one(given_: list[tuple[int, int, int]]) -> None:
    strata = {}
    for i, (size, sampled, positive) in enumerate(given_):
        sampled = min(size, sampled)
        strata[str(i)] = Stratum(size=size, sampled=sampled, positive=min(sampled, positive))
    for found in (share(strata), recall(strata, strata)):
        assert 0 <= found.low <= found.high <= 1
        if found.value is not None:
            assert found.low - 1e-9 <= found.value <= found.high + 1e-9


def test_a_stratum_that_nobody_looked_at_leaves_the_share_open() -> None:
    found = share({"a": Stratum(size=50, sampled=50, positive=50), "b": Stratum(size=50, sampled=0, positive=0)})
    assert found.value is None
    assert found.low <= 0.5
    assert found.high >= 1.0 - 1e-9
