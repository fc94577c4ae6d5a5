"""Where a content that the encoder found begins and ends, where the parse says that it was cut short."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.entities.datelines import behind_form
from policynlp.tag.people.roles import role_head
from policynlp.tag.people.turn_words import CHAIRS
from policynlp.tag.quotes.reading import Reading

_LOOK_BACK = 20  # cues that may lie ahead; bounds the work on hostile texts
_SKIPPED_TOKENS = 2
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSE_TOKENS = 30
_CLAUSE_LEAST = 4
_ASIDES = frozenset({"which", "who", "whose"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ADDRESS = re.compile(
    r"(?:(?:mr|mrs|ms|madam|madame)\.? )?(?:(?:prime|deputy|first|foreign|finance|home|health) )?"
    r"(?:minister|president|premier|commissioner|senator|governor|chancellor|secretary|speaker|chair(?:man|woman)?|ambassador|mayor"
    r"|professor|doctor|general|director|sir|madam|your \w+), (?=(?-i:[a-z]))",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r",\s(?:an?\s(?:\w{1,12}\s){0,2}(?:increase|rise|fall|drop|decline|decrease|jump|gain|reduction)\sof|up|down)\s[^,;:.\n\"“”]{0,20}\d"
    r"(?:[^,;:.\n\"“”]|[.,](?=\d)){0,90}(?=\.(?:\s|\Z))"
)
"""How a figure has changed, up to the end of its sentence."""
_STYLED = re.compile(r"(?:his|her|their)[ ](?:royal[ ])?(?:excellency|highness|majesty|honou?r),?[ ](?=the[ ])", re.IGNORECASE)
_ADDRESSED = re.compile(rf"(?:mr\.?|mister|madame?|ms\.?)[ ](?:deputy[ ])?{CHAIRS}", re.IGNORECASE)
_YEAR_BEHIND = re.compile(r"(?P<year>,?[ ](?:(?:in|by)[ ](?:19|20)\d\d|(?:this|next)[ ]year))\.?[\s]*")
_APPOSED = frozenset({"a", "an", "who", "which", "whose", "now", "then", "also", "himself", "herself"})
_NAME_TOKENS = 16
_CLOSES_NAME = frozenset({",", ".", ";", "—", "–"})
_TURNS = frozenset(
    {"but", "and", "yet", "however", "meanwhile", "still", "so", "also", "then", "instead", "he", "she", "they", "it"}
)
"""Words that join a sentence to the one before, or name somebody: annotators leave them out."""


def from_start(reading: Reading, content: Span, source: Span | None, cue: Span | None) -> Span:
    """A content that leaves out the first word or two of its sentence takes them in, unless they attribute."""
    at = reading.token_at(content[0])
    start = reading.sentence[at][0] if at < len(reading.doc) else at
    if not start < at <= start + _SKIPPED_TOKENS:
        return content
    skipped = (reading.starts[start], content[0])
    if not any(c.isalnum() for c in reading.text[slice(*skipped)]):
        return content  # a mark in front is none of its words
    if any(span and span[0] < skipped[1] and skipped[0] < span[1] for span in (source, cue)):
        return content
    if any(reading.doc[k].lower_ in _TURNS for k in range(start, at)) or reading.mark_over(content[0]) != reading.mark_over(
        skipped[0]
    ):
        return content
    return reading.trimmed((skipped[0], content[1])) or content


def behind_dateline(reading: Reading, content: list[Span]) -> list[Span]:
    """A content that begins with the dateline of its paragraph leaves it out: nobody says it."""
    at = reading.token_at(content[0][0])
    if at >= len(reading.doc) or reading.passage[at] < 0:
        return content
    first, end = reading.passage_tokens[reading.passage[at]]
    begin = behind_form(reading.doc, first, end)
    if not first <= at < begin < end or content[0][1] <= reading.starts[begin]:
        return content
    return [(reading.starts[begin], content[0][1]), *content[1:]]


def to_end(reading: Reading, content: Span, source: Span | None, cue: Span | None) -> Span:
    """A content that ends with a preposition, an article, an adjective or "because" takes in what that leans on."""
    last = reading.token_at(content[1] - 1)
    if last >= len(reading.doc):
        return content
    token = reading.doc[last]
    if token.pos_ == "ADP" and token.dep_ == "prep":
        edge = token.right_edge
    elif token.dep_ in {"det", "amod", "poss", "compound", "nummod", "mark"} and token.head.i > last:
        edge = token.head.right_edge
    elif token.dep_ == "cc" and (joined := next((c for c in token.head.children if c.dep_ == "conj" and c.i > last), None)):
        edge = joined.right_edge
    else:
        return content
    end = reading.ends[edge.i]
    if edge.i <= last or edge.sent != token.sent or reading.mark_over(reading.starts[edge.i]) != reading.mark_over(token.idx):
        return content
    if any(span and span[0] < end and content[1] < span[1] for span in (source, cue)):
        return content
    return reading.trimmed((content[0], end)) or content


def to_verb(reading: Reading, content: Span, source: Span | None, cues: Sequence[Span]) -> Span:
    """A content that ends between a subject and its verb runs to the end of that clause.

    As in "that diversion of cane | , which rose last season, had pushed up prices", cut at the comma.
    """
    first, last = reading.token_at(content[0]), reading.token_at(content[1] - 1)
    if last >= len(reading.doc) or reading.mark_over(content[0]) is not None:
        return content
    begin, stop = reading.sentence[last]
    verbs = [
        t.head
        for t in reading.doc[max(first, begin, last - _CLAUSE_TOKENS) : last + 1]
        if t.dep_ in _SUBJECTS and last < t.head.i < stop and t.head.pos_ in {"VERB", "AUX"}
    ]
    inside = reading.doc[first : last + 1]
    aside = last + 2 < stop and reading.doc[last + 1].text == "," and reading.doc[last + 2].lower_ in _ASIDES
    if verbs:
        edge = min(max(v.right_edge.i for v in verbs), stop - 1)
    elif aside and inside[0].lower_ == "that" and not any(t.tag_ in _FINITE for t in inside):
        edge = stop - 1  # a clause that lacks its verb, though the parser takes it for a noun with "that"
    else:
        return content
    end = reading.ends[edge]
    k = bisect_right(cues, content)
    others = [s for s in (source, *cues[k : k + _LOOK_BACK]) if s and content[1] <= s[0] < end]
    if others or reading.outer_between(content[1], end):
        return content  # the verb is somebody's who says something else
    return reading.trimmed((content[0], end)) or content


def up_to_source(reading: Reading, content: list[Span], source: Span | None, cue: Span | None) -> list[Span]:
    """A statement that begins its sentence runs to the comma before "he added", not to a word in between."""
    if cue is None or len(content) != 1:
        return content
    start, end = content[0]
    said = min(cue[0], source[0]) if source is not None else cue[0]
    first, _ = reading.sentence[reading.token_at(start)]
    last = reading.token_at(said) - 1
    if not end < said or reading.starts[first] != start or last <= first or reading.sentence[last][0] != first:
        return content
    if (
        reading.doc[last].text != ","
        or reading.mark_over(start) is not None
        or reading.mark_over(reading.starts[last]) is not None
    ):
        return content
    return [reading.trimmed((start, reading.starts[last])) or content[0]]


def from_first_clause(
    reading: Reading, content: list[Span], source: Span | None, cue: Span | None, cues: Sequence[Span]
) -> list[Span]:
    """What "..., and ..., he added" says is both clauses: a content of the second alone takes the first in.

    So does one that is no clause but hangs on what stands before it: "It should become a base, | a port, and a gateway, he said".
    Only where the sentence ends with whoever says it, begins without one, and nothing else in it is said.
    """
    if cue is None or source is None or len(content) != 1 or cue[0] < content[0][1] or source[0] < content[0][1]:
        return content
    at = reading.token_at(content[0][0])
    begin, stop = reading.sentence[at]
    before = at - 1
    joined = reading.doc[before].lower_ in {"and", "but"} and reading.doc[before - 1].text == ","
    if before - begin < _CLAUSE_LEAST or not (joined or _severed(reading, at, reading.token_at(content[0][1] - 1))):
        return content
    first, last = reading.starts[begin], max(cue[1], source[1])
    ends = reading.text[last : reading.ends[stop - 1]].strip(' .”"') == ""
    told = any(first <= s < content[0][0] for s, _ in cues[max(0, bisect_right(cues, (first, 0))) :][:_LOOK_BACK])
    spoken = any(t.tag_ in _FINITE for t in reading.doc[begin:before])
    marked = bool(reading.outer_between(first, content[0][0]))
    if not ends or told or not spoken or marked or reading.doc[begin].lower_ in _TURNS:
        return content
    return [reading.trimmed((first, content[0][1])) or content[0]]


def _severed(reading: Reading, first: int, last: int) -> bool:
    """Whether tokens behind a comma are no clause, and hang on a word before it."""
    tokens = reading.doc[first : last + 1]
    if reading.doc[first - 1].text != "," or any(t.tag_ in _FINITE for t in tokens):
        return False
    return any(t.dep_ in {"conj", "appos"} and t.head.i < first for t in tokens)


def behind_address(reading: Reading, source: Span) -> Span:
    """A source without whoever is spoken to: "Minister, | landlords" say that it will not work."""
    words = reading.text[slice(*source)]
    styled = _STYLED.match(words)
    if styled is not None:
        return source[0] + styled.end(), source[1]  # "His Excellency" + "the President"
    address = _ADDRESS.match(words)
    if address is None or words.count(",") != 1 or words[address.end() :].split()[0].lower() in _APPOSED:
        return source
    return source[0] + address.end(), source[1]


def is_address(reading: Reading, source: Span) -> bool:
    """Whether a source is whoever is spoken to, and no more: "Madam Speaker" + ", growth is projected at 3 percent"."""
    return reading.text.startswith(",", source[1]) and _ADDRESSED.fullmatch(reading.text[slice(*source)]) is not None


def to_its_year(reading: Reading, content: list[Span], source: Span | None, cue: Span | None) -> list[Span]:
    """A content that ends before the year which closes its sentence takes it in: "proposes to spend K40m, or 2% of GDP | , in 2026"."""
    if cue is None or not content or cue[0] >= content[-1][0] or reading.mark_over(content[-1][0]) is not None:
        return content
    start, end = content[-1]
    last = reading.token_at(end - 1)
    if last >= len(reading.doc) or (source is not None and source[0] > end):
        return content
    stop = reading.ends[reading.sentence[last][1] - 1]
    found = _YEAR_BEHIND.fullmatch(reading.text[end:stop])
    if found is None or stop <= end:
        return content
    told = found["year"].lstrip(", ").startswith("in ")  # "declared the region a park | in 1998" is when it was declared
    figure = any(t.like_num for t in reading.doc[reading.token_at(start) : last + 1])
    return [*content[:-1], (start, end + found.end("year"))] if figure or not told else content


def with_name(reading: Reading, source: Span, content: list[Span]) -> tuple[Span, list[Span]]:
    """A source and its content with the name set off behind the source in it: "According to its mayor, | Ana Reis, | the town".

    Pieces of the content that lie in the source already are left out.

    Args:
        reading: The document.
        source: The source, which ends before the comma.
        content: Pieces in order; the name is one of its own, or none.
    """
    content = [s for s in content if not (source[0] <= s[0] and s[1] <= source[1])] or content
    if len(content) < 2:
        return source, content
    for k, (start, end) in enumerate(content):
        between = reading.text[source[1] : start]
        first, last = reading.token_at(start), reading.token_at(end - 1)
        if (
            start >= source[1]
            and between.strip() == ","
            and all(t.ent_type_ == "PERSON" for t in reading.doc[first : last + 1])
        ):
            return (source[0], end), [*content[:k], *content[k + 1 :]]
    return source, content


def with_apposition(reading: Reading, source: Span, content: Sequence[Span]) -> Span:
    """A source that is a role takes in the name set off behind it: "its mayor | , Ana Reis of the Labour Party,".

    Not where the name begins what is said: "According to the minister, Ana Reis, Peru and Chile have signed".
    """
    doc, last = reading.doc, reading.token_at(source[1] - 1)
    n = min(len(doc), last + _NAME_TOKENS)
    head = doc[reading.token_at(source[0]) : last + 1].root
    role = role_head(doc[last].text) or (role_head(head.text) if head.tag_ == "NN" else None)
    name = last + 2
    while name < n and doc[name].text[:1].isupper() and role_head(doc[name].text) is not None:
        name += 1  # "the rapporteur at the court" + ", Minister Ana Reis,"
    if name >= n or doc[last + 1].text != "," or doc[name].ent_type_ != "PERSON" or role is None:
        return source
    end = name + 1
    while end < n and doc[end].ent_type_ == "PERSON" and doc[end].ent_iob_ == "I":
        end += 1
    stop = end
    while stop < n and doc[stop].text not in _CLOSES_NAME:
        if doc[stop].pos_ in {"VERB", "AUX", "PRON"} or (stop == end and doc[stop].lower_ not in {"of", "from"}):
            return source  # "According to its mayor, Ana Reis will leave"
        stop += 1
    whole = source[0], reading.ends[end - 1]
    partly = any(s < whole[1] < e and e > whole[0] for s, e in content)
    return whole if stop < n and reading.passage[stop] == reading.passage[last] and not partly else source


def within_clause(reading: Reading, content: list[Span], cue: Token) -> list[Span]:
    """Contents that end with the relative clause of their cue: "farmers who say that it is dry | left the valley"."""
    verb = next((t for t in (cue, *cue.ancestors) if t.dep_ == "relcl"), None)
    if verb is None:
        return content
    stop = reading.ends[verb.right_edge.i]
    cut = [(a, min(b, stop)) if cue.idx < a < stop else (a, b) for a, b in content]
    return [span for s in cut if (span := reading.trimmed(s))] or content


def balanced(reading: Reading, span: Span, cue: Span | None) -> Span:
    """A content that has one mark of a pair takes in the other: `that the plan is "on track | "`.

    Speech that stands wholly in marks is told without them; marks around the cue, too, are of the whole sentence.
    """
    start, end = span
    for mark in reading.outer_between(start, end):
        if not mark.closed or (cue is not None and mark.start < cue[0] and cue[1] < mark.end):
            continue
        last = mark.inner[1]
        if start <= mark.start and end < mark.end and not any(c.isalnum() for c in reading.text[min(end, last) : last]):
            end = mark.end
        if mark.end <= end and mark.start < start <= mark.inner[0] and end > mark.end:
            start = mark.start
    return start, end


def with_change(reading: Reading, content: Span, cue: Span | None) -> Span:
    """A figure that is said takes in how it has changed, at the end of its sentence: "311 had left | , an increase of 57 per cent"."""
    end = content[1]
    if cue is None or cue[1] > content[0] or reading.mark_over(content[0]) is not None or reading.mark_over(end) is not None:
        return content
    behind = _CHANGE.match(reading.text, end)
    if behind is None or reading.token_at(behind.end() - 1) >= reading.sentence[reading.token_at(content[0])][1]:
        return content
    figure = any(t.like_num for t in reading.doc[reading.token_at(content[0]) : reading.token_at(end - 1) + 1])
    return (content[0], behind.end()) if figure else content


def without_open_mark(reading: Reading, source: Span) -> Span:
    """A source without a clause that is cut within marks: `Ana Reis | , who called it "a wake-up call | "`."""
    at = max(reading.text.rfind(f", {word} ", *source) for word in _ASIDES)
    if at <= source[0] or all(m.end <= source[1] or m.start < at for m in reading.outer_between(at, source[1])):
        return source
    return source[0], at
