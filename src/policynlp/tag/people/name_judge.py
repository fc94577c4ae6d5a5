"""Whether names that models and rules take for people's are, weighed by a regression over all that a text shows of each (`name_cases`).

Its weights lie in `models/names`, whose card says what they were trained on and how often they are right; `policynlp train names` trains
them. It judges after all rules that find people: what they know is among its features.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from policynlp.errors import ModelError
from policynlp.tag.collecting import Collector
from policynlp.tag.entities.office_holders import holders
from policynlp.tag.entities.person_evidence import is_apposed
from policynlp.tag.entities.tokens import Mention, Tokens
from policynlp.tag.models import models_dir, read_manifest, read_verified
from policynlp.tag.people.name_cases import FEATURES, name_cases, was_read

KIND = "names"
WEIGHTS = "weights.json"
CLASSES = ("person", "place", "body", "other")
LEAST_PERSON = 0.3
"""Share below which a name is no person's: of 100 names that it takes from people, 93 are none (models/names/README.md)."""
_SURE, _LEAST_OF_KNOWN = 0.5, 0.1
"""Shares from which a name is surely a person's, and from which its last words, printed alone, are that person's, too."""
_LABELS = {"place": "GPE", "body": "ORG"}
_FURTHEST = 4.0
"""Of a feature from its centre, in deviations."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judge:
    """A multinomial logistic regression.

    Attributes:
        centre, spread: Of each feature, `(features,)`.
        weights: Of the features in deviations, `(classes, features)`.
        offset: `(classes,)`.
    """

    centre: Floats
    spread: Floats
    weights: Floats
    offset: Floats

    def shares(self, values: Sequence[Sequence[float]]) -> Floats:
        """How likely each name is of each class, `(names, classes)`; a row adds up to 1."""
        scores = scaled(np.asarray(values, dtype=np.float64), self.centre, self.spread) @ self.weights.T + self.offset
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Floats = powers / powers.sum(axis=1, keepdims=True)
        return shares

    def as_json(self) -> dict[str, Any]:
        """In the form in which its file keeps it."""
        parts = {"centre": self.centre, "spread": self.spread, "weights": self.weights, "offset": self.offset}
        return {"features": FEATURES, "classes": CLASSES} | {name: np.round(part, 4).tolist() for name, part in parts.items()}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Judge:
        """What `as_json` gave.

        Raises:
            ValueError: It is of other features or classes.
        """
        if tuple(kept["features"]) != FEATURES or tuple(kept["classes"]) != CLASSES:
            raise ValueError(f"features {sorted(set(kept['features']) ^ set(FEATURES))}")
        return cls(*(np.array(kept[name], dtype=np.float64) for name in ("centre", "spread", "weights", "offset")))


def scaled(values: Floats, centre: Floats, spread: Floats) -> Floats:
    """Features as the regression reads them, none further from its centre than is common."""
    near: Floats = np.clip((values - centre) / spread, -_FURTHEST, _FURTHEST)
    return near


def verdict(shares: Floats) -> str:
    """The class of one name by its shares: a person, unless that is unlikely."""
    return CLASSES[0] if shares[0] >= LEAST_PERSON else CLASSES[1 + int(shares[1:].argmax())]


def judged(tokens: Tokens, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of a document, those that are no people's under another label or left out; the very same objects elsewhere.

    Nothing is judged where no encoder has read the document for names: what it saw says most.

    Args:
        tokens: The document.
        mentions: All of its entities, in order, not overlapping.
    """
    cases = name_cases(tokens, mentions) if was_read(tokens) else []
    if meeting.met is not None:
        meeting.met.extend(MetName(case.words, case.values) for case in cases)
        return list(mentions)
    if not cases:
        return list(mentions)
    out: list[Mention | None] = list(mentions)
    all_shares = load_judge().shares([c.values for c in cases])
    held = {(start, end) for _, start, end in holders(tokens)}
    known = {form for c, shares in zip(cases, all_shares, strict=True) if shares[0] >= _SURE for form in _last_words(c.words)}
    for case, shares in zip(cases, all_shares, strict=True):
        own = [mentions[n] for n in case.at]
        shown = any((m.start, m.end) in held or is_apposed(tokens, m) for m in own)
        found = CLASSES[0] if shown else verdict(shares)
        short = case.words.lower() in known and shares[0] >= _LEAST_OF_KNOWN  # "de la Cruz", of María de la Cruz
        for n in case.at if found != CLASSES[0] and not short else ():
            m, label = mentions[n], _LABELS.get(found)
            out[n] = Mention(m.start, m.end, label, "rule", round(1.0 - float(shares[0]), 4)) if label else None
    return [m for m in out if m is not None]


def _last_words(words: str) -> list[str]:
    parts = words.lower().split()
    return [" ".join(parts[k:]) for k in range(1, len(parts))]


class MetName(NamedTuple):
    """A name that was met: as printed, and what is known of it."""

    words: str
    values: tuple[float, ...]


meeting: Collector[MetName] = Collector("met")
"""Collects the names of whatever is tagged meanwhile; nothing is judged then."""


def load_judge(folder: Path | None = None) -> Judge:
    """The judge of a folder; default: the one that came with this version.

    Raises:
        ModelError: A file is missing, was changed, or is of another version of the program.
    """
    return _loaded(folder or models_dir() / KIND)


@lru_cache(maxsize=2)
def _loaded(folder: Path) -> Judge:
    data = read_verified(folder, WEIGHTS, read_manifest(folder, kind=KIND))
    try:
        return Judge.from_json(json.loads(data))
    except (KeyError, ValueError, TypeError) as error:
        hint = "Train it anew with this version: policynlp train names."
        raise ModelError(f"the weights are of other features: {error}", where=str(folder / WEIGHTS), hint=hint) from error
