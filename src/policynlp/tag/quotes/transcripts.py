"""Minutes and transcripts: paragraphs that begin with a speaker and a colon (`Q4. Jane Moss (Hull East) (Lab): ...`)."""

from __future__ import annotations

from policynlp.tag.people.roles import role_head
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.reading import Reading

MIN_TURNS = 2
"""One paragraph with a colon is a headline or a caption; a transcript has at least two turns."""
_LABEL_TOKENS = 40  # "The Secretary of State for Health and Social Care (Jane Moss):"
_OFFICE_TOKENS = 10
_MIN_TOKENS = 3
_COLONS = frozenset({":", "):"})  # the tokenizer takes "):" for a face
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def turns(reading: Reading) -> list[Attribution]:
    """One attribution a turn: the label's person says the rest of the paragraph; none where there are fewer than two."""
    found = []
    names = {e.text for e in reading.doc.ents if e.label_ == "PERSON"} | {
        e[-1].text for e in reading.doc.ents if e.label_ == "PERSON" and len(e) > 1
    }
    for index in range(len(reading.passages)):
        turn = _turn(reading, index, names)
        if turn is not None:
            found.append(turn)
    named = sum(reading.doc[a.source_token].ent_type_ == "PERSON" for a in found)
    return found if len(found) >= MIN_TURNS and named else []


def _turn(reading: Reading, passage: int, names: set[str]) -> Attribution | None:
    doc = reading.doc
    first, end = reading.passage_tokens[passage]
    colon = next((i for i in range(first, min(end, first + _LABEL_TOKENS)) if doc[i].text in _COLONS), -1)
    if colon <= first or end - colon <= _MIN_TOKENS or reading.passages[passage].kind in {"title", "heading"}:
        return None
    start = reading.sentence[colon][0] if reading.sentence[colon][0] < colon else first
    if any(
        (doc[i].tag_ in _FINITE and doc[i].ent_type_ != "PERSON") or doc[i].text in {".", ",", '"', "“"}
        for i in range(start, colon)
    ):
        return None
    bracketed = doc[colon].text == "):" or doc[colon - 1].text == ")"
    who = _person(reading, start, colon, names, bracketed=bracketed)
    if who is None:
        return None
    content = reading.trimmed((reading.starts[colon + 1], reading.ends[end - 1]))
    source = reading.mention(who[0], who[1])
    if content is None or source is None:
        return None
    if content[1] < reading.ends[end - 1] and reading.text[content[1]] in ".!?":
        content = (content[0], content[1] + 1)
    return Attribution(
        [content], "speech", colon, reading.chars(colon, colon + 1), who[1] - 1, [source], rule="transcript", score=0.85
    )


def _person(reading: Reading, start: int, colon: int, names: set[str], *, bracketed: bool) -> tuple[int, int] | None:
    """Tokens of the person in a label: all of it but titles, or the one before or inside brackets."""
    doc = reading.doc
    first = next((i for i in range(start, colon) if doc[i].ent_type_ == "PERSON"), -1)
    if first < 0:
        text = reading.text[reading.starts[start] : reading.ends[colon - 1]].strip()
        office = any(t.text[0].isupper() and role_head(t.text) for t in doc[start:colon])
        if office and doc[start].lower_ == "the" and colon - start <= _OFFICE_TOKENS:
            return start, colon  # "The Mayor:", after he was named
        return (start, colon) if text in names or text.title() in names else None
    end = first + 1
    while end < colon and doc[end].ent_type_ == "PERSON" and doc[end].ent_iob_ == "I":
        end += 1
    if bracketed:
        return first, end
    outside = [t for t in doc[start:colon] if not first <= t.i < end]
    return (first, end) if all(t.text[0].isupper() or t.is_punct for t in outside) and len(outside) <= 4 else None
