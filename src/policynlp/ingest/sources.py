"""sources.toml: what is ingested by default, and what the operator knows of it that the texts don't say."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from policynlp.document import Genre
from policynlp.errors import SettingsError
from policynlp.place import is_address

SourceType = Literal["auto", "page", "feed", "sitemap", "folder", "file"]

HINTS = ("genre", "publisher", "licence", "language")
"""What a source may say of its texts; it holds where a text itself says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSpec:
    """One source.

    Attributes:
        uri: Path, glob or URL; paths are absolute or relative to the working directory.
        type: What it is; `auto` looks.
        limit: Most items taken of it, or null.
        metadata: Hints for every text of it (see `HINTS`).
    """

    uri: str
    type: SourceType = "auto"
    limit: int | None = None
    metadata: Mapping[str, str]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    uri: str = Field(min_length=1)
    type: SourceType = "auto"
    genre: Genre | None = None
    publisher: str | None = None
    licence: str | None = None
    language: str | None = Field(None, pattern="^[a-z]{2}$")
    limit: int | None = Field(None, gt=0)

    @field_validator("uri")
    @classmethod
    def _strip(cls, value: str) -> str:
        return value.strip()


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    source: list[_Entry] = Field(min_length=1)


def is_url(source: str) -> bool:
    """Whether a source is an address on the network rather than a path (a drive letter is no scheme)."""
    scheme, found, _ = source.partition("://")
    return bool(found) and len(scheme) > 1 and scheme.replace("+", "").isalnum()


def is_web(source: str) -> bool:
    """Whether a source is an address that is fetched, rather than a file here or in an object store."""
    return is_url(source) and not is_address(source)


def load_sources(path: Path) -> list[SourceSpec]:
    """The `[[source]]` entries of a file, in order; relative paths are relative to the file's folder.

    Raises:
        SettingsError: The file cannot be read, or an entry has an unknown key or an impossible value.
    """
    hint = "Each source is a [[source]] with uri and, if need be, type, genre, publisher, licence, language, limit."
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        entries = _File.model_validate(data).source
    except OSError as error:
        raise SettingsError(
            f"the sources file cannot be read: {error.strerror}", where=str(path), hint="Check the path."
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"cannot be read as TOML: {error}", where=str(path), hint="Mend the file.") from error
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(p + 1) if isinstance(p, int) else p for p in first["loc"])
        raise SettingsError(f"{name}: {first['msg']} (got {first.get('input')!r})", where=str(path), hint=hint) from error
    return [
        SourceSpec(
            uri=entry.uri if is_url(entry.uri) else str(path.parent / entry.uri),
            type=entry.type,
            limit=entry.limit,
            metadata={name: value for name in HINTS if (value := getattr(entry, name)) is not None},
        )
        for entry in entries
    ]
