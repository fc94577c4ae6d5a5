"""Options that several commands share, and the settings that they add up to.

Exit codes: 0 all went well; 1 a fault of ours; 2 wrong usage, settings or input; 3 done, but some documents were rejected;
4 the corpus is missing or damaged; 5 a model is missing or damaged; 6 a server cannot be reached;
7 another run is at work on the corpus.
"""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from policynlp.errors import SettingsError

EXIT_REJECTED = 3

JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for machines instead of text for people.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]
TextCol = Annotated[str | None, typer.Option(help="CSV column or JSONL key that holds the text.", show_default="text")]
IdCol = Annotated[str | None, typer.Option(help="CSV column or JSONL key that holds the id.", show_default="id")]
DateCol = Annotated[str | None, typer.Option(help="CSV column or JSONL key that holds the publication date.")]
TitleCol = Annotated[str | None, typer.Option(help="CSV column or JSONL key that holds the title.")]
GenreOption = Annotated[str | None, typer.Option("--genre", help="news, policy, statistics, speech, law or other.")]


@dataclass
class Globals:
    """What stands in front of the command's name."""

    config: Path | None = None
    flags: dict[str, Any] = field(default_factory=dict)
    release: str | None = None


GLOBALS = Globals()


def user_name() -> str:
    """Who is signed in on this machine, for what is kept with a name; empty where the system does not say."""
    # of the system's list of users where the environment says nothing, as in services and containers
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # which of them depends on the version of Python
        return ""


def parse_assignments(assignments: list[str]) -> dict[str, Any]:
    """`["ingest.max_bytes=1000"]` to a mapping; values are JSON where they read as JSON, else text.

    Raises:
        SettingsError: No `=` in one of them.
    """
    from policynlp.settings import is_secret

    flags: dict[str, Any] = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals:
            raise SettingsError(f"{assignment!r} is no setting", where="--set", hint="Write --set section.name=value.")
        if is_secret(name, value):
            variable = "POLICYNLP_" + name.strip().upper().replace(".", "__")
            hint = f"Other users of the machine see command lines: set {variable}, or write it into the settings file."
            raise SettingsError("this is a secret", where=f"--set {name.strip()}", hint=hint)
        try:
            flags[name.strip()] = json.loads(value)
        except json.JSONDecodeError:
            flags[name.strip()] = value
    return flags


def settings_with(flags: Mapping[str, Any] | None = None) -> Any:
    """Settings in force: TOML, environment, then flags (those of the command last)."""
    from policynlp.settings import load_settings

    own = {k: v for k, v in (flags or {}).items() if v is not None}
    found = load_settings(GLOBALS.flags | own, config=GLOBALS.config)
    if GLOBALS.release is None:
        return found
    from policynlp.corpus.releases.shelf import find_release

    return found.model_copy(
        update={"corpus": found.corpus.model_copy(update={"path": find_release(found.corpus.path, GLOBALS.release)})}
    )


def origins() -> dict[str, str]:
    """Where each setting has its value from: see `policynlp.settings.setting_origins`."""
    from policynlp.settings import setting_origins

    return setting_origins(GLOBALS.flags, config=GLOBALS.config)


def column_flags(text_col: str | None, id_col: str | None, date_col: str | None, title_col: str | None) -> dict[str, Any]:
    """The column options as settings."""
    return {
        "ingest.text_col": text_col,
        "ingest.id_col": id_col,
        "ingest.date_col": date_col,
        "ingest.title_col": title_col,
    }


def print_json_list(values: Iterable[Any]) -> None:
    """As `print_json` of a list, one value at a time: no second copy of a long answer is made."""
    indent = 2 if sys.stdout.isatty() else None
    apart = ",\n" if indent else ", "
    typer.echo("[", nl=False)
    for n, value in enumerate(values):
        typer.echo((apart if n else "") + _dumped(value, indent), nl=False)
    typer.echo("]")


def print_json(value: Any) -> None:
    """Pretty on a terminal, one line elsewhere; dates as ISO text."""
    indent = 2 if sys.stdout.isatty() else None
    typer.echo(_dumped(value, indent))


def _dumped(value: Any, indent: int | None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent, default=str)
