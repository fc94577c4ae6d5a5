"""The edges of a text: its title block, what a page puts above, below and between, credits, captions, bylines."""

# ruff: noqa: E501 - tables of patterns are read by the line
from __future__ import annotations

import re

from policynlp.ingest import bylines, contents, numbering, related, releases
from policynlp.ingest.captions import is_bare_caption, is_caption
from policynlp.ingest.dated_lines import has_weekday, is_dated_line
from policynlp.ingest.dates import find_dates
from policynlp.ingest.furniture import folded, is_credit, is_furniture
from policynlp.ingest.mastheads import above_headline, is_kind_of_document, mark_series
from policynlp.ingest.provisions import is_clause
from policynlp.ingest.spoken_heads import is_of_speech, is_place_and_day, is_session, names_speaker
from policynlp.ingest.units import Unit

_HEAD_UNITS = 40
"""The first prose is looked for among this many units."""
_BODY_WORDS = 14
"""A sentence of as many words is body; shorter ones stand under titles, too."""
_BUTTON_WORDS = 8
_SIGNOFF_PROSE = 2
"""Sentences that may stand below a sign-off: calls to write in, comments of readers."""
_LETTERHEAD_UNITS = 7
_MOST_PROSE_ABOVE = 2
"""Headline and deck."""
_DATE_REACH = 9
"""Units from the first prose on among which the line with the date may stand."""
_MOST_BETWEEN, _BETWEEN_WORDS, _TITLE_WORDS = 2, 5, 4
"""Lines between a letterhead and the title, and their words, at most; words of a title below a word alone, at least."""
_MOST_LISTS = 30
_DOCUMENT = re.compile(
    r"\b(?:fact ?sheet|brief|note|facts|answer|reply|summary|extract|figures|plan|policy|strategy|report|bulletin|measures|act|bill|law|decree|review|release|communiqu[eé]|notice|programme|program|"
    r"guidelines|framework|order|resolution|regulations?|statement|survey|accounts|budget|white paper|green paper|action|agenda|"
    r"opinions?|question|decision|circular|audit|assessment|code|charter|roadmap|outline|statistics|yearbook|census|outlook)\b",
    re.IGNORECASE,
)
"""What a title of a document says that it is."""
_LABEL = re.compile(r"[\[(][^\[\]()]{2,40}[\])] (?=\S+ \S+ \S+)")
"""A series in front of a headline: `[Vanishing Counties] In Bonghwa, ...`."""
_COVERS = re.compile(
    r"(?:covering|period (?:covered|examined)|reporting period|in (?:collaboration|cooperation|partnership) with)\b",
    re.IGNORECASE,
)
_PROVENANCE = re.compile(
    r"^(?:an? |the )?(?:[\w\-]+ ){0,2}?(?:summary|fact ?sheet|report|note|outline|brief(?:ing)?|bulletin|paper|statement|extracts?|translation|version|text|edition|draft|guide|release|communiqu[eé]|overview|plan|strategy|document|synopsis|abstract)\b"
    r"|^(?:written|prepared|compiled|produced|published|issued|translated|adapted|summari[sz]ed|drafted|revised|released|submitted|presented) (?:for|by|from|in|at|on|to)\b",
    re.IGNORECASE,
)


def mark_edges(units: list[Unit], *, title: str | None, publisher: str | None) -> None:
    """Set kinds of title, byline, caption and boilerplate units."""
    for unit in units:
        if unit.kind is None:
            _mark_anywhere(unit)
    related.mark(units)
    releases.mark(units)
    contents.mark(units)
    _mark_signoffs(units)
    first, last = _prose_range(units)
    _mark_bylines(units, first)
    first = _below_dateline(units, first)
    head = units[:first]
    mark_series(head)
    _mark_title(units, head, title)
    _mark_head(units, first, publisher)
    _mark_tail(units, last)
    _mark_middle(units, first, last, publisher)


