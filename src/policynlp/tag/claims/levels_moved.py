"""Verbs that move a level only where "by", "to", "from" or a percentage stands behind them: "hiked its dividend 10 percent to 44 pence".

"Lifted 4,000 people out of poverty", "extended 40 km of track" and "picked up 300 passengers" change nothing that is told.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from policynlp.tag.claims.figure import Figure
from policynlp.tags import Trend

_UP = frozenset(
    """
    lengthen firm improve warm rocket mushroom thicken deepen multiply intensify bounce pop vault hoist lift enlarge elevate inflate
    shoot bolster fatten heat perk outgrow advance recover bid
    """.split()  # noqa: SIM905 - a table of words
)
_DOWN = frozenset(
    """
    shrivel fade wane sag skid slither wilt cool thin crater tank soften ebb moderate deflate pare prune chop lop curtail shave whittle
    deplete drain dent depress compress lighten cheapen evaporate swoon backslide slacken languish decelerate crash dive
    """.split()  # noqa: SIM905 - a table of words
)
_FORMS: dict[str, Trend] = dict.fromkeys(("leapt", "upped", "shot", "hiked", "firmed", "lifted"), "up")
_FORMS |= dict.fromkeys(("pared", "waned", "cratered"), "down")
"""Forms whose lemma or part of speech the tagger gets wrong often enough to matter."""
_PARTICLES: dict[str, Trend] = {
    "up": "up",
    "higher": "up",
    "upwards": "up",
    "upward": "up",
    "down": "down",
    "lower": "down",
    "downwards": "down",
    "downward": "down",
    "back": "down",
    "off": "down",
    "away": "down",
}
_WITH_PARTICLE: dict[str, frozenset[str]] = {
    "up": frozenset(
        """
        pick heat drift trend shoot jack push put ratchet step scale ramp beef top mark bump nudge move tick inch edge creep go come drive
        bring take lift crank bid send speed gear build perk firm pull talk haul notch trade drag bounce
        """.split()  # noqa: SIM905
    ),
    "down": frozenset(
        """
        dial wind knock drive bring take mark talk scale push pull whittle drift trend go come move tick inch edge creep put step send
        beat force run drag slow trade cool slim pare gear ratchet nudge water draw haul
        """.split()  # noqa: SIM905
    ),
    "back": frozenset("scale roll pull fall cut pare dial trim slip drop ease wind rein draw".split()),  # noqa: SIM905
    "off": frozenset("tail drop fall back ease level cool shave knock come trail lop slack taper".split()),  # noqa: SIM905
    "away": frozenset("fall slip ebb melt dwindle drop whittle taper".split()),  # noqa: SIM905
}
_WITH_PARTICLE["higher"] = _WITH_PARTICLE["upwards"] = _WITH_PARTICLE["upward"] = _WITH_PARTICLE["up"] | {
    "close",
    "end",
    "revise",
}
_WITH_PARTICLE["lower"] = _WITH_PARTICLE["downwards"] = _WITH_PARTICLE["downward"] = _WITH_PARTICLE["down"] | {
    "close",
    "end",
    "revise",
}
_BACK_UP = frozenset({"bounce", "come", "spring", "rebound", "bring", "build"})
"""What comes back goes up."""
_LEVELS = frozenset({"by", "to", "from"})
_TO_LEVEL = re.compile(
    r"[ ](?:[\w-]+[ ]){0,6}?to[ ](?:(?:about|around|nearly|almost|some|roughly|only|just|over|an?|as|high|low)[ ])*"
    r"(?:(?:[A-Z]{0,3}[$€£¥₹]|[A-Z]{3}[ ])\d|\d[\d.,]*(?:[ ](?:thousand|million|billion|trillion|lakh|crore))?[ ](?:[a-z]+[ ])?"
    r"(?:cents?|pence|dollars?|euros?|pounds?|francs?|yen|yuan|rupees?|pesos?|kron[aeo]\w*|crowns?|rand|naira|shillings?|won|zlotys?|"
    r"rou?bles?|liras?|reais|dirhams?|riyals?|baht|rupiah|ringgit|dong|taka|cedis?)\b)"
)
_TO_INDEX = re.compile(
    r"[ ]to[ ](?:(?:about|around|nearly|almost|just)[ ])?\d[\d,.]*(?:[,;]?[ ](?:points?|on|in|at|by|after|as)\b|[.,;]|$)"
)
_PERCENT_OF_OTHERS = frozenset(
    {"recover", "lift", "bid", "hoist", "take", "put", "shoot", "bring", "draw", "send", "advance", "prune", "lop"}
)
"""What some of many is done to: "recovered 85 percent by the deadline"."""
_SET = frozenset({"cool", "warm", "heat", "chop", "hoist", "drain", "lift", "deepen"})
"""What is done to things: "cooled to minus 70 degrees", "chopped to 2 metres"."""
_OF = re.compile(
    r"[ ](?:of|in)\b(?![ ](?:the[ ])?(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|year|quarter|month|week|first|second|third|fourth|last|past|early|late|19|20))"
)
_NOUNS = frozenset({"NOUN", "PROPN"})
_VERBAL = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})


def moved(head: Token, token: Token, f: Figure, text: str) -> Trend | None:
    """The way a level moved that a figure depends on, by a verb that moves levels only in this form; null for all else.

    Args:
        head: A word over the figure.
        token: The word below it, on the way to the figure.
        f: The figure.
        text: The document's text.
    """
    way = _way(head)
    if way is None or head.pos_ not in _VERBAL or any(c.dep_ == "neg" for c in head.children):
        return None
    lead = token.doc[token.i + 1 : f.first]
    if token.lower_ in _LEVELS and token.pos_ in {"ADP", "SCONJ", "PART", "ADV"}:
        if token.i > f.first or _is_given(token, head, f):
            return None
        return way if not _is_agent(token, head, f) and not any(t.pos_ in _NOUNS for t in lead) else None
    if token.i < head.i:
        return None
    if token.lower_ in _PARTICLES and token.dep_ == "prep":
        before = head.doc[max(f.first - 1, token.i)].lower_
        return way if before in _LEVELS else None  # "jacked up spending by 2.5 billion": the parser makes "up" a preposition
    if f.kind == "percent" and _OF.match(text, f.end) is None and head.lemma_ not in _PERCENT_OF_OTHERS:
        return way
    level = {"money": _TO_LEVEL, "index": _TO_INDEX}.get(f.kind)
    return way if level is not None and level.match(text, f.end) is not None else None


def _is_given(lead: Token, verb: Token, f: Figure) -> bool:
    """Whether so many receive an amount: "put up 3 million dollars to 40 clinics"."""
    objects = (c for c in verb.rights if c.dep_ in {"dobj", "obj"} and c.i < lead.i)
    return lead.lower_ == "to" and f.kind == "count" and any(t.like_num for c in objects for t in c.subtree)


def _is_agent(lead: Token, verb: Token, f: Figure) -> bool:
    """Whether those are counted who did it, or a thing was brought to a size: "lifted by 300 volunteers", "cooled to minus 70 degrees"."""
    passive = any(c.dep_ == "auxpass" for c in verb.lefts)
    if f.kind == "measure" and verb.lemma_ in _SET and (passive or verb.tag_ != "VBD"):
        return True
    active = any(c.dep_ in {"nsubj", "aux"} for c in verb.lefts)
    return lead.lower_ == "by" and f.kind == "count" and verb.tag_ in {"VBN", "VBD"} and (passive or not active)


def _way(verb: Token) -> Trend | None:
    for child in verb.rights:
        particle = child.lower_
        if particle in _PARTICLES and child.dep_ in {"prt", "advmod", "acomp", "oprd", "prep", "npadvmod"}:
            if particle == "back" and verb.lemma_ in _BACK_UP:
                return "up"
            if verb.lemma_ in _WITH_PARTICLE[particle]:
                return _PARTICLES[particle]
    return _FORMS.get(verb.lower_) or ("up" if verb.lemma_ in _UP else "down" if verb.lemma_ in _DOWN else None)
