"""Bylines and datelines: who wrote a text, where, for whom and when, as newspapers and press offices print it."""

# ruff: noqa: E501 - tables of patterns are read by the line
from __future__ import annotations

import re
from dataclasses import dataclass

from policynlp import datelines
from policynlp.ingest.dated_lines import tells_when
from policynlp.ingest.dates import PrintedDate, find_dates, has_numeric_date
from policynlp.ingest.filing import is_text, place_named
from policynlp.ingest.provisions import is_clause
from policynlp.ingest.spoken_heads import is_delivery
from policynlp.ingest.units import is_terminal

_NAME_WORD = r"(?:[A-ZÀ-ÞŁŚŽČĐ][\w'’.\-]*|al-[A-Z]\w+|de|da|di|du|del|van|von|der|den|bin|bint|ibn|el|la|le|dos|ter|zu|y|e)"
_NAME = re.compile(rf"^{_NAME_WORD}(?: {_NAME_WORD}){{1,5}}$")
_BY = re.compile(
    r"^(?:(?:story|words|text|report|reporting|reported|written|article|analysis|interview|opinion|photographs?|compiled|edited|posted|published) )?"
    r"(?:by|from):? (?=\S)",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(r"^from (?:the|our) (?:archives?|files)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:story|words|text|authors?|writers?|reporters?|editors?|source|correspondents?|contact the writers?|contributors?) ?[:|] ?\S",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    rf"^{_NAME_WORD}(?: {_NAME_WORD}){{1,4}} ?\((?i:text|words|story|reporting|photos?|pictures|foto|video)\)$"
)
"""`Ana Reis (text)`."""
_CONTRIBUTED = re.compile(
    r"^(?:(?:additional |further )?(?:reporting|research|writing|editing|translation) by\b.{2,200}"
    r"|.{3,160}\bcontributed (?:to (?:this|the) (?:story|report|article|piece|column)|reporting|from \w+)\b.{0,60}"
    r"|contact the writers? (?:at|on) .{3,120}"
    r"|[\[(]?with (?:\w+ )?(?:agency )?(?:inputs?|reports?|reporting|contributions?|files)(?: (?:from|by) .{2,140})?[\])]?"
    r"|[\[(](?:(?:this|the) (?:story|article|report|piece|copy|interview|essay|text)|translated|edited|adapted|compiled|reported|as told)\b.{3,260}[\])]"
    r"|(?:(?:translation|translated by|edition|edited by|editing|editor|fact[- ]check(?:ed by|ing)?|produced by|graphics?|text)(?: by)? ?: ?[A-Z][\w .'’]{2,40}(?:[-–—|;/,] ?)?){1,5}"
    r"|(?:the )?(?:author|writer)s? (?:is|are) (?:an? |the )?.{3,300}"
    r"|\((?:editor|reporter|editing|reporting|writing|with reporting|source)s?\b.{2,120}\))\.?$",
    re.IGNORECASE,
)
_SIGNOFF = re.compile(
    r"^[\[(]?(?:(?:[–—-]|with) ?(?:agenc(?:y|ies)|PTI|ANI|AFP|AP|Reuters|Xinhua|Bloomberg|IANS|UNI|EFE|dpa|staff reports?)(?:(?:,| and|/) ?\w{2,12}){0,3}"
    r"|[/-]{1,2} ?[A-Za-z]{2,6}|[A-Z]{2,4}/[A-Z]{2,4}(?:/[A-Z]{2,4})?"
    r"|.{0,200}\b(?:reach|contact|follow|e-?mail|write to) (?:him|her|them|me|us|the (?:writer|author|reporter)s?) (?:at|on|via|by)\b.{2,120}"
    r"|(?:the )?(?:author|writer|reporter|columnist)s? (?:is|are|was|can be|works?|teaches)\b.{3,300}"
    r"|(?:this|the) (?:story|article|report|piece|copy) (?:was|has been) (?:first |originally |auto-?)?(?:edited|translated|updated|corrected|amended|compiled|generated|produced|republished)\b.{0,260}"
    r")[\])]?\.?$",
    re.IGNORECASE,
)
"""Lines that close a report; some may be prose elsewhere, so they count at the very end only. Corrections state facts and stay text."""
_BIO = re.compile(
    r"^(?P<name>[A-ZÀ-Þ][\w.'’\-]*(?: [\w.'’\-]+){1,4}?),? (?:(?:is|are|was|has been|works as|serves as) (?:an? |the |currently |our )?.{0,120}?"
    r"\b(?P<role>correspondent|reporter|journalist|columnist|editor|writer|professor|lecturer|fellow|author|researcher|director|analyst|economist|contributor)\b"
    r"|(?P<beat>covers|writes (?:about|on|for)|reports (?:on|for|from))\b).{0,300}$"
)
SERIES = re.compile(
    r"(?:policy|working|discussion|research|occasional|technical|briefing|background|staff|issues?) "
    r"(?:briefs?|briefing|papers?|notes?|reports?)(?: series)?,? (?:(?:no|nr)\.? ?|n° ?|# ?)?\d[\d/.–-]{0,9}"
    r"(?: ?[|·•–—,-] ?(?P<rest>.{4,40}))?",
    re.IGNORECASE,
)
"""`POLICY BRIEF No. 47 | September 2024`: series and number of a paper."""
_NOT_IN_NAMES = re.compile(r"\b(?:OF|TO|FOR|THE|ON|IN|WITH|FROM)\b")
_ROLE_WORDS = (
    r"(?:[\w&][\w&'’\-]* ){0,4}(?:correspondent|reporter|editor|writer|columnist|bureau chief|journalist|contributor|critic|analyst|staff)\b"
    r"(?: (?:at|in|for|of|on) [\w .'’\-]{2,40})?"
)
_SIGNED = re.compile(rf"^(?P<name>{_NAME_WORD}(?: {_NAME_WORD}){{1,4}}?)(?: ?[,|/–—] ?| - | )(?P<role>(?i:{_ROLE_WORDS}))$")
_NUMBERED = re.compile(
    r"^[A-Z](?:(?!\b(?:was|were|is|are)\b)[\w.,\- ]){2,40}?\d[\w/\-]*,? (?:issued|answered|tabled|published|released|adopted|dated|presented|"
    r"laid|gazetted)(?: (?:on|in|at))? \S.{5,20}(?<!\.)$"
)
"""`Question 31874, answered on 4 March 2025`."""
_NUMBERED_WORDS = 12
_BY_ROLE = re.compile(
    rf"^[Bb]y:? (?:(?:the|our|[\w&][\w&'’\-]*) ){{0,5}}?(?:correspondents?|reporters?|editors?|writers?|columnists?|chief|team),? (?P<names>{_NAME_WORD} .{{2,80}})$"
)
"""`By national affairs reporter Georgia Tan`."""
_DATED = re.compile(
    r"^(?:(?:first |last |page |date )?(?:published|updated|posted|modified|issued|released|filed|created|date|on|adopted|enacted|promulgated|approved|passed|assented to|laid before|coming into (?:force|operation|effect)|commenced|given|done|dated|signed|in force|embargo(?:ed)?|for (?:immediate )?release|release date|issue date|printed|uploaded)\b[^.]{0,90})$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|columnist|bureau|staff|staffer|contributor|desk|agency|agencies|service|press|news|"
    r"reuters|xinhua|afp|bloomberg|chief|in-chief|special to|our|the|for|daily|times|journal|post|herald|gazette|tribune)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:(?:Auditor|Comptroller|Observatory|Division|Legislature|Senate|Congress|House of (?:Commons|Lords|Representatives|Assembly))(?=(?:[- ]General)?(?:,| of\b| for\b| and\b| [-–]|$))|Department|Ministry|Office|Bureau|Agency|Commission|Council|Institute|Authority|Bank|Committee|Secretariat|Board|Government|Cabinet|Parliament|University|Centre|Center|Directorate|Treasury|Statistics|Administration|Service|Assembly|Court|Federation|Association|Foundation|Organi[sz]ation|Agency|Union|Department of \w+)\b"
)
_STATE = re.compile(
    r"(?:The )?(?:[A-Z][\w-]+ ){0,3}(?:Republic|Kingdom|Commonwealth|State|Province|Prefecture|County|City|Municipality|Town|Governorate) [Oo]f"
    r"(?: (?:[Tt]he )?[^\W\d_a-z][\w'’-]*){1,4}|(?:Office [Oo]f )?(?:The )?(?:Prime Minister|President|Governor)(?: [Oo]f(?: [^\W\d_a-z][\w'’-]*){1,3})?"
    r"|Comptroller [Aa]nd Auditor[ -]General(?: [Oo]f(?: [^\W\d_a-z][\w'’-]*){1,3})?"
)
"""A state, a town, or who heads it, in a line of its own above a document: `REPUBLIC OF KENYA`, `City of Gotsu`, `PRIME MINISTER`."""
_ISSUED_BY = re.compile(
    r"\b(?i:published|issued|released|adopted|approved|endorsed|presented|tabled|submitted|ratified|enacted|passed|prepared|produced|promulgated) by (?P<who>(?:the )?[A-Z][^,.;|\n]{2,90}?)"
    r"(?= (?:on|in|at) \d| on [A-Z][a-z]+ \d|[,.;|]|$)"
)
_LABELLED = re.compile(
    r"(?P<place>(?!(?:MR|MRS|MS|DR|HON|SEN|REP|PROF|THE(?! HAGUE)|DISCLAIMER|NOTE|UPDATE|EDITORIAL)\b)(?=[^a-z]{4})"
    r"[A-Z][A-Z.'’\-]{1,24}(?:[ ,]{1,2}(?:[A-Z][\w.'’\-]{0,24}|of|de|el|al)){0,5}?):(?= \S)"
)
"""A place before a colon: `ISLAMABAD: The federal government ...`."""
_PLACE_DATE = re.compile(
    r"^(?!(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b)(?P<place>[A-Z][\w.'’\-]+(?:[ ,]{1,2}[A-Z][\w.'’\-]+){0,4}(?: \([A-Z][\w -]+\))?),? (?=\d{1,2} [A-Z]|[A-Z][a-z]{2,8} \d{1,2},? \d{4}|\d{4}-)"
)
_TURN_LABEL = re.compile(
    r"(?:THE (?!HAGUE\b)|MRS?\b|MS\b|DR\b(?! CONGO)|HON\b|SHRI\b|SHRIMATI\b|SMT\b|SIR\b|SENATOR\b|SPEAKER\b)[A-Z .'’-]{0,60}(?:\([^()\n]{1,60}\))? ?:"
)
"""Labels of turns in capitals look like datelines: `SHRI KIRAN REDDY (NAGPUR):`."""
_SHOUTED = re.compile(r"[^a-z\n]{3,60}: [^a-z\n]{6,120}")
"""So do titles: `RURAL BROADBAND: WHERE THE MONEY WENT`."""

_DOCUMENT_OF = re.compile(
    r"^(?:an? |the )?(?:[\w\-]+ ){0,2}(?:report|paper|note|statement|communiqu[eé]|bulletin|release|review|notice|circular|memorandum|strategy|fact ?sheet) (?:of|by|from) (?:the )?(?=[A-Z])",
    re.IGNORECASE,
)
_DOCUMENT_ON = re.compile(
    r"^(?:(?!of\b)[\w\-]+ ){0,2}(?:audit|report|review|paper|note|brief|survey|statement|plan|strategy|bulletin|summary|answer|reply|inquiry) (?:on|of|for|to|into)\b",
    re.IGNORECASE,
)
"""`Performance Audit on ..., Government of Odisha` is no office; the Court of Audit of a state is one."""

_BEFORE_OFFICE = re.compile(r"(?:laid|presented|tabled|submitted|referred|reported|read) (?:to|before|in)\b", re.IGNORECASE)
"""`Laid before Parliament 20th April 2023` names nobody who publishes."""

_PUBLISHED = re.compile(r"(?:(?:First|Last|Originally)[ ])?(?:published|updated|posted|modified|reviewed)\b", re.IGNORECASE)
_LABEL_WORDS = 5
"""Of "Published on 3 March 2024:"; a longer line that ends with a colon leads to what follows."""
_LEAST_SENTENCE_WORDS = 4
"""Behind a dateline, of a report."""
MAX_WORDS = 45
"""The longest byline seen in the texts that this was written with had 31 words."""


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says; all parts may be missing.

    Attributes:
        authors: Names as printed.
        places: Where the report was filed, in the order of the names.
        publisher: The paper or office.
        dates: See `find_dates`.
    """

    authors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    publisher: str | None = None
    dates: tuple[PrintedDate, ...] = ()


def is_contribution(line: str) -> bool:
    """Whether a line at the end says who helped, edited, or who the author is."""
    return len(line) <= 400 and bool(_CONTRIBUTED.match(line))


def is_signoff(line: str, *, names: frozenset[str] = frozenset()) -> bool:
    """Whether a line at the very end closes a report: initials, agencies, who edited it, who the author is.

    Args:
        line: The whole line.
        names: Authors of the byline; a line that says what one of them does is about the author. So is one that
            tells a journalist's beat.
    """
    if len(line) > 700 or len(line) < 3:
        return False
    if is_contribution(line) or _SIGNOFF.match(line):
        return True
    bio = _BIO.match(line)
    if bio is None:
        return False
    return bio["name"].casefold() in names or bool(
        bio["role"]
        and re.search(r"\b(?:at|for|with|of|who) ", line)
        and len(line) < 160
        and "”" not in line
        and '"' not in line
        and bio["role"] in ("correspondent", "reporter", "columnist")
    )


def is_signature(line: str) -> bool:
    """Whether a line is a name and what the person does for the paper: `Jane Doe, Staff Writer`."""
    found = _SIGNED.match(_BY.sub("", " ".join(line.split()), count=1)) if len(line) <= 120 else None
    return found is not None and bool(_NAME.match(found["name"].strip())) and not _ROLE.search(found["name"])


def is_office(line: str) -> bool:
    """Whether a line is nothing but the name of an office: `Provincial Bureau of Statistics`."""
    words = line.split()
    if not 2 <= len(words) <= 10 or len(line) > 100 or not (_OFFICE.search(line) or _OFFICE.search(line.title())):
        return False
    small = {"of", "for", "the", "and", "on", "in", "&", "de", "do", "da", "-", "–", "—"}
    if _DOCUMENT_OF.match(line) or _DOCUMENT_ON.match(line):
        return False
    return all(w[:1].isupper() or w in small for w in words) and line[-1] not in ".:;!?" and not find_dates(line)


def is_letterhead(line: str) -> bool:
    """Whether a line names an office, perhaps in two languages or with whom it works, or a state or town, and nothing else."""
    whole = " ".join(line.split())
    stated = _STATE.fullmatch(whole) or (whole.isupper() and _STATE.fullmatch(whole.title()))
    if stated and (whole.isupper() or not whole.startswith("State of ")):
        return True  # "State of Fear" is a title
    with_whom = re.split(r" [-–—] with ", whole)[0]
    return is_office(whole) or is_office(with_whom) or all(is_office(part) for part in whole.split(" / "))


def is_byline(line: str) -> bool:
    """Whether a line at the head of a text says who wrote it, where or when, and nothing else."""
    line = " ".join(line.split())
    words = line.split(" ")
    if len(line) > 400 or len(words) > MAX_WORDS:
        return False
    if is_contribution(line) or _LABEL.match(line) or is_signature(line) or is_delivery(line):
        return True
    if _is_report(line):
        return False
    dates = find_dates(line)
    if dates and tells_when(line, dates[0]):
        return False
    if (by_role := _BY_ROLE.match(line)) and is_name(by_role["names"]):
        return True
    if _ARCHIVE.match(line):
        return bool(dates)
    if _BY.match(line):
        rest = _BY.sub("", line, count=1)
        capital = sum(w[:1].isupper() for w in rest.split(" "))
        ends = line[-1] in ".!?" and not dates and not re.search(r"\b[A-Z]\.$", line)
        signed = "|" in line and bool(dates)
        return signed or bool(rest[:1].isupper() and not ends and (capital * 2 >= len(rest.split(" ")) or dates or "|" in line))
    if not dates:
        return _CREDITED.match(line) is not None or (has_numeric_date(line) and bool(_DATED.match(line)))
    if line.endswith(":") and len(words) > _LABEL_WORDS and not _PUBLISHED.match(line):
        return False  # "On July 6, Sanders made the following comment:"
    covered = sum(d.span[1] - d.span[0] for d in dates)
    if covered * 2 >= len(line) or _DATED.match(line) or "|" in line or " · " in line or " • " in line:
        return True
    if len(words) <= 14 and (
        _PLACE_DATE.match(line) or (_OFFICE.search(line) and line.rstrip(".")[-4:].isdigit() and "," in line)
    ):
        return True
    if len(words) <= _NUMBERED_WORDS and _NUMBERED.match(line) and len(dates) == 1:
        return True
    return len(dates) == sum(1 for part in re.split(r"(?<=\d)\. ", line) if find_dates(part)) and all(
        _DATED.match(part.strip(". ")) for part in re.split(r"(?<=\d)\. ", line)
    )


def _is_report(line: str) -> bool:
    """Whether a line is a report of one short sentence behind its dateline: `LYON, 3 May 2025 – The mill closed.`."""
    found = datelines.read(line)
    return found is not None and is_terminal(line) and len(line[found.end :].split()) >= _LEAST_SENTENCE_WORDS


def opens_byline(line: str) -> bool:
    """Whether a line is a byline that begins with "By" or "From", whatever stands between its parts."""
    words = _BY.sub("", " ".join(line.split())[:120], count=1).split(" | ")[0].split()
    named = sum(w[:1].isupper() for w in words) > 1  # not the head of a table: "By Region | March 2023"
    return named and _BY.match(" ".join(line.split())[:80]) is not None and is_byline(line)


def is_name(line: str) -> bool:
    """Whether a line is nothing but one or more people's names."""
    parts = re.split(r",? and |, | & ", " ".join(line.split()))
    if len(line) >= 120 or re.match(r"[IVXLC]+\.", line) or _NOT_IN_NAMES.search(line):
        return False
    return all(_NAME.match(p) and not _ROLE.search(p) for p in parts)


def are_names(line: str) -> bool:
    """Whether a line is nothing but the names of several people: `Ana Reis, Luis Prado and Jo Holm`."""
    return re.search(r", | and ", line) is not None and is_name(line)


def read_byline(line: str, *, order: str | None = None) -> Byline:
    """Take a byline apart; `order` as in `find_dates`.

    `By A B in X and C D in Y, Z | Paper | Updated: 2024-05-20 07:20` gives two authors, two places, a publisher, a date.
    """
    line = " ".join(line.split())[:400]
    dates = tuple(find_dates(line, order=order))
    if is_office(line):
        return Byline(publisher=_spelt(line))
    if SERIES.fullmatch(line) or is_letterhead(line):  # a state
        return Byline(dates=dates)
    if by_role := _BY_ROLE.match(line):
        line = f"By {by_role['names']}"
    if is_signature(line) and (signed := _SIGNED.match(_BY.sub("", line, count=1))):
        at = re.search(r"\b(?:at|for) (?P<paper>[A-ZÀ-Þ][^,|]{2,50})$", signed["role"])
        return Byline((signed["name"].strip(" -–—,"),), (), at["paper"].strip() if at else None, dates)
    segments = [s.strip() for s in re.split(r" ?[|·•] ?", line) if s.strip()]
    authors: list[str] = []
    places: list[str] = []
    publisher: str | None = None
    for segment in segments:
        if _BY.match(segment) or (not authors and is_name(segment) and not find_dates(segment) and not _OFFICE.search(segment)):
            names, filed = _people(_BY.sub("", segment, count=1))
            authors += names
            places += filed
        elif label := re.match(r"^(authors?|writers?|reporters?|correspondents?|source) ?: ?(.+)$", segment, re.IGNORECASE):
            if label[1].lower() == "source":
                publisher = publisher or label[2].strip()
            else:
                authors += _people(label[2])[0]
        elif not find_dates(segment) and len(segments) > 1 and segment[:1].isupper() and len(segment) <= 60:
            if _filed(segment, segments):
                places.append(segment)
            else:
                publisher = publisher or segment
    if publisher is None and (office := publisher_of(line)):
        publisher = office
    labelled = _DATED.match(line) or re.match(
        r"(?:By|From|Updated|Published|Posted|Last|Source|Policy|Released|Issued)\b", line
    )
    inner = re.match(r".*?, (?P<place>[A-Z][\w'’\-]+(?: [A-Z][\w'’\-]+)?), $", line[: dates[0].span[0]]) if dates else None
    if inner and not places and _OFFICE.search(line[: inner.start("place")]) and not _OFFICE.search(inner["place"]):
        places = [inner["place"]]
    filed_at = _PLACE_DATE.match(line) if dates and not places and not labelled else None
    if filed_at and not _OFFICE.search(filed_at["place"]) and (place := place_named(filed_at["place"])):
        places = [place]
    return Byline(tuple(dict.fromkeys(authors)), tuple(dict.fromkeys(places)), publisher, dates)


def publisher_of(line: str) -> str | None:
    """The office that a line says it is published by, or that stands before its date."""
    if found := _ISSUED_BY.search(line):
        who = found["who"].strip().removeprefix("the ")
        return who if not _NAME.match(who) or _OFFICE.search(who) else None
    dates = [] if is_clause(line) or _BEFORE_OFFICE.match(line) else find_dates(line)
    if dates and _OFFICE.search(head := line[: dates[0].span[0]].strip(" ,.-–—|(")) and len(head.split()) <= 9:
        head = _DOCUMENT_OF.sub("", head)
        office, _, rest = head.rpartition(", ")
        if (
            office and _OFFICE.search(office) and not _OFFICE.search(rest) and len(rest.split()) <= 3
        ):  # "Ministry of Health, Lusanga"
            head = office
        return head if head[:1].isupper() and not _BY.match(head) and "ublished" not in head else None
    if not dates and (named := _DOCUMENT_OF.match(line)) and is_office(rest := line[named.end() :]):
        return rest
    return None


def _spelt(office: str) -> str:
    """`MINISTRY OF HEALTH` in small letters, so that it is one publisher with `Ministry of Health`."""
    if not office.isupper():
        return office
    return " ".join(w.lower() if w in ("OF", "FOR", "THE", "AND", "ON", "IN") else w.capitalize() for w in office.split())


def _filed(segment: str, segments: list[str]) -> bool:
    """A place before a date of update or printing, `Rajahmundry | Updated: ...`, where neither paper nor person is named."""
    labelled = len(segments) == 2 and bool(_DATED.match(segments[1])) and segments[0] == segment
    return labelled and len(segment.split()) <= 2 and not segment.isupper() and "." not in segment and not _ROLE.search(segment)


def dateline(paragraph: str) -> tuple[str | None, str | None, PrintedDate | None]:
    """Place, agency and date of `NAIROBI, 3 May (Agency) — ...` at the beginning of a paragraph; Nones without one."""
    if _TURN_LABEL.match(paragraph) or _SHOUTED.fullmatch(paragraph):
        return None, None, None
    if (found := datelines.read(paragraph)) is not None:
        dates = find_dates(found.date or "")
        whole = [*found.places[:-1], ", ".join(filter(None, (found.places[-1], found.region)))]
        return "; ".join(whole), found.agency, dates[0] if dates else None
    labelled = _LABELLED.match(paragraph[:160])
    if labelled is None or not is_text(paragraph[labelled.end() : labelled.end() + 160]):
        return None, None, None
    return place_named(labelled["place"]), None, None


def _people(text: str) -> tuple[list[str], list[str]]:
    """Names and places of `A B in X and C D in Y, Z`."""
    for printed in reversed(find_dates(text)):
        text = text[: printed.span[0]].rstrip(" ,-–—(")
    names: list[str] = []
    places: list[str] = []
    filed = False
    for part in re.split(r",? and |, | & |; ", text):
        name, inside, place = part.strip(" .,").partition(" in ")
        name = re.split(r"\s*\(|\s+[-–—/|@•]\s*|\s*@", name)[0].strip()
        if _ROLE.search(name) and not inside:
            break
        if filed and not inside:  # "in Qiqihar, Heilongjiang": the part after the comma is still the place
            places[-1] += f", {name}"
            continue
        if _NAME.match(name):
            names.append(name)
        elif names and not inside and len(name) > 2 and re.fullmatch(r"[A-ZÀ-Þ][\w'’\-]+", name):  # "By A B, Abuja"
            places.append(name)
        if inside:
            places.append(place.strip())
            filed = True
    return names, places
