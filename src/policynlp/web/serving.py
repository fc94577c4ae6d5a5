"""Listening: the address is checked and bound before anything is said, so that what is said is true."""

from __future__ import annotations

import asyncio
import socket
import threading
import webbrowser
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool

from policynlp.corpus.store import Store
from policynlp.errors import InputError
from policynlp.settings import Settings
from policynlp.web.guard import check_binding

_BACKLOG = 128


def serve(settings: Settings, *, open_browser: bool = False, say: Callable[[str], None] = print) -> None:
    """Serve until interrupted.

    Args:
        settings: All settings in force.
        open_browser: Open the first page, too.
        say: Told the address.

    Raises:
        CorpusError: There is no corpus.
        InputError: The address cannot be listened on, or needs a token.
    """
    import uvicorn

    from policynlp.web.app import create_app
    from policynlp.web.limits import MAX_CONNECTIONS, ImpatientProtocol

    web = settings.web
    check_binding(web.host, web.token.get_secret_value() if web.token else None)
    Store.open(settings.corpus.path).close()
    with bound(web.host, web.port) as listening:
        name = f"[{web.host}]" if ":" in web.host else web.host
        address = f"http://{name}:{listening.getsockname()[1]}/"
        say(f"{settings.corpus.path} at {address} (Ctrl-C ends it)")
        if open_browser:
            threading.Timer(1.0, webbrowser.open, [address]).start()
        app = create_app(settings)
        config = uvicorn.Config(
            app,
            http=ImpatientProtocol,
            ws="none",
            limit_concurrency=MAX_CONNECTIONS,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=3,
        )

        class Server(uvicorn.Server):  # type: ignore[misc]
            """Ends queries that go on before it waits for their requests: one that is cancelled would go on in its thread."""

            async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
                """Stop."""
                closing = asyncio.create_task(run_in_threadpool(app.state.readers.close))
                await super().shutdown(sockets)
                await closing

        Server(config).run(sockets=[listening])


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        InputError: The address is taken, or is none of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        hint = "Take another with --port; 0 takes any that is free."
        raise InputError(f"cannot listen: {error.strerror or error}", where=f"{host}:{port}", hint=hint) from error
    return listening
