"""Attributions by whose view, words or count it is: `in X's view`, `in the words of X`, `for X, ...`, `by X's own account`.

Only where the phrase is set off: at the start of a sentence before a comma, or between marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.attribution import Attribution, merged
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import mention_span
from policynlp.tag.quotes.source_nouns import may_speak

_PREPOSITIONS = frozenset({"in", "by", "from", "on", "to", "at"})
_NOUNS = frozenset(
    """
    view opinion word eye judgment judgement estimation estimate assessment account reading mind reckoning telling phrase
    description viewpoint standpoint perspective point analysis calculation count formulation submission verdict tally measurement
    """.split()  # noqa: SIM905 - a table of words
)
"""What somebody's is: `in the eyes of X`, `from X's point of view`, `by police estimates`."""
_COUNTS = frozenset("estimation estimate reckoning calculation count tally measurement".split())  # noqa: SIM905 - a table of words
"""Nouns of what somebody has worked out: with "by" and a number in the sentence there is no other reading."""
_POSSESSIVE = frozenset({"my", "your", "his", "her", "its", "our", "their"})
_POSSESSIVE_ENDINGS = frozenset({"'s", "’s", "'", "’"})
_OPENS = frozenset({",", "–", "—", "--", "that", ":"})
_CLOSES = frozenset({",", ")", ".", ";", "–", "—", "--", ":"})
WORKED_OUT = "worked out"
"""Name of the rule for figures that are somebody's own: "by her count about 600 households"."""
OWN_WORDS = "own words"
"""The same for what is quoted: 'the reasons, in his words, are "knees and backs"'."""
_MARKS = frozenset({'"', "“", "„", "«"})
_PHRASE_TOKENS = 20
_MAX_CLIMB = 10  # heads between the first word of a clause and its verb
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def viewpoint_attributions(reading: Reading) -> Iterator[Attribution]:
    """All attributions by somebody's view, words or count, and by `for X` and `to hear X tell it`."""
    doc = reading.doc
    for token in (doc[i] for i, word in enumerate(reading.lower) if word in _PREPOSITIONS or word == "for"):
        lower = token.lower_
        if reading.passage[token.i] < 0 or reading.mark_over(token.idx) is not None:
            continue
        begin, end = reading.sentence[token.i]
        opens = token.i == begin
        if not opens and doc[token.i - 1].lower_ not in _OPENS:
            continue
        if lower == "for":
            found = _for(reading, token) if opens else None
        elif lower == "to" and opens and token.i + 1 < end and doc[token.i + 1].lower_ == "hear":
            found = _to_hear(reading, token)
        else:
            found = _view(reading, token, opens=opens)
        if found is not None:
            yield found


def _view(reading: Reading, preposition: Token, *, opens: bool) -> Attribution | None:
    doc = reading.doc
    end = reading.sentence[preposition.i][1]
    last = _phrase_end(reading, preposition.i, end)
    noun = next((doc[i] for i in range(preposition.i + 1, last + 1) if doc[i].lemma_.lower() in _NOUNS), None)
    if noun is None:
        return None
    behind = doc[noun.i + 1] if noun.i < last else None
    if behind is not None and behind.lower_ == "of" and noun.i + 2 <= last and doc[noun.i + 2].lower_ == "view":
        noun = doc[noun.i + 2]  # "point of view"
        behind = doc[noun.i + 1] if noun.i < last else None
    if behind is not None and behind.lower_ == "of":
        head = next((c for c in behind.rights if c.dep_ == "pobj"), None)
        first, stop = behind.i + 1, last
    elif behind is None or behind.text in _CLOSES or (opens and noun.lemma_.lower() in _COUNTS and _begins_clause(behind)):
        head = next((c for c in noun.lefts if c.dep_ == "poss" and c.lower_ not in {"my", "your", "our"}), None)
        if head is None and noun.tag_ == "NNS":  # "by police estimates"
            head = next((c for c in noun.lefts if c.dep_ in {"compound", "nmod"}), None)
        first, stop = preposition.i + 1, noun.i - 1
        if head is not None and head.i < stop and doc[stop].text in _POSSESSIVE_ENDINGS:
            stop -= 1
        last = min(last, noun.i)
    else:
        return None
    if (
        head is None
        or head.ent_type_ in {"DATE", "TIME"}
        or not (may_speak(head) or head.lower_ in _POSSESSIVE or head.ent_type_ in _NAMES or _counts(preposition, noun))
    ):
        return None
    if not opens and last + 1 < end and doc[last + 1].text not in _CLOSES:
        return None
    source = mention_span(reading, head, first=first, last=stop)
    last = _with_relative(reading, last, end)
    phrase = (preposition.i, last + 1)
    behind_colon = doc[preposition.i - 1].text == ":" and not opens  # what stands before it is somebody else's
    begin = preposition.i if behind_colon else reading.sentence[preposition.i][0]
    worked_out = preposition.lower_ == "by" and noun.lemma_.lower() in _COUNTS
    figures = worked_out and any(t.like_num for t in doc[begin:end] if not phrase[0] <= t.i < phrase[1])
    own_words = noun.lemma_.lower() == "word" and any(t.text in _MARKS for t in doc[begin:end])
    rule = WORKED_OUT if figures else OWN_WORDS if own_words else "viewpoint"
    return _made(reading, preposition, head, source, phrase, (preposition.i, noun.i + 1), begin=begin, rule=rule)


def _counts(preposition: Token, noun: Token) -> bool:
    """Whether somebody has counted, whatever the noun for it: "By the circuit's own count"."""
    return preposition.lower_ == "by" and noun.lemma_.lower() in _COUNTS and noun.head == preposition


def _begins_clause(token: Token) -> bool:
    """Whether what is said begins with a word, with no comma before it: "By her count about 600 households"."""
    return token.pos_ in {"ADV", "ADP", "DET", "NUM", "PRON", "ADJ"} or token.like_num


def _with_relative(reading: Reading, last: int, end: int) -> int:
    """Last token with a relative clause that goes with the name ("the view of the council, which met on Monday,")."""
    doc = reading.doc
    if last + 2 >= end or doc[last + 1].text != "," or doc[last + 2].lower_ not in {"who", "which", "whose"}:
        return last
    return next((i - 1 for i in range(last + 3, min(end, last + _PHRASE_TOKENS)) if doc[i].text == ","), last)


def _phrase_end(reading: Reading, first: int, end: int) -> int:
    """Last token of the phrase: before the next comma that closes it, with an apposition if the name goes on."""
    doc = reading.doc
    for i in range(first + 1, min(end, first + _PHRASE_TOKENS)):
        if doc[i].text in _CLOSES:
            if doc[i].text == "," and i + 1 < end and doc[i + 1].dep_ == "appos" and doc[i + 1].left_edge.i > first:
                continue
            following = doc[i + 1] if i + 1 < end else None
            named = following is not None and following.ent_type_ == "PERSON" and following.ent_iob_ == "B"
            if doc[i].text == "," and named and doc[i - 1].ent_type_ != "PERSON":
                j = i + 1
                while j < end and doc[j].ent_type_ == "PERSON":
                    j += 1
                if j < end and doc[j].text == ",":
                    return j - 1
            return i - 1
    return min(end, first + _PHRASE_TOKENS) - 1


def _for(reading: Reading, preposition: Token) -> Attribution | None:
    """`For Mayor Jane Moss, the tram is a question of justice`: a name, and a clause with "is" for its verb."""
    doc = reading.doc
    end = reading.sentence[preposition.i][1]
    last = _phrase_end(reading, preposition.i, end)
    if last + 2 >= end or doc[last + 1].text != ",":
        return None
    inside = range(preposition.i + 1, last + 1)
    person = next((doc[i] for i in inside if doc[i].ent_type_ == "PERSON"), None)
    titled = doc[preposition.i + 1].pos_ in {"PROPN", "NOUN"} and last - preposition.i >= 2
    if any(doc[i].pos_ in {"VERB", "NUM", "ADP"} for i in inside) or not (person is not None or titled):
        return None
    root = doc[last + 2].head
    for _ in range(_MAX_CLIMB):
        if root.head == root or not last < root.head.i < end:
            break
        root = root.head
    copula = root.lemma_.lower() == "be" and root.tag_ in {"VBZ", "VBP", "VBD"} and any(c.dep_ == "attr" for c in root.rights)
    if not copula or not (person is not None or may_speak(doc[last])):
        return None
    head = next((c for c in preposition.rights if c.dep_ == "pobj" and c.i <= last), doc[last])
    source = reading.mention(preposition.i + 1, last + 1)
    return _made(reading, preposition, head, source, (preposition.i, last + 1), (preposition.i, preposition.i + 1))


def _to_hear(reading: Reading, to: Token) -> Attribution | None:
    """`To hear the governor tell it, ...`."""
    doc = reading.doc
    end = reading.sentence[to.i][1]
    last = next((i for i in range(to.i, min(end, to.i + _PHRASE_TOKENS)) if doc[i].text == ","), -1) - 1
    if last < to.i + 4 or [doc[last - 1].lower_, doc[last].lower_] != ["tell", "it"]:
        return None
    source = reading.mention(to.i + 2, last - 1)
    return _made(reading, to, doc[last - 2], source, (to.i, last + 1), (to.i, to.i + 2))


def _made(
    reading: Reading,
    cue: Token,
    head: Token,
    source: Span | None,
    phrase: tuple[int, int],
    cue_tokens: tuple[int, int],
    *,
    begin: int | None = None,
    rule: str = "viewpoint",
) -> Attribution | None:
    """The sentence around the phrase as content, from the token `begin` on, if that is given."""
    start, end = reading.sentence[cue.i]
    begin = start if begin is None else begin
    spans = [reading.trimmed(reading.chars(*r)) for r in ((begin, phrase[0]), (phrase[1], end)) if r[1] > r[0]]
    content = merged([s for s in spans if s], reading.text)
    if not content or source is None:
        return None
    return Attribution(content, "speech", cue.i, reading.chars(*cue_tokens), head.i, [source], rule=rule, score=0.7)
