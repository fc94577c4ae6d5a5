"""Labels of turns: what stands before a colon or a stop at the beginning of a line, and who is meant by it."""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Token

from policynlp.tag.people.roles import role_head
from policynlp.tag.quotes.marks import DOUBLE_MARKS
from policynlp.tag.quotes.reading import Reading

LABEL_TOKENS = 40  # "The Secretary of State for Health and Social Care (Jane Moss):"
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OFFICE_TOKENS = 10
_OTHER_TOKENS = 4  # "The Daily Courier"
_MIN_TOKENS = 2
_MIN_SAID_TOKENS = 1
_ABBREVIATED = 5
"""Letters of the longest short form in brackets: "Lib.", "Green."."""
_COLONS = frozenset({":", "):", "]:"})  # the tokenizer takes "):" for a face
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
    shri shrimati smt kumari
    commissioner councillor deputy ambassador secretary director general colonel captain professor rep representative
    """.split()  # noqa: SIM905 - a table of words
)
_CHAIRS = frozenset({"chair", "chairman", "chairwoman", "chairperson", "speaker", "president", "clerk", "reporter"})
"""Who is called by the part alone where labels end with a stop: "The Chairman. We will hear ..."."""
_HONOURED = frozenset({"member", "members", "senator", "senators", "deputy", "deputies", "delegate", "delegates", "voices"})
_SOME = frozenset({"some", "several", "an", "a", "many", "hon", "honourable", "honorable"})
_SHOUTED_TOKENS = 6
_NUMBER = re.compile(r"Q\d{1,4}\.?")
"""`Q84`, in front of the label in the evidence that committees take."""

_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:['’][^\W\d_]+)?")


class Turn(NamedTuple):
    """A labelled paragraph or line: what kind of label, the tokens of who speaks, the label's last token, one past the last."""

    kind: str
    first: int
    end: int
    mark: int
    stop: int
    place: int


def labelled(reading: Reading, first: int, end: int, names: set[str], place: int) -> Turn | None:
    """The turn that a line begins; null where no label stands in front of it.

    Args:
        reading: The document.
        first: Its first token.
        end: One past its last.
        names: Names and surnames of the people of the text, in small letters.
        place: Which line it is.
    """
    doc = reading.doc
    while first < end and (doc[first].is_space or doc[first].text in DOUBLE_MARKS):
        first += 1  # a transcript is now and then quoted whole, a mark before each label
    if end - first <= _MIN_SAID_TOKENS + 1:
        return None
    first = _behind_number(reading, first, end)
    short = _question_or_answer(reading, first, end) or _shouted(reading, first, end)
    if short is not None:
        return Turn(short[0], first, short[1], short[2], end, place)
    colon = next((i for i in range(first, min(end, first + LABEL_TOKENS)) if doc[i].text in _COLONS), -1)
    if colon <= first or end - colon <= _MIN_TOKENS:
        return None
    asked = _asked_by(reading, first, colon, end)
    if asked is not None:
        return Turn("person", first, asked, colon, end, place)
    start = max(first, _sentence_start(reading, first, colon))
    if _is_sentence(reading, start, colon):
        return None
    bracketed = doc[colon].text != ":" or doc[colon - 1].text in {")", "]"}
    who = _person(reading, start, colon, names, bracketed=bracketed)
    if who is not None:
        return Turn("person", *who, colon, end, place)
    kind = _role(reading, start, colon)
    inside = next((i for i in range(start + 1, colon) if doc[i].text == "("), colon) + 1
    if kind and inside < colon and doc[inside].lower_.rstrip(".") in _TITLES:  # "The Speaker (Hon. Omboko):"
        return Turn("person", inside, colon - (doc[colon - 1].text == ")"), colon, end, place)
    stop = inside - 1 if inside <= colon and kind == "person" else colon  # "MS PETROVA (Ministry of Finance):"
    return Turn(kind, start, stop, colon, end, place) if kind else None


def _asked_by(reading: Reading, first: int, colon: int, end: int) -> int | None:
    """One past the name of who asks, where an outlet follows it: `Ana Reis, Radio Norte: Will you resign?`; null elsewhere."""
    doc = reading.doc
    comma = next((i for i in range(first, colon) if doc[i].text == ","), colon)
    outlet = doc[comma + 1 : colon]
    if not 1 < comma - first <= _OTHER_TOKENS or not 0 < len(outlet) <= _OTHER_TOKENS or doc[end - 1].text != "?":
        return None
    named = all(t.ent_type_ == "PERSON" for t in doc[first:comma])
    return comma if named and all(t.text[0].isupper() or t.text[0].isdigit() for t in outlet) else None


def _behind_number(reading: Reading, first: int, end: int) -> int:
    """The token behind the number of a question, where a label follows: `Q84` + `Chair:`; not of `Q4.` + `How many?`."""
    doc = reading.doc
    if _NUMBER.fullmatch(doc[first].text) is None:
        return first
    i = first + 1 + (first + 1 < end and doc[first + 1].text == ".")
    colon = next((k for k in range(i, min(end, i + LABEL_TOKENS)) if doc[k].text in _COLONS), -1)
    label = colon > i and doc[i].text[0].isupper() and not _is_sentence(reading, i, colon)
    return i if label else first


