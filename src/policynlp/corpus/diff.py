"""What one tag set has that another has not.

Annotations are told apart by their id, which depends on document, layer and spans alone; one that is in both counts as
changed where anything but its version, origin and score differs.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from policynlp.corpus.store import Store
from policynlp.tags import LAYERS, Tags

_EXAMPLES = 10
_UNCOMPARED = frozenset({"version", "origin", "score"})


def diff(store: Store, old: str, new: str, *, examples: int = _EXAMPLES) -> dict[str, Any]:
    """Compare two tag sets over the documents that have tags in both.

    Args:
        store: The corpus, open.
        old: Tag set.
        new: Tag set.
        examples: Of each kind and layer, at the most.

    Returns:
        `old`, `new`, `documents` (compared), `only_old` and `only_new` (documents with tags in one alone), and `layers`:
        for each its numbers `before`, `after`, `added`, `removed`, `changed` and its `examples`, mappings with `what`
        (added, removed, changed), `document`, `id`, `text`, and for changed ones `fields`: name to [old, new].
        Themes count where they are assigned.
    """
    first, second = set(store.tagged(old)), set(store.tagged(new))
    both = [i for i in store.tagged(new) if i in first]
    counts: dict[str, Counter[str]] = {layer: Counter() for layer in LAYERS}
    shown: dict[str, list[dict[str, Any]]] = {layer: [] for layer in LAYERS}
    pairs = zip(store.load_documents(both), store.load_tags(both, tagset=old), store.load_tags(both, tagset=new), strict=True)
    for document, before, after in pairs:
        for layer in LAYERS:
            a, b = _annotations(before, layer), _annotations(after, layer)
            count = counts[layer]
            count.update(before=len(a), after=len(b))
            for what, row in _differences(a, b):
                count[what] += 1
                if sum(e["what"] == what for e in shown[layer]) < examples:
                    shown[layer].append({"what": what, "document": document.id, "text": _text(document.text, row), **row})
    names = ("before", "after", "added", "removed", "changed")
    return {
        "old": old,
        "new": new,
        "documents": len(both),
        "only_old": len(first - second),
        "only_new": len(second - first),
        "layers": {layer: {n: counts[layer][n] for n in names} | {"examples": shown[layer]} for layer in LAYERS},
    }


def _annotations(tags: Tags, layer: str) -> dict[str, dict[str, Any]]:
    found = (a for a in getattr(tags, layer) if layer != "themes" or a.assigned)
    return {a.id: a.as_dict() for a in found}


def _differences(a: dict[str, dict[str, Any]], b: dict[str, dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    out: list[tuple[str, dict[str, Any]]] = []
    out += [("removed", {"id": i, "annotation": a[i]}) for i in a if i not in b]
    out += [("added", {"id": i, "annotation": b[i]}) for i in b if i not in a]
    for i in a.keys() & b.keys():
        fields = {k: [a[i][k], b[i][k]] for k in a[i] if k not in _UNCOMPARED and a[i][k] != b[i][k]}
        if fields:
            out.append(("changed", {"id": i, "fields": fields, "annotation": b[i]}))
    return sorted(out, key=lambda pair: (pair[0], pair[1]["id"]))


def _text(text: str, row: dict[str, Any]) -> str:
    """The characters that an annotation stands on, for people."""
    annotation = row["annotation"]
    if "start" in annotation:
        return text[annotation["start"] : annotation["end"]]
    spans = annotation.get("content") or annotation.get("mentions") or annotation.get("evidence") or []
    return " … ".join(text[s:e] for s, e in spans[:3])
