"""The unit in front of or behind a number: money, shares, physical units, durations, rates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from policynlp.tag.claims import money, unit_table
from policynlp.tag.claims.lexicon import LEAST_IN_TONNES, SCALES
from policynlp.tag.claims.number_atoms import is_year_of_dateline
from policynlp.tag.claims.rates import rate_behind
from policynlp.tag.claims.unit_words import NOTE_MARKS, word_unit
from policynlp.tags import ClaimKind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that was read.

    Attributes:
        start, end: Span of the unit, after the number.
        name: See `Claim.unit`.
        assumed: A currency that several countries share.
        factor: What the value is multiplied by ("$5m": 1e6).
    """

    start: int
    end: int
    name: str
    kind: ClaimKind
    assumed: bool = False
    factor: float = 1.0


_GAP = re.compile(r"(?:[ ]?[-‑‐–][ ]?|[ \u00a0\u202f\n]{1,2}|)")
_BRACKET = re.compile(r"[ ]?[(\[{<]([A-Za-zµμ°%²³/]{1,6})[)\]}>]")
_OLD = re.compile(r"[ -]{1,3}olds?\b|[ ]of[ ]age\b", re.IGNORECASE)
_YO = re.compile(r"[ -]?(?:yo|y/o|y\.o\.)(?![\w])")
AGED = re.compile(r"\b(?:aged?|ages)[ ](?:of[ ])?(?:only[ ]|just[ ]|between[ ]|from[ ])?$", re.IGNORECASE)
_OF_RATE = re.compile(
    r"[ ]of(?:[ ][a-z-]{2,20}){1,3}[ ](?:an?|per|each|every)[ ](second|minute|hour|day|week|month|year)\b", re.IGNORECASE
)
_MONEY_CUE = re.compile(
    r"\b(?:fine[ds]?|cost\w*|pa(?:y|id|ys|ying)|price[ds]?|sav(?:e|es|ed|ing)|worth|spen[dt]\w*|earn\w*|salar\w+|wages?|budget|fund\w*|invest\w*|debts?|loans?|tax\w*|bills?|grants?|raised|owed?|fees?|profits?|revenues?|sales)\b",
    re.IGNORECASE,
)
_FEW_CROWNS = 100  # below, crowns are worn or won
_FEW_SOUMS = 1000  # below, districts of Mongolia: nothing costs so little in Uzbekistan
_TONNES = re.compile(r"[ \u00a0]?(tn)(?![\w$€£¥])")
_DEGREES = {"C": "degree_Celsius", "F": "degree_Fahrenheit"}
_WARMTH = re.compile(r"[CF](?![\w/&+-])")
_OF_WARMTH = re.compile(
    r"\b(?:temperatures?|heat\w*|hott?\w*|warm\w*|cold\w*|cool\w*|degrees?|thermometers?|mercury|freezing|climate|weather)\b",
    re.IGNORECASE,
)
"""Near "46.5C"; elsewhere it may be a paragraph or a flat."""
_WARMTH_CHARS = 120
_PENCE = re.compile(r"p(?![\w/])")
_LINES_OF_VIDEO = frozenset({240, 360, 480, 720, 1080, 1440, 2160, 4320})  # "1080p"
_MEGA = re.compile(r"M([A-Z]{3})\b")
_SCALE_BEHIND = re.compile(r"[ ](thousand|million|billion|trillion|crore|lakh)\b(?![ ](?:people|of the))")
_ON_YEAR = re.compile(r"[ ]year-on-year\b", re.IGNORECASE)
SCALES_GLUED = r"MM|[kKmMbBT]|[mb]n|[mb]il|[mbt]ln|trn?|tn"
"""Scales that touch the digits: "$1.2trn", "Rs2.55tr"."""
_PIECES = re.compile(
    r"\.?[ -](?:sets?|suites?|puzzles?|kits?|drum|dinner|cutlery|lounge|sofa|combo|bundle)\b",
    re.IGNORECASE,
)
"""Behind "3 pc", which are pieces then."""
_SKY = re.compile(
    r"\b(?:(?:nearest|closest|distant|neutron|binary|dwarf|giant|young|bright\w*)[ ]stars?|"
    r"stellar|galax\w+|nebula\w*|parsecs?|kpc|Mpc|light[- ]years?|astronom\w+|telescopes?)\b"
)
"""Near distances in parsecs; "3.9pc" of anything else are percent."""
_SKY_CHARS = 300
_SQUARED = frozenset({"m", "km", "cm", "mm", "dm", "hm", "ft"})
_SUFFIX = re.compile(rf"({SCALES_GLUED})(?![A-Za-z])")


@cache
def _symbols() -> re.Pattern[str]:
    signs = "|".join(re.escape(s) for s in sorted(unit_table.SYMBOLS, key=len, reverse=True))
    return re.compile(rf"(?:{signs})")


def _symbol_unit(text: str, position: int, *, glued: bool, worded: bool) -> tuple[int, str, ClaimKind] | None:
    m = _symbols().match(text, position)
    if not m:
        return None
    sign = m[0]
    after = text[m.end() : m.end() + 1]
    if after and after in NOTE_MARKS and not (after in "²³" and sign in _SQUARED):
        after = ""
    if sign[-1].isalpha() and (after.isalnum() or after in {"'", "’", "&"}):
        return None
    if sign[-1].isdigit() and after.isdigit():
        return None
    if sign in unit_table.HARD_SYMBOLS and not (glued or sign == '"'):
        return None
    if sign in unit_table.WORDY_SYMBOLS and (
        worded or (not glued and sign in {"A", "N", "M", "T", "J", "in.", "s", "h", "pm", "d"})
    ):
        return None
    if sign == '"' and not re.match(r'"[ ](?:long|wide|high|tall|thick|deep|x)', text[position : position + 8]):
        return None
    name, kind = unit_table.SYMBOLS[sign]
    if sign == "pc":
        if _PIECES.match(text, m.end()):
            return None
        sky = _SKY.search(text, max(0, position - _SKY_CHARS), m.end() + _SKY_CHARS) is not None
        name, kind = unit_table.WORDS["parsec"] if sky else (name, kind)
    return m.end(), name, kind  # type: ignore[return-value]


