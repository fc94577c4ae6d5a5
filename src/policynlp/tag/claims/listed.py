"""Items of lists that are no sentences: a label with its figure, a figure with what it is of, a sum with what it is for.

"Shop thefts by county: • Powys – 688 (up 15%)" are shop thefts of Powys; "US$ 1.4 billion – funding gap, 2025–2030" is a funding gap;
"I have provided: (b) Shs 5.9 trillion for health" is for health.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from spacy.tokens import Doc

from policynlp.document import Passage
from policynlp.tag import dates
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.list_leads import YEARS, ListLead, read_lead
from policynlp.tag.entities.gazetteer import readings
from policynlp.tag.quotes.source_nouns import SOMEBODY
from policynlp.tags import Period, TextSpan

_LEAST_LISTED, _LEAST_LINES = 2, 3
"""Items with a mark, and lines without one, that make a list."""
_MARK = r"[^\w(]{0,4}(?:\(?\w{1,4}[.)][ ])?"
_LABEL = re.compile(
    rf"{_MARK}(?P<label>(?:[A-Z]|(?:19|20)\d\d\b)[\w.'’&/() -]{{0,44}}?)(?:[ ][–—-]|:)[ ]"
    r"(?:(?:about|around|nearly|almost|some|over|under|up to|more than|less than|at least|only|just)[ ])*"
    r"(?:[A-Z]{0,3}[$€£¥]|[A-Z]{2,3}[ ]?)?"
)
_CHANGE = re.compile(
    r"[ ]?\((?:(?:up|down|rose|fell|an?[ ]\w+[ ]of|increase of|decrease of|by)[ ])*[+−–±-]?$|,[ ](?:up|down)[ ](?:by[ ])?$",
    re.IGNORECASE,
)
"""Between a figure and what it has changed by: "688 (up" + "15%)"."""
_BRACKET = re.compile(r"[ ]?\((?:[A-Z]{0,3}[$€£¥])?$")
_WHAT = re.compile(r"(?:[ ]+[–—-]|:)[ ]+(?P<what>[A-Za-z][^,;:()\n]{2,90})")
_WHAT_CUT = re.compile(
    r"[ ](?:with|that|who|whom|which|in|at|by|from|on|since|during|under|between|until|through|over|–|—|to)[ ]|[ .]+$"
)
_FIRST_CHARS = re.compile(
    r"[^\w(]{0,4}(?:\(?\w{1,4}[.)][ ])?(?:(?:about|around|nearly|some|over|more than|at least|up to|only|just)[ ])*",
    re.IGNORECASE,
)
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "VBG"})
_NO_NAME = frozenset(
    {"up", "down", "more", "less", "fewer", "most", "all", "compared", "higher", "lower", "each", "this", "that"}
) | {"every", "year", "next", "first", "fiscal", "financial", "period", "these", "those"}
_ALLOTS = re.compile(
    r"\b(?:provided?|provides|provision|allocat\w+|allot\w*|earmark\w*|appropriat\w+"
    r"|set(?:s|ting)?[ ]aside|budgeted|budgets|reserved?|assign\w*"
    r"|dedicat\w+|invest\w*|spend\w*|spent|award\w*|distributed?|disburse\w*)\b[^.;:]{0,80}:[-–—]?\s*$",
    re.IGNORECASE,
)
"""The end of a line that leads to sums and what they are for."""
_FOR = re.compile(
    r"[ ](?:(?:will[ ]|shall[ ]|is[ ]|are[ ])?(?:go(?:es)?[ ]|allocated[ ]|earmarked[ ])?)(?:for|to|towards?|on)[ ](?:the[ ]|our[ ])?"
    r"(?P<what>[A-Za-z][^;:()\n]{1,90}?)"
    r"(?=,[ ](?:with|including|of[ ]which|which|where|up|down|and[ ][A-Z]{0,3}[$\d])\b"
    r"|[ ](?:with|including|which|that|in[ ](?:19|20)\d\d)\b|;|:|\(|\.?$|\n)",
)
_LAST_AND = re.compile(r";?,?[ ]and[ ]?$")
_NO_PURPOSES = frozenset({"DATE", "TIME", "CARDINAL", "PERSON", "GPE", "LOC", "MONEY"})
_SERVICES = frozenset({"police", "army", "navy", "military", "court"})
_NO_PURPOSE_NOUNS = frozenset(
    {"date", "behalf", "advice", "total", "year", "month", "week", "quarter", "time", "family", "offence", "offense"}
)
_ENDS = re.compile(
    r"\s*(?:[^\w\s]|$|\n)|[ ](?:in|on|at|from|to|by|of|up|down|per|a|an|and|or|over|since|during|as|last|this|with|for|more|less|fewer"
    r"|higher|lower|compared|versus|vs|against|before|after|between|through|until|each|annually|yearly|monthly|total|overall)\b"
)
"""Behind a figure that names nothing more; in "$40 million spent" what it is goes on."""
_OF_TIME = re.compile(
    r"\b(?:waits?|waiting|times?|durations?|ages?|lengths?|stays?|delays?|expectancy|hours|days|sentences?|terms?|journeys?|lifespan"
    r"|lifetime|periods?|leave|weeks|months|years|minutes|experience|tenure|outages?|absences?|holidays?)\b",
    re.IGNORECASE,
)
_MOST_ITEM_CHARS = 120
_LEAST_BARE = 40
"""Smaller numbers in front of a dash number the items."""


def read_items(doc: Doc, text: str, passages: Sequence[Passage], figures: Sequence[Figure], *, published: str | None) -> None:
    """Gives the figures of list items what they measure, of whom and when, where items are no sentences.

    Args:
        doc: Parsed.
        text: Its text.
        passages: All of it, in order.
        figures: Of its prose, in order.
        published: ISO day of publication, or null.
    """
    starts = [f.start for f in figures]
    within = [figures[bisect_left(starts, p.start) : bisect_left(starts, p.end)] for p in passages]
    allots = False
    for passage, inside in zip(passages, within, strict=True):
        if passage.kind == "list":
            _name_first(doc, text, passage, inside, published)
            if allots:
                _name_purposes(doc, text, passage, inside)
        else:
            allots = _ALLOTS.search(text, max(passage.start, passage.end - 200), passage.end) is not None
    for run in _runs(text, passages, within):
        lead = read_lead(doc, text, [passages[k] for k in (run[0] - 1, run[0] - 2) if k >= 0], published)
        labels = [_label(text, passages[k], within[k]) for k in run]
        if lead is not None and _are_parts(lead, [m for m in labels if m is not None], [within[k][0] for k in run]):
            for k, match in zip(run, labels, strict=True):
                if match is not None:
                    _follow(text, match, within[k], lead, published)


def _runs(text: str, passages: Sequence[Passage], within: Sequence[Sequence[Figure]]) -> Iterator[list[int]]:
    """Items of one list each, that are a label with its figure."""
    for (listed, _), group in groupby(
        range(len(passages)), key=lambda k: (passages[k].kind == "list", _label(text, passages[k], within[k]) is not None)
    ):
        run = list(group)
        if _label(text, passages[run[0]], within[run[0]]) is not None and len(run) >= (
            _LEAST_LISTED if listed else _LEAST_LINES
        ):
            yield run


def _label(text: str, passage: Passage, inside: Sequence[Figure]) -> re.Match[str] | None:
    """The label that an item begins with, right in front of its first figure, which the item goes on with no further than a bracket."""
    if not inside or passage.kind not in {"list", "paragraph"} or passage.end - passage.start > _MOST_ITEM_CHARS:
        return None
    found = _LABEL.match(text, passage.start, passage.end)
    return (
        found if found is not None and inside[0].start <= found.end() and inside[0].number.start >= found.end("label") else None
    )


def _are_parts(lead: ListLead, labels: Sequence[re.Match[str]], figures: Sequence[Figure]) -> bool:
    """Whether labels are parts of what the line above names: it says so, or they are all places or all times, with figures of one kind."""
    if lead.split:
        return True
    if len({(f.kind, f.unit) for f in figures}) > 1:
        return False
    names = [m["label"] for m in labels]
    known = sum(bool(readings(name.lower())) for name in names)
    return all(name[:1].isdigit() for name in names) or 3 * known >= 2 * len(names)


def _follow(text: str, label: re.Match[str], inside: Sequence[Figure], lead: ListLead, published: str | None) -> None:
    first = inside[0]
    named = label["label"]
    time = dates.resolve(named, published=published) if named[:1].isdigit() else None
    scope = None if time is not None else TextSpan(start=label.start("label"), end=label.end("label"), text=named)
    _set(text, first, lead, scope, time or lead.period)
    for f in inside[1:2]:
        between = text[first.end : f.start]
        changes = (f.kind == "percent" and (f.unit, f.kind) != (first.unit, first.kind)) or f.trend != "none"
        if changes and _CHANGE.fullmatch(between):
            _set(text, f, lead, scope, first.period)
        elif _BRACKET.fullmatch(between) and f.kind == first.kind and text.startswith(")", f.end):
            f.period = None if f.period is first.period else f.period
            _set(text, f, lead, scope, lead.bracketed)
            f.is_earlier = lead.bracketed is not None


def _set(text: str, f: Figure, lead: ListLead, scope: TextSpan | None, period: Period | None) -> None:
    """Gives a figure what the line above names, but for what the item says itself behind the figure ("Nord: 300 pupils")."""
    counts = f.kind == "count" and f.head >= 0 and f.measure is not None
    if f.share_of is not None or (f.measure is not None and f.measure.start >= f.end):
        f.scope = scope  # "North: 40 percent of homes have no power" below "Findings by region"
    elif counts:
        f.scope, f.share_of = scope, None
    elif f.kind in {"duration", "age"} and _OF_TIME.search(lead.measure.text) is None:
        f.measure, f.scope = None, scope  # "Labour: 12 minutes" below "Speakers by party"
    else:
        named = _ENDS.match(text, f.end) is not None  # not "Roads: $40 million spent" below "Actions by department"
        f.measure, f.scope, f.share_of = (lead.measure if named else f.measure), scope, None
    f.period = f.period or period


def _name_first(doc: Doc, text: str, passage: Passage, inside: Sequence[Figure], published: str | None) -> None:
    """What stands behind the dash after the figure that an item begins with: "US$ 1.4 billion – funding gap, 2025–2030"."""
    if not inside or _FIRST_CHARS.fullmatch(text, passage.start, inside[0].start) is None:
        return
    f = inside[0]
    found = _WHAT.match(text, f.end, passage.end)
    bare = f.kind == "count" and f.unit is None and f.number.scale == 1 and f.value < _LEAST_BARE
    if found is None or bare:
        return
    if f.measure is None:
        f.measure = _named(doc, text, found, _WHAT_CUT)
    alone = len(inside) == 1 or text.find("(", f.end, inside[1].start) >= 0
    if f.period is None and alone and f.measure is not None:
        end = inside[1].start if len(inside) > 1 else passage.end
        bracket = text.find("(", f.end, end)
        end = bracket if bracket >= 0 else end
        spans = dates.find(text[f.end : end]) or [m.span() for m in YEARS.finditer(text[f.end : end])]
        if len(spans) == 1:
            f.period = dates.resolve(text[f.end + spans[0][0] : f.end + spans[0][1]], published=published)


def _named(doc: Doc, text: str, found: re.Match[str], cut: re.Pattern[str]) -> TextSpan | None:
    """The name that a match begins with, cut where it goes on to say more; null where it begins like no name."""
    start, end = found.span("what")
    stop = cut.search(text, start, end)
    end = stop.start() if stop is not None else end
    end = start + len(text[start:end].rstrip(" ,;"))
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span) or span[0].tag_ not in _NOMINAL or span[0].lower_ in _NO_NAME or end <= start:
        return None
    return TextSpan(start=start, end=end, text=text[start:end])


def _is_purpose(doc: Doc, span: TextSpan | None) -> bool:
    """Whether a sum is for that, not given to somebody or on a day: "to Leeds", "on Tuesday", "for a family of four"."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand") if span is not None else None
    if tokens is None or any(t.like_num or t.ent_type_ in _NO_PURPOSES for t in tokens):
        return False
    return tokens.root.lemma_.lower() not in (_NO_PURPOSE_NOUNS | SOMEBODY) - _SERVICES


def _name_purposes(doc: Doc, text: str, passage: Passage, inside: Sequence[Figure]) -> None:
    """What each sum of an item is for: "Shs 5.0 trillion for education, including Shs 115 billion for schools"."""
    label = _label(text, passage, inside)
    for i, f in enumerate(inside):
        if f.kind != "money" or f.measure is not None:
            continue
        if i == 0 and label is not None:
            thing = TextSpan(start=label.start("label"), end=label.end("label"), text=label["label"])
            f.measure = thing if _is_purpose(doc, thing) else None
            continue
        end = inside[i + 1].start if i + 1 < len(inside) else passage.end
        found = _FOR.match(text, f.end, end)
        if found is not None:
            named = _named(doc, text, found, _LAST_AND)
            f.measure = named if _is_purpose(doc, named) else None
