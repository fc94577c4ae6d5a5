"""Whatever a form of date allows is read without an error, and ends no earlier than it begins.

A form that lists a word which its reader does not know ("May of the same year") rejected whole documents.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policynlp.tag import dates_absolute, dates_parts, dates_relative, dates_stretches
from policynlp.tag.dates import counted_from, resolve

FORMS = [
    pytest.param(pattern, id=f"{module.__name__.rpartition('_')[2]}-{k}")
    for module in (dates_absolute, dates_parts, dates_relative, dates_stretches)
    for k, (pattern, _) in enumerate(module._READERS)
]
DAYS = (None, "2024-05-20", "2024-02-29", "2024-01-01", "2023-12-31")


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_expression_of_a_form_is_an_error(form: re.Pattern[str], data: st.DataObject) -> None:
    text = data.draw(st.from_regex(form, fullmatch=True, alphabet=st.characters(max_codepoint=127)))
    for published in DAYS:
        for tense in (None, "past", "future"):
            found = resolve(text, published=published, tense=tense)  # type: ignore[arg-type]
            if found is not None and found.start_date and found.end_date:
                assert found.start_date <= found.end_date, found
        counted_from(text, anchor="2013-Q2", published=published)
        counted_from(text, anchor="2013-02-28", published=published)
