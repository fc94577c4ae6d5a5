"""Decisions: kept once, undone by another row, refused where somebody was faster; and what stands in the end."""

import threading
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from label_samples import document

from policynlp.errors import InputError
from policynlp.labels.accounts import Account
from policynlp.labels.current import Item, current
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Completion, Decision, Machine, completions, decisions, last_seq, undoable
from policynlp.labels.recording import Conflict, complete, record
from policynlp.labels.units import Unit, add_units, unit_of

People = dict[str, Account]


def say(unit: Unit, key: str, action: Any, target: str = "agriculture", **more: Any) -> Decision:
    return Decision(key=key, unit=unit.id, action=action, target=target, **more)


def test_a_key_that_arrives_twice_is_one_decision(store: LabelStore, unit: Unit, people: People) -> None:
    first = record(store, people["ana"], say(unit, "k1", "accept"), seen=0)
    again = record(store, people["ana"], say(unit, "k1", "accept"), seen=0)
    assert again == first
    assert len(decisions(store)) == 1
    with pytest.raises(Conflict, match="used for another"):
        record(store, people["ana"], say(unit, "k1", "reject"))


def test_a_tab_that_is_behind_is_told(store: LabelStore, unit: Unit, people: People) -> None:
    record(store, people["ana"], say(unit, "k1", "accept"), seen=0)
    with pytest.raises(Conflict, match="in the meantime"):
        record(store, people["ana"], say(unit, "k2", "reject"), seen=0)
    record(store, people["ben"], say(unit, "k3", "reject"), seen=0)  # another person has a view of their own
    assert last_seq(store, unit.id) > last_seq(store, unit.id, account="ana") > 0


def test_an_adjudicator_must_have_seen_everybody(store: LabelStore, unit: Unit, people: People) -> None:
    record(store, people["ana"], say(unit, "k1", "accept"))
    with pytest.raises(Conflict):
        record(store, people["judge"], say(unit, "k2", "reject", adjudicates=True), seen=0)
    with pytest.raises(InputError, match="may not"):
        record(store, people["ben"], say(unit, "k3", "reject", adjudicates=True))


def test_undo_takes_back_and_nothing_is_lost(store: LabelStore, unit: Unit, people: People) -> None:
    first = record(store, people["ana"], say(unit, "k1", "accept"))
    record(store, people["ana"], Decision(key="k2", unit=unit.id, action="undo", undoes=first.seq))
    assert decisions(store) == []
    assert [d.action for d in decisions(store, standing=False)] == ["accept", "undo"]
    assert undoable(store, people["ana"]) is None
    with pytest.raises(Conflict, match="undone already"):
        record(store, people["ana"], Decision(key="k3", unit=unit.id, action="undo", undoes=first.seq))


