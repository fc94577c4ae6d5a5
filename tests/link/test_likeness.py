"""Figures that are alike in meaning: who is whose best partner, and how long it takes to tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from growth import grows_linearly
from policynlp.link.likeness import Likeness, alike_pairs, by_document
from policynlp.link.meaning import compare_meaning
from policynlp.link.oppositions import marks, opposed
from policynlp.link.pairs import party
from policynlp.link.statement_reading import statements


def stated(reader, text, key, vectors):
    document, tags = reader.read(reader.document(text, key=key))
    made = [v / np.linalg.norm(v) for v in np.asarray(vectors, dtype=np.float32)]
    found = statements(party(document), document, tags)
    return [replace(s, vector=v, subject=np.asarray([1, 0, 0], dtype=np.float32)) for s, v in zip(found, made, strict=True)]


def test_the_nearest_partner_is_the_best(reader):
    a = stated(reader, "The mill made 520 tonnes.", "a", [[1, 0, 0]])
    b = stated(reader, "It made 500 tonnes. The other made 510 tonnes.", "b", [[1, 0.2, 0], [0.8, 0.6, 0]])
    found = {s: how for s, _, how in ((b[j].text, i, h) for i, j, h in alike_pairs(a, b, grouped=by_document([*a, *b])))}
    assert found["500 tonnes"].best
    assert found["500 tonnes"].margin > 0
    assert not found["510 tonnes"].best
    assert found["510 tonnes"].margin == pytest.approx(-found["500 tonnes"].margin)


def test_opposite_signs_never_contradict(reader):
    (a,) = stated(reader, "Output changed by 3.2 percent in 2024.", "a", [[1, 0, 0]])
    (b,) = stated(reader, "Output changed by 3.2 percent in 2024.", "b", [[1, 0, 0]])
    negative = replace(b, figure=replace(b.figure, value=-b.figure.value, low=-b.figure.high, high=-b.figure.low))
    assert compare_meaning(a, b, Likeness(1.0, True, 0.5)).kind == "agrees"
    assert compare_meaning(a, negative, Likeness(1.0, True, 0.5)) is None


def test_tables_of_like_cells_take_no_cubic_time(reader):
    def work(n: int) -> Callable[[], object]:
        text = " ".join(f"There were {100 + 7 * k} mills." for k in range(n))
        a, b = (stated(reader, text, key, [[1, 0, 0]] * n) for key in "ab")
        return lambda: list(alike_pairs(a, b, grouped=by_document([*a, *b])))

    assert grows_linearly(work, size=40, times=4, slack=7.5), "each cell has each of the other table's: 16 times, not 64"


@pytest.mark.parametrize(
    "a, b, group",
    [
        ("exports of 5 tonnes", "imports of 6 tonnes", "trade"),
        ("the gross price", "the net price", "gross_net"),
        ("6 tonnes of beef in carcass weight", "5 tonnes of beef in product weight", "weighed_as"),
        ("wind farms", "solar parks", "energy"),
        ("exports of wheat", "exports of rye and wheat", None),
        ("mills", "mines", None),
    ],
)
def test_opposed_words_set_two_measures_apart(a, b, group):
    found = opposed(marks(a), marks(b))
    assert (found.group if found else None) == group


def test_a_figure_of_another_place_is_no_better_partner(reader):
    near, far = [1, 0.2, 0], [1, 0.3, 0]
    a = stated(reader, "In Wales the mean rent is 520 euros.", "a", [[1, 0, 0]])
    b = stated(reader, "It was 545 euros in Wales. It was 530 euros in Scotland.", "b", [far, near])
    margins = {b[j].text: how.margin for i, j, how in alike_pairs(a, b, grouped=by_document([*a, *b]))}
    assert margins["545 euros"] > 0.15
    assert margins["530 euros"] < 0.15
