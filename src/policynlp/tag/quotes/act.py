"""Speech, directive, belief or plan: what the cue does with this complement."""

from __future__ import annotations

from policynlp.tag.quotes.cues import VERBS
from policynlp.tags import Act

_SAID_AS_CLAUSE = frozenset(
    {"tell", "warn", "remind", "advise", "counsel", "ask", "call", "agree", "recommend", "offer", "propose"}
)
"""Directives and plans with an infinitive ("told them to leave"), speech with a clause ("told them that it was late")."""
_JUDGED = frozenset({"call", "reject", "welcome"})
"""Public judgements when they take a noun phrase ("called it a disgrace", "rejected the claim")."""
_COMPLEMENT_IS_ORDER = frozenset({"infinitive", "passive", "preposition"})


def act_of(lemma: str, rule: str) -> Act:
    """The act of an attribution.

    Args:
        lemma: Of the cue verb.
        rule: Which complement was found; the names are those of `Attribution.rule`.
    """
    cue = VERBS.get(lemma)
    if cue is None:
        return "speech"
    if rule in _COMPLEMENT_IS_ORDER:
        return cue.act
    if rule == "object":
        return "speech" if lemma in _JUDGED else cue.act
    return "speech" if lemma in _SAID_AS_CLAUSE else cue.act
