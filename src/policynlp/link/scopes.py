"""Of whom or what a figure is stated, and whether two figures are of the same.

Three provinces are not the region that they make up together with a part of a fourth; and a figure "counting only" some
is not the figure of all. The members of a named whole are learnt from the sentence that lists them
("the region includes A, B and C").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from policynlp.link.words import stem

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
NUMBERS |= {"eleven": 11, "twelve": 12, "both": 2}
UNITS = str.split(
    """province state region county district municipality city town village island republic territory country nation
governorate department prefecture canton emirate borough council league oblast land area zone member plant site mine port
hospital school university airport company bank river basin"""
)
"""Words whose number says how much is covered ("the three provinces", "eleven coastal districts")."""

_UNIT_WORDS = {form: unit for unit in UNITS for form in (unit, f"{unit}s", f"{unit[:-1]}ies" if unit[-1] == "y" else unit)}
_COUNTED = re.compile(
    rf"\b({'|'.join(NUMBERS)}|\d{{1,2}})\s+(?:(?!of\b|in\b|the\b)[\w-]+\s+){{0,2}}?"
    rf"({'|'.join(sorted(_UNIT_WORDS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:whole|entire|wider|greater|all of|overall|combined|altogether)\b", re.IGNORECASE)
_NUMBERED = r"(?!\s+(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|half|some|about|around|nearly|[\d$€£¥]))"
_ONLY = re.compile(
    rf"\b(?:(?<!behind )(?<!second )only{_NUMBERED}|(?<!live )(?<!lives )(?<!living )alone|excluding|exclud\w+|"
    r"(?<!are )(?<!is )(?<!was )(?<!were )(?<!be )(?<!been )(?<!being )(?<!built )(?<!left )(?<!lives )(?<!live )without|"
    r"except|not counting|leaving out|apart from|other than)\b",
    re.IGNORECASE,
)
_EXCLUDES = re.compile(
    r"\b(?:excluding|excluded|not counting|not including|leaving out|(?:are|is|were|was) (?:left out|not (?:counted|included)))\b",
    re.IGNORECASE,
)
_PLUS = re.compile(r"\b(?:including|inclusive of|plus|as well as|together with|along with|counting also)\b", re.IGNORECASE)
_INCLUDES = re.compile(r"\b(?:includes|comprises|consists of|is made up of|is composed of|takes in|spans|encompasses|covers)\b")
_GENERIC = re.compile(
    r"\b(?:the|this|that)\s+(?:[a-z-]+\s+)?(region|area|basin|zone|bloc|corridor|belt|territory|union|group|delta|district)s?\b",
    re.IGNORECASE,
)
_PARTIAL = re.compile(r"\b(?:part|parts|half|portion|section|corner|leagues|areas|districts|counties)\b", re.IGNORECASE)

GEOGRAPHY = {"country"} | frozenset(
    stem(w)
    for w in str.split(
        """province state region county district municipality city town village island republic territory country nation
        governorate prefecture canton emirate borough oblast zone member league part parts eastern western northern southern
        northeastern northwestern southeastern southwestern centre central square kilometre kilometer metre meter hectare acre
        tonne ton litre liter barrel dollar euro yuan rupee pound yen ruble peso degree celsius kilogram watt megawatt
        gigawatt"""
    )
)
"""Stems that say where, or in which unit, not what: scope and dimension are compared by themselves."""

_LEVELS = {
    "local": r"(?<!\d )(?:regenc(?:y|ies)|districts?|count(?:y|ies)|municipal\w*|communes?|boroughs?)",
    "regional": r"regions?|regional|provinc(?:e|es|ial)|prefectur(?:e|es|al)|voivodeships?|oblasts?|governorates?|(?<!the )states?(?! of)|"
    r"statewide|the state",
    "national": r"(?-i:[Nn]ational(?:ly)?)(?-i:(?! [A-Z]))|nationwide|countrywide|(?<!cent of )the country|federal",
}
_LEVEL = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _LEVELS.items()}


def levels_of(sentence: str) -> frozenset[str]:
    """The levels of government that a sentence names, but for numbers of units and names of bodies ("126 districts", "National Union")."""
    return frozenset(name for name, words in _LEVEL.items() if words.search(sentence))


_PEOPLE_PART = r"women|men|girls|boys|females|males|foreigners|pensioners|migrants|immigrants"
_PART_OF_PEOPLE = re.compile(
    rf"\b(?:(?:among|for)|(?:cent|%|share|rate|proportion|half|third|quarter|fifth) of)\s+(?:the\s+|all\s+|these\s+)?(?:\w+\s+)?"
    rf"(?P<among>{_PEOPLE_PART})\b"
    r"|\b(?P<whose>women|men|girl|boy|female|male)(?:'s|’s)?\s+(?:\w+\s+)?(?:unemployment|employment|literacy|participation|enrolment|"
    r"mortality|life expectancy|wages?|pay)\b"
    rf"|^[\d.,]+ (?:\w+ )?(?P<counted>{_PEOPLE_PART}|children)$",
    re.IGNORECASE,
)


def part_of_people(text: str) -> str:
    """The part of the people that a figure's words limit it to ("among women", "female literacy", "18,200 women"); else empty."""
    match = _PART_OF_PEOPLE.search(text)
    return next((word.lower() for word in match.groups() if word), "") if match is not None else ""


