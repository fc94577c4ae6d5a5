"""Tables of plain text with lines drawn below their headers and above their totals, read from the text on."""

from __future__ import annotations

import json

import pytest

from policynlp.ingest.read import read_rows
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger

RULED = """
Table 1   Population by municipality (1 October)

Municipality        2019        2024     Change %   Aged 65+ (%)
-----------------------------------------------------------------
Matsue           203,100     197,400         -2.8           30.7
Gotsu             23,410      20,870        -10.9           41.6
-----------------------------------------------------------------
Prefecture       674,300     642,500         -4.7           35.6

Imports of wheat by state and private buyers, calendar year 2023

Origin              Thousand tons
---------------------------------
Russia                      8,870
Ukraine                     2,014
---------------------------------
Total                      13,240

Pupils at the expected level, by region (%):

Region          2014    2024
Apurímac        10.4    17.8
Cusco           19.6    26.3
"""


@pytest.fixture(scope="module")
def ruled():
    """Claims of a text whose tables have lines drawn below their headers, by what is printed."""
    settings = load_settings()
    row = json.dumps({"id": "a", "text": RULED, "date": "2025-05-30", "genre": "statistics"})
    (document,) = read_rows([row], uri="a.jsonl", settings=settings)
    return {c.text: c for c in Tagger(settings.tag).tag(document).claims if c.measure is not None}


def test_lines_drawn_below_headers_and_above_totals_are_part_of_the_table(ruled):
    assert ruled["197,400"].measure.text == "Population by municipality (1 October)"
    assert ruled["20,870"].scope.text == "Gotsu"
    assert ruled["642,500"].period.timex == "2024"
    assert (ruled["41.6"].value, ruled["41.6"].unit, ruled["41.6"].measure.text) == (41.6, "percent", "Aged 65+")


def test_a_column_in_thousands_of_a_unit_measures_what_stands_above_with_its_year(ruled):
    assert ruled["8,870"].value == 8_870_000
    assert ruled["8,870"].measure.text.startswith("Imports of wheat")
    assert (ruled["13,240"].period.timex, ruled["13,240"].scope) == ("2023", None)


def test_a_sentence_that_leads_to_a_table_states_its_unit(ruled):
    assert (ruled["17.8"].unit, ruled["17.8"].period.timex, ruled["17.8"].scope.text) == ("percent", "2024", "Apurímac")
    assert ruled["17.8"].measure.text == "Pupils at the expected level, by region"
