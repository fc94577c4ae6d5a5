"""What the paragraph styles of word processors say."""

from __future__ import annotations

from policynlp.document import PassageKind

_STYLES: tuple[tuple[str, PassageKind], ...] = (
    ("title", "title"), ("subtitle", "paragraph"), ("heading", "heading"), ("caption", "caption"), ("list", "list"), ("toc", "boilerplate"),
)  # fmt: skip


def kind_of_style(name: str) -> PassageKind | None:
    """Kind of passage by the name of a built-in style, as English files write it; None where it says nothing."""
    low = name.strip().lower()
    return next((kind for prefix, kind in _STYLES if low.startswith(prefix)), None)
