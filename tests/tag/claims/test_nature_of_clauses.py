"""What is asked for and what is foreseen, and that neither colours the figure of the next clause, nor a quotation its speaker's."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "natures"),
    [
        ("The agencies should reduce lost water to 30 per cent by June 2027.", ["target"]),
        ("The town should cut staff, build 300 homes and hire 40 nurses.", ["target", "target"]),
        ("The agencies should ensure that at least 10 percent is set aside.", ["target"]),
        ("The report calls for a 90% reduction in emissions by 2050.", ["target"]),
        ("Teachers demanded 30 more classrooms.", ["target"]),
        ("She wants the government to raise spending to 3% of GDP.", ["target"]),
        ("The report is calling on donors to raise the share of aid that goes to schools to 10% by 2030.", ["target"]),
        ("The report should note that 300 people died.", ["outturn"]),
        ("The road should have been built for $3 million.", ["outturn"]),
        ("A rise of 5 percent should worry the bank.", ["outturn"]),
        ("Parties called for an inquiry into the deaths of 300 people.", ["outturn"]),
        ("She has had 17 calls from owners who want the flock to visit.", ["outturn"]),
        ("Power demand of 300 megawatts was met.", ["outturn"]),
        ("The number of pupils that could be found at the end of the year was 968.", ["outturn"]),
        ("The number of pupils that could be lost is 968.", ["hypothetical"]),
        ("Some €210 million had been committed to buying water.", ["outturn"]),
        ("The council is committed to cutting it to 5 percent.", ["target"]),
    ],
)
def test_what_is_asked_for(claims_of, text, natures):
    assert [c.nature for c in claims_of(text)] == natures


@pytest.mark.parametrize(
    ("text", "natures"),
    [
        ("The firm projects 45 million passengers this year.", ["forecast"]),
        ("The Finance Department projects license revenue of $1.2 million in 2025.", ["forecast"]),
        ("The bank sees Brent averaging $58 in 2026.", ["forecast"]),
        ("Output is tipped to rise 13 per cent.", ["forecast"]),
        ("Rates are seen at 3% in 2027.", ["forecast"]),
        ("An estimated 1.6 million children will go hungry.", ["forecast"]),
        ("An estimated 300 people died.", ["estimate"]),
        ("The projects cost $3 million.", ["outturn"]),
        ("The standard of new projects has been 2,400 yuan per mu.", ["outturn"]),
        ("The clinic sees 300 patients a day.", ["outturn"]),
        ("They were 30 per cent more likely to be ill.", ["outturn"]),
        ("A 10% fall in orders would reduce growth by 0.7 points.", ["hypothetical", "hypothetical"]),
    ],
)
def test_what_is_foreseen(claims_of, text, natures):
    assert [c.nature for c in claims_of(text)] == natures


@pytest.mark.parametrize(
    ("text", "natures"),
    [
        ("Stocks declined by 0.6 million barrels, versus forecasts of a 2 million-barrel fall.", ["outturn", "forecast"]),
        ("Sales rose 0.3% in May, versus expectations of a 0.5% increase.", ["outturn", "forecast"]),
        ("The economy grew at 4.3 percent, below the 7 percent envisaged in the plan.", ["outturn", "forecast"]),
        ("We have built 300 clinics and we will build 50 more by 2027.", ["outturn", "forecast"]),
        ("Exports rose to $4 billion in 2023 and will reach $5 billion in 2025.", ["outturn", "forecast"]),
        ("It inspected 300 schools, 40 of which will be closed in 2027.", ["outturn", "forecast"]),
        ("Growth is projected at 3.0 percent in 2025, from 3.3 percent in 2023.", ["forecast", "outturn"]),
        ("The ministry aims to cut the deficit to 3.6% of GDP from an estimated 4.5% in 2023.", ["target", "estimate"]),
        ("Towns would have received $410 million instead of $246 million.", ["hypothetical", "outturn"]),
        ("If I may add a word, debt is growing by around 4 percent.", ["outturn"]),
        ("If prices double, debt would grow by around 4 percent.", ["hypothetical"]),
        ("Among women, who will decide the race, just 29% approve of her.", ["outturn"]),
        ("“They ate our maize and now they will eat the money,” said the father of nine.", ["outturn"]),
        ("“The minister should try it,” said the 58-year-old.", ["outturn"]),
    ],
)
def test_clauses_keep_their_own(claims_of, text, natures):
    assert [c.nature for c in claims_of(text)] == natures


def test_what_a_forecast_starts_from(claims_of):
    (ahead, before) = claims_of("Growth is projected at 3.0 percent in 2025, from 3.3 percent in 2023.")
    assert (ahead.trend, ahead.from_.value) == ("down", before.value)


@pytest.mark.parametrize(
    ("text", "natures"),
    [
        ("Officers were seen beating 12 protesters.", ["outturn"]),
        ("Smoke was seen rising 300 metres.", ["outturn"]),
        ("The birds were seen at 12 sites in May.", ["outturn"]),
        ("Losses are seen at 300 farms.", ["outturn"]),
        ("Growth is seen slowing to 3 percent.", ["forecast"]),
        ("The clinic sees growing demand and treated 300 patients last month.", ["outturn"]),
        ("The park sees visitor numbers rising 12 percent each year.", ["outturn"]),
        ("The coast sees temperatures reaching 42 degrees every year.", ["outturn"]),
        ("The IMF sees growth reaching 3 percent.", ["forecast"]),
        ("Police have been looking for a gang of 12 men.", ["outturn"]),
        ("He has been looking for a job for 12 months.", ["outturn"]),
        ("Analysts had been looking for a 3 percent rise.", ["forecast"]),
        ("Irrigation projects demand 12 million litres.", ["outturn"]),
        ("Aid projects a year cost 3 million dollars.", ["outturn"]),
        ("The housing projects its founders built hold 300 families.", ["outturn"]),
        ("The IMF projects growth of 3 percent.", ["forecast"]),
        ("GDP is now more likely to shrink 0.5 percent in 2026, the bank warned.", ["forecast"]),
        ("Women are more likely to earn 12 percent less.", ["outturn"]),
        ("A 12 percent drop in sales last year could not be explained.", ["outturn"]),
        ("A 10 percent rise in wages could be seen in the data.", ["outturn"]),
    ],
)
def test_what_is_seen_is_not_foreseen(claims_of, text, natures):
    assert [c.nature for c in claims_of(text)] == natures


@pytest.mark.parametrize(
    ("text", "natures"),
    [
        ("Police were called for 12 times last year.", ["outturn"]),
        ("The march called for by 12 unions went on.", ["outturn"]),
        ("A meeting called for 12 noon drew 300 people.", ["outturn"]),
        ("Elections were called for 12 days later.", ["outturn"]),
        ("They called for the 12 men to be freed.", ["outturn"]),
        ("They demanded the sacking of 12 officials.", ["outturn"]),
        ("The ministry urged people to stay at home as temperatures hit 42 degrees.", ["outturn"]),
        ("Officials urged residents to flee as 3,000 hectares burned.", ["outturn"]),
        ("Tourists who want guides to take them pay 30 dollars.", ["outturn"]),
        ("They urged a return to the 12 percent rate.", ["outturn"]),
        ("The union urged the state to raise wages by as much as 12 percent.", ["target"]),
        ("The share of those who said the minister should resign rose to 62 percent.", ["outturn"]),
        ("Opinion on whether the monarchy should continue was split 45 percent to 40 percent.", ["outturn", "outturn"]),
        ("Asked if the minister should resign, 62 percent said yes.", ["hypothetical"]),
        ("The harvest should come to 30 million tonnes, the ministry forecast.", ["forecast"]),
        ("Oil should average 70 dollars in 2026, analysts said.", ["forecast"]),
        ("GDP should expand by 3 percent in 2026.", ["forecast"]),
        ("The storm may not bring more than 12 mm.", ["hypothetical"]),
        ("Growth may not be more than 2 percent this year.", ["hypothetical"]),
        ("The flood may not have killed more than 12 people.", ["hypothetical"]),
        ("Landlords may not raise rents by more than 5 percent.", ["target"]),
        ("A nurse with a degree may not earn less than 9,000 zlotys.", ["target"]),
    ],
)
def test_what_nobody_asks_for(claims_of, text, natures):
    assert [c.nature for c in claims_of(text)] == natures


@pytest.mark.parametrize(
    ("text", "natures"),
    [
        ("The cost is put at 12 million euros.", ["estimate"]),
        ("The harvest was provisionally put at 12 million tonnes.", ["estimate"]),
        ("Against a target of 12,000 trees, 9,000 were planted.", ["target", "outturn"]),
        ("Only 9,000 of the 12,000 promised trees were planted.", ["outturn", "target"]),
        ("Instead of the planned 12,000 homes, 8,000 were built.", ["target", "outturn"]),
        ("Of the 12 million euros pledged, 8 million has arrived.", ["target", "outturn"]),
        ("The council has undertaken to plant 12,000 trees.", ["target"]),
        ("The scheme is meant to save 12 million euros.", ["target"]),
        ("The scheme was designed to save 12 million euros.", ["target"]),
        ("It hopes the scheme will save 12 million euros.", ["target"]),
        ("She proposed raising the tariff to 12 percent.", ["target"]),
        ("The proposed operating budget of 12 million euros was read.", ["outturn"]),
        ("The ministry requested 12 million euros.", ["target"]),
        ("The ministry has applied for 12 million euros.", ["target"]),
        ("The donors pledged 12 million euros.", ["target"]),
        ("Up to 12,000 people could lose their homes.", ["hypothetical"]),
        ("Some 12,000 people could not vote.", ["outturn"]),
        ("He said that 12,000 families would get help next year.", ["forecast"]),
        ("He said that without help 12,000 families would leave.", ["hypothetical"]),
    ],
)
def test_verbs_of_asking_giving_and_meaning(claims_of, text, natures):
    assert [c.nature for c in claims_of(text)] == natures
