"""The pieces that numbers are made of: digits in all groupings, number words, vulgar fractions, joints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from policynlp.tag.claims import lexicon as lx
from policynlp.tag.claims.money_table import GLUED

GAP = "[ \u00a0\u202f\u2009\t\n\r]"
_LONG_SCALES = "|".join(scale for scale in lx.SCALES if len(scale) > len("mln"))
_EXP = r"(?:[eE][+\-−]?\d{1,3}|[ ]?[x×*·][ ]?10[ ]?\^?[ ]?[\-−+]?\d{1,2}(?!\d))?"
MOST = 1e30  # larger "numbers" of running text are codes or nonsense; also keeps every product below finite
_GLUED = "|".join(
    rf"(?<=(?<![A-Za-z])(?:{'|'.join(sorted(sign for sign in GLUED if len(sign) == n))}))"
    for n in sorted({len(s) for s in GLUED})
)
"""Behind one of these signs a number begins though a letter touches it; a look back has one length."""
_ATOM = re.compile(
    rf"""
    (?P<slash>(?<![\w/.])\d{{1,3}}[ ]?[/⁄][ ]?(?:2|3|4|5|6|8|10|16|32|64|100|1000)(?![\w/]|[.]\d))
    |(?P<digits>
      (?:(?<!\w)|(?<=(?<![A-Za-z])[A-Z]{{3}})|{_GLUED})(?<![\d][.,:/])
      (?:\d{{1,3}}(?:,\d{{3}}){{0,5}}[ ]\.[ ]\d{{1,4}}(?![ ]?\.?\d)   # 46 . 8, in a text cut into tokens
        |\d{{1,3}}(?:[ ],[ ]\d{{3}}){{1,3}}(?!\d)                      # 80 , 000, likewise
        |\d{{1,3}}(?:,\d{{2,3}}){{0,9}},\d{{3}}(?:\.\d{{1,15}})?     # 1,234,567.8 and 12,34,567
        |\d{{1,3}}(?:[ \u00a0\u202f\u2009]\d{{3}}){{1,9}}(?![\d])(?:[.,]\d{{1,2}}(?!\d))?   # 816 000
        |\d{{1,3}}(?:['’]\d{{3}}){{1,5}}(?!\d)                         # 3'450'000
        |\d{{1,3}}(?:\.\d{{3}}){{1,9}},\d{{1,3}}                       # 1.234,5
        |\d{{1,3}}(?:\.\d{{3}}){{2,9}}                               # 1.234.567
        |\d{{1,3}},\d{{1,2}}(?![,\d])                              # 1,3
        |\d{{1,30}}(?:\.\d{{1,20}})?
        |\.\d{{1,15}}){_EXP}(?![\d])(?![.,]\d))
    |(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
    |(?P<word>(?<![\w'’])[A-Za-z]{{1,20}}(?!(?![⁰¹²³⁴-⁹])\w)|(?<=\d)(?:{_LONG_SCALES})(?!(?![⁰¹²³⁴-⁹])\w))  # "$73million"
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class Atom:
    """A digit group, number word, fraction or joint.

    Attributes:
        kind: One letter, see `_WORDS`; D digits, Q fraction.
        value: What it stands for.
        start, end: Code-point offsets.
        text: In lower case.
    """

    kind: str
    value: float
    start: int
    end: int
    text: str


_DAY_BEFORE = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*[ ]?\.?[ ]$", re.IGNORECASE)
_GRAND = re.compile(
    r"(?=[.,;:!?)]|$|[ ](?:an?|and|or|to|for|in|on|from|at|of|by|with|per|each|every|more|less|worth|if|when|while|but|that|this|last|"
    r"off|up|back|is|was|just|only)\b)"
)
"""Behind "100 grand" where it is money: "two grand pianos" are not."""
_EITHER_WAY = re.compile(r"\b(?:plus|positive)[ ](?:or|and)[ ]$", re.IGNORECASE)
_WORDS: dict[str, tuple[str, float]] = (
    {w: ("C", float(v)) for w, v in lx.CARDINALS.items()}
    | {w: ("S", v) for w, v in lx.SCALES.items()}
    | {w: ("P", v) for w, v in lx.PLURAL_SCALES.items()}
    | {w: ("F", float(n)) for w, (n, _) in lx.DENOMINATORS.items()}
    | {"hundred": ("H", 100.0), "dozen": ("Z", 12.0), "doz": ("Z", 12.0), "dozs": ("Z", 12.0), "dozens": ("P", 12.0)}
    | {"a": ("A", 1.0), "an": ("A", 1.0), "and": ("N", 0.0), "point": ("X", 0.0)}
    | {"minus": ("G", -1.0), "negative": ("G", -1.0), "couple": ("Z", 2.0), "grand": ("S", 1e3)}
)


def digits_value(text: str) -> float | None:
    """The value of digits as printed, or null if it is no finite number.

    "1,234.5", "816 000" and "3'450'000" are grouped; "1.234,5" and "1,3" have a decimal comma, told by what stands where.
    """
    body = re.sub("[ \u00a0\u202f\u2009'’]", "", text).replace("−", "-")
    power = re.search(r"(?:[x×*·]10\^?)([-+]?\d{1,3})$", body)
    if power:
        body = body[: power.start()] + "e" + power[1]
    mantissa, e, exponent = body.partition("e") if "e" in body else body.partition("E")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}", mantissa):
        mantissa = mantissa.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3},\d{1,2}", mantissa):
        mantissa = mantissa.replace(",", ".")
    else:
        mantissa = mantissa.replace(",", "")
    try:
        value = float(mantissa + (e and "e" + exponent))
    except ValueError:
        return None
    return value if abs(value) < MOST else None


_COMMA_DECIMALS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})*,\d{1,2}(?![\d,])[ \u00a0\u202f]?(?:%|per[ ]?cent|million)")
_GROUPS_OF_POINTS = re.compile(r"(?<![\d.,])[1-9]\d{1,2}\.\d{3}(?![\d.,]|[ \u00a0\u202f]?(?:%|per[ ]?cent))")
"""As in "165.431"; "1.085" may well be a rate."""
_OTHERWISE = re.compile(
    r"(?<![\d.,])0\.\d|(?<![\d.,])\d+\.(?:\d{1,2}|\d{4,})(?![\d.,])(?=[ \u00a0][a-z(%])|"
    r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])|(?<![\d.,])\d+\.\d+[ \u00a0\u202f]?(?:%|per[ ]?cent|million|billion)"
)
_YEARS = range(1900, 2101)
_POINTS = re.compile(r"\d{1,3}\.\d{3}")


