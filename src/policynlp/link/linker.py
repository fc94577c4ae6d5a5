"""The linker: new documents against each other and against what is known.

What comes out is the same whatever the order of the documents and however they are cut into batches: every link is a
function of its two documents, and identities that change as more documents are read are given again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policynlp.document import Document
from policynlp.link.citations import CitationIndex, widest
from policynlp.link.claims import ClaimIndex
from policynlp.link.decisions import Decision, read_decisions
from policynlp.link.echoes import EchoIndex, pieces
from policynlp.link.identities import Identity, Named, named, resolve
from policynlp.link.pairs import link_id, party
from policynlp.link.statement_reading import statements
from policynlp.place import Place
from policynlp.settings import LinkSettings
from policynlp.tags import End, Link, Tags

VERSION = "duplicates/1"


@dataclass(frozen=True, slots=True)
class LinkResult:
    """What a batch of new documents adds.

    Attributes:
        links: Between the new documents, and between them and known ones; sorted by id.
        identities: Of the entities of the new documents, and those of known documents that have changed through them.
    """

    links: tuple[Link, ...]
    identities: tuple[Identity, ...]


class Linker:
    """Ties documents to each other.

    Keeps a compact index of what it has seen (claims with their terms, titles and mentions, passages as words and vectors),
    not the texts. Duplicates (`Document.duplicate_of`) get a `duplicate` link and identities only: whatever else could be
    said of them is said of what they repeat, and no text is corroborated by its own copy.

    Args:
        settings: Thresholds.
        known: Documents that were linked before.
        decisions: File of decisions about identities; `settings.decisions` goes first.

    Raises:
        InputError: The file of decisions cannot be read.
    """

    def __init__(
        self,
        settings: LinkSettings,
        known: Iterable[tuple[Document, Tags]] = (),
        *,
        decisions: Place | None = None,
    ) -> None:
        path = settings.decisions or decisions
        self._decisions: tuple[Decision, ...] = read_decisions(path) if path is not None else ()
        self._claims = ClaimIndex(least_similarity=settings.claim_similarity)
        self._citations = CitationIndex()
        self._echoes = EchoIndex(least_cosine=settings.echo_cosine)
        self._named: dict[str, Named] = {}
        for document, tags in known:
            self._named[document.id] = named(document, tags)
            if document.duplicate_of is None:
                who = party(document)
                self._claims.add(statements(who, document, tags))
                self._echoes.add(pieces(who, document, tags))
                for _ in self._citations.add(who, document, tags):
                    pass

    def link(self, new: Iterable[tuple[Document, Tags]]) -> LinkResult:
        """Links and identities that new documents bring; they are known from then on.

        Args:
            new: Documents with their tags, none of them known yet (known ones are passed over).
        """
        before = {(i.document, i.entity): i for i in resolve(self._named.values(), self._decisions)}
        links: list[Link] = []
        citations: list[Link] = []
        claims, passages = [], []
        for document, tags in new:
            if document.id in self._named:
                continue
            self._named[document.id] = named(document, tags)
            if document.duplicate_of is not None:
                links.append(_duplicate(document))
                continue
            who = party(document)
            citations.extend(self._citations.add(who, document, tags))
            claims.extend(statements(who, document, tags))
            passages.extend(pieces(who, document, tags))
        links.extend(widest(citations))
        links.extend(self._claims.link(claims))
        links.extend(self._echoes.link(passages))
        after = resolve(self._named.values(), self._decisions)
        changed = tuple(i for i in after if before.get((i.document, i.entity)) != i)
        return LinkResult(tuple(sorted(links, key=lambda x: x.id)), changed)


def _duplicate(document: Document) -> Link:
    from_ = End(document=document.id)
    to = End(document=document.duplicate_of or "")
    return Link(
        id=link_id("duplicate", from_, to),
        kind="duplicate",
        from_=from_,
        to=to,
        reason="The text repeats the other, word for word or nearly so.",
        version=VERSION,
    )
