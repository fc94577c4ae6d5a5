"""Labels of a theme that was renamed or split: carried over or opened again, by new rows alone."""

import pytest
from label_samples import document

from policynlp.labels.accounts import Account, retire_account
from policynlp.labels.current import current
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision, completions, decisions, standing_ones
from policynlp.labels.migrating import rename_label, split_label
from policynlp.labels.queue import next_task
from policynlp.labels.recording import complete, record
from policynlp.labels.units import Unit, add_units, unit_of

People = dict[str, Account]


def say(store: LabelStore, person: Account, unit: str, target: str, action: str = "add") -> Decision:
    key = f"{person.name}{unit}{target}{action}"
    value = True if action == "add" else None
    return record(store, person, Decision(key=key, unit=unit, action=action, target=target, value=value))  # type: ignore[arg-type]


def stands(store: LabelStore, unit: str) -> dict[str, tuple[bool, str]]:
    """Label to whether it stands, and how that came about."""
    through = [c for (of, _), c in completions(store, [unit]).items() if of == unit]
    items = current(unit, "themes", decisions(store, [unit], standing=False), completions=through)
    return {i.target: (bool(i.value), i.status) for i in items if i.origin == "human"}


@pytest.fixture
def other(store: LabelStore) -> Unit:
    made = unit_of(document(9), "themes", passage=document(9).passages[0])
    add_units(store, [made])
    return made


def test_a_rename_keeps_who_said_what_and_adds_rows_only(store: LabelStore, unit: Unit, other: Unit, people: People) -> None:
    for name in ("ana", "ben"):
        say(store, people[name], unit.id, "farming")
        complete(store, people[name], unit.id, shown=True)
    say(store, people["cem"], unit.id, "farming", "reject")
    say(store, people["ana"], unit.id, "farming.grain")
    wrong = say(store, people["ana"], other.id, "farming")
    record(store, people["ana"], Decision(key="u", unit=other.id, action="undo", undoes=wrong.seq))
    say(store, people["ben"], other.id, "farmings")  # another name that begins alike
    retire_account(store, "ben", by="root")
    before = decisions(store, standing=False)
    told = rename_label(store, "farming", "agriculture", guideline="themes/2", by="root")
    assert told.decisions == 4
    assert decisions(store, standing=False)[: len(before)] == before
    assert stands(store, unit.id)["agriculture"] == (True, "majority")
    assert set(stands(store, unit.id)) <= {"agriculture", "agriculture.grain"}
    assert "agriculture.grain" in {d.target for d in decisions(store)}
    assert set(stands(store, other.id)) == {"farmings"}
    made = [d for d in decisions(store) if d.target == "agriculture"]
    assert {d.account for d in made} == {"ana", "ben", "cem"}
    assert all(d.guideline == "themes/2" and d.note.startswith("renamed from farming, decision ") for d in made)
    assert rename_label(store, "farming", "agriculture", guideline="themes/2", by="root").decisions == 0
    rename_label(store, "agriculture", "farming", guideline="themes/2", by="root")
    assert stands(store, unit.id)["farming"] == (True, "majority")
    assert "agriculture" not in stands(store, unit.id)


def test_only_counting_changes_nothing(store: LabelStore, unit: Unit, people: People) -> None:
    say(store, people["ana"], unit.id, "farming")
    assert rename_label(store, "farming", "agriculture", guideline="x", by="root", pretend=True).decisions == 1
    assert split_label(store, "farming", ["crops", "herds"], by="root", pretend=True).reopened == 1
    assert len(decisions(store, standing=False)) == 1


def test_a_split_opens_what_had_the_theme_again_and_leaves_the_rest(
    store: LabelStore, unit: Unit, other: Unit, people: People
) -> None:
    ana, ben = people["ana"], people["ben"]
    for target in ("farming", "trade"):
        say(store, ana, unit.id, target)
    say(store, ben, unit.id, "farming", "reject")
    for person in (ana, ben):
        complete(store, person, unit.id, shown=True)
    say(store, ana, other.id, "trade")
    complete(store, ana, other.id, shown=True)
    told = split_label(store, "farming", ["crops", "herds"], by="root")
    assert (told.decisions, told.reopened, told.new) == (2, 1, "crops, herds")
    assert "farming" not in stands(store, unit.id)
    assert stands(store, unit.id)["trade"][0]
    assert completions(store)[other.id, "ana"].state == "complete"
    for person in (ana, ben):
        task = next_task(store, person, layer="themes")
        assert task is not None
        assert (task.unit, task.reason, task.why) == (unit.id, "reopened", "farming was split into crops, herds")
    assert split_label(store, "farming", ["crops", "herds"], by="root").reopened == 0
    standing = standing_ones(decisions(store, standing=False))
    assert {d.target for d in standing} == {"trade"}
