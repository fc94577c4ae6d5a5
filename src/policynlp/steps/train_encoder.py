"""The encoder trained further on corrected quotations and names: a candidate, its comparison, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policynlp.corpus.models import SHIPPED, ModelRegistry
from policynlp.errors import InputError
from policynlp.place import local_copy
from policynlp.settings import Settings
from policynlp.steps.correcting import has_labels
from policynlp.steps.correction_texts import correction_texts
from policynlp.steps.train import decide, judge_candidate, model_kind
from policynlp.tag.models import models_dir, version_of

if TYPE_CHECKING:
    from policynlp.labels.units import LabelLayer
    from policynlp.train.encoder.corrected import Corrected

CORRECTED = "corrected items"
"""Figure of a training: how many quotations and names of people it learnt from."""


def train_further(
    settings: Settings,
    data: Path,
    *,
    layers: Sequence[str],
    seed: int = 1,
    threads: int = 1,
    report: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Train the shipped encoder further on what annotators corrected, compare it with the one in use, promote it if it is not worse.

    Training always starts from the encoder of the settings, with all corrections but the frozen fifth and the public sets, so that
    nothing depends on what was trained before.

    Args:
        settings: All settings in force.
        data: Folder of the public sets (`quotes/`, `entities/`).
        layers: `quotes`, `entities`, or both.
        seed: Of windows and order.
        threads: Of one process.
        report: Gets a line of progress now and then.

    Returns:
        `Judgement.as_dict()` with `new`, `old` and `active`, the versions.

    Raises:
        InputError: A layer is none of these, nothing is corrected, or a set is missing.
        ModelError: The extra `train` is not installed, or the encoder of the settings cannot be trained further.
    """
    from policynlp.train.encoder import further

    wanted = _checked(layers)
    corrected = correction_texts(settings, wanted) if has_labels(settings) else []
    learnt = [one for one in corrected if one.split == "train"]
    if not learnt:
        raise InputError(
            "nothing is corrected that may be trained on",
            where="train encoder",
            hint="Complete passages of quotes or entities in the review; a fifth of the texts is kept to measure with.",
        )
    base = local_copy(settings.tag.encoder) or models_dir() / "encoder"
    registry = ModelRegistry(settings.corpus.path, kind="encoder")
    version = further(
        data, learnt, base=base, seed=seed, threads=threads, report=report, keep=lambda made: _kept(registry, made, learnt)
    )
    report("comparing with the encoder in use")
    return decide(settings, judge_encoder(settings, version, data, corrected=corrected), kind="encoder")


def judge_encoder(
    settings: Settings, version: str, data: Path, *, against: str | None = None, corrected: Sequence[Corrected] | None = None
) -> dict[str, Any]:
    """Compare a kept encoder with the one in use on texts that neither was trained on; results as of `train_further`.

    Args:
        settings: All settings in force.
        version: Of the candidate, or its beginning.
        data: Folder of the public sets.
        against: Of the other, or `shipped`; default: the one in use.
        corrected: What people decided; default: read from the label database.
    """
    from policynlp.train.encoder.judging import judge_encoders

    registry = ModelRegistry(settings.corpus.path, kind="encoder")
    new = registry.find(version)
    old = registry.find(against) if against else registry.active()
    shipped = local_copy(settings.tag.encoder) or models_dir() / "encoder"
    if corrected is None:
        corrected = correction_texts(settings, _checked(())) if has_labels(settings) else []
    folders = [shipped if name == SHIPPED else local_copy(registry.folder / name) for name in (new, old)]
    return judge_encoders(folders[0], folders[1], data=data, own=corrected).as_dict() | {"new": new, "old": old}


def judge_model(settings: Settings, version: str, *, against: str | None = None, data: Path | None = None) -> dict[str, Any]:
    """Compare a kept model, theme classifier or encoder, with the one in use or another.

    Raises:
        InputError: There is no such model, or an encoder is to be compared without public sets.
    """
    if model_kind(settings, version) == "themes":
        return judge_candidate(settings, version, against=against)
    if data is None:
        raise InputError("encoders are compared on the public sets", where="models compare", hint="Name them: --data FOLDER.")
    return judge_encoder(settings, version, data, against=against)


def _kept(registry: ModelRegistry, made: Path, learnt: Sequence[Corrected]) -> str:
    version = version_of(made, kind="encoder").rpartition("/")[2]
    items = {layer: sum(len(one.items) for one in learnt if one.layer == layer) for layer in ("quotes", "entities")}
    told = " and ".join(f"{n} corrected {layer}" for layer, n in items.items() if n)
    texts = len({one.group for one in learnt})
    registry.add(made, version, reason=f"trained further on {told} of {texts} texts", figures={CORRECTED: sum(items.values())})
    return version


def _checked(layers: Sequence[str]) -> list[LabelLayer]:
    from policynlp.train.encoder.corrected import CORRECTED_LAYERS

    unknown = [name for name in layers if name not in CORRECTED_LAYERS]
    if unknown:
        raise InputError(
            f"the encoder does not learn {unknown[0]!r}", where="--layers", hint=f"Layers: {', '.join(CORRECTED_LAYERS)}."
        )
    return [name for name in CORRECTED_LAYERS if name in layers or not layers]  # type: ignore[misc]
