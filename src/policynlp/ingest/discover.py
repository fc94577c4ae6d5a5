"""From sources to items: which files and pages there are to read.

A source is a file, a folder, a glob, a page, a feed or a sitemap. Nothing that was named disappears without a word: what
is missing or of an unknown kind becomes a `Rejection`.
"""

from __future__ import annotations

import glob
import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

from policynlp.errors import Rejected, Rejection
from policynlp.ingest.bodies import expand_gzip
from policynlp.ingest.feeds import Entry, parse_feed, xml_kind
from policynlp.ingest.fetch import Fetched, Fetcher, NotModified
from policynlp.ingest.folders import folder_items, leads_out, stored_items
from policynlp.ingest.items import Item, file_item
from policynlp.ingest.looks import Look, source_name
from policynlp.ingest.sitemaps import parse_sitemap
from policynlp.ingest.sources import SourceSpec, is_web, load_sources
from policynlp.place import ObjectPath, place
from policynlp.settings import Settings

__all__ = ["Item", "SourceSpec", "discover", "load_sources"]

_LISTS = frozenset({".xml", ".rss", ".atom", ".gz"})  # local feeds and sitemaps
_MAX_SITEMAP_DEPTH = 3
_MAX_SITEMAPS = 100  # of one index


def discover(
    sources: Sequence[str | SourceSpec],
    *,
    settings: Settings,
    fetcher: Fetcher | None = None,
    since: date | None = None,
    limit: int | None = None,
    looked: Callable[[Look], None] = lambda _: None,
) -> Iterator[Item | Rejection]:
    """What there is to read, in the order of the sources; the same file or address once only.

    Args:
        sources: Paths, globs and URLs, or entries of a sources file.
        settings: `fetch` and `ingest.max_bytes` are used.
        fetcher: For feeds, sitemaps and pages of unknown type; default: one of its own.
        since: Leave out what a feed or sitemap dates before this day; what is undated stays.
        limit: Give at most so many items.
        looked: Told of every source that was gone through.
    """
    with ExitStack() as stack:
        given = fetcher or stack.enter_context(Fetcher(settings))
        search = _Search(settings, given, since)
        seen: set[str] = set()
        items = 0
        for source in sources:
            spec = source if isinstance(source, SourceSpec) else SourceSpec(uri=source, metadata={})
            of_source = 0
            look = Look(source=source_name(spec))
            for found in search.of(spec, look):
                found = replace(found, source=look.source)
                if isinstance(found, Rejection):
                    yield found
                    continue
                key = found.uri if "://" in found.uri else os.path.realpath(found.uri)
                if key in seen:
                    continue
                seen.add(key)
                if limit is not None and items >= limit:
                    return
                yield found
                items += 1
                of_source += 1
                if spec.limit is not None and of_source >= spec.limit:
                    break
            looked(look)


