"""What figures are of whose clause does not name it beside them: told before, left out, hidden by the parse."""

from __future__ import annotations

import pytest


def _of(claims, printed):
    claim = next(c for c in claims if c.text == printed)
    spans = claim.measure, claim.scope, claim.share_of
    return tuple(span.text if span else None for span in spans)


@pytest.mark.parametrize(
    ("text", "printed", "measure"),
    [
        (
            "The force counted 640 burglaries, compared with 590 in the previous 12 months – a rise of 8 per cent.",
            "8 per cent",
            "burglaries",
        ),
        (
            "A total of 9,120 tourists crossed the border, compared with 8,400 in May 2024, an increase of 8.6 percent.",
            "8.6 percent",
            "tourists",
        ),
        ("The number of unemployed reached 58,000 in April, 3,000 more than a year before.", "3,000", "number of unemployed"),
        ("The city grew to 30,000 people, 4,000 more than in 2010.", "4,000", "people"),
    ],
)
def test_changes_beside_levels(claims_of, text, printed, measure):
    assert _of(claims_of(text), printed)[0] == measure


@pytest.mark.parametrize(
    ("text", "printed", "measure"),
    [
        ("Water use was 71 million litres. In 1990 the figure was some 95 million.", "95 million", "Water use"),
        ("The number of homes without gas stood at 8,200. That number has since fallen to 6,100.", "6,100", "number of homes"),
        (
            "Overnight guests reached 8.7 million in 2024. The target for 2025 is 9.5 million.",
            "9.5 million",
            "Overnight guests",
        ),
        ("Inflation was 4 percent in May. The official forecast was 3 percent.", "3 percent", "Inflation"),
        ("Unemployment was 5 percent and inflation 3 percent. The target is 2 percent.", "2 percent", "target"),
        ("Sales rose to 4 million euros. The inflation target is 2 percent.", "2 percent", "inflation target"),
        ("There are 40 mills in the valley. Ten years ago there were 62.", "62", "mills"),
        ("The valley has 40 mills and 12 clinics. Ten years ago there were 62.", "62", None),
        ("The storm killed 40 people. Ten years ago there were 62.", "62", None),
        ("That makes 73 thefts for every 1,000 residents, against an average of 84 for the country.", "84", "thefts"),
        ("Output grew by 4.4 per cent, against the Plan's aim of 5.5 per cent.", "5.5 per cent", "Output"),
        ("The plan lists 62 schemes. Of these, 41 have been completed and 6 are delayed.", "6", "schemes"),
    ],
)
def test_told_in_the_sentence_before(claims_of, text, printed, measure):
    assert _of(claims_of(text), printed)[0] == measure


@pytest.mark.parametrize(
    ("text", "printed", "measure", "scope"),
    [
        (
            "Norway's GDP grew by 0.2 per cent. Sweden's rose by 0.5 per cent and Latvia's by 0.3.",
            "0.5 per cent",
            "GDP",
            "Sweden",
        ),
        ("Norway's GDP grew by 0.2 per cent. Sweden's rose by 0.5 per cent and Latvia's by 0.3.", "0.3", "GDP", "Latvia"),
        ("Norway's economy grew by 2 percent. Sweden's exports grew by 3 percent.", "3 percent", "exports", "Sweden"),
        ("Exports rose 3.8 percent to $9.6 billion and imports 5.9 percent to $8.1 billion.", "5.9 percent", "imports", None),
        ("Exports rose 3.8 percent to $9.6 billion and imports 5.9 percent to $8.1 billion.", "$8.1 billion", "imports", None),
        ("Asia accounted for 62 percent of arrivals and Africa for 19 percent.", "19 percent", "arrivals", "Africa"),
        ("Barley made up 54 percent of the harvest and rapeseed 17 percent.", "17 percent", "harvest", "rapeseed"),
        ("Rents brought in £3.1 million and fees £4.6 million.", "£4.6 million", "fees", None),
        ("The firm earned $5 million in May and spends $3 million on paper.", "$3 million", "paper", "The firm"),
        ("Farming takes 51 per cent of the water and yields 6 per cent of GDP.", "6 per cent", "GDP", "Farming"),
        ("Prices rose 5 percent and a further 3 percent in June.", "3 percent", "Prices", None),
    ],
)
def test_clauses_without_a_verb_or_a_noun(claims_of, text, printed, measure, scope):
    assert _of(claims_of(text), printed)[:2] == (measure, scope)


