"""Interviews whose labels are initials, lists below a dash, communiqués whose heading says who has met."""

from __future__ import annotations

from collections.abc import Callable

INTERVIEW = """LAKES QUARTERLY

"We counted the mills and forgot the rivers"

Nguyễn Thị Hồng Vân teaches economics in Huế. She spoke to Brian Aldous for this issue. The talk has been edited.

Brian Aldous: You open the book with a miller. Why him?

Nguyễn Thị Hồng Vân: Because he understood prices better than I did. He has two wheels and no debts.

BA: Is that rare?

NV: It is in the delta. Of 4,000 mills some 300 owe nothing to anybody.

BA: And the banks?

NV: They will not talk to me.
"""

FINDINGS = """REPORT OF THE COMMITTEE ON RIVERS

The Committee on Rivers met on 3 June in Abuja.

5.0 Findings

5.1 The Committee finds that—
(i) the present system of permits has failed;
(ii) the levy of 2.8 billion naira was never collected.

5.2 The next meeting is on 9 July.

5.3 The Committee recommends that:-

(a) the Tribunal be kept for five years;

(b) the Ministry publish its accounts every year.
"""

COMMUNIQUE = """CONFERENCE OF WINDWARD FISHERIES MINISTERS
Ninth Ordinary Meeting
Castries, 22-23 May 2025

JOINT COMMUNIQUÉ

1. The Ministers responsible for fisheries of six states met in Castries.

2. Ministers expressed grave concern about the fall in landings.

3. The owners maintain that the vessel had suffered engine failure.

4. Ministers condemned the presence of unlicensed boats within their zones.
"""


def by_words(told: Callable, text: str) -> Callable[[str], str | None]:
    found = told(text)
    return lambda words: next((speaker for said, speaker in found if words in said), "nothing of it")


def test_initials_are_of_whom_the_interview_names_in_full(told: Callable) -> None:
    speaker = by_words(told, INTERVIEW)
    assert speaker("Is that rare?") == "Brian Aldous"
    assert speaker("some 300 owe nothing") == "Nguyễn Thị Hồng Vân"
    assert speaker("They will not talk to me") == "Nguyễn Thị Hồng Vân"


def test_initials_of_two_people_are_nobody_s(told: Callable) -> None:
    text = INTERVIEW.replace("He has two wheels", "My brother Nam Vân has two wheels")
    assert by_words(told, text)("some 300 owe nothing") not in {"Nam Vân", "Brian Aldous"}


def test_letters_that_begin_no_name_stay_a_label(told: Callable) -> None:
    assert by_words(told, INTERVIEW.replace("BA:", "PM:"))("Is that rare?") not in {"Brian Aldous", "Nguyễn Thị Hồng Vân"}


def test_findings_below_a_dash(told: Callable) -> None:
    speaker = by_words(told, FINDINGS)
    assert "Committee" in (speaker("the levy of 2.8 billion naira was never collected") or "")
    assert "Committee" in (speaker("the Ministry publish its accounts every year") or "")
    assert speaker("The next meeting") == "nothing of it"


def test_ministers_whose_conference_the_heading_names(told: Callable) -> None:
    speaker = by_words(told, COMMUNIQUE)
    assert speaker("the presence of unlicensed boats") == "Conference of Windward Fisheries Ministers"
    assert speaker("engine failure") is None
