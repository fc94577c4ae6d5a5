"""Tag sets: the pinned versions of models, rules and taxonomy, filled side by side, one of them active.

A new model fills its tag set while readers see the old one; one appended row makes it active, another switches back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from policynlp.corpus.catalogue import Catalogue
from policynlp.corpus.moments import moment_after
from policynlp.corpus.placement import Placement
from policynlp.corpus.tables import Tables
from policynlp.errors import CorpusError, InputError
from policynlp.tags import tagset_id


class TagSets:
    """The tag sets of a corpus; a part of `Store`."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.catalogue = Catalogue(tables)
        self.placement = Placement()

    def begin_with(self, other: TagSets) -> None:
        """Take over what another store of the same corpus has read of it; large corpora take a second to read anew."""
        other.catalogue.refresh()  # else two that are made at once would both read all of it
        self.catalogue = other.catalogue.copy(self.tables)
        self.placement = other.placement

    def register_tagset(self, manifest: Mapping[str, Any]) -> str:
        """The id of the tag set with these versions; written down the first time.

        Args:
            manifest: JSON-ready; the order of the keys does not count.
        """
        text = json.dumps(dict(manifest), sort_keys=True, ensure_ascii=False)
        tagset = tagset_id(manifest)
        if tagset not in self._manifests():
            self.tables.append("tagsets", [{"tagset": tagset, "manifest": text, "created_at": datetime.now(UTC)}])
        return tagset

    def _manifests(self) -> dict[str, dict[str, Any]]:
        found = sorted(self.tables.read("tagsets").to_pylist(), key=lambda row: row["created_at"], reverse=True)
        return {row["tagset"]: row for row in reversed(found)}

    def manifest(self, tagset: str) -> dict[str, Any]:
        """The pinned versions behind a tag set; empty where it is not registered."""
        row = self._manifests().get(tagset)
        return json.loads(row["manifest"]) if row else {}

    def _activations(self) -> list[str]:
        found = sorted(self.tables.read("activations").to_pylist(), key=lambda row: row["at"])
        return [row["tagset"] for row in found]

    def active_tagset(self) -> str | None:
        """The tag set that readers see, or None before the first is complete."""
        history = self._activations()
        return history[-1] if history else None

    def previous_tagset(self) -> str | None:
        """The tag set that was active before the active one."""
        history = self._activations()
        return next((t for t in reversed(history) if t != history[-1]), None)

    def require_active(self) -> str:
        """The active tag set.

        Raises:
            CorpusError: None is active.
        """
        active = self.active_tagset()
        if active is None:
            raise CorpusError("no tag set is active yet", where="tags", hint="`policynlp run` completes and activates one.")
        return active

    def find_tagset(self, beginning: str) -> str:
        """The tag set whose id begins so.

        Raises:
            InputError: None does, or several do.
        """
        found = [tagset for tagset in self._manifests() if tagset.startswith(beginning)]
        if len(found) != 1:
            what = "no tag set" if not found else f"{len(found)} tag sets"
            raise InputError(f"{what} with an id that begins with {beginning!r}", hint="`policynlp models` lists them.")
        return found[0]

    def activate(self, tagset: str, *, by: str) -> None:
        """Make a tag set the one that readers see.

        Args:
            tagset: Its id.
            by: Run or person, for the record.

        Raises:
            InputError: It is not registered.
        """
        if tagset not in self._manifests():
            raise InputError(f"there is no tag set {tagset!r}", hint="`policynlp models` lists them.")
        times = self.tables.read("activations", columns=["at"])["at"].to_pylist()
        self.tables.append("activations", [{"tagset": tagset, "at": moment_after(times), "by": by}])

    def untagged(self, tagset: str) -> list[str]:
        """Committed documents without tags in the tag set, superseded ones too, in the order of their commits."""
        done = self.catalogue.done("tagged", tagset)
        return [i for i in self.catalogue.documents if i not in done]

    def tagged(self, tagset: str) -> list[str]:
        """Documents with tags in the tag set, in the order of their commits."""
        done = self.catalogue.done("tagged", tagset)
        return [i for i in self.catalogue.documents if i in done]

    def unlinked(self, tagset: str) -> list[str]:
        """Documents with tags but without links in the tag set, in the order of their commits."""
        tagged, linked = self.catalogue.done("tagged", tagset), self.catalogue.done("linked", tagset)
        return [i for i in self.catalogue.documents if i in tagged and i not in linked]

    def tagsets(self) -> list[dict[str, Any]]:
        """All tag sets, oldest first.

        Returns:
            For each: tagset, manifest, created_at, documents (with tags), total, complete, active.
        """
        active = self.active_tagset()
        out = []
        for tagset, row in self._manifests().items():
            documents = len(self.tagged(tagset))
            total = len(self.catalogue.documents)
            out.append(
                {
                    "tagset": tagset,
                    "manifest": json.loads(row["manifest"]),
                    "created_at": row["created_at"],
                    "documents": documents,
                    "total": total,
                    "complete": documents == total,
                    "active": tagset == active,
                }
            )
        return out


def vectors_by(manifest: Mapping[str, Any]) -> str | None:
    """The encoder whose vectors the documents of a tag set have: one that went on from another gives the vectors of that one.

    Args:
        manifest: Pinned versions of the tag set.
    """
    found = manifest.get("encoder_vectors") or manifest.get("encoder_model")
    return None if found is None else str(found)
