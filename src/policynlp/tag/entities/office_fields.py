"""Offices, their fields and who holds them: "Minister for | Rural Development | Jone Nasilivata".

Models take the field for a body, and lose names of languages that they hardly know behind it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from policynlp.tag.entities import name_words
from policynlp.tag.entities.model_spans import RULED
from policynlp.tag.entities.person_evidence import name_after
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people import roles

_OFFICES = frozenset(
    """
    minister secretary undersecretary under-secretary commissioner spokesman spokeswoman spokesperson vice-minister viceminister
    """.split()  # noqa: SIM905 - a table of words
)
"""Offices that have a field in their title."""
_SEATED = roles.SEATS | {"senator", "councillor", "assemblyman", "assemblywoman"}
"""Offices that have a place in their title."""
_LINKS = frozenset({"of", "for"})
_WITHIN = frozenset({"and", "&", ",", "the", "of"})
_JOINS = frozenset({"and", "&"})
_RANKS = frozenset({"cabinet", "principal", "permanent", "state", "deputy", "assistant"})
"""Between a field and its office: "Irrigation Cabinet Secretary"."""
_FIELDS = name_words.FIELDS | roles.FIELDS | {"rights", "relations", "care"}
_LIKE_FIELDS = re.compile(r"[a-z]{2,}(?:tion|sion|ment|ture|ity|ness|ship|ics|ism|gy|phy)$")
"""Endings of nouns that are no names: "Rehabilitation"."""
_FIELD_TOKENS = 10


def with_holders(tokens: Tokens, model: list[Mention]) -> list[Mention]:
    """What models find, with fields of offices left out and the names behind them whole.

    Args:
        tokens: The document.
        model: In order, not overlapping.
    """
    out = model
    plain = {word for word in tokens.text if word.islower()}
    out = _with_seats(tokens, out)
    for office in (i for i, word in enumerate(tokens.lower) if word in _OFFICES):
        out = _without_fields(tokens, out, office, plain)
        end = _end_of_field(tokens, office)
        if end is not None:
            out = _held(tokens, out, office + 2, end)
    return out


def _with_seats(tokens: Tokens, model: list[Mention]) -> list[Mention]:
    """With places that stand as people before an office and its holder: "Bomet", of "Bomet Senator Hillary Sang"."""
    starts = {m.start for m in model if m.label == "PERSON" and m.end - m.start > 1}
    surnames = {tokens.text[m.end - 1] for m in model if m.label == "PERSON" and m.end - m.start > 1}

    def is_seat(m: Mention) -> bool:
        single = m.label == "PERSON" and m.end - m.start == 1 and m.end + 1 in starts
        office = single and tokens.cap[m.end] and tokens.lower[m.end] in _SEATED and not tokens.barrier[m.end]
        return (office or _rules_it(tokens, m)) and tokens.text[m.start] not in surnames

    return [replace(m, label="GPE") if is_seat(m) else m for m in model]


def _rules_it(tokens: Tokens, m: Mention) -> bool:
    """Whether the owner of an aide stands behind one word: "Nandi | Governor's adviser"."""
    word = m.label == "PERSON" and m.end - m.start == 1 and m.end + 1 < len(tokens) and not tokens.barrier[m.end]
    return word and tokens.cap[m.end] and tokens.lower[m.end] in RULED and tokens.text[m.end + 1] in {"'s", "’s"}


def _without_fields(tokens: Tokens, model: list[Mention], office: int, plain: set[str]) -> list[Mention]:
    """Without people and bodies that are the field before an office: "Plantation", of "Plantation Industries Minister"."""
    field = field_before(tokens, office)
    joined = not _JOINS.isdisjoint(tokens.lower[field:office])
    first = office
    while first > 0 and tokens.cap[first - 1] and not tokens.barrier[first] and tokens.text[first - 1].isalpha():
        first -= 1

    def is_part(m: Mention) -> bool:
        if m.label == "ORG":  # "The Trade and Industry" + "Minister"
            several = joined and tokens.cap[office] and m.end <= office
            return several and field <= m.start + (tokens.lower[m.start] == "the")
        inside = m.label == "PERSON" and min(first, field) <= m.start and m.end <= office
        return inside and all(is_field(tokens.lower[i]) or tokens.lower[i] in plain for i in range(m.start, m.end))

    return [m for m in model if not is_part(m)] if first < office else model


def _held(tokens: Tokens, model: list[Mention], first: int, end: int) -> list[Mention]:
    """The mentions where a field stands from `first` to `end`."""
    name = name_after(tokens, end, least=2) if end < len(tokens) and not tokens.barrier[end] else None
    stop = name.end if name is not None else end
    inside = [m for m in model if m.start < stop and m.end > first]
    parts = all(m.start >= first and m.end <= stop and (m.label == "PERSON" or m.end <= end) for m in inside)
    if not parts:
        return model  # a body, a place: something else than a field and a name
    rest = [m for m in model if m not in inside]
    if name is None:
        return rest
    sure = max((m.score for m in inside if m.label == "PERSON"), default=name.score)
    return sorted([*rest, Mention(name.start, name.end, "PERSON", "rule", sure, firm=True)], key=lambda m: m.start)


def _end_of_field(tokens: Tokens, office: int) -> int | None:
    """The token behind the field of an office; null where none follows."""
    n = len(tokens)
    if office + 2 >= n or tokens.lower[office + 1] not in _LINKS:
        return None
    last, fields = None, True
    for i in range(office + 2, min(n, office + _FIELD_TOKENS)):
        if tokens.barrier[i]:
            break
        if tokens.text[i] == "," and i + 1 < n and tokens.lower[i + 1] in roles.HONORIFICS:
            return i  # "Commissioner for Coffee Development, Dr Patrick Byamugisha"
        fields = fields and (is_field(tokens.lower[i]) or tokens.lower[i] in _WITHIN)
        if not fields and not (tokens.cap[i] and tokens.text[i].isalpha()):
            break
        if fields and is_field(tokens.lower[i]):
            last = i
    return last + 1 if last is not None else None


def field_before(tokens: Tokens, office: int) -> int:
    """The first token of the field before an office: "Water" of "Water, Sanitation and Irrigation Cabinet Secretary".

    Args:
        tokens: The document.
        office: The token of the office; comes back where no field stands before it.
    """
    i = office
    while i and not tokens.barrier[i] and tokens.lower[i - 1] in _RANKS:
        i -= 1
    first, joined = office, False
    while i and not tokens.barrier[i]:
        word = tokens.lower[i - 1]
        if is_field(word) and word not in _RANKS:
            i -= 1
            first = i
        elif i > 1 and first == i and is_field(tokens.lower[i - 2]) and (word in _JOINS or (joined and word == ",")):
            i -= 1
            joined = True
        else:
            break
    return first


def is_field(word: str) -> bool:
    """Whether somebody may be in charge of it.

    Args:
        word: In small letters.
    """
    return word in _FIELDS or _LIKE_FIELDS.match(word) is not None
