"""The scorer of speaker probes: what counts as found, as the same speaker, as the same title."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policynlp.errors import InputError
from policynlp.evaluate.speaker_probes import Expected, Probe, judge, load_probes, same_speaker, same_title, share

TEXT = "The road is open, Ann Lee said. The bridge is shut, critics said."
PROBE = Probe(
    "x-2",
    TEXT,
    (
        Expected("road is open", "person", "Ann Lee", title="mayor"),
        Expected("bridge is shut", "nobody", None),
    ),
)


def quote(content: str, speaker: str | None, title: str | None = None) -> dict[str, object]:
    start = TEXT.index(content)
    return {"content": [[start, start + len(content)]], "speaker": speaker, "title": title, "affiliation": None}


def test_right_wrong_and_missing() -> None:
    right, nobody = judge(PROBE, [quote("The road is open", "Ann Lee", "city mayor"), quote("The bridge is shut", None)])
    assert (right.found, right.speaker, right.title) == (True, True, True)
    assert (nobody.found, nobody.speaker) == (True, True)
    wrong, missing = judge(PROBE, [quote("The road is open", "Bo Lee", "mayor")])
    assert (wrong.speaker, wrong.title, missing.found, missing.speaker) == (False, None, False, None)
    figures = share([wrong, missing])
    assert (figures.found, figures.right, figures.persons, figures.sure) == ((1, 2), (0, 2), (0, 1), (0, 1))


def test_a_guess_where_nobody_is_named_is_wrong() -> None:
    _, nobody = judge(PROBE, [quote("The bridge is shut", "Ann Lee")])
    assert nobody.speaker is False


@pytest.mark.parametrize(
    "expected, given, same",
    [
        ("Péter Nagy", "Peter Nagy", True),
        ("World Bank", "the World Bank", True),
        ("Ann Lee", "Lee", False),
        ("report by council officers", "report", True),
        ("council", "City Council", True),
        (None, "Lee", False),
    ],
)
def test_speakers(expected: str | None, given: str, same: bool) -> None:
    assert same_speaker(expected, given) is same


def test_titles() -> None:
    assert same_title("minister", "trade minister")
    assert same_title("head", "head of the ashram")
    assert not same_title("minister", "former")
    assert not same_title("minister", None)


def test_a_content_that_is_not_in_its_text_is_refused(tmp_path: Path) -> None:
    row = {"id": "a-1", "text": "It rained.", "quotes": [{"content": "It snowed"}]}
    path = tmp_path / "probe.json"
    path.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(InputError):
        load_probes(path)
