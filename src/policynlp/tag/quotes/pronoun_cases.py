"""What is known of everybody whom "he" or "she" may stand for, as numbers: what a ranker that was trained reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from spacy.tokens import Token

from policynlp.document import Span
from policynlp.tag.people.gender import PRONOUNS
from policynlp.tag.people.resolve import Resolver
from policynlp.tag.people.salience import FEATURES
from policynlp.tag.quotes.cast import Cast
from policynlp.tag.quotes.pronoun_surroundings import Before, Surroundings
from policynlp.tag.quotes.ranked_cases import Case
from policynlp.tag.quotes.reading import Reading
from policynlp.tag.ranking import Features

RULES = (
    "brought_in", "unnamed_before", "unnamed_spoke", "office", "called", "introduced", "told", "goes_on", "ranked", "just_spoke",
    "only",
)  # fmt: skip
"""What answers for a pronoun by rule, the first that has an answer; see `speaker_pronouns`."""
OF_NOBODIES = ("brought_in", "unnamed_before", "unnamed_spoke", "office", "called")
"""Those of them that may answer nobody."""
OF_CANDIDATES = (
    *FEATURES, "likelihood", *(f"rule_{r}" for r in RULES), "by_rules", "rules_another", *(f"{r}_says_nobody" for r in OF_NOBODIES),
    "spoke_1", "spoke_2", "spoke_3", "spoken", "spoke_here", "spoke_passages", "meant_last", "meant_since",
    "tokens", "passages", "new", "full", "gender_unknown", "sole_of_gender", "told_since", "named_since", "unnamed_since",
    "other_since", "unnamed_subject_since", "opens", "in_own", "candidates",
    "out_of_reach", "likely_gender", "named_first_later", "passages_later", "subject_after", "share_here", "share_before",
    "mentions_in_text", "mentioned_most", "sentences_between", "called_here", "called_before", "called_subject", "called_tokens",
    "pronoun_before", "pronoun_in_speech", "speaks_before_pronoun", "said_before", "said_opens", "said_in_marks",
)  # fmt: skip
OF_NOBODY = (
    *(f"nobody_{r}" for r in RULES), "nobody_by_rules", "nobody_spoke_1", "nobody_plural", "nobody_people", "nobody_subject",
    "nobody_candidates", "nobody_likelihood", "nobody_sole", "nobody_opens", "nobody_named_here", "nobody_last_passages",
    "nobody_in_speech", "nobody_in_head", "nobody_people_before", "nobody_said_before", "nobody_said_opens", "nobody_in_marks",
)  # fmt: skip
PRONOUN_FEATURES = Features("pronouns", OF_CANDIDATES, OF_NOBODY, least=0.4)
"""With this least share as many are right as without one, and fewer wrong."""
BACK = 14
"""Sentences in which somebody is named who may be meant."""
_MOST_OUT_OF_REACH = 12
_HEAD = 2


def pronoun_case(
    pronoun: Token,
    *,
    reading: Reading,
    cast: Cast,
    resolver: Resolver,
    before: Before,
    own: Sequence[Span],
    in_speech: Callable[[int], bool],
    spoken_of: set[str],
) -> Case:
    """Everybody whom a pronoun may stand for.

    Args:
        pronoun: "he" or "she" that says something.
        reading: The document.
        cast: Who could speak in it.
        resolver: Of its names.
        before: What was resolved so far.
        own: What the pronoun says.
        in_speech: Whether what stands at an offset is said by somebody.
        spoken_of: Keys of people whom what is said calls by name.
    """
    gender = PRONOUNS[pronoun.lower_]
    answer = next((before.votes[r] for r in RULES if before.votes[r] is not None), None)
    chosen = answer.entity if answer is not None and answer.kind == "named_person" else None
    base = resolver.candidates(
        pronoun,
        spoke_last=before.spoke_last,
        outside=lambda offset: not any(s <= offset < e for s, e in own),
        in_speech=in_speech,
        back=BACK,
    )
    keys = [k for k in base if cast.by_entity(k) is not None]
    others = (k for k in resolver.fitting(gender) if k not in base and cast.by_entity(k) is not None)
    keys += islice(others, _MOST_OUT_OF_REACH)
    for vote in before.votes.values():
        if vote is not None and vote.kind == "named_person" and vote.entity is not None and vote.entity not in keys:
            keys.append(vote.entity)
    around = Surroundings(pronoun, gender, reading, cast, before, in_speech, own)
    sole = [k for k in keys if (f := cast.by_entity(k)) is not None and f.gender == gender]
    rows: list[tuple[float, ...]] = []
    for key in keys:
        figure = cast.by_entity(key)
        values, entity = base.get(key, ([0.0] * len(FEATURES), None))
        votes = [float(v is not None and v.entity == key) for v in (before.votes[r] for r in RULES)]
        own_features = [
            *values, before.likelihood.get(key, 0.0), *votes, float(chosen == key), float(chosen not in {None, key}),
            *(float(v is not None and v.kind == "anonymous") for v in (before.votes[r] for r in OF_NOBODIES)),
            *around.spoken(key),
            *around.placed(figure, entity.start if entity is not None else None),
            float(figure is not None and figure.gender is None), float(sole == [key]),
            *around.since(entity.start if entity is not None else None),
            float(around.opens), float(key in spoken_of), float(len(keys)),
            float(key not in base), float(resolver.likely(key) == gender), *around.in_text(key), *around.called(key),
            before.pronoun_before.get(key, 0.0), float(around.inside), float(around.inside and around.last_speaker == key),
            *around.told(),
        ]  # fmt: skip
        rows.append(PRONOUN_FEATURES.row(tuple(own_features)))
    nobody = [
        *(float(v is not None and v.kind == "anonymous") for v in (before.votes[r] for r in RULES)), float(chosen is None),
        *around.nobody(), float(len(keys)), max(before.likelihood.values(), default=0.0), float(len(sole)),
        float(around.opens), around.named_here(), around.last_passages(),
        float(around.inside), float(around.passage <= _HEAD), float(around.unnamed_before()),
        *around.told(),
    ]  # fmt: skip
    rows.append(PRONOUN_FEATURES.last_row(tuple(nobody)))
    everybody = (*(cast.by_entity(key) for key in keys), None)
    at = keys.index(chosen) if chosen in keys else len(keys)
    return Case(everybody, tuple(rows), at, gender)
