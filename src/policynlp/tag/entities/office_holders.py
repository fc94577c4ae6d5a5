"""Who holds an office that is told before the name: "Regional Director of the Forestry Commission | Habtamu Bekele".

Models that learnt from the American press end such names early, begin them late, or take them for part of the body. Where the field of the
office ends is told by the words that fields and bodies end with, by the gazetteer, and by given names.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from dataclasses import replace
from functools import cache

from policynlp.tag.entities.gazetteer import parted, readings
from policynlp.tag.entities.lone_bodies import KINDS
from policynlp.tag.entities.name_words import ORG_HEADS, POLICY_HEADS
from policynlp.tag.entities.office_fields import is_field
from policynlp.tag.entities.person_evidence import is_apposed, says
from policynlp.tag.entities.place_names import DEMONYMS, countries, subdivisions
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.given_names import is_given
from policynlp.tag.people.roles import HONORIFICS, KINSHIP, MODIFIERS, role_head
from policynlp.tag.people.surnames import PARTICLES
from policynlp.tag.quotes.source_nouns import INSTITUTIONS

_LINKS = frozenset({"of", "for", "on", "to", "at", "in"})
_WITHIN = frozenset({"of", "and", "&", "the", "for", "on", "in", ",", "'s", "’s", "'", "’"})
_OF_PLACES = frozenset(
    """
    governor mayor regent prefect subprefect collector bishop archbishop commissioner voivode bupati walikota camat akim hokim starosta
    alcalde alcaldesa intendente kaymakam landrat bailiff administrator chief
    """.split()
)
"""Offices that a place stands behind, known or not."""
_OPEN_PLACES = frozenset(
    """
    san santa santo são sankt st st. saint port fort el la las los al new old upper lower north south east west ciudad villa puerto mount
    lake cape grand great bad abu addis ho tel ras wadi beni bani umm nova novo vila
    rio
    """.split()
)
"""First words of places that have another one."""
_MORE_FIELDS = frozenset(
    """
    airport appropriations bridges churches cities clinic cocoa coffee consumers counties county elections employers engineering
    exporters importers islands marketing men mosques oceans operations railway safety sales sciences staff steel studies supplies
    supply tea towns universities villages
    """.split()
)
"""What offices are of besides what ministries, bodies and trades are called by."""
_BODIES = ORG_HEADS | INSTITUTIONS
_ABROAD = frozenset({"asia", "africa", "europe", "america", "eu", "un", "us", "uk"})
_BEFORE = frozenset({"said", "says", "to", "by", "with", "added", "from", "told", "asked", "argued", "warned", "explained"})
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "this", "one", "another", "any", "no", "every"})
_LEAST, _MOST = 2, 4
_REACH = 16
_PLACE_TOKENS = 3


def with_office_holders(tokens: Tokens, model: list[Mention]) -> list[Mention]:
    """What models find, with the names of people behind what they are in charge of whole, and nothing of the office in them.

    Args:
        tokens: The document.
        model: In order, not overlapping.
    """
    out = [replace(m, label="PERSON", origin="rule") if _is_somebody(tokens, m) else m for m in model]
    for held in holders(tokens):
        out = _put(tokens, out, *held)
    return out


def _is_somebody(tokens: Tokens, m: Mention) -> bool:
    """Whether what models take for a body or a place stands as somebody's name behind an office: "its manager, Germán Iturralde,"."""
    return m.label in {"ORG", "GPE"} and is_apposed(tokens, m) and not readings(parted(tokens.words(m.start, m.end).lower())[0])


def holders(tokens: Tokens) -> list[tuple[int, int, int]]:
    """Token of each office with a field and a name behind it, and the first token of the name and the one behind its last.

    Args:
        tokens: The document.
    """
    found = []
    for office in range(len(tokens) - _LEAST):
        if role_head(tokens.text[office]) is None or tokens.furniture[office] or tokens.headline[office]:
            continue
        name = _holder(tokens, office)
        if name is not None:
            found.append((office, *name))
    return found


