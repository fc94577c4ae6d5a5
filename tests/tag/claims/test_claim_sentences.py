"""Sentences over all forms, with the claims that a reader finds: value, unit, bound, trend, period, measure."""

import json
from pathlib import Path

import pytest

ROWS = [json.loads(line) for line in (Path(__file__).parent / "sentences.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[r["text"][:40] for r in ROWS])
def test_sentence(row, claims_of):
    found = [
        {
            "text": c.text,
            "kind": c.kind,
            "value": c.value,
            "high": c.value_high,
            "unit": c.unit,
            "bound": c.bound,
            "trend": c.trend,
            "from": c.from_.value if c.from_ else None,
            "period": c.period.timex if c.period else None,
            "measure": c.measure.text if c.measure else None,
        }
        for c in claims_of(row["text"])
    ]
    assert found == row["claims"]


def test_enough_sentences():
    assert len(ROWS) >= 120