class _Search:
    """The ways from one source to its items."""

    def __init__(self, settings: Settings, fetcher: Fetcher, since: date | None) -> None:
        self._settings = settings
        self._fetcher = fetcher
        self._since = since

    def of(self, spec: SourceSpec, look: Look) -> Iterator[Item | Rejection]:
        """Items of one source; errors become rejections, and `look` is filled in."""
        try:
            for found in self._urls(spec, look) if is_web(spec.uri) else self._paths(spec, look):
                look.items += 1
                yield found
        except Rejected as error:
            look.failed(error)
            yield error.rejection(uri=spec.uri, stage="discover")

    # Files

    def _paths(self, spec: SourceSpec, look: Look) -> Iterator[Item | Rejection]:
        at = place(spec.uri)
        if isinstance(at, ObjectPath):
            yield from stored_items(at, spec, look)
            return
        path = at.expanduser()
        look.type = "file"
        if path.is_dir():
            look.type = "folder"
            yield from folder_items(path, spec)
        elif path.exists():
            yield from self._file(path, spec, look)
        elif glob.has_magic(spec.uri):
            look.type = "glob"
            matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - the pattern may be absolute
            if not matches:
                raise Rejected("missing", "no file matches this pattern", where=spec.uri, hint="Check the pattern.")
            root = _fixed_part(path).resolve()
            for match in map(Path, matches):
                if not match.resolve().is_relative_to(root):
                    yield leads_out(match)
                elif match.is_file():
                    yield from self._file(match, spec, look)
        else:
            raise Rejected("missing", "there is no such file or folder", where=spec.uri, hint="Check the path.")

    def _file(self, path: Path, spec: SourceSpec, look: Look) -> Iterator[Item | Rejection]:
        """A file that was named; unknown kinds are left to the reader, which looks at the bytes."""
        is_list = spec.type in ("feed", "sitemap")
        if is_list or (spec.type == "auto" and path.suffix.lower() in _LISTS):
            data = self._read_list(path)
            if is_list or xml_kind(data) is not None:
                yield from self._list(data, path.resolve().as_uri(), spec, look)
                return
        yield file_item(path, spec)

    def _read_list(self, path: Path) -> bytes:
        limits = self._settings
        try:
            if path.stat().st_size > limits.ingest.max_bytes:
                raise Rejected(
                    "oversized",
                    "the file is longer than ingest.max_bytes",
                    where=str(path),
                    hint="Raise ingest.max_bytes to take it.",
                )
            data = path.read_bytes()
        except OSError as error:
            raise Rejected(
                "unreadable", f"the file cannot be read: {error.strerror}", where=str(path), hint="Check its permissions."
            ) from error
        return self._expanded(data, str(path))

    # Pages, feeds, sitemaps

    def _urls(self, spec: SourceSpec, look: Look) -> Iterator[Item | Rejection]:
        if spec.type in ("page", "file"):
            yield Item(uri=spec.uri, kind="url", metadata=spec.metadata)
            return
        look.type = "page" if spec.type == "auto" else spec.type
        answer = self._fetcher.fetch(spec.uri)
        look.answered(answer)
        if isinstance(answer, Fetched):
            data = self._expanded(answer.data, spec.uri)
            if spec.type in ("feed", "sitemap") or xml_kind(data) is not None:
                yield from self._list(data, answer.url, spec, look)
                return
        if isinstance(answer, Fetched | NotModified):
            self._fetcher.hold(answer)
        yield Item(uri=spec.uri, kind="url", metadata=spec.metadata)

    def _list(self, data: bytes, url: str, spec: SourceSpec, look: Look) -> Iterator[Item | Rejection]:
        """Items of a feed or sitemap, up to `fetch.max_feed_items`."""
        limit = self._settings.fetch.max_feed_items
        is_sitemap = spec.type == "sitemap" or (spec.type != "feed" and xml_kind(data) == "sitemap")
        look.type = "sitemap" if is_sitemap else "feed"
        entries = self._sitemap(data, url, depth=1) if is_sitemap else parse_feed(data, url=url)
        taken = 0
        for entry in entries:
            if isinstance(entry, Rejected):
                yield entry.rejection(uri=url, stage="discover")
            elif self._is_recent(entry):
                if taken == limit:
                    raise Rejected(
                        "oversized",
                        f"more than {limit} items: the first {limit} were taken",
                        where=spec.uri,
                        hint="Raise fetch.max_feed_items to take more.",
                    )
                taken += 1
                yield Item(uri=entry.url, kind="url", metadata={**entry.metadata, **spec.metadata})

    def _sitemap(self, data: bytes, url: str, *, depth: int) -> Iterator[Entry | Rejected]:
        sitemap = parse_sitemap(data, url=url, max_pages=self._settings.fetch.max_feed_items + 1 if depth > 1 else 50_000)
        yield from sitemap.pages
        recent = [s for s in sitemap.sitemaps if self._is_recent(s)]
        if recent and depth == _MAX_SITEMAP_DEPTH:
            yield Rejected(
                "oversized", "sitemaps within sitemaps go too deep", where=url, hint="Name the inner ones as sources."
            )
            return
        if len(recent) > _MAX_SITEMAPS:
            yield Rejected(
                "oversized",
                f"the index names {len(recent)} sitemaps: the first {_MAX_SITEMAPS} are read",
                where=url,
                hint="Name the others as sources.",
            )
        for inner in recent[:_MAX_SITEMAPS]:
            try:
                answer = self._fetcher.fetch(inner.url)
                if isinstance(answer, Fetched):
                    yield from self._sitemap(self._expanded(answer.data, answer.url), answer.url, depth=depth + 1)
            except Rejected as error:
                yield error

    def _expanded(self, data: bytes, where: str) -> bytes:
        limits = self._settings
        return expand_gzip(data, max_bytes=limits.ingest.max_bytes, max_expansion=limits.fetch.max_expansion, where=where)

    def _is_recent(self, entry: Entry) -> bool:
        """Whether an entry is not dated before `since`; the later of its dates counts, and dates compare as ISO text."""
        dates = [d[:10] for d in (entry.published, entry.updated) if d]
        if self._since is None or not dates:
            return True
        latest = max(dates)
        return latest >= self._since.isoformat()[: len(latest)]


def _fixed_part(pattern: Path) -> Path:
    """The folder that a pattern searches: what stands before the first part with a wildcard."""
    return Path(*itertools.takewhile(lambda part: not glob.has_magic(part), pattern.parts))
