"""What bodies resolve, note and ask for in lists of clauses: `The General Assembly, | 1. Calls upon Member States to ...`.

Resolutions, conclusions and communiqués name who speaks once, in a line that ends with a comma or a colon; every clause below begins with
the verb. Encoders find verb and content, and nobody who says it.
"""
# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Span as SpanOfTokens
from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.people.roles import role_head
from policynlp.tag.quotes.act import act_of
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.cues import VERBS
from policynlp.tag.quotes.listed import RULE
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import INSTITUTIONS

_MORE_VERBS = frozenset(
    """
    express take decide approve endorse adopt commend direct instruct recognise recognize appeal regret resolve undertake bear consider
    authorise authorize congratulate deplore mandate task
    """.split()
)
_PAST = {"took": "take", "undertook": "undertake", "held": "hold", "bore": "bear"}
_COLLECTIVE = frozenset(
    {"party", "member", "participant", "delegate", "head", "representative", "signatory", "state", "community"}
)
_MARK = re.compile(r"\s*(?:[•●▪◦‣·*–—-]|\(?(?:\d{1,2}|[ivxlc]{1,5}|[a-zA-Z])[.)])\s+")
_BEHIND_VERB = re.compile(
    r"(?: also| further| again| once more)?(?: note(?: with \w+)? of| upon| on| with (?:\w+ ){0,2}"
    r"(?:concern|appreciation|satisfaction|regret|interest|alarm|approval)"
    r"| its (?:\w+ )?(?:concern|appreciation|support|gratitude|commitment|condolences)(?: (?:about|at|for|to|over))?)?\b",
    re.IGNORECASE,
)
_NOUNS_TOO = frozenset({"to", "of", "for", "in", "from", "about", "at", "by"})
"""Behind words in -s that are nouns then: "Demands for farm aid", "Reports of flooding"."""
_VERBS_WITH = {"call": "for", "appeal": "to", "decide": "to", "undertake": "to", "resolve": "to", "commit": "to", "agree": "to"}
_ENDS = re.compile(r"[;,.]?(?:\s+(?:and|or))?\s*\Z")
_CLAUSE = re.compile(r"(?:;|,|:|; and|; or|, and)\s*\Z")
_PREAMBLE = re.compile(
    r"\s*(?:[A-Z][a-z]+ly )?(?:having|concerned|convinced|mindful|conscious|aware|alarmed|guided|determined|desiring|taking|bearing"
    r"|being|given|in view)\b",
    re.IGNORECASE,
)
"""What a resolution says of those who resolve before they do."""
_ITEM = re.compile(r"\s*\(?(?:[a-z]|[ivx]{1,5})[.)]\s+(?=[a-z])")
"""What belongs to the clause above: `5. Requests the Executive Secretary: (a) to establish a portal`."""
_LEADS = frozenset({"on", "in", "at", "regarding", "concerning", "with", "following", "as", "to", "under"})
"""What may stand in front of who resolves: "6. On the drought situation, Ministers:"."""
_ADDRESSING = frozenset({"dear", "hi", "hello", "also"})
_MOST_LINE, _MOST_SUBJECT, _LEAST_CLAUSES, _LEAST_WORDS = 26, 10, 2, 3
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class _Subject(NamedTuple):
    span: Span
    head: int


def resolved(reading: Reading) -> list[Attribution]:
    """One attribution a clause, for every line that names who resolves above two clauses or more."""
    out: list[Attribution] = []
    subject: _Subject | None = None
    found: list[Attribution] = []
    marked: list[bool] = []
    for first, end in reading.lines():
        line = reading.text[slice(*reading.chars(first, end))]
        clause = _clause(reading, first, end, subject) if subject is not None else None
        if clause is not None:
            found.append(clause)
            marked.append(_CLAUSE.search(line) is not None)
            continue
        if subject is not None and _PREAMBLE.match(line) and _CLAUSE.search(line):
            continue  # "Having considered the report,"
        item = _ITEM.match(line) if found else None
        if item is not None:
            span = reading.trimmed((reading.starts[first] + item.end(), reading.ends[end - 1]))
            found[-1].content += [span] if span is not None else []
            continue
        out += _if_resolved(found, marked)
        subject, found, marked = _subject(reading, first, end), [], []
    return out + _if_resolved(found, marked)


def _if_resolved(found: list[Attribution], marked: list[bool]) -> list[Attribution]:
    """Clauses of one sentence, which commas and semicolons end; what somebody did in a job or lists of headlines have none."""
    return found if len(found) >= _LEAST_CLAUSES and all(marked[:-1]) else []


