"""Texts among the files of a folder, here or in an object store.

Hidden files and what commonly lies beside texts (`COMPANIONS`, `COMPANION_NAMES`) are passed over; other files of unknown kinds are
listed in one rejection for the folder.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from policynlp.errors import InputError, Rejected, Rejection
from policynlp.ingest.items import MEDIA_TYPES, Item, file_item
from policynlp.ingest.looks import Look
from policynlp.ingest.sources import SourceSpec
from policynlp.place import ObjectPath, Place

COMPANIONS = frozenset(
    {".css", ".gif", ".ico", ".ini", ".jpeg", ".jpg", ".js", ".license", ".lock", ".map", ".png"}
    | {".py", ".svg", ".toml", ".ttf", ".webp", ".woff", ".woff2", ".yaml", ".yml"}
)
"""What lies beside texts and is none: the pictures and scripts of a saved page, code, settings."""
COMPANION_NAMES = frozenset({"changelog", "licence", "license", "notice", "readme"})
"""Names, whatever the kind, of files that are about a folder."""
_NAMED_FILES = 20  # how many file names one rejection lists


def folder_items(folder: Path, spec: SourceSpec) -> Iterator[Item | Rejection]:
    """Files of a folder and its subfolders, sorted by path, without those that links lead out of it to."""
    root = folder.resolve()
    unknown: list[str] = []
    found = False
    for path in _walk(folder):
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            yield leads_out(path)
        elif _is_companion(path):
            continue
        elif path.suffix.lower() in MEDIA_TYPES and path.is_file():
            found = True
            yield file_item(path, spec)
        else:
            unknown.append(str(path.relative_to(folder)))
    yield from _passed_over(str(folder), unknown, found=found)


def stored_items(at: ObjectPath, spec: SourceSpec, look: Look) -> Iterator[Item | Rejection]:
    """Files of an object store: one, those that match a pattern, or the texts under an address."""
    names: list[str] = []
    try:
        if glob.has_magic(at.address):
            look.type, named = "glob", at.glob()
        elif at.is_file():
            look.type, named = "file", [at]
        else:
            look.type, names = "folder", [name for name in at.files() if name and not _is_hidden(PurePosixPath(name))]
            named = [at / name for name in names]
    except (OSError, InputError) as error:
        what = error.what if isinstance(error, InputError) else f"it cannot be listed: {error}"
        hint = "Check the address, credentials and network."
        raise Rejected("unreadable", what, where=spec.uri, hint=getattr(error, "hint", "") or hint) from error
    if not named:
        raise Rejected("missing", "there is no file under this address", where=spec.uri, hint="Check it.")
    if look.type != "folder":
        yield from (file_item(file, spec) for file in named)
        return
    others = [(name, file) for name, file in zip(names, named, strict=True) if not _is_companion(file)]
    unknown = [name for name, file in others if file.suffix.lower() not in MEDIA_TYPES]
    texts = [file for _, file in others if file.suffix.lower() in MEDIA_TYPES]
    yield from (file_item(file, spec) for file in texts)
    yield from _passed_over(at.address, unknown, found=bool(texts))


def leads_out(path: Path) -> Rejection:
    """A link to what is not in the folder that was named."""
    return Rejection(
        uri=str(path),
        stage="discover",
        reason="not_allowed",
        what="the link leads out of the folder",
        hint="Name the file or folder that it leads to as a source.",
    )


def _is_companion(path: Place) -> bool:
    return path.suffix.lower() in COMPANIONS or path.stem.lower() in COMPANION_NAMES


def _is_hidden(name: PurePosixPath) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in name.parts)


def _passed_over(folder: str, unknown: list[str], *, found: bool) -> Iterator[Rejection]:
    """One rejection for all files of unknown kinds, or one that says that there is nothing."""
    if unknown:
        more = f" and {len(unknown) - _NAMED_FILES} more" if len(unknown) > _NAMED_FILES else ""
        yield Rejection(
            uri=folder,
            stage="discover",
            reason="unsupported",
            what=f"files of unknown kinds were passed over: {', '.join(unknown[:_NAMED_FILES])}{more}",
            hint=f"Known are {' '.join(MEDIA_TYPES)}; name a file itself to have it read nonetheless.",
        )
    elif not found:
        yield Rejection(
            uri=folder, stage="discover", reason="empty", what="there is no text in this folder", hint="Check the path."
        )


def _walk(folder: Path) -> Iterable[Path]:
    """Files, and links to folders (which are not followed), depth first, each folder's entries by name."""
    with os.scandir(folder) as entries:
        names = sorted((e.name, e.is_dir(follow_symlinks=False)) for e in entries if not e.name.startswith("."))
    for name, is_folder in names:
        if is_folder:
            if name != "__pycache__":
                yield from _walk(folder / name)
        else:
            yield folder / name
