"""Attributions over the dependency parse: every cue verb with its complement and its subject."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.quotes.act import act_of
from policynlp.tag.quotes.attribution import Attribution
from policynlp.tag.quotes.clauses import AUXILIARIES, as_clause, clause, loose_clause, parenthesis
from policynlp.tag.quotes.comments import comment
from policynlp.tag.quotes.complements import (
    ASCRIBING,
    ascribed,
    counted,
    infinitive,
    noun_phrase,
    prepositional,
    put_at,
    with_coordinated,
)
from policynlp.tag.quotes.cues import PASSIVE, VERBS, Cue
from policynlp.tag.quotes.forecasts import revised
from policynlp.tag.quotes.headlines import headline_attributions
from policynlp.tag.quotes.phrases import phrase_content
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.quotes.source import agent_of, is_passive, own_subject, source_span, speaker_of
from policynlp.tag.quotes.source_nouns import ABSTRACT_SPEAKERS, is_somebody, may_speak

_EMBEDDED = frozenset({"xcomp", "ccomp", "acl", "relcl", "conj", "pcomp"})  # "wanted to support the plan"
_ADDRESSED = frozenset({"ask", "tell", "press", "question", "urge", "remind", "warn"})
_ANYBODY = frozenset({"whoever", "anyone", "anybody", "nobody"})
_QUANTITIES = frozenset("most many some few several all half others people everyone everybody".split())  # noqa: SIM905
_FACTIVE = frozenset("know understand realize realise recognize recognise remember forget".split())  # noqa: SIM905
_UNTOLD = frozenset({"named", "identified", "quoted"})  # "did not wish to be named" reports nothing
_POINTERS = frozenset({"see", "consider", "note"})  # "see table 4"
_SHOWING = frozenset({"find", "give", "indicate"})  # with a noun phrase only where a poll or report does it


def indirect_attributions(reading: Reading) -> Iterator[Attribution]:
    """All attributions that a cue verb makes with a complement of its own."""
    headlines = list(headline_attributions(reading))
    yield from headlines
    used = {a.cue_token for a in headlines}
    for token in reading.tagged("VERB", "points out"):
        if token.i in used:
            continue
        if reading.passage[token.i] < 0 or token.ent_type_ == "PERSON":  # "Omar Said"
            continue
        cue = VERBS.get(reading.lemma(token))
        if reading.mark_over(token.idx) is not None:
            continue
        said = phrase_content(reading, token)
        if said is not None and (saying := _phrased(reading, token, *said)) is not None:
            yield saying
            continue
        forecast = revised(reading, token)
        if forecast is not None and (subject := speaker_of(reading, token)) is not None and may_speak(subject):
            yield _made(reading, token, subject, forecast, "estimate")
            continue
        if cue is None:
            continue
        found = _passive(reading, token, cue) if is_passive(token) else _active(reading, token, cue)
        if found is not None:
            yield found


def _active(reading: Reading, verb: Token, cue: Cue) -> Attribution | None:
    opens = verb.i == reading.sentence[verb.i][0] and verb.tag_ in {"VBN", "VBD"}
    if reading.lemma(verb) in _ADDRESSED and (opens or (verb.tag_ == "VBN" and verb.dep_ == "advcl")):
        asker = agent_of(verb) if opens else None
        content = clause(reading, verb, asker) if asker is not None else None
        return _made(reading, verb, asker, content, "clause") if content else None  # who asks is named only by "by"
    subject = speaker_of(reading, verb)
    if subject is None and verb.tag_ == "VB" and reading.lemma(verb) in _POINTERS:
        return None
    content, rule = _content(reading, verb, cue, subject)
    if not content and (set_off := comment(reading, verb)) is not None:
        (subject, content), rule = set_off, "parenthesis"
    if rule == "object" and _cites_somebody(reading, verb):
        return None
    if subject is not None and (_anybody(subject) or _common_knowledge(reading, verb, subject)):
        return None
    if not content or (rule != "clause" and subject is not None and not may_speak(subject)):
        return None
    return _made(reading, verb, subject, content, rule)


def _phrased(reading: Reading, verb: Token, content: list[Span], last: int) -> Attribution | None:
    """An attribution by a verb phrase, where somebody is its subject."""
    subject = speaker_of(reading, verb)
    if subject is None or not may_speak(subject):
        return None
    made = _made(reading, verb, subject, content, "clause")
    made.cue = reading.chars(verb.i, last + 1)
    return made


def _content(reading: Reading, verb: Token, cue: Cue, subject: Token | None) -> tuple[list[Span] | None, str]:
    """The first complement that the verb takes and has, and the name of the rule."""
    content = None
    if cue.clause:
        content = clause(reading, verb, subject) or loose_clause(reading, verb)
        if content:
            return content, "clause"
        content = as_clause(reading, verb)
        if content:
            return content, "as"
    if cue.infinitive and not any(c.dep_ == "xcomp" and c.lower_ in _UNTOLD for c in verb.rights):
        content = infinitive(reading, verb)
        if content:
            return content, "infinitive"
    if cue.prepositions:
        content = prepositional(reading, verb, cue)
        if content:
            return content, "preposition"
    content, rule = _told_figure(reading, verb, subject)
    if content:
        return content, rule
    if reading.lemma(verb) == "count":
        return None, ""
    if (cue.noun or _shows(reading, verb, subject)) and not _names_only(verb):
        content = noun_phrase(reading, verb)
        if content:
            return content, "object"
    return (parenthesis(reading, verb, subject), "parenthesis") if cue.clause else (None, "")


def _told_figure(reading: Reading, verb: Token, subject: Token | None) -> tuple[list[Span] | None, str]:
    """What somebody puts at a figure, counts, or attributes to something."""
    lemma = reading.lemma(verb)
    if lemma == "put" and subject is not None and may_speak(subject):
        return put_at(reading, verb), "estimate"
    if lemma in ASCRIBING and (content := ascribed(reading, verb)):
        return content, "object"
    return (counted(verb, subject, reading), "estimate") if lemma in {"count", "find"} else (None, "")


def _cites_somebody(reading: Reading, verb: Token) -> bool:
    """`..., citing two officials, ...`: whose word a report goes back to is no content."""
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    return verb.tag_ == "VBG" and reading.lemma(verb) in {"cite", "quote"} and thing is not None and is_somebody(thing)


def _anybody(subject: Token) -> bool:
    """`Whoever states that ...`, `any person may declare`: rules are about everybody and attribute nothing."""
    return (subject.lower_ if subject.dep_ != "csubj" else subject.left_edge.lower_) in _ANYBODY or (
        subject.pos_ == "NOUN" and any(c.dep_ == "det" and c.lower_ in {"any", "every", "each"} for c in subject.lefts)
    )


def _common_knowledge(reading: Reading, verb: Token, subject: Token) -> bool:
    """`Most residents understand that ...`, `you know that ...`: nobody's statement."""
    if subject.lower_ == "you":
        return True
    few = subject.lower_ in _QUANTITIES or any(c.lower_ in _QUANTITIES for c in subject.lefts)
    return few and reading.lemma(verb) in _FACTIVE


