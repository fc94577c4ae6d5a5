"""Who asks and who answers behind the labels "Q" and "A": those whom the rest of the text says so of, or nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Span as SpanOfTokens

from policynlp.document import Span
from policynlp.tag.people.roles import role_head
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.cast import Cast, Figure, Mention
from policynlp.tag.quotes.reading import Reading

_OPENING_CHARS = 3_000
_NEAR_CHARS = 80
_WITH = re.compile(
    r"\b(?:interview(?:ed|s)?|conversations?|q ?& ?a|q and a|chats?|sit-?down|questions)[ ](?:\w+[ ]){0,2}?(?:with|for)[ ]",
    re.IGNORECASE,
)
"""Behind it stands who answers; "talks with" and "discussions with" are diplomacy more often than an interview."""
_WE_ASKED = re.compile(
    r"\b(?:we|i|our (?:reporter|correspondent|editor)s?)[ ](?:(?:recently|also|then)[ ])?"
    r"(?:(?:talked|spoke|sat down|caught up)[ ](?:to|with)|interviewed)[ ]",
    re.IGNORECASE,
)
"""As in "We talked to Mayor Takuma Eguchi, 52"."""
_RECEIVED = re.compile(
    r"\b(?:he|she)[ ](?:(?:recently|also|then)[ ])?(?:(?:received|met|welcomed)[ ](?P<received>us\b|(?=(?:the[ ])?(?-i:[A-Z])))"
    r"|(?:spoke|talked|sat down)[ ](?:to|with)[ ](?P<spoke>us\b|(?=(?:the[ ])?(?-i:[A-Z]))))",
    re.IGNORECASE,
)
"""`He received us in his office`, `She spoke to Joe Roe`: behind whom a paragraph introduces."""
_ADDRESSED = re.compile(r"[,?!]")
_SPEAKS = re.compile(
    r"[^.?!\n]{0,60}?\b(?:speaks|spoke|talks|talked|sits down|sat down|answers questions from)[ ](?:to|with)?[ ]?"
)
_INTERVIEWS = re.compile(r"[^.?!\n]{0,40}?\binterview(?:s|ed)[ ]")
_ANSWERING = re.compile(
    r"\b(?:(?P<spoke>spoke|speaks|talked|talks|sat down|sits down|chatted)|answers|answered|explains|explained|responds|conversation"
    r"|(?P<asked>[Ww]e (?:called|reached|met|asked|spoke to|talked to|sat down with)))\b"
)
"""What an opening says of whoever answers the questions below."""
_PRONOUNS = frozenset({"he", "she", "the"})
_MARKS = frozenset({'"', "“"})
_QUESTIONS = frozenset({"q", "question", "questioner", "qn"})
_ANSWERS = frozenset({"a", "answer"})
_ASKING = frozenset({"interviewer", "reporter", "journalist", "correspondent"})
_WORD = r"[^\W\d_][\w'’-]*"
_INTRODUCED = re.compile(
    rf"(?:(?:hi|hello|thanks|thank you|good (?:morning|afternoon|evening))[,.!]? )?(?:(?:i['’]m|i am|this is|my name is) )?"
    rf"(?P<name>{_WORD}(?: {_WORD}){{1,4}})(?:,| from| with| of| at) (?:the )?"
    rf"(?-i:[A-Z])[\w&'’.-]*(?: (?:(?:of|the|and|de|du|des|da|do|la|le|el|for) ){{0,2}}(?-i:[A-Z&])[\w&'’.-]*){{0,5}}[.:;] ",
    re.IGNORECASE,
)
"""`Park Ji-won, Yonhap. Where does the money come from?`"""


class Parts(NamedTuple):
    """Whoever asks and whoever answers; null where the text does not say."""

    asks: Figure | None
    answers: Figure | None

    def of(self, label: str) -> Figure | None:
        """Who speaks under a label such as "Q", "A." or "Q4"; nobody in particular under "The Speaker" and the like."""
        part = label.rstrip(".:0123456789").lower()
        return self.asks if part in _QUESTIONS | _ASKING else self.answers if part in _ANSWERS else None


def parts(reading: Reading, cast: Cast, attributions: Sequence[Attribution], figures: Sequence[Figure]) -> Parts:
    """Who asks and who answers in a text with turns labelled "Q" and "A".

    Where other turns have names, it is the one of two people who asks and the other; else what the lines in front of the first turn
    say: "an interview with Ann Lee", "Ann Lee speaks to Joe Roe", "Joe Roe interviewed Ann Lee", "we talked to Ann Lee"; else whom the
    questions call by name.

    Args:
        reading: The document.
        cast: Its people.
        attributions: What was found in it.
        figures: Who speaks in each, as far as their labels have names.
    """
    turns = [a for a in attributions if a.rule == "transcript" and a.source]
    if not any(a.unnamed for a in turns):
        return Parts(None, None)
    named = [(a, f) for a, f in zip(attributions, figures, strict=True) if a.rule == "transcript" and f.kind == "named_person"]
    opening = _by_names(reading, named) or _by_opening(reading, cast, min(a.source[0][0] for a in turns))
    if opening.answers is None:
        opening = opening._replace(answers=_addressed(reading, cast, turns))
    if opening.answers is None and any(_is_answer(reading, a) for a in turns):
        guest = opening_guest(reading, min(a.source[0][0] for a in turns))
        told = cast.over(guest) if guest is not None else None
        opening = opening._replace(answers=told.figure if told is not None and told.figure.kind == "named_person" else None)
    return opening


def told_guest(reading: Reading) -> Span | None:
    """Where an opening names the one person whom the paper has asked; null where it names none, or several."""
    people = [e for e in reading.doc.ents if e.label_ == "PERSON" and e.end_char <= _OPENING_CHARS]
    named = [e for e in people if reading.passage[e.start] >= 0]
    leads = [m.end() for pattern in (_WITH, _WE_ASKED) for m in pattern.finditer(reading.text, 0, _OPENING_CHARS)]
    found = [next((e for e in named if at <= e.start_char < at + _NEAR_CHARS), None) for at in leads]
    for received in _RECEIVED.finditer(reading.text, 0, _OPENING_CHARS):
        if not (received["received"] or received["spoke"]):
            continue  # whom ministers speak to are not papers alone
        passage = reading.passage[reading.token_at(received.start())]
        before = [e for e in named if reading.passage[e.start] == passage and e.end_char <= received.start()]
        found += before[:1] if len({e[-1].lower_ for e in before}) == 1 else []
    guests = {e[-1].lower_: e for e in reversed([e for e in found if e is not None])}
    return next(iter((e.start_char, e.end_char) for e in guests.values())) if len(guests) == 1 else None


def _is_answer(reading: Reading, turn: Attribution) -> bool:
    """Whether the label of a turn is "A" or "Answer"."""
    return reading.text[slice(*turn.source[0])].rstrip(".:0123456789").lower() in _ANSWERS


def _is_of_another(reading: Reading, name: SpanOfTokens) -> bool:
    """Whether a name only tells what somebody else is: "Truss | biographer Harry Cole"."""
    behind = reading.doc[name.end] if name.end < len(reading.doc) else None
    return behind is not None and behind.is_lower and role_head(behind.text) is not None


def opening_guest(reading: Reading, stop: int) -> Span | None:
    """Where the lines in front of the first question name whoever answers, if they say that somebody does.

    Args:
        reading: The document.
        stop: Where the first question begins.

    Returns:
        The longest mention of the person of the sentence that says so ("Economist Ana Reis explains"); where none is named in it ("He
        sat down with the Ledger"), of the one who is named first and most often. Null where nothing says that somebody answers.
    """
    authors = {name.split()[-1].lower() for name in reading.doc._.policynlp_authors or ()}
    people = [e for e in reading.doc.ents if e.label_ == "PERSON" and e.end_char <= stop and reading.passage[e.start] >= 0]
    named = [e for e in people if e[-1].lower_ not in authors]
    counted = Counter(e[-1].lower_ for e in named)
    told: set[str] = set()
    by_pronoun = False
    for sign in _ANSWERING.finditer(reading.text, 0, stop):
        first, last = reading.sentence[reading.token_at(sign.start())]
        here = [e for e in named if first <= e.start < last and not _is_of_another(reading, e)]
        behind = [e for e in here if e.start_char >= sign.end()]
        before = [e for e in here if e.end_char <= sign.start()] if sign["asked"] is None else []
        told |= {e[-1].lower_ for e in (before[-1:] or behind[:1])}
        by_pronoun = by_pronoun or (sign["spoke"] is not None and reading.doc[first].lower_ in _PRONOUNS)
    if not named or len(told) > 1 or not (told or by_pronoun):
        return None
    who = next(iter(told), named[0][-1].lower_)
    if not told and any(n >= counted[who] for name, n in counted.items() if name != who):
        return None
    guest = max((e for e in named if e[-1].lower_ == who), key=len)
    return guest.start_char, guest.end_char


def _addressed(reading: Reading, cast: Cast, turns: Sequence[Attribution]) -> Figure | None:
    """The one person whom questions call by name: "Mayor Eguchi, let us begin", "How many were there, Mr Eguchi?"."""
    found: dict[str | None, Figure] = {}
    for turn in turns:
        label = reading.text[slice(*turn.source[0])].rstrip(".:0123456789").lower()
        if label not in _QUESTIONS:
            continue
        for mention in cast.within((turn.start, turn.end)):
            if mention.figure.kind != "named_person" or _ADDRESSED.match(reading.text, mention.end) is None:
                continue
            before = reading.text[turn.content[0][0] : mention.start]
            first = len(before.split()) <= 1 and "," not in before and reading.text[mention.end] == ","
            last = re.search(r",[ ](?:[A-Z][\w.]*[ ])?$", before) is not None and reading.text[mention.end] == "?"
            if first or last:
                found[mention.figure.entity] = mention.figure
    return next(iter(found.values())) if len(found) == 1 else None


def introduced(reading: Reading, cast: Cast, question: Attribution) -> Figure | None:
    """Who asks a question that begins with its asker's name and outlet; null where it does not."""
    label = reading.text[slice(*question.source[0])] if question.source else ""
    if label.rstrip(".:0123456789").lower() not in _QUESTIONS:
        return None
    found = _INTRODUCED.match(reading.text, question.start, question.end)
    if found is None:
        return None
    people = (m.figure for m in cast.within(found.span("name")) if m.figure.kind == "named_person")
    return next(people, None)


def _by_names(reading: Reading, turns: Sequence[tuple[Attribution, Figure]]) -> Parts | None:
    asked: Counter[str] = Counter()
    figures: dict[str, Figure] = {}
    for turn, figure in turns:
        if reading.text[: turn.source[0][0]].endswith("("):
            continue  # "Question (Ana Reis, TV Norte)": one of several who ask
        name = figure.name or ""
        figures.setdefault(name, figure)
        asked[name] += _ends_asking(reading.text, turn.content[0][0], turn.content[-1][1])
    if len(figures) != 2:
        return None
    least, most = sorted(figures, key=lambda name: asked[name])
    return Parts(figures[most], figures[least]) if asked[most] and not asked[least] else None


def _ends_asking(text: str, start: int, end: int) -> bool:
    """Whether a turn ends with a question; not with one that a moderator reads out, in marks of its own."""
    whole = text[start : start + 1] in _MARKS or text[start - 1 : start] in _MARKS
    return text[max(start, end - 4) : end].rstrip("\"”’' " if whole else "’' ").endswith("?")


def _by_opening(reading: Reading, cast: Cast, stop: int) -> Parts:
    opening = [m for m in cast.mentions if m.end <= min(stop, _OPENING_CHARS) and m.figure.kind == "named_person"]
    found = list(_told(reading.text, opening, min(stop, _OPENING_CHARS)))
    asks = {a.entity: a for a, _ in found if a is not None}
    answers = {b.entity: b for _, b in found}
    if len(answers) != 1 or asks.keys() & answers.keys():
        return Parts(None, None)
    return Parts(next(iter(asks.values())) if len(asks) == 1 else None, next(iter(answers.values())))


def _told(text: str, people: Sequence[Mention], stop: int) -> Iterator[tuple[Figure | None, Figure]]:
    """Pairs of who asks, where that is told, and who answers."""
    taken: set[int] = set()
    for first, second in pairwise(people):
        between = text[first.end : second.start]
        if _INTERVIEWS.fullmatch(between):
            yield first.figure, second.figure
        elif _SPEAKS.fullmatch(between):
            yield second.figure, first.figure
        else:
            continue
        taken.update((first.start, second.start))
    for received in _RECEIVED.finditer(text, 0, stop):
        start = text.rfind("\n", 0, received.start()) + 1
        inside = {m.figure.entity: m.figure for m in people if start <= m.start < received.start()}
        asks = next((m.figure for m in people if m.start == received.end()), None)
        if len(inside) == 1:
            yield asks, next(iter(inside.values()))
    for lead in (*_WITH.finditer(text, 0, stop), *_WE_ASKED.finditer(text, 0, stop)):
        behind = next((m for m in people if lead.end() <= m.start < lead.end() + _NEAR_CHARS), None)
        if behind is not None and behind.start not in taken and not re.search(r"[.?!\n]", text[lead.end() : behind.start]):
            yield None, behind.figure
