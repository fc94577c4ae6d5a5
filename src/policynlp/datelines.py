"""Datelines: where, when and by which agency a report was sent, in front of its first sentence.

`NAIROBI, Oct 31 (EastWire) - Kenya's inflation rose`, `GENEVA/LONDON, 20 November 2025 – More than`, `Helsinki, 6 Nov. — Home loans`.
Only the form is read here, so that the layout of a page and the sentences of a text agree on where the report begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from policynlp.months import MONTH

_SMALL = r"(?:of|de|del|la|le|el|al|do|da|the|upon|and)"
_WORD = r"[^\W\d_a-z][\w.'’\-]{0,24}"
_PLACE = rf"{_WORD}(?: (?:{_SMALL} ){{0,2}}{_WORD}){{0,3}}"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_DATE = (
    rf"(?:{_WEEKDAY},? )?(?:(?:19|20)\d\d-[01]\d-[0-3]\d|[0-3]?\d\.[01]?\d\.(?:19|20)\d\d"
    rf"|(?:(?i:{MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?i:{MONTH})\b\.?)(?:,? ?(?:19|20)\d\d)?)"
    r"(?:,? \d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?)?"
)
_WIRE = r"(?:, (?P<wire>[^\W\d_a-z][\w.&]{1,20}(?: [^\W\d_a-z][\w.&]{1,20}){0,2})(?= ?[—–―-]))?"
_AGENCY = r"\((?P<agency{n}>[^\W\d_][\w .&/'’\-]{{1,40}})\)"
_FORM = re.compile(
    rf"(?P<bracket>[(\[])?(?P<places>{_PLACE}(?:(?: ?/ ?| and | & ){_PLACE}){{0,2}})(?P<region>(?:, (?!{_WEEKDAY} ){_PLACE}){{0,2}})"
    rf"(?: {_AGENCY.format(n=1)})?(?:(?:,? | ?\| ?| [–—-] )\(?(?P<date>{_DATE})\)?{_WIRE})?(?(bracket)[)\]]) ?(?:{_AGENCY.format(n=2)} ?)?"
    r"(?P<close>(?:\. ?)?(?:[—–―]|--?) ?|:[ ]|(?:\.[ ]|(?<=[\])] )|(?<=\d ))(?=[\"“'‘«]?[^\W\d_a-z]))(?P<rest>[^\s—–―-])"
)
_SLASH = re.compile(r" ?/ ?")
_PARTS = re.compile(r" ?/ ?| and | & ")
_LABELS = re.compile(
    r"\b(?:report|bulletin|speech|statement|decision|resolution|decree|order|act|law|regulation|budget|release|brief|review|paper|"
    r"letter|minutes|agenda|meeting|session|sitting|plan|strategy|survey|census|notice|circular|hansard|outlook|edition|update[ds]?|"
    r"published|posted|issued|breaking|analysis|opinion|exclusive|editorial|commentary|summary|note|correction|factbox|background|"
    r"explainer|interview|feature|remarks|transcript|disclaimer|warning|contact|source|question|answer|figure|table|chapter|part|"
    r"section|article|annex|appendix|chair(?:man|woman|person)?|speaker|moderator|interviewer|host|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
"""Words of what stands before a dash and a sentence, too, and is no place."""
_AGENCIES = re.compile(
    r"(?:reuters|afp|ap|upi|xinhua|bloomberg|efe|ansa|dpa|tass|kyodo|yonhap|pti|ani|ians|anadolu|aa|bernama|antara|cnn|bbc|ips|irin|pa|"
    r"associated press|canadian press|the canadian press)",
    re.IGNORECASE,
)
_STOPPED = re.compile(r"[^\W\d_a-z](?:[^\W\d_a-z]|[ '’-]){3,40}\.")
"""A place in capitals as papers of Spain close it: `MADRID.- El Gobierno`."""
_MOST_ACRONYM_LETTERS = 3
_SHORT_PLACES = frozenset({"US", "USA", "UK", "UAE", "DRC"})
"""Of so few letters, what stands alone in capitals is an office or a topic, but for these."""
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_MOST_CHARS = 260
_REST_CHARS = 90
_LEAST_REST_WORDS = 3
_LEAST_LETTERS = 4
"""Of a place alone before a hyphen: "U.S. - China talks" has none."""


def is_label(words: str) -> bool:
    """Whether what stands before a dash or a colon names no place: "CHAIR", "Summary"."""
    return _LABELS.search(words) is not None


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands in front of the first sentence of a report.

    Attributes:
        places: As printed, without what they lie in.
        region: What the place lies in, as printed ("Iowa"); empty where it is not said.
        agency: Who reports, or None.
        date: As printed, or None.
        place_end: Offset of the end of the first place.
        end: Offset of the first sentence.
        bare: Nothing but a place is there.
        shouted: The places stand in capitals.
    """

    places: tuple[str, ...]
    region: str
    agency: str | None
    date: str | None
    place_end: int
    end: int
    bare: bool
    shouted: bool


