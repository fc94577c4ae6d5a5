"""Decisions of people about identities: a list in an editable TOML file, never shortened.

A decision is taken back by a later one (`undo`), so the file tells who decided what, when and why.

    [[decision]]
    id = "d1"
    action = "merge"                 # merge | split | rename | hide | undo
    identity = "person:fulin-qi"     # what is acted on
    into = "person:chi-fulin"        # merge: the identity that stays
    who = "A. Reader"
    when = "2026-03-01"
    why = "misspelt in one report"
"""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from policynlp.corpus.locks import Locked, lock
from policynlp.document import content_id
from policynlp.errors import InputError
from policynlp.place import ObjectPath, Place, local_beside

Action = Literal["merge", "split", "rename", "hide", "undo"]
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "merge": ("identity", "into"),
    "split": ("identity", "into", "documents"),
    "rename": ("identity", "name"),
    "hide": ("identity",),
    "undo": ("decision",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision.

    Attributes:
        id: Unique in the file.
        action: `merge` an identity into another; `split` off the mentions of some documents; `rename`; `hide` (the
            entity is no identity at all); `undo` an earlier decision.
        who, when, why: Required, so that others can judge it; `when` is an ISO date.
        identity: The identity that is acted on, as rules made it (or an earlier decision left it).
        into: merge: the identity that stays; split: the new identity.
        documents: split: ids of the documents whose mentions move.
        name: rename: the name to show.
        decision: undo: id of the decision taken back.
    """

    action: Action
    who: str
    when: str
    why: str
    id: str = ""
    identity: str | None = None
    into: str | None = None
    documents: tuple[str, ...] = field(default=())
    name: str | None = None
    decision: str | None = None


def read_decisions(path: Place) -> tuple[Decision, ...]:
    """All decisions of a file, in order, those taken back too; none where there is no file.

    Raises:
        InputError: The file is no TOML, or a decision is incomplete or impossible.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", where=str(path), hint="It has to be a UTF-8 text file.") from error
    return parse_decisions(text, path)


def active_decisions(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Those in force: without the undone ones, and without the undoings. An undoing can be undone."""
    undone: set[str] = set()
    for decision in reversed(decisions):  # a later undo is settled before what it takes back
        if decision.action == "undo" and decision.id not in undone:
            undone.add(decision.decision or "")
    return tuple(d for d in decisions if d.action != "undo" and d.id not in undone)


def append_decision(path: Place, decision: Decision) -> Decision:
    """Add a decision at the end of the file; what is there stays as it is, comments too.

    The file is replaced in one step, so a reader never sees half of it. Where several may write, take turns:
    `one_at_a_time`.

    Args:
        path: The TOML file; made where it is missing.
        decision: What to add; an id is made where it has none.

    Returns:
        The decision with its id.

    Raises:
        InputError: The decision is incomplete or impossible, or the file cannot be read.
    """
    existing = read_decisions(path)
    if not decision.id:
        decision = replace(decision, id=content_id("decision", len(existing), decision)[:12])
    before = path.read_text(encoding="utf-8") if path.exists() else "# Decisions about identities; only ever added to.\n"
    text = before.rstrip("\n") + "\n\n" + _toml(decision)
    parse_decisions(text, path)
    replace_file(path, text)
    return decision


def replace_file(path: Place, text: str) -> None:
    """Write a file whole, in the place of the one that is there, and on the disk."""
    if isinstance(path, ObjectPath):
        path.write_text(text)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@contextmanager
def kept_on_error(path: Place) -> Iterator[None]:
    """Put the file back as it was where what follows a change to it fails."""
    before = path.read_text(encoding="utf-8") if path.exists() else None
    try:
        yield
    except BaseException:
        if before is None:
            path.unlink(missing_ok=True)
        else:
            replace_file(path, before)
        raise


@contextmanager
def one_at_a_time(path: Place, *, wait_s: float = 30.0) -> Iterator[None]:
    """Keep other processes that use this function from the file meanwhile.

    Args:
        path: The TOML file; the lock is in the folder `index` beside it, for an object store in the cache: there it keeps
            processes of this machine away, not those of others.
        wait_s: How long to wait for one's turn.

    Raises:
        InputError: It took longer.
    """
    with ExitStack() as held:
        try:
            held.enter_context(lock(local_beside(path.parent) / "index" / f"{path.name}.lock", wait_s=wait_s))
        except Locked as error:
            raise InputError("somebody else is deciding", where=str(path), hint="Try again in a moment.") from error
        yield


def undo(path: Place, decision_id: str, *, who: str, when: str, why: str) -> Decision:
    """Take a decision back by adding an `undo`.

    Raises:
        InputError: There is no such decision, or it is taken back already.
    """
    decisions = read_decisions(path)
    known = {d.id for d in decisions}
    if decision_id not in known:
        raise InputError(f"no decision {decision_id!r}", where=str(path), hint=f"It has {len(known)} decisions; see their ids.")
    if decision_id not in {d.id for d in active_decisions(decisions)}:
        raise InputError(f"decision {decision_id!r} is not in force", where=str(path), hint="It was undone before.")
    return append_decision(path, Decision(action="undo", decision=decision_id, who=who, when=when, why=why))


def parse_decisions(text: str, path: Place) -> tuple[Decision, ...]:
    """The decisions of a text in TOML; see `read_decisions`.

    Args:
        text: The text.
        path: Its file, for messages.

    Raises:
        InputError: As `read_decisions`.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"is no valid TOML: {error}", where=str(path), hint="Mend the line, or take it out.") from error
    if not isinstance(rows := data.get("decision", []), list) or set(data) - {"decision"}:
        raise InputError("holds something else than [[decision]]", where=str(path), hint="See the head of an example file.")
    out: list[Decision] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        decision = _checked(row, where=f"{path}, decision {number}")
        if decision.id in seen:
            raise InputError(f"id {decision.id!r} is used twice", where=f"{path}, decision {number}", hint="Give it another.")
        if decision.action == "undo" and decision.decision not in seen:
            raise InputError(
                f"undoes {decision.decision!r}, which is not above it", where=f"{path}, decision {number}", hint="Check the id."
            )
        seen.add(decision.id)
        out.append(decision)
    return tuple(out)


def _checked(row: Any, *, where: str) -> Decision:
    if not isinstance(row, dict):
        raise InputError("is no table", where=where, hint="Write [[decision]].")
    names = {f.name for f in fields(Decision)}
    if unknown := set(row) - names:
        raise InputError(f"unknown key {min(unknown)!r}", where=where, hint=f"Keys: {', '.join(sorted(names))}.")
    action = str(row.get("action"))
    if action not in get_args(Action):
        raise InputError(f"unknown action {action!r}", where=where, hint=f"Actions: {', '.join(get_args(Action))}.")
    if isinstance(row.get("when"), date | datetime):  # TOML knows dates of its own
        row = row | {"when": row["when"].isoformat()}
    for key in ("id", "who", "when", "why", *_NEEDS[action]):
        if not row.get(key):
            raise InputError(f"{action} needs {key!r}", where=where, hint=f"Add {key} = ... to it.")
    documents = row.get("documents", [])
    if not isinstance(documents, list) or not all(isinstance(d, str) for d in documents):
        raise InputError("'documents' is no list of ids", where=where, hint='Write documents = ["...", "..."].')
    for key, value in row.items():
        if key != "documents" and not isinstance(value, str):
            raise InputError(f"{key!r} is no text", where=where, hint=f'Write {key} = "...".')
    try:
        date.fromisoformat(row["when"][:10])
    except ValueError as error:
        raise InputError(f"'when' is no date: {row['when']!r}", where=where, hint="Write it as 2026-03-01.") from error
    return Decision(**(row | {"documents": tuple(documents)}))


def _toml(decision: Decision) -> str:
    lines = ["[[decision]]"]
    for key in ("id", "action", "identity", "into", "documents", "name", "decision", "who", "when", "why"):
        value = getattr(decision, key)
        if value:
            # a JSON string is a TOML string, but for DEL, which TOML wants escaped
            written = json.dumps(list(value) if key == "documents" else value, ensure_ascii=False).replace("\x7f", "\\u007f")
            lines.append(f"{key} = {written}")
    return "\n".join(lines) + "\n"
