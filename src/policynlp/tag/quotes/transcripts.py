"""Minutes, interviews and transcripts: paragraphs that begin with a speaker (`Q4. Jane Moss (Hull East) (Lab): ...`).

A label is what stands before a colon, or "Q." and "A.". One paragraph with a label is a headline or a caption, so a text needs
two, and at least one that names a person, or a question and an answer; then labels that name an outlet count as well.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from policynlp.document import Span
from policynlp.tag.entities.datelines import dateline
from policynlp.tag.people.roles import role_head
from policynlp.tag.quotes.attribution import Attribution, merged
from policynlp.tag.quotes.brackets import is_direction
from policynlp.tag.quotes.marks import DOUBLE_MARKS
from policynlp.tag.quotes.reading import Reading

MIN_TURNS = 2
_MANY_TURNS = 4
_FEW_LINES = 3
_OPENING_LINES = 6  # a title, a date, who was there
_SPOKEN = frozenset({"paragraph", "list"})
_LABEL_TOKENS = 40  # "The Secretary of State for Health and Social Care (Jane Moss):"
_OFFICE_TOKENS = 10
_OTHER_TOKENS = 4  # "The Daily Courier"
_MIN_TOKENS = 2
_MIN_SAID_TOKENS = 1
_COLONS = frozenset({":", "):", "]:"})  # the tokenizer takes "):" for a face
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PARTS = frozenset({"question", "answer", "asking"})
_ROLES = frozenset({"office", "asking", "other"})
_SENTENCE_ENDS = ".?!…\"”’')"
_STOPS = frozenset({".", ",", '"', "“", ";", "?", "!"})
_QUESTION = frozenset({"q", "question", "questioner", "qn"})
_ANSWER = frozenset({"a", "answer"})
_ASKING = frozenset(
    """
    interviewer reporter journalist moderator host anchor presenter chair chairman chairwoman chairperson speaker voice
    correspondent audience caller convener president clerk narrator
    """.split()  # noqa: SIM905 - a table of words
)
"""Labels that are roles in a conversation; alone they make no transcript."""
_TITLES = frozenset(
    """
    mr mrs ms miss dr prof sir dame lord lady hon baroness senator minister president premier governor mayor judge justice
    sen adm gen gov col lt capt amb sgt
    commissioner councillor deputy ambassador secretary director general colonel captain professor rep representative
    """.split()  # noqa: SIM905 - a table of words
)


class _Turn(NamedTuple):
    """A labelled paragraph or line: what kind of label, the tokens of who speaks, the label's last token, one past the last."""

    kind: str
    first: int
    end: int
    mark: int
    stop: int
    place: int


def turns(reading: Reading) -> list[Attribution]:
    """One attribution a turn: the label's person says the rest of the paragraph; none where the text is no transcript."""
    people = [e for e in reading.doc.ents if e.label_ == "PERSON"]
    names = {e.text.lower() for e in people} | {e[-1].lower_ for e in people if len(e) > 1}
    found = []
    lines = list(reading.lines())
    for place, (first, end) in enumerate(lines):
        turn = _turn(reading, first, end, names, place) if not _opens_report(reading, first, end) else None
        if turn is not None:
            found.append(turn)
    kinds = Counter(t.kind for t in found)
    asked = kinds["asking"] and any(t.kind == "asking" and _asks(reading, t) for t in found)
    if not (kinds["person"] or (kinds["question"] and kinds["answer"]) or asked):
        return []
    others = Counter(_label(reading, t) for t in found if t.kind == "other")
    surnames = {reading.doc[t.end - 1].lower_ for t in found if t.kind == "person"}
    sure = {t.place for t in found if t.kind != "other"}
    made: list[tuple[int, Attribution]] = []
    for turn in found:
        label = _label(reading, turn)
        beside = turn.place - 1 in sure or turn.place + 1 in sure
        speaks = beside and (_asks(reading, turn) or _has_verb(reading, turn))
        if turn.kind in _ROLES and not _ends(reading, turn):
            continue  # "Place: Geneva"
        if turn.kind != "other" or others[label] >= MIN_TURNS or label.lower() in surnames or speaks:
            attribution = _made(reading, turn)
            if attribution is not None:
                made.append((turn.place, attribution))
    if len(made) < MIN_TURNS:
        return []
    _go_on(reading, made, lines)
    return [attribution for _, attribution in made]


