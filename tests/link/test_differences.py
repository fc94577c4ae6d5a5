"""Which figures are said to differ: sums that a rule lays down, cells of the right year, figures told by somebody from elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policynlp.link.clauses import is_earlier
from policynlp.link.provisions import is_provision
from policynlp.tags import Link

Linked = Callable[..., list[Link]]

CLOSING = "Power stations in the coal belt are to be closed one unit at a time, and their workers are to be trained anew. "
VOUCHER = f"{CLOSING}Each worker whose unit is closed shall also receive a training voucher to the value of 35,000 rand."


def kinds(links: list[Link]) -> list[str]:
    return [x.kind for x in links]


def test_what_a_rule_gives_is_what_a_text_says_of_it(linked: Linked) -> None:
    told = f"{CLOSING}Those whose unit is closed are to receive a training voucher worth 40,000 rand, the union said."
    assert kinds(linked(VOUCHER, told)) == ["differs"]
    same = f"{CLOSING}Those whose unit is closed are to receive a training voucher worth 35,000 rand, the union said."
    assert kinds(linked(VOUCHER, same)) == ["agrees"]


def test_what_was_paid_is_not_what_a_rule_gives(linked: Linked) -> None:
    paid = f"{CLOSING}Those whose unit was closed received training vouchers worth 40,000 rand on average last year."
    assert "differs" not in kinds(linked(VOUCHER, paid))


@pytest.mark.parametrize(
    "sentence",
    [
        "A master's graduate is to be paid a grant of 80,000 yuan.",
        "Farmers who sow directly can earn Rs 2,000 an acre.",
        "The minister said that Rs 400 crore had been set apart for the policy.",
        "The penalty is 500 euros for each tonne.",
        "The province is to spend 145 million dollars on workers.",
        "Some 1,900 workers will be retrained.",
    ],
)
def test_sums_of_rules(sentence: str) -> None:
    assert is_provision(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The board paid out grants of 80,000 yuan last year.",
        "Farmers earned Rs 2,000 an acre.",
        "The average pension is 900 euros.",
        "Exports are worth 12 billion dollars.",
        "Output will grow to 12 million tonnes.",
        "The province was to have spent 145 million dollars.",
    ],
)
def test_sums_of_no_rule(sentence: str) -> None:
    assert not is_provision(sentence)


def test_who_speaks_is_not_what_a_figure_is_of(linked: Linked) -> None:
    told = "Serious assaults went up by 14 percent, said Grant Pulford of the Ridgeway Guild in Ashcombe."
    assert kinds(linked("Serious assaults rose by 10.4 percent in the region.", told)) == ["differs"]


def test_the_cell_of_another_year_is_no_better_partner(linked: Linked) -> None:
    table = (
        "Nurses who left to work abroad, and nurses who stay.\n\n| Series | 2022 | 2023 | 2024 |\n|---|---|---|---|\n"
        "| Nurses newly hired abroad | 15,920 | 22,340 | 26,480 |\n"
    )
    told = "Many nurses leave to work abroad. In 2023 about 22,900 nurses left the country as new hires of foreign employers."
    (found,) = linked(table, told)
    assert found.kind == "differs"
    assert "22,340" in found.reason


def test_a_year_end_is_a_day_of_the_year_above(linked: Linked) -> None:
    table = (
        "Industrial enterprises of the province and their output.\n\n| Series | 2022 | 2023 |\n|---|---|---|\n"
        "| Industrial enterprises above designated size, year-end | 17,010 | 17,840 |\n"
    )
    told = (
        "Industrial output of the province grew. At the end of 2023 it had 17,620 industrial enterprises above designated size."
    )
    assert kinds(linked(table, told)) == ["differs"]


@pytest.mark.parametrize(
    ("before", "bounded", "earlier"),
    [("rose from ", False, True), ("lower than ", False, True), ("no more than ", True, False), ("up from about ", True, True)],
)
def test_a_bound_is_no_earlier_state(before: str, bounded: bool, earlier: bool) -> None:
    text = f"It {before}8,000 visitors."
    assert is_earlier(text, text.index("8,000"), bounded=bounded) is earlier


def test_a_plan_is_no_place(linked: Linked) -> None:
    rule = "The Plan is for the fleet. Under the Plan boats shall report a lost signal within six hours of it."
    told = "Boats of the fleet in Vietnam must from now on report a lost signal within six hours of it. Vietnam has many boats."
    assert kinds(linked(rule, told)) == ["agrees"]


def test_a_row_of_another_district_contradicts_nothing(linked: Linked) -> None:
    table = (
        "Births in facilities of the Northern Region in 2024.\n\n| District | Births 2024 | Change on 2023 |\n|---|---|---|\n"
        "| Northern Region | 28,825 | +6.3% |\n| Sawla | 4,655 | +7.5% |\n"
    )
    told = (
        "Births in the clinics and hospitals of the Northern Region were up by 8.1 percent in 2024. Births rose in the north."
    )
    assert [x.reason for x in linked(table, told) if x.kind == "differs" and "7.5" in (x.reason or "")] == []


MILLS = "The province wrote a plan for forests, sawmills and their workers. "


@pytest.mark.parametrize(
    ("plan", "told", "wanted"),
    [
        (
            "Under the plan 1,900 workers will be retrained.",
            "Under the plan 1,200 workers would be retrained, she said.",
            ["differs"],
        ),
        ("Output of lumber will reach 1,900 units.", "Output of lumber must reach 1,200 units.", ["not_comparable"]),
    ],
)
def test_what_somebody_undertakes_is_one_thing_in_any_mood(linked: Linked, plan: str, told: str, wanted: list[str]) -> None:
    assert kinds(linked(MILLS + plan, MILLS + told)) == wanted


def test_what_is_counted_is_not_its_own_scope(linked: Linked) -> None:
    water = "Tankers bring water where the reservoirs of the basin are empty. "
    here = "At the end of September 2024 tankers were supplying 31 municipalities."
    there = "On 30 September 2024 tankers were supplying 23 municipalities."
    assert kinds(linked(water + there, water + here)) == ["differs"]


def test_a_share_in_words_may_differ_from_another(linked: Linked) -> None:
    palms = "Smallholders grow oil palms, and their palms are old. "
    here = "A third of the smallholder area is overdue for felling."
    there = "Of the smallholder area 25 percent is overdue for felling."
    assert kinds(linked(palms + there, palms + here)) == ["differs"]
    assert kinds(linked(palms + there, palms + here.replace("A third", "A quarter"))) != ["differs"]


VOTE = "Voters of the state went to the polls, and Clinton and Sanders waited for the count. "


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("The poll of 1,000 likely voters was taken in May 2024.", "The poll of 800 likely voters was taken in May 2024."),
        (
            "The margin of error of the poll is 5.7 percentage points.",
            "The margin of error of the poll is 4.3 percentage points.",
        ),
        ("Clinton led with 95 percent of precincts reporting.", "Clinton led with 94 percent of precincts reporting."),
        ("On the economy 42 percent say they are liberal.", "On the economy 33 percent say they are liberal."),
        ("Some 44.1 percent of voters are undecided.", "Some 41.3 percent of voters are undecided."),
    ],
)
def test_polls_and_counts_do_not_contradict_each_other(linked: Linked, here: str, there: str) -> None:
    assert "differs" not in kinds(linked(VOTE + there, VOTE + here))


def test_a_rate_without_a_date_moves_within_weeks(linked: Linked) -> None:
    work = "Work and wages: the unemployment rate of the country is told each month. "
    now = work + "The official unemployment rate of the country is 4.7 percent."
    then = work + "The official unemployment rate of the country is 4.9 percent."
    near, far = (linked(then, *[work] * months, now, genre="news") for months in (0, 2))
    assert kinds(near) == ["differs"]
    assert "differs" not in kinds(far)
    assert kinds(linked(then, work, work, now, genre="statistics")) == ["differs"]


def test_the_place_of_who_speaks_is_where_it_was(linked: Linked) -> None:
    lead = "Protests over fuel prices took place across the country on Saturday, 4 May 2024. "
    here = lead + "Police in Leeds said 132 people were arrested at the protests on 4 May 2024."
    there = lead + "Police in Hull said 127 people were arrested at the protests on 4 May 2024."
    assert "differs" not in kinds(linked(here, there))


FACTORIES = (
    "Fish plants of the province employ temporary foreign workers in each season, as fewer people of the outports apply. "
)


def test_a_figure_of_a_season_is_told_during_it(linked: Linked) -> None:
    audit = f"{FACTORIES}The plants of the province employed 1,450 temporary foreign workers in 2024."
    told = f"{FACTORIES}The plants of the province employed 1,900 temporary foreign workers this season, the union said."
    assert kinds(linked(audit, told)) == ["differs"]


def test_a_district_does_not_contradict_the_state_as_a_whole(linked: Linked) -> None:
    whole = "Extraction of groundwater stood at 46 percent of annual recharge for the state as a whole in 2024."
    told = "The board puts extraction of groundwater in Bargarh district at 58 percent of annual recharge in 2024."
    assert "differs" not in kinds(linked(whole, told))


def test_parts_of_one_number_may_differ_though_they_are_small(linked: Linked) -> None:
    recruits = "The training campus has trouble to recruit. "
    answer = f"{recruits}On 1 March 2025 nine of 38 teaching posts at the campus were filled."
    told = f"{recruits}At the start of March 2025 14 of the 38 teaching posts at the campus had been filled."
    assert "differs" in kinds(linked(answer, told))


def test_a_few_things_of_a_kind_agree_and_never_differ(linked: Linked) -> None:
    ferry = "The Sallow ferry sank on the evening of 2 December 2024 off Cape Torun with a cargo of grain. "
    report = f"{ferry}Nine seamen of the Sallow ferry drowned off Cape Torun, the inquiry found."
    assert kinds(linked(report, f"{ferry}He said nine seamen of the Sallow ferry had drowned off Cape Torun.")) == ["agrees"]
    assert kinds(linked(report, f"{ferry}He said seven seamen of the Sallow ferry had drowned off Cape Torun.")) == []
    assert kinds(linked(report, f"{ferry}He said nine lorries of the Sallow ferry were lost off Cape Torun.")) == []


def test_what_was_once_is_of_another_time(linked: Linked) -> None:
    report = "Curtailment of solar power was 11.2 percent over the year 2024 in the whole grid of the province."
    told = "Last year 11 percent of solar power was curtailed. It was 26 percent when I started here, the engineer said."
    assert "differs" not in kinds(linked(report, told))


def test_sums_of_one_name_where_a_paper_names_no_country(linked: Linked) -> None:
    cotton = "The support price of wheat was fixed for the coming crop, growers and mills were told. "
    note = f"{cotton}The department approved a support price of wheat of Rs100 per kilogram for the crop."
    told = f"{cotton}In Pakistan the province of Sindh has fixed the support price of wheat at Rs100 per kilogram for the crop."
    assert "agrees" in kinds(linked(note, told))
    other = f"{cotton}In India the state of Bihar has fixed the support price of wheat at Rs100 per kilogram for the crop."
    assert "agrees" not in kinds(linked(other, told))


def test_a_county_does_not_contradict_its_province(linked: Linked) -> None:
    province = "The provincial minimum wage for 2025 is 3,410 yuan a month."
    county = "The minimum wage in the county for 2025 is 3,920 yuan a month."
    assert "differs" not in kinds(linked(province, county))


def test_levels_within_one_region_are_no_bar(linked: Linked) -> None:
    paper = "The region as defined in the plans covers 1.45 million square kilometres, about 15 percent of the country."
    article = "The region, covering approximately 1.52 million square kilometres, includes the provinces of Orsk and Velm."
    assert kinds(linked(paper, article)) == ["differs"]
    national = "The region covers 1.45 million square kilometres; a national park lies in it."
    assert kinds(linked(national, article)) == ["differs"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The housing programme will give 640 million euros in loans in 2024.",
            "The housing programme gave 512 million euros in loans in 2024.",
        ),
        ("In 2023 the fund lent money to 21,400 people in Faro.", "In 2023 the fund lent money to 18,200 women in Faro."),
        ("12 of the 54 countries have ratified the treaty.", "Nine of the 54 countries have signed the treaty."),
        (
            "Of the sum assigned to the inner areas of the region, less than 15 percent has been spent so far.",
            "Of the sum assigned to the inner areas of the region, 11.8 percent had been spent at the end of February.",
        ),
        (
            "The mill used 18 million bags of rice. A 25kg bag of cement cost 40 euros.",
            "The mill used 1.6 million tonnes of rice.",
        ),
        ("Output of rice was short of 5 million tonnes in 2023.", "Output of rice was 4.6 million tonnes in 2023."),
        (
            "Lithium exports of the north brought in US$840 million in 2023.",
            "Lithium exports of the north were worth US$838.9 million in 2023.",
        ),
    ],
)
def test_what_does_not_contradict(linked: Linked, first: str, second: str) -> None:
    assert "differs" not in kinds(linked(first, second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The city pays 12 million euros a year to officers who have served for ten years.",
            "The city pays 120 million euros to officers over ten years.",
        ),
        ("The union grants Malta 41.2 million euros a year.", "The union grants Malta 41.2 million euros over seven years."),
    ],
)
def test_a_sum_of_years_is_no_other_sum(linked: Linked, first: str, second: str) -> None:
    assert "agrees" not in kinds(linked(first, second))


@pytest.mark.parametrize(
    ("before", "earlier"),
    [
        ("The share fell from ", True),
        ("Five years earlier it had been ", True),
        ("Licences were withdrawn from ", False),
        ("Answers came from farmers; the share fell from ", True),
    ],
)
def test_the_earlier_state_of_a_change(before: str, earlier: bool) -> None:
    assert is_earlier(f"{before}16 percent", len(before), bounded=False) is earlier
