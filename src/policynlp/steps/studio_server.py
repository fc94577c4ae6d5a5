"""A Label Studio server as it is spoken to: a handful of requests of its HTTP API, and errors that say what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

import httpx
from pydantic import SecretStr

from policynlp.errors import InputError, PolicyNLPError, ServerError

_TIMEOUT_S = 60.0
_PAGE = 100
_MAX_TOLD_CHARS = 400
_TOKEN_HINT = "Set POLICYNLP_LABELS__STUDIO_TOKEN to the token under *Account & Settings* in Label Studio."  # noqa: S105 - no secret


class StudioServer:
    """A Label Studio server; a context manager.

    Args:
        url: Where it is, such as `http://localhost:8080`; may have a path.
        token: A legacy token, or a personal access token (from which short-lived ones are made). It is sent to this server alone:
            redirects are not followed.
        transport: Of the HTTP client, for tests.

    Raises:
        InputError: The address is none, or the token is missing.
        ServerError: The server cannot be reached or refuses the token.
    """

    def __init__(self, url: str, *, token: SecretStr | None, transport: httpx.BaseTransport | None = None) -> None:
        address = _address(url)
        if token is None or not token.get_secret_value().strip():
            raise InputError("there is no token for Label Studio", where=str(address), hint=_TOKEN_HINT)
        self.url = str(address).rstrip("/")
        self._token = token.get_secret_value().strip()
        self._http = httpx.Client(timeout=_TIMEOUT_S, transport=transport, follow_redirects=False)
        try:
            self._http.headers["Authorization"] = self._authorization()
            self.user: Mapping[str, Any] = self._ask("GET", "/api/current-user/whoami")
        except PolicyNLPError:
            self._http.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._http.close()

    def project(self, title: str) -> dict[str, Any] | None:
        """The project with this title, or None.

        Raises:
            InputError: There are several.
        """
        page, found, seen = 1, [], 0
        while True:
            answer = self._ask("GET", "/api/projects", params={"page": page, "page_size": _PAGE})
            found += [project for project in answer["results"] if project["title"] == title]
            seen += len(answer["results"])
            if seen >= answer["count"] or not answer["results"]:
                break
            page += 1
        if len(found) > 1:
            raise InputError(
                f"there are {len(found)} projects called {title!r}", where=self.url, hint="Rename all but one of them."
            )
        return found[0] if found else None

    def create_project(self, title: str, **values: Any) -> dict[str, Any]:
        """Make a project."""
        return dict(self._ask("POST", "/api/projects", body={"title": title, **values}))

    def change_project(self, project: int, **values: Any) -> dict[str, Any]:
        """Change a project."""
        return dict(self._ask("PATCH", f"/api/projects/{project}", body=values))

    def tasks(self, project: int) -> Iterator[dict[str, Any]]:
        """The tasks of a project with `data`, `meta`, `predictions`, `annotations` (skipped ones, too) and `drafts`."""
        page, seen = 1, 0
        while True:
            params = {"project": project, "fields": "all", "page": page, "page_size": _PAGE}
            answer = self._ask("GET", "/api/tasks", params=params)
            yield from answer["tasks"]
            seen += len(answer["tasks"])
            if seen >= answer["total"] or not answer["tasks"]:
                return
            page += 1

    def add_tasks(self, project: int, tasks: Sequence[Mapping[str, Any]]) -> None:
        """Add tasks with their predictions."""
        for first in range(0, len(tasks), _PAGE):
            self._ask("POST", f"/api/projects/{project}/import", body=tasks[first : first + _PAGE])

    def change_task(self, task: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
        """Give a task other data and other predictions."""
        self._ask("PATCH", f"/api/tasks/{task['id']}", body={"data": wanted["data"], "meta": wanted["meta"]})
        for prediction in wanted["predictions"]:
            self._ask("POST", "/api/predictions", body={**prediction, "task": task["id"]})
        for prediction in task["predictions"]:
            self._ask("DELETE", f"/api/predictions/{prediction['id']}")

    def people(self) -> dict[int, str]:
        """User id to e-mail address."""
        found = self._ask("GET", "/api/users")
        listed = found if isinstance(found, list) else found["results"]
        return {int(user["id"]): str(user.get("email") or user.get("username") or user["id"]) for user in listed}

    def _authorization(self) -> str:
        if self._token.count(".") != 2:
            return f"Token {self._token}"
        answer = self._ask("POST", "/api/token/refresh", body={"refresh": self._token})
        return f"Bearer {answer['access']}"

    def _ask(self, method: str, path: str, *, params: Mapping[str, Any] | None = None, body: Any = None) -> Any:
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        headers = {} if body is None else {"Content-Type": "application/json"}
        try:
            answer = self._http.request(method, self.url + path, params=params, content=content, headers=headers)
        except httpx.HTTPError as error:
            hint = "Check the address, and that the server runs."
            raise ServerError(f"Label Studio does not answer ({type(error).__name__})", where=self.url, hint=hint) from error
        if answer.status_code in {401, 403}:
            raise ServerError("Label Studio refuses the token", where=self.url, hint=_TOKEN_HINT)
        if answer.is_redirect:
            hint = "Give the address that it sends to, if you trust it."
            raise ServerError(f"{path} is sent on to {answer.headers.get('location')}", where=self.url, hint=hint)
        if answer.is_error:
            raise ServerError(f"Label Studio answers {answer.status_code} to {method} {path}: {_told(answer)}", where=self.url)
        if not answer.content:
            return None
        try:
            return answer.json()
        except ValueError as error:
            raise ServerError(f"{path} is no page of Label Studio's API", where=self.url, hint="Check the address.") from error


def _address(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL:
        address = httpx.URL("")
    if address.scheme not in {"http", "https"} or not address.host or address.userinfo:
        raise InputError("this is no address of a server", where=url, hint="Give one such as http://localhost:8080.")
    return address.copy_with(query=None, fragment=None)


def _told(answer: httpx.Response) -> str:
    """What the server says of an error."""
    try:
        said = answer.json()
    except ValueError:
        return answer.reason_phrase
    if isinstance(said, Mapping):
        said = said.get("validation_errors") or said.get("detail") or said
    return (said if isinstance(said, str) else json.dumps(said, ensure_ascii=False))[:_MAX_TOLD_CHARS]
