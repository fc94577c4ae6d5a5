"""Persons, organisations and places: a list, one of them in full, and decisions on who is who."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from policynlp.corpus.answers import actors as ask_actors
from policynlp.corpus.answers import find_actor, identity_of, profile, profile_part
from policynlp.corpus.answers.actors import CLASSES, ORDERS
from policynlp.errors import InputError, ServerError
from policynlp.link.decisions import Decision
from policynlp.render.share_plots import heard_and_named
from policynlp.settings import Settings
from policynlp.steps import decide_identity, list_decisions, suggest_merges, suggest_splits
from policynlp.web.answered import Page, actor_url, answer_table, remembered, standing
from policynlp.web.answers import Answer, Column, answers, plot
from policynlp.web.faults import Moved, NotFound
from policynlp.web.guard import keep
from policynlp.web.pages import Nav
from policynlp.web.reader import Reader
from policynlp.web.readers import LentReader

router = APIRouter()
NAV = Nav("Actors", "/actors", "a")
_PART_ROWS = 12
_SUGGESTED = 20
_MANY = 20_000
"""Texts from which suggestions are worked out in a process of their own: it takes a second to start, and they take several."""
_WHO = "policynlp_who"
"""Cookie with the name that the last decision was made under."""
_YEAR_S = 365 * 24 * 3600

Name = Annotated[str | None, Query(description="Words of a name, in any order")]


@answers(router, "/actors", template="actors.html", paged=True)
def actors(
    request: Request,
    reader: LentReader,
    name: Name = None,
    kind: Annotated[str | None, Query(description=f"One of {', '.join(CLASSES)}")] = None,
    order: Annotated[str, Query(description=f"One of {', '.join(ORDERS)}")] = "quotes",
) -> Answer:
    """Persons, organisations and places, with how often they are heard and named."""
    return remembered(request, reader, lambda: _actors(request, reader, name, kind, order))


def _actors(request: Request, reader: Reader, name: str | None, kind: str | None, order: str) -> Answer:
    page = Page(request)
    found = ask_actors(
        reader.views, name=name or None, kind=kind or None, order=order or "quotes", limit=page.limit, offset=page.offset
    )
    columns = (
        Column(name="name", title="Name", kind="link"),
        Column(name="kind", title="Kind"),
        Column(name="quotes", title="Quotations", kind="number"),
        Column(name="figures", title="Figures given", kind="number"),
        Column(name="mentions", title="Mentions", kind="number"),
        Column(name="unique_documents", title="Texts", kind="number"),
        Column(name="last_published", title="Last", kind="date"),
    )
    table = answer_table(found, "actors", caption="Actors", columns=columns, page=page, links=_name_link)
    return Answer(
        title="Actors",
        data={
            "stated": found.stated,
            "given": dict(request.query_params),
            "cursor": page.next(found),
            "first_page": page.offset == 0,
            "choices": {"kind": CLASSES, "order": tuple(ORDERS)},
        },
        tables=(table,),
    )


@answers(router, "/actors/{identity}", template="actor.html")
def actor(
    request: Request,
    reader: LentReader,
    identity: str,
    part: Annotated[str | None, Query(alias="table", description="For files: the part, all of its rows")] = None,
) -> Answer:
    """What one person, organisation or place said, what is said of it, its titles, figures and themes, over time."""
    return remembered(request, reader, lambda: _actor(request, reader, identity, part))


def _actor(request: Request, reader: Reader, identity: str, part: str | None) -> Answer:
    page = Page(request)
    _see(request, reader, identity)
    if page.whole:
        rows = profile_part(reader.views, identity, part or "said")
        return Answer(title=identity, tables=(answer_table(rows, part or "said", caption="", columns=(), page=page),))
    try:
        known = profile(reader.views, identity, limit=_PART_ROWS)
    except InputError as error:
        raise NotFound(error.what, where=identity, hint=_moved_to(request, identity) or error.hint) from error
    points, layout = heard_and_named(known.parts["times"].rows)
    decisions = [d for d in list_decisions(request.app.state.settings) if identity in {d["identity"], d["into"]}]
    tables = tuple(
        answer_table(
            known.parts[name],
            name,
            caption=_called(caption, known.kind),
            columns=columns,
            links=_LINKS.get(name),
            first=True,
        )
        for name, (caption, columns) in _PARTS.items()
    )
    where = "SELECT DISTINCT document, document_title, published FROM entities WHERE identity = $identity ORDER BY published, document"
    return Answer(
        title=known.name,
        data={
            "identity": identity,
            "name": known.name,
            "kind": known.kind,
            "stated": known.parts["mentions"].stated,
            "roles": known.parts["roles"].rows,
            "written": known.parts["names"].rows,
            "said": [row | {"url": standing(row)} for row in known.parts["said"].rows],
            "said_total": known.parts["said"].total,
            "totals": {name: part.total for name, part in known.parts.items()},
            "decisions": decisions,
            "documents": reader.rows(where, {"identity": identity}, limit=_PART_ROWS),
        },
        tables=tables,
        plots=(
            plot(
                "times",
                points,
                layout,
                caption="Heard and named",
                note=known.parts["times"].stated,
                sql=known.parts["times"].sql,
            ),
        ),
    )


def _called(caption: str, kind: str) -> str:
    """A heading as it stands on the page of a person, who is no "it"."""
    return _THEY.get(caption, caption) if kind == "person" else caption


def _see(request: Request, reader: Reader, key: str) -> None:
    """Send on to the identity whoever has the key of an entity in a document.

    Raises:
        Moved: It is such a key.
    """
    identity = identity_of(reader.views, key)
    if identity not in {None, key}:
        before = request.url.path.rpartition("/actors/")[0]
        query = f"?{request.url.query}" if request.url.query else ""
        raise Moved(f"{before}{actor_url(identity)}{query}")


def _moved_to(request: Request, identity: str) -> str:
    """Where a merge or a hiding took an identity."""
    for decision in list_decisions(request.app.state.settings):
        if decision["in_force"] and decision["identity"] == identity and decision["action"] in {"merge", "hide"}:
            where = f"merged into {decision['into']}" if decision["into"] else "hidden"
            return f"It was {where} by {decision['who']} on {decision['when']}: {decision['why']}."
    return ""


@answers(router, "/identities", template="identities.html")
def identities(request: Request, reader: LentReader) -> Answer:
    """Decisions on who is who, pairs that may be one, and names that may be two."""
    settings = request.app.state.settings
    found = reader.remembered("suggestions", lambda: _suggested(reader, settings))
    return Answer(
        title="Who is who",
        data={
            "decisions": list_decisions(settings),
            "suggestions": [
                row | {"url": actor_url(row["identity"]), "into_url": actor_url(row["into"])}
                for row in found
                if row["action"] == "merge"
            ],
            "namesakes": [
                row
                | {
                    "url": actor_url(row["identity"]),
                    "texts": _texts(reader, row["documents"]),
                    "other_texts": _texts(reader, row["others"]),
                }
                for row in found
                if row["action"] == "split"
            ],
        },
    )


def _texts(reader: Reader, documents: Sequence[str]) -> list[dict[str, Any]]:
    """Ids and titles of documents, in their order."""
    found = reader.rows(
        "SELECT document, title FROM documents_all WHERE document IN (SELECT unnest($ids))", {"ids": list(documents)}
    )
    titles = {row["document"]: row["title"] for row in found}
    return [{"id": one, "title": titles.get(one) or one, "url": f"/documents/{one}"} for one in documents]


def _suggested(reader: Reader, settings: Settings) -> list[dict[str, Any]]:
    """Pairs that may be one, names that may be two; of a large corpus by another process: they take as much memory as all else."""
    if reader.apart and len(reader.store.catalogue.documents) >= _MANY:
        try:
            return reader.process.suggestions(settings, limit=_SUGGESTED, timeout_s=settings.web.page_timeout_s)
        except ServerError:
            reader.time.check()  # its time was over, or something else is at fault
            raise
    merges = suggest_merges(settings, limit=_SUGGESTED, store=reader.store)
    splits = suggest_splits(settings, limit=_SUGGESTED, store=reader.store)
    return [*(s.as_dict() for s in merges), *(s.as_dict() for s in splits)]


@router.post("/identities", include_in_schema=False)
def decide_by_form(
    request: Request,
    action: Annotated[Literal["merge", "split", "rename", "hide", "undo"], Form()],
    who: Annotated[str, Form()] = "",
    why: Annotated[str, Form()] = "",
    identity: Annotated[str, Form()] = "",
    into: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    decision: Annotated[str, Form()] = "",
    documents: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Decide; back to the page of what was acted on."""
    settings = request.app.state.settings
    if action == "merge" and into and ":" not in into:
        with request.app.state.readers.lend() as reader:
            into = find_actor(reader.views, into, kind=identity.partition(":")[0] or None)
    effect = decide_identity(
        settings,
        Decision(
            action=action,
            who=who,
            when="",
            why=why,
            identity=identity or None,
            into=into or None,
            name=name or None,
            decision=decision or None,
            documents=tuple(documents or ()),
        ),
    )
    shown = {"merge": into, "split": effect.decision.into or identity, "rename": identity}.get(action)
    response = RedirectResponse(actor_url(shown) or "/identities", status_code=303)
    keep(response, request, "policynlp_who", who.strip().encode("ascii", "ignore").decode(), seconds=_YEAR_S)
    return response


