"""The model card of what says what bare numbers count, written by the run that trained it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policynlp.tag.claims.unit_features import FEATURES
from policynlp.train.ranking import FOLDS, NETWORKS, UNITS, share_with_interval

_CARD = """# Units: what a bare number counts

A ranker: {networks} small networks (one hidden layer of {units} units, their shares averaged) over {features} features of everything
that a number without a unit may be a number of ("Of 61 stations, 52 were finished"; "8.1 million tonnes and 7.3 million in 2023"): units
of the figures near it, plurals in its sentence, the ones before, the passage before and the heading, people, years of age and votes; and
of nothing at all. They say how far a thing stands, whether figures beside the number are of it, which words stand right in front of the
number and behind it, what the parse says of both, how large the figures are. Rules come first; a number that no rule gives a unit gets
the thing whose share is {least} or more, with the flag `unit_inferred`.
Retrain with `policynlp train units --data corpus/press` (a quarter of an hour); the same data, encoder, library versions and number of
threads (`OMP_NUM_THREADS`) give the same files on the same platform.

- Files: `units.json` (readable), `metrics.json`, `manifest.json` with the hashes of all.

## Data
{data}

## Measured
Out of fold, {folds} folds by group of texts, 95 % intervals over groups, of the numbers that rules leave bare and a reader looked at. A
thing is right that the reader's words name, as the text prints it; another word for the same thing is wrong here ("homes" for
"apartments"). The features and the least share were chosen on these numbers.

{table}

## Limits
- English. Cells of tables have the units of their headers, not of this.
- What stands nowhere near as a plural or a unit is not found ("the pupil roll fell to 14,575").
- Times of day, numbers of buses and sections, ratios and scores are left bare; they are not told apart from each other.
- One reader looked at each number.
"""
_DATA = {
    "dossiers": (
        "texts of our own writing (`tests/data/dossiers`): articles, laws, audits, minutes, speeches, statistics; what they tell is "
        "made up."
    ),
    "unmarked": "news articles of our own writing (`corpus/unmarked`); what they tell is made up.",
}
_HEAD = "| texts of | bare numbers | of a unit | told near by | given | right of given | found |\n|---|---|---|---|---|---|---|"


def units_card(metrics: Mapping[str, Any]) -> str:
    """The card, with what was measured (`train.units.measured`) for each source of texts."""
    return _CARD.format(
        networks=NETWORKS,
        units=UNITS,
        features=len(FEATURES.names),
        least=FEATURES.least,
        folds=FOLDS,
        data="\n".join(_data(source, figures) for source, figures in metrics.items()),
        table="\n".join((_HEAD, *(_row(source, figures) for source, figures in metrics.items()))),
    )


def _data(source: str, figures: Mapping[str, Any]) -> str:
    read = "One reader each, who had not seen the program's answers, wrote down what every bare number counts."
    return (
        f"- **{source}**: {figures['groups']:,} groups of {_DATA.get(source, 'texts.')} {figures['numbers']:,} numbers. {read}"
    )


def _row(source: str, figures: Mapping[str, Any]) -> str:
    shares = [share_with_interval(figures[name]) for name in ("precision", "recall")]
    counts = [f"{figures[name]:,}" for name in ("numbers", "of_a_unit", "told", "given")]
    return f"| {' | '.join((source, *counts, *shares))} |"
