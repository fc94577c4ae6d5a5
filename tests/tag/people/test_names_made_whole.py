"""Names that a model cuts or runs over: hyphens of Korea, places and offices in front, fields of offices, firms, places."""

from __future__ import annotations

import pytest


def names(doc) -> dict[str, str]:
    return {e.name: e.label for e in doc._.policynlp_entities}


def people(doc) -> dict[str, object]:
    return {p.name: p for p in doc._.policynlp_people}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('The bus stops below Kwon Sun-ja\'s house. "I came at nineteen," said Kwon, 81.', "Kwon Sun-ja"),
        ("In the valley live Jang Hyun-woo, 34, his wife and their daughter. Jang left Seoul.", "Jang Hyun-woo"),
        ("Bonghwa Mayor Ryu Dong-seok said that choices had been poor. Ryu left.", "Ryu Dong-seok"),
        ("Hajiya Binta Usman leads the women. Usman said the rangers came late.", "Binta Usman"),
        ("By the second week of August Karen Dunlop was rearing calves alone. Dunlop was tired.", "Karen Dunlop"),
        ("Lâm Thị Hoa lowers a bottle into the canal. Hoa has sold her seed.", "Lâm Thị Hoa"),
    ],
)
def test_the_full_name_alone(tag, text, name):
    assert list(people(tag(text))) == [name]


def test_a_wife_in_a_list_of_people_describes_nobody(tag):
    person = people(tag("In the valley live Jang Hyun-woo, 34, his wife and their daughter. Jang left Seoul."))["Jang Hyun-woo"]
    assert person.titles == ()


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        (
            '"We found out late," said Gráinne McTiernan, who has been principal of Scoil Osnat since 2009.',
            "Gráinne McTiernan",
            "principal",
        ),
        ("Ann Hale, who served as chair of the board, said so.", "Ann Hale", "former chair of the board"),
        ("Datuk Azlina Noor, Deputy Human Resources Minister, is confident.", "Azlina Noor", "Deputy Human Resources Minister"),
    ],
)
def test_roles_in_clauses_and_fields_in_titles(tag, text, name, title):
    assert title in people(tag(text))[name].titles


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The scheme will be extended to Terengganu next year, the minister said.", "Terengganu", "GPE"),
        ("A pensioner from Schleife, who was resettled, said so.", "Schleife", "GPE"),
        ("She spoke after a visit to Machang on Thursday.", "Machang", "GPE"),
        ("He is a director of the Leeds-based exporter Hale Moore.", "Hale Moore", "ORG"),
        ("The catch has dropped by half, the fishers' cooperative Ngaku Rasai said.", "Ngaku Rasai", "ORG"),
        ("Statistics Poland expects the population to fall.", "Statistics Poland", "ORG"),
        ("The City of Prince George said so.", "City of Prince George", "GPE"),
        ("A survey by the Eldoret Centre for Rural Policy found so.", "Eldoret Centre for Rural Policy", "ORG"),
    ],
)
def test_what_is_nobody(tag, text, name, label):
    doc = tag(text)
    assert names(doc).get(name) == label
    assert name not in people(doc)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Holding the Shore, a report by the province's auditors, found that plants lacked workers.", "Holding the Shore"),
        ("Losses are high, according to Saving the Harvest, a report published in June by the bloc.", "Saving the Harvest"),
        ("A study she published in May, Degrees Without Doors, found that half would return.", "Degrees Without Doors"),
        ("In its special report Funds for the Coast, published in April, the court was harsh.", "Funds for the Coast"),
        ('The institute\'s report, titled "Harvest of Fear", says so.', "Harvest of Fear"),
        ("The Sixth National Bulletin on Forests, issued by the office, showed a loss.", "Sixth National Bulletin on Forests"),
        ("A report last month by the Rural Institute, Growing Without Care, found so.", "Growing Without Care"),
        ('A study by the Lunde Foundation, "Late for Class," found so.', "Late for Class"),
        ("The 2024 Delta Outlook, a report by the university, asks for more.", "2024 Delta Outlook"),
    ],
)
def test_titles_of_reports(tag, text, title):
    assert names(tag(text)).get(title) == "WORK_OF_ART"


@pytest.mark.parametrize(
    "text",
    [
        "In South Africa, a report by the ministry said that mines were closing.",
        "In a report, Human Rights Watch said that mines were closing.",
        "John Miller, a survey researcher, said so.",
        "The Court of Audit of the State criticised the plan.",
        "The Commission on Audit of the Philippines said so.",
        "A study by the University of Lunde, South Africa, found so.",
        "He wrote a book, then moved to Port Lunde, where he died.",
    ],
)
def test_what_is_no_title(tag, text):
    assert "WORK_OF_ART" not in names(tag(text)).values()
