"""People whom the text calls by another name as well: "Robert C. "Bobby" Scott", "Mrs Chinyere Okonkwo, popularly known as Mama Emeka"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from policynlp.tags import Entity

NICKNAME = re.compile(r"""\s["“'‘][^"”'’]{1,30}["”'’]\s""")
_CALLED = re.compile(
    r"(?:,?[ ](?:who[ ]is[ ])?(?:(?:also|popularly|better|widely|commonly|locally|affectionately|simply|otherwise|fondly|best|still)[ ])?"
    r"known(?:[ ](?:to|by|in|on|among)[ ][^,.;:\n]{1,50}?)?[ ](?:(?:simply|only|just)[ ])?as|,[ ](?:nicknamed|also[ ]called)|"
    r",?[ ](?:aka|a\.k\.a\.|alias))[ ][\"“'‘]?",
    re.IGNORECASE,
)
_REALLY = re.compile(r"[\"”'’]?,[ ]whose[ ](?:real|full|given|birth|legal|true)[ ]name[ ](?:is|was)[ ][\"“'‘]?", re.IGNORECASE)


def by_nickname(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, people with the fullest name that the text gives to them.

    Args:
        text: The text.
        entities: Of it, in order.
    """
    entities = [replace(e, name=NICKNAME.sub(" ", e.name)) if e.label == "PERSON" else e for e in entities]
    full = _within_names(text, entities) | _called_otherwise(text, entities)
    return [replace(e, name=full[e.name]) if e.name in full and e.label == "PERSON" else e for e in entities]


def _within_names(text: str, entities: Sequence[Entity]) -> dict[str, str]:
    """`Bobby Scott` is `Robert C. Scott` where the document prints `Robert C. "Bobby" Scott`."""
    full: dict[str, str] = {}
    for e in entities:
        nickname = NICKNAME.search(text, e.start, e.end) if e.label == "PERSON" else None
        if nickname is not None:
            full[f"{nickname[0].strip()[1:-1]} {text[nickname.end() : e.end]}"] = e.name
    return full


def _called_otherwise(text: str, entities: Sequence[Entity]) -> dict[str, str]:
    """Names that the text says to be another one of somebody, each with the name in full."""
    full: dict[str, str] = {}
    for first, second in pairwise(e for e in entities if e.label == "PERSON"):
        if _CALLED.fullmatch(text, first.end, second.start):
            full[second.name] = first.name
        elif _REALLY.fullmatch(text, first.end, second.start):
            full[first.name] = second.name
    return {short: name for short, name in full.items() if short != name and name not in full}
