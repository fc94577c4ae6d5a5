"""Titles and affiliations that the text gives to a person: before the name, after it, and through "is".

Read from the words around a mention rather than from the parse, which breaks on "president of and a senior researcher with".
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from policynlp.tag.entities.model_spans import LETTERS
from policynlp.tag.entities.name_words import ORG_HEADS
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
from policynlp.tag.people.roles import AFFILIATING, DETERMINERS, KINSHIP, role_head
from policynlp.tag.people.seats import seat_behind
from policynlp.tag.people.titles_before import MAX_APPOSITION_WORDS, OF_SHORT_TITLES, STOP, before_name
from policynlp.tag.quotes.source_nouns import INSTITUTIONS

MAX_SIGNED_WORDS = 10
_HEADING = {
    "heads": "head", "headed": "head", "leads": "leader", "led": "leader", "chairs": "chair", "chaired": "chair",
    "founded": "founder", "directs": "director", "directed": "director", "owns": "owner", "manages": "manager",
    "represents": "representative", "edits": "editor", "runs": "head", "coordinates": "coordinator",
}  # fmt: skip
"""What somebody is "who heads", "who founded" something, as a noun."""
_COPULAS = frozenset("is was are were became remains".split())
_HAVING = frozenset({"has", "had", "have"})
_SERVING = frozenset("served serves serve worked works work".split())
_PAST = frozenset({"served", "worked", "had"})
_SEATED = frozenset("sen. sen senator rep. rep representative gov. gov governor mayor congressman congresswoman".split())
"""Titles behind whose bearer "of" leads to the seat ("Gov. Mike Pence of Indiana")."""
_SEAT_TOKENS = 8
_OF_WORDS = 5
_HEADED_TOKENS = 9
_DEEDS = frozenset({"led", "leads", "runs"})
"""What one does to a review or a marathon as well as to a body."""
_DEFINITE = frozenset({"the", "its", "his", "her", "their"})
_OWNED = frozenset({"his", "her", "their"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FRONTED = frozenset({"VBG", "VBN"})
"""Tags of participles that open a sentence before its subject."""
_IN_PLACE = frozenset({"in", "at", "near", "outside"})


def describe(names: Names, person: Mention) -> Described:
    """Titles and affiliations that stand at one mention of a person."""
    said = Described()
    before_name(names, person, said)
    seat = seat_behind(names.tokens.doc[person.end : person.end + _SEAT_TOKENS].text)
    said.affiliations += [seat] if seat is not None else []
    _after(names, person, said)
    told = dict.fromkeys(t for t in said.titles if t)
    said.titles = sorted(told, key=OF_SHORT_TITLES.__contains__)  # "Cllr Ann Lee, leader of the council": leader first
    said.affiliations = list(dict.fromkeys(a for a in said.affiliations if a))
    return said


def _after(names: Names, person: Mention, said: Described) -> None:
    tokens, i, n = names.tokens, person.end, len(names.tokens)
    while i < n and tokens.lower[i] in LETTERS and tokens.text[i].isupper() and not tokens.barrier[i]:
        i += 1  # "Ann Lee MBE, chief executive of"
    if i + 1 >= n or tokens.barrier[i] or tokens.text[i].isspace():
        if i + 1 < n and tokens.barrier[person.start]:
            _next_line(names, i, said)
        return
    if (body := _body_of(names, i)) is not None:
        said.affiliations.append(names.name(body))
        i = body.end
        if i + 1 >= n or tokens.barrier[i]:
            return
    if tokens.lower[i] in {"of", "from", "with"}:
        found = name_at(names, i + 1)
        held = tokens.lower[i] == "of" and bool(_SEATED.intersection(t.lower().split()[-1] for t in said.titles))
        if found is not None and (found.label == "ORG" or (held and found.label == "GPE")):
            said.affiliations.append(names.name(found))
            i = found.end
            if i + 1 >= n or tokens.barrier[i]:
                return
    if tokens.text[i] in {",", "("} or (tokens.lower[i] in _COPULAS and tokens.lower[i + 1] in DETERMINERS):
        if tokens.text[i] == "," and i + 4 < n and tokens.text[i + 1].isdigit() and tokens.text[i + 2] == ",":
            i += 2  # "Ann Lee, 54, who heads"
        if i + 2 < n and tokens.lower[i + 1] == "who" and _headed(names, i + 2, said):
            return
        end = _apposition_end(names, i + 1)
        if tokens.lower[i + 1] != "whose" and not _is_next_subject(names, person, end) and not _is_next_relative(tokens, i + 1):
            known = len(said.titles)
            segments(names, i + 1, end, said)
            if tokens.lower[i + 1] == "who" and tokens.lower[i + 2] in _PAST:  # "who served as chair" is chair no more
                said.titles[known : known + 1] = [f"former {title}" for title in said.titles[known : known + 1]]
    _both(names, i, said)


def _body_of(names: Names, i: int) -> Mention | None:
    """`Ann Lee, of the environmental platform Axarquía Viva`: the body, behind what it is."""
    tokens, i, stop = names.tokens, i + 2, min(i + 2 + _OF_WORDS, len(names.tokens))
    if tokens.text[i - 2] != "," or tokens.lower[i - 1] != "of" or tokens.barrier[i - 1]:
        return None
    found = next((names.at[k] for k in range(i, stop) if k in names.at), None)
    if found is None or found.label != "ORG":
        return None
    return found if all(t.isalpha() and t.islower() for t in tokens.text[i : found.start]) else None


def _is_next_subject(names: Names, person: Mention, end: int) -> bool:
    """Whether what stands behind the comma is the subject of the verb at `end`: "At a briefing in Chelsea, the mayor said"."""
    tokens = names.tokens
    verb = end < len(tokens) and not tokens.barrier[end] and tokens.doc[end].tag_ in _FINITE
    if not verb or not person.start:
        return False
    return tokens.lower[person.start - 1] in _IN_PLACE or _is_in_fronted_clause(tokens, person)


def _is_in_fronted_clause(tokens: Tokens, person: Mention) -> bool:
    """Whether a name ends what its sentence opens with, no subject: "Replying to a question from Congress member Ann Lee, the minister"."""
    first = person.start
    while first and not tokens.sent_start[first] and not tokens.barrier[first] and person.start - first < MAX_APPOSITION_WORDS:
        first -= 1
    before = range(first, person.start)
    opens = bool(before) and tokens.doc[first].tag_ in _FRONTED and not any(tokens.doc[k].tag_ in CLAUSE for k in before)
    return opens and any(tokens.doc[k].tag_ in {"IN", "TO"} for k in before)


def _is_next_relative(tokens: Tokens, i: int) -> bool:
    """Whether a list of people goes on: "Ben Hale, 34, his wife and their daughter"; "Ann Hale, his wife, ..." describes her."""
    owned = tokens.lower[i] in _OWNED and tokens.lower[i + 1] in KINSHIP
    return owned and i + 2 < len(tokens) and tokens.lower[i + 2] == "and"


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
    noun = False
    for k in range(i + 1, min(i + _HEADED_TOKENS, n)):
        m = names.at.get(k)
        if m is not None and m.label in AFFILIATIONS and (not noun or m.label == "ORG"):
            said.titles.append(role)
            said.affiliations.append(names.name(m))
            return True
        if m is not None or not (
            tokens.lower[k] in DETERMINERS or tokens.text[k].isalpha() or tokens.text[k] in POSSESSIVE or tokens.text[k] == "-"
        ):
            break
        if tokens.doc[k].tag_ in {"NN", "NNS"} and not noun:
            noun = True
            last = k
            while last + 1 < n and tokens.doc[last + 1].tag_ in {"NN", "NNS"}:
                last += 1  # "runs a logistics" + "firm"
            known = tokens.lower[i + 1] in _DEFINITE or tokens.lower[last] in INSTITUTIONS | ORG_HEADS
            if tokens.lower[i] in _DEEDS and not known:
                return True  # "who led protests", "who runs a bakery": a deed, no office
        elif noun and tokens.doc[k].tag_ in CLAUSE:
            break
    said.titles += [role] if noun else []
    return noun


def _who_is(words: list[str]) -> int:
    """How many words behind "who" lead to what somebody is: "has been", "served as", "is"; 0 where something else is told."""
    if words[:1] and words[0] in _COPULAS:
        return 1
    i = 1 if words[:1] and words[0] in _HAVING else 0
    if i and words[1:2] == ["been"]:
        return 2
    return i + 2 if words[i : i + 1] and words[i] in _SERVING and words[i + 1 : i + 2] == ["as"] else 0


def _apposition_end(names: Names, start: int) -> int:
    """Where what stands after the comma ends: at the next comma or clause that is not part of the role phrase."""
    tokens = names.tokens
    i, role = start, False
    n = min(len(tokens), start + MAX_APPOSITION_WORDS)
    if start + 1 < n and tokens.lower[start] == "who":
        i = _who_is(tokens.lower[start + 1 : start + 5]) + start + 1
        if i == start + 1:
            return start  # "Ann Lee, who signed the law, and her husband, Tom"
    while i < n and not tokens.barrier[i]:
        word = tokens.text[i]
        mention = names.at.get(i)
        if mention is not None and mention.label in AFFILIATIONS:
            i = mention.end
            continue
        if mention is not None and mention.label == "PERSON":
            return i if tokens.text[i - 1] == "," else start  # the role is the next person's: ", Minister Ann Lee"
        if word in STOP or (i > start + 2 and tokens.doc[i].tag_ in CLAUSE and i not in names.at):
            break
        role = role or role_head(word) is not None
        if word == "," and not role_follows(names, i + 1):
            break
        i += 1
    behind = names.at.get(i + 1) if i < n and tokens.text[i] == "," else None
    if tokens.lower[start] == "and" and behind is not None and behind.label == "PERSON":
        return start  # "with her husband, Barry, and their son, Shane"
    return i
