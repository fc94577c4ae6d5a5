"""Our own labelled passages (`corpus/labels/*.jsonl`), and which of them are never trained on.

A group holds what resembles each other: passages of one imagined document or event. Groups are dealt by the hash of their name, so
that a passage stays where it is when others are added.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from policynlp.errors import InputError

Split = Literal["train", "test"]
TEST_SHARE = 5
"""One group of so many is frozen for tests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPassage:
    """A passage with all its themes and facets.

    Attributes:
        id: Unique among all files.
        group: What it resembles; never on both sides of a split.
        text: The passage.
        themes, facets: All that it is about, by the taxonomy; a facet as `theme.facet`.
        hard_negative_for: Facets that it only looks like.
        genre: What kind of text it is, such as `headline`; empty where that is not told.
    """

    id: str
    group: str
    text: str
    themes: frozenset[str]
    facets: frozenset[str]
    hard_negative_for: frozenset[str]
    genre: str = ""

    @property
    def split(self) -> Split:
        """Whether it may be trained on."""
        return split_of(self.group)


def split_of(group: str) -> Split:
    """The side of a group."""
    return "test" if zlib.crc32(f"split {group}".encode()) % TEST_SHARE == 0 else "train"


def labels_dir() -> Path:
    """Folder of the labelled passages of this version: of the wheel, else `corpus/labels` of the checkout.

    Raises:
        InputError: Neither is there.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "labelled", package.parents[1] / "corpus" / "labels"):
        if folder.is_dir():
            return folder
    raise InputError("no labelled passages came with this installation", where=str(package), hint="Train in a checkout.")


def read_labels(folder: Path | None = None) -> Iterator[LabelledPassage]:
    """All labelled passages, in order of files and lines.

    Args:
        folder: Folder of JSONL files; default: `labels_dir()`.

    Raises:
        InputError: There is none, or a row cannot be used.
    """
    files = sorted((folder or labels_dir()).glob("*.jsonl"))
    if not files:
        raise InputError("no labelled passages", where=str(folder), hint="JSONL files are expected in the folder.")
    seen: set[str] = set()
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            try:
                row: dict[str, Any] = json.loads(line)
                passage = LabelledPassage(
                    id=row["id"],
                    group=row["group"],
                    text=row["text"],
                    themes=frozenset(row["themes"]),
                    facets=frozenset(row["facets"]),
                    hard_negative_for=frozenset(row.get("hard_negative_for", ())),
                    genre=str(row.get("genre", "")),
                )
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(
                    f"the row cannot be used: {error}", where=where, hint="See corpus/labels/README.md."
                ) from error
            if passage.id in seen:
                raise InputError(f"the id {passage.id!r} comes twice", where=where, hint="Give each passage its own.")
            seen.add(passage.id)
            yield passage
