"""Ways to find the nearest passage vectors: recall, response time, build time and memory at 20,000 to 1,000,000 passages.

    python benchmarks/search_vectors.py VECTORS.npy [--sizes 20000 200000 1000000] [--only NAME ...]

VECTORS are real ones of the encoder, `(n, 384)`, such as `search_quality.py --vectors` keeps; further ones are made of them, each a
mean of three drawn with uneven weights and a little noise, so that they lie as densely as passages of one subject do. Questions are
200 of the real ones with noise. usearch and faiss are no dependencies of the project: what is not installed is left out. One thread.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from policynlp.corpus.search.marks import signs
from policynlp.corpus.search.meaning import CANDIDATES

Vectors = npt.NDArray[np.float32]
Find = Callable[[Vectors, int], npt.NDArray[np.int64]]
QUESTIONS = 200


def unit(vectors: Vectors) -> Vectors:
    return (vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)).astype(np.float32)


def grown(real: Vectors, size: int, seed: int = 1) -> Vectors:
    """As many vectors, the real ones first."""
    chance = np.random.default_rng(seed)
    out = np.empty((size, real.shape[1]), dtype=np.float32)
    out[: min(size, len(real))] = real[:size]
    for start in range(len(real), size, 50_000):
        n = min(50_000, size - start)
        weights = chance.dirichlet((4.0, 1.0, 1.0), n).astype(np.float32)
        mixed = sum(weights[:, i : i + 1] * real[chance.integers(0, len(real), n)] for i in range(3))
        noise = chance.standard_normal((n, real.shape[1]), dtype=np.float32) * np.float32(0.2 / np.sqrt(real.shape[1]))
        out[start : start + n] = unit(mixed + noise)
    return out


def brute_force(vectors: Vectors) -> Find:
    def find(question: Vectors, n: int) -> npt.NDArray[np.int64]:
        cosines = vectors @ question
        best = np.argpartition(-cosines, n)[:n]
        return best[np.argsort(-cosines[best])]

    return find


def by_signs(vectors: Vectors) -> Find:
    """As `policynlp.corpus.search.meaning` does it, with the exact vectors in memory in place of the database."""
    bits, exact = np.ascontiguousarray(signs(vectors).T), vectors.astype(np.float16)

    def find(question: Vectors, n: int) -> npt.NDArray[np.int64]:
        differing = np.zeros(len(vectors), dtype=np.uint16)
        for column, asked in zip(bits, signs(question[None])[0], strict=True):
            differing += np.bitwise_count(column ^ asked)
        wanted = min(max(CANDIDATES, 10 * n), len(vectors) - 1)
        rows = np.flatnonzero(differing <= np.partition(differing, wanted)[wanted])[: 2 * wanted]
        cosines = exact[rows].astype(np.float32) @ question
        return rows[np.argsort(-cosines)[:n]]

    return find


def usearch_hnsw(kind: str) -> Callable[[Vectors], Find]:
    def build(vectors: Vectors) -> Find:
        from usearch.index import Index

        index = Index(ndim=vectors.shape[1], metric="cos", dtype=kind)
        index.add(np.arange(len(vectors)), vectors, threads=1)
        return lambda question, n: index.search(question, n, threads=1).keys.astype(np.int64)

    return build


def faiss_index(description: str, **parameters: int) -> Callable[[Vectors], Find]:
    def build(vectors: Vectors) -> Find:
        import faiss

        faiss.omp_set_num_threads(1)
        index = faiss.index_factory(vectors.shape[1], description, faiss.METRIC_INNER_PRODUCT)
        if not index.is_trained:
            index.train(vectors[np.random.default_rng(0).choice(len(vectors), min(len(vectors), 50_000), replace=False)])
        index.add(vectors)
        for name, value in parameters.items():
            faiss.ParameterSpace().set_index_parameter(index, name, value)
        return lambda question, n: index.search(question[None], n)[1][0]

    return build


WAYS: dict[str, Callable[[Vectors], Find]] = {
    "NumPy, brute force": brute_force,
    "NumPy, signs": by_signs,
    "faiss, flat": faiss_index("Flat"),
    "faiss, 8 bits": faiss_index("SQ8"),
    "faiss, IVF 1024, 8 bits": faiss_index("IVF1024,SQ8", nprobe=32),
    "usearch, HNSW, 8 bits": usearch_hnsw("i8"),
    "usearch, HNSW, 16 bits": usearch_hnsw("f16"),
}


def memory_mb() -> int:
    """Of the process now, not at its worst."""
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * resource.getpagesize() // 2**20


def measured(vectors: Vectors, questions: Vectors, ways: list[str]) -> Iterator[dict[str, object]]:
    exact = brute_force(vectors)
    truth = {n: [set(exact(question, n).tolist()) for question in questions] for n in (10, 200)}
    for name in ways:
        before, began = memory_mb(), time.perf_counter()
        try:
            find = WAYS[name](vectors)
        except ImportError as error:
            yield {"way": name, "left out": str(error)}
            continue
        row: dict[str, object] = {
            "way": name,
            "build_s": round(time.perf_counter() - began, 1),
            "memory_mb": memory_mb() - before,
        }
        for n, true in truth.items():
            times, share = [], []
            for question, wanted in zip(questions, true, strict=True):
                began = time.perf_counter()
                found = find(question, n)
                times.append(1000 * (time.perf_counter() - began))
                share.append(len(wanted & set(found.tolist())) / n)
            row[f"recall@{n}"] = round(statistics.mean(share), 3)
            row[f"ms@{n}"] = round(statistics.median(times), 1)
        yield row


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("vectors", type=Path)
    options.add_argument("--sizes", type=int, nargs="+", default=[20_000, 200_000, 1_000_000])
    options.add_argument("--only", nargs="+", choices=list(WAYS), default=list(WAYS))
    chosen = options.parse_args()
    real = unit(np.load(chosen.vectors))
    chance = np.random.default_rng(2)
    noise = chance.standard_normal((QUESTIONS, real.shape[1]), dtype=np.float32) * np.float32(0.5 / np.sqrt(real.shape[1]))
    questions = unit(real[chance.choice(len(real), QUESTIONS, replace=False)] + noise)
    for size in chosen.sizes:
        vectors = grown(real, size)
        for row in measured(vectors, questions, chosen.only):
            print(f"{size:>9,} " + "  ".join(f"{key} {value}" for key, value in row.items()), flush=True)


if __name__ == "__main__":
    main()
