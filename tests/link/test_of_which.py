"""Parts told beside their whole, as another text's share of it."""

from __future__ import annotations

import pytest

from policynlp.link.of_which import share_of_whole
from policynlp.settings import load_settings
from policynlp.tag.pipeline import Tagger


@pytest.fixture(scope="module")
def shares_of(reader):
    tagger = Tagger(load_settings().tag)

    def read(text):
        claims = sorted(tagger.tag(reader.document(text)).claims, key=lambda c: c.start)
        return {c.text: s.value for n, c in enumerate(claims) for s in share_of_whole(claims, n, text)}

    return read


@pytest.mark.parametrize(
    ("text", "part", "percent"),
    [
        ("The section has a length of 104 km, of which 71 km are single-track.", "71 km", 68.3),
        ("The plan sets aside $84.3 million. Of this amount $28.1 million is paid by the state.", "$28.1 million", 33.3),
        ("It recruited 1,012 teachers, of whom 409 came from other trades.", "409", 40.4),
        ("The office served 12,640 people. Of these, 4,300 will retire by 2030.", "4,300", 34.0),
        ("It made $40 million, down from $60 million. Of this sum, $10 million went to roads.", "$10 million", 25.0),
        ("Of the €9.0 billion set aside for grain in 2025, €4.7 billion had been used.", "€4.7 billion", 52.2),
        ("Of the 104 km of track in the valley, 71 km are single.", "71 km", 68.3),
        ("The auditors checked 24 communes. In 15 of them the guard had no device.", "15", 62.5),
    ],
)
def test_a_part_is_a_share_of_the_whole_before_it(shares_of, text, part, percent):
    found = shares_of(text)
    assert {p: v for p, v in found.items() if part in p} == {
        next(p for p in found if part in p): pytest.approx(percent, abs=0.05)
    }


@pytest.mark.parametrize(
    "text",
    [
        "The budget is 320 million euros, of which 40 trams are paid.",  # another unit
        "It hired 12 drivers. The line is 104 km long, of which 12 percent are new.",  # a share already
        "Of the 453 villages 214 had no road.",  # `derived` has it
        "They bought 30 buses, of which 40 are electric.",  # more than the whole
        "It was one of the 40 towns that asked.",
        "Because of the €9.0 billion set aside in 2025, €4.7 billion had been used.",
        "Of the €9.0 billion nobody spoke. In May €4.7 billion had been used.",
        "The firm earned $30 million, and because of it $12 million was paid in fines.",
        "The hall has 900 seats. Of these, 300 fewer were sold.",
    ],
)
def test_what_is_no_part_of_what_was_told(shares_of, text):
    assert shares_of(text) == {}


def test_a_share_agrees_with_the_part_that_another_text_gives(linked):
    article = (
        "The board has 82.4 million euros to spend on homes in Lisse in 2025. Three quarters of the money comes from the ministry. "
        "It plans 1,240 homes, and 318 have been built."
    )
    paper = (
        "The housing board of Lisse has 82.4 million euros for homes in 2025, of which 61.2 million euros come from the ministry. "
        "The plan is for 1,240 homes. So far 318 homes have been built."
    )
    told = {x.reason for x in linked(article, paper) if x.kind in {"agrees", "compatible"}}
    assert any("Three quarters" in reason and "61.2 million euros" in reason for reason in told), told
