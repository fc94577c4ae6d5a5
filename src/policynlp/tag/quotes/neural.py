"""The encoder's quotations as attributions: heads of cue and source in the parse, and the act of the cue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.layout import is_abbreviated
from policynlp.tag.neural.quotations import Quotation
from policynlp.tag.quotes.act import act_of
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.cues import TAKES_HEARER, VERBS
from policynlp.tag.quotes.cut_sources import behind_article, behind_lead, is_clause, is_dateline, names_nobody, without_amount
from policynlp.tag.quotes.edges import (
    from_first_clause,
    from_start,
    to_end,
    to_verb,
    up_to_source,
    within_clause,
)
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import is_passive, own_subject, source_span, speaker_of, subject_of
from policynlp.tag.quotes.things import is_need
from policynlp.tags import Act

RULE = "encoder"
_SURE = 0.9
"""Score from which a verb that no list of ours has counts as one of saying though its object is a thing."""
_NOUN_ACTS: dict[str, Act] = {
    **dict.fromkeys(("plan", "pledge", "promise", "vow", "intention", "intent", "commitment", "effort", "threat"), "plan"),
    **dict.fromkeys(
        ("belief", "hope", "fear", "view", "expectation", "concern", "desire", "worry", "doubt", "conviction"), "belief"
    ),
    **dict.fromkeys(
        ("order", "demand", "call", "request", "appeal", "instruction", "directive", "advice", "mandate"), "directive"
    ),
}
_RELATIVE_OBJECTS = frozenset({"that", "which", ", which"})
_PARAGRAPHS_ON = 2
_HEARERS = frozenset({"dobj", "dative", "iobj", "obj"})
_OF_MAKERS = frozenset({"by", "of", "from"})
_LOOK_BACK = 20  # contents that may hold an attribution; bounds the work on hostile texts
_WHOSE = ", whose "
_ENDS_PHRASE = frozenset({",", ";", "—", "–", "(", "."})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def encoder_attributions(reading: Reading, quotations: Iterable[Quotation]) -> list[Attribution]:
    """Attributions of the encoder, in its order.

    Args:
        reading: The document.
        quotations: What the encoder read; spans are characters of the text.
    """
    out = []
    quotations = list(quotations)
    cues = sorted(q.cue for q in quotations if q.cue)
    left_open = frozenset(mark.passage for mark in reading.outer if not mark.closed)
    for found in quotations:
        content = [s for s in (reading.trimmed(s) for s in found.content) if s]
        if not content or reading.passage[reading.token_at(content[0][0])] < 0:
            continue  # in a table or another passage that is no prose
        cue = head_of(reading, found.cue) if found.cue else None
        if cue is not None and cue.is_alpha:
            content = _near(reading, cue, content, left_open)
        if cue is not None and (
            provides(cue)
            or _is_of_later_paragraph(reading, cue, content)
            or _is_helper(reading, cue, found.cue, content)
            or (found.score < _SURE and _is_deed(reading, cue, content))
        ):
            continue
        named = _beside_cue(reading, cue, found.source) if cue is not None and found.source else found.source
        named = _subject_within(reading, cue, named) if cue is not None and named else named
        named = _subject_of_relative(reading, cue, named) if cue is not None and named else named
        named = _speaker_not_hearer(reading, cue, named, content) if cue is not None else named
        if named and is_dateline(reading, named):
            continue
        named = behind_lead(reading, named, found.cue) if named else named
        if named and names_nobody(reading, named):
            if not is_clause(reading, content[0]):
                continue  # "and in exchange accepts an equal number"
            named = None
        said_by = _whole_mention(reading, behind_article(reading, named, found.cue), found.cue) if named else None
        said_by = _beside_whose(reading, _behind_number(reading, said_by), found.cue) if said_by else None
        said_by = without_amount(reading.text, said_by) if said_by else None
        if cue is not None and said_by and _is_asked(reading, cue, content, said_by):
            said_by = None
        found_cue = _cue_alone(reading, found.cue) if found.cue else None
        source = head_of(reading, said_by) if said_by else None
        if cue is not None and source is not None and is_need(source, cue):
            continue
        content[0] = from_start(reading, content[0], said_by, found_cue)
        content = from_first_clause(reading, up_to_source(reading, content, said_by, found_cue), said_by, found_cue, cues)
        content = [reading.bracketed(to_end(reading, s, said_by, found_cue)) for s in content]
        if found_cue is None or reading.doc[reading.token_at(found_cue[1] - 1)].pos_ != "ADP":  # "promise of" money: no clause
            content[-1] = to_verb(reading, content[-1], said_by, cues)
        if cue is not None and source is not None and source.lower_ in _RELATIVE:
            content = within_clause(reading, content, cue)
        out.append(
            Attribution(
                content=content,
                act=_act(reading, cue, found_cue, content[0]) if cue is not None and found_cue else "speech",
                cue_token=cue.i if cue is not None else reading.token_at(content[0][0]),
                cue=found_cue,
                source_token=source.i if source is not None else -1,
                source=[reading.bracketed(said_by)] if source is not None and said_by else [],
                rule=RULE,
                score=found.score,
                origin="model",
            )
        )
    return _apart(reading, out)


def _is_of_later_paragraph(reading: Reading, cue: Token, content: Sequence[Span]) -> bool:
    """Whether a preposition is to attribute what stands in paragraphs before its own: "..." / "For Ann Lee, the case is another"."""
    before = (reading.passage[reading.token_at(start)] < reading.passage[cue.i] for start, _ in content)
    return cue.pos_ == "ADP" and all(before)


def _beside_whose(reading: Reading, span: Span, cue: Span | None) -> Span:
    """The half of a mention with "whose" in it that has the cue beside it: "the Office, whose spokesman Ann Lee" + "called it fair"."""
    at = reading.text.find(_WHOSE, *span)
    if at <= span[0]:
        return span
    within = cue is not None and cue[0] > at and "," not in reading.text[at + len(_WHOSE) : cue[0]]
    return (at + len(_WHOSE), span[1]) if within else (span[0], at)


def provides(cue: Token) -> bool:
    """Whether a law speaks: what somebody shall do, is deemed to be, and how it may be cited, nobody has said."""
    if cue.lower_ == "cited" and cue.i + 1 < len(cue.doc) and cue.nbor().lower_ == "as":
        return True
    if cue.lower_ == "deemed" and any(c.dep_ == "auxpass" for c in cue.children):
        return True
    helps = {child.lower_ for child in cue.children if child.dep_ in {"aux", "auxpass"}}
    return "shall" in helps and not any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in cue.children)


def _is_helper(reading: Reading, cue: Token, span: Span | None, content: Sequence[Span]) -> bool:
    """Whether a cue is but an auxiliary, and nothing is in marks: "had" not been exactly what it seemed."""
    words = reading.doc[cue.i : reading.token_at(span[1] - 1) + 1] if span is not None and cue.idx == span[0] else ()
    helper = len(words) > 0 and all(t.is_alpha and (t.pos_ == "AUX" or t.tag_ == "MD") for t in words)
    return helper and all(reading.mark_over(start) is None for start, _ in content)


def _apart(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """Without what became part of another's statement, and no statement goes on behind a semicolon with another's source."""
    sources = sorted(s for a in found for s in a.source)
    spans = sorted((s, e, i) for i, a in enumerate(found) for s, e in a.content)
    starts = [s for s, _, _ in spans]
    out = []
    for i, a in enumerate(found):
        if a.cue is not None:
            first, last = min(a.cue[0], a.start), max(a.cue[1], a.end)
            k = bisect_right(starts, first)
            if any(e >= last and owner != i for _, e, owner in spans[max(0, k - _LOOK_BACK) : k]):
                continue
        a.content = [_before_other(reading, span, sources) for span in a.content]
        out.append(a)
    return out


def _before_other(reading: Reading, span: Span, sources: Sequence[Span]) -> Span:
    at = reading.text.find(";", *span)
    k = bisect_right(sources, (at, at)) if at > 0 else len(sources)
    if k < len(sources) and sources[k][1] <= span[1]:
        return reading.trimmed((span[0], at)) or span
    return span


def _beside_cue(reading: Reading, cue: Token, source: Span) -> Span | None:
    """The source, or the subject of the cue where the encoder points to another paragraph.

    In the public development articles no source stands in another paragraph than its cue; a pointer that leads there has missed
    the word beside the cue. So has one into another sentence, where the cue's subject has a name.
    """
    source = _in_sentence(reading, cue, source)
    at, subject = reading.token_at(source[0]), speaker_of(reading, cue)
    first, stop = reading.sentence[cue.i]
    own = subject is not None and not first <= at < stop and first <= subject.i < stop and subject.tag_ in {"NNP", "NNPS"}
    if reading.passage[at] == reading.passage[cue.i] and not own:
        return source
    return source_span(reading, subject, cue) if subject is not None else None


def _in_sentence(reading: Reading, cue: Token, source: Span) -> Span:
    """The part of a source that runs over a full stop which is in the cue's sentence: "said | Costa. | Lima, the mayor, said"."""
    first, stop = reading.sentence[cue.i]
    start, end = max(source[0], reading.starts[first]), min(source[1], reading.ends[stop - 1])
    cut = (start, end) != source and start < end
    before = reading.text[source[0] : start if start > source[0] else end].split() if cut else []
    return reading.trimmed((start, end)) or source if before and not is_abbreviated(before[-1]) else source


