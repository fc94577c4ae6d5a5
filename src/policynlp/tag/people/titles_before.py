"""Titles and affiliations that stand before a name: `Kenya's Agriculture Minister`, `the bank's governor,`, `chaired by`."""

from __future__ import annotations

from policynlp.tag.entities.office_fields import field_before
from policynlp.tag.entities.place_names import DEMONYMS
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.evidence import SPEAKS
from policynlp.tag.people.names_by_token import Names
from policynlp.tag.people.role_phrases import (
    AFFILIATIONS,
    BEFORE_OFFICES,
    CLAUSE,
    MAX_TITLE_WORDS,
    POSSESSIVE,
    Described,
    segment,
)
from policynlp.tag.people.roles import DETERMINERS, FIELDS, HONORIFICS, KINSHIP, MODIFIERS, ROYAL, role_head
from policynlp.tag.quotes.source_nouns import INSTITUTIONS

MAX_APPOSITION_WORDS = 30
MAX_OFFICE_WORDS = 12
_IN_OFFICES = frozenset({"of", "for", "and", "the", "&", ","})
STOP = frozenset('.;:()—–"“”?!') | {"):", "]:"}
_PRESIDED = {"chaired": "chair", "headed": "head", "led": "leader", "founded": "founder", "directed": "director"}
"""What somebody is by whom a body is chaired, as a noun."""
_OFFICES = dict.fromkeys(("fr", "fr."), "priest") | dict.fromkeys(
    ("coun", "coun.", "cllr", "cllr.", "clr", "clr."), "councillor"
)
"""What short titles before names stand for, by which papers go on to call their bearers."""
OF_SHORT_TITLES = frozenset(_OFFICES.values())
_STYLES = frozenset({"prof", "professor", "chief", "senator", "barrister", "engineer"})
"""What people are called by beside an office."""
_SHADOW = frozenset({"shadow"})
"""Without which an office of the opposition would be one of the government."""
_PARTY_WORDS = 4
_BRACKETED = 3
"""Tokens of an acronym in brackets."""
_JOINS = frozenset({"cabinet", "and"})


def before_name(names: Names, person: Mention, said: Described) -> None:
    """Add what stands before a mention of a person."""
    tokens, i = names.tokens, person.start - 1
    if i < 0 or tokens.barrier[person.start]:
        return
    if tokens.text[i] in {"'", "’"} and i and tokens.lower[i - 1] in HONORIFICS and tokens.joined(i):
        i -= 1  # "Dato'"
    if tokens.lower[i] in HONORIFICS or (tokens.text[i] == "." and i and tokens.lower[i - 1] in HONORIFICS):
        said.honorific = tokens.lower[i] if tokens.lower[i] in HONORIFICS else tokens.lower[i - 1]
        said.titles += [_OFFICES[said.honorific]] if said.honorific in _OFFICES else []
        i -= 1 if tokens.lower[i] in HONORIFICS else 2
        if i < 0 or tokens.barrier[i + 1]:
            return
    if tokens.text[i] in {",", "("} and i > 1 and not tokens.barrier[i]:
        alone = person.end - person.start == 1 and person.end < len(tokens)
        if alone and tokens.lower[person.end] in SPEAKS:
            return  # "It would cost the mayor of York votes, Marsh said"
        if _begins_content(tokens, i, person.end):
            return
        _reversed_apposition(names, i, said)
        return
    _presided(names, i, said)
    if i not in names.at and role_head(tokens.text[i]) and not _is_field_of_office(tokens, i):
        if tokens.lower[i] in _STYLES and i > 2 and tokens.text[i - 1] == "," and _leads(tokens, i - 1):
            _reversed_apposition(names, i - 1, said)  # "the Minister for Transport, Prof Ann Lee"
        _premodifier(names, i, said)
    elif tokens.text[i] not in STOP:  # "Minister of Housing; Bálint Horváth-Kis" are two people
        _office_before(names, person.start, said)


def _is_field_of_office(tokens: Tokens, i: int) -> bool:
    """Whether a role is the field of an office: "Minister for | Justice" + name."""
    return i > 1 and tokens.lower[i - 1] in {"of", "for"} and tokens.cap[i - 2] and role_head(tokens.text[i - 2]) is not None


def _leads(tokens: Tokens, comma: int) -> bool:
    """Whether the phrase before a comma opens its sentence or says who speaks: "according to the minister", "said the minister"."""
    for k in range(comma - 1, max(comma - MAX_OFFICE_WORDS, -1), -1):
        if tokens.barrier[k + 1] or tokens.text[k] == ",":
            return False
        if tokens.lower[k] == "the":
            before = tokens.lower[k - 1] if k else ""
            return tokens.sent_start[k] or before in SPEAKS or (before == "to" and k > 1 and tokens.lower[k - 2] == "according")
    return False


