"""Labels on a text that changed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from label_samples import TEXT, document

from policynlp.document import Document
from policynlp.labels.carrying import carry
from policynlp.labels.decisions import Decision, Machine
from policynlp.labels.units import unit_of
from policynlp.tags import annotation_id

DOC = document()


def changed(text: str) -> Document:
    return replace(DOC, text=text, passages=())


def test_labels_move_with_their_words() -> None:
    unit = unit_of(DOC, "claims", passage=DOC.passages[2])
    at = TEXT.index("4 percent")
    claim = {"start": at, "end": at + 9, "value": 4, "measure": {"start": at - 15, "end": at - 9, "text": "Prices"}}
    old = annotation_id(DOC.id, "claims", [(at, at + 9)])
    given_ = Decision(key="k", unit=unit.id, action="edit", target=old, value=claim, machine=Machine(value=claim), seq=1)
    new = changed("Correction: one word. 中🌾 " + DOC.text)
    found = carry(new, unit, [given_])
    assert found.start == new.text.index("🌾 Prices")
    (moved,) = found.decisions
    span = (moved.value["start"], moved.value["end"])
    assert new.slice(span) == "4 percent"
    assert new.slice((moved.value["measure"]["start"], moved.value["measure"]["end"])) == "Prices"
    assert moved.target == annotation_id(new.id, "claims", [span])
    assert (moved.value["value"], moved.seq) == (4, 1)


def test_labels_whose_words_are_gone_are_listed() -> None:
    unit = unit_of(DOC, "themes", passage=DOC.passages[0])
    given_ = Decision(key="k", unit=unit.id, action="accept", target="agriculture", value=True)
    found = carry(changed(DOC.text.replace("low", "full")), unit, [given_])
    assert (found.start, found.decisions, found.unit) == (None, (), unit)


def test_the_nearest_of_several_places_counts() -> None:
    unit = unit_of(DOC, "themes", passage=DOC.passages[1])
    text = DOC.text + " " + unit.text + DOC.text
    assert carry(changed(text), unit, []).start == unit.start


@given(st.text(max_size=20), st.text(max_size=20))
def test_an_unchanged_unit_is_always_found_and_reads_the_same(before: str, after: str) -> None:
    unit = unit_of(DOC, "quotes")
    new = changed(before + DOC.text + after)
    content = [[6, 12], [13, 17]]
    given_ = Decision(key="k", unit=unit.id, action="add", target="x", value={"content": content, "cue": [[0, 5]]})
    found = carry(new, unit, [given_])
    assert found.start is not None
    assert new.text[found.start : found.start + len(unit.text)] == unit.text
    value = found.decisions[0].value
    assert [new.text[s:e] for s, e in value["content"]] == [DOC.text[s:e] for s, e in content]
    assert new.text[value["cue"][0][0] : value["cue"][0][1]] == "Grain"
