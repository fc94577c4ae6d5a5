"""Which names are proposed to be of two people, and which never."""

from __future__ import annotations

import random

import pytest

from policynlp.link.names import person_key
from policynlp.link.namesakes import namesakes
from policynlp.link.suggestions import Known


def known(name, document, *affiliations, gender=None, key=None):
    identity = key or f"person:{'-'.join(person_key(name))}"
    return Known(identity=identity, name=name, written=name, document=document, affiliations=affiliations, gender=gender)


def found(*rows, **options):
    return namesakes(sorted(rows, key=lambda row: row.document), **options)


def test_texts_that_give_a_name_other_affiliations_and_no_company_in_common_are_proposed():
    (one,) = found(
        known("Wang Fang", "d1", "Jilin Steel"), known("Wang Fang", "d2", "Coast Bank"), known("Wang Fang", "d3", "Coast Bank")
    )
    assert (one.identity, one.documents, one.others) == ("person:fang-wang", ("d1",), ("d2", "d3"))
    assert one.reasons == ("of Coast Bank in some texts, of Jilin Steel in others",)


@pytest.mark.parametrize("other", ["Coast Bank", "the Coast Bank", "Coast Bank of Leda"])
def test_one_body_under_two_forms_of_its_name_is_one(other):
    assert found(known("Wang Fang", "d1", "Coast Bank"), known("Wang Fang", "d2", other)) == []


def test_an_acronym_is_its_body():
    assert found(known("Wang Fang", "d1", "National Water Board"), known("Wang Fang", "d2", "NWB")) == []


def test_somebody_else_whom_few_texts_name_ties_them():
    company = [known("Ada Lindqvist", d) for d in ("d1", "d2")]
    assert found(known("Wang Fang", "d1", "Jilin Steel"), known("Wang Fang", "d2", "Coast Bank"), *company) == []
    famous = [known("Ada Lindqvist", f"d{n}") for n in range(1, 9)]
    assert found(known("Wang Fang", "d1", "Jilin Steel"), known("Wang Fang", "d2", "Coast Bank"), *famous)


def test_a_text_between_two_ties_them():
    rows = [known("Wang Fang", "d1", "Jilin Steel"), known("Wang Fang", "d2", "Coast Bank")]
    assert found(*rows, known("Wang Fang", "d3", "Coast Bank", "Jilin Steel")) == []


def test_he_and_she_are_two_and_weigh_more():
    (one,) = found(known("Kim Min", "d1", gender="female"), known("Kim Min", "d2", gender="male"))
    assert one.reasons == ("female in some texts, male in others",)
    both = found(
        known("Kim Min", "d1", "Coast Bank", gender="female"),
        known("Kim Min", "d2", "Jilin Steel", gender="male"),
        known("Wang Fang", "d3", "Jilin Steel"),
        known("Wang Fang", "d4", "Coast Bank"),
    )
    assert [n.name for n in both] == ["Kim Min", "Wang Fang"]


def test_texts_that_name_nothing_in_common_are_proposed_last():
    def text(document, *others):
        return [known("Wang Fang", document), *(known(f"{o} Lindqvist", document) for o in others)]

    (one,) = found(*text("d1", "Ada", "Bo", "Cy", "Di", "Ed"), *text("d2", "Fe", "Gu", "Ho", "Ida", "Jo"))
    assert one.reasons == ("texts that name nobody else and no place in common",)
    assert found(*text("d1", "Ada", "Bo", "Cy", "Di", "Ed"), *text("d2", "Ada", "Gu", "Ho", "Ida", "Jo")) == []
    assert found(*text("d1", "Ada", "Bo", "Cy", "Di", "Ed"), *text("d2", "Fe")) == []


def test_what_says_nothing_or_was_settled_is_left_out():
    rows = [known("Wang Fang", "d1", "Jilin Steel"), known("Wang Fang", "d2", "Coast Bank")]
    assert found(known("Wang Fang", "d1", "Jilin Steel"), known("Wang Fang", "d2")) == []
    assert found(*rows, settled={"person:fang-wang"}) == []
    assert found(*rows, limit=0) == []
    bare = [known("Wang", "d1", "Jilin Steel", key="person:wang@d1"), known("Wang", "d2", "Coast Bank", key="person:wang@d2")]
    assert found(*bare) == []


def test_a_name_in_very_many_texts_is_left_out():
    assert found(*(known("Wang Fang", f"d{n:03}", f"Firm {n:03}") for n in range(101))) == []


def test_the_order_of_rows_does_not_matter():
    rows = [known("Wang Fang", f"d{n}", f"Firm {n % 3}", gender="male" if n % 2 else None) for n in range(7)]
    rows += [known("Kim Min", f"d{n}", f"Firm {n % 2}") for n in range(4)]
    shuffled = rows[:]
    random.Random(3).shuffle(shuffled)
    assert found(*rows) == found(*shuffled)
    assert found(*rows)
