"""The encoder: what vectors depend on, what they do not, and that damaged models are refused."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.document import Passage
from policynlp.errors import ModelError
from policynlp.tag.encoder import Encoder, _slices, _windows
from policynlp.tag.models import models_dir, read_manifest, version_of, write_manifest


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def passage(start: int, end: int) -> Passage:
    return Passage(id=f"{start}-{end}", start=start, end=end, kind="paragraph")


FIRST = "The cabinet froze rents in three cities. Landlords went to court."
SECOND = "Trout are back in the upper river after the dam was removed."
TEXT = f"{FIRST}\n\n{SECOND}"


def test_unit_vectors(encoder: Encoder) -> None:
    vector = encoder.vector(FIRST)
    assert vector.shape == (384,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_meaning_is_nearer_than_words(encoder: Encoder) -> None:
    query = encoder.vector("Fish return to a stream without its barrage.")
    assert query @ encoder.vector(SECOND) > query @ encoder.vector(FIRST) + 0.2


def test_a_passage_depends_on_itself_alone(encoder: Encoder) -> None:
    both = encoder.encode(TEXT, [passage(0, len(FIRST)), passage(len(FIRST) + 2, len(TEXT))])
    np.testing.assert_array_equal(both.passage_vector(f"{len(FIRST) + 2}-{len(TEXT)}"), encoder.vector(SECOND))
    turned = encoder.encode(TEXT, [passage(len(FIRST) + 2, len(TEXT)), passage(0, len(FIRST))])
    np.testing.assert_array_equal(turned.passage_vector(f"0-{len(FIRST)}"), both.passage_vector(f"0-{len(FIRST)}"))


def test_spans_come_from_the_same_pass(encoder: Encoder) -> None:
    encoding = encoder.encode(TEXT, [passage(0, len(FIRST)), passage(len(FIRST) + 2, len(TEXT))])
    rents = encoding.span_vector(0, FIRST.index(" Landlords"))
    trout = encoding.span_vector(len(FIRST) + 2, len(TEXT))
    assert np.linalg.norm(rents) == pytest.approx(1, abs=1e-5)
    assert trout @ encoder.vector(SECOND) > 0.95
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


@given(pieces=st.integers(1, 5_000), size=st.integers(64, 254))
def test_windows_tile(pieces: int, size: int) -> None:
    at = 0
    for low, high, keep_low, keep_high in _windows(pieces, size):
        assert 0 < high - low <= size
        assert low <= keep_low < keep_high <= high
        assert keep_low == at
        at = keep_high
    assert at == pieces


@settings(max_examples=20)
@given(text=st.lists(st.sampled_from(["word ", "\n", "x" * 7_000, "y" * 30_000]), max_size=12).map("".join))
def test_slices_tile(text: str) -> None:
    cuts = list(_slices(text))
    assert "".join(text[a:b] for a, b in cuts) == text
    assert all(0 < b - a <= 20_000 for a, b in cuts)


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


def test_the_shipped_encoder_is_small_and_whole() -> None:
    folder = models_dir() / "encoder"
    assert sum(p.stat().st_size for p in folder.iterdir()) < 30_000_000
    named = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {"model.onnx", "tokenizer.json", "config.json", "README.md", "NOTICE"} <= set(named)
