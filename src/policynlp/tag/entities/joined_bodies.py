"""Bodies of which models see several names, or a part of one: `Southern | Ginners Forum`, `Kaisahan ng | Magsisibuyas`."""

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policynlp.tag.entities.name_words import LEADING_WORDS, ORG_HEADS
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.roles import HONORIFICS, role_head
from policynlp.tag.people.surnames import folded

_PARTICLES = frozenset({"ng", "sa"})
_AND_ABROAD = frozenset({"et", "und", "och"})
"""Between words of French, German and Swedish names: "Commerce et Alimentation"."""
"""Between words of Philippine names: "Kaisahan ng Magsisibuyas sa Gitnang Luzon"."""
_ABROAD = frozenset("für fur del della di du des para pour por untuk för på av zum zur dos das".split())
"""Between words of a body's name that English does not have: "Bahn für Alle Tage"."""
_FOR = frozenset(
    "forum centre center institute foundation campaign coalition network alliance association society movement initiative".split()
)
"""Last words of a body's name behind which "for" goes on with it: "Cairo Forum for Food Economics"."""
_SURNAMES = frozenset(
    "nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh truong trinh doan luong mai cao lam luu ta thai".split()
)
_SECOND_NAMES = frozenset({"thi", "thị"})
"""What stands behind such a surname of a woman: "Huynh Thi Be Nam"."""
_MOST_SECOND = 3
_TWO_OFFICES = (["comptroller", "and", "auditor", "general"], ["controller", "and", "auditor", "general"])
_TRADES = frozenset("supply sewerage sanitation drainage power gas oil trading import export construction investment".split())
"""Last words of half the name of a firm that does two things: "Water Supply and Sewerage Joint Stock Company"."""
_FIRM_ENDS = frozenset("company corporation authority board utility enterprise limited ltd plc".split())
_FIRMS = frozenset("steel steelworks cement textiles shipyard shipyards refinery holdings foods pharma semiconductors".split())
"""Last words of names that no place has."""
_MOST_WORDS = 5
_MEMBERS = ("ers", "ists", "ants", "ees", "men", "women", "ents", "ors", "ians")
_DESCRIBES = tuple("er or ed ing al ent ant ive ous ful ary ist ian ese ish est man ic".split())
"""Endings of words that say what a firm is: "Lender", "Rival", "Embattled"."""
_LIMITED = ([",", "ltd"], [",", "ltd."], [",", "inc"], [",", "inc."])


