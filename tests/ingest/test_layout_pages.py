"""Layout of pages of many countries and genres: what is furniture, what is a heading, what is text."""

# ruff: noqa: E501 - a page on a line
from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth import grows_linearly
from policynlp.ingest.layout import lay_out
from policynlp.ingest.text import normalise

BODY = "The council of the port said on Monday that the ferries would run again from June, after the harbour had been dredged."
MORE = "Traders in the old town welcomed the news, although few of them believe that the date will be kept this time."

# name, page, {kind: lines of that kind}; all other lines are paragraphs
PAGES: list[tuple[str, str, dict[str, list[str]]]] = [
    (
        "Kenyan daily",
        f"Skip to main content\nMonday, 6 May 2024\n\nFerries to return to the lake in June\n\nBy GRACE WANJIRU\n\nAdvertisement\n\nKISUMU, 6 May (KNS) — {BODY}\n\n{MORE}\n\nShare on WhatsApp\nRead also: Fish prices fall again",
        {"boilerplate": ["Skip to main content", "Advertisement", "Share on WhatsApp", "Read also: Fish prices fall again"], "title": ["Ferries to return to the lake in June"]},
    ),
    (
        "US local paper",
        f"Ferry service is coming back, city says\n\nJane Doe, Staff Writer\nPublished: May 6, 2024, 7:15 a.m. EDT\n\nWorkers dredge the basin on Friday. (Photo by Sam Lee/AP)\n\n{BODY}\n\nThe mayor declined to comment.\n\n{MORE}\n\nSign up for our newsletter to get the best stories in your inbox.",
        {"caption": ["Workers dredge the basin on Friday. (Photo by Sam Lee/AP)"], "boilerplate": ["Sign up for our newsletter to get the best stories in your inbox."], "title": ["Ferry service is coming back, city says"]},
    ),
    (
        "British daily with crossheads",
        f"Ferries back by summer\n\n{BODY}\n\nA long wait\n\n{MORE}\n\n'Not this year'\n\n{BODY}\n\n© 2024 The Tidewater Echo Ltd",
        {"heading": ["A long wait", "'Not this year'"], "boilerplate": ["© 2024 The Tidewater Echo Ltd"], "title": ["Ferries back by summer"]},
    ),
    (
        "act of parliament",
        "Harbours Act 2024\n\nCHAPTER I\nGENERAL PROVISIONS\n\nArticle 1\nScope\n\nThis Act applies to every harbour that is open to public traffic in the territory.\n\nArticle 2\n\n(a) every vessel shall be entered in the register;\n(b) every master shall hold a licence.\n\nChapter II Duties of masters\n\nArticle 3. The master shall report each loss of cargo to the authority without delay.",
        {"heading": ["CHAPTER I", "GENERAL PROVISIONS", "Article 1", "Scope", "Article 2", "Chapter II Duties of masters"], "list": ["(a) every vessel shall be entered in the register;", "(b) every master shall hold a licence."], "title": ["Harbours Act 2024"]},
    ),
    (
        "white paper with numbers",
        f"Ports for the next generation\n\n1. Introduction\n\n{BODY}\n\n1.1 Where we stand\n\n{MORE}\n\n2. Measures\n\nThe ministry will:\n\n• dredge four basins;\n• rebuild two quays.",
        {"heading": ["1. Introduction", "1.1 Where we stand", "2. Measures"], "list": ["• dredge four basins;", "• rebuild two quays."], "title": ["Ports for the next generation"]},
    ),
    (
        "speech",
        f"Remarks of the harbour minister at the maritime forum\n\nLadies and gentlemen,\n\n{BODY}\n\nThank you.",
        {"title": ["Remarks of the harbour minister at the maritime forum"]},
    ),
    (
        "communique with a table",
        f"Port statistics, first quarter of 2024\n\n{BODY}\n\nPort\tCalls\tTonnes\nEast\t120\t4,500\nWest\t98\t3,900\n\n{MORE}",
        {"table": ["Port\tCalls\tTonnes\nEast\t120\t4,500\nWest\t98\t3,900"], "title": ["Port statistics, first quarter of 2024"]},
    ),
    (
        "agency page saved from a browser",
        f"Home | World | Business\n\nFerries resume on the strait\n\nUpdated: 2024-05-06 09:00\nShare\nFacebook\nTwitter\n\nLI NA / FOR HARBOUR NEWS\n\n{BODY}\n\n{MORE}\n\nTop\nEnglish | Français\nRegistration No: 1234567\nFollow us on Weibo",
        {"boilerplate": ["Home | World | Business", "Share", "Facebook", "Twitter", "LI NA / FOR HARBOUR NEWS", "Top", "English | Français", "Registration No: 1234567", "Follow us on Weibo"], "byline": ["Updated: 2024-05-06 09:00"], "title": ["Ferries resume on the strait"]},
    ),
    (
        "press release",
        f"FOR IMMEDIATE RELEASE\n\nMinistry opens tender for quays\n\n{BODY}\n\n{MORE}\n\n-ENDS-\n\nEmail: press@ports.example",
        {"boilerplate": ["FOR IMMEDIATE RELEASE", "-ENDS-", "Email: press@ports.example"], "title": ["Ministry opens tender for quays"]},
    ),
    (
        "markdown report",
        f"# Harbour review\n\n## What was found\n\n{BODY}\n\n## What to do\n\n- dredge the basin\n- move the buoys\n",
        {"title": ["# Harbour review"], "heading": ["## What was found", "## What to do"], "list": ["- dredge the basin", "- move the buoys"]},
    ),
    (
        "wrapped text of an international body",
        "Assembly adopts resolution on harbours\n\nThe General Assembly of the maritime union today adopted a\nresolution that asks all members to open their harbours to\nvessels in distress, whatever flag they may be flying, and to\nreport each year on what they have done.\n\nIt was adopted by 92 votes to 3, with 11 members abstaining.",
        {"title": ["Assembly adopts resolution on harbours"]},
    ),
    (
        "Indian daily with cookie notice",
        f"We use cookies to improve your experience.\n\nFerry row reaches the high court\n\nSource: Coast Times\n\n{BODY}\n\nAlso Read | Boatmen strike in the delta\n\n{MORE}\n\n3 min read",
        {"boilerplate": ["We use cookies to improve your experience.", "Also Read | Boatmen strike in the delta", "3 min read"], "byline": ["Source: Coast Times"], "title": ["Ferry row reaches the high court"]},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("page", "wanted"), [(p, w) for _, p, w in PAGES], ids=[n for n, _, _ in PAGES])
def test_kinds_of_a_page(page: str, wanted: dict[str, list[str]]) -> None:
    text = normalise(page)
    kinds: dict[str, list[str]] = {}
    for passage in lay_out(text, document_id="d", publisher="Harbour News"):
        kinds.setdefault(passage.kind, []).append(text[passage.start : passage.end])
    for kind, lines in wanted.items():
        missing = [line for line in lines if line not in kinds.get(kind, [])]
        assert not missing, (kind, missing, kinds)
    for kind in ("boilerplate", "heading", "table", "list"):
        assert set(kinds.get(kind, [])) <= set(wanted.get(kind, []))


def test_wrapped_lines_are_one_paragraph() -> None:
    text = normalise(PAGES[10][1])
    paragraphs = [p for p in lay_out(text, document_id="d") if p.kind == "paragraph"]
    assert [text[p.start : p.end].count("\n") for p in paragraphs] == [3, 0]


def test_one_line_is_content_whatever_it_says() -> None:
    assert [p.kind for p in lay_out("Share", document_id="d")] == ["paragraph"]


def test_sections_are_the_nearest_heading_above() -> None:
    text = f"Ferries\n\n{BODY}\n\nA long wait\n\n{MORE}"
    assert [p.section for p in lay_out(text, document_id="d") if p.kind == "paragraph"] == [None, "A long wait"]


@given(st.text(alphabet=st.sampled_from("aB .\n\t|1•-()©:\u00a0é"), max_size=300) | st.text(max_size=200))
def test_passages_cover_all_that_is_not_space(text: str) -> None:
    passages = lay_out(text, document_id="d")
    at = 0
    for passage in passages:
        assert passage.start >= at
        assert not text[at : passage.start].strip()
        piece = text[passage.start : passage.end]
        assert piece
        assert piece == piece.strip()
        at = passage.end
    assert not text[at:].strip()


@given(st.text(max_size=200))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_short_paragraphs_take_time_in_proportion() -> None:
    def work(count: int) -> Callable[[], object]:
        return partial(lay_out, "\n\n".join(["Some other words"] * count), document_id="d")

    assert grows_linearly(work, size=800, times=10)
