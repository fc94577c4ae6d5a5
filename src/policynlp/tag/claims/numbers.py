"""Numbers in running text: digits in every grouping, words, mixed forms and fractions, to values.

A text is cut once into atoms (digits and number words); a small machine then reads neighbouring atoms as one number.
Both passes are linear: every pattern is bounded and nothing is read twice. Years, dates and names are found here like any
number; `spans` takes them out.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from policynlp.tag.claims.fraction_words import is_one_part, is_quarter
from policynlp.tag.claims.number_atoms import GAP, MOST, Atom, find_atoms, is_year_of_dateline
from policynlp.tag.claims.ordinals import is_ordinal

Form = Literal["digits", "words", "fraction", "vague"]

_JOIN = re.compile(rf"{GAP}{{1,3}}|[-‑‐]|{GAP}[-‑]{GAP}|")
_SIGN = re.compile(r"(?:^|(?<=[^\d%][\s(\[{<>=~≈≤≥:])|(?<=^[\s(\[{<>=~≈≤≥:]))[-−+]$")
_EVERY = re.compile(r"\bevery[ ]$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:an?|the)[ ]$", re.IGNORECASE)
_OF = re.compile(rf"{GAP}{{1,2}}(?:of|or){GAP}{{1,2}}")


@dataclass(slots=True)
class Number:
    """A number found.

    Attributes:
        start, end: Code-point offsets.
        value: Finite.
        form: How it is written; `vague` for plurals of scales ("dozens").
        scale: Its scale word ("1.5 million": 1e6), which neighbours in a list may borrow, or 1.
        plain: Whether it is digits without grouping, decimals or scale, as a year is.
    """

    start: int
    end: int
    value: float
    form: Form
    scale: float = 1.0
    plain: bool = False


class _Machine:
    """Reads the atoms of one passage, left to right."""

    def __init__(self, text: str, atoms: list[Atom]) -> None:
        self.text = text
        self.atoms = atoms

    def kind(self, i: int, j: int) -> str:
        """Kind of atom j if it follows atom i directly, else an empty string."""
        if j >= len(self.atoms):
            return ""
        gap_start, gap_end = self.atoms[i].end, self.atoms[j].start
        if gap_end - gap_start > 3 or not _JOIN.fullmatch(self.text, gap_start, gap_end):
            return ""
        if gap_end - gap_start == len(" - ") and is_year_of_dateline(self.text, self.atoms[i].value, gap_start):
            return ""  # "LAGOS, 3 June 2024 - Dozens of people"
        return self.atoms[j].kind

    def read(self, i: int) -> tuple[Number, int] | None:
        """The number that begins at atom i, and the atom after it."""
        a = self.atoms[i]
        if a.kind == "G":
            if a.text == "negative" and _ARTICLE.search(self.text, max(0, a.start - 4), a.start):
                return None  # "a positive answer and a negative one"
            inner = self.read(i + 1) if self.kind(i, i + 1) in {"D", "C", "Q"} else None
            if inner is None:
                return None
            number, j = inner
            number.start, number.value, number.plain = a.start, -number.value, False
            return number, j
        if a.kind == "P":
            return self._vague(i)
        if a.kind == "F":
            return self._half(i)
        if a.kind in "AHS" and self.kind(i, i + 1) not in ({"H", "S", "Z", "F", "P"} if a.kind == "A" else {"S"}):
            return self._after_several(i) if a.kind in "HS" else None
        if a.kind in "NXZ":
            return self._after_several(i) if a.text == "dozen" else None
        return self._cardinal(i)

    def _after_several(self, i: int) -> tuple[Number, int] | None:
        """As in "several hundred", "a few thousand": the scale, vaguely; "of every hundred": 100."""
        a = self.atoms[i]
        if a.kind == "H" and _EVERY.search(self.text, max(0, a.start - 6), a.start):
            return Number(a.start, a.end, a.value, "words"), i + 1
        before = re.search(r"\b(?:several|few|many)[ \u00a0-]$", self.text[max(0, a.start - 9) : a.start], re.IGNORECASE)
        if not before:
            return None
        value, j = a.value, i + 1
        while self.kind(j - 1, j) == "S":
            value *= self.atoms[j].value
            j += 1
        return Number(a.start, self.atoms[j - 1].end, value, "vague", value), j

    def _vague(self, i: int) -> tuple[Number, int] | None:
        value, j = self.atoms[i].value, i + 1
        while j < min(len(self.atoms), i + 4) and self.atoms[j].kind == "P":
            link = _OF.fullmatch(self.text, self.atoms[j - 1].end, self.atoms[j].start)
            if not link:
                break
            if "of" in link[0]:
                value *= self.atoms[j].value
            j += 1
        return (Number(self.atoms[i].start, self.atoms[j - 1].end, value, "vague", value), j) if value < MOST else None

    def _half(self, i: int) -> tuple[Number, int] | None:
        """As in "half a million", "half of", "quarter million"; other denominators need a numerator."""
        a = self.atoms[i]
        if a.text not in {"half", "quarter"}:
            return None
        j = i + 1
        if a.text == "half" and self.kind(i, j) == "A" and self.kind(j, j + 1) in {"S", "Z", "H"}:
            j += 1
        if j < len(self.atoms) and (j > i + 1 or self.kind(i, j)) and self.atoms[j].kind in "SZH":
            value = self.atoms[j].value / a.value
            return Number(a.start, self.atoms[j].end, value, "words", self.atoms[j].value), j + 1
        if a.text == "half":
            return Number(a.start, a.end, 0.5, "fraction"), i + 1
        return None

    def _cardinal(self, i: int) -> tuple[Number, int] | None:  # noqa: C901 (one state machine, read top to bottom)
        first = self.atoms[i]
        total, current, last, scale = 0.0, first.value, math.inf, 1.0
        words = first.kind in "CA"
        before = first.kind  # kind of the atom just read
        fraction = first.kind == "Q"
        if first.kind in "HS":
            current, before = first.value, "S" if first.kind == "S" else "H"
        j = i + 1
        end = first.end
        while True:
            kind = self.kind(j - 1, j)
            if kind == "N":
                taken = self._after_and(j, before, words, current if before != "S" else last)
                if taken is None:
                    break
                kind, amount, step, is_fraction = taken
                if is_fraction:
                    if before == "S":
                        total += amount * last
                    else:
                        current += amount
                    fraction = True
                    j += step
                    end = self.atoms[j - 1].end
                    before = "Q"
                    continue
                j += 1
            if not kind:
                break
            atom = self.atoms[j]
            if kind == "H" and 0 < current < 100 and before in "CADZ":
                current *= 100
            elif kind == "S" and before in "CADHQZF":
                if atom.value < last:
                    total, current, last = total + current * atom.value, 0.0, atom.value
                else:
                    total, current = (total + current) * atom.value, 0.0
                scale = atom.value
            elif kind == "S" and before == "S":  # "lakh crore", "thousand billion"
                total *= atom.value
                scale *= atom.value
            elif before in "CAD" and (kind == "Z" or (kind == "P" and atom.text == "dozens")):
                current *= atom.value
            elif kind == "C" and words and self._continues(before, current, atom.value, j):
                current += atom.value
            elif kind == "D" and before == "S" and self.kind(j, j + 1) in {"H", "S"} and atom.value < 1000:
                current = atom.value
            elif kind == "D" and before == "H" and self.atoms[j - 1].kind == "N":
                current += atom.value
            elif kind == "Q" and before == "D" and first.value == int(first.value):
                current += atom.value
                fraction = True
            elif kind == "X" and words and self.kind(j, j + 1) == "C":
                decimals, j = self._decimals(j + 1)
                current += decimals
                end, before = self.atoms[j - 1].end, "D"
                continue
            elif kind == "F" and self._is_fraction(i, j, total + current, words):
                current, total, fraction = (total + current) / atom.value, 0.0, True
            else:
                break
            before = kind
            j += 1
            end = atom.end
        if first.kind == "A" and j == i + 1:
            return None
        if first.kind == "A" and self.atoms[j - 1].text == "couple":
            if not _OF.match(self.text, end):
                return None
            if j < len(self.atoms) and self.atoms[j].kind in "HS" and _OF.fullmatch(self.text, end, self.atoms[j].start):
                scale = self.atoms[j].value  # "a couple of billion dollars"
                current, end, j = current * scale, self.atoms[j].end, j + 1
        value = total + current
        if not abs(value) < MOST:
            return None
        form: Form = "fraction" if fraction and scale == 1.0 and value < 1 else "words" if words else "digits"
        if form == "fraction" and self._of_a_scale(end, j):
            value, scale, form = value * self.atoms[j + 1].value, self.atoms[j + 1].value, "words"
            end, j = self.atoms[j + 1].end, j + 2
        plain = first.kind == "D" and j == i + 1 and first.text.isdigit()
        number = Number(first.start, end, value, form, scale, plain)
        if first.kind == "D":
            sign = _SIGN.search(self.text[max(0, first.start - 3) : first.start])
            if sign:
                number.start -= len(sign[0])
                number.plain = False
                if sign[0][0] != "+":
                    number.value = -value
        return number, j

    def _of_a_scale(self, end: int, j: int) -> bool:
        """Whether a fraction is one of a scale: "a quarter of a million"."""
        if j + 1 >= len(self.atoms) or self.atoms[j].kind != "A" or self.atoms[j + 1].kind not in "SH":
            return False
        return self.text[end : self.atoms[j].start] == " of " and bool(self.kind(j, j + 1))

    def _continues(self, before: str, current: float, value: float, j: int) -> bool:
        """Whether a small cardinal goes on with the number: "twenty-one", "hundred five", "thousand two"."""
        if before in "HS":
            return True
        return before == "C" and current % 100 >= 20 and current % 10 == 0 and 0 < value < 10 and self._tens(j - 1)

    def _tens(self, j: int) -> bool:
        return self.atoms[j].value in {20, 30, 40, 50, 60, 70, 80, 90}

    def _after_and(self, j: int, before: str, words: bool, room: float) -> tuple[str, float, int, bool] | None:
        """What "and" at atom j joins: a fraction ("and a half"), or the rest of a cardinal ("hundred and five")."""
        k = self.kind(j, j + 1)
        if k in {"A", "C"} and self.kind(j + 1, j + 2) == "F":
            top, bottom = self.atoms[j + 1], self.atoms[j + 2]
            plural = bottom.text.endswith("s") or bottom.text == "halves"
            follows_of = _OF.match(self.text, bottom.end)
            if not follows_of and bottom.value < 100 and top.value < bottom.value and plural == (top.value > 1):
                return k, top.value / bottom.value, 3, True
        if k == "Q" and before in "DC":
            return k, self.atoms[j + 1].value, 2, True
        if k == "D" and before == "H" and self.atoms[j + 1].value < 100:
            return k, 0.0, 0, False
        if k == "C" and words and before in "HS" and self.atoms[j + 1].value < room:
            return k, 0.0, 0, False
        return None

    def _decimals(self, j: int) -> tuple[float, int]:
        digits = ""
        while j < len(self.atoms) and self.atoms[j].kind == "C" and (not digits or self.kind(j - 1, j) == "C"):
            digits += str(int(self.atoms[j].value)) if not (digits and self._tens(j - 1)) else ""
            if digits and self._tens(j - 1) and self.atoms[j].value < 10 and len(digits) >= 2:
                digits = digits[:-1] + str(int(self.atoms[j].value))
            j += 1
            if len(digits) > 15:
                break
        return float("0." + digits), j

    def _is_fraction(self, i: int, j: int, top: float, words: bool) -> bool:
        """Whether the denominator at atom j belongs to the numerator before it, and is no ordinal or quarter of a year."""
        bottom = self.atoms[j]
        plural = bottom.text.endswith("s") or bottom.text == "halves"
        if not words or top < 1 or top != int(top) or plural != (top > 1) or bottom.text == "hundredth":
            return False
        if top > 1 and top >= bottom.value:
            return False
        hyphen = self.text[self.atoms[j - 1].end : bottom.start].strip() != ""
        scaled = self.kind(j, j + 1) == "S"
        start = self.atoms[i].start
        if bottom.text in {"quarter", "quarters"}:
            return scaled or (hyphen and top > 1) or is_quarter(self.text, start, bottom.end, one=top == 1)
        if self.atoms[i].kind == "A":
            return scaled or bottom.text == "half" or is_one_part(self.text, start, bottom.end)
        return True


def find_numbers(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """All numbers of a stretch of text, in order and apart from each other.

    Args:
        text: Any text.
        start: Where to start, a code-point offset.
        end: Where to end, the end of the text by default.

    Returns:
        Numbers with finite values. Runs of more than 30 digits are none.
    """
    atoms = find_atoms(text, start, len(text) if end is None else end)
    machine = _Machine(text, atoms)
    out: list[Number] = []
    i = 0
    while i < len(atoms):
        found = machine.read(i)
        if found is None:
            i += 1
        else:
            if found[0].form != "words" or not is_ordinal(text, found[0].start, found[0].end):
                out.append(found[0])
            i = found[1]
    return out
