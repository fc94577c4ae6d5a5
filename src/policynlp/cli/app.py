"""The command line: `policynlp VERB`. Each verb is one call into the library; heavy imports wait until they are needed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from policynlp.cli import manage, read, run
from policynlp.cli.options import GLOBALS, parse_assignments
from policynlp.errors import PolicyNLPError

app = typer.Typer(
    name="policynlp",
    help="Who said what, with which figures, on which policy: news and policy texts to a tagged, queryable corpus.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    epilog="Exit codes: 0 well, 1 a fault of ours, 2 wrong usage, settings or input, 3 some documents were rejected, "
    "4 corpus missing or damaged, 5 model missing or damaged, 6 server not reached.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from policynlp import __version__

        typer.echo(f"policynlp {__version__}")
        raise typer.Exit


@app.callback()
def options(
    config: Annotated[Path | None, typer.Option(help="Settings file.", show_default="policynlp.toml, if it is there")] = None,
    corpus: Annotated[Path | None, typer.Option(help="Folder of the tagged corpus.", show_default="tagged-corpus")] = None,
    assign: Annotated[list[str] | None, typer.Option("--set", help="Any setting: --set section.name=value.")] = None,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Options in front of the verb."""
    GLOBALS.config = config
    GLOBALS.flags = parse_assignments(assign or [])
    if corpus is not None:
        GLOBALS.flags["corpus.path"] = corpus


for module in (run, read, manage):
    module.register(app)


def main() -> None:
    """Run the command line; an error that a person can act on is one line on stderr, and the exit code says its kind."""
    try:
        app()
    except PolicyNLPError as error:
        typer.secho(f"policynlp: {error.message}", err=True, fg="red" if sys.stderr.isatty() else None)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        sys.exit(0)
