"""Whom "Mrs Moroney" means where a relative is told by the given name alone; names whose titles or initials say what they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Told = Callable[[str], list[tuple[str, str | None]]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Cathal Moroney is five. His mother, Sinéad, says that he stands at the window. The bus never came, Mrs Moroney said.",
            "Sinéad Moroney",
        ),
        ("Peter Dunne, 40, is a mason. His wife, Ann, cooks for six. The rent has doubled, Mrs Dunne said.", "Ann Dunne"),
        ("Peter Dunne, 40, is a mason. His brother, Paul, cooks for six. The rent has doubled, Mr Dunne said.", "Peter Dunne"),
        (
            "Barry Keane runs a shop. His wife, Helen, helps. Councillor Mary Keane chairs it. It is dying, Mrs Keane said.",
            "Mary Keane",
        ),
    ],
)
def test_a_relative_has_the_family_name_where_the_title_can_mean_nobody_else(told: Told, text: str, who: str) -> None:
    assert [speaker for _, speaker in told(text)][-1] == who


def test_a_trade_before_a_name_parts_it_from_the_body_behind(told: Told) -> None:
    text = "Economist Evita Lūse of the Riga Institute for Transport Studies has doubts. The trade will not return, she said."
    assert [speaker for _, speaker in told(text)] == ["Evita Lūse"]


def test_initials_in_brackets_are_a_bodys(told: Told) -> None:
    text = (
        "The plant's operator, Eaux du Littoral Souss (ELS), announced on Tuesday that it delivered 71 million cubic metres in 2024."
        "\n\nELS maintains that its monitoring has shown no effect beyond 300 metres."
    )
    assert [speaker for _, speaker in told(text)] == ["Eaux du Littoral Souss"] * 2
    president = "President John Fitzgerald Kennedy (JFK) said that the missiles had to go."
    assert [speaker for _, speaker in told(president)] == ["John Fitzgerald Kennedy"]


def test_engineers_titles_are_no_part_of_names(told: Told) -> None:
    text = "The state director, Ir. Kamarul Effendi Yaacob, said that work was 46 per cent complete."
    assert [speaker for _, speaker in told(text)] == ["Kamarul Effendi Yaacob"]
