"""Two texts that have no name in common are of two matters, and contradict each other in nothing."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace

import pytest

from policynlp.link.features import STATEMENTS, features
from policynlp.link.text_names import of_one_matter, text_names

HARBOUR = "The harbour of {0} is run by {1} and {2}. "
HERE, THERE = HARBOUR.format("Lisse", "Ortega", "Brandvold"), HARBOUR.format("Quilmar", "Tesfaye", "Okonkwo")
FIRST = "In 2023 the unemployment rate of the province was 14.9 percent."
SECOND = "The unemployment rate of the province was 11.2 percent in 2023."


def kinds(links):
    return sorted(x.kind for x in links)


def test_what_differs_in_texts_of_one_place_is_told(linked):
    assert kinds(linked(HERE + FIRST, HERE + SECOND)) == ["differs"]


def test_what_differs_in_texts_of_two_places_is_not(linked):
    assert kinds(linked(HERE + FIRST, THERE + SECOND)) == []


def test_texts_of_hardly_any_name_may_be_of_one_matter(linked):
    assert kinds(linked(FIRST, SECOND)) == ["differs"]


def test_two_agreements_tell_that_it_is_one_matter(linked):
    more = "The works at the dam cost 41.53 million euros in 2023. The dam is 1,437 metres long. "
    assert "differs" in kinds(linked(HERE + more + FIRST, THERE + more + SECOND))


@pytest.mark.parametrize(("scope", "expected"), [("the province", False), ("Kenya", True)])
def test_a_country_in_common_counts_for_what_is_of_the_country(reader, scope, expected):
    texts = [f"{name} lies in Kenya. The rate of {scope} was 14.9 percent." for name in ("Ortega Brandvold", "Tesfaye Okonkwo")]
    made = []
    for number, text in enumerate(texts):
        document = reader.document(text, key=str(number))
        document, tags = reader.read(document)
        found = features(document, tags).statements[0]
        made.append(
            replace(
                found, text_names=found.text_names | {"keny"}, near=frozenset({"keny"} if expected else ()), names=frozenset()
            )
        )
    assert of_one_matter(*made) is expected


def test_names_are_rare_words_in_capitals_alone(reader):
    text = "The Harbour at Lisse. The harbour is old. OECD figures of September say so, and so does Brandvold."
    assert text_names(reader.document(text), ()) == {"liss", "brandvold"}


def test_who_publishes_is_none_of_the_names(reader):
    document = reader.document("The Lisse Ledger was at Quilmar.")
    paper = replace(document, source=replace(document.source, publisher="The Lisse Ledger"))
    assert text_names(paper, ()) == {"quilmar"}


def test_the_names_of_a_text_are_kept_once(reader):
    document, tags = reader.read(reader.document(f"{HERE}It had 2,310 workers and 4,120 ships in 2023."))
    found = features(document, tags).statements
    assert len(found) > 1
    data = STATEMENTS.pack(found)
    assert sum(bool(row.get("text_names")) for row in json.loads(zlib.decompress(data))) == 1
    vectors = [s.vector for s in found], found[0].subject
    assert [s.text_names for s in STATEMENTS.unpack(data, vectors)] == [s.text_names for s in found]
