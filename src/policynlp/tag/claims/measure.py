"""What a figure measures, read off the parse: the property, of whom or what, and the whole of a share."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from policynlp.tag.claims.bearers import counted, named, owner_of
from policynlp.tag.claims.change import is_change_of
from policynlp.tag.claims.counts import lemma
from policynlp.tag.claims.direction import anchor, trend_of
from policynlp.tag.claims.durations import mean_age, tells_when, timed, whose_age
from policynlp.tag.claims.figure import OLDEST, Figure
from policynlp.tag.claims.governors import antecedent, governing_noun, subject_of, token_after, verb_over
from policynlp.tag.claims.leading_wholes import led_by_whole
from policynlp.tag.claims.measure_words import (
    AMOUNTS,
    EMPTY,
    EXTENTS,
    GENERIC,
    GUESSES,
    HOLDS,
    KEEPS,
    LEVELS,
    POPULATIONS,
    PRICES,
    REPORTS,
    SHARE_NOUNS,
    STATES,
    TO_SOMEBODY,
    TRANSACTIONS,
)
from policynlp.tag.claims.payments import brought_in, given_for, is_sum_of, money_of, spent_on
from policynlp.tag.claims.phrases import (
    core,
    noun_behind,
    noun_core,
    object_of,
    phrase,
    possessor,
    whole_behind,
    without_article,
)
from policynlp.tag.claims.unmeasured import is_change_told, is_nothing_measured, is_number, lasts, only_bears
from policynlp.tag.claims.wholes import answers_too, half_the, one_in, there_too, told_elsewhere
from policynlp.tag.quotes.source_nouns import SOMEBODY
from policynlp.tags import TextSpan

_PER = re.compile(r"[ ]([a-z-]{3,20}(?:[ ][a-z-]{3,20})?)[ ](?:(?:per|for every)[ ]\d|for every[ ][a-z])")
_COORDINATED = re.compile(
    r"[^,;.:]{0,60}[ ](?:in|at|by|during)[ ][^,;.:]{0,24}\d{4}(?:[-/–]\d{2,4})?,?"
    r"[ ](?:and|but)[ ](?:only[ ]|about[ ]|to[ ])?(?:in[ ]\d{4}[ ])?"
)
"""As in "4.9 percent of GDP in 2013 and 5.2 percent in 2022": one measure at two times."""
_IN_WHAT = re.compile(r"[ ]in[ ](?!the[ ]|an?[ ]|\d)[a-z]")
"""Behind a change that says itself what changes: "an increase of 5 percent in exports"."""
_TERRITORIES = frozenset({"country", "province", "region", "state", "nation", "district", "city", "county", "island"})
_SEASONS = frozenset({"season", "year", "quarter", "month", "period", "term", "decade", "week", "day"})
_ARRIVES = frozenset({"reach", "hit", "exceed", "top", "surpass", "manage", "achieve"})
_POINTING = frozenset({"them", "it", "that", "this", "these", "those"})
_ASIDE_CHARS = 32
"""As in "a 100-rupee entrance fee, half of it refundable"."""
_BEFORE_THEM = frozenset({"them", "which"})
_AT_A_LEVEL = frozenset({"to", "at", "below", "under", "within", "above", "than"})
_OF_PREPS = ("of", "in", "for", "at", "among", "to", "on", "between", "from", "by")


def find_measure(doc: Doc, text: str, f: Figure, before: Figure | None) -> None:
    """Sets measure, scope and share_of of a figure, and `person` for the number of a population.

    Args:
        doc: Parsed.
        text: Its text (`doc.text` is built anew at every access).
        f: The figure.
        before: The figure before it in the sentence, whose measure an amount of change shares.
    """
    limit = f.sentence[1]
    if f.kind in {"percent", "ratio", "measure"} and _share(doc, f, limit):
        if f.kind == "measure":
            f.measure = None if f.measure is not None and f.measure.text.lower() in _POINTING else f.measure
            f.share_of = None
        elif f.share_of is not None and f.share_of.text.lower() in _POINTING:
            near = before is not None and f.share_of.text.lower() == "it" and f.start - before.end < _ASIDE_CHARS
            told = before is not None and (near or f.share_of.text.lower() in _BEFORE_THEM)
            f.share_of = f.measure = (
                before.measure if told and before is not None else None
            )  # "340 villagers, two thirds of them women"
        return
    if (f.kind == "ratio" and _of_ratio(doc, text, f, limit)) or led_by_whole(doc, f, limit):
        return
    if _is_told(text, f, before) or counted(doc, f, limit):
        return
    if f.kind in {"duration", "age", "ordinal"}:
        timed(doc, f, limit)
        if f.measure is None and f.kind != "ordinal" and not _subject_measure(doc, text, f, limit) and f.kind == "age":
            whose_age(doc, f)
        mean_age(doc, text, f)
        return
    if f.kind == "money" and money_of(doc, f, limit):
        return
    _governed(doc, f, before, limit)
    if f.kind == "money" and f.measure is None and f.scope is None:
        f.measure = given_for(doc, f, limit)
    if f.unit is None and f.kind == "count" and f.measure is not None and f.measure.text.split()[-1].lower() in POPULATIONS:
        if f.high is not None and f.high <= OLDEST and text[f.start - 1 : f.start] == "(":
            f.unit, f.kind = "year", "age"  # "youth unemployment (15 to 24)"
        else:
            f.unit = "person"
    if f.unit is None and f.kind == "count" and f.measure is not None and f.measure.text.lower().split()[-1] == "age":
        f.unit, f.kind = "year", "age"


def _of_ratio(doc: Doc, text: str, f: Figure, limit: int) -> bool:
    """As in "deaths per 1,000", "one retiree in five": what the ratio itself names."""
    if rate := _PER.search(text, f.number.start, f.end):
        f.measure = TextSpan(start=rate.start(1), end=rate.end(1), text=rate[1])
        return True
    f.measure = one_in(text, f)
    return f.measure is not None or (" per " in text[f.start : f.end] and _subject_measure(doc, text, f, limit))


def _is_told(text: str, f: Figure, before: Figure | None) -> bool:
    """Whether the figure before says what this one is of; then it is taken over."""
    if f.gapped is not None and f.like is not None:
        f.measure, f.scope, f.share_of = f.like.measure, f.gapped, f.like.share_of
        return True
    if before is None or not _as_before(text, f, before):
        return False
    f.measure, f.scope, f.share_of = before.measure, before.scope, before.share_of
    if f.unit is None and f.kind == before.kind:
        f.unit = before.unit
    return True


def _as_before(text: str, f: Figure, before: Figure) -> bool:
    """Whether a figure is of what the one before it is: its change, its value at another time, another answer to the same question."""
    if before.measure is None:
        return False
    if is_change_of(text, f, before) and not _IN_WHAT.match(text, f.end):
        return True
    if f.kind != "percent":
        return False
    if before.unit == f.unit and not before.is_earlier and there_too(text, f, before):
        return True
    again = before.unit == f.unit and _COORDINATED.fullmatch(text, before.end, f.start) is not None
    return again or (before.kind == "percent" and answers_too(text, f))


def _governed(doc: Doc, f: Figure, before: Figure | None, limit: int) -> None:
    """By the noun or verb that governs the figure, else as the figure before it, whose change it is."""
    governing = governing_noun(doc, f)
    if governing is not None and before is not None and before.start <= governing.idx < before.end:
        f.measure, f.scope, f.share_of = before.measure, before.scope, before.share_of
    elif governing is not None:
        _split(doc, f, governing, limit)
    if (
        f.measure is None
        and before is not None
        and before.measure is not None
        and (f.trend != "none" or f.is_earlier or f.main >= 0)
    ):
        f.measure, f.scope, f.share_of = before.measure, before.scope, before.share_of


def _share(doc: Doc, f: Figure, limit: int) -> bool:
    """As in "4.8 percent of China's total economy": the whole behind "of"; of whom: the subject."""
    after = token_after(doc, f)
    if half_the(doc, f, after, limit):
        return True
    if after >= limit or doc[after].lower_ != "of":
        return False
    if told_elsewhere(doc, f, doc[after], limit):
        return True
    noun = noun_behind(doc, after, limit)
    if noun is None:
        return False
    f.share_of = phrase(doc, noun, limit)
    f.measure = core(doc, noun)
    if (sized := _sized_noun(doc, f)) is not None:
        _split(doc, f, sized, limit)
        return True
    verb = verb_over(anchor(doc, f))
    subject = subject_of(verb) if verb is not None else None
    if (
        verb is not None
        and subject is None
        and f.kind in {"percent", "ratio"}
        and (changed := _changed_thing(doc, f, verb)) is not None
    ):
        _split(doc, f, changed, limit)  # "Increase domestic revenue to 22.8 percent of GDP"
        return True
    if f.kind in {"measure", "money"} and verb is not None and verb.lemma_ in STATES and verb.lemma_ != "be":
        return True
    if subject is not None and f.sentence[0] <= subject.i < f.first and verb is not None and verb.lemma_ not in REPORTS:
        if subject.lemma_.lower() in SHARE_NOUNS:
            return True
        property_ = subject.pos_ == "NOUN" and subject.ent_type_ == "" and (verb.lemma_ in LEVELS or trend_of(verb) is not None)
        taken = anchor(doc, f).dep_ in {"dobj", "obj"} and verb.lemma_ not in LEVELS  # "lost 3 percent of its forests"
        changed = None if taken else _changed_thing(doc, f, verb)
        if changed is not None and f.kind in {"percent", "ratio"}:  # "will raise irrigated land to 6 percent of cropland"
            _split(doc, f, changed, limit)
        elif property_ and not taken and f.kind in {"percent", "ratio"} and not f.start <= subject.idx < f.end:
            _split(doc, f, subject, limit)
        elif not (is_number(subject) or (subject.lemma_.lower() in GENERIC and f.first <= subject.right_edge.i)):
            f.scope = named(doc, subject, limit)
    return True


_NO_SIZES = frozenset(
    str.split(
        """target goal aim objective quota limit threshold cap ceiling floor minimum maximum estimate forecast projection equivalent
        approval support backing handful majority minority average total cut rise loss gain offer promise pledge demand"""
    )
)
"""Nouns before "of 42 percent of energy" that say what a share is for, not what has this size."""


def _sized_noun(doc: Doc, f: Figure) -> Token | None:
    """As in "a deficit of 4.1 percent of GDP": what has that size, with the whole that it is told in; a cut or a share has none."""
    token = anchor(doc, f)
    if f.kind != "percent" or token.dep_ != "pobj" or token.head.lower_ != "of":
        return None
    noun = token.head.head
    if noun.tag_ != "NN" or not f.sentence[0] <= noun.i < f.first or trend_of(noun) is not None:
        return None
    held = any(c.lower_ in {"the", "this", "that"} for c in noun.lefts)  # "the cause of 41 percent of deaths"
    held = held or noun.lemma_.lower() in _NO_SIZES or noun.lemma_.lower().endswith(("tion", "ment", "al"))
    return noun if not held and noun.lemma_.lower() not in SHARE_NOUNS | GENERIC | AMOUNTS | SOMEBODY else None


def _changed_thing(doc: Doc, f: Figure, verb: Token) -> Token | None:
    """What somebody makes more or less of, before the figure that tells how far."""
    token = anchor(doc, f)
    kept = verb.lemma_ in KEEPS and token.dep_ == "pobj" and token.head.lower_ in _AT_A_LEVEL
    if trend_of(verb) is None and f.trend == "none" and not kept:
        return None
    objects = (c for c in verb.rights if c.dep_ in {"dobj", "obj"})
    return next((c for c in objects if c.pos_ == "NOUN" and c.i < f.first and not c.like_num), None)


def _subject_measure(doc: Doc, text: str, f: Figure, limit: int) -> bool:
    """As in "life expectancy is 73.3 years": the subject of a verb of level or change is what is measured."""
    verb = verb_over(anchor(doc, f))
    if verb is None or not (verb.lemma_ in LEVELS or trend_of(verb) is not None or lasts(verb, f)):
        return False
    if f.kind in {"duration", "age"} and tells_when(text, f, doc[f.sentence[0]].idx):
        return False
    subject = subject_of(verb)
    if subject is None or subject.pos_ != "NOUN" or not f.sentence[0] <= subject.i < f.first:
        return False
    _split(doc, f, subject, limit)
    return f.measure is not None


def _split_share(doc: Doc, f: Figure, noun: Token, target: Token | None, owner: Token | None, limit: int) -> None:
    """As in "the share of women in parliament", "its share of exports": whole, property and bearer of a share."""
    if (
        noun.lower_ == "shares" and target is not None and (target.pos_ == "PROPN" or target.lemma_.lower() in SOMEBODY)
    ):  # "Shares of Siemens fell": of its stock
        f.measure, f.scope = noun_core(doc, f, noun), phrase(doc, target, limit)
        return
    whole = whole_behind(noun, target)
    if target is not None and whole is not None:
        f.share_of, f.measure, f.scope = phrase(doc, whole, limit), core(doc, whole), phrase(doc, target, limit)
        return
    if target is not None:
        f.share_of, f.measure = phrase(doc, target, limit), core(doc, target)
    if owner is not None:
        f.scope = owner_of(doc, owner)
    if f.measure is None:
        f.measure = core(doc, noun)


def _split(doc: Doc, f: Figure, noun: Token, limit: int) -> None:
    """Splits a noun phrase into property and bearer ("population" | "the three provinces")."""
    if is_nothing_measured(doc, f, noun):
        return
    if noun.lower_ in EMPTY or noun.pos_ == "PRON":
        if is_change_told(doc, f, noun):
            return
        referent = antecedent(doc, noun) if noun.lower_ in {"it", "they"} else None
        verb = verb_over(anchor(doc, f))
        if referent is not None and verb is not None:
            if verb.lemma_ in LEVELS or trend_of(verb) is not None:
                f.measure = noun_core(doc, f, referent)
            else:
                f.measure = spent_on(doc, f, verb, limit)
            f.scope = phrase(doc, referent, referent.i + 8)
        elif f.kind == "money" and verb is not None and verb.lemma_ in TRANSACTIONS and noun.i < verb.i:
            f.measure = spent_on(doc, f, verb, limit)  # "It owed the printer 900 dollars for posters"
        return
    noun = _guessed(noun, f)
    target = object_of(noun, _OF_PREPS, f)
    owner = possessor(noun)
    if noun.lemma_.lower() in SHARE_NOUNS:
        _split_share(doc, f, noun, target, owner, limit)
        return
    verb = verb_over(anchor(doc, f))
    named = noun.pos_ == "PROPN" or noun.ent_type_ in {"GPE", "ORG", "LOC", "NORP", "FAC"} or noun.lemma_.lower() in SOMEBODY
    acting = verb is not None and verb.pos_ == "VERB" and trend_of(verb) is None and verb.lemma_ not in STATES
    if (
        f.kind == "measure"
        and acting
        and verb is not None
        and (named or verb.dep_ in {"advcl", "acl"} or verb.lemma_ in EXTENTS)
    ):
        area = verb.lemma_ in EXTENTS
        f.measure, f.scope = noun_core(doc, f, noun) if area else None, phrase(doc, target or noun if area else noun, limit)
        return
    if only_bears(noun, f) and (verb is None or acting):
        f.measure, f.scope = (
            spent_on(doc, f, verb, limit) if f.kind == "money" and verb is not None else None,
            phrase(doc, noun, limit),
        )
        return
    if noun.lemma_.lower() in AMOUNTS and (target is not None or _of_adjective(noun)):
        f.measure = without_article(phrase(doc, noun, limit))
        if target is not None and f.unit is None and f.kind == "count":
            f.unit = lemma(target)
        return
    if verb is not None and _is_paid(doc, f, noun, verb):
        _of_payment(doc, f, noun, verb, limit)
        return
    _property(doc, f, noun, target, owner, verb, limit)


def _of_adjective(noun: Token) -> bool:
    """As in "the number of unemployed"."""
    behind = next((c for c in noun.rights if c.lower_ == "of"), None)
    return behind is not None and any(c.dep_ == "pobj" and c.pos_ == "ADJ" for c in behind.children)


def _guessed(noun: Token, f: Figure) -> Token:
    """What an estimate or forecast is of: "growth" in "its estimate of economic growth", not the people who make it."""
    target = object_of(noun, ("of", "for"), f) if noun.lemma_.lower() in GUESSES else None
    if target is None or target.pos_ != "NOUN" or target.ent_type_ or target.lemma_.lower() in SOMEBODY | _SEASONS:
        return noun
    return noun if trend_of(target) is not None and target.lemma_.lower() != "growth" else target


def _is_paid(doc: Doc, f: Figure, noun: Token, verb: Token) -> bool:
    """Whether a figure is money that goes from somebody to somebody, and the noun is one of them, or what it is paid for."""
    if f.kind != "money" or verb.lemma_ not in TRANSACTIONS or noun.i >= f.first or is_sum_of(doc, f, noun):
        return False
    return (f.trend == "none" or f.earlier >= 0) and (verb.lemma_ not in HOLDS or noun.dep_ == "nsubj")


def _of_payment(doc: Doc, f: Figure, noun: Token, verb: Token, limit: int) -> None:
    target = object_of(noun, _OF_PREPS, f)
    mere = noun.lemma_.lower() in GENERIC | AMOUNTS
    priced = not mere and noun.dep_ in {"nsubjpass", "dobj"} and noun.ent_type_ != "PERSON" and verb.lemma_ not in TO_SOMEBODY
    who = subject_of(verb) if mere else None  # "raised a total of 20 million dollars": who did is in front of the verb
    if who is not None and (who.i >= verb.i or who.i == noun.i):
        who = None
    if priced or verb.lemma_ in PRICES:
        f.measure, f.scope = noun_core(doc, f, who or noun), phrase(doc, target or who or noun, limit)
        return
    f.measure = spent_on(doc, f, verb, limit)
    if f.measure is None and not mere and brought_in(noun, verb):
        f.measure, f.scope = noun_core(doc, f, noun), phrase(doc, target, limit) if target is not None else None
        return
    f.scope = phrase(doc, noun, limit) if not mere else named(doc, who, limit) if who is not None else None


def _property(
    doc: Doc, f: Figure, noun: Token, target: Token | None, owner: Token | None, verb: Token | None, limit: int
) -> None:
    """The noun as what is measured, of whatever stands behind its "of", or owns it."""
    if noun.lemma_.lower() in _TERRITORIES and f.kind == "measure" and verb is not None and verb.lemma_ in _ARRIVES:
        f.scope = phrase(doc, noun, limit)  # "the country reached 695 million tonnes", of what the sentence before says
        return
    f.measure = noun_core(doc, f, noun)
    if target is not None and target.i < limit and next(iter(target.ancestors)).lower_ == "of":
        f.scope = phrase(doc, target, limit)
    elif owner is not None:
        f.scope = owner_of(doc, owner)
    elif target is not None and target.i < limit:
        f.scope = phrase(doc, target, limit)
