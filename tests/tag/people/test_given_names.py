"""What a name says of a person's gender, as a hint for pronouns."""

import pytest

from policynlp.tag.people.given_names import is_given, likely_gender


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Nguyen Thi Hoa", "female"),
        ("Nguyễn Văn Nam", "male"),
        ("Jan van Dijk", None),
        ("Dr. Gráinne Dunne", "female"),
        ("A. Sofia Lindqvist", "female"),
        ("Wan Siti binti Ahmad", "female"),
        ("Zelimira Petrova", "female"),
        ("Zelimira Kowalska", "female"),
        ("Zelimira Jónsdóttir", "female"),
        ("Tsvet Ivanov", "male"),
        ("Marco Casanova", "male"),
        ("Nubia Córdova", "female"),
        ("Park Ji-hoon", None),
        ("Xyz Kumar", None),
        ("Xyz Kumar Singh", "male"),
        ("Xyz Begum", "female"),
        ("Lindqvist", None),
        ("", None),
        ("Troy Barrett", "male"),
    ],
)
def test_words_that_tell_women_from_men(name: str, gender: str | None) -> None:
    assert likely_gender(name) == gender


def test_what_is_a_word_or_a_place_besides_is_no_sure_given_name() -> None:
    assert is_given("Gráinne")
    assert not any(map(is_given, ("Troy", "Milan", "Comfort", "Solomon", "Water")))