def _subject_within(reading: Reading, cue: Token, source: Span) -> Span:
    """A source without what is told before the subject: "In a brief to" | council in May | the association | "said"."""
    subject = own_subject(cue)
    if subject is None or subject.i > cue.i or subject.left_edge.pos_ != "DET":
        return source
    start = reading.starts[subject.left_edge.i]
    if not source[0] < start < source[1] or reading.ends[subject.i] > source[1]:
        return source
    before = reading.doc[reading.token_at(source[0]) : subject.left_edge.i]
    leading = reading.doc[max(0, before.start - 1)]  # "In" | Lisbon a committee
    led = (
        any(t.pos_ == "ADP" for t in (leading, *before))
        and all(t.is_alpha or t.like_num for t in before)
        and before[-1].pos_ != "ADP"
    )
    return (start, source[1]) if led else source


def _subject_of_relative(reading: Reading, cue: Token, source: Span) -> Span:
    """Who says it, where a source is what that is said of: "a figure" + that | Ann Lee | "considers" worrying."""
    subject = next((c for c in cue.lefts if c.dep_ == "nsubj" and c.pos_ == "PROPN"), None)
    if subject is None or not source[1] <= subject.idx < cue.idx:
        return source
    between = reading.text[source[1] : reading.starts[subject.left_edge.i]].strip()
    return (source_span(reading, subject, cue) or source) if between in _RELATIVE_OBJECTS else source


