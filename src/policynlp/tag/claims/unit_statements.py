"""Words that say in what the figures of a table or a report are, and are no figures: "(in millions of euros, unless otherwise stated)"."""

# ruff: noqa: E501 (patterns are read by the line)
from __future__ import annotations

import re

from policynlp.tag.claims.figure import Figure

_LEADS = re.compile(
    r"(?:[(\[|][ ]?|(?:^|\n)[ ]*|,[ ])in[ ](?:[A-Za-z]{2,3}[ ])?$|"
    r"\b(?:amounts|figures|values|sums|numbers|data|prices)[ ](?:(?:are|is|was|were)[ ])?(?:(?:all|stated|expressed|shown|given|reported|quoted|presented)[ ])?in[ ](?:[A-Za-z]{2,3}[ ])?$",
    re.IGNORECASE,
)
_MONEY_LEADS = re.compile(r"(?:[(\[|][ ]?|,[ ]|\bin[ ])$", re.IGNORECASE)
_ENDS = re.compile(
    r"(?:[ ](?:of[ ])?(?:(?!and\b|or\b|for\b|to\b)[\w$€£.'’/-]{1,14}[ ]?){0,4})?(?:[)\]|]|,?[ ](?:unless|except)\b|,[ ](?:at|\d{4})|\.?[ ]*(?:$|\n))"
)
_BEFORE_CHARS = 60
_BEHIND_CHARS = 80


def states_the_unit(text: str, f: Figure, start: int, end: int) -> bool:
    """Whether "millions of euros" says in what other figures are.

    "The figures run in the millions of euros" and "a loss in millions of dollars" tell of something.

    Args:
        text: The document's text.
        f: A figure.
        start: Where its passage starts.
        end: Where that ends.
    """
    if f.number.form != "vague":
        return False
    left = text[max(start, f.start - _BEFORE_CHARS) : f.start]
    led = _LEADS.search(left) or (f.kind == "money" and f.start < f.number.start and _MONEY_LEADS.search(left))
    return bool(led) and _ENDS.match(text[f.number.end : min(end, f.number.end + _BEHIND_CHARS)]) is not None
