"""Mentions of bodies: what they are reduced to before they are resolved, and what stands beside names of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.cast import Cast, Figure, Mention
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source_nouns import INSTITUTIONS

_LED = frozenset({"chaired", "led", "headed", "run", "founded"})
_OFFICE = re.compile(
    r"(?:the |an? )?(?P<office>(?:comptroller and |controller and )?auditor[- ]general|comptroller(?:[- ]general)?"
    r"|ombuds(?:man|woman|person)|public protector)"
    r"(?P<of> of (?:the )?(?-i:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}))?(?=$|,(?! (?:an?|the) [A-Z])|\(| who\b| of the\b)",
    re.IGNORECASE,
)
"""Offices that speak as bodies, whoever holds them."""
_BODIES = INSTITUTIONS | {
    "contractor",
    "operator",
    "developer",
    "retailer",
    "manufacturer",
    "utility",
    "lender",
    "insurer",
    "nonprofit",
}
_BEFORE_WHO = re.compile(r"\b(?P<office>the [\w -]{5,50}),\s*$")
_OFFICE_CHARS = 60
_REACH_MENTIONS = 60
_DISAGREES = re.compile(
    r" (?:(?:sees?|saw) (?:it|things|this|matters) (?:quite |very )?differently|disagree[sd]?"
    r"|(?:has|had) (?:a different|another) (?:view|number))"
)
_AHEAD = re.compile(r"\b(?:can|could|may|might|will|would)\b[^.;]{0,80}$")
_APPOSED = re.compile(
    r"(?:[Tt]he|[Ii]ts|[Tt]heir) [a-z][\w'’ -]*, (?P<name>[A-Z][\w&.'’-]*(?: (?:(?:of|and|for|the|de|du) )?[A-Z&][\w&.'’-]*){0,6})"
)
_CALLED_SO = frozenset({"department", "ministry", "agency", "authority", "service", "office", "bureau", "board", "commission"})
_EMPHASIS = frozenset({"itself", "himself", "herself", "themselves"})


def is_chapter(head: Token) -> bool:
    """Whether a noun is part of a body that is named: "the Benue chapter of the All Farmers Union", not "the chapter on water"."""
    return head.lower_ in {"chapter", "branch"} and any(
        c.lower_ == "of" and any(g.ent_type_ == "ORG" for g in c.children) for c in head.rights
    )


def without_emphasis(reading: Reading, span: Span) -> Span:
    """A mention without the pronoun behind it: "the office" of "the office itself"."""
    words = reading.text[slice(*span)].rsplit(maxsplit=1)
    return (span[0], span[0] + len(words[0])) if len(words) > 1 and words[1].lower() in _EMPHASIS else span


def led_body(reading: Reading, head: Token, span: Span) -> tuple[Span, Token]:
    """The body alone of `a committee of experts chaired by the forester Teotónio Rebelo`, whatever the parser took for the subject."""
    first, last = reading.token_at(span[0]), reading.token_at(span[1] - 1)
    for token in reading.doc[first + 2 : last]:
        if token.text == "," or token.pos_ == "AUX":
            break
        if token.lower_ in _LED and token.i < last and token.nbor().lower_ == "by":
            body = next((t for t in reading.doc[first : token.i] if t.pos_ in {"NOUN", "PROPN"}), None)
            if body is not None and body.lemma_.lower() in INSTITUTIONS:
                return (span[0], reading.ends[token.i - 1]), body
    return span, head


def subject_before(reading: Reading, cast: Cast, head: Token) -> Figure | None:
    """The body that is the subject of the sentence before, in one paragraph: "Indigenous Services sees it differently. The department"."""
    first = reading.sentence[head.i][0]
    if head.lemma_.lower() not in _CALLED_SO or first < 1 or reading.passage[first - 1] != reading.passage[head.i]:
        return None
    begin, end = reading.sentence[first - 1]
    bodies = [m for m in cast.within((reading.starts[begin], reading.ends[end - 1])) if m.figure.organisation]
    if not bodies or bodies[0].start > reading.starts[begin] + len("the ") or not acts(reading, bodies[0]):
        return None
    if _DISAGREES.search(reading.text, bodies[0].end, reading.ends[end - 1]) is None:
        return None  # "Greenpeace sued. The agency said"
    kinds = set((bodies[0].figure.name or "").lower().split()) & INSTITUTIONS
    return bodies[0].figure if not kinds or head.lemma_.lower() in kinds else None


def acts(reading: Reading, mention: Mention) -> bool:
    """Whether a body is the subject of its clause."""
    name = reading.doc[reading.token_at(mention.start) : reading.token_at(mention.end - 1) + 1].root
    return name.dep_ in {"nsubj", "nsubjpass"}


def is_ahead(reading: Reading, mention: Mention) -> bool:
    """Whether a body is told as one that may act later: "It can be appealed before the Supreme Court"."""
    first = reading.starts[reading.sentence[reading.token_at(mention.start)][0]]
    return not acts(reading, mention) and _AHEAD.search(reading.text, first, mention.start) is not None


def kind_behind(reading: Reading, mention: Mention) -> str:
    """The common noun right behind a name, which it leads to: "union" of "the Solidarity 90 union"; else empty."""
    last = reading.token_at(mention.end - 1)
    noun = reading.doc[last + 1] if last + 1 < len(reading.doc) else None
    return noun.lower_ if noun is not None and noun.tag_ == "NN" and noun.text.islower() else ""


def office_that_speaks(cast: Cast, mention: str) -> Figure | None:
    """The office that a mention tells, as a body: that of its name where the text has it, else the office itself."""
    found = _OFFICE.match(mention)
    if found is None:
        return None
    office = " ".join(found["office"].split())
    words = set(office.lower().replace("-", " ").split())
    bearers = [
        f
        for f in cast.people()
        if any(words <= set(re.split(r"[ -]", t.lower())) for t in (f.person.titles if f.person else ()))
    ]
    if bearers:
        return bearers[0] if len(bearers) == 1 else None
    ending = f"office of the {office}".lower().replace("-", " ")
    named = {m.figure.name: m.figure for m in cast.mentions if m.figure.organisation and _ends_so(m.figure.name, ending)}
    return next(iter(named.values())) if len(named) == 1 else Figure("organisation", office + (found["of"] or ""))


def _ends_so(name: str | None, ending: str) -> bool:
    return (name or "").lower().replace("-", " ").endswith(ending)


def name_apposed(mention: str) -> tuple[str, str] | None:
    """What a body is and the name that is all that stands behind it: "The contractor, Padma-Tista Joint Venture"; null if there is none."""
    found = _APPOSED.fullmatch(mention)
    noun = next((w for w in mention.partition(",")[0].lower().split() if w in _BODIES), None)
    return (noun, found["name"]) if found is not None and noun is not None else None


def office_told(reading: Reading, cast: Cast, span: Span) -> Figure | None:
    """The office that a mention tells as a body, or that "who" stands for: "the auditor-general, who found that"."""
    words = reading.text[slice(*span)]
    if words.lower() != "who":
        return office_that_speaks(cast, words)
    found = _BEFORE_WHO.search(reading.text, max(0, span[0] - _OFFICE_CHARS), span[0])
    return office_that_speaks(cast, found["office"]) if found is not None else None


def body_of_title(cast: Cast, last: Sequence[tuple[int, Figure]], noun: str, *, before: int) -> Figure | None:
    """The one body called by a noun that has a word of the titles of who spoke last: the Trade Ministry, of the deputy trade minister."""
    if not last or last[-1][1].kind != "named_person":
        return None
    held = {word[:5] for title in last[-1][1].titles for word in title.split()}
    bodies = {m.figure.name: m.figure for m in cast.before(before, limit=_REACH_MENTIONS) if m.figure.organisation}
    wanted = {name for name in bodies if name and noun == name.lower().split()[-1]}
    of_title = {name for name in wanted if any(word[:5] in held for word in name.lower().split()[:-1])}
    return bodies[of_title.pop()] if len(of_title) == 1 else None
