"""Every flag that the tagger raises for a figure that does not hold has its words, with the calculation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from made import Made, brief

from policynlp.corpus.brief.arithmetic import FAULTS
from policynlp.corpus.reading import TaggedDocument
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger

RAISED = Path(__file__).parents[2] / "src" / "policynlp" / "tag" / "claims" / "checks.py"
CASES = {
    "change_mismatch": (
        "Exports rose from 10 million tonnes in 2020 to 15 million tonnes in 2022, an increase of 3 million tonnes.",
        "The text says “3 million tonnes”, but from 10 million to 15 million is 5 million.",
    ),
    "trend_mismatch": (
        "Exports fell from 10 million tonnes in 2020 to 15 million tonnes in 2022.",
        "The text speaks of a figure that has fallen, but from 10 million to 15 million it has risen.",
    ),
    "share_above_one": (
        "The province accounts for 120 percent of the country's grain output.",
        "“120 percent” is more than the whole (“the country's grain output”) of which it is given as a part.",
    ),
    "share_mismatch": (
        "The district has 12,000 pupils. Of the 2,000 schools, 500, or 40 percent, have no water.",
        "“40 percent” of “2,000 schools” are 800, which is not what the text says beside it.",
    ),
    "rate_suspect": (
        (
            "The bridge cost 700 million yuan ($100 million). The road cost 1.4 billion yuan ($200 million). "
            "The port cost 350 million yuan ($50 million). The line cost 70 million yuan ($100 million)."
        ),
        "“70 million yuan” for “$100 million” makes 0.7 CNY to one USD; the other conversions of the text make 7.",
    ),
    "period_suspect": (
        (
            "According to the census of 2020, the city had 9 million people. Its share of the population, at the census of 2010, "
            "was another one: it dropped from 8.2 percent in 2010 to 7.1 percent last year."
        ),
        (
            "“last year” (2023, counted from the day of publication) need not be right, since the passage compares censuses: the change "
            "is counted from that of 2010."
        ),
    ),
}


def test_no_flag_is_left_out() -> None:
    raised = set(re.findall(r'append\("(\w+)"\)', RAISED.read_text(encoding="utf-8")))
    assert raised == set(FAULTS) == set(CASES)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(load_settings().tag)


@pytest.mark.parametrize("flag", FAULTS)
def test_the_flag_is_raised_and_told(tagger: Tagger, flag: str) -> None:
    text, said = CASES[flag]
    made = Made(text)
    tags = tagger.tag(made.document)
    made.tagged = lambda: TaggedDocument(made.document, tags)  # type: ignore[method-assign]
    faults = {fault.flag: fault.what for figure in brief(made).figures for fault in figure.faults}
    assert faults.get(flag) == said
