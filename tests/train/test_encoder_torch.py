"""A small network learns our own articles, and says the same in ONNX as in torch; needs the extra `train`."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra `train`")
transformers = pytest.importorskip("transformers", reason="training needs the extra `train`")
onnx = pytest.importorskip("onnx", reason="training needs the extra `train`")

from policynlp.errors import ModelError  # noqa: E402
from policynlp.tag.encoder import Encoder  # noqa: E402
from policynlp.tag.models import models_dir, write_manifest  # noqa: E402
from policynlp.tag.neural.readout import buckets  # noqa: E402
from policynlp.train.encoder import export, fit, teacher  # noqa: E402
from policynlp.train.encoder.averaging import averaged, fit_seeds  # noqa: E402
from policynlp.train.encoder.corpus import TrainingCorpus, _number_segments  # noqa: E402
from policynlp.train.encoder.examples import IGNORED, Example, Source, paragraphs  # noqa: E402
from policynlp.train.encoder.fit import FitSettings, read  # noqa: E402
from policynlp.train.encoder.fusing import fuse_attention  # noqa: E402
from policynlp.train.encoder.losses import loss_of  # noqa: E402
from policynlp.train.encoder.network import EncoderNetwork, distance_buckets  # noqa: E402
from policynlp.train.encoder.windows import cut  # noqa: E402

pytestmark = pytest.mark.torch

WIDTH = 48


def tiny_base(**_: Any) -> Any:
    """One layer with random weights."""
    torch.manual_seed(3)
    return transformers.BertModel(
        transformers.BertConfig(
            vocab_size=30_522,
            hidden_size=WIDTH,
            num_hidden_layers=1,
            num_attention_heads=4,
            intermediate_size=96,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            attn_implementation="eager",
        ),
        add_pooling_layer=True,
    )


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The base weights' place is taken by the small network; its tokenizer is the shipped one."""
    monkeypatch.setattr(fit, "load_base", tiny_base)
    monkeypatch.setattr(export, "base_folder", lambda: models_dir() / "encoder")


@pytest.fixture
def corpus(own_sources: list[Source], own_examples: list[Example], tokenizer: Any) -> TrainingCorpus:
    """Our own articles, of all sets in turn; the teacher is random."""
    for one in own_examples:
        one.segments = []
    segments = _number_segments(own_examples)
    random = np.random.default_rng(2).normal(size=(len(segments), WIDTH)).astype(np.float32)
    return TrainingCorpus(
        quotes=tuple(own_examples),
        entities=tuple(own_examples),
        plain=tuple(own_examples),
        sources=tuple(own_sources),
        teacher=random / np.linalg.norm(random, axis=1, keepdims=True),
        data={},
        tokenizer=tokenizer,
        special=(101, 102),
        mask=103,
    )


def loss(network: EncoderNetwork, corpus: TrainingCorpus) -> float:
    rows = [r for e in corpus.quotes for r in cut(e, width=384, start=384, whole=True, special=corpus.special)]
    network.eval()
    with torch.inference_mode():
        return float(loss_of(network, read(network, rows), rows, corpus.teacher).total)


def test_training_lowers_the_loss_and_seeds_decide_it(
    small: None, corpus: TrainingCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TrainingCorpus, "steps_in_epoch", lambda _: 1)
    settings = FitSettings(epochs=12, rate=3e-3, head_rate=1e-2, decay=0.5, threads=1)
    weights = fit.fit(corpus, settings)
    torch.manual_seed(settings.seed)
    untrained = EncoderNetwork(tiny_base())
    before = loss(untrained, corpus)
    trained = EncoderNetwork(tiny_base())
    trained.load_state_dict(weights)
    assert loss(trained, corpus) < 0.8 * before
    again = fit.fit(corpus, settings)
    assert all(torch.equal(weights[name], again[name]) for name in weights)
    fit.save_weights(weights, tmp_path / "weights.safetensors")
    loaded = fit.load_weights(tmp_path / "weights.safetensors")
    assert loss(loaded, corpus) == pytest.approx(loss(trained, corpus), abs=1e-5)


def test_runs_start_alike_are_kept_and_averaged(
    small: None, corpus: TrainingCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TrainingCorpus, "steps_in_epoch", lambda _: 1)
    settings = FitSettings(epochs=1, threads=1)
    lines: list[str] = []
    runs, seconds = fit_seeds(corpus, settings, (1, 2), work=tmp_path, report=lines.append)
    assert [p.name for p in runs] == ["weights-1.safetensors", "weights-2.safetensors"]
    assert seconds > 0
    assert not lines
    first, second = (fit.load_weights(p).state_dict() for p in runs)
    mean = averaged(runs)
    assert set(mean) == set(first)
    assert any(not torch.equal(first[name], second[name]) for name in mean)
    assert all(torch.allclose(mean[name].float(), (first[name].float() + second[name].float()) / 2) for name in mean)
    again, same = fit_seeds(corpus, settings, (1, 2, 3), work=tmp_path, report=lines.append)
    assert lines == [f"seed {n}: taken from {p}" for n, p in zip((1, 2), runs, strict=True)]
    assert (again[:2], same > seconds) == (runs, True)
    lines.clear()
    fit_seeds(corpus, FitSettings(epochs=2, threads=1), (1,), work=tmp_path, report=lines.append)
    assert not lines  # other settings: trained anew


