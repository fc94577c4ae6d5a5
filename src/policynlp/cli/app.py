"""The command line: `policynlp VERB`. Each verb is one call into the library; heavy imports wait until they are needed."""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from policynlp.cli import (
    actors,
    answers,
    audits,
    backup,
    cite,
    compare,
    doctor,
    export,
    forget,
    identities,
    labels,
    manage,
    migrate,
    operate,
    read,
    release,
    report,
    run,
    search,
    web,
)
from policynlp.cli.options import GLOBALS, parse_assignments
from policynlp.errors import MAKE_SPACE, CorpusError, InputError, PolicyNLPError

_DISK = frozenset({errno.EROFS, errno.EIO, errno.EDQUOT})
"""Faults of the disk that a verb may meet anywhere."""


class _Verbs(TyperGroup):
    """The verbs; what happens to the terminal, the pipe or the process while one of them runs ends it without a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the verb that was named."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            typer.echo("policynlp: interrupted; what was committed stays, and the next run goes on from there", err=True)
            raise typer.Exit(130) from None
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of our output has seen enough
                _drop_output()
                raise typer.Exit(0) from None
            if error.errno == errno.ENOSPC:
                _drop_output()
                raise PolicyNLPError(
                    "there is no space left to write to", where=str(error.filename or ""), hint=MAKE_SPACE
                ) from error
            if error.errno in _DISK:
                what = f"the disk does not take it: {error.strerror}"
                raise CorpusError(
                    what, where=str(error.filename or ""), hint="Check how it is mounted, and its health."
                ) from error
            raise


def _drop_output() -> None:
    """Let what is still in the buffer go nowhere, so that the interpreter does not stumble over it when it ends."""
    with suppress(OSError):  # what has no descriptor has no such buffer
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    name="policynlp",
    cls=_Verbs,
    help="Who said what, with which figures, on which policy: news and policy texts to a tagged, queryable corpus.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    epilog="Exit codes: 0 well, 1 a fault of ours, 2 wrong usage, settings or input, 3 some documents were rejected, "
    "4 corpus missing or damaged, 5 model missing or damaged, 6 server not reached, 7 another run is at work, 130 interrupted.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from policynlp import steps

        for name, version in steps.versions().items():
            typer.echo(f"{name} {version}" if name == "policynlp" else f"  {name:<9} {version}")
        raise typer.Exit


_OF_RELEASES = frozenset(("actors", "cite", "config", "figures", "query", "quotes", "search", "themes", "voices"))
"""Verbs that read views, documents or passages, which a release has, too."""


@app.callback()
def options(
    context: typer.Context,
    config: Annotated[Path | None, typer.Option(help="Settings file.", show_default="policynlp.toml, if it is there")] = None,
    corpus: Annotated[
        str | None, typer.Option(help="Folder or address of the tagged corpus.", show_default="tagged-corpus", metavar="FOLDER")
    ] = None,
    release: Annotated[str | None, typer.Option(help="Read this release of the corpus, by its name or its folder.")] = None,
    assign: Annotated[list[str] | None, typer.Option("--set", help="Any setting: --set section.name=value.")] = None,
    log_json: Annotated[
        str | None, typer.Option(help="Add log lines of a run as JSON to this file; - is standard error.")
    ] = None,
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the versions of code, models and formats."),
    ] = False,
) -> None:
    """Options in front of the verb."""
    GLOBALS.config = config
    GLOBALS.flags = parse_assignments(assign or [])
    if corpus is not None:
        GLOBALS.flags["corpus.path"] = corpus
    GLOBALS.release = release
    if release is not None and context.invoked_subcommand not in _OF_RELEASES:
        raise InputError(
            f"{context.invoked_subcommand} works on a corpus, not on a release",
            where="--release",
            hint=f"Verbs for releases: {', '.join(sorted(_OF_RELEASES))}; its Parquet files are read by any other tool.",
        )
    if log_json is not None:
        GLOBALS.flags["run.log"] = log_json


for module in (
    run,
    read,
    search,
    answers,
    actors,
    export,
    compare,
    doctor,
    report,
    identities,
    labels,
    audits,
    manage,
    operate,
    migrate,
    web,
    release,
    cite,
    backup,
    forget,
):
    module.register(app)


def main() -> None:
    """Run the command line; an error that a person can act on is one line on stderr, and the exit code says its kind."""
    signal.signal(signal.SIGTERM, _terminated)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as the process
    try:
        app()
    except PolicyNLPError as error:
        typer.secho(f"policynlp: {error.message}", err=True, fg="red" if sys.stderr.isatty() else None)
        sys.exit(error.exit_code)


def _terminated(number: int, _: FrameType | None) -> NoReturn:
    """End by unwinding, so that the run that is going on is written down as failed."""
    sys.exit(128 + number)