def _mark_anywhere(unit: Unit) -> None:
    if unit.hint in ("heading", "title") and not is_furniture(unit.text):
        return
    if releases.is_embargo(unit.text) and find_dates(unit.text) and bylines.is_byline(unit.text):
        unit.kind = "byline"
    elif is_furniture(unit.text) or is_credit(unit.text):
        unit.kind = "boilerplate"
    elif is_caption(unit.text) or unit.hint == "caption":
        unit.kind = "caption"
    elif bylines.is_contribution(unit.text):
        unit.kind = "byline"


def _mark_signoffs(units: list[Unit]) -> None:
    """From the end upwards: initials, agencies, corrections and notes on the author, until prose comes."""
    if len(units) < 4:
        return
    heads = [bylines.read_byline(u.text) for u in units[1:16] if u.kind in (None, "byline") and bylines.is_byline(u.text)]
    names = frozenset(a.casefold() for b in heads for a in b.authors)
    prose = 0
    for unit in reversed(units[3:]):
        if unit.kind is None and unit.hint in (None, "paragraph") and bylines.is_signoff(unit.text, names=names):
            unit.kind = "byline"
        elif unit.kind is None and unit.prose:
            prose += 1
            if prose > _SIGNOFF_PROSE:
                return


def _prose_range(units: list[Unit]) -> tuple[int, int]:
    """Indexes of the first unit of body and of the last one of prose."""
    body = [
        i
        for i, u in enumerate(units)
        if u.kind in (None, "list") and u.prose and u.words >= _BODY_WORDS and u.hint not in ("title", "heading")
    ]
    prose = [i for i, u in enumerate(units) if u.kind in (None, "list", "table") and (u.prose or u.kind or u.hint)]
    first = next((i for i in body if i < _HEAD_UNITS and not bylines.is_byline(units[i].text)), None)
    if first is None:
        first = next((i for i, u in enumerate(units) if u.kind is None and u.prose), 0)
    return first, max([*prose, first], default=0)


def _mark_bylines(units: list[Unit], first: int) -> None:
    for i, unit in enumerate(units[: first + 3]):
        if unit.kind is None and unit.hint not in ("title", "heading") and i > 0 and bylines.is_byline(unit.text):
            unit.kind = "byline"
    _mark_dated(units, first)
    for i in range(1, min(first, len(units) - 1)):
        unit = units[i]
        near = any(units[j].kind == "byline" for j in (i - 1, i + 1, i + 2) if 0 <= j < len(units))
        if (
            unit.kind is None
            and unit.hint in (None, "paragraph")
            and near
            and bylines.is_name(unit.text)
            and i + 1 < len(units)
        ):
            following = next((u for u in units[i + 1 :] if u.kind != "boilerplate"), None)
            unit.kind = "byline" if following is not None and (following.kind == "byline" or following.prose) else None


def _below_dateline(units: list[Unit], first: int) -> int:
    """Index of the first unit of the body where a long headline or deck was taken for it: what stands below the date."""
    at = next((i for i, u in enumerate(units[: first + _DATE_REACH]) if i > first and _closes_head(u)), None)
    if at is None or (any(_closes_head(u) for u in units[:first]) and not bylines.opens_byline(units[at].text)):
        return first
    return at + 1 if sum(u.prose and u.kind is None for u in units[first:at]) <= _MOST_PROSE_ABOVE else first


def _closes_head(unit: Unit) -> bool:
    """Whether a unit is a line with the date or with who wrote it, below which the text begins."""
    return unit.kind == "byline" and (bool(find_dates(unit.text)) or bylines.opens_byline(unit.text))


def _mark_dated(units: list[Unit], first: int) -> None:
    """The line that says when a text appeared where it stands lower: below a long deck and the names of who wrote it."""
    for i, unit in enumerate(units[: first + _DATE_REACH]):
        if unit.kind == "byline" and find_dates(unit.text):
            return
        if unit.kind is not None or unit.hint in ("title", "heading", "table") or (unit.prose and i > first):
            continue
        if is_dated_line(unit.text) and (i or has_weekday(unit.text) or is_place_and_day(unit.text)):
            unit.kind = "byline"
            return
        if i > first and bylines.is_byline(unit.text):
            unit.kind = "byline"


