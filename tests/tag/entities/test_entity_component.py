"""What the entity component makes of texts, by behaviour."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from growth import within

Tag = Callable[..., Doc]


def found(doc: Doc, label: str) -> list[str]:
    return [
        doc.text[e.start : e.end].removeprefix("the ").removeprefix("The ")
        for e in doc._.policynlp_entities
        if e.label == label
    ]


@pytest.mark.parametrize(
    "sentence, name",
    [
        ("Ministers approved the Coastal Renewal Strategy on Friday.", "Coastal Renewal Strategy"),
        ("The country joined the Belt and Road Initiative in 2017.", "Belt and Road Initiative"),
        ("It is a pillar of the 14th Five-Year Plan, officials said.", "14th Five-Year Plan"),
        ("Growth targets are set out in Vision 2030, he said.", "Vision 2030"),
        ("The continent adopted Agenda 2063 a decade ago.", "Agenda 2063"),
        ("Farmers oppose the Farm-to-Fork Strategy and its targets.", "Farm-to-Fork Strategy"),
        ("Congress passed the Inflation Reduction Act of 2022 after a long debate.", "Inflation Reduction Act of 2022"),
        ("Data are protected under Regulation (EU) 2016/679 in all member states.", "Regulation (EU) 2016/679"),
        ("The waste must be treated as Directive 2008/98/EC demands.", "Directive 2008/98/EC"),
        (
            "Trade grew under the Regional Comprehensive Economic Partnership last year.",
            "Regional Comprehensive Economic Partnership",
        ),
        ("The government drafted a “Made in Kenya 2025” plan for factories.", "Made in Kenya 2025"),
        ("They ratified the Paris Agreement within a year.", "Paris Agreement"),
        ("The Electricity Act 2003 opened the market to traders.", "Electricity Act 2003"),
    ],
)
def test_policies_by_name(tag: Tag, sentence: str, name: str) -> None:
    assert found(tag(sentence), "POLICY") == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan was approved and the law came into force.",
        "Chinese law forbids it, and French policy is the same.",
        "The Policy Institute published a paper on Monday.",
        "The World Food Programme sent 40 trucks.",
    ],
)
def test_what_is_no_named_policy(tag: Tag, sentence: str) -> None:
    assert found(tag(sentence), "POLICY") == []


@pytest.mark.parametrize(
    "sentence, name",
    [
        ("He heads the Heilongjiang Academy of Social Sciences in Harbin.", "Heilongjiang Academy of Social Sciences"),
        (
            "A study by the Vietnam Institute for Reform and Development was cited.",
            "Vietnam Institute for Reform and Development",
        ),
        (
            "Officials at the Ministry of Land, Infrastructure and Transport declined to comment.",
            "Ministry of Land, Infrastructure and Transport",
        ),
        ("The Ministry of Agriculture and Rural Affairs published the data.", "Ministry of Agriculture and Rural Affairs"),
    ],
)
def test_whole_names_of_organisations(tag: Tag, sentence: str, name: str) -> None:
    assert name in found(tag(sentence), "ORG")


def test_acronym_in_brackets_is_known_afterwards(tag: Tag) -> None:
    doc = tag("The Lakes Water Commission (LWC) met on Monday.", "Farmers had asked the LWC for help.")
    assert found(doc, "ORG").count("LWC") == 2


def test_surnames_are_found_again(tag: Tag) -> None:
    doc = tag(
        "Da Wenjun, a researcher, spoke first.",
        "Da said the harvest was good. He Lifang agreed.",
        "He said more. A critic of He left.",
    )
    assert found(doc, "PERSON") == ["Da Wenjun", "Da", "He Lifang", "He"]


def test_particles_belong_to_the_name(tag: Tag) -> None:
    assert "Ursula von der Leyen" in found(tag("Ursula von der Leyen spoke in Strasbourg."), "PERSON")


def test_nothing_from_page_furniture(tag: Tag) -> None:
    doc = tag(
        ("byline", "By Jane Mwangi in Nairobi"),
        "The rains came late in Kenya.",
        ("boilerplate", "Copyright Nairobi Post, Kenya, 2024."),
    )
    end = doc.text.index("Copyright")
    assert all(e.end <= end for e in doc._.policynlp_entities)
    assert found(doc, "PERSON") == ["Jane Mwangi"]


def test_dates_carry_days(tag: Tag) -> None:
    doc = tag("Output rose in the first five months of 2024 and fell in September last year.")
    dates = {
        doc.text[e.start : e.end]: (e.timex, e.start_date, e.end_date) for e in doc._.policynlp_entities if e.label == "DATE"
    }
    assert dates["the first five months of 2024"] == ("2024-01/2024-05", "2024-01-01", "2024-05-31")
    assert dates["September last year"] == ("2023-09", "2023-09-01", "2023-09-30")


def test_tense_of_the_verb_places_a_week_day(tag: Tag) -> None:
    doc = tag("The cabinet will meet on Friday.")
    assert next(e for e in doc._.policynlp_entities if e.label == "DATE").start_date == "2024-05-24"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The cabinet approved a levy to take effect in January.", "2025-01-01"),
        ("The rule is to end in March.", "2025-03-01"),
        ("The exemption expires in March.", "2025-03-01"),
        ("He said the campaign would be extended to February.", "2025-02-01"),
        ("The mill closed in January.", "2024-01-01"),
        ("The factory had to close in September.", "2023-09-01"),
        ("Schools were forced to close in November.", "2023-11-01"),
        ("The school was due to open in January but work was late.", "2024-01-01"),
        ("The decision to close the plant in September angered workers.", "2023-09-01"),
        ("The minister would have known in March that the plant was unsafe.", "2024-03-01"),
        ("The company said it would not comment in March.", "2024-03-01"),
        ("The report begins in March, when the first cases were found.", "2024-03-01"),
        ("He began to sell his cattle in January.", "2024-01-01"),
    ],
)
def test_a_month_lies_ahead_where_the_verb_says_so(tag: Tag, text: str, start: str) -> None:
    assert [e.start_date for e in tag(text)._.policynlp_entities if e.label == "DATE"] == [start]


def test_the_previous_year_is_the_one_before_that_of_its_sentence(tag: Tag) -> None:
    doc = tag(
        "Output reached 12 tonnes in 2021, 3 percent more than in the previous year.", "It had fallen in the previous year."
    )
    assert [e.timex for e in doc._.policynlp_entities if e.label == "DATE"] == ["2021", "2020", "2023"]


def test_places_have_a_country_where_it_is_certain(tag: Tag) -> None:
    doc = tag("He flew from Nairobi to Heilongjiang province and the Republic of Korea.")
    assert [e.country for e in doc._.policynlp_entities if e.label == "GPE"] == ["KE", "CN", "KR"]


def test_spans_and_ents_agree(tag: Tag) -> None:
    doc = tag("Jane Mwangi of the Lakes Water Commission signed the Paris Agreement on 3 May 2024.")
    assert [(e.start_char, e.end_char) for e in doc.ents] == [(e.start, e.end) for e in doc._.policynlp_entities]


def test_ids_do_not_depend_on_the_label(tag: Tag) -> None:
    first, second = tag("Kenya grew."), tag("Kenya grew.")
    assert [e.id for e in first._.policynlp_entities] == [e.id for e in second._.policynlp_entities]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "The",
                "Ministry",
                "of",
                "Law",
                "Act",
                "and",
                "(",
                "NDRC",
                ")",
                "-",
                "Li",
                "Wei",
                "said",
                ".",
                "2030",
                "\n",
                "’s",
                "“",
                "”",
                "von",
                "May",
            ]
        ),
        max_size=40,
    )
)
def test_no_input_raises_and_spans_are_in_order(tag: Tag, words: list[str]) -> None:
    doc = tag(" ".join(words) or "x")
    spans = [(e.start, e.end) for e in doc._.policynlp_entities]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(doc.text[s:e].strip() == doc.text[s:e] for s, e in spans)


@pytest.mark.parametrize(
    "text", ["Ministry of " * 2000, "( " * 5000, "Act 2003 and " * 1500, "von der " * 2000, "Li Wei - " * 1500]
)
def test_hostile_text_takes_linear_time(nlp: object, tag: Tag, text: str) -> None:
    from policynlp.tag.entities.component import find_mentions

    doc = Doc(nlp.vocab, words=text.split())  # type: ignore[attr-defined]
    doc._.policynlp_passages = ()
    assert within(3, lambda: find_mentions(doc))


@pytest.mark.parametrize(
    "sentence, label, name",
    [
        ("Central Bank of Kenya (CBK) Governor Kamau Thuo said inflation fell.", "PERSON", "Kamau Thuo"),
        ("Mr Bhattacharya was not heard.", "PERSON", "Bhattacharya"),
        ("The National Food Security Act, 2013 helped farmers.", "POLICY", "National Food Security Act, 2013"),
        ("Claudia Mo of the Civic Party spoke.", "ORG", "Civic Party"),
        ("Critics of the Paris Agreement were quiet.", "POLICY", "Paris Agreement"),
        ("He is Party chief of Northeastern University China, a school.", "ORG", "Northeastern University China"),
    ],
)
def test_where_names_begin_and_end(tag: Tag, sentence: str, label: str, name: str) -> None:
    assert name in found(tag(sentence), label)


def test_the_act_by_its_year_alone_is_no_name(tag: Tag) -> None:
    assert found(tag("The Pollution (Control) Act, 1974 is old."), "POLICY") in ([], ["Pollution (Control) Act, 1974"])
    assert found(tag("The Act, 1974 is old."), "POLICY") == []


@pytest.mark.parametrize(
    "sentence, names",
    [
        ("Japan wants Power Development Plan VIII to pass.", ["Power Development Plan VIII"]),
        ("The Regulations on Ecological Compensation take effect.", ["Regulations on Ecological Compensation"]),
        ("The 2030 Agenda for Sustainable Development is read.", ["2030 Agenda for Sustainable Development"]),
        ("Firms cite GDPR in every letter.", ["GDPR"]),
        ("She studied at the Tarvik College of Law in May.", []),
    ],
)
def test_more_forms_of_policies(tag: Tag, sentence: str, names: list[str]) -> None:
    assert found(tag(sentence), "POLICY") == names


def test_dates_with_a_time_of_day_and_dates_counted_from_others(tag):
    doc = tag(
        "The mine was shut on Thursday morning, the firm said at 3:30 p.m. Sunday. Output fell in the third quarter of 2012 from a "
        "year earlier. The summit opens on 26 March 2024 and ends two days later. He turned 65 last month."
    )
    found = {doc.text[e.start : e.end]: (e.label, e.timex) for e in doc._.policynlp_entities if e.label in {"DATE", "TIME"}}
    assert found == {
        "Thursday morning": ("TIME", "2024-05-16TMO"),
        "3:30 p.m. Sunday": ("TIME", "2024-05-19T15:30"),
        "the third quarter of 2012": ("DATE", "2012-Q3"),
        "a year earlier": ("DATE", "2011-Q3"),
        "26 March 2024": ("DATE", "2024-03-26"),
        "two days later": ("DATE", "2024-03-28"),
        "last month": ("DATE", "2024-04"),
    }


def test_a_plural_owner_is_part_of_a_bodys_name(tag):
    doc = tag("In a reply, the State Level Bankers' Committee wrote to the Teachers’ Union.")
    found = [doc.text[e.start : e.end].removeprefix("the ") for e in doc._.policynlp_entities if e.label == "ORG"]
    assert found == ["State Level Bankers' Committee", "Teachers’ Union"]


def test_capitals_before_a_source_in_brackets_are_no_initials_of_it(tag: Tag) -> None:
    doc = tag("Debt is 61 percent of GDP (World Bank). GDP rose by 4 percent, and GDP will rise again.")
    assert not any(e.name == "World Bank" and doc.text[e.start : e.end] == "GDP" for e in doc._.policynlp_entities)
