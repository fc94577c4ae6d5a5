"""Tagging with several processes on one machine: each loads the models once, takes batch after batch, and commits by itself.

Appends to the corpus do not conflict, so there is no writer that all wait for. A process that dies takes nothing along: the
batch that it had was not committed, and another process does it again. A batch that kills two is done document by document, and
a document that kills two more is left out and becomes a row of `rejects`.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from policynlp import errors
from policynlp.corpus.store import Store
from policynlp.errors import PolicyNLPError, Rejection
from policynlp.steps.context import RunContext
from policynlp.steps.plan import batched
from policynlp.steps.tag import committed_counts
from policynlp.tags import Tags

_BATCHES_EACH = 4
"""A process gets at least so many batches, where there are enough documents, so that none waits long for the last one."""
_LIVES = 2
"""Processes that a batch may cost before it is taken apart, and a document before it is left out: one may have been ended by
somebody else, or for want of memory that others took."""
_MOST_DEATHS = 20
"""So many are no accident of a few documents: the run ends, and nothing further is left out."""
ONE_THREAD: Mapping[str, str] = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "RAYON_NUM_THREADS"), "1"
) | {"TOKENIZERS_PARALLELISM": "false"}
"""Environment of a process among several: the work is split between processes, not again within each. The encoder has
`tag.encoder_threads`."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """Documents to tag, and how many processes died of them."""

    ids: tuple[str, ...]
    deaths: int = 0


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a batch: its counts, an error that ends the run, or the exit code of the process that died of it."""

    batch: _Batch
    counts: Mapping[str, int] | None = None
    error: Exception | None = None
    died: int | None = None


