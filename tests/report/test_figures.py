"""How the figures of a text stand against those of others."""

from __future__ import annotations

import pytest
from made import Made, brief, link, period

from policynlp import report
from policynlp.corpus.brief.rows import brief_rows
from policynlp.report.findings import article_findings

ARTICLE = "Landings reached 12 million tonnes ($5 million) in 2022. The three ports employ 9 percent of the people."
NOTE = "In 2022 landings came to 11.6 million tonnes. Of the people, 9 percent work in two ports."


def article() -> tuple[Made, str, str]:
    made = Made(ARTICLE, title="Article")
    tonnes = made.claim("12 million tonnes", 12e6, "tonne", kind="measure", measure="Landings", period="2022")
    share = made.claim("9 percent", 9.0, "percent", share_of="the people", scope="The three ports")
    return made, tonnes, share


def note() -> tuple[Made, str, str]:
    made = Made(NOTE, title="Note", genre="statistics")
    return (
        made,
        made.claim("11.6 million tonnes", 11.6e6, "tonne", kind="measure", period="2022"),
        made.claim("9 percent", 9.0, "percent"),
    )


def told(made: Made, other: Made, rows: list) -> str:
    return " ".join(f.text for f in article_findings(brief(made, other, links=rows)) if f.topic == "figures")


def test_another_text_contradicts() -> None:
    (a, tonnes, _), (b, theirs, _) = article(), note()
    row = link("differs", a.end(tonnes), b.end(theirs), delta=(12 - 11.6) / 11.6, reason="They differ by 3.45 percent.")
    figures = {f.claim: f for f in brief(a, b, links=[row]).figures}
    figure = figures[tonnes]
    assert figure.standing == "contradicted"
    assert figure.wording == "Landings reached 12 million tonnes"
    other = figure.comparisons[0]
    assert (other.figure, other.sentence.text) == ("11.6 million tonnes", "In 2022 landings came to 11.6 million tonnes.")
    assert round(other.delta or 0, 4) == 0.0345
    assert "is 3.4 percent more than the 11.6 million tonnes in “Note” (2022)." in told(a, b, [row])


def test_which_of_the_numbers_of_a_clause_is_contradicted_is_said() -> None:
    a, b = (
        Made("Landings fell from 14 percent in 2019 to 11 percent.", title="Article"),
        Made("They were 12 percent.", title="Note"),
    )
    mine = a.claim("11 percent", 11.0, "percent", measure="Landings")
    row = link("differs", a.end(mine), b.end(b.claim("12 percent", 12.0, "percent")), delta=-1 / 12, reason="They differ.")
    said = told(a, b, [row])
    assert (
        "“Landings fell from 14 percent in 2019 to 11 percent”: 11 percent is 1 percentage point less than the 12 percent"
        in said
    )


def test_the_difference_is_this_texts_whichever_way_the_link_runs() -> None:
    (a, tonnes, _), (b, theirs, _) = article(), note()
    row = link("differs", b.end(theirs), a.end(tonnes), delta=(11.6 - 12) / 12, reason="They differ.")
    other = next(f for f in brief(a, b, links=[row]).figures if f.claim == tonnes).comparisons[0]
    assert round(other.delta or 0, 4) == 0.0345
    assert not other.from_here


def test_the_same_value_of_another_scope_is_in_doubt_until_a_text_confirms_it() -> None:
    (a, _, share), (b, _, theirs) = article(), note()
    reason = (
        "The same value, but the first covers more (The three ports against two ports): “9 percent” here, “9 percent” there."
    )
    doubt = link("not_comparable", a.end(share), b.end(theirs), delta=0.0, reason=reason)
    assert next(f for f in brief(a, b, links=[doubt]).figures if f.claim == share).standing == "doubtful"
    assert "gives the same value, but this text’s covers more (the three ports against two ports)." in told(a, b, [doubt])
    agrees = link("agrees", a.end(share), b.end(theirs), delta=0.0, reason="The same figure.")
    assert next(f for f in brief(a, b, links=[doubt, agrees]).figures if f.claim == share).standing == "confirmed"


