"""Training on a few rows: the whole road from rows to a model that loads, and what rows may and may not say."""

import json
from pathlib import Path

import numpy as np
import pytest

from policynlp.errors import InputError, ModelError
from policynlp.tag.encoder import Encoder
from policynlp.tag.themes.classifier import ThemeClassifier
from policynlp.tag.themes.sentences import Readings
from policynlp.taxonomy import load_taxonomy
from policynlp.train.data import FROM_SDG, HEADLINE_WEIGHT, NOT_SDG, OWN_WEIGHT, Item, own_items, set_items, taxonomy_items
from policynlp.train.labels import labels_dir
from policynlp.train.linear import best_threshold, fit_labels, platt
from policynlp.train.mixtures import mixtures
from policynlp.train.themes import train_themes
from policynlp.train.vectors import UNKNOWN, fold_of, sentence_bounds, with_and_without_context

ROWS = {
    "cap_sotu": [
        {"id": "s1", "text": "We shall build schools.", "labels": ["Education"], "themes": ["talent"], "doc": "1"},
        {
            "id": "s2",
            "text": "The army stands ready.",
            "labels": ["Defense"],
            "themes": ["security"],
            "doc": "2",
            "preceding": "I turn to our forces.",
            "following": None,
        },
    ],
    "cap_sotu_passages": [
        {"id": "p1", "text": "Farm prices fell. Schools closed.", "labels": [], "themes": ["agriculture", "talent"], "doc": "1"}
    ],
    "congress_bills": [{"id": "b1", "text": "To amend the tax code.", "labels": ["Macroeconomics"], "themes": ["economy"]}],
    "sdg_sentences": [
        {"id": "g1", "text": "Pupils learn to read.", "labels": ["SDG4"]},
        {"id": "g2", "text": "Peace and justice.", "labels": ["SDG16"]},
    ],
    "wri_incentives": [
        {"id": "w1", "text": "Loans for crops and livestock.", "labels": ["class_1.0"]},
        {"id": "w2", "text": "The reserve bank controls the money.", "labels": ["class_3.0"]},
    ],
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    (folder / "themes").mkdir()
    for name, rows in ROWS.items():
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / "themes" / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


SMALL = """
version = "small"
neutral = ["The band played until midnight.", "She paused and smiled.", "The hall was built in 1931."]
[themes.security]
definition = "Protecting the state and its people against threats and shortage."
examples = ["The army guards the border.", "Missiles hit the port.", "Hackers broke into the ministry."]
[themes.security.facets.food]
definition = "A secure supply of food."
examples = ["Wheat reserves last six weeks.", "Hunger threatens the islands."]
[themes.security.facets.national]
definition = "The armed forces and war."
examples = ["Troops march to the border.", "The navy bought two frigates."]
[themes.talent]
definition = "Education, training and skilled people."
examples = ["Schools need more teachers.", "Engineers leave for jobs abroad.", "The university trains doctors."]
[themes.agriculture]
definition = "Farms, crops, livestock and forests."
examples = ["Farmers sow wheat and maize.", "The harvest was poor after the drought.", "Growers get seed and fertiliser."]
"""


@pytest.fixture(scope="module")
def taxonomy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("taxonomy") / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def few_passages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The road is the same with each thirtieth of our own passages, and ten times as fast."""
    folder = tmp_path_factory.mktemp("labels")
    for path in labels_dir().glob("*.jsonl"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / path.name).write_text("".join(lines[::30]), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def model(data: Path, taxonomy: Path, few_passages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return train_themes(data, tmp_path_factory.mktemp("model") / "themes", taxonomy=taxonomy, labels=few_passages, seed=3)


def test_the_model_is_whole(model: Path) -> None:
    names = {p.name for p in model.iterdir()}
    assert names == {"README.md", "config.json", "manifest.json", "metrics.json", "weights.safetensors"}
    assert sum(p.stat().st_size for p in model.iterdir()) < 9_000_000
    assert "| cap_sotu_passages | 1 |" in (model / "README.md").read_text(encoding="utf-8")


def test_it_knows_what_it_was_told(model: Path, taxonomy: Path) -> None:
    encoder = Encoder()
    classifier = ThemeClassifier(model, load_taxonomy(taxonomy), encode=encoder.vector)
    text = "The harvest was poor, and growers of wheat ask for seed."
    vector = encoder.vector(text)[None, :]
    readings = Readings(
        vectors=vector,
        contexts=np.zeros_like(vector),
        texts=[text],
        sentence_vectors=vector,
        owner=np.zeros(1, dtype=np.int64),
        titles=np.zeros(1, dtype=np.float32),
        lone=np.zeros(1, dtype=np.float32),
    )
    scores = classifier.score(readings)
    assert classifier.themes[int(np.argmax(scores.themes[0]))] == "agriculture"
    assert scores.facets.shape == (1, len(classifier.facets))


@pytest.mark.slow
def test_training_repeats_itself_byte_for_byte(
    data: Path, model: Path, taxonomy: Path, few_passages: Path, tmp_path: Path
) -> None:
    again = train_themes(data, tmp_path / "themes", taxonomy=taxonomy, labels=few_passages, seed=3)
    for path in model.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_changed_model_is_refused(model: Path, tmp_path: Path) -> None:
    for path in model.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="hash"):
        ThemeClassifier(tmp_path, load_taxonomy(), encode=lambda _: np.zeros(384, dtype=np.float32))


def test_a_missing_set_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--data"):
        train_themes(tmp_path, tmp_path / "out")


def test_a_broken_row_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "cap_sotu.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"cap_sotu\.jsonl:1"):
        list(set_items(tmp_path, "cap_sotu", load_taxonomy()))


def test_sets_say_no_more_than_they_know(data: Path) -> None:
    taxonomy = load_taxonomy()
    reading, peace = set_items(data, "sdg_sentences", taxonomy)
    assert reading.positive == {"talent"}
    assert "security" in reading.negative
    assert not reading.negative & {"labour", "talent", "economy"}
    assert not peace.positive
    assert "governance" not in peace.negative
    (farm,) = set_items(data, "wri_incentives", taxonomy)
    assert (farm.positive, farm.negative) == ({"agriculture"}, frozenset())
    for theme, far in NOT_SDG.items():
        assert not {goal for goal, mapped in FROM_SDG.items() if mapped == theme} & far


def test_boundaries_keep_examples_from_being_negatives() -> None:
    items = {i.id: i for i in taxonomy_items(load_taxonomy())}
    assert "labour" not in items["taxonomy/talent/1"].negative
    assert "health" in items["taxonomy/talent/1"].negative


def test_neighbours_are_dropped_for_half_of_the_weight(data: Path) -> None:
    items = list(set_items(data, "cap_sotu", load_taxonomy()))
    both = with_and_without_context(items)
    assert [(bool(i.before), i.weight) for i in both] == [(False, 1.0), (True, 0.5), (False, 0.5)]


def test_unknown_labels_are_no_negatives() -> None:
    features = np.array([[1.0], [1.0], [-1.0], [-1.0], [1.0]])
    labels = np.array([[1], [1], [0], [0], [UNKNOWN]], dtype=np.int8)
    everything = np.ones(5, dtype=bool)
    with_unknown = fit_labels(features, labels, np.ones(5), everything, strength=1.0)
    without = fit_labels(features[:4], labels[:4], np.ones(4), everything[:4], strength=1.0)
    np.testing.assert_allclose(with_unknown[0], without[0])
    one_kind = fit_labels(features, np.ones((5, 1), dtype=np.int8), np.ones(5), everything, strength=1.0)
    assert one_kind[1][0] < -5


def test_calibration_and_threshold() -> None:
    rng = np.random.default_rng(1)
    scores = rng.normal(size=4_000)
    gold = rng.random(4_000) < 1 / (1 + np.exp(-(2 * scores - 1)))
    slope, offset = platt(scores, gold.astype(np.int8), np.ones(4_000))
    assert (slope, offset) == (pytest.approx(2, abs=0.2), pytest.approx(-1, abs=0.2))
    probabilities = 1 / (1 + np.exp(-(slope * scores + offset)))
    free = best_threshold(probabilities, gold, np.ones(4_000))
    strict = best_threshold(probabilities, gold, np.ones(4_000), least_precision=0.85)
    assert strict > free
    assert gold[probabilities >= strict].mean() >= 0.85


def parts_of(text: str, by_text: dict[str, Item]) -> list[Item]:
    """The passages that a text is joined of, from its start; a heading may stand inside another passage too."""
    for start, item in by_text.items():
        if text == start:
            return [item]
        if text.startswith(f"{start} ") and (rest := parts_of(text[len(start) + 1 :], by_text)):
            return [item, *rest]
    return []


def test_mixtures_stay_in_their_fold_and_have_all_that_their_parts_have() -> None:
    own = list(own_items(load_taxonomy()))
    mixed = mixtures(own, fold=fold_of)
    by_text = {i.text: i for i in own}
    assert mixed == mixtures(list(reversed(own)), fold=fold_of)
    assert len({m.id for m in mixed}) == len(mixed) > len(own) / 2
    for mixture in mixed:
        parts = parts_of(mixture.text, by_text)
        assert len(parts) in {1, 2, 3, 4}
        assert {fold_of(p) for p in parts} == {fold_of(mixture)}
        assert mixture.positive == frozenset().union(*(p.positive for p in parts))
        assert not mixture.positive & mixture.negative


def test_headlines_weigh_less_and_are_mixed_with_nothing() -> None:
    own = list(own_items(load_taxonomy()))
    headlines = [i for i in own if i.source == "headlines"]
    assert len(headlines) > 300
    assert {i.weight for i in headlines} == {HEADLINE_WEIGHT}
    assert {i.weight for i in own if i.source == "own"} == {OWN_WEIGHT}
    assert mixtures(headlines, fold=fold_of) == []


def test_own_passages_have_facets_only_of_their_themes() -> None:
    taxonomy = load_taxonomy()
    for item in own_items(taxonomy):
        assert item.facets is not None
        themes = {name.partition(".")[0] for name in item.facets}
        assert themes <= item.positive, item.text


def test_sentences_of_training_texts() -> None:
    text = 'He said: "No." Then 3.5 million left. "Why?" asked no one'
    assert [text[a:b].strip() for a, b in sentence_bounds(text)] == [
        'He said: "No."',
        "Then 3.5 million left.",
        '"Why?" asked no one',
    ]
    assert sentence_bounds("") == [(0, 0)]
