"""What a server that is reached from elsewhere keeps back: texts that nobody may pass on are shown as snippets, as exports have them.

Who has the token, or an account, sees everything; so does everybody on this machine, and where `web.texts` says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from fastapi import Request

from policynlp.corpus.export.licences import text_policy
from policynlp.corpus.export.snippets import SNIPPET_WORDS, snippet
from policynlp.corpus.search import Hit
from policynlp.corpus.surroundings import Side, Tie
from policynlp.settings import WebSettings
from policynlp.web.guard import Refused, is_loopback
from policynlp.web.reader import Reader

if TYPE_CHECKING:
    from policynlp.web.answers import Answer

_OF = ("document", "from_document", "to_document", "other_document")
_HOLDS = {"sentence": "text", "other_sentence": "other_text"}
"""Column to the one whose words a snippet of it keeps."""


def withholds(request: Request) -> bool:
    """Whether whoever asks sees snippets alone of texts that may not be passed on."""
    return exposed(request.app.state.settings.web) and not getattr(request.state, "may_write", False)


def exposed(web: WebSettings) -> bool:
    """Whether other machines may reach the server, and texts go by their licences then."""
    return web.texts == "licence" and (not is_loopback(web.host) or bool(web.hosts))


def withheld(request: Request, reader: Reader) -> frozenset[str]:
    """Documents whose texts whoever asks does not see."""
    if not withholds(request):
        return frozenset()
    found: frozenset[str] = reader.remembered("withheld", lambda: _reserved(reader))
    return found


def _reserved(reader: Reader) -> frozenset[str]:
    rows = reader.rows("SELECT licence, list(document) AS documents FROM documents_all GROUP BY licence")
    return frozenset(d for row in rows if text_policy(row["licence"]) != "full" for d in row["documents"])


def why(licence: str | None) -> str:
    """One sentence for readers: what is not shown, and why.

    Args:
        licence: As the source states it.
    """
    stated = f"The licence of this text ({licence}) lets nobody pass it on" if licence else "This text states no licence"
    return f"{stated}, and this server is reached from elsewhere: without signing in, snippets alone are shown."


def whole_texts(request: Request) -> None:
    """For FastAPI: refuse a page that gives texts at length to whoever sees snippets alone.

    Raises:
        Refused: Signing in is needed.
    """
    if withholds(request):
        raise Refused(
            403,
            "this page gives texts at length, which not all of their licences let everybody read here",
            where=request.url.path,
            hint="Sign in, or send the token as bearer token; `web.texts = all` opens it to whoever reaches the server.",
        )


def as_allowed(request: Request, reader: Reader, answer: Answer) -> Answer:
    """An answer in which rows about texts that are kept back hold no more than a snippet of them."""
    kept_back = withheld(request, reader)
    if not kept_back:
        return answer
    return replace(
        answer,
        data=_cut(answer.data, kept_back),
        tables=tuple(
            replace(t, rows=_cut(t.rows, kept_back), facts=None if t.facts is None else _cut(t.facts, kept_back))
            for t in answer.tables
        ),
        plots=tuple(replace(p, rows=_cut(p.rows, kept_back), spec=_cut(p.spec, kept_back)) for p in answer.plots),
    )


def _cut(value: Any, kept_back: frozenset[str], *, within: bool = False) -> Any:
    """JSON-ready data, the strings of mappings about these documents cut."""
    if isinstance(value, Mapping):
        within = within or any(value.get(name) in kept_back for name in _OF if isinstance(value.get(name), str))
        return {
            name: _snippet(inner, value.get(_HOLDS.get(name, "")))
            if within and isinstance(inner, str)
            else _cut(inner, kept_back, within=within)
            for name, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [_cut(inner, kept_back, within=within) for inner in value]
    return value


def _snippet(text: str, item: object = None) -> str:
    at = text.find(item) if isinstance(item, str) else -1
    return snippet(text, words=SNIPPET_WORDS, item=(at, at + len(str(item))) if at >= 0 else None)


def cut_hit(hit: Hit, kept_back: frozenset[str]) -> Hit:
    """A passage that was found as it may be shown: an exact piece still, with the marks that lie in it."""
    if hit.document not in kept_back:
        return hit
    ends = [word.end() for word in islice(re.finditer(r"\S+", hit.snippet), SNIPPET_WORDS)]
    kept = hit.snippet[: ends[-1] if ends else 0]
    return replace(hit, snippet=kept, marks=tuple(mark for mark in hit.marks if mark[1] <= len(kept)))


def cut_tie(tie: Tie, kept_back: frozenset[str]) -> Tie:
    """A tie as it may be shown: of a text that is kept back, the words of the end alone, and no more than a snippet."""
    return replace(tie, here=_side(tie.here, kept_back), there=_side(tie.there, kept_back))


def _side(side: Side, kept_back: frozenset[str]) -> Side:
    return replace(side, before="", text=_snippet(side.text), after="") if side.document in kept_back else side
