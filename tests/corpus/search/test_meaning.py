"""Search by meaning: the nearest passages, filters before distances, fused with words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from asking import FakeEncoder, ask, counts
from corpus_samples import make_document, make_tags

from policynlp.corpus.search.marks import signs
from policynlp.corpus.search.meaning import FLOOR, Nearest
from policynlp.corpus.search.ranking import LOOSE_WEIGHT, RRF_K
from policynlp.corpus.store import Store
from policynlp.errors import InputError, ModelError

WIDTH = 64
DOCUMENTS = 12


def axis(*near: float) -> np.ndarray:
    vector = np.full(WIDTH, -0.01, dtype=np.float32)
    vector[: len(near)] = near
    return vector / np.linalg.norm(vector)


@pytest.fixture
def space(empty: Store) -> Store:
    """Titles lie on a way from one axis to another: the n-th is the n-th nearest to the first axis."""
    tagset = empty.register_tagset({"rules": "1", "encoder_model": "encoder/fake"})
    documents = [make_document(n) for n in range(DOCUMENTS)]
    tags = []
    for n, document in enumerate(documents):
        angle = n / DOCUMENTS * np.pi / 2
        vectors = {document.passages[0].id: axis(np.cos(angle), np.sin(angle))}
        tags.append(replace(make_tags(document, tagset, speaker=f"Speaker {n % 3}"), vectors=vectors))
    empty.commit_documents(documents, run_id="r", fingerprints={})
    empty.commit_tags(tags, run_id="r", tagset=tagset)
    empty.activate(tagset, by="r")
    return empty


@pytest.fixture
def encoder() -> FakeEncoder:
    first, second = axis(1.0, 0.0).tolist(), axis(0.0, 1.0).tolist()
    return FakeEncoder(
        {"what swims?": first, "what flies?": second, "catches": first, "part 3": first, '"': first, "—": [0.0] * 64}
    )


def numbers(page: object) -> list[int]:
    return [int(hit.title.rsplit(" ", 1)[1]) for hit in page]  # type: ignore[attr-defined]


def test_the_nearest_come_first_with_their_likeness(space: Store, encoder: FakeEncoder) -> None:
    page = ask(space, "what swims?", mode="meaning", encoder=encoder)
    assert numbers(page) == sorted(numbers(page))
    assert page[0].cosine == pytest.approx(1.0, abs=1e-3)
    assert page[0].why == "meaning: 1st nearest, likeness 1.00"
    assert page[0].score == pytest.approx(page[0].cosine, abs=1e-4)
    assert all(hit.cosine >= FLOOR for hit in page)
    assert page.total < DOCUMENTS  # the far ones are not near
    assert numbers(ask(space, "what flies?", mode="meaning", encoder=encoder))[0] == DOCUMENTS - 1
    assert (page.mode, page.index.vectors) == ("meaning", DOCUMENTS)


def test_filters_hold_before_the_nearest_are_counted(space: Store, encoder: FakeEncoder) -> None:
    page = ask(space, "what swims?", mode="meaning", encoder=encoder, source="notes/7", nearest=1)
    assert numbers(page) == [7]
    two = ask(space, "what swims?", mode="meaning", encoder=encoder, nearest=2)
    assert numbers(two) == [0, 1]
    assert "2 nearest" in two.notes[-1]
    assert counts(two, "genre") == {"news": (2, 2)}
    # widened: the two nearest without the filter, not the filter's own
    filtered = ask(space, "what swims?", mode="meaning", encoder=encoder, nearest=2, genre="law")
    assert filtered.total == 0
    assert counts(filtered, "genre") == {"news": (2, 2)}


def test_ranks_of_words_and_meaning_are_fused(space: Store, encoder: FakeEncoder) -> None:
    page = ask(space, "catches", encoder=encoder, limit=100)
    both = {hit.passage for hit in page if hit.words_rank and hit.meaning_rank}
    assert both == set()  # titles have the vectors, paragraphs the word
    for hit in page:
        ranks = [rank for rank in (hit.words_rank, hit.meaning_rank) if rank]
        assert hit.score == pytest.approx(sum(1 / (RRF_K + rank) for rank in ranks), abs=1e-6)
    assert [hit.score for hit in page] == sorted((hit.score for hit in page), reverse=True)
    third = ask(space, "part 3", encoder=encoder)
    assert "meaning" in third[0].why


def test_where_hardly_a_passage_has_all_of_the_words_any_of_them_counts(space: Store, encoder: FakeEncoder) -> None:
    text = "catches zeppelin"
    encoder.vectors[text] = axis(0.0, 0.0, 1.0).tolist()
    page = ask(space, text, encoder=encoder, limit=100)
    assert page.notes[0] == "No passages have all of the words; those with any of them are shown, too."
    assert page.total >= DOCUMENTS
    assert page[0].why.startswith("some of the words: catches")
    assert page[0].score == pytest.approx(LOOSE_WEIGHT / (RRF_K + 1), abs=1e-6)
    assert ask(space, text, mode="words").total == 0


def test_operators_and_phrases_bind_what_meaning_finds(space: Store, encoder: FakeEncoder) -> None:
    for text, meant in (
        ('"catches fell"', "catches fell"),
        ("landings AND 2023", "landings 2023"),
        ("herring NOT euros", "herring"),
    ):
        encoder.vectors[meant] = axis(1.0, 0.0).tolist()
        page = ask(space, text, encoder=encoder, limit=100)
        strict = ask(space, text, mode="words", limit=100)
        assert page.mode == "both"
        assert {hit.passage for hit in page} == {hit.passage for hit in strict}
        assert counts(page, "genre") == counts(strict, "genre")
        assert encoder.asked[-1] == meant  # what stands behind NOT is not what is sought
    assert any(hit.meaning_rank for hit in page)  # which orders what the words leave


def test_by_meaning_alone_it_is_said_that_operators_do_not_count(space: Store, encoder: FakeEncoder) -> None:
    encoder.vectors["swims"] = axis(1.0, 0.0).tolist()
    page = ask(space, '"swims" NOT flies', mode="meaning", encoder=encoder)
    assert page.total > 0
    assert "operators" in page.notes[0]


def test_the_note_counts_what_the_words_alone_would_find(space: Store, encoder: FakeEncoder) -> None:
    text = "catches 3"
    encoder.vectors[text] = axis(0.0, 0.0, 1.0).tolist()
    for source in ("notes/3", "notes/4", "notes"):
        strict = ask(space, text, mode="words", source=source).total
        assert ask(space, text, encoder=encoder, source=source).notes[0].startswith(f"{strict or 'No'} passage")


def test_repeats_do_not_count_where_words_are_told_to_be_rare(space: Store, encoder: FakeEncoder) -> None:
    text = "Skärhamn 3"
    original = make_document(3)
    repeats = [make_document(3, work=f"copy-{n}", duplicate_of=original.id) for n in range(DOCUMENTS)]
    space.commit_documents(repeats, run_id="r", fingerprints={})
    encoder.vectors[text] = axis(0.0, 0.0, 1.0).tolist()
    page = ask(space, text, encoder=encoder)
    assert page.notes[0].startswith("1 passage has all of the words")
    assert ask(space, text, mode="words").total == 1
    assert (page.index.unique_documents, page.index.documents) == (DOCUMENTS, 2 * DOCUMENTS)


def test_a_question_is_answered_by_any_of_its_words(space: Store, encoder: FakeEncoder) -> None:
    page = ask(space, "what swims?", encoder=encoder)
    assert "any of the words swims" in page.notes[0]
    assert ask(space, "what swims?", mode="words").total == 0


def test_what_cannot_be_parsed_is_an_error_by_words_and_a_question_by_both(space: Store, encoder: FakeEncoder) -> None:
    with pytest.raises(InputError, match="not closed"):
        ask(space, '"', mode="words")
    page = ask(space, '"', encoder=encoder)
    assert "quotation mark" in page.notes[0]
    assert page.total > 0


def test_vectors_of_another_width_are_not_compared(store: Store) -> None:
    wide = FakeEncoder({"catches": [1.0] * 200})
    with pytest.raises(InputError, match="another encoder"):
        ask(store, "catches", encoder=wide, mode="meaning")
    assert ask(store, "catches", encoder=wide).mode == "words"


def test_where_meaning_is_not_to_be_had_it_is_said(space: Store, encoder: FakeEncoder) -> None:
    other = replace(encoder, version="encoder/newer")
    page = ask(space, "catches", encoder=other)
    assert (page.mode, page.total) == ("words", DOCUMENTS)
    assert page.notes == ("By words alone: the corpus was read by encoder/fake.",)
    assert other.asked == []
    with pytest.raises(InputError, match="encoder/fake"):
        ask(space, "catches", encoder=other, mode="meaning")
    assert ask(space, "catches", mode="both").notes == ("By words alone: there is no encoder.",)
    with pytest.raises(InputError, match="no word"):
        ask(space, "—", encoder=encoder, mode="meaning")

    class Broken(FakeEncoder):
        def vector(self, text: str) -> np.ndarray:
            raise ModelError("the encoder is damaged")

    assert ask(space, "catches", encoder=Broken()).notes == ("By words alone: the encoder is damaged.",)
    with pytest.raises(ModelError):
        ask(space, "catches", encoder=Broken(), mode="meaning")


def test_nearest_by_signs_are_those_of_brute_force(empty: Store) -> None:
    chance = np.random.default_rng(3)
    passages, cut = 6_000, 10
    centres = chance.standard_normal((60, 384))
    vectors = (centres[chance.integers(0, 60, passages)] + 0.7 * chance.standard_normal((passages, 384))).astype("<f2")
    units = vectors.astype(np.float32) / np.linalg.norm(vectors.astype(np.float32), axis=1, keepdims=True)
    from policynlp.corpus.search.database import Database

    with Database(empty.index_path) as database:
        with database.writing() as connection:
            rows = [(i, v.astype("<f2").tobytes()) for i, v in enumerate(units)]
            connection.executemany("INSERT INTO vectors VALUES (?, ?)", rows)
        seen = np.ones(passages, dtype=bool)
        mask = chance.random(passages) < 0.7
        found = 0
        for question in units[:40]:
            nearest = Nearest(np.ascontiguousarray(signs(units).T), seen, database.connection, question)
            got, cosines = nearest.within(mask, cut)
            true = np.argsort(-np.where(mask, units @ question, -2))[:cut]
            assert mask[got].all()
            assert (np.diff(cosines) <= 0).all()
            found += len(set(got.tolist()) & set(true.tolist()))
        assert found >= 0.98 * 40 * cut


def test_signs_of_any_width() -> None:
    for width in (1, 8, 63, 64, 65, 384):
        vectors = np.ones((3, width), dtype=np.float32)
        vectors[1] = -1
        bits = signs(vectors)
        assert bits.shape == (3, -(-width // 64))
        assert [int(np.bitwise_count(row).sum()) for row in bits] == [width, 0, width]
