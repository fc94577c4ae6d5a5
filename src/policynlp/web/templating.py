"""Templates: everything is escaped, and addresses keep what the reader has chosen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from policynlp.corpus.provenance import dedented
from policynlp.render.annotated import UNSEEN
from policynlp.render.wording import bounded, gap_told
from policynlp.web.conditional import caching
from policynlp.web.parameters import known_names
from policynlp.web.reader import Reader

if TYPE_CHECKING:
    from policynlp.web.answers import Answer

FOLDER = Path(__file__).parent / "templates"
_UNSEEN = {ord(sign): "\ufffd" for sign in UNSEEN}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with the filters that they use; an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "number": number,
        "day": day,
        "json": script_json,
        "cut": cut,
        "moment": moment,
        "dedent": dedented,
        "markdown": markdown,
    }
    made.globals["place_url"] = place_url
    made.globals["gap_told"] = gap_told
    made.globals["bounded"] = bounded
    return made


def read_templates() -> None:
    """Compile all templates (a fifth of a second), which else the first reader of each page waits for."""
    templates = environment()
    for name in templates.list_templates():
        templates.get_template(name)


def visible(value: Any) -> Any:
    """Text without signs that cannot be seen or that turn the direction of what follows: a replacement sign for each."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return value.translate(_UNSEEN)
    return value


def page(request: Request, reader: Reader, template: str, answer: Answer, *, api: str) -> Response:
    """The answer as a page."""
    shown = {"tables": {t.name: t for t in answer.tables}, "plots": {p.name: p for p in answer.plots}}
    # what a link from elsewhere brought along ("utm_source") is no parameter of the API, which refuses those that it does not know
    known = known_names(request) | {"cursor"}
    query = urlencode([(k, v) for k, v in request.query_params.multi_items() if k in known])
    context = dict(answer.data) | dict(answer.shown) | shown | {"answer": answer, "basis": reader.basis()}
    path = api.format(**request.path_params) if request.path_params else api
    status = 400 if answer.fault else 200
    return html(request, template, context | {"api_url": f"{path}?{query}" if query else path}, status=status)


def html(request: Request, template: str, context: Mapping[str, Any], *, status: int = 200) -> Response:
    """A template as a response.

    Args:
        request: The request.
        template: File name.
        context: What the template sees.
        status: HTTP status.
    """
    app = request.app.state

    def url_with(**changes: Any) -> str:
        """This address with other parameters; None takes one away, and paging begins anew."""
        kept = [(k, v) for k, v in request.query_params.multi_items() if k not in changes and k != "cursor"]
        new = [(k, v) for k, vs in changes.items() for v in (vs if isinstance(vs, list | tuple) else [vs]) if v is not None]
        query = urlencode(kept + new)
        return f"{request.url.path}?{query}" if query else request.url.path

    def url_toggle(name: str, value: str) -> str:
        """This address with a value among the alternatives of a filter, or without it where it is there."""
        now = request.query_params.getlist(name)
        return url_with(**{name: [v for v in now if v != value] if value in now else [*now, value]})

    everywhere = {
        "request": request,
        "nav": app.nav,
        "assets": app.assets,
        "version": app.version,
        "corpus_name": app.corpus_name,
        "may_write": getattr(request.state, "may_write", False),
        "needs_token": app.token is not None,
        "url_with": url_with,
        "url_toggle": url_toggle,
        "api_url": None,
        "basis": None,
    }
    body = environment().get_template(template).render(everywhere | dict(context))
    return Response(body, status_code=status, media_type="text/html", headers=caching(request))


def place_url(document: str, *, start: int | None = None, annotation: str | None = None) -> str:
    """Address of a place in a document: of an annotation or passage, or of a character."""
    query = f"?at={start}" if start is not None else ""
    anchor = f"#{annotation}" if annotation else f"#c{start}" if start is not None else ""
    return f"/documents/{document}{query}{anchor}"


def number(value: float | None, digits: int = 2) -> str:
    """`12,345`, `4.25`, `0.167`, `–` for null; large ones in words."""
    if value is None:
        return "–"
    for scale, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= scale and not (isinstance(value, int) and value < 1e9):
            return f"{value / scale:,.{digits + 2}g} {name}"
    if 0 < abs(value) < 1:
        return f"{value:.{digits + 1}g}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.{digits}f}"


def day(value: Any) -> str:
    """A date as people write it: `15 June 2024`, `June 2024`, `2024`."""
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, date | datetime) else str(value)
    parts = text[:10].split("-")
    try:
        if len(parts) == 3:
            found = date.fromisoformat(text[:10])
            return f"{found.day} {found:%B %Y}"
        return f"{date(int(parts[0]), int(parts[1]), 1):%B %Y}" if len(parts) == 2 else text
    except ValueError:
        return text


def moment(value: Any) -> str:
    """Day and time in UTC: `15 June 2024, 12:30`."""
    return f"{day(value)}, {value:%H:%M}" if isinstance(value, datetime) else day(value)


def script_json(value: Any) -> Markup:
    """JSON that may stand inside a script element of a page."""
    text = json.dumps(value, ensure_ascii=True, default=str)
    for sign in "<>&'":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - what could end the element is escaped above


def markdown(text: str) -> Markup:
    """Markdown of our own pages as HTML; markup in it stays text."""
    from markdown_it import MarkdownIt

    return Markup(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))  # noqa: S704 - html is off


def cut(text: str | None, width_chars: int) -> str:
    """At most so many characters, an ellipsis where some are missing."""
    line = " ".join((text or "").split())
    return line if len(line) <= width_chars else line[: width_chars - 1].rstrip() + "…"
