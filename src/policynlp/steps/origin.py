"""Where bytes come from and how they were read: kept beside them, so that they can be read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from policynlp.document import Document
from policynlp.errors import Rejection
from policynlp.ingest.read import read_bytes
from policynlp.settings import IngestSettings, Settings

_USUAL = {name: getattr(IngestSettings(), name) for name in ("text_col", "id_col", "date_col", "title_col", "genre")}
"""Settings that say how bytes are read, with their defaults."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What `read_bytes` needs beside the bytes.

    Attributes:
        uri, media_type, charset, fetched_at, work, metadata: As `read_bytes` takes them.
        settings: Settings of `ingest` that say how the bytes are read, where they are not the default: columns of a table.
    """

    uri: str
    media_type: str | None = None
    charset: str | None = None
    fetched_at: str | None = None
    work: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)

    def read(self, data: bytes, *, settings: Settings) -> Iterator[Document | Rejection]:
        """The documents of the bytes, as they were read when they came, whatever the settings say of columns now."""
        known = asdict(self)
        own = settings.model_copy(update={"ingest": settings.ingest.model_copy(update=_USUAL | known.pop("settings"))})
        yield from read_bytes(data, settings=own, **known)


def how_read(settings: Settings) -> dict[str, str]:
    """See `Origin.settings`."""
    return {name: value for name, usual in _USUAL.items() if (value := getattr(settings.ingest, name)) != usual}
