"""Agreement as it stands in the database."""

from typing import Any

import pytest
from label_samples import document

from policynlp.labels.accounts import Account
from policynlp.labels.agreements import agreement, disagreements, versions
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision
from policynlp.labels.recording import complete, record
from policynlp.labels.units import Unit, add_units, unit_of

People = dict[str, Account]


def themes_unit(store: LabelStore, number: int) -> Unit:
    doc = document(number)
    made = unit_of(doc, "themes", passage=doc.passages[0])
    add_units(store, [made])
    return made


def mark(store: LabelStore, person: Account, unit: Unit, labels: set[str], *, shown: bool = False) -> None:
    for label in labels:
        key = f"{person.name}{unit.id}{label}"
        record(store, person, Decision(key=key, unit=unit.id, action="add", target=label, value=True, shown=shown))
    complete(store, person, unit.id, shown=shown)


def test_blind_and_assisted_are_told_apart_and_partial_units_left_out(store: LabelStore, people: People) -> None:
    for number in range(4):
        unit = themes_unit(store, number)
        labels = {"trade"} if number % 2 else {"agriculture"}
        mark(store, people["ana"], unit, labels)
        mark(store, people["ben"], unit, labels if number else {"agriculture", "labour"})
    helped = themes_unit(store, 9)
    for name in ("ana", "ben"):
        mark(store, people[name], helped, {"health"}, shown=True)
    partial = themes_unit(store, 10)
    record(store, people["ana"], Decision(key="p", unit=partial.id, action="add", target="labour", value=True, shown=False))

    rows = {(r.mode, r.label, r.pair): r for r in agreement(store, "themes")}
    everybody = rows["blind", "", ()]
    assert everybody.items == 4
    assert everybody.alpha is not None
    assert 0.5 < everybody.alpha < 1
    assert rows["blind", "trade", ()].alpha == 1.0
    assert rows["blind", "labour", ()].alpha == pytest.approx(0.0, abs=0.01)  # one of eight, by one of two: chance
    pair = rows["blind", "", ("ana", "ben")]
    assert pair.kappa is not None
    assert 0.5 < pair.kappa < 1
    assert rows["assisted", "", ()].items == 1
    months = {r.month for r in agreement(store, "themes", by_month=True)}
    assert len(months - {""}) == 1


def test_disagreements_are_listed_until_they_are_settled(store: LabelStore, people: People) -> None:
    unit = themes_unit(store, 0)
    mark(store, people["ana"], unit, {"trade", "labour"})
    mark(store, people["ben"], unit, {"trade"})
    (item,) = disagreements(store, "themes")
    assert (item.target, [v.value for v in item.votes]) == ("labour", [True, False])
    settle = Decision(key="j", unit=unit.id, action="reject", target="labour", adjudicates=True)
    record(store, people["judge"], settle)
    assert disagreements(store, "themes") == []


def test_spans_of_two_texts_are_never_one(store: LabelStore, people: People) -> None:
    for number, ends in ((0, (10, 10)), (1, (10, 8)), (2, (10, 2))):
        doc = document(number)
        unit = unit_of(doc, "quotes")
        add_units(store, [unit])
        for name, end in zip(("ana", "ben"), ends, strict=True):
            value: dict[str, Any] = {"kind": "direct", "content": [[0, end]]}
            target = f"{number}-{end}"
            key = f"{name}{unit.id}"
            record(store, people[name], Decision(key=key, unit=unit.id, action="add", target=target, value=value, shown=False))
            complete(store, people[name], unit.id, shown=False)
    rows = {r.label: r for r in agreement(store, "quotes")}
    assert rows[""].f1 == pytest.approx(1 / 3)
    assert rows["direct"].f1_overlap == pytest.approx(2 / 3)
    assert rows[""].items == 6


def test_spans_that_overlap_are_versions_of_one_thing_and_those_in_a_gap_are_not(store: LabelStore, people: People) -> None:
    doc = document(0)
    unit = unit_of(doc, "quotes")
    add_units(store, [unit])
    said = {"ana": [[[0, 10], [40, 50]], [[60, 70]]], "ben": [[[0, 11]], [[20, 30]], [[45, 55]], [[70, 80]]]}
    for name, quotes in said.items():
        for content in quotes:
            value: dict[str, Any] = {"kind": "direct", "content": content}
            target = str(content)
            record(store, people[name], Decision(key=f"{name}{target}", unit=unit.id, action="add", target=target, value=value))
        complete(store, people[name], unit.id, shown=False)
    found = versions("quotes", disagreements(store, "quotes"))
    assert [{item.target for item in items} for items in found] == [
        {"[[0, 10], [40, 50]]", "[[0, 11]]", "[[45, 55]]"},
        {"[[20, 30]]"},
        {"[[60, 70]]"},
        {"[[70, 80]]"},
    ]
