"""The model card of the theme classifier, written by the run that trained it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

_HEAD = """# Themes: which policy themes a passage is about

Multi-label, 17 themes and the facets of security, talent and agriculture; "none" is an answer. For each theme a logistic
regression on the passage's vector beside the mean vector of its neighbours, and one on hashed words and word pairs, blended
{blend:.2f} to {lexical:.2f}; Platt-calibrated; thresholds by label. Retrain with `policynlp train themes --data DIR`
(about two minutes on one core).

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
| own | 185 passages of this project, news style, many countries, all themes labelled | as the project |

No text is in the model but as weights. European Parliament questions (`ep_questions`) are kept out of training.

## Measured
Out of fold, four folds by speech or by title; 95 % bootstrap intervals over speeches and titles. Thresholds were chosen on
the same scores.

| set | items | micro-F1 | macro-F1 |
|---|---|---|---|
"""
_LIMITS = """
## Limits
Nearly all fully labelled training text is American and most of it is speech: news of other countries, laws and white papers
are reached by the encoder's generality and by some 400 sentences of our own, labelled by one reader. Probabilities are
calibrated for the mixture of these sets; where a theme is much rarer or commoner than there, they are off. Facets are learnt
from some five sentences each: take them as hints. Passages of one sentence are less certain than paragraphs. English only.
"""


def write_card(path: Path, config: Mapping[str, Any], metrics: Mapping[str, Any]) -> None:
    """Write the card from what the run found."""
    lexical = config["lexical_weight"]
    text = _HEAD.format(blend=1 - lexical, lexical=lexical, encoder=config["encoder"], taxonomy=config["taxonomy"])
    for name, row in metrics["sets"].items():
        text += f"| {name} | {row['items']:,} | {_interval(row['micro_f1'])} | {_interval(row['macro_f1'])} |\n"
    text += "\n| theme | gold | threshold | precision | recall | F1 | average precision | calibration error |\n"
    text += "|---|---|---|---|---|---|---|---|\n"
    for name, row in metrics["themes"].items():
        cells = [row[k] for k in ("gold", "threshold", "precision", "recall", "f1", "average_precision", "calibration_error")]
        text += f"| {name} | " + " | ".join(str(c) for c in cells) + " |\n"
    text += "\nFacets, macro-F1 of held-out examples of the taxonomy, four folds: "
    text += ", ".join(f"{name} {row['macro_f1']} ({row['items']} items)" for name, row in metrics["facets"].items()) + ".\n"
    path.write_text(text + _LIMITS, encoding="utf-8")


def _interval(figure: Mapping[str, float]) -> str:
    return f"{figure['value']:.3f} ({figure['low']:.3f}-{figure['high']:.3f})"