def _name_link(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"name_url": actor_url(row["identity"])}


def _who_link(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "who_url": actor_url(row.get("identity")),
        "document_title_url": standing(row),
        "document_title": row["document_title"] or row["document"],
    }


def _theme_name(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"theme": (row["theme"] if row["facet"] is None else f"{row['theme']}: {row['facet']}").replace("_", " ")}


_TEXT = Column(name="document_title", title="Text", kind="link")
_PUBLISHED = Column(name="published", title="Published", kind="date")
_PARTS: Mapping[str, tuple[str, tuple[Column, ...]]] = {
    "roles": (
        "Titles and affiliations",
        (
            Column(name="words", title="As the texts say"),
            Column(name="what", title="What"),
            Column(name="first_published", title="First", kind="date"),
            Column(name="last_published", title="Last", kind="date"),
            Column(name="unique_documents", title="Texts", kind="number"),
        ),
    ),
    "said": ("What it says", ()),
    "for": (
        "Said in its name, or by its people",
        (
            Column(name="who", title="Who", kind="link"),
            Column(name="content", title="What is said", kind="long"),
            _TEXT,
            _PUBLISHED,
        ),
    ),
    "about": (
        "Said of it by others",
        (
            Column(name="who", title="Who", kind="link"),
            Column(name="content", title="What is said", kind="long"),
            _TEXT,
            _PUBLISHED,
        ),
    ),
    "figures": (
        "Figures it gives",
        (Column(name="text", title="Figure"), Column(name="sentence", title="Sentence", kind="long"), _TEXT, _PUBLISHED),
    ),
    "figures_about": (
        "Figures about it",
        (
            Column(name="text", title="Figure"),
            Column(name="measure", title="Of what"),
            Column(name="sentence", title="Sentence", kind="long"),
            _TEXT,
            _PUBLISHED,
        ),
    ),
    "spoken_themes": (
        "Themes it speaks on",
        (
            Column(name="theme", title="Theme"),
            Column(name="quotes", title="Quotations", kind="number"),
            Column(name="of_quotes", title="of", kind="number"),
        ),
    ),
    "named_themes": (
        "Themes of passages that name it",
        (Column(name="theme", title="Theme"), Column(name="passages", title="Passages", kind="number")),
    ),
    "together": (
        "Named beside it",
        (
            Column(name="name", title="Name", kind="link"),
            Column(name="passages", title="Passages", kind="number"),
            Column(name="unique_documents", title="Texts", kind="number"),
        ),
    ),
    "mentions": (
        "Sentences that name it",
        (Column(name="sentence", title="Sentence", kind="long"), _TEXT, _PUBLISHED),
    ),
}
_THEY = {
    "What it says": "What they say",
    "Said in its name, or by its people": "Said in their name",
    "Said of it by others": "Said of them by others",
    "Figures it gives": "Figures they give",
    "Figures about it": "Figures about them",
    "Themes it speaks on": "Themes they speak on",
    "Themes of passages that name it": "Themes of passages that name them",
    "Named beside it": "Named beside them",
    "Sentences that name it": "Sentences that name them",
}
_LINKS = {
    "for": _who_link,
    "about": _who_link,
    "figures": _who_link,
    "figures_about": _who_link,
    "mentions": _who_link,
    "spoken_themes": _theme_name,
    "named_themes": _theme_name,
    "together": _name_link,
}
