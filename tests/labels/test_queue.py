"""The queue: who gets which unit next, and what goes into it."""

import threading
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from label_samples import document

from policynlp.errors import InputError
from policynlp.labels.accounts import Account
from policynlp.labels.choosing import Candidate, choose
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision
from policynlp.labels.queue import Task, add_tasks, close_finished, next_task, tasks, waiting
from policynlp.labels.recording import complete, record
from policynlp.labels.units import add_units, unit_of

People = dict[str, Account]


def fill(store: LabelStore, n: int, *, people: int = 1) -> list[str]:
    docs = [document(i) for i in range(n)]
    made = [unit_of(doc, "themes", passage=doc.passages[0]) for doc in docs]
    add_units(store, made)
    add_tasks(
        store,
        [Task(unit=u.id, reason="uncertain", why="close", priority=float(n - i), people=people) for i, u in enumerate(made)],
        by="root",
    )
    return [u.id for u in made]


def test_the_highest_priority_comes_first_and_stays_until_it_is_done(store: LabelStore, people: People) -> None:
    wanted = fill(store, 3)
    for unit in wanted:
        for _ in range(2):  # a reload gives the same unit
            task = next_task(store, people["ana"], layer="themes")
            assert task is not None
            assert (task.unit, task.why) == (unit, "close")
        complete(store, people["ana"], unit, shown=True)
    assert next_task(store, people["ana"], layer="themes") is None
    assert next_task(store, people["ana"], layer="quotes") is None


def test_two_people_never_hold_a_unit_that_needs_one(store: LabelStore, people: People) -> None:
    wanted = fill(store, 2)
    held = [next_task(store, people[name], layer="themes") for name in ("ana", "ben", "cem")]
    assert [t.unit if t else None for t in held] == [*wanted, None]


def test_an_overlap_unit_goes_to_two_people_and_is_closed_after_both(store: LabelStore, people: People) -> None:
    (unit,) = fill(store, 1, people=2)
    for name in ("ana", "ben"):
        task = next_task(store, people[name], layer="themes")
        assert task is not None
        assert close_finished(store) == 0
        complete(store, people[name], unit, shown=False)
    assert next_task(store, people["cem"], layer="themes") is None
    assert close_finished(store) == 1
    assert tasks(store, open_only=True) == []


def test_what_a_person_skipped_does_not_come_back_to_them(store: LabelStore, people: People) -> None:
    wanted = fill(store, 2)
    record(store, people["ana"], Decision(key="s", unit=wanted[0], action="skip"))
    task = next_task(store, people["ana"], layer="themes")
    assert task is not None
    assert task.unit == wanted[1]


def test_a_reopened_unit_comes_back(store: LabelStore, people: People) -> None:
    (unit,) = fill(store, 1)
    complete(store, people["ana"], unit, shown=True)
    assert next_task(store, people["ana"], layer="themes") is None
    complete(store, people["ana"], unit, state="partial", shown=True)
    assert next_task(store, people["ana"], layer="themes") is not None


