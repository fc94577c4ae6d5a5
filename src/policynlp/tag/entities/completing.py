"""Last mends of single mentions: names that models cut short, capitals that are no names, shares that are no money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policynlp.tag.entities.acronyms import matches_initials
from policynlp.tag.entities.joined_bodies import with_parts_joined
from policynlp.tag.entities.lone_bodies import KINDS
from policynlp.tag.entities.model_spans import NUMERIC
from policynlp.tag.entities.name_runs import CALENDAR
from policynlp.tag.entities.name_words import DEGREES, GENERIC_OWNERS, LEADING_WORDS, ORG_HEADS
from policynlp.tag.entities.place_names import DEMONYMS, countries
from policynlp.tag.entities.several_trades import OF_FIELDS, OF_FIRMS, names_field, of_several_trades
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.roles import MODIFIERS, PARTISANS, role_head

_BRANCHES = ORG_HEADS | set("industry industries international telecom mining motors airways airlines energy".split())  # noqa: SIM905
"""Words before a country that ends the name of a firm or body ("Transparency International Kenya")."""
_FOR = (["on"], ["for"])
_FOR_SOMETHING = frozenset(
    """
    commission committee council center centre institute agency office association society foundation campaign alliance coalition
    board bureau authority academy federation network forum department ministry
    """.split()  # noqa: SIM905 - a table of words
)
"""Heads of bodies that are named after what they are for."""
_OF_COUNTRIES = frozenset(
    "statistics transport health elections parks sport innovation invest business destination visit natural historic universities".split()  # noqa: SIM905
)
"""First words of bodies that a country's name ends: "Statistics Poland", "Natural England"."""
_OF_A_COUNTRY = frozenset(
    "board society federation association union council institute authority commission bank chamber academy league".split()  # noqa: SIM905
)
_UNITS = frozenset("city town township county borough municipality diocese archdiocese university bishopric canton".split())  # noqa: SIM905
_PREPOSITIONS = frozenset({"Without", "Against", "Beyond", "Behind"})
_ROMANCE = frozenset({"di", "de", "do", "da", "dos", "das", "del", "della", "delle", "dei", "des", "du"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BEHIND_NAMES = frozenset({",", "(", "said", "says", "told", "added", "who"})
_OPENING = frozenset({'"', "“", "‘", "«", "„"})
_DOTTED = re.compile(r"(?:[A-Z]\.){3,}")
_JOINED = frozenset("alliance coalition campaign committee council network partnership movement initiative commission".split())  # noqa: SIM905
_PEOPLE = frozenset(
    "citizens friends physicians doctors americans mothers students parents scientists veterans workers women lawyers people".split()  # noqa: SIM905
)
"""First words of bodies that are named after who they are and what they want."""
_PERCENT = re.compile(r"\d ?(?:%|per[ -]?cent)$|\bper[ -]?cent$", re.IGNORECASE)


def completed(tokens: Tokens, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, each as its neighbours and its own words show it.

    Args:
        tokens: The document.
        mentions: Its mentions, in order, not overlapping; nor do those that come back.
    """
    taken = {i for m in mentions for i in range(m.start, m.end)}
    whole: list[Mention] = []
    for m in mentions:
        if not _is_common(tokens, m) and not (whole and m.start < whole[-1].end):
            whole.append(_whole(tokens, m, taken))
    return _abbreviated(tokens, of_several_trades(tokens, _with_fields(tokens, with_parts_joined(tokens, whole))))


def _with_fields(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """Bodies with what they are for, of which models make two: "Commission" + "Presidential Debates" around "on"."""
    out: list[Mention] = []
    for m in mentions:
        last = out[-1] if out else None
        if last is not None and last.label == m.label == "ORG" and _is_bare_head(tokens, last):
            between = tokens.lower[last.end : m.start]
            joins = (
                between[:1] in _FOR
                and between[1:] in ([], ["a"], ["an"], ["the"])
                and not any(tokens.barrier[last.end : m.end])
            )
            if joins and m.end - m.start > 1:
                out[-1] = replace(last, end=m.end)
                continue
        if last is None or m.start >= last.end:
            out.append(_for_whom(tokens, m) if m.label == "ORG" else m)
    return out


def _for_whom(tokens: Tokens, m: Mention) -> Mention:
    """A body with those whom it is for, where it is cut before them: "the Ombudsman's Office" + "for Older Persons"."""
    owned = any(tokens.text[i] in {"'s", "’s"} for i in range(m.start, m.end))
    i = m.end
    if not owned or tokens.lower[i - 1] not in _FOR_SOMETHING or i + 2 >= len(tokens) or tokens.text[i] != "for":
        return m
    end = i + 1
    while end < len(tokens) and tokens.cap[end] and tokens.text[end].isalpha() and not tokens.barrier[end]:
        end += 1
    return replace(m, end=end) if end > i + 2 else m


def _is_bare_head(tokens: Tokens, m: Mention) -> bool:
    """Whether a mention is "Commission" or "the Center": a body that has a name of its own needs no more of it."""
    alone = m.end - m.start - (tokens.lower[m.start] == "the") == 1
    return alone and tokens.cap[m.end - 1] and tokens.lower[m.end - 1] in _FOR_SOMETHING


def _abbreviated(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """`I.R.S.` is a body, whatever models call it, where the document names one with these initials in full."""
    dotted = [
        m
        for m in mentions
        if m.label in {"GPE", "LOC", "PERSON", "PRODUCT"} and _DOTTED.fullmatch(tokens.words(m.start, m.end))
    ]
    if not dotted:
        return mentions
    names = {tokens.words(m.start, m.end) for m in mentions if m.label == "ORG" and m.end - m.start > 2}
    letters = {id(m): tokens.words(m.start, m.end).replace(".", "") for m in dotted}
    known = {short for short in set(letters.values()) if any(matches_initials(short, name) for name in names)}
    return [replace(m, label="ORG", origin="rule") if letters.get(id(m)) in known else m for m in mentions]


def _is_common(tokens: Tokens, m: Mention) -> bool:
    """Whether a capital is that of a sentence alone: a plural that the text has in small letters, too ("Farmers", "farmers"); a degree."""
    if m.end - m.start == 1 and tokens.text[m.start] in DEGREES and m.start and tokens.text[m.start - 1] in {"(", ","}:
        return True
    starts = tokens.sent_start[m.start] or (m.start > 0 and tokens.text[m.start - 1] in _OPENING)
    if m.end - m.start != 1 or m.label not in {"ORG", "PERSON", "PRODUCT", "WORK_OF_ART"} or not starts:
        return False
    word = tokens.lower[m.start]
    return word.endswith("s") and tokens.text[m.start] != word and word in tokens.small


def _whole(tokens: Tokens, m: Mention, taken: set[int]) -> Mention:
    if m.label in NUMERIC and _PERCENT.search(tokens.words(m.start, m.end)):
        return replace(m, label="PERCENT")
    if m.label == "GPE" and tokens.lower[m.start - 1] in _BRANCHES and _names(tokens, m.start - 2, m.start, taken):
        return replace(m, start=_run_start(tokens, m.start, taken), label="ORG")
    if m.label == "GPE" and tokens.lower[m.start - 1] in _OF_COUNTRIES and _names(tokens, m.start - 1, m.start, taken):
        return replace(m, start=m.start - 1, label="ORG")  # "Statistics" + "Poland"
    if m.label in {"GPE", "ORG"} and (start := _before_hyphen(tokens, m, taken)) is not None:
        return replace(m, start=start, label="ORG" if tokens.lower[start - 1] in KINDS else m.label)
    if m.label in {"ORG", "PERSON"} and tokens.text[m.start] in _PREPOSITIONS and _names(tokens, m.start - 1, m.start, taken):
        return replace(m, start=m.start - 1, label="ORG")  # "Doctors" + "Without Borders"
    if m.label == "ORG" and tokens.text[m.start - 1] in _PREPOSITIONS and _names(tokens, m.start - 2, m.start, taken):
        return replace(m, start=m.start - 2)  # "Doctors Without" + "Borders"
    if (
        m.label == "ORG"
        and tokens.lower[m.start] in OF_FIRMS
        and m.end - m.start == 1
        and _may_begin(tokens, m.start - 1, taken)
    ):
        return replace(m, start=_run_start(tokens, m.start, taken))  # "Prozoro" + "Analytics"
    if (more := _with_word_beside(tokens, m, taken)) is not None:
        return more
    if m.label == "ORG" and (start := _earlier_start(tokens, m, taken)) is not None:
        return replace(m, start=start)
    if m.label in {"GPE", "ORG", "LOC"} and (end := _of_place(tokens, m)) is not None:
        return replace(m, end=end)
    if m.label == "ORG" and (end := _of_country(tokens, m)) is not None:
        return replace(m, end=end)
    if m.label == "ORG" and role_head(tokens.text[m.end - 1]) is not None and _is_office_of(tokens, m):
        return replace(m, end=m.end + 2)  # "The Comptroller" + "'s Office"
    if m.label == "ORG" and tokens.lower[m.end - 1] == "people":
        return replace(m, end=_owned(tokens, m.end, taken))
    return m


def _with_word_beside(tokens: Tokens, m: Mention, taken: set[int]) -> Mention | None:
    """`Karapınar` + "Chamber of Agriculture", "Imraan" + `Sayed`: a name with the capital word beside it that is of no other name."""
    if (
        m.label == "ORG"
        and tokens.lower[m.start] in ORG_HEADS
        and m.end - m.start > 1
        and _names_it(tokens, m.start - 1, taken)
    ):
        return replace(m, start=_run_start(tokens, m.start, taken))  # "Karapınar" + "Chamber of Agriculture"
    if m.label == "PERSON" and m.end - m.start == 1 and _is_surname(tokens, m.end, taken):
        return replace(m, end=m.end + 1)
    return None


def _earlier_start(tokens: Tokens, m: Mention, taken: set[int]) -> int | None:
    """Start of a body whose name a model begins late."""
    if tokens.lower[m.start - 1] in _ROMANCE and _names(tokens, m.start - 2, m.start - 1, taken):
        start = _run_start(tokens, m.start - 1, taken)  # "Scuole" + "di Montagna"
        return start if tokens.lower[start] not in LEADING_WORDS else None
    owner = _owner_start(tokens, m, taken)
    if owner is None and (fields := _fields_start(tokens, m, taken)) is not None:
        return fields
    return owner if owner is not None else _purpose_start(tokens, m, taken)


def _fields_start(tokens: Tokens, m: Mention, taken: set[int]) -> int | None:
    """Start of "Drainage and" + "Irrigation Department": another field of the same body, that is no name by itself."""
    i = m.start - 2
    joins = i > 0 and tokens.lower[i + 1] in {"and", "&"} and not any(tokens.barrier[i : m.start + 1])
    if not joins or {i, i + 1} & taken or not tokens.cap[i] or tokens.lower[i - 1] != "the":
        return None
    body = tokens.lower[m.end - 1] in OF_FIELDS and m.end - m.start > 1
    return i if body and names_field(tokens.lower[i]) and names_field(tokens.lower[m.start]) else None


def _before_hyphen(tokens: Tokens, m: Mention, taken: set[int]) -> int | None:
    """Start of "Damayan" + "-Visayas": a capital word that a hyphen ties to a name, and that is no name by itself."""
    i = m.start - 1
    if i < 1 or tokens.text[i] != "-" or not tokens.joined(i) or not tokens.joined(m.start) or i - 1 in taken:
        return None
    word = tokens.text[i - 1]
    return i - 1 if tokens.cap[i - 1] and word.isalpha() and len(word) > 1 and not tokens.headline[i - 1] else None


def _of_place(tokens: Tokens, m: Mention) -> int | None:
    """End of "the City" + "of Prince George": a unit by its noun alone, with the place that "of" leads to."""
    alone = m.end - m.start - (tokens.lower[m.start] == "the") == 1
    of = alone and tokens.lower[m.end - 1] in _UNITS and tokens.cap[m.end - 1] and tokens.lower[m.end : m.end + 1] == ["of"]
    end = m.end + 1
    while (
        of
        and end < len(tokens)
        and tokens.cap[end]
        and tokens.text[end].isalpha()
        and not any(tokens.barrier[end - 1 : end + 1])
    ):
        end += 1
    return end if of and end > m.end + 1 and not tokens.headline[m.start] else None


def _of_country(tokens: Tokens, m: Mention) -> int | None:
    """End of "Tea Board" + "of Kenya": a body with a name of its own, and the country that "of" leads to."""
    named = m.end - m.start - (tokens.lower[m.start] == "the") > 1 and tokens.lower[m.end - 1] in _OF_A_COUNTRY
    if not named or tokens.lower[m.end : m.end + 1] != ["of"] or tokens.headline[m.start]:
        return None
    for end in range(min(len(tokens), m.end + 4), m.end + 1, -1):
        if tokens.words(m.end + 1, end).lower() in countries() and not any(tokens.barrier[m.end : end]):
            follows = tokens.lower[end] if end < len(tokens) else ""
            return None if follows in {"'s", "’s", "'"} or (end < len(tokens) and tokens.cap[end]) else end
    return None


def _purpose_start(tokens: Tokens, m: Mention, taken: set[int]) -> int | None:
    """Start of a body whose name says what for: "Alliance to" + "Reclaim Our Schools", "Citizens for" + "Tax Justice"."""
    at = m.start - 2
    if at < 0 or at in taken or at + 1 in taken or tokens.barrier[m.start] or tokens.barrier[at + 1] or not tokens.cap[at]:
        return None
    if tokens.headline[at] or not tokens.text[at].isalpha():
        return None
    word, link = tokens.lower[at], tokens.lower[at + 1]
    if word == "right" and link == "to":
        return at  # "Right to" + "Housing Coalition"
    if (link in {"to", "for"} and word in _JOINED) or (link in {"for", "against"} and word in _PEOPLE):
        return at
    return None


def _may_begin(tokens: Tokens, i: int, taken: set[int]) -> bool:
    """Whether the word before a name is part of it: a capital within the sentence that is no title ("Minister Research")."""
    return (
        _names(tokens, i, i + 1, taken)
        and tokens.text[i].isalpha()
        and not tokens.sent_start[i]
        and role_head(tokens.text[i]) is None
    )


def _names_it(tokens: Tokens, i: int, taken: set[int]) -> bool:
    """Whether the word before "Chamber of Agriculture" is where that is: a capital that is no title, no day and no common word."""
    return (
        _names(tokens, i, i + 1, taken)
        and tokens.text[i].isalpha()
        and tokens.lower[i] not in LEADING_WORDS
        and tokens.lower[i] not in tokens.small | MODIFIERS
        and tokens.lower[i] not in CALENDAR
        and (not tokens.sent_start[i] or (tokens.doc[i].tag_ == "NNP" and not tokens.lower[i].endswith(("ed", "ing", "time"))))
        and role_head(tokens.text[i]) is None
    )


def _is_surname(tokens: Tokens, i: int, taken: set[int]) -> bool:
    """Whether a name of one word that a model saw goes on with one more: `its head, "Imraan" + "Sayed", said`."""
    return (
        i + 1 < len(tokens)
        and _names_it(tokens, i, taken)
        and not tokens.barrier[i]
        and tokens.text[i].istitle()
        and tokens.lower[i] not in ORG_HEADS | PARTISANS | DEMONYMS.keys()
        and tokens.doc[i].tag_ != "NNPS"
        and not tokens.lower[i].endswith(("crats", "cans"))
        and (tokens.lower[i + 1] in _BEHIND_NAMES or tokens.doc[i + 1].tag_ in _FINITE)
    )


def _is_office_of(tokens: Tokens, m: Mention) -> bool:
    """Whether "'s Office" stands behind a name."""
    return tokens.lower[m.end : m.end + 2] in (["'s", "office"], ["’s", "office"]) and tokens.cap[m.end + 1]


def _owner_start(tokens: Tokens, m: Mention, taken: set[int]) -> int | None:
    """Start of "Auditor General's" + "Department", "Teachers'" + "Union": a body whose name begins with whose it is."""
    i = m.start - 1
    if i < 1 or tokens.text[i] not in {"'s", "’s", "'", "’"} or tokens.lower[m.end - 1] not in ORG_HEADS or {i, i - 1} & taken:
        return None
    office = tokens.lower[m.end - 1] == "office" and role_head(tokens.text[i - 1]) is not None  # "the Comptroller's" + "Office"
    if not (tokens.lower[i - 1] in GENERIC_OWNERS or office) or not _names(tokens, i - 1, i, taken) or tokens.barrier[m.start]:
        return None
    general = (
        tokens.lower[i - 1] == "general" and i > 1 and _names(tokens, i - 2, i - 1, taken) and tokens.text[i - 2].isalpha()
    )
    return i - 2 if general else i - 1


def _names(tokens: Tokens, first: int, end: int, taken: set[int]) -> bool:
    """Whether the words before a name could be its beginning: capitals in a sentence, of no other name."""
    return first >= 0 and all(
        tokens.cap[i] and not tokens.barrier[i + 1] and not tokens.headline[i] and i not in taken for i in range(first, end)
    )


def _run_start(tokens: Tokens, i: int, taken: set[int]) -> int:
    """First token of the run of capitals that ends before `i`."""
    while i > 0 and tokens.text[i - 1].isalpha() and _names(tokens, i - 1, i, taken):
        i -= 1
    return i


def _owned(tokens: Tokens, i: int, taken: set[int]) -> int:
    """End of what a "People" at the end of a name owns: "Action for Ecology and People | 's Emancipation"."""
    if i + 1 >= len(tokens) or tokens.text[i] not in {"'s", "’s"} or tokens.headline[i]:
        return i
    end = i + 1
    while end < len(tokens) and tokens.cap[end] and tokens.text[end].isalpha() and not tokens.barrier[end] and end not in taken:
        end += 1
    return end if end > i + 1 else i
