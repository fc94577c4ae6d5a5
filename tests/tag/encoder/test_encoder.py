"""The encoder: what vectors depend on, what they do not, and that damaged models are refused."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from policynlp.document import Passage
from policynlp.errors import ModelError
from policynlp.tag.encoder import Encoder
from policynlp.tag.models import models_dir, read_manifest, version_of, write_manifest
from policynlp.train.encoder.examples import paragraphs


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def passage(start: int, end: int) -> Passage:
    return Passage(id=f"{start}-{end}", start=start, end=end, kind="paragraph")


FIRST = "The cabinet froze rents in three cities. Landlords went to court."
SECOND = "Trout are back in the upper river after the dam was removed."
TEXT = f"{FIRST}\n\n{SECOND}"
SAID = "“The dam will be gone by spring,” said Ana Delgado, who runs the river authority in Peru, “and the trout will be back by summer.”"


UNMARKED = Path(__file__).parents[3] / "corpus" / "unmarked"


def bounds(text: str) -> list[Passage]:
    """Its paragraphs."""
    return list(paragraphs(text))


def test_unit_vectors(encoder: Encoder) -> None:
    vector = encoder.vector(FIRST)
    assert vector.shape == (384,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_meaning_is_nearer_than_words(encoder: Encoder) -> None:
    query = encoder.vector("Fish return to a stream without its barrage.")
    assert query @ encoder.vector(SECOND) > query @ encoder.vector(FIRST) + 0.2


def test_the_order_of_passages_changes_nothing(encoder: Encoder) -> None:
    first, second = passage(0, len(FIRST)), passage(len(FIRST) + 2, len(TEXT))
    both, turned = encoder.encode(TEXT, [first, second]), encoder.encode(TEXT, [second, first])
    for one in (first, second):
        np.testing.assert_array_equal(both.passage_vector(one.id), turned.passage_vector(one.id))
    assert both.quotations == turned.quotations


def test_far_away_text_changes_nothing(encoder: Encoder) -> None:
    paragraphs = [SAID, *(f"{SECOND} {n} of them were counted in week {n}." for n in range(60))]
    text, long = "\n\n".join(paragraphs), "\n\n".join([*paragraphs, *paragraphs])
    short_read, long_read = encoder.encode(text, bounds(text)), encoder.encode(long, bounds(long))
    np.testing.assert_array_equal(short_read.span_vector(0, len(SAID)), long_read.span_vector(0, len(SAID)))
    assert short_read.quotations[0] == long_read.quotations[0]
    again = [q for q in long_read.quotations if q.content[0][0] > len(text)]
    assert [long[slice(*s)] for s in again[0].content] == [text[slice(*s)] for s in short_read.quotations[0].content]


def test_what_stands_in_front_changes_what_is_near_it_alone(encoder: Encoder) -> None:
    """Of a page that is read with other texts in front of it, all is the same but for its first paragraphs."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(UNMARKED.rglob("*.txt"))[:40]]
    same = there = 0
    for n in range(0, 20, 10):
        page, front = "\n\n".join(texts[n : n + 5]), texts[n + 8][: 700 * (n // 10 + 1)] + "\n\n"
        alone, behind = (encoder.encode(text, bounds(text)).quotations for text in (page, front + page))
        moved = {tuple((a - len(front), b - len(front)) for a, b in q.content) for q in behind}
        contents = [q.content for q in alone if q.content[0][0] > 2_500]
        there += len(contents)
        same += sum(c in moved for c in contents)
    assert there > 25
    assert same == there


def test_who_said_what(encoder: Encoder) -> None:
    (found,) = encoder.encode(SAID, bounds(SAID)).quotations
    assert [SAID[slice(*s)] for s in found.content] == [
        "The dam will be gone by spring",
        "and the trout will be back by summer",
    ]
    assert found.cue is not None
    assert SAID[slice(*found.cue)] == "said"
    assert found.source is not None
    assert "Ana Delgado" in SAID[slice(*found.source)]


def test_names(encoder: Encoder) -> None:
    found = {SAID[e.start : e.end]: e.label for e in encoder.encode(SAID, bounds(SAID)).entities}
    assert found["Ana Delgado"] == "PER"
    assert found["Peru"] == "LOC"


def test_spans_come_from_the_same_pass(encoder: Encoder) -> None:
    encoding = encoder.encode(TEXT, [passage(0, len(FIRST)), passage(len(FIRST) + 2, len(TEXT))])
    rents = encoding.span_vector(0, FIRST.index(" Landlords"))
    trout = encoding.span_vector(len(FIRST) + 2, len(TEXT))
    assert np.linalg.norm(rents) == pytest.approx(1, abs=1e-5)
    assert trout @ encoder.vector(SECOND) > 0.8
    assert rents @ encoder.vector("Rents are frozen.") > trout @ encoder.vector("Rents are frozen.")
    assert not encoding.span_vector(len(FIRST), len(FIRST) + 2).any()


def test_context(encoder: Encoder) -> None:
    encoding = encoder.encode(FIRST, [passage(0, len(FIRST))], before=SECOND)
    assert encoding.after is None
    np.testing.assert_array_equal(encoding.before, encoder.vector(SECOND))


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00\x01\u200b", "\ufffd"])
def test_nothing_to_read_is_never_an_error(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.vector(text)).all()


@pytest.mark.parametrize("text", ["9" * 100_000, "(" * 3_000, "\ud800 lone", "a\u0301 " * 2_000, "word " * 6_000])
def test_hostile_text(encoder: Encoder, text: str) -> None:
    encoding = encoder.encode(text, [passage(0, len(text))])
    assert np.linalg.norm(encoding.passage_vector(f"0-{len(text)}")) == pytest.approx(1, abs=1e-4)
    assert np.isfinite(encoding.span_vector(0, len(text))).all()


def test_long_documents_keep_means_of_pieces(encoder: Encoder) -> None:
    text = FIRST + " " * 450_000  # so long that two pieces share a vector
    span = (0, FIRST.index(" Landlords"))
    coarse = encoder.encode(text, [passage(0, len(FIRST))]).span_vector(*span)
    fine = encoder.encode(FIRST, [passage(0, len(FIRST))]).span_vector(*span)
    assert coarse @ fine > 0.98


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "encoder"
    shutil.copytree(models_dir() / "encoder", folder)
    (folder / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes() + b" ")
    with pytest.raises(ModelError, match="does not match its hash"):
        Encoder(folder)


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"manifest\.json is missing"):
        Encoder(tmp_path)


def test_another_kind_is_refused(tmp_path: Path) -> None:
    write_manifest(tmp_path, kind="themes")
    with pytest.raises(ModelError, match="of kind 'themes'"):
        read_manifest(tmp_path, kind="encoder")


def test_the_version_follows_the_files(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    write_manifest(tmp_path, kind="encoder")
    before = version_of(tmp_path, kind="encoder")
    (tmp_path / "config.json").write_text("[]", encoding="utf-8")
    write_manifest(tmp_path, kind="encoder")
    assert version_of(tmp_path, kind="encoder") != before


def test_a_card_is_no_new_version(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    write_manifest(tmp_path, kind="encoder")
    before = version_of(tmp_path, kind="encoder")
    (tmp_path / "README.md").write_text("It is small.", encoding="utf-8")
    write_manifest(tmp_path, kind="encoder")
    assert version_of(tmp_path, kind="encoder") == before


def test_the_shipped_encoder_is_small_and_whole() -> None:
    folder = models_dir() / "encoder"
    assert sum(p.stat().st_size for p in folder.iterdir()) < 30_000_000
    named = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {"model.onnx", "tokenizer.json", "config.json", "README.md", "NOTICE"} <= set(named)
