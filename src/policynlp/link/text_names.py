"""The proper names of a text, by which two texts are of one matter or of two.

"The province", "the poor" and "the ministry" are in papers of every country. What differs in two texts that have no name in common is of
two provinces more often than it is a contradiction.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from policynlp.document import Document
from policynlp.link.mentions import KINDS, name_stems
from policynlp.link.statements import Statement
from policynlp.link.words import terms, weight
from policynlp.tag.dates_words import MONTHS
from policynlp.tag.entities.place_names import countries
from policynlp.tags import Entity

LEAST_NAMES = 3
"""Names of a text from which on it says something that another one has none of them. In 6,000 pairs of texts on like subjects from
different dossiers of our own, 28 differences are told without asking for a name in common and 5 with it; in pairs of one dossier 214 and
204, and three of the ten are none for a reader."""
_MOST_NAMES = 200
_RARE = 0.999
"""Weight of words that no other text of a large collection has (`words.weight`)."""
_COUNTRY = "="
"""Before the code of a country."""
_WORD = re.compile(r"(?<!\w)[^\W\d_]{3,}")
_NATIONAL = "national"


def text_names(document: Document, entities: Iterable[Entity]) -> frozenset[str]:
    """Stems of the words of a text that are written with a capital only and are rare, and the countries of its places.

    Args:
        document: The text; who published it is none of its names.
        entities: Its entities.

    Returns:
        The most frequent ones; countries as "=CN".
    """
    words = _WORD.findall(document.text)
    plain = {w for w in words if w.islower()} | {w.lower() for w in _WORD.findall(document.source.publisher or "")}
    counts = Counter(f"{_COUNTRY}{e.country}" for e in entities if e.country)
    for word, count in Counter(words).items():
        named = word[0].isupper() and not word.isupper()  # "RMB", "OECD" are in texts of all kinds
        if named and word.lower() not in plain and _is_rare(word.lower()):
            for stem in name_stems([word]):
                counts[stem] += count
    ranked = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return frozenset(name for name, _ in ranked[:_MOST_NAMES] if name not in KINDS)


@lru_cache(maxsize=100_000)
def _is_rare(word: str) -> bool:
    known = list(terms(word))
    return word not in MONTHS and bool(known) and max(map(weight, known)) >= _RARE


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """Stems of the words of names of countries."""
    return frozenset(stem for name in countries() for stem in name_stems(w.capitalize() for w in name.split()))


def of_one_matter(a: Statement, b: Statement) -> bool:
    """Whether the texts of two statements may tell of one place or body.

    They do where they have a name in common; where that is a country alone, both statements have to be of the country. A text of hardly
    any name may be of any matter.
    """
    if min(len(a.text_names), len(b.text_names)) < LEAST_NAMES:
        return True
    shared = a.text_names & b.text_names
    if any(not name.startswith(_COUNTRY) and name not in _countries() for name in shared):
        return True
    return bool(shared) and _is_national(a) and _is_national(b)


def _is_national(statement: Statement) -> bool:
    return _NATIONAL in statement.levels or not _countries().isdisjoint(statement.names | statement.near)
