"""Parameters of an address: the API refuses those that it does not know, since a misspelt filter would filter nothing."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

from fastapi import Query, Request
from fastapi.dependencies.models import Dependant

from policynlp.errors import InputError


def cursor(
    cursor: Annotated[str | None, Query(description="`cursor` of the page before: the rows behind it")] = None,
) -> None:
    """Dependency of answers that come in pages: names the parameter in the description; `answered.Page` reads it."""


def byte_order_mark(
    bom: Annotated[str | None, Query(description="1: csv begins with a byte order mark, as Excel wants it")] = None,
) -> None:
    """Dependency of answers that may be files: names the parameter in the description; `files.rows_file` reads it."""


def no_others(request: Request) -> None:
    """Dependency of the API.

    Raises:
        InputError: The address has a parameter that nothing reads.
    """
    known = sorted(known_names(request))
    for name in request.query_params:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]!r}? " if near else ""
            there = f"There are {', '.join(known)}." if known else "There are none."
            raise InputError(f"there is no parameter {name!r}", where=request.url.path, hint=hint + there)


def known_names(request: Request) -> set[str]:
    """Names of the parameters that the route of a request reads."""
    return _names(request.scope["route"].dependant)


def _names(dependant: Dependant) -> set[str]:
    own = {field.alias for field in dependant.query_params}
    return own.union(*map(_names, dependant.dependencies))
