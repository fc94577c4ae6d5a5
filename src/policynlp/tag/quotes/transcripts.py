"""Minutes, interviews and transcripts: paragraphs that begin with a speaker (`Q4. Jane Moss (Hull East) (Lab): ...`).

A label is what stands before a colon, or "Q." and "A.". One paragraph with a label is a headline or a caption, so a text needs
two, and at least one that names a person, or a question and an answer; then labels that name an outlet count as well.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Container, Sequence

from policynlp.document import Span
from policynlp.tag.entities.datelines import opens_report
from policynlp.tag.quotes.attribution import Attribution, merged
from policynlp.tag.quotes.brackets import is_direction
from policynlp.tag.quotes.interviewed import opening_guest, told_guest
from policynlp.tag.quotes.marks import DOUBLE_MARKS
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.turn_labels import FINITE, LABEL_TOKENS, Turn, labelled, stopped
from policynlp.tag.quotes.unlabelled import answers_alone, answers_between, go_on_by_turns

MIN_TURNS = 2
_MANY_TURNS = 4
_FEW_LINES = 3
_OPENING_LINES = 6  # a title, a date, who was there
_SPOKEN = frozenset({"paragraph", "list"})
_HEADING_WORDS = 6
_PROCEDURE = re.compile(
    r"\s*(?:The )?(?:House|Senate|Assembly|Parliament|Chamber|D[aá]il|Seanad|Lok Sabha|Rajya Sabha|(?:Sub)?committee|Council|"
    r"sitting|meeting|hearing) (?:then |again )?(?:(?:was )?(?:adjourned|suspended|resumed)|divided|proceeded|reconvened"
    r"|(?P<sat>met|rose|sat)(?=(?: again)?(?:\.?\s*(?:\n|\Z)| (?:at|until|for|as)\b)))\b"
)
_PARTS = frozenset({"question", "answer", "asking"})
_ROLES = frozenset({"office", "asking", "other"})
_PERSONAL = frozenset({"i", "we", "you", "my", "our", "your", "me", "us"})
_SENTENCE_ENDS = ".?!…\"”’')"


def turns(reading: Reading) -> list[Attribution]:
    """One attribution a turn: the label's person says the rest of the paragraph; none where the text is no transcript."""
    people = [e for e in reading.doc.ents if e.label_ == "PERSON"]
    names = {e.text.lower() for e in people} | {e[-1].lower_ for e in people if len(e) > 1}
    found = []
    lines = list(reading.lines())
    for place, (first, end) in enumerate(lines):
        turn = labelled(reading, first, end, names, place) if not opens_report(reading.doc, first, end) else None
        if turn is not None:
            found.append(turn)
    found = sorted([*found, *_stopped(reading, lines, {t.place for t in found})], key=lambda t: t.place)
    kinds = Counter(t.kind for t in found)
    asked = kinds["asking"] and any(t.kind == "asking" and _asks(reading, t) for t in found)
    if kinds["question"] >= MIN_TURNS:
        first = next(i for i, t in enumerate(found) if t.kind == "question")  # a headline may have a label of its own
        if all(t.kind == "question" for t in found[first:]):
            return _questions_alone(reading, [t for t in found if t.kind == "question"], lines)
    if not (kinds["person"] or (kinds["question"] and kinds["answer"]) or asked):
        return _without_labels(reading, lines)
    others = Counter(_label(reading, t) for t in found if t.kind == "other")
    surnames = {reading.doc[t.end - 1].lower_ for t in found if t.kind == "person"}
    sure = {t.place for t in found if t.kind != "other"}
    made: list[tuple[int, Attribution]] = []
    silent: set[int] = set()
    for turn in found:
        label = _label(reading, turn)
        beside = turn.place - 1 in sure or turn.place + 1 in sure
        speaks = beside and (_asks(reading, turn) or _has_verb(reading, turn))
        if turn.kind in _ROLES and (not _ends(reading, turn) or _only_names(reading, turn)):
            silent.add(turn.place)
            continue  # "Place: Geneva", "Witness: Ana Reis."
        if turn.kind != "other" or others[label] >= MIN_TURNS or label.lower() in surnames or speaks:
            attribution = _made(reading, turn)
            if attribution is not None:
                made.append((turn.place, attribution))
    if len(made) < MIN_TURNS:
        return _without_labels(reading, lines)
    _go_on(reading, made, lines, silent)
    return [*(attribution for _, attribution in made), *go_on_by_turns(reading, made, lines)]


def _questions_alone(reading: Reading, found: Sequence[Turn], lines: Sequence[tuple[int, int]]) -> list[Attribution]:
    """The turns of a text that labels what is asked, and not what is answered; none where nothing stands between."""
    asked = [(t.place, a) for t in found if (a := _made(reading, t)) is not None]
    if all(b.place - a.place == 1 for a, b in itertools.pairwise(found)):
        return []
    guest = told_guest(reading) or opening_guest(reading, reading.starts[found[0].first])
    return [*(a for _, a in asked), *(answers_between(reading, guest, asked, lines) if guest is not None else [])]


def _without_labels(reading: Reading, lines: Sequence[tuple[int, int]]) -> list[Attribution]:
    guest = told_guest(reading)
    return answers_alone(reading, guest, lines) if guest is not None else []


