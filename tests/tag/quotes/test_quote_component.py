"""What every result must hold, whatever the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp.tags import Quote


def _check(text: str, quotes: tuple[Quote, ...]) -> None:
    starts = [q.content[0][0] for q in quotes]
    assert starts == sorted(starts)
    assert len({q.id for q in quotes}) == len(quotes)
    for quote in quotes:
        assert quote.content
        for start, end in (*quote.content, *quote.cue, *quote.source):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        assert list(quote.content) == sorted(quote.content)


_PIECES = st.sampled_from(
    ['"', "“", "”", "„", "«", "»", "'", "’", "‘", "''", " ", "\n\n", ", ", ". ", ": ", "said", "he", "Anna Berg", "that",
     "the plan works", "according to", "the ministry", "urged", "to act", "—", "\x00", "9" * 50, "…", "who", "and"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=40))
def test_any_mix_of_marks_and_cues_gives_sound_offsets(quotes_of, pieces):
    text = " ".join(pieces)
    _check(text, quotes_of(text))


def test_an_empty_text_has_no_quotes(quotes_of):
    assert quotes_of("") == ()
    assert quotes_of(" \n\n ") == ()


def test_a_text_without_attributions_has_no_quotes(quotes_of):
    assert quotes_of("The bridge is 300 metres long. It was opened in May.") == ()


def test_what_a_law_provides_nobody_has_said(quotes_of):
    assert quotes_of("The Agency shall offer a relocation grant, and shall report each year how many households took it.") == ()
    assert quotes_of("This Act may be cited as the Coastal Resilience Act 2024.") == ()
    (said,) = quotes_of('"We shall offer a grant," the minister said.')
    assert said.kind == "direct"


def test_who_is_told_that_hears_a_statement_and_who_is_told_to_an_order(quotes_of):
    assert [q.act for q in quotes_of("I am told that the opposition believes the fund is a gift.")] == ["speech"]
    assert [q.act for q in quotes_of("Residents were told to leave.")] == ["directive"]


def test_a_content_does_not_end_with_because(quotes_of):
    text = (
        "I said that we would pay on time; and that no girl would have to leave class because there was no water at her school."
    )
    assert any(text[q.content[-1][0] : q.content[-1][1]].endswith("at her school") for q in quotes_of(text))
