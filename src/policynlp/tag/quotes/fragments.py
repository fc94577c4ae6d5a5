"""Speech beside a sentence that only says whose it is: `"..." That was Minister X.`, `Minister X, on the stairs: "..."`."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from policynlp.tag.people.roles import role_head
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.marks import Marked
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import mention_span

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_POINTING = frozenset({"that", "this", "these", "those"})
_WORDS = frozenset(
    """
    word message answer advice verdict reply response view explanation reaction plea motto promise warning comment conclusion
    excuse defence defense assessment summary argument creed
    """.split()  # noqa: SIM905 - a table of words
)
"""What a stretch in marks is, when its owner is named."""
_OWNED = _WORDS | {"those", "view", "judgment", "judgement", "opinion", "lament", "complaint", "plea", "cry"}
_FRAGMENT_TOKENS = 25
_SAID = ".?!,…"


def person_in_fragment(reading: Reading, colon: int) -> Token | None:
    """The one person of a sentence without a verb before a colon."""
    doc = reading.doc
    begin = max(reading.sentence[colon][0], colon - _FRAGMENT_TOKENS)
    people = []
    for i in range(begin, colon):
        if doc[i].tag_ in _FINITE and doc[i].ent_type_ != "PERSON":
            return None
        if doc[i].ent_type_ == "PERSON" and (i + 1 == colon or doc[i + 1].ent_type_ != "PERSON"):
            people.append(doc[i])
    return people[0] if len(people) == 1 else None


def identified(reading: Reading, mark: Marked) -> Attribution | None:
    """Whose speech it was (`"..." That was Jane Moss on Friday.`, `"..." That was the verdict of Jane Moss, who ...`, `"..." So Ann Lee.`).

    The sentence stands behind the marks, or begins the next paragraph where a whole one is in marks.
    """
    doc = reading.doc
    first = _behind(reading, mark)
    if first is None or not mark.closed or reading.text[mark.inner[1] - 1] not in _SAID:
        return None
    end = reading.sentence[first][1]
    start = _pointed(doc, first, end, apart=reading.passage[first] != mark.passage)
    if start is None:
        return None
    clause = next((i for i in range(start, end) if doc[i].text == "," and doc[i + 1 : end]), end)
    if clause - first > _FRAGMENT_TOKENS or any(doc[i].tag_ in _FINITE and not doc[i].ent_type_ for i in range(start, clause)):
        return None
    person = next((doc[i] for i in range(start, clause) if doc[i].ent_type_ == "PERSON" and doc[i].i - start <= 4), None)
    of = next((i for i in range(start, min(clause, start + 4)) if doc[i].lower_ == "of" and doc[i - 1].lower_ in _OWNED), None)
    if person is None and of is not None:
        person = next((doc[i] for i in range(clause - 1, of, -1) if doc[i].tag_ == "NN" and role_head(doc[i].text)), None)
    if person is None:
        return None
    while person.i + 1 < clause and doc[person.i + 1].ent_type_ == "PERSON":
        person = doc[person.i + 1]
    owned = next((doc[i] for i in range(person.i, end) if doc[i].lemma_.lower() in _WORDS), None)
    if owned is None and person.i + 1 < end and doc[person.i + 1].tag_ == "POS":
        return None  # "That was Jane Moss's house"
    return _made(reading, mark, person, start if of is None else of + 1, clause, first)


def _behind(reading: Reading, mark: Marked) -> int | None:
    """First token behind the marks; where they end their paragraph and began it, the first of the next one."""
    first, (begin, stop) = reading.token_at(mark.end), reading.passage_tokens[mark.passage]
    while first < stop and reading.doc[first].is_space:
        first += 1
    if first < stop:
        return first if first + 2 < stop else None
    whole = not reading.text[reading.starts[begin] : mark.start].strip()
    if not whole or mark.passage + 1 >= len(reading.passage_tokens):
        return None
    first, stop = reading.passage_tokens[mark.passage + 1]
    return first if first + 2 < stop and reading.mark_over(reading.starts[first]) is None else None


def _pointed(doc: Doc, first: int, end: int, *, apart: bool) -> int | None:
    """Where what the speech was begins: behind "That was", "This from", "So", "The words are"; null for another sentence.

    A paragraph of its own that begins with "So" goes on with the story.
    """
    lower = [t.lower_ for t in doc[first : min(first + 3, end)]]
    if lower[:1] and lower[0] in _POINTING and (doc[first + 1].lemma_ == "be" or lower[1] == "from"):
        return first + 2
    if doc[first].text in {"So", "Thus"} and not apart:
        return first + 1
    if lower[:2] == ["the", "words"] and doc[first + 2].lemma_ == "be":
        return first + 3
    return None


def asked_for(reading: Reading, mark: Marked) -> Attribution | None:
    """`And President Moss's advice to the fleet? "..."`."""
    doc = reading.doc
    last = reading.token_at(mark.start) - 1
    begin = reading.passage_tokens[mark.passage][0]
    while last > begin and doc[last].is_space:
        last -= 1
    if last <= begin or doc[last].text != "?" or reading.mark_over(reading.starts[last]) is not None:
        return None
    first = max(reading.sentence[last][0], last - _FRAGMENT_TOKENS)
    noun = next((doc[i] for i in range(first, last) if doc[i].lemma_.lower() in _WORDS), None)
    if noun is None or any(doc[i].tag_ in _FINITE for i in range(first, last)):
        return None
    owner = next((c for c in noun.lefts if c.dep_ == "poss" and c.i >= first), None)
    if owner is None or owner.pos_ == "PRON":
        return None
    return _made(reading, mark, owner, first, noun.i, noun.i)


def _made(reading: Reading, mark: Marked, head: Token, first: int, end: int, cue: int) -> Attribution | None:
    source = mention_span(reading, head, first=first, last=end - 1)
    if source is None:
        return None
    return Attribution([mark.inner], "speech", cue, reading.chars(cue, cue + 1), head.i, [source], rule="fragment", score=0.7)
