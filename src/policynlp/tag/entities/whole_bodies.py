"""Names of bodies that models cut, where the words around show how far they reach: "Kaptagat | Highland Builders Ltd said".

Who says something, by whom a report is or what "according to" leads to is one name: all words in capitals from there to the verb or the
comma. Where models see a body, a place or nothing in some of them, and nobody's name, the body is the whole.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from dataclasses import replace

from policynlp.tag.dates_words import MONTHS, WEEKDAYS
from policynlp.tag.entities.lone_bodies import KINDS
from policynlp.tag.entities.name_words import FIRM_ENDS, GENERIC_OWNERS, ORG_HEADS, ORG_OF_HEADS
from policynlp.tag.entities.person_evidence import says
from policynlp.tag.entities.place_names import DEMONYMS, countries, subdivisions
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.people.given_names import is_given
from policynlp.tag.people.office_letters import is_office_in_letters
from policynlp.tag.people.roles import HONORIFICS, role_head
from policynlp.tag.quotes.source_nouns import INSTITUTIONS, PEOPLE_NOUNS

_FOREIGN = frozenset(
    "für para et pour voor und dan och per pela por contre contra sem sin sur sous entre zum zur des ng sa untuk".split()
)
_LINKS = _FOREIGN | {"of", "and", "&", "del"}
_OF = frozenset({"of", "del"})
_FIRMS_FIRST = frozenset({"PT", "CV", "OOO", "OAO", "ZAO", "SC"})
"""What names of firms begin with in Indonesia and Russia."""
_PLURAL_POSSESSIVE = frozenset({"'", "’"})
_LEADS = frozenset({"to", "by", "said", "from", "but", "and", "while", "that", "though", "although"})
"""Words behind which a name begins that is the source of something."""
_MEMBERS = frozenset(
    "enterprises industries nurses employees women workers societies schools companies municipalities states".split()
)
_BASES = frozenset(
    "community home school science faith evidence church hospital plant web cloud land needs rights results nature market work".split()
)
"""What is no place before "-based"."""
_LEAST_JOINED = 4
_BETWEEN = frozenset("dan und et og och ng para untuk für pour voor per sa".split())
"""Words that no person's name has inside."""
_STUDIES = frozenset({"review", "inquiry", "commission", "survey", "study", "census", "audit"})
_OF_STUDIES = frozenset({"of", "into"})
_PEOPLE_TOO = frozenset(
    """
    manufacturer maker retailer operator producer supplier miner insurer lender developer broadcaster publisher contractor shipbuilder
    refiner exporter regulator brewer
    """.split()
)
"""Kinds of bodies that people are as well: "operator Sachin Waghmare"."""
_SCORE = 0.75
_LEAST, _MOST = 2, 8
_OPEN = frozenset({"ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT"})
_PLAIN = frozenset({"NNP", "NNPS", "NN", "NNS", "JJ"})
_COMMON = frozenset({"NN", "NNS", "JJ"})
_VERBAL = frozenset({"VBG", "VBN"})
"""Within a name: "Public Contracts | Investigating | Unit"."""
_NO_FIRST = frozenset(
    "the a an this that these those mr mrs ms dr prof opposition ruling state government police prosecutors officials".split()
)
_BEHIND = frozenset({"a", "an", "the", "which", "whose"})


