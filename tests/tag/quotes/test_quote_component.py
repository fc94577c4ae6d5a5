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