def _speaker_not_hearer(reading: Reading, cue: Token, source: Span | None, content: Sequence[Span]) -> Span | None:
    """The subject of a cue where the encoder points to whom it is said, or to nobody: "Ann Lee told lawmakers"; "the Plan promises".

    Where it points to nobody, only a name is taken: an author's own "it was expected" has no source.
    """
    if cue.pos_ != "VERB" or is_passive(cue):
        return source
    if source is None:
        subject = own_subject(cue) if cue.dep_ != "conj" else subject_of(cue)
        named = subject is not None and subject.pos_ == "PROPN" and subject.i < cue.i and subject.tag_ in {"NNP", "NNPS"}
        return source_span(reading, subject, cue) if named and subject is not None and reading.lemma(cue) in VERBS else None
    head = head_of(reading, source)
    heard = head is not None and head.head == cue and head.dep_ in _HEARERS and reading.lemma(cue) in TAKES_HEARER
    subject = speaker_of(reading, cue) if heard else None
    if subject is not None and any(s <= subject.idx < e for s, e in content):
        subject = _person_between(reading, content[-1][1], cue) if content[-1][1] <= cue.idx else None
    if subject is None or subject.i >= cue.i:
        return source
    return source_span(reading, subject, cue)


def _person_between(reading: Reading, start: int, cue: Token) -> Token | None:
    """The last word of the one person named between what is said and its verb: "..., Ann Lee, head of the office, told them"."""
    between = reading.doc[reading.token_at(start) : cue.i]
    ends = [t for t in between if t.ent_type_ == "PERSON" and (t.i + 1 >= cue.i or t.nbor().ent_type_ != "PERSON")]
    return ends[0] if len(ends) == 1 else None


