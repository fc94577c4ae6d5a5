"""What weighs pairs of figures: the same from either side, and only by weights that are what they claim to be."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from policynlp.errors import InputError, ModelError
from policynlp.link import claims
from policynlp.link.features import features
from policynlp.link.heads import KIND
from policynlp.link.pair_features import FEATURES, describe
from policynlp.link.pair_model import WEIGHTS, PairModel, load_pair_model
from policynlp.link.pair_table import (
    BY_MEASURE,
    CONTEXT,
    MEASURE,
    PAIRED,
    PairTable,
    by_measure,
    described,
    in_context,
    of_measure,
    pair_table,
)
from policynlp.link.pair_training import least_log_odds
from policynlp.settings import load_settings
from policynlp.steps.dossiers import read_compared, train_links
from policynlp.tag.models import models_dir, version_of
from policynlp.tag.pipeline import Tagger

DOSSIERS = Path(__file__).parents[1] / "data" / "dossiers"
PINNED = ("claims/36", "links/9017fe97d40b")
ARTICLE = (
    "The port of Lisse handled 36.4 million tonnes of cargo in 2023. Its quays employed 2,310 people at the end of 2023. "
    "The dredging of the harbour cost 41.5 million euros. Two-fifths of the cargo was grain."
)
PAPER = (
    "In 2023 the port of Lisse loaded and unloaded 36.4 million tonnes. At the end of 2023 there were 2,480 people at work on the quays. "
    "Dredging the harbour came to 41.5 million euros. Grain made up 41 percent of the cargo, coal 18 percent."
)


@pytest.fixture(scope="module")
def sides(reader):
    tagger = Tagger(load_settings().tag)
    documents = [reader.document(t, key=str(n), genre="other") for n, t in enumerate((ARTICLE, PAPER))]
    return [features(d, tagger.tag(d)).statements for d in documents]


def test_a_change_of_the_weights_raises_the_version_of_links():
    now = claims.VERSION, version_of(models_dir() / KIND, kind=KIND)
    assert now == PINNED, f"raise claims.VERSION where other weights are shipped, and pin both here: {now}"


def test_a_pair_is_described_the_same_from_either_side(sides):
    table = pair_table(*sides)
    assert len(table.pairs) >= 4
    for (a, b), row in zip(table.pairs, table.features, strict=True):
        assert describe(a, b) == pytest.approx(describe(b, a))
        assert row[: len(FEATURES)].tolist() == pytest.approx(list(describe(a, b)))


def test_log_odds_are_the_same_from_either_side_and_in_any_order(sides):
    model = load_pair_model()
    table, turned = pair_table(*sides), pair_table(*(list(reversed(side)) for side in reversed(sides)))
    read = [
        {
            frozenset({a.claim + a.dimension, b.claim + b.dimension}): odds
            for (a, b), *odds in zip(t.pairs, *model.read(t).values(), strict=True)
        }
        for t in (table, turned)
    ]
    assert read[0].keys() == read[1].keys()
    for pair, odds in read[0].items():
        assert odds == pytest.approx(read[1][pair])


def test_a_rival_with_a_partner_of_its_own_is_none_and_parts_of_the_odds_are_parts(sides):
    a, b = pair_table(*sides).pairs[0]
    other, partner = replace(a, claim="other"), replace(b, claim="partner")
    pairs = ((a, b), (a, partner), (other, partner))
    table = PairTable(pairs, np.zeros((3, len(FEATURES) + len(PAIRED))), np.array([False, False, True]))
    names = (*FEATURES, *PAIRED, *CONTEXT)
    columns = dict(zip(names, in_context(table, np.array([0.5, 2.0, 3.0])).T, strict=True))
    assert columns["margin"][0] == pytest.approx(0.5 - 2.0)
    assert columns["margin among free ones"][0] == pytest.approx(0.5 + 6.0)  # as without a rival
    odds = np.exp([0.5, 2.0, 3.0])
    of_a, of_partner = odds[1] / (1 + odds[0] + odds[1]), odds[1] / (1 + odds[1] + odds[2])
    assert columns["part of the poorer end"][1] == pytest.approx(min(of_a, of_partner))
    assert columns["part of the richer end"][1] == pytest.approx(max(of_a, of_partner))
    assert columns["part of both ends"][1] == pytest.approx(of_a * of_partner)


def test_a_rival_of_a_better_measure_counts_whether_or_not_it_is_near(sides):
    a, b = pair_table(*sides).pairs[0]
    far, other = replace(b, claim="far"), replace(a, claim="other")
    pairs = ((a, b), (a, far), (other, b))
    table = PairTable(pairs, np.zeros((3, len(FEATURES) + len(PAIRED))), np.array([True, False, True]))
    columns = dict(zip(BY_MEASURE, by_measure(table, np.array([0.5, 3.0, -1.0])).T, strict=True))
    assert columns["measure"].tolist() == [0.5, 3.0, -1.0]
    assert columns["margin by measure"].tolist() == pytest.approx([0.5 - 3.0, 3.0 - 0.5, -1.0 - 0.5])
    assert columns["margin by measure among far ones"][0] == pytest.approx(-8.0)  # it is near, so it counts as no pair
    assert columns["margin by measure among near ones"][0] == pytest.approx(0.5 + 1.0)


def test_what_figures_are_is_unseen_where_measures_are_weighed(sides):
    table = pair_table(*sides)
    a, b = table.pairs[0]
    moved = replace(a, figure=replace(a.figure, value=a.figure.value * 1.07))
    seen, unseen = (of_measure(PairTable(((one, b),), described([(one, b)], *sides), table.near[:1])) for one in (a, moved))
    assert seen.shape == (1, len(MEASURE))
    assert len(MEASURE) < len(FEATURES) + len(PAIRED)
    assert seen.tolist() == unseen.tolist()


def test_words_that_few_sentences_have_count_for_more(sides):
    table = pair_table(*sides)
    rarity = {(a.text, b.text): row[len(FEATURES)] for (a, b), row in zip(table.pairs, table.features, strict=True)}
    assert all(0 <= part <= 1 for part in rarity.values())
    assert rarity["41.5 million euros", "41.5 million euros"] > rarity["2,310 people", "2,480 people"] > 0
    turned = pair_table(*reversed(sides))
    (same,) = (
        row[len(FEATURES)]
        for (a, b), row in zip(turned.pairs, turned.features, strict=True)
        if (a.text, b.text) == ("2,480 people", "2,310 people")
    )
    assert same == pytest.approx(rarity["2,310 people", "2,480 people"])


def test_a_rival_lowers_the_margin(sides):
    table = pair_table(*sides)
    alone = in_context(table, np.full(len(table.pairs), -2.0))
    best = np.full(len(table.pairs), -2.0)
    best[0] = 2.0
    beside = in_context(table, best)
    margin = len(FEATURES) + len(PAIRED)
    (a, b) = table.pairs[0]
    rivals = [n for n, pair in enumerate(table.pairs) if n and (pair[0].claim == a.claim) != (pair[1].claim == b.claim)]
    assert beside[0, margin] > alone[0, margin]
    assert all(beside[n, margin] < alone[n, margin] for n in rivals)
    assert beside.shape == (len(table.pairs), len(FEATURES) + len(PAIRED) + len(CONTEXT))


def test_weights_come_back_as_they_were_written():
    model = load_pair_model()
    again = PairModel.from_json(json.loads(json.dumps(model.as_json())))
    assert again.as_json() == model.as_json()


def test_networks_read_each_pair_alone(sides):
    model = load_pair_model()
    networks = model.networks["agrees"]
    rows = np.random.default_rng(3).normal(size=(40, len(networks.centre)))
    together = networks.log_odds(rows)
    assert together.tolist() == [networks.log_odds(rows[n : n + 1])[0] for n in range(len(rows))]
    assert networks.log_odds(rows * 1e9).max() < 1e12  # features far out are drawn in for networks
    assert np.isfinite(networks.log_odds(rows * 1e9)).all()


def test_networks_of_other_features_are_refused():
    kept = json.loads(json.dumps(load_pair_model().as_json()))
    kept["networks"]["differs"]["centre"].pop()
    with pytest.raises(KeyError, match="features"):
        PairModel.from_json(kept)


def test_changed_or_foreign_weights_are_refused(tmp_path: Path):
    copy = tmp_path / "links"
    shutil.copytree(models_dir() / KIND, copy)
    kept = json.loads((copy / WEIGHTS).read_text(encoding="utf-8"))
    kept["heads"]["same"]["weights"]["moon"] = 1.0
    (copy / WEIGHTS).write_text(json.dumps(kept), encoding="utf-8")
    with pytest.raises(ModelError, match="hash"):
        load_pair_model(copy)
    from policynlp.tag.models import write_manifest

    write_manifest(copy, kind=KIND)
    with pytest.raises(ModelError, match="moon"):
        load_pair_model(copy)


def test_the_threshold_lets_so_many_through_and_no_more():
    found = [(5.0, True), (4.0, False), (3.0, True), (2.0, False), (1.5, True)]
    assert least_log_odds(found, most_false=0.5, groups=2) == 2.5
    assert least_log_odds(found, most_false=1, groups=2) == 0.85  # that of a probability of .7
    assert least_log_odds(found, most_false=0, groups=2) == 4.5


@pytest.mark.slow
def test_training_again_gives_the_same_weights(tmp_path: Path):
    """On a few dossiers; `policynlp train links` is the same on all of them."""
    data = tmp_path / "data"
    for folder in sorted(DOSSIERS.iterdir())[::10][:10]:
        shutil.copytree(folder, data / folder.name)
    metrics = [train_links(load_settings(), data, tmp_path / name) for name in ("one", "two")]
    assert metrics[0] == metrics[1]
    assert metrics[0]["dossiers"] == 10
    assert metrics[0]["agrees"]["told"] > 5 * metrics[0]["agrees"]["told_wrongly"]
    assert (tmp_path / "one" / WEIGHTS).read_bytes() == (tmp_path / "two" / WEIGHTS).read_bytes()
    kept = "dates" not in metrics[0]  # fewer of them have dates than there are folds
    assert kept == (sum((folder / "dates.jsonl").exists() for folder in data.iterdir()) < 10)
    shipped = (models_dir() / KIND / "dates.json").read_text(encoding="utf-8")
    assert kept == ((tmp_path / "one" / "dates.json").read_text(encoding="utf-8") == shipped)
    assert "10 dossiers" in (tmp_path / "one" / "README.md").read_text(encoding="utf-8")
    assert load_pair_model(tmp_path / "one").least["differs"] >= 0.85


def test_what_cannot_be_trained_on_is_named(tmp_path: Path):
    with pytest.raises(InputError, match="0 dossiers"):
        train_links(load_settings(), tmp_path, tmp_path / "out")
    path = tmp_path / "expected.jsonl"
    row = {"a_doc": "a", "a_text": "12", "a_context": "12 ships", "b_doc": "b", "b_text": "13", "b_context": "13 ships"}
    path.write_text(json.dumps({**row, "kind": "differs"}) + "\n", encoding="utf-8")
    assert [c.kind for c in read_compared(path, {"a": "In May 12  ships came.", "b": "13 ships"})] == ["differs"]
    with pytest.raises(InputError, match="is not in"):
        list(read_compared(path, {"a": "no ships", "b": "13 ships"}))