def _ambiguous_pound(
    text: str, start: int, end: int, value: float, *, sterling: bool, weighed: bool
) -> tuple[str, ClaimKind, bool]:
    """Weight or money: money where the document writes pounds as money, or from a million on, unless goods are weighed."""
    cued = _MONEY_CUE.search(text, max(0, start - 60), start) is not None
    if sterling or cued or (value >= 1e6 and not weighed and not re.match(r"[ ]of[ ]", text[end : end + 4])):
        return "GBP", "money", True
    return "pound", "measure", False


def unit_after(  # noqa: C901 (one state machine, read top to bottom)
    text: str,
    offset: int,
    limit: int,
    *,
    value: float,
    worded: bool = False,
    money_before: bool = False,
    sterling: bool = False,
    weighed: bool = False,
) -> Unit | None:
    """The unit behind a number.

    Args:
        text: The text.
        offset: Where the number ends.
        limit: Where its passage ends.
        value: Its value, which decides between readings ("2 pm").
        worded: Whether the number is written in words.
        money_before: Whether a currency stands in front, so that "m" means million and what follows is no unit.
        sterling: Whether the document uses pounds as money.
        weighed: Whether it weighs goods in pounds.

    Returns:
        The unit with its rate ("barrels a day"), or null.
    """
    if _ON_YEAR.match(text, offset, limit) or is_year_of_dateline(text, value, offset):
        return None  # "a tenth year-on-year"
    if money_before:
        m = _SUFFIX.match(text, offset, limit)
        return Unit(offset, m.end(), "", "money", factor=suffix_scale(m[1])) if m else None
    if value >= LEAST_IN_TONNES and (tonnes := _TONNES.match(text, offset, limit)):
        return Unit(tonnes.start(1), tonnes.end(), "metric_ton", "measure")
    warmth = _WARMTH.match(text, offset, limit)
    if warmth and not worded and _OF_WARMTH.search(text, max(0, offset - _WARMTH_CHARS), offset + _WARMTH_CHARS):
        return Unit(offset, warmth.end(), _DEGREES[warmth[0]], "measure")
    pence = _PENCE.match(text, offset, limit)
    if pence and value not in _LINES_OF_VIDEO:
        return Unit(offset, pence.end(), "pence", "money")
    gap = _GAP.match(text, offset, limit)
    position = gap.end() if gap else offset
    glued = position == offset
    found: tuple[int, str, ClaimKind] | None = None
    assumed = False
    bracket = _BRACKET.match(text, offset, limit)
    if bracket and bracket[1] in unit_table.SYMBOLS:
        name, kind = unit_table.SYMBOLS[bracket[1]]
        found = bracket.end(), name, kind  # type: ignore[assignment]
    if not found and (glued or "-" not in text[offset:position]) and "–" not in text[offset:position]:
        found = _symbol_unit(text, position, glued=glued, worded=worded)
        if (
            found is None
            and position < limit
            and text[position] in "$€£¥元₡₾₭₽₴₸₺¢円₩₹"
            and not text[position + 1 : position + 2].isdigit()
        ) and not re.match(r"[ ]?\d", text[position + 1 : position + 3]):
            named = money.named(text[position])
            if named:
                found, assumed = (position + 1, named[0], "money"), named[1]
    if not found or found[1] == "degree" or found[1] in {"bar", "ton", "metric_ton", "megatonne", "gigatonne"}:
        word = word_unit(text, position, limit)
        if word and not (found and word[0] <= found[0]):
            found, assumed = word[:3], word[3]
    mega = _MEGA.match(text, position, limit) if not found else None
    if mega and mega[1] in money.codes():
        return Unit(position, mega.end(), mega[1], "money", factor=1e6)
    if not found:
        yo = _YO.match(text, offset, limit)
        return Unit(offset, yo.end(), "year", "age") if yo else None
    end, name, kind = found
    if name in {"picometer", "second"} and text[position:end].lower() == "pm":
        return None
    if text[position:end].lower() in {"crown", "crowns"} and value < _FEW_CROWNS:
        return None
    if text[position:end].lower() in {"soum", "soums"} and value < _FEW_SOUMS:
        return None
    if text[position:end].lower() in {"pound", "pounds"}:
        name, kind, assumed = _ambiguous_pound(text, offset, end, value, sterling=sterling, weighed=weighed)
    if kind == "duration":
        old = _OLD.match(text, end, limit)
        if old:
            return Unit(position, old.end(), name, "age")
        if AGED.search(text[max(0, offset - 40) : offset]) is not None:
            return Unit(position, end, name, "age")
        return Unit(position, end, name, kind)
    factor = 1.0
    if kind == "measure" and (through := _OF_RATE.match(text, end, limit)):
        return Unit(position, end, f"{name} / {through[1].lower()}", kind)
    if kind == "money" and (scale := _SCALE_BEHIND.match(text, end, limit)):
        end, factor = scale.end(), SCALES[scale[1].lower()]
    if kind in {"money", "measure"}:
        end, name = rate_behind(text, end, limit, name)
    return Unit(position, end, name, kind, assumed, factor)


def suffix_scale(letters: str) -> float:
    """What letters that touch the digits multiply by ("5bn")."""
    return {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}[letters[0].lower()]
