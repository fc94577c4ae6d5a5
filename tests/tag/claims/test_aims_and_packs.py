"""Aims below a heading or a line that leads to them; sized packs, units in brackets; years counted back; bounds behind a date."""

from __future__ import annotations

import pytest

from policynlp.ingest.read import read_path
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger
from policynlp.tags import Claim

PLAN = """Action Plan for the Tarn Valley (2025-2027)

March 18, 2025

I. Foundation

(1) By the end of 2024 a total of 44.7 million mu of farmland had been built.

II. {heading}

{lead}(1) The area under conservation tillage reaches 42 million mu, and the mechanization rate exceeds 95 percent.

(2) In 2023 the share was 34.7 percent. The capacity is 505,000 tonnes per year.

III. Key tasks

(1) Improve the subsidy. The standard for sowing with full cover is 40 yuan per mu.
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory):
    settings = load_settings()
    tagger = Tagger(settings.tag.model_copy(update={"components": ("entities", "claims")}))

    def read(heading: str, lead: str = "") -> dict[str, Claim]:
        path = tmp_path_factory.mktemp("plan") / "plan.txt"
        path.write_text(PLAN.format(heading=heading, lead=lead), encoding="utf-8")
        (document,) = read_path(path, settings=settings)
        return {c.text: c for c in tagger.tag(document).claims}

    return read


@pytest.mark.parametrize(
    ("heading", "lead", "nature", "period"),
    [
        ("Main targets", "By 2027:\n\n", "target", "2027"),
        ("Main targets for 2027", "", "target", "2027"),
        ("Objectives", "", "target", None),
        ("Main work", "By the end of 2027:\n\n", "target", "2027"),
        ("Progress towards the targets", "", "outturn", None),
        ("Main work", "", "outturn", None),
    ],
)
def test_what_stands_below_aims_is_an_aim(plan, heading, lead, nature, period):
    found = plan(heading, lead)
    for printed in ("42 million mu", "95 percent"):
        assert found[printed].nature == nature
        assert (found[printed].period.timex[:4] if found[printed].period else None) == period


def test_what_was_or_is_and_what_other_headings_say_stays_as_it_is(plan):
    found = plan("Main targets", "By 2027:\n\n")
    for printed in ("44.7 million mu", "34.7 percent", "505,000 tonnes per year", "40 yuan per mu"):
        assert found[printed].nature == "outturn", printed


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("Uganda exported 7.9 million 60-kilogramme bags of coffee.", "7.9 million 60-kilogramme bags", 7_900_000, "bag"),
        ("The mill sold two 50-kilogram sacks.", "two 50-kilogram sacks", 2, "sack"),
        ("The population of the valley was 2,317.3 (10,000 persons).", "2,317.3 (10,000 persons)", 23_173_000, "person"),
        ("Revenue was 312.4 (100 million yuan).", "312.4 (100 million yuan)", 31_240_000_000, "CNY"),
        (
            "The Government is committed to building 110,000 affordable homes by 2032.",
            "110,000 affordable homes",
            110_000,
            "home",
        ),
        ("The council is building 52 schools.", "52 schools", 52, "school"),
    ],
)
def test_packs_scaled_units_and_what_is_being_built(claims_of, text, printed, value, unit):
    found = {c.text: (c.value, c.unit) for c in claims_of(text)}
    assert found == {printed: (pytest.approx(value), unit)}


def test_a_numbered_building_counts_nothing(claims_of):
    assert not claims_of("They live in building 7 near the gate.")


@pytest.mark.parametrize(
    ("text", "printed", "bound"),
    [
        ("In 2018, more than 3,100 scientists were picked.", "3,100 scientists", "more_than"),
        ("In May 2018 more than 3,100 scientists were picked.", "3,100 scientists", "more_than"),
        ("By 31 December 2024, less than 31 percent had been spent.", "31 percent", "less_than"),
        ("In 2023-24 fewer than 310 houses were built.", "310 houses", "less_than"),
        ("Spending was £7 million less than five years earlier.", "£7 million", "exact"),
        ("Who leaves after thirty years of service or more draws a subsidy.", "thirty years", "at_least"),
    ],
)
def test_bounds_behind_a_date_and_behind_what_is_counted(claims_of, text, printed, bound):
    assert {c.bound for c in claims_of(text) if c.text == printed} == {bound}


@pytest.mark.parametrize(
    ("text", "printed", "timex"),
    [
        ("Losses fell in 2023; five years earlier they had been 58 percent.", "58 percent", "2018"),
        ("In 2023 losses were 31 percent; ten years earlier they were 58 percent.", "58 percent", "2013"),
        ("In 2023 losses were 31 percent; ten years earlier they were 58 percent.", "31 percent", "2023"),
        ("Unemployment 6.7 percent (September: 6.8 percent)", "6.7 percent", None),
        ("Unemployment 6.7 percent (September: 6.8 percent)", "6.8 percent", "2023-09"),
    ],
)
def test_years_counted_back_and_months_before_a_colon(claims_of, text, printed, timex):
    (claim,) = (c for c in claims_of(text) if c.text == printed)
    assert (claim.period.timex if claim.period else None) == timex


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("Two (1,000 MW) reactors were built.", "1,000 MW", 1_000),
        ("He paid 20 ($1,000) fines.", "$1,000", 1_000),
        ("A shell hit residential building 22 killing three people.", "three people", 3),
    ],
)
def test_what_only_looks_like_a_scaled_unit_or_a_count(claims_of, text, printed, value):
    found = {c.text: c.value for c in claims_of(text)}
    assert found[printed] == value
    assert "22" not in found


@pytest.mark.parametrize(
    ("text", "printed", "timex"),
    [
        ("The government spent 3 billion euros in 2023: 2 billion on roads.", "3 billion euros", "2023"),
        ("The firm, founded ten years earlier, had sales of 40 million euros in 2023.", "40 million euros", "2023"),
    ],
)
def test_dates_that_stay_with_their_figure(claims_of, text, printed, timex):
    (claim,) = (c for c in claims_of(text) if c.text == printed)
    assert claim.period is not None
    assert claim.period.timex == timex


@pytest.mark.parametrize("heading", ["Inflation target", "Why the targets matter", "Goals of the club and its debts"])
def test_headings_that_only_name_aims_lead_to_none(plan, heading):
    assert plan(heading)["42 million mu"].nature == "outturn"
