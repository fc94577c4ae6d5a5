"""The encoder's attributions and those of the rules as one list.

What the layout attributes (turns, names behind a dash, dialogue lines) comes first. The encoder reads whole paragraphs and is right
more often than the other rules, which know forms that its training articles lack (headlines, marks that stay open): so its
attributions come next, and a rule's is added where the encoder says nothing of its content.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from policynlp.document import Span
from policynlp.tag.quotes.attribution import Attribution, merged
from policynlp.tag.quotes.hearing import (
    before_next,
    breaks_off,
    from_the_start,
    lacks_subject,
    of_its_clause,
    of_its_relative,
    says_nothing,
    with_stranded,
)
from policynlp.tag.quotes.inverted import INVERTED
from policynlp.tag.quotes.kinds import kind_of
from policynlp.tag.quotes.listed import RULE as LISTED
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.viewpoints import OWN_WORDS, WORKED_OUT

AGENTLESS = frozenset({"passive"})
"""Rules whose subject is told to do something and says nothing ("the province has been urged to")."""
FORMS = frozenset({"estimate", "headline", "bracket", "colon", "direct", "passive", INVERTED, OWN_WORDS, WORKED_OUT})
"""Rules for forms that show speech by themselves, whatever the encoder thinks of the words."""
LAID_OUT = frozenset({"transcript", "dash", "statement", "fragment", "post", LISTED})
"""Rules that read the layout, or a sentence that only says whose words those are. They stand against the encoder, whose articles
hardly have such texts."""
_AROUND = frozenset({"parenthesis", "according"})
"""Rules whose content may stand on both sides of the cue."""
_BOTH_SIDES = 2
_CLEAR = frozenset({"according", "as", "per", "viewpoint"})
_BESIDE = frozenset({"clause", "parenthesis"})
_SETTING_OFF = frozenset({",", "–", "—"})
_AS = "as "
_QUOTING = frozenset({"quote", "cite"})
_PRESENT = "VBZ"
_RELATIVE = frozenset({"which", "that", "who", "whom"})
_DIALOGUE = 3
"""Lines with a name and a colon from which on a text is a dialogue."""
HEARD = 0.4
"""Least mean probability of content that the encoder gives to what the other rules add. On PolNeAR dev F1 is 73.0 with .3, 73.1 with
.4 and .5; the lowest of the best keeps most of what rules know and the training articles lack."""
HEARD_CLEAR = 0.2
"""The same where who says it is set off from it, or "that" begins it (no figure of PolNeAR dev moves by the latter). In articles of
our own six of seven with .2 to .4 are attributions, one of two below; none of either kind is in PolNeAR dev."""
_SAME = 0.5
"""Least share of letters of both contents together that two readings of one attribution share."""


def combined(
    reading: Reading,
    encoder: Sequence[Attribution],
    rules: Sequence[Attribution],
    *,
    heard: Callable[[Sequence[Span]], float] = lambda _: 1.0,
) -> list[Attribution]:
    """One list of both, in no particular order.

    Args:
        reading: The document.
        encoder: What the encoder found; those without a cue take cue and source from a rule, or are left out.
        rules: What the rules found.
        heard: How probable the encoder thinks it that spans are content.
    """
    turns = _laid_out(rules)
    in_turns = Spans(s for a in turns for s in a.content)
    twins = _Twins(rules)
    sourced = {a.cue_token: a for a in rules if a.source and a.source_token >= 0}
    inverted = {a.cue_token for a in rules if a.rule == INVERTED}
    # "The drought, warns Luis Pardo, will last": no drought warns; the rule's is added below
    encoder = [a for a in encoder if inverted.isdisjoint(_tokens(reading, a)) and not says_nothing(reading, a)]
    as_saying = [a.cue for a in rules if a.source and a.cue is not None and reading.text.startswith(_AS, a.cue[0] - len(_AS))]
    above = {a.cue_token for a in turns if a.rule == LISTED}  # "finds that:" has no content but its list
    encoder = [a for a in encoder if above.isdisjoint(_tokens(reading, a))]
    closing = [a for a in rules if _closes(a, by=_BESIDE)]
    encoder = [a for a in encoder if not _tells_of(reading, a, as_saying)]
    agentless = [a for a in rules if not a.source and a.rule in AGENTLESS and a.cue is not None]
    told = {i: a for a in agentless for i in _tokens(reading, a)}
    found: list[Attribution] = list(turns)
    used = {id(a) for a in turns}
    for attribution in encoder:
        rule = next((told[i] for i in _tokens(reading, attribution) if i in told), None) or _misread(attribution, closing)
        if rule is not None:
            if id(rule) not in used:
                found.append(rule)
                used.add(id(rule))
            continue
        if attribution.cue is None:
            twin = twins.of(attribution)
            if twin is not None and id(twin) not in used:
                found.append(twin)
                used.add(id(twin))
            continue
        if in_turns.touch(attribution.content) and (attribution.source_token < 0 or not in_turns.touch([attribution.cue])):
            attribution.content = [s for s in attribution.content if not in_turns.touch([s])]
            if not attribution.content:
                continue  # the turn itself
        attribution.content = from_the_start(reading, attribution, sourced)
        rule = sourced.get(attribution.cue_token)
        attribution.content = of_its_relative(reading, attribution.content, attribution.cue_token, rule)
        attribution.content = with_stranded(reading, attribution.content)
        attribution.content = before_next(reading, of_its_clause(reading, attribution), attribution.cue_token, sourced)
        parts = lacks_subject, breaks_off
        if rule is not None and rule.rule in _AROUND and any(part(reading, attribution, rule) for part in parts):
            attribution.content = list(rule.content)
        if not attribution.source and rule is not None:
            attribution.source, attribution.source_token = list(rule.source), rule.source_token
        found.append(_marked(reading, attribution))
    taken = Spans(s for a in found for s in a.content)
    cues = {i for a in found for i in _tokens(reading, a)}
    for attribution in rules:
        if id(attribution) in used or attribution.cue_token in cues:
            continue
        alone = not taken.touch(attribution.content)
        if not alone and _closes(attribution) and _told_within(attribution, found):
            found.append(attribution)  # "His ministry has asked for 40 million, he added": who adds it says the whole
        elif alone and (
            attribution.rule in FORMS
            or _is_between_commas(reading, attribution)
            or heard(_spoken(reading, attribution.content)) >= (HEARD_CLEAR if _is_clear(reading, attribution) else HEARD)
        ):
            found.append(attribution)
    return _without_pronouns(reading, found)


def _tells_of(reading: Reading, attribution: Attribution, as_saying: Sequence[Span]) -> bool:
    """Whether it tells who is quoted by whom: in "Interfax quoted Orlov as saying that the strait is closed" Orlov speaks."""
    quoting = any(reading.lemma(reading.doc[i]) in _QUOTING for i in _tokens(reading, attribution))
    return quoting and any(s <= cue[0] < e for s, e in attribution.content for cue in as_saying)


def _misread(attribution: Attribution, closing: Sequence[Attribution]) -> Attribution | None:
    """The rule's reading where the encoder ties who closes a sentence to a verb within it: "all were called back, claims the union"."""
    cue = attribution.cue
    if cue is None:
        return None
    source = attribution.source
    same = (a for a in closing if any(s < b and t < e for s, e in source for t, b in a.source))
    return next((a for a in same if _covers(a.content, [cue])), None)