def _opens_report(reading: Reading, first: int, end: int) -> bool:
    """Whether a paragraph begins with a place in capitals, as reports do ("KUALA LUMPUR: ..."); people are called Georgia, too."""
    found = dateline(reading.doc, first, end)
    return found is not None and all(t.is_upper for t in reading.doc[first : found[0]] if t.is_alpha)


def _go_on(reading: Reading, made: Sequence[tuple[int, Attribution]], lines: Sequence[tuple[int, int]]) -> None:
    """Lines without a label between two turns belong to the turn before, if the text as a whole is a transcript.

    It is one where it begins with a turn and goes on with more of them; elsewhere, where a few turns are quoted in an article, only
    a line or two that open with a mark, or stand in a row of turns, go on.
    """
    whole = made[0][0] <= _OPENING_LINES and len(made) >= _MANY_TURNS
    labels = Counter(reading.text[slice(*a.source[0])] for _, a in made)
    for (place, attribution), (following, _) in itertools.pairwise(made):
        between = [line for line in lines[place + 1 : following] if _speaks_on(reading, *line)]
        marked = [reading.doc[first].text in DOUBLE_MARKS for first, _ in between]
        if not place and labels[reading.text[slice(*attribution.source[0])]] < MIN_TURNS:
            continue  # a headline
        if whole or (len(between) <= _FEW_LINES and (all(marked) or len(made) >= _MANY_TURNS)):
            more = [reading.trimmed(reading.chars(*line)) for line in between]
            attribution.content = merged([*attribution.content, *(s for s in more if s)], reading.text)


def _speaks_on(reading: Reading, first: int, end: int) -> bool:
    """Whether a line could be speech: not a heading, not in capitals or brackets ("(Laughter.)")."""
    text = reading.text[slice(*reading.chars(first, end))].strip().lstrip(DOUBLE_MARKS)
    kind = reading.passages[reading.passage[first]].kind
    return " " in text and not is_direction(text) and not text.isupper() and kind in _SPOKEN


def _asks(reading: Reading, turn: _Turn) -> bool:
    return bool(reading.doc[turn.stop - 1].text == "?")


def _ends(reading: Reading, turn: _Turn) -> bool:
    return reading.doc[turn.stop - 1].text[-1] in _SENTENCE_ENDS


def _has_verb(reading: Reading, turn: _Turn) -> bool:
    return any(reading.doc[i].tag_ in _FINITE for i in range(turn.mark + 1, min(turn.stop, turn.mark + _LABEL_TOKENS)))


def _label(reading: Reading, turn: _Turn) -> str:
    return reading.text[slice(*reading.chars(turn.first, turn.end))]


def _made(reading: Reading, turn: _Turn) -> Attribution | None:
    content = _said(reading, turn.mark, turn.stop)
    source = reading.mention(turn.first, turn.end)
    if content is None or source is None:
        return None
    return Attribution(
        [content],
        "speech",
        turn.mark,
        reading.chars(turn.mark, turn.mark + 1),
        turn.end - 1,
        [source],
        rule="transcript",
        score=0.85,
        unnamed=turn.kind in _PARTS,
    )


def _said(reading: Reading, mark: int, end: int) -> Span | None:
    content = reading.trimmed((reading.starts[mark + 1], reading.ends[end - 1]))
    if content is not None and content[1] < reading.ends[end - 1] and reading.text[content[1]] in ".!?":
        return content[0], content[1] + 1
    return content


def _turn(reading: Reading, first: int, end: int, names: set[str], place: int) -> _Turn | None:
    doc = reading.doc
    while first < end and (doc[first].is_space or doc[first].text in DOUBLE_MARKS):
        first += 1  # a transcript is now and then quoted whole, a mark before each label
    if end - first <= _MIN_SAID_TOKENS + 1:
        return None
    short = _question_or_answer(reading, first, end) or _shouted(reading, first, end)
    if short is not None:
        return _Turn(short[0], first, short[1], short[2], end, place)
    colon = next((i for i in range(first, min(end, first + _LABEL_TOKENS)) if doc[i].text in _COLONS), -1)
    if colon <= first or end - colon <= _MIN_TOKENS:
        return None
    start = reading.sentence[colon][0] if reading.sentence[colon][0] < colon else first
    start = max(start, first)
    if _is_sentence(reading, start, colon):
        return None
    bracketed = doc[colon].text != ":" or doc[colon - 1].text in {")", "]"}
    who = _person(reading, start, colon, names, bracketed=bracketed)
    if who is not None:
        return _Turn("person", *who, colon, end, place)
    kind = _role(reading, start, colon)
    inside = next((i for i in range(start + 1, colon) if doc[i].text == "("), colon) + 1
    if kind and inside < colon and doc[inside].lower_.rstrip(".") in _TITLES:  # "The Speaker (Hon. Omboko):"
        return _Turn("person", inside, colon - (doc[colon - 1].text == ")"), colon, end, place)
    stop = inside - 1 if inside <= colon and kind == "person" else colon  # "MS PETROVA (Ministry of Finance):"
    return _Turn(kind, start, stop, colon, end, place) if kind else None


