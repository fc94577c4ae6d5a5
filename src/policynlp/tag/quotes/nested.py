"""Speech inside of speech: `"The minister told us, 'The money is there,'" said X`, `"The Bank says our roads are bad," said Y`.

Both are kept, since a reader wants to know whose word it is. Inside of marks an inner stretch in marks with a cue counts, and
a clause that a named person or body says; other clauses there ("they say that ...") are part of the speech.
"""

# ruff: noqa: SIM905 - word lists read better as text

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from spacy.tokens import Token

from policynlp.tag.people.roles import CALLED_PARENTS, KINSHIP, role_head
from policynlp.tag.quotes.act import act_of
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.clauses import clause, loose_clause
from policynlp.tag.quotes.cues import VERBS
from policynlp.tag.quotes.direct_cues import is_reporting
from policynlp.tag.quotes.indirect import cue_span
from policynlp.tag.quotes.marks import Marked
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import is_passive, own_subject, source_span, speaker_of
from policynlp.tag.quotes.source_nouns import PEOPLE_NOUNS, may_speak

_NAMED = frozenset({"PERSON", "ORG"})
_OWN_OR_THE = frozenset({"my", "our", "the"})
_RELATIVES = (
    KINSHIP
    | CALLED_PARENTS
    | frozenset(
        "child kid parent grandparent grandchild grandson granddaughter boyfriend girlfriend neighbour neighbor boss".split()
    )
)
_IF = frozenset({"if", "when", "whether", "unless", "whenever"})
_GAP_TOKENS = 6  # "told us," before the inner mark, "the minister said" behind it
_MIN_INNER_WORDS = 2  # a word in marks is a word, no speech
_ENDS = frozenset({".", "!", "?", ";"})


def nested_attributions(reading: Reading, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """The attributions inside of what others say in quotation marks.

    Args:
        reading: The document.
        found: The attributions around them.
    """
    used = {a.cue_token for a in found}
    spans = sorted(s for a in found for s in a.content)
    starts = [s for s, _ in spans]
    reach = list(accumulate((e for _, e in spans), max))

    def is_said(offset: int) -> bool:
        k = bisect_left(starts, offset + 1)
        return k > 0 and reach[k - 1] > offset

    inner = [m for m in reading.marks if m.depth > 0 and m.closed and is_said(m.start)]
    for mark in inner:
        verb = _cue(reading, mark)
        if verb is not None and verb.i not in used:
            used.add(verb.i)
            yield from _made(reading, verb, mark)
    for outer in reading.outer:
        if not is_said(outer.inner[0]):
            continue
        for i in range(reading.token_at(outer.inner[0]), min(reading.token_at(outer.inner[1]), len(reading.doc))):
            token = reading.doc[i]
            if i not in used and token.pos_ == "VERB" and token.ent_type_ != "PERSON" and not is_passive(token):
                yield from _clause(reading, token, outer)


def _cue(reading: Reading, mark: Marked) -> Token | None:
    """The verb of an inner stretch: a few tokens before it, in its sentence, or right behind it."""
    doc = reading.doc
    if reading.text[slice(*mark.inner)].count(" ") < _MIN_INNER_WORDS - 1:
        return None
    outer = reading.mark_over(mark.start)
    begin = reading.token_at(outer.inner[0]) if outer is not None else reading.passage_tokens[mark.passage][0]
    at = reading.token_at(mark.start)
    before = reading.text[max(0, mark.start - 2) : mark.start].strip()
    if before.endswith((",", ":")) or (at > begin and is_reporting(reading, doc[at - 1])):
        for i in range(at - 1, max(begin, at - 1 - _GAP_TOKENS) - 1, -1):
            if doc[i].text in _ENDS:
                break
            if is_reporting(reading, doc[i]):
                return doc[i]
    if reading.text[mark.inner[1] - 1] in ",?!":
        first = reading.token_at(mark.end)
        for i in range(first, min(first + _GAP_TOKENS, reading.passage_tokens[mark.passage][1])):
            inside = outer is None or reading.starts[i] < outer.inner[1]
            if doc[i].text in _ENDS or not inside:
                break
            if is_reporting(reading, doc[i]):
                return doc[i]
    return None


def _somebody(subject: Token) -> bool:
    """Whether one person or body is meant: what "I", "you" or "people" say in a speech is its rhetoric."""
    if subject.pos_ == "PRON":
        return subject.lower_ in {"he", "she"}
    return subject.tag_ in {"NN", "NNP"}


def _made(reading: Reading, verb: Token, mark: Marked) -> Iterator[Attribution]:
    subject = speaker_of(reading, verb)
    if subject is None or not _somebody(subject):
        return
    source = source_span(reading, subject, verb)
    yield Attribution(
        [mark.inner],
        act_of(reading.lemma(verb), "direct"),
        verb.i,
        cue_span(reading, verb),
        subject.i if source else -1,
        [source] if source else [],
        rule="nested",
        score=0.7,
    )


def _is_known(subject: Token, verb: Token) -> bool:
    """Whether a relative of who speaks says it, or somebody tells the speaker: "my wife says", "the girl told me"."""
    if any(c.dep_ in {"mark", "advmod"} and c.lower_ in _IF for c in verb.lefts) or any(c.tag_ == "MD" for c in verb.lefts):
        return False
    noun = subject.lemma_.lower()
    own = any(c.lower_ in {"my", "our"} for c in subject.lefts)
    several = subject.tag_ == "NNS" and noun in _RELATIVES
    if not (subject.tag_ == "NN" or several) or not any(c.lower_ in _OWN_OR_THE for c in subject.lefts):
        return False
    told = any(c.lower_ in {"me", "us"} and c.dep_ in {"dobj", "dative", "iobj"} for c in verb.rights)
    return (own and noun in _RELATIVES) or (told and (role_head(noun) is not None or noun in PEOPLE_NOUNS))


def _clause(reading: Reading, verb: Token, outer: Marked) -> Iterator[Attribution]:
    """A clause that somebody named says, inside of marks."""
    cue = VERBS.get(reading.lemma(verb))
    subject = (
        own_subject(verb) if cue is not None and cue.clause and act_of(reading.lemma(verb), "clause") == "speech" else None
    )
    if subject is None or not outer.inner[0] <= subject.idx < outer.inner[1]:
        return
    named = any(t.ent_type_ in _NAMED for t in (subject, *subject.lefts)) and may_speak(subject)  # not "Mr Moss's showing"
    if not (named or _is_known(subject, verb)):
        return
    content = clause(reading, verb, subject) or loose_clause(reading, verb)
    source = source_span(reading, subject, verb)
    low, high = outer.inner
    inside = [(max(s, low), min(e, high)) for s, e in content or [] if max(s, low) < min(e, high)]
    kept = [s for span in inside if (s := reading.trimmed(span)) is not None]
    if kept and source is not None and sum(e - s for s, e in kept) < high - low:
        yield Attribution(
            kept,
            act_of(reading.lemma(verb), "clause"),
            verb.i,
            cue_span(reading, verb),
            subject.i,
            [source],
            rule="nested",
            score=0.6,
            unnamed=not named,
        )
