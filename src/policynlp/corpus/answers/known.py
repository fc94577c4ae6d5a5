"""Names in a question that nothing has: a typing error must not read as "not found"."""

from __future__ import annotations

from policynlp.corpus.answers.conditions import Conditions
from policynlp.corpus.answers.filters import Filters, of_document
from policynlp.corpus.read_only import ReadOnly
from policynlp.document import GENRES
from policynlp.errors import InputError
from policynlp.taxonomy import check_theme, load_taxonomy

_LISTED = 5


def check_asked(views: ReadOnly, filters: Filters) -> None:
    """Refuse a theme that is neither one of the package's own taxonomy nor one of the corpus.

    Raises:
        InputError: There is no such theme or facet.
    """
    if not filters.theme:
        return
    themes = {name: list(theme.facets) for name, theme in load_taxonomy(None).themes.items()}
    try:
        check_theme(filters.theme, themes)
    except InputError:  # of a taxonomy of the user's own, which the tags tell
        for row in views.query("SELECT DISTINCT theme, facet FROM themes_all ORDER BY ALL").to_pylist():
            facets = themes.setdefault(row["theme"], [])
            if row["facet"] and row["facet"] not in facets:
                facets.append(row["facet"])
        check_theme(filters.theme, themes)


def check_document(views: ReadOnly, document: str | None, *, where: str = "document", genres: bool = False) -> None:
    """Refuse the name of a text that no text has.

    Args:
        views: The corpus.
        document: Id, its beginning, or words of the title; None: nothing is checked.
        where: What it was asked by.
        genres: A genre will do, too.

    Raises:
        InputError: No text goes by it.
    """
    if not document or (genres and document in GENRES):
        return
    named = of_document(Conditions(), document)
    if views.query(f"SELECT 1 FROM documents_all {named.where} LIMIT 1", named.values).num_rows:
        return
    texts = views.query("SELECT coalesce(title, uri) AS title FROM documents ORDER BY published DESC NULLS LAST, title")
    more = texts.num_rows - _LISTED
    titles = [str(title) for title in texts["title"].to_pylist()[:_LISTED]]
    listed = "; ".join(titles) + (f"; and {more:,} more" if more > 0 else "")
    raise InputError(
        f"no text has this id, or these words in its title: {document!r}",
        where=where,
        hint=f"Texts: {listed or 'none'}." + (f" Genres: {', '.join(GENRES)}." if genres else ""),
    )