def _is_sentence(reading: Reading, start: int, colon: int) -> bool:
    """Whether a verb or a stop stands before the colon; constituencies and parties in brackets aside."""
    depth = 0
    for token in reading.doc[start:colon]:
        depth += (token.text == "(") - (token.text == ")")
        if depth > 0 and token.text == ",":
            continue
        if token.text == "." and token.i > start and token.nbor(-1).lower_ in _TITLES:  # "MR. HALE"
            continue
        if (token.tag_ in _FINITE and token.ent_type_ != "PERSON" and token.is_lower) or token.text in _STOPS:
            return True
    return False


def _question_or_answer(reading: Reading, first: int, end: int) -> tuple[str, int, int] | None:
    """`Q:`, `A.`, `QUESTION:`, `Q1:`: the kind, the end of the label, and the mark behind it."""
    doc = reading.doc
    text = doc[first].text.rstrip(".:").rstrip("0123456789")
    if not text or not text[0].isupper():
        return None
    kind = "question" if text.lower() in _QUESTION else "answer" if text.lower() in _ANSWER else ""
    if not kind:
        return None
    if doc[first].text[-1] in ".:" and first + 2 < end:  # one token: "Q." or "Q:"
        return kind, first + 1, first
    if first + 2 < end and doc[first + 1].text in {":", "."}:
        return kind, first + 1, first + 1
    return None


def _shouted(reading: Reading, first: int, end: int) -> tuple[str, int, int] | None:
    """`Mr. WARD. How many?`, `The CHAIRMAN. We will hear ...`, as the minutes of congresses print it."""
    doc = reading.doc
    i = first
    while i < end and i < first + 3 and (doc[i].lower_.rstrip(".") in _TITLES or doc[i].lower_ == "the" or doc[i].text == "."):
        i += 1
    start = i
    while i < end and i < start + 3 and doc[i].is_upper and doc[i].is_alpha and len(doc[i]) > 1:
        i += 1
    if start == first or i == start or i + 1 >= end or doc[i].text != ".":
        return None
    return ("office" if doc[first].lower_ == "the" else "person"), i, i


def _role(reading: Reading, start: int, colon: int) -> str:
    """Kind of a label without a person: an office, a title with a surname, a role in the conversation, something else."""
    doc = reading.doc
    bracket = next((i for i in range(start + 1, colon) if doc[i].text == "("), colon)
    words = [t for t in doc[start:bracket] if not t.is_punct and not t.is_space]
    if not words or len(words) > _OFFICE_TOKENS or not (words[0].text[0].isupper()):
        return ""
    titled = words[0].lower_.rstrip(".") in _TITLES
    if titled and 1 < len(words) <= _OTHER_TOKENS and all(w.text[0].isupper() for w in words):
        return "person"
    if any(w.lower_ in _ASKING for w in words) and len(words) <= _OTHER_TOKENS:
        return "asking"
    office = any(w.text[0].isupper() and role_head(w.text) for w in words)
    if office and (words[0].lower_ == "the" or len(words) == 1):
        return "office"  # "The Mayor:", after he was named
    capitals = all(w.text[0].isupper() for w in words)
    return "other" if capitals and len(words) <= _OTHER_TOKENS else ""


def _person(reading: Reading, start: int, colon: int, names: set[str], *, bracketed: bool) -> tuple[int, int] | None:
    """Tokens of the person in a label: all of it but titles, or the one before or inside brackets."""
    doc = reading.doc
    first = next((i for i in range(start, colon) if doc[i].ent_type_ == "PERSON"), -1)
    if first < 0:
        text = reading.text[reading.starts[start] : reading.ends[colon - 1]].strip(" []")
        return (start, colon) if text.lower() in names else None
    end = first + 1
    while end < colon and doc[end].ent_type_ == "PERSON" and doc[end].ent_iob_ == "I":
        end += 1
    if bracketed:
        return first, end
    outside = [t for t in doc[start:colon] if not first <= t.i < end]
    return (first, end) if all(t.text[0].isupper() or t.is_punct for t in outside) and len(outside) <= 4 else None