def _holder(tokens: Tokens, office: int) -> tuple[int, int] | None:
    """Tokens of the name behind an office and its field; null where none follows, or nothing tells where it begins."""
    if tokens.barrier[office + 1] or tokens.lower[office + 1] not in _LINKS or tokens.lower[office] in KINSHIP:
        return None
    if not _stands_as_title(tokens, office):
        return None  # "The head of the German | Red Cross", "A spokesman for the Turkish | Red Crescent"
    first = office + 2 + (tokens.lower[office + 2] == "the")
    end = _end_of_run(tokens, first)
    begin = _begin_of_capitals(tokens, first, end)
    if begin is None or end - begin < _LEAST:
        return None
    start = _split(tokens, office, begin, end)
    if start is None or not _LEAST <= _words(tokens, start, end) <= _MOST or not _may_be_name(tokens, start, end):
        return None
    return start, end


def _stands_as_title(tokens: Tokens, office: int) -> bool:
    """Whether an office stands before a name as its title does: no article before it, in a capital, or what somebody's is."""
    first, before = _before_title(tokens, office)
    if before in _DETERMINERS:
        return False
    return tokens.cap[office] or tokens.cap[first] or before in _BEFORE | {"'s", "’s"}


def _before_title(tokens: Tokens, office: int) -> tuple[int, str]:
    """The first token of a title that an office ends, "Deputy Managing | Director", and the word before it; empty where none is."""
    k = office
    while k > 0 and not tokens.barrier[k] and (tokens.lower[k - 1] in MODIFIERS or tokens.text[k - 1] == "-"):
        k -= 1
    return k, tokens.lower[k - 1] if k > 0 and not tokens.barrier[k] else ""


def _end_of_run(tokens: Tokens, first: int) -> int:
    """The token behind the words in capitals that end the phrase of an office."""
    i = last = first
    while i < len(tokens) and i - first < _REACH and not tokens.barrier[i]:
        if tokens.cap[i] and tokens.text[i][:1].isalpha():
            last = i + 1
        elif tokens.text[i] == "-" and tokens.joined(i) and i + 1 < len(tokens) and tokens.joined(i + 1):
            i += 1  # "Kyung" + "-ran"
            last = i + 1
        elif (
            (tokens.text[i] == "," and not _lists_field(tokens, i))
            or not (tokens.lower[i] in _WITHIN | PARTICLES or (tokens.text[i].isalpha() and last == first))
            or (last > first and tokens.lower[i] in {"in", "on"} and not (i + 1 < len(tokens) and tokens.cap[i + 1]))
        ):
            break
        i += 1
    return last


def _lists_field(tokens: Tokens, comma: int) -> bool:
    """Whether a comma stands within a list of fields: "Youth, Sports and Culture"."""
    behind = tokens.lower[comma + 1] if comma + 1 < len(tokens) else ""
    return is_field(tokens.lower[comma - 1]) and is_field(behind)


def _begin_of_capitals(tokens: Tokens, first: int, end: int) -> int | None:
    """The first word in capitals of a phrase of an office; null where it has none."""
    return next((i for i in range(first, end) if tokens.cap[i]), None)


def _words(tokens: Tokens, start: int, end: int) -> int:
    return sum(tokens.text[i] != "-" and not tokens.joined(i) for i in range(start + 1, end)) + 1


def _is_strong(tokens: Tokens, i: int) -> bool:
    """Whether a word ends what somebody is in charge of, and is no part of a name."""
    low = tokens.lower[i]
    if low in PARTICLES and low not in {"and", "of", "the"}:
        return False
    return (
        is_field(low)
        or low in _WITHIN
        or low in POLICY_HEADS | _MORE_FIELDS | _ABROAD
        or not _BODIES.isdisjoint({low, low.removesuffix("s")})
        or (low.endswith("s") and role_head(low) is not None)
        or low in countries()
        or low in DEMONYMS
        or (tokens.text[i].isupper() and len(low) > 1)
        or low in tokens.small
    )


def _split(tokens: Tokens, office: int, begin: int, end: int) -> int | None:
    """Where the name begins in a run of words in capitals."""
    strong = max((i for i in range(begin, end) if _is_strong(tokens, i)), default=None)
    before = tokens.lower[begin - 1]
    plain = begin > office + 2 and before.isalpha() and before not in _LINKS | KINDS | INSTITUTIONS | {"the", "and"}
    if strong is None and plain:
        return begin  # "member for highways and transport Dominika Nowak"
    led = strong is None or tokens.lower[strong] in _WITHIN
    place = _place(tokens, begin if strong is None else strong + 1, end) if led else None
    if place is not None:
        strong = place - 1
    if strong is not None:
        start = strong + 1
        if end - start == 1 and is_given(tokens.text[strong]) and strong > begin:
            return strong  # "for Health Grace Achieng", though "grace" is a word
        return _unknown_place(tokens, office, start, end) if led and place is None else start
    return _unknown_place(tokens, office, begin, end)


