"""The flow that fills the corpus: discover, ingest, tag, switch, link, report.

One task a batch of documents; tasks hand each other paths and counts. The work is in `policynlp.steps`, which the command
line calls too, so a run with Prefect and one without write the same rows but for run columns.

Batches are tagged one after the other in the flow's own process, or on the workers of a Dask cluster (`run.dask`), which get the
context as JSON and the path of a plan, and give counts: documents and tags go through the corpus alone.

Run it once with `policynlp run --prefect`, on a schedule with `policynlp serve-flow` or the deployments of `prefect.yaml`
(see docs/operate.md).
"""

# No `from __future__ import annotations` here: a served flow is loaded from its file under a name that is not in sys.modules,
# and Prefect then cannot resolve annotations that are text ("Tag_CorpusModel is not fully defined").
import copyreg
import importlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from prefect import Task, flow, get_run_logger, task
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun

from policynlp import steps
from policynlp.errors import InputError, PolicyNLPError, Rejected, ServerError, SettingsError
from policynlp.place import Place
from policynlp.settings import RunSettings, load_settings

try:
    from pipelines.queueing import scheduled
except ImportError:  # installed, the flows are a part of the package
    from policynlp.pipelines.queueing import scheduled  # type: ignore[no-redef]

_LOCAL = "local"
_RETRY_DELAYS_S = [2, 10, 40]


async def _is_network_error(_task: Any, _run: TaskRun, state: State[Any]) -> bool:
    """Retry only what may pass by itself: errors of the network, never errors of the data."""
    try:
        await state.result(raise_on_failure=True)
    except PolicyNLPError as error:
        return isinstance(error, Rejected) and error.reason == "fetch_failed"
    except (ConnectionError, TimeoutError, OSError) as error:
        return not isinstance(error, FileNotFoundError | PermissionError)
    except Exception:  # noqa: BLE001 - anything else is a fault that a retry repeats
        return False
    return False


_BATCH: dict[str, Any] = {
    "retries": len(_RETRY_DELAYS_S),
    "retry_delay_seconds": _RETRY_DELAYS_S,
    "retry_jitter_factor": 0.5,
    "retry_condition_fn": _is_network_error,
    "cache_policy": NO_CACHE,
    "persist_result": False,
}


@task(name="discover", **_BATCH)
def discover(context: str, sources: list[str], since: date | None, limit: int | None) -> list[Place]:
    """Files that list what to ingest, one a batch."""
    return steps.plan_ingest(context, sources, since=since, limit=limit)


@task(name="ingest", task_run_name="ingest-{plan.stem}", **_BATCH)
def ingest(context: str, plan: Place) -> dict[str, int]:
    """Documents of one batch into the corpus."""
    return steps.ingest_plan(context, plan)


@task(name="plan-tagging", **_BATCH)
def plan_tagging(context: str) -> list[Place]:
    """Files that list the documents to tag, one a batch."""
    return steps.plan_tagging(context)


@task(name="tag", task_run_name="tag-{plan.stem}", **_BATCH)
def tag(context: str, plan: Place) -> dict[str, int]:
    """Tags of one batch into the corpus."""
    return steps.tag_plan(context, plan)


@task(name="link", **_BATCH)
def link(context: str) -> dict[str, int]:
    """The tag set made active where it is complete, then links between documents."""
    return steps.link_new(context)


@task(name="report", **_BATCH)
def report(context: str, counts: dict[str, int], seconds: dict[str, float]) -> str:
    """The run's report as Markdown."""
    return steps.report_text(context, counts=counts, seconds=seconds)


def _each_batch(
    task: Task[[str, Place], dict[str, int]], context: str, plans: Sequence[Place], *, run: RunSettings
) -> Iterator[dict[str, int]]:
    """Do a task for every plan.

    Args:
        task: Tags the documents of one plan; may be done again where a worker died of it.
        context: The run, as JSON.
        plans: Files, one a batch.
        run: `dask` and `processes` say where.

    Yields:
        Counts, batch by batch, in the order of the plans.

    Raises:
        InputError: Dask is asked for and not installed.
        ServerError: The scheduler does not answer.
    """
    address = run.dask or (_LOCAL if run.processes > 1 else None)
    if address is None or not plans:
        for plan in plans:
            yield task(context, plan)
        return
    with _dask(address, min(run.processes, len(plans))) as runner:
        from distributed import KilledWorker

        futures = [runner.submit(task, {"context": context, "plan": plan}) for plan in plans]
        for plan, future in zip(plans, futures, strict=True):
            try:
                yield future.result()
            except KilledWorker:  # it took several workers along: find out which document does it
                yield steps.tag_plan_apart(context, plan)


