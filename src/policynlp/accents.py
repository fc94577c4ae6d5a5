"""Text without accents: whoever looks for Szabo means Szabó, too."""

from __future__ import annotations

import unicodedata


def unaccented(text: str) -> str:
    """Text without accents and other combining marks."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
