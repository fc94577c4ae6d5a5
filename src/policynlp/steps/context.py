"""What the steps of one run share, small enough to be handed to another process as JSON."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from policynlp.corpus.models import MODEL_KINDS, ModelRegistry
from policynlp.corpus.store import Store
from policynlp.errors import ModelError
from policynlp.place import Place, local_copy
from policynlp.settings import Settings, TagSettings
from policynlp.steps.turns import alive_lock
from policynlp.tags import tagset_id

if TYPE_CHECKING:
    from policynlp.tag.pipeline import Tagger


@dataclass(frozen=True, slots=True)
class RunContext:
    """A run: its id, its settings, the corpus it writes, the tag set it fills.

    Attributes:
        run_id: Sortable by time, unique: `20261125T004500Z-3f2a`.
        settings: All settings in force.
        tagset: Id of the tag set that this run fills; empty for a run that does not tag.
        backend: `local` or `prefect`.
    """

    run_id: str
    settings: Settings
    tagset: str = ""
    backend: str = "local"

    @property
    def corpus(self) -> Place:
        """Where the corpus lies."""
        return self.settings.corpus.path

    @property
    def folder(self) -> Place:
        """Folder of this run's plans and report, inside the corpus."""
        return self.corpus / "runs" / self.run_id

    def store(self) -> Store:
        """The corpus, opened; made where it is missing."""
        return Store.open(self.corpus) if (self.corpus / "corpus.json").exists() else Store.create(self.corpus)

    def to_json(self) -> str:
        """All of it as JSON, for a task in another process, which may be at work in another folder."""
        return json.dumps(
            {
                "run_id": self.run_id,
                "settings": _absolute(self.settings).model_dump(mode="json"),
                "tagset": self.tagset,
                "backend": self.backend,
            }
        )

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Inverse of `to_json`; the environment and TOML files are not read again."""
        data = json.loads(text)
        settings = Settings.model_validate(data.pop("settings"))
        return cls(settings=settings, **data)


def _absolute(settings: Settings) -> Settings:
    """The same places, whatever the working directory."""
    tag = {name: at and at.absolute() for name in ("encoder", "themes", "taxonomy") for at in [getattr(settings.tag, name)]}
    corpus = settings.corpus.model_copy(update={"path": settings.corpus.path.absolute()})
    return settings.model_copy(update={"corpus": corpus, "tag": settings.tag.model_copy(update=tag)})


def new_run_id(now: datetime | None = None) -> str:
    """An id that sorts by time and does not clash."""
    return f"{(now or datetime.now(UTC)):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"


@lru_cache(maxsize=2)
def _tagger(tag_settings_json: str, tagset: str) -> Tagger:
    from policynlp.tag.pipeline import Tagger

    tagger = Tagger(TagSettings.model_validate(json.loads(tag_settings_json)))
    if tagger.tagset != tagset:
        raise ModelError("the models were changed since the run began", where=tagset, hint="Run it again.")
    return tagger


def shared_tagger(settings: Settings, *, tagset: str | None = None) -> Tagger:
    """The tagger of this process: models are loaded once for the same settings and versions.

    Args:
        settings: All settings in force.
        tagset: The tag set that the run fills; None: that of the models as they are now.

    Raises:
        ModelError: A model is missing, or was changed since the run began.
    """
    return _tagger(tag_settings(settings).model_dump_json(), tagset or tagset_id(tag_versions(settings)))


def tag_settings(settings: Settings) -> TagSettings:
    """How to tag, with the models that were promoted for the corpus, where the settings name none."""
    chosen = {
        kind: local_copy(getattr(settings.tag, kind)) or ModelRegistry(settings.corpus.path, kind=kind).active_folder()
        for kind in MODEL_KINDS
    }
    return settings.tag.model_copy(update=chosen)


def tag_versions(settings: Settings) -> Mapping[str, Any]:
    """The pinned versions that a run with these settings tags with; loads no model."""
    from policynlp.tag.versions import pinned_versions

    return pinned_versions(tag_settings(settings))


def start_run(settings: Settings, *, kind: str, backend: str = "local", tagging: bool = True) -> RunContext:
    """Open the corpus, register the tag set, and write down that a run began.

    Args:
        settings: All settings in force.
        kind: What is run: `run`, `ingest`, `tag`, `link`, `train`, `upkeep`.
        backend: `local` or `prefect`.
        tagging: Whether the run fills a tag set.

    Raises:
        CorpusError: The corpus cannot be opened.
    """
    context = RunContext(run_id=new_run_id(), settings=settings, backend=backend)
    with context.store() as store:
        context.folder.mkdir(parents=True, exist_ok=True)
        mark = alive_lock(context.corpus, context.run_id)
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()  # before the row: a run that dies right here is known to be dead
        tagset = store.register_tagset(tag_versions(settings)) if tagging else ""
        store.begin_run(context.run_id, kind=kind, tagset=tagset, settings_json=settings.model_dump_json(), backend=backend)
    return RunContext(run_id=context.run_id, settings=settings, tagset=tagset, backend=backend)
