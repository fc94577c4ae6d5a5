"""A level that "makes up" something is no rise."""

from __future__ import annotations

import pytest

from policynlp.changes import change


@pytest.mark.parametrize(
    ("text", "figure", "kind"),
    [
        ("Women make up 40 percent of the council.", "40 percent", "none"),
        ("It made up 9 percent of the population, down from 11.", "9 percent", "none"),
        ("The ministry set up 25 schools.", "25", "none"),
        ("The two draw up one joint plan.", "one", "none"),
        ("There are 5,000 fellowships of up to 18,000 pounds.", "5,000", "none"),
        ("They gave up 30 percent of the land.", "30 percent", "none"),
        ("The index ended up 4 percent.", "4 percent", "up"),
        ("Shares were back up 4 percent.", "4 percent", "up"),
        ("Output was up 4 percent.", "4 percent", "up"),
        ("Output went up by 4 percent.", "4 percent", "up"),
        ("It sold 12 percent more grain.", "12 percent", "up"),
        ("Fees rose to 4 percent.", "4 percent", "none"),
        ("Enrolment fell by 300 pupils.", "300", "down"),
    ],
)
def test_kind(text: str, figure: str, kind: str) -> None:
    start = text.index(figure)
    assert change(text, (start, start + len(figure)), start=0, trend="none") == kind
