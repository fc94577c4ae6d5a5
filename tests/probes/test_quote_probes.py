"""The hard forms of quotation: the share of probes that comes out right, form by form, and a floor under each.

`pytest -s tests/probes/test_quote_probes.py` prints the table. Probes are `quotes/*.jsonl`, a file a form; the scoring is
`policynlp.evaluate.probes`. Whoever writes rules reads the probes with odd numbers only, so the even ones tell how far a
rule carries. Floors are in `tests/floors.json`: what was measured, minus a margin of one probe.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.evaluate.gold import spans_of
from policynlp.evaluate.probes import judge, read_probes, shares
from policynlp.settings import TagSettings, load_settings
from policynlp.tag.pipeline import build_pipeline

HERE = Path(__file__).parent
LEAST_PROBES = 20
_COLUMNS = ("probes", "right", "odd", "even", "found", "source", "speaker", "kind", "invented")


@pytest.fixture(scope="module")
def probes():
    return read_probes(HERE / "quotes")


@pytest.fixture(scope="module")
def table(probes):
    nlp = build_pipeline(TagSettings(components=("quotes",)))
    found = (doc._.policynlp_quotes for doc in nlp.pipe(p["text"] for p in probes))
    return shares(judge(p, [q.as_dict() for q in quotes]) for p, quotes in zip(probes, found, strict=True))


def _printed(table):
    def cell(value):
        return "-" if value is None else f"{100 * value:.0f}" if isinstance(value, float) else str(value)

    lines = [f"{'form':18}" + "".join(f"{c:>10}" for c in _COLUMNS)]
    lines += [f"{row['form']:18}" + "".join(f"{cell(row[c]):>10}" for c in _COLUMNS) for row in table]
    return "\n".join(lines)


@pytest.mark.floors
def test_no_form_falls_below_its_floor(table, floors):
    print(f"\n{_printed(table)}")
    floors.hold(
        "quotes/forms",
        {row["form"]: row["right"] for row in table},
        gold=(HERE / "quotes").glob("*.jsonl"),
        margins={row["form"]: 1 / row["probes"] for row in table},
    )


def test_evaluate_scores_them_from_a_file(probes, tmp_path):
    path = tmp_path / "tagged.jsonl"
    path.write_text("".join(json.dumps({"id": p["id"], "quotes": []}) + "\n" for p in probes), encoding="utf-8")
    rows = {r["form"]: r for r in steps.evaluate_probes(load_settings(), HERE / "quotes", path)}
    assert rows["no_speech"]["right"] == 1
    assert rows["marks_double"]["right"] == rows["marks_double"]["found"] == 0


def test_every_form_has_its_probes_and_each_id_is_its_own(probes):
    forms = [p["id"].rpartition("-")[0] for p in probes]
    assert min(forms.count(f) for f in set(forms)) >= LEAST_PROBES
    assert len({p["id"] for p in probes}) == len({p["text"] for p in probes}) == len(probes)


def test_every_expected_piece_is_in_its_text(probes):
    for probe in probes:
        for quote in probe["quotes"]:
            assert quote["content"]
            for role in ("content", "cue", "source"):
                spans = spans_of(probe["text"], quote[role])
                assert spans == sorted(spans), probe["id"]