def test_five_people_at_once_get_different_units(url: str) -> None:
    from policynlp.labels.accounts import create_account

    with LabelStore(url) as store:
        fill(store, 20)
        accounts = [create_account(store, f"p{i}", role="annotator", by="root") for i in range(5)]
    done: list[tuple[str, str]] = []

    def work(account: Account) -> None:
        with LabelStore(url) as own:
            while (task := next_task(own, account, layer="themes")) is not None:
                complete(own, account, task.unit, shown=True)
                done.append((account.name, task.unit))

    threads = [threading.Thread(target=work, args=(account,)) for account in accounts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(Counter(unit for _, unit in done).values()) == {1: 20}


def audit_of(store: LabelStore, units: list[str], *, people: int = 1) -> None:
    add_tasks(store, [Task(unit=unit, reason="audit", priority=99.0, people=people) for unit in units], by="root")


def handed(store: LabelStore, person: Account) -> tuple[str, str] | None:
    task = next_task(store, person, layer="themes")
    return (task.unit, task.reason) if task else None


def test_an_audit_asks_again_blind_what_was_completed_with_suggestions(store: LabelStore, people: People) -> None:
    first, second = fill(store, 2)
    complete(store, people["ana"], first, shown=True)
    audit_of(store, [first])
    assert handed(store, people["ana"]) == (second, "uncertain")  # somebody else may be faster
    assert handed(store, people["ben"]) == (first, "audit")
    complete(store, people["ben"], first, shown=False)
    complete(store, people["ana"], second, shown=True)
    assert handed(store, people["ana"]) is None
    assert close_finished(store) == 3


def test_who_labels_alone_gets_the_items_of_an_audit_again(store: LabelStore, people: People) -> None:
    first, second = fill(store, 2)
    complete(store, people["ana"], first, shown=True)
    record(store, people["ana"], Decision(key="s", unit=second, action="skip", shown=True))
    audit_of(store, [first, second])
    assert handed(store, people["ana"]) == (second, "audit")  # skipped with suggestions in view, not blind
    record(store, people["ana"], Decision(key="t", unit=second, action="skip", shown=False))
    assert handed(store, people["ana"]) == (first, "audit")
    assert close_finished(store) == 1  # the first task, not the audit's
    complete(store, people["ana"], first, shown=False)
    assert handed(store, people["ana"]) is None
    assert {(t.unit, t.reason) for t in waiting(store)} == {(second, "audit"), (second, "uncertain")}


def test_a_unit_of_an_open_audit_is_handed_out_for_nothing_else(store: LabelStore, people: People) -> None:
    first, second = fill(store, 2)
    audit_of(store, [first], people=2)
    assert handed(store, people["ana"]) == (first, "audit")
    complete(store, people["ana"], first, shown=False)
    assert handed(store, people["ana"]) == (second, "uncertain")
    complete(store, people["ben"], first, shown=False)
    assert [t.unit for t in waiting(store)] == [second]


@pytest.mark.parametrize("wrong", [{"reason": "whim"}, {"probability": 0.0}, {"probability": 1.5}, {"people": 0}])
def test_impossible_tasks_are_refused(store: LabelStore, wrong: dict) -> None:
    with pytest.raises(InputError, match="cannot be used"):
        add_tasks(store, [Task(**({"unit": "u", "reason": "random"} | wrong))], by="root")


def candidate(n: int, *, score: float = 0.0, other: dict[str, float] | None = None, like: float = 0.0) -> Candidate:
    return Candidate(
        unit=f"u{n:03}",
        scores={"agriculture": score, "talent": 0.01},
        thresholds={"agriculture": 0.5, "talent": 0.4},
        other=other or {},
        likeness={"agriculture": like, "talent": -like},
    )


def test_the_least_certain_come_first() -> None:
    found = choose(
        [candidate(i, score=i / 100) for i in range(100)],
        10,
        examples={"agriculture": 50, "talent": 50},
        seed=1,
        random_share=0.0,
        overlap_share=0.0,
    )
    assert {t.unit for t in found} <= {f"u{i:03}" for i in range(43, 58)}
    assert "assigned from 0.50" in found[0].why


def test_strong_disagreement_and_rare_labels_take_turns() -> None:
    pool = [candidate(i, score=0.05) for i in range(20)] + [candidate(50, score=0.02, other={"agriculture": 1.0})]
    pool.append(Candidate(unit="rare", scores={"talent": 0.3}, thresholds={"talent": 0.9}, other={}, likeness={}))
    found = choose(pool, 3, examples={"agriculture": 99, "talent": 2}, seed=1, random_share=0.0, overlap_share=0.0)
    assert {"disagreeing", "rare", "uncertain"} == {t.reason for t in found}
    assert next(t.why for t in found if t.reason == "rare") == "talent has 2 examples"


def test_what_a_person_said_against_the_model_comes_back_blind_for_a_second_and_is_never_drawn() -> None:
    seen = Candidate(unit="seen", scores={"talent": 0.9}, thresholds={}, other={"talent": 0.0}, likeness={}, view="ana", seen=1)
    found = {t.unit: t for t in choose([seen, *(candidate(i) for i in range(9))], 10, examples={"talent": 9}, seed=1)}
    assert len(found) == 10
    again = found["seen"]
    assert (again.reason, again.why) == ("disagreeing", "talent: 0.90 against 0.00 by ana")
    assert (again.people, again.blind, again.probability) == (2, True, None)
    agreeing = replace(seen, other={})
    assert "seen" not in {t.unit for t in choose([agreeing, candidate(1)], 2, examples={"talent": 9}, seed=1)}


def unit(name: str, **scores: float) -> Candidate:
    return Candidate(unit=name, scores=scores, thresholds=dict.fromkeys(scores, 0.5), other={}, likeness={})


def order(pool: list[Candidate], examples: dict[str, int]) -> list[str]:
    return [t.unit for t in choose(pool, len(pool), examples=examples, seed=1, random_share=0.0, overlap_share=0.0)]


def test_doubt_is_between_the_last_label_given_and_the_next_or_none() -> None:
    pool = [
        unit("two for sure", health=0.95, labour=0.93, trade=0.02),
        unit("health or labour", health=0.8, labour=0.78, trade=0.02),
        unit("health and perhaps labour", health=0.95, labour=0.52, trade=0.02),
        unit("nothing for sure", health=0.02, labour=0.02, trade=0.02),
        unit("health or nothing", health=0.45, labour=0.1, trade=0.02),
    ]
    found = order(pool, {"health": 50, "labour": 50, "trade": 50})
    assert set(found[:2]) == {"health and perhaps labour", "health or nothing"}
    assert found[-1] == "nothing for sure"


def test_the_labels_with_fewest_examples_have_the_first_turn_of_doubts() -> None:
    pool = [unit(f"health {i}", health=0.5 + i / 1000, trade=0.01) for i in range(8)]
    pool += [unit(f"trade {i}", health=0.01, trade=0.6 + i / 1000) for i in range(2)]
    assert order(pool, {"health": 90, "trade": 9})[:4] == ["trade 0", "health 0", "trade 1", "health 1"]


def test_a_label_without_doubts_gets_no_turn() -> None:
    pool = [unit("sure", health=0.01, trade=0.99), unit("a", health=0.5, trade=0.01), unit("b", health=0.55, trade=0.01)]
    assert order(pool, {"health": 90, "trade": 9}) == ["a", "b", "sure"]


def test_a_rare_label_that_is_likely_nowhere_is_looked_for_by_its_definition() -> None:
    pool = [candidate(i, like=i / 50 - 1) for i in range(100)]
    found = choose(pool, 2, examples={"agriculture": 1, "talent": 50}, seed=1, random_share=0.0, overlap_share=0.0)
    assert ("u099", "rare") in {(t.unit, t.reason) for t in found}


def test_without_labels_definitions_seed_the_queue() -> None:
    found = choose(
        [candidate(i, like=i / 50 - 1) for i in range(100)],
        6,
        examples={"agriculture": 0, "talent": 0},
        seed=1,
        random_share=0.0,
        overlap_share=0.0,
    )
    assert [t.unit for t in found] == ["u099", "u000", "u098", "u001", "u097", "u002"]
    assert {t.reason for t in found} == {"seeded"}


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 120), st.integers(1, 60), st.integers(0, 10))
def test_a_queue_has_each_unit_once_and_its_random_share(size: int, n: int, seed: int) -> None:
    pool = [candidate(i, score=(i * 37 % 100) / 100) for i in range(size)]
    found = choose(pool, n, examples={"agriculture": 30}, seed=seed)
    assert len({t.unit for t in found}) == len(found) == min(n, size)
    drawn = [t for t in found if t.probability is not None]
    assert len(drawn) == round(min(n, size) * 0.2)
    assert all(t.reason in {"random", "overlap"} for t in drawn)
    assert sum(t.people == 2 for t in drawn) == min(len(drawn), round(min(n, size) * 0.1))
    assert sorted((t.priority for t in found), reverse=True) == [t.priority for t in found]