def _can_be_title(unit: Unit) -> bool:
    if unit.kind is not None or not any(c.isalpha() for c in unit.text) or unit.words > 32 or len(unit.text) > 240:
        return False
    text = _LABEL.sub("", unit.text)
    if (
        unit.text[-1] in ",;"
        or is_clause(unit.text)
        or text[:1] in "•*-|(["
        or _COVERS.match(unit.text)
        or is_session(unit.text)
    ):
        return False
    capital = sum(w[:1].isupper() for w in unit.text.split())
    return not unit.terminal or unit.text[-1] in "?!" or capital * 10 >= 7 * len(unit.text.split())


def _mark_title(units: list[Unit], head: list[Unit], title: str | None) -> None:
    _mark_repeated(head)
    wanted = folded(title) if title else None
    chosen = next((u for u in units if u.hint == "title" and u.kind in (None, "title")), None)
    if chosen is None and wanted:
        chosen = next((u for u in units[:_HEAD_UNITS] if u.kind is None and folded(u.text) == wanted), None)
    if chosen is None and units and not head and len(units) > 1 and _can_be_title(units[0]) and not units[0].prose:
        head = units[:1]
    if chosen is None and len(units) > 1:
        candidates = [u for u in head if _can_be_title(u) and u.hint != "list"]
        chosen = _best_title(units, candidates)
        if (
            chosen is not None
            and (numbering.division(chosen.text) or numbering.numbered(chosen.text))
            and chosen is not units[0]
        ):
            chosen = None
        if chosen is not None and chosen.hint == "heading" and chosen is not candidates[0]:
            chosen = candidates[0]
    if chosen is None:
        return
    chosen.kind = "title"
    _mark_subtitle(units, head, units.index(chosen))


def _mark_repeated(head: list[Unit]) -> None:
    """A headline that comes twice: the first is the tail of a breadcrumb."""
    last: dict[str, Unit] = {}
    for unit in head:
        if unit.kind is None and unit.words >= 4 and unit.hint is None:
            key = folded(unit.text)
            if key in last:
                last[key].kind = "boilerplate"
            last[key] = unit


def _best_title(units: list[Unit], candidates: list[Unit]) -> Unit | None:
    """The first line of two words or more that is no entry of a menu; a longer one right above the byline comes before."""
    marked = next((u for u in candidates if u.text.startswith("# ")), None)
    if marked is not None:
        second = [u for u in candidates[candidates.index(marked) + 1 :] if u.text.startswith("## ")]
        others = sum(u.text.startswith("# ") for u in units)
        owner = others == 1 and bylines.is_letterhead(marked.text.lstrip("# "))
        return second[0] if owner and second and _DOCUMENT.search(second[0].text) else marked
    places = {id(unit): i for i, unit in enumerate(units)}
    free = [
        u
        for u in candidates
        if not u.text.startswith("##")
        and not (u.words <= 3 and (is_furniture(u.text, edge=True) or _in_run(units, places[id(u)])))
    ]
    if not bylines.is_letterhead(units[0].text):
        signed = any(u.kind == "byline" and bylines.opens_byline(u.text) for u in units[:_HEAD_UNITS])
        named = [u for u in free if not signed and _DOCUMENT.search(u.text)]  # a document's title, not a paper's
        free = [u for u in free if u in named or not above_headline(units, u, places[id(u)], free)] or free
    first = next((u for u in free if u.words >= 2), free[0] if free else candidates[0] if candidates else None)
    if first is not None and (titled := _below_letterhead(units, free, places[id(first)])) is not None:
        return titled
    if first is not None and first.words <= 3:
        for unit in free[1:]:
            below = (units[i] for i in range(places[id(unit)] + 1, len(units)))
            after = next((u for u in below if u.kind != "boilerplate"), None)
            deck = unit.prose and unit.text[-1] not in "?!"
            deck = deck or (is_of_speech(first.text) and names_speaker(unit.text))
            if any(u.kind is None and (u.prose or u.text[-1] == ":") for u in units[places[id(first)] + 1 : places[id(unit)]]):
                break  # no headline stands below sentences: a post that is quoted may, above its date
            if unit.words >= 4 and not deck and after is not None and after.kind == "byline":
                return unit
    return first


