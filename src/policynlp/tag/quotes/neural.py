"""The encoder's quotations as attributions: heads of cue and source in the parse, and the act of the cue."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.neural.quotations import Quotation
from policynlp.tag.quotes.act import act_of
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.cues import VERBS
from policynlp.tag.quotes.reading import Reading
from policynlp.tags import Act

RULE = "encoder"
_NOUN_ACTS: dict[str, Act] = {
    **dict.fromkeys(("plan", "pledge", "promise", "vow", "intention", "intent", "commitment", "effort", "threat"), "plan"),
    **dict.fromkeys(
        ("belief", "hope", "fear", "view", "expectation", "concern", "desire", "worry", "doubt", "conviction"), "belief"
    ),
    **dict.fromkeys(
        ("order", "demand", "call", "request", "appeal", "instruction", "directive", "advice", "mandate"), "directive"
    ),
}
_ADJECTIVE_ACTS: dict[str, Act] = dict.fromkeys(
    (
        "confident",
        "sure",
        "certain",
        "afraid",
        "hopeful",
        "optimistic",
        "worried",
        "concerned",
        "convinced",
        "aware",
        "skeptical",
    ),
    "belief",
)


def encoder_attributions(reading: Reading, quotations: Iterable[Quotation]) -> list[Attribution]:
    """Attributions of the encoder, in its order.

    Args:
        reading: The document.
        quotations: What the encoder read; spans are characters of the text.
    """
    out = []
    for found in quotations:
        content = [s for s in (reading.trimmed(s) for s in found.content) if s]
        if not content:
            continue
        cue = head_of(reading, found.cue) if found.cue else None
        source = head_of(reading, found.source) if found.source else None
        out.append(
            Attribution(
                content=content,
                act=_act(reading, cue, content[0]) if cue is not None else "speech",
                cue_token=cue.i if cue is not None else reading.token_at(content[0][0]),
                cue=found.cue,
                source_token=source.i if source is not None else -1,
                source=[found.source] if source is not None and found.source else [],
                rule=RULE,
                score=found.score,
            )
        )
    return out


def head_of(reading: Reading, span: Span) -> Token | None:
    """The token that the rest of a span hangs on: the first one whose head lies outside, a verb or noun before others."""
    first, end = reading.token_at(span[0]), reading.token_at(span[1] - 1) + 1
    tokens = [reading.doc[i] for i in range(first, min(end, len(reading.doc)))]
    tops = [t for t in tokens if not first <= t.head.i < end or t.head == t]
    words = [t for t in tops if t.is_alpha or t.like_num] or [t for t in tokens if t.is_alpha] or tokens
    ranked = sorted(words, key=lambda t: (_RANK.get(t.pos_, 2), t.i))
    return ranked[0] if ranked else None


_RANK = {"VERB": 0, "PROPN": 0, "NOUN": 0, "PRON": 0, "AUX": 1}


def _act(reading: Reading, cue: Token, content: Span) -> Act:
    lemma = reading.lemma(cue)
    if cue.pos_ in {"NOUN", "PROPN"}:
        return _NOUN_ACTS.get(lemma, "speech")
    if cue.pos_ == "ADJ":
        return _ADJECTIVE_ACTS.get(lemma, "speech")
    if lemma not in VERBS:
        return "speech"
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
