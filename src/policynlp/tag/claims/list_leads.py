"""The line above a list of labels with a figure each: what is counted in all of them, when, and what stands in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from policynlp.document import Passage
from policynlp.tag import dates
from policynlp.tag.claims.table_headers import is_of_many_things
from policynlp.tags import Period, TextSpan

_MOST_CHARS = 120
YEARS = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?(?![\d.,])")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_GROUP = (
    r"(?:product|state|country|region|province|sector|month|market|commodity|category|group|county|city|district|town|type|kind|age|year|quarter"
    r"|party|company|maker|manufacturer|brand|model|industry|species|crop|school|hospital|gender|sex|nationality|origin|destination|department"
    r"|ministry|agency|station|constituency|area|zone|division|segment|business|route|airport|port|island|continent|cause|reason|language|field"
    r"|subject|occupation|fuel|size|plant|mine|firm|bank|operator|borough|municipality|territory|governorate|prefecture|village|season|purpose"
    r"|mode|method|source|force)"
)
"""What somebody splits a number by."""
_BY = re.compile(
    rf"[ ](?:by|per)[ ](?:(?:the|main|home|source|police|age|business|economic)[ ]){{0,2}}{_GROUP}\b[^:]{{0,24}}", re.IGNORECASE
)
_RANKED = re.compile(
    r"(?:the[ ])?(?:top|largest|biggest|leading|main|best|worst|richest|ranking|rank(?:ed)?)\b"
    r"[^:]{2,50}?[ ]by[ ](?P<what>[a-z][a-z ]{2,40})",
    re.IGNORECASE,
)
"""As in "Largest banks by assets": what stands behind "by" is what is measured."""
_WITH_MOST = re.compile(
    r"(?:the[ ])?(?:[a-z]+[ ]){0,3}[a-z]+[ ](?:with|by)[ ](?:the[ ])?"
    r"(?:most|highest|lowest|largest|biggest|fewest|smallest)[ ](?:number[ ]of[ ])?"
    r"(?P<what>[a-z][a-z ]{2,40})",
    re.IGNORECASE,
)
"""As in "Countries with most arrivals": of them the arrivals are measured."""
_CUT = re.compile(
    rf",|[ ]per[ ](?={_GROUP}\b(?!.*[ ]by[ ]))|[ ](?:by|in|across|among|during|from|at|for|on|since|within|to)[ ]|[ ][–—-][ ]|[ ]?\(",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:(?:Table|Box|Figure|Chart)[ ]?[\dA-Z][\d.]*[.:]?[ ]+|\d{1,2}(?:\.\d{1,2})*\.?[ ]+|[•*-][ ]+)?", re.IGNORECASE
)
_GENERIC = frozenset(
    str.split(
        """results result figures figure facts numbers number data breakdown details detail summary overview ranking list totals total share
    shares highlights indicators statistics rates rate levels level amounts values percentage percentages scores contents notes sources
    contacts members office offices table change changes"""
    )
)
"""Words that alone name nothing that is measured."""
_TOLD = frozenset(
    str.split(
        """findings finding results highlights facts actions news update updates report summary overview provisions weather conclusions
        recommendations decisions topics events details breakdown agenda timeline programme program schedule fixtures"""
    )
)
"""Last words of headings that name what is told, not what is measured: "Match report", "Key findings"."""
_HAPPENS = frozenset(
    str.split(
        """deepens worsens widens grows spreads eases hits kills leaves tops begins continues looms mounts soars shrinks shuts opens wins
        sees loses rages persists escalates intensifies strengthens weakens tightens struggles faces returns threatens"""
    )
)
"""Verbs of headlines that the tagger takes for nouns: "Crisis deepens in the Sahel"."""
_NO_NOUN = frozenset(
    str.split("by in at on for from where how what who why when which as to here there these those we you it they")
)
_IN_BRACKETS = re.compile(
    r"\((?:(?:the[ ])?(?:figures?|numbers?|data|values?|percentages?)[ ](?:for|of|in)[ ])?"
    r"(?P<when>[^()]{3,40}?)(?:['’]s?)?(?:[ ](?:figures?|numbers?|values?|data))?"
    r"[ ](?:in|within)[ ](?:parenthes[ei]s|brackets)\)",
    re.IGNORECASE,
)
"""As in "August (July in parentheses)", "(last year's figures in brackets)"."""
_TELLS = re.compile(rf"^(?:update|report|news|notes?)[ ]|[ ](?:{'|'.join(sorted(_HAPPENS))})\b")


@dataclass(frozen=True)
class ListLead:
    """What a line gives to the labels below it.

    Attributes:
        measure: What is counted.
        split: Whether it says by what its number is split or ranked, so that the labels are the parts.
        period: Of the figures, or null.
        bracketed: Of those in brackets, or null.
    """

    measure: TextSpan
    split: bool
    period: Period | None
    bracketed: Period | None


def read_lead(doc: Doc, text: str, lines: list[Passage], published: str | None) -> ListLead | None:
    """The line above a list as what it gives to the labels below, or None where it names nothing that is counted.

    Args:
        doc: Parsed.
        text: Its text.
        lines: The passages above the list, the nearest first, of which the first may be a time alone.
        published: ISO day of publication, or null.
    """
    if not lines:
        return None
    period, note = _time_line(text[lines[0].start : lines[0].end], published)
    line = lines[0] if period is None else next(iter(lines[1:]), None)
    if line is None or line.end - line.start > _MOST_CHARS or line.kind in {"list", "byline", "boilerplate"}:
        return None
    words = text[line.start : line.end]
    found = _IN_BRACKETS.search(words)
    note = note if found is None else _resolved(found["when"], published)
    words = (words if found is None else words[: found.start()]).rstrip(" :–—-")
    begin = _NUMBERED.match(words)
    start = line.start + (begin.end() if begin else 0)
    words = text[start : line.start + len(words)]
    span = _measure(text, start, words)
    if span is None or _has_verb(doc, start, start + len(words)):
        return None
    split = _BY.search(words) is not None or _RANKED.match(words) is not None
    return ListLead(span, split, period or _one_date(words, published), note)


def _measure(text: str, start: int, words: str) -> TextSpan | None:
    """What the words name before they go on to where, when and by what; behind "by" where they rank."""
    if (ranked := _RANKED.match(words)) is not None and _BY.search(words) is None:
        return TextSpan(start=start + ranked.start("what"), end=start + ranked.end("what"), text=ranked["what"])
    if ranked is not None:
        return None
    if (most := _WITH_MOST.match(words)) is not None:
        start, words = start + most.start("what"), most["what"]
    cut = _CUT.search(words)
    named = (words if cut is None else words[: cut.start()]).rstrip(" .:")
    plain = re.sub(r"^(?:the|our)[ ]", "", named, flags=re.IGNORECASE).lower()
    if (
        not plain
        or plain in _GENERIC
        or plain.rpartition(" ")[2] in _TOLD
        or _TELLS.search(plain) is not None
        or is_of_many_things(named)
        or any(map(str.isdigit, plain))
        or re.search(r"[.!?;]", plain)
    ):
        return None
    return TextSpan(start=start, end=start + len(named), text=text[start : start + len(named)])


def _has_verb(doc: Doc, start: int, end: int) -> bool:
    """Whether the words tell something; what the tagger takes for a verb in capitals is often none."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return any(t.tag_ in _FINITE and not t.text[:1].isupper() for t in span or ())