def _below_letterhead(units: list[Unit], candidates: list[Unit], at: int) -> Unit | None:
    """The title of a document that opens with whose it is: offices in lines of their own, then a line with a word for documents.

    Some short lines may stand between ("LOK SABHA", a street); what follows a word alone ("DECISION") is the title before it is.
    """
    if not bylines.is_letterhead(units[0].text) or any(u.kind != "boilerplate" and not _is_above(u) for u in units[:at]):
        return None
    between = 0
    for at, unit in enumerate(units[:_LETTERHEAD_UNITS]):
        if _is_above(unit):
            continue
        below = units[at + 1] if at + 1 < len(units) else None
        dated = below is not None and below.kind == "byline" and bool(find_dates(below.text))
        dated = dated and unit.text.count(" - ") <= 1  # "Independence - Freedom - Happiness"
        named = (_DOCUMENT.search(unit.text) is not None or (dated and not between)) and unit.words <= _BODY_WORDS * 2
        goes_on = below is not None and below.words >= _TITLE_WORDS and below.text[0].islower()
        titled = below is not None and below.kind is None and below.words >= _TITLE_WORDS and is_kind_of_document(unit.text)
        if named and ((unit.words == 1 and goes_on) or titled) and any(below is c for c in candidates):
            return below  # "DECISION", "approving the plan for rice"; "STATISTICAL BULLETIN", "Fisheries, April to June"
        if named:
            return unit if any(unit is c for c in candidates) else None
        between += 1
        if unit.words > _BETWEEN_WORDS or between > _MOST_BETWEEN or unit.prose:
            return None
    return None


def _is_above(unit: Unit) -> bool:
    return unit.kind == "byline" or bylines.is_letterhead(unit.text)


def _in_run(units: list[Unit], at: int) -> bool:
    """One of several short lines without a blank line between them, as menus are."""
    beside = [(at - 1, not units[at].blank_before), (at + 1, not units[at].blank_after)]
    return any(tight and 0 <= j < len(units) and units[j].words <= 3 for j, tight in beside)


def _mark_subtitle(units: list[Unit], head: list[Unit], at: int) -> None:
    """The deck: between the title and the byline, or a longer line straight under the title."""
    between = []
    for unit in units[at + 1 : len(head)]:
        if unit.kind == "byline":
            break
        if unit.kind is None and unit.hint in (None, "paragraph"):
            between.append(unit)
    stopped = any(u.kind == "byline" for u in units[at + 1 : len(head)])
    if any(u.kind == "title" for u in units[at + 1 : len(head) + 1]):  # the reader knows it
        return
    for unit in between:
        dates = find_dates(unit.text)
        dated = bool(dates) and unit.text.rstrip(" .)").endswith(unit.text[slice(*dates[-1].span)].rstrip(" .)"))
        if (dated and _PROVENANCE.match(unit.text)) or (bylines.is_office(unit.text) and (stopped or unit is between[-1])):
            unit.kind = "byline"
    if stopped and between and between[-1].kind is None and bylines.are_names(between[-1].text):
        between[-1].kind = "byline"
    for unit in [u for u in between if u.kind is None][:1]:
        numbered = numbering.division(unit.text) or numbering.numbered(unit.text) or numbering.markdown_heading(unit.text)
        if numbered or unit.words > 45 or unit.text[-1] in ",:" or is_clause(unit.text) or bylines.are_names(unit.text):
            continue
        if (stopped and unit.words >= 3) or (unit.words >= 6 and not unit.terminal):
            unit.kind = "title"


