"""Citations: a strategy, plan or law that a text names, tied to the document that bears the title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from policynlp.document import Document, Span
from policynlp.link.pairs import Party, link_id, may_meet
from policynlp.link.titles import TitleKey, candidates, title_key, titles
from policynlp.tags import End, Link, Tags

VERSION = "citations/1"
_NAMED = frozenset({"POLICY", "LAW", "WORK_OF_ART", "EVENT"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A policy as a text names it."""

    party: Party
    annotation: str | None
    span: Span
    key: TitleKey
    quoted: bool


@dataclass(frozen=True, slots=True)
class Titled:
    """A document and one form of its title."""

    party: Party
    key: TitleKey
    whole: bool
    title: str


def mentioned(party: Party, document: Document, tags: Tags) -> Iterator[Mention]:
    """Policies that a text names, by their title."""
    taken: set[tuple[Span, tuple[str, ...]]] = set()
    for entity in tags.entities:
        if entity.label in _NAMED:
            span = entity.start, entity.end
            key = title_key(document.slice(span))
            if len(key.words) >= 2 and (key.is_policy or len(key.words) >= 3) and (span, key.words) not in taken:
                taken.add((span, key.words))
                yield Mention(party, entity.id, span, key, entity.label == "WORK_OF_ART")
    for passage in document.content_passages():
        if passage.kind == "title":  # a text's own name is no citation
            continue
        for (start, end), key, quoted in candidates(document.slice(passage.span)):
            span = passage.start + start, passage.start + end
            if (span, key.words) not in taken:
                taken.add((span, key.words))
                yield Mention(party, None, span, key, quoted)


def borne(party: Party, document: Document) -> Iterator[Titled]:
    """Forms of the title that a text bears."""
    if document.source.genre == "news":  # headlines name policies, they do not bear their titles
        return
    seen: set[tuple[str, ...]] = set()
    for number, title in enumerate(titles(document)):
        key = title_key(title)
        if len(key.words) >= 2 and key.words not in seen and (key.is_policy or len(key.words) >= 3):
            seen.add(key.words)
            yield Titled(party, key, number == 0, title)


def cite(mention: Mention, titled: Titled) -> Iterator[Link]:
    """The citation, if the title that is named is the one that the other text bears; both have the same words."""
    if not may_meet(mention.party, titled.party) or not mention.key.agrees(titled.key):
        return
    if not titled.key.is_policy and not mention.quoted:  # a title like any words, so it has to be marked as one
        return
    score = 1.0
    if not titled.whole:
        score -= 0.1
    if mention.key.years != titled.key.years:
        score -= 0.1
    if len(titled.key.words) < 3:
        score -= 0.2
    start, end = mention.span
    from_ = End(document=mention.party.document, annotation=mention.annotation, start=start, end=end)
    to = End(document=titled.party.document)
    yield Link(
        id=link_id("cites", from_, to),
        kind="cites",
        from_=from_,
        to=to,
        reason=f"The text names the document by its title, “{titled.title}”.",
        version=VERSION,
        score=round(score, 3),
    )


def widest(links: list[Link]) -> list[Link]:
    """One citation for mentions that overlap and lead to the same document: the widest, entities first."""
    groups: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        groups[link.from_.document, link.to.document].append(link)
    out: list[Link] = []
    for group in groups.values():
        best = sorted(
            group, key=lambda x: (x.from_.start or 0, -(x.from_.end or 0), x.from_.annotation is None, -x.score, x.id)
        )
        last_end = -1
        for link in best:
            if (link.from_.start or 0) >= last_end:
                out.append(link)
                last_end = link.from_.end or 0
    return out
