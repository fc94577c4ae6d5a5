"""What papers call somebody again who was just named: "the former nurse", "the mother of three", "the Labour MP", "the 66-year-old".

Such words are chosen for variety. They introduce nobody, so they mean whoever was spoken of last and may be called so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policynlp.tag.people.roles import GENDERED, PARTIES, UNIQUE_OFFICES, role_head
from policynlp.tag.quotes.source_nouns import INSTITUTIONS

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
_OF_PEOPLE = re.compile(r"[Tt]he[ ](?P<people>[A-Z][\w'’-]+)[ ](?P<noun>elder|chief|chieftain)")
_MACHINES = frozenset(
    "crane machine forklift lift radio boiler plant telephone winch camera drone tractor bulldozer loom press signal sewing".split()  # noqa: SIM905
)
"""What people operate; other operators are firms."""
_AGENT = re.compile(r"[a-z]{3}(?:er|or|ist|ian|eer|man|woman)$")


@dataclass(frozen=True, slots=True)
class Epithet:
    """What an epithet says of somebody.

    Attributes:
        gender: That its noun states, or null.
        age: In years, or null.
        party: All words for the party that it names, or null.
        political: Whether it is said of politicians alone.
        words: Its capital words, in small letters: a party, a people, a seat.
        new: A noun that means somebody else where somebody without a name was called so before, or null.
    """

    gender: str | None = None
    age: int | None = None
    party: frozenset[str] | None = None
    political: bool = False
    words: frozenset[str] = frozenset()
    new: str | None = None


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
        noun = parent["noun"].lower()
        return Epithet(gender="male" if noun.endswith(("father", "dad")) else "female", new=noun)
    if once := _ONCE.fullmatch(mention):
        role = role_head(once["noun"])
        machine = len(words) > 2 and words[-2].lower() in _MACHINES
        if (role is None and _AGENT.search(once["noun"]) is None) or (once["noun"] in INSTITUTIONS and not machine):
            return None
        return Epithet(gender=GENDERED.get(once["noun"].lower()), political=role in UNIQUE_OFFICES)
    if where := _FROM.fullmatch(mention):
        noun = where["noun"].lower()
        return Epithet(gender=_SEX.get(noun), new=noun, words=_capitals(words))
    if _POLITICAL.fullmatch(mention) or _PARTISAN.fullmatch(mention):
        party = next((PARTIES[w.lower()] for w in words if w.lower() in PARTIES), None)
        return Epithet(gender=GENDERED.get(words[-1].lower()), party=party, political=True, words=_capitals(words))
    people = _OF_PEOPLE.fullmatch(mention)
    return Epithet(words=_capitals(words)) if people is not None else None


def _capitals(words: list[str]) -> frozenset[str]:
    """Capital words behind the article, in small letters."""
    return frozenset(w.lower() for w in words[1:] if w[0].isupper())


_SEX = {"woman": "female", "girl": "female", "man": "male", "boy": "male"}
