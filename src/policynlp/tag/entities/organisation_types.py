"""What kind of body an organisation is, by its own name: a listed name, or words that only one kind of body bears.

Precision first: "Eurasia Group" or "Northern Alliance" says nothing for sure and gets null.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby

from policynlp.tag.entities.place_names import DEMONYMS, countries

TYPES = frozenset(
    "government central_bank legislature court military police party igo university research think_tank company media ngo union "
    "association".split()
)
"""All values of `subtype` for an ORG."""

_BARE = frozenset(
    "bank group council committee commission agency ministry court army party union school college company".split()
)
"""Heads that alone, with no word before or after, name no body in particular."""
_MAX_CHARS = 200


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Neighbouring lines of one kind as one expression."""
    text = files("policynlp.tag.entities").joinpath("data", "organisation_patterns.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        (kind, re.compile("|".join(f"(?:{row[1]})" for row in group))) for kind, group in groupby(rows, key=lambda row: row[0])
    )


@cache
def _listed() -> Mapping[str, str]:
    text = files("policynlp.tag.entities").joinpath("data", "organisation_names.toml").read_text(encoding="utf-8")
    return {name: kind for kind, names in tomllib.loads(text).items() for name in names}


@cache
def _national() -> frozenset[str]:
    """What stands before the name of a state's body: nationalities and countries."""
    return frozenset(DEMONYMS) | frozenset(countries())


def organisation_type(name: str) -> str | None:
    """The kind of body, one of `TYPES`, or null where its name does not say for sure.

    Args:
        name: As printed.
    """
    if len(name) > _MAX_CHARS:
        return None
    plain = " ".join(name.lower().replace("’", "'").split()).removeprefix("the ").removesuffix("'s").strip()
    found = _listed().get(plain)
    if found is not None:
        return found
    short = _without_nation(plain)
    if short != plain:
        found = _listed().get(short)
        if found is not None and found in {"legislature", "court", "military", "police", "government", "central_bank", "party"}:
            return found
    if plain in _BARE:
        return None
    return next(
        (kind for kind, pattern in _patterns() if pattern.search(plain) or (short != plain and pattern.search(short))), None
    )


def _without_nation(plain: str) -> str:
    """`french parliament` and `parliament of france` without the country."""
    words = plain.split(" ")
    known = _national()
    for k in (2, 1):
        if len(words) > k and " ".join(words[:k]).removesuffix("'s") in known:
            return " ".join(words[k:])
    head, of, place = plain.rpartition(" of ")
    return head if of and place.removeprefix("the ") in known else plain


def policy_type(name: str) -> str | None:
    """The kind of a named policy by its head noun: law, treaty, plan, programme or paper; null where none is there.

    Args:
        name: As printed.
    """
    words = [w.strip(",.()\"'“”’") for w in name.lower().split()][:_MAX_WORDS]
    if "of" in words[1:] or "on" in words[1:] or "for" in words[1:]:
        for k, word in enumerate(words[1:], 1):
            if word in {"of", "on", "for"} and words[k - 1] in _HEADS:
                return _HEADS[words[k - 1]]
    return next((_HEADS[w] for w in reversed(words) if w in _HEADS), None)


_MAX_WORDS = 24
_HEADS: Mapping[str, str] = {
    word: kind
    for kind, words in {
        "law": "act acts law laws regulation regulations directive bill code ordinance decree constitution amendment order rules",
        "treaty": "treaty convention protocol agreement accord accords pact covenant compact charter",
        "plan": "plan plans strategy strategies roadmap agenda blueprint vision outline framework guidelines goals policy",
        "programme": "programme programmes program programs scheme initiative partnership mechanism project",
        "paper": "paper",
    }.items()
    for word in words.split()
}
