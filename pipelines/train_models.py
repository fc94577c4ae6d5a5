"""The flow that retrains the theme classifier: train, compare with the model in use, promote or keep, and say why.

The work is in `policynlp.steps`, which `policynlp train themes` calls too. A promotion marks the corpus for reprocessing by itself: the
next run of `tag_corpus` or `reprocess_corpus` finds that its tag set, which is named by the versions of all models, is not filled yet.
"""

# No `from __future__ import annotations` here: see tag_corpus.py.
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from policynlp import steps
from policynlp.settings import Settings, load_settings

try:
    from pipelines.queueing import scheduled
except ImportError:  # installed, the flows are a part of the package
    from policynlp.pipelines.queueing import scheduled  # type: ignore[no-redef]


@task(name="train", cache_policy=NO_CACHE, persist_result=False)
def train(settings: dict[str, Any], data: Path, labels: Path | None) -> str:
    """Version of the candidate."""
    return steps.train_candidate(Settings.model_validate(settings), data, labels=labels)


@task(name="compare", cache_policy=NO_CACHE, persist_result=False)
def compare(settings: dict[str, Any], version: str, labels: Path | None = None) -> dict[str, Any]:
    """Figures of the candidate and of the model in use."""
    return steps.judge_candidate(Settings.model_validate(settings), version, labels=labels)


@task(name="decide", cache_policy=NO_CACHE, persist_result=False)
def decide(settings: dict[str, Any], judgement: dict[str, Any]) -> dict[str, Any]:
    """Promote the candidate or keep it unused."""
    return steps.decide(Settings.model_validate(settings), judgement)


@flow(name="train_models", persist_result=False)
def train_models(
    data: Path, labels: Path | None = None, config: Path | None = None, settings: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Retrain the theme classifier for a corpus.

    Args:
        data: Folder of the public sets (`themes/*.jsonl`).
        labels: Folder of further labelled passages, such as annotators' decisions.
        config: TOML file with settings.
        settings: Settings by dotted name, over the file and the environment.

    Returns:
        The judgement, with `active`: the version in use afterwards.
    """
    given = load_settings(settings, config=config)
    known = given.model_dump(mode="json")
    with scheduled(given.corpus.path), steps.Run(given, kind="train", backend="prefect") as run, run.stage("train"):
        judgement = decide(known, compare(known, train(known, data, labels), labels))
    create_markdown_artifact(_report(judgement), key="theme-classifier", description="Retrained theme classifier")
    return judgement


def _report(judgement: dict[str, Any]) -> str:
    lines = [f"{judgement['reason']}", "", f"In use: `{judgement['active']}`", ""]
    if judgement["figures"]:
        names = list(judgement["figures"][0])
        lines += ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
        lines += ["| " + " | ".join(str(f[n]) for n in names) + " |" for f in judgement["figures"]]
    return "\n".join(lines)
