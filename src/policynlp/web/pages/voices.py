"""Voices: whose words the texts are made of, and the words themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request

from policynlp.corpus.answers import QuoteFilters, quotes, voice_kinds
from policynlp.corpus.answers import voices as ask_voices
from policynlp.document import GENRES
from policynlp.render.share_plots import SOURCES, voice_bars
from policynlp.tags import Act, QuoteKind
from policynlp.web.answered import LABELS, Page, actor_url, answer_table, asked, chosen, remembered, standing, url_without
from policynlp.web.answers import Answer, Column, answers, plot
from policynlp.web.pages import Nav
from policynlp.web.reader import Reader
from policynlp.web.readers import LentReader

router = APIRouter()
NAV = Nav("Voices", "/voices", "v")
_VOICES = 25
_NAMED = frozenset({"named_person", "organisation", "document"})
"""Kinds of sources that the filter by speaker finds; the others are called by a word of one text ("officials")."""
_QUOTES = (
    Column(name="who", title="Who", kind="link"),
    Column(name="cue", title="Cue"),
    Column(name="content", title="What is said", kind="long"),
    Column(name="figures", title="Figures"),
    Column(name="how", title="How"),
    Column(name="document_title", title="Text", kind="link"),
    Column(name="published", title="Published", kind="date"),
)
_COUNTS = (
    Column(name="voice", title="Voice", kind="link"),
    Column(name="source_type", title="Kind of source"),
    Column(name="quotes", title="Quotations", kind="number"),
    Column(name="direct", title="Direct", kind="number"),
    Column(name="mixed", title="Mixed", kind="number"),
    Column(name="indirect", title="Indirect", kind="number"),
    Column(name="words", title="Words", kind="number"),
    Column(name="unique_documents", title="Texts", kind="number"),
)


@answers(router, "/voices", template="voices.html", paged=True)
def voices(
    request: Request,
    reader: LentReader,
    filters: Annotated[QuoteFilters, Depends(asked(QuoteFilters))],
) -> Answer:
    """Who is heard, direct and indirect, and what each says."""
    return remembered(request, reader, lambda: _voices(request, reader, filters))


def _voices(request: Request, reader: Reader, filters: QuoteFilters) -> Answer:
    texts = dict(request.query_params)
    page = Page(request)
    kinds = voice_kinds(reader.views, filters)
    heard = ask_voices(reader.views, filters, limit=None if page.whole else _VOICES)
    said = quotes(reader.views, filters, limit=page.limit, offset=page.offset)
    within = filters.as_texts()
    bars, layout = voice_bars(kinds.rows)
    described = "; ".join(f"{SOURCES[row['source_type']]}: {row['quotes']} quotations" for row in kinds.rows)
    return Answer(
        title="Voices",
        data={
            "stated": said.stated,
            "given": texts,
            "chips": chosen(filters, LABELS, url_without(request)),
            "cursor": page.next(said),
            "first_page": page.offset == 0,
            "choices": {
                "kind": get_args(QuoteKind),
                "act": get_args(Act),
                "source_type": tuple(SOURCES.items()),
                "genre": GENRES,
            },
        },
        tables=(
            answer_table(said, "quotes", caption="What is said", columns=_QUOTES, page=page, links=_quote),
            answer_table(
                heard,
                "voices",
                caption="Who is heard",
                columns=_COUNTS,
                page=page,
                links=lambda row: _voice(row, within),
                first=True,
            ),
            answer_table(kinds, "kinds", caption="By kind of source", columns=(), page=page),
        ),
        plots=(
            plot(
                "kinds_plot", bars, layout, caption="By kind of source", description=described, note=kinds.stated, sql=kinds.sql
            ),
        ),
    )


def _quote(row: Mapping[str, Any]) -> dict[str, Any]:
    roles = ", ".join(str(p) for p in (row["speaker_title"], row["speaker_affiliation"]) if p)
    who = row["speaker"] or row["source"] or "nobody is named"
    act = "" if row["act"] == "speech" else f", {row['act']}"
    return {
        "who": f"{who} ({roles})" if roles else who,
        "who_url": actor_url(row["identity"]) or standing(row),
        "how": f"{row['kind']}{act}",
        "figures": "; ".join(row["figures"]) or None,
        "document_title": row["document_title"] or row["uri"],
        "document_title_url": standing(row),
    }


def _all_of(row: Mapping[str, Any], within: Mapping[str, str]) -> str:
    """What a voice without a page of its own says, such as a government that is named by a common noun.

    One that only a word of its text names ("officials") is not told apart from others: then all voices of its kind.
    """
    named = {"speaker": row["voice"]} if row["source_type"] in _NAMED and row["voice"] else {}
    return f"/voices?{urlencode({**within, **named, 'source_type': row['source_type']})}#quotes"


def _voice(row: Mapping[str, Any], within: Mapping[str, str]) -> dict[str, Any]:
    parts = [row["voice"] or "(nobody is named)", row["latest_title"], row["latest_affiliation"]]
    return {
        "voice": ", ".join(str(p) for p in parts if p),
        "voice_url": actor_url(row["identity"]) or _all_of(row, within),
        "source_type": SOURCES[row["source_type"]],
    }
