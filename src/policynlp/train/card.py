"""The model card of the theme classifier, written by the run that trained it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

_HEAD = """# Themes: which policy themes a passage is about

Multi-label, 17 themes and the facets of security, talent and agriculture; "none" is an answer. For each theme two views: the passage's
vector beside the mean vector of its neighbours, read by a logistic regression and by a network with one hidden layer that all themes
share (their mean), and hashed words and word pairs, read by a logistic regression; blended
{blend:.2f} to {lexical:.2f}; titles of bills ("To amend ...") have heads of their own beside these. The passage's score and that of
its strongest sentence (less {penalty} for each e-fold in the number of sentences) count {whole:.2f} to {sentence:.2f}. The probability
comes from this score and that of the strongest other theme, so that a text with one theme is not given its neighbours; thresholds by
label. Facets: the same two views, the stronger of passage and strongest sentence. A theme or facet that a user adds is scored by
nearness to its definition, what is in, and examples, and competes.
Retrain with `policynlp train themes --data DIR` (four minutes on two cores, two of them for the vectors); the same data give the
same files, byte for byte, on the same platform and library versions.

- Encoder: `{encoder}`; taxonomy `{taxonomy}`.
- Files: `config.json`, `weights.safetensors`, `metrics.json`, and `manifest.json` with their hashes.

## Data
| set | what | licence |
|---|---|---|
| cap_sotu, cap_sotu_passages | State of the Union sentences and passages, Comparative Agendas Project topics | public-domain text |
| congress_bills | titles of US bills, Comparative Agendas Project topics | public-domain text |
| sdg_sentences | sentences on Sustainable Development Goals, those goals that are one theme | Apache-2.0 |
| wri_incentives | land and farm policy of Kenya, Malawi and India, as positives of agriculture | MIT |
| taxonomy | definitions, examples and neutral sentences of this project | as the project |
| own | {own} passages of `corpus/labels`, its frozen ones left out; all themes and facets labelled | CC0-1.0 |
| headlines | {headlines} headlines of `corpus/labels`, likewise | CC0-1.0 |
| mixed | {mixed} passages of two to four own ones joined at random | as the project |

No text is in the model but as weights. European Parliament questions (`ep_questions`) are kept out of training.

## Measured
Out of fold, four folds by speech or by title; 95 % bootstrap intervals over speeches and titles.

Thresholds: by theme the best F1 on these same out-of-fold scores, in which own items have {own_share:.0%} of the weight; for
{protected} among those thresholds that reach a precision of {precision:.2f}. One threshold for all facets, the best F1 given the
theme. The figures below are therefore a little too good; the held-out ones below them are not.

| set | items | micro-F1 | macro-F1 |
|---|---|---|---|
"""
_HELD_OUT = """
## Held out
No model was trained on the frozen fifth of `corpus/labels` ({passages} passages, groups of their own): micro-F1 {micro}, macro-F1
{macro}; facets {facets}, {false_alarms} false alarms among {hard_negatives} passages that only look like a facet. F1 by facet: {each}.
They were written and labelled by several hands in the same weeks as those that are trained on, so that style and labels are nearer
than those of real news; the setting was chosen among some twenty with these figures, those of the parliamentary questions and of the
older held-out passages in sight.
"""
_NEW_THEMES = """
## A theme of a user's own
Each theme was taken as new in turn: its labels took no part in what nearness is worth, and it was found by its definition (a
sentence, with the phrases of what is in), then with {examples} examples beside it, those of the taxonomy. Mean F1 over the themes with
ten or more:

| by | {sets} |
|---|{rules}
"""
_LIMITS = """
## Limits
Nearly all fully labelled public text is American and most of it is speech: news of other countries, laws and white papers
are reached by the encoder's generality and by some 1,400 short texts of our own. Probabilities are calibrated for the mixture of
these sets; where a theme is much rarer or commoner than there, they are off. Facets are learnt from 40 to 80 short texts each: take
them as hints. Since a sentence can carry a theme, long passages get more themes than a coder who gives one main topic would: on
questions of the European Parliament recall is higher than precision. Passages of one sentence are less certain than paragraphs.
English only.
"""


def write_card(path: Path, config: Mapping[str, Any], metrics: Mapping[str, Any], choices: Mapping[str, Any]) -> None:
    """Write the card from what the run found (`config`, `metrics`) and how it chose (`choices`)."""
    lexical, sentence = config["lexical_weight"], config["sentence_weight"]
    text = _HEAD.format(
        blend=1 - lexical,
        lexical=lexical,
        whole=1 - sentence,
        sentence=sentence,
        penalty=config["sentence_penalty"],
        encoder=config["encoder"],
        taxonomy=config["taxonomy"],
        **choices,
    )
    for name, row in metrics["sets"].items():
        text += f"| {name} | {row['items']:,} | {_interval(row['micro_f1'])} | {_interval(row['macro_f1'])} |\n"
    text += "\n| theme | gold | threshold | precision | recall | F1 | average precision | calibration error |\n"
    text += "|---|---|---|---|---|---|---|---|\n"
    for name, row in metrics["themes"].items():
        cells = [row[k] for k in ("gold", "threshold", "precision", "recall", "f1", "average_precision", "calibration_error")]
        text += f"| {name} | " + " | ".join(str(c) for c in cells) + " |\n"
    text += "\nFacets, macro-F1 out of fold, given the theme:\n\n| theme | single passages | mixtures |\n|---|---|---|\n"
    for name, row in metrics["facets"].items():
        text += f"| {name} | " + " | ".join(f"{row[k]['macro_f1']} ({row[k]['items']})" for k in ("single", "mixed")) + " |\n"
    text += _new_themes(metrics["new_themes"], choices["examples"])
    path.write_text(text + _held_out(metrics.get("frozen") or {}) + _LIMITS, encoding="utf-8")


def _new_themes(figures: Mapping[str, Mapping[str, float]], examples: int) -> str:
    sets = list(figures["examples"])
    if not sets:
        return ""
    text = _NEW_THEMES.format(examples=examples, sets=" | ".join(sets), rules="---|" * len(sets))
    rows = {"its definition": figures["definition"], f"definition and {examples} examples": figures["examples"]}
    return text + "".join(f"| {by} | " + " | ".join(f"{row[s]:.3f}" for s in sets) + " |\n" for by, row in rows.items())


def _held_out(frozen: Mapping[str, Any]) -> str:
    if not frozen:
        return ""
    each = ", ".join(f"{name} {value:.2f}" for name, value in frozen["facets"].items())
    return _HELD_OUT.format(
        passages=frozen["passages"],
        micro=_interval(frozen["micro_f1"]),
        macro=_interval(frozen["macro_f1"]),
        facets=_interval(frozen["facets_macro_f1"]),
        false_alarms=frozen["false_alarms"],
        hard_negatives=frozen["hard_negatives"],
        each=each,
    )


def _interval(figure: Mapping[str, float]) -> str:
    return f"{figure['value']:.3f} ({figure['low']:.3f}-{figure['high']:.3f})"