@lru_cache(maxsize=8)
def points_group(text: str) -> bool:
    """Whether a text prints decimals with a comma ("47,6 %") and nothing that would need points for them: "12.710" is then 12,710."""
    decimal = _COMMA_DECIMALS.search(text) is not None and _GROUPS_OF_POINTS.search(text) is not None
    return decimal and _OTHERWISE.search(text) is None


def grouped_by_points(text: str, printed: str) -> str:
    """A number of a text as printed, without points where they set its thousands apart: "12710" for "12.710"."""
    return printed.replace(".", "") if _POINTS.fullmatch(printed) and points_group(text) else printed


def is_year_of_dateline(text: str, value: float, end: int) -> bool:
    """Whether a year ends a dateline: nothing behind its dash goes with it."""
    return value in _YEARS and text[end : end + 3] in {" - ", " – ", " — "}


def _groups(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The number, or both where what looked like a group follows a day: "on may 20 , 300 people"."""
    cut = text.find(" , ", start, end)
    if cut < 0 or not _DAY_BEFORE.search(text, max(0, start - 12), start):
        return [(start, end)]
    return [(start, cut), (cut + 3, end)]


def _is_money(text: str, span: tuple[int, int], before: list[Atom]) -> bool:
    """Whether "grand" is a thousand: behind a number, with no noun behind it ("100 grand", not "two grand pianos")."""
    counted = bool(before) and before[-1].kind in "CDH" and before[-1].end == span[0] - 1
    return counted and _GRAND.match(text, span[1]) is not None


def find_atoms(text: str, start: int, end: int) -> list[Atom]:
    """The atoms of a stretch, in order."""
    out: list[Atom] = []
    for m in _ATOM.finditer(text, start, end):
        kind = m.lastgroup
        if kind == "word":
            found = _WORDS.get(m[0].lower())
            if m[0].lower() == "grand" and not _is_money(text, m.span(), out):
                continue
            if found and found[0] == "G" and _EITHER_WAY.search(text, max(start, m.start() - 12), m.start()):
                continue  # "plus or minus 0.4 points" is no loss
            if m[0] == "tn" and out and out[-1].kind == "D" and out[-1].value >= lx.LEAST_IN_TONNES:
                continue
            if found:
                out.append(Atom(found[0], found[1], m.start(), m.end(), m[0].lower()))
        elif kind == "digits":
            for first, last in _groups(text, *m.span()):
                value = digits_value(grouped_by_points(text, text[first:last]))
                if value is not None:
                    out.append(Atom("D", value, first, last, text[first:last]))
        elif kind == "slash":
            top, bottom = re.split(r"[/⁄]", m[0])
            if int(top) < 4 * int(bottom):
                out.append(Atom("Q", int(top) / int(bottom), m.start(), m.end(), m[0]))
        else:
            out.append(Atom("Q", lx.VULGAR[m[0]], m.start(), m.end(), m[0]))
    return out
