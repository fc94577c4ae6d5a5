"""Where the content of one speaker stops since another one begins: `X said the tax was fair, while Y called it a theft`.

The parser hangs the second statement into the first, so a mark or a conjunction, a mention and a cue of its own decide.
"""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.tag.quotes.cues import VERBS
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import may_speak

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CONTRASTS = frozenset({"while", "whereas", "but"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_OTHERS = frozenset({"others", "some"})
_LINKS = frozenset({"of", "in", "from", "for"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "PART"})
_MENTION_TOKENS = 12
_LOOK_TOKENS = 80  # bounds the work on endless sentences
_ACTS = frozenset({"speech", "directive"})
_CUES = frozenset({"put", "doubt", "fear", "think", "believe", "promise", "vow", "pledge", "hope", "expect"})


def before_other_speaker(reading: Reading, first: int, last: int) -> int:
    """The last token of a content that begins with `first`, cut where another speaker's statement begins."""
    doc = reading.doc
    end = reading.sentence[first][1]
    for i in range(first + 2, min(last + 2, first + _LOOK_TOKENS, end - 1) + 1):  # the mention alone may be inside
        token = doc[i]
        if token.tag_ not in _FINITE or reading.mark_over(token.idx) is not None:
            continue
        cue = VERBS.get(reading.lemma(token))
        if cue is None or not (cue.act in _ACTS or reading.lemma(token) in _CUES):
            continue
        stop = _separator(reading, token, first)
        if stop is not None and first <= stop < last:
            return stop
    return last


def _separator(reading: Reading, cue: Token, first: int) -> int | None:
    """The last token before the mark or conjunction that stands before the mention of a cue; null where none does."""
    doc = reading.doc
    start = cue.i
    if doc[start - 1].text == ",":  # "and his rival, Finn Roe, promised"
        comma = next((k for k in range(start - 2, max(first, start - _MENTION_TOKENS), -1) if doc[k].text == ","), None)
        start = comma if comma is not None and doc[start - 2].ent_type_ == "PERSON" else start
    end = start
    while start - 1 > first and end - start < _MENTION_TOKENS and _in_mention(doc[start - 1]):
        start -= 1
    if start == end:
        return None
    head = next((doc[k] for k in range(end - 1, start - 1, -1) if doc[k].pos_ in {"NOUN", "PROPN", "PRON", "ADJ"}), None)
    if head is None:
        return None
    named = any(doc[k].ent_type_ in _NAMES for k in range(start, cue.i)) or doc[start].lower_ == "the"
    if not (named or may_speak(head) or head.lower_ in _OTHERS):
        return None
    before = doc[start - 1]
    if before.lower_ in _CONTRASTS and doc[start].lower_ != "it":
        return start - 3 if doc[start - 2].text == "," else start - 2
    if before.text == ";":
        return start - 2
    if before.lower_ == "and" and named and head.pos_ != "PRON":
        return start - 3 if doc[start - 2].text == "," else start - 2
    return None


def _in_mention(token: Token) -> bool:
    return token.lower_ in _LINKS or (token.pos_ in _NOMINAL and token.tag_ not in {"WDT", "IN"})
