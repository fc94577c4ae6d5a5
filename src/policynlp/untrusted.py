"""Archives and XML of strangers: what is checked before a parser sees them.

Python's `zipfile` trusts the directory of an archive. Reading a member whole unfolds it whole, whatever size the directory
states, and before 3.11.8 entries may share their bytes, so that 40 KB unfold to gigabytes (D. Fifield, "A better zip bomb",
WOOT 2019). Here a member is read in slices up to what the directory states, and the statements are checked first.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import PurePosixPath

from policynlp.errors import Rejected

MOST_MEMBERS = 10_000
"""A long book as DOCX comes to some hundred."""
_FREE_BYTES = 10_000_000  # below this no ratio is held against an archive
_MAX_EXPANSION = 200
"""A document of text and pictures unfolds to some 10 times its size; a bomb to thousands."""
_SLICE_BYTES = 1 << 16
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unfold without bound per slice
_ENCRYPTED = 0x1
_DECLARED_UTF7 = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']utf-?7""", re.IGNORECASE)
_EBCDIC = b"\x4c\x6f\xa7\x94"  # "<?xm" (XML 1.0, appendix F)


def unfold(
    data: bytes, *, max_bytes: int, where: str, wanted: Callable[[str], bool] = lambda _: True
) -> dict[str, bytes | None]:
    """The members of a zip archive; those that are not wanted stay folded (None). Nothing is written to disk.

    Args:
        data: The archive.
        max_bytes: What all members together may unfold to.
        where: The file, for errors.
        wanted: By a member's name, whether its content is needed.

    Raises:
        Rejected: `oversized` for a bomb, `not_allowed` for a name that leads out of the archive, `encrypted`, `corrupt`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check(members, len(data), max_bytes, where)
            return {m.filename: _content(archive, m) if wanted(m.filename) else None for m in members}
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise _corrupt(where) from error


def _check(members: list[zipfile.ZipInfo], size: int, max_bytes: int, where: str) -> None:
    total = sum(m.file_size for m in members)
    if total > max_bytes or (total > _FREE_BYTES and total > size * _MAX_EXPANSION) or len(members) > MOST_MEMBERS:
        raise Rejected(
            "oversized",
            "the archive unfolds to far more than its size",
            where=where,
            hint="Save it again, without attachments.",
        )
    for member in members:
        name = member.orig_filename
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or ":" in name.split("/")[0]:
            what = f"the archive names a place outside of itself ({name[:80]!r})"
            raise Rejected("not_allowed", what, where=where, hint="Get the file from its publisher again.")
        if member.flag_bits & _ENCRYPTED:
            raise Rejected("encrypted", "the archive is locked by a password", where=where, hint="Save an unlocked copy.")
        if member.compress_type not in _METHODS:
            raise Rejected("unsupported", "the archive is packed in an unusual way", where=where, hint="Save it again.")
    places = sorted((m.header_offset, m.header_offset + m.compress_size) for m in members)
    if any(end > start for (_, end), (start, _) in pairwise(places)):
        raise Rejected("oversized", "the archive's entries share their bytes", where=where, hint="Get the file again.")


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as stream:
        out = bytearray()
        while piece := stream.read(_SLICE_BYTES):
            out += piece
    return bytes(out)


def _corrupt(where: str) -> Rejected:
    return Rejected("corrupt", "the archive cannot be opened", where=where, hint="Get the file again.")


def refuse_entities(data: bytes, *, where: str) -> None:
    """Refuse XML that declares entities of its own: nothing that is read here needs them, and they can unfold without bound.

    UTF-7 and EBCDIC, in which a declaration looks otherwise, are refused too.

    Raises:
        Rejected: `not_allowed`.
    """
    if b"<!ENTITY" in data.replace(b"\x00", b""):  # UTF-16 and UTF-32 are read well enough for this
        raise Rejected("not_allowed", "the XML declares entities", where=where, hint="Ask the publisher for plain XML.")
    if data.startswith(_EBCDIC) or _DECLARED_UTF7.search(data[:1000]):
        raise Rejected("not_allowed", "the XML is encoded in an unusual way", where=where, hint="Save it as UTF-8.")
