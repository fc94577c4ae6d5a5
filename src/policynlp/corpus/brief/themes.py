"""What a text is about: its themes by share, and the passages that carry them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from policynlp.corpus.brief.evidence import Place, Reader
from policynlp.corpus.reading import TaggedDocument
from policynlp.tags import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePassage:
    """A passage that is about a theme.

    Attributes:
        place: The passage.
        section: The heading above it, or null.
        score: Probability of the theme.
        evidence: The sentences that made the label.
    """

    place: Place
    section: str | None
    score: float
    evidence: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeShare:
    """A theme of the text.

    Attributes:
        theme: Its name.
        share: Part of the analysed text whose passages are assigned the theme; passages may have several.
        facets: Finer themes with their shares, the largest first.
        passages: In the order of the text.
    """

    theme: str
    share: float
    facets: tuple[tuple[str, float], ...]
    passages: tuple[ThemePassage, ...]

    @property
    def strongest(self) -> ThemePassage:
        """The passage that the theme is surest of."""
        return max(self.passages, key=lambda p: p.score)


def themes_of(tagged: TaggedDocument, reader: Reader) -> list[ThemeShare]:
    """The themes of a document, the largest first; those that no passage is assigned are left out."""
    passages = {p.id: p for p in tagged.passages}
    rows: dict[str, list[Theme]] = defaultdict(list)
    facets: dict[str, list[tuple[str, float]]] = defaultdict(list)
    shares: dict[str, float] = {}
    for row in tagged.themes:
        if not row.assigned:
            continue
        if row.passage is None:
            if row.facet is None:
                shares[row.theme] = row.share or 0.0
            else:
                facets[row.theme].append((row.facet, round(row.share or 0.0, 4)))
        elif row.facet is None and row.passage in passages:
            rows[row.theme].append(row)
    out = []
    for theme, found in rows.items():
        found.sort(key=lambda r: passages[r.passage or ""].start)
        out.append(
            ThemeShare(
                theme=theme,
                share=round(shares.get(theme, 0.0), 4),
                facets=tuple(sorted(facets[theme], key=lambda f: (-f[1], f[0]))),
                passages=tuple(_passage(tagged, row, reader) for row in found),
            )
        )
    return sorted(out, key=lambda t: (-t.share, t.theme))


def _passage(tagged: TaggedDocument, row: Theme, reader: Reader) -> ThemePassage:
    passage = next(p for p in tagged.passages if p.id == row.passage)
    return ThemePassage(
        place=reader.place(tagged.id, passage.start, passage.end),
        section=passage.section,
        score=round(row.score, 4),
        evidence=tuple(reader.place(tagged.id, *span) for span in row.evidence),
    )