def with_parts_joined(tokens: Tokens, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, with the parts of one body's name as one.

    Args:
        tokens: The document.
        mentions: Its mentions, in order, not overlapping; nor do those that come back.
    """
    taken = {i for m in mentions for i in range(m.start, m.end)}
    out: list[Mention] = []
    for m in _of_two_offices(tokens, mentions):
        last = out[-1] if out else None
        first = _before_second_name(tokens, m) if m.label == "PERSON" else None
        if first is not None and (last is None or last.end <= first or last.start == first):
            if last is not None and last.end > first:
                out.pop()  # the surname alone, under another label
            out.append(replace(m, start=first))
        elif m.label == "PERSON" and (end := _with_second_name(tokens, m, taken)) is not None:
            out.append(replace(m, end=end))
        elif last is not None and _goes_on(tokens, last, m):
            out[-1] = replace(last, end=m.end, label="ORG")
        elif m.label == "ORG" and (start := _behind_particle(tokens, m, taken)) is not None:
            out.append(replace(m, start=start))
        elif m.label == "ORG" and _opens_before(tokens, m, taken):
            out.append(replace(m, start=m.start - 1))
        elif (end := _end_before_office(tokens, m, taken)) is not None:
            out.append(replace(m, end=end, label="ORG"))
        elif m.label == "ORG" and tokens.lower[m.end : m.end + 2] in _LIMITED and not taken & {m.end, m.end + 1}:
            barred = any(tokens.barrier[m.end : m.end + 2])
            out.append(m if barred else replace(m, end=m.end + 2))  # "Railway Group Co." + ", Ltd."
        elif m.label in {"GPE", "LOC", "PERSON"} and m.end - m.start > 1 and tokens.lower[m.end - 1] in _FIRMS:
            out.append(replace(m, label="ORG"))
        else:
            out.append(m)
    return out


def _goes_on(tokens: Tokens, last: Mention, m: Mention) -> bool:
    """Whether a name is the second half of the one before it."""
    between = tokens.lower[last.end : m.start]
    if any(tokens.barrier[last.end : m.start + 1]):
        return False
    if between in (["’"], ["'"]):  # "Hill Farmers" + "Collective"
        of_members = last.label == "ORG" and tokens.lower[last.end - 1].endswith(_MEMBERS)
        return of_members and m.label == "ORG" and m.end - m.start == 1 and tokens.lower[m.start] in ORG_HEADS | {"collective"}
    if between in (["ng"], ["sa"]):
        return last.label == "ORG" and m.label in {"ORG", "GPE", "LOC"}
    if last.label == "ORG" and m.label in {"ORG", "PERSON"} and between in ([word] for word in _ABROAD):
        return tokens.text[last.end].islower()
    if between == ["for"] and last.label == m.label == "ORG" and tokens.lower[last.end - 1] in _FOR:
        return m.end - m.start > 1 and tokens.lower[m.end - 1] not in ORG_HEADS  # not "left the Institute for Acme Bank"
    both = between in (["and"], ["&"]) and last.label == m.label == "ORG" and "of" in tokens.lower[last.start : last.end]
    if (
        both
        and m.end - m.start == 1
        and tokens.lower[m.start].endswith(_MEMBERS)
        and tokens.lower[last.end - 1].endswith(_MEMBERS)
    ):
        return True  # "Union of Medical Officers" + "and Clinicians"
    trades = {tokens.lower[last.end - 1], tokens.lower[m.start]} <= _TRADES and last.end - last.start > 1
    return between == ["and"] and trades and m.label == "ORG" and tokens.lower[m.end - 1] in _FIRM_ENDS


def _before_second_name(tokens: Tokens, m: Mention) -> int | None:
    """Start of "Huynh" + "Thi Be Nam", of which models see the second half alone."""
    first = m.start - 1
    named = tokens.lower[m.start] in _SECOND_NAMES and m.end - m.start > 1
    return first if first >= 0 and named and _is_surname(tokens, first) and not tokens.barrier[m.start] else None


def _with_second_name(tokens: Tokens, m: Mention, taken: set[int]) -> int | None:
    """End of "Huynh" + "Thi Be Nam", of which models see the first word alone."""
    end = m.end
    named = m.end - m.start == 1 and end < len(tokens) and tokens.lower[end] in _SECOND_NAMES
    if not named or not _is_surname(tokens, m.start):
        return None
    while end < min(len(tokens), m.end + _MOST_SECOND) and tokens.cap[end] and end not in taken and not tokens.barrier[end]:
        end += 1
    return end if end > m.end + 1 else None


def _is_surname(tokens: Tokens, i: int) -> bool:
    return tokens.cap[i] and folded(tokens.text[i]) in _SURNAMES


def _behind_particle(tokens: Tokens, m: Mention, taken: set[int]) -> int | None:
    """Start of "Kaisahan ng" + "Magsisibuyas"."""
    first = m.start - 2
    if first < 0 or tokens.text[first + 1] not in _PARTICLES | _AND_ABROAD or any(tokens.barrier[first + 1 : m.start + 1]):
        return None
    return first if tokens.cap[first] and first not in taken and not tokens.headline[first] else None


def _opens_before(tokens: Tokens, m: Mention, taken: set[int]) -> bool:
    """Whether a name of several words begins with the first word of its sentence, which models leave out: "Tozai | Data Research"."""
    i = m.start - 1
    if i < 0 or i in taken or not tokens.sent_start[i] or tokens.barrier[m.start] or m.end - m.start == 1 or tokens.headline[i]:
        return False
    word = tokens.doc[i]
    part = word.tag_ == "NNP" and word.dep_ == "compound" and m.start <= word.head.i < m.end
    plain = tokens.text[i].istitle() and tokens.text[i].isalpha() and role_head(tokens.text[i]) is None
    plain = plain and not tokens.lower[i].endswith(_DESCRIBES)  # "Lender", "Rival", "Outgoing"
    return part and plain and tokens.lower[i] not in tokens.small and tokens.lower[i] not in LEADING_WORDS | HONORIFICS.keys()


def _end_before_office(tokens: Tokens, m: Mention, taken: set[int]) -> int | None:
    """End of "Southern" + "Ginners Forum" before its chairman, "The Khulna" + "Rice Mills Forum"; null where it is no such start."""
    alone = m.end - m.start - (tokens.lower[m.start] == "the") == 1
    if m.label not in {"PERSON", "GPE", "LOC", "ORG"} or not alone or tokens.headline[m.start]:
        return None
    end = m.end
    while end < len(tokens) and tokens.cap[end] and tokens.text[end].isalpha() and end not in taken and not tokens.barrier[end]:
        end += 1
    inside = tokens.lower[m.end : end]
    body = 0 < len(inside) < _MOST_WORDS and inside[-1] in ORG_HEADS and not LEADING_WORDS.intersection(inside)
    follows = end < len(tokens) and tokens.text[end].islower()
    office = follows and role_head(tokens.text[end]) is not None
    the = m.label == "ORG" and "the" in (tokens.lower[m.start], tokens.lower[m.start - 1])
    return end if body and (office or (the and follows)) and not any(role_head(w) for w in inside[:-1]) else None


def _of_two_offices(tokens: Tokens, mentions: Sequence[Mention]) -> list[Mention]:
    """`Comptroller and Auditor General` (or Controller), of which models make two or see one."""
    size = len(_TWO_OFFICES[0])
    starts = (i for i in range(len(tokens) - size + 1) if tokens.cap[i] and tokens.lower[i : i + size] in _TWO_OFFICES)
    whole = [Mention(i, i + size, "ORG") for i in starts if not any(tokens.barrier[i + 1 : i + size])]
    kept = [m for m in mentions if not any(m.overlaps(w) and m.end <= w.end for w in whole)]
    free = [w for w in whole if not any(w.overlaps(m) for m in kept)]
    return sorted([*kept, *free], key=lambda m: m.start)
