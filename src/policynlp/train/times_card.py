"""The model card of what says when figures were measured, written by the run that trained it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policynlp.tag.claims.time_features import FEATURES
from policynlp.tag.claims.when import LEAST_BESIDE, LEAST_NONE
from policynlp.train.ranking import FOLDS, NETWORKS, UNITS, share_with_interval

_CARD = """# Times: when a figure was measured

A ranker: {networks} small networks (one hidden layer of {units} units, their shares averaged) over {features} features of every time that
a text tells near a figure, in its headings, its title and its lead, and of no time: how far it stands, what stands between, which
preposition leads it, which figures beside it have it by hand-written rules and how many of the text, tense and nature of what is told,
where it lies from the day of publication, and what those rules answer for this figure. A time that rules give stands unless none has a
share of {none}; where they give none, one is given from a share of {least} on, and of {beside} where the figure's own sentence tells some
time that is not its own by the rules.
Retrain with `policynlp train times --data corpus/press` (five minutes); the same data, encoder, library versions and number of threads
(`OMP_NUM_THREADS`) give the same files on the same platform.

- Files: `times.json` (readable), `metrics.json`, `manifest.json` with the hashes of all.

## Data
{data}

## Measured
Out of fold, {folds} folds by group of texts, 95 % intervals over groups, of the figures that the program finds, too. A time is right that
is the reader's or has most of its days; a day for its month and a quarter ("the end of 2024") for its last day are right as well, two
calendar years for the fiscal year within them, and what is open at one end for what begins or ends there. The features and the three
least shares were chosen on these figures.

{table}

## Limits
- English. Cells of tables are read by their headers, not by this.
- Readers know more than a text tells: "the year under review", a harvest, the fiscal year of a country. One figure in six that has a time
  by its reader has none that stands in the text.
- Where a text has no date, "last year" has no days, for the ranker neither.
- Readers wrote down one time each; two of them would not always agree on what "so far" covers.
"""
_DATA = {
    "dossiers": (
        "texts of our own writing (`tests/data/dossiers`): articles, laws, audits, minutes, speeches, statistics; what they tell is "
        "made up."
    ),
}
_HEAD = (
    "| texts of | figures | with a time | told | right of given, ranker | found, ranker | right of given, rules | found, rules |\n"
    "|---|---|---|---|---|---|---|---|"
)


def times_card(metrics: Mapping[str, Any]) -> str:
    """The card, with what was measured (`train.times.measured`) for each source of texts."""
    return _CARD.format(
        networks=NETWORKS,
        units=UNITS,
        features=len(FEATURES.names),
        least=FEATURES.least,
        none=LEAST_NONE,
        beside=LEAST_BESIDE,
        folds=FOLDS,
        data="\n".join(_data(source, figures) for source, figures in metrics.items()),
        table="\n".join((_HEAD, *(_row(source, figures) for source, figures in metrics.items()))),
    )


def _data(source: str, figures: Mapping[str, Any]) -> str:
    read = "One reader each, who had not seen the program's answers, wrote down the time of every figure."
    return (
        f"- **{source}**: {figures['groups']:,} groups of {_DATA.get(source, 'texts.')} {figures['figures']:,} figures. {read}"
    )


def _row(source: str, figures: Mapping[str, Any]) -> str:
    shares = [share_with_interval(figures[by][name]) for by in ("ranker", "rules") for name in ("precision", "recall")]
    counts = [f"{figures[name]:,}" for name in ("figures", "with_a_time", "told")]
    return f"| {' | '.join((source, *counts, *shares))} |"