def test_a_second_round_goes_on_from_the_first(
    small: None, corpus: TrainingCorpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TrainingCorpus, "steps_in_epoch", lambda _: 1)
    settings = FitSettings(epochs=2, threads=1)
    start = {name: torch.zeros_like(value) for name, value in fit.EncoderNetwork(tiny_base()).state_dict().items()}
    assert (
        fit.fit(corpus, FitSettings(epochs=1, threads=1, rate=0.0, head_rate=0.0), start=start)["layer_head.weight"] == 0
    ).all()
    runs, _ = fit_seeds(corpus, settings, (11,), work=tmp_path, passes=2)
    assert [p.name for p in runs] == ["weights-11-1.safetensors", "weights-11.safetensors"]
    mean = averaged(runs)
    lines: list[str] = []
    fit_seeds(corpus, settings, (11,), work=tmp_path, start=mean, passes=2, report=lines.append)
    assert not lines  # another start: trained anew
    fit_seeds(corpus, settings, (11,), work=tmp_path, start=mean, passes=2, report=lines.append)
    assert lines == [f"seed 11: taken from {runs[1]}"]


@pytest.mark.parametrize("quantise", [False, True])
def test_onnx_says_what_torch_says(
    small: None, own_sources: list[Source], own_examples: list[Example], tmp_path: Path, quantise: bool
) -> None:
    import onnxruntime

    torch.manual_seed(5)
    network = EncoderNetwork(tiny_base()).eval()
    fit.save_weights(network.state_dict(), tmp_path / "weights.safetensors")
    folder = export.export_network(tmp_path / "weights.safetensors", tmp_path / "model", quantise=quantise)
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
    assert [o.name for o in session.get_outputs()] == list(export.OUTPUTS)
    kinds = [node.op_type for node in onnx.load(str(folder / "model.onnx")).graph.node]
    assert kinds.count("MultiHeadAttention") == 1
    assert "Softmax" not in kinds
    for one in own_examples:
        for row in cut(one, width=40, start=33, whole=False, special=(101, 102)):
            said = session.run(None, {"input_ids": row.ids[None], "case": row.case[None], "marks": row.marks[None]})
            with torch.inference_mode():
                out = network(*(torch.from_numpy(x)[None] for x in (row.ids, row.case, row.marks)))
            for mine, theirs in zip(said, (out.vectors, out.layers, out.entities, out.pointers), strict=True):
                np.testing.assert_allclose(mine, theirs.numpy(), atol=0.1 if quantise else 1e-3)
    (folder / "decoding.json").write_text("{}", encoding="utf-8")
    write_manifest(folder, kind="encoder")
    encoder = Encoder(folder)
    assert encoder.dimensions == WIDTH
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert np.allclose(config["distance"], network.distance.detach().numpy(), atol=1e-5)
    for source in own_sources:
        assert len(encoder.encode(source.text, paragraphs(source.text)).passages) == len(source.passages)


def test_an_attention_of_another_form_is_refused() -> None:
    helper = onnx.helper
    nodes = [
        helper.make_node("MatMul", ["x", "x"], ["scores"]),
        helper.make_node("Softmax", ["scores"], ["shares"]),
        helper.make_node("MatMul", ["shares", "x"], ["y"]),
    ]
    values = [helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [4, 4]) for name in "xy"]
    model = helper.make_model(helper.make_graph(nodes, "g", values[:1], values[1:]))
    with pytest.raises(ModelError, match="no Add where it should"):
        fuse_attention(model, heads=1)


def test_the_teacher_is_asked_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = []

    def vectors(segments: Any, special: Any) -> Any:
        asked.append(len(segments))
        return np.full((len(segments), WIDTH), 0.5, dtype=np.float32)

    monkeypatch.setattr(teacher, "teacher_vectors", vectors)
    first = teacher.kept_vectors([[5, 6], [7]], (101, 102), tmp_path)
    np.testing.assert_array_equal(first, teacher.kept_vectors([[5, 6], [7]], (101, 102), tmp_path))
    assert asked == [2]
    teacher.kept_vectors([[5, 6], [8]], (101, 102), tmp_path)
    assert asked == [2, 2]


def test_distances_are_the_same_in_training_and_running() -> None:
    at = np.arange(512)
    np.testing.assert_array_equal(distance_buckets(512).numpy(), buckets(at[None, :] - at[:, None]))


def test_padding_changes_nothing(own_examples: list[Example]) -> None:
    network = EncoderNetwork(tiny_base()).eval()
    rows = [next(cut(e, width=384, start=384, whole=True, special=(101, 102))) for e in own_examples]
    with torch.inference_mode():
        together = read(network, rows)
        for n, row in enumerate(rows):
            alone = read(network, [row])
            for name in ("layers", "entities", "pointers", "vectors"):
                mine, theirs = getattr(alone, name)[0], getattr(together, name)[n, : len(row)]
                torch.testing.assert_close(mine, theirs, atol=1e-4, rtol=1e-3)


def test_a_batch_without_labels_has_a_loss_of_nothing(corpus: TrainingCorpus) -> None:
    network = EncoderNetwork(tiny_base())
    (row,) = cut(corpus.quotes[3], width=384, start=384, whole=True, special=(101, 102))
    unlabelled = {name: np.full_like(getattr(row, name), IGNORED) for name in ("layers", "entities")}
    rows = [dataclasses.replace(row, segments=(), **unlabelled)]
    found = loss_of(network, read(network, rows), rows, corpus.teacher)
    assert float(found.total.detach()) == 0
    assert found.parts == {}
    found.total.backward()
