"""Texts whose labels lie over their tags already, so that a run need not look at all that people ever decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress

from policynlp.corpus.export import atomic
from policynlp.corpus.store import Store
from policynlp.document import content_id
from policynlp.errors import CorpusError
from policynlp.labels.database import LabelStore
from policynlp.labels.marks import Mark

_VERSION = 1  # raised where decisions are laid over tags in another way


class Settled:
    """Documents with what was decided on them and which tags they had when they were looked at last.

    A file beside the indexes, which may be deleted: then all labels are looked at once more.

    Args:
        store: The corpus.
        labels: The label database; of another one nothing is known.
        tagset: The tag set.
    """

    def __init__(self, store: Store, labels: LabelStore, tagset: str) -> None:
        self._store, self._tagset = store, tagset
        self._path = store.index_folder / f"labels-{tagset}.json"
        self._head = {"version": _VERSION, "labels": content_id(labels.place)}
        self._seen: dict[str, str] = {}
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            found = json.loads(self._path.read_text(encoding="utf-8"))
            if found["head"] == self._head:
                self._seen = dict(found["documents"])

    def waiting(self, marked: Mapping[str, Mark]) -> set[str]:
        """Documents on which something was decided, tagged or corrected since they were looked at; others are forgotten.

        Args:
            marked: All documents with labels, and their marks.
        """
        states = self._states(marked)
        self._seen = {document: seen for document, seen in self._seen.items() if document in states}
        return {document for document, state in states.items() if self._seen.get(document) != state}

    def learn(self, looked_at: Mapping[str, Mark]) -> None:
        """Remember documents that were looked at, with the marks that they had before.

        A decision that came in meanwhile has a later mark, and the next run looks again.
        """
        self._seen |= self._states(looked_at)
        with suppress(CorpusError), atomic(self._path) as out:  # a full disk: the next run does the work again
            out.write(json.dumps({"head": self._head, "documents": self._seen}).encode())

    def _states(self, marked: Mapping[str, Mark]) -> dict[str, str]:
        """What a look at each document would rest on: its tags as they are shown and as the machine made them, and its labels."""
        shown, made = (self._store.catalogue.done("tagged", self._tagset, corrected=corrected) for corrected in (True, False))
        return {document: content_id(shown.get(document), made.get(document), *mark) for document, mark in marked.items()}
