"""What spaCy's model found, cleaned: page furniture, broken spans and words that are no names are dropped."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re

from spacy.tokens import Doc

from policynlp.tag.entities.name_words import ORG_HEADS, POLICY_HEADS, ROLE_WORDS
from policynlp.tag.entities.ranks import after_ordinal, behind_rank, is_rank
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.given_names import is_given
from policynlp.tag.people.roles import FIELDS, HONORIFICS, OFFICES, ROYAL, SEATS, SURNAMES_TOO, role_head
from policynlp.tag.people.surnames import PARTICLES

NUMERIC = frozenset({"MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
TEMPORAL = frozenset({"DATE", "TIME"})
NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
PERSON_TITLES = frozenset(
    """
    mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor sir dame lord lady president minister premier chancellor secretary
    senator sen. sen rep. rep gov. gov governor general gen. colonel col. captain capt. sgt. lt. judge justice king queen prince
    princess pope cardinal bishop archbishop rev. reverend sheikh ambassador commissioner chairman chairwoman mayor vice deputy
    prime foreign defence defense former acting chief director spokesman spokeswoman spokesperson comrade general-secretary
    advocate barrister
    """.split()
)
"""Titles that stand before a name and are no part of it (OntoNotes leaves them out)."""
_NO_PEOPLE = (
    ORG_HEADS
    | POLICY_HEADS
    | frozenset("annex annexe appendix chapter section article schedule preamble groundwater water".split())
)
"""Words that alone are nobody's name."""
_LONE_ROLES = frozenset("president speaker minister governor secretary chairman chairwoman chairperson senator rector".split())
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_FEASTS = frozenset("eid ramadan diwali passover hanukkah nowruz vesak thanksgiving christmas easter".split())
_BEFORE_FEASTS = frozenset(
    "for of on during after before this last next at since until by mark marks celebrate celebrated celebrating observe".split()
)
"""Words before a feast that is nobody's surname: "shopping for Eid", but "Mr Eid", "Eid said"."""
_DAYS = frozenset("independence labor labour memorial veterans armistice remembrance victory republic mothers fathers".split())
"""Words before "Day" with which it is nobody's surname."""
_YEAR = 4
_BE = frozenset({"is", "was", "has", "had", "will", "would", "came", "reached", "reflects", "reflected"})
_RANDS = re.compile(r"R\d+(?P<rest>[.,\d]*(?:k|m|mn|bn|tn|trn)?)")
_ROMAN = re.compile(r"[IVX]+\.?")
_OFFICE_LEAST = 5
"""Tokens of an office and a name: "Minister of Food Hugh Lyle"."""
_JOINING_FIELDS = frozenset({"and", "&", "the", ",", "state", "for", "of"})
_EDGE_MARKS = frozenset(",.;:()[]\"“”‘’'-–—|/\n")


def model_mentions(doc: Doc, tokens: Tokens) -> list[Mention]:
    """The model's entities outside of page furniture, each cut to its name."""
    found = []
    for ent in doc.ents:
        start, end = ent.start, ent.end
        if any(tokens.furniture[start:end]):
            continue
        for i in range(start + 1, end):
            if tokens.barrier[i]:
                end = i
                break
        mention = trimmed(tokens, start, end, ent.label_)
        if mention is not None and not is_false(tokens, mention) and not _is_a_fall(tokens, mention):
            found.append(mention)
    return found


def trimmed(tokens: Tokens, start: int, end: int, label: str) -> Mention | None:
    """A span without possessive, marks at its edges, and titles before a person's name; null where nothing is left."""
    while end > start and (
        tokens.text[end - 1] in _POSSESSIVE or tokens.text[end - 1] in _EDGE_MARKS or tokens.text[end - 1].isspace()
    ):
        end -= 1
    while start < end and (tokens.text[start] in _EDGE_MARKS or tokens.text[start].isspace()):
        start += 1
    if label in {"ORG", "PERSON", "GPE"}:
        for i in range(start + 1, end):
            if tokens.text[i] == "(" and ")" not in tokens.text[i:end]:
                end = i  # "Ministry of Environment (MoE": the acronym is a mention of its own
                break
    if label == "ORG" and end - start > 2 and tokens.text[end - 1] in _HONOURS:
        label = "PERSON"  # "Ann Lee MBE"
    if label in {"PERSON", "WORK_OF_ART"}:
        start, end, label = person_core(tokens, start, end, label)
    if label == "PERSON":
        while end - start > 1 and tokens.lower[start] in PERSON_TITLES:
            start += 1
        if start < end and end - start == 1 and tokens.lower[start] in PERSON_TITLES and tokens.lower[start] != "king":
            return None
    return Mention(start, end, label, "model", 0.8) if start < end else None


