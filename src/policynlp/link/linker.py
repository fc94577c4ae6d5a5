"""The linker: new documents against each other and against what is known.

What comes out is the same whatever the order of the documents and however they are cut into batches: every link is a
function of its two documents, and identities that change as more documents are read are given again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from policynlp.document import Document
from policynlp.link.citations import Titled, cite, widest
from policynlp.link.claims import among, between
from policynlp.link.decisions import Decision, read_decisions
from policynlp.link.echoes import POLICY_GENRES, echoes
from policynlp.link.features import Features, features
from policynlp.link.identities import Identity
from policynlp.link.index import CLAIMS, OTHERS, POLICIES, LinkIndex
from policynlp.link.moment_pairs import dated
from policynlp.link.nearby import claim_block, near_claims, near_pieces, piece_block
from policynlp.link.pairs import link_id
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

    What it has seen is kept in an index (`LinkIndex`): claims with their terms, titles and mentions, passages as words and vectors.
    Duplicates (`Document.duplicate_of`) get a `duplicate` link and identities only: whatever else could be said of them is said of
    what they repeat, and no text is corroborated by its own copy.

    Args:
        settings: Thresholds.
        known: Documents that were linked before, and are not in the index.
        index: Of what was linked before; None: one in memory.
        decisions: File of decisions about identities; `settings.decisions` goes first.

    Raises:
        InputError: The file of decisions cannot be read.
    """

    def __init__(
        self,
        settings: LinkSettings,
        known: Iterable[tuple[Document, Tags]] = (),
        *,
        index: LinkIndex | None = None,
        decisions: Place | None = None,
    ) -> None:
        path = settings.decisions or decisions
        self._decisions: tuple[Decision, ...] = read_decisions(path) if path is not None else ()
        self._settings = settings
        self.index = index or LinkIndex()
        with self.index.writing():
            self.index.add(read := [features(document, tags) for document, tags in known])
            self.index.identities.decide(self._decisions)
            self.index.identities.written(self.index.identities.rows([one.party.document for one in read]))

    def link(self, new: Iterable[tuple[Document, Tags]], *, states: Mapping[str, str] | None = None) -> LinkResult:
        """Links and identities that new documents bring; they are known from then on.

        Args:
            new: Documents with their tags; those that are known already are passed over. All of them are held in memory, as far as
                they are compared.
            states: See `LinkIndex.add`, by document.
        """
        found: dict[str, Features] = {}
        for document, tags in new:
            if document.id not in found and not self.index.known([document.id]):
                found[document.id] = features(document, tags)
        texts = list(found.values())
        links = [_duplicate(one) for one in texts if one.duplicate_of is not None]
        links.extend(widest(list(self._citations(texts))))
        links.extend(self._claims(texts))
        links.extend(self._echoes(texts))
        with self.index.writing():
            self.index.add(texts, states=[(states or {}).get(one.party.document, "") for one in texts])
            changed = tuple(self.index.identities.changed())
            self.index.identities.written(changed)
        return LinkResult(tuple(sorted(links, key=lambda x: x.id)), changed)

    def _citations(self, texts: Sequence[Features]) -> Iterator[Link]:
        """Between new texts, and between them and all others, both ways."""
        titles: dict[tuple[str, ...], list[Titled]] = defaultdict(list)
        for text in texts:
            for titled in text.titles:
                titles[titled.key.words].append(titled)
                for mention in self.index.mentions(titled.key):
                    yield from cite(mention, titled)
        for text in texts:
            for mention in text.mentions:
                for titled in (*titles.get(mention.key.words, ()), *self.index.titled(mention.key)):
                    yield from cite(mention, titled)

    def _claims(self, texts: Sequence[Features]) -> Iterator[Link]:
        new = [statement for text in texts for statement in text.statements]
        least = self._settings.claim_similarity
        moments = {text.party.document: text.moments for text in texts}
        found = list(among(new, least_similarity=least))
        yield from (*found, *dated(found, moments))
        own = claim_block([(number, text.statements) for number, text in enumerate(texts)])
        for (block,) in self.index.blocks(CLAIMS) if new else ():
            for known in self.index.statements(block, near_claims(own, block, least_similarity=least)):
                found = list(between(new, known, least_similarity=least))
                theirs = {d for link in found for d in (link.from_.document, link.to.document)} - moments.keys()
                yield from (*found, *dated(found, moments | {d: self.index.moments(d) for d in sorted(theirs)}))

    def _echoes(self, texts: Sequence[Features]) -> Iterator[Link]:
        new = [piece for text in texts for piece in text.pieces]
        policies = [piece for piece in new if piece.party.genre in POLICY_GENRES]
        least = self._settings.echo_cosine
        yield from echoes(new, policies, least_cosine=least)
        if not new:
            return
        own = piece_block([(number, text.pieces) for number, text in enumerate(texts)])
        own_policies = own.of_texts([n for n, text in enumerate(texts) if text.party.genre in POLICY_GENRES])
        for sources, *others in self.index.blocks(POLICIES, *([OTHERS] if policies else [])):
            for known in self.index.pieces(sources, near_pieces(own, sources, least_cosine=least)[1]):
                yield from echoes(new, known, least_cosine=least)
            for later in (sources, *others) if policies else ():
                for known in self.index.pieces(later, near_pieces(later, own_policies, least_cosine=least)[0]):
                    yield from echoes(known, policies, least_cosine=least)


def _duplicate(text: Features) -> Link:
    from_ = End(document=text.party.document)
    to = End(document=text.duplicate_of or "")
    return Link(
        id=link_id("duplicate", from_, to),
        kind="duplicate",
        from_=from_,
        to=to,
        reason="The text repeats the other, word for word or nearly so.",
        version=VERSION,
    )
