"""Articles of an export as documents: what a document is told, and what is left out of it and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policynlp.document import Document, Source
from policynlp.errors import Rejected, Rejection
from policynlp.ingest.assemble import Block
from policynlp.ingest.metadata import Found
from policynlp.ingest.press.article import Article, Export

RESERVED = "all rights reserved"
"""Licence of what databases of the press give out, whatever their copyright line says."""
_SHOWN_CHARS = 60

Make = Callable[[list[Block], Found, Source, str, dict[str, str]], Document]
"""Makes a document of blocks, what was found, source, work and hints."""


def documents(export: Export, *, source: Source, hints: Mapping[str, str], make: Make) -> Iterator[Document | Rejection]:
    """A document for each article, in order; an article that is damaged is rejected by its number, the others go on.

    Args:
        export: As split.
        source: Of the file.
        hints: What the caller knows; press databases hold news unless a genre is given.
        make: How a document is made.
    """
    for article in export.articles:
        where = f"{source.uri}#{article.number}"
        try:
            _check(article, export.database)
            one = Source(uri=where, media_type=source.media_type, encoding=source.encoding, extraction=source.extraction)
            work = f"{_scheme(export.database)}{article.key()}"
            yield make(_blocks(article), _found(article, export.database), one, work, {"genre": "news", **hints})
        except Rejected as error:
            rejection = error.rejection()
            yield Rejection(uri=where, stage="ingest", reason=error.reason, what=rejection.what, hint=rejection.hint)


def database_of(document: Document) -> str | None:
    """The press database whose export a document comes from, None where it comes from none."""
    name = document.source.metadata.get("database")
    return name if name and document.work.startswith(_scheme(name)) else None


def _scheme(database: str) -> str:
    return f"{database.lower().replace(' ', '-')}:"


def _check(article: Article, database: str) -> None:
    """Refuse an article without text, or without anything that says what it is."""
    hint = f"Export it again from {database}, or leave it out."
    if not article.body:
        named = f" ({article.title[:_SHOWN_CHARS]!r})" if article.title else ""
        raise Rejected("empty", f"article {article.number} of the {database} export{named} has no text", hint=hint)
    if article.is_headless:
        begins = article.body[0].text[:_SHOWN_CHARS]
        what = f"article {article.number} of the {database} export has neither title, outlet, date nor number; it begins {begins!r}"
        raise Rejected("corrupt", what, hint=hint)


def _blocks(article: Article) -> list[Block]:
    head = [Block(article.title, "title", sure=True)] if article.title else []
    if article.subtitle:
        head.append(Block(article.subtitle, "paragraph"))
    return head + article.body


def _found(article: Article, database: str) -> Found:
    told = {
        "database": database,
        "accession": article.accession,
        "section": article.section,
        "words": None if article.words is None else str(article.words),
        "copyright": article.copyright,
        **article.further,
    }
    return Found(
        title=article.title,
        subtitle=article.subtitle,
        authors=article.authors,
        publisher=article.outlet,
        published=(article.published, "export") if article.published else None,
        licence=RESERVED,
        language=article.language,
        metadata={name: value[:2000] for name, value in told.items() if value},
    )
