"""Later members of a row, which say of what they are and leave the verb out: "industry by 3.5% and services by 5.1%"."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from policynlp.tag.claims.contrasts import DEGREES, group_behind
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.phrases import core, phrase

_ROW = re.compile(
    r"(?:[ ]\([^()]{1,40}\))?(?:[ ]in[ ](?:19|20)\d\d)?,?[ ](?:(?:and|but|while|or)[ ])?"
    rf"(?P<what>(?:[\w'’-]+[ ]){{1,5}}?)(?P<prep>by|to|for|at)[ ]{DEGREES}[$€£¥]?",
)
"""Between two figures of a row: "by 3.3%, industry by 3.5%"."""
_FOR = re.compile(
    rf",?[ ](?:and|but)[ ](?P<prep>for|among|in)[ ](?P<whose>(?:[\w'’-]+[ ]){{1,4}}?)(?:was[ ]|it[ ]was[ ])?{DEGREES}"
)
_AND = re.compile(rf"(?:[ ](?P<prep>for|among)[ ][^,;.:()\d]{{2,40}}?)(?:,?[ ](?:and|but)[ ]|,[ ]){DEGREES}")
_LEAD_CHARS = 40
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "CCONJ"})


def follow_row(doc: Doc, text: str, f: Figure, before: Figure | None) -> None:
    """Sets measure or scope of a figure that goes on with the row of the one before it.

    Args:
        doc: Parsed.
        text: Its text.
        f: The figure, described by itself.
        before: The figure before it, described, or null.
    """
    if (
        before is None
        or before.sentence != f.sentence
        or before.measure is None
        or f.main >= 0
        or f.is_earlier
        or f.against >= 0
    ):
        return
    bare = f.kind == "count" and f.unit is None and f.head < 0
    if not bare and (f.kind != before.kind or f.unit != before.unit):
        return
    if (row := _ROW.fullmatch(text, before.end, f.start)) is not None and not bare:
        led = (
            re.search(rf"\b{row['prep']}[ ]{DEGREES}[$€£¥]?$", text[max(0, before.start - _LEAD_CHARS) : before.start])
            is not None
        )
        noun = _noun(doc, row.start("what"), row.end("what")) if led else None
        if noun is not None:
            f.measure, f.scope = core(doc, noun), None
            if before.is_change and f.trend == "none":
                f.trend, f.is_change = before.trend, True
    elif (own := _FOR.fullmatch(text, before.end, f.start)) is not None and not bare and before.scope is not None:
        noun = _noun(doc, own.start("whose"), own.end("whose"))
        if noun is not None:
            f.measure, f.share_of, f.scope = before.measure, before.share_of, phrase(doc, noun, f.sentence[1])
    elif (pair := _AND.fullmatch(text, before.end, f.start)) is not None and not bare:
        one, other = group_behind(doc, before), group_behind(doc, f)
        same = one is not None and other is not None and one[0].lower_ == other[0].lower_ == pair["prep"]
        if one is not None and other is not None and same and before.measure.end <= before.start and before.scope is None:
            before.scope = phrase(doc, one[1], before.sentence[1])
        if one is not None and other is not None and same and before.measure.end <= before.start:
            f.measure, f.share_of, f.scope = before.measure, before.share_of, phrase(doc, other[1], f.sentence[1])


def _noun(doc: Doc, start: int, end: int) -> Token | None:
    """The last noun of some words that are a noun phrase and nothing else."""
    span = doc.char_span(start, end - 1, alignment_mode="contract")
    if span is None or not span or any(t.pos_ not in _NOMINAL or t.ent_type_ in {"DATE", "TIME"} for t in span):
        return None
    return span[-1] if span[-1].pos_ in {"NOUN", "PROPN"} and span[-1].ent_type_ not in {"GPE", "LOC", "PERSON"} else None