def _near(reading: Reading, cue: Token, content: list[Span], left_open: frozenset[int]) -> list[Span]:
    """Contents that may be of one statement with the cue.

    Reported speech ends with its paragraph. Speech in marks may stand far off, unless it goes on with the paragraph before, whose
    marks are left open, and the cue is not near.
    """
    here = reading.passage[cue.i]
    near = []
    for span in content:
        at = reading.passage[reading.token_at(span[0])]
        goes_on = at - 1 in left_open and abs(at - here) > _PARAGRAPHS_ON
        if at == here or (reading.mark_over(span[0]) is not None and not goes_on):
            near.append(span)
    return near or content


def _is_deed(reading: Reading, cue: Token, content: Sequence[Span]) -> bool:
    """Whether a verb that is none of saying has a thing for its object ("signed for 64 projects"): somebody did something."""
    if cue.pos_ != "VERB" or reading.lemma(cue) in VERBS or any(reading.mark_over(a) is not None for a, _ in content):
        return False
    top = head_of(reading, content[0])
    if top is None or top.pos_ not in {"NOUN", "PROPN", "NUM"}:
        return False
    if top.dep_ == "pobj" and top.head.head == cue:
        return any(c.dep_ == "nummod" for c in top.children)  # of things without a number one may well have spoken
    return top.dep_ in {"dobj", "obj"} and top.head == cue


def head_of(reading: Reading, span: Span) -> Token | None:
    """The token that the rest of a span hangs on: the first one whose head lies outside, a verb or noun before others."""
    first, end = reading.token_at(span[0]), reading.token_at(span[1] - 1) + 1
    tokens = [reading.doc[i] for i in range(first, min(end, len(reading.doc)))]
    tops = [t for t in tokens if not first <= t.head.i < end or t.head == t]
    words = [t for t in tops if _is_word(t)] or [t for t in tokens if _is_word(t)] or tokens
    ranked = sorted(words, key=lambda t: (_RANK.get(t.pos_, 2), t.i))
    return ranked[0] if ranked else None


def _is_word(token: Token) -> bool:
    return token.like_num or (any(c.isalpha() for c in token.text) and token.text not in _POSSESSIVE)  # "I.R.S.", "O'Neill"


_POSSESSIVE = frozenset({"'s", "’s"})
_RANK = {"VERB": 0, "PROPN": 0, "NOUN": 0, "PRON": 0, "AUX": 1}


def _whole_mention(reading: Reading, source: Span, cue: Span | None) -> Span:
    """A mention runs on to what its last word leans on: "the government's" latest policy, "a report by" the bank.

    A possessive with no noun behind it loses its ending.
    """
    first, last = reading.token_at(source[0]), reading.token_at(source[1] - 1)
    doc = reading.doc
    if first < last < len(doc) and doc[last].lower_ in _OF_MAKERS and first <= doc[last].head.i < last:
        edge = doc[last].right_edge
        meets = cue is not None and cue[0] < reading.ends[edge.i] and reading.starts[last] < cue[1]
        return (source[0], reading.ends[edge.i]) if edge.sent == doc[last].sent and not meets else source
    if last + 1 < len(doc) and doc[last].like_num and doc[last + 1].text == "%":
        return source[0], reading.ends[last + 1]
    if last >= len(doc) or last == first or doc[last].text not in _POSSESSIVE:
        return source
    noun = doc[last].head.head
    stop = reading.token_at(cue[0]) if cue is not None and cue[0] > source[1] else len(doc)
    if last < noun.i < stop and noun.pos_ in {"NOUN", "PROPN"} and noun.sent == doc[last].sent:
        return source[0], reading.ends[noun.i]
    return source[0], reading.ends[last - 1]


