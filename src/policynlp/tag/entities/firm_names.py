"""Names of firms by the trade that ends them: "Langkasuka Ratings", "Rift Breweries", "Andes Copper".

Models know the firms of American news; of others they take "Zambezi Sugar" for a person, "Harbour Realty" for a place, or see nothing.
What a name of two words or more ends with shows a firm, where nobody's given name begins it: some words alone, others with a deed, a chief
or what it is beside them.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from collections.abc import Iterator

from policynlp.tag.entities.lone_bodies import KINDS
from policynlp.tag.entities.person_evidence import says
from policynlp.tag.entities.place_names import DEMONYMS
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.given_names import is_given
from policynlp.tag.people.roles import HONORIFICS, MODIFIERS, role_head

_FIRMS = frozenset(
    """
    ratings securities insurance assurance consulting advisors advisers analytics realty properties telecom telecoms solutions systems
    networks technologies software robotics electronics semiconductors ventures investments leasing plantations breweries distilleries
    bottlers dairies fertilisers fertilizers agrochemicals chemicals petrochemicals polymers pharmaceuticals biotech diagnostics hotels
    airlines airways aviation aerospace shipyards logistics haulage motors automotive refining refineries ceramics publishing apparel
    footwear supermarkets fisheries contractors builders studios broadcasting petroleum shipping estates
    """.split()
)
"""What firms do, as the last word of their names; no surname, and nothing that is sold."""
_GOODS = frozenset(
    """
    beverages dairy seeds feeds plastics resorts freight railways tyres tires batteries renewables hydro oil gas minerals metals lithium
    copper zinc aluminium aluminum nickel cobalt uranium cement timber plywood pulp packaging textiles garments foods meats poultry seafood
    sugar tea cocoa rubber grains construction media
    """.split()
)
"""What firms make and sell is called so, too: only who speaks, or has a chief, is a firm."""
_SURNAMES = frozenset("power mills coffee solar wind steel lines farms mines".split())
"""These are surnames and ends of places' names as well: a firm has a chief, or owns and runs things."""
_TRADES = _FIRMS | _GOODS | _SURNAMES
_PLACED = frozenset({"in", "at", "near", "from", "to", "of", "and", "&", "for", "into", "on", "around", "outside", "through"})
"""Behind these, a name may be that of a place, or end a longer one."""
_OTHERS = frozenset({"PERSON", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "NORP"})
_ARTICLES = frozenset({"a", "an", "the"})
_NO_FIRST = frozenset(
    """
    the a an this that these those new social public private clean cheap green renewable digital local national global state rising
    but and while as for if when crude heavy natural olive palm red
    """.split()
)
_PLAIN = frozenset({"NNP", "NNPS", "NN", "NNS", "JJ"})
_RUNS = frozenset({"owns", "runs", "operates", "employs", "makes", "sells", "built", "mines", "exports"})
_MOST_BEFORE, _APPOSED = 3, 7
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
        if (
            tokens.lower[i] not in _TRADES
            or not tokens.cap[i]
            or tokens.headline[i]
            or tokens.furniture[i]
            or tokens.barrier[i]
        ):
            continue
        start = _start(tokens, i)
        inside = [m for m in mentions if m.start <= i and start < m.end]
        over = any(m.start < start or m.end > i + 1 for m in inside)
        if start == i or over or any(m.label == "ORG" and m.end - m.start == i + 1 - start for m in inside):
            continue
        if all(m.label in _OTHERS | {"ORG"} for m in inside) and _is_firm(tokens, start, i + 1, inside):
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
    first = tokens.text[start]
    return last if is_given(first) or first.lower() in DEMONYMS or linked or not ends else start


def _is_firm(tokens: Tokens, start: int, end: int, inside: list[Mention]) -> bool:
    """Whether what stands beside a name shows that it is a firm; how much it takes is told by the trade."""
    trade = tokens.lower[end - 1]
    second = tokens.lower[end + 1] if end + 1 < len(tokens) else ""
    follows = end < len(tokens) and not tokens.barrier[end]
    office = follows and role_head(tokens.text[end]) is not None and not tokens.lower[end].endswith("s")
    led = office or (follows and tokens.lower[end] == "chief" and role_head(second) is not None)
    if led or (follows and _is_apposed(tokens, end)):
        return True
    if trade in _SURNAMES:
        return follows and _runs(tokens, end)
    by = start > 0 and (
        tokens.lower[start - 1] == "by"
        or (tokens.lower[start - 1] == "to" and tokens.lower[start - 2 : start - 1] == ["according"])
    )
    if by or (follows and says(tokens, end)):
        return True
    if trade in _GOODS:
        return False
    whole = len(inside) == 1 and inside[0].label in {"PERSON", "PRODUCT"} and inside[0].end - inside[0].start == end - start
    placed = start > 0 and tokens.lower[start - 1] in _PLACED
    return (follows and _acts(tokens, start, end)) or (whole and not placed and not (follows and tokens.text[end] == ","))


def _runs(tokens: Tokens, comma: int) -> bool:
    """Whether what follows owns or makes something: ", which owns the plant"."""
    if comma + 2 >= len(tokens) or tokens.text[comma] != ",":
        return False
    return tokens.lower[comma + 1] in {"which", "whose"} and tokens.lower[comma + 2] in _RUNS


def _is_apposed(tokens: Tokens, end: int) -> bool:
    """Whether a comma and what kind of body it is follow: "Rift Breweries, the country's largest brewer"; not "a city in California"."""
    if tokens.text[end] != "," or end + 1 >= len(tokens) or tokens.lower[end + 1] not in _ARTICLES:
        return False
    told = tokens.lower[end + 2 : end + _APPOSED]
    stop = next((k for k, w in enumerate(told) if w in {",", ".", "of", "in", "that", "which"}), len(told))
    return bool(told[:stop]) and told[:stop][-1] in KINDS


def _acts(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the name is the subject of a deed at the start of its sentence, or owns and runs things."""
    verb = tokens.doc[end]
    if tokens.text[end] == ",":
        return _runs(tokens, end)
    has_done = verb.lower_ in {"has", "had"} and end + 1 < len(tokens) and tokens.doc[end + 1].tag_ == "VBN"
    deed = verb.tag_ in {"VBZ", "VBD"} and verb.lemma_.lower() not in {"be", "have", "lie", "stand"}
    return bool(tokens.sent_start[start]) and (deed or has_done)
