"""Names that models misread whatever the text: firms as people, marks of lists, years and currencies as places or people.

What the words themselves tell for sure, held against the finished list of a document's entities.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policynlp.tag.entities.name_words import STREETS
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.roles import HONORIFICS, role_head

_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_LEGAL_FORMS = frozenset(
    "JSC PJSC OJSC AG AB ASA Oyj Oy SpA S.p.A. GmbH plc Plc PLC Ltd Ltd. LLC LLP "
    " NV N.V. BV B.V. KK KGaA Bhd Berhad Tbk Pte Pty SE SA S.A. A/S".split()
)
"""Legal forms as firms print them behind their names: "Hoffmann Weber AG"."""
_FORMS_ALONE = frozenset({"AG", "AB", "ASA", "Oyj", "SpA", "GmbH", "Bhd", "KGaA", "Tbk"})
"""Those that are no name where nothing stands before them."""
_MAX_NAME = 4
_WITH_ARTICLE = 4
_DEGREES = frozenset({"SC", "KC", "QC", "SAN", "PhD", "MBE", "OBE", "CBE", "MP"})
_NO_NAME = re.compile(
    r"(?i:FY\s?(?:20)?\d\d(?:[/–-](?:20)?\d\d)?[a-z]?"
    r"|(?:Part|Chapter|Title|Division|Section|Annex|Schedule|Appendix)\s(?:[IVXLC]{1,6}|\d{1,3}[A-Z]?))"
    r"|K[Ss][Hh][Ss]?\.?|Tk\.?|[A-Z]{0,3}[$€£¥]|NOK|SEK|DKK|EUR|USD|GBP|ISSN|ISBN|DOI|[MG]bps"
    r"|[A-Za-z]\.",
)
"""Financial years, parts of a law, currencies, numbers of papers, a letter alone."""
_MAY_ACT = frozenset({"SEK", "DOI", "NOK"})
"""Those that are bodies, too: "the SEK had stormed the house", "DOI said that"."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AREAS_OF_POSTS = frozenset({"regional", "subregional", "sub-regional", "country", "resident"})
"""First words of posts that bodies have in their countries: "Country Director", "Resident Representative"."""
_OWNERS = frozenset({"women", "children", "men", "people"})
_SECTIONS = frozenset({"findings", "recommendations", "conclusions", "introduction", "overview", "contents"})
"""Last words of headings that models take for surnames: "Key Findings"."""
_DONE_TO_BILLS = frozenset(
    "signs vetoes passes blocks backs calls slams defends supports opposes files drafts introduces approves rejects kills".split()
)
"""Words before "Bill" in headlines with capitals, where no man of that name is meant: "Governor Signs Bill"."""


def without_misread(tokens: Tokens, mentions: Sequence[Mention]) -> list[Mention]:
    """The entities of a document without what is no name, firms under their whole names.

    Args:
        tokens: The document.
        mentions: Its entities, in order, not overlapping.
    """
    letters = _list_letters(tokens)
    headings = {tokens.text[m.end - 1] for m in mentions if m.start in letters and _behind_letter(tokens, m, letters) is None}
    out: list[Mention] = []
    for m in mentions:
        if m.label == "PERSON" and m.end - m.start == 1 and tokens.text[m.start] in headings:
            continue  # "Occupancy", of "A. Occupancy"
        if out and m.start < out[-1].end:
            continue  # "AG", which became part of the firm's name
        if (
            out
            and m.label == "ORG"
            and out[-1].label == "PERSON"
            and out[-1].end == m.start
            and tokens.text[m.start] in _DEGREES
        ):
            continue  # "Ana Reis" + "KC"
        if m.label == "PERSON" and m.end - m.start > 1 and tokens.lower[m.start] in STREETS:
            m = replace(m, label="FAC")
        fixed = _firm(tokens, _out_of_bracket(tokens, m), out[-1].end if out else 0) if m.label in _NAMES else m
        if fixed is not None and fixed.label == "ORG":
            fixed = _before_post(tokens, _of_owners(tokens, fixed, out[-1].end if out else 0))
        if fixed is not None and fixed.label == "PERSON" and out and _is_place_beside(tokens, out[-1], fixed):
            fixed = replace(fixed, label="GPE")
        if fixed is not None and fixed.label in _NAMES:
            fixed = _behind_letter(tokens, fixed, letters)
        if fixed is not None and not (fixed.label in _NAMES and _is_none(tokens, fixed)):
            out.append(fixed)
    return _owned_again(tokens, out)


def _out_of_bracket(tokens: Tokens, m: Mention) -> Mention:
    """A mention without what a bracket that closes in it holds: "[Photo] | Seniors"."""
    closing = next((i for i in range(m.start, m.end - 1) if tokens.text[i] in {"]", ")"}), None)
    if closing is None or any(tokens.text[i] in {"[", "("} for i in range(m.start, closing)):
        return m
    return replace(m, start=closing + 1)


def _firm(tokens: Tokens, m: Mention, taken: int) -> Mention | None:
    """A firm that was read as a person or cut to its legal form; null for a form alone."""
    last = m.end - 1
    if m.end - m.start == 1 and tokens.text[last] in _FORMS_ALONE:
        start = m.start
        while start > max(taken, m.start - _MAX_NAME) and not tokens.barrier[start] and _in_name(tokens, start - 1):
            start -= 1
        return replace(m, start=start, label="ORG") if start < m.start else None
    if m.label != "PERSON" or (m.start and _leads_to_person(tokens, m.start - 1)):
        return m
    if m.end - m.start > 1 and tokens.text[last] in _LEGAL_FORMS:
        return replace(m, label="ORG")
    behind = m.end < len(tokens) and not tokens.barrier[m.end] and tokens.text[m.end] in _LEGAL_FORMS
    return replace(m, end=m.end + 1, label="ORG") if behind else m


