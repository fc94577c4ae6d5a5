"""Texts that repeat one another: word for word, or nearly.

Exact repeats share a hash of the text with case, space and punctuation folded. Near repeats are found by MinHash
(Broder 1997) over five-word shingles: the share of equal minima estimates the Jaccard similarity of two shingle sets,
with a standard error of at most 0.044 for 128 of them. Candidates come from banding (Leskovec et al., Mining of Massive
Datasets, 3.4). rensa computes the minima; its index takes no stored signatures, so the bands are kept here.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

SHINGLE_WORDS = 5
"""Long enough that stock phrases make no repeat, short enough that a cut or a changed word costs only five shingles."""
MIN_WORDS = 30
"""Shorter texts are repeats only if they are equal: 26 shingles are too few for an estimate."""
PERMUTATIONS = 128
SEED = 20240520  # arbitrary; never to change, since signatures are stored
_FORMAT = 1
_HEADER = bytes((_FORMAT, int(RMinHash.ALGORITHM_VERSION)))
_MISS_RATE = 0.005  # chance that banding misses a pair at the threshold

_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans("", "", "'’‘`")

Minima = npt.NDArray[np.uint32]


def normalised_words(text: str) -> list[str]:
    """Words with case, width, accents' composition, punctuation and apostrophes folded; numbers keep their digits."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES))


def normalised_sha256(text: str) -> str:
    """Hash that is equal for texts that differ only in case, white space and punctuation, in hexadecimal.

    A text without words is hashed as it is.
    """
    joined = " ".join(normalised_words(text)) or text
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


def signature(text: str) -> bytes:
    """MinHash of a text's five-word shingles, the same on every machine; empty for a text of less than `MIN_WORDS` words.

    Returns:
        Two bytes of version and `PERMUTATIONS` unsigned 32-bit numbers, little-endian.
    """
    words = normalised_words(text)
    if len(words) < MIN_WORDS:
        return b""
    minhash = RMinHash(PERMUTATIONS, SEED)
    minhash.update([" ".join(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1)])
    return _HEADER + np.asarray(minhash.digest(), dtype="<u4").tobytes()


def similarity(one: bytes, other: bytes) -> float:
    """Estimated Jaccard similarity of two texts, from their signatures; 0 where either has none."""
    first, second = _minima(one), _minima(other)
    return 0.0 if first is None or second is None else float(np.mean(first == second))


class DuplicateIndex:
    """Finds the earliest known text that a new one repeats.

    Args:
        jaccard: Least estimated similarity of a near repeat.
    """

    def __init__(self, *, jaccard: float = 0.8) -> None:
        self._jaccard = jaccard
        self._rows_a_band = _rows_a_band(jaccard)
        self._ids: list[str] = []
        self._works: list[str] = []
        self._exact: dict[str, list[int]] = {}
        self._bands: dict[int, int | list[int]] = {}
        self._table = np.zeros((64, PERMUTATIONS), dtype=np.uint32)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, document_id: str, normalised_hash: str, signature: bytes, work: str) -> None:
        """Remember a text. The order of adding decides which of several repeats is found.

        Args:
            document_id: What `find` gives back.
            normalised_hash: Of `normalised_sha256`.
            signature: Of `signature`; one of another version counts as none.
            work: Revisions of one work don't repeat each other.
        """
        row = len(self._ids)
        self._ids.append(document_id)
        self._works.append(work)
        self._exact.setdefault(normalised_hash, []).append(row)
        if row == len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        minima = _minima(signature)
        if minima is None:
            return
        self._table[row] = minima
        for key in self._band_keys(minima):
            held = self._bands.get(key)
            if held is None:
                self._bands[key] = row  # one number, not a list: most bands hold one text, and there are millions
            elif isinstance(held, int):
                self._bands[key] = [held, row]
            else:
                held.append(row)

    def find(self, normalised_hash: str, signature: bytes, work: str) -> str | None:
        """The earliest added text of another work that this one repeats: an equal one first, else a near one."""
        for row in self._exact.get(normalised_hash, ()):
            if self._works[row] != work:
                return self._ids[row]
        minima = _minima(signature)
        if minima is None:
            return None
        candidates: set[int] = set()
        for key in self._band_keys(minima):
            held = self._bands.get(key, ())
            candidates.update((held,) if isinstance(held, int) else held)
        rows = np.array(sorted(r for r in candidates if self._works[r] != work), dtype=np.int64)
        if not len(rows):
            return None
        near = np.mean(self._table[rows] == minima, axis=1) >= self._jaccard
        return self._ids[int(rows[int(np.argmax(near))])] if near.any() else None

    def _band_keys(self, minima: Minima) -> Iterator[int]:
        size = self._rows_a_band
        for band in range(PERMUTATIONS // size):
            content = minima[band * size : (band + 1) * size].tobytes()
            yield int.from_bytes(hashlib.blake2b(content, digest_size=8, salt=band.to_bytes(2, "little")).digest(), "little")


def _minima(signature: bytes) -> Minima | None:
    if len(signature) != len(_HEADER) + 4 * PERMUTATIONS or not signature.startswith(_HEADER):
        return None
    return np.frombuffer(signature, dtype="<u4", offset=len(_HEADER)).astype(np.uint32, copy=False)


def _rows_a_band(jaccard: float) -> int:
    """The longest bands, so the fewest candidates, that still miss at most `_MISS_RATE` of the pairs at the threshold."""
    for rows in range(16, 1, -1):
        if (1 - jaccard**rows) ** (PERMUTATIONS // rows) <= _MISS_RATE:
            return rows
    return 1
