"""Finding a document or an annotation by its id."""

from __future__ import annotations

from policynlp.corpus.store import Store
from policynlp.corpus.views import Views
from policynlp.errors import InputError

_LEAST_CHARS = 6
_PLACES = """
SELECT document, start_char FROM passages_all WHERE id = $id UNION ALL
SELECT document, start_char FROM quotes_all WHERE id = $id UNION ALL
SELECT document, start_char FROM claims_all WHERE id = $id UNION ALL
SELECT document, start_char FROM entities_all WHERE id = $id UNION ALL
SELECT document, start_char FROM themes_all WHERE id = $id LIMIT 1
"""


def find_document(store: Store, name: str) -> str:
    """The id of a committed document.

    Args:
        store: The corpus, open.
        name: Its id, or the beginning of it (six characters at least).

    Raises:
        InputError: There is none, or there are several.
    """
    store.catalogue.refresh()
    known = store.catalogue.documents
    if name in known:
        return name
    found = [i for i in known if i.startswith(name)] if len(name) >= _LEAST_CHARS else []
    if len(found) != 1:
        what = f"{len(found)} documents begin so" if found else "there is no such document"
        raise InputError(what, where=name, hint="Search finds texts by their words and titles.")
    return found[0]


def find_annotation(views: Views, annotation: str) -> tuple[str, int | None]:
    """Where an annotation or passage stands.

    Returns:
        Document id, and offset of its first character.

    Raises:
        InputError: There is none of this id in the active tag set.
    """
    rows = views.query(_PLACES, {"id": annotation}).to_pylist()
    if not rows:
        hint = "Ids hold as long as text, layer and spans do; another tag set may not have found it."
        raise InputError("there is no such annotation", where=annotation, hint=hint)
    return rows[0]["document"], rows[0]["start_char"]
