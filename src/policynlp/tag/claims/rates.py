"""What an amount is per: " / day" and the like behind a unit."""

from __future__ import annotations

import re

from policynlp.tag.claims import unit_table
from policynlp.tag.claims.unit_words import word_unit

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
_PAY = r"(?![ ](?:tax|taxes|overtime|deductions|tips|bonuses|benefits|expenses|costs)(?:[.,;:)]|$))"
"""Behind "an hour before": what is taken off pay, no time."""
_PER_TIME = re.compile(
    r"[ ](?:an?|per|each|every)[ ](second|minute|hour|day|night|week|month|year)\b"
    r"(?![- ](?:ago|earlier|before" + _PAY + r"|previously|prior|later|hence|back|after" + _PAY + r"|since|to|"
    r"long|olds?|trip|pass|off|away|ahead|care|in[ ]advance|of)\b)",
    re.IGNORECASE,
)
_TIME_AGO = re.compile(
    r"[ \u00a0\n](?:ago|earlier|before" + _PAY + r"|previously|prior|later|hence|back)\b",
    re.IGNORECASE,
)


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


_SYMBOLS_OF_RATES = frozenset({"ha", "km", "kg", "MWh", "kWh", "GWh", "MT", "bbl", "lb", "mm", "m3", "m³", "t"})
"""Those that follow "per" in words, too."""
_LATIN = {"annum": "year", "diem": "day", "mensem": "month"}


def rate_behind(text: str, end: int, limit: int, name: str) -> tuple[int, str]:
    """Adds " / day" and the like, up to two of them ("kilogram / hectare / year", "$98 a share").

    Args:
        text: The text.
        end: Where the unit ends.
        limit: Where its passage ends.
        name: Of the unit.

    Returns:
        Where the last of them ends, and the name with them.
    """
    for _ in range(2):
        m = _RATE.match(text, end, limit)
        if not m:
            break
        at = m.end()
        article = re.match(r"an?[ ]?-[ ]?", text[at : at + 5])
        if article:
            at += article.end()
        word = re.compile(r"[^\W\d_][\w]{0,20}").match(text, at, limit)
        if not word or not word[0][0].isalpha():  # "per ½ kilogram"
            break
        noun = word[0].lower()
        loose = m[1] is not None and m[1].lower() in {"a", "an"}
        phrase = word_unit(text, at, limit)
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
        elif word[0] in unit_table.SYMBOLS and (text[m.start() : m.end()].strip() == "/" or word[0] in _SYMBOLS_OF_RATES):
            end, name = word.end(), f"{name} / {unit_table.SYMBOLS[word[0]][0]}"
        elif m[1] is not None and m[1].lower() == "per":
            end, name = word.end(), f"{name} / {_LATIN.get(noun, noun)}"
        else:
            break
    return end, name
