"""Dates as press databases print them: in the reader's language, with the day of the week, a clock time and a zone."""

# ruff: noqa: E501 - tables of names are read by the line
from __future__ import annotations

import re
from collections.abc import Iterable

from policynlp.accents import unaccented
from policynlp.ingest.dates import PrintedDate, find_dates, numeric_order

_ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_MONTHS = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
)
"""French, German, Spanish, Italian, Portuguese, Dutch; accents folded."""
_SHORT = "janv fevr avr juil sept dec maerz jan feb mrz apr jun jul aug okt nov dez ene abr ago dic"
_SHORT_MONTHS = (1, 2, 4, 7, 9, 12, 3, 1, 2, 3, 4, 6, 7, 8, 10, 11, 12, 1, 4, 8, 12)
_NUMBER_OF = {name: i for names in _MONTHS for i, name in enumerate(names.split(), 1)} | dict(
    zip(_SHORT.split(), _SHORT_MONTHS, strict=True)
)
_WEEKDAYS = frozenset((
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "lundi", "mardi", "mercredi", "jeudi", "vendredi",
    "samedi", "dimanche", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "lunes",
    "martes", "miercoles", "jueves", "viernes", "sabado", "domingo", "lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato",
    "domenica", "segunda-feira", "terca-feira", "quarta-feira", "quinta-feira", "sexta-feira", "maandag", "dinsdag", "woensdag",
    "donderdag", "vrijdag", "zaterdag", "zondag", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
))  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{2,}(?:-feira)?")
_AFTER_DAY = re.compile(r"(?<=\d)(?:\.|er|º|°)\s{0,2}(?=[A-Z])|(?<=\d) de (?=[A-Z])|(?<=[a-z]) de (?=\d{4})")
_CHINESE = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日")
_MOST_CHARS = 160


def press_date(line: str, *, order: str | None = None) -> PrintedDate | None:
    """The first date of a line, None without one.

    Args:
        line: Such as `jeudi 5 janvier 2023` or `January 5, 2023 Thursday 3:14 PM GMT`.
        order: `dmy` or `mdy` for dates in figures; without it those that can be read in two ways are none.
    """
    dates = find_dates(_plain(line), order=order)
    return dates[0] if dates else None


def iso_with_zone(printed: PrintedDate) -> str:
    """As `Source.published` is read from: date, time and offset in one."""
    return printed.iso + (printed.zone or "")


def is_date_line(line: str) -> bool:
    """Whether a line says a date and at most an edition beside it."""
    if len(line) > _MOST_CHARS or not re.search(r"\d{4}", line) or re.match(r"[^\d:]{2,40}:\s", line):
        return False
    plain = _plain(line)
    dates = find_dates(plain, order="dmy") or find_dates(plain, order="mdy")
    if not dates:
        return False
    before, after = plain[: dates[0].span[0]], plain[dates[0].span[1] :]
    return not before.strip(" ,.;-") and len(after.split()) <= 8 and not after.rstrip().endswith((".", "!", "?"))


def begins_with_date(text: str) -> bool:
    """Whether a text begins with a date, or with its day of the week."""
    dates = find_dates(_plain(text))
    return bool(dates) and dates[0].span[0] == 0


def order_of(lines: Iterable[str]) -> str | None:
    """Which way round a file writes its dates in figures, from all its date lines; None where they do not tell."""
    return numeric_order("\n".join(_plain(line) for line in lines))


def _plain(line: str) -> str:
    """English month names in place of others, without days of the week."""
    line = _CHINESE.sub(r"\1年\2月\3日", _WORD.sub(_word, line[:_MOST_CHARS]))
    return " ".join(_AFTER_DAY.sub(" ", line).replace(" ,", ",").split()).lstrip(" ,")


def _word(match: re.Match[str]) -> str:
    word = match[0]
    folded = unaccented(word.lower())
    if folded in _WEEKDAYS:
        return ""
    number = _NUMBER_OF.get(folded)
    return _ENGLISH[number - 1] if number else word
