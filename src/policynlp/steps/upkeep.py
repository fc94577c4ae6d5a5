"""Upkeep of a corpus as a run: small files put together, old versions deleted, old folders of runs cleared, all of it checked."""

from __future__ import annotations

from policynlp.corpus.store import Store
from policynlp.corpus.upkeep import check, compact
from policynlp.errors import CorpusError
from policynlp.settings import Settings
from policynlp.steps.context import tag_versions
from policynlp.steps.record import Run
from policynlp.steps.turns import clear_runs
from policynlp.tags import tagset_id


def keep_up(settings: Settings, *, backend: str = "local", retention_hours: int | None = None) -> Run:
    """Compact, vacuum, clear and check; nothing that readers see changes.

    Args:
        settings: All settings in force.
        backend: `local` or `prefect`.
        retention_hours: Age from which files that no version uses are deleted; None: a week.

    Returns:
        The run that ended, with counts: `dropped` tag sets, `files_removed` and `files_added` by compaction,
        `files_deleted`, `folders_cleared`.

    Raises:
        BusyError: See `Run`.
        CorpusError: The corpus is damaged; the first faults are named.
    """
    with Run(settings, kind="upkeep", backend=backend) as run, Store.open(settings.corpus.path) as store:
        with run.stage("compact"):
            done = compact(store, retention_hours=retention_hours)
            run.add({**done, "dropped": len(done["dropped"])})
        with run.stage("clear"):
            run.add({"folders_cleared": clear_runs(settings.corpus.path, keep_days=settings.run.keep_days)})
        with run.stage("check"):
            faults = check(store)
        if faults:
            raise CorpusError(
                f"{len(faults)} faults: {'; '.join(faults[:3])}",
                where=str(settings.corpus.path),
                hint="Restore the tables that are named from a backup.",
            )
    return run


def models_changed(settings: Settings) -> bool:
    """Whether a run would fill another tag set than the active one: a model was promoted, or rules or taxonomy changed."""
    with Store.open(settings.corpus.path) as store:
        return store.active_tagset() != tagset_id(tag_versions(settings))