def _stopped(reading: Reading, lines: Sequence[tuple[int, int]], taken: Container[int]) -> list[Turn]:
    """Turns whose labels end with a stop ("Senator Ruiz. Thank you"), in a text where several people say "I", "we" or "you" so.

    A list of those present has the like: "Dr. Jane Moss. Head of the clinic".
    """
    found = [t for i, line in enumerate(lines) if i not in taken and (t := stopped(reading, *line, i)) is not None]
    spoken = sum(_is_spoken(reading, t) for t in found)
    labels = {_label(reading, t) for t in found}
    least = MIN_TURNS if len(labels) < len(found) else MIN_TURNS + 1
    return found if len(labels) >= MIN_TURNS and spoken >= least and spoken * 2 >= len(found) else []


def _is_spoken(reading: Reading, turn: Turn) -> bool:
    """Whether a turn asks, or says "I", "we" or "you"."""
    return _asks(reading, turn) or any(t.lower_ in _PERSONAL for t in reading.doc[turn.mark + 1 : turn.stop])


def _only_names(reading: Reading, turn: Turn) -> bool:
    """Whether all that follows the label is one name, as in lists of who came: "Witness: Ana Reis."; not "Chair: Ms Reis."."""
    words = [t for t in reading.doc[turn.mark + 1 : turn.stop] if not t.is_punct and not t.is_space]
    return len(words) > 1 and all(t.ent_type_ == "PERSON" for t in words)


def _go_on(
    reading: Reading, made: Sequence[tuple[int, Attribution]], lines: Sequence[tuple[int, int]], silent: Container[int]
) -> None:
    """Lines without a label between two turns belong to the turn before, if the text as a whole is a transcript.

    It is one where it begins with a turn and goes on with more of them; elsewhere, where a few turns are quoted in an article, only
    a line or two that open with a mark, or stand in a row of turns, go on.
    """
    whole = made[0][0] <= _OPENING_LINES and len(made) >= _MANY_TURNS
    labels = Counter(reading.text[slice(*a.source[0])] for _, a in made)
    for (place, attribution), (following, after) in itertools.pairwise(made):
        inside = [lines[k] for k in range(place + 1, following) if k not in silent]
        between = [line for line in _to_procedure(reading, inside) if _speaks_on(reading, *line)]
        again = reading.text[slice(*attribution.source[0])] == reading.text[slice(*after.source[0])]
        if again and between and _is_question(reading, between[-1]):
            between = between[:-1]  # who has the word twice has been asked: questions of some papers have no label
        marked = [reading.doc[first].text in DOUBLE_MARKS for first, _ in between]
        if not place and labels[reading.text[slice(*attribution.source[0])]] < MIN_TURNS:
            continue  # a headline
        if whole or (len(between) <= _FEW_LINES and (all(marked) or len(made) >= _MANY_TURNS)):
            more = [reading.trimmed(reading.chars(*line)) for line in between]
            attribution.content = merged([*attribution.content, *(s for s in more if s)], reading.text)


def _is_question(reading: Reading, line: tuple[int, int]) -> bool:
    """Whether a line ends with a question."""
    return reading.text[slice(*reading.chars(*line))].rstrip().endswith("?")


def _to_procedure(reading: Reading, lines: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The lines in front of one that tells what the house does next: "The House resumed consideration of Bill 12"."""
    for i, line in enumerate(lines):
        found = _PROCEDURE.match(reading.text, reading.starts[line[0]])
        if found is not None and not (found["sat"] and any(_speaks_of_oneself(reading, later) for later in lines[i:])):
            return lines[:i]
    return lines


def _speaks_of_oneself(reading: Reading, line: tuple[int, int]) -> bool:
    return any(t.lower_ in {"i", "we", "my", "our"} for t in reading.doc[slice(*line)])


def _speaks_on(reading: Reading, first: int, end: int) -> bool:
    """Whether a line could be speech: not a heading, not in capitals or brackets ("(Laughter.)")."""
    text = reading.text[slice(*reading.chars(first, end))].strip().lstrip(DOUBLE_MARKS)
    passage = reading.passages[reading.passage[first]]
    whole = reading.chars(first, end)[1] >= passage.end - 1 and text[-1:].isalpha() and len(text.split()) <= _HEADING_WORDS
    titled = whole and reading.text[passage.start :].lstrip().startswith(text)  # "Examination of witnesses"
    return " " in text and not is_direction(text) and not text.isupper() and not titled and passage.kind in _SPOKEN


def _asks(reading: Reading, turn: Turn) -> bool:
    return bool(reading.doc[turn.stop - 1].text == "?")


def _ends(reading: Reading, turn: Turn) -> bool:
    return reading.doc[turn.stop - 1].text[-1] in _SENTENCE_ENDS


def _has_verb(reading: Reading, turn: Turn) -> bool:
    return any(reading.doc[i].tag_ in FINITE for i in range(turn.mark + 1, min(turn.stop, turn.mark + LABEL_TOKENS)))


def _label(reading: Reading, turn: Turn) -> str:
    return reading.text[slice(*reading.chars(turn.first, turn.end))]


def _made(reading: Reading, turn: Turn) -> Attribution | None:
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
