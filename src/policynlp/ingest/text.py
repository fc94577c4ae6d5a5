"""Text made plain: one form of characters, line ends and spaces, so that offsets and patterns mean one thing.

Only text that we take out of a container (a file, a page) is normalised; the text of JSONL rows is never touched.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?|\u0085|\u2028|\x0b")
_PARAGRAPH_ENDS = re.compile(r"[\f\u2029]")
_SPACES = re.compile(r"[\u00a0\u2007\u202f\u2000-\u200a\u3000]")  # no-break and typographic widths are layout, not text
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1f\x7f\u0080-\u0084\u0086-\u009f\ufffe\uffff\ud800-\udfff]")
_SOFT_HYPHEN_BREAK = re.compile(r"\u00ad[ \t]{0,8}\n[ \t]{0,8}")

WORD = re.compile(r"\w+(?:[.,'’\-]\w+)*")


def normalise(text: str) -> str:
    r"""NFC, `\n` at line ends, plain spaces, no invisible or control characters, nothing blank at the ends.

    Idempotent. Tabs stay, since they set the columns of tables.
    """
    text = _PARAGRAPH_ENDS.sub("\n\n", _LINE_ENDS.sub("\n", text))
    text = _SOFT_HYPHEN_BREAK.sub("", text)
    text = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    text = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n").rstrip()


def word_count(text: str) -> int:
    """Words and numbers in a text."""
    return sum(1 for _ in WORD.finditer(text))


def squeezed(text: str) -> str:
    """One line, single spaces."""
    return " ".join(text.split())
