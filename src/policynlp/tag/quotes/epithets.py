"""What papers call somebody again who was just named: "the former nurse", "the mother of three", "the Labour MP", "the 66-year-old".

Such words are chosen for variety. They introduce nobody, so they mean whoever was spoken of last and may be called so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policynlp.tag.people.roles import GENDERED, PARTIES, UNIQUE_OFFICES, role_head

_AGED = re.compile(r"[Tt]he[ ](?:now[- ])?(?P<age>\d{1,3})-year-old(?:[ ][a-z][a-z-]+){0,3}")
_ONCE = re.compile(
    r"[Tt]he[ ](?:now[ ])?(?:former|retired|erstwhile|one-?time|long-?time|self-taught|ex)[ -](?:[\w&'’.-]+[ ]){0,4}?"
    r"(?P<noun>[a-z][a-z-]+|M[LS]?A|MPP?|TD|MEP)"
)
_PARENT = re.compile(
    r"[Tt]he[ ](?:(?:single|widowed|proud|expectant)[ ])?(?P<noun>(?:grand)?(?:mother|father)|mum|mom|dad)[- ]of[- ]"
    r"(?:an?[ ][\w-]+|\w+(?:[ ](?:children|boys|girls|sons|daughters))?)"
)
_FROM = re.compile(r"[Tt]he[ ](?:[\w'’-]+[ ]){1,3}(?P<noun>woman|man|native)")
_POLITICAL = re.compile(
    r"[Tt]he[ ](?:(?:[A-Z][\w'’.&-]*|\w+-[A-Z]\w+)[ ]){1,3}(?P<noun>M[LS]?A|MPP?|TD|MEP|MLC|[Ss]enator|lawmaker|legislator|congressman|"
    r"congresswoman|politician|backbencher|frontbencher|deputy|representative|leader|councillor|councilman|councilwoman|assemblyman|"
    r"assemblywoman|stalwart|veteran)"
)
_PARTISAN = re.compile(
    r"[Tt]he[ ](?:[A-Z][\w-]+[ ]){0,2}(?P<noun>Democrat|Republican|Conservative|Liberal|Tory|Socialist|Green|Labourite|Nationalist)"
)
_OF_PEOPLE = re.compile(r"[Tt]he[ ][A-Z][\w'’-]+[ ](?P<noun>[a-z][a-z-]+)")
_AGENT = re.compile(r"(?:er|or|ist|ian|ant|ent|man|woman|smith|wright|[a-z]eer|ess|ate|tive|ic|nurse|cop)$")


@dataclass(frozen=True, slots=True)
class Epithet:
    """What an epithet says of somebody.

    Attributes:
        gender: That its noun states, or null.
        age: In years, or null.
        party: All words for the party that it names, or null.
        political: Whether it is said of politicians alone.
    """

    gender: str | None = None
    age: int | None = None
    party: frozenset[str] | None = None
    political: bool = False


def epithet_of(mention: str) -> Epithet | None:
    """What a mention says, if it is an epithet, from "the" to its last noun or "of three"; null for all else.

    Args:
        mention: Its words, without a clause behind them.
    """
    words = mention.split()
    if not words or words[0].lower() != "the":
        return None
    if aged := _AGED.fullmatch(mention):
        return Epithet(gender=GENDERED.get(words[-1].lower()) or _SEX.get(words[-1].lower()), age=int(aged["age"]))
    if parent := _PARENT.fullmatch(mention):
        return Epithet(gender="male" if parent["noun"].lower().endswith(("father", "dad")) else "female")
    if once := _ONCE.fullmatch(mention):
        known = role_head(once["noun"]) is not None or _AGENT.search(once["noun"]) is not None
        return Epithet(gender=GENDERED.get(once["noun"].lower())) if known else None
    if where := _FROM.fullmatch(mention):
        return Epithet(gender=_SEX.get(where["noun"].lower()))
    if _POLITICAL.fullmatch(mention) or _PARTISAN.fullmatch(mention):
        party = next((PARTIES[w.lower()] for w in words if w.lower() in PARTIES), None)
        return Epithet(gender=GENDERED.get(words[-1].lower()), party=party, political=True)
    people = _OF_PEOPLE.fullmatch(mention)
    role = role_head(people["noun"]) if people else None
    return Epithet(gender=GENDERED.get(role)) if role is not None and role not in UNIQUE_OFFICES | _STANDING else None


_STANDING = frozenset({"candidate", "nominee"})
"""Somebody whom all know stands: papers say so without having named him."""
_SEX = {"woman": "female", "girl": "female", "man": "male", "boy": "male"}
