"""What stands in marks beside a verb of saying and is a title or a term: `wrote "The Empty Valley"`, `known as "the Butcher"`.

The encoder takes marks behind "wrote", "read" and "called" for speech. A title has capitals at all its words of weight and no mark of
a sentence at its end; a name that something goes by has a participle and nobody who calls it so.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re

from spacy.tokens import Token

from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.marks import Marked
from policynlp.tag.quotes.reading import Reading

_MAKING: frozenset[str] = frozenset(
    """
    write publish read author compose record sing paint direct perform stage release translate edit film photograph produce draw
    illustrate watch finish complete pen sign present
    """.split()
)
"""What is done with works; "present" and "sign" are verbs of speech for PolNeAR."""
_WORKS: frozenset[str] = frozenset(
    """
    book novel film movie play poem song album story essay paper article study report series show programme program exhibition painting
    memoir documentary musical opera ballad thesis dissertation podcast magazine column pamphlet manifesto hymn anthem trilogy
    collection biography autobiography textbook handbook symphony sculpture
    """.split()
)
_TERMS = frozenset("term word phrase expression name nickname label slogan motto title notion".split())
_COINED = frozenset("coin borrow derive mean refer denote describe apply invent stem".split())
_LISTED = frozenset("list register file catalogue".split())
_NAMED = frozenset("call name title entitle dub know nickname label brand christen style term codename".split())
_NOTICES = frozenset("sign banner placard poster board plaque sticker shirt t-shirt notice label headline graffiti".split())
"""What reads something in marks, which is its text and no title."""
_KNOWN_AS = re.compile(r"\bknown(?: (?!by\b)[\w’'-]+){0,6}? as (?:an? |the )?\Z")
"""Of what goes by a name, anywhere or among some: `known in the valley as "the Lamp"`; what it is known as "by" somebody is said."""
_BEFORE_CHARS = 90
_MOST_NAME_WORDS = 4
_SMALL = frozenset(
    "a an the of in on at to for from by with and or nor but as is are be vs de la le les des der die das und el los y".split()
)
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_END = frozenset(".!?…;:")
_MOST_WORDS = 9
_NEAR = 3
_SLACK = 2


def is_title(reading: Reading, attribution: Attribution) -> bool:
    """Whether what would be said is a title, a name or a term in marks."""
    if _ends_in_name(reading, attribution):
        return True
    mark = _mark_at(reading, attribution.content[0][0]) or _mark_at(reading, attribution.content[-1][0])
    if mark is None or attribution.cue is None or _tells_of_it(reading, mark, attribution):
        return False
    if _KNOWN_AS.search(reading.text, max(0, mark.start - _BEFORE_CHARS), mark.start) and _is_named(reading, mark, attribution):
        return True
    verb = reading.doc[attribution.cue_token]
    before = _words_before(reading, mark)
    noun = before[0].lower_ if before else ""
    if noun in _TERMS and reading.lemma(verb) in _COINED and verb.tag_ == "VBN" and verb.idx > mark.start:
        return True
    if verb.idx >= mark.start:
        return noun in _WORKS and _is_titled(reading, mark)
    if any(t.lower_ in {"itself", "themselves", "himself", "herself"} and t.head == verb for t in before[:_NEAR]):
        return reading.lemma(verb) in _NAMED
    if _is_listed(reading, verb, before):
        return True
    directly = any(t == verb for t in before[:_NEAR])
    if reading.lemma(verb) in _NAMED:
        return directly and _is_named_so(reading, verb, mark, attribution)
    if reading.lemma(verb) not in _MAKING or _is_notice(verb):
        return False
    return (directly or noun in _WORKS) and _is_titled(reading, mark)


def _ends_in_name(reading: Reading, attribution: Attribution) -> bool:
    """Whether it is something with the name that it goes by, and nobody says so: `The payments under the program, branded "Step Up,"`."""
    start, end = attribution.content[-1]
    mark = next((m for m in reading.marks if m.depth == 0 and end - _SLACK <= m.end <= end + _SLACK), None)
    if attribution.source or mark is None or mark.start <= start:
        return False
    before = _words_before(reading, mark)
    named = bool(before) and before[0].tag_ in {"VBN", "VBD"} and reading.lemma(before[0]) in _NAMED
    return named and _is_titled(reading, mark)


def _mark_at(reading: Reading, start: int) -> Marked | None:
    """The marked stretch that opens at an offset, or one word before or behind it."""
    outer = [m for m in reading.marks if m.depth == 0 and start - _SLACK <= m.start < start + len("itself the ")]
    return min(outer, key=lambda m: abs(m.start - start), default=None)


def _words_before(reading: Reading, mark: Marked) -> list[Token]:
    """The words of the sentence right before a mark, nearest first; none where a comma or a colon stands between."""
    first = reading.token_at(mark.start)
    begin = reading.sentence[first][0]
    out: list[Token] = []
    for token in reversed(reading.doc[begin:first]):
        if token.is_punct:
            break
        out.append(token)
    return out


def _is_titled(reading: Reading, mark: Marked) -> bool:
    inner = reading.text[slice(*mark.inner)].rstrip(",")
    words = _WORD.findall(inner.rstrip("."))
    if not words or len(words) > _MOST_WORDS or inner[-1:] in _END - {"."} or (inner.endswith(".") and len(words) < _NEAR):
        return False
    return words[0][0].isupper() and all(w[0].isupper() or w[0].isdigit() or w in _SMALL for w in words[1:])


def _tells_of_it(reading: Reading, mark: Marked, attribution: Attribution) -> bool:
    """Whether more than the mark is said: `that "The Salt Ledger" had changed her mind`."""
    words = (t for s, e in attribution.content for t in reading.doc[reading.token_at(s) : reading.token_at(e - 1) + 1])
    verbs = (t for t in words if t.pos_ in {"VERB", "AUX"} and not mark.start <= t.idx < mark.end)
    heads = (t.head if t.dep_ in {"aux", "auxpass"} else t for t in verbs)
    return any(
        t.dep_ != "conj" or t.head.i != attribution.cue_token for t in heads
    )  # not `wrote "Ulysses" and has farmed since`


def _is_named_so(reading: Reading, verb: Token, mark: Marked, attribution: Attribution) -> bool:
    """Whether something goes by a name, and nobody says it: "the scheme, officially called", "the street was named"."""
    if verb.tag_ != "VBN" or attribution.source or any(c.dep_ in {"aux", "agent"} for c in verb.children):
        return False
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    return not passive or reading.lemma(verb) == "know" or _is_titled(reading, mark)


def _is_named(reading: Reading, mark: Marked, attribution: Attribution) -> bool:
    """Whether nothing but a short name in marks would be said, whatever verb stands beside it."""
    inner = reading.text[slice(*mark.inner)].rstrip(",")
    alone = all(mark.start <= s and e <= mark.end for s, e in attribution.content)
    return alone and len(inner.split()) <= _MOST_NAME_WORDS and inner[-1:] not in _END


def _is_listed(reading: Reading, verb: Token, before: list[Token]) -> bool:
    """Whether it is what something is entered as: `listed in the agenda as "Where Is It?"`."""
    if verb.tag_ != "VBN" or not before or before[0].lower_ != "as" or before[0].head != verb:
        return False
    return reading.lemma(verb) in _LISTED and not any(c.dep_ in {"aux", "agent"} for c in verb.children)


def _is_notice(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.lemma_.lower() in _NOTICES for c in verb.children)
