"""Whom "he" goes on to mean, where the sentences before it have told of somebody by that pronoun already."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.people.roles import GENDERED, role_head
from policynlp.tag.quotes.cast import Cast, Figure
from policynlp.tag.quotes.reading import Reading

_ASKS = frozenset(
    {"ask", "shout", "tell", "call", "yell", "wonder", "inquire", "press", "demand", "want", "interrupt", "remind"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
GENDER_OF_NOUNS = {**GENDERED, "man": "male", "boy": "male", "woman": "female", "girl": "female", "foreman": "male"}
_BRINGS_IN = frozenset({"belong", "be"})
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_PRONOUNS = {"he": "male", "she": "female"}
_OF_GENDER = {**_PRONOUNS, "him": "male", "his": "male", "her": "female", "hers": "female"}


def last_outside(reading: Reading, pronoun: Token, in_speech: Callable[[int], bool]) -> tuple[int, int]:
    """First and one past the last token of the last sentence before that ends outside of speech; twice 0 where there is none."""
    begin = reading.sentence[pronoun.i][0]
    while begin > 0 and (in_speech(reading.starts[begin - 1]) or reading.doc[begin - 1].is_space):
        begin = reading.sentence[begin - 1][0]
    return reading.sentence[begin - 1] if begin else (0, 0)


def told_of(
    reading: Reading, cast: Cast, pronoun: Token, *, gender: str, own: Sequence[Span], in_speech: Callable[[int], bool]
) -> Figure | None:
    """The only person whom the sentences before are about; null where others are named, or somebody was since.

    Args:
        reading: The document.
        cast: Who could speak in it.
        pronoun: "he" or "she" that says something.
        gender: Of the pronoun.
        own: What it says.
        in_speech: Whether what stands at an offset is said by somebody.
    """
    goes_on = _goes_on(reading, cast, pronoun, gender=gender, own=own, in_speech=in_speech)
    return goes_on or _new_here(reading, cast, pronoun, gender=gender, own=own, in_speech=in_speech)


def _goes_on(
    reading: Reading, cast: Cast, pronoun: Token, *, gender: str, own: Sequence[Span], in_speech: Callable[[int], bool]
) -> Figure | None:
    """Whose story the paragraph tells: "Wang's truck had been weighed. He was paid.", before `"It will do," he said`.

    The only person whom it names before a sentence outside of speech with the same pronoun as its subject.
    """
    first, stop = last_outside(reading, pronoun, in_speech)
    if not stop or reading.passage[pronoun.i] - reading.passage[stop - 1] > 1:
        return None
    subject = next((t for t in reading.doc[first:stop] if t.dep_ in _SUBJECTS and t.head.dep_ == "ROOT"), None)
    if subject is None or _PRONOUNS.get(subject.lower_) != gender or in_speech(subject.idx):
        return None
    start = reading.starts[reading.passage_tokens[reading.passage[subject.i]][0]]
    since = (m for m in cast.within((reading.starts[first], pronoun.idx)) if m.figure.kind == "named_person")
    if any(not in_speech(m.start) and not any(s <= m.start < e for s, e in own) for m in since):
        return None
    people = (m for m in cast.within((start, reading.starts[first])) if m.figure.kind == "named_person")
    named = {m.figure.entity: m.figure for m in people if not in_speech(m.start)}
    only = next(iter(named.values())) if len(named) == 1 else None
    return only if only is not None and only.gender in {None, gender} else None


def _new_here(
    reading: Reading, cast: Cast, pronoun: Token, *, gender: str, own: Sequence[Span], in_speech: Callable[[int], bool]
) -> Figure | None:
    """Whom the paragraph brings in: "Chen Lin took his first truckload. It pays, he said".

    For the first time, in full, as the subject of a sentence before; with no pronoun of that gender before, which is somebody else's.
    """
    passage = reading.passage[pronoun.i]
    first = reading.passage_tokens[passage][0]
    begin = reading.sentence[pronoun.i][0]
    people = [m for m in cast.within((reading.starts[first], pronoun.idx)) if m.figure.kind == "named_person"]
    outside = [m for m in people if not in_speech(m.start) and not any(s <= m.start < e for s, e in own)]
    if not outside or len({m.figure.entity for m in outside}) != 1:
        return None
    mention = outside[0]
    full = " " in reading.text[mention.start : mention.end] and cast.first(mention.figure) == mention
    at = reading.token_at(mention.start)
    before = any(_OF_GENDER.get(t.lower_) == gender for t in reading.doc[first:at])
    subject = reading.doc[reading.token_at(mention.end - 1)]
    told = subject.dep_ in _SUBJECTS and subject.head.dep_ == "ROOT"
    if not full or at >= begin or before or not told:
        return None
    return mention.figure if mention.figure.gender in {None, gender} else None


def brought_in(reading: Reading, cast: Cast, begin: int, *, gender: str, in_speech: Callable[[int], bool]) -> bool:
    """Whether the sentence before ends with somebody new and names nobody: "The van belongs to a nurse. He did not want to talk".

    Args:
        reading: The document.
        cast: Who could speak in it.
        begin: First token of the sentence of "he" or "she".
        gender: Of the pronoun.
        in_speech: Whether what stands at an offset is said by somebody.
    """
    doc, sentence = reading.doc, reading.sentence
    while begin and doc[begin].lower_ == doc[sentence[begin - 1][0]].lower_ in _PRONOUNS:
        begin = sentence[begin - 1][0]
    if not begin or reading.passage[begin - 1] != reading.passage[begin] or doc[begin].lower_ not in _PRONOUNS:
        return False
    first, stop = sentence[begin - 1]
    last = next((t for t in reversed(doc[first:stop]) if t.is_alpha), None)
    verb = next((t for t in doc[first:stop] if t.dep_ == "ROOT"), None)
    if last is None or last.tag_ != "NN" or role_head(last.text) is None or in_speech(last.idx) or verb is None:
        return False
    new = verb.lemma_ in _BRINGS_IN and any(c.lower_ in _INDEFINITE for c in last.lefts)
    told = any(_OF_GENDER.get(t.lower_) == gender for t in doc[first:stop])
    here = cast.within((reading.starts[first], reading.ends[stop - 1]))
    fits = GENDERED.get(last.lower_, gender) == gender
    return new and fits and not told and not any(m.figure.kind == "named_person" for m in here)


def brings_in_nobody(
    reading: Reading, cast: Cast, pronoun: Token, *, gender: str, own: Sequence[Span], in_speech: Callable[[int], bool]
) -> bool:
    """Whether the sentence before is about somebody new without a name: "A driver was waiting. "I lost three tyres," he said".

    Not where that one asks or tells somebody, nor where the sentence has a pronoun that may be whoever speaks; 92 of 97 such pronouns
    of our news are nobody's by their readers.

    Args:
        reading: The document.
        cast: Who could speak in it.
        pronoun: "he" or "she" that says something.
        gender: Of the pronoun.
        own: What it says.
        in_speech: Whether what stands at an offset is said by somebody.
    """
    begin, passage = reading.sentence[pronoun.i][0], reading.passage[pronoun.i]
    least = reading.passage_tokens[passage][0]
    while begin > least and in_speech(reading.starts[reading.sentence[begin - 1][0]]):
        begin = reading.sentence[begin - 1][0]
    if begin <= least or in_speech(pronoun.idx):
        return False
    first, stop = reading.sentence[begin - 1]
    outside = [t for t in reading.doc[first:stop] if not in_speech(t.idx)]
    subject = next((t for t in outside if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
    if subject is None or subject.tag_ != "NN" or subject.head.lemma_.lower() in _ASKS or not is_anybody(subject):
        return False
    article = reading.doc[max(subject.left_edge.i, first)].lower_
    if article not in _INDEFINITE or GENDER_OF_NOUNS.get(subject.lower_, gender) != gender or bears_role(cast, subject):
        return False
    since = (m for m in cast.within((reading.starts[first], pronoun.idx)) if m.figure.kind == "named_person")
    named = any(not in_speech(m.start) and not any(s <= m.start < e for s, e in own) for m in since)
    return not named and all(_OF_GENDER.get(t.lower_) != gender for t in outside)


def bears_role(cast: Cast, subject: Token) -> bool:
    """Whether somebody of the text has the role: "A visibly tired chancellor" is the one who was named."""
    return bool(cast.titled(subject.lemma_.lower()))


def is_anybody(subject: Token) -> bool:
    """Whether a noun is that of a person whom nothing names: "an engineer", not "a lawyer, Ann Lee"."""
    person = role_head(subject.text) is not None or subject.lower_ in GENDER_OF_NOUNS
    return person and not any(c.dep_ in {"appos", "compound"} and c.pos_ == "PROPN" for c in subject.children)