def test_nobody_undoes_what_another_said(store: LabelStore, unit: Unit, people: People) -> None:
    first = record(store, people["ana"], say(unit, "k1", "accept"))
    with pytest.raises(InputError, match="cannot be undone"):
        record(store, people["ben"], Decision(key="k2", unit=unit.id, action="undo", undoes=first.seq))


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": "accept", "target": ""},
        {"action": "edit", "value": None},
        {"action": "undo"},
        {"action": "accept", "undoes": 1},
        {"action": "bless"},
        {"action": "accept", "note": "x" * 5000},
        {"action": "accept", "unit": "nowhere"},
        {"action": "accept", "key": ""},
    ],
)
def test_incomplete_decisions_are_refused(store: LabelStore, unit: Unit, people: People, wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        record(store, people["ana"], replace(say(unit, "k1", "accept"), **wrong))
    assert decisions(store) == []


def test_a_decision_comes_back_as_it_was_given(store: LabelStore, unit: Unit, people: People) -> None:
    given_ = say(
        unit,
        "k1",
        "edit",
        "abc",
        value={"content": [[0, 4]], "speaker": "Ana 🌾 \u4e2d"},
        machine=Machine(value={"content": [[0, 3]]}, version="quotes/3", score=0.25),
        shown=False,
        seconds=1.5,
        guideline="quotes/1",
        note="cue is in",
    )
    kept = record(store, people["ana"], given_)
    assert decisions(store) == [kept]
    assert replace(kept, account="", at="", seq=0) == given_


def test_the_last_word_on_completion_counts(store: LabelStore, unit: Unit, people: People) -> None:
    complete(store, people["ana"], unit.id, shown=True)
    complete(store, people["ana"], unit.id, state="partial", shown=True)
    assert completions(store)[unit.id, "ana"].state == "partial"
    with pytest.raises(InputError, match="not known"):
        complete(store, people["ana"], "nowhere", shown=True)


def test_five_people_at_once_lose_and_double_nothing(url: str) -> None:
    from policynlp.labels.accounts import create_account

    names = [f"person {i}" for i in range(5)]
    with LabelStore(url) as store:
        made = [unit_of(document(n), "themes", passage=document(n).passages[0]) for n in range(4)]
        add_units(store, made)
        accounts = [create_account(store, name, role="annotator", by="test") for name in names]
    failures: list[BaseException] = []

    def work(account: Account) -> None:
        try:
            with LabelStore(url) as own:
                for round_ in range(10):
                    for unit in made:
                        seen = last_seq(own, unit.id, account=account.name)
                        key = f"{account.name}/{unit.id}/{round_}"
                        record(own, account, say(unit, key, "accept" if round_ % 2 else "reject"), seen=seen)
                        record(own, account, say(unit, key, "accept" if round_ % 2 else "reject"))  # a repeated request
        except BaseException as error:  # noqa: BLE001 - told to the main thread
            failures.append(error)

    threads = [threading.Thread(target=work, args=(account,)) for account in accounts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with LabelStore(url) as store:
        found = decisions(store)
    assert len(found) == 5 * 10 * 4
    assert len({d.key for d in found}) == len(found)
    assert sorted(d.seq for d in found) == [d.seq for d in found]


def made(account: str, action: Any, seq: int, target: str = "agriculture", **more: Any) -> Decision:
    return Decision(key=f"{account}{seq}", unit="u", action=action, target=target, account=account, seq=seq, **more)


def through(account: str) -> Completion:
    return Completion(unit="u", account=account, state="complete", shown=True, at="2026")


def only(found: list[Item]) -> Item:
    assert len(found) == 1
    return found[0]


MACHINE = {"agriculture": Machine(value=True, version="themes/3", score=0.9)}


def test_without_people_the_machine_speaks() -> None:
    item = only(current("u", "themes", [], machine=MACHINE))
    assert (item.value, item.origin, item.status) == (True, "machine", "machine")


def test_majority_wins_and_a_tie_shows_the_machine() -> None:
    tie = [made("ana", "accept", 1), made("ben", "reject", 2)]
    item = only(current("u", "themes", tie, machine=MACHINE))
    assert (item.value, item.origin, item.status) == (True, "machine", "unresolved")
    item = only(current("u", "themes", [*tie, made("cem", "reject", 3)], machine=MACHINE))
    assert (item.value, item.origin, item.status) == (False, "human", "majority")


def test_adjudication_stands_above_the_majority_and_is_no_vote() -> None:
    found = [made("ana", "accept", 1), made("ben", "accept", 2), made("judge", "reject", 3, adjudicates=True)]
    item = only(current("u", "themes", found, machine=MACHINE))
    assert (item.value, item.status, [v.account for v in item.votes]) == (False, "adjudicated", ["ana", "ben"])


def test_adjudication_stands_where_no_vote_is_left() -> None:
    item = only(current("u", "themes", [made("judge", "add", 1, value=True, adjudicates=True)]))
    assert (item.value, item.origin, item.status, item.votes) == (True, "human", "adjudicated", ())


def test_unmarked_text_is_evidence_only_in_a_completed_unit() -> None:
    found = [made("ana", "add", 1, target="trade", value=True)]
    items = {i.target: i for i in current("u", "themes", found, machine=MACHINE)}
    assert items["agriculture"].status == "machine"
    items = {i.target: i for i in current("u", "themes", found, machine=MACHINE, completions=[through("ana")])}
    assert (items["agriculture"].value, items["agriculture"].status) == (False, "single")
    assert not items["agriculture"].votes[0].explicit


def test_spans_count_as_whole_items() -> None:
    one, other = {"content": [[0, 9]], "version": "a"}, {"content": [[0, 8]], "version": "b"}
    found = [made("ana", "edit", 1, "q", value=one), made("ben", "edit", 2, "q", value=other)]
    machine = {"q": Machine(value={"content": [[0, 7]]})}
    assert only(current("u", "quotes", found, machine=machine)).status == "unresolved"
    found[1] = made("ben", "edit", 2, "q", value=one | {"version": "c"})
    item = only(current("u", "quotes", found, machine=machine))
    assert (item.status, item.value["content"]) == ("agreed", [[0, 9]])


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.booleans()), max_size=12))
def test_the_last_decision_of_each_person_decides(given_: list[tuple[str, bool]]) -> None:
    found = [made(name, "accept" if yes else "reject", i) for i, (name, yes) in enumerate(given_, 1)]
    item = only(current("u", "themes", found, machine=MACHINE))
    last = dict(given_)
    yes, no = sum(last.values()), len(last) - sum(last.values())
    assert item.value is (True if yes == no else yes > no)
    assert (item.origin == "machine") is (yes == no)
    undone = [Decision(key=f"z{d.seq}", unit="u", action="undo", account=d.account, undoes=d.seq, seq=99) for d in found]
    assert only(current("u", "themes", [*found, *undone], machine=MACHINE)).status == "machine"
