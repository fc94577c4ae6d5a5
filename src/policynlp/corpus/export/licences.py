"""How much of a text may go out: by the licence that its source states, unless the person who exports decides otherwise."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

TextPolicy = Literal["full", "snippet", "none"]
"""`full`: all of it. `snippet`: an annotation's own words and its sentence, cut to a number of words. `none`: offsets only."""
TextMode = Literal["licence", "full", "snippet", "none"]
"""What an export is asked for: `licence` means that each text goes by its own."""

TEXT_MODES: tuple[str, ...] = get_args(TextMode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """A licence, and what it says of passing on copies.

    Attributes:
        name: For people.
        spdx: Identifier of the SPDX list, of the version that is stated; null where there is none.
        url: Its text.
        text: What an export repeats of a text under it.
        conditions: What whoever passes it on has to keep to: `attribution`, `non-commercial`, `same licence`, `no changes`.
        matches: Ways to state it.
    """

    name: str
    spdx: str | None
    url: str
    text: TextPolicy
    conditions: tuple[str, ...]
    matches: re.Pattern[str]


@cache
def known_licences() -> tuple[Licence, ...]:
    """The table, in the order in which a statement is compared with it."""
    data = tomllib.loads(files("policynlp.data").joinpath("licences.toml").read_text(encoding="utf-8"))
    return tuple(
        Licence(
            name=entry["name"],
            spdx=entry.get("spdx"),
            url=entry["url"],
            text=entry["text"],
            conditions=tuple(entry.get("conditions", ())),
            matches=re.compile("|".join(entry["matches"])),
        )
        for entry in data["licence"]
    )


_VERSION = re.compile(r"(?<![\d.])[1-4]\.[05](?![\d.])")
_RESERVED = re.compile(r"\ball rights reserved\b|\bno (part|reproduction)\b|\bnot? (be )?(licen[cs]ed|reproduced)\b")


@cache
def licence_of(statement: str | None) -> Licence | None:
    """The licence that a statement names, or None where it names none that is known, or reserves all rights.

    Args:
        statement: An SPDX identifier, a name, or an address, as a source gives it.
    """
    if statement is None:
        return None
    plain = " ".join(statement.lower().split())
    if _RESERVED.search(plain):
        return None
    found = next((licence for licence in known_licences() if licence.matches.search(plain)), None)
    return replace(found, spdx=_with_version(found.spdx, plain)) if found and found.spdx else found


def _with_version(spdx: str, statement: str) -> str | None:
    """The identifier for the version that is stated: `CC BY 3.0` is no CC-BY-4.0, and `CC BY` alone is neither."""
    family, _, newest = spdx.rpartition("-")
    if not _VERSION.fullmatch(newest):
        return spdx
    stated = _VERSION.search(statement)
    if stated:
        return f"{family}-{stated[0]}"
    return spdx if newest == "1.0" else None  # of which there is one version only


def text_policy(statement: str | None, *, mode: TextMode = "licence") -> TextPolicy:
    """How much of a text an export repeats.

    Args:
        statement: The licence as the source states it; unknown, reserved and missing ones allow a snippet.
        mode: What the export was asked for; a licence is never asked where it says `full`, `snippet` or `none`.
    """
    if mode != "licence":
        return mode
    licence = licence_of(statement)
    return licence.text if licence else "snippet"
