"""Other quotation marks for the same text, so that the encoder learns speech and not one newspaper's typography."""

from __future__ import annotations

import numpy as np

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_GUILLEMETS = str.maketrans({"“": "«", "”": "»"})
_SINGLE = str.maketrans({"“": "‘", "”": "’"})
_LOW = str.maketrans({"“": "„", "”": "“"})
_STYLES = (_STRAIGHT, _GUILLEMETS, _SINGLE, _LOW, None)
_SHARE = 0.3


def other_marks(text: str, rng: np.random.Generator) -> str:
    """The text in another style of marks (or, in seven of ten cases, its own); every character stays in its place."""
    if rng.random() >= _SHARE:
        return text
    style = _STYLES[int(rng.integers(len(_STYLES)))]
    curly = text if "“" in text else _curled(text)
    return curly if style is None else curly.translate(style)


def _curled(text: str) -> str:
    """Straight double marks as curly ones: opening where white space or an opening bracket stands before."""
    out = list(text)
    for i, c in enumerate(text):
        if c == '"':
            out[i] = "“" if i == 0 or text[i - 1].isspace() or text[i - 1] in "([—–-‘'" else "”"
    return "".join(out)
