"""The model card of the encoder, written by the run that trained it."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_HEAD = """# Encoder: MiniLM-L6 with heads for quotations, entities and meaning, ONNX int8

What reads the texts: 6 layers, 384 dimensions, English. Words are uncased; the case of each word (8 classes) and its place among
quotation marks (5) are embeddings of their own, added to the word's and put beside the last layer. From one pass over windows of
up to 384 word pieces, which hold several paragraphs and overlap:

1. three layers of begin, inside and outside labels: content, cue and source, which may nest in each other;
2. pointers from each word of a content to the beginning of its cue, and from each cue to its source or to none;
3. named entities: people, organisations, places, events, other names;
4. token vectors whose mean over a sentence or passage is its meaning, for themes, echoes and search.

Retrain with `policynlp train encoder --data DIR` (extra `train`). {made} all runs together
took {minutes} minutes on two shared cores.

## Data
| set | what for | licence |
|---|---|---|
| PolNeAR train (840 US news articles of 2016) | quotations | no licence file; used for training only, no text is in the model |
| CrossNER politics, AI, science, literature | entities | MIT, text CC BY-SA |
| GUM, re3d | entities | CC BY, CC BY-SA; OGL and public domain |
| the articles again, with entities of spaCy and of our rules, weight .3 | entities in news | |
| State of the Union, bills, SDG sentences, farm policy | meaning: MiniLM's own vectors, no labels | public domain, Apache-2.0, MIT |

A third of the CrossNER politics development sentences is kept out to measure with. In three of ten readings an article's quotation
marks are replaced by another style. SHA-256 of all files: `metrics.json`.

## Measured
Development articles of PolNeAR (84), F1 with 95 % bootstrap intervals over articles. Decoding was chosen on these articles (left) or on
the other half of them (right, so what new articles of that year and country would see).
Shipped, these are joined with rules (see docs/log.md for the figures of the whole).

| | int8, decoding chosen here | int8, chosen on the other half | fp32, decoding chosen for it |
|---|---|---|---|
"""
_ONE_ROUND = """This one has the mean of the weights of {runs} runs (seeds {seeds}),
each of {epochs} passes over the articles from the same start;"""
_TWO_ROUNDS = """This one was made in two rounds: {runs} runs (seeds {seeds})
of {epochs} passes over the articles from the same start, then runs of {more} passes (seeds {again}) that went on from the mean of their
weights; it has the mean of that mean and of what the latter had after each of their last two passes;"""
_DISTILLED = """Then it learnt from a larger reader ({large}, Apache-2.0), which was fitted to the same articles in three passes: in
{epochs} passes over what that one says of the articles and of {texts} texts that nobody marked (news of our own writing in
`corpus/unmarked`, articles of our dossiers, GUM, re3d), with names and vectors held to what they were. Its weights are the mean of
those learnt and, to {kept:.0%}, those of before; `policynlp train distil` does it ({minutes} minutes, and {minutes_large} for the larger
reader).
"""
_BESIDE = """
The encoder before that, and the larger reader (32-bit floats, decoding of the former):

| | before | larger reader |
|---|---|---|
"""
_NAMES = {
    "jaccard.8": "attributions, word Jaccard of content >= .8",
    "direct_mixed": "direct and mixed",
    "indirect": "indirect",
    "exact": "content exact",
    "content": "content pieces exact",
    "cue": "cue pieces exact",
    "source": "source pieces exact",
    "source_overlap": "source right (overlap), of found ones",
    "source_exact": "source right (exact), of found ones",
}
_ENTITIES = """
Entities, the head alone on 180 development sentences of CrossNER politics that were kept out, F1:

| | int8 | fp32 |
|---|---|---|
"""
_RUNS = """
What it is the mean of, each by itself, int8, with the decoding of the mean, and their mean with its standard deviation:

| | jaccard .8 | direct and mixed | indirect | content | cue | source | entities |
|---|---|---|---|---|---|---|---|
"""
_OUTLETS = """
By newspaper, decoding chosen on all of them:

| | articles | attributions | direct and mixed | indirect |
|---|---|---|---|---|
"""
_RUN_KEYS = ("jaccard.8", "direct_mixed", "indirect", "content", "cue", "source", "entities")
_MEANING = """
Meaning: the same tests for the unchanged MiniLM in fp32 and for this model.

| | MiniLM | int8 | fp32 |
|---|---|---|---|
"""
_WINDOWS = """
Cut into windows where the text has it, as it runs, beside windows filled one after the other, with which the figures above were
measured; the encoder alone on the passages of the pipeline:

| | filled | cut where the text has it |
|---|---|---|
"""
_LIMITS = """
## Known failures
On the development articles, most frequent first:

- Reported speech that ends within a sentence: a clause that the writer adds ("..., putting his name on the line") is taken along.
- Cues that are no words of saying ("was labeled", "had the backing of", "to the chagrin of") are missed; verbs of doing with an
  object ("took to Twitter", "heard the case") are now and then taken for such.
- Two speeches in neighbouring paragraphs of which one has no cue of its own go to one speaker; so do a thought and a quotation that
  one paragraph joins.
