"""What a bare number counts, and which numbers claim nothing: pronouns, years, dates, references, parts of names."""

# ruff: noqa: E501 (patterns and tables are read by the line)
from __future__ import annotations

import re

from policynlp.months import MONTH
from policynlp.tag.claims import counts, multiples, spans, unit_table
from policynlp.tag.claims.clock_times import is_hour
from policynlp.tag.claims.document_reading import Reading, inside
from policynlp.tag.claims.figure import OLDEST, Figure
from policynlp.tag.claims.fraction_words import is_half_alone
from policynlp.tag.claims.stretches import ENDED
from policynlp.tag.claims.unit_statements import states_the_unit
from policynlp.tag.dates_words import MONTHS, WEEKDAYS
from policynlp.tag.people.roles import KINSHIP
from policynlp.tag.quotes.source_nouns import PEOPLE_NOUNS

_ONE_FALSE = re.compile(
    r"one[ ](?:another|day|by|or the other|such|can|could|may|might|must|should|who|that|which|is|was|has|way|thing\b)|one[-‑](?!third|half|fifth|quarter|fourth|sixth|tenth|year|day|month|week|hour|yen|mile)",
    re.IGNORECASE,
)
_ONE_LEFT = re.compile(
    r"\b(?:no|any|every|each|this|that|the|which|another|some|last|next|first|(?:the|my|his|her|its|their|our|your|sort|kind)[ ]only|big|good|new)[ -]$",
    re.IGNORECASE,
)
_MOST_POINTS = 60
_MOVED = re.compile(r"\b(?:by|rose|fell|up|down|gained|lost|grew|dropped|increased)[ ]$")
"""In front of points: "turnout fell 65 pp."; "a book of 480 pp." has pages."""
_AIRCRAFT = re.compile(r"\b(?:Boeing|Airbus|Embraer|Antonov|Tupolev|Ilyushin|Cessna|Fokker|Bombardier)[ -]$")
_OF_FIRM = re.compile(
    r"[ ](?:[a-z]+[ ])?(?:jobs|workers|employees|people|staff|orders|planes|aircraft|engineers|positions|posts|suppliers)\b"
)
_LEAST_TYPE = 100
"""Types of aircraft: "Boeing 737 flights"."""
_HEADLINE = 0.6  # of the words of a sentence in capitals: it is a title, whose numbers count
_YOUNGEST = 10
_AGE_ENDS = re.compile(r"\W*$|[.,;:)]|[ ](?:when|and|but|while|now|at[ ]the[ ]time)\b")
_ONLY = re.compile(r"\bonly[ ]$", re.IGNORECASE)
_ONE_NOUN_TOKENS = 3
_PERIOD_HALF = re.compile(
    r"\b(?:first|second|latter|other|better|next|last|former|top|bottom|each|upper|lower|final|in|one|1st|2nd|nd)[ -]$|\bhalf[ ]$",
    re.IGNORECASE,
)
_HALF_AFTER = re.compile(r"[ ](?:of|the|a|an|its|their|his|her|our|all|those|these|that|as|[a-z]+s\b|price)|[.,;]|$")
_CASUALTIES = re.compile(
    r"[ ](?:others? )?(?:were |are |was |have been )?(?:injured|wounded|dead|killed|arrested|missing|hospitali[sz]ed|displaced|homeless|detained|infected|unemployed|hurt)\b"
)
_OF_THESE = re.compile(r"\W*Of[ ][^,;]*\d[^;]*,[ ]\D*$")
"""In front of a figure that is a part of another one: "Of the 60 million olive trees, 21 million are dead"."""
_PEOPLE_OF = re.compile(
    r"\b(?:town|city|village|crowd|audience|community|island|population|congregation|workforce|staff|army|membership|country|nation)[ ]of"
    r"[ ](?:(?:about|around|nearly|almost|some|just|over|under|more than|fewer than|only)[ ])?$",
    re.IGNORECASE,
)
_PARENT_OF = re.compile(r"\b(?:mother|father|parents?|mum|mom|dad|grandmother|grandfather)[ ]of[ ]$", re.IGNORECASE)
_HARMED = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|injur(?:es?|ed|ing)|wound(?:s|ed|ing)?|displac(?:es?|ed|ing)|hospitali[sz](?:es?|ed|ing)|evacuat(?:es?|ed|ing)|infect(?:s|ed|ing)?)"
    r"[ ](?:(?:at[ ]least|about|around|nearly|almost|some|more[ ]than|over|up[ ]to|as[ ]many[ ]as|another|only|just)[ ])?$",
    re.IGNORECASE,
)
_FAMILY_OF = re.compile(r"\b(?:famil(?:y|ies)|households?) of $", re.IGNORECASE)
_MAGNITUDE = re.compile(r"\bmagnitude(?:[ ]of)?[- ]$", re.IGNORECASE)
_STRETCH = re.compile(
    r"[ ](?:days|weeks|months|quarters|years|decades)[ ]earlier\b"
    r"|[ ](?:months|quarters|years|weeks)[ ](?:to|ending|ended|through)[ ](?:in[ ]|on[ ])?(?:the[ ]end[ ]of[ ])?(?:\d{1,2}[ ])?(?:[A-Z][a-z]+|\d{4})\b"
)
_KINDS_OF_POINTS = frozenset(
    """
    selling sale sales access water entry border crossing collection service charging distribution contact vaccination checking fuelling
    fueling landing meeting drop-off pick-up delivery supply buying retail payment voting sampling monitoring exit
    """.split()  # noqa: SIM905 - a table of words
)
"""Points that are places: "120 selling points"."""
_LEADS_PLACE = re.compile(r"\b(?:in|across|around|near)[ ]$", re.IGNORECASE)
_OF_YEAR = re.compile(r"[ ]of[ ](?:the[ ]year|(?:19|20)\d\d|(?:this|last)[ ]year)\b")
_AGED = re.compile(
    r"\b(?:people|citizens|residents|women|men|those|anyone|everyone|everybody|adults|persons|pensioners|drivers|workers|patients|anybody)"
    r"[ ](?:who[ ]are[ ]|aged[ ])?(?:over|above|under|below|older[ ]than|younger[ ]than)[ ](?:the[ ]age[ ]of[ ])?$",
    re.IGNORECASE,
)
"""In front of an age that is told without "years": "Citizens over 65 travel free"."""
_BEHIND_AGE = re.compile(r"[ ](?!(?:percent|per|years?|people|persons|million|thousand|of)\b)[a-z]+\b|[.,;:)]|$")
_GROUPED_SO = re.compile(r"\b(?:Group|Committee|Club|Gang|Council)[ ]of[ ]$|\bFortune[ ](?:Global[ ])?$")
"""In front of the number of a name: "the Group of 77", "a Fortune 500 firm"."""
_NAMED_PLAN = re.compile(r"[ ](?:[A-Z][\w-]+[ ]){0,3}(?:Plan|Programme|Program|Strategy|War|Agenda|Initiative|Framework)s?\b")
"""Behind the years of a name: "the 14th Five-Year Plan", "the Six-Day War"."""
_OF_MONTH = re.compile(rf"[ ](?:of|in)[ ]{MONTH}\b", re.IGNORECASE)
_EDGE = re.compile(r"\b(?:first|last|final)[ ]$", re.IGNORECASE)
_FIRST = re.compile(r"\bfirst[ ]$", re.IGNORECASE)
_ADDRESS = re.compile(
    r"[ ](?:[NSEW]\.?[ ])?(?:[A-Z][a-z]+[ ]){1,3}(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Blvd|Drive|Lane|Court|Square|Place)\b"
)