@lru_cache(maxsize=256)  # several rules ask about a paragraph
def read(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph begins with.

    Places in capitals need nothing else; others need a date, an agency that is known, or an agency behind what the place lies
    in. A colon ends a dateline only behind a date or a known agency, since speakers of transcripts stand before colons, too.

    Args:
        paragraph: Its text, without white space before it.

    Returns:
        The dateline, or None, also where no sentence follows.
    """
    found = _FORM.match(paragraph[:_MOST_CHARS])
    if found is None or not _is_text(paragraph[found.start("rest") : found.start("rest") + _REST_CHARS]):
        return None
    places, region, date = found["places"], found["region"], found["date"]
    stopped = _STOPPED.fullmatch(places) is not None and found["close"] == "- "
    places = places[:-1] if stopped else places
    agency = found["agency1"] or found["agency2"] or found["wire"]
    shouted = _is_shouted(_PARTS.sub(" ", places))
    names = tuple((_PARTS if shouted else _SLASH).split(places))  # not "Trinidad and Tobago"
    told = date is not None or agency is not None
    if _LABELS.search(places) or (found["rest"].islower() and agency is None):
        return None
    if (found["bracket"] and date is None) or (found["close"] == ": " and not told):
        return None
    if found["close"] in {". ", ""} and not _ends_unmarked(found, shouted=shouted):
        return None
    if agency is not None and agency.upper() == "".join(word[0] for word in places.split() if word[0].isupper()):
        return None  # "FARMER INPUT SUPPORT PROGRAMME (FISP) – The ministry"
    bare = not told and not region
    sent = agency is not None and (bool(region) or _AGENCIES.fullmatch(agency) is not None)
    if not shouted and date is None and not sent:
        return None
    hyphen = found["close"].lstrip(". ").startswith("-") and "--" not in found["close"]
    if hyphen and not stopped and not _is_set_off(paragraph, found, told=told):
        return None
    if bare and sum(map(str.isalpha, places)) <= _MOST_ACRONYM_LETTERS and places.replace(".", "") not in _SHORT_PLACES:
        return None  # "EU – The bloc", "OIL — Brent crude"
    if bare and (
        any(map(str.isdigit, places)) or (hyphen and (sum(map(str.isalpha, places)) < _LEAST_LETTERS or "." in places))
    ):
        return None
    start = found.start("places")
    return Dateline(names, region.strip(" ,"), agency, date, start + len(names[0]), found.start("rest"), bare, shouted)


def _ends_unmarked(found: re.Match[str], *, shouted: bool) -> bool:
    """Whether a place and its day are a dateline though no dash closes them: a full stop does, brackets do, or capitals and a year."""
    if found["date"] is None or found["rest"].islower():
        return False
    year = _YEAR.search(found["date"]) is not None
    return (shouted and (year or bool(found["close"]))) or (year and bool(found["close"] or found["bracket"]))


def _is_set_off(paragraph: str, found: re.Match[str], *, told: bool) -> bool:
    """A hyphen ends a dateline where it has a space on both sides, or one behind it and a bracket or a full stop before."""
    before, after = paragraph[found.start("close") - 1], paragraph[found.start("rest") - 1]
    return after == " " and (before == " " or (told and (before in ")." or found["close"].startswith("."))))


def _is_shouted(name: str) -> bool:
    words = [w for w in name.split() if not re.fullmatch(_SMALL, w)]
    return all(w.isupper() for w in words) and sum(map(str.isalpha, name)) > 1


def _is_text(rest: str) -> bool:
    """Whether words follow as a sentence has them, not the rest of a title in capitals."""
    words = rest.partition("\n")[0].split()
    return len(words) >= _LEAST_REST_WORDS and any(w.strip(".,;:'\"’”").islower() for w in words)
