"""Who is meant by labels of turns that say less than the text before: `DATUK LIM` of a panel, `Q3 (follow-up)` of one who has asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.accents import unaccented
from policynlp.tag.people.roles import BEFORE_LONG_NAMES, HONORIFICS, STYLES, role_head
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.reading import Reading

_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[ -]?){1,4}")
"""`LC`, `D.A.`, as interviews of magazines call whoever they have named in full."""
_LEAST_LETTERS = 2
_OFFICE_LETTERS = frozenset({"pm", "mc", "ag", "dg", "md", "vp", "qa", "ai", "un", "eu", "us", "uk", "imf", "wb", "who"})
"""Labels of as few letters that are an office or a part before they are somebody's initials."""
_STROKES = str.maketrans("đłøħ", "dloh")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")
_NUMBER = re.compile(r"\W*(?P<number>(?:Q|Question )\d{1,4})\b")
_MOST_WORDS = 8


def label_of(reading: Reading, attribution: Attribution) -> str:
    """The whole of a label: its line from the first letter to the mark behind it."""
    stop = attribution.cue[0] if attribution.cue is not None else attribution.source[0][1]
    return reading.text[reading.text.rfind("\n", 0, stop) + 1 : stop].strip()


class Panel:
    """Everybody whose full name stands somewhere in a transcript, by the words of that name.

    Args:
        cast: The people of the text.
    """

    def __init__(self, cast: Cast) -> None:
        self._named = [(f, _untitled((f.name or "").split())) for f in cast.people()]

    def of(self, label: str) -> Figure | None:
        """The one person whose name has all words of a label and more of them; titles do not count.

        Args:
            label: As printed, `YB DATO' SERI AZHARI`.

        Returns:
            Null where nobody or several people are called so.
        """
        words = _untitled(_BRACKETS.sub(" ", label).split())
        if not words or len(words) > _MOST_WORDS:
            return None
        if (called := self._by_initials(label)) is not None:
            return called
        if _is_title(words[0]):
            return None
        found = {f.entity: f for f, name in self._named if len(name) > len(words) and set(words) <= set(name)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _by_initials(self, label: str) -> Figure | None:
        """The one person whose names begin with these letters: the first and the last of them, others between in their order."""
        letters = _plain("".join(c for c in label if c.isalpha()))
        if not _INITIALS.fullmatch(label.strip()) or letters in _OFFICE_LETTERS:
            return None
        found = {f.entity: f for f, name in self._named if _begin(name, letters)}
        return next(iter(found.values())) if len(found) == 1 else None


def _begin(name: Sequence[str], letters: str) -> bool:
    """Whether letters are those with which the words of a name begin, some between the first and the last left out."""
    first = [_plain(part)[0] for word in name for part in word.split("-") if part]
    if len(letters) < _LEAST_LETTERS or len(first) < len(letters) or (first[0], first[-1]) != (letters[0], letters[-1]):
        return False
    rest = iter(first[1:-1])
    return all(letter in rest for letter in letters[1:-1])


def _plain(word: str) -> str:
    """A word in small letters without accents or strokes."""
    return unaccented(word.casefold()).translate(_STROKES)


def _untitled(words: Sequence[str]) -> list[str]:
    """Words of a name in small letters, without titles before it."""
    left = [w.strip(".,:'’\"“”").casefold() for w in words]
    while len(left) > 1 and _is_title(left[0]):
        left = left[1:]
    return left


def _is_title(word: str) -> bool:
    known = word in HONORIFICS or f"{word}." in HONORIFICS or word in STYLES or word in BEFORE_LONG_NAMES
    return known or word in {"yb", "yab"} or role_head(word) is not None


def asked_again(reading: Reading, attributions: Sequence[Attribution], figures: Sequence[Figure]) -> dict[str, Figure]:
    """Who has asked the questions of a text that have a number: "Q3" to Prakash Raman.

    Args:
        reading: The document.
        attributions: Turns.
        figures: Who speaks in each.
    """
    found: dict[str, Figure] = {}
    for attribution, figure in zip(attributions, figures, strict=True):
        number = numbered(reading, attribution)
        if number is not None and figure.kind == "named_person":
            found.setdefault(number, figure)
    return found


def numbered(reading: Reading, attribution: Attribution) -> str | None:
    """The number of a question, as its label begins with; null elsewhere."""
    found = _NUMBER.match(label_of(reading, attribution))
    return found["number"] if found is not None else None