def tag_with_processes(context: RunContext, store: Store, ids: Sequence[str], *, processes: int) -> Iterator[dict[str, int]]:
    """Tag documents and commit them.

    Args:
        context: The run.
        store: The corpus.
        ids: Documents without tags in the run's tag set.
        processes: How many at the most; there are no more than batches.

    Yields:
        Counts, after every batch that is committed.

    Raises:
        PolicyNLPError: A process could not start, met an error that ends a run, or too many died.
    """
    size = min(context.settings.run.batch_docs, max(1, -(-len(ids) // (_BATCHES_EACH * processes))))
    waiting: queue.SimpleQueue[_Batch | None] = queue.SimpleQueue()
    outcomes: queue.SimpleQueue[_Outcome] = queue.SimpleQueue()
    missing = 0
    for batch in batched(ids, size):
        waiting.put(_Batch(tuple(batch)))
        missing += 1
    crew = [_Worker(context.to_json(), waiting, outcomes) for _ in range(min(processes, missing))]
    deaths = 0
    try:
        for worker in crew:
            worker.start()
        while missing:
            outcome = outcomes.get()
            missing -= 1
            if outcome.error is not None:
                raise outcome.error
            if outcome.died is None:
                yield dict(outcome.counts or {})
                continue
            deaths += 1
            if deaths > _MOST_DEATHS:
                raise PolicyNLPError(
                    f"processes that tag die again and again ({deaths}, the last one with {_exit(outcome.died)})",
                    where=f"document {outcome.batch.ids[0]}",
                    hint="Look for a want of memory; fewer processes need less. What was committed stays: run again.",
                )
            left = _left(outcome.batch, context.tagset, store)
            waiting_still = {i for one in left for i in one.ids}
            if done := [i for i in outcome.batch.ids if i not in waiting_still]:
                yield committed_counts(store, done, tagset=context.tagset)
            if left and left[0].deaths >= _LIVES:
                yield _leave_out(context, store, left[0].ids[0], outcome.died)
                continue
            for one in left:
                waiting.put(one)
            missing += len(left)
    finally:
        for worker in crew:
            worker.stop()
        for worker in crew:
            worker.join()


def _left(batch: _Batch, tagset: str, store: Store) -> list[_Batch]:
    """What is to be done of a batch whose process died: the rest of it, or its documents one by one."""
    untagged = set(store.untagged(tagset))  # it may have died after the commit, and a long batch is committed in parts
    ids = tuple(i for i in batch.ids if i in untagged)
    deaths = batch.deaths + 1
    if len(batch.ids) > 1 and deaths >= _LIVES:
        return [_Batch((i,)) for i in ids]
    return [_Batch(ids, deaths)] if ids else []


def _leave_out(context: RunContext, store: Store, document: str, code: int) -> dict[str, int]:
    """Write down that a document cannot be tagged; it counts as tagged, so that no later run tries it again."""
    uri = next(d.source.uri for d in store.load_documents([document]))
    rejection = Rejection(
        uri=uri,
        stage="tag",
        reason="internal",
        what=f"the process that tagged it died, {_LIVES} times, the last time with {_exit(code)}",
        hint="The document is in the corpus without tags. Look for a want of memory, else please report this with the text.",
    )
    empty = Tags(document=document, tagset=context.tagset)
    store.commit_tags([empty], [rejection], run_id=context.run_id, tagset=context.tagset)
    return {"rejected": 1}


def _exit(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


class _Worker(threading.Thread):
    """A process, and the thread that hands it batches; a process that died is started anew with the next batch."""

    def __init__(self, context: str, waiting: queue.SimpleQueue[_Batch | None], outcomes: queue.SimpleQueue[_Outcome]) -> None:
        super().__init__(daemon=True, name="tagging process")
        self._context, self._waiting, self._outcomes = context, waiting, outcomes
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False
        self._beginning = threading.Lock()

    def run(self) -> None:
        """Hand batches to the process until there are no more, then end it."""
        try:
            while (batch := self._waiting.get()) is not None and not self._stopped:
                try:
                    outcome = self._do(batch)
                except Exception as error:  # noqa: BLE001 - raised again where the outcomes are read
                    outcome = _Outcome(batch, error=error)
                self._outcomes.put(outcome)
        finally:
            if self._process is not None:
                self._process.kill()
                _bury(self._process)

    def _do(self, batch: _Batch) -> _Outcome:
        process = self._process or self._begin()
        answer = _ask(process, json.dumps(batch.ids))
        if answer is None:
            self._process = None
            return _Outcome(batch, died=_bury(process))
        if "error" in answer:
            raise _raised(answer["error"])
        return _Outcome(batch, counts=answer["counts"])

    def _begin(self) -> subprocess.Popen[str]:
        """A process with its models loaded.

        Raises:
            PolicyNLPError: It does not come so far: no document is to blame.
        """
        with self._beginning:
            if self._stopped:
                raise PolicyNLPError("the run ended")
            process = self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "policynlp.steps.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                env=os.environ | ONE_THREAD,
            )
        answer = _ask(process, self._context)
        if answer is None:
            raise PolicyNLPError(
                f"a process that tags ended while it loaded its models ({_exit(_bury(process))})",
                hint="See the message above. Where memory is short, take fewer processes.",
            )
        if "error" in answer:
            raise _raised(answer["error"])
        return process

    def stop(self) -> None:
        """End the process, without waiting; what it is at is not committed."""
        with self._beginning:
            self._stopped = True
        self._waiting.put(None)
        if self._process is not None:
            self._process.kill()


def _bury(process: subprocess.Popen[str]) -> int:
    """Exit code of a process that has died, or is about to."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # a question that it did not read
                pipe.close()
    return process.wait()


def _ask(process: subprocess.Popen[str], question: str) -> dict[str, Any] | None:
    """The answer to a line, or None where the process died."""
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    try:
        process.stdin.write(question + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
    except (OSError, ValueError):  # the pipe broke, or was closed
        return None
    if not line.endswith("\n"):
        return None
    answer: dict[str, Any] = json.loads(line)
    return answer


def _raised(described: Mapping[str, str]) -> Exception:
    """The error that a process told of, as it would have been raised here."""
    kind = getattr(errors, described["kind"], None) if described["kind"] else None
    if kind is None or not issubclass(kind, PolicyNLPError) or kind is errors.Rejected:
        return PolicyNLPError(f"a process that tags failed: {described['what']}", hint="Please report this.")
    raised: PolicyNLPError = kind(described["what"], where=described["where"], hint=described["hint"])
    return raised
