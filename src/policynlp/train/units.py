"""Bare numbers, with what their reader says they count: what the ranker of units learns from."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from policynlp.tag.claims.bare_numbers import Thing
from policynlp.tag.claims.unit_cases import UnitCase
from policynlp.train.ranking import MarkedCase, given_and_found

NOTHING = frozenset({"none", "no figure", "o'clock"})
"""What readers say of numbers that are of no unit: ratios, scores and factors; numbers of sections and buses; times of day."""
_SPELT = {"percent": ("percent", "percent"), "per cent": ("percent", "percent"), "years old": ("age", "year")}
_PEOPLE = frozenset({"people", "persons", "person"})
_PER = re.compile(r"\s(?:an?|per|each|every)\s|/")
_BEHIND_NOUN = re.compile(r"\s(?:of|in|with|for|under|an?|per|who|that)\s")
_WORD = re.compile(r"[^\W\d_]*[$€£¥₦₹₱฿₩₫]|[^\W\d_]+[²³]?|%|°\w?")
_NO_UNIT = frozenset(
    str.split("hundred thousand million billion trillion crore lakh bn tn mn a an about some nearly over under")
)


def is_meant(words: str, thing: Thing, told: Collection[str]) -> bool:
    """Whether a thing is what a reader says a number counts.

    Args:
        words: Of the reader: nouns or a unit as the text prints it, a sign of money, `percent`, or `years old`.
        thing: What the number may be of.
        told: How the text prints that thing.
    """
    wanted = words.casefold().strip()
    if wanted in _SPELT:
        return (thing.kind, thing.unit) == _SPELT[wanted]
    printed = {word.casefold() for word in told if word}
    if thing.kind == "count":
        return _is_counted(wanted, thing, printed)
    per = " / " in thing.unit
    if (_PER.search(wanted) is not None) != per:
        return False
    unit = _unit_words(wanted)
    forms = [_unit_words(one if per else _PER.split(one)[0]) for one in printed]
    return bool(unit) and any(unit <= form if thing.kind == "money" else unit == form for form in forms)


def _is_counted(wanted: str, thing: Thing, printed: Collection[str]) -> bool:
    if thing.unit == "person" and wanted in _PEOPLE:
        return True
    head = _BEHIND_NOUN.split(wanted)[0].split()[-1]
    named = thing.unit in {head, head.removesuffix("s")}
    return named or any(one.split()[-1] == head or f" {one} ".endswith(f" {wanted} ") for one in printed)


def _unit_words(printed: str) -> frozenset[str]:
    """Words of a unit without number and scale."""
    return frozenset(word for word in _WORD.findall(printed) if word not in _NO_UNIT)


def marked_case(group: str, case: UnitCase, words: str) -> MarkedCase:
    """A bare number with what its reader says of it.

    Args:
        group: What its text belongs to; texts of a group are in one fold.
        case: Of the number.
        words: What it counts by its reader, or one of `NOTHING`.
    """
    if words.casefold() in NOTHING:
        return MarkedCase(group, case, (*(False for _ in case.things[:-1]), True))
    meant = (thing is not None and is_meant(words, thing, told) for thing, told in zip(case.things, case.told, strict=True))
    return MarkedCase(group, case, tuple(meant))


def measured(answers: Sequence[tuple[MarkedCase, int]]) -> dict[str, Any]:
    """How often a ranker is right.

    Args:
        answers: Bare numbers with what it answers.

    Returns:
        `groups`, `numbers`, `of_a_unit` by their reader, `told` of these, that is where what they count is among what they may be of;
        `given` a unit, `right` of it, and `precision`, `recall` with their 95 % interval over groups.
    """
    return {
        "groups": len({case.group for case, _ in answers}),
        "numbers": len(answers),
        "of_a_unit": sum(not case.right[-1] for case, _ in answers),
        "told": sum(any(case.right[:-1]) for case, _ in answers),
        **given_and_found(answers),
    }
