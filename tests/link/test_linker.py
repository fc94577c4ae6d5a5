"""The linker as a whole: citations, echoes, duplicates, and that order and batches never matter."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policynlp.link.linker import Linker
from policynlp.settings import LinkSettings

STRATEGY = """Coastal Fisheries Strategy 2022-2030

1. Landing sites are to be repaired, and ice plants built at each of them so that small boats can sell what they catch.
2. The ministry will license no new trawlers inside the five-mile zone, and it will pay for the scrapping of old ones.
3. In 2021 the coastal fishing fleet of Ghana landed 310,000 tonnes of fish.
"""
ARTICLE = """Boats, ice and promises

The Coastal Fisheries Strategy was much praised in the port of Tema.
It says that the ministry will license no new trawlers inside the five-mile zone, which boat owners have asked for.
In 2021 the coastal fishing fleet of Ghana landed 282,000 tonnes of fish, traders said.
"""
NOTE = """Fisheries in figures

In 2021 the catch of the coastal fleet in Ghana was 310,000 tonnes of fish. Ghana's cold stores held 41,500 tonnes in 2021.
"""


@pytest.fixture(scope="module")
def corpus(reader):
    def vectors(pair, seed):
        document, tags = pair
        rng = np.random.default_rng(seed)
        made = {}
        for passage in document.passages:
            v = rng.normal(size=16)
            made[passage.id] = (v / np.linalg.norm(v)).astype(np.float32)
        return document, replace(tags, vectors=made)

    texts = [
        (STRATEGY, "Coastal Fisheries Strategy 2022-2030", "policy", "2022-01-10", "s"),
        (ARTICLE, "Boats, ice and promises", "news", "2023-05-02", "a"),
        (NOTE, "Fisheries in figures", "statistics", "2022-06", "n"),
        (ARTICLE.replace("282,000", "283,000"), "Boats and ice", "news", None, "u"),
    ]
    pairs = [
        vectors(reader.read(reader.document(text, title=title, genre=genre, published=day, key=key)), n)
        for n, (text, title, genre, day, key) in enumerate(texts)
    ]
    copy = replace(
        reader.document(ARTICLE, title="Boats", genre="news", published="2023-05-03", key="c"), duplicate_of=pairs[1][0].id
    )
    return [*pairs, reader.read(copy)]


def linked(*batches):
    linker = Linker(LinkSettings())
    return [link for batch in batches for link in linker.link(batch).links]


def ends(corpus, link):
    texts = {d.id: d for d, _ in corpus}
    return tuple(None if e.start is None else texts[e.document].text[e.start : e.end] for e in (link.from_, link.to))


def test_a_named_strategy_is_tied_to_the_text_that_bears_the_title(corpus):
    found = [x for x in linked(corpus) if x.kind == "cites" and x.from_.document == corpus[1][0].id]
    assert [(ends(corpus, x)[0], x.to.document, x.to.start) for x in found] == [
        ("Coastal Fisheries Strategy", corpus[0][0].id, None)
    ]


def test_no_text_cites_itself(corpus):
    assert all(x.from_.document != x.to.document for x in linked(corpus))


def test_a_sentence_of_the_policy_in_the_article_is_a_verbatim_echo(corpus):
    found = [x for x in linked(corpus) if x.kind == "echoes" and x.from_.document == corpus[1][0].id]
    assert [x.relation for x in found if x.to.document == corpus[0][0].id][:1] == ["verbatim"]
    said, source = ends(corpus, found[0])
    assert "no new trawlers" in said
    assert source.startswith(("The ministry will license", "2. The ministry"))


def test_nothing_echoes_a_later_text_nor_an_undated_one(corpus, reader):
    later = reader.read(reader.document(STRATEGY, title="Later", genre="policy", published="2024-01-01", key="z"))
    undated = reader.read(reader.document(STRATEGY, title="Undated", genre="policy", published=None, key="y"))
    assert not [x for x in linked([corpus[1], later, undated]) if x.kind == "echoes" and x.from_.document == corpus[1][0].id]


def test_the_same_day_counts_as_before_and_the_same_month_does_not(corpus, reader):
    day = reader.read(reader.document(STRATEGY, title="S", genre="policy", published="2023-05-02", key="d"))
    month = reader.read(reader.document(STRATEGY, title="S", genre="policy", published="2023-05", key="m"))
    assert [x for x in linked([corpus[1], day]) if x.kind == "echoes"]
    assert not [x for x in linked([corpus[1], month]) if x.kind == "echoes"]


def test_paraphrase_needs_the_vector_and_the_words(reader):
    policy = reader.read(
        reader.document(
            "Clinics in remote valleys are to receive nurses trained for births.",
            genre="policy",
            published="2020-01-01",
            key="p",
        )
    )
    news = reader.read(
        reader.document("The plan would send trained nurses to clinics in the remote valleys.", published="2021-01-01", key="q")
    )
    other = reader.read(
        reader.document("Ferries were late again because of fog over the strait.", published="2021-01-01", key="r")
    )
    near = np.zeros(4, np.float32)
    near[0] = 1

    def given_vector(pair, vector):
        return pair[0], replace(pair[1], vectors={p.id: vector for p in pair[0].passages})

    far = np.roll(near, 1)
    (echo,) = [x for x in linked([given_vector(policy, near), given_vector(news, near)]) if x.kind == "echoes"]
    assert (echo.relation, echo.reason) == (
        "paraphrase",
        "Near in meaning (cosine 1.00) and in words: trained, nurses, clinics, remote, valleys.",
    )
    assert not linked([given_vector(policy, near), given_vector(news, far)])
    assert not linked([given_vector(policy, near), given_vector(other, near)])
    assert not linked([policy, news])


def test_figures_of_article_policy_and_note(corpus):
    kinds = {(ends(corpus, x), x.kind) for x in linked(corpus[:3]) if x.delta is not None}
    assert kinds == {
        (("282,000 tonnes", "310,000 tonnes"), "differs"),
        (("310,000 tonnes", "310,000 tonnes"), "agrees"),
    }


def test_delta_is_relative_to_the_earlier_text(corpus):
    link = next(x for x in linked(corpus[:1], corpus[1:2]) if x.kind == "differs")
    assert link.from_.document == corpus[1][0].id
    assert link.delta == pytest.approx(282 / 310 - 1, abs=1e-6)


def test_a_copy_is_a_duplicate_and_nothing_else(corpus):
    found = [x for x in linked(corpus) if corpus[4][0].id in {x.from_.document, x.to.document}]
    assert [(x.kind, x.to.document) for x in found] == [("duplicate", corpus[1][0].id)]


def test_revisions_of_one_work_are_not_compared(reader):
    first = reader.read(reader.document("In 2021 Togo had 4,100 nurses.", key="w"))
    second = reader.read(reader.document("In 2021 Togo had 4,700 nurses.", key="w"))
    other = reader.read(reader.document("In 2021 Togo had 4,700 nurses.", key="v"))
    assert not linked([first, second])
    assert [x.kind for x in linked([first, other])] == ["differs"]


def test_known_documents_are_not_linked_again(corpus):
    linker = Linker(LinkSettings(), corpus)
    assert linker.link(corpus).links == ()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(5)), cuts=st.sets(st.integers(1, 4)))
def test_order_and_batches_never_change_the_links(corpus, order, cuts):
    rows = [corpus[i] for i in order]
    edges = [0, *sorted(cuts), len(rows)]
    batches = [rows[a:b] for a, b in pairwise(edges)]
    expected = sorted(linked(corpus), key=lambda x: x.id)
    assert sorted(linked(*batches), key=lambda x: x.id) == expected
    assert sorted(Linker(LinkSettings(), rows[: edges[1]]).link(rows[edges[1] :]).links, key=lambda x: x.id) == [
        x
        for x in expected
        if not {x.from_.document, x.to.document} <= {d.id for d, _ in rows[: edges[1]]}
        and not (x.kind == "duplicate" and x.from_.document in {d.id for d, _ in rows[: edges[1]]})
    ]


def test_identities_that_change_are_given_again(reader):
    acronym = reader.document("The NWB met in Lima.", key="a")
    explained = reader.document("The National Water Board (NWB) met.", key="b")
    linker = Linker(LinkSettings())
    first = linker.link([reader.read(acronym, reader.entity(acronym, "NWB", "ORG"))]).identities
    second = linker.link([reader.read(explained, reader.entity(explained, "National Water Board", "ORG"))]).identities
    assert [i.identity for i in first] == ["organisation:nwb"]
    assert {i.identity for i in second} == {"organisation:national-water-board"}
    assert {i.document for i in second} == {acronym.id, explained.id}


@pytest.mark.parametrize(
    "text",
    [
        "9" * 20_000,
        "A." * 20_000,
        "“" * 20_000,
        "(" * 5_000 + "the region includes " * 500,
        "\x00\u202e 5 percent of the " * 500,
    ],
)
def test_hostile_texts_do_no_harm(reader, text):
    document = reader.document(text, genre="policy", key="h")
    tags = reader.read(reader.document("In 2021 Togo had 4,100 nurses.", key="w"))
    linked([(document, replace(tags[1], document=document.id, claims=())), tags])
