"""One module a page: `router`, and `NAV` where it stands in the navigation. A new page is a name in `MODULES`."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from fastapi import APIRouter

MODULES = (
    "overview",
    "search",
    "document_list",
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
    "metrics",
    "sign_in",
)
"""In the order of the navigation."""
AT_LENGTH = frozenset({"briefs", "sql", "review", "disagreements"})
"""Those that give texts at length, to whoever may see these: see `web.withholding`."""


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
    """What a page module gives; `at_length`: texts, at any length."""

    router: APIRouter
    nav: Nav | None
    at_length: bool


def load_pages() -> list[Page]:
    """All pages."""
    modules = [(name, importlib.import_module(f"policynlp.web.pages.{name}")) for name in MODULES]
    return [Page(module.router, getattr(module, "NAV", None), name in AT_LENGTH) for name, module in modules]
