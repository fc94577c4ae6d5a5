"""Errors that a person can act on: what happened, where, and what to do about it.

`PolicyNLPError` ends a command. `Rejected` ends one document only: the batch goes on and the run keeps a
`Rejection`, the row of the `rejects` table.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

RejectReason = Literal[
    "binary",
    "corrupt",
    "empty",
    "encoding",
    "encrypted",
    "fetch_failed",
    "internal",
    "language",
    "missing",
    "no_article",
    "not_allowed",
    "oversized",
    "unreadable",
    "unsupported",
]
"""Why a document was rejected; `internal` is a fault of ours (the run keeps the traceback in `detail`)."""

REJECT_REASONS: tuple[str, ...] = get_args(RejectReason)


MAKE_SPACE = "Make space, then run again."
DOCTOR = "Run `policynlp doctor`: it says what is damaged and, with --repair, mends what can be mended."
"""The hint of errors of a corpus that may be damaged."""


class PolicyNLPError(Exception):
    """Base of all errors of this project.

    Args:
        what: What happened, in one sentence.
        where: The file, URL, table or setting that it happened to.
        hint: What the reader can do about it.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """One line: `where: what. hint`."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head.rstrip('.')}. {self.hint}" if self.hint else head


class SettingsError(PolicyNLPError):
    """A setting is unknown or has an impossible value."""

    exit_code = 2


class InputError(PolicyNLPError):
    """What the user gave as input cannot be used at all (as against one document of many)."""

    exit_code = 2


class CorpusError(PolicyNLPError):
    """The corpus is missing, damaged, or of a newer schema."""

    exit_code = 4


class ModelError(PolicyNLPError):
    """A model is missing or its files do not match their hashes."""

    exit_code = 5


class ServerError(PolicyNLPError):
    """A server that is needed (Prefect, PostgreSQL) cannot be reached."""

    exit_code = 6


class BusyError(PolicyNLPError):
    """Another run has the corpus, and this one will not wait for it."""

    exit_code = 7


class Rejected(PolicyNLPError):
    """One document cannot be taken in; the batch goes on with the next.

    Args:
        reason: One of `REJECT_REASONS`.
        what, where, hint: As of every error.
        detail: Traceback, where it was a fault of ours.
        status: What the server answered, where it was HTTP that failed.
    """

    exit_code = 3

    def __init__(
        self,
        reason: RejectReason,
        what: str,
        *,
        where: str = "",
        hint: str = "",
        detail: str | None = None,
        status: int | None = None,
    ) -> None:
        self.reason: RejectReason = reason
        self.detail = detail
        self.status = status
        super().__init__(what, where=where, hint=hint)

    def rejection(self, *, uri: str = "", stage: str = "ingest") -> Rejection:
        """The row for the `rejects` table; `uri` is used where the error does not say where."""
        return Rejection(
            uri=self.where or uri, stage=stage, reason=self.reason, what=self.what, hint=self.hint, detail=self.detail
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """What was left out of the corpus, and why.

    Attributes:
        uri: The source, with `#row` behind it for a row of a table.
        stage: `discover`, `ingest`, `tag` or `link`.
        reason: One of `REJECT_REASONS`.
        what: One sentence.
        hint: What the operator can do.
        bytes_sha256: The bytes as fetched, where they were kept.
        detail: Traceback of an internal error.
        source: Entry of the sources file, or the argument, that it was found by.
    """

    uri: str
    stage: str
    reason: RejectReason
    what: str
    hint: str = ""
    bytes_sha256: str | None = None
    detail: str | None = None
    source: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """A flat, JSON-ready row."""
        return asdict(self)
