"""Small articles of our own in the scheme of the public sets, for tests of training."""

from __future__ import annotations

from typing import Any

ARTICLES: tuple[tuple[str, tuple[tuple[tuple[str, ...], str | None, str | None], ...]], ...] = (
    (
        (
            "Harbour stays shut.\n\nMara Lind said that the ferries would stop on Monday. “We have no fuel,” Okoro told reporters, "
            "“and no money.”\n\nNobody else spoke. It was expected that rents would rise."
        ),
        (
            (("the ferries would stop on Monday",), "said", "Mara Lind"),
            (("We have no fuel", "and no money"), "told", "Okoro"),
            (("rents would rise",), "was expected", None),
        ),
    ),
    (
        "According to the Port Authority, fees doubled in May.\n\n“Fees are too high,” Lind complained.",
        ((("fees doubled in May",), "According to", "the Port Authority"), (("Fees are too high",), "complained", "Lind")),
    ),
    (
        "Okoro welcomed the vote and promised a bridge by spring.",
        ((("the vote",), "welcomed", "Okoro"), (("a bridge by spring",), "promised", "Okoro")),
    ),
    ("Trout are back in the upper river.\n\nThe dam was removed in 2021.", ()),
    ('The minister asked: "Who will pay?" Analysts doubt it.', ((("Who will pay",), "asked", "The minister"),)),
    (
        "“The plan is a joke.\n\n“We will not vote for it,” the whip declared.",
        ((("We will not vote for it",), "declared", "the whip"),),
    ),
)
"""Text, then attributions as phrases that stand there once: contents, cue, source."""


def span(text: str, phrase: str) -> list[int]:
    """Where a phrase stands, which must be once."""
    assert text.count(phrase) == 1, f"{phrase!r} stands {text.count(phrase)} times"
    return [text.index(phrase), text.index(phrase) + len(phrase)]


def gold_rows() -> list[dict[str, Any]]:
    """The articles as records of a set."""
    return [
        {
            "id": f"own-{n}",
            "text": text,
            "quotes": [
                {
                    "content": [span(text, c) for c in contents],
                    "cue": [span(text, cue)] if cue else [],
                    "source": [span(text, source)] if source else [],
                }
                for contents, cue, source in quotes
            ],
        }
        for n, (text, quotes) in enumerate(ARTICLES)
    ]