def test_one_share_in_two_places(claims_of):
    claims = claims_of("In Kenya 71 per cent of the shops were open, in Uganda 48 per cent.")
    assert [(c.share_of.text, c.place) for c in claims] == [("the shops", "Kenya"), ("the shops", "Uganda")]


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("The bank lowered its estimate of economic growth to 2.9% from 3.1%.", "2.9%", ("economic growth", None, None)),
        ("For this year the group expects revenue growth of 5% to 7%.", "5% to 7%", ("revenue growth", None, None)),
        ("The ministry saw a deficit of 4.1 per cent of GDP.", "4.1 per cent", ("deficit", None, "GDP")),
        ("The region gets a share of 12 percent of the tax.", "12 percent", ("tax", "The region", "the tax")),
        ("The minister's forecast for the season is 3 million tonnes.", "3 million tonnes", ("forecast", "The minister", None)),
        ("Steel output grew by 3.4 per cent thanks to new furnaces.", "3.4 per cent", ("Steel output", None, None)),
        ("Spending to date amounts to 3.8 billion euros.", "3.8 billion euros", ("Spending", None, None)),
        ("The mill paid large amounts to 40 farmers.", "40 farmers", ("farmers", None, None)),
        ("Asking rents in small towns rose by 11.2% in 2024.", "11.2%", ("rents", "small towns", None)),
        ("Planting trees cut erosion by 40 percent.", "40 percent", ("erosion", None, None)),
        (
            "Madam Speaker, the plan which I lay before this House amounts to 72 million euros.",
            "72 million euros",
            ("plan", None, None),
        ),
        ("The council meets six times a year.", "six times a year", (None, "The council", None)),
        ("The cover was 0.4 times a year.", "0.4 times a year", ("cover", None, None)),
    ],
)
def test_nouns_that_measure_and_nouns_that_do_not(claims_of, text, printed, expected):
    assert _of(claims_of(text), printed) == expected


@pytest.mark.parametrize(
    ("text", "printed", "measure"),
    [
        ("Average water bill to rise 5.9 per cent under draft budget", "5.9 per cent", "Average water bill"),
        ("OAKRIDGE'S NET PROFIT UP 4% TO $3 MILLION", "4%", "NET PROFIT"),
        ("OAKRIDGE'S NET PROFIT UP 4% TO $3 MILLION", "$3 MILLION", "NET PROFIT"),
        ("Tea exports up 12% in May", "12%", "Tea exports"),
        ("A plan to cut emissions by 40 percent", "40 percent", "emissions"),
        ("The mayor gave up 3 percent of his salary.", "3 percent", "salary"),
    ],
)
def test_headlines(claims_of, text, printed, measure):
    assert _of(claims_of(text), printed)[0] == measure


@pytest.mark.parametrize(
    ("text", "printed", "measure", "unit"),
    [
        ("The bank put the shortage at 700,000 flats.", "700,000 flats", "shortage", "flat"),
        ("The steps would reduce the backlog by 180,000 cases.", "180,000 cases", "backlog", "case"),
        ("Enrolment in the valley rose to 17,300 pupils.", "17,300 pupils", "Enrolment", "pupil"),
        ("The road was narrowed to two lanes.", "two lanes", "lanes", "lane"),
        ("The company grew to 500 employees.", "500 employees", "employees", "employee"),
        ("The ministry put the number of deaths at 300 people.", "300 people", "people", "person"),
    ],
)
def test_properties_in_what_they_count(claims_of, text, printed, measure, unit):
    claims = claims_of(text)
    assert (_of(claims, printed)[0], next(c.unit for c in claims if c.text == printed)) == (measure, unit)


@pytest.mark.parametrize(
    ("text", "printed", "measure", "share_of"),
    [
        ("Of the water that was pumped in 2024, 47 per cent was never paid for.", "47 per cent", "water", "the water"),
        ("Among young people one in five was looking for a job.", "one in five", "young people", "young people"),
        ("In a poll of 512 nurses in May, 68 per cent said they were tired.", "68 per cent", "nurses", "512 nurses"),
        ("Among other things, 40 percent was spent on roads.", "40 percent", None, None),
        ("In a poll in Wales, 40 percent of the men backed the plan.", "40 percent", "men", "the men"),
    ],
)
def test_wholes_ahead_of_their_shares(claims_of, text, printed, measure, share_of):
    assert _of(claims_of(text), printed)[::2] == (measure, share_of)


@pytest.mark.parametrize(
    ("text", "printed", "measure"),
    [
        ("$5 million for schools, including $1 million for books", "$1 million", "books"),
        ("Tickets cost 4 euros for adults.", "4 euros", "Tickets"),
        ("The tolls brought in 3 million euros.", "3 million euros", "tolls"),
        ("The company brought in 3 million euros.", "3 million euros", None),
        ("The council settled on an increase of 4.7 per cent.", "4.7 per cent", "increase"),
        ("The board approved an increase in fares of 6 percent.", "6 percent", "fares"),
    ],
)
def test_sums_and_decisions(claims_of, text, printed, measure):
    assert _of(claims_of(text), printed)[0] == measure


@pytest.mark.parametrize(
    ("text", "printed", "measure", "scope"),
    [
        ("Spain took $9 million of wood, followed by Italy with $7 million and Iraq with $5 million.", "$5 million", "wood", "Iraq"),
        ("Barley covers 40 percent of the land, followed by wheat (30 percent) and rye (12 percent).", "12 percent", "land", "rye"),
        ("The left won 42 seats, followed by the Greens with 30 and the Liberals with 12.", "12", "seats", "the Liberals"),
        ("Spain led with 5 billion euros, then France with 4 billion euros.", "4 billion euros", "France", None),
        ("The firm sold 300 cars, followed by a strike with 40 arrests.", "40 arrests", "arrests", None),
        ("The state spent $3 million, ahead of an election with $2 million in gifts.", "$2 million", "gifts", None),
    ],
)  # fmt: skip
def test_next_in_rank(claims_of, text, printed, measure, scope):
    assert _of(claims_of(text), printed)[:2] == (measure, scope)