def test_what_no_other_text_gives_is_said_with_their_number() -> None:
    (a, tonnes, _), (b, _, _) = article(), note()
    assert {f.standing for f in brief(a, b).figures} == {"alone"}
    assert told(a, b, []) == "Of 2 figures in the text, 2 are not found in the one other text."
    assert next(f for f in brief(a, b).figures if f.claim == tonnes).comparisons == ()


def test_what_a_related_text_gives_in_another_way_is_told_beside_and_not_found_missing() -> None:
    (a, tonnes, share), (b, theirs, _) = article(), note()
    asked: list[frozenset[str]] = []

    def related(wanted: frozenset[str]) -> dict[str, list[tuple[str, str]]]:
        asked.append(wanted)
        return {tonnes: [(b.document.id, theirs)]}

    found = brief(a, b, related=related)
    assert asked == [frozenset({tonnes, share})]
    assert {f.claim: f.standing for f in found.figures} == {tonnes: "related", share: "alone"}
    assert [t.title for t in found.linked] == ["Note"]
    said = [f.text for f in article_findings(found) if f.topic == "figures"]
    assert said[0] == (
        "Of 2 figures in the text, 1 may be compared with another text’s and 1 is not found in the one other text."
    )
    assert said[1] == "“Landings reached 12 million tonnes”: compare with 11.6 million tonnes in “Note” (2022)."
    (row, _) = brief_rows(found, "figures")
    assert (row["standing"], row["other_text"], row["other_delta"]) == ("related", "11.6 million tonnes", None)
    page = report.page_of(found, made="2024-06-01")
    assert "compare with <a" in page


def test_a_figure_that_a_link_speaks_of_is_not_asked_for() -> None:
    (a, tonnes, share), (b, theirs, _) = article(), note()
    a.claim("$5 million", 5e6, "USD", kind="money", equivalent_to=tonnes)
    row = link("differs", a.end(tonnes), b.end(theirs), delta=0.03, reason="They differ by 3 percent.")
    asked: list[frozenset[str]] = []
    brief(a, b, links=[row], related=lambda wanted: asked.append(wanted) or {})
    assert asked == [frozenset({share})]


def test_a_second_currency_stands_with_its_amount() -> None:
    made = Made(ARTICLE)
    tonnes = made.claim("12 million tonnes", 12e6, "tonne", kind="measure")
    made.claim("$5 million", 5e6, "USD", kind="money", equivalent_to=tonnes)
    figures = brief(made).figures
    assert [(f.place.text, f.also) for f in figures] == [("12 million tonnes", ("$5 million",))]


def test_small_counts_are_not_findings() -> None:
    made = Made("The three ports stay open. Some 400 ships called.")
    made.claim("three ports", 3.0, "port", kind="count", measure="ports")
    made.claim("400 ships", 400.0, "ship", kind="count", bound="about", measure="ships")
    found = brief(made)
    assert [(f.place.text, f.small) for f in found.figures] == [("three ports", True), ("400 ships", False)]
    assert "gives 1 figure;" in article_findings(found)[0].text
    assert found.figures[1].wording == "Some 400 ships"


def test_a_text_without_figures() -> None:
    assert article_findings(brief(Made("The ports stay open.")))[0].text == (
        "The text gives no figure that another text could confirm or contradict."
    )


@pytest.mark.parametrize(
    "words, value, unit, kind, rest, said",
    [
        ("9 percent", 9.0, "percent", "percent", {"flags": ("share_above_one",)}, "is more than the whole"),
        (
            "9 percent",
            9.0,
            "percent",
            "percent",
            {"flags": ("period_suspect",), "period": period("last year/2021")},
            "“last year” (2021, counted from the day of publication) need not be right",
        ),
    ],
)
def test_flags_are_told_in_words(words: str, value: float, unit: str, kind: str, rest: dict, said: str) -> None:
    made = Made(ARTICLE)
    made.claim(words, value, unit, kind=kind, **rest)
    found = brief(made)
    assert found.figures[0].standing == "doubtful"
    assert said in found.figures[0].faults[0].what


def test_flags_that_only_tell_how_a_figure_was_read_are_no_faults() -> None:
    made = Made(ARTICLE)
    made.claim("$5 million", 5e6, "USD", kind="money", flags=("currency_assumed",))
    found = brief(made)
    assert found.figures[0].faults == ()
    assert found.limits.assumed == 1
