"""Committing: what a run brings becomes one batch, which is seen whole or not at all.

Its rows are appended to each table; its row in `batches` is the last thing that is appended. Rows of a batch that has none (its
writer was killed) are never seen, so that the batch can simply be done again. Where two processes brought the same document, or
tags of it, at once, the first committed batch counts.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import datetime
from typing import Any

from policynlp.corpus import rows as convert
from policynlp.corpus.blobs import Blobs
from policynlp.corpus.catalogue import CORRECTIONS, Catalogue
from policynlp.corpus.moments import moment_after
from policynlp.corpus.tables import Tables
from policynlp.document import Document
from policynlp.errors import CorpusError, Rejection
from policynlp.tags import Link, Tags


class Commits:
    """What writers ask a corpus for; a part of `Store`."""

    tables: Tables
    blobs: Blobs
    catalogue: Catalogue

    def commit_documents(
        self,
        documents: Sequence[Document],
        rejections: Sequence[Rejection] = (),
        *,
        run_id: str,
        fingerprints: Mapping[str, tuple[str, bytes]],
        fetches: Sequence[Mapping[str, Any]] = (),
    ) -> str:
        """Commit documents as one batch.

        Args:
            documents: Those that are known already are not read twice. A text with a half surrogate pair, which no
                UTF-8 column can hold, goes to `rejects`.
            rejections: What was left out.
            run_id: The run.
            fingerprints: Document id to the SHA-256 of its normalised text and its MinHash.
            fetches: What was fetched: url, final_url, etag, last_modified, fetched_at, status, bytes_sha256.

        Returns:
            Batch id.

        Raises:
            CorpusError: The batch could not be committed; nothing of it is seen.
        """
        out: convert.Rows = {"documents": [], "passages": [], "fetches": [dict(f) for f in fetches]}
        unstorable = []
        for ordinal, document in enumerate({d.id: d for d in documents}.values()):
            if _is_utf8(document.text):
                _extend(out, convert.document_rows(document, fingerprint=fingerprints.get(document.id), ordinal=ordinal))
            else:
                unstorable.append(_not_utf8(document))
        return self._commit("documents", out, [*rejections, *unstorable], run_id=run_id)

    def commit_corrections(self, tags: Sequence[Tags], *, run_id: str, tagset: str) -> str:
        """Commit tags as people corrected them, as one batch; they stand before what the machine said, which stays.

        Args:
            tags: All tags of documents that have tags in the tag set.
            run_id: Who corrects.
            tagset: The tag set that is corrected.

        Raises:
            CorpusError: The batch could not be committed.
        """
        out: convert.Rows = {}
        for one in tags:
            _extend(out, convert.tag_rows(one))
        return self._commit(CORRECTIONS, out, (), run_id=run_id, tagset=tagset)

    def commit_tags(self, tags: Sequence[Tags], rejections: Sequence[Rejection] = (), *, run_id: str, tagset: str) -> str:
        """Commit the tags of documents as one batch.

        Args:
            tags: Of documents that are committed.
            rejections: Documents that could not be tagged.
            run_id: The run.
            tagset: The tag set that all of them are from.

        Raises:
            CorpusError: Tags of another tag set are among them, or the batch could not be committed.
        """
        out: convert.Rows = {}
        for one in {t.document: t for t in tags}.values():
            if one.tagset != tagset:
                raise CorpusError(
                    f"tags of {one.tagset} cannot go into {tagset}", where=one.document, hint="One tag set a batch."
                )
            _extend(out, convert.tag_rows(one))
        return self._commit("tags", out, rejections, run_id=run_id, tagset=tagset)

    def commit_links(
        self,
        links: Sequence[Link],
        *,
        documents: Sequence[str],
        run_id: str,
        tagset: str,
        identities: Iterable[Any] = (),
    ) -> str:
        """Commit links as one batch.

        Args:
            links: The links.
            documents: Ids whose linking is done with this.
            run_id: The run.
            tagset: The tag set whose annotations are linked.
            identities: Who is who across documents: mappings or dataclasses with document, entity (its key in the
                document), identity, name and label, and automatic and automatic_name where rules and decisions are told
                apart. A later commit overrules an earlier one.

        Raises:
            CorpusError: The batch could not be committed; nothing of it is seen.
        """
        out: convert.Rows = {
            "links": [convert.link_row(link, tagset=tagset, ordinal=i) for i, link in enumerate(links)],
            "linked": [{"document": d, "tagset": tagset, "ordinal": i} for i, d in enumerate(documents)],
            "identities": [_identity(row) | {"tagset": tagset, "ordinal": i} for i, row in enumerate(identities)],
        }
        return self._commit("links", out, (), run_id=run_id, tagset=tagset)

    def _commit(
        self, kind: str, rows: convert.Rows, rejections: Sequence[Rejection], *, run_id: str, tagset: str | None = None
    ) -> str:
        rows["rejects"] = [r.as_dict() | {"ordinal": i} for i, r in enumerate(rejections)]
        batch_id = f"{self._moment():%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
        written = {"batch_id": batch_id, "run_id": run_id}
        counts = {
            name: self.tables.append(name, [row | written for row in some], settle=False) for name, some in rows.items() if some
        }
        self.blobs.settle()
        self.tables.settle()  # on the disk before the row that says that they count
        marker = {"kind": kind, "tagset": tagset, "committed_at": self._moment(), "rows": json.dumps(counts)}
        self.tables.append("batches", [written | marker])
        return batch_id

    def _moment(self) -> datetime:
        """When the batch that is being written comes: after all others, since of two that say who is who the later one counts."""
        self.catalogue.refresh()
        return moment_after([self.catalogue.newest])


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _not_utf8(document: Document) -> Rejection:
    return Rejection(
        uri=document.source.uri,
        stage="ingest",
        reason="encoding",
        what="the text holds half of a surrogate pair, which is no character",
        hint="Mend the source: such text comes from JSON that was cut in the middle of a character.",
        bytes_sha256=document.source.bytes_sha256,
    )


def _extend(into: convert.Rows, rows: Mapping[str, list[convert.Row]]) -> None:
    for name, some in rows.items():
        into.setdefault(name, []).extend(some)


def _identity(row: Any) -> dict[str, Any]:
    values = asdict(row) if is_dataclass(row) and not isinstance(row, type) else row
    wanted = {name: values[name] for name in ("document", "entity", "identity", "name", "label")}
    return wanted | {name: values.get(name) for name in ("automatic", "automatic_name")}
