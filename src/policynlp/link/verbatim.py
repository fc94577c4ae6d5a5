"""Runs of words that two sentences have in common."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from hashlib import blake2b

LEAST_RUN_WORDS = 7
"""Shorter runs are phrases of the trade ("the high-quality development of the region") rather than quotations of a text."""
_SHINGLE_WORDS = 5
_MAX_WORDS = 400
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def words_of(text: str) -> tuple[str, ...]:
    """Lower-case words, without punctuation; hyphens part words."""
    return tuple(w.lower().replace("’", "'") for w in _WORD.findall(text)[:_MAX_WORDS])


class Shingles:
    """Where each run of five words occurs.

    Args:
        lines: A number (of the passage, say) and the words of a sentence of it.
    """

    def __init__(self, lines: Iterable[tuple[int, tuple[str, ...]]]) -> None:
        self._places: dict[int, set[int]] = defaultdict(set)
        for number, words in lines:
            for key in runs(words):
                self._places[key].add(number)

    def hits(self, words: tuple[str, ...]) -> Iterator[int]:
        """Numbers of the lines that share a run of five words."""
        for key in runs(words):
            yield from self._places.get(key, ())


def runs(words: tuple[str, ...]) -> Iterator[int]:
    """A number of 64 bits for each run of five words, the same on every machine."""
    joined = " ".join
    for i in range(len(words) - _SHINGLE_WORDS + 1):
        run = joined(words[i : i + _SHINGLE_WORDS]).encode("utf-8", "surrogatepass")
        yield int.from_bytes(blake2b(run, digest_size=8).digest(), "little")


def longest_run(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    """The longest run of words in both; the first in `a` of several."""
    if not set(a) & set(b):
        return ()
    match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return a[match.a : match.a + match.size]
