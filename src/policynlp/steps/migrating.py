"""A corpus and a label database of an earlier version are brought to this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from policynlp.corpus.store import Store
from policynlp.labels.database import LabelStore, revisions
from policynlp.settings import Settings
from policynlp.steps.labelling import labels_path
from policynlp.steps.migrations import MIGRATIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrated:
    """What was done, or would be.

    Attributes:
        changes: For each change that is due: name, what, and how much (`left`).
        labels: Revisions of the label database before and after; None where there is none, or it is of this version.
        older: Whether the corpus said that it is of an earlier version.
    """

    changes: tuple[dict[str, Any], ...]
    labels: tuple[str, str] | None
    older: bool

    @property
    def nothing(self) -> bool:
        """Whether nothing was to be done."""
        return not self.changes and self.labels is None and not self.older


def migrate(settings: Settings, *, dry_run: bool = False) -> Migrated:
    """Bring corpus and labels to this version; killed at any moment, it goes on where it was when it is run again.

    Args:
        settings: All settings in force.
        dry_run: Say what would be done, and do nothing.

    Raises:
        CorpusError: There is no corpus, it is damaged, or of a later version.
        InputError: The label database is of a later version.
    """
    path = settings.labels.url or labels_path(settings.corpus.path)
    with Store.open(settings.corpus.path, older=True) as store:
        older = store.is_older()
        changes = []
        for migration in MIGRATIONS:
            left = migration.left(store, settings)
            if left:
                changes.append({"name": migration.name, "what": migration.what, "left": left})
                if not dry_run:
                    migration.apply(store, settings)
        found = revisions(path)
        labels = found if found and found[0] != found[1] else None
        if labels and not dry_run:
            LabelStore(path).close()
        if older and not dry_run:
            store.mark_as_current()
    return Migrated(changes=tuple(changes), labels=labels, older=older)
