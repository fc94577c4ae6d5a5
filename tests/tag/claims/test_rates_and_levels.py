"""What an amount is of one unit of, and levels that take up the figure before them."""

import pytest

RATES = [
    ("Growers are paid 900 pesos for each tonne.", "MXN / metric_ton"),
    ("Tenants pay 11 euros for every square metre per month.", "EUR / meter ** 2 / month"),
    ("Terraces there give five tonnes to the hectare.", "metric_ton / hectare"),
    ("A litre of olive oil costs 9.40 euros this spring.", "EUR / liter"),
    ("For a square metre of shop the bank paid 4,100 zlotys.", "PLN / meter ** 2"),
    ("Each acre yields 2.1 tonnes of barley.", "metric_ton / acre"),
    ("They bring home 300 kilos from a hectare.", "kilogram / hectare"),
    ("The mile-long tunnel cost 3 million euros.", "EUR"),
    ("Ana paid 40 euros for a barrel.", "EUR"),
    ("To the mile he preferred 400 metres.", "meter"),
]


@pytest.mark.parametrize("text, unit", RATES, ids=[u for _, u in RATES])
def test_what_an_amount_is_per(text, unit, claims_of):
    assert [c.unit for c in claims_of(text)] == [unit]


def test_what_the_unit_is_of_is_measured(claims_of):
    (oil,) = claims_of("A litre of olive oil costs 9.40 euros this spring.")
    assert oil.measure.text == "olive oil"
    (paid,) = claims_of("Growers are paid 900 pesos for each tonne.")
    assert paid.measure is None or paid.measure.text != "tonne"


def test_it_was_is_of_what_the_sentence_before_measures(claims_of):
    first, second = claims_of("In 2009 the yards launched 310 ships. Last year it was 84.")
    assert (second.unit, second.measure.text, second.period.timex) == ("ship", "ships", "2023")
    first, second = claims_of("On Monday a barrel of crude cost 71 dollars; in March it had been as much as 88.")
    assert first.unit == second.unit == "USD / barrel"
    first, second = claims_of("In the last quarter a square metre sold for 2,410 euros. In Porto it was 3,220 euros.")
    assert second.unit == "EUR / meter ** 2"
    assert second.period == first.period


@pytest.mark.parametrize(
    "text", ["The yard had 310 workers. It was 2011 before it hired again.", "The yard had 310 workers. It was 7 when he came."]
)
def test_it_was_tells_times_too(text, claims_of):
    assert [c.unit for c in claims_of(text) if c.text != "310 workers"] in ([], [None])


def test_sums_are_paid(claims_of):
    asked, had, wage = claims_of(
        "The owner asked for 920 euros a month. Ana had been paying 610. She earns 870, the minimum wage."
    )
    assert had.unit == wage.unit == asked.unit == "EUR / month"
    _tonne, bag = claims_of("It rose to 51,000 rupees, or 3,200 for a bag.")
    assert bag.unit == "INR / bag"


def test_the_same_number_again_is_of_the_same_thing(claims_of):
    found = claims_of(
        "The plan has 41,000 new homes. They will cost much.\n\nNobody believes that all of the 41,000 will be built."
    )
    assert [c.unit for c in found if c.value == 41_000] == ["home", "home"]


def test_so_many_in_every_hundred(claims_of):
    (share,) = claims_of("Three clinics in every hundred have no doctor.")
    assert (share.unit, share.value) == ("fraction", 0.03)


def test_an_increase_is_of_the_figure_before_it(claims_of):
    *_, rise = claims_of("In May the ministry lifted the fee to 60 euros. It was an increase of 20 percent.")
    assert rise.measure.text == "fee"


def test_giving_up_is_no_rise(claims_of):
    assert [c.trend for c in claims_of("The army is giving up 12 hectares of barracks.")] == ["none"]


def test_counting_on_is_a_forecast(claims_of):
    (tonnes,) = claims_of("The board is counting on 650,000 tonnes this season.")
    assert (tonnes.nature, tonnes.scope) == ("forecast", None)


def test_at_present_is_not_of_the_year_before_it(claims_of):
    share = claims_of("By 2028 the country wants to refine half of its ore; at present it refines about a fifth of it.")[-1]
    assert share.period is None or share.period.timex == "PRESENT_REF"


def test_ages_of_people_just_named(claims_of):
    assert [(c.kind, c.value) for c in claims_of("Says Ada Boro, who is 58, of her trees.")] == [("age", 58)]


def test_a_table_set_with_bars_and_spaces(claims_of):
    table = (
        "| Season  | Purchases (thousand tonnes) | Seedlings |\n|---------|-----------------------------|-----------|\n"
        "| 2020/21 | 1,047                       | 38        |\n| 2023/24 | 531                         | 44        |"
    )
    from policynlp.document import Passage
    from policynlp.tag.claims.table_grid import read_grid

    grid = read_grid(table, Passage(id="p", kind="table", start=0, end=len(table)))
    assert grid is not None
    assert [c.text for c in grid.headers[-1]] == ["Season", "Purchases (thousand tonnes)", "Seedlings"]
    assert [c.text for c in grid.rows[0]] == ["2020/21", "1,047", "38"]


def test_a_sum_takes_no_percent_from_the_change_behind_it(claims_of):
    *_, sum_, change = claims_of("Tin brought in 31.5 billion rupees. Zinc earned 7.2 billion, 4 percent more than in 2022.")
    assert (sum_.unit, change.unit) == ("INR", "percent")
    assert sum_.value == 7.2e9


def test_how_long_ago_is_no_unit_of_what_it_was(claims_of):
    first, *_, then = claims_of("A kilo of plums cost 80 rupees in May. Two summers ago it was 55.")
    assert first.unit == then.unit == "INR / kilogram"


def test_what_costs_is_measured_and_not_who_pays(claims_of):
    (cost,) = claims_of("The package costs the state 1.6 billion kroner.")
    assert cost.measure.text == "package"
    (quota,) = claims_of("The stock is small, and so the quota is 340,000 tonnes.")
    assert quota.measure.text == "quota"
