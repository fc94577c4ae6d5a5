"""Looks through a corpus, its label database, models and releases, and mends what can be mended.

The checks of each room are in its `doctor`; here is what needs several rooms: reading lost documents again from the bytes as fetched,
laying people's decisions over tags that were made again, runs that died.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from policynlp.corpus.doctor.batches import check_batches
from policynlp.corpus.doctor.bytes import check_bytes
from policynlp.corpus.doctor.derived import check_derived
from policynlp.corpus.doctor.files import check_files
from policynlp.corpus.doctor.frozen import check_releases
from policynlp.corpus.doctor.logs import check_logs
from policynlp.corpus.doctor.place import check_place
from policynlp.corpus.doctor.records import check_records
from policynlp.corpus.models import ModelRegistry
from policynlp.corpus.store import Store
from policynlp.diagnosis import Finding, Quarantine
from policynlp.errors import BusyError, InputError, PolicyNLPError
from policynlp.labels.doctor import check_labels
from policynlp.link.doctor import check_decisions
from policynlp.place import local_copy
from policynlp.settings import Settings
from policynlp.steps.context import tag_settings, tag_versions
from policynlp.steps.correcting import apply_corrections, has_labels
from policynlp.steps.labelling import labels_path
from policynlp.steps.rereading import check_unread
from policynlp.steps.turns import at_work, close_died, died_runs
from policynlp.tag.doctor import check_model
from policynlp.tag.models import models_dir

_ROUNDS = 5
"""A repair may bring up what the damage hid: rows that commit batches tell of rows that are missing."""
_Check = Callable[[], Iterable[Finding]]


@dataclass(frozen=True, kw_only=True)
class Examination:
    """What was found, and done.

    Attributes:
        findings: In the order in which they were found.
        quarantine: Folder of what repairs took away; None where nothing was.
    """

    findings: tuple[Finding, ...]
    quarantine: Path | None

    @property
    def state(self) -> str:
        """`healthy`; `repaired` or `warnings`, where somebody should look; `damaged`, where damage is left."""
        left = [f for f in self.findings if f.mended is None]
        if any(f.severity == "damage" for f in left):
            return "damaged"
        if any(f.severity == "warning" for f in left):
            return "warnings"
        return "repaired" if any(f.severity != "note" for f in self.findings) else "healthy"


def examine(settings: Settings, *, repair: bool = False) -> Examination:
    """Look through everything that belongs to a corpus.

    Args:
        settings: All settings in force.
        repair: Mend what can be mended; nothing is deleted, what is taken away lies in the quarantine.

    Raises:
        CorpusError: There is no corpus, or it was written by a newer version.
        InputError: It lies in an object store.
        BusyError: It is to be repaired, and a run is at work on it.
    """
    corpus = settings.corpus.path
    if not isinstance(corpus, Path):
        hint = "Restore a backup of it into a folder, and look there; the store keeps sums of its own."
        raise InputError("the doctor looks through folders of this machine", where=str(corpus), hint=hint)
    if repair and os.access(corpus, os.W_OK) and (holder := at_work(corpus)):
        hint = "Wait until it ends; without --repair the doctor looks all the same."
        raise BusyError(f"a run is at work on it ({holder}), so nothing is repaired", where=str(corpus), hint=hint)
    quarantine = Quarantine(corpus)
    findings: list[Finding] = []
    for checks in _families(settings, corpus, quarantine):
        findings += _mended(checks, corpus) if repair else _guarded(checks, corpus)
    if repair and has_labels(settings) and any(f.check == "batches" and f.mended for f in findings):
        findings += _corrected(settings)
    return Examination(findings=tuple(findings), quarantine=quarantine.folder if quarantine.folder.exists() else None)


def _families(settings: Settings, corpus: Path, quarantine: Quarantine) -> Iterator[_Check]:
    """The checks, each of which may rely on what those before it mended."""
    tables = corpus / "tables"
    yield partial(check_place, corpus, quarantine)
    yield partial(check_logs, tables, quarantine)
    yield partial(check_files, tables, quarantine)
    yield partial(check_batches, tables)
    yield partial(_with_store, corpus, partial(check_bytes, quarantine=quarantine))
    yield partial(_with_store, corpus, partial(check_unread, settings=settings))
    yield partial(_with_store, corpus, partial(check_records, versions=_versions(settings)))
    yield partial(_with_store, corpus, _check_runs)
    yield partial(_with_store, corpus, partial(check_derived, quarantine=quarantine))
    yield partial(check_decisions, settings.link.decisions or corpus / "identities.toml", quarantine)
    yield partial(check_labels, settings.labels.url or labels_path(corpus), quarantine)
    yield partial(_check_models, settings)
    yield partial(check_releases, corpus)


def _guarded(check: _Check, corpus: Path) -> list[Finding]:
    """What a check finds; where it cannot go on, that is a finding too."""
    found: list[Finding] = []
    try:
        found.extend(check())
    except PolicyNLPError as error:
        if not (corpus / "tables").is_dir():
            raise
        found.append(Finding(check="reading", severity="damage", what=error.what, where=error.where, hint=error.hint))
    except OSError as error:
        what = f"it cannot be read: {error.strerror or error}"
        found.append(Finding(check="reading", severity="damage", what=what, where=str(error.filename or corpus)))
    return found


def _mended(check: _Check, corpus: Path) -> list[Finding]:
    """Check and mend, again and again, until nothing that can be mended is left."""
    out: list[Finding] = []
    for _ in range(_ROUNDS):
        found = _guarded(check, corpus)
        mendable = [finding for finding in found if finding.mend is not None]
        if not mendable:
            return [*out, *found]
        for finding in mendable:
            try:
                finding.mended = finding.mend() if finding.mend else None
            except (PolicyNLPError, OSError) as error:
                finding.failed = error.message if isinstance(error, PolicyNLPError) else str(error)
        if any(finding.failed for finding in mendable):
            return [*out, *found]
        out += mendable
    return [*out, *_guarded(check, corpus)]


def _with_store(corpus: Path, check: Callable[[Store], Iterable[Finding]]) -> Iterator[Finding]:
    with Store.open(corpus) as store:
        store.catalogue.refresh()
        yield from check(store)


def _versions(settings: Settings) -> dict[str, object] | None:
    try:
        return dict(tag_versions(settings))
    except PolicyNLPError:
        return None  # the check of models says so


def _check_runs(store: Store) -> Iterator[Finding]:
    if died := died_runs(store):
        yield Finding(
            check="runs",
            severity="note",
            what=f"{len(died)} run{'s' if len(died) != 1 else ''} did not come to an end: killed, or cut off from power",
            where=", ".join(died[:3]),
            hint="What it had committed stays; --repair, or the next run, writes down that it died.",
            mend=lambda: f"wrote down that {len(close_died(store))} died",
        )


def _check_models(settings: Settings) -> Iterator[Finding]:
    """The models that a run would tag with, and those that were trained for the corpus."""
    registry = ModelRegistry(settings.corpus.path)
    named = tag_settings(settings)
    yield from check_model(local_copy(named.encoder) or models_dir() / "encoder", kind="encoder")
    themes = named.themes or models_dir() / "themes"
    hint = "`policynlp models demote` goes back to the one before it." if themes == registry.active_folder() else ""
    yield from check_model(local_copy(themes), kind="themes", hint=hint)
    for kind in ("links", "names", "speakers", "times", "units"):
        yield from check_model(models_dir() / kind, kind=kind)
    for version in registry.versions():
        if (folder := registry.folder / version) != themes:
            for finding in check_model(local_copy(folder), kind="themes", hint="It is not in use."):
                yield replace(finding, severity="warning")


def _corrected(settings: Settings) -> Iterator[Finding]:
    documents = apply_corrections(settings)
    if documents:
        yield Finding(
            check="labels",
            severity="note",
            what="people's decisions lay over tags that were taken back",
            where=str(settings.corpus.path),
            mended=f"laid over the tags of {documents} documents again",
        )
