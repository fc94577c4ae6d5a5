"""The model card of what says whom sources without a name stand for, written by the run that trained it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policynlp.tag.quotes.noun_cases import NOUN_FEATURES
from policynlp.tag.quotes.pronoun_cases import PRONOUN_FEATURES, RULES
from policynlp.train.ranking import FOLDS, NETWORKS, UNITS, share_with_interval

_CARD = """# Speakers: whom "he", "she", "it" and nouns stand for where they say something

Two rankers, one of "he" and "she", one of "it" and of nouns ("the company", "her lawyer", "Poll:"): {networks} small networks each
(one hidden layer of {units} units, their shares averaged) over {pronoun_features} and {noun_features} features of everybody who may be
meant: how far back and as what somebody was named, who spoke last and how often, which nouns call them or stand in their names, gender
by the text or the given name, people without a name in between, and what hand-written rules answer ({rules} and a log-linear ranker for
pronouns, one answer for nouns). Nobody who is named is one of those who may be meant; so it is answered where no name has a share of
{pronoun_least}, for nouns {noun_least}; the rules' noun then stays ("company"), but no name. Before them rules alone were believed.
Retrain with `policynlp train speakers --data corpus/unmarked --data corpus/press --articles ../data/quotes/polnear_train.jsonl` (half an
hour, mostly tagging); the same data, encoder, library versions and number of threads (`OMP_NUM_THREADS`) give the same files on the same
platform.

- Files: `pronouns.json` and `nouns.json` (readable), `metrics.json`, `manifest.json` with the hashes of all.

## Data
{data}

What is learnt from a small folder counts up to three times as much as what is learnt from a large one.

## Measured
Out of fold, {folds} folds by text, 95 % interval over texts; a wrong name is another one than the reader's, or one where the reader says
nobody. The least shares, the features and the weights of folders were chosen on these figures.

{tables}

Where the reader names a body and the rules know it as "agency" alone, nobody is named, which is wrong here.

## Limits
- English, and news above all. Of laws and papers, which have few such pronouns, nothing was measured.
- Names that the entity layer cuts or takes for two people's are wrong here, too; so are stories whose wit is in who is meant.
- Readers give the maker of a document where the text tells one; where none is found, the program gives the document ("report").
- "They", nouns in the plural, nouns with "a" and, but in headlines, nouns without an article are answered by rules.
"""
_TITLES = {
    "male": '"he"', "female": '"she"', "it": '"it"', "body": "bodies (the company)", "document": "documents (the report)",
    "role": "people by role (the governor)", "kin": "kin (her son)", "other": "other nouns (the man)",
}  # fmt: skip


_HEAD = "| | right | by rules alone | wrong names | by rules alone |\n|---|---|---|---|---|"
_DATA = {
    "unmarked": (
        "news articles of our own writing (`corpus/unmarked`, CC0-1.0), in which readers who had not seen the program's answers wrote down "
        "whom every source means that has no name; people and events are made up. The encoder learnt from half of these texts as well, "
        "from a larger reader's words, not from these readers'."
    ),
    "press": (
        "articles whose texts lie elsewhere (`corpus/press`): training articles of PolNeAR (US newspapers and agencies of 2015 and 2016), "
        "read in the same way, and dossiers of our own writing (`tests/data/dossiers`), whose quotations readers had named the speakers "
        "of, and on which rules were mended."
    ),
}


def speakers_card(metrics: Mapping[str, Any]) -> str:
    """The card, with what was measured (`train.ranking.measured`) for each ranker on each folder."""
    return _CARD.format(
        networks=NETWORKS,
        units=UNITS,
        pronoun_features=len(PRONOUN_FEATURES.names),
        noun_features=len(NOUN_FEATURES.names),
        rules=len(RULES) - 1,
        pronoun_least=PRONOUN_FEATURES.least,
        noun_least=NOUN_FEATURES.least,
        folds=FOLDS,
        data="\n".join(_data(folder, figures) for folder, figures in metrics.items()),
        tables="\n\n".join(_table(folder, figures) for folder, figures in metrics.items()),
    )


def _data(folder: str, figures: Mapping[str, Any]) -> str:
    texts = max((ranker["texts"] for ranker in figures.values()), default=0)
    counted = ", ".join(f"{ranker['sources']:,} {name}" for name, ranker in figures.items())
    return f"- **{folder}**: {texts:,} {_DATA.get(folder, 'texts.')} Sources that the tagger, too, takes for such: {counted}."


def _table(folder: str, figures: Mapping[str, Any]) -> str:
    titles = {PRONOUN_FEATURES.ranker: '"He" and "she"', NOUN_FEATURES.ranker: '"It" and nouns'}
    return "\n".join(
        (f"### {folder}", _HEAD, *(row for name, ranker in figures.items() for row in _rows(titles[name], ranker)))
    )


def _rows(title: str, figures: Mapping[str, Any]) -> list[str]:
    share = figures["share"]
    whole = f"**{figures['right']:,} of {figures['sources']:,}, {share_with_interval(share)}**"
    return [
        _row(f"**{title}**", whole, figures),
        *(_row(_TITLES[k], _share(f, "right"), f) for k, f in figures["kinds"].items()),
    ]


def _row(title: str, right: str, figures: Mapping[str, Any]) -> str:
    return f"| {title} | {right} | {_share(figures, 'right_by_rules')} | {figures['wrong_names']:,} | {figures['wrong_names_by_rules']:,} |"


def _share(figures: Mapping[str, Any], name: str) -> str:
    return f"{figures[name]:,} of {figures['sources']:,}, {figures[name] / figures['sources']:.1%}"
