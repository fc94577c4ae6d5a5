"""Genre from structural evidence: how a text is numbered, addressed, signed, attributed and titled, never from its subject.

Each sign adds to the score of one genre; the best one wins if it reaches `MIN_SCORE`. Weights were set by hand: 3 for a
sign that no other genre shows, 2 for one that others hardly show, 1 for one that they share. They were checked on the
development split of PolNeAR (news without bylines), on GUM's documents, and on pages written for the tests.
"""

# ruff: noqa: E501 - tables of patterns are read by the line
from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.document import Genre, Passage
from policynlp.ingest.bylines import SERIES
from policynlp.ingest.spoken_heads import is_presented

MIN_SCORE = 2.0
_UNSHAKEN = 4
"""A title that begins with "Speech by" is believed, though speakers say what others said."""
_OPENING_CHARS = 3_000
_SAMPLE_CHARS = 20_000
_HEAD_PASSAGES = 6
"""Among them stands "Policy Brief No. 47": those are signed, and say where, as reports are."""
_ARTICLE = re.compile(r"^(?:Article|Section|Sec\.|Chapter|§+)\s*\d|^Chapter [IVX]", re.IGNORECASE)

_NAMED = r"(?:strategy|plan|white paper|green paper|policy|programme|program|framework|roadmap|road map|outline|guidelines?|opinions|blueprint|agenda|budget(?: note| statement| memorandum| paper)?|policy brief|position paper|concept note)"
TITLES: tuple[tuple[Genre, str, float], ...] = (
    # a law's name is a noun phrase with a year, a number or its subject behind it; a headline only mentions one
    ("law", r"\b(?:act|law|regulations?|directive|decree|ordinance|statute|treaty|constitution|code|order)\b(?: (?:of|no\.?|on|relating to|concerning|for the) |,? \(?(?:no\.? ?)?\d|\s?\()", 2),
    ("law", r"\b(?:act|law|regulations?|directive|decree|ordinance|statute|treaty|constitution|code)$", 1.5),
    ("law", r"^(?:an act|a bill|draft (?:law|act|bill|regulation)|bill (?:no|to)\b)", 2),
    ("speech", r"^(?:(?:19|20)\d\d )?(?:(?:opening|closing|keynote|budget|annual|national|the) )*(?:speech|remarks|address|lecture)(?: (?:for |of )?(?:the )?(?:(?:fiscal|financial) year )?\(?(?:19|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?\)?)?$", 4),
    ("speech", r"^(?:.{0,60}: )?(?:(?:opening|closing|keynote|budget|full text:?|transcript:?|the|an?|.{0,40}['’]s) )*(?:speech|remarks|address|keynote|lecture|statement)\b(?: (?:by|of|at|to|on|as|before|for|delivered|in)\b|$)", 4),
    ("speech", r"\b(?:speech|address|remarks) (?:by|delivered|at the|to the (?:nation|house|parliament|assembly|congress|conference))\b|\bstate of the (?:union|nation) address\b|\bkeynote (?:speech|address)\b|\bopening (?:statement|remarks)\b|^transcript\b", 2),
    ("statistics", r"\b(?:communiqu[eé]|statistical|statistics|census|in figures|survey results|national accounts|price index|labou?r force survey|bulletin|fact ?sheet|key figures|data (?:release|sheet))\b", 3),
    ("policy", rf"\b{_NAMED}(?: (?:for|of|on|to)\b|,? \(?(?:fy ?)?(?:19|20)\d\d|$|[:(])", 3),
    ("policy", rf"\b{_NAMED}\b|\b(?:notice|circular|review)\b", 0.5),
)  # fmt: skip
OPENINGS: tuple[tuple[Genre, str, float], ...] = (
    ("speech", r"\b(?:ladies and gentlemen|distinguished (?:guests|delegates|colleagues|members)|(?:your )?excellencies|mr\.? speaker,|madam speaker,|(?:mr\.?|madam) (?:president|chair(?:man|person)?),|my fellow (?:citizens|countrymen|\w+ns)\b|dear (?:friends|colleagues)|hono(?:u)?rable members|check against delivery|thank you (?:very much |all )?for (?:inviting|having|coming|joining|being)|(?:good (?:morning|afternoon|evening)),? (?:everyone|everybody|all|ladies|friends|colleagues|and)|it is (?:an?|my) (?:great |real |true )?(?:pleasure|hono(?:u)?r|privilege) to)\b", 3),
    ("law", r"\b(?:be it enacted|have adopted this|having regard to|this (?:act|law|regulation|directive|decree|ordinance) (?:may be cited|shall|lays down|applies|is enacted|protects|governs|establishes)|for the purposes of this (?:act|law|regulation|directive))\b", 3),
    ("law", r"\bthese (?:regulations|rules|by-?laws|orders?) (?:may be (?:cited|called)|extend to|shall come into force)|\bin exercise of the powers conferred (?:by|on|under)\b[^\n]{0,300}\b(?:hereby makes?|makes? th(?:ese|e following) (?:regulations|rules|order))\b|\bmakes these (?:regulations|rules) in exercise of the powers\b", 3),
    ("law", r"(?:^|\n)(?:\W{0,3}(?-i:WHEREAS)|[\w.]{3,12} ?\d{1,5}\(E\)\.?[—–-] ?whereas)\b|^\W*whereas\b", 2),
    ("statistics", r"\b(?:preliminary (?:estimates?|figures|data)|seasonally adjusted|year[- ]on[- ]year|statistics (?:office|bureau|agency|authority)|bureau of statistics|figures (?:for \d{4} )?are provisional|percentage points?)\b", 1),
    ("policy", r"\b(?:this (?:plan|strategy|paper|document|programme|policy|outline|note|framework|roadmap) (?:sets out|covers|describes|aims|is|treats|explains|outlines|presents|proposes)|(?:the )?(?:government|ministry|department|council|commission|authority|agency) will|published by the (?:department|ministry|office)|are to be|shall be)\b", 1),
)  # fmt: skip
_SELF = re.compile(
    r"\b(?:an?|the|this|statistical)? ?(?:(?P<statistics>fact ?sheet|statistical (?:bulletin|communiqu[eé]|release|summary)|census|communiqu[eé] on|key figures|data sheet)"
    r"|(?P<policy>white paper|green paper|budget note|policy (?:paper|brief|note)|action plan|strategy|outline|plan))\b(?= (?:of|for|by|on|from|written|prepared|published|issued|sets?|gives?|covers?|describes?)\b|[;,.:]|$)",
    re.IGNORECASE,
)
"""What a text calls itself right under its title."""

