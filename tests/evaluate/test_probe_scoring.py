"""The scoring of quotation probes: what counts as found, right and invented."""

from __future__ import annotations

import pytest

from policynlp.errors import InputError
from policynlp.evaluate.gold import spans_of
from policynlp.evaluate.probes import judge, read_probes, shares

TEXT = "The mayor, Ana Reis, said the port would stay open. Ana Reis left."
PROBE = {
    "id": "form-01",
    "text": TEXT,
    "quotes": [
        {
            "content": ["the port would stay open"],
            "cue": ["said"],
            "source": ["The mayor, Ana Reis"],
            "speaker": "Ana Reis",
            "kind": "indirect",
            "attribution": "explicit",
        }
    ],
}


def _span(piece):
    return [TEXT.index(piece), TEXT.index(piece) + len(piece)]


def _quote(content="the port would stay open", source="Ana Reis", speaker="Ana Reis", kind="indirect"):
    return {"content": [_span(content)], "source": [_span(source)] if source else [], "speaker": speaker, "kind": kind}


def test_a_probe_is_right_with_content_source_speaker_and_kind():
    verdict = judge(PROBE, [_quote()])
    assert verdict.right
    assert (verdict.found, verdict.sources, verdict.speakers, verdict.kinds, verdict.invented) == (1, 1, 1, 1, 0)


@pytest.mark.parametrize(
    "change",
    [{"source": None}, {"source": "The"}, {"speaker": None}, {"speaker": "Reis"}, {"kind": "direct"}, {"content": "the port"}],
)
def test_a_probe_is_wrong_with_any_part_wrong(change):
    assert not judge(PROBE, [_quote(**change)]).right


def test_one_word_of_five_may_be_missing():
    assert judge(PROBE, [_quote(content="port would stay open")]).right


def test_articles_and_case_do_not_matter_in_a_speaker():
    assert judge(PROBE, [_quote(speaker="the ana reis")]).right


def test_what_the_probe_leaves_open_is_not_judged():
    quote = {k: v for k, v in PROBE["quotes"][0].items() if k not in {"speaker", "kind"}}
    assert judge(PROBE | {"quotes": [quote]}, [_quote(speaker="Somebody", kind="mixed")]).right


def test_a_second_find_is_invented_unless_it_lies_in_an_expected_content():
    assert judge(PROBE, [_quote(), _quote(content="Ana Reis left")]).invented == 1
    assert judge(PROBE, [_quote(), _quote(content="the port")]).right


def test_nothing_may_be_found_where_nothing_is_expected():
    empty = PROBE | {"quotes": []}
    assert judge(empty, []).right
    assert not judge(empty, [_quote()]).right


def test_pieces_are_found_by_occurrence():
    assert spans_of(TEXT, [["Ana Reis", 1]]) == [(TEXT.rindex("Ana"), TEXT.rindex("Ana") + 8)]
    with pytest.raises(InputError):
        spans_of(TEXT, [["Ana Reis", 2]])


def test_shares_are_of_probes_for_right_and_of_quotes_for_parts():
    rows = shares([judge(PROBE, [_quote()]), judge(PROBE | {"id": "form-02"}, [])])
    assert [r["form"] for r in rows] == ["form", "all"]
    assert (rows[0]["right"], rows[0]["odd"], rows[0]["even"], rows[0]["found"]) == (0.5, 1.0, 0.0, 0.5)


def test_a_folder_without_probes_is_an_error(tmp_path):
    with pytest.raises(InputError):
        read_probes(tmp_path)
    (tmp_path / "bad.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(InputError):
        read_probes(tmp_path)
