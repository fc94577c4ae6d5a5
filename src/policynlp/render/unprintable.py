"""Characters that no page should hold: controls, halves of pairs, marks that turn the direction of what follows."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")


def printable(text: str) -> str:
    """The text with a replacement sign for each control, and without marks of direction: the number of other letters stays."""
    return _DIRECTION.sub("", _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text))
