"""The index of links: what is found through it is what is found by comparing every text with every other."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policynlp.link import index as link_index
from policynlp.link.claims import among
from policynlp.link.echoes import POLICY_GENRES, echoes
from policynlp.link.features import PIECES, STATEMENTS, features
from policynlp.link.index import LinkIndex
from policynlp.link.linker import Linker
from policynlp.link.nearby import claim_block, near_claims, near_pieces, piece_block, vectors_of
from policynlp.settings import LinkSettings

MEASURES = (
    ("maize harvest", "crop on the fields of the valley"),
    ("cement output", "production at kilns"),
    ("number of nurses", "staff on the wards"),
    ("share of paved roads", "asphalted network"),
    ("herring catch", "landings by the fleet"),
)
"""In two wordings each: the second pair of eyes has only the vectors to see that they are the same."""
PLACES = ("Ghana", "Togo", "Wales", "Scotland")
GOALS = (
    "The ministry will license no new trawlers inside the five-mile zone and pay for the scrapping of old ones.",
    "Clinics in remote valleys are to receive nurses trained for births before the end of the decade.",
    "Every district is to pave the roads that lead to its markets and to keep them open in the rainy season.",
)


def texts(reader, number, seed):
    """Texts about few things, so that many of their figures and passages have to do with each other; vectors near for what is alike."""
    chance = random.Random(seed)
    directions = np.random.default_rng(5).normal(size=(len(MEASURES) + len(GOALS), 16))
    noise = np.random.default_rng(seed)
    made = []
    for n in range(number):
        lines, about = [], []
        for _ in range(chance.randrange(1, 6)):
            if chance.random() < 0.3:
                goal = chance.randrange(len(GOALS))
                said = GOALS[goal].split()
                lines.append(" ".join(said if chance.random() < 0.5 else chance.sample(said, len(said))))
                about.append(len(MEASURES) + goal)
            else:
                what = chance.randrange(len(MEASURES))
                value = chance.choice([4_123, 4_123, 4_350, 8_700, 318_000, 12])
                unit = chance.choice([" tonnes", " percent", ""])
                bound = chance.choice(["", "", "more than ", "less than ", "about "])
                year = chance.choice(["In 2021 the", "In 2022 the", "The"])
                place = chance.choice(["", "", f" in {chance.choice(PLACES)}"])
                lines.append(f"{year} {chance.choice(MEASURES[what])}{place} was {bound}{value:,}{unit}.")
                about.append(what)
        genre = chance.choice(["news", "news", "policy"])
        published = chance.choice(["2023-01-02", "2023-05-02", "2024-02", None])
        document, tags = reader.read(
            reader.document("\n\n".join(lines), title=f"Text {n}", genre=genre, published=published, key=f"{seed}/{n % 17}/{n}")
        )
        vectors = {}
        matter = dict(zip((p.id for p in document.passages), about, strict=True))
        inside = {c.id: p.id for p in document.passages for c in tags.claims if p.start <= c.start < p.end}
        for owner, at in [*matter.items(), *((claim, matter[passage]) for claim, passage in inside.items())]:
            vector = directions[at] + noise.normal(size=16) * 0.4
            vectors[owner] = (vector / np.linalg.norm(vector)).astype(np.float16).astype(np.float32)
        made.append((document, replace(tags, vectors=vectors)))
    return made


def compared(pairs):
    """Every text with every other, in memory."""
    read = [features(*pair) for pair in pairs]
    least = LinkSettings()
    claims = among([s for one in read for s in one.statements], least_similarity=least.claim_similarity)
    passages = [p for one in read for p in one.pieces]
    policies = [p for p in passages if p.party.genre in POLICY_GENRES]
    return sorted([*claims, *echoes(passages, policies, least_cosine=least.echo_cosine)], key=lambda x: x.id)


def through(index, batches):
    linker = Linker(LinkSettings(), index=index)
    links = [link for batch in batches for link in linker.link(batch).links]
    return sorted((x for x in links if x.kind not in {"cites", "duplicate"}), key=lambda x: x.id)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), cuts=st.sets(st.integers(1, 39), max_size=6), block=st.integers(1, 30))
def test_nothing_is_lost_by_looking_through_blocks_first(reader, seed, cuts, block):
    rows = texts(reader, 40, seed)
    expected = compared(rows)
    assert len({x.kind for x in expected}) >= 3
    batches = [rows[a:b] for a, b in pairwise([0, *sorted(cuts), len(rows)])]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(link_index, "BLOCK_TEXTS", block)
        assert through(None, batches) == expected


def test_pairs_that_only_vectors_show_are_among_them(reader):
    found = [x for x in compared(texts(reader, 40, 7)) if x.relation is None]
    alone = [x for x in compared([(d, replace(t, vectors={})) for d, t in texts(reader, 40, 7)]) if x.relation is None]
    assert len({x.id for x in found} - {x.id for x in alone}) > 20


def test_the_index_goes_on_in_another_process(reader, tmp_path):
    rows = texts(reader, 30, 1)
    found = []
    for batch in (rows[:11], rows[11:12], rows[12:]):
        with LinkIndex(tmp_path / "links.sqlite") as index:
            found += through(index, [batch])
    assert sorted(found, key=lambda x: x.id) == compared(rows)


def test_what_is_removed_is_linked_no_more_and_leaves_nothing(reader, tmp_path):
    rows = texts(reader, 30, 2)
    with LinkIndex(tmp_path / "links.sqlite") as index:
        through(index, [rows[:20]])
        index.remove([d.id for d, _ in rows[:20:2]])
        assert index.states().keys() == {d.id for d, _ in rows[1:20:2]}
        found = through(index, [rows[20:]])
        gone = {d.id for d, _ in rows[:20:2]}
        expected = compared([*rows[1:20:2], *rows[20:]])
        new = {d.id for d, _ in rows[20:]}
        assert found == [x for x in expected if {x.from_.document, x.to.document} & new]
        assert not gone & {end.document for x in found for end in (x.from_, x.to)}
        assert all(
            set(block.rows["text"].tolist()) <= {n for (n,) in index.connection.execute("SELECT number FROM texts")}
            for kinds in index.blocks("claims", "policies", "others")
            for block in kinds
        )


def test_what_failed_half_way_is_not_kept(reader):
    rows = texts(reader, 10, 3)
    index = LinkIndex()

    def die() -> None:
        with index.writing():
            through(index, [rows])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        die()
    assert index.states() == {}
    assert through(index, [rows]) == compared(rows)


def test_a_damaged_index_and_one_of_another_version_are_made_anew(reader, tmp_path):
    path = tmp_path / "links.sqlite"
    rows = texts(reader, 10, 4)
    for damage in (b"no database at all" * 400, None):
        with LinkIndex(path) as index:
            assert through(index, [rows]) == compared(rows)
            if damage is None:
                index.connection.execute("PRAGMA user_version = 1")
        if damage is not None:
            path.write_bytes(damage)
            for suffix in ("-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
        with LinkIndex(path) as index:
            assert index.states() == {}
            index.make_anew()
        path.unlink()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_what_is_kept_of_a_text_comes_back(reader, seed):
    for document, tags in texts(reader, 3, seed):
        found = features(document, tags)
        blocks = link_index.new_blocks([(7, found)])
        passages = blocks["policies" if found.party.genre in POLICY_GENRES else "others"]
        statements = STATEMENTS.unpack(STATEMENTS.pack(found.statements), vectors_of(blocks["claims"], [7])[7])
        pieces = PIECES.unpack(PIECES.pack(found.pieces), vectors_of(passages, [7])[7])
        assert statements == found.statements
        for mine, other in zip((*statements, *pieces), (*found.statements, *found.pieces), strict=True):
            for name in ("vector", "subject"):
                a, b = getattr(mine, name), getattr(other, name)
                assert (a is None) == (b is None)
                assert a is None or np.array_equal(a, b)
            assert getattr(mine, "marks", None) == getattr(other, "marks", None)
        assert [(p.passage, p.lines, p.terms, p.last, p.title) for p in pieces] == [
            (p.passage, p.lines, p.terms, p.last, p.title) for p in found.pieces
        ]


def one(reader, line, *, genre="news", vector=None, key):
    document, tags = reader.read(reader.document(line, genre=genre, key=key))
    owners = [p.id for p in document.passages] + [c.id for c in tags.claims]
    return features(
        document, replace(tags, vectors={} if vector is None else dict.fromkeys(owners, np.array(vector, np.float32)))
    )


@pytest.mark.parametrize(
    ("line", "vector", "near"),
    [
        ("The asphalted network was 4,124.", (1, 0), True),  # by its meaning and value alone
        ("The asphalted network was 4,124.", (0.3, 0.954), False),
        ("The asphalted network was 8,123.", (1, 0), False),
        ("The asphalted network was 4,124.", None, False),
        ("The asphalted network was 4,123.", None, True),  # by the same value
        ("The maize harvest was 9,900.", None, True),  # by words
        ("The maize harvest was 9,900 tonnes.", None, False),  # another dimension
    ],
)
def test_a_figure_is_near_by_words_by_its_value_or_by_what_it_means(reader, line, vector, near):
    new = one(reader, "The maize harvest was 4,123.", vector=(1, 0), key="n")
    known = claim_block([(7, one(reader, line, vector=vector, key="k").statements)])
    found = near_claims(claim_block([(1, new.statements)]), known, least_similarity=LinkSettings().claim_similarity)
    assert found == ({7} if near else set())


@pytest.mark.parametrize(
    ("line", "vector", "near"),
    [
        ("It says boats pay for the scrapping of old ones, they fear.", None, True),  # five words in a row
        ("It says boats pay for scrapping.", None, False),
        ("It says boats pay for scrapping.", (1, 0), True),
        ("It says boats pay for scrapping.", (0.3, 0.954), False),
    ],
)
def test_a_passage_is_near_by_a_run_of_words_or_by_what_it_means(reader, line, vector, near):
    policy = piece_block([(3, one(reader, GOALS[0], genre="policy", vector=(1, 0), key="p").pieces)])
    later = piece_block([(9, one(reader, line, vector=vector, key="l").pieces)])
    found = near_pieces(later, policy, least_cosine=LinkSettings().echo_cosine)
    assert found == (({9}, {3}) if near else (set(), set()))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE compared SET statements = x'00'",
        "UPDATE compared SET pieces = x'789c'",
        "UPDATE blocks SET data = x'504b'",
    ],
)
def test_what_cannot_be_unpacked_is_told_as_damage(reader, damage):
    rows = [*texts(reader, 12, 6), *texts(reader, 12, 8)]
    index = LinkIndex()
    through(index, [rows[:12]])
    index.connection.execute(damage)
    with pytest.raises(sqlite3.DatabaseError, match="cannot be read"):
        through(index, [rows[12:]])