def _time_line(words: str, published: str | None) -> tuple[Period | None, Period | None]:
    """The time that a line consists of, with that of what stands in brackets below: "August (July in parentheses)"."""
    found = _IN_BRACKETS.search(words)
    bare = (words if found is None else words[: found.start()]).strip(" :–—-")
    period = _resolved(bare, published) if 0 < len(bare) <= _MOST_CHARS else None
    return period, (_resolved(found["when"], published) if found is not None and period is not None else None)


def _resolved(words: str, published: str | None) -> Period | None:
    """A time that words consist of."""
    spans = dates.find(words)
    whole = words.strip()
    if spans and not any(_text_is(whole, words[a:b]) for a, b in spans):
        return None
    found = dates.resolve(whole, published=published, tense="past")
    return found if found is not None and (found.start_date or found.end_date or (found.timex or "").startswith("FY")) else None


def _text_is(whole: str, part: str) -> bool:
    """Whether a part is the whole but for "in", "the" and the like."""
    return re.fullmatch(rf"(?:in|at|for|the|year|end|of|on|[ ])*{re.escape(part)}", whole, re.IGNORECASE) is not None


def _one_date(words: str, published: str | None) -> Period | None:
    """The one time that a line tells beside what it names: "Arrivals by country, May 2026"."""
    spans = dates.find(words) or [m.span() for m in YEARS.finditer(words)]
    if len(spans) != 1:
        return None
    (start, end) = spans[0]
    found = dates.resolve(words[start:end], published=published, tense="past")
    return found if found is not None and (found.start_date or (found.timex or "").startswith("FY")) else None
