"""The cue verb of a stretch in marks: right before it, after it, earlier in its sentence, or at the end of the block above."""

from __future__ import annotations

from spacy.tokens import Token

from policynlp.tag.quotes.cues import REPORTING
from policynlp.tag.quotes.marks import Marked
from policynlp.tag.quotes.reading import Reading

GAP_TOKENS = 60  # the longest stretch between a quotation and its cue: a name with a long apposition
ENDS = frozenset({".", "!", "?", ";", "…"})
_AFTER_ENDS = ENDS | {":"}
_PAUSE = ",?!—–-…"  # how the inside ends where the sentence goes on with the cue
_INNER_CLOSING = "'’›”\""  # "...,'" said X
_SUBORDINATES = frozenset("when which while because after before although though if and but or who whose as".split())  # noqa: SIM905
_LISTING = frozenset({",", "and", "or", "yes", "&"})
_LISTED_TOKENS = 4  # "A," "B," and, yes, "C"


def is_reporting(reading: Reading, token: Token) -> bool:
    """Whether a token is a verb that direct speech goes with."""
    verb = token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB") or _closes_inversion(token)
    return verb and reading.lemma(token) in REPORTING and token.ent_type_ != "PERSON"  # "Omar Said"


def _closes_inversion(token: Token) -> bool:
    """A verb that the tagger took for a plural behind a name (`"...," Jane Moss remembers.`)."""
    if token.tag_ != "NNS" or not token.is_lower or token.i + 1 >= len(token.doc) or token.i == 0:
        return False
    return token.nbor(-1).ent_type_ == "PERSON" and token.nbor(1).text in {".", ","} and token.dep_ == "ROOT"


def cue_of(reading: Reading, mark: Marked, previous: tuple[Marked, Token] | None) -> Token | None:
    """The verb that a stretch in marks goes with, null where there is none.

    Args:
        reading: The document.
        mark: An outer stretch.
        previous: The stretch before it with its cue, where it has one.
    """
    before = _character_before(reading, mark)
    if before:
        adjacent = _adjacent(reading, mark, before)
        if adjacent is not None:
            return adjacent
    after = _after(reading, mark, begins=not before or before in '.!?”"»')
    if after is not None:
        return after
    if previous is not None and previous[0].passage == mark.passage and _same_sentence(reading, previous[0], mark):
        return previous[1]
    if not before:
        return _block_cue(reading, mark)
    last = _token_before(reading, mark)
    if before not in ",:" and not is_reporting(reading, reading.doc[last]):
        return None
    return _nearest_before(reading, last, reading.passage_tokens[mark.passage][0])


def _character_before(reading: Reading, mark: Marked) -> str:
    """The last character before a stretch that is no white space, empty at the start of its passage."""
    at, begin = mark.start, reading.passages[mark.passage].start
    while at > begin and reading.text[at - 1].isspace():
        at -= 1
    return reading.text[at - 1] if at > begin else ""


def _token_before(reading: Reading, mark: Marked) -> int:
    last = reading.token_at(mark.start) - 1
    while last > 0 and reading.doc[last].is_space:
        last -= 1
    return last


def _adjacent(reading: Reading, mark: Marked, before: str) -> Token | None:
    """`said, "..."` and `said: "..."`."""
    last = _token_before(reading, mark) - (before in ",:")
    if last < 0 or reading.mark_over(reading.starts[last]) is not None:
        return None
    token = reading.doc[last]
    return token if is_reporting(reading, token) else None


def _after(reading: Reading, mark: Marked, *, begins: bool) -> Token | None:
    """`"...," said X` and `"...," X said`; a title inside of a sentence is not taken for speech (`on "This Week," X said that`)."""
    text = reading.text
    follows = text[mark.end : mark.end + 1]
    last = mark.inner[1] - 1
    while last > mark.inner[0] and text[last] in _INNER_CLOSING:
        last -= 1
    if not mark.closed or not (text[last] in _PAUSE or follows == ","):
        return None
    first = reading.token_at(mark.end)
    for i in range(first, min(first + GAP_TOKENS, reading.passage_tokens[mark.passage][1])):
        token = reading.doc[i]
        if token.text in _AFTER_ENDS or reading.mark_over(token.idx) not in {None, mark}:
            return None
        if i <= first + 1 and token.lower_ in _SUBORDINATES:
            return None
        if is_reporting(reading, token):
            return token if begins or not _has_own_content(reading, token) else None
    return None


def _has_own_content(reading: Reading, verb: Token) -> bool:
    complements = {"ccomp"} if reading.lemma(verb) in {"tell", "remind", "assure", "ask"} else {"ccomp", "dobj"}
    return any(c.dep_ in complements for c in verb.rights)


def _same_sentence(reading: Reading, previous: Marked, mark: Marked) -> bool:
    """Whether speech is taken up again after its cue, or listed (`"A," "B" and "C"`)."""
    first, last = reading.token_at(previous.end), reading.token_at(mark.start)
    if last - first > GAP_TOKENS:
        return False
    gap = [reading.doc[i].text for i in range(first, last) if reading.starts[i] >= previous.end]
    if len(gap) <= _LISTED_TOKENS and all(t.lower() in _LISTING for t in gap):
        return True
    return bool(gap) and gap[-1] in {",", "—", "–", ":"} and not any(t in ENDS for t in gap)


def _block_cue(reading: Reading, mark: Marked) -> Token | None:
    """The paragraph before ends with a colon: what follows is a block quotation."""
    if mark.passage == 0:
        return None
    passage = reading.passages[mark.passage - 1]
    first, end = reading.passage_tokens[mark.passage - 1]
    if end <= first or reading.text[passage.end - 1] != ":":
        return None
    return _nearest_before(reading, end - 1, first)


def _nearest_before(reading: Reading, last: int, first: int) -> Token | None:
    for i in range(last, max(first, last - GAP_TOKENS) - 1, -1):
        token = reading.doc[i]
        if token.text in ENDS or reading.mark_over(token.idx) is not None:
            return None
        if is_reporting(reading, token):
            return token
    return None