_SITE = re.compile(
    r"\W*(?:At|In) the (?:[\w-]+ ){0,2}?"
    r"(?:hospital|school|clinic|prison|jail|college|plant|mine|mill|factory|farm|shelter|camp|station|terminal|village|hamlet|"
    r"laboratory|ward) (?:in|at|of|near) (?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}),"
)


def site_of(text: str) -> str:
    """The name of the one place that a stretch opens with: "At the hospital in Black River,"; else empty."""
    match = _SITE.match(text)
    return match["name"] if match is not None else ""


Relation = Literal["same", "wider", "narrower", "other", "unknown"]


@dataclass(frozen=True, slots=True)
class Whole:
    """A region that a document says what it consists of.

    Attributes:
        names: Names that stand for it, lower case; for "the region includes ..." those of the sentence before.
        members: Names of its members.
        partial: A part of a further member belongs to it.
    """

    names: frozenset[str]
    members: frozenset[str]
    partial: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure covers, as far as its sentence says so.

    Attributes:
        text: As printed, for the reason.
        members: Names that are covered; empty where only a noun says it.
        counted: Number of units and the unit ("3 province"), or null.
        more: Something beyond the counted units is covered too ("three provinces and ...").
        only: It is said to leave something out.
        whole: It is a named whole, or "the region".
    """

    text: str
    members: frozenset[str] = frozenset()
    counted: tuple[int, str] | None = None
    more: bool = False
    only: bool = False
    whole: bool = False


def wholes(sentences: Iterable[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> tuple[Whole, ...]:
    """The regions whose members a document lists ("the region includes A, B and C").

    Args:
        sentences: Text of each sentence, the places in it, and those in the sentence before it.
    """
    out = []
    for text, places, previous in sentences:
        match = _INCLUDES.search(text) if len(places) >= 2 else None
        if match is None:
            continue
        subject, behind = text[: match.start()], text[match.end() :]
        members = frozenset(n for n in places if n in behind)
        names = frozenset(n.lower().removeprefix("the ") for n in places if n in subject)
        generic = _GENERIC.search(subject)
        if len(members) < 2 or not (names or generic):
            continue
        if not names:
            names = frozenset(n.lower().removeprefix("the ") for n in previous) - {m.lower() for m in members}
        out.append(Whole(names, members, bool(re.search(r"\bparts? of\b|\bleagues\b", behind))))
    return tuple(out)


def scope_of(text: str, names: frozenset[str], known: tuple[Whole, ...]) -> Scope:
    """Read the scope from the words that state it.

    Args:
        text: The clause (or the scope span with its clause).
        names: Names of places and bodies in it.
        known: Wholes that the document defines.
    """
    counted = _COUNTED.search(text)
    count: tuple[int, str] | None = None
    more = False
    shown = ""
    if counted:
        number = counted.group(1).lower()
        count = (
            NUMBERS.get(number) or int(number) if number.isdigit() or number in NUMBERS else 0,
            _UNIT_WORDS[counted.group(2).lower()],
        )
        rest = text[counted.end() : counted.end() + 60]
        more = bool(re.match(r"\s*(?:,?\s*and\b|,?\s*plus\b|,?\s*as well as\b|,?\s*together with\b)", rest)) and bool(
            _PARTIAL.search(rest) or _COUNTED.search(rest)
        )
        shown = counted.group()
    only = any(not _stressed(text, m, names) for m in _ONLY.finditer(text))
    generic = None if counted else _GENERIC.search(text)
    for whole in () if counted else known:
        named = sorted(n for n in names if n.lower().removeprefix("the ") in whole.names)
        if (named or generic) and not names & whole.members:
            return Scope(generic.group() if generic else named[0], whole.members, None, whole.partial, only, True)
    if generic:
        return Scope(generic.group(), names, None, bool(_PLUS.search(text)), only, True)
    return Scope(shown or ", ".join(sorted(names)), names, count, more, only, bool(_WHOLE.search(text)))


def _stressed(text: str, only: re.Match[str], names: frozenset[str]) -> bool:
    """Whether "alone" stands behind a name to stress it: "Germany alone took 31 percent" leaves nothing of Germany out."""
    before = text[: only.start()].split()
    return (
        only[0].lower() == "alone"
        and bool(before)
        and (before[-1][:1].isupper() or before[-1].lower() in UNITS or text[: only.start()].rstrip().endswith(tuple(names)))
    )


def excludes(sentence: str) -> bool:
    """Whether a sentence says that its figure leaves something out, wherever it says so."""
    return _EXCLUDES.search(sentence) is not None


def relation(a: Scope, b: Scope) -> Relation:
    """How the first scope lies to the second; `unknown` where nothing speaks against their being the same."""
    if a.counted and b.counted and a.counted[1] == b.counted[1]:
        if a.counted[0] != b.counted[0]:
            return "wider" if a.counted[0] > b.counted[0] else "narrower"
        if a.more != b.more:
            return "wider" if a.more else "narrower"
        return "same" if a.only == b.only or not (a.more or b.more) else "unknown"
    if (a.counted and not b.counted and b.members and not b.whole) or (
        b.counted and not a.counted and a.members and not a.whole
    ):
        return _listed(a, b)
    if a.counted and b.whole:
        return _inverse(_whole_against(b, a))
    if b.counted and a.whole:
        return _whole_against(a, b)
    if a.whole and a.members and b.members and not b.whole:
        return _members(a, b)
    if b.whole and a.members and b.members and not a.whole:
        return _members(a, b)
    if a.only != b.only:
        return "narrower" if a.only else "wider"
    return "unknown"


def _listed(a: Scope, b: Scope) -> Relation:
    """A number of units against a list of names: "the three provinces", "A, B and C"."""
    counted, listed = (a.counted, b) if a.counted else (b.counted, a)
    number = counted[0] if counted else 0
    if len(listed.members) == number:
        return "same"
    return "unknown"


def _whole_against(whole: Scope, counted: Scope) -> Relation:
    """A region against a number of its units."""
    number = counted.counted[0] if counted.counted else 0
    if counted.more:  # "the three provinces and eastern X": most likely the region, spelt out
        return "same" if whole.more or not whole.members else "unknown"
    if whole.more or len(whole.members) > number > 1:
        return "wider"
    return "same" if len(whole.members) == number else "unknown"


def _members(a: Scope, b: Scope) -> Relation:
    if a.members == b.members:
        if a.more == b.more:
            return "same"
        return "wider" if a.more else "narrower"
    if a.members > b.members:
        return "wider"
    if a.members < b.members:
        return "narrower"
    return "other" if not a.members & b.members else "unknown"


def _inverse(found: Relation) -> Relation:
    return {"wider": "narrower", "narrower": "wider"}.get(found, found)  # type: ignore[return-value]