_STANDING = frozenset(
    "rival ally incumbent newcomer frontrunner front-runner opponent billionaire tycoon hajj hajji haji hajjah".split()
)
"""What people are called before their names besides roles."""
LETTERS = frozenset("mbe obe cbe kbe dbe kc qc sc san mp mpa mna mla mlc mep msp mpp td phd md jp cmg".split())
"""Honours and degrees behind a name."""
BODIES_FIRST = frozenset(
    """
    banco banca banque grupo groupe gruppo universidad universidade université università instituto institut ministerio ministério
    ministère partido parti partito fundación fundação fondation asociación associação confederación confederação federación
    secretaría comisión comissão consejo conselho asamblea cámara câmara congreso crédit société sociedad sindicato
    """.split()
)
"""What names of bodies begin with in Romance languages."""
_HONOURS = frozenset({"MBE", "OBE", "CBE", "KBE", "DBE", "PhD"})
_PLAIN = frozenset("mr mr. mrs mrs. ms ms. miss dr dr.".split())
"""Honorifics behind which one word is a name: "Undersecretary for Education Mr. Reis"."""
RULED = frozenset("governor mayor senator premier police sheriff mp".split())
"""Offices that a place stands before ("Kiambu Governor")."""


def behind_office(tokens: Tokens, start: int, end: int) -> int:
    """Where a name begins that stands behind its office: "Minister of Land and Food | Hugh Pemberton-Lyle".

    A given name that is known tells where the office ends, or the last word of what ministers are in charge of; without either, or
    without an office, the beginning is as it was.
    """
    if end - start < _OFFICE_LEAST or tokens.lower[start] not in PERSON_TITLES or tokens.lower[start + 1] not in {"of", "for"}:
        return start
    k = start + 2
    while k < end and tokens.lower[k] in FIELDS | _JOINING_FIELDS:
        k += 1
    if tokens.lower[k - 1] in FIELDS and end - k > 1 and tokens.cap[k]:
        return k
    return next((k for k in range(start + 3, end - 1) if is_given(tokens.text[k]) and tokens.cap[k + 1]), start)


def person_core(tokens: Tokens, start: int, end: int, label: str) -> tuple[int, int, str]:
    """The name inside of a span with titles, honours or prepositions around it, with its label.

    Args:
        tokens: The document.
        start: First token.
        end: One past the last.
        label: What it is taken for.
    """
    while end - start > 2 and tokens.lower[end - 1] in LETTERS and tokens.text[end - 1].isupper():
        end -= 1
    if label == "PERSON":
        start = behind_office(tokens, start, end)
        start += after_ordinal(tokens, start) and end - start > 1
        behind = behind_rank(tokens, start, end)
        start = behind if behind < end else start
        end -= _says_i(tokens, start, end)
    last = next((k for k in range(end - 2, start - 1, -1) if is_title(tokens, k)), None)
    if (
        last is not None
        and (end - last > 2 or (end - last == 2 and tokens.lower[last] in _PLAIN and last > start))
        and all(tokens.cap[k] or tokens.lower[k] in PARTICLES or tokens.text[k] == "-" for k in range(last + 1, end))
    ):
        return last + 1, end, "PERSON"  # "Oil Minister Omar Said", "Rival Ann Lee"
    if label != "PERSON":
        return start, end, label
    if end - start > 1 and tokens.lower[start] in BODIES_FIRST:
        return start, end, "ORG"
    if end - start == 2 and tokens.lower[start] in {"in", "at", "near", "from"}:
        return start + 1, end, "GPE"
    if end - start > 1 and end < len(tokens) and tokens.cap[end] and tokens.lower[end - 1] in RULED:
        return start, end - 1, "GPE"
    return start, end, label


