"""The unit in front of or behind a number: money, shares, physical units, durations, rates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from policynlp.tag.claims import money, unit_table
from policynlp.tag.claims.lexicon import SCALES
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


_WORD = re.compile(r"[^\W\d_][\w.'/-]{0,24}")
_GAP = re.compile(r"(?:[ ]?[-‑‐–][ ]?|[ \u00a0\u202f\n]{1,2}|)")
_BRACKET = re.compile(r"[ ]?[(\[{<]([A-Za-zµμ°%²³/]{1,6})[)\]}>]")
_RATE = re.compile(
    r"[ \u00a0]?/[ ]?|[ \u00a0-]{1,2}(per|an?|(?:for[ ])?(?:each|every)|to[ ]the)[ \u00a0-]{1,2}|[ ]?-[ ]?(?=an?[ ]?-)",
    re.IGNORECASE,
)
_NO_RATE = frozenset({"quarter", "second", "bit", "bar", "turn", "cup", "night"})
_TO_THE = frozenset({"hectare", "acre", "gallon", "litre", "liter", "tonne", "ton", "kilo", "kilometre", "kilometer", "mile"})
"""As in "nine tonnes to the hectare", "200 pounds to the acre"."""
_FLOWS = re.compile(r"liter|meter|gallon|foot|mile|kilogram|ton|byte|bit|barrel")
_ENDS = re.compile(r"\W*$|[.,;:)]|[ ](?:and|or|of|in|to|from|at|on|for|but|when|while|through|into)\b")
"""Behind "1,436 litres a second": not "a second pipe"."""
_RATE_NOUNS = frozenset(
    [
        "share",
        "person",
        "capita",
        "head",
        "dozen",
        "household",
        "family",
        "piece",
        "unit",
        "seat",
        "ticket",
        "passenger",
        "pupil",
        "student",
        "worker",
        "employee",
        "vehicle",
        "user",
        "patient",
        "child",
        "customer",
        "word",
        "episode",
        "game",
        "item",
        "bottle",
        "case",
        "shift",
        "inhabitant",
        "resident",
    ]
)
_OLD = re.compile(r"[ -]{1,3}olds?\b|[ ]of[ ]age\b", re.IGNORECASE)
_YO = re.compile(r"[ -]?(?:yo|y/o|y\.o\.)(?![\w])")
AGED = re.compile(r"\b(?:aged?|ages)[ ](?:of[ ])?(?:only[ ]|just[ ]|between[ ]|from[ ])?$", re.IGNORECASE)
_OF_RATE = re.compile(
    r"[ ]of(?:[ ][a-z-]{2,20}){1,3}[ ](?:an?|per|each|every)[ ](second|minute|hour|day|week|month|year)\b", re.IGNORECASE
)
_PER_TIME = re.compile(
    r"[ ](?:an?|per|each|every)[ ](second|minute|hour|day|night|week|month|year)\b"
    r"(?![- ](?:ago|earlier|before|previously|prior|later|hence|back|after|since|to|"
    r"long|olds?|trip|pass|off|away|ahead|care|in[ ]advance|of)\b)",
    re.IGNORECASE,
)
_TIME_AGO = re.compile(r"[ \u00a0\n](?:ago|earlier|before|previously|prior|later|hence|back)\b", re.IGNORECASE)
_MONEY_CUE = re.compile(
    r"\b(?:fine[ds]?|cost\w*|pa(?:y|id|ys|ying)|price[ds]?|sav(?:e|es|ed|ing)|worth|spen[dt]\w*|earn\w*|salar\w+|wages?|budget|fund\w*|invest\w*|debts?|loans?|tax\w*|bills?|grants?|raised|owed?|fees?|profits?|revenues?|sales)\b",
    re.IGNORECASE,
)
_FEW_CROWNS = 100  # below, crowns are worn or won
_PENCE = re.compile(r"p(?![\w/])")
_LINES_OF_VIDEO = frozenset({240, 360, 480, 720, 1080, 1440, 2160, 4320})  # "1080p"
_MEGA = re.compile(r"M([A-Z]{3})\b")
_SCALE_BEHIND = re.compile(r"[ ](thousand|million|billion|trillion|crore|lakh)\b(?![ ](?:people|of the))")
_SUFFIX = re.compile(r"(MM|[kKmMbBT]|[mb]n|tn)(?![A-Za-z])")


@cache
def _symbols() -> re.Pattern[str]:
    signs = "|".join(re.escape(s) for s in sorted(unit_table.SYMBOLS, key=len, reverse=True))
    return re.compile(rf"(?:{signs})")


@cache
def _by_word(phrase: str) -> tuple[str, ClaimKind, bool] | None:
    found = unit_table.WORDS.get(phrase.lower())
    if found:
        return found[0], found[1], False  # type: ignore[return-value]
    currency = money.named(phrase)
    if currency:
        return currency[0], "money", currency[1]
    return None


def _word_unit(text: str, position: int, limit: int) -> tuple[int, str, ClaimKind, bool] | None:
    """The longest phrase of one to four words at a position that names a unit."""
    ends: list[int] = []
    at = position
    while len(ends) < 4:
        m = _WORD.match(text, at, limit)
        if not m:
            break
        ends.append(m.end())
        if m.end() >= limit or text[m.end()] not in " \u00a0\n":
            break
        at = m.end() + 1
    phrases = [text[position:end].replace("\u00a0", " ").replace("\n", " ") for end in reversed(ends)]
    whole = [cut for phrase in phrases for cut in (phrase, phrase.rstrip(".,'"))]
    for cut in (*whole, *(cut for phrase in phrases for cut in _cuts(phrase))):
        found = _by_word(cut)
        if found:
            return position + len(cut), *found
    return None


def _cuts(phrase: str) -> tuple[str, ...]:
    """A hyphenated tail is cut off ("year-old", "mile-long", "day-to-day"), a genitive too ("years' ")."""
    head = re.match(r"[A-Za-z. ]*?[A-Za-z]+(?=[-/'’])", phrase)
    return (head[0],) if head and " " not in phrase[: head.end()] else ()


def _symbol_unit(text: str, position: int, *, glued: bool, worded: bool) -> tuple[int, str, ClaimKind] | None:
    m = _symbols().match(text, position)
    if not m:
        return None
    sign = m[0]
    after = text[m.end() : m.end() + 1]
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
    return m.end(), name, kind  # type: ignore[return-value]


def _ambiguous_pound(text: str, start: int, end: int, value: float, sterling: bool) -> tuple[str, ClaimKind, bool]:
    """Weight or money: money where the document writes pounds as money, or from a million on, unless goods are weighed."""
    cued = _MONEY_CUE.search(text, max(0, start - 60), start) is not None
    if sterling or cued or (value >= 1e6 and not re.match(r"[ ]of[ ]", text[end : end + 4])):
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

    Returns:
        The unit with its rate ("barrels a day"), or null.
    """
    if money_before:
        m = _SUFFIX.match(text, offset, limit)
        return Unit(offset, m.end(), "", "money", factor=suffix_scale(m[1])) if m else None
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
        word = _word_unit(text, position, limit)
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
    if text[position:end].lower() in {"pound", "pounds"}:
        name, kind, assumed = _ambiguous_pound(text, offset, end, value, sterling)
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
        end, name = _rate(text, end, limit, name)
    return Unit(position, end, name, kind, assumed, factor)


