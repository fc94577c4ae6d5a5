"""Figures in forms that papers print: "640m zlotys", "shrunk by more than a quarter", "a metre and a half", sums in brackets."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The fund is worth 640m zlotys.", 640e6, "PLN"),
        ("Some 1.2m people moved.", 1.2e6, "person"),
        ("They shipped 3m tonnes of grain.", 3e6, "metric_ton"),
        ("The state built 5m new homes.", 5e6, "home"),
        ("It vaccinated 2.3m young children.", 2.3e6, "child"),
        ("The wall is 20m long.", 20, "meter"),
        ("Waves of more than 6m hit the pier.", 6, "meter"),
        ("A 50m pool was built.", 50, "meter"),
        ("The pier was hit by 6m waves.", 6, "meter"),
        ("She won the 400m hurdles.", 400, "meter"),
        ("The 5,000m races were held at noon.", 5000, "meter"),
        ("The 2m distancing rules end.", 2, "meter"),
        ("The 50m freestyle events were held.", 50, "meter"),
        ("The 100m sprinters trained.", 100, "meter"),
        ("There were 10m buffer zones, at a cost of nothing.", 10, "meter"),
        ("Bolt won the 100m won by Gatlin.", 100, "meter"),
        ("The house stands 200m from the sea.", 200, "meter"),
        ("The bank is to rise by a metre and a half.", 1.5, "meter"),
        ("The drive takes an hour and a half.", 1.5, "hour"),
        ("He waited two years and a half.", 2.5, "year"),
        ("More than a quarter began with somebody burning waste.", 0.25, "fraction"),
        ("Nearly a third died within a month.", pytest.approx(1 / 3), "fraction"),
        ("The dyke will cost close to RM1.9bil.", 1.9e9, "MYR"),
        ("The wall cost RM300mil.", 300e6, "MYR"),
    ],
)
def test_value_and_unit(claims_of, text, value, unit):
    (claim,) = claims_of(text)
    assert (claim.value, claim.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The talks lasted two days and half the delegates left early.", [2, 0.5]),
        ("The pipeline is 900 km and two-thirds is buried.", [900, pytest.approx(2 / 3)]),
        ("It took 20 km and a half is paved.", [20]),
    ],
)
def test_a_part_behind_and_may_begin_a_clause(claims_of, text, values):
    assert [c.value for c in claims_of(text)][: len(values)] == values


def test_a_text_that_writes_millions_so_counts_anything_so(claims_of):
    assert [(c.value, c.unit) for c in claims_of("The fund has £5m. It made 2m widgets.")][1] == (2e6, "widget")
    assert [(c.value, c.unit) for c in claims_of("The bench has 2m widgets.")] == [(2, "meter")]


def test_half_of_a_day_is_no_part_of_an_hour(claims_of):
    hour, half = claims_of("It took one hour and a half of the day.")
    assert (hour.value, hour.unit, half.value, half.unit) == (1, "hour", 0.5, "fraction")


@pytest.mark.parametrize(
    ("text", "value", "trend", "bound"),
    [
        ("The number of candidates has shrunk by more than a quarter since 2019.", 0.25, "down", "more_than"),
        ("Sales were lower, a fall of almost a fifth on 2023.", 0.2, "down", "about"),
        ("Rents rose by nearly a third between 2019 and 2024.", 1 / 3, "up", "about"),
        ("The harvest was poor; the drop was 9 percent.", 9, "down", "exact"),
        ("Growth was 4.5 percent.", 4.5, "up", "exact"),
    ],
)
def test_parts_are_amounts_of_change(claims_of, text, value, trend, bound):
    (claim,) = claims_of(text)
    assert (claim.value, claim.trend, claim.bound) == (pytest.approx(value), trend, bound)


@pytest.mark.parametrize(
    "text",
    [
        "The team lost by a fifth member.",
        "The increase of a third term was rejected.",
        "She was hit by a third car.",
        "The first bomb was followed by a third at noon.",
        "The match was won by a fifth and last goal.",
        "They raised rates by more than a quarter point.",
        "Revenue rose by a third year on year.",
    ],
)
def test_ordinals_are_no_parts(claims_of, text):
    assert not [c for c in claims_of(text) if c.unit == "fraction"]


def test_gains_do_not_raise_what_they_are_subject_to(claims_of):
    rate = claims_of("Gains of two to three years would be subject to a 36 percent rate.")[-1]
    assert (rate.value, rate.trend) == (36, "none")


def test_what_stands_behind_both_currencies_is_of_both(claims_of):
    pesos, dollars = claims_of("A nurse starts on about 38,000 yuan ($5,300) a month.")
    assert (pesos.unit, dollars.unit) == ("CNY / month", "USD / month")
    assert dollars.equivalent_to == pesos.id


def test_each_kilometre_that_was_built_cost_so_much(claims_of):
    (claim,) = claims_of(
        "Auditors said that contractors came late and that each kilometre completed so far had cost 97 million baht."
    )
    assert claim.unit == "THB / kilometer"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In 2024 one social tenant in twelve was behind with the rent.", 1 / 12),
        ("Nearly one child out of every six was stunted.", 1 / 6),
        ("One young woman in five left the province.", 1 / 5),
    ],
)
def test_one_of_so_many_that_are_described(claims_of, text, value):
    (claim,) = claims_of(text)
    assert (claim.value, claim.unit) == (pytest.approx(value), "fraction")


def test_one_in_several_places_is_no_share(claims_of):
    assert [c.value for c in claims_of("One senior official in twelve ministries resigned.")] == [1, 12]
    assert [c.value for c in claims_of("There was one new hospital in three.")] == [1, 3]


def test_a_time_within_which_something_is_done_takes_no_date_from_it(claims_of):
    share, hours = claims_of("Some 60 percent of patients had left within four hours during 2024.")
    assert share.period.timex == hours.period.timex == "2024"
    share, other = claims_of("Some 60 percent of patients had left, and 40 nurses were hired during 2024.")
    assert share.period is None
    assert other.period.timex == "2024"


def test_the_same_date_is_that_of_the_sentence_before(claims_of):
    _, blocks = claims_of("At 31 December 2024 there were 900 wells. At the same date 1,038 blocks were in working order.")
    assert (blocks.period.text, blocks.period.start_date) == ("the same date", "2024-12-31")
    _, blocks = claims_of("In 2024 there were 900 wells. At the same date 1,038 blocks were in working order.")
    assert blocks.period is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The basin held 650 hm3.", 650, "hectometer ** 3"),
        ("It fell by 5.3 cubic hectometres.", 5.3, "hectometer ** 3"),
        ("The sector gave off 300 kilotonnes of carbon dioxide.", 300, "kilotonne_CO2e"),
    ],
)
def test_units_of_water_and_carbon(claims_of, text, value, unit):
    (claim,) = claims_of(text)
    assert (claim.value, claim.unit) == (value, unit)


def test_some_of_so_many(claims_of):
    (claim,) = claims_of("There was a midwife in two deliveries out of three.")
    assert (claim.value, claim.unit) == (pytest.approx(2 / 3), "fraction")
    assert [c.value for c in claims_of("The two teams out of three divisions met.")] == [2, 3]


def test_what_is_foreseen_is_the_larger_sum(claims_of):
    released, foreseen = claims_of("The ministry had released £58.7 million of the £186 million foreseen for the plan.")
    assert (released.nature, foreseen.nature) == ("outturn", "forecast")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The yield was 15.2 tonnes per hectare. In 2022 the figure had stood at 14.1.", 14.1, "metric_ton / hectare"),
        ("Last year 34 women died in the clinics. In 2023 it had been 41.", 41, "woman"),
        ("The rate was 12 percent in May. In June it was 13.", 13, "percent"),
        ("Last year 34,000 women moved. In 2023 it had been 41.", 41, None),
        ("The fund paid 12 million pounds. In 2020 it had been 9.", 9, None),
    ],
)
def test_a_bare_number_takes_up_the_unit_before_it(claims_of, text, value, unit):
    claim = claims_of(text)[-1]
    assert (claim.value, claim.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["A third died within a month.", "The works took almost a third term.", "About a quarter mile away it began."]
)
def test_a_third_of_several_is_no_part(claims_of, text):
    assert not [c for c in claims_of(text) if c.unit == "fraction"]


def test_pounds_weigh_where_the_text_weighs_goods_in_them(claims_of):
    weighed = claims_of("He had 610 pounds of shrimp in the hold. Landings came to just under 62 million pounds.")
    assert [c.unit for c in weighed] == ["pound", "pound"]
    assert [c.unit for c in claims_of("Landings came to just under 62 million pounds.")] == ["GBP"]


@pytest.mark.parametrize(
    ("text", "mean"),
    [
        ("The ships form a fleet with a mean age of 24.6 years.", "mean age"),
        ("On average they are nearly 25 years old.", "On average"),
        ("The ferries are slow. On average they are nearly 25 years old.", "On average"),
        ("They were 51.3 years old on average.", "on average"),
        ("On average, a pensioner aged 70 receives 800 euros a month.", None),
        ("Members had an average age of 45; the youngest was 19 years old.", "average age"),
    ],
)
def test_the_mean_of_ages_is_told_as_one(claims_of, text, mean):
    ages = [c for c in claims_of(text) if c.kind == "age"]
    assert [c.measure.text for c in ages if c.measure is not None] == ([mean] if mean else [])


@pytest.mark.parametrize(
    "text",
    [
        "With less than a quarter left in the year it met.",
        "Two bills passed and at least a third will follow.",
        "For over a quarter now profits fell.",
    ],
)
def test_a_quarter_of_time_is_no_part(claims_of, text):
    assert not [c for c in claims_of(text) if c.unit == "fraction"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Italy pressed less oil. Just over half came from Puglia.", [("half", 0.5)]),
        ("Of the farms under the rule about half now have one.", [("half", 0.5)]),
        (
            "It is 300 million a year at current volumes. Half of the money is for a fund.",
            [("300 million", 3e8), ("Half", 0.5)],
        ),
        ("In the North the figure was close to a quarter.", [("a quarter", 0.25)]),
        ("About half past ten the bus came.", [("ten", 10.0)]),
        ("In Apurímac 590 teachers have been trained.", [("590 teachers", 590.0)]),
        ("The plan is set at MAD 1,240 million.", [("MAD 1,240 million", 1.24e9)]),
        ("One doctor's post in four at the county's hospitals is vacant.", [("One doctor's post in four", 0.25)]),
        ("Almost one nursing position in four sits empty.", [("one nursing position in four", 0.25)]),
        ("About one tonne in 10 of the palm oil goes to Europe.", [("one tonne in 10", 0.1)]),
        ("One senior official in twelve ministries left.", [("One senior official", 1.0), ("twelve ministries", 12.0)]),
        ("The water users' associations number 47.", [("47", 47.0)]),
        ("He lives in bus number 47.", []),
        ("The works treat 1,940 MLD.", [("1,940 MLD", 1940.0)]),
    ],
)
def test_parts_sums_and_numbers_that_their_neighbours_hid(claims_of, text, found):
    assert [(c.text, c.value) for c in claims_of(text)] == found


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit"),
    [
        ("Plots under half a hectare are exempt.", "half a hectare", 0.5, "hectare"),
        ("He has a quarter of an acre of vines.", "a quarter of an acre", 0.25, "acre"),
        ("The town is three quarters of an hour away.", "three quarters of an hour", 0.75, "hour"),
        ("It rose by a tenth of a degree.", "a tenth of a degree", 0.1, "degree"),
        ("It rose by a quarter of a percentage point.", "a quarter of a percentage point", 0.25, "percentage_point"),
        ("It is half an hour's drive away.", "half an hour", 0.5, "hour"),
        ("They went for half a mile walk.", "half a mile", 0.5, "mile"),
        ("It took a fifth of a year's output.", "a fifth", 0.2, "fraction"),
        ("A third of a second term was lost.", "A third", 1 / 3, "fraction"),
        ("Half of a day centre's users came.", "Half", 0.5, "fraction"),
        ("Two thirds of a stone wall fell.", "Two thirds", 2 / 3, "fraction"),
        ("The party won half a seat more.", "half", 0.5, "fraction"),
    ],
)
def test_parts_of_a_unit(claims_of, text, printed, value, unit):
    (claim,) = claims_of(text)
    assert (claim.text, claim.value, claim.unit) == (printed, pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Brazil came second with about a quarter.", [0.25]),
        ("China took a third and Brazil about a quarter.", [1 / 3, 0.25]),
        ("Germany bought a fifth.", [0.2]),
        ("It lasted about a quarter.", []),
        ("She met with a third, and he with a fourth.", []),
    ],
)
def test_what_somebody_has_of_it_all(claims_of, text, values):
    assert [c.value for c in claims_of(text)] == pytest.approx(values)
