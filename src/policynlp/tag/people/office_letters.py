"""Offices that papers print as letters before a name: `CS Halima Duba` of Kenya's cabinet; not the initials of CS Lewis."""

from __future__ import annotations

from policynlp.tag.entities.tokens import Tokens

_OFFICES: dict[str, tuple[str, ...]] = {
    "YB": (), "YAB": (), "MLA": (), "MNA": (), "MEP": (), "MLC": (),
    "CS": ("cabinet secretary", "kenya"), "PS": ("principal secretary", "kenya"), "CAS": ("chief administrative secretary",),
}  # fmt: skip
"""Letters to what the text has to say of which one where they may be initials."""


def is_office_in_letters(tokens: Tokens, i: int) -> bool:
    """Whether a word is such an office, and a name of two words or more may follow.

    Args:
        tokens: The document.
        i: The word.
    """
    told = _OFFICES.get(tokens.text[i])
    if told is None or i + 2 >= len(tokens) or not tokens.cap[i + 1]:
        return False
    text = tokens.doc.text.lower() if told else ""
    return not told or any(words in text for words in told)
