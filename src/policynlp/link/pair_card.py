"""The model card of what compares figures, written by the run that trained it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policynlp.link.moment_table import CONTEXT as DATE_CONTEXT
from policynlp.link.moment_table import FEATURES as DATE_FEATURES

_CARD = """# Links: whether two figures, or two dates, of two texts are of one thing

Two logistic regressions on {features} features of a pair of figures, `same`, which reads a pair alone (likeness in meaning and in words,
time, place, scope, nature, digits, distance), and `measure`, likewise with the figures unseen; then `agrees`, `differs` and `alike`, each a
regression and {networks} networks of one hidden layer of {units} units, which read it once more beside its rivals in the two texts,
`agrees` and `alike` beside its rivals by measure as well: food inflation of 9.9 percent here and 12.6 there are of one measure, near as
9.9 may be to the general inflation of there. They are asked where two texts are tied by an agreement, which rules have found or, where
both print three digits alike, `agrees` itself, and say what is left over: pairs near in value that agree and, where the texts agree on two
figures or more, pairs apart that contradict each other, and pairs that are alike, of which nothing tells for sure that they are of one
thing and time; these are told as not comparable. Rules still bar what cannot be (two natures, two currencies, a rise and a fall), and of
what they tell by themselves differences that `differs` finds less likely than not are dropped, and agreements that `agrees` finds unlikely.
Retrain with `policynlp train links --data tests/data/dossiers --out models/links` (a quarter of an hour on one core, mostly tagging); the
same data give the same files on the same platform, number of threads (`OMP_NUM_THREADS`) and library versions.

Two more regressions on {date_features} features say which dates of texts that agree on two figures are of one thing ("took effect on
1 March", "in force since 1 March 2023"): one reads a pair alone, by words near both, how rare the date is, and figures beside it that
agree, the other beside its rivals. Their weights are in `dates.json`.

- Files: `weights.json` and `dates.json` (readable; weights are of the features as they come), `metrics.json`, `manifest.json` with the
  hashes of all.

## Data
{dossiers} dossiers of this project (`tests/data/dossiers`): an article and two papers each, and every pair of figures that a careful
reader would compare. Their sentences, figures and people are made up. {pairs} pairs of one dimension that are not far apart.

## Measured
Out of fold, ten folds by dossier. Told from the log-odds on at which {wrong_agrees:.0f} (agrees), {wrong_differs:.0f} (differs) and
{wrong_alike:.0f} (alike) of 100 dossiers have a pair that is told wrongly, and from a probability of {least_probability} at least
({least_of_differences} of differences); those thresholds were chosen on these same figures. A pair is alike where a
reader set it beside another, whatever the reader calls it.

| kind | least log-odds | pairs of one thing | told | told wrongly |
|---|---|---|---|---|
{rows}

{dates}Most of the differences told wrongly are pairs that the reader set beside each other as not comparable.

## Limits
- The rules that make the features were mended on 210 of these dossiers, so that features of unread texts are worse than the figures above
  say. Of 32 dossiers that were kept out of all training (22 of them of all reading) weights of `claims/18` told 505 of 716 agreements, 36
  of 201 differences and 98 of 339 pairs of dates, and eight differences and four pairs of dates that a reader does not call so. More
  dossiers did not help with figures: a model of 210 tells as much of these as one of 290.
- Thirty more were read by nobody before (`ba1` to `bf5`), with many pairs that look alike and are not. Weights of the other 290 told 346
  pairs that agree, 20 of them wrongly, eight differences of which one was right, and 94 pairs as alike, of which a reader set 75
  beside each other: which figures are of one measure is known far better than which of these contradict each other.
- Of twenty more (`ca1` to `ce4`) weights of the other 320, with the rules, told 197 of 333 agreements and 11 of 147 differences, 23 pairs
  as agreeing that a reader sets beside each other as another thing, 36 that no reader lists, and four differences that are none.
- Twelve plain ones, an ordinary article with two papers each (`ea1` to `ec4`), by weights of the other 360 and rules that were written
  before anybody read them: 108 of 163 agreements, three pairs as agreeing that a reader sets beside each other as another thing, 22 that
  no reader lists; eleven of 30 differences and none that is none.
- Ten plain ones (`ja1` to `jb5`) and five that are not kept, by regressions alone that had learnt from the other 384: 145 of 291
  agreements, seven pairs as agreeing that a reader sets beside each other as another thing, eight that no reader lists; ten of 81
  differences and none that is none. More than half of what was missed are dates, and shares or changes that the other text gives as two
  figures.
- Eight plain ones (`la1` to `lb4`), by weights that had learnt from the other 394 and rules that were written before anybody read them:
  102 of 200 agreements and six of 44 differences, none that is none; after rules for times and natures were mended on them 112 and seven.
- English texts. Figures more than 1.75 times apart, ages and small counts are not compared.
- Dates confirm only; that two dates of one thing differ is not told. Two happenings of one day or year, told in like words ("the ban on
  logging starts on 1 January", "the ban on plastic starts on 1 January"), are taken for one.
- A difference is a reason to look at both texts, no verdict on either.
"""

_DATES = """Dates, in {date_dossiers} dossiers of which a reader has paired all dates: {date_told} of {date_of_one_thing} pairs with a day
in common are told, and {date_told_wrongly} that the reader has not, about half of which are right all the same.

"""
_OF_DATES = ("dossiers", "told", "of_one_thing", "told_wrongly")
_AS_SHIPPED = "The weights for dates are those that came with the program: fewer than ten dossiers had `dates.jsonl`.\n\n"


def pair_card(weights: Mapping[str, Any], metrics: Mapping[str, Any]) -> str:
    """The card of weights (`PairModel.as_json`) with what was measured (`train_links`)."""
    from policynlp.link.pair_training import LEAST_OF_DIFFERENCES, LEAST_PROBABILITY, MOST_FALSE, SEEDS, UNITS

    rows = "\n".join(
        f"| {kind} | {metrics[kind]['least_log_odds']} | {metrics[kind]['of_one_thing']} | {metrics[kind]['told']} "
        f"| {metrics[kind]['told_wrongly']} |"
        for kind in MOST_FALSE
    )
    return _CARD.format(
        date_features=len(DATE_FEATURES) + len(DATE_CONTEXT),
        dates=_DATES.format(**{f"date_{name}": metrics["dates"][name] for name in _OF_DATES})
        if "dates" in metrics
        else _AS_SHIPPED,
        networks=SEEDS,
        units=UNITS,
        features=len(weights["heads"]["same"]["weights"]),
        dossiers=metrics["dossiers"],
        pairs=f"{metrics['pairs']:,}",
        wrong_agrees=100 * MOST_FALSE["agrees"],
        wrong_differs=100 * MOST_FALSE["differs"],
        wrong_alike=100 * MOST_FALSE["alike"],
        least_probability=LEAST_PROBABILITY,
        least_of_differences=LEAST_OF_DIFFERENCES,
        rows=rows,
    )
