"""What a stretch of time or an age is of: "three years of drought", "a four-day strike", "Ana, 34, walks"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from policynlp.tag.claims.direction import anchor
from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.governors import token_after
from policynlp.tag.claims.phrases import core, token_span
from policynlp.tags import TextSpan

_COMMA_AND_NAME = 2
_HEDGED = r"(?:(?:about|around|nearly|almost|some|just|under|over|only|now|still|more than|less than) )*"
_MEAN_AGE = re.compile(
    rf"\b(?P<words>(?:mean|average|median) age)\b(?: (?:of|is|was|at|stands at|stood at|rose to|fell to)| \w+ (?:is|was))? {_HEDGED}$",
    re.IGNORECASE,
)
_ON_AVERAGE = re.compile(rf"\W*(?P<words>On average),? (?:[\w’']+ ){{1,4}}?(?:are|is|were|was) {_HEDGED}$")
_ON_AVERAGE_BEHIND = re.compile(r" (?P<words>on average)\b")
_BESIDE_CHARS = 40
_MODIFIERS = frozenset({"amod", "nummod", "compound", "nmod", "npadvmod"})
_ADJUNCT = re.compile(
    r"\b(?:over|in|during|for|after|since|every|until|aged?)[ ]"
    r"(?:(?:the|a|an|about|around|nearly|almost|some|only|just|past|last|next|more|than|at|least|another|of|between|from)[ ])*$",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"[ ]\w+(?:[ ]\w+){0,4}[ ](?:within|in (?:less|under)(?: than)?)[ ](?:the (?:first[ ])?)?$|^[ ]within[ ]$", re.IGNORECASE
)
_FROM_A_DAY = re.compile(r"[ ](?:into|after|before|later|earlier|ago|since|from[ ]now)\b")


def tells_when(text: str, f: Figure, start: int) -> bool:
    """Whether a stretch of time tells when or how long something went on, so that no subject is measured by it.

    Args:
        text: The text.
        f: A duration or an age.
        start: Offset of its sentence.
    """
    return _FROM_A_DAY.match(text, f.end) is not None or _ADJUNCT.search(text, max(start, f.start - 40), f.start) is not None


def next_of_its_own(text: str, figures: Sequence[Figure], i: int) -> int:
    """The next figure that a date behind may belong to alone: a time within which something is done is of the figure before.

    As in "six in ten patients had left within four hours during 2024".
    """
    behind = i + 1
    while (
        behind < len(figures)
        and figures[behind].kind == "duration"
        and _WITHIN.search(text, figures[i].end, figures[behind].start)
    ):
        behind += 1
    return behind


def timed(doc: Doc, f: Figure, limit: int) -> None:
    """Sets the measure of a stretch of time to what is behind its "of", or to what it qualifies: "a four-day strike"."""
    _followed(doc, f, limit)
    if f.measure is not None or f.kind != "duration":
        return
    token = anchor(doc, f)
    head = token.head
    if (
        token.dep_ in _MODIFIERS
        and f.last < head.i < limit
        and head.pos_ == "NOUN"
        and head.idx >= f.end
        and not head.ent_type_
        and not any(
            t.pos_ in {"NOUN", "PROPN"} and t.idx >= f.end for t in doc[f.last + 1 : head.i]
        )  # "the ten-year bond yield"
    ):
        f.measure = core(doc, head, f.end)


def _followed(doc: Doc, f: Figure, limit: int) -> None:
    after = token_after(doc, f)
    if after < limit and doc[after].lower_ == "of":
        for child in doc[after].children:
            if child.dep_ in {"pobj", "pcomp"} and child.i < limit:
                f.measure = token_span(doc, after + 1, min(limit, child.right_edge.i + 1, after + 6))
                return


def whose_age(doc: Doc, f: Figure) -> None:
    """As in "Rahima Khatun, 34, walks", "Rahima Khatun (34)": whoever stands in front of the comma or bracket."""
    if f.first < _COMMA_AND_NAME or doc[f.first - 1].text not in {",", "("}:
        return
    name = doc[f.first - 2]
    if name.ent_type_ == "PERSON" or name.pos_ == "NOUN":
        f.scope = core(doc, name)


def mean_age(doc: Doc, text: str, f: Figure) -> None:
    """As in "a fleet with a mean age of 24.6 years", "On average they are nearly 25 years old": the words that say that it is a mean."""
    if f.kind != "age" or f.measure is not None or f.scope is not None:
        return
    first = doc[f.sentence[0]].idx
    found = _MEAN_AGE.search(text, max(first, f.start - _BESIDE_CHARS), f.start) or _ON_AVERAGE.match(text, first, f.start)
    found = found or _ON_AVERAGE_BEHIND.match(text, f.end)
    if found is not None:
        start, end = found.span("words")
        f.measure = TextSpan(start=start, end=end, text=found["words"])
