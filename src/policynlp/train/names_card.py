"""The model card of what says whether a name is a person's, written by the run that trained it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policynlp.tag.people.name_cases import FEATURES
from policynlp.tag.people.name_judge import LEAST_PERSON
from policynlp.train.names import FOLDS

_CARD = """# Names: whether a name that is taken for a person's is one

Models of names are trained on American news: they take "Bangko Sentral", "Co Leitrim" and "Ministers" for people. After all rules, a
multinomial logistic regression over {features} features of each such name says whether it is a person's, a place's, a body's or none:
how it looks, what stands beside it in all its places in the text, what the encoder saw there and how sure it was, other forms of the
name, and what hand-written rules say. A name whose share for a person is below {least} gets the label of the best other class, or is
left out; the last words of a name that is surely a person's ("de la Cruz") stay from .1 on. Without the encoder nothing is judged.
Retrain with `policynlp train names --data corpus/press --articles ../data/quotes/polnear_train.jsonl` (ten minutes, all tagging); the same
data, encoder and library versions give the same files on the same platform.

- Files: `weights.json` (readable), `metrics.json`, `manifest.json` with the hashes of all.

## Data
{names:,} names of {texts:,} texts that models and rules take for people's, judged by readers who saw each name with up to three of its
places. Names of people with wrong boundaries are left out.

{sources}

What the readers say: `corpus/press/names.jsonl`, CC0-1.0, where it is trained on that folder.

## Measured
Out of fold, {folds} folds by text. "People's" is the part of the names that are taken for people's which are, before and after, with a 95 %
interval over texts. The share of {least} was chosen on these figures.

{table}

## Limits
- Boundaries stay as they are; people that are taken for something else stay so.
- Families ("the Obamas") and surnames that something is called after ("Kant's portrait") are most of what is taken wrongly.
- Labels are those of one reader each, who saw no whole text.
"""
_HEAD = "| texts of | names | no people's | taken | rightly | right class | people's before | after |\n|---|---|---|---|---|---|---|---|"
_SOURCES = {
    "articles": "training articles of PolNeAR (US newspapers and agencies of 2015 and 2016), whose texts lie elsewhere.",
    "dossiers": "articles and papers of many countries of our own writing (`tests/data/dossiers`, CC0-1.0).",
    "unmarked": "news of our own writing (`corpus/unmarked`, CC0-1.0).",
}


def names_card(metrics: Mapping[str, Any]) -> str:
    """The card, with what was measured (`train.names.measured`)."""
    whole = metrics["all"]
    parts = [source for source in metrics if source != "all"]
    return _CARD.format(
        features=len(FEATURES),
        least=LEAST_PERSON,
        names=whole["names"],
        texts=whole["texts"],
        sources="\n".join(f"- **{s}**: {metrics[s]['texts']:,} {_SOURCES.get(s, 'texts.')}" for s in parts),
        folds=FOLDS,
        table="\n".join((_HEAD, *(_row(source, figures) for source, figures in metrics.items()))),
    )


def _row(source: str, figures: Mapping[str, Any]) -> str:
    after = figures["people_after"]
    share = f"{after['value']:.1%} ({after['low']:.1%} to {after['high']:.1%})"
    counts = (figures[name] for name in ("names", "no_people", "taken", "taken_rightly", "class_right"))
    return f"| {source} | {' | '.join(f'{count:,}' for count in counts)} | {figures['people_before']:.1%} | {share} |"
