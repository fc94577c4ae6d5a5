"""All attributions of a document: direct speech first, then what the parse gives, without repeats."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.neural.encoding import Encoding
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.circumstances import without_circumstance
from policynlp.tag.quotes.combining import combined
from policynlp.tag.quotes.direct import continue_speech, direct_attributions
from policynlp.tag.quotes.edges import (
    balanced,
    behind_address,
    behind_dateline,
    is_address,
    to_its_year,
    with_apposition,
    with_change,
    with_name,
    without_open_mark,
)
from policynlp.tag.quotes.indirect import indirect_attributions
from policynlp.tag.quotes.inverted import inverted_attributions
from policynlp.tag.quotes.listed import lists
from policynlp.tag.quotes.nested import nested_attributions
from policynlp.tag.quotes.neural import encoder_attributions, provides
from policynlp.tag.quotes.no_speech import is_no_speech
from policynlp.tag.quotes.nouns import noun_attributions
from policynlp.tag.quotes.posts import posts
from policynlp.tag.quotes.prepositional import prepositional_attributions
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.resolutions import resolved
from policynlp.tag.quotes.resumed import resumed
from policynlp.tag.quotes.several_paragraphs import keep_together
from policynlp.tag.quotes.source_nouns import DOCUMENTS, INSTITUTIONS, ROLES, may_speak
from policynlp.tag.quotes.statements import statements
from policynlp.tag.quotes.transcripts import turns
from policynlp.tag.quotes.verbless import verbless_attributions
from policynlp.tag.quotes.within_turns import of_turns

_DEFINITE = frozenset({"the", "this", "its", "their", "his", "her"})
_MENTION_TOKENS = 20
_SPACES = 2  # fewer words in marks are mostly a remark within a sentence


def attributions(reading: Reading, encoding: Encoding | None = None) -> list[Attribution]:
    """The attributions, ordered by the start of their content.

    Args:
        reading: The document.
        encoding: What the encoder read; None where there is no encoder.
    """
    rules = [a for a in _by_rules(reading) if a.cue is None or not _unsaid(reading, reading.doc[a.cue_token])]
    found = rules = [a for a in rules if not is_no_speech(reading, a)]
    if encoding is not None:
        spoken = encoder_attributions(reading, encoding.quotations)
        spoken = [a for a in spoken if a.cue is None or not is_in_name(reading, reading.doc[a.cue_token])]
        spoken = [a for a in spoken if not is_no_speech(reading, a)]
        found = combined(reading, spoken, rules, heard=encoding.content_probability)
        found += _said_within(reading, rules, found)
    continue_speech(reading, found)
    keep_together(reading, found)
    found = resumed(reading, found)
    found += [a for a in nested_attributions(reading, found) if not is_no_speech(reading, a)]
    found.sort(key=lambda a: (a.start, a.end, a.cue_token))
    found = of_turns(reading, found)
    for attribution in found:
        attribution.content = without_circumstance(reading, attribution)
        attribution.content[-1] = with_change(reading, attribution.content[-1], attribution.cue)
        attribution.content = behind_dateline(reading, attribution.content)
        if attribution.source and attribution.rule != "transcript" and is_address(reading, attribution.source[0]):
            attribution.source, attribution.source_token = [], -1
        if attribution.rule != "transcript":
            source = attribution.source[0] if attribution.source else None
            attribution.content = to_its_year(reading, attribution.content, source, attribution.cue)
        if attribution.source:
            attribution.source[0] = with_apposition(
                reading, behind_address(reading, attribution.source[0]), attribution.content
            )
            attribution.source[0], attribution.content = with_name(reading, attribution.source[0], attribution.content)
            attribution.source[0] = without_open_mark(reading, attribution.source[0])
        attribution.content = [balanced(reading, span, attribution.cue) for span in attribution.content]
    return found


def _unsaid(reading: Reading, cue: Token) -> bool:
    return provides(cue) or _is_asking(reading, cue) or is_in_name(reading, cue)


def is_in_name(reading: Reading, cue: Token) -> bool:
    """Whether a cue is part of a name: "In Ouled Said the price matters"."""
    before, behind = (reading.doc[i] if 0 <= i < len(reading.doc) else None for i in (cue.i - 1, cue.i + 1))
    if cue.text != "Said" or before is None or not before.is_title or behind is None or behind.is_title:
        return False
    if before.ent_type_ in {"PERSON", "ORG"} or behind.lower_ in {"that", "on", "it", "he", "she", "they"}:
        return False
    return cue.i > reading.sentence[cue.i][0] and reading.passages[reading.passage[cue.i]].kind not in {"title", "heading"}


def _is_asking(reading: Reading, cue: Token) -> bool:
    """Whether the teller asks: "Does she want to go?" says nothing of what she wants."""
    first, stop = reading.sentence[cue.i]
    if cue.dep_ != "ROOT" or cue.pos_ != "VERB" or reading.doc[stop - 1].text != "?" or reading.mark_over(cue.idx) is not None:
        return False
    subject = next((c for c in cue.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    helps = [c for c in cue.lefts if c.dep_ in {"aux", "auxpass"}]
    return subject is not None and any(first <= c.i < subject.i for c in helps)


def _by_rules(reading: Reading) -> list[Attribution]:
    inverted = list(inverted_attributions(reading))
    taken = {a.cue_token for a in inverted}
    found = [
        *inverted,
        *(a for a in indirect_attributions(reading) if a.cue_token not in taken),
        *prepositional_attributions(reading),
        *noun_attributions(reading),
    ]
    found = direct_attributions(reading, found)
    spoken = [*turns(reading), *statements(reading), *lists(reading), *resolved(reading), *posts(reading)]
    labels = {a.cue_token for a in spoken}
    found = [*(a for a in found if a.cue_token not in labels), *spoken]
    return _outermost(reading, [*found, *_unclaimed(reading, found)])


def _unclaimed(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """Attributions by a colon or dash, where no cue word claims any of their content or their source."""
    taken = sorted(s for a in found for s in (*a.content, *([a.cue] if a.cue else [])))
    starts = [s for s, _ in taken]
    reach = list(accumulate((e for _, e in taken), max))
    out = []
    for attribution in verbless_attributions(reading):
        spans = [*attribution.content, *attribution.source]
        if not any((k := bisect_left(starts, e)) and reach[k - 1] > s for s, e in spans):
            out.append(attribution)
    return out


def _outermost(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """Without those that lie wholly in what somebody else says: of these, one in six is an attribution in PolNeAR.

    What a named person says stays ("Reuters reported that Minister X said ..."): the reader wants to know whose word it is.
    """
    spans = sorted((s, -e, -a.score, a.cue_token, i) for i, a in enumerate(found) for s, e in a.content)
    inside = [True] * len(found)
    reach, owner = -1, -1
    for _, minus_end, _, _, index in spans:
        if -minus_end > reach or owner == index:
            inside[index] = False
        if -minus_end > reach:
            reach, owner = -minus_end, index
    labelled = sorted(s for a in found if a.rule == "transcript" for s in a.content)
    return [a for a, hidden in zip(found, inside, strict=True) if not hidden or _named(reading, a, labelled)]


def _said_within(reading: Reading, rules: list[Attribution], found: list[Attribution]) -> list[Attribution]:
    """What named people say within what others say, by the rules: the encoder's articles have hardly any such pair."""
    cues = {a.cue_token for a in found}
    spans = sorted(s for a in found for s in a.content)
    starts = [s for s, _ in spans]
    reach = list(accumulate((e for _, e in spans), max))
    labelled = sorted(s for a in found if a.rule == "transcript" for s in a.content)

    def inside(span: Span) -> bool:
        k = bisect_left(starts, span[0] + 1)
        return k > 0 and reach[k - 1] >= span[1]

    return [
        a
        for a in rules
        if a.cue_token not in cues
        and a.cue is not None
        and all(inside(s) for s in (*a.content, *a.source, a.cue))
        and _named(reading, a, labelled)
    ]