def _without_pronouns(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """The same, without the pronouns of relative clauses as pieces of content."""
    for attribution in found:
        attribution.content = list(_spoken(reading, attribution.content))
    return found


def _spoken(reading: Reading, content: Sequence[Span]) -> Sequence[Span]:
    """The pieces of a content but the pronoun of a relative clause: "which ... hailed as the end of a quarrel"."""
    return [s for s in content if reading.text[slice(*s)].lower() not in _RELATIVE] or content


def _is_set_off(reading: Reading, attribution: Attribution) -> bool:
    """Whether who says it is told between commas or at the end: "Nobody, he assured lawmakers, had been denied a bag".

    Such words have hardly another reading.
    """
    cue = attribution.cue
    if cue is None or not attribution.source or attribution.rule not in _BESIDE or attribution.act != "speech":
        return False
    first = min(cue[0], attribution.source[0][0])
    present = reading.doc[attribution.cue_token].tag_ == _PRESENT  # "4,200 lost their jobs, claims the alliance"
    if reading.text[slice(*attribution.source[0])] == "I" or (first == cue[0] and not present):
        return False  # "met on Friday, confirmed Judge Paul Roth": whom, not who
    return attribution.start < first and reading.text[:first].rstrip()[-1:] in _SETTING_OFF


def _is_clear(reading: Reading, attribution: Attribution) -> bool:
    """Whether who says it is set off, or somebody says "that" something: "The board maintains that the roads are safe"."""
    speech = attribution.act == "speech" and bool(attribution.source)
    said = attribution.rule == "clause" and reading.text.startswith("that ", attribution.start)
    return (speech and (said or attribution.rule in _CLEAR)) or _is_set_off(reading, attribution)


def _is_between_commas(reading: Reading, attribution: Attribution) -> bool:
    """Whether it stands in the middle of a sentence who says the rest of it: "It was, she concedes, three months late"."""
    if attribution.cue is None or len(attribution.content) < _BOTH_SIDES or not _is_set_off(reading, attribution):
        return False
    last = max(attribution.cue[1], attribution.source[0][1])
    return reading.text[last : last + 1] in _SETTING_OFF


def _closes(attribution: Attribution, *, by: frozenset[str] = frozenset({"clause"})) -> bool:
    """Whether a clause of speech stands behind what is said: "..., he added"; found by one of some rules."""
    cue = attribution.cue
    if attribution.rule not in by or attribution.act != "speech" or cue is None or not attribution.source:
        return False
    return max(e for _, e in attribution.content) <= min(cue[0], attribution.source[0][0])


def _told_within(attribution: Attribution, found: Sequence[Attribution]) -> bool:
    """Whether all that was found in a content is told within it, cue and all, beginning after its first words."""
    inside = Spans(attribution.content)
    first = min(s for s, _ in attribution.content)
    touching = [a for a in found if inside.touch(a.content)]
    for a in touching:
        if a.rule in AGENTLESS and not a.source and a.cue is not None and _covers(attribution.content, [a.cue, *a.content]):
            continue  # "Exports are expected to fall, he added"
        if a.cue is None or not _covers(attribution.content, [a.cue, *a.content]) or a.start <= first or a.cue[0] <= first:
            return False
        if not a.source or not _covers(attribution.content, a.source):
            return False
    return bool(touching)


def _covers(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    return all(any(s <= a and b <= e for s, e in outer) for a, b in inner)


def _laid_out(rules: Sequence[Attribution]) -> list[Attribution]:
    """What the layout attributes, whatever the words say: turns, names behind a dash, lines with a name and a colon, if several."""
    labelled = [a for a in rules if a.rule == "colon" and a.cue is not None and a.cue[1] <= a.start]
    return [a for a in rules if a.rule in LAID_OUT] + (labelled if len(labelled) >= _DIALOGUE else [])


def _tokens(reading: Reading, attribution: Attribution) -> range:
    """Tokens of the cue; none without one."""
    cue = attribution.cue
    return range(reading.token_at(cue[0]), reading.token_at(cue[1] - 1) + 1) if cue is not None else range(0)


class Spans:
    """Whether spans touch any of a set of spans."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [s for s, _ in ordered]
        self._reach = list(accumulate((e for _, e in ordered), max))

    def touch(self, spans: Iterable[Span]) -> bool:
        """Whether one of `spans` shares a character with the set."""
        return any((k := bisect_left(self._starts, end)) and self._reach[k - 1] > start for start, end in spans)


class _Twins:
    """The rules' readings of contents, found by their place."""

    def __init__(self, rules: Sequence[Attribution]) -> None:
        self._rules = rules
        ordered = sorted((s, e, k) for k, a in enumerate(rules) for s, e in a.content)
        self._owner = [k for _, _, k in ordered]
        self._starts = [s for s, _, _ in ordered]
        self._reach = list(accumulate((e for _, e, _ in ordered), max))

    def of(self, attribution: Attribution) -> Attribution | None:
        """The rule's reading of the same content."""
        near: set[int] = set()
        for start, end in attribution.content:
            k = bisect_left(self._starts, end)
            while k and self._reach[k - 1] > start:
                k -= 1
                near.add(self._owner[k])
        best, most = None, _SAME
        for index in sorted(near):
            share = _shared(attribution.content, self._rules[index].content)
            if share >= most:
                best, most = self._rules[index], share
        return best


def _shared(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Jaccard of two contents in characters."""
    inside = sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)
    total = sum(e - s for s, e in (*a, *b)) - inside
    return inside / total if total else 0.0


def _marked(reading: Reading, attribution: Attribution) -> Attribution:
    """A content that ends a word or two inside of marks runs to their end; speech in marks is called direct."""
    if kind_of(reading, attribution.content) != "indirect":
        attribution.rule = "direct"
        grown = list(attribution.content)
        for start, end in attribution.content:
            for mark in reading.outer_between(start, end):
                if attribution.cue and mark.start < attribution.cue[1] and attribution.cue[0] < mark.end:
                    continue  # marks around the whole sentence, its cue included
                covered = min(end, mark.inner[1]) - max(start, mark.inner[0])
                if covered >= _NEARLY * (mark.inner[1] - mark.inner[0]):
                    grown.append(mark.inner)
        attribution.content = merged(grown, reading.text)
    return attribution


_NEARLY = 0.8
