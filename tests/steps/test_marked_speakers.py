"""Training on texts whose readers wrote down whom sources without a name mean: what is read, what is refused, what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policynlp import steps
from policynlp.document import Document
from policynlp.errors import InputError, ModelError
from policynlp.ingest.read import read_bytes
from policynlp.settings import load_settings
from policynlp.steps.learnt_text import learnt_text
from policynlp.steps.marked_speakers import MarkedSource, pieces, read_marked_sources
from policynlp.tag.quotes.noun_cases import NOUN_FEATURES
from policynlp.tag.quotes.pronoun_cases import PRONOUN_FEATURES
from policynlp.tag.ranking import load_ranker

OURS = Path(__file__).parents[2] / "corpus"
WOMEN = ("Ana Reis", "Mary Otieno", "Linda Moss", "Julia Brandt", "Karen Doyle", "Susan Fell")


def _folder(tmp_path: Path, texts: int) -> Path:
    rows = []
    for n in range(texts):
        name, other = WOMEN[n % len(WOMEN)], WOMEN[(n + 1) % len(WOMEN)]
        text = (
            f"Council votes on road {n}\n\n{name}, the mayor, opened the meeting on Monday. "
            "She said that the road would cost $2 million.\n\n"
            f'{other}, a farmer, disagreed. "It is too much," she said. "We never asked for it."\n\n'
            f"The mayor said that {n} families would have to move."
        )
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
        rows += [
            {"text": f"{n}.txt", "start": text.index("She said"), "mention": "She", "speaker": [name]},
            {"text": f"{n}.txt", "start": text.index("she said."), "mention": "she", "speaker": [other, None]},
            {"text": f"{n}.txt", "start": text.index("The mayor said"), "mention": "The mayor", "speaker": [name]},
        ]
    (tmp_path / "speakers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def test_what_is_trained_is_measured_written_and_read(tmp_path: Path) -> None:
    data, out = _folder(tmp_path, 10), tmp_path / "out"
    lines: list[str] = []
    written = steps.train_speakers(load_settings(), [data], out, report=lines.append)
    assert list(written) == [data.name]
    metrics = written[data.name]
    assert lines == sorted(f"{n}.txt" for n in range(10))
    assert (metrics["pronouns"]["sources"], metrics["nouns"]["sources"]) == (20, 10)
    assert written == json.loads((out / "metrics.json").read_text(encoding="utf-8"))
    assert metrics["pronouns"]["right"] >= 18
    assert metrics["nouns"]["right"] >= 9
    for features in (PRONOUN_FEATURES, NOUN_FEATURES):
        kept = json.loads((out / f"{features.ranker}.json").read_text(encoding="utf-8"))
        assert load_ranker(features, out).as_json() == kept
    assert f"**{metrics['pronouns']['right']} of 20, " in (out / "README.md").read_text(encoding="utf-8")


def test_texts_may_be_rows_of_articles(tmp_path: Path) -> None:
    data = _folder(tmp_path, 12)
    rows = [{"id": f"{n}.txt", "text": (data / f"{n}.txt").read_text(encoding="utf-8")} for n in range(3)]
    (tmp_path / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for n in range(3):
        (data / f"{n}.txt").unlink()
    metrics = steps.train_speakers(load_settings(), [data], tmp_path / "out", articles=tmp_path / "articles.jsonl")
    assert metrics[data.name]["pronouns"]["texts"] == 12
    with pytest.raises(InputError, match="articles cannot be read") as caught:
        steps.train_speakers(load_settings(), [data], tmp_path / "none", articles=tmp_path / "nowhere.jsonl")
    assert "evaluate.md" in (caught.value.hint or "")


def test_pieces_stand_where_they_say(tmp_path: Path) -> None:
    paragraphs = [f"Ana Reis, the mayor, spoke in week {n}. She said that the road would be built." for n in range(7)]
    (tmp_path / "a.txt").write_text("Road is built\n\n" + "\n\n".join(paragraphs), encoding="utf-8")
    document = learnt_text(tmp_path / "a.txt", load_settings(), hint="")
    found = list(pieces(document, load_settings()))
    assert [len(part.passages) for _, part in found] == [3, 3, 2]
    for begin, part in found:
        assert document.text.startswith(part.text, begin)


def test_few_texts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="fewer than 10 texts"):
        steps.train_speakers(load_settings(), [_folder(tmp_path, 2)], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_two_folders_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="folders of one name"):
        steps.train_speakers(load_settings(), [tmp_path / "a" / "texts", tmp_path / "b" / "texts"], tmp_path / "out")


def test_words_that_stand_elsewhere_are_refused(tmp_path: Path) -> None:
    data = _folder(tmp_path, 2)
    (data / "0.txt").write_text("Another text.\n\nIt has other words than its reader read.", encoding="utf-8")
    with pytest.raises(InputError, match="does not stand at"):
        steps.train_speakers(load_settings(), [data], tmp_path / "out")


@pytest.mark.parametrize(
    "line", ["{", '{"text": "a.txt", "start": "x", "mention": "he", "speaker": []}', '{"text": "a.txt"}', "[]"]
)
def test_a_row_of_another_form_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "speakers.jsonl"
    good = '{"text": "a.txt", "start": 3, "mention": "he", "speaker": ["Ana Reis", null]}'
    path.write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match="not a row of speakers") as caught:
        read_marked_sources(path)
    assert str(caught.value.where).endswith("speakers.jsonl:2")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_marked_sources(tmp_path / "speakers.jsonl")


def test_weights_of_other_features_are_refused(tmp_path: Path) -> None:
    from policynlp.tag.models import write_manifest

    kept = load_ranker(PRONOUN_FEATURES).as_json()
    (tmp_path / "pronouns.json").write_text(json.dumps(kept | {"features": kept["features"][1:]}), encoding="utf-8")
    write_manifest(tmp_path, kind="speakers")
    with pytest.raises(ModelError, match="other features") as caught:
        load_ranker(PRONOUN_FEATURES, tmp_path)
    assert "train speakers" in (caught.value.hint or "")


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())


def _check(name: str, text: str, sources: list[MarkedSource], *, names: bool = True) -> None:
    for one in sources:
        assert text[one.start : one.start + len(one.mention)] == one.mention, (name, one)
        assert one.speakers, (name, one)
        for speaker in one.speakers if names else ():
            assert speaker is None or _folded(speaker) in _folded(text), (name, one)


def test_our_rows_stand_in_their_texts_and_name_people_of_them() -> None:
    for name, sources in read_marked_sources(OURS / "unmarked" / "speakers.jsonl").items():
        _check(name, (OURS / "unmarked" / name).read_text(encoding="utf-8"), sources)


@pytest.mark.slow
def test_the_rows_of_the_press_stand_in_our_dossiers() -> None:
    found = {n: s for n, s in read_marked_sources(OURS / "press" / "speakers.jsonl").items() if n.endswith(".txt")}
    assert len(found) >= 200
    for name, sources in found.items():
        _check(name, learnt_text(OURS / "press" / name, load_settings(), hint="").text, sources, names=False)


@pytest.mark.slow
def test_the_rows_of_the_press_stand_in_public_articles(shared: Path) -> None:
    rows = (shared / "data" / "quotes" / "polnear_train.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {row["id"]: row["text"] for row in map(json.loads, rows)}
    found = {n: s for n, s in read_marked_sources(OURS / "press" / "speakers.jsonl").items() if not n.endswith(".txt")}
    assert len(found) >= 700
    for name, sources in found.items():
        read = next(iter(read_bytes(texts[name].encode(), uri=name, settings=load_settings(), media_type="text/plain")))
        assert isinstance(read, Document)
        _check(name, read.text, sources)