_TITLES = [(genre, re.compile(pattern, re.IGNORECASE), weight) for genre, pattern, weight in TITLES]
_OPENINGS = [(genre, re.compile(pattern, re.IGNORECASE), weight) for genre, pattern, weight in OPENINGS]
_SPOKEN = re.compile(r"\b(?:I|we|my|our|you|your)\b")
_STAGE = re.compile(r"[\[(](?:applause|laughter|cheers|laughs|inaudible|crosstalk|standing ovation)[.\])]", re.IGNORECASE)
_REPORTED = re.compile(
    r"\b(?:said|says|told|according to|announced|added|tweeted|testified|argued|warned|declared|insisted|acknowledged|claimed|criticized|criticised|"
    r"denied|recalled|replied|asserted|contended|complained|remarked|vowed|accused|declined to|reported|wrote|urged|asked|called (?:on|for)|noted|suggested|stated|explained|conceded|quipped|predicted|spokes(?:man|woman|person))\b"
)
_NOW = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:last|this) (?:week|month|weekend|year|summer|fall|spring|winter|election|season)|yesterday|earlier (?:this|on)|on (?:Monday|Tuesday)|recently|in an interview|press conference|so far this|days? (?:ago|after|before)|(?:week|month)s? (?:ago|before))\b"
)
"""A day told from the day of printing: laws, plans and statistics give dates."""
_PASSIVE = re.compile(
    r"\b(?:be|been|being|is|are|was|were) (?:asked|urged|reported|told|noted|announced|stated|explained|suggested|accused|called)\b"
)
"""Residents who will be asked say nothing."""
_WEEKDAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\byesterday\b|\bthis (?:week|morning|afternoon|weekend)\b|\bearlier today\b"
)
_QUOTED = re.compile(r"(?:[\"“]|''|‘)[^\"”]{12,400}?(?:[\"”]|''|’)(?=[\s.,;:)—–-]|$)")
_PERSON = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Capt|Col)\. |[Pp]resident |[Ss]ecretary |[Mm]inister |[Mm]ayor |[Cc]hairman |[Cc]andidate )[A-Z]\w+"
)
_SHALL = re.compile(r"\bshall\b")
_INSTRUCTED = re.compile(
    r"\b(?:will|must|should|is to|are to|shall|aims? to|(?:we|to) (?:support|promote|strengthen|improve|increase|ensure))\b"
)
_NUMBER = re.compile(r"\b\d[\d.,]*")


