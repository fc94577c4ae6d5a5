"""What a title says of its own text is no source: "Two decades of transfers: a budget note"."""

import pytest


@pytest.mark.parametrize(
    ("title", "speaks"),
    [
        ("Two decades of transfers to the north: a budget note", False),
        ("What the plan asks for: an outline", False),
        ("Harvest to shrink by a tenth: ministry report", True),
        ("Harvest to shrink by a tenth: officials", True),
    ],
)
def test_a_subtitle_is_no_source(quotes_of, title, speaks):
    text = f"{title}\n\nThe budget of the north grew in every year. Nobody knew why."
    assert any(q.content[0][0] == 0 for q in quotes_of(text)) is speaks
