"""Every hard form of attribution, and the share of each that comes out right."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from hard_forms import CASES

from policynlp.tag.quotes.ranked_cases import hearing

_EDGES = " .,;:!?\"“”«»„'’"


def _found(text, quotes):
    return [(q.speaker, " / ".join(text[s:e].strip(_EDGES) for s, e in q.content)) for q in quotes]


@pytest.mark.parametrize("form, text, expected", CASES, ids=[f"{form}-{i}" for i, (form, _, _) in enumerate(CASES)])
def test_form(quotes_of, form, text, expected):
    with hearing() if form.endswith("by rules") else nullcontext():
        assert _found(text, quotes_of(text)) == expected


def test_there_are_twelve_forms_with_two_cases_each():
    forms = [form.removesuffix(" by rules") for form, _, _ in CASES]
    assert len(set(forms)) >= 12
    assert min(forms.count(f) for f in set(forms)) >= 2