def per_time(text: str, end: int, limit: int) -> tuple[int, str] | None:
    """A stretch of time behind something counted or a duration: "90 people a day", "10 hours a week".

    Args:
        text: The text.
        end: Where what is counted ends.
        limit: Where its passage ends.

    Returns:
        Where the stretch ends, and its name; null where the time is one of its own ("3 people a week ago").
    """
    m = _PER_TIME.match(text, end, limit)
    return (m.end(), m[1].lower()) if m else None


def suffix_scale(letters: str) -> float:
    """What letters that touch the digits multiply by ("5bn")."""
    return {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12, "mn": 1e6, "mm": 1e6, "bn": 1e9, "tn": 1e12}[letters.lower()]


def _rate(text: str, end: int, limit: int, name: str) -> tuple[int, str]:
    """Adds " / day" and the like, up to two of them ("kilogram / hectare / year")."""
    for _ in range(2):
        m = _RATE.match(text, end, limit)
        if not m:
            break
        at = m.end()
        article = re.match(r"an?[ ]?-[ ]?", text[at : at + 5])
        if article:
            at += article.end()
        word = re.compile(r"[^\W\d_][\w]{0,20}").match(text, at, limit)
        if not word:
            break
        noun = word[0].lower()
        loose = m[1] is not None and m[1].lower() in {"a", "an"}
        phrase = _word_unit(text, at, limit)
        if m[1] is not None and m[1].lower() == "to the" and not (phrase and noun in _TO_THE):
            break
        if loose and phrase and _TIME_AGO.match(text, phrase[0]):  # "up from $2.8 million a year ago"
            break
        if (
            phrase
            and phrase[2] in {"duration", "measure"}
            and not (
                loose and noun in _NO_RATE and not (noun == "second" and _FLOWS.search(name) and _ENDS.match(text, at + 6))
            )
        ):
            end, name = phrase[0], f"{name} / {phrase[1]}"
        elif noun.removesuffix("s") in _RATE_NOUNS:
            end, name = word.end(), f"{name} / {noun.removesuffix('s')}"
        elif text[m.start() : m.end()].strip() == "/" and word[0] in unit_table.SYMBOLS:
            end, name = word.end(), f"{name} / {unit_table.SYMBOLS[word[0]][0]}"
        elif m[1] is not None and m[1].lower() == "per":
            end, name = word.end(), f"{name} / {noun}"
        else:
            break
    return end, name


def money_rate(text: str, end: int, limit: int, name: str) -> tuple[int, str]:
    """The rate behind an amount whose currency stands in front ("$98 a share", "$80 per barrel")."""
    return _rate(text, end, limit, name)
