"""Titles and affiliations that the text gives to a person: before the name, after it, and through "is".

Read from the words around a mention rather than from the parse, which breaks on "president of and a senior researcher with".
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from policynlp.tag.entities.model_spans import LETTERS
from policynlp.tag.entities.place_names import DEMONYMS
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.names_by_token import Names
from policynlp.tag.people.role_phrases import (
    AFFILIATIONS,
    CLAUSE,
    MAX_TITLE_WORDS,
    POSSESSIVE,
    Described,
    name_at,
    role_follows,
    segment,
    segments,
)
from policynlp.tag.people.roles import AFFILIATING, DETERMINERS, HONORIFICS, KINSHIP, MODIFIERS, ROYAL, role_head

MAX_APPOSITION_WORDS = 30
MAX_OFFICE_WORDS = 12
MAX_SIGNED_WORDS = 10
_IN_OFFICES = frozenset({"of", "for", "and", "the", "&", ","})
_HEADING = {
    "heads": "head", "headed": "head", "leads": "leader", "led": "leader", "chairs": "chair", "chaired": "chair",
    "founded": "founder", "directs": "director", "directed": "director", "owns": "owner", "manages": "manager",
    "represents": "representative", "edits": "editor", "runs": "head", "coordinates": "coordinator",
}  # fmt: skip
"""What somebody is "who heads", "who founded" something, as a noun."""
_STOP = frozenset('.;:()—–"“”?!')
_COPULAS = frozenset("is was are were became remains".split())


def describe(names: Names, person: Mention) -> Described:
    """Titles and affiliations that stand at one mention of a person."""
    said = Described()
    _before(names, person, said)
    _after(names, person, said)
    said.titles = list(dict.fromkeys(t for t in said.titles if t))
    said.affiliations = list(dict.fromkeys(a for a in said.affiliations if a))
    return said


def _before(names: Names, person: Mention, said: Described) -> None:
    tokens, i = names.tokens, person.start - 1
    if i < 0 or tokens.barrier[person.start]:
        return
    if tokens.text[i] in {"'", "’"} and i and tokens.lower[i - 1] in HONORIFICS and tokens.joined(i):
        i -= 1  # "Dato'"
    if tokens.lower[i] in HONORIFICS or (tokens.text[i] == "." and i and tokens.lower[i - 1] in HONORIFICS):
        said.honorific = tokens.lower[i] if tokens.lower[i] in HONORIFICS else tokens.lower[i - 1]
        i -= 1 if tokens.lower[i] in HONORIFICS else 2
        if i < 0 or tokens.barrier[i + 1]:
            return
    if tokens.text[i] in {",", "("} and i > 1 and not tokens.barrier[i]:
        _reversed_apposition(names, i, said)
        return
    if i not in names.at and role_head(tokens.text[i]):
        _premodifier(names, i, said)
    elif tokens.text[i] not in _STOP:  # "Minister of Housing; Bálint Horváth-Kis" are two people
        _office_before(names, person.start, said)


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
            while start and not tokens.barrier[start] and tokens.cap[start - 1] and tokens.lower[start - 1] in MODIFIERS:
                start -= 1
            said.titles.append(" ".join(tokens.words(start, end).split()))
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
    start = role
    while start > 0 and not tokens.barrier[start] and role - start < MAX_TITLE_WORDS:
        i = start - 1
        mention = names.at.get(i)
        if mention is not None:
            if mention.label == "NORP" and mention.end == start:
                start = mention.start
                said.affiliations += [DEMONYMS[n]] if (n := names.name(mention).lower()) in DEMONYMS else []
            elif mention.label in AFFILIATIONS:
                said.affiliations.append(names.name(mention))
            break
        word = tokens.lower[i]
        if (
            word in MODIFIERS
            or role_head(word)
            or (tokens.cap[i] and word.isalpha() and word not in DETERMINERS and _in_title(tokens, i, role))
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
    start = comma
    while start > 0 and not tokens.barrier[start] and comma - start < MAX_APPOSITION_WORDS:
        if tokens.text[start - 1] in _STOP or tokens.text[start - 1] == "," or tokens.doc[start - 1].tag_ in CLAUSE:
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


def _after(names: Names, person: Mention, said: Described) -> None:
    tokens, i, n = names.tokens, person.end, len(names.tokens)
    while i < n and tokens.lower[i] in LETTERS and tokens.text[i].isupper() and not tokens.barrier[i]:
        i += 1  # "Ann Lee MBE, chief executive of"
    if i + 1 >= n or tokens.barrier[i] or tokens.text[i].isspace():
        if i + 1 < n and tokens.barrier[person.start]:
            _next_line(names, i, said)
        return
    if tokens.lower[i] in {"of", "from", "with"}:
        found = name_at(names, i + 1)
        if found is not None and found.label == "ORG":
            said.affiliations.append(names.name(found))
            i = found.end
            if i + 1 >= n or tokens.barrier[i]:
                return
    if tokens.text[i] in {",", "("} or (tokens.lower[i] in _COPULAS and tokens.lower[i + 1] in DETERMINERS):
        if tokens.text[i] == "," and i + 4 < n and tokens.text[i + 1].isdigit() and tokens.text[i + 2] == ",":
            i += 2  # "Ann Lee, 54, who heads"
        if i + 2 < n and tokens.lower[i + 1] == "who" and _headed(names, i + 2, said):
            return
        if tokens.lower[i + 1] != "whose":
            segments(names, i + 1, _apposition_end(names, i + 1), said)
    _both(names, i, said)


def _both(names: Names, i: int, said: Described) -> None:
    """`Balogh Réka and Horváth Ádám, both students in Pécs`: a role in the plural for each of the two."""
    tokens, n = names.tokens, len(names.tokens)
    if i < n and tokens.lower[i] == "and":
        other = names.starting(i + 1)
        i = other.end if other is not None and other.label == "PERSON" else n
    if i + 2 >= n or tokens.text[i] != "," or tokens.lower[i + 1] != "both":
        return
    for k in range(i + 2, min(i + 2 + MAX_TITLE_WORDS, n)):
        if k in names.at or not tokens.text[k].isalpha():
            return
        role = role_head(tokens.text[k])
        if role and tokens.doc[k].tag_ == "NNS":
            said.titles.append(" ".join([*tokens.text[i + 2 : k], role]))
            found = name_at(names, k + 2) if k + 2 < n and tokens.lower[k + 1] in AFFILIATING else None
            said.affiliations += [names.name(found)] if found is not None and found.label in AFFILIATIONS else []
            return


def _next_line(names: Names, i: int, said: Described) -> None:
    """A name alone on its line, above a line that is a role: signatures of laws, bylines."""
    tokens, n = names.tokens, len(names.tokens)
    while i < n and tokens.text[i].isspace():
        i += 1
    if i >= n or not tokens.cap[i]:
        return
    end = next((k for k in range(i + 1, min(n, i + MAX_APPOSITION_WORDS)) if tokens.barrier[k] or tokens.text[k].isspace()), n)
    if end - i <= MAX_SIGNED_WORDS and not any(tokens.doc[k].tag_ in CLAUSE for k in range(i, end)):
        segment(names, i, end, said)


def _headed(names: Names, i: int, said: Described) -> bool:
    """`, who heads the farmers' union`: the verb is at `i`."""
    tokens, n = names.tokens, len(names.tokens)
    role = _HEADING.get(tokens.lower[i]) if i < n else None
    if role is None:
        return False
    for k in range(i + 1, min(i + 6, n)):
        m = names.at.get(k)
        if m is not None and m.label in AFFILIATIONS:
            said.titles.append(role)
            said.affiliations.append(names.name(m))
            return True
        if not (tokens.lower[k] in DETERMINERS or tokens.text[k].isalpha() or tokens.text[k] in POSSESSIVE):
            return False
        if tokens.doc[k].tag_ in {"NN", "NNS"}:
            said.titles.append(role)
            return True
    return False


def _apposition_end(names: Names, start: int) -> int:
    """Where what stands after the comma ends: at the next comma or clause that is not part of the role phrase."""
    tokens = names.tokens
    i, role = start, False
    n = min(len(tokens), start + MAX_APPOSITION_WORDS)
    if start < n and tokens.lower[start] == "who" and start + 1 < n and tokens.lower[start + 1] in _COPULAS:
        i += 2
    while i < n and not tokens.barrier[i]:
        word = tokens.text[i]
        mention = names.at.get(i)
        if mention is not None and mention.label in AFFILIATIONS:
            i = mention.end
            continue
        if mention is not None and mention.label == "PERSON":
            return i if tokens.text[i - 1] == "," else start  # the role is the next person's: ", Minister Ann Lee"
        if word in _STOP or (i > start + 2 and tokens.doc[i].tag_ in CLAUSE and i not in names.at):
            break
        role = role or role_head(word) is not None
        if word == "," and not role_follows(names, i + 1):
            break
        i += 1
    return i
