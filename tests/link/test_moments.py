"""Dates of two texts: what is read of each, which are tied, and that it depends on nothing but the two texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
import pytest

from policynlp.errors import ModelError
from policynlp.link.index import LinkIndex
from policynlp.link.linker import Linker
from policynlp.link.moment_pairs import MOST_PARTNERS, VERSION, WEIGHTS, MomentModel, compare_moments, dated, load_moment_model
from policynlp.link.moment_table import FEATURES, Agreed, in_context, in_one_year, moment_table
from policynlp.link.moments import MOST_MOMENTS, moments, pack_moments, unpack_moments
from policynlp.link.pairs import party
from policynlp.settings import load_settings
from policynlp.tag.models import models_dir
from policynlp.tag.pipeline import Tagger

ARTICLE = """The Harbour Act took effect on 1 March 2023. It lets the port of Lisse charge ships by their fuel.

The port handled 36.4 million tonnes of cargo in 2023, the harbour board said on Tuesday, and its quays employed 2,310 people.

A second lock is to be opened in the autumn of 2027. It will cost 41.5 million euros. The old one was built in 1911.
"""
PAPER = """Report of the harbour board

Since 1 March 2023, when the Harbour Act entered into force, ships pay by their fuel. In 2023 the port of Lisse handled 36.4 million
tonnes of cargo. The number of people employed on the quays was 2,310.

