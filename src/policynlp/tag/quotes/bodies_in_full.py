"""Bodies that are told by what they are and named in full elsewhere: `the province's health authority`, `the College`."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.people.not_people import HE_OR_SHE
from policynlp.tag.people.roles import role_head
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.printed_names import plain_name
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import DOCUMENTS, INSTITUTIONS

_LEADS = 2
"""Paragraphs at the beginning in which news tells a body by what it is alone."""
_LEAST_WORDS = 2
_MORE_WORDS = 3
_FIELD_WORDS = 2
_REACH_MENTIONS = 60
_SITES = frozenset(
    {"station", "forum", "observatory", "laboratory", "museum", "port", "mill", "plant", "lab", "desk", "guild", "collective"}
)
_LEVELS = frozenset(
    ["state", "national", "federal", "central", "united", "county", "city", "regional", "provincial", "district"]
)
_OF_LEVELS = _LEVELS | {"municipal", "prefectural", "local"}
_OFFICES = frozenset(
    [
        "department",
        "bureau",
        "commission",
        "office",
        "directorate",
        "inspectorate",
        "ministry",
        "federation",
        "association",
        "chamber",
    ]
)
_NEAR_TOKENS = 10
_NO_WORDS = frozenset({"the", "its", "'s", "’s", "of", "for", "and"})
_TITLES = frozenset({"title", "heading", "byline"})


def body_named_later(reading: Reading, cast: Cast, head: Token, span: Span) -> Figure | None:
    """The one body whose name, further down, has all words of a mention in a lead, in whatever order.

    Args:
        reading: The document.
        cast: Who could speak in it.
        head: Head of the mention, the noun of a body.
        span: The mention; whose body it is does not count ("the province's").

    Returns:
        The figure; null where the mention stands further down, has one word, or no body or several are named so.
    """
    prose = (i for i, p in enumerate(reading.passages) if p.kind not in _TITLES)
    if reading.passage[head.i] not in islice(prose, _LEADS) or head.lemma_.lower() not in INSTITUTIONS - {"party"}:
        return None
    first = reading.token_at(span[0])
    owner = next((t.i for t in reading.doc[first : head.i] if t.text in {"'s", "’s"}), first - 1)
    words = {t.lower_ for t in reading.doc[owner + 1 : reading.token_at(span[1] - 1) + 1]} - _NO_WORDS
    if len(words) < _LEAST_WORDS or any(w[:1].isupper() for w in reading.text[slice(*span)].split()[1:]):
        return None
    found = {
        m.figure.name: m.figure
        for m in cast.mentions
        if m.figure.organisation and m.start > span[1] and _has(m.figure.name or "", words)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def named_by(reading: Reading, cast: Cast, head: Token) -> Figure | None:
    """The only body or document of the text whose name ends with a noun: "the station" for the Hydrological Station.

    Args:
        reading: The document.
        cast: Who could speak in it.
        head: The noun, that of a body, a site or a document.

    Returns:
        The figure; null where the noun stands in small letters between its last mention and here, and may be another one.
    """
    noun = head.lemma_.lower()
    found = cast.named_by(noun, before=head.idx) if noun in INSTITUTIONS | DOCUMENTS | _SITES else None
    last = (
        next((m for m in cast.before(head.idx, limit=_REACH_MENTIONS) if m.figure is found), None)
        if found is not None
        else None
    )
    if last is None:
        return None
    between = reading.doc[reading.token_at(last.end - 1) + 1 : head.i]
    return None if any(t.text == noun for t in between) else found


def in_full(reading: Reading, cast: Cast, figure: Figure, span: Span) -> Figure:
    """The body whose name is that of a noun, for one that is called by this alone: "the College" for the College of Physicians.

    A firm may be called by the first word of its name: "Fairhaven" for Fairhaven Living Inc.

    Args:
        reading: The document.
        cast: Who could speak in it.
        figure: Whom the mention names; it comes back where it is no such body.
        span: The mention.
    """
    if (firm := _firm(reading, cast, figure, span)) is not None:
        return firm
    if (ministry := _of_field(reading, cast, figure, span)) is not None:
        return ministry
    if (council := _of_another(reading, cast, figure, span)) is not None:
        return council
    article, _, noun = reading.text[slice(*span)].partition(" ")
    if not figure.organisation or figure.name != noun or article.lower() != "the" or noun.lower() not in INSTITUTIONS:
        return figure
    return cast.named_by(noun.lower(), before=span[0]) or figure


def _of_another(reading: Reading, cast: Cast, figure: Figure, span: Span) -> Figure | None:
    """`The Ministerial Council` as the Ministerial Council of the Water Commission, where the text has named that one before; else null."""
    name = figure.name or ""
    if not figure.organisation or " " not in name or reading.text[slice(*span)].lower() != f"the {name.lower()}":
        return None
    before = (m.figure for m in cast.before(span[0], limit=_REACH_MENTIONS) if m.figure.organisation)
    found = {f.name: f for f in before if (f.name or "").startswith(f"{name} of ")}
    return next(iter(found.values())) if len(found) == 1 else None


def _of_field(reading: Reading, cast: Cast, figure: Figure, span: Span) -> Figure | None:
    """`Health Ministry` as the Ministry of Health and Welfare, where the text has named that one body of the field; else null.

    Not where either has an owner or a place: "Ukraine's Defence Ministry" is not the Ministry of Defence of Russia.
    """
    *field, noun = (figure.name or "").lower().split() or [""]
    if not figure.organisation or noun not in _OFFICES or not 0 < len(field) <= _FIELD_WORDS or field[0] in _OF_LEVELS:
        return None
    told = reading.text[slice(*span)]
    first = reading.starts[reading.sentence[reading.token_at(span[0])][0]]
    placed = any(m.figure.kind == "organisation" and not m.figure.organisation for m in cast.within((first, span[1])))
    if placed or told.removeprefix("The ").removeprefix("the ") != figure.name:
        return None
    found = {}
    for mention in cast.before(span[0], limit=_REACH_MENTIONS):
        name = mention.figure.name or ""
        kind, _, rest = name.lower().partition(" of ")
        owned = reading.text[max(0, mention.start - 3) : mention.start].rstrip().endswith(("'s", "’s", "s'", "s’"))
        placed = " of " in rest or " in " in rest or reading.text.startswith((" in ", " of "), mention.end)
        if mention.figure.organisation and kind == noun and set(field) <= set(rest.replace(",", "").split()):
            if owned or placed:
                return None
            found[name] = mention.figure
    return next(iter(found.values())) if len(found) == 1 else None


def _firm(reading: Reading, cast: Cast, figure: Figure, span: Span) -> Figure | None:
    """The firm that is called by its first word alone; null for places, papers ("The National"), and whoever is "he" behind it."""
    place = figure.kind == "organisation" and figure.entity is not None and not figure.organisation
    if figure.person is not None or figure.name is None or place or reading.text[span[0] : span[0] + 4].lower() == "the ":
        return None
    behind = {t.lower_ for t in reading.doc[reading.token_at(span[1] - 1) : reading.token_at(span[1] - 1) + _NEAR_TOKENS]}
    return cast.firm_called(figure.name, before=span[0]) if behind.isdisjoint(HE_OR_SHE) else None


def told_in_full(reading: Reading, head: Token, *, reach: int) -> Figure | None:
    """`The department`, as it was told by more words before: "deputy head of the provincial department of industry".

    Null where two are told so.

    Args:
        reading: The document.
        head: The noun.
        reach: Paragraphs that are looked through.
    """
    if head.lemma_.lower() not in _OFFICES:
        return None
    found: dict[str, None] = {}
    for i in range(head.i - 1, -1, -1):
        token = reading.doc[i]
        if token.text != head.lower_ or reading.passage[i] < 0:
            continue
        if reading.passage[head.i] - reading.passage[i] > reach:
            break
        behind = next((c for c in token.rights if c.lower_ == "of" and c.i == i + 1), None)
        first = token.left_edge
        ahead = [t.lower_ for t in reading.doc[first.i : i] if t.lower_ not in _NO_WORDS]
        before = list(reading.doc[max(0, first.i - 2) : first.i])
        held = (
            len(before) > 1 and before[1].lower_ == "of" and role_head(before[0].text) is not None
        )  # "head of the department of"
        if first.lower_ != "the" or (not (_OF_LEVELS.issuperset(ahead[:1]) and ahead) and not (held and behind)):
            continue
        whole = (reading.starts[first.i], reading.ends[behind.right_edge.i if behind is not None else i])
        found.setdefault(plain_name(reading, token, whole))
    return Figure("organisation", next(iter(found))) if len(found) == 1 else None


def _has(name: str, words: set[str]) -> bool:
    named = set(name.lower().split()) - _NO_WORDS
    return words <= named and len(named) <= len(words) + _MORE_WORDS and not (named - words) & _LEVELS
