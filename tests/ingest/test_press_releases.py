"""The head of a press release: its day and whom the press may ask are not its headline."""

from __future__ import annotations

from pathlib import Path

import pytest
from written import document

from policynlp.document import Source

HEADLINE = "Rural agency gives $4 million for buses"
BODY = (
    "The agency today gave $4 million for 38 lines that will take 86,000 people to work in nine districts of the north.\n\n"
    '"Nobody should have to walk 30 miles to a hospital," said its head, Ana Reis, in a statement on Tuesday.\n'
)


def source(folder: Path, head: str) -> Source:
    return document(folder, f"{head}\n\n{BODY}").source


@pytest.mark.parametrize(
    "head",
    [
        "FOR IMMEDIATE RELEASE\n\nTuesday, May 6, 2025\n\nContact: Office of Public Affairs\nPhone: 202-555-0147\nEmail: a@b.org\n\n{}",
        "Contact: Office of Public Affairs\n\n{}\n\nMay 6, 2025",
        "Media Contact: Luis Prado, 202-555-0147\n\n{}\n\nMay 6, 2025",
        "For Immediate Release: May 6, 2025\n\n{}",
        "FOR IMMEDIATE RELEASE – May 6, 2025\nContact: Luis Prado\n(202) 555-0147\nluis@agency.org\n\n{}",
        "PRESS RELEASE\nRelease Date: May 6, 2025\n\nContact:\nLuis Prado\nOffice of Communications\nTel. 202-555-0147\n\n{}",
        "NEWS RELEASE\nContact: Luis Prado, Director of Communications, Rural Agency\n\n{}\n\nMay 6, 2025",
        "6 May 2025\nMedia enquiries: press@agency.org, +44 20 7946 0812\n{}",
        "{}\n\nFor immediate release: 6 May 2025\nContact: Luis Prado, 202-555-0147",
    ],
)
def test_headline_and_day(tmp_path, head):
    found = source(tmp_path, head.format(HEADLINE))
    assert (found.title, found.published, found.publisher) == (HEADLINE, "2025-05-06", None)


@pytest.mark.parametrize(
    "headline",
    [
        "Contact tracing fell short in spring",
        "Contact lenses: a short history of a small thing",
        "Release of water from the dam begins",
        "Press contacts",
        "For immediate release of detainees, 3 May 2025",
        "Embargo on oil ends after a year, 3 May 2025",
    ],
)
def test_headlines_that_begin_like_a_contact(tmp_path, headline):
    assert source(tmp_path, f"{headline}\n\nMay 6, 2025").title == headline