def _behind_number(reading: Reading, source: Span) -> Span:
    """A source without the number of the paragraph: "3.3 Employers" told us."""
    first, last = reading.token_at(source[0]), reading.token_at(source[1] - 1)
    if last < len(reading.doc) and reading.doc[last].like_num and source[1] < reading.ends[last]:
        source = (source[0], _end_of_phrase(reading, last))  # "a survey of 1" + ",260 canteens held by the union"
        last = reading.token_at(source[1] - 1)
    start = reading.sentence[last][0] if last < len(reading.doc) else first
    return (reading.starts[start], source[1]) if first < start <= last else source


def _end_of_phrase(reading: Reading, last: int) -> int:
    """Where the phrase ends of which a number that was cut is part: before a comma or a verb."""
    stop = reading.sentence[last][1]
    end = last + 1
    while end < stop and reading.doc[end].text not in _ENDS_PHRASE and reading.doc[end].tag_ not in _FINITE:
        end += 1
    return reading.ends[end - 1]


def _is_asked(reading: Reading, cue: Token, content: Sequence[Span], source: Span) -> bool:
    """Whether the source of "Asked whether it would rain, the minister said ..." is who was asked: who asks is not told."""
    first = reading.sentence[cue.i][0]
    return cue.i == first and cue.lower_ in _ASKED and content[0][0] > cue.idx and source[0] >= content[-1][1]


def _cue_alone(reading: Reading, cue: Span) -> Span:
    """A cue without the beginning of what follows it: "warned in its" report."""
    last = end = reading.token_at(cue[1] - 1)
    first = reading.token_at(cue[0])
    while last > first and reading.doc[last].tag_ == "PRP$":
        last -= 1
    if last == end:
        return cue
    while last > first and reading.doc[last].pos_ == "ADP":
        last -= 1
    return cue[0], reading.ends[last]


_RELATIVE = frozenset({"who", "which", "that"})
_ASKED = frozenset({"asked", "pressed", "questioned", "quizzed"})


def _act(reading: Reading, cue: Token, cue_span: Span, content: Span) -> Act:
    lemma = reading.lemma(cue)
    if cue.pos_ in {"NOUN", "PROPN"}:
        return _NOUN_ACTS.get(lemma, "speech")
    if cue.pos_ == "ADJ":
        return "belief"  # "confident that", "hesitant to": a state of mind, not a word
    if lemma not in VERBS:  # "has heard of" a thing, "opened 734 cases against" people: no words of theirs
        return "belief" if _complement(reading, content, cue) == "object" else "speech"
    last = reading.doc[reading.token_at(cue_span[1] - 1)]
    if last.dep_ == "prep" and last.head == cue:
        return act_of(lemma, "preposition")  # "called for" peace
    return act_of(lemma, _complement(reading, content, cue))


def _complement(reading: Reading, content: Span, cue: Token) -> str:
    """Which complement the content is, in the names of `Attribution.rule`."""
    top = head_of(reading, content)
    if top is None or content[0] < cue.idx:
        return "clause"
    first = reading.doc[reading.token_at(content[0])]
    if first.lower_ == "to" or any(c.lower_ == "to" and c.dep_ == "aux" for c in top.children):
        return "infinitive"
    if first.dep_ == "prep" and first.head == cue:
        return "preposition"
    if top.pos_ in {"VERB", "AUX"} or reading.mark_over(content[0]) is not None or first.lower_ == "that":
        return "clause"
    return "object"