def _begins_content(tokens: Tokens, comma: int, end: int) -> bool:
    """Whether a name is the subject of what is told: "According to the minister, Ana Reis will leave"."""
    if end >= len(tokens) or tokens.doc[end].tag_ not in CLAUSE:
        return False
    for k in range(comma - 1, max(comma - MAX_OFFICE_WORDS, 0), -1):
        if tokens.barrier[k + 1] or tokens.text[k] == ",":
            return False
        if tokens.lower[k] == "to" and tokens.lower[k - 1] == "according":
            return True
    return False


def _office_before(names: Names, end: int, said: Described) -> None:
    """`Minister of Foreign Affairs and Trade Péter Szabó`: an office in capitals with its field, straight before the name."""
    tokens = names.tokens
    for k in range(end - 2, max(end - MAX_OFFICE_WORDS, -1), -1):
        if tokens.barrier[k + 1]:
            return
        if k + 1 < end and tokens.lower[k + 1] in {"of", "for"} and tokens.cap[k] and role_head(tokens.text[k]):
            if k in names.at and names.at[k].label == "PERSON":
                return
            start = k
            while (
                start and not tokens.barrier[start] and tokens.cap[start - 1] and tokens.lower[start - 1] in MODIFIERS | _SHADOW
            ):
                start -= 1
            last = end - 1 - (tokens.text[end - 1] == ".")
            stop = last if tokens.lower[last] in HONORIFICS else end  # "Undersecretary for Education Mr." + name
            said.titles.append(" ".join(tokens.words(start, stop).split()))
            _owner(names, start, said)
            inside = {m.start: m for j in range(k + 2, end) if (m := names.at.get(j)) is not None and m.label == "ORG"}
            said.affiliations += [names.name(m) for m in inside.values()]
            return
        word = tokens.lower[k]
        if not (tokens.cap[k] or word in _IN_OFFICES) or not (tokens.text[k].isalpha() or tokens.text[k] == ","):
            return


def _premodifier(names: Names, role: int, said: Described) -> None:
    """`Kenya's Agriculture Minister`, `Russian President`, `Finance Ministry spokesman`: the role noun is at `role`."""
    tokens = names.tokens
    start = field_before(tokens, role)
    start = role if any(k in names.at for k in range(start, role)) else start
    while start > 0 and not tokens.barrier[start] and role - start < MAX_TITLE_WORDS:
        i = start - 1
        mention = names.at.get(i)
        if mention is not None:
            if mention.label == "NORP" and mention.end == start:
                start = mention.start
                said.affiliations += [DEMONYMS[n]] if (n := names.name(mention).lower()) in DEMONYMS else []
            elif mention.label == "ORG" and set(tokens.lower[mention.start : mention.end]) <= MODIFIERS | FIELDS | _JOINS:
                start = mention.start  # "Water Resources" + "Minister": a field, no body
                continue
            elif mention.label in AFFILIATIONS:
                said.affiliations.append(names.name(mention))
            break
        word = tokens.lower[i]
        if (
            word in MODIFIERS
            or role_head(word)
            or (tokens.cap[i] and word.isalpha() and word not in DETERMINERS and _in_title(tokens, i, role))
            or (i and tokens.lower[i - 1] == "chief" and not tokens.barrier[i] and tokens.doc[i].tag_ in BEFORE_OFFICES)
        ):
            start = i
        elif (word == "-" and tokens.joined(i) and tokens.joined(start) and i and not tokens.barrier[i]) or (
            word in {"and", "&"} and i and _field(tokens, i - 1, start) and not tokens.barrier[i] and i - 1 not in names.at
        ):
            start = i - 1
        else:
            break
    end = role if role > start and tokens.lower[role] in ROYAL and role_head(tokens.text[role - 1]) else role + 1
    said.titles.append(tokens.words(start, end))  # "Energy Minister" + "Prince"
    _owner(names, start, said)
    if start > 3 and tokens.text[start - 1] == ")" and tokens.text[start - 3] == "(" and (full := names.at.get(start - 4)):
        said.affiliations += [names.name(full)] if full.label in AFFILIATIONS else []  # "Central Bank of Kenya (CBK) Governor"


def _in_title(tokens: Tokens, i: int, role: int) -> bool:
    """Whether a capital word belongs to the title behind it; at the start of a sentence only a noun before a capital role."""
    return not tokens.sent_start[i] or (tokens.cap[role] and tokens.doc[i].tag_ in {"NN", "NNP"})


def _field(tokens: Tokens, i: int, after: int) -> bool:
    """Whether the word before "and" is the first half of an office's field: `Information and Broadcasting Minister`."""
    if tokens.lower[i] in MODIFIERS:
        return True
    alone = i == 0 or tokens.barrier[i] or not tokens.cap[i - 1]
    return tokens.cap[i] and tokens.cap[after] and tokens.text[i].isalpha() and alone and tokens.lower[i] not in DETERMINERS


