"""Shares that say the same by their other part: "37 percent had left" and "63 percent were still living there".

Two shares that add up to the whole agree where their words are about one thing and name its two parts: by a pair of words that
is looked up, or as one of them is denied. Nothing else is said of such a pair.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np

from policynlp.document import Span
from policynlp.link.comparable import POLLED
from policynlp.link.evidence import LEAST_SHARED, places_meet, similarity
from policynlp.link.likeness import LEAST_SUBJECT, likeness, scaled
from policynlp.link.oppositions import Marks, marks, opposed
from policynlp.link.pairs import blocks_of, limits, may_meet
from policynlp.link.periods import meet, natures_differ, period_relation
from policynlp.link.scopes import relation
from policynlp.link.statements import Statement
from policynlp.link.verdicts import Verdict, both
from policynlp.link.words import FRAMES, mass, terms

LEAST_NAMED = 0.48
"""Least likeness of two shares whose words name the two parts; of dossiers of our own, as the other."""
LEAST_DENIED = 0.6
"""The same where one of them is denied."""
LEAST_DENIED_WORDS = 0.5
"""And least similarity of what both measure."""
_TAKEN_OF = re.compile(
    r"\s+of\s+(?:the\s+|all\s+|its\s+|their\s+|these\s+|this\s+)?(?P<base>(?:[\w'’-]+\s+){0,3}?"
    r"(?:[\w'’-]+s|men|women|people|children|adults|population|area|land|grain|rice|wheat|paddy|stock|total|crop|harvest|output|them|those|it)\b"
    r"(?:\s+(?:aged|under|over|above|below|between)\s+(?:[a-z]+\s+){0,2}\d+)?)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_TOLERANCE = 0.03
_HALF = 0.04
"""A share so near a half says hardly which part it is of."""
_DENIED, _BASE = "denied", "of"
_NO = re.compile(
    r"\b(?:no|not|never|none|nobody|without|lack(?:s|ed|ing)?|neither|cannot|hardly any)\b(?! (?:only|more|fewer|less|later|least)\b)|"
    r"n['’]t\b|\bun(?:paid|filled|sold|used|insured|vaccinated|treated|connected|certified|registered|touched|served|tested)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern[str], Mapping[str, tuple[tuple[str, int], ...]]]:
    read = tomllib.loads(files("policynlp.link").joinpath("data", "complements.toml").read_text(encoding="utf-8"))
    sides: dict[str, list[tuple[str, int]]] = {}
    for name, members in read["parts"].items():
        for side, words in enumerate(members):
            for word in words:
                sides.setdefault(word, []).append((name, side))
    longest_first = sorted(sides, key=lambda w: (-len(w), w))
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE), {
        k: tuple(v) for k, v in sides.items()
    }


def base_of(text: str, start: int, end: int) -> Span | None:
    """What a share that ends at `start` is taken of: "of men", "of the tenants under 25"; null where none is told before `end`."""
    found = _TAKEN_OF.match(text, start, end)
    return found.span("base") if found is not None else None


def parts_of(text: str, base: str = "") -> Marks:
    """The parts of wholes that a stretch of text names, whether it denies something, and what the share is taken of.

    Args:
        text: The words around a share, without what it is taken of: "42 percent of men" is no share that is men.
        base: What it is taken of.
    """
    pattern, sides = _table()
    out: dict[str, dict[int, str]] = {}
    for match in pattern.finditer(text):
        for group, side in sides[match[1].lower()]:
            out.setdefault(group, {}).setdefault(side, match[0].lower())
    if denied := _NO.search(text):
        out[_DENIED] = {1: denied[0].lower()}
    if base:
        out[_BASE] = {0: base.lower()}
    return out


def pairs_of_parts(new: Sequence[Statement], known: Sequence[Statement] | None) -> Iterator[tuple[int, int]]:
    """Pairs of shares that add up to about one, as index in new and in known, or in new, each once.

    Args:
        new: Shares, those of a document side by side (`pairs.together`).
        known: Others; None: pairs among the new.
    """
    others = new if known is None else known
    left, right = (np.asarray([s.figure.value for s in side], dtype=np.float64) for side in (new, others))
    most = limits(new, known)
    for block, width in blocks_of(most):
        near = np.abs(left[block][:, None] + right[:width][None, :] - 1.0) <= _TOLERANCE
        near &= np.arange(width) < most[block][:, None]
        for row, column in zip(*(x.tolist() for x in np.nonzero(near)), strict=True):
            if may_meet(new[block.start + row].party, others[column].party):
                yield block.start + row, column


def compare_parts(a: Statement, b: Statement) -> Verdict | None:
    """Whether two shares that add up to about one are the two parts of one whole.

    Args:
        a: The later one.
        b: The earlier one.
    """
    if (a.said | b.said) & POLLED:
        return None  # polls are full of shares that add up to one by chance
    if not _is_part(a) or not _is_part(b) or a.vector is None or b.vector is None or not places_meet(a, b):
        return None
    if float(a.subject @ b.subject) < LEAST_SUBJECT or natures_differ(a, b):
        return None
    if not a.figure.low + b.figure.low <= 1.0 <= a.figure.high + b.figure.high:
        return None
    if (period_relation(a, b) == "other" and not meet(a, b)) or relation(a.scope, b.scope) in {"wider", "narrower", "other"}:
        return None
    named = any(not a.parts[g].keys() & b.parts[g].keys() for g in a.parts.keys() & b.parts.keys() - {_DENIED, _BASE})
    denied = (_DENIED in a.parts) != (_DENIED in b.parts)
    if named == denied:
        return None  # neither, or "not paid" beside "waiting"
    if not _of_one_whole(a, b) or (
        denied and mass(((a.said & b.said) - _base_terms(a) - _base_terms(b)) - FRAMES) < LEAST_SHARED
    ):
        return None
    score = likeness(a, b)
    if score < (LEAST_NAMED if named else LEAST_DENIED) or (denied and similarity(a, b) < LEAST_DENIED_WORDS):
        return None
    exact = a.figure.is_exact and b.figure.is_exact and min(a.figure.digits, b.figure.digits) > 0
    reason = f"Two parts that add up to the whole: {both(a, b)}."
    return Verdict("agrees" if exact else "compatible", None, reason, scaled(score))


def _base_terms(s: Statement) -> frozenset[str]:
    return frozenset(terms(s.parts.get(_BASE, {}).get(0, "")))


def _of_one_whole(a: Statement, b: Statement) -> bool:
    """Whether what the shares are taken of may be one thing: no other word of a pair, no other number."""
    first, second = (s.parts.get(_BASE, {}).get(0, "") for s in (a, b))
    if not (first and second and _base_terms(a) and _base_terms(b)):
        return True  # "of them" may be anybody
    apart = opposed(marks(first), marks(second)) is not None or _NUMBER.findall(first) != _NUMBER.findall(second)
    return not apart and bool(_base_terms(a) & _base_terms(b))


def _is_part(s: Statement) -> bool:
    told = s.change == "none" and not s.earlier and not s.figure.open_up and not s.figure.open_down
    return told and 0 < s.figure.value < 1 and abs(s.figure.value - 0.5) > _HALF
