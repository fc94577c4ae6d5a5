"""Tagged texts made by hand, so that each test states all that its finding rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policynlp.corpus.brief.article import ArticleBrief, article_brief
from policynlp.corpus.brief.evidence import Reader, Shown, Text
from policynlp.corpus.reading import TaggedDocument
from policynlp.document import Document, Passage, Source, Span, content_id
from policynlp.link.statements import measures
from policynlp.tags import Claim, Earlier, Period, Quote, Tags, TextSpan, Theme, annotation_id


class Made:
    """A text of paragraphs, one a line, whose annotations are named by their words.

    A line that begins with `# ` is a heading (without the mark).
    """

    def __init__(
        self, text: str, *, title: str = "A text", genre: str = "news", published: str = "2024-05-20", **source: Any
    ) -> None:
        lines = text.split("\n")
        self.text = "\n".join(line.removeprefix("# ") for line in lines)
        made = Document(
            text=self.text,
            source=Source(uri=f"{title}.txt", title=title, genre=genre, published=published, **source),
            work=title,
        )
        passages, start = [], 0
        for line in lines:
            end = start + len(line.removeprefix("# "))
            kind = "heading" if line.startswith("# ") else "paragraph"
            if end > start:
                passages.append(Passage(id=content_id("p", made.id, start), start=start, end=end, kind=kind))
            start = end + 1
        self.document = made.with_passages(tuple(passages))
        self.quotes: list[Quote] = []
        self.claims: list[Claim] = []
        self.themes: list[Theme] = []

    def span(self, words: str, *, after: int = 0) -> Span:
        """Where words stand."""
        start = self.text.index(words, after)
        return start, start + len(words)

    def quote(
        self, *contents: str, source: str = "", source_type: str = "named_person", speaker: str | None = None, **rest: Any
    ) -> Made:
        """An attribution."""
        content = tuple(self.span(c) for c in contents)
        self.quotes.append(
            Quote(
                id=annotation_id(self.document.id, "quotes", content),
                kind=rest.pop("kind", "indirect"),
                act=rest.pop("act", "speech"),
                content=content,
                source=(self.span(source),) if source else (),
                source_type=source_type,  # type: ignore[arg-type]
                speaker=speaker,
                entity=rest.pop("entity", f"person:{speaker}" if speaker else None),
                **rest,
            )
        )
        return self

    def claim(self, words: str, value: float | None, unit: str | None, *, kind: str = "percent", **rest: Any) -> str:
        """A figure; gives its id."""
        start, end = self.span(words)
        for name in ("measure", "scope", "share_of"):
            if isinstance(rest.get(name), str):
                s, e = self.span(rest[name])
                rest[name] = TextSpan(start=s, end=e, text=rest[name])
        if isinstance(rest.get("period"), str):
            rest["period"] = period(rest["period"])
        made = Claim(
            id=annotation_id(self.document.id, "claims", [(start, end)]),
            start=start,
            end=end,
            text=words,
            kind=kind,  # type: ignore[arg-type]
            value=value,
            unit=unit,
            **rest,
        )
        self.claims.append(made)
        return made.id

    def tagged(self) -> TaggedDocument:
        """The text with its annotations."""
        tags = Tags(
            document=self.document.id,
            tagset="made",
            quotes=tuple(self.quotes),
            claims=tuple(self.claims),
            themes=tuple(self.themes),
        )
        return TaggedDocument(self.document, tags)

    def end(self, claim: str) -> dict[str, Any]:
        """The end of a link at a claim of this text."""
        found = next(c for c in self.claims if c.id == claim)
        return {"document": self.document.id, "annotation": claim, "start_char": found.start, "end_char": found.end}

    def at(self, words: str) -> dict[str, Any]:
        """The end of a link at words of this text."""
        start, end = self.span(words)
        return {"document": self.document.id, "annotation": None, "start_char": start, "end_char": end}


def period(year: str) -> Period:
    """A year, or a relative period with the year behind a slash: `last year/2023`."""
    text, _, day = year.partition("/")
    year = day or text
    return Period(text=text, start_date=f"{year}-01-01", end_date=f"{year}-12-31", timex=year)


def earlier(value: float | None, year: str) -> Earlier:
    """An earlier state."""
    return Earlier(value=value, period=period(year))


def link(kind: str, here: dict[str, Any], there: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """A row of the view `links`."""
    row = {"kind": kind, "relation": None, "delta": None, "reason": "", "score": 1.0} | rest
    row |= {f"from_{k}": v for k, v in here.items()} | {f"to_{k}": v for k, v in there.items()}
    return row | {"id": content_id("link", *row.values())}


def brief(
    article: Made, *others: Made, links: Sequence[dict[str, Any]] = (), shown: Shown = "full", **rest: Any
) -> ArticleBrief:
    """The brief of the first text."""
    made = [article.tagged(), *(o.tagged() for o in others)]
    texts = [Text.of({**t.source.as_dict(), "document": t.id}) for t in made]
    policies = {g: n for g in ("policy", "law", "speech") if (n := sum(o.document.source.genre == g for o in others))}
    return article_brief(
        made[0],
        texts=texts,
        links=list(links),
        reader=Reader(made, shown=lambda _: shown),
        measures=measures,
        versions={"claims": "claims/1"},
        policies=policies,
        repeated=0,
        **{"identities": {}} | rest,
    )
