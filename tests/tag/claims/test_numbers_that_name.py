"""Numbers of provisions, references, notes, clock times and years of prices claim nothing; what looks like them and counts does."""

from __future__ import annotations

import pytest

from policynlp.tag.claims.furniture import furniture
from policynlp.tag.claims.numbering import numbering


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10. (1) There shall be a levy.", ["10", "1"]),
        ("3.—(1) An owner must pay.", ["3", "1"]),
        ("5 (1) A person must not fish.", ["5", "1"]),
        ("2. Title and commencement.—(1) These rules apply.", ["1"]),
        ("12 (3) people came.", []),
        ("1.1 This note\n\n7.2 Boat fees\n\n10.1 Notes of the talks", ["1.1", "7.2", "10.1"]),
        ("2.3 The cost is small.", ["2.3"]),
        ("2.3 Tonnes of salt\n7.5 Tonnes of sugar", []),
        ("12 All amounts are in euros.", ["12"]),
        ("1—Short title.\n2—Interpretation.\n9—Fees.", ["1", "2", "9"]),
        ('"9A. Penalty.—Whoever sells', ["9"]),
        ("12 Fees\n\n12A Review\n\n13 Notes", ["12", "12", "13"]),
        ("12V Batteries recalled", []),
        ("7 In 10 Americans Want Change", []),
        ("40 Under Arrest After Riot", []),
        ("12 On Board Ferry Rescued", []),
        ("300 No Longer Missing", []),
        ("9.5 Anna Berg\n9.7 Maria Costa", []),
        ("7.1 Paris\n8.2 Rome", []),
        ("12.50 Bread\n13.00 Milk", []),
        ("14—Goals scored\n30—Games played", []),
    ],
)
def test_numbers_of_provisions(text, found):
    assert [text[s:e] for s, e in numbering(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UPDATE 1-Chad cuts rates", ["UPDATE 1-"]),
        ("G.S.R. 617(E).—Whereas", ["617(E)"]),
        ("the Canals Act (14 of 2008) says", ["14 of 2008"]),
        ("1975 c. 23; section 4", ["1975 c. 23"]),
        ("(c. 300 boats)", []),
        ("OJ C 152, 6.4.2022, p. 72.", ["OJ C 152"]),
        ("Special report 11/2025", ["11/2025"]),
        ("Fisheries Policy, 74, 102–118.", ["74, 102–118"]),
        ("Of cod, 74, 102–118 tonnes.", []),
        ("306/71 Galle Road", ["306/71"]),
        ("+44 7700 900461", ["+44 7700 900461"]),
        ("+12 340 000 jobs", []),
        ('the "one in, one out" scheme', ["one in, one out"]),
        ("one in four", []),
        ("Contents\n\nForeword  3\nSummary  5–9\n\nIt has 4 parts", ["3", "5–9"]),
        ("Foreword  3\nSummary  5–9", []),
        ("the Court of Auditors (1), the Council\n\n(1) OJ C 5.", ["1", "OJ C 5"]),
        ("Kenya (1), Ghana (2) and Chad (3)", []),
        ("In 2011 c. 300 people died and in 1850 c. 30 ships sank.", []),
        ("By 2011 c.40 homes had been built in the village (c. 40).", []),
        ("the Canals Act 2011 (c. 23)", ["c. 23"]),
        ("in 1/2000 births", []),
        ("A risk of 1/2000 is low, and 45/2000 tests were passed.", []),
        ("300 deaths (12 of 2008)", []),
        ("Temperatures: Oslo, 12, 4-8", []),
        ("Results: Ali bt Kim, 6, 4-6", []),
        ("(OECD 2023: 100) (WHO 2020: 12)", []),
        ("(NOU 2023: 4)", ["NOU 2023: 4"]),
        ("12(A) of the boys; 42(M), 38(F)", []),
    ],
)
def test_numbers_of_references(text, found):
    assert [text[s:e] for s, e in furniture(text)] == found