def _sentence_start(reading: Reading, first: int, colon: int) -> int:
    """Where the sentence of a colon begins; the line's first token where the parser ends one in the brackets of the label."""
    start = reading.sentence[colon][0]
    if start >= colon:
        return first
    if start > first + 1 and reading.doc[start - 1].text == "." and reading.doc[start - 2].lower_ in _TITLES:
        return first  # "Some hon." + "members:"
    depth = sum((t.text in {"(", "["}) - (t.text[0] in ")]") for t in reading.doc[first:start])
    return first if depth > 0 else start


def _is_sentence(reading: Reading, start: int, colon: int) -> bool:
    """Whether a verb or a stop stands before the colon; constituencies and parties in brackets aside."""
    depth = 0
    for token in reading.doc[start:colon]:
        depth += (token.text == "(") - (token.text == ")")
        if depth > 0 and (token.text == "," or _ends_short_form(reading, token.i)):
            continue
        if token.text == "." and token.i > start and token.nbor(-1).lower_ in _TITLES:  # "MR. HALE"
            continue
        if (token.tag_ in FINITE and token.ent_type_ != "PERSON" and token.is_lower) or token.text in _STOPS:
            return True
    return False


def _ends_short_form(reading: Reading, i: int) -> bool:
    """Whether a stop ends a short form that brackets close behind: "(Minister of Health, Lib.)", "(Moose Jaw, Ind.)"."""
    before, behind = reading.doc[i - 1], reading.doc[i + 1] if i + 1 < len(reading.doc) else None
    if reading.doc[i].text != "." or behind is None or behind.text[0] not in "),-–;":
        return False
    return before.text[0].isupper() and before.is_alpha and len(before) <= _ABBREVIATED


def _question_or_answer(reading: Reading, first: int, end: int) -> tuple[str, int, int] | None:
    """`Q:`, `A.`, `QUESTION:`, `Q1:`: the kind, the end of the label, and the mark behind it."""
    doc = reading.doc
    text = doc[first].text.rstrip(".:").rstrip("0123456789")
    if not text or not text[0].isupper():
        return None
    kind = "question" if text.lower() in _QUESTION else "answer" if text.lower() in _ANSWER else ""
    if not kind:
        return None
    if text == "Q" and doc[first + 1].is_space and len(doc[first + 1].text) > 1:
        return kind, first + 1, first  # "Q    Thank you, Minister."
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
    while i < end and i < start + _SHOUTED_TOKENS and _is_shouted(doc[i], joined=i > start):
        i += 1
    if start == first or i == start or i + 1 >= end or doc[i].text != ".":
        return None
    return ("office" if doc[first].lower_ == "the" else "person"), i, i


def _is_shouted(token: Token, *, joined: bool) -> bool:
    """Whether a token is a name in capitals, or joins two of them: `ESTRELLA` + `-` + `WARD`, `O'NEIL`."""
    if token.text == "-":
        return joined
    return token.is_upper and len(token) > 1 and token.text.replace("'", "").replace("’", "").isalpha()


def stopped(reading: Reading, first: int, end: int, place: int) -> Turn | None:
    """A line that could be the turn of `Senator Ruiz. Thank you`, `Mr. Lindgren. Good morning`, `The Chairman. We will hear`.

    It is one in a text that has several of them alone: elsewhere a sentence may be a name.
    """
    doc = reading.doc
    while first < end and doc[first].is_space:
        first += 1
    start = first
    if first + 1 < end and doc[first].text == "The":
        i = first + 1
        while i < end and i < first + 3 and doc[i].is_title and doc[i].is_alpha:
            i += 1
        kind = "office" if i > first + 1 and doc[i - 1].lower_ in _CHAIRS else ""
    else:
        i = first
        while (
            i < end and i < first + 4 and (doc[i].lower_.rstrip(".") in _TITLES or role_head(doc[i].text)) and doc[i].is_title
        ):
            i += 1
            i += i < end and doc[i].text == "."
        name = i
        while i < end and i < name + _OTHER_TOKENS and (doc[i].text == "-" or _NAME.fullmatch(doc[i].text) is not None):
            i += 1
        kind = "person" if start < name < i else ""
    if not kind or i + 1 >= end or doc[i].text != "." or not doc[i + 1].text[0].isupper():
        return None
    return Turn(kind, start, i, i, end, place)


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
    if words[0].lower_.rstrip(".") in _SOME and words[-1].lower_ in _HONOURED and len(words) <= _OTHER_TOKENS:
        return "asking"  # "Some hon. members: Oh, oh!"
    office = any(w.text[0].isupper() and role_head(w.text) for w in words)
    if office and (words[0].lower_ == "the" or len(words) == 1):
        return "office"  # "The Mayor:", after he was named
    capitals = all(w.text[0].isupper() for w in words)
    return "other" if capitals and len(words) <= _OTHER_TOKENS else ""


def _person(reading: Reading, start: int, colon: int, names: set[str], *, bracketed: bool) -> tuple[int, int] | None:
    """Tokens of the person in a label: all of it but titles, or the one before or inside brackets."""
    doc = reading.doc
    opening = next((i for i in range(start + 1, colon) if doc[i].text == "("), colon)
    titled = doc[start].lower_.rstrip(".") in _TITLES and opening > start + 1 and doc[opening - 1].text[0].isupper()
    stop = opening if titled else colon  # "Hon. Ana Reis (Minister of Health, Lib.)": whom a model misses is not the party
    first = next((i for i in range(start, stop) if doc[i].ent_type_ == "PERSON"), -1)
    if first < 0 and titled:
        return None
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
