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
_WAITING = 4_096
"""New texts that are looked through before they are sorted in: that takes 0.1 ms a look, sorting in 30 ms among 200,000 texts."""
_BLOCK = 4_096  # signatures that are allocated together
_COMPARED = 1_024  # signatures that are compared at a time

_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans("", "", "'’‘`")

Minima = npt.NDArray[np.uint32]
Rows = npt.NDArray[np.uint32]


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

    About 1.2 kB a text, most of them its signature and the keys of its bands.

    Args:
        jaccard: Least estimated similarity of a near repeat.
    """

    def __init__(self, *, jaccard: float = 0.8) -> None:
        self._jaccard = jaccard
        self._bands = _Bands(_rows_a_band(jaccard))
        self._ids: list[str] = []
        self._works: list[str] = []
        self._exact: dict[str, int] = {}
        self._again: dict[str, list[int]] = {}
        self._signatures: list[npt.NDArray[np.uint32]] = []

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
        if self._exact.setdefault(normalised_hash, row) != row:
            self._again.setdefault(normalised_hash, []).append(row)
        if row % _BLOCK == 0:
            self._signatures.append(np.zeros((_BLOCK, PERMUTATIONS), dtype=np.uint32))
        minima = _minima(signature)
        if minima is not None:
            self._signatures[-1][row % _BLOCK] = minima
            self._bands.add(row, minima)

    def find(self, normalised_hash: str, signature: bytes, work: str) -> str | None:
        """The earliest added text of another work that this one repeats: an equal one first, else a near one."""
        if normalised_hash in self._exact:
            equal: list[int] = [self._exact[normalised_hash], *self._again.get(normalised_hash, [])]
            for row in equal:
                if self._works[row] != work:
                    return self._ids[row]
        minima = _minima(signature)
        if minima is None:
            return None
        rows = self._bands.rows_with(minima)
        for start in range(0, len(rows), _COMPARED):  # in order: of a template that thousands share, the first will do
            some: list[int] = [row for row in rows[start : start + _COMPARED].tolist() if self._works[row] != work]
            known = np.array([self._signatures[row // _BLOCK][row % _BLOCK] for row in some])
            if some and (near := np.mean(known == minima, axis=1) >= self._jaccard).any():
                return self._ids[some[int(np.argmax(near))]]
        return None


class _Bands:
    """Which texts share a band of their signatures.

    Keys and rows lie in two arrays in order of the key; new ones wait in lists that are looked through, until they are many.

    Args:
        size: Minima in a band.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._number = PERMUTATIONS // size
        chance = np.random.default_rng(SEED)  # keys are never stored: any odd factors will do
        self._factors = chance.integers(1, 1 << 63, size=(self._number, size), dtype=np.uint64) | np.uint64(1)
        self._keys = np.zeros(0, dtype=np.uint64)
        self._rows = np.zeros(0, dtype=np.uint32)
        self._waiting_keys = np.zeros((_WAITING, self._number), dtype=np.uint64)
        self._waiting_rows = np.zeros(_WAITING, dtype=np.uint32)
        self._waiting = 0

    def add(self, row: int, minima: Minima) -> None:
        """Note the bands of a text; rows grow."""
        if self._waiting == len(self._waiting_rows):
            self._sort_in()
        self._waiting_keys[self._waiting] = self._keys_of(minima)
        self._waiting_rows[self._waiting] = row
        self._waiting += 1

    def rows_with(self, minima: Minima) -> Rows:
        """Texts that share a band with this one, in the order in which they were added."""
        keys = self._keys_of(minima)
        starts, ends = np.searchsorted(self._keys, keys), np.searchsorted(self._keys, keys, side="right")
        found = [self._rows[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True) if end > start]
        waiting = (self._waiting_keys[: self._waiting] == keys).any(axis=1)
        return np.unique(np.concatenate([*found, self._waiting_rows[: self._waiting][waiting]]))

    def _keys_of(self, minima: Minima) -> npt.NDArray[np.uint64]:
        """One number a band, by multilinear hashing (Lemire & Kaser 2014)."""
        cut = minima[: self._number * self._size].reshape(self._number, self._size)
        keys: npt.NDArray[np.uint64] = (cut * self._factors).sum(axis=1, dtype=np.uint64)
        return keys

    def _sort_in(self) -> None:
        keys = self._waiting_keys[: self._waiting].reshape(-1)
        order = np.argsort(keys, kind="stable")
        rows = np.repeat(self._waiting_rows[: self._waiting], self._number)[order]
        places = np.searchsorted(self._keys, keys[order])
        self._keys = np.insert(self._keys, places, keys[order])
        self._rows = np.insert(self._rows, places, rows)
        self._waiting = 0


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
