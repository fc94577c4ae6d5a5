"""How a measure moved, and on which scope."""

from __future__ import annotations

from made import Made, brief, earlier

from policynlp.report.findings import article_findings
from policynlp.tags import Earlier

TEXT = (
    "The region made up 9 percent of the national population in 1990. "
    "The provinces fell from 8.2 percent of the national population in 2010 to 7.0 percent in 2020. "
    "The coast had 98 ships, 11 fewer than in 2010."
)


def text() -> Made:
    made = Made(TEXT)
    made.claim("9 percent", 9.0, "percent", share_of="the national population", scope="The region", period="1990")
    made.claim("8.2 percent", 8.2, "percent", share_of="the national population", scope="The provinces", period="2010")
    made.claim(
        "7.0 percent",
        7.0,
        "percent",
        share_of="the national population",
        scope="The provinces",
        period="2020",
        trend="down",
        from_=earlier(8.2, "2010"),
    )
    made.claim("98 ships", 98.0, "ship", kind="count", measure="ships", scope="The coast", trend="down")
    made.claim(
        "11 fewer", 11.0, "ship", kind="count", measure="ships", scope="The coast", trend="down", from_=earlier(None, "2010")
    )
    return made


def said(made: Made) -> list[str]:
    return [f.text for f in article_findings(brief(made)) if f.topic == "movements"]


def test_values_of_one_scope_are_a_movement() -> None:
    group = brief(text()).movements[0]
    movement = group.movements[0]
    assert [(p.text, p.period) for p in movement.points] == [("8.2 percent", "2010"), ("7.0 percent", "2020")]
    assert (movement.scope, movement.direction, movement.points_changed, movement.relative) == (
        "The provinces",
        "down",
        -1.2,
        None,
    )
    assert said(text())[0] == (
        "The share of the provinces in the national population fell from 8.2 percent (2010) to 7.0 percent (2020), "
        "1.2 percentage points less."
    )


def test_another_scope_is_never_joined_to_it_and_is_told() -> None:
    group = brief(text()).movements[0]
    assert [m.scope for m in group.other_scopes] == ["The region"]
    assert set(group.scopes) == {"The region", "The provinces"}
    assert said(text())[1] == (
        "Of the same measure, the text’s 9 percent (1990) is stated for “The region”, not for “The provinces”: as worded these are "
        "different scopes, and their figures make no one series."
    )


def test_the_level_before_a_change_is_computed_and_said_to_be() -> None:
    movement = brief(text()).movements[1].movements[0]
    assert [(p.value, p.computed) for p in movement.points] == [(109.0, True), (98.0, False)]
    assert said(text())[2] == "Ships (the coast) fell from 109 (2010, computed) to 98 ships, 10 percent less."


def test_nothing_is_computed_from_what_is_only_about_so_much() -> None:
    made = Made("The coast had about 98 ships, 11 fewer than in 2010.")
    made.claim("98 ships", 98.0, "ship", kind="count", measure="ships", trend="down", bound="about")
    made.claim("11 fewer", 11.0, "ship", kind="count", measure="ships", trend="down", from_=earlier(None, "2010"))
    movement = brief(made).movements[0].movements[0]
    assert movement.points == ()
    assert movement.amount == "11 fewer"
    assert said(made) == ["Ships fell (“11 fewer”, counted from 2010)."]


def test_an_earlier_value_without_a_figure_of_its_own() -> None:
    made = Made("Wages rose to 12 crowns in 2020.")
    made.claim("12 crowns", 12.0, "SEK", kind="money", measure="Wages", period="2020", trend="up", from_=earlier(10.0, "2010"))
    movement = brief(made).movements[0].movements[0]
    assert [(p.text, p.period) for p in movement.points] == [("10", "2010"), ("12 crowns", "2020")]
    assert movement.relative == 0.2


def test_a_target_has_not_happened() -> None:
    made = Made("The share of trade is to rise from 4 percent in 2024 to 5 percent in 2035.")
    made.claim("4 percent", 4.0, "percent", measure="trade", period="2024")
    made.claim(
        "5 percent", 5.0, "percent", measure="trade", period="2035", trend="up", nature="target", from_=earlier(4.0, "2024")
    )
    assert said(made) == ["Trade is to rise from 4 percent (2024) to 5 percent (2035, target), 1 percentage points more."]


def test_one_value_is_no_movement() -> None:
    made = Made("Trade was 4 percent in 2024.")
    made.claim("4 percent", 4.0, "percent", measure="Trade", period="2024")
    assert brief(made).movements == ()


def test_undated_values_and_values_of_one_year_are_no_movement() -> None:
    made = Made(
        "The school has 94 children. In the county 399,000 children are out of school. Of 5 ports in 2024, 2 ports in 2024 closed."
    )
    made.claim("94 children", 94.0, "child", kind="count", measure="children", trend="up")
    made.claim("399,000 children", 399e3, "child", kind="count", measure="children")
    made.claim("5 ports", 50.0, "port", kind="count", measure="ports", period="2024")
    made.claim("2 ports", 20.0, "port", kind="count", measure="ports", period="2024")
    assert brief(made).movements == ()


def test_a_pronoun_is_no_scope() -> None:
    made = Made("Its wages rose from 10 crowns in 2010 to 40 crowns in 2020.")
    made.claim("10 crowns", 10.0, "SEK", kind="money", measure="wages", scope="Its", period="2010")
    made.claim("40 crowns", 40.0, "SEK", kind="money", measure="wages", scope="Its", period="2020", from_=earlier(10.0, "2010"))
    assert said(made) == ["Wages rose from 10 crowns (2010) to 40 crowns (2020), 4 times as much."]


def test_the_earlier_state_comes_first_even_without_a_date() -> None:
    made = Made("Rents are 1,628 dollars in 2023, up from 1,335 dollars.")
    made.claim(
        "1,628 dollars", 1628.0, "USD", kind="money", measure="Rents", period="2023", trend="up", from_=Earlier(value=1335.0)
    )
    made.claim("1,335 dollars", 1335.0, "USD", kind="money", measure="Rents")
    assert said(made) == ["Rents rose from 1,335 dollars to 1,628 dollars (2023), 22 percent more."]
