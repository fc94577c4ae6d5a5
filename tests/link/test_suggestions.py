"""Which identities are proposed to be one, and which never."""

from __future__ import annotations

import random

import pytest

from policynlp.link.names import organisation_key, person_key, place_key
from policynlp.link.suggestions import Known, suggestions

KEYS = {"person": person_key, "organisation": organisation_key, "place": place_key}


def known(kind, name, *affiliations, document="d1"):
    words = "-".join(KEYS[kind](name))
    key = f"{kind}:{words}" + (f"@{document}" if kind == "person" and len(person_key(name)) < 2 else "")
    return Known(identity=key, name=name, written=name, document=document, affiliations=affiliations)


def reasons(*rows):
    return [s.reasons for s in suggestions(rows)]


@pytest.mark.parametrize(
    "kind, one, other, said",
    [
        ("organisation", "NWB", "National Water Board", "acronym"),
        ("organisation", "National Watter Board", "National Water Board", "spelt alike"),
        ("organisation", "Harbour Board", "Harbour Board of Brenta", "short for"),
        ("person", "Ada Lindqvist", "Ada Linqvist", "spelt alike"),
        ("person", "A. Lindqvist", "Ada Lindqvist", "initial"),
        ("person", "Ada Lindqvist", "Ada Maria Lindqvist", "lacks a name"),
        ("person", "Lindqvist", "Ada Lindqvist", "short for"),
        ("place", "Brenntaville", "Brentaville", "spelt alike"),
    ],
)
def test_likely_pairs_are_proposed(kind, one, other, said):
    (found,) = reasons(known(kind, one), known(kind, other, document="d2"))
    assert any(said in reason for reason in found)


@pytest.mark.parametrize(
    "kind, one, other",
    [
        ("place", "Iran", "Iraq"),
        ("person", "Ada Lindqvist", "Bo Lindqvist"),
        ("person", "Ada Lindqvist", "Ada Strand"),
        ("organisation", "Ministry of Health", "Ministry of Defence"),
        ("organisation", "Bank", "Bank of Leda"),
        ("organisation", "NWB", "National Bank"),
        ("place", "Leda Valley", "Eastern Leda Valley"),
    ],
)
def test_unlike_pairs_are_not(kind, one, other):
    assert reasons(known(kind, one), known(kind, other)) == []


def test_bodies_of_two_countries_are_not():
    def ministry(name, country):
        return Known(identity=f"organisation:ministry-finance.{country}", name=name, written=name, document=country)

    assert reasons(ministry("Ministry of Finance", "ke"), ministry("Finance Ministry", "jp")) == []


def test_kinds_are_never_mixed():
    assert reasons(known("person", "Brenta Valley"), known("place", "Brenta Valley")) == []


def test_one_surname_with_one_affiliation_is_weak_and_with_a_like_name_strong():
    weak = suggestions([known("person", "Ada Lindqvist", "Coast Bank"), known("person", "Bo Lindqvist", "the Coast Bank")])
    strong = suggestions([known("person", "A. Lindqvist", "Coast Bank"), known("person", "Ada Lindqvist", "Coast Bank")])
    assert "both with Coast Bank" in strong[0].reasons
    assert weak[0].weight < strong[0].weight


def test_the_fuller_name_stays_and_documents_are_counted_once():
    rows = [known("organisation", "NWB", document=d) for d in ("d1", "d2", "d3")] + [
        known("organisation", "National Water Board")
    ]
    (found,) = suggestions(rows)
    assert (found.name, found.into_name, found.documents) == ("NWB", "National Water Board", 3)


def test_the_order_of_rows_does_not_matter():
    rows = [known("person", n, document=d) for d, n in enumerate(["Ada Oest", "Ada Oesst", "A. Oest", "Oest", "Bo Ek"], 1)]
    shuffled = rows[:]
    random.Random(7).shuffle(shuffled)
    assert suggestions(rows) == suggestions(shuffled)


def test_the_likeliest_are_given_without_what_was_settled():
    rows = [
        known("person", name, document=f"d{n}")
        for n, name in enumerate(["Ada Lindqvist", "A. Lindqvist", "Ada Lindqvis", "Lindqvist"])
    ]
    everything = suggestions(rows)
    assert len(everything) > 2
    first = frozenset((everything[0].identity, everything[0].into))
    assert suggestions(rows, settled=[first], limit=1) == everything[1:2]
    assert suggestions(rows, limit=2) == everything[:2]
