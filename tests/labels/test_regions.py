"""Annotations become regions and come back the same, whole or cut by a passage; what a person changes is all that changes."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_documents import made
from policynlp.corpus.export.offsets import Utf16Offsets
from policynlp.document import Document
from policynlp.labels.decisions import Machine
from policynlp.labels.exchange.annotations import annotations_of
from policynlp.labels.exchange.regions import Region, Tie, regions_of
from policynlp.labels.studio import Marked, read_results, results_of
from policynlp.labels.units import LabelLayer, Unit, unit_of
from policynlp.steps.labelling import machine_says
from policynlp.tags import Tags

LAYERS: tuple[LabelLayer, ...] = ("quotes", "claims", "entities")


def key(label: str, words: str) -> str:
    return f"{label}:{words}"


def marked(unit: Unit, said: dict[str, Machine]) -> Marked:
    regions: list[Region] = []
    ties: list[Tie] = []
    for target, machine in said.items():
        made_of, tied = regions_of(unit, target, machine.value, score=machine.score)
        regions += made_of
        ties += tied
    return Marked(regions=regions, ties=ties)


def first(document: Document, tags: Tags, layer: LabelLayer) -> tuple[Unit, dict[str, Machine]]:
    unit = unit_of(document, layer)
    return unit, machine_says(layer, tags, unit)


@settings(deadline=None, max_examples=60)
@given(random=st.randoms(use_true_random=False), layer=st.sampled_from(LAYERS), whole=st.booleans())
def test_what_is_left_alone_comes_back_as_it_was(random: Random, layer: LabelLayer, whole: bool) -> None:
    document, tags = made(random)
    for passage in [None] if whole else document.passages:
        unit = unit_of(document, layer, passage=passage)
        said = machine_says(layer, tags, unit)
        shown = marked(unit, said)
        assert all(0 <= r.start < r.end <= len(unit.text) for r in shown.regions)
        back, problems = annotations_of(unit, shown.regions, shown.ties, said=said, entity_key=key)
        assert not problems
        assert back == {target: machine.value for target, machine in said.items()}


@settings(deadline=None, max_examples=60)
@given(random=st.randoms(use_true_random=False), layer=st.sampled_from(LAYERS), reverse=st.booleans())
def test_what_a_person_drew_is_read_without_the_machine(random: Random, layer: LabelLayer, reverse: bool) -> None:
    unit, said = first(*made(random), layer)
    shown = marked(unit, said)
    names = {r.id: f"r{n}" for n, r in enumerate(shown.regions)}
    regions = [replace(r, id=names[r.id], score=None) for r in shown.regions]
    ties = [Tie(head=names[t.head], child=names[t.child]) for t in shown.ties]
    if reverse:
        regions.reverse()
        ties = [Tie(head=t.child, child=t.head) for t in ties]
    back, problems = annotations_of(unit, regions, ties, said={}, entity_key=key)
    assert not problems
    assert back.keys() == said.keys()
    shown_fields = {
        "quotes": ("content", "cue", "source", "kind", "act", "source_type", "speaker"),
        "claims": ("start", "end", "text", "kind", "value", "unit", "bound", "trend"),
        "entities": ("start", "end", "label"),
    }
    for target, machine in said.items():
        assert {n: back[target].get(n) for n in shown_fields[layer]} == {n: machine.value[n] for n in shown_fields[layer]}


@settings(deadline=None, max_examples=60)
@given(random=st.randoms(use_true_random=False), layer=st.sampled_from(LAYERS))
def test_label_studio_gives_back_the_same(random: Random, layer: LabelLayer) -> None:
    unit, said = first(*made(random), layer)
    shown = marked(unit, said)
    results = results_of(shown, unit.text)
    for result in results:
        if result["type"] == "labels":
            value = result["value"]
            assert unit.text[value["start"] : value["end"]] == value["text"]
    back = read_results(results, unit.text, utf16=Utf16Offsets(unit.text))
    assert not back.problems
    assert [replace(r, score=None) for r in shown.regions] == list(back.regions)
    assert list(back.ties) == list(shown.ties)


def test_offsets_in_utf16_are_read_where_the_words_say_so() -> None:
    text = "🌾🌾 Leda grows grain."
    result = {
        "id": "x",
        "from_name": "entities",
        "type": "labels",
        "value": {"start": 5, "end": 9, "text": "Leda", "labels": ["GPE"]},
    }
    (region,) = read_results([result], text, utf16=Utf16Offsets(text)).regions
    assert text[region.start : region.end] == "Leda"
    result["value"]["text"] = "Tamora"  # type: ignore[index]
    lost = read_results([result], text, utf16=Utf16Offsets(text))
    assert not lost.regions
    assert "'Tamora' does not stand at its place" in lost.problems[0]


def test_themes_and_facets_are_choices() -> None:
    shown = Marked(themes={"security": 0.9, "security.food": 0.7, "trade": 0.8})
    results = results_of(shown, "text")
    assert [(r["from_name"], r["value"], r["score"]) for r in results] == [
        ("themes", {"choices": ["security", "trade"]}, 0.8),
        ("themes_security", {"choices": ["food"]}, 0.7),
    ]
    assert set(read_results(results, "text", utf16=Utf16Offsets("text")).themes) == {"security", "security.food", "trade"}


@pytest.fixture
def quoted() -> tuple[Unit, dict[str, Any], dict[str, Machine]]:
    text = "Stores are low, the ministry said. They will be filled."
    document = Document(text=text, source=made(Random(1))[0].source, work="w", passages=())
    unit = unit_of(document, "quotes")
    value = {
        "id": "q1",
        "kind": "indirect",
        "act": "speech",
        "content": [[0, 14]],
        "cue": [[29, 33]],
        "source": [[16, 28]],
        "source_type": "organisation",
        "speaker": "Ministry",
        "entity": "org:ministry",
        "title": None,
        "affiliation": None,
        "attribution": "explicit",
        "version": "quotes/3",
        "origin": "model",
        "score": 0.8,
    }
    return unit, value, {"q1": Machine(value=value, version="quotes/3", score=0.8)}


def test_a_moved_span_and_another_speaker_change_these_alone(quoted: Any) -> None:
    unit, value, said = quoted
    regions, ties = regions_of(unit, "q1", value)
    changed = [replace(regions[0], end=10, fields=dict(regions[0].fields) | {"speaker": "Ada Öst"}), *regions[1:]]
    back, problems = annotations_of(unit, changed, ties, said=said, entity_key=key)
    assert not problems
    assert back["q1"] == value | {"content": [[0, 10]], "speaker": "Ada Öst", "entity": None}


def test_a_change_on_one_part_counts_for_all_and_two_changes_are_told(quoted: Any) -> None:
    unit, value, _ = quoted
    value = value | {"content": [[0, 14], [35, 54]]}
    said = {"q1": Machine(value=value)}
    regions, ties = regions_of(unit, "q1", value)
    second = replace(regions[1], fields=dict(regions[1].fields) | {"kind": "mixed"})
    back, _ = annotations_of(unit, [regions[0], second, *regions[2:]], ties, said=said, entity_key=key)
    assert back["q1"]["kind"] == "mixed"
    first_part = replace(regions[0], fields=dict(regions[0].fields) | {"kind": "direct"})
    _, problems = annotations_of(unit, [first_part, second, *regions[2:]], ties, said=said, entity_key=key)
    assert "different things of kind: direct, mixed" in problems[0]


def test_a_second_quotation_hung_on_the_same_cue_is_one_of_its_own(quoted: Any) -> None:
    unit, value, said = quoted
    regions, ties = regions_of(unit, "q1", value)
    new = Region(id="drawn", layer="quotes", label="content", start=35, end=54, fields={"kind": "indirect"})
    back, problems = annotations_of(
        unit, [new, *regions], [*ties, Tie(head="drawn", child="q1.cue.0")], said=said, entity_key=key
    )
    assert not problems
    assert back.pop("q1") == value
    (other,) = back.values()
    assert (other["content"], other["cue"], other["source"]) == ([[35, 54]], [[29, 33]], [[16, 28]])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda regions, ties: (regions, []), "is a cue that is tied to no content"),
        (lambda regions, ties: ([replace(regions[0], id="new", fields={}), *regions[1:]], []), "its kind is not chosen"),
        (lambda regions, ties: ([replace(regions[0], label="speech"), *regions[1:]], ties), "there is no label 'speech'"),
        (lambda regions, ties: ([replace(regions[0], end=999), *regions[1:]], ties), "lies outside of the text"),
        (lambda regions, ties: ([replace(regions[0], fields={"kind": "loud"}), *regions[1:]], ties), "'loud' is no kind"),
    ],
)
def test_what_cannot_be_read_is_told(quoted: Any, change: Any, told: str) -> None:
    unit, value, said = quoted
    regions, ties = change(*regions_of(unit, "q1", value))
    _, problems = annotations_of(unit, regions, ties, said=said, entity_key=key)
    assert any(told in problem for problem in problems), problems


def test_a_figure_that_is_no_number_is_told() -> None:
    document, tags = made(Random(3))
    unit, said = first(document, tags, "claims")
    target, machine = next(iter(said.items()))
    (region,), _ = regions_of(unit, target, machine.value)
    back, problems = annotations_of(unit, [replace(region, fields={"value": "many"})], [], said=said, entity_key=key)
    assert not back
    assert "'many' is no number" in problems[0]
    back, problems = annotations_of(unit, [replace(region, fields={"value": "4,500"})], [], said=said, entity_key=key)
    assert back[target]["value"] == 4500.0
    assert back[target]["value_base"] is None