def with_whole_bodies(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """The mentions, those of a cut body in one.

    Args:
        tokens: The document.
        mentions: In order, not overlapping.
    """
    mentions = [m if (start := _behind_base(tokens, m)) is None else replace(m, start=start) for m in mentions]
    mentions = [m for m in mentions if not _are_some(tokens, m)]
    mentions = [replace(m, label="ORG", origin="rule") if _is_called(tokens, m) else m for m in mentions]
    starts = {m.start: n for n, m in enumerate(mentions)}
    out: list[Mention] = []
    done = 0
    for n, m in enumerate(mentions):
        if n < done:
            continue
        if m.label in _OPEN | {"PERSON"} and (start := _with_form(tokens, m)) is not None:
            out.append(Mention(start, m.end, "ORG", "rule", _SCORE))
            continue
        whole = _whole(tokens, m) if m.label == "ORG" or _is_linked(tokens, m) else None
        inside = [o for o in mentions if whole and o.start < whole[1] and o.end > whole[0]]
        if whole is None or not _is_one(tokens, whole, inside):
            out.append(m)
            continue
        while out and out[-1].end > whole[0]:
            out.pop()
        out.append(Mention(whole[0], whole[1], "ORG", "rule", _SCORE))
        done = max(starts[o.start] for o in inside) + 1
    return out


def _is_called(tokens: Tokens, m: Mention) -> bool:
    """Whether what a body is stands right before what models take for a product or a work: "the charity | Open Door"."""
    before = m.start > 0 and not tokens.barrier[m.start] and tokens.text[m.start - 1] in KINDS
    nobody = m.label == "PERSON" and m.end - m.start > 1 and not is_given(tokens.text[m.start])  # "a charity Ana Reis founded"
    nobody = nobody and before and tokens.text[m.start - 1] not in _PEOPLE_TOO and not _is_told_of(tokens, m)
    joined = (
        m.label == "PERSON"
        and m.end - m.start >= _LEAST_JOINED
        and not _BETWEEN.isdisjoint(tokens.text[m.start + 1 : m.end - 1])
    )  # "Lembaga Kajian dan Pengembangan"
    if joined:
        return True
    return (nobody or m.label in {"PRODUCT", "FAC", "EVENT", "WORK_OF_ART"}) and before and tokens.cap[m.start]


def _is_told_of(tokens: Tokens, m: Mention) -> bool:
    """Whether a name is that of who does something with the body before it: "the group | Yevgeny Prigozhin led"."""
    verb = next((i for i in range(m.end, min(m.end + 2, len(tokens))) if tokens.doc[i].tag_ in {"VBD", "VBZ"}), None)
    does = verb is not None and not tokens.barrier[m.end] and not says(tokens, verb)
    lead = tokens.lower[max(0, m.start - 3) : m.start - 1]
    return does or (tokens.sent_start[max(0, m.start - 3)] and lead[:1] == ["in"])


def _behind_base(tokens: Tokens, m: Mention) -> int | None:
    """Where a body's name begins behind the place where it is: "the Leuven-based | Institute for Materials"; else null."""
    place = m.start + (tokens.lower[m.start] == "the")
    based = m.label == "ORG" and tokens.text[place + 1 : place + 3] == ["-", "based"]
    known = based and tokens.cap[place] and tokens.lower[place] not in _BASES
    return place + 3 if known and place + 3 < m.end else None


def _are_some(tokens: Tokens, m: Mention) -> bool:
    """Whether what models take for a body are several without a name: "Doctors' groups"."""
    last = tokens.text[m.end - 1]
    if m.end - m.start == 1 and m.label == "ORG" and tokens.doc[m.start].tag_ in {"NNS", "NNPS"}:
        beside = {*tokens.lower[max(0, m.start - 1) : m.start], *tokens.lower[m.end : m.end + 1]}
        alone = beside.isdisjoint({"and", "&", ","}) and not tokens.cap[min(m.end, len(tokens) - 1)]
        return alone and last.lower() in {"ministers", "leaders", "members", "delegates", "officials"}
    several = last.islower() and (last.removesuffix("s") in INSTITUTIONS or last.removesuffix("ies") + "y" in INSTITUTIONS)
    return m.label == "ORG" and several and last.endswith("s") and m.end - m.start > 1


def _with_form(tokens: Tokens, m: Mention) -> int | None:
    """Start of a firm's name that begins with its legal form: "PT Samudra Energi"; else null."""
    if tokens.text[m.start] in _FIRMS_FIRST and m.end - m.start > 1:
        return m.start
    before = m.start > 0 and not tokens.barrier[m.start] and tokens.text[m.start - 1] in _FIRMS_FIRST
    return m.start - 1 if before and tokens.cap[m.start] else None


def _whole(tokens: Tokens, m: Mention) -> tuple[int, int] | None:
    """The run of words in capitals around a mention, where it is a source and longer than that; else null."""
    start, end = _begin(tokens, m.start), _end(tokens, m.end)
    if start == m.start + (tokens.lower[m.start] == "the") and end == m.end:
        return None
    words = sum(tokens.cap[i] for i in range(start, end))
    return (start, end) if _LEAST <= words <= _MOST and _is_source(tokens, start, end) else None


def _begin(tokens: Tokens, start: int) -> int:
    i = start + (tokens.lower[start] == "the")
    while i > 0 and not tokens.barrier[i] and not tokens.sent_start[i]:
        word, low = tokens.text[i - 1], tokens.lower[i - 1]
        linked = i > 1 and (low in _LINKS or _owns(tokens, i - 1)) and tokens.cap[i - 2] and not tokens.barrier[i - 1]
        tag = tokens.doc[i - 1].tag_
        plain = tag in _PLAIN or (tag in _VERBAL and i > 1 and tokens.cap[i - 2] and not tokens.sent_start[i - 1])
        capital = tokens.cap[i - 1] and word[:1].isalpha() and plain and low not in _NO_FIRST | KINDS | INSTITUTIONS
        if linked and not _is_people(tokens, i - 2) and (tokens.doc[i - 2].tag_ in _PLAIN or low in _FOREIGN):
            i -= 2
        elif capital:
            i -= 1
        else:
            break
    return i


def _is_people(tokens: Tokens, i: int) -> bool:
    """Whether a word before "of" is in capitals since it begins a sentence, no part of a name: "Critics of | Velk Trust spoke"."""
    if not tokens.sent_start[i] or tokens.lower[i + 1] not in _OF:
        return False
    return tokens.doc[i].tag_ in _COMMON or tokens.lower[i].removesuffix("s") in PEOPLE_NOUNS


def _owns(tokens: Tokens, i: int) -> bool:
    """Whether a possessive is part of a name: "Growers' Voice", "Children's Leaders"; not "Gaza's Health Ministry"."""
    several = tokens.text[i] in _PLURAL_POSSESSIVE and tokens.lower[i - 1].endswith("s")
    return several or (tokens.text[i] in {"'s", "’s"} and tokens.lower[i - 1] in GENERIC_OWNERS)


def _end(tokens: Tokens, end: int) -> int:
    i, n = end, len(tokens)
    while i < n and not tokens.barrier[i] and not tokens.sent_start[i]:
        low = tokens.lower[i]
        follows = i + 1 < n and not tokens.barrier[i + 1] and tokens.cap[i + 1]
        firm = tokens.text[i] == "," and follows and tokens.text[i + 1] in FIRM_ENDS  # "Co., Ltd"
        linked = low in _LINKS - _OF or _owns(tokens, i)
        if follows and low in _OF_STUDIES and tokens.lower[i - 1] in _STUDIES:
            i += 2  # "Hallam Review" + "of Regional Construction Capacity"
        elif firm or (follows and linked and tokens.text[i - 1] not in FIRM_ENDS):
            i += 2
        elif tokens.cap[i] and tokens.text[i][:1].isalpha():
            i += 1
        else:
            break
    return i


def _is_source(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a run of words says something, or is what "according to" and "by" lead to."""
    if tokens.headline[start] or tokens.furniture[start]:
        return False
    end = _behind_bracket(tokens, end)
    follows = end < len(tokens) and not tokens.barrier[end]
    second = tokens.lower[end + 1] if end + 1 < len(tokens) else ""
    speaks = follows and (says(tokens, end) or (tokens.text[end] == "," and second in _BEHIND))
    first = start - (start > 0 and tokens.lower[start - 1] == "the")
    opens = tokens.sent_start[start] or tokens.sent_start[first]
    before = tokens.lower[first - 1] if first and not tokens.barrier[first] else ""
    given = before == "by" or (before == "to" and first > 1 and tokens.lower[first - 2] == "according")
    noun = first > 0 and tokens.text[first - 1].islower() and tokens.doc[first - 1].tag_ in {"NN", "NNS"}
    return given or (speaks and (opens or before in _LEADS or noun))


def _behind_bracket(tokens: Tokens, end: int) -> int:
    """The word behind a year or an acronym in brackets: "the Hallam Review (2023) | found"."""
    closed = end + 2 < len(tokens) and tokens.text[end] == "(" and tokens.text[end + 2] == ")" and not tokens.barrier[end]
    return end + 3 if closed else end


def _is_linked(tokens: Tokens, m: Mention) -> bool:
    """Whether a word of another language ties what is taken for a person to a word before: "Bahn für | Alle Tage"."""
    return m.label == "PERSON" and m.start > 1 and tokens.lower[m.start - 1] in _FOREIGN and tokens.cap[m.start - 2]


def _may_be_part(tokens: Tokens, m: Mention, end: int) -> bool:
    """Whether what is taken for a person may be part of a body's name: one word, or what a firm is called after."""
    one = m.end - m.start == 1 and not is_given(tokens.text[m.start])
    return one or _is_linked(tokens, m) or (m.end == end - 1 and tokens.text[end - 1] in FIRM_ENDS)


def _are_members(tokens: Tokens, whole: tuple[int, int], bodies: list[Mention]) -> bool:
    """Whether "and" joins those who are in one body: "Association of Coach and Bus Operators", "Hotel and Resort Operators' League"."""
    start, end = whole
    first, second = bodies
    if tokens.lower[second.start - 1] not in {"and", "&"} or tokens.lower[second.start] == "the":
        return False
    members = [i for i in range(second.start, end) if _is_member(tokens.lower[i])]
    named = {*tokens.lower[first.start : first.end]} & (ORG_HEADS | INSTITUTIONS) or tokens.text[first.end - 1].isupper()
    begins = start + (tokens.lower[start] == "the")
    if tokens.lower[begins] in ORG_OF_HEADS and tokens.lower[begins + 1] in _OF:
        own = not {*tokens.lower[second.start : end]}.isdisjoint(ORG_HEADS | ORG_OF_HEADS)  # "and Union of Bus Drivers"
        return not own and bool(members) and members[-1] == end - 1
    led = start > 0 and "the" in {tokens.lower[start], tokens.lower[start - 1]}
    return led and not named and bool(members) and tokens.lower[end - 1] in ORG_HEADS


def _is_member(word: str) -> bool:
    """Whether a word is what members of a body are: "operators", "growers", "enterprises"."""
    return word.endswith(("ers", "ors", "ists", "ians")) or word in _MEMBERS


def _is_one(tokens: Tokens, whole: tuple[int, int], inside: list[Mention]) -> bool:
    """Whether a run of words is one body's name: nobody's name, no nation, office or time stands in it."""
    start, end = whole
    low = tokens.lower[start:end]
    if any(m.label in {"NORP", "DATE", "POLICY", "LAW", "WORK_OF_ART"} for m in inside) or any(m.end > end for m in inside):
        return False
    firm = tokens.text[end - 1] in FIRM_ENDS or inside[-1].label == "ORG" or _is_linked(tokens, inside[-1])
    if any(m.label == "PERSON" and not (firm and _may_be_part(tokens, m, end)) for m in inside):
        return False
    if not any(m.label == "ORG" or _is_linked(tokens, m) for m in inside) or low[0] in DEMONYMS or low[0] in HONORIFICS:
        return False
    if (
        is_office_in_letters(tokens, start)
        or low[0] in countries()
        or low[0] in subdivisions()
        or any(w in MONTHS or w in WEEKDAYS for w in low)
    ):
        return False
    begins = low[0] == "the" and len(low) > _LEAST
    of = low[begins] in ORG_OF_HEADS and low[begins + 1] in _OF  # "Association of Independent Coach and Bus Operators"
    titled = low[-1:] if of else low
    if low[begins] == "office":
        titled = []  # "Office of the Parliamentary Budget Officer"
    if any(role_head(w) is not None and not w.endswith("s") for w in titled) or "and" in low[:2]:
        return False
    bodies = [m for m in inside if m.label == "ORG" and tokens.text[m.start] not in FIRM_ENDS]
    if len(bodies) > 1 and any(tokens.lower[m.start - 1] in {"and", "&", ",", "of"} for m in bodies[1:]):
        return len(bodies) == _LEAST and _are_members(tokens, whole, bodies)
    return not (end - start == _LEAST and is_given(tokens.text[start]))