def _says_i(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a line begins with a name and the "I" of what its bearer says: a quotation set large, "Ana Reis | I was there".

    "John Paul I was" begins like that, too: there the tagger sees no pronoun.
    """
    says = end < len(tokens) and tokens.doc[end].tag_ in {"VBD", "VBP", "MD"} and not tokens.barrier[end]
    pronoun = tokens.text[end - 1] == "I" and tokens.doc[end - 1].tag_ == "PRP"
    return says and pronoun and end - start > 2 and tokens.barrier[start] and tokens.lower[start] not in ROYAL


def is_title(tokens: Tokens, i: int) -> bool:
    """Whether the word at `i` is a title or a standing that goes before a name and is no surname."""
    low = tokens.lower[i]
    if low in _STANDING or (tokens.cap[i] and (low in HONORIFICS or low in PERSON_TITLES) and low not in SURNAMES_TOO):
        return True
    return role_head(tokens.text[i]) is not None and low not in SURNAMES_TOO


def _is_a_fall(tokens: Tokens, mention: Mention) -> bool:
    """Whether "fall" is no season: "the fall was 9 percent", "a fall of 3 points"."""
    at = mention.end - 1
    if mention.label != "DATE" or tokens.text[at] != "fall" or tokens.lower[at - 1 : at] not in (["the"], ["a"]):
        return False
    after = tokens.lower[at + 1] if at + 1 < len(tokens) else ""
    subject = tokens.doc[at].dep_ in {"nsubj", "nsubjpass"} and after in _BE
    amount = (
        after in {"of", "in"}
        and at + 2 < len(tokens)
        and not (tokens.text[at + 2].isdigit() and len(tokens.text[at + 2]) == _YEAR)
    )
    return subject or (amount and tokens.lower[at - 1 : at] == ["a"])


def is_false(tokens: Tokens, mention: Mention) -> bool:
    """Capitals and digits that the model takes for names."""
    start, end, label = mention.start, mention.end, mention.label
    if label not in NAMES:
        return False
    words = tokens.text[start:end]
    if words == ["FY"] or not any(w[0].isupper() for w in words):
        return True  # "in FY 2024/25"; "sci-tech": no name in English is all small letters
    if label == "PERSON" and not words[0][0].isupper() and words[0].lower() in {"pro", "anti", "ex", "non"}:
        return True  # "pro-Beijing"
    if label == "PERSON" and end - start == 1 and (words[0].lower() in _NO_PEOPLE or role_head(words[0]) in _LONE_ROLES):
        return True
    if label in {"PERSON", "ORG"} and is_nobody(tokens, start, end):
        return True
    if label == "PERSON" and end - start > 1 and tokens.lower[end - 1] in OFFICES:
        return True
    if _is_rands(tokens, start) or (label == "PERSON" and _is_numbered_heading(tokens, start, end)):
        return True
    parts = [part for w in words for part in w.lower().split("-") if part]
    if label == "PERSON" and len(parts) > 1 and PERSON_TITLES.issuperset(parts):
        return True  # "Vice-President"
    after = end < len(tokens) and not tokens.barrier[end]
    if label in {"PERSON", "GPE"} and any(w[0].isdigit() for w in words):
        return True
    if label == "ORG" and end - start == 1 and after:
        if tokens.lower[end] in ROLE_WORDS and not tokens.text[start].isupper():
            return True  # "Agriculture" in "Agriculture Minister", "Party" in "Party chief"
        if tokens.text[end] == "-" and tokens.joined(end) and words[0].lower() == "state":
            return True  # "State-owned"
    if label == "ORG" and end - start == 1 and words[0].lower() in SEATS and start and tokens.lower[start - 1] == "the":
        return True  # "the MEC"
    return (
        label == "ORG"
        and end - start == 1
        and words[0].lower() in {"state", "covid-19", "covid", "internet", "ai", "gdp", "party"}
    )


def is_nobody(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a span is a rank, the name of a day, or what stands between an office and a name ("Mayor Pro Tem Ann Lee")."""
    if tokens.lower[start:end] in (["pro", "tem"], ["pro", "tempore"]):
        return True
    return is_rank(tokens, start, end) or _is_holiday(tokens, start, end)


def _is_holiday(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a name is that of a day: "Thanksgiving Day", "Eid"."""
    alone = end - start == 1 and tokens.lower[start] in _FEASTS and start > 0 and tokens.lower[start - 1] in _BEFORE_FEASTS
    return alone or (end - start > 1 and tokens.lower[end - 1] in {"day", "eve"} and tokens.lower[end - 2] in _FEASTS | _DAYS)


def _is_numbered_heading(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a name is a line of its own that begins with a Roman number: "V. Governance"."""
    alone = (not start or tokens.barrier[start]) and (end >= len(tokens) or tokens.barrier[end] or tokens.text[end].isspace())
    return alone and _ROMAN.fullmatch(tokens.text[start]) is not None


def _is_rands(tokens: Tokens, i: int) -> bool:
    """Whether a word is a sum in rands, as South African papers print it: `R1.96`, `R6.2bn`, `R40 000`."""
    found = _RANDS.fullmatch(tokens.text[i])
    thousands = i + 1 < len(tokens) and len(tokens.text[i + 1]) == 3 and tokens.text[i + 1].isdigit()
    return found is not None and bool(found["rest"] or thousands)
