"""What trafilatura loses of an article: leads and standfirsts in boxes of their own, captions, headings, posts of live pages.

trafilatura decides which part of a page is the article, and may hand its blocks back out of order. Here the blocks of the
page are listed in their own order; those that it kept are found again, and others join them by where they stand: between
kept ones, beside them, or between the title and the first of them. Boxes whose class names say comments, related pages or
newsletters are left out.
"""

from __future__ import annotations

import re
from typing import Any

from policynlp.ingest.assemble import Block
from policynlp.ingest.text import word_count
from policynlp.ingest.units import is_terminal

_RESCUE_WORDS = 5
_LONER_WORDS = 8
"""A paragraph with no kept one beside it needs as many words and a full stop."""
_BOLD_WORDS = 14
_SUBTITLE_WORDS = 45
_SKIPPED = frozenset(
    {"nav", "footer", "aside", "form", "script", "style", "noscript", "template", "button", "select", "svg", "iframe"}
)
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption", "li", "blockquote"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_ROLES = frozenset({"complementary", "navigation", "banner", "contentinfo", "search", "dialog", "alertdialog"})
_ASIDE = frozenset(
    [
        "comments",
        "comment",
        "disqus",
        "related",
        "recommended",
        "recommendations",
        "newsletter",
        "signup",
        "cookie",
        "cookies",
        "consent",
        "gdpr",
        "outbrain",
        "taboola",
    ]
)
"""Class names of boxes that are no part of the article, kept by trafilatura or not."""
_FURNITURE = _ASIDE | frozenset(
    [
        "subscribe",
        "subscription",
        "promo",
        "promotion",
        "share",
        "sharing",
        "social",
        "sidebar",
        "breadcrumb",
        "breadcrumbs",
        "footer",
        "advert",
        "ad",
        "ads",
        "sponsored",
        "trending",
        "popular",
        "toolbar",
        "tags",
        "menu",
        "nav",
        "navigation",
        "modal",
        "popup",
        "teaser",
        "byline",
        "author",
        "bio",
        "meta",
    ]
)
"""Class names of boxes that nothing is rescued from."""
_STANDFIRST = frozenset(["standfirst", "dek", "deck", "subtitle", "subheadline", "subhead", "strapline", "subheading"])
_BYLINE = frozenset(["byline", "by", "author", "authors", "dateline", "datetime", "timestamp"])
_BYLINE_WORDS = 20
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)


