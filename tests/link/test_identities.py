"""Who is who across documents, and decisions about it."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.errors import InputError
from policynlp.link.decisions import Decision, active_decisions, append_decision, read_decisions, undo
from policynlp.link.identities import named, resolve
from policynlp.link.names import fold, initials, is_acronym, organisation_key, person_key, place_key
from policynlp.link.state_bodies import state_body
from policynlp.tags import Tags

COUNTRIES = {"Nairobi": "KE", "Kenya": "KE", "Kisumu": "KE", "Tokyo": "JP", "Japan": "JP", "Osaka": "JP"}
WHO = {"who": "A. Reader", "when": "2026-03-01", "why": "checked by hand"}


@pytest.fixture
def doc(reader):
    """Documents whose entities are given as (name, label)."""

    def make(text, *entities, key):
        document = reader.document(text, key=key)
        found = [reader.entity(document, surface, label, name=name) for surface, label, name in entities]
        found = [replace(e, country=country) if (country := COUNTRIES.get(e.name)) else e for e in found]
        return named(document, Tags(document=document.id, tagset="t", entities=tuple(found)))

    return make


def keys(*documents, decisions=()):
    return [i.identity for i in resolve(documents, decisions)]


@pytest.mark.parametrize(
    "other", ["Fulin Chi", "Chi Fu-lin", "President Chi Fulin", "Mr. Chi Fulin", "CHI FULIN", "Chi Fulin's"]
)
def test_forms_of_a_name_are_one_person(other):
    assert person_key(other) == person_key("Chi Fulin")


@pytest.mark.parametrize("other", ["Chi Fulun", "Chi Fulin Jr", "Chi Hao"])
def test_other_names_are_other_people(other):
    assert person_key(other) != person_key("Chi Fulin")


@pytest.mark.parametrize("other", ["the U.S.", "USA", "United States of America"])
def test_names_of_a_country_are_one_place(other):
    assert place_key(other) == place_key("United States")


def test_kind_of_place_may_be_left_out_but_county_and_city_tell_apart():
    assert place_key("Sichuan province") == place_key("Sichuan")
    assert place_key("Cork County") != place_key("Cork")
    assert place_key("Republic of the Congo") != place_key("Democratic Republic of the Congo")


def test_accents_and_fillers_do_not_matter_to_organisations():
    assert organisation_key("The Bank of Québec") == organisation_key("Bank of Quebec")
    assert organisation_key("Bank of Kenya") != organisation_key("Kenya Airways")


def test_acronyms():
    assert "ndrc" in initials("National Development and Reform Commission")
    assert is_acronym("N.D.R.C.")
    assert not is_acronym("Ndrc")
    assert not initials("Ministry")


@given(st.lists(st.text(string.ascii_letters + "éñü", min_size=2, max_size=8), min_size=2, max_size=4))
def test_order_of_a_persons_names_never_matters(parts):
    assert person_key(" ".join(parts)) == person_key(" ".join(reversed(parts)))


@given(st.text(max_size=60))
def test_keys_never_fail(text):
    fold(text)
    person_key(text)
    organisation_key(text)
    place_key(text)
    initials(text)


def test_one_person_in_two_documents(doc):
    a = doc("Wanjiru Kamau spoke.", ("Wanjiru Kamau", "PERSON", None), key="a")
    b = doc("Minister Kamau Wanjiru left.", ("Kamau Wanjiru", "PERSON", None), key="b")
    assert len(set(keys(a, b))) == 1


def test_a_bare_surname_stays_in_its_document(doc):
    a = doc("Kamau spoke.", ("Kamau", "PERSON", None), key="a")
    b = doc("Kamau left.", ("Kamau", "PERSON", None), key="b")
    c = doc("Wanjiru Kamau left.", ("Wanjiru Kamau", "PERSON", None), key="c")
    assert len(set(keys(a, b, c))) == 3


def test_a_surname_that_the_tagger_resolved_carries_its_full_name(doc):
    a = doc("Kamau spoke.", ("Kamau", "PERSON", "Wanjiru Kamau"), key="a")
    b = doc("Wanjiru Kamau left.", ("Wanjiru Kamau", "PERSON", None), key="b")
    assert len(set(keys(a, b))) == 1


def test_an_acronym_is_what_some_document_says_it_stands_for(doc):
    a = doc("The National Water Board (NWB) met.", ("National Water Board", "ORG", None), key="a")
    b = doc("NWB said no.", ("NWB", "ORG", None), key="b")
    assert len(set(keys(a, b))) == 1
    assert {i.name for i in resolve([a, b])} == {"National Water Board"}
    assert keys(b) == ["organisation:nwb"]


def test_an_acronym_of_two_bodies_is_neither(doc):
    a = doc("The National Water Board (NWB) met.", ("National Water Board", "ORG", None), key="a")
    b = doc("The Northern Wheat Bureau (NWB) met.", ("Northern Wheat Bureau", "ORG", None), key="b")
    c = doc("NWB said no.", ("NWB", "ORG", None), key="c")
    assert len(set(keys(a, b, c))) == 3


@pytest.mark.parametrize(
    "text, surface, key",
    [
        ("Kenya's Finance Ministry paid.", "Finance Ministry", "ministry-finance.ke"),
        ("In Kenya's Parliament they met.", "Parliament", "parliament.ke"),
        ("The Kenyan Finance Ministry paid.", "Kenyan Finance Ministry", "ministry-finance.ke"),
        ("The Ministry of Finance of Kenya paid.", "Ministry of Finance", "ministry-finance.ke"),
        ("The Ministry of Finance of Kenya paid.", "Ministry of Finance of Kenya", "ministry-finance.ke"),
        ("the Parliament of Papua New Guinea met", "Parliament", "parliament.pg"),
        ("the Parliament of the Republic of Korea met", "Parliament", "parliament.kr"),
        ("the U.S. Senate met", "Senate", "senate.us"),
        ("talks with Japan the Finance Ministry of Kenya held", "Finance Ministry", "ministry-finance.ke"),
        ("They told us the Senate met.", "Senate", "senate"),
        ("They flew home from Kenya. The Senate met.", "Senate", "senate"),
        ("Kenya\n\nSenate", "Senate", "senate"),
        ("New Mexico's Senate met.", "Senate", "senate"),
        ("the Senate of Mexico City met", "Senate", "senate"),
        ("the Senate met in Kenya", "Senate", "senate"),
        ("an anti-American Parliament", "Parliament", "parliament"),
    ],
)
def test_a_body_of_most_states_goes_with_the_country_beside_it(doc, text, surface, key):
    assert keys(doc(text, (surface, "ORG", None), key="a")) == [f"organisation:{key}"]


def test_ministries_of_two_countries_are_two_and_a_text_of_one_country_says_whose_they_are(doc):
    def ministry(text, *places, key):
        return doc(text, ("Ministry of Finance", "ORG", None), *((p, "GPE", None) for p in places), key=key)

    kenya = ministry("The Ministry of Finance in Nairobi paid Kisumu, Kenya.", "Nairobi", "Kisumu", "Kenya", key="a")
    japan = ministry("Tokyo and Osaka, Japan: the Ministry of Finance paid.", "Tokyo", "Osaka", "Japan", key="b")
    both = ministry(
        "Tokyo, Japan, and Nairobi, Kenya: the Ministry of Finance paid.", "Tokyo", "Japan", "Nairobi", "Kenya", key="c"
    )
    key = "organisation:ministry-finance"
    assert {k for k in keys(kenya, japan, both) if k.startswith("org")} == {f"{key}.ke", f"{key}.jp", key}


def test_an_acronym_of_a_body_of_a_country_is_that_one(doc):
    kenya = doc(
        "The Ministry of Finance (MOF) of Nairobi, Kenya, said the Ministry of Finance of Kenya paid.",
        ("Ministry of Finance", "ORG", "Ministry of Finance of Kenya"),
        key="a",
    )
    unknown = doc("The Ministry of Finance (MOF) paid.", ("Ministry of Finance", "ORG", None), key="b")
    bare = doc("MOF paid.", ("MOF", "ORG", None), key="c")
    found = {row.document: row.identity for row in resolve([kenya, unknown, bare])}
    assert found[kenya.document] == found[bare.document] == "organisation:ministry-finance.ke"
    assert found[unknown.document] == "organisation:ministry-finance"


def test_a_body_in_capitals_is_no_acronym_where_its_country_is_known(doc):
    army = doc("Kenya's ARMY left.", ("ARMY", "ORG", None), key="a")
    market = doc("African Rural Market Yield (ARMY) rose.", ("African Rural Market Yield", "ORG", None), key="b")
    assert set(keys(army, market)) == {"organisation:army.ke", "organisation:african-rural-market-yield"}


@pytest.mark.parametrize(
    "name",
    [
        *("Bank of Kenya", "Coast Bank", "UN Security Council", "International Court of Justice", "Council", "British Council"),
        *(
            "National Development and Reform Commission",
            "Central Intelligence Agency",
            "Royal Navy",
            "Indian National Congress",
        ),
        *("Scottish Parliament", "Georgia Department of Agriculture", "American Chamber of Commerce", "Human Rights Council"),
        *("Labour Force", "European Parliament", "Department for International Development", "Niger State Government"),
    ],
)
def test_other_bodies_go_by_their_names_alone(name):
    assert state_body(name) is None


def test_dates_and_numbers_have_no_identity(doc):
    assert keys(doc("It rained on Monday.", ("Monday", "DATE", None), key="a")) == []


def test_decisions_are_applied_in_order_and_undone(doc, tmp_path):
    path = tmp_path / "corpus" / "identities.toml"
    a = doc("Ana Pérez Lima spoke.", ("Ana Pérez Lima", "PERSON", None), key="a")
    b = doc("Ana Perez left.", ("Ana Perez", "PERSON", None), key="b")
    merged = append_decision(path, Decision(action="merge", identity="person:ana-perez", into="person:ana-lima-perez", **WHO))
    append_decision(path, Decision(action="rename", identity="person:ana-lima-perez", name="A. Pérez “Lima”\n\x7f", **WHO))
    rows = resolve([a, b], read_decisions(path))
    assert {(r.identity, r.name) for r in rows} == {("person:ana-lima-perez", "A. Pérez “Lima”\n\x7f")}
    undo(path, merged.id, **WHO)
    assert len({r.identity for r in resolve([a, b], read_decisions(path))}) == 2
    assert [d.action for d in read_decisions(path)] == ["merge", "rename", "undo"]


def test_split_and_hide(doc):
    a = doc("Li Wei spoke.", ("Li Wei", "PERSON", None), key="a")
    b = doc("Li Wei sang.", ("Li Wei", "PERSON", None), key="b")
    split = Decision(id="1", action="split", identity="person:li-wei", into="person:li-wei-2", documents=(b.document,), **WHO)
    hide = Decision(id="2", action="hide", identity="person:li-wei-2", **WHO)
    assert sorted(keys(a, b, decisions=[split])) == ["person:li-wei", "person:li-wei-2"]
    assert sorted(keys(a, b, decisions=[split, hide]), key=str) == [None, "person:li-wei"]


def test_an_undoing_can_be_undone():
    one = Decision(id="1", action="hide", identity="x", **WHO)
    two = Decision(id="2", action="undo", decision="1", **WHO)
    three = Decision(id="3", action="undo", decision="2", **WHO)
    assert active_decisions([one, two]) == ()
    assert active_decisions([one, two, three]) == (one,)


def test_comments_and_what_was_there_stay(tmp_path):
    path = tmp_path / "identities.toml"
    path.write_text("# ours\n", "utf-8")
    append_decision(path, Decision(action="hide", identity="x", **WHO))
    assert path.read_text("utf-8").startswith("# ours\n")
    assert [p.name for p in tmp_path.iterdir()] == ["identities.toml"]


@pytest.mark.parametrize(
    "text, said",
    [
        ("[[decision", "no valid TOML"),
        ("[other]\n", "something else"),
        ('[[decision]]\nid="1"\naction="fuse"\n', "unknown action"),
        ('[[decision]]\nid="1"\naction="merge"\nidentity="a"\nwho="x"\nwhen="2026-01-01"\nwhy="y"\n', "needs 'into'"),
        ('[[decision]]\nid="1"\naction="hide"\nidentity="a"\nwho="x"\nwhen="soon"\nwhy="y"\n', "no date"),
        ('[[decision]]\nid="1"\naction="hide"\nidentity=3\nwho="x"\nwhen="2026-01-01"\nwhy="y"\n', "no text"),
        ('[[decision]]\nid="1"\naction="undo"\ndecision="0"\nwho="x"\nwhen="2026-01-01"\nwhy="y"\n', "not above"),
        ('[[decision]]\nid="1"\nfoo="undo"\n', "unknown key"),
    ],
)
def test_faults_in_the_file_are_told(tmp_path, text, said):
    path = tmp_path / "identities.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=said):
        read_decisions(path)


def test_what_cannot_be_undone_is_refused(tmp_path):
    path = tmp_path / "identities.toml"
    done = append_decision(path, Decision(action="hide", identity="x", **WHO))
    with pytest.raises(InputError, match="no decision"):
        undo(path, "nothing", **WHO)
    undo(path, done.id, **WHO)
    with pytest.raises(InputError, match="not in force"):
        undo(path, done.id, **WHO)


def test_a_date_of_toml_is_a_date(tmp_path):
    path = tmp_path / "identities.toml"
    path.write_text('[[decision]]\nid="1"\naction="hide"\nidentity="a"\nwho="x"\nwhen=2026-01-01\nwhy="y"\n', "utf-8")
    assert read_decisions(path)[0].when == "2026-01-01"
