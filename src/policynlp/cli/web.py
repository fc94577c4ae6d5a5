"""The verb that serves the pages."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from policynlp.cli.options import settings_with


def web(
    host: Annotated[str | None, typer.Option(help="Address to listen on.", show_default="127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0: any that is free.", show_default="8000")] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
) -> None:
    """Serve the corpus as pages and JSON, on this machine alone unless told otherwise.

    Example: `policynlp web --port 8080 --open`
    """
    # before Arrow is loaded: a pool of its own would keep a tenth of the server's memory
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    from policynlp.web.serving import serve

    serve(settings_with({"web.host": host, "web.port": port}), open_browser=open_browser, say=typer.echo)


def register(app: typer.Typer) -> None:
    """Put this verb on the command line."""
    app.command()(web)
