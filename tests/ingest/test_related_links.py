"""Links to other articles, counters and notices are furniture wherever they stand, and give no title; the article's own lines stay."""

from __future__ import annotations

import pytest
from written import document, kinds

from policynlp.ingest.furniture import is_furniture

LEAD = "The fare rose to 84 rupees in May, the ministry said."
BEHIND = "The new fare applies to all 580 buses in the city, and drivers will be told of the change by Friday."


@pytest.mark.parametrize("label", ["ALSO READ:", "RELATED ARTICLES", "Related stories", "Most read", "Read More"])
@pytest.mark.parametrize("mark", ["", "- ", "• "])
@pytest.mark.parametrize("behind", [BEHIND, "DISCLAIMER: The views of readers are not those of the paper.", ""])
def test_links_in_the_middle_of_an_article(tmp_path, label, mark, behind):
    links = f"{mark}Man held over theft of 12 cars\n{mark}Rain kills 3 in Pune"
    text = f"Fares rise\n\n14 January 2025\n\n{LEAD}\n\n{label}\n{links}\n\n{behind}"
    found = document(tmp_path, text)
    got = kinds(found)
    assert found.source.title == "Fares rise"
    assert {got[f"{mark}Man held over theft of 12 cars"], got[f"{mark}Rain kills 3 in Pune"], got[label]} == {"boilerplate"}
    assert got[LEAD] == "paragraph"
    assert got.get(BEHIND, "paragraph") == "paragraph"


def test_a_headline_below_the_name_of_a_section_is_a_title(tmp_path):
    found = document(tmp_path, f"LATEST NEWS\nMinister of transport quits over fares\nBy Ana Reis\n\n{LEAD}\n\n{BEHIND}")
    assert found.source.title == "Minister of transport quits over fares"


def test_a_cross_head_below_a_button_stays(tmp_path):
    got = kinds(document(tmp_path, f"Fares rise again in spring\n\n{LEAD}\n\nRead more\n\nWhat drivers say\n\n{BEHIND}"))
    assert got["What drivers say"] == "heading"


def test_a_post_is_no_title(tmp_path):
    post = "Ana Reis\n@AnaReis\nIt is long overdue. We back the plan. #fares\n7:58 PM · Jan 14, 2025\n1,204 Likes 318 Retweets"
    found = document(
        tmp_path, f"Fares rise\n\n15 January 2025\n\nThe head of the union took to Twitter to back it:\n\n{post}\n\n{BEHIND}"
    )
    assert found.source.title == "Fares rise"


@pytest.mark.parametrize(
    "line",
    [
        "DISCLAIMER: The comments of readers are their own.",
        "The views, comments and opinions made here do not necessarily represent the policy of the paper.",
        "The views of readers do not necessarily reflect those of the paper, its editors or its staff.",
        "By providing an email address, I agree to the Terms of Use.",
        "Get top stories and blog posts emailed to you each day.",
        "94 users have voted.",
        "Out of hours: +44 7700 900461",
        "Phone: 202-555-0147",
        "E-mail: press@example.org",
        "Read 340 times",
        "1,204 Likes 318 Retweets",
        "Follow The Gazette on X and Instagram @gazette and on Facebook. Send us a message at 555-0142.",
    ],
)
def test_notices_prompts_and_counters(line):
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "The opinions of voters, asked in May, do not necessarily reflect the views of the party that rules the town, a study said.",
        "The findings do not reflect a rise in crime.",
        "Comments by the governor do not reflect the figures of her own office.",
        "94 voters have appealed.",
        "Read 340 pages of the report and you will find no figure.",
        "3. Comments",
        "Phone: 340 calls a day.",
        "Mobile: 12 million",
        "By providing an email address, firms can ask for the grant.",
    ],
)
def test_what_only_looks_like_a_notice(line):
    assert not is_furniture(line)


@pytest.mark.parametrize("other", ["A village without a bus", "'I had no choice'"])
def test_a_question_is_a_cross_head_where_there_are_others(tmp_path, other):
    text = (
        f"Fares rise again in spring\n\n14 January 2025\n\n{LEAD}\n\n{other}\n\n{BEHIND}\n\nWho pays for it?\n\n{LEAD} {BEHIND}"
    )
    got = kinds(document(tmp_path, text))
    assert got["Who pays for it?"] == got[other] == "heading"


@pytest.mark.parametrize("question", ["Who pays for it?", "Question (Ana Reis, Radio 4): Who pays for it?"])
def test_a_question_alone_is_rhetoric(tmp_path, question):
    text = f"Fares rise again in spring\n\n14 January 2025\n\n{LEAD}\n\n{question}\n\n{BEHIND}"
    assert kinds(document(tmp_path, text))[question] == "paragraph"