def _before_post(tokens: Tokens, m: Mention) -> Mention:
    """A body without the beginning of a post there: "WFP" + "Regional Director", "FAO" + "Subregional Coordinator"."""
    end = m.end
    if tokens.lower[m.start] == "the" and end - m.start < _WITH_ARTICLE:
        return m
    if end - m.start > 2 and role_head(tokens.text[end - 1]) and tokens.lower[end - 2] in _AREAS_OF_POSTS:
        return replace(m, end=end - 2)
    follows = end < len(tokens) and not tokens.barrier[end] and tokens.cap[end] and role_head(tokens.text[end]) is not None
    if follows and end - m.start > 1 and tokens.lower[end - 1] in _AREAS_OF_POSTS:
        return replace(m, end=end - 1)
    return m


def _of_owners(tokens: Tokens, m: Mention, taken: int) -> Mention:
    """A body with those in whose name it is: "Women's" + "Aid"; other owners with an "s" models know themselves."""
    start = m.start - 2
    owned = start >= taken and tokens.text[m.start - 1] in {"'s", "’s"} and not any(tokens.barrier[start + 1 : m.start + 1])
    return replace(m, start=start) if owned and tokens.cap[start] and tokens.lower[start] in _OWNERS else m


def _owned_again(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """With the other places where a body of women or children is named: models may see it once."""
    owned = {tuple(tokens.text[m.start : m.end]) for m in mentions if m.label == "ORG" and tokens.lower[m.start] in _OWNERS}
    if not owned:
        return mentions
    taken = {i for m in mentions for i in range(m.start, m.end)}
    again = []
    for words in sorted(owned, key=lambda name: (-len(name), name)):
        for i in range(len(tokens) - len(words) + 1):
            span = range(i, i + len(words))
            if tuple(tokens.text[i : i + len(words)]) == words and taken.isdisjoint(span):
                taken.update(span)
                again.append(Mention(i, i + len(words), "ORG", "rule", 0.8))
    return sorted([*mentions, *again], key=lambda m: m.start)


def _is_place_beside(tokens: Tokens, place: Mention, m: Mention) -> bool:
    """Whether one word is the second of two places: "in Cork and | Kerry", and nobody's name elsewhere in the text."""
    beside = place.label == "GPE" and place.end == m.start - 1 and tokens.lower[m.start - 1] == "and" and m.end - m.start == 1
    if not beside or not place.start or tokens.lower[place.start - 1] not in {"in", "across", "near"}:
        return False
    behind = tokens.doc[m.end] if m.end < len(tokens) else None
    if behind is not None and (behind.tag_ == "POS" or behind.tag_ in _FINITE or behind.lower_ in {"'s", "’s"}):
        return False  # "in Beijing and Trump's visit", "in Boston and Kerry left"
    name = tokens.text[m.start]
    return not any(w == name and k and tokens.cap[k - 1] and not tokens.barrier[k] for k, w in enumerate(tokens.text))


def _in_name(tokens: Tokens, i: int) -> bool:
    """Whether a word may be one of a firm's name: with a capital, no word that any sentence may begin with."""
    return tokens.cap[i] and tokens.text[i].isalpha() and tokens.doc[i].pos_ == "PROPN"


def _leads_to_person(tokens: Tokens, i: int) -> bool:
    """Whether a word stands before people: "Attorney General Karl Weber AG"."""
    return tokens.lower[i].rstrip(".") in {h.rstrip(".") for h in HONORIFICS} or role_head(tokens.lower[i]) is not None


def _list_letters(tokens: Tokens) -> frozenset[int]:
    """Tokens that are the letters of a list's lines, where a text has several in order: "A. Occupancy", "B. Parking"."""
    found = {}
    for i in range(len(tokens)):
        if tokens.barrier[i] and tokens.text[i][:1].isupper() and tokens.text[i].rstrip(".").isalpha():
            letter = tokens.text[i].rstrip(".")
            stop = tokens.text[i].endswith(".") or (i + 1 < len(tokens) and tokens.text[i + 1] == ".")
            if len(letter) == 1 and stop:
                found[i] = letter
    ordered = {"A", "B"} <= set(found.values())
    return frozenset(found) if ordered else frozenset()


def _behind_letter(tokens: Tokens, m: Mention, letters: frozenset[int]) -> Mention | None:
    """A mention without the letter of its line; null where but one word is left, which is a heading's."""
    if m.start not in letters:
        return m
    start = m.start + 1
    while start < m.end and tokens.text[start] == ".":
        start += 1
    return replace(m, start=start) if m.end - start > 1 else None


def _is_none(tokens: Tokens, m: Mention) -> bool:
    words = tokens.words(m.start, m.end)
    if _NO_NAME.fullmatch(words) is not None and (m.label != "LAW" or words.startswith("FY")):
        acts = m.end < len(tokens) and not tokens.barrier[m.end] and tokens.doc[m.end].tag_ in _FINITE
        return not (words in _MAY_ACT and m.label == "ORG" and acts)
    if m.label != "PERSON" or m.end - m.start != 2:
        return False
    first, last = tokens.lower[m.start], tokens.lower[m.end - 1]
    return last in _SECTIONS or (last in {"bill", "bills"} and first in _DONE_TO_BILLS)
