"""The releases of a corpus: every file there, unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policynlp.corpus.releases.check import verify_release
from policynlp.corpus.releases.shelf import RELEASES
from policynlp.diagnosis import Finding
from policynlp.errors import CorpusError

_LISTED = 3


def check_releases(corpus: Path) -> Iterator[Finding]:
    """Verify every release in the folder of a corpus."""
    folder = corpus / RELEASES
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or not path.is_dir():
            continue
        try:
            faults = verify_release(path)
        except CorpusError as error:
            faults = [error.what]
        if faults:
            more = f"; and {len(faults) - _LISTED} more" if len(faults) > _LISTED else ""
            yield Finding(
                check="releases",
                severity="damage",
                what=f"the release {path.name} is not as it was made: {'; '.join(faults[:_LISTED])}{more}",
                where=str(path),
                hint="Take it from where it was published: a release is cited, and must never be made again under its name.",
            )
