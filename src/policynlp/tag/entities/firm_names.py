"""Names of firms by the trade that ends them: "Langkasuka Ratings", "Rift Breweries", "Andes Copper".

Models know the firms of American news; of others they take "Zambezi Sugar" for a person, "Harbour Realty" for a place, or see nothing.
What a name of two words or more ends with, and no surname is, says that it is a firm, where nobody's given name begins it.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from collections.abc import Iterator

from policynlp.tag.entities.person_evidence import says
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.given_names import is_given
from policynlp.tag.people.roles import HONORIFICS, MODIFIERS, role_head

TRADES = frozenset(
    """
    ratings securities insurance assurance consulting advisors advisers analytics realty properties telecom telecoms solutions systems
    networks technologies software robotics electronics semiconductors ventures investments leasing plantations estates breweries
    distilleries bottlers beverages dairy dairies seeds feeds fertilisers fertilizers agrochemicals chemicals petrochemicals plastics
    polymers pharmaceuticals biotech diagnostics healthcare hotels resorts airlines airways aviation aerospace shipping shipyards
    logistics freight haulage railways motors automotive tyres tires batteries solar wind power hydro renewables petroleum oil gas refining
    refineries minerals metals mines mining lithium copper zinc aluminium aluminum nickel cobalt uranium steel cement ceramics timber
    plywood pulp packaging publishing textiles garments apparel footwear supermarkets foods meats poultry seafood fisheries sugar tea
    coffee cocoa rubber grains mills lines contractors builders construction media studios broadcasting farms
    """.split()
)
"""What firms make, do or sell, as the last word of their names."""
_PLACED = frozenset({"in", "at", "near", "from", "to", "of", "and", "&", "for", "into", "on", "around", "outside", "through"})
"""Behind these, a name may be that of a place, or end a longer one."""
_OTHERS = frozenset({"PERSON", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "NORP"})
_BEHIND = frozenset({"which", "whose", "a", "an", "the"})
_NO_FIRST = frozenset(
    """
    the a an this that these those new social public private clean cheap green renewable digital local national global state rising
    but and while as for if when
    """.split()
)
_PLAIN = frozenset({"NNP", "NNPS", "NN", "NNS", "JJ"})
_MOST_BEFORE = 3
_SCORE = 0.75


def with_firms(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """The mentions, with the names of firms by their trade as organisations.

    Args:
        tokens: The document.
        mentions: In order, not overlapping.
    """
    firms = list(_firms(tokens, mentions))
    if not firms:
        return mentions
    rest = (m for m in mentions if not any(m.overlaps(f) for f in firms))
    return sorted([*rest, *firms], key=lambda m: m.start)


def _firms(tokens: Tokens, mentions: list[Mention]) -> Iterator[Mention]:
    for i in range(1, len(tokens)):
        if tokens.lower[i] not in TRADES or not tokens.cap[i] or tokens.headline[i] or tokens.furniture[i] or tokens.barrier[i]:
            continue
        start = _start(tokens, i)
        inside = [m for m in mentions if m.start <= i and start < m.end]
        over = any(m.start < start or m.end > i + 1 for m in inside)
        if start == i or over or any(m.label == "ORG" and m.end - m.start == i + 1 - start for m in inside):
            continue
        taken = any(m.label not in _OTHERS | {"ORG"} for m in inside)
        whole = (
            len(inside) == 1 and inside[0].label in {"PERSON", "PRODUCT"} and inside[0].end - inside[0].start == i + 1 - start
        )
        if not taken and (_acts(tokens, start, i + 1) or (whole and tokens.lower[start - 1] not in _PLACED)):
            yield Mention(start, i + 1, "ORG", "rule", _SCORE)


def _start(tokens: Tokens, last: int) -> int:
    """Where the name begins whose last word tells a trade; that word itself where none does."""
    start = last
    while start > 0 and last - start < _MOST_BEFORE and not tokens.barrier[start] and not tokens.sent_start[start]:
        word, low = tokens.text[start - 1], tokens.lower[start - 1]
        named = tokens.cap[start - 1] and word.isalpha() and tokens.doc[start - 1].tag_ in _PLAIN
        if not named or low in _NO_FIRST or low in HONORIFICS or low in MODIFIERS or role_head(word) is not None:
            break
        start -= 1
    linked = start > 0 and not tokens.barrier[start] and tokens.lower[start - 1] in {"of", "and", "&", "for", "-"}
    ends = (
        last + 1 >= len(tokens) or tokens.barrier[last + 1] or not (tokens.cap[last + 1] or tokens.text[last + 1] in {"-", "&"})
    )
    return last if is_given(tokens.text[start]) or linked or not ends else start


def _acts(tokens: Tokens, start: int, end: int) -> bool:
    """Whether what stands beside a name shows that it is somebody who acts: it says something, has somebody at its head, is told of."""
    by = start > 0 and (
        tokens.lower[start - 1] == "by"
        or (tokens.lower[start - 1] == "to" and tokens.lower[start - 2 : start - 1] == ["according"])
    )
    if end >= len(tokens) or tokens.barrier[end]:
        return by
    second = tokens.lower[end + 1] if end + 1 < len(tokens) else ""
    told = tokens.text[end] == "," and second in _BEHIND
    head = role_head(tokens.text[end]) is not None or (tokens.lower[end] == "chief" and role_head(second) is not None)
    deed = tokens.sent_start[start] and tokens.doc[end].tag_ in {"VBZ", "VBD"}
    return by or told or head or deed or says(tokens, end)
