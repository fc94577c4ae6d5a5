"""Models that were trained for a corpus: kept whole beside it, with a log of what was promoted, demoted, and why.

`CORPUS/models/KIND/VERSION/` is a model's folder, `events.jsonl` beside it says what happened. The model in use is told by the
log; without one it is the model that came with this version. Nothing is overwritten, so that every step can be taken back.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from policynlp.errors import InputError
from policynlp.place import ObjectPath, Place, local_copy, upload

EVENTS = "events.jsonl"
_LAST = "manifest.json"
MODEL_KINDS = ("themes", "encoder")
"""What is trained for a corpus: the theme classifier; the encoder, on corrected quotations and names."""
SHIPPED = "shipped"
"""Name of the model that came with this version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelEvent:
    """What happened to a model.

    Attributes:
        at: ISO time.
        event: `added`, `kept` (trained, but not promoted), `promoted`, `demoted`.
        version: Short version: the part behind the slash.
        reason: One sentence for people.
        figures: What it rests on, JSON-ready.
    """

    at: str
    event: str
    version: str
    reason: str
    figures: Mapping[str, Any]


class ModelRegistry:
    """The models of one kind beside a corpus.

    Args:
        corpus: Where the corpus lies.
        kind: One of `MODEL_KINDS`.
    """

    def __init__(self, corpus: Place, *, kind: str = "themes") -> None:
        self.folder = corpus / "models" / kind

    def add(self, model: Path, version: str, *, reason: str = "trained", figures: Mapping[str, Any] | None = None) -> Path:
        """Keep a copy of a model's folder; the same version is kept once.

        Args:
            model: Its folder.
            version: Short version.
            reason: Where it comes from.
            figures: What was measured.
        """
        if isinstance(self.folder, ObjectPath):
            if not (self.folder / version / _LAST).exists():
                upload(model, self.folder / version, last=_LAST)
        elif not (target := self.folder / version).exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh = self.folder / f".{version}.new"
            shutil.rmtree(fresh, ignore_errors=True)
            shutil.copytree(model, fresh)
            fresh.rename(target)
        if version not in self.versions():  # also after a stop between the copy and the log
            self.note("added", version, reason=reason, figures=figures)
        return self.folder_of(version)

    def events(self) -> list[ModelEvent]:
        """Everything that happened, oldest first."""
        path = self.folder / EVENTS
        if not path.exists():
            return []
        out = []
        for line in path.read_text(encoding="utf-8").split("\n"):
            try:
                out.append(ModelEvent(**json.loads(line)))
            except (ValueError, TypeError):
                continue  # torn by a stop while it was written: it did not happen
        return out

    def versions(self) -> list[str]:
        """Versions that are kept, in the order in which they came."""
        added = dict.fromkeys(e.version for e in self.events() if e.event == "added")
        return [v for v in added if (self.folder / v).is_dir()]

    def active(self) -> str:
        """Version in use, `shipped` where none was promoted."""
        return self._promoted()[-1] if self._promoted() else SHIPPED

    def active_folder(self) -> Path | None:
        """Folder of the model in use; None for the one that came with this version."""
        version = self.active()
        return None if version == SHIPPED else self.folder_of(version)

    def folder_of(self, version: str) -> Path:
        """Folder of a model that is kept, on this machine."""
        return local_copy(self.folder / version)

    def find(self, name: str) -> str:
        """The version that begins like this.

        Raises:
            InputError: None, or more than one.
        """
        if name == SHIPPED:
            return SHIPPED
        found = [v for v in self.versions() if v.startswith(name.rpartition("/")[2])]
        if len(found) != 1:
            listed = ", ".join([SHIPPED, *self.versions()])
            problem = "several models begin" if found else "no model begins"
            raise InputError(f"{problem} like this", where=name, hint=f"Models: {listed}.")
        return found[0]

    def promote(self, version: str, *, reason: str, figures: Mapping[str, Any] | None = None) -> None:
        """Use a model from now on."""
        self.note("promoted", version, reason=reason, figures=figures)

    def demote(self, *, reason: str) -> str:
        """Take the last promotion back.

        Returns:
            The version that is in use then.

        Raises:
            InputError: Nothing was promoted.
        """
        before = self._promoted()
        if not before:
            raise InputError(
                "no model was promoted", where=str(self.folder), hint="The model that came with policynlp is in use."
            )
        self.note("demoted", before[-1], reason=reason)
        return self.active()

    def note(self, event: str, version: str, *, reason: str, figures: Mapping[str, Any] | None = None) -> None:
        """Write down what happened; on disk when this returns."""
        self.folder.mkdir(parents=True, exist_ok=True)
        row = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "event": event,
            "version": version,
            "reason": reason,
            "figures": dict(figures or {}),
        }
        path = self.folder / EVENTS
        if isinstance(path, ObjectPath):
            before = path.read_text() if path.exists() else ""
            path.write_text(before + json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n")
            return
        torn = path.exists() and not path.read_bytes().endswith(b"\n") and path.stat().st_size > 0
        with path.open("a", encoding="utf-8") as log:
            log.write(("\n" if torn else "") + json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n")
            log.flush()
            os.fsync(log.fileno())

    def _promoted(self) -> list[str]:
        """Promotions that stand, oldest first."""
        stack: list[str] = []
        for event in self.events():
            if event.event == "promoted":
                stack.append(event.version)
            elif event.event == "demoted" and stack:
                stack.pop()
        return stack