def _names_person(reading: Reading, attribution: Attribution) -> bool:
    """Whether a person's name is in the source ("the former director, Jane Moss")."""
    doc = reading.doc
    if doc[attribution.source_token].ent_type_ == "PERSON":
        return True
    if not attribution.source:
        return False
    first, end = (reading.token_at(offset) for offset in attribution.source[0])
    named = any(doc[i].ent_type_ == "PERSON" for i in range(first, min(end, first + _MENTION_TOKENS)))
    return named and may_speak(doc[attribution.source_token])  # not "Mr Moss's showing confirms"


def _says_that(reading: Reading, attribution: Attribution) -> bool:
    """Whether a body, a document or whoever holds an office says "that" something, in a clause that hangs on a verb before it.

    A clause that begins its sentence is told by somebody else only in passing: "The governor stressed that ..., Petra Novak said".
    """
    token = reading.doc[attribution.source_token]
    if token.head.head.i > token.i:
        return False
    definite = any(c.dep_ == "poss" or c.lower_ in _DEFINITE for c in token.lefts)
    known = token.tag_ == "NN" and token.lemma_.lower() in INSTITUTIONS | ROLES | DOCUMENTS and definite
    return reading.text.startswith("that ", attribution.start) and (known or token.ent_type_ == "ORG")


def _speaks_in_marks(reading: Reading, attribution: Attribution) -> bool:
    """Whether somebody's words stand in marks, whoever it is: `"We lose," an aide told the president, according to two officials`."""
    closed = all(
        (mark := reading.mark_over(s)) is not None and e <= mark.inner[1] and reading.text.count(" ", *mark.inner) >= _SPACES
        for s, e in attribution.content
    )
    closed = closed and reading.text[attribution.start].isupper()  # a sentence, not a remark within one
    if attribution.rule != "direct" or not closed or not attribution.source:
        return False
    first, end = (reading.token_at(offset) for offset in attribution.source[0])
    return any(may_speak(t) for t in reading.doc[first : min(end, first + _MENTION_TOKENS)])


def _named(reading: Reading, attribution: Attribution, labelled: list[Span]) -> bool:
    """Whether an attribution of speech has a named person for its source, outside of quotation marks.

    Bodies count in a turn of a transcript, which is whole paragraphs ("The Institute says ..."); whoever holds an office, bodies and
    documents where "that" begins what they say: "said the president had told reporters that it was over".
    """
    if (
        attribution.act != "speech"
        or attribution.source_token < 0
        or attribution.rule not in {"clause", "parenthesis", "direct"}
    ):
        return False
    token = reading.doc[attribution.source_token]
    k = bisect_left(labelled, (token.idx + 1, 0))
    in_turn = k > 0 and labelled[k - 1][1] > token.idx
    here = bisect_left(labelled, (attribution.start + 1, 0))
    if here > 0 and labelled[here - 1][1] > attribution.start and not in_turn:
        return False  # the parser took the label of the turn for a subject inside of it
    named = (
        _names_person(reading, attribution)
        or (token.ent_type_ == "ORG" and in_turn)
        or _says_that(reading, attribution)
        or _speaks_in_marks(reading, attribution)
    )
    return named and reading.mark_over(token.idx) is None