def _place(tokens: Tokens, begin: int, end: int) -> int | None:
    """The token behind a place that the gazetteer knows, from `begin` on; null where there is none, or nothing else follows."""
    for stop in range(min(end, begin + _PLACE_TOKENS), begin, -1):
        name = tokens.words(begin, stop).lower()
        known = name in countries() or name in subdivisions() or bool(readings(parted(name)[0]))
        if known and not (stop == begin + 1 and is_given(tokens.text[begin])):
            stop += stop == begin + 1 and tokens.lower[begin] in _OPEN_PLACES and end - stop > _LEAST  # "Beni" + "Suef"
            return stop if stop < end else None
    return None


def _unknown_place(tokens: Tokens, office: int, begin: int, end: int) -> int | None:
    """Where a name begins behind a place or a body that nothing is known of."""
    name = tokens.words(begin, end).lower()
    if readings(parted(name)[0]) or name in subdivisions() or is_given(tokens.text[begin]):
        return None
    given = next((i for i in range(begin + 1, end - 1) if is_given(tokens.text[i]) and tokens.text[i - 1] != "-"), None)
    if given is not None and tokens.lower[given - 1] not in PARTICLES:
        return given
    rest = _words(tokens, begin, end)
    if role_head(tokens.text[office]) not in _OF_PLACES or not _speaks(tokens, office, end):
        return None
    opens = tokens.lower[begin] in _OPEN_PLACES
    if rest == _LEAST + 1 + opens:
        return begin + 1 + opens
    return None


def _speaks(tokens: Tokens, office: int, end: int) -> bool:
    """Whether a verb of saying stands beside an office and its holder."""
    behind = end < len(tokens) and not tokens.barrier[end] and says(tokens, end)
    return behind or _before_title(tokens, office)[1] in _BEFORE


@cache
def _no_names() -> frozenset[str]:
    return _BODIES | POLICY_HEADS | frozenset(countries()) | DEMONYMS.keys() | _ABROAD


def _may_be_name(tokens: Tokens, start: int, end: int) -> bool:
    """Whether words may be a person's name: no body, country or role among them, nor a known place as a whole."""
    words = [tokens.lower[i] for i in range(start, end)]
    if tokens.lower[start] in PARTICLES | _WITHIN or tokens.lower[start] in HONORIFICS or not tokens.cap[end - 1]:
        return False
    if any(w in _no_names() for w in words) or any(
        tokens.text[i].isupper() and len(tokens.text[i]) > 2 for i in range(start, end)
    ):
        return False
    if role_head(tokens.text[end - 1]) is not None or role_head(tokens.text[start]) is not None:
        return False
    return not readings(parted(tokens.words(start, end).lower())[0])


def _put(tokens: Tokens, model: list[Mention], office: int, start: int, end: int) -> list[Mention]:
    """The mentions with one of the name; bodies and places end before it, and nobody is called by the office."""
    inside = [m for m in model if m.start < end and m.end > office]
    named = next((m for m in inside if m.label == "PERSON" and m.end == end and m.start >= start), None)
    if named is not None and named.start > start:
        taken = not _is_strong(tokens, start - 1) and any(m.start < named.start and m.end > start for m in inside)
        whole = named.end - named.start > 1 and not is_given(tokens.text[start])
        start = named.start if taken or whole else start  # "Beni Suef" + "Nagwa Sorour", "Air New Zealand" + "Greg Foran"
    if named is not None and named.start == start:
        return [m for m in model if not (m.label == "PERSON" and office <= m.start and m.end <= start)]
    if any(m.end > end for m in inside):
        return model  # the name goes on
    kept = []
    for m in inside:
        if m.end <= start:
            if m.label != "PERSON":
                kept.append(m)
        elif m.start < start and m.label in {"ORG", "GPE", "LOC", "FAC"}:
            stop = start
            while stop > m.start and tokens.lower[stop - 1] in _WITHIN:
                stop -= 1
            if stop > m.start:
                kept.append(replace(m, end=stop))
    kept.append(Mention(start, end, "PERSON", "rule", 0.85, firm=True))
    rest = [m for m in model if m not in inside]
    return sorted([*rest, *kept], key=lambda m: m.start)