The second lock costs 41.5 million euros and will be opened in October 2027. The harbour board was founded in 1948.
"""
OTHER = """The museum of toys opened on 1 March 2023. It was visited by 12,000 people in 2023 and will move in the autumn of 2027."""


@pytest.fixture(scope="module")
def tagger():
    return Tagger(load_settings().tag)


@pytest.fixture(scope="module")
def rows(reader, tagger):
    days = ("2024-02-08", "2024-01-15", "2024-02-01")
    documents = [
        reader.document(text, key=str(n), genre="other", published=day)
        for n, (text, day) in enumerate(zip((ARTICLE, PAPER, OTHER), days, strict=True))
    ]
    return [(document, tagger.tag(document)) for document in documents]


@pytest.fixture(scope="module")
def read(rows):
    return [moments(party(document), document, tags) for document, tags in rows]


def date_links(links):
    return [x for x in links if x.version == VERSION]


def by_text(found):
    return {m.text: m for m in found}


def test_a_date_is_read_with_what_happens_then(read):
    law = next(m for m in read[0] if "March" in m.text)
    assert law.days == (date(2023, 3, 1), date(2023, 3, 1))
    assert law.event == "start"
    assert {"harbour", "act"} & law.said
    assert not law.yearless
    since = next(m for m in read[1] if "March" in m.text)
    assert since.role == "from"


def test_a_date_knows_the_figures_that_are_of_it(rows, read):
    year = next(m for m in read[0] if m.text == "2023")
    (cargo,) = (c for c in rows[0][1].claims if "36.4" in c.text)
    assert cargo.id in year.own


def test_two_texts_whose_figures_agree_confirm_each_others_dates(rows):
    links = date_links(Linker(load_settings().link).link(rows[:2]).links)
    texts = {d.id: d.text for d, _ in rows}
    told = {tuple(sorted(texts[e.document][e.start : e.end] for e in (x.from_, x.to))): x for x in links}
    law = next(x for pair, x in told.items() if all("1 March 2023" in p for p in pair))
    assert law.kind == "agrees"
    lock = next(x for pair, x in told.items() if any("October 2027" in p for p in pair))
    assert lock.kind == "compatible"
    assert "October 2027" in lock.reason
    assert not any("1911" in p or "1948" in p for pair in told for p in pair)


def test_texts_without_figures_that_agree_tie_no_dates(rows):
    links = Linker(load_settings().link).link([rows[0], rows[2]]).links
    assert date_links(links) == []


def test_one_figure_that_agrees_is_not_enough(rows, read):
    figures = [
        x for x in Linker(load_settings().link).link(rows[:2]).links if x.version.startswith("claims/") and x.kind == "agrees"
    ]
    assert len(figures) >= 2
    by_document = {d.id: found for (d, _), found in zip(rows, read, strict=True)}
    assert list(dated(figures, by_document))
    assert list(dated(figures[:1], by_document)) == []
    again = replace(figures[0], to=replace(figures[0].to, annotation="row", start=999))
    assert list(dated([figures[0], again], by_document)) == []  # a table that says it once more is no second figure


def test_links_are_the_same_whatever_was_linked_first(rows, tmp_path):
    at_once = date_links(Linker(load_settings().link).link(rows[:2]).links)
    for order in (rows[:2], rows[1::-1]):
        with LinkIndex(tmp_path / f"{order[0][0].id}.sqlite") as index:
            linker = Linker(load_settings().link, index=index)
            found = [x for row in order for x in linker.link([row]).links]
        assert sorted(date_links(found), key=lambda x: x.id) == sorted(at_once, key=lambda x: x.id)


def test_what_is_kept_comes_back(read):
    for found in read:
        assert unpack_moments(pack_moments(found)) == tuple(found)


def test_a_date_without_a_year_is_read_in_that_of_the_other(read):
    law = next(m for m in read[0] if "March" in m.text)
    bare = replace(law, yearless=True, days=(date(2000, 3, 1), date(2000, 3, 1)))
    assert in_one_year(bare, law) == (law.days, law.days)
    leap = replace(law, yearless=True, days=(date(2000, 2, 29), date(2000, 2, 29)))
    assert in_one_year(leap, law)[0] == (date(2023, 2, 28), date(2023, 2, 28))


def test_pairs_have_a_day_in_common_and_are_the_same_from_either_side(read):
    agreed = [Agreed(("a", "b"), (100, 120))]
    turned = [Agreed(("b", "a"), (120, 100))]
    for one, other in combinations(read, 2):
        table, back = moment_table(one, other, agreed), moment_table(other, one, turned)
        for (first, second), (left, right) in zip(table.days, ((in_one_year(a, b)) for a, b in table.pairs), strict=True):
            assert (first, second) == (left, right)
            assert max(first[0], second[0]) <= min(first[1], second[1])
        rows = {frozenset((a.entity, b.entity)): row for (a, b), row in zip(table.pairs, table.features, strict=True)}
        again = {frozenset((a.entity, b.entity)): row for (a, b), row in zip(back.pairs, back.features, strict=True)}
        assert rows.keys() == again.keys()
        for pair, row in rows.items():
            assert row == pytest.approx(again[pair]), dict(zip(FEATURES, row, strict=True))


def test_a_pair_stands_above_its_rivals_by_the_difference(read):
    table = moment_table(read[0], read[1])
    alone = np.arange(len(table.pairs), dtype=float)
    margins = in_context(table, alone)[:, len(FEATURES)]
    for n, (a, b) in enumerate(table.pairs):
        rivals = [alone[k] for k, (x, y) in enumerate(table.pairs) if k != n and (x.entity == a.entity or y.entity == b.entity)]
        assert margins[n] == pytest.approx(np.clip(alone[n] - max(rivals, default=-6.0), -8, 8))


def test_a_date_is_tied_to_two_of_another_text_at_most(read):
    law = next(m for m in read[0] if "March" in m.text)
    many = [
        replace(m, entity=f"e{n}", span=(n * 200, n * 200 + 9))
        for n, m in enumerate([next(m for m in read[1] if "March" in m.text)] * 5)
    ]
    agreed = [Agreed(("a", "b"), (law.span[0] + 10, m.span[0] + 10)) for m in many]
    assert len(list(compare_moments([law], many, agreed))) == MOST_PARTNERS


def test_an_almanac_is_compared_up_to_a_limit(reader, tagger):
    document = reader.document(" ".join(f"It rained on {1 + n % 28} March {1900 + n // 28}." for n in range(MOST_MOMENTS + 60)))
    assert len(moments(party(document), document, tagger.tag(document))) == MOST_MOMENTS


def test_weights_of_other_features_are_refused():
    kept = load_moment_model().as_json()
    del kept["heads"]["alone"]["weights"]["same days"]
    with pytest.raises(KeyError):
        MomentModel.from_json(kept)


def test_a_changed_file_is_not_loaded(tmp_path):
    import shutil

    shutil.copytree(models_dir() / "links", tmp_path / "links")
    (tmp_path / "links" / WEIGHTS).write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError):
        load_moment_model(tmp_path / "links")