def _owner(names: Names, start: int, said: Described) -> None:
    """`Kenya's` before a title."""
    tokens = names.tokens
    if start > 1 and tokens.text[start - 1] in POSSESSIVE and not tokens.barrier[start]:
        owner = names.at.get(start - 2)
        if owner is not None and owner.label in AFFILIATIONS:
            said.affiliations.append(names.name(owner))


def _reversed_apposition(names: Names, comma: int, said: Described) -> None:
    """`the bank's governor, Jane Mwangi`; `the president of the institute, Chi Fulin`."""
    tokens = names.tokens
    if comma > _BRACKETED and tokens.text[comma - 1] == ")" and tokens.text[comma - _BRACKETED] == "(":
        comma -= _BRACKETED  # "the chief executive of the Cocoa Authority (CPA), Ann Lee"
    start = comma
    while start > 0 and not tokens.barrier[start] and comma - start < MAX_APPOSITION_WORDS:
        if tokens.text[start - 1] in STOP or tokens.text[start - 1] == "," or tokens.doc[start - 1].tag_ in CLAUSE:
            break
        start -= 1
        first = _apposition_start(names, start, comma)
        if first is not None:
            found = Described()
            if any(names.at[k].label == "PERSON" for k in range(first, comma) if k in names.at):
                return
            if segment(names, first, comma, found, strict=True):
                said.titles += found.titles
                said.affiliations += found.affiliations or _its(names, start)
                if tokens.lower[start] == "whose" and start > 1 and tokens.text[start - 1] == ",":
                    owner = names.at.get(start - 2)
                    said.affiliations += [names.name(owner)] if owner and owner.label == "ORG" else []
                return
    if role_head(tokens.text[comma - 1]) and comma - 1 not in names.at and tokens.lower[start] not in KINSHIP:
        _owner_title(names, comma - 1, said)


def _its(names: Names, start: int) -> list[str]:
    """The body that "its" stands for in "Its president, Ann Lee": the only one of the sentence before, or of this one so far."""
    tokens = names.tokens
    if tokens.lower[start] != "its":
        return []
    first = start
    for _ in range(2):
        while first and not tokens.sent_start[first]:
            first -= 1
        found = {names.name(m) for k in range(first, start) if (m := names.at.get(k)) is not None and m.label == "ORG"}
        if found or not first:
            return list(found) if len(found) == 1 else []
        first -= 1
    return []


def _apposition_start(names: Names, i: int, comma: int) -> int | None:
    """Where a role phrase begins whose first word may be at `i`: after an article or "whose", at an owner, at an office."""
    tokens = names.tokens
    if i + 1 >= comma:
        return None
    if tokens.lower[i] in DETERMINERS:
        return i
    if tokens.lower[i] == "whose":
        return i + 1
    if tokens.text[i] in POSSESSIVE and i > 1 and tokens.lower[i - 2] == "the" and tokens.lower[i - 1] in INSTITUTIONS:
        return i - 2  # "the union's secretary, Ann Lee"
    if tokens.text[i] in POSSESSIVE:
        owner = names.at.get(i - 1)
        return owner.start if owner is not None and owner.label in AFFILIATIONS else None
    if tokens.cap[i] and tokens.lower[i + 1] in {"of", "for"} and role_head(tokens.text[i]):
        before = i and not tokens.barrier[i] and (tokens.lower[i - 1] in MODIFIERS or tokens.text[i - 1] in POSSESSIVE)
        return None if before or (i and tokens.lower[i - 1] in DETERMINERS) else i
    return None


def _owner_title(names: Names, role: int, said: Described) -> None:
    tokens, start = names.tokens, role
    while start > 0 and not tokens.barrier[start] and tokens.lower[start - 1] in MODIFIERS and start - 1 not in names.at:
        start -= 1
    if start > 1 and tokens.text[start - 1] in POSSESSIVE:
        said.titles.append(tokens.words(start, role + 1))
        _owner(names, start, said)


def _presided(names: Names, i: int, said: Described) -> None:
    """`The committee, chaired by the independent senator` + name: the name follows the token at `i`."""
    tokens = names.tokens
    by = next((k for k in range(i, max(i - _PARTY_WORDS, 0), -1) if tokens.lower[k] == "by"), 0)
    role = _PRESIDED.get(tokens.lower[by - 1]) if by else None
    if role is None or any(tokens.barrier[by : i + 1]) or tokens.doc[by - 1].tag_ != "VBN":
        return
    body = names.at.get(tokens.doc[by - 1].head.i)  # not of "a meeting, chaired by"
    if tokens.doc[by - 1].dep_ == "acl" and body is not None and body.label == "ORG":
        said.titles.append(role)
        said.affiliations.append(names.name(body))