def _subject(reading: Reading, first: int, end: int) -> _Subject | None:
    """Who is named at the end of a line, before its comma or colon, and does nothing in it; else null."""
    doc = reading.doc
    while end > first and doc[end - 1].is_space:
        end -= 1
    mark = _MARK.match(reading.text, reading.starts[first]) if end > first else None
    while mark is not None and first < end and reading.starts[first] < mark.end():
        first += 1
    if not _LEAST_CLAUSES <= end - first <= _MOST_LINE or doc[end - 1].text not in {":", ","}:
        return None
    commas = [i for i in range(first, end - 1) if doc[i].text == ","]
    if commas and doc[first].lower_ not in _LEADS:
        return None  # "Policy Officer, Ministry of Health:"
    start = commas[-1] + 1 if commas and doc[end - 1].text == ":" else first
    words = doc[start : end - 1]
    if not 0 < len(words) <= _MOST_SUBJECT or any(t.text in {".", ";", "?"} for t in words) or not words[0].text[0].isupper():
        return None
    if any(t.tag_ in _FINITE and t.is_lower for t in words) or (commas and doc[end - 1].text == ","):
        return None
    if words[0].lower_ in _ADDRESSING:
        return None
    head = next((t for t in _to_preposition(words) if _is_body(t)), None)
    span = reading.mention(start, end - 1)
    return _Subject(span, head.i) if head is not None and span is not None else None


def _to_preposition(words: SpanOfTokens) -> SpanOfTokens:
    """The words up to the first preposition: in "Duties of the Committee" it is the duties."""
    stop = next((k for k, t in enumerate(words) if t.pos_ == "ADP"), len(words))
    return words[:stop]


def _is_body(token: Token) -> bool:
    """Whether a word is a body's, or means several who decide together: "Council", "Ministers", "Parties"."""
    low = token.lower_
    one = low.removesuffix("ies") + "y" if low.endswith("ies") else low.removesuffix("s")
    several = low.endswith("s") and (role_head(one) is not None or one in _COLLECTIVE)
    return several or low in INSTITUTIONS or token.ent_type_ == "ORG"


def _clause(reading: Reading, first: int, end: int, subject: _Subject) -> Attribution | None:
    """What stands in a line that begins with a verb of saying or resolving behind its number; null for other lines."""
    text, doc = reading.text, reading.doc
    mark = _MARK.match(text, reading.starts[first])
    at = mark.end() if mark is not None else reading.starts[first]
    verb = reading.token_at(at)
    if verb >= end or reading.starts[verb] != at:
        return None
    lemma = _lemma(doc[verb].text)
    behind = doc[verb + 1].lower_ if verb + 1 < end else ""
    noun = doc[verb].lower_.endswith("s") and behind in _NOUNS_TOO and _VERBS_WITH.get(lemma or "") != behind
    if lemma is None or noun or (verb + 1 < end and doc[verb + 1].tag_ in _FINITE):
        return None  # "Demands for farm aid", "Calls grow"
    more = _BEHIND_VERB.match(text, reading.ends[verb], reading.ends[end - 1])
    stop = more.end() if more is not None else reading.ends[verb]
    inside = text[stop : reading.ends[end - 1]]
    ends = _ENDS.search(inside)
    content = reading.trimmed((stop, stop + ends.start())) if ends is not None else None
    least = _LEAST_WORDS - inside.rstrip().endswith(":")  # items follow
    if content is None or text.count(" ", *content) + 1 < least:
        return None
    words = text[slice(*content)].split()
    rule = "clause" if words[0].lower() == "that" else "infinitive" if "to" in words[:_MOST_SUBJECT] else "object"
    act = act_of(lemma, rule)
    return Attribution([content], act, verb, (at, stop), subject.head, [subject.span], rule=RULE, score=0.85)


def _lemma(word: str) -> str | None:
    """The verb that a clause begins with, in the third person, the past or as a participle; null for other words and forms."""
    low = word.lower()
    if not word[0].isupper() and not word.islower():
        return None
    if low in _PAST:
        return _PAST[low]
    if low.endswith("ing"):
        forms = [low[:-3], low[:-3] + "e"]
    elif low.endswith("ed"):
        forms = [low[:-2], low[:-1], low[:-3], low[:-3] + "y" if low.endswith("ied") else ""]
    elif low.endswith("s"):
        forms = [low[:-1], low[:-2], low[:-3] + "y" if low.endswith("ies") else ""]
    else:
        return None
    return next((form for form in forms if form in VERBS or form in _MORE_VERBS), None)