def genre_of(text: str, passages: Sequence[Passage], *, title: str | None, authors: bool, dateline: bool) -> Genre:
    """The genre of a text.

    Args:
        text: The document's text.
        passages: Its layout.
        title: Title, if known.
        authors: People sign it in a byline.
        dateline: It opens with a place of filing, or its byline gives one.

    Returns:
        `news`, `policy`, `statistics`, `speech`, `law`, or `other` where the evidence is thin.
    """
    score: dict[Genre, float] = dict.fromkeys(("law", "speech", "statistics", "policy", "news"), 0.0)
    named: dict[Genre, float] = {}
    for genre, pattern, weight in _TITLES:
        if title and pattern.search(title):
            named[genre] = max(named.get(genre, 0.0), weight)
    for genre, weight in named.items():
        score[genre] += weight
    opening = text[:_OPENING_CHARS]
    for genre, pattern, weight in _OPENINGS:
        score[genre] += weight if pattern.search(opening) else 0
    under = " ".join(text[p.start : p.end] for p in passages[1:4] if p.end - p.start <= 160)
    if found := _SELF.search(under):
        score["statistics" if found["statistics"] else "policy"] += 1.5
    if title and any(is_presented(title, text[p.start : p.end]) for p in passages[1:4]):
        score["speech"] += _UNSHAKEN
    _count_layout(score, passages)
    prose = " ".join(text[p.start : p.end] for p in passages if p.kind in ("paragraph", "list"))[:_SAMPLE_CHARS]
    reported = _count_prose(score, prose)
    paper = any(SERIES.fullmatch(" ".join(text[p.start : p.end][:120].split())) for p in passages[:_HEAD_PASSAGES])
    score["policy"] += 2 if paper else 0
    score["news"] += (2 if authors and not paper else 0) + (1.5 if dateline and not paper else 0)
    score["speech"] += 3 if len(_STAGE.findall(prose)) >= 2 else 0
    if reported >= 2 and score["news"] >= MIN_SCORE:  # a report about a plan or a speech names it in its headline
        for genre, weight in named.items():
            score[genre] -= weight / 2 if weight < _UNSHAKEN else 0
    best = max(score, key=lambda g: score[g])
    return best if score[best] >= MIN_SCORE else "other"


def _count_layout(score: dict[Genre, float], passages: Sequence[Passage]) -> None:
    heads = [p for p in passages if p.number and p.kind in ("heading", "paragraph", "list")]
    articles = sum(bool(_ARTICLE.match(p.number or "")) for p in heads)
    score["law"] += 3 if articles >= 3 else 0
    score["policy"] += 1 if len(heads) - articles >= 3 else 0
    score["statistics"] += 1 if any(p.kind == "table" for p in passages) else 0


def _count_prose(score: dict[Genre, float], prose: str) -> int:
    """Add what the running text tells; gives the number of words that report speech."""
    words = max(1, len(prose.split()))
    outside = _QUOTED.sub(" ", prose)
    reported = len(_REPORTED.findall(_PASSIVE.sub(" ", outside)))
    spoken = len(_SPOKEN.findall(outside)) * 25 >= words
    score["news"] += 2 if reported * 120 >= words and not spoken else 1 if reported * 300 >= words else 0
    score["news"] += 1 if _WEEKDAY.search(outside) else 0.5 if _NOW.search(outside) else 0
    quoted = len(_QUOTED.findall(prose))
    score["news"] += 0.5 if quoted else 0
    score["news"] += 0.5 if reported and quoted * 250 >= words else 0
    score["news"] += 0.5 if len(_PERSON.findall(outside)) * 200 >= words else 0
    numbers, instructed = len(_NUMBER.findall(prose)), len(_INSTRUCTED.findall(outside))
    if words >= 30:
        score["statistics"] += 1.5 if numbers * 14 >= words and not reported and instructed * 100 < words else 0
        score["statistics"] += 1 if sum(c.isdigit() for c in prose) * 25 >= len(prose) else 0
        score["law"] += 1.5 if len(_SHALL.findall(outside)) * 60 >= words else 0
        score["policy"] += 1 if instructed * 60 >= words and reported * 300 < words else 0
    score["speech"] += 1.5 if spoken and reported * 150 < words else 0
    return reported
