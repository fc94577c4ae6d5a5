"""The index of identities says what `resolve` says of all texts at once, whatever came and went in which order."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.link.decisions import Decision
from policynlp.link.identities import Named, resolve
from policynlp.link.identity_index import IdentityIndex
from some_decisions import WHO, some_decisions

BOARD, BUREAU, NWB = "organisation:national-water-board", "organisation:northern-wheat-bureau", "organisation:nwb"
ANA, CY, LEDA = "person:ana-perez", "person:cy-doe", "place:leda"

DOCUMENTS = ("d1", "d2", "d3", "d4")
FORMS = (
    ("National Water Board", "ORG"),
    ("The National Water Board", "ORG"),
    ("NWB", "ORG"),
    ("the N.W.B.", "ORG"),
    ("NWB", "PERSON"),
    ("Ana Perez", "PERSON"),
    ("Perez Ana", "PERSON"),
    ("Ana", "PERSON"),
    ("Cy Doe", "PERSON"),
    ("Leda", "GPE"),
    ("Leda", "LOC"),
    ("Leda province", "GPE"),
    ("Finance Ministry", "ORG"),
    ("ARMY", "ORG"),
)
KEYS = (ANA, ANA, CY, CY, NWB, BOARD, LEDA, "person:ana@d1", f"{NWB}@d2", "person:new-one")


ARMY, ARMY_KE = "organisation:army", "organisation:army.ke"


def a_document(name, entities, board=False, bureau=False, army=(), country=None):
    meanings = frozenset([BOARD] * board + [BUREAU] * bureau)
    rows = tuple((f"e{n}", *FORMS[form]) for n, form in enumerate(entities) if form is not None)
    explained = ({"nwb": meanings} if meanings else {}) | ({"army": frozenset(army)} if army else {})
    countries = {e: country for e, form, _ in rows if form in {"Finance Ministry", "ARMY"} and country}
    return Named(document=name, entities=rows, acronyms=explained, countries=countries)


TEXTS = st.builds(
    a_document,
    st.sampled_from(DOCUMENTS),
    st.lists(st.sampled_from([None, *range(len(FORMS))]), max_size=4),
    st.booleans(),
    st.booleans(),
    st.sets(st.sampled_from([ARMY, ARMY_KE, BOARD]), max_size=2),
    st.sampled_from([None, "KE", "JP"]),
)


BATCH = st.lists(TEXTS, min_size=1, max_size=4, unique_by=lambda named: named.document)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), BATCH),
        st.tuples(st.just("add"), BATCH),
        st.tuples(st.just("remove"), st.sets(st.sampled_from(DOCUMENTS), max_size=2)),
        st.tuples(st.just("decide"), some_decisions(KEYS, DOCUMENTS, least=1)),
        st.tuples(st.just("write"), st.sampled_from([1, 1, 1, 2, 3])),
        st.tuples(st.just("lose"), st.integers(0, 9)),
    ),
    min_size=4,
    max_size=9,
)


@pytest.fixture
def index():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        yield IdentityIndex(connection)


@settings(max_examples=100, deadline=None)
@given(steps=STEPS, batch_rows=st.sampled_from([1, 7, 10_000]))
def test_rows_are_those_of_all_texts_and_changes_those_that_the_corpus_lacks(steps, batch_rows):
    texts: dict[str, Named] = {}
    corpus = {}
    decisions: tuple[Decision, ...] = ()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection, pytest.MonkeyPatch.context() as patched:
        patched.setattr("policynlp.link.identity_index._BATCH_ROWS", batch_rows)
        patched.setattr("policynlp.link.identity_index._BATCH_DOCUMENTS", batch_rows)
        patched.setattr("policynlp.link.identity_rules._CHUNK_ROWS", batch_rows)
        index = IdentityIndex(connection)
        for verb, what in steps:
            if verb == "add":
                index.add(what)
                texts |= {named.document: named for named in what}
            elif verb == "remove":
                index.remove(what)
                texts = {name: named for name, named in texts.items() if name not in what}
            elif verb == "decide":
                index.decide(what)
                decisions = what
            elif verb == "write":  # some of what changed is committed
                rows = list(index.changed())[:: int(what)]
                index.written(asdict(row) if n % 2 else row for n, row in enumerate(rows))
                corpus |= {(row.document, row.entity): row for row in rows}
            else:  # the corpus is found to have something else
                rows = [
                    asdict(row) | {"identity": "person:cy-doe", "automatic": None} for row in resolve(texts.values())[what:]
                ]
                index.written(rows)
                corpus |= {(row["document"], row["entity"]): row for row in rows}
            expected = resolve(texts.values(), decisions)
            assert tuple(index.rows()) == expected
            there = {(row.document, row.entity) for row in expected}
            corpus = {place: row for place, row in corpus.items() if place in there}
            assert list(index.changed()) == [row for row in expected if corpus.get((row.document, row.entity)) != row]


def test_a_body_whose_country_becomes_known_no_longer_follows_its_letters(index):
    army = [n for n, (name, _) in enumerate(FORMS) if name == "ARMY"]
    market = a_document("d2", [], army=[ARMY_KE])
    index.add([a_document("d1", army), market])
    index.add([a_document("d1", army, country="KE")])  # the same key, by another way
    index.remove(["d2"])
    assert [row.identity for row in index.rows()] == [ARMY_KE]


def test_what_is_taken_out_leaves_nothing_behind(index):
    index.add([a_document("d1", [0, 2, 7], board=True), a_document("d2", [2], bureau=True)])
    index.remove(["d1", "d2", "d9"])
    tables = [t for (t,) in index._db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    assert len(tables) > 8
    assert {t: index._db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables} == dict.fromkeys(tables, 0)


def test_a_new_text_changes_what_old_ones_show_and_are_taken_for(index):
    index.add([a_document("d1", [6, 2]), a_document("d2", [2])])
    index.written(list(index.changed()))
    index.add([a_document("d3", [5, 0], board=True), a_document("d4", [5])])
    assert [(row.document, row.identity, row.name) for row in index.changed()] == [
        ("d1", ANA, "Ana Perez"),
        ("d1", BOARD, "National Water Board"),
        ("d2", BOARD, "National Water Board"),
        ("d3", ANA, "Ana Perez"),
        ("d3", BOARD, "National Water Board"),
        ("d4", ANA, "Ana Perez"),
    ]
    index.written(list(index.changed()))
    index.add([a_document("d5", [], bureau=True)])
    assert [(row.document, row.identity) for row in index.changed()] == [("d1", f"{NWB}@d1"), ("d2", f"{NWB}@d2")]
    index.remove(["d3", "d4", "d5"])
    assert [(row.document, row.identity, row.name) for row in index.changed()] == [
        ("d1", ANA, "Perez Ana"),
        ("d1", NWB, "NWB"),
        ("d2", NWB, "NWB"),
    ]


def split(document, identity, into):
    return {"action": "split", "identity": identity, "into": into, "documents": (document,)}


RENAME = {"action": "rename", "identity": ANA, "name": "A. P."}
MERGE = {"action": "merge", "identity": BOARD, "into": CY}


@pytest.mark.parametrize(
    "texts, before, after",
    [
        pytest.param([[8], [5], [5, 0], [8]], [], [split("d2", ANA, CY), MERGE], id="first of the rest"),
        pytest.param(
            [[8], [5], [8, 0], [5]], [], [split("d1", CY, "person:x"), split("d2", ANA, CY), MERGE], id="besides a split"
        ),
        pytest.param([[5, 8, 6], [8, 5, 0]], [], [split("d1", ANA, CY), MERGE], id="first in a text"),
        pytest.param([[5], [0]], [], [split("d1", ANA, CY), MERGE], id="nothing is left"),
        pytest.param([[5], [5]], [RENAME], [split("d1", ANA, CY), RENAME, split("d1", CY, ANA)], id="as rules have it"),
    ],
)
def test_parts_of_an_identity_are_told_apart(index, texts, before, after):
    found = [a_document(f"d{n}", forms) for n, forms in enumerate(texts, 1)]
    was, is_ = ([Decision(id=str(n), **WHO, **d) for n, d in enumerate(decisions)] for decisions in (before, after))
    index.add(found)
    index.decide(was)
    index.written(list(index.changed()))
    index.decide(is_)
    expected = resolve(found, is_)
    assert tuple(index.rows()) == expected
    assert list(index.changed()) == sorted(set(expected) - set(resolve(found, was)), key=lambda row: (row.document, row.entity))


def many(documents):
    """Texts with a person of their own, one of a few, and a place that all have."""
    for n in range(documents):
        rows = (("p1", f"Ana Own{n}", "PERSON"), ("p2", f"Cy Few{n % 5}", "PERSON"), ("p3", "Leda", "GPE"))
        yield Named(document=f"m{n:04}", entities=rows, acronyms={})


def test_a_few_more_texts_touch_what_they_change_alone(index):
    index.add(many(800))
    index.written(index.rows())
    before = index._db.total_changes
    index.add([a_document("d1", [8, 9]), a_document("d2", [2], board=True)])
    assert index._db.total_changes - before < 60
    assert [row.document for row in index.changed()] == ["d1", "d1", "d2"]


def test_a_decision_is_not_written_to_each_row(index):
    index.add(many(800))
    before = index._db.total_changes
    index.decide([Decision(action="rename", identity=LEDA, name="Leda City", id="1", **WHO)])
    assert index._db.total_changes - before < 10
    assert [row.name for row in index.rows(["m0007"])] == ["Ana Own7", "Cy Few2", "Leda City"]


def test_the_same_decisions_again_change_nothing(index):
    index.add(many(20))
    decisions = [Decision(action="hide", identity=LEDA, id="1", **WHO)]
    index.decide(decisions)
    before = index._db.total_changes
    index.decide(decisions)
    assert index._db.total_changes == before


def test_rows_are_written_down_while_they_are_read(index):
    index.add(many(40))
    for row in index.changed():
        index.written([row])
    assert list(index.changed()) == []


def test_it_is_part_of_the_callers_transaction(tmp_path):
    with closing(sqlite3.connect(tmp_path / "links.sqlite", isolation_level=None)) as connection:
        index = IdentityIndex(connection)
        index.add(many(3))
        connection.execute("BEGIN")
        index.add([a_document("d1", [2], board=True)])
        index.decide([Decision(action="hide", identity=LEDA, id="1", **WHO)])
        connection.execute("ROLLBACK")
        assert tuple(index.rows()) == resolve(many(3))


def test_decisions_on_what_no_text_has_are_told(index):
    index.add([a_document("d1", [5]), a_document("d2", [5])])
    index.decide(
        [
            Decision(id="1", action="split", identity=ANA, into=f"{ANA}-2", documents=("d2",), **WHO),
            Decision(id="2", action="rename", identity=f"{ANA}-2", name="Ana Two", **WHO),
            Decision(id="3", action="hide", identity="organisation:finance-ministry", **WHO),
        ]
    )
    assert index.unfound() == ["organisation:finance-ministry"]
