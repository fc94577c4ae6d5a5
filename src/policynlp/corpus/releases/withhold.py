"""What a release leaves out of the rows: text that its licence does not let anybody pass on, and what is nobody's business."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from policynlp.corpus.export.columns import TextRole, describe
from policynlp.corpus.export.licences import TextPolicy
from policynlp.corpus.export.snippets import SNIPPET_WORDS, restricted
from policynlp.corpus.public_names import public_row
from policynlp.corpus.releases.manifest import public_settings

_STRICT: tuple[TextPolicy, ...] = ("none", "snippet", "full")
_DOCUMENTS = ("document", "from_document", "to_document")


@cache
def text_columns(view: str) -> dict[str, TextRole]:
    """Columns of a view that repeat text, and what text."""
    return {column.name: column.text for column in describe(view).columns if column.text is not None}


class Withholding:
    """Applied to every row that goes into a release.

    Args:
        policies: Document to how much of its text goes in.
        words: Words of a snippet.
    """

    def __init__(self, policies: Mapping[str, TextPolicy], *, words: int = SNIPPET_WORDS) -> None:
        self.policies = policies
        self.words = words

    def __call__(self, view: str, row: dict[str, Any]) -> dict[str, Any]:
        """The row as it may go out; where it ties two texts, the stricter of their licences counts. Files go without their folders."""
        row = public_row(row)
        if view == "runs":
            return row | {"settings": json.dumps(public_settings(json.loads(row["settings"] or "{}")), sort_keys=True)}
        if view == "rejects":
            return row | {"detail": None, "source": None}  # a traceback and a place of the sources file, which name folders
        found = [self.policies[row[name]] for name in _DOCUMENTS if row.get(name) in self.policies]
        policy: TextPolicy = min(found, key=_STRICT.index, default="full")
        if policy == "full":
            return row
        changed = {
            name: restricted(row[name], policy, role=role, words=self.words)
            for name, role in text_columns(view).items()
            if isinstance(row.get(name), str)
        }
        return row | changed
