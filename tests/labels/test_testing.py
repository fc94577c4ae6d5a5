"""Hidden test items: what is known, who gets them, how right people are, and who may have the queue."""

import pytest
from label_samples import document

from policynlp.errors import InputError
from policynlp.labels.accounts import Account
from policynlp.labels.database import LabelStore
from policynlp.labels.decisions import Decision
from policynlp.labels.queue import Task, add_tasks, close_finished, next_task, tasks
from policynlp.labels.recording import complete, record
from policynlp.labels.testing import add_test_items, may_label, require, requirement, score_of
from policynlp.labels.units import LabelLayer, add_units, unit_of

People = dict[str, Account]


def known_units(store: LabelStore, n: int, layer: LabelLayer = "themes") -> list[str]:
    made = [unit_of(doc, layer, passage=doc.passages[0]) for doc in map(document, range(n))]
    add_units(store, made)
    return [unit.id for unit in made]


def label(store: LabelStore, person: Account, unit: str, *labels: str) -> None:
    """Go through a unit by oneself, blind."""
    for name in labels:
        key = f"{person.name}{unit}{name}"
        record(store, person, Decision(key=key, unit=unit, action="add", target=name, value=True, shown=False))
    complete(store, person, unit, shown=False)


def test_known_is_what_two_agree_on_or_an_adjudicator_says(store: LabelStore, people: People) -> None:
    agreed, differed, alone, judged, empty = known_units(store, 5)
    for name in ("ana", "ben"):
        label(store, people[name], agreed, "trade")
        label(store, people[name], differed, "trade" if name == "ana" else "health")
        label(store, people[name], empty)
    label(store, people["ana"], alone, "trade")
    label(store, people["judge"], judged, "energy")
    assert add_test_items(store, "themes", n=10, seed=1, by="judge") == 3
    assert {t.unit for t in tasks(store) if t.reason == "test"} == {agreed, judged, empty}
    assert all(t.blind for t in tasks(store))
    with pytest.raises(InputError, match="no answer"):
        add_test_items(store, "themes", n=10, seed=1, by="judge")


def test_who_made_an_answer_does_not_get_it_and_everybody_else_does(store: LabelStore, people: People) -> None:
    (unit,) = known_units(store, 1)
    for name in ("ana", "ben"):
        label(store, people[name], unit, "trade")
    add_test_items(store, "themes", n=1, seed=1, by="judge")
    assert next_task(store, people["ana"], layer="themes") is None
    for name in ("cem", "judge"):
        assert next_task(store, people[name], layer="themes") is not None
        label(store, people[name], unit, "trade")
    assert close_finished(store) == 0  # who comes later gets it, too
    assert score_of(store, people["ana"], "themes").items == 0


def test_test_items_stand_among_the_others(store: LabelStore, people: People) -> None:
    made = known_units(store, 30)
    for unit in made[:5]:
        label(store, people["judge"], unit, "trade")
    add_tasks(store, [Task(unit=u, reason="uncertain", priority=float(25 - i)) for i, u in enumerate(made[5:])], by="root")
    add_test_items(store, "themes", n=5, seed=3, by="judge")
    places = [i for i, task in enumerate(tasks(store, open_only=True)) if task.reason == "test"]
    assert len(places) == 5
    assert places != list(range(5))
    assert places != list(range(25, 30))


def test_a_score_is_f1_over_labels_and_an_empty_answer_counts_where_it_is_missed(store: LabelStore, people: People) -> None:
    one, two, three = known_units(store, 3)
    label(store, people["judge"], one, "trade", "security")
    label(store, people["judge"], two, "health")
    label(store, people["judge"], three)
    add_test_items(store, "themes", n=3, seed=1, by="judge")
    label(store, people["cem"], one, "trade")
    label(store, people["cem"], two, "health", "labour")
    score = score_of(store, people["cem"], "themes")
    assert (score.items, score.f1) == (2, pytest.approx(2 * 2 / (3 + 3)))
    label(store, people["cem"], three, "culture")
    assert score_of(store, people["cem"], "themes").f1 == pytest.approx(2 * 2 / (4 + 3))


def test_spans_count_with_their_kind_where_half_of_the_characters_are_shared(store: LabelStore, people: People) -> None:
    (unit,) = known_units(store, 1, "quotes")
    said = {"kind": "indirect", "content": [[0, 20]], "cue": [], "source": []}
    for name, value in (("judge", said), ("ana", said | {"content": [[2, 20]]}), ("ben", said | {"kind": "direct"})):
        record(store, people[name], Decision(key=name, unit=unit, action="add", target=f"q{name}", value=value, shown=False))
        complete(store, people[name], unit, shown=False)
        if name == "judge":
            add_test_items(store, "quotes", n=1, seed=1, by="judge")
    assert score_of(store, people["ana"], "quotes").f1 == 1.0
    assert score_of(store, people["ben"], "quotes").f1 == 0.0


def test_a_layer_that_requires_passing_opens_by_the_last_items(store: LabelStore, people: People) -> None:
    made = known_units(store, 4)
    for unit in made[:3]:
        label(store, people["judge"], unit, "trade")
    with pytest.raises(InputError, match="fewer than 2"):
        require(store, "themes", items=2, least=0.8, by="root")
    add_test_items(store, "themes", n=3, seed=1, by="judge")
    require(store, "themes", items=2, least=0.8, by="root")
    assert not may_label(store, people["ana"], "themes")
    assert may_label(store, people["ana"], "quotes")
    assert may_label(store, people["judge"], "themes")
    label(store, people["ana"], made[0], "health")
    label(store, people["ana"], made[1], "trade")
    assert score_of(store, people["ana"], "themes").lately == pytest.approx(0.5)
    assert not may_label(store, people["ana"], "themes")
    label(store, people["ana"], made[2], "trade")
    assert may_label(store, people["ana"], "themes")  # the two last ones are right
    assert not may_label(store, people["ben"], "themes")
    require(store, "themes", items=0, least=0.8, by="root")
    assert requirement(store, "themes") is None
    assert may_label(store, people["ben"], "themes")


def test_the_answer_is_kept_as_it_was_when_the_item_was_made(store: LabelStore, people: People) -> None:
    (unit,) = known_units(store, 1)
    label(store, people["judge"], unit, "trade")
    add_test_items(store, "themes", n=1, seed=1, by="judge")
    for name in ("ana", "ben"):  # both wrong, and the majority now
        label(store, people[name], unit, "health")
    assert score_of(store, people["ben"], "themes").f1 == 0.0
