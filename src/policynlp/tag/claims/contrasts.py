"""Figures set against another one that is no earlier value: another group's, or a limit, target or benchmark.

"Democrats raised 40 million dollars, compared with 31 million for Republicans" tells of two parties and of no change;
"8 percent, against the 5 percent limit" of a rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from policynlp.document import Span
from policynlp.tag.claims.direction import THEN
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.governors import token_after
from policynlp.tag.claims.phrases import core, phrase
from policynlp.tag.claims.places import starting_within
from policynlp.tag.quotes.source_nouns import INSTITUTIONS, PEOPLE_NOUNS, SOMEBODY
from policynlp.tags import TextSpan

_NEAR = frozenset({"in", "at", "on", "within", "across"})
"""Behind these only places, people and bodies are another group; what else stands there is a time, a text or an event."""
_AREAS = frozenset(
    str.split("""area region city town village country state province district county economy sector industry trade world globe continent
    north south east west centre center rest
    suburb island coast plain mountain valley hill desert capital highland lowland basin delta
    zone nation territory rival branch plant factory mill mine farm household""")
)
DEGREES = (
    r"(?:(?:about|around|nearly|almost|some|roughly|only|just|over|under|more|less|fewer|than|an?|the|mere|its|their|up|to|at|least|most|"
    r"remaining|estimated|further|another)[ ]){0,4}"
)
"""What may stand in front of a figure, from its preposition on."""
_AGAINST = re.compile(
    rf"\b(?:compared[ ](?:with|to)|as[ ]against|against|versus|vs\.?)[ ]{DEGREES}[$€£¥]?$",
    re.IGNORECASE,
)
_LEFT_CHARS = 56
_STANDARD = r"(?P<noun>limit|target|cap|ceiling|threshold|benchmark|goal|floor|quota|norm|objective)"
_SET_AGAINST = r"(?:(?<=,[ ])|(?<=percent[ ])|(?<=[\d%][ ]))(?:as[ ])?against"
"""Not behind a verb: "voted against the 4 billion dollar limit"."""
_STANDARD_BEFORE = re.compile(
    rf"\b(?:compared[ ](?:with|to)|{_SET_AGAINST}|versus|vs\.?)[ ](?:(?!\bin\b|\bfor\b)[\w'’-]+[ ]){{1,5}}?{_STANDARD}[ ]of[ ]{DEGREES}$",
    re.IGNORECASE,
)
_STANDARD_BEHIND = re.compile(rf"[ -](?:[a-z-]+[ ]){{0,2}}?{_STANDARD}\b", re.IGNORECASE)
_LEADS_STANDARD = re.compile(
    rf"\b(?:compared[ ](?:with|to)|{_SET_AGAINST}|versus|vs\.?)[ ](?:(?:the|its|their|an?)[ ])?(?:[\w.&-]+['’]s?[ ]|[\w-]+[ ]){{0,3}}$",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"[ ](?:in|under)[ ](?:the|its|their)[ ](?:[a-z-]+[ ]){0,2}(?:plan|budget|proposal)\b", re.IGNORECASE)
_STANDARD_CHARS = 72
_UPPER = frozenset({"limit", "cap", "ceiling"})
_CLAUSE_END = re.compile(r"[,;:.!?)—](?!\d)|\b(?:and|but|while|whereas)\b")
_BEHIND_CHARS = 80
_GROUP_PREPS = frozenset({"for", "among", "amongst", "in", "at", "by", "on", "within", "across", "of"})
_NAME_PREPS = frozenset({"to", "from"})
"""Before the name of somebody or of a place alone: "compared with 3 billion dollars to India"."""
_NO_GROUPS = frozenset(
    str.split(
        """half quarter day week month year season decade period start end time beginning date morning evening average total budget plan
        estimate forecast election round case term stage moment present today fiscal h1 h2 edition trade ipo"""
    )
)
"""Nouns of times and plans, which are no other group that has a figure."""


def compared_groups(doc: Doc, text: str, figures: Sequence[Figure], floor: int) -> None:
    """Sets `against` and `is_standard` on the figures of one sentence.

    Args:
        doc: Parsed.
        text: Its text.
        figures: The figures, in order; `against` is an index in this sequence.
        floor: Where the sentence starts.
    """
    for i, f in enumerate(figures):
        if (standard := _standard(text, f, floor)) is not None:
            f.is_standard = True
            if f.bound == "exact" and standard in _UPPER:
                f.bound = "at_most"
            continue
        if i == 0 or _AGAINST.search(text, max(floor, f.start - _LEFT_CHARS), f.start) is None:
            continue
        stop = figures[i + 1].start if i + 1 < len(figures) else f.end + _BEHIND_CHARS
        end = _CLAUSE_END.search(text, f.end, min(stop, f.end + _BEHIND_CHARS))
        if THEN.search(text, f.end, end.start() if end else min(stop, f.end + _BEHIND_CHARS)) is not None:
            continue
        if _PLANNED.match(text, f.end) is not None:
            f.is_standard = True
            continue
        group = group_behind(doc, f)
        main = _set_against(figures, i)
        if group is None or main < 0 or (group[0].lower_ == "of" and not _other_whole(doc, figures[main], group[1])):
            continue
        f.against = main


def _standard(text: str, f: Figure, floor: int) -> str | None:
    """The noun of "against the 5% limit", "against the sector benchmark of 25 per cent"."""
    base = max(floor, f.start - _STANDARD_CHARS)
    found = _STANDARD_BEFORE.search(text, base, f.start)
    if found is None and _LEADS_STANDARD.search(text, base, f.start) is not None:
        found = _STANDARD_BEHIND.match(text, f.end)
    return found["noun"].lower() if found is not None else None


def _set_against(figures: Sequence[Figure], i: int) -> int:
    """The nearest figure before of the same kind and unit."""
    f = figures[i]
    for k in range(i - 1, -1, -1):
        g = figures[k]
        alike = g.kind == f.kind and (g.unit == f.unit or None in {g.unit, f.unit} or f.kind == "count")
        if g.main < 0 and (alike or {g.kind, f.kind} == {"percent", "ratio"}):
            return k
    return -1


def group_behind(doc: Doc, f: Figure) -> tuple[Token, Token] | None:
    """The preposition and the noun right behind a figure that say whose it is."""
    after = token_after(doc, f)
    if after + 1 >= f.sentence[1] or doc[after].lower_ not in _GROUP_PREPS | _NAME_PREPS:
        return None
    prep = doc[after]
    noun: Token | None = next((c for c in prep.children if c.dep_ == "pobj"), None)
    noun = noun or next((t for t in doc[after + 1 : min(f.sentence[1], after + 6)] if t.pos_ in {"NOUN", "PROPN"}), None)
    if noun is None or not after < noun.i < f.sentence[1] or noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    if prep.lower_ in _NAME_PREPS and noun.pos_ != "PROPN":
        return None
    dated = noun.ent_type_ in {"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY"} or noun.like_num
    plain = prep.lower_ != "of" and noun.lemma_.lower() in _NO_GROUPS
    return None if dated or plain or (prep.lower_ in _NEAR and not _holds(noun)) else (prep, noun)


def _holds(noun: Token) -> bool:
    """Whether a noun is of people, of a place or of a body."""
    if noun.pos_ == "PROPN":
        return noun.ent_type_ not in {"", "EVENT", "LAW", "WORK_OF_ART"}
    return noun.lemma_.lower() in _AREAS | PEOPLE_NOUNS | SOMEBODY | INSTITUTIONS


def _other_whole(doc: Doc, main: Figure, noun: Token) -> bool:
    """Whether two shares are of different wholes: "60 per cent of men ..., compared with 45 per cent of women"."""
    after = token_after(doc, main)
    if after + 1 >= main.sentence[1] or doc[after].lower_ != "of":
        return False
    other = next((c for c in doc[after].children if c.dep_ == "pobj"), None)
    return other is not None and other.lemma_.lower() != noun.lemma_.lower() and noun.pos_ in {"NOUN", "PROPN"}


def trends(figures: Sequence[Figure]) -> None:
    """The change of another group goes the way of the change that it is set against: "rose 5 percent, compared with 3 percent for men"."""
    for f in figures:
        if f.is_standard:
            f.trend = "none"
        elif f.against >= 0:
            main = figures[f.against]
            f.is_change = main.is_change
            f.trend = main.trend if main.is_change else "none"


def describe(doc: Doc, f: Figure, members: Sequence[Figure]) -> None:
    """Sets measure, scope and share_of of a figure that is of another group than the one that it is set against.

    Args:
        doc: Parsed.
        f: The figure.
        members: The figures of its sentence; those before it are described.
    """
    found = group_behind(doc, f) if f.against >= 0 else None
    if found is None:
        return
    prep, noun = found
    if prep.lower_ == "of":
        return  # a share that names its own whole
    main = members[f.against]
    group = phrase(doc, noun, f.sentence[1])
    somebody = noun.pos_ == "PROPN" or noun.lemma_.lower() in SOMEBODY | PEOPLE_NOUNS
    behind = main.measure is not None and main.measure.start >= main.end
    whole = main.share_of is not None and main.share_of.start >= main.end and main.scope is None
    if whole and prep.lower_ == "for":  # "60 per cent of men ..., compared with 45 per cent for women"
        f.share_of, f.measure, f.scope = group, core(doc, noun), None
        return
    if behind and main.share_of is None and f.kind == "money" and not somebody and prep.lower_ in {"for", "on"}:
        f.measure = core(doc, noun)  # "0.18 dollars in overheads, compared with 0.41 for food"
        f.scope = main.scope
        return
    f.measure, f.share_of = main.measure, main.share_of
    f.scope = None if _is_place(noun) and prep.lower_ == "in" else group
    if main.scope is None:
        main.scope = _own_group(doc, main)


def _own_group(doc: Doc, main: Figure) -> TextSpan | None:
    """The group of the figure that another's is set against, where it stands behind it too."""
    found = group_behind(doc, main)
    if found is None or found[0].lower_ == "of" or _is_place(found[1]):
        return None
    return phrase(doc, found[1], main.sentence[1])


def _is_place(noun: Token) -> bool:
    return noun.ent_type_ in {"GPE", "LOC"}


def take_up_periods(members: Sequence[Figure]) -> None:
    """Two groups are compared at one time, where the second has none of its own."""
    for f in members:
        if f.against >= 0 and f.period is None:
            f.period = members[f.against].period


def places_for(index: int, members: Sequence[Figure], places: Sequence[Span], sentence: Span) -> Sequence[Span]:
    """The place names that may tell where a figure holds: not those of the group that is set against it, nor the other way round.

    Args:
        index: Of the figure.
        members: The figures of its sentence.
        places: Spans of place names, in order.
        sentence: Offsets of the sentence.
    """
    f = members[index]
    other = next((g for g in members if g.against == index), None)
    if f.against < 0 and other is None:
        return places
    inside = starting_within(places, *sentence)
    if f.against >= 0:
        return [p for p in inside if not members[f.against].start < p[0] < f.start]
    return [p for p in inside if other is None or p[0] < other.start]