- What somebody says within somebody else's speech is not read at all: the articles do not mark it.
- Titles, terms and scare quotes in marks beside a verb of naming ("known as", "labeled") are taken for speech or left out by chance.
- Headlines, lists of statements, interviews without labels and texts of other countries are rare in training: rules for layout and
  for such forms stand beside the encoder.

## Limits
- English only; the articles are US politics of 2016, with beliefs, polls and intentions annotated as attributions too.
- No pronoun is resolved here: speakers are found by rules in `tag/quotes/speakers.py`.
- A vector depends a little on the passages around it, and never shares an index with vectors of another model.
- Dynamic quantisation makes every output depend on all of its window, so each window runs alone.
- Human agreement on PolNeAR is 73.3 (attributions), 90.5 (direct and mixed), 67.5 (indirect): nearly all that is left is disputed.

## Files
`model.onnx` (inputs `input_ids`, `case`, `marks`, int64, 1 x pieces), `tokenizer.json`, `config.json`, `decoding.json` (what calibration
chose), `metrics.json`; `manifest.json` holds their SHA-256, which are checked before anything is loaded.
"""
_NOTICE = """This folder holds weights and vocabulary that derive from sentence-transformers/all-MiniLM-L6-v2
(https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2), which builds on nreimers/MiniLM-L6-H384-uncased and
microsoft/MiniLM-L12-H384-uncased. Licensed under the Apache License, Version 2.0
(http://www.apache.org/licenses/LICENSE-2.0). Changed: fine-tuned with further embeddings and heads, converted to ONNX, quantised.
"""


def write_card(folder: Path, facts: Mapping[str, Any]) -> None:
    """Write `README.md` and `NOTICE` of a model.

    Args:
        folder: The model's folder.
        facts: `settings`, `minutes` and `metrics`, as in `metrics.json`; `distilled`, where it learnt from a larger one; `windows`, where
            they are cut otherwise than when it was measured.
    """
    metrics, settings = facts["metrics"], facts["settings"]
    seeds, again = (", ".join(map(str, facts.get(key, []))) for key in ("seeds", "again"))
    made = (_TWO_ROUNDS if again else _ONE_ROUND).format(
        epochs=settings["epochs"], runs=len(facts["seeds"]), seeds=seeds, again=again, more=facts.get("again_epochs")
    )
    text = _HEAD.format(made=made, minutes=facts["minutes"])
    distilled = facts.get("distilled")
    if distilled:
        about = {k: distilled[k] for k in ("large", "texts", "minutes", "minutes_large")}
        told = _DISTILLED.format(**about, **{k: distilled["settings"][k] for k in ("epochs", "kept")})
        text = text.replace("\n## Data\n", f"\n{told}\n## Data\n", 1)
    for key, name in _NAMES.items():
        both = [_interval(metrics[of][key]) for of in ("quotations", "quotations_cross_fitted")]
        text += f"| {name} | {both[0]} | {both[1]} | {metrics['quotations_fp32'][key]} |\n"
    if distilled:
        text += _BESIDE
        for key, name in _NAMES.items():
            text += f"| {name} | {_interval(distilled['before'][key])} | {distilled['large_figures'][key]:.1f} |\n"
    text += _RUNS
    for name, run in metrics["runs"].items():
        text += f"| {name} | " + " | ".join(f"{run[key]:.1f}" for key in _RUN_KEYS) + " |\n"
    text += "| mean | " + " | ".join(_spread([run[key] for run in metrics["runs"].values()]) for key in _RUN_KEYS) + " |\n"
    text += _OUTLETS
    for name, outlet in metrics["outlets"].items():
        cells = " | ".join(_interval(outlet["figures"][key]) for key in ("jaccard.8", "direct_mixed", "indirect"))
        text += f"| {name} | {outlet['articles']} | {cells} |\n"
    if "windows" in facts:
        text += _WINDOWS
        for key, name in _NAMES.items():
            if key in facts["windows"]["filled"]:
                text += f"| {name} | {facts['windows']['filled'][key]:.1f} | {facts['windows']['cut'][key]:.1f} |\n"
    text += _ENTITIES
    for row, plain in zip(metrics["entities"], metrics["entities_fp32"], strict=True):
        value, low, high, other = (f"{100 * v:.1f}" for v in (row["f1"], row["low"], row["high"], plain["f1"]))
        text += f"| {row['metric']} | {value} ({low} to {high}) | {other} |\n"
    text += _MEANING
    for key in metrics["meaning"]["minilm"]:
        values = " | ".join(f"{metrics['meaning'][m][key]:.3f}" for m in ("minilm", "int8", "fp32"))
        text += f"| {key} | {values} |\n"
    (folder / "README.md").write_text(text + _LIMITS, encoding="utf-8")
    (folder / "NOTICE").write_text(_NOTICE, encoding="utf-8")


def _spread(values: Sequence[float]) -> str:
    return f"{statistics.mean(values):.1f} ± {statistics.stdev(values):.1f}" if len(values) > 1 else f"{values[0]:.1f}"


def _interval(value: Mapping[str, float]) -> str:
    return f"{value['value']:.1f} ({value['low']:.1f} to {value['high']:.1f})"
