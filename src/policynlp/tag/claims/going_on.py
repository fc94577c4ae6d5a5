"""Times that go on within a sentence, or from the one before: "1,240 cases in 2023, and clearing them up cost 7.6 million"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from policynlp.document import Span
from policynlp.tag.claims.figure import MOST_TOLD, OF_THE_PAST, Figure
from policynlp.tag.claims.governors import verb_of
from policynlp.tags import Period

_OTHER_SIDE = re.compile(
    r"[;:—]|\b(?:while|whereas|but|although|though|despite|if|unless|when|until|since|before|after)\b", re.IGNORECASE
)
_BASE = re.compile(
    r"\b(?:than|from|against|versus|vs\.?|compared (?:with|to)|per|every|within|target of|goal of|limit of|capacity of|for (?:the|a|up to))"
    r"[ ](?:(?:the|an?|about|around|some|only|just|nearly|almost|over|under|more|less|at|least|most|up|to|its|their)[ ]){0,3}[$€£¥]?$",
    re.IGNORECASE,
)
"""In front of what is compared with, a rate or a limit: no part of what happened."""
_OF_THOSE = re.compile(
    r"(?:(?:Of|Among|Out of)[ ](?:all[ ])?(?:these|those|them|this|that|the total|whom|which)\b"
    r"|(?:The|This|That)[ ](?:total|sum|figure|amount|number)[ ](?:included|comprised)\b)"
)
"""At the start of a sentence: a part of what was told just before."""
_PART_OF = re.compile(r"[ ](?:\w+[ ])?of (?:these|those|them)\b")
_OR = re.compile(
    r"[^;:.]{0,80}, (?:or|equivalent to|equal to)"
    r"(?: (?:about|some|nearly|around|roughly|over|just|only|almost|more than|less than|just over))? "
)
"""Between two ways to tell one amount."""
_GAP = re.compile(
    r"(?: (?:in|on|over|during|for|by) ?)?,? (?:and|but) (?!(?:now|today|currently|still|then|later)\b)"
    r"(?:(?!(?:is|are|has|have|had|will|would|was|were|now)\b)[\w'’-]+ ){1,4}?"
    r"(?:(?:by|to|at|for|of) )?(?:(?:about|some|nearly|around|over|only|just|more than|less than) )?[$€£¥]?",
)
"""Between figures of two things with one verb: "exports rose by 3.8 percent" + " and imports by " + "5.9 percent"."""
_REVISED = re.compile(
    r"\b(?:revis(?:ed|es|ing)|cut(?:s|ting)?|lower(?:ed|s|ing)|rais(?:ed|es|ing)|trimm?(?:ed|s|ing)|upgrad(?:ed|es|ing)|downgrad(?:ed|es|ing)"
    r"|slash(?:ed|es|ing)|increas(?:ed|es|ing)|reduc(?:ed|es|ing)|chang(?:ed|es|ing)|correct(?:ed|s|ing))\b[^.;:]{0,40}?"
    r"\b(?:forecast|estimate|projection|outlook|guidance|prediction|expectation|figure|reading|target|goal)s?\b",
    re.IGNORECASE,
)
_REVISED_CHARS = 120
_LATER = re.compile(r"\b(?:then|later|afterwards?|eventually|rebounded|recovered)\b", re.IGNORECASE)
"""Between figures of two times: "rose 12 percent in 2022 and then fell 3 percent"."""
_OWN_TIME = frozenset({"buy", "build", "found", "form", "create", "open", "start", "establish"})
"""What the thing of a clause went through at a time of its own: "the house that her father bought for 90,000"."""
_TIMELESS = frozenset({"duration", "age", "ordinal"})
_HANGING = frozenset({"conj", "xcomp", "advcl", "acl", "pcomp", "csubj", "prep"})
_FORMS = frozenset({"VBN", "VBG", "VB", "VBD"})
_HAVE = frozenset({"has", "have", "had", "'s", "'ve", "'d"})


def told_in_past(doc: Doc, f: Figure) -> bool:
    """Whether the verb over a figure tells what happened: "fell", "were sold", but not "has", "had been" or "will"."""
    verb = verb_of(doc, f)
    return verb is not None and is_past(verb)


def is_past(verb: Token) -> bool:
    """Whether a verb is in the simple past, its own or that of the verb which it hangs on."""
    for _ in range(4):
        helps = [c for c in verb.lefts if c.dep_ in {"aux", "auxpass"}]
        if any(c.lower_ in _HAVE or c.tag_ == "MD" for c in helps):
            return False
        if verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in helps):
            return True
        if verb.dep_ not in _HANGING or verb.tag_ not in _FORMS or verb.head.i == verb.i:
            return False
        verb = next((t for t in (verb.head, *verb.head.ancestors) if t.pos_ in {"VERB", "AUX"}), verb)
    return False


def go_on(doc: Doc, text: str, sentence: Span, figures: Sequence[Figure], spans: Sequence[Span], told: Sequence[Span]) -> None:
    """Gives later figures of a sentence the one time that its earlier figures have.

    Args:
        doc: Parsed.
        text: Its text.
        sentence: Offsets of the sentence.
        figures: Its figures, with the periods that dates give them.
        spans: Its dates.
        told: For each figure the stretch that is told together with it.
    """
    if len(figures) > MOST_TOLD:
        return
    given: set[int] = set()
    own: dict[str, Period] = {}
    for i in range(1, len(figures)):
        f, before = figures[i], figures[i - 1]
        if before.period is not None and not before.is_earlier:
            own[before.period.text] = before.period
        if f.period is not None or f.is_earlier or f.main >= 0 or f.kind in _TIMELESS or f.against >= 0:
            continue
        period = next(iter(own.values())) if len(own) == 1 else None
        if period is None or period.start_date is None or before.period is None or before.is_earlier:
            continue
        between = text[before.end : f.start]
        if _OR.fullmatch(between):
            f.period = period
            continue
        if f.nature != before.nature or told[i] != told[i - 1]:
            continue
        others = [s for s in spans if before.end <= s[0] < f.start and text[slice(*s)] not in period.text]
        if others or _OTHER_SIDE.search(between) or _BASE.search(text, max(sentence[0], f.start - 40), f.start):
            continue
        if _LATER.search(between) or {f.trend, before.trend} == {"up", "down"}:
            continue
        verb = None if _GAP.fullmatch(between.replace(period.text, "")) else verb_of(doc, f)
        if verb is not None and verb.dep_ in {"relcl", "acl"} and verb.i > before.last and verb.lemma_ in _OWN_TIME:
            continue
        if i - 1 in given or ((is_past(verb) if verb is not None else f.nature in OF_THE_PAST) and told_in_past(doc, before)):
            f.period = period
            given.add(i)


def same_time_of_revision(text: str, sentence: Span, figures: Sequence[Figure]) -> None:
    """Gives what an estimate was before it was revised the time that it is for: "cut its forecast for 2026 to 2.9% from 3.1%".

    Args:
        text: The text.
        sentence: Offsets of the sentence.
        figures: Its figures, with the periods that dates give them.
    """
    for f in figures:
        before = figures[f.earlier] if 0 <= f.earlier < len(figures) else None
        if before is None or before.period is not None or f.period is None:
            continue
        if _REVISED.search(text, max(sentence[0], min(f.start, before.start) - _REVISED_CHARS), min(f.start, before.start)):
            before.period = f.period


def part_of_them(doc: Doc, text: str, sentence: Span, figures: Sequence[Figure], before: Sequence[Figure]) -> None:
    """Gives the figures of a sentence that tells parts of what the one before told the time of that.

    Args:
        doc: Parsed.
        text: The text.
        sentence: Offsets of the sentence.
        figures: Its figures.
        before: Those of the sentence before it in its passage.
    """
    own = {f.period.text: f.period for f in before if f.period is not None and not f.is_earlier}
    period: Period | None = next(iter(own.values())) if len(own) == 1 else None
    if period is None:
        return
    opens = _OF_THOSE.match(text, *sentence) is not None
    for i, f in enumerate(figures):
        if f.period is not None or f.is_earlier or f.kind in _TIMELESS or any(g.period for g in figures[:i]):
            continue
        if (opens or _PART_OF.match(text, f.end)) and (told_in_past(doc, f) or verb_of(doc, f) is None):
            f.period = period
