"""The whole that a figure is a part of, in the forms that need a reading of their own."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from policynlp.tag.claims.figure import Figure
from policynlp.tag.claims.phrases import core, phrase, token_span
from policynlp.tags import TextSpan

_ONE_IN = re.compile(
    r"\w+[ ](?P<what>(?!of\b|in\b|out\b)[a-z-]+(?:[ ](?!of\b|in\b|out\b)[a-z-]+){0,2})[ ](?:in|out of)[ ]\w+", re.IGNORECASE
)
_THERE_TOO = re.compile(
    r"(?:[ ][^,;.:()\d]{1,50})?(?:,[ ](?:and[ ]|but[ ])?|[ ](?:and|but)[ ])in[ ][A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+){0,3}"
    r"[ ](?:only[ ]|just[ ]|about[ ])?"
)
_THERE_ENDS = re.compile(r"\s*(?:[.,;:!?)”\"]|$|[ ](?:and|but)[ ]in[ ])")
"""Behind such a figure, which has no verb of its own: "in Leeds 12 percent have no job" is of something else."""
_SIDES = re.compile(r"[ ](?:were |was |are )?(?:against|opposed|undecided|unsure|disapprov\w+|in favou?r|said no|said yes)\b")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_DETERMINERS = frozenset({"the", "its", "their"})


def one_in(text: str, f: Figure) -> TextSpan | None:
    """Who or what a ratio is of that names it: "retiree" in "one retiree in five"."""
    found = _ONE_IN.match(text, f.start, f.end) if f.unit == "fraction" else None
    return TextSpan(start=found.start("what"), end=found.end("what"), text=found["what"]) if found else None


def answers_too(text: str, f: Figure) -> bool:
    """Whether a figure is another answer of a poll: "58 percent of voters backed it, with 31 percent against"."""
    return f.kind == "percent" and _SIDES.match(text, f.end) is not None


def there_too(text: str, f: Figure, before: Figure) -> bool:
    """As in "In Vorarlberg it was 27 percent, in Carinthia 14 percent": the same thing in another place, without a verb."""
    return _THERE_TOO.fullmatch(text, before.end, f.start) is not None and _THERE_ENDS.match(text, f.end) is not None


def half_the(doc: Doc, f: Figure, after: int, limit: int) -> bool:
    """As in "half the emergency minimum": the whole right behind a fraction; sets measure and share_of.

    Args:
        doc: Parsed.
        f: The figure.
        after: The token behind it.
        limit: One past the last token of its sentence.
    """
    if f.unit != "fraction" or not f.value < 1 or after + 1 >= limit or doc[after].lower_ not in _DETERMINERS:
        return False
    noun = doc[after].head
    if not after < noun.i < limit or noun.pos_ != "NOUN" or doc[after].dep_ not in {"det", "poss"}:
        return False
    f.share_of, f.measure = token_span(doc, after, noun.i + 1), core(doc, noun)
    return True


def told_elsewhere(doc: Doc, f: Figure, of: Token, limit: int) -> bool:
    """Whether a clause or a relative pronoun is the whole; sets measure and share_of where that is a noun.

    Args:
        doc: Parsed.
        f: The figure.
        of: The "of" behind it.
        limit: One past the last token of its sentence.
    """
    noun = next((c for c in of.children if c.dep_ == "pobj"), None)
    if noun is None:
        return any(c.dep_ == "pcomp" for c in of.children)  # "a tenth of what the states may be asked to give up"
    if noun.lower_ not in {"which", "whom"}:
        return False
    clause = next((t for t in (noun, *noun.ancestors) if t.dep_ == "relcl"), None)
    if clause is not None and clause.head.pos_ in _NOMINAL:  # "6.5 million farms, two thirds of which are small"
        f.share_of, f.measure = phrase(doc, clause.head, limit), core(doc, clause.head)
    return True