def read(claims_of, text: str) -> list[tuple[float | None, str | None]]:
    return [(c.value, c.unit) for c in claims_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Article 15 Provinces may issue their own rules.", []),
        ("Under section 9A of the Act and sections 5K and 12V a permit is needed.", []),
        ("The order cuts the levy in section 4 to 2 per cent.", [(2, "percent")]),
        ("The council accepts recommendation 1 and rejects Recommendations 2 and 5.", []),
        ("Under Option 2, fees would fall.", []),
        ("Districts in Phase 5 face famine.", []),
        ("Under this rule 12 firms were fined.", [(12, "firm")]),
        ("The heater draws 9A.", [(9, "ampere")]),
        ("The committee said so in its Forty-first Report.", []),
        ("The twenty-third session opened.", []),
        ("ONE HUNDRED NINETEENTH CONGRESS", []),
        ("A forty-second delay followed.", [(40, "second")]),
        ("Twenty first-time buyers came.", [(20, "buyer")]),
        ("A guide of 1998, Lagoon Press, 480 pp.", []),
        ("The share fell by 2 pp.", [(2, "percentage_point")]),
        ("Turnout fell 65 pp.", [(65, "percentage_point")]),
        ("A thirty-second clip of the fire was shown.", [(30, "second")]),
        ("She made a forty-second video in which he sang.", [(40, "second")]),
        ("It was a sixty-second report.", [(60, "second")]),
        ("The forty-second report was late.", []),
        ("Two hundred tenth graders came.", [(200, "grader")]),
        ("The section 12 km long was closed.", [(12, "kilometer")]),
        ("Schedule 12 meetings a year.", [(12, "meeting / year")]),
        ("Pay rose by 5pc each.", [(5, "percent")]),
        ("The stars said their pay rose 12pc.", [(12, "percent")]),
        ("Target: 2,000 new homes by 2030", [(2000, "home")]),
        ("Objectives: 40 new wells", [(40, "well")]),
        ("Recommendations: 20 new clinics", [(20, "clinic")]),
        ("Findings: 14 of the 20 schools have no water.", [(14, "school"), (20, "school")]),
    ],
)
def test_numbers_that_name_a_part(claims_of, text, expected):
    assert read(claims_of, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("All amounts are in 2023 US dollars.", []),
        ("Aid came to 45 million 2020 dollars.", [(45e6, "USD")]),
        ("They paid 2000 dollars for it.", [(2000, "USD")]),
        ("The sum was paid in 2000 dollars.", [(2000, "USD")]),
        ("It lends in 2000 dollar tranches.", [(2000, "USD")]),
        ("She gets a current 2000 dollars a year.", [(2000, "USD / year")]),
        ("The grant is fixed 2000 dollars.", [(2000, "USD")]),
    ],
)
def test_years_of_prices_are_no_sums(claims_of, text, expected):
    assert read(claims_of, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Every evening at six, the baker comes down.",
        "By seven the rain has started again.",
        "The clinic opens at eight.",
        "We left just after ten.",
        "It was half past six.",
        "The council met at ten.",
    ],
)
def test_hours_claim_nothing(claims_of, text):
    assert not claims_of(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("At nine, the number of murders is the highest since 2010.", 9),
        ("At five, it has the lowest rate.", 5),
        ("The rupee opened at nine to the dollar.", 9),
        ("The number of cases stood on Monday at six.", 6),
        ("The Greens finished at four, down from nine.", 4),
        ("Unemployment started at ten.", 10),
        ("The inflation rate began the year at nine.", 9),
        ("Rates stood at six.", 6),
        ("The motion was lost by seven votes.", 7),
        ("Water was cut at eight of the schools.", 8),
    ],
)
def test_other_small_numbers_do(claims_of, text, value):
    assert [c.value for c in claims_of(text)][:1] == [value]


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("The retired electrician, 71, said he would stay.", 71),
        ("A farmer, 52, was hurt.", 52),
        ("Ana, a mother of three, 38, agreed.", 38),
        ("Two in ten residents will be over 67 by 2040.", 67),
        ("Of these, 29 percent were older than 55.", 55),
        ("The drive reached children aged 6-59 months.", 6),
        ("Youth unemployment (15-24 years) rose.", 15),
        ("All children under five will get a dose.", 5),
    ],
)
def test_ages(claims_of, text, age):
    assert [c.value for c in claims_of(text) if c.kind == "age"] == [age]


@pytest.mark.parametrize(
    "text",
    [
        "The index, 71, was low.",
        "The committee, 12, voted.",
        "Terms (5-10 years) are long.",
        "Rohit Sharma (54) and Virat Kohli (32) put on 90 runs.",
        "Top scorers: Erling Haaland (27), Harry Kane (25)",
        "Votes: Maria Lopez (45), Juan Perez (32)",
        "Most quoted were Donald Trump (92) and Joe Biden (44).",
        "See Smith (12) and Jones (45).",
        "Seats: Fine Gael (38), Sinn Fein (39), Green (12)",
        "The bus driver, 12, and 14 others were hurt.",
        "There are for one teacher, 12, 14 or 30 pupils.",
        "Each worker, 12, 15 or 20, was paid.",
        "Life expectancy for women (83 years) rose.",
        "Prison terms for young men (10-20 years) are long.",
        "Sentences for boys (2 years) are short.",
        "They were over 40 in number.",
        "The Liberal Democrats (72) won.",
    ],
)
def test_what_is_no_age(claims_of, text):
    assert all(c.kind != "age" for c in claims_of(text))


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Mary Smith (29) and John Brown (31) were killed.", [29, 31]),
        ("The boy, 12, and 14 others were hurt.", [12]),
        ("The driver, 45, and 14 others were hurt.", [45]),
        ("Employment of women (20-64 years) rose.", [20]),
    ],
)
def test_ages_told_of_several(claims_of, text, ages):
    assert [c.value for c in claims_of(text) if c.kind == "age"] == ages


@pytest.mark.parametrize(
    "text",
    [
        "The number of flats in blocks that exceed 18m in England is falling.",
        "Most climbers who reached 8,000m in May were tired.",
        "Visitors climbed to 45m up the tower.",
    ],
)
def test_metres_that_people_reach_are_no_millions(claims_of, text):
    assert all(c.value < 1e4 for c in claims_of(text))


def test_a_person_s_age_in_brackets(claims_of):
    (claim,) = claims_of("Mary Smith (29) was there.")
    assert (claim.kind, claim.value) == ("age", 29)


@pytest.mark.parametrize(
    ("text", "start"), [("The delay cost us $4 million.", "$"), ("The US $4 million loan is due.", "US $")]
)
def test_us_before_a_sum_is_a_pronoun_in_small_letters(claims_of, text, start):
    (claim,) = claims_of(text)
    assert claim.text == f"{start}4 million"
    assert ("currency_assumed" in claim.flags) is (start == "$")


def test_what_a_share_came_from_is_no_million(claims_of):
    text = "The scheme now covers 3.2 million homes, or 40 percent of all, up from 1.1 million."
    claims = claims_of(text)
    assert [(c.value, c.unit) for c in claims] == [(3.2e6, "home"), (40, "percent"), (1.1e6, "home")]
    assert claims[0].from_ is not None
    assert claims[0].from_.value == 1.1e6
