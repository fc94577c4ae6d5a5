"""Flows that look after what is there: upkeep of the corpus, reprocessing after a change of models, Prefect's own database."""

# No `from __future__ import annotations` here: see tag_corpus.py.
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.artifacts import create_table_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed

from policynlp import steps
from policynlp.settings import load_settings

try:
    from pipelines.housekeeping import delete_old
    from pipelines.queueing import scheduled
    from pipelines.tag_corpus import tag_corpus
except ImportError:  # installed, the flows are a part of the package
    from policynlp.pipelines.housekeeping import delete_old  # type: ignore[no-redef]
    from policynlp.pipelines.queueing import scheduled  # type: ignore[no-redef]
    from policynlp.pipelines.tag_corpus import tag_corpus  # type: ignore[no-redef]


@flow(name="keep-corpus", persist_result=False)
def keep_corpus(config: Path | None = None, settings: dict[str, Any] | None = None) -> dict[str, int]:
    """Compact, vacuum, clear and check the corpus, in turn with the other runs.

    Args:
        config: TOML file with settings.
        settings: Settings by dotted name, over the file and the environment.

    Returns:
        Counts: see `policynlp.steps.keep_up`.
    """
    given = load_settings(settings, config=config)
    with scheduled(given.corpus.path):
        run = steps.keep_up(given, backend="prefect")
    create_table_artifact(table=run.table(), key="keep-corpus-counts", description=f"Counts of run {run.id}")
    return dict(run.counts)


@flow(name="reprocess-corpus", persist_result=False)
def reprocess_corpus(config: Path | None = None, settings: dict[str, Any] | None = None) -> Any:
    """Tag everything anew where the models in force are not those of the active tag set; else nothing.

    Args:
        config: TOML file with settings.
        settings: Settings by dotted name, over the file and the environment.

    Returns:
        Counts of the run; a state called `Skipped` where there was nothing to do.
    """
    given = load_settings(settings, config=config)
    with scheduled(given.corpus.path):
        if not steps.models_changed(given):
            skipped: State[Any] = Completed(name="Skipped", message="The active tag set is that of the models in force.")
            return skipped
        return tag_corpus(stages=["tag", "link"], config=config, settings=settings)


@flow(name="clean-prefect", persist_result=False)
def clean_prefect(keep_days: int = 30) -> dict[str, int]:
    """Delete runs of our flows that ended long ago from Prefect's database, with their logs, artifacts and task runs.

    Args:
        keep_days: Age of what is deleted.

    Returns:
        Numbers of what was deleted.
    """
    deleted = delete_old(keep_days=keep_days)
    create_table_artifact(table=[deleted], key="clean-prefect", description=f"Deleted what was older than {keep_days} days")
    return deleted
