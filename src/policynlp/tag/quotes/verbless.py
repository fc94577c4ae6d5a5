"""Attributions without any word of speech: `X: ...` in headlines and interviews, and `"..." — X`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from policynlp.tag.entities.datelines import dateline
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.brackets import bracket_attributions
from policynlp.tag.quotes.fragments import asked_for, identified, person_in_fragment
from policynlp.tag.quotes.marks import Marked
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import mention_span, own_subject
from policynlp.tag.quotes.source_nouns import DOCUMENTS, INSTITUTIONS, PEOPLE_NOUNS

_COLUMNS = frozenset({"across", "inside", "around", "behind", "beyond", "in", "on", "from", "about", "at", "for"})
"""Prepositions that names of columns begin with."""
_NAME_TOKENS = 12  # "Commissioner Ursula Berg, European Commission"
_HEADLINE_TOKENS = 6
_MIN_CONTENT_TOKENS = 3
_SAID_TOKENS = 6  # fewer are a title in marks: "The Waste Land" - T. S. Eliot
_NAME_WORDS = 4
_CONTENT_TOKENS = 30  # a headline that reports speech has its verb early
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DASHES = frozenset({"—", "–", "-", "--", "―"})
_SPEAKING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_LABELS = frozenset(
    {
        "byline",
        "video",
        "photo",
        "abstract",
        "update",
        "note",
        "watch",
        "read",
        "correction",
        "poll",
        "source",
        "q",
        "a",
        "disclaimer",
    }
)
"""What stands before a colon and does not speak."""
_SPEAKERS = PEOPLE_NOUNS | INSTITUTIONS | DOCUMENTS


def verbless_attributions(reading: Reading) -> Iterator[Attribution]:
    """All attributions by a colon or a dash."""
    surnames = {e[k].text for e in reading.doc.ents if e.label_ == "PERSON" and len(e) > 1 for k in (0, -1)}
    for index in range(len(reading.passages)):
        found = _colon(reading, index, surnames)
        if found is not None:
            yield found
    for mark in reading.outer:
        found = _dash(reading, mark) or _colon_before(reading, mark) or identified(reading, mark) or asked_for(reading, mark)
        if found is not None:
            yield found
    yield from bracket_attributions(reading)


def _names_somebody(reading: Reading, first: int, last: int) -> int:
    """Head token of a short noun phrase that names a speaker and has no verb in it, else -1."""
    doc = reading.doc
    head = -1
    for i in range(first, last + 1):
        token = doc[i]
        if token.pos_ in {"VERB", "AUX"} or token.tag_ in {"MD", "TO"} or token.is_space:
            return -1
        if token.ent_type_ in _SPEAKING or token.lemma_.lower() in _SPEAKERS or (token.is_upper and len(token) > 1):
            head = i if head < 0 or doc[head].head.i == i else head
    owned = 0 <= head < last and doc[head + 1].tag_ == "POS"  # "Uddhav's harvest: ..."
    return -1 if owned else head


def _colon(reading: Reading, passage: int, surnames: set[str]) -> Attribution | None:
    """A passage that begins with a name and a colon: in a title, or in an interview where the name is in capitals."""
    first, end = reading.passage_tokens[passage]
    doc = reading.doc
    colon = next((i for i in range(first, min(end, first + _HEADLINE_TOKENS + 1)) if doc[i].text == ":"), -1)
    if colon <= first or end - colon <= _MIN_CONTENT_TOKENS:
        return None
    if dateline(doc, first, end) is not None:
        return None
    title = passage == 0 or reading.passages[passage].kind in {"title", "heading"}
    shouted = all(doc[i].is_upper or not doc[i].is_alpha for i in range(first, colon))
    named = all(doc[i].ent_type_ == "PERSON" for i in range(first, colon))
    while first < colon and doc[first].is_punct:
        first += 1
    if doc[first].pos_ == "ADP" or doc[first].lower_ in _COLUMNS:
        return None  # "Across China: ..." is the name of a column
    addressed = next((i for i in range(first + 1, colon - 1) if doc[i].lower_ == "to"), colon)  # "Minister to farmers: ..."
    head = _names_somebody(reading, first, addressed - 1) if first < addressed else -1
    if head < 0 and colon == first + 1 and (doc[first].text in surnames or _quotes_all(reading, first, colon, end)):
        head = first
    if head < 0 or not (title or shouted or named) or doc[head].lower_ in _LABELS or doc[head].lemma_.lower() in DOCUMENTS:
        return None
    body = all(doc[i].ent_type_ == "ORG" for i in range(first, colon))
    if shouted and not (named or body) and reading.text[reading.ends[colon] : reading.ends[end - 1]].isupper():
        return None  # "RURAL ROADS: WHERE THE MONEY WENT" is a title of two parts
    if addressed == colon and not any(doc[i].tag_ in _FINITE for i in range(colon + 1, min(end, colon + _CONTENT_TOKENS))):
        return None
    following = reading.mark_from(reading.ends[colon])
    if following is not None:
        return _made(reading, (first, colon - 1), head, colon, following.inner)
    stop = end if not title else reading.sentence[end - 1][1]
    return _made(reading, (first, colon - 1), head, colon, reading.trimmed((reading.starts[colon + 1], reading.ends[stop - 1])))


def _quotes_all(reading: Reading, first: int, colon: int, end: int) -> bool:
    """Whether a name of one word stands before nothing but a quotation (`Okafor: 'We will not sell it'`)."""
    mark = reading.mark_from(reading.ends[colon])
    capital = reading.doc[first].is_title and reading.doc[first].pos_ == "PROPN"
    return capital and mark is not None and reading.ends[end - 1] - mark.end <= 1


def _colon_before(reading: Reading, mark: Marked) -> Attribution | None:
    """`More from the report: "..."`: the noun phrase right before the colon."""
    doc = reading.doc
    colon = reading.token_at(mark.start) - 1
    begin = reading.passage_tokens[mark.passage][0]
    while colon > begin and doc[colon].is_space:
        colon -= 1
    if colon <= begin or doc[colon].text != ":" or reading.mark_over(reading.starts[colon - 1]) is not None:
        return None
    named = _named_at_start(reading, max(begin, reading.sentence[colon][0]), colon)
    if named is not None:
        return _made(reading, (named[0], colon - 1), named[1], colon, mark.inner)
    head = doc[colon - 1]
    while head.dep_ in {"compound", "flat", "punct"} and head.head.i < colon and head.head.i >= reading.sentence[colon - 1][0]:
        if head.head == head:
            break
        head = head.head
    if head.ent_type_ not in _SPEAKING and head.lemma_.lower() not in _SPEAKERS:
        about = _subject_before(reading, colon) or person_in_fragment(reading, colon)
        if about is None:
            return None
        head = about
    source = mention_span(reading, head, first=max(begin, head.left_edge.i), last=colon - 1)
    if source is None:
        return None
    return Attribution(
        [mark.inner], "speech", colon, reading.chars(colon, colon + 1), head.i, [source], rule="colon", score=0.7
    )


def _named_at_start(reading: Reading, first: int, colon: int) -> tuple[int, int] | None:
    """First and last token of the name in `Jane Moss, Commissioner for Reform and Growth: "..."`."""
    end = first
    while end < colon and reading.doc[end].ent_type_ == "PERSON":
        end += 1
    if end == first or reading.doc[end].text != "," or any(reading.doc[i].tag_ in _FINITE for i in range(end, colon)):
        return None
    return first, end - 1


def _subject_before(reading: Reading, colon: int) -> Token | None:
    """`The mayor, Jane Moss, was blunt: "..."`: the person that the sentence before the colon is about."""
    begin, root = reading.sentence[colon][0], None
    for i in range(begin, colon):
        if reading.doc[i].tag_ in {"VBD", "VBZ", "VBP"}:
            root = reading.doc[i]
            break
    subject = own_subject(root) if root is not None else None
    if subject is None or not begin <= subject.i < colon:
        return None
    inside = range(max(begin, subject.left_edge.i), min(colon, subject.right_edge.i + 1))
    return subject if any(reading.doc[i].ent_type_ == "PERSON" for i in inside) else None


def _dash(reading: Reading, mark: Marked) -> Attribution | None:
    """`"..." — Commissioner X`: a name behind a dash, up to the end of its line, in this passage or alone in the next."""
    doc = reading.doc
    first, (_, end) = reading.token_at(mark.end), reading.passage_tokens[mark.passage]
    if not mark.closed:
        return None
    if first >= end and mark.passage + 1 < len(reading.passages):
        first, end = reading.passage_tokens[mark.passage + 1]
    while first < end and doc[first].is_space:
        first += 1
    end = next((i for i in range(first, end) if "\n" in doc[i].text), end)
    if first >= end or doc[first].text.lstrip("”\"'’»") not in _DASHES or not 1 < end - first <= _NAME_TOKENS + 1:
        return None  # the tokenizer keeps a mark and a dash without a blank in one
    last = end - 1
    while last > first and (doc[last].is_space or doc[last].text in {".", ")"}):
        last -= 1
    head = _names_somebody(reading, first + 1, last)
    again = any(m.passage == mark.passage and m.start < mark.start for m in reading.outer)
    if head == last == first + 1 and doc[head].is_upper and again:
        return None  # the agency that signs: '"...," she said. "..." – VNS'
    if head < 0 and _looks_like_a_name(reading, first + 1, last) and first - reading.token_at(mark.start) > _SAID_TOKENS:
        head = last
    if head < 0:
        return None
    return _made(reading, (first + 1, last), head, first, mark.inner, rule="dash")


def _looks_like_a_name(reading: Reading, first: int, last: int) -> bool:
    """Whether two to four words with capitals stand alone: the tagger knows few of the names in a list of readers' voices."""
    words = [reading.doc[i] for i in range(first, last + 1)]
    return 2 <= len(words) <= _NAME_WORDS and all(w.is_title and (w.is_alpha or w.text.endswith(".")) for w in words)


def _made(
    reading: Reading, names: tuple[int, int], head: int, cue: int, content: tuple[int, int] | None, rule: str = "colon"
) -> Attribution | None:
    source = reading.mention(names[0], names[1] + 1)
    if content is None or source is None:
        return None
    return Attribution([content], "speech", cue, reading.chars(cue, cue + 1), head, [source], rule=rule, score=0.7)
