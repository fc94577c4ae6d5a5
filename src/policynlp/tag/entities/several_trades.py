"""Bodies of several trades or fields, of which models make as many names: "Medical Practitioners, Pharmacists and Dentists Union"."""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from policynlp.tag.entities.name_words import FIELDS, ORG_HEADS
from policynlp.tag.entities.office_fields import is_field
from policynlp.tag.entities.tokens import Mention, Tokens

OF_FIRMS = frozenset(
    """
    analytics consulting partners research capital securities economics insights labs advisory advisors advisers associates ventures
    strategies solutions technologies motors foods energy media
    """.split()
)
"""Last words of firms, which no body is called alone."""
OF_FIELDS = frozenset(
    "bureau department ministry commission administration authority agency directorate office company board".split()
)
"""Bodies that have several fields: "Forestry and Grassland Bureau"."""
_TRADE_AND_HEAD = 2
_MEMBERS = 2
"""Fields of one body, from which on each may be a single word: "Meteorology, Climatology and Geophysics Agency"."""
_TRADE = re.compile(r"[a-z]{3,}(?:ers|ors|ists|ians|ants|nurses|artisans)")


def of_several_trades(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """Bodies of several trades or fields, of which models make as many names.

    "Medical Practitioners", "Pharmacists" and "Dentists Union"; "Inner Mongolia Forestry" and "Grassland Bureau".
    """
    out: list[Mention] = []
    for m in mentions:
        kind = _kind_of_body(tokens, m)
        k = len(out) - 1
        while kind is not None and k >= 0:
            last, behind = out[k], tokens.lower[out[k].end : (out[k + 1] if k + 1 < len(out) else m).start]
            joins = behind in ([","], ["and"], ["&"], [",", "and"]) and not any(tokens.barrier[last.end : m.end])
            trade = kind(tokens.lower[last.end - 1]) or _is_of_workers(tokens, last, m)
            if not joins or last.label != "ORG" or not trade:
                break
            k -= 1
        first = out[k + 1] if k + 1 < len(out) else m
        wide = first.end - first.start > 1 + (tokens.lower[first.start] == "the")
        listed = kind is names_field and (len(out) - k > _MEMBERS or tokens.text[m.end : m.end + 1] == ["("])
        trades = kind is _is_trade and _is_lone(tokens, first)
        several = first is not m and (wide or listed or trades or _is_of_workers(tokens, first, m))
        is_body = several and kind is names_field and not ORG_HEADS.isdisjoint(tokens.lower[first.start : first.end])
        if several and not is_body and tokens.lower[out[-1].end : m.start][-1:] in (["and"], ["&"]):
            out[k + 1 :] = [replace(first, end=m.end, label="ORG")]
        else:
            out.append(m)
    return out


def _kind_of_body(tokens: Tokens, m: Mention) -> Callable[[str], bool] | None:
    """What the words before a body's name must be to be part of it: trades, as its first word is, or fields."""
    if m.label != "ORG" or tokens.lower[m.end - 1] not in ORG_HEADS:
        return None
    if _is_trade(tokens.lower[m.start]) or (m.end - m.start > _TRADE_AND_HEAD and _is_trade(tokens.lower[m.end - 2])):
        return _is_trade
    return names_field if names_field(tokens.lower[m.start]) and tokens.lower[m.end - 1] in OF_FIELDS else None


def _is_trade(word: str) -> bool:
    return _TRADE.fullmatch(word) is not None and word not in OF_FIRMS


def _is_of_workers(tokens: Tokens, first: Mention, m: Mention) -> bool:
    """Whether one word behind "the" is the trade of a union of workers: "the Building" + "and" + "Electrical Workers Union"."""
    return _is_lone(tokens, first) and tokens.lower[m.end - 2] == "workers"


def _is_lone(tokens: Tokens, m: Mention) -> bool:
    """Whether a mention is one word behind "the": "the Peasants" + "and" + "Herders League"."""
    alone = m.end - m.start - (tokens.lower[m.start] == "the") == 1
    return alone and m.end > 1 and tokens.lower[m.end - 2] == "the"


def names_field(word: str) -> bool:
    """Whether a word is the field of a body: "Forestry", "sewerage"."""
    return word in FIELDS or is_field(word)
