"""Pairing of quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth import within
from policynlp.document import Passage
from policynlp.tag.quotes.marks import marked_stretches


def _paragraphs(text):
    out, at = [], 0
    for block in text.split("\n\n"):
        if block.strip():
            out.append(Passage(id=str(at), start=at, end=at + len(block), kind="paragraph"))
        at += len(block) + 2
    return out


def _inner(text):
    return [text[slice(*m.inner)] for m in marked_stretches(text, _paragraphs(text))]


@pytest.mark.parametrize(
    "text, expected",
    [
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said “yes” and “no”.", ["yes", "no"]),
        ("Sie sagte „ja“ dazu.", ["ja"]),
        ("Il a dit « oui » hier.", ["oui"]),
        ("Er sagte »ja« dazu.", ["ja"]),
        ("He said ''yes'' twice.", ["yes"]),
        ("She called it ‘late’ and left.", ["late"]),
        ("“He said ‘never’ to me,” she said.", ["He said ‘never’ to me,", "never"]),
        ("The workers' pay in the '90s wasn't bad.", []),
        ("The workers’ pay wasn’t bad.", []),
        ("‘The workers’ pay is low,’ she said.", ["The workers’ pay is low,"]),
        ("“Printed with the wrong closing mark,“ he said.", ["Printed with the wrong closing mark,"]),
        ("”Printed with the wrong opening mark,” he said.", ["Printed with the wrong opening mark,"]),
        ("It ended.” And ”nothing followed.", []),
        ('A 5" pipe and a 6" pipe.', []),
    ],
)
def test_pairs(text, expected):
    assert _inner(text) == expected


def test_a_missing_mark_does_not_shift_the_next_paragraph():
    assert _inner('He said "yes, it works.\n\nShe said "no" and left.') == ["no"]


def test_a_quotation_of_several_paragraphs_is_left_open():
    text = '"The first.\n\n"The second," she said.'
    marks = marked_stretches(text, _paragraphs(text))
    assert [m.closed for m in marks] == [False, True]


_TEXT = st.text(alphabet="ab sS.,\n\"“”„«»‘’'‚›`", max_size=80)


@given(_TEXT)
def test_stretches_are_sound(text):
    for mark in marked_stretches(text, _paragraphs(text)):
        assert 0 <= mark.start <= mark.inner[0] < mark.inner[1] <= mark.end <= len(text)
        inside = text[slice(*mark.inner)]
        assert inside == inside.strip()
        assert "\n\n" not in text[mark.start : mark.end]


def test_many_marks_take_linear_time():
    text = "\"“‘'«" * 40_000
    assert within(5, lambda: marked_stretches(text, _paragraphs(text)))