def _names_only(verb: Token) -> bool:
    """`wanted to support the plan`, `a group called Black Rivers`."""
    if any(c.dep_ == "prt" and c.lower_ == "down" for c in verb.rights):
        return True  # "this law lays down the rules"
    if any(c.dep_ == "prep" and c.lower_ == "as" and any(g.lower_ == "saying" for g in c.rights) for c in verb.rights):
        return True  # "quoted the minister as saying that ..."
    return (verb.tag_ == "VB" and verb.dep_ in _EMBEDDED) or (
        verb.tag_ == "VBN" and verb.dep_ == "acl" and own_subject(verb) is None
    )


def _shows(reading: Reading, verb: Token, subject: Token | None) -> bool:
    return reading.lemma(verb) in _SHOWING and subject is not None and subject.lemma_.lower() in ABSTRACT_SPEAKERS


def _passive(reading: Reading, verb: Token, cue: Cue) -> Attribution | None:
    """`is expected to rise`, `was told that`, `was praised by the minister`: the source is the agent, if there is one."""
    subject, source = own_subject(verb), agent_of(verb)
    if source is None and reading.lemma(verb) not in PASSIVE:
        return None
    for child in verb.rights:
        if child.dep_ in {"xcomp", "ccomp"}:
            last = with_coordinated(reading, child.left_edge.i, child.right_edge.i)
            ranges = [(child.left_edge.i, last + 1)]
            if subject is not None and subject.dep_ == "nsubjpass" and child.dep_ == "xcomp":
                ranges.insert(0, (subject.left_edge.i, subject.right_edge.i + 1))
            content = reading.spans(ranges)
            made = _made(reading, verb, source, content, "passive") if content else None
            if made is not None and any(part.dep_ == "mark" and part.lower_ == "that" for part in child.children):
                made.act = act_of(reading.lemma(verb), "clause")  # "I am told that"
            return made
    if source is None or subject is None or not cue.noun or source.lemma_ == "vote":  # "rejected by 41 votes"
        return None
    content = reading.spans([(subject.left_edge.i, subject.right_edge.i + 1)])
    return _made(reading, verb, source, content, "agent") if content else None


def _made(reading: Reading, verb: Token, speaker: Token | None, content: list[Span], rule: str) -> Attribution:
    source = source_span(reading, speaker, verb) if speaker is not None else None
    return Attribution(
        content=content,
        act=act_of(reading.lemma(verb), rule),
        cue_token=verb.i,
        cue=cue_span(reading, verb),
        source_token=speaker.i if speaker is not None and source is not None else -1,
        source=[source] if source else [],
        rule=rule,
    )


def cue_span(reading: Reading, verb: Token) -> Span:
    """The verb with its auxiliaries, the adverbs between them, and its particle."""
    first = last = verb.i
    for child in reversed(list(verb.lefts)):
        if (
            (child.dep_ in AUXILIARIES or child.dep_ == "advmod")
            and first - child.i <= 2
            and not verb.doc[child.i + 1].is_punct
        ):
            first = child.i
    for child in verb.rights:
        if child.dep_ == "prt" and child.i == last + 1:
            last = child.i
    return reading.chars(first, last + 1)