_BARE_SPAN = re.compile(r"\d{2,3}|\d{1,3} (?:to|and|or) \d{1,3}|\d[\d,]* (?:last|next|this|previous|an?|per|each|every) \w+")
"""What the model takes for a date and is none: "raised from 62 to 64", "fell to 213 last year"."""


_CALENDAR = frozenset([*MONTHS, *WEEKDAYS])
_MOST_DAYS = 31


class Screening:
    """Screens the figures of one passage.

    Attributes:
        r: The document.
        start, end: Offsets of the passage.
    """

    def __init__(self, reading: Reading, *, start: int, end: int) -> None:
        self.r, self.doc, self.text, self.start, self.end = reading, reading.doc, reading.text, start, end

    def keeps(self, f: Figure, limit: int) -> bool:
        """Whether a figure is a claim; sets on it what it counts.

        Args:
            f: The figure.
            limit: One past the last token that may be what it counts.
        """
        stated = states_the_unit(self.text, f, self.start, self.end)
        return not stated and self._count(f, limit) and not self._is_none(f)

    def _count(self, f: Figure, limit: int) -> bool:
        """Finds what a bare number counts; false where the number is no claim at all."""
        n = f.number
        if f.direct or f.kind != "count":
            if f.unit == "fraction" and n.form == "fraction" and self.text[n.start : n.end].lower() == "half":
                left = self.text[max(self.start, n.start - 8) : n.start]
                told = _HALF_AFTER.match(self.text, n.end) is not None or is_half_alone(self.text, n.start, n.end)
                return told and not _PERIOD_HALF.search(left)
            return True
        if n.form in {"digits", "words"} and multiples.is_times(f, self.text, self.end):
            return True
        if _FAMILY_OF.search(self.text[max(self.start, n.start - 14) : n.start]):
            f.unit = "person"  # "a family of five needs bread"
            return True
        if self._is_an_age(f):
            f.unit, f.kind, f.direct = "year", "age", True
            return True
        f.head = counts.counted_noun(self.doc, f.first, f.last, limit)
        if n.form == "vague" and f.head < 0:
            return self.text[n.end : n.end + 5].startswith((" more", " of"))
        if f.head >= 0:
            head = self.doc[f.head]
            word = unit_table.WORDS.get(head.lower_)
            f.end = max(f.end, head.idx + len(head))
            f.unit = counts.lemma(head)
            if _MAGNITUDE.search(self.text[max(self.start, n.start - 14) : n.start]):
                f.unit, f.kind, f.end = None, "index", n.end
            if f.unit == "point" and not self._is_place(f):
                f.kind = "index"
            if word and word[1] == "duration" and f.head - f.last <= 3:
                f.unit, f.kind = word[0], "duration"
            elif word and word[1] == "measure" and f.head - f.last <= 2:
                f.unit, f.kind = word[0], "measure"
        else:
            self._uncounted(f)
        return True

    def _is_place(self, f: Figure) -> bool:
        """Whether points are places: "120 selling points", "14 water points"."""
        kind = self.doc[f.head - 1]
        return f.head - f.last > 1 and kind.lower_ in _KINDS_OF_POINTS

    def _is_an_age(self, f: Figure) -> bool:
        """Whether a bare number is the age that people are above or below."""
        n = f.number
        led = n.plain and 1 < f.value <= OLDEST and _AGED.search(self.text[max(self.start, n.start - 48) : n.start]) is not None
        return led and f.high is None and _BEHIND_AGE.match(self.text, n.end) is not None

    def _is_far(self, f: Figure) -> bool:
        """Whether too many words stand before the noun for "only one" to count it, and no "of"."""
        return f.head - f.last > _ONE_NOUN_TOKENS and not self.text.startswith(" of ", f.number.end)

    def _uncounted(self, f: Figure) -> None:
        """Finds what a number counts or tells without a noun behind it: children, whoever is killed, somebody's age."""
        text, n = self.text, f.number
        if _PARENT_OF.search(text[max(self.start, n.start - 24) : n.start]):
            f.unit = "child"  # "a mother of four"
        elif _HARMED.search(text[max(self.start, n.start - 40) : n.start]):
            f.unit = "person"  # "cholera kills 40 in a week"
        elif self._is_somebodys_age(f):
            f.unit, f.kind, f.direct = "year", "age", True
        elif (_CASUALTIES.match(text, n.end) and not _OF_THESE.match(text, self.start, n.start)) or _PEOPLE_OF.search(
            text[max(self.start, n.start - 40) : n.start]
        ):
            f.unit = "person"

    def _is_somebodys_age(self, f: Figure) -> bool:
        """As in "The average baker is 58", "She was 34 when it closed": a number that one person is."""
        verb = self.doc[f.first - 1] if f.first > f.sentence[0] else None
        if verb is None or verb.lemma_ != "be" or not f.number.plain or not _YOUNGEST <= f.value <= OLDEST:
            return False
        subject = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.i >= f.sentence[0]), None)
        if subject is None or not _AGE_ENDS.match(self.text, f.number.end):
            return False
        person = subject.lower_ in {"he", "she"} or (subject.tag_ == "NNP" and subject.ent_type_ == "PERSON")
        return person or (subject.tag_ == "NN" and subject.lemma_.lower() in PEOPLE_NOUNS | KINSHIP)

    def _is_none(self, f: Figure) -> bool:
        text, n = self.text, f.number
        left = text[max(self.start, n.start - 12) : n.start]
        lower = text[n.start : n.end].lower()
        if (
            lower == "one"
            and not f.direct
            and (f.head < 0 or _ONE_FALSE.match(text, n.start) or (_ONE_LEFT.search(left) and text[n.end : n.end + 3] != " of"))
        ):
            return True
        if lower == "one" and not f.direct and _ONLY.search(left) and self._is_far(f):
            return True
        if spans.is_title(text, n.start, n.end) or self._is_named_so(f):
            return True
        if spans.is_code(text, n.start, n.end, self.start) and not (f.direct and f.end > n.end):
            return True
        bare = not f.direct
        if f.kind == "duration" and self._is_time(f, left):
            return True
        if bare and f.head < 0 and f.high is None and is_hour(text, n.start, n.end, f.value, begin=self.start):
            return True
        pages = f.unit == "percentage_point" and n.plain and f.value >= _MOST_POINTS and text.startswith("pp.", f.end - 2)
        if pages and not _MOVED.search(left):
            return True  # "OECD Publishing, 480 pp."
        if bare and (
            (text[n.end : n.end + 1] == ")" and "(" not in text[max(self.start, n.start - 60) : n.start])
            or _ADDRESS.match(text, n.end)
        ):
            return True
        if bare and n.plain and f.high is None and spans.is_year(text, n.start, n.end, n.value):
            return True
        if bare and n.plain and f.high is not None and 1400 <= f.value <= 2100:
            return True
        if (bare or f.kind == "measure") and spans.is_date_part(text, n.start, n.end, n.value, bare=bare):
            return True
        if n.start == f.start and spans.is_reference(
            text, n.start, has_unit=f.direct or (f.head >= 0 and f.head - f.last <= 1)
        ):
            return True
        return bare and self._in_name(f)

    def _is_time(self, f: Figure, left: str) -> bool:
        """Whether a duration is part of a date."""
        text, n = self.text, f.number
        if _NAMED_PLAN.match(text, f.end):
            return True
        dated = f.unit in {"month", "quarter"} or (f.unit == "week" and _OF_YEAR.match(text, f.end))
        if dated and _FIRST.search(left):
            return True  # "in the first five months", "the first six weeks of the year"
        if f.unit in {"week", "day"} and _OF_MONTH.match(text, f.end) and _EDGE.search(left):
            return True  # "the last ten days of March"
        if _STRETCH.match(text, n.end) and inside(self.r.dates, n.start, f.end):
            return True  # "the 12 months to June 2023", "five years earlier"
        if ENDED.match(text, n.end):
            return True
        return n.plain and 1900 <= f.value <= 2100  # "the 2019 quarter"

    def _is_named_so(self, f: Figure) -> bool:
        """As in "the charity Two Rivers": number word and noun in capitals within a sentence that is no headline."""
        n = f.number
        if f.first == f.sentence[0] or n.form != "words" or not self.text[n.start].isupper() or f.first == f.last + 2:
            return False
        before, after = self.doc[f.first - 1], self.doc[min(f.last + 1, len(self.doc) - 1)]
        if not (before.is_lower and before.pos_ in {"NOUN", "DET"} and after.is_title and after.tag_ in {"NNP", "NNPS"}):
            return False
        words = [t for t in self.doc[slice(*f.sentence)] if t.is_alpha]
        return sum(t.text[0].isupper() for t in words) < _HEADLINE * len(words)

    def _is_counted_at(self, f: Figure, name: int) -> bool:
        """As in "In Apurímac 590 teachers": behind a place that its preposition leads, a number of what follows."""
        counted = f.head == f.last + 1 and self.doc[f.head].tag_ == "NNS" and self.doc[f.head].is_lower
        return (
            counted and name < f.number.start and _LEADS_PLACE.search(self.text[max(self.start, name - 8) : name]) is not None
        )

    def _in_name(self, f: Figure) -> bool:
        """Whether a bare number belongs to a name ("Boeing 737", "Group of 20", "Article 5 powers")."""
        n = f.number
        craft = _AIRCRAFT.search(self.text[max(self.start, n.start - 12) : n.start]) is not None
        if n.plain and _GROUPED_SO.search(self.text[max(self.start, n.start - 20) : n.start]):
            return True
        if craft and n.plain and f.value >= _LEAST_TYPE and _OF_FIRM.match(self.text, n.end) is None:
            return True
        span = inside(self.r.names, n.start, n.end)
        if span:
            rest = self.text[span[0] : n.start] + self.text[n.end : span[1]]
            if self._is_counted_at(f, span[0]):
                return False
            if any(c.isalpha() for c in rest) and n.form == "digits" and f.high is None and not n.scale > 1:
                return span[0] < n.start or self.text[n.end : n.end + 1] in {"-", ""}
        dated = inside(self.r.dates, n.start, n.end)
        if dated and f.head < 0 and n.plain and not _BARE_SPAN.fullmatch(self.text[slice(*dated)]):
            return not spans.is_plural_subject(self.text, n.end)
        if f.first > f.sentence[0] and n.plain and f.head < 0:
            before = self.doc[f.first - 1]
            if before.lower_ in _CALENDAR and n.value > _MOST_DAYS:
                return False  # "By the first week of September 332 were open"
            return bool(
                any(c.isupper() for c in before.text) and before.tag_ in {"NNP", "NNPS"} and before.ent_type_ != "PERSON"
            )
        return False
