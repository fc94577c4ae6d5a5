"""The application: pages, API, static files, in the order in which a request meets them."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from fastapi import Depends, FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from policynlp import __version__, steps
from policynlp.corpus.search import request_from
from policynlp.errors import PolicyNLPError
from policynlp.settings import Settings
from policynlp.steps.correcting import apply_corrections
from policynlp.web import faults
from policynlp.web.conditional import assets_version
from policynlp.web.counting import Counting
from policynlp.web.guard import Guard
from policynlp.web.limits import WRONG_TOKENS_A_MINUTE, Rate
from policynlp.web.pages import load_pages, overview
from policynlp.web.people import Corrector, account_with
from policynlp.web.readers import Readers
from policynlp.web.templating import read_templates
from policynlp.web.timing import Timed, request_histogram
from policynlp.web.watching import Watch
from policynlp.web.withholding import whole_texts

STATIC = Path(__file__).parent / "static"
_WARM_PATIENCE_S = 10.0


def create_app(settings: Settings) -> FastAPI:
    """The application over the corpus of the settings.

    Args:
        settings: `corpus.path` says which corpus, `web` the rest.
    """
    web = settings.web
    token = web.token.get_secret_value() if web.token else None
    pages = load_pages()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(_open, app)
        app.state.readers.background.start("warm", lambda: _warm(settings, app))
        yield
        app.state.corrector.flush()
        app.state.counting.close()
        await run_in_threadpool(app.state.readers.close)
        if app.state.labels is not None:
            app.state.labels.close()

    app = FastAPI(
        title="policynlp",
        version=__version__,
        description="The corpus as JSON: the same answers as the pages.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        responses=faults.DESCRIBED,
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.readers = Readers(settings.corpus.path, most=web.readers, memory_mb=web.sql_memory_mb, threads=web.sql_threads)
    app.state.counting = Counting(app.state.readers)
    app.state.watch = Watch(lambda: _look(settings, app.state.readers), app.state.readers.background)
    app.state.durations = request_histogram()
    app.state.assets = assets_version()
    app.state.version = __version__
    app.state.corpus_name = settings.corpus.path.absolute().name
    app.state.token = token
    app.state.wrong_tokens = Rate(WRONG_TOKENS_A_MINUTE)
    app.state.labels = None  # opened by the first request that needs it
    app.state.labels_lock = threading.Lock()
    app.state.corrector = Corrector(lambda documents: apply_corrections(settings, documents))
    app.state.nav = [p.nav for p in pages if p.nav is not None]
    for page in pages:
        app.include_router(page.router, dependencies=[Depends(whole_texts)] if page.at_length else [])
    app.mount("/static", _Static(directory=STATIC), name="static")
    faults.install(app)
    app.add_middleware(_Faults)
    app.add_middleware(
        Guard,
        hosts=web.hosts,
        token=token,
        account_of=lambda secret: account_with(app, secret),
        https=web.https,
        requests_a_minute=web.requests_a_minute,
        wrong_tokens=app.state.wrong_tokens,
    )
    app.add_middleware(Timed, durations=app.state.durations)
    return app


def _look(settings: Settings, readers: Readers) -> Mapping[str, Any]:
    with readers.lend_beside("state") as reader:
        return steps.corpus_state(settings, store=reader.store, views=reader.views)


def _open(app: FastAPI) -> None:
    """Read what is committed and the templates, before the first request comes: it would wait beside the rest of what is begun."""
    read_templates()
    with suppress(PolicyNLPError), app.state.readers.lend() as reader:
        reader.rows("SELECT 1")


def _warm(settings: Settings, app: FastAPI) -> None:
    """Begin what the first requests would wait for, one after the other: numbers of the first page, search index, encoder."""
    with suppress(PolicyNLPError):
        with app.state.readers.lend() as reader:
            state = reader.state
        app.state.counting.ask(state, overview.PARTS, wait_s=_WARM_PATIENCE_S)
        app.state.watch.ask(state, wait_s=_WARM_PATIENCE_S)
        if app.state.readers.background.stopping:
            return
        steps.search(settings, request_from("first", facets=False, limit=1), wait=False)


class _Faults:
    """Answers what the guard refused, and what nobody foresaw, as every other error."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        refused = scope.get("policynlp.refused")
        if refused is not None:
            await faults.fault(Request(scope), refused, status=refused.status)(scope, receive, send)
            return
        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            await faults.unforeseen(Request(scope), error)(scope, receive, send)


class _Static(StaticFiles):
    """Files of the pages; those with a version in their address may be kept for a year, modules that scripts import have none."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file."""
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            versioned = b"v=" in scope.get("query_string", b"")
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if versioned else "no-cache"
        return response
