"""Round trips through CSV and INCEpTION whatever the text: emoji, Chinese, marks that spreadsheets run, spans in pieces."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made_documents import made
from policynlp.corpus.export.cas import write_cas
from policynlp.corpus.export.cas_reading import read_cas
from policynlp.labels.decisions import Decision, Machine
from policynlp.labels.exchange import flat
from policynlp.labels.units import LabelLayer, unit_of
from policynlp.steps.label_exchange import _cas_answers

LAYERS: tuple[LabelLayer, ...] = ("quotes", "claims", "entities")
FIELDS = ("content", "cue", "source", "start", "end", "kind", "label", "value", "unit", "act", "source_type", "speaker")
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
)
relaxed = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(random=st.randoms(use_true_random=False))
def test_inception_gives_back_every_span_in_code_points(random: Random) -> None:
    document, tags = made(random)
    with TemporaryDirectory() as folder:
        write_cas([(document, tags)], Path(folder))
        file = read_cas(Path(folder) / f"{document.id}.xmi")
    assert file.text == document.text
    answers = {
        answer.unit.layer: answer
        for answer in _cas_answers(document, tags, file, account="ana", complete=True)
        if answer.unit.passage is None
    }
    for layer in LAYERS:
        said = {a.id: a.as_dict() for a in getattr(tags, layer)}
        assert answers[layer].note == ""
        assert set(answers[layer].values) == set(said)
        for target, value in answers[layer].values.items():
            assert {name: value.get(name) for name in FIELDS} == {name: said[target].get(name) for name in FIELDS}


@relaxed
@given(
    random=st.randoms(use_true_random=False),
    target=TEXT,
    note=TEXT,
    value=JSON,
    machine=JSON,
    account=TEXT.filter(str.strip),
    score=st.none() | st.floats(0, 1),
    seconds=st.none() | st.floats(0, 1e4),
)
def test_csv_gives_back_every_decision_and_its_unit(
    random: Random, target: str, note: str, value: Any, machine: Any, account: str, score: float | None, seconds: float | None
) -> None:
    document, _ = made(random)
    unit = unit_of(document, "quotes", passage=random.choice([None, *document.passages]))
    decision = Decision(
        key="k1",
        unit=unit.id,
        action="edit",
        target=target,
        value=value,
        machine=Machine(value=machine, version="=v/1", score=score),
        shown=False,
        seconds=seconds,
        guideline="quotes/1",
        note=note,
        account=account,
        at="2026-11-26T04:00:00.000000+00:00",
        seq=7,
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.csv"
        flat.write_rows(path, flat.UNIT + flat.DECISION, [flat.decision_row(unit, decision)])
        cells = path.read_text(encoding="utf-8")
        (row,) = flat.read_rows(path, flat.UNIT + flat.DECISION)
    assert flat.unit_of_row(row) == unit
    back = flat.decision_of_row(row, undoes=None)
    names = ("key", "unit", "action", "target", "value", "machine", "shown", "seconds", "guideline", "note")
    assert {name: getattr(back, name) for name in names} == {name: getattr(decision, name) for name in names}
    assert row["account"] == account
    assert ",=v/1" not in cells  # a spreadsheet would run it
