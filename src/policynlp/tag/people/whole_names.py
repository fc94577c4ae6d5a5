"""Names of people made whole: what models leave off before a name, behind it, or around a nickname."""

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re

from policynlp.tag.entities.name_words import ORG_HEADS
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.evidence import STRONG, evidence, person_shaped
from policynlp.tag.people.roles import BEFORE_LONG_NAMES, HONORIFICS, MODIFIERS, role_head
from policynlp.tag.people.surnames import PARTICLES, VIETNAMESE, is_hyphenated_given, is_surname_first

DOUBTFUL = frozenset({"ORG", "GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT"})
"""Labels that may hide a person."""
_JOINS = PARTICLES | {"i", "y"}
_SON_OF = frozenset({("a", "/", "l"), ("a", "/", "p"), ("s", "/", "o"), ("d", "/", "o")})
"""In names of Malaysia and Singapore: `Ravindran a/l Muthu`, son of Muthu."""
_LETTERS = re.compile(r"[^\W\d_]+|(?:[A-Z]\.)+")
"""What a nickname is made of: words, or initials with dots."""
_OPEN, _CLOSE = frozenset("\"“'‘"), frozenset("\"”'’")
_SCORE = 0.7
_INITIAL = re.compile(r"[A-Z][a-z]?\.")
_NO_INITIALS = frozenset(
    {"No.", "St.", "Mt.", "Ft.", "Nr.", "Co.", "Jr.", "Sr.", "Lt.", "Pt.", "Sh.", "Rs.", "Tk.", "Vs.", "Ch.", "Pg."}
)
_SURNAME_AND_GIVEN = 2
_LONGEST = 5
"""Words of a name in a list of who was there."""
_UNITS_OF_KOREA = frozenset("do si gun gu eup myeon dong ri ro gil".split())
"""Endings of the names of places ("Chunyang-myeon")."""
_NO_NAME = frozenset({"VERB", "AUX", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "ADV"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def made_whole(tokens: Tokens, mentions: list[Mention], sure: set[int]) -> list[Mention]:
    """`Raúl Domínguez` + `Prado`, `Jordi Puig` + i Ferrer`, `Seoul` + `Metro`: pieces of one name that touch."""
    out: list[Mention] = []
    starts = {m.start: m for m in mentions}
    inside = {i for m in mentions for i in range(m.start, m.end)}
    skip = -1
    for m in mentions:
        if m.start < skip:
            continue
        end = m.end
        if m.label in {"PERSON", *DOUBTFUL} and (over := _over_hyphen(tokens, m)) is not None:
            out.append(Mention(m.start, over, "PERSON", "rule", _SCORE))
            skip = over
            continue
        if m.label == "PERSON" and not tokens.headline[m.start]:
            end = _over_nickname(tokens, m) or _person_end(tokens, m, starts, inside, sure)
        elif m.label == "PERSON":
            end = _to_comma(tokens, m) or end
        elif m.label == "GPE":
            after = starts.get(end)
            if after and after.label in {"FAC", "ORG"} and after.end == end + 1 and not tokens.barrier[end] and tokens.cap[end]:
                out.append(Mention(m.start, after.end, "ORG", "rule", _SCORE))
                skip = after.end
                continue
        start = m.start
        if m.label == "PERSON" and end == m.end:
            start = _behind_honour(tokens, m, inside)
        if start == m.start and m.label in {"PERSON", *DOUBTFUL} and id(m) not in sure:
            start = _given_start(tokens, m, inside)
        if end > m.end or start < m.start:
            skip = end
            m = Mention(start, end, "PERSON", "rule", _SCORE)
        out.append(m)
    return out


def _over_hyphen(tokens: Tokens, m: Mention) -> int | None:
    """End of `Kwon Sun` + `-ja`: a name in the order of Korea or China, cut at the hyphen of the given name."""
    k = m.end
    if m.end - m.start != _SURNAME_AND_GIVEN or k + 1 >= len(tokens) or tokens.text[k] != "-" or not tokens.joined(k):
        return None
    if not tokens.joined(k + 1) or not tokens.text[k + 1].islower() or tokens.text[k + 1] in _UNITS_OF_KOREA:
        return None
    words = [tokens.text[m.start], f"{tokens.text[k - 1]}-{tokens.text[k + 1]}"]
    return k + 2 if is_hyphenated_given(words[1]) and is_surname_first(words) else None


def _given_start(tokens: Tokens, m: Mention, inside: set[int]) -> int:
    """Start of a name of one word with the given name that stands unseen before it: `Ana` + `Delgado`, `Per-` + `Ánte Labba`."""
    i = m.start - 1
    if m.label == "PERSON" and m.end - m.start == 1 and (initial := _initial_before(tokens, m.start, inside)) is not None:
        return initial
    if i > 0 and tokens.text[i] == "-" and tokens.joined(i) and tokens.joined(m.start) and tokens.cap[i - 1]:
        return i - 1 if m.label == "PERSON" and not {i, i - 1} & inside and tokens.text[i - 1].isalpha() else m.start
    if m.end - m.start == 2 and m.label == "PERSON" and i > 0 and i not in inside and _is_vietnamese(tokens, i):
        return i  # "Environment" | "Tran" + "Quoc Lam"
    if m.end - m.start > 1 or i < 0 or i in inside or tokens.barrier[m.start] or tokens.headline[i] or tokens.sent_start[i]:
        return m.start
    word = tokens.text[i]
    named = tokens.cap[i] and word.isalpha() and not word.isupper() and tokens.doc[i].pos_ not in _NO_NAME
    if (
        not named
        or word.lower() in HONORIFICS
        or word.lower() in MODIFIERS
        or role_head(word)
        or not person_shaped(tokens, i, m.end)
    ):
        return m.start
    if tokens.cap[i - 1] and tokens.text[i - 1].isalpha():
        return m.start
    return i if m.label == "PERSON" or evidence(tokens, i, m.end) >= STRONG else m.start


def is_initial(tokens: Tokens, m: Mention) -> bool:
    """Whether a mention is the initial of the name behind it, which a model takes for a place: `D.` + `Ganzorig`."""
    alone = m.end - m.start == 1 and m.label in DOUBTFUL and m.end < len(tokens) and not tokens.barrier[m.end]
    word = tokens.text[m.start]
    return alone and _INITIAL.fullmatch(word) is not None and word not in _NO_INITIALS and tokens.cap[m.end]


def _initial_before(tokens: Tokens, start: int, inside: set[int]) -> int | None:
    """Where `D.` + `Ganzorig`, `Kh` + `.` + `Enkhmaa` begins: with the initial of the father's or the given name."""
    i = start - 1
    if i < 1 or i in inside or any(tokens.barrier[i : start + 1]):
        return None
    dotted = tokens.text[i] == "." and tokens.joined(i)
    k = i - 1 if dotted else i
    word = tokens.text[k] + ("." if dotted else "")
    free = k not in inside and not tokens.barrier[k + 1] and word.lower().rstrip(".") not in HONORIFICS
    return k if free and _INITIAL.fullmatch(word) and word not in _NO_INITIALS else None


def _is_vietnamese(tokens: Tokens, i: int) -> bool:
    """Whether the capital word at `i` is a Vietnamese family name, which stands first."""
    return tokens.lower[i] in VIETNAMESE and tokens.cap[i] and not tokens.sent_start[i] and not tokens.barrier[i + 1]


def _over_nickname(tokens: Tokens, m: Mention) -> int | None:
    """End of `Ernesto "Ka Nestor" Magbanua`: a given name, what friends call him in marks, the surname.

    The mention may run into the marks: `Ernesto "J.D.` + `Magbanua`.
    """
    opened = next((i for i in range(m.start + 1, m.end) if tokens.text[i] in _OPEN), None)
    if opened is not None and not any(tokens.text[i] in _CLOSE for i in range(opened + 1, m.end)):
        m = Mention(m.start, opened, m.label, m.origin, m.score)
    n, k = len(tokens), m.end
    if m.end - m.start > 2 or k + 3 >= n or tokens.text[k] not in _OPEN or any(tokens.barrier[k : k + 3]):
        return None
    close = next((i for i in range(k + 2, min(k + 5, n - 1)) if tokens.text[i] in _CLOSE), None)
    if close is None or not all(_LETTERS.fullmatch(tokens.text[i]) for i in range(k + 1, close)):
        return None
    last = close + 1
    surname = tokens.cap[last] and tokens.text[last].isalpha() and tokens.doc[last].tag_[0] == "N" and not tokens.barrier[last]
    return last + 1 if surname and tokens.cap[k + 1] else None


def _person_end(tokens: Tokens, m: Mention, starts: dict[int, Mention], inside: set[int], sure: set[int]) -> int:
    """Where a person's name ends once it runs over particles and one more capital word that belongs to it."""
    n, k = len(tokens), m.end
    if (comma := _to_comma(tokens, m)) is not None:
        return comma
    if tuple(tokens.lower[k : k + 3]) in _SON_OF and k + 3 < n and tokens.cap[k + 3]:
        father = starts.get(k + 3)
        return father.end if father is not None and father.label == "PERSON" else k + 4
    shouted = tokens.text[m.start].isupper()
    while k < n and k - m.end < 3 and tokens.lower[k] in _JOINS and not tokens.barrier[k]:
        if tokens.text[k].isupper() and len(tokens.text[k]) > 1 and not shouted:
            break  # "Col Blanch" + "WA Police"
        k += 1
    if k >= n or tokens.barrier[k] or not tokens.cap[k] or not tokens.text[k].isalpha() or tokens.text[k].isupper():
        return m.end
    unseen = m.end - m.start == 1 and k == m.end and k not in starts and not is_surname_first(tokens.text[m.start : k + 1])
    if (
        unseen
        and _comes_alone(tokens, k)
        and k not in inside
        and tokens.doc[k].pos_ == "PROPN"
        and not role_head(tokens.text[k])
    ):
        return k + 1
    if unseen and not _goes_on_twice(tokens, m):
        return m.end  # one word and another unseen one: the name model had its reason
    if tokens.lower[k] in HONORIFICS or role_head(tokens.text[k]) or tokens.doc[k].pos_ != "PROPN":
        return m.end
    after = starts.get(k)
    if unseen:
        return k + 2 if not {k, k + 1} & inside else m.end
    if after is None:
        return k + 1 if k not in inside and person_shaped(tokens, m.start, k + 1) else m.end
    if id(after) in sure or after.label not in {"GPE", "ORG", "PERSON", "LOC"} or after.end - after.start > 2:
        return m.end
    if after.end < n and tokens.cap[after.end] and not tokens.barrier[after.end]:
        return m.end
    return after.end if person_shaped(tokens, m.start, after.end) else m.end


def _to_comma(tokens: Tokens, m: Mention) -> int | None:
    """End of `Lim` + `Siew Peng, Deputy Secretary`: from an honorific to the end of the line or the comma before an office, one name."""
    i = m.start - 1
    i -= i > 0 and tokens.text[i] in {"'", "’", "."}
    if i < 0 or tokens.lower[i] not in HONORIFICS or tokens.barrier[m.start]:
        return None
    k = m.end
    while k < len(tokens) and k - m.start < _LONGEST and not tokens.barrier[k] and tokens.cap[k]:
        if (
            not tokens.text[k].isalpha()
            or tokens.text[k].isupper()
            or role_head(tokens.text[k])
            or tokens.lower[k] in ORG_HEADS
        ):
            return None
        k += 1
    return k if k > m.end and _is_listed(tokens, k) else None


def _is_listed(tokens: Tokens, end: int) -> bool:
    """Whether a name ends its line, or a comma and an office follow it."""
    if end >= len(tokens) or tokens.barrier[end]:
        return not tokens.headline[end - 1]
    return tokens.text[end] == "," and any(role_head(w) for w in tokens.text[end + 1 : end + 4])


def _behind_honour(tokens: Tokens, m: Mention, inside: set[int]) -> int:
    """Start of `Lim Siew` + `Peng, Deputy Secretary`, where models see but the end of a name between an honorific and its comma."""
    i = m.start
    while i > 0 and m.end - i < _LONGEST and i - 1 not in inside and tokens.cap[i - 1] and not tokens.barrier[i]:
        titled = tokens.lower[i - 1] in HONORIFICS or tokens.lower[i - 1] in BEFORE_LONG_NAMES or role_head(tokens.text[i - 1])
        if not tokens.text[i - 1].isalpha() or titled:
            break
        i -= 1
    if i == m.start or i == 0 or tokens.barrier[i] or tokens.lower[i - 1] not in HONORIFICS:
        return m.start
    return i if _is_listed(tokens, m.end) else m.start


def _comes_alone(tokens: Tokens, k: int) -> bool:
    """`Gulchehra` + `Saidova, a hydrologist`: whether the text goes on to call somebody who says or does something by that word alone."""
    if k + 1 >= len(tokens) or (tokens.text[k + 1] != "," and tokens.doc[k + 1].tag_ not in _FINITE):
        return False
    return acts_alone(tokens, k)


def acts_alone(tokens: Tokens, k: int) -> bool:
    """Whether a word stands further down as the subject of a sentence, with no other word of a name beside it."""
    word = tokens.text[k]
    return any(
        tokens.text[i] == word
        and (tokens.sent_start[i] or not tokens.cap[i - 1])
        and not tokens.cap[i + 1]
        and tokens.doc[i].dep_ == "nsubj"
        for i in range(k + 1, len(tokens) - 1)
    )


def _goes_on_twice(tokens: Tokens, m: Mention) -> bool:
    """`Heriberto` + `Mosquera Palacios`: two more capital words that are no office, and then a comma or a verb."""
    k = m.end
    return (
        k + 2 < len(tokens)
        and all(tokens.cap[i] and not tokens.barrier[i] and tokens.doc[i].pos_ == "PROPN" for i in (k, k + 1))
        and not any(role_head(tokens.text[i]) or tokens.lower[i] in MODIFIERS for i in (k, k + 1))
        and (tokens.text[k + 2] == "," or (tokens.doc[k + 2].tag_ in _FINITE and not tokens.cap[k + 2]))
        and person_shaped(tokens, m.start, k + 2)
    )
