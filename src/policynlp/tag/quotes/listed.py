"""Lists below a line that says whose they are: `The report finds that:`, `The Auditor-General recommends that the Agencies should:`.

What is said is the items; encoders and parsers stop at the colon.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from policynlp.tag.quotes.act import act_of
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.cues import TAKES_HEARER
from policynlp.tag.quotes.direct_cues import is_reporting
from policynlp.tag.quotes.indirect import cue_span
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import source_span, speaker_of
from policynlp.tag.quotes.source_nouns import may_speak

RULE = "listed"
_TELLING = frozenset(
    """
    say tell state add note find conclude recommend warn report show argue observe declare announce propose suggest demand estimate claim
    stress emphasise emphasize reveal confirm pledge promise believe
    """.split()  # noqa: SIM905 - a table of words
)
"""Verbs below which a list is what is said; what is asked, written or read below a colon may be anything."""
_CUE_TOKENS = 12
"""Between the verb and the colon: "recommends that the Commission and the Member States should:"."""
_MAX_ITEMS = 60
_LEAST_WORDS = 3
_ABOVE = frozenset({"paragraph", "title", "heading", "list"})
_DASHES = frozenset({"-", "–", "—"})
_ITEM = re.compile(r"\s*(?:[•●▪◦‣·*–—-]|\(?(?:\d{1,2}|[ivxlc]{1,5}|[a-zA-Z])[.)])\s+")
_ANNOUNCES = frozenset({":", "—", "–", ":-", ":—", ":–"})
"""Marks above a list; statutes and reports of parliaments print a dash: "The Committee finds that—"."""
_NUMBERED = re.compile(r"\s*(?:[•●▪◦‣·*–—-]|\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivxlc]{1,5}|[a-zA-Z])[.)]?)(?=\s)")
_GLUED = frozenset({"that:-", "that:—", "that:–"})
"""Single tokens at the end of such a line."""
_JOINS = re.compile(r"[;,]\s(?:and|or)\s*\Z")
_LAST = 8
_NO_LIST = frozenset({"following", "follows", "below", "these", "this"})
_CONDITIONS = frozenset({"if", "when", "before", "where", "unless", "until", "once", "whenever"})
"""First words of clauses in which nobody has said anything yet."""
_VERBS = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "DET", "ADJ", "CCONJ", "ADP"})


def lists(reading: Reading) -> list[Attribution]:
    """One attribution for each line that announces a list."""
    found = []
    for index, passage in enumerate(reading.passages[:-1]):
        if passage.kind not in _ABOVE or reading.passages[index + 1].kind != "list":
            continue
        verb = _announcing(reading, *reading.passage_tokens[index])
        made = _made(reading, verb, index + 1) if verb is not None else None
        if made is not None:
            found.append(made)
    return found


def _announcing(reading: Reading, first: int, end: int) -> Token | None:
    """The verb of a passage that ends with it and a colon, with "that" and the beginning of a clause between them."""
    last = end - 1
    while last > first and reading.doc[last].is_space:
        last -= 1
    if last - 1 > first and reading.doc[last].text in _DASHES and reading.doc[last - 1].text == ":":
        last -= 1  # "recommends that:-"
    glued = reading.doc[last].lower_ in _GLUED
    if (
        last <= first
        or (reading.doc[last].text not in _ANNOUNCES and not glued)
        or reading.mark_over(reading.starts[last]) is not None
    ):
        return None
    for i in range(last - 1, max(first, last - _CUE_TOKENS) - 1, -1):
        token = reading.doc[i]
        if is_reporting(reading, token) and reading.lemma(token) in _TELLING:
            dashed = reading.doc[last].text in _DASHES and reading.doc[last - 1].lower_ != "that"
            return token if glued or (not dashed and _leads(reading, token, last)) else None
        modal = token.tag_ == "MD" and i == last - 1
        if (token.pos_ in _VERBS and not modal) or token.lower_ in _NO_LIST or token.text in {".", "?", "!"}:
            return None
    return None


def _leads(reading: Reading, verb: Token, colon: int) -> bool:
    """Whether what stands between a verb and the colon is no content of its own: "found three faults:" tells what the list is."""
    between = reading.doc[verb.i + 1 : colon]
    denied = any(c.dep_ == "neg" for c in verb.children)
    if verb.tag_ == "VB" or reading.doc[reading.sentence[verb.i][0]].lower_ in _CONDITIONS:
        return False  # "The holder must report:", "If the owner states that:"
    if denied or any(c.tag_ in {"WP", "WRB", "WDT"} for c in verb.lefts):
        return False
    if any(t.lower_ == "that" for t in between):
        if between[-1].lower_ == "that" or between[-1].tag_ == "MD":
            return True
        told = next(i for i, t in enumerate(between) if t.lower_ == "that")
        return all(t.pos_ in _NOMINAL for t in between[told + 1 :])  # "recommends that governments:"
    return reading.lemma(verb) in TAKES_HEARER or not any(t.dep_ in {"dobj", "attr", "oprd"} for t in between)


def _form(mark: str) -> str:
    """What a mark looks like, whatever its number: `(a)`, `(0)`, `0.0`, a bullet."""
    return re.sub(r"[a-z]+", "a", re.sub(r"\d+", "0", mark.strip().lower()))


def _made(reading: Reading, verb: Token, item: int) -> Attribution | None:
    subject = speaker_of(reading, verb)
    source = source_span(reading, subject, verb) if subject is not None and may_speak(subject) else None
    if subject is None or source is None or source[0] > verb.idx:
        return None
    content = []
    above = reading.passages[item - 1]
    numbered = _NUMBERED.match(reading.text, above.start, above.end) if above.kind == "list" else None
    for passage in reading.passages[item : item + _MAX_ITEMS]:
        if passage.kind != "list":
            break
        mark = _ITEM.match(reading.text, passage.start, passage.end)
        again = _NUMBERED.match(reading.text, passage.start, passage.end)
        if numbered is not None and again is not None and _form(again[0]) == _form(numbered[0]):
            break  # "5.2" behind "5.1 The Committee finds that:" and its items
        joined = _JOINS.search(reading.text, max(passage.start, passage.end - _LAST), passage.end)
        stop = joined.start() if joined is not None else passage.end
        span = reading.trimmed((mark.end() if mark is not None else passage.start, stop))
        if span is not None:
            content.append(span)
    if not content or sum(reading.text.count(" ", *span) + 1 for span in content) < _LEAST_WORDS * len(content):
        return None  # names or single words
    lemma = reading.lemma(verb)
    return Attribution(
        content, act_of(lemma, "clause"), verb.i, cue_span(reading, verb), subject.i, [source], rule=RULE, score=0.85
    )