def _mark_head(units: list[Unit], first: int, publisher: str | None) -> None:
    name = (publisher or "").casefold()
    title = next((i for i, u in enumerate(units[: first + 1]) if u.kind == "title"), None)
    for i, unit in enumerate(units[:first]):
        if unit.kind is not None or unit.hint in ("title", "heading") or unit.prose:
            continue
        above_it = next((u.kind for u in reversed(units[:i]) if u.kind != "boilerplate"), None)
        if is_bare_caption(unit) and title is not None and i > title and above_it == "byline" and _next_is_prose(units, i):
            unit.kind = "caption"
            continue
        above = title is not None and i < title
        if above_it == "byline" and name and unit.words <= _BODY_WORDS // 2 and unit.text.casefold().startswith(name):
            unit.kind = "byline"  # "Valley News, Bradley"
            continue
        if above and bylines.is_letterhead(unit.text):
            unit.kind = "byline"
            continue
        beside = any(units[j].kind == "boilerplate" for j in (i - 1, i + 1) if 0 <= j < len(units))
        if (
            (is_furniture(unit.text, edge=True) and (above or beside or not unit.blank_after))
            or (above and unit.words <= 3 and (i + 1 < title if title is not None else False))
            or (above and unit.words <= 3)
        ):
            unit.kind = "boilerplate"


def _next_is_prose(units: list[Unit], i: int) -> bool:
    following = next((u for u in units[i + 1 :] if u.kind != "boilerplate"), None)
    return following is not None and following.kind is None and following.prose


def _mark_tail(units: list[Unit], last: int) -> None:
    """After the last prose, whatever follows the first sure piece of furniture is furniture, but for sentences."""
    seen = False
    for i in range(last + 1, len(units)):
        unit = units[i]
        if unit.kind == "boilerplate":
            seen = True
        elif unit.kind is None and unit.hint not in ("table", "heading"):
            button = is_furniture(unit.text, edge=True)
            upcoming = any(u.kind == "boilerplate" for u in units[i + 1 : i + 4])
            if seen or (button and (upcoming or unit.words <= 2)):
                unit.kind = "boilerplate"
                seen = True
            elif bylines.is_byline(unit.text):
                unit.kind = "byline"
    furniture = [i for i, u in enumerate(units) if u.kind == "boilerplate" and i <= last]
    for i in reversed(furniture[-_MOST_LISTS:]):  # a heading over nothing but links: "Most viewed", then items
        j = i + 1
        while j < len(units) and _is_link(units[j]):
            j += 1
        if j > i + 1 and all(u.prose for u in units[i + 1 : j]):
            continue  # the question that an article ends with
        if j == len(units) or (j > i + 1 and _is_rest(units[j:])):
            for unit in units[i + 1 : j]:
                unit.kind = "boilerplate"


def _is_link(unit: Unit) -> bool:
    """A headline of another page: no sentence, but for a question."""
    asked = unit.text.endswith("?") and unit.words <= _BODY_WORDS
    return unit.kind in (None, "list") and unit.hint is None and (not unit.prose or asked)


def _is_rest(units: list[Unit]) -> bool:
    """Furniture and bylines, with no more than two short sentences among them, as comment boxes have."""
    others = [u for u in units if u.kind not in ("boilerplate", "byline")]
    return (
        len(others) <= 2
        and all(u.prose and u.words <= _BODY_WORDS and not numbering.has_marker(u.text) for u in others)
        and len(others) < max(1, len(units))
    )


def _mark_middle(units: list[Unit], first: int, last: int, publisher: str | None) -> None:
    """Credits in capitals that end in the paper's own name, and buttons next to other furniture."""
    name = (publisher or "").casefold()
    for i in range(first, min(last + 1, len(units))):
        unit = units[i]
        if unit.kind is not None or unit.prose or unit.hint in ("title", "heading", "table"):
            continue
        text = unit.text
        if text.isupper() and len(name) > 3 and text.casefold().endswith(name):
            unit.kind = "boilerplate"
        elif unit.words <= _BUTTON_WORDS and is_furniture(text, edge=True):
            beside = [units[j].kind == "boilerplate" for j in (i - 1, i + 1) if 0 <= j < len(units)]
            if any(beside) and not (unit.blank_before and unit.blank_after):
                unit.kind = "boilerplate"
