"""The model card of what says whom "he" and "she" stand for, written by the run that trained it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policynlp.tag.quotes.pronoun_cases import NAMES, RULES
from policynlp.train.pronouns import FOLDS, LEAST, NETWORKS, UNITS

_CARD = """# Speakers: whom "he" and "she" stand for where they say something

{networks} small networks (one hidden layer of {units} units, their shares averaged) over {features} features of everybody who may be meant:
how far back and as what somebody was named, who spoke last and how often, which nouns call them, gender by the text or the given name,
people without a name in between, and what {rules} hand-written rules and a log-linear ranker answer. Nobody who is named is one of those
who may be meant; so it is answered where no name has a share of {least}. Before it the first of the rules that had an answer was
believed. Retrain with `policynlp train speakers --data corpus/unmarked --out models/speakers` (twenty minutes, mostly tagging); the same
data, encoder, library versions and number of threads (`OMP_NUM_THREADS`) give the same files on the same platform.

- Files: `pronouns.json` (readable), `metrics.json`, `manifest.json` with the hashes of all.

## Data
{texts} news articles of our own writing (`corpus/unmarked`, CC0-1.0), in which readers who had not seen the program's answers wrote
down whom every source means that has no name (`speakers.jsonl`, 28,700 of them). People and events are made up. {pronouns} of them are
"he" and "she" that the tagger, too, takes for sources. The encoder learnt from half of these texts as well, from a larger reader's words,
not from these readers'.

## Measured
Out of fold, {folds} folds by text, 95 % interval over texts: **{right} of {pronouns} right, {share:.1%} ({low:.1%} to {high:.1%})**;
by rules alone {right_by_rules} ({by_rules:.1%}). Another person is named, or somebody where the reader says nobody, {wrong_names} times;
by rules {wrong_names_by_rules} times. The share from which a name is believed and the features were chosen on these figures.

## Limits
- English, and news above all. Of laws and papers, which have few such pronouns, nothing was measured.
- Names that the entity layer cuts or takes for two people's are wrong here, too; so are stories whose wit is in who is meant.
- "It" and "they", and nouns ("the agency"), are answered by rules.
"""


def pronouns_card(metrics: Mapping[str, Any]) -> str:
    """The card, with what was measured (`train.pronouns.measured`)."""
    return _CARD.format(
        networks=NETWORKS,
        units=UNITS,
        features=len(NAMES),
        rules=len(RULES) - 1,
        least=LEAST,
        folds=FOLDS,
        share=metrics["share"]["value"],
        low=metrics["share"]["low"],
        high=metrics["share"]["high"],
        by_rules=metrics["right_by_rules"] / metrics["pronouns"],
        **{
            name: f"{metrics[name]:,}"
            for name in ("texts", "pronouns", "right", "wrong_names", "right_by_rules", "wrong_names_by_rules")
        },
    )