@contextmanager
def _dask(address: str, workers: int) -> Iterator[Any]:
    """Task runner on a cluster of this machine that ends with it, or on one that is there."""
    if address != _LOCAL and "://" not in address:
        hint = "`local`, or an address such as tcp://scheduler:8786."
        raise SettingsError(f"{address!r} is no address of a Dask scheduler", where="run.dask", hint=hint)
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        hint = "pip install 'policynlp[dask]', or `policynlp run --processes N`, which needs no Dask."
        raise InputError("Dask is not installed", where="run.dask", hint=hint) from error
    if address == _LOCAL:
        # one thread each: a process has one tagger; no limit of memory, since Dask would count what the models map as well
        cluster = {"n_workers": workers, "threads_per_worker": 1, "memory_limit": 0, "dashboard_address": None}
        runner = DaskTaskRunner(cluster_kwargs=cluster)
    else:
        runner = DaskTaskRunner(address=address)
    # a task and the flow that it belongs to are sent with the modules that they name; one that loads late needs to be told how
    copyreg.pickle(type(steps), lambda module: (importlib.import_module, (module.__name__,)))
    with runner:
        try:
            _ = runner.client
        except OSError as error:
            hint = "Start it with `dask scheduler`, and workers with `dask worker --nthreads 1` (docs/scaling.md)."
            raise ServerError(f"the Dask scheduler does not answer: {error}", where=address, hint=hint) from error
        yield runner


@flow(name="tag-corpus", log_prints=False, persist_result=False)
def tag_corpus(
    sources: Sequence[str] = (),
    since: date | None = None,
    limit: int | None = None,
    stages: Sequence[str] = steps.STAGES,
    config: Path | None = None,
    settings: dict[str, Any] | None = None,
) -> Any:
    """Bring the corpus up to date with its sources.

    Args:
        sources: Files, folders, URLs, feeds, sitemaps; none: those of the sources file.
        since: Leave out what the source dates before this day.
        limit: Take at most so many items.
        stages: Which of ingest, tag and link to do.
        config: TOML file with settings.
        settings: Settings by dotted name, over the file and the environment.

    Returns:
        Counts of the run.
    """
    given = load_settings(settings, config=config)
    steps.check_stages(stages)
    run = steps.Run(given, kind=steps.kind_of(stages), backend="prefect", work=(*sources, since, limit))
    with scheduled(given.corpus.path), run:
        progress = cast("UUID", create_progress_artifact(0.0, key="tag-corpus-progress", description=f"Run {run.id}"))

        def done(part: float) -> None:
            update_progress_artifact(artifact_id=progress, progress=round(100 * part, 1))

        if "ingest" in stages:
            with run.stage("ingest"):
                plans = discover(run.context, list(sources), since, limit)
                for i, plan in enumerate(plans, 1):
                    run.add(ingest(run.context, plan))
                    done(0.3 * i / len(plans))
        if "tag" in stages:
            with run.stage("tag"):
                plans = plan_tagging(run.context)
                for i, counts in enumerate(_each_batch(tag, run.context, plans, run=given.run), 1):
                    run.add(counts)
                    done(0.3 + 0.6 * i / len(plans))
        if "link" in stages:
            with run.stage("link"):
                run.add(link(run.context))
        text = report(run.context, run.counts, run.seconds)
        done(1.0)
        create_table_artifact(table=run.table(), key="tag-corpus-counts", description=f"Counts of run {run.id}")
        create_markdown_artifact(markdown=text, key="tag-corpus-report", description=f"Report of run {run.id}")
    get_run_logger().info("run %s %s: %s", run.id, run.status, run.counts)
    return dict(run.counts)


if __name__ == "__main__":
    tag_corpus()
