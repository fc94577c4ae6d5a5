"""Whole documents as exports give them: chosen layers and origins, and only as much text as may go out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from policynlp.corpus.export.columns import TextRole
from policynlp.corpus.export.licences import TextPolicy
from policynlp.corpus.export.selection import Selection
from policynlp.corpus.export.snippets import restricted
from policynlp.corpus.reading import Corpus, TaggedDocument
from policynlp.corpus.store import Store
from policynlp.tags import LAYERS, Tags

_PARTS = ("measure", "scope", "share_of")


def tagged_documents(store: Store, ids: Sequence[str], *, selection: Selection) -> Iterator[TaggedDocument]:
    """Documents with the annotations that were chosen.

    Args:
        store: The corpus.
        ids: Which, in which order.
        selection: Its layers and origins are kept.
    """
    for found in Corpus(store).documents(ids):
        yield replace(found, tags=chosen_tags(found.tags, selection=selection))


def chosen_tags(tags: Tags, *, selection: Selection) -> Tags:
    """The tags of the layers and origins that were chosen."""
    kept: dict[str, Any] = {}
    for layer in LAYERS:
        wanted = not selection.layers or layer in selection.layers
        annotations = getattr(tags, layer) if wanted else ()
        kept[layer] = tuple(a for a in annotations if not selection.origins or a.origin in selection.origins)
    return replace(tags, **kept)


def restricted_dict(found: TaggedDocument, policy: TextPolicy, *, words: int) -> dict[str, Any]:
    """The tagged document as `policynlp tag` writes it, with `text_chars` and `text_policy`, and without what may not go out.

    Args:
        found: Document and tags.
        policy: How much of its text goes out.
        words: Words of a snippet.
    """
    out = found.as_dict() | {"text_chars": len(found.text), "text_policy": policy}
    if policy == "full":
        return out

    def cut(text: str | None, role: TextRole) -> str | None:
        return restricted(text, policy, role=role, words=words)

    out["text"] = None
    out["source"] |= {"metadata": {}}
    for claim in out["claims"]:
        claim["text"] = cut(claim["text"], "item")
        for part in _PARTS:
            claim[part] = _with_text(claim[part], cut(claim[part]["text"], "item")) if claim[part] else None
    return out


def _with_text(span: Mapping[str, Any], text: str | None) -> dict[str, Any]:
    return dict(span) | {"text": text}
