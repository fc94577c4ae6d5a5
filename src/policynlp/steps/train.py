"""Training as steps of a flow: a candidate, its comparison with the model in use, and what follows from it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from policynlp.corpus.models import MODEL_KINDS, SHIPPED, ModelRegistry
from policynlp.errors import InputError
from policynlp.place import local_copy
from policynlp.settings import Settings
from policynlp.steps.correcting import has_labels
from policynlp.steps.labelling import label_rows
from policynlp.steps.learning import LABELLED


def train_candidate(settings: Settings, data: Path, *, labels: Path | None = None, seed: int = 7) -> str:
    """Train a theme classifier and keep it beside the corpus; it is not in use by that.

    Args:
        settings: All settings in force.
        data: Folder of the public sets (`themes/*.jsonl`).
        labels: Folder of further labelled passages; they and what annotators decided are trained on beside our own, but for
            the fifth that is frozen.
        seed: Of the bootstrap.

    Returns:
        Its version.

    Raises:
        InputError: A set is missing.
    """
    from tempfile import TemporaryDirectory

    from policynlp.tag.models import version_of
    from policynlp.train.labels import read_labels
    from policynlp.train.themes import train_themes

    registry = ModelRegistry(settings.corpus.path)
    with TemporaryDirectory(prefix="policynlp-") as folder, further_labels(settings, labels) as further:
        made = train_themes(
            data,
            Path(folder) / "themes",
            encoder=local_copy(settings.tag.encoder),
            taxonomy=settings.tag.taxonomy,
            further=further,
            seed=seed,
        )
        version = version_of(made, kind="themes").partition("/")[2]
        of_people = sum(1 for _ in label_rows(settings)) if has_labels(settings) else 0
        labelled = sum(1 for _ in read_labels(further)) if further is not None else 0
        reason = f"trained on {data}" + (f" and {labels}" if labels else "")
        if of_people:
            reason += f" and {of_people} passages of annotators"
        registry.add(made, version, reason=reason, figures={LABELLED: labelled} if labelled else None)
    return version


@contextmanager
def further_labels(settings: Settings, labels: Path | None) -> Iterator[Path | None]:
    """A folder with a user's labelled passages and those of the label database; None where there are none."""
    from tempfile import TemporaryDirectory

    rows = list(label_rows(settings)) if has_labels(settings) else []
    if not rows:
        yield labels
        return
    with TemporaryDirectory(prefix="policynlp-") as folder:
        together = Path(folder)
        for path in sorted(labels.glob("*.jsonl")) if labels else ():
            (together / path.name).write_bytes(path.read_bytes())
        with (together / "~annotators.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        yield together


def judge_candidate(
    settings: Settings, version: str, *, against: str | None = None, labels: Path | None = None
) -> dict[str, Any]:
    """Compare a kept model with the one in use, on passages that neither was trained on.

    Args:
        settings: All settings in force.
        version: Of the candidate, or its beginning.
        against: Of the other; default: the one in use.
        labels: Folder of further labelled passages, as in `train_candidate`.

    Returns:
        `Judgement.as_dict()` with `new` and `old`, the versions.
    """
    from policynlp.train.promotion import judge

    registry = ModelRegistry(settings.corpus.path)
    new = registry.find(version)
    if against is None and settings.tag.themes is not None:  # what the settings name is in use, whatever was promoted
        old, folder = str(settings.tag.themes), local_copy(settings.tag.themes)
    else:
        old = registry.find(against) if against else registry.active()
        folder = _folder(registry, old)
    with further_labels(settings, labels) as further:
        judgement = judge(
            _folder(registry, new),
            folder,
            encoder=local_copy(settings.tag.encoder),
            taxonomy=settings.tag.taxonomy,
            further=further,
        )
    return judgement.as_dict() | {"new": new, "old": old}


def decide(settings: Settings, judgement: dict[str, Any], *, kind: str = "themes") -> dict[str, Any]:
    """Promote a candidate that is not worse; write down the decision and its reason either way.

    The next run tags every document anew, since the tag set is named by the versions of the models.
    """
    registry = ModelRegistry(settings.corpus.path, kind=kind)
    version, figures = judgement["new"], {"figures": judgement["figures"], "against": judgement["old"]}
    if judgement["promote"] and version != registry.active():
        registry.promote(version, reason=judgement["reason"], figures=figures)
    elif not judgement["promote"]:
        registry.note("kept", version, reason=judgement["reason"], figures=figures)
    return judgement | {"active": registry.active()}


def promote(settings: Settings, version: str, *, reason: str) -> str:
    """Use a kept model, theme classifier or encoder, by a person's decision, whatever the figures say.

    Returns:
        The version in use.

    Raises:
        InputError: There is no such model.
    """
    registry = ModelRegistry(settings.corpus.path, kind=model_kind(settings, version))
    registry.promote(registry.find(version), reason=reason)
    return registry.active()


def model_kind(settings: Settings, version: str) -> str:
    """Of which kind a kept model is: `encoder` where only an encoder begins like this, else `themes`."""
    begin = version.rpartition("/")[2]
    has = {
        kind: any(v.startswith(begin) for v in ModelRegistry(settings.corpus.path, kind=kind).versions())
        for kind in MODEL_KINDS
    }
    return "encoder" if has["encoder"] and not has["themes"] else "themes"


def demote(settings: Settings, *, reason: str, kind: str = "themes") -> str:
    """Take the last promotion of a theme classifier or an encoder back.

    Returns:
        The version in use then.

    Raises:
        InputError: Nothing was promoted, or there is no such kind.
    """
    if kind not in MODEL_KINDS:
        raise InputError(f"there are no models of kind {kind!r}", where="--kind", hint=f"Kinds: {', '.join(MODEL_KINDS)}.")
    return ModelRegistry(settings.corpus.path, kind=kind).demote(reason=reason)


def trained_models(settings: Settings, *, kind: str = "themes") -> list[dict[str, Any]]:
    """Models beside the corpus, the shipped one first: version, whether in use, since when, and why."""
    registry = ModelRegistry(settings.corpus.path, kind=kind)
    active, last = registry.active(), {e.version: e for e in registry.events()}
    rows = [{"version": SHIPPED, "active": active == SHIPPED, "event": "", "at": "", "reason": "came with this version"}]
    for version in registry.versions():
        event = last[version]
        rows.append(
            {"version": version, "active": version == active, "event": event.event, "at": event.at, "reason": event.reason}
        )
    return rows


def _folder(registry: ModelRegistry, version: str) -> Path:
    from policynlp.tag.models import models_dir

    return models_dir() / "themes" if version == SHIPPED else registry.folder_of(version)
