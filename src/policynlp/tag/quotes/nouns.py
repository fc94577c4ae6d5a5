"""Nouns that attribute: "the minister's claim that ...", "a pledge by the party to ..."."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.complements import with_coordinated
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import mention_span, subject_of
from policynlp.tag.quotes.source_nouns import may_speak
from policynlp.tags import Act

_TABLE: Mapping[str, str] = {
    "speech": "claim suggestion allegation assertion argument statement accusation complaint announcement report remark contention "
    "insistence admission denial prediction conclusion warning acknowledgment charge assurance reassurance guarantee hint "
    "reminder testimony disclosure confirmation confession declaration",
    "belief": "belief view hope fear concern expectation notion opinion assumption conviction suspicion worry perception",
    "directive": "call request demand recommendation appeal order instruction",
    "plan": "promise pledge vow threat",
}
_LIGHT = frozenset("make give issue offer voice express repeat raise sound deliver reject dismiss deny drop share have".split())  # noqa: SIM905
"""Verbs that lend a noun their subject ("gave assurances that ...", "issued a warning that ...")."""
NOUN_CUES: Mapping[str, Act] = {noun: act for act, nouns in _TABLE.items() for noun in nouns.split()}  # type: ignore[misc]


def noun_attributions(reading: Reading) -> Iterator[Attribution]:
    """All attributions by a noun with a that-clause or an infinitive and, in most cases, an owner."""
    for noun in reading.tagged("NOUN"):
        if reading.passage[noun.i] < 0:
            continue
        act = NOUN_CUES.get(noun.lemma_.lower())
        if act is None or reading.mark_over(noun.idx) is not None:
            continue
        clause = next((c for c in noun.rights if c.dep_ in {"acl", "ccomp", "relcl"} and _is_content(c, act)), None)
        owner = _owner(noun)
        if clause is None or owner is None:
            continue
        lent = noun.head if noun.dep_ == "dobj" and owner.i < noun.head.i < noun.i and owner.head != noun else None
        source = mention_span(reading, owner, first=0, last=(lent.i if lent is not None else clause.left_edge.i) - 1)
        last = with_coordinated(reading, clause.left_edge.i, clause.right_edge.i)
        content = reading.spans([(clause.left_edge.i, min(last + 1, reading.sentence[noun.i][1]))])
        if content and source:
            yield Attribution(
                content, act, noun.i, reading.chars(noun.i, noun.i + 1), owner.i, [source], rule="noun", score=0.6
            )


def _is_content(clause: Token, act: Act) -> bool:
    first = clause.left_edge
    if any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts):
        return True
    return act in {"directive", "plan"} and first.lower_ == "to" and clause.tag_ == "VB"


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: the possessor, who it is by or from, or who gives or makes it."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            return child
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "among"}:
            return next((c for c in child.rights if c.dep_ == "pobj"), None)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in _LIGHT and verb.i < noun.i:
        subject = subject_of(verb)
        return subject if subject is not None and subject.i < verb.i and may_speak(subject) else None
    return None
