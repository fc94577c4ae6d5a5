"""The learning curve on its page: trainings of the registry by the labels that they had, and advice."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from policynlp.corpus.models import ModelRegistry
from policynlp.settings import load_settings
from policynlp.steps.learning import LABELLED, learning_curve
from policynlp.train.promotion import OWN_FIGURE
from web_client import client_of


@pytest.fixture
def corpus(samples: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(samples, tmp_path / "corpus"))


def train(corpus: Path, version: str, labels: int, *, own: float | None, whole: float = 0.7, event: str = "kept") -> None:
    model = corpus.parent / "model"
    model.mkdir(exist_ok=True)
    registry = ModelRegistry(corpus)
    registry.add(model, version, figures={LABELLED: labels} if labels else None)
    figures = [{"name": "micro-F1", "new": whole}, {"name": "security", "new": 0.5}]
    figures += [{"name": OWN_FIGURE, "new": own}] if own is not None else []
    registry.note(event, version, reason="compared", figures={"figures": figures, "against": "shipped"})


def page(corpus: Path) -> TestClient:
    return client_of(corpus)


def test_without_trainings_the_page_says_what_is_missing(corpus: Path) -> None:
    with page(corpus) as client:
        text = client.get("/learning").text
    assert "No advice yet" in text
    assert "there are 0" in text
    assert "No training yet." in text


def test_each_training_is_a_point_and_a_flat_curve_gives_advice(corpus: Path) -> None:
    for n, own in enumerate([0.60, 0.601, 0.6, 0.602, 0.601]):
        train(corpus, f"v{n}", 300 + 100 * n, own=own, event="promoted" if n else "kept")
    train(corpus, "without-labels", 0, own=None)
    with page(corpus) as client:
        found = client.get("/api/learning").json()
        text = client.get("/learning").text
        linked = client.get("/review").text
    own = [(row["labels"], row["value"]) for row in found["plots"]["curve"]["rows"] if row["figure"] == OWN_FIGURE]
    assert own == [(300, 0.60), (400, 0.601), (500, 0.6), (600, 0.602), (700, 0.601)]
    assert {row["version"] for row in found["tables"]["trainings"]["rows"]} == {f"v{n}" for n in range(5)}
    assert (found["advice"]["verdict"], found["advice"]["figure"]) == ("stop", OWN_FIGURE)
    assert "More labels hardly help now" in text
    assert 'href="/learning"' in linked
    with page(corpus) as client:
        sql = found["tables"]["trainings"]["sql"]
        answered = client.get("/api/sql", params={"q": sql}).json()
        assert "tables" in answered, answered
        rows = answered["tables"]["result"]["rows"]
    assert [(r["version"], r["labels"], float(r["value"])) for r in rows] == [
        (r["version"], r["labels"], r["value"]) for r in found["tables"]["trainings"]["rows"]
    ]


def test_advice_goes_by_the_frozen_passages_until_own_labels_make_a_curve(corpus: Path) -> None:
    for n, whole in enumerate([0.5, 0.55, 0.58, 0.6]):
        train(corpus, f"v{n}", 100 * 2**n, own=None, whole=whole)
    advice = learning_curve(load_settings({"corpus.path": corpus}))["advice"]
    assert (advice["verdict"], advice["figure"]) == ("go on", "micro-F1")


def test_a_new_training_is_seen_though_the_corpus_stayed_as_it_was(corpus: Path) -> None:
    with page(corpus) as client:
        before = client.get("/learning")
        train(corpus, "v0", 120, own=0.5)
        after = client.get("/learning", headers={"If-None-Match": before.headers.get("etag", "")})
    assert after.status_code == 200
    assert "120" in after.text
