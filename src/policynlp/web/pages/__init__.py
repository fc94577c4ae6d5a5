"""One module a page: `router`, and `NAV` where it stands in the navigation. A new page is a name in `MODULES`."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from fastapi import APIRouter

MODULES = (
    "overview",
    "search",
    "documents",
    "cite",
    "figures",
    "voices",
    "actors",
    "themes",
    "briefs",
    "sql",
    "review",
    "disagreements",
    "learning",
    "reference",
    "sign_in",
)
"""In the order of the navigation."""


@dataclass(frozen=True)
class Nav:
    """An entry of the navigation.

    Attributes:
        title: What it says.
        path: Where it leads.
        key: Letter that leads there after `g` on the keyboard.
    """

    title: str
    path: str
    key: str = ""


@dataclass(frozen=True)
class Page:
    """What a page module gives."""

    router: APIRouter
    nav: Nav | None


def load_pages() -> list[Page]:
    """All pages."""
    modules = [importlib.import_module(f"policynlp.web.pages.{name}") for name in MODULES]
    return [Page(module.router, getattr(module, "NAV", None)) for module in modules]
