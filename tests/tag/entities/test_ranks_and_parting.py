"""Names of people without ranks before them, and mentions that run over two names or leave out half of one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from policynlp.tag.entities.encoder_spans import Mention
from policynlp.tag.entities.finding import _bare, _with_purposes
from policynlp.tag.entities.model_spans import is_false, person_core
from policynlp.tag.entities.parting import parted_names
from policynlp.tag.entities.persons import located
from policynlp.tag.entities.ranks import behind_rank, is_rank
from policynlp.tag.entities.tokens import Tokens, end_of_person, visible
from policynlp.tag.people.not_people import as_no_person, is_common_word


def tokens_of(nlp: Language, text: str) -> Tokens:
    return Tokens(nlp(text))


def mention(tokens: Tokens, words: str, label: str) -> Mention:
    at = tokens.doc.text.index(words)
    span = tokens.doc.char_span(at, at + len(words), alignment_mode="expand")
    assert span is not None
    return Mention(span.start, span.end, label, "model", 0.9)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Col. Ruth Adler", "Ruth Adler"),
        ("Col Ruth Adler", "Ruth Adler"),
        ("Spc. Lena Ortiz", "Lena Ortiz"),
        ("Staff Sgt. Omar Diallo", "Omar Diallo"),
        ("Lt. Gen. Pavel Novak", "Pavel Novak"),
        ("Commodore Hugh Lyle", "Hugh Lyle"),
        ("Petty Officer 1st Class Dana Wu", "Dana Wu"),
        ("Rear Adm. Ines Prado", "Ines Prado"),
        ("Ruth Adler", "Ruth Adler"),
        ("Lt-Gen Bongani Mthembu", "Bongani Mthembu"),
        ("Vice-Admiral Neil Tranter", "Neil Tranter"),
        ("Major Lazarus", "Lazarus"),
        ("correspondent Major Garrett", "Major Garrett"),
        ("Undersecretary for Education Mr. Ferro", "Ferro"),
        ("Minister of Defence Ilkka Sundqvist", "Ilkka Sundqvist"),
        ("Minister of State for Housing Cathal Moriarty", "Cathal Moriarty"),
        ("Minister for the Middle East", "Minister for the Middle East"),
        ("Minister of Economic Affairs and Employment Ville Aalto", "Ville Aalto"),
    ],
)
def test_a_rank_is_no_part_of_the_name(nlp, printed, name):
    tokens = tokens_of(nlp, f"Yesterday {printed} said that the exercise was over.")
    m = mention(tokens, printed, "PERSON")
    start, end, label = person_core(tokens, m.start, m.end, "PERSON")
    assert (tokens.words(start, end), label) == (name, "PERSON")


@pytest.mark.parametrize(
    "printed", ["Spc", "Navy Capt", "Staff Sgt", "Eid", "Thanksgiving Day", "Pro Tem", "Northern Command Commander"]
)
def test_what_is_nobody(nlp, printed):
    tokens = tokens_of(nlp, f"They were shopping for {printed} when it was over.")
    assert is_false(tokens, mention(tokens, printed, "PERSON"))


@pytest.mark.parametrize("printed", ["Dora Day", "Major Adams", "Christmas Humphreys", "Cook", "Eid", "Easter"])
def test_who_is_somebody(nlp, printed):
    tokens = tokens_of(nlp, f"On that day {printed} was over.")
    assert not is_false(tokens, mention(tokens, printed, "PERSON"))


_WORDS = ["Col", ".", "Lt", "Gen", "Sgt", "Staff", "1st", "Class", "Ruth", "Adler", "said", "Major"]


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=8))
def test_the_name_lies_inside_of_its_span(nlp, words):
    tokens = tokens_of(nlp, " ".join(words))
    at = behind_rank(tokens, 0, len(tokens))
    assert 0 <= at <= len(tokens)
    assert not is_rank(tokens, 0, len(tokens)) or at == len(tokens)


@pytest.mark.parametrize(
    ("text", "given_as", "label", "parts"),
    [
        (
            "Minister for the Middle East Ana Reis has spoken.",
            "the Middle East Ana Reis",
            "ORG",
            [("the Middle East", "LOC"), ("Ana Reis", "PERSON")],
        ),
        (
            "The ambassador to South Korea Hal Munro has spoken.",
            "South Korea Hal Munro",
            "GPE",
            [("South Korea Hal Munro", "GPE")],  # no office in capitals, no certain end
        ),
        (
            "Ambassador to South Korea Hal Munro has spoken.",
            "South Korea Hal Munro",
            "PERSON",
            [("South Korea", "GPE"), ("Hal Munro", "PERSON")],
        ),
        (
            "They met Ines Prado. Omar Diallo left.",
            "Ines Prado. Omar Diallo",
            "PERSON",
            [("Ines Prado", "PERSON"), ("Omar Diallo", "PERSON")],
        ),
        ("They met St. John Adler there.", "St. John Adler", "PERSON", [("St. John Adler", "PERSON")]),
        (
            "Chile 's main news agency Agencia Central said so.",
            "Chile 's main news agency Agencia Central",
            "ORG",
            [("Agencia Central", "ORG")],
        ),
        ("The People 's Bank of China said so.", "People 's Bank of China", "ORG", [("People 's Bank of China", "ORG")]),
        ("Fighters of the Levant said so.", "Levant", "PERSON", [("Levant", "LOC")]),
        (
            "Director of Chicago Public Schools has spoken.",
            "Chicago Public Schools",
            "ORG",
            [("Chicago Public Schools", "ORG")],
        ),
        ("Governor of Ghana Central Bank has spoken.", "Ghana Central Bank", "ORG", [("Ghana Central Bank", "ORG")]),
        (
            "Governor Kay Lind and Ghana Wildlife Service met.",
            "Ghana Wildlife Service",
            "ORG",
            [("Ghana Wildlife Service", "ORG")],
        ),
        (
            "Superintendent of Police Tanvir Alam said no.",
            "Police Tanvir Alam",
            "PERSON",
            [("Tanvir Alam", "PERSON")],
        ),
        ("The head of Immigration New Zealand said.", "Immigration New Zealand", "ORG", [("Immigration New Zealand", "ORG")]),
        ("The head of Police Mutual Leda said.", "Police Mutual Leda", "PERSON", [("Police Mutual Leda", "PERSON")]),
        (
            "So the Department of Local Government and the Islands Authority said.",
            "Department of Local Government and the Islands Authority",
            "ORG",
            [("Department of Local Government and the Islands Authority", "ORG")],
        ),
        (
            "So the Federal Government and the Congress of Unions said.",
            "Federal Government and the Congress of Unions",
            "ORG",
            [("Federal Government", "ORG"), ("the Congress of Unions", "ORG")],
        ),
        (
            "So the Ministry of Sport and the Arts said.",
            "Ministry of Sport and the Arts",
            "ORG",
            [("Ministry of Sport and the Arts", "ORG")],
        ),
    ],
)
def test_each_mention_is_one_name(nlp, text, given_as, label, parts):
    tokens = tokens_of(nlp, text)
    found = parted_names(tokens, [mention(tokens, given_as, label)])
    assert [(tokens.words(m.start, m.end), m.label) for m in found] == parts


def test_many_sentences_in_one_mention_are_parted_in_one_pass(nlp):
    tokens = tokens_of(nlp, "Adam. " * 1200 + "Adam")
    found = parted_names(tokens, [Mention(0, len(tokens), "PERSON", "model", 0.9)])
    assert len(found) == 1201


@pytest.mark.parametrize(
    ("above", "name"), [("Ana Reis I was there", "Ana Reis"), ("Queen Elizabeth I was there", "Queen Elizabeth I")]
)
def test_the_i_of_a_pull_quotation_is_no_number(nlp, above, name):
    tokens = tokens_of(nlp, f"{above} for twelve years.")
    m = mention(tokens, above.removesuffix(" was there"), "PERSON")
    start, end, _ = person_core(tokens, m.start, m.end, "PERSON")
    assert tokens.words(start, end) in {name, name.removeprefix("Queen ")}


def test_marks_of_direction_are_seen_by_nobody(tag):
    doc = tag("The envoy met Iraqi Prime Minister\u200e Haider Mansur in Baghdad.")
    assert "Haider Mansur" in {e.name for e in doc._.policynlp_entities if e.label == "PERSON"}
    assert visible("a\u200eb") == "ab"
    assert visible("\u200e") == "\u200e"  # a token is never empty


@pytest.mark.parametrize("dash", ["-", "—", "–"])
def test_the_place_in_front_of_a_report_is_no_part_of_a_name(nlp, dash):
    tokens = tokens_of(nlp, f"PORT SELWYN {dash} Ana Reis keeps a notebook.")
    for label in ("PERSON", "GPE"):
        found = parted_names(tokens, [mention(tokens, f"PORT SELWYN {dash} Ana Reis", label)])
        assert [(tokens.words(m.start, m.end), m.label) for m in found] == [("PORT SELWYN", "GPE"), ("Ana Reis", "PERSON")]


@pytest.mark.parametrize("text", ["ANA-MARIA Reis spoke.", "Port Selwyn - Ana Reis spoke.", "PORT SELWYN - ANA REIS spoke."])
def test_no_other_dash_parts_a_name(nlp, text):
    tokens = tokens_of(nlp, text)
    whole = text.removesuffix(" spoke.")
    assert len(parted_names(tokens, [mention(tokens, whole, "PERSON")])) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [("Barack Obama Election Day", "Barack Obama"), ("Ana Day", "Ana Day"), ("Ana Maria Reis", "Ana Maria Reis")],
)
def test_what_is_named_after_somebody_is_not_somebody(nlp, text, name):
    tokens = tokens_of(nlp, text)
    assert tokens.words(0, end_of_person(tokens, 0, len(tokens))) == name


@pytest.mark.parametrize(
    ("sentence", "dated"),
    [
        ("The harvest slipped by 2 percent; here the fall was 9 percent.", False),
        ("In the fall of 2020, prices rose.", True),
        ("About one in nine voters this fall is expected to be young.", True),
    ],
)
def test_a_fall_is_not_always_a_season(tag, sentence, dated):
    doc = tag(sentence)
    assert any("fall" in e.name for e in doc._.policynlp_entities if e.label == "DATE") is dated


def firm(m: Mention) -> Mention:
    return Mention(m.start, m.end, m.label, "model", 0.9, True)


@pytest.mark.parametrize(
    ("text", "printed", "labels"),
    [
        ("Belgut MP Festus Rotich told a rally that it rained.", ["Belgut", "Festus Rotich"], ["GPE", "PERSON"]),
        ("Trump MP Festus Rotich met Ann Trump.", ["Trump", "Festus Rotich", "Ann Trump"], ["PERSON"] * 3),
        ("He met Mercy in Kericho. Mercy left.", ["Mercy"], ["PERSON"]),
    ],
)
def test_a_word_before_a_seat_is_a_place(nlp, text, printed, labels):
    tokens = tokens_of(nlp, text)
    found = located(tokens, [firm(mention(tokens, words, "PERSON")) for words in printed], [])
    assert [m.label for m in found] == labels


@pytest.mark.parametrize(
    ("name", "behind", "whole"),
    [
        ("Ministry of Economy", ", Trade and Industry", "Ministry of Economy, Trade and Industry"),
        ("Ministry of Health", ", UNICEF and Oxfam", "Ministry of Health"),
        ("Society of Mining", ", Petroleum and Energy", "Society of Mining, Petroleum and Energy"),
    ],
)
def test_fields_go_on_with_a_name_and_bodies_do_not(nlp, name, behind, whole):
    tokens = tokens_of(nlp, f"On Monday the {name}{behind} said that the harvest failed.")
    body = firm(mention(tokens, name, "ORG"))
    longer = mention(tokens, name + behind, "ORG")
    assert [tokens.words(m.start, m.end) for m in _with_purposes(tokens, [body], [longer])] == [whole]


def test_a_word_that_dates_a_report_and_stands_behind_in_is_a_place(nlp):
    tokens = tokens_of(nlp, "Sangrur, November 22. The office in Sangrur was shut. Vikas Thind waited.")
    at = [t.i for t in tokens.doc if t.text == "Sangrur"]
    found = located(tokens, [Mention(i, i + 1, "PERSON", "model", 0.9, True) for i in at], [])
    assert [m.label for m in found] == ["GPE", "GPE"]


def test_the_opposition_that_somebody_leads_is_no_part_of_the_name(nlp):
    tokens = tokens_of(nlp, "Leader of Opposition Sukhjit Brar waved the report.")
    found = _bare(tokens, mention(tokens, "Opposition Sukhjit Brar", "PERSON"))
    assert tokens.words(found.start, found.end) == "Sukhjit Brar"


@pytest.mark.parametrize(
    ("text", "printed", "label"),
    [
        ("Kwame Nyarko (Sefwi Akontombra) asked the minister to resign.", "Sefwi Akontombra", "GPE"),
        ("Robert Reed (Bob) asked the minister to resign.", "Bob", "PERSON"),
        ("A driver waited at a petrol station outside Pichanal.", "Pichanal", "GPE"),
        ("The new mayor of Begumganj waited.", "Begumganj", "GPE"),
        ("The speech near Macron's end was long.", "Macron", "PERSON"),
        ("He keeps a dog named Ministro there.", "Ministro", "PRODUCT"),
        ("He has a brother named Matteo there.", "Matteo", "PERSON"),
        ("They met Wuzhou Vice-Mayor Liang Peifeng.", "Wuzhou Vice", "GPE"),
        ("They met Wuzhou Vice-Mayor Liang Peifeng.", "Wuzhou", "GPE"),
        ("It rained, said the 38-year-old from Mithila Bihari.", "Mithila Bihari", "GPE"),
        ("It rained, said the 38-year-old from Peter Lee.", "Peter Lee", "PERSON"),
        ("Joaquín Guzmán (Chapo) was caught.", "Chapo", "PERSON"),
        ("A man was arrested near Obama.", "Obama", "PERSON"),
        ("Sea Harvesters of Panay (SHP) was founded there.", "Sea Harvesters", "ORG"),
        ("Ann Lee of Panay (53) was born there.", "Ann Lee", "PERSON"),
        ("She is of the Daur ethnic group.", "Daur", "NORP"),
        ("She moved from Timișoara to Bârlad.", "Bârlad", "GPE"),
        ("Power passed from Castro to Ortega.", "Ortega", "PERSON"),
        ("It waits at the Andrés Marín terminal.", "Andrés Marín", "FAC"),
        ("They met the Obama campus tour.", "Obama", "PERSON"),
        ("He governs the Bulawayo Metropolitan Province.", "Bulawayo", "GPE"),
    ],
)
def test_who_is_no_person(nlp, text, printed, label):
    tokens = tokens_of(nlp, text)
    assert as_no_person(tokens, mention(tokens, printed, "PERSON")).label == label


@pytest.mark.parametrize(
    ("text", "printed", "common"),
    [
        ("She moved to Bârlad in June.", "June", True),
        ("Theresa May spoke, and confidence in May fell.", "May", False),
        ("It was written by June.", "June", False),
    ],
)
def test_months_that_a_model_takes_for_people(nlp, text, printed, common):
    tokens = tokens_of(nlp, text)
    at = max(i for i, word in enumerate(tokens.text) if word == printed)
    assert is_common_word(tokens, Mention(at, at + 1, "PERSON")) is common
