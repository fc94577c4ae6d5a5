"""How the encoder's names are joined with spaCy's and with the rules."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from growth import within
from policynlp.tag.entities.component import EntityComponent
from policynlp.tag.entities.encoder_spans import encoder_mentions, joined
from policynlp.tag.entities.tokens import Mention, Tokens

Read = Callable[..., Doc]


@pytest.fixture(scope="session")
def read(nlp: Language) -> Read:
    """A text and what an encoder is to say of its words, `(words, label, score)`, to a document with entities."""
    component = EntityComponent(nlp.vocab)

    def run(text: str, *names: tuple[str, str, float], ents: tuple[tuple[str, str], ...] | None = None) -> Doc:
        doc = nlp(text)
        if ents is not None:
            doc.ents = tuple(span(doc, words, label) for words, label in ents)
        spans = []
        for words, label, score in names:
            at = text.index(words)
            spans.append(SimpleNamespace(start=at, end=at + len(words), label=label, score=score))
        doc._.policynlp_encoding = lambda: SimpleNamespace(entities=tuple(spans))
        return component(doc)

    return run


def span(doc: Doc, words: str, label: str) -> Span:
    at = doc.text.index(words)
    made = doc.char_span(at, at + len(words), label=label)
    assert made is not None
    return made


def found(doc: Doc) -> dict[str, str]:
    return {doc.text[e.start : e.end]: e.label for e in doc._.policynlp_entities}


def test_boundaries_and_label_are_the_encoders(read: Read) -> None:
    doc = read(
        "Critics of Dorran Velk Trust spoke to Mira Solh.",
        ("Dorran Velk Trust", "ORG", 0.95),
        ("Mira Solh", "PER", 0.97),
        ents=(("Dorran Velk", "PERSON"), ("Mira", "GPE")),
    )
    assert found(doc) == {"Dorran Velk Trust": "ORG", "Mira Solh": "PERSON"}


@pytest.mark.parametrize(
    "text, name, label",
    [
        ("She lives in Kenya now.", "Kenya", "GPE"),
        ("They crossed the Orlan Sea by night.", "Orlan Sea", "LOC"),
        ("They met at Tarvik Airport on Monday.", "Tarvik Airport", "FAC"),
        ("They met in Tarvik on Monday.", "Tarvik", "GPE"),
    ],
)
def test_places_get_a_fine_label(read: Read, text: str, name: str, label: str) -> None:
    assert found(read(text, (name, "LOC", 0.9), ents=()))[name] == label


def test_spacy_says_which_of_the_rest_a_name_is(read: Read) -> None:
    doc = read(
        "He won the Golden Quill for Night Trains.", ("Night Trains", "MISC", 0.9), ents=(("Night Trains", "WORK_OF_ART"),)
    )
    assert found(doc) == {"Night Trains": "WORK_OF_ART"}


def test_a_policy_by_its_head_noun_stands_against_a_piece_of_it(read: Read) -> None:
    doc = read("The Tarvik Coastal Renewal Act passed.", ("Tarvik", "LOC", 0.9), ents=())
    assert found(doc) == {"Tarvik Coastal Renewal Act": "POLICY"}


def test_a_body_named_like_a_policy_stays_a_body(read: Read) -> None:
    doc = read("The Lake Fisheries Programme sent trucks.", ("Lake Fisheries Programme", "ORG", 0.96), ents=())
    assert found(doc) == {"Lake Fisheries Programme": "ORG"}


def test_pieces_of_a_name_come_together(read: Read) -> None:
    doc = read("Voters in East Dorrania left.", ("East", "LOC", 0.85), ("Dorrania", "ORG", 0.4), ents=())
    assert list(found(doc)) == ["East Dorrania"]


def test_a_plural_owner_joins_the_pieces_of_a_bodys_name(read: Read) -> None:
    doc = read("In a reply, the State Level Bankers' Committee wrote.", ("State Level", "ORG", 0.9), ("Committee", "ORG", 0.9))
    assert found(doc) == {"State Level Bankers' Committee": "ORG"}


def test_a_person_and_what_stands_before_stay_two(read: Read) -> None:
    doc = read("The Tarvik Mira Solh left.", ("Tarvik", "ORG", 0.6), ("Mira Solh", "PER", 0.97), ents=())
    assert found(doc)["Mira Solh"] == "PERSON"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Minister of Land and Food Hugh Pemberton-Lyle", "Hugh Pemberton-Lyle"),
        ("Secretary of State for Work and Pensions Grace Okoro", "Grace Okoro"),
        ("Commissioner for Trade Omar Said", "Omar Said"),
    ],
)
def test_an_office_is_no_part_of_a_name(read: Read, words: str, name: str) -> None:
    doc = read(f"On Friday {words} spoke.", (words, "PER", 0.9))
    assert [e.text for e in doc.ents if e.label_ == "PERSON"] == [name]


def test_a_numbered_heading_is_nobody(read: Read) -> None:
    doc = read(
        "The plan is short.\n\nV. Governance\n\nV. Putin spoke.", ("V. Governance", "PER", 0.9), ("V. Putin", "PER", 0.9)
    )
    assert [e.text for e in doc.ents if e.label_ == "PERSON"] == ["V. Putin"]


def test_small_words_are_no_names(read: Read) -> None:
    assert found(read("They saw the forces leave.", ("forces", "ORG", 0.9), ents=())) == {}


def test_without_names_from_an_encoder_all_is_as_before(nlp: Language) -> None:
    component = EntityComponent(nlp.vocab)
    text = "Jane Mwangi of the Lakes Water Commission flew to Nairobi on 3 May 2024."
    plain, older = nlp(text), nlp(text)
    older._.policynlp_encoding = SimpleNamespace(passages={})
    assert found(component(plain)) == found(component(older))


def test_an_encoding_is_worked_out_once(nlp: Language) -> None:
    calls = []
    doc = nlp("Rain fell in Kenya.")
    doc._.policynlp_encoding = lambda: calls.append(1) or SimpleNamespace(entities=())
    EntityComponent(nlp.vocab)(doc)
    assert encoder_mentions(doc, Tokens(doc)) == []
    assert calls == [1]


@pytest.mark.parametrize(
    "rule, names",
    [("keep", ["Ann Mo", "Lund", "Lund", "Kenya", "Zed"]), ("drop", []), ("repeated", ["Lund", "Lund", "Kenya"])],
)
def test_what_spacy_alone_sees(nlp: Language, rule: str, names: list[str]) -> None:
    doc = nlp.make_doc("Ann Mo met Lund and Lund in Kenya by Zed")
    tokens = Tokens(doc)
    at = [(0, 2, "PERSON"), (3, 4, "ORG"), (5, 6, "ORG"), (7, 8, "GPE"), (9, 10, "ORG")]
    model = [Mention(a, b, label, "model", 0.8) for a, b, label in at]
    kept = joined(tokens, model, [], unsupported=rule)  # type: ignore[arg-type]
    assert [doc[m.start : m.end].text for m in kept] == names


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 90),
            st.integers(1, 30),
            st.sampled_from(["PER", "ORG", "LOC", "EVENT", "MISC", "X"]),
            st.floats(0, 1),
        ),
        max_size=12,
    )
)
def test_any_spans_give_entities_in_order(nlp: Language, spans: list[tuple[int, int, str, float]]) -> None:
    doc = nlp.make_doc(
        "The Ministry of Law and Li Wei said: “Act 2003” of East Kenya, the U.S. - (NDRC) in\nMay von der Leyen."
    )
    doc.ents = (Span(doc, 5, 7, label="PERSON"),)
    given_spans = tuple(SimpleNamespace(start=a, end=min(a + n, len(doc.text)), label=k, score=s) for a, n, k, s in spans)
    doc._.policynlp_encoding = SimpleNamespace(entities=given_spans)
    EntityComponent(nlp.vocab)(doc)
    ends = 0
    for e in doc._.policynlp_entities:
        assert e.start >= ends
        assert e.end > e.start
        ends = e.end


def test_many_names_take_linear_time(nlp: Language) -> None:
    words = ["Anna", "Bo", "met", "Ministry", "of", "Law", "Act", "and"] * 1500
    doc = Doc(nlp.vocab, words=words)
    doc._.policynlp_passages = ()
    spans = tuple(SimpleNamespace(start=t.idx, end=t.idx + len(t), label="ORG", score=0.6) for t in doc if t.is_title)
    doc._.policynlp_encoding = SimpleNamespace(entities=spans)
    assert within(5, lambda: EntityComponent(nlp.vocab)(doc))


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [
        ("The alarm was false, said Bae Soo-ah of the league.", "Bae Soo", "Bae Soo-ah"),
        ("He Lifang opened the museum.", "Lifang", "He Lifang"),
        ("The mayor thanked Ana Sorel in person.", "Sorel", "Ana Sorel"),
        ("The mayor thanked Judge Sorel in person.", "Sorel", "Sorel"),
    ],
)
def test_a_person_is_read_whole(read: Read, text: str, seen: str, name: str) -> None:
    ents = ((text[text.index("Ana") : text.index(" in person")], "PERSON"),) if "Ana" in text else ()
    assert found(read(text, (seen, "PER", 0.9), ents=ents))[name] == "PERSON"


@pytest.mark.parametrize(
    ("text", "seen", "names"),
    [
        ("She toured Eskmoor and Tarnshire.", "Eskmoor and Tarnshire", {"Eskmoor", "Tarnshire"}),
        ("She toured Avelia, Brandor, and Corrin.", "Avelia, Brandor, and Corrin", {"Avelia", "Brandor", "Corrin"}),
        ("She toured Trinidad and Tobago.", "Trinidad and Tobago", {"Trinidad and Tobago"}),
        ("She toured Washington, D.C. in May.", "Washington, D.C.", {"Washington, D.C."}),
    ],
)
def test_a_list_of_places_is_several(read: Read, text: str, seen: str, names: set[str]) -> None:
    assert {name for name, label in found(read(text, (seen, "LOC", 0.9), ents=())).items() if label == "GPE"} == names


def test_a_longer_name_that_spacy_calls_a_body_is_the_person(read: Read) -> None:
    doc = read("Le Thi Hoa sells fruit.", ("Hoa", "PER", 0.9), ents=(("Le Thi Hoa", "ORG"),))
    assert found(doc) == {"Le Thi Hoa": "PERSON"}
    body = read("Hill Trust Hoa sells fruit.", ("Hoa", "PER", 0.9), ents=(("Hill Trust Hoa", "ORG"),))
    assert found(body)["Hoa"] == "PERSON"


@pytest.mark.parametrize(("times", "seen"), [(1, 0), (2, 2)])
def test_a_name_read_twice_needs_less(nlp: Language, times: int, seen: int) -> None:
    doc = nlp("They left Tarvik by night. Nobody in Tarvik slept.")
    at = [10, 37][:times]
    doc._.policynlp_encoding = SimpleNamespace(
        entities=[SimpleNamespace(start=a, end=a + 6, label="LOC", score=0.6) for a in at]
    )
    assert len(encoder_mentions(doc, Tokens(doc)) or []) == seen


@pytest.mark.parametrize(
    ("text", "name", "label", "score"),
    [
        ("Norvind said it would cut 900 jobs in Denmark.", "Norvind", "PER", 0.82),
        ("Petrolux raised its dividend.", "Petrolux", "ORG", 0.4),
        ("Fomento, a Peruvian charity, said the harvest had failed.", "Fomento", "MISC", 0.5),
        ("Valdora employs 64,000 people in Brazil.", "Valdora", "LOC", 0.5),
        ("Hirvo warns that two million people face hunger.", "Hirvo", "ORG", 0.55),
        ("Tasko opened a centre in Pune. The company will hire 300 people.", "Tasko", "PER", 0.8),
    ],
)
def test_a_lone_name_is_a_body_where_its_sentence_says_so(read: Read, text: str, name: str, label: str, score: float) -> None:
    assert found(read(text, (name, label, score), ents=())).get(name) == "ORG"


@pytest.mark.parametrize(
    ("text", "name", "score"),
    [
        ("Okwara said he would cut its budget.", "Okwara", 0.8),
        ("Silveira raised its dividend.", "Silveira", 0.97),
        ("Minister Lindal said it would end.", "Lindal", 0.8),
        ("Tamsin, a farmer, said the harvest had failed.", "Tamsin", 0.8),
    ],
)
def test_a_lone_name_stays_a_person_where_nothing_says_otherwise(read: Read, text: str, name: str, score: float) -> None:
    assert found(read(text, (name, "PER", score), ents=())).get(name) == "PERSON"


@pytest.mark.parametrize(
    ("text", "halves", "bodies"),
    [
        (
            "She works at the Ministry of Mines and Energy in Lusaka.",
            ["Ministry of Mines", "Energy"],
            ["Ministry of Mines and Energy"],
        ),
        (
            "She works at the Ministry of Labour, Social Solidarity and Family.",
            ["Ministry of Labour", "Social Solidarity and Family"],
            ["Ministry of Labour, Social Solidarity and Family"],
        ),
        (
            "She met the Ministry of Mines and Parliament.",
            ["Ministry of Mines", "Parliament"],
            ["Ministry of Mines", "Parliament"],
        ),
        ("She met the Federation of Mines and Energy.", ["Federation of Mines", "Energy"], ["Federation of Mines", "Energy"]),
    ],
)
def test_a_second_field_is_no_second_ministry(read: Read, text: str, halves: list[str], bodies: list[str]) -> None:
    doc = read(text, *((half, "ORG", 0.9) for half in halves), ents=())
    assert [name for name, label in found(doc).items() if label == "ORG"] == bodies