def rescued(kept: list[Block], tree: Any, *, title: str | None) -> list[Block]:
    """The kept blocks in the order of the page, with those put back that belong to them.

    Args:
        kept: What trafilatura kept; is changed in place.
        tree: The parsed page.
        title: As the mark-up gives it; becomes the first block if the page shows no other.

    Returns:
        Blocks; the first of kind `title` is the title, a second one the subtitle.
    """
    raw = [e for e in tree.iter() if isinstance(e.tag, str) and e.tag in _BLOCKS and not _is_skipped(e)]
    parents = [e.getparent() for e in raw]  # held, since lxml makes a new object of an element that nothing refers to
    folds = [_fold(_text(e)) for e in raw]
    at = _places(kept, folds)
    known = [i for i in at if i is not None]
    if not known:
        return _titled(kept, title)
    total = sum(word_count(b.text) for b in kept)
    placed: list[tuple[int, int, Block]] = []
    last = -1
    for order, (block, i) in enumerate(zip(kept, at, strict=True)):
        last = i if i is not None else last
        if i is not None and _is_aside(raw[i], total):
            continue
        if i is not None and block.kind == "paragraph":
            if _is_bold_heading(raw[i], block.text):
                block.kind = "heading"
            elif _names(raw[i]) & _BYLINE and word_count(block.text) <= _BYLINE_WORDS:
                block.kind, block.sure = "byline", True
        placed.append((last, order, block))
    first_at, last_at = min(known), max(known)
    homes = {id(parents[i]) for i in known if raw[i].tag in ("p", "h2", "h3")}
    top = next((i for i, e in enumerate(raw) if e.tag == "h1" and i <= last_at), None)
    joined = "\n".join(_fold(b.text) for b in kept)
    taken = set(known)
    for i, element in enumerate(raw):
        if i in taken or not folds[i] or i > last_at + 1 or folds[i] in joined or _has_class(element, _FURNITURE):
            continue
        under_title = top is not None and top < i < first_at
        block_found = _rescue(
            element,
            inside=first_at < i < last_at or under_title,
            sibling=id(parents[i]) in homes and i >= (top or 0),
            leads=any(j in taken for j in range(i + 1, min(i + 4, len(raw)))),
        )
        if block_found is not None:
            placed.append((i, -1, block_found))
            taken.add(i)
    placed.sort(key=lambda p: (p[0], p[1]))
    if top is not None:
        _mark_standfirst(placed, raw, top, first_at, homes)
    return _titled([block for _, _, block in placed], title)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _fold(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _places(kept: list[Block], folds: list[str]) -> list[int | None]:
    """For each kept block the index of the page's block with its text; each is given once."""
    free: dict[str, list[int]] = {}
    for i in range(len(folds) - 1, -1, -1):
        free.setdefault(folds[i], []).append(i)
    out: list[int | None] = []
    for block in kept:
        found = free.get(_fold(block.text)) if block.text.strip() and block.kind != "table" else None
        out.append(found.pop() if found else None)
    return out


def _is_skipped(element: Any) -> bool:
    for above in element.iterancestors():
        if above.tag in ("body", "html"):
            return False
        if above.tag in _SKIPPED or (above.get("role") or "") in _ROLES or above.get("hidden") is not None:
            return True
        if "cookie" in (above.get("class") or "").lower() or _HIDDEN.search(above.get("style") or ""):
            return True
    return False


def _names(element: Any) -> set[str]:
    return set(re.split(r"[\W_]+", f"{element.get('class') or ''} {element.get('id') or ''}".lower()))


def _has_class(element: Any, names: frozenset[str]) -> bool:
    if _names(element) & names:
        return True
    return any(a.tag not in ("body", "html", "main", "article") and _names(a) & names for a in element.iterancestors())


def _is_aside(element: Any, total: int) -> bool:
    """Within a box of comments or the like that is the smaller part of the page's text."""
    for above in element.iterancestors():
        if above.tag not in ("body", "html", "main", "article") and _names(above) & _ASIDE:
            return word_count(_text(above)) * 2 < total
    return False


def _is_bold_heading(element: Any, text: str) -> bool:
    """A short paragraph, all of it bold and none of it a sentence."""
    if element.tag != "p" or word_count(text) > _BOLD_WORDS or text.rstrip()[-1:] in ".,;:!" or not text.strip():
        return False
    bold = sum(
        len(_fold(_text(b)))
        for b in element.iter("b", "strong")
        if not any(a.tag in ("b", "strong") for a in b.iterancestors())
    )
    return bold >= len(_fold(text)) > 0


def _rescue(element: Any, *, inside: bool, sibling: bool, leads: bool) -> Block | None:
    text = _text(element)
    words = word_count(text)
    tag = element.tag
    if tag in ("figcaption", "caption"):
        return Block(text, "caption") if inside and words >= 2 else None
    if tag == "h1":
        return Block(text, "title")
    links = sum(word_count(_text(a)) for a in element.iter("a"))
    if links * 2 >= max(words, 1):
        return None
    if tag in _HEADINGS:
        return Block(text, "heading") if inside and (sibling or leads) else None
    if tag == "li":
        return Block(text, "list", tight=True) if inside and words >= 3 and leads else None
    if tag == "p" and _is_bold_heading(element, text) and inside and leads and words:
        return Block(text, "heading")
    if tag in ("p", "blockquote") and (
        (sibling and words >= _RESCUE_WORDS) or (inside and words >= _LONER_WORDS and is_terminal(text))
    ):
        return Block(text, "paragraph")
    return None


def _mark_standfirst(placed: list[tuple[int, int, Block]], raw: list[Any], top: int, first_at: int, homes: set[int]) -> None:
    """The first block under the title is the subtitle if its class says so, or if it shares a box with the title alone."""
    following = next(((i, b) for i, _, b in placed if i > top), None)
    if following is None:
        return
    i, block = following
    words = word_count(block.text)
    if (
        block.kind not in ("paragraph", "heading")
        or not 3 <= words <= _SUBTITLE_WORDS
        or raw[i].tag not in ("p", "h2", "h3", "h4")
    ):
        return
    element = raw[i]
    parent = element.getparent()
    boxed = parent is raw[top].getparent() and parent.tag not in ("body", "main", "article")
    alone = boxed and (i < first_at or id(parent) not in homes or sum(e.getparent() is parent for e in raw) <= 3)
    if element.tag != "p":  # a second headline, where it is the only heading of its rank
        first_of_rank = sum(e.tag == element.tag for e in raw) == 1
        alone = boxed and words >= _RESCUE_WORDS and (first_of_rank or id(parent) not in homes)
    if (
        _names(element) & _STANDFIRST
        or _names(parent) & _STANDFIRST
        or (element.get("itemprop") or "") == "alternativeHeadline"
        or alone
    ):
        block.kind, block.sure = "title", True


def _titled(blocks: list[Block], title: str | None) -> list[Block]:
    """One title, from the mark-up if the page shows none; further ones are headings, but for a sure subtitle."""
    if title and not any(b.kind == "title" and not b.sure for b in blocks):
        same = next((b for b in blocks[:4] if _fold(b.text) == _fold(title)), None)
        if same is None:
            blocks.insert(0, Block(title, "title"))
        else:
            same.kind = "title"
    seen = False
    for block in blocks:
        if block.kind == "title" and not block.sure:
            block.kind = "heading" if seen else "title"
            seen = True
    return blocks
