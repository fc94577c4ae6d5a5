"""Verbs on models: list, activate a tag set, promote, demote, compare; and training."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from policynlp.cli.options import JsonFlag, print_json, settings_with

models = typer.Typer(invoke_without_command=True)


@models.callback()
def list_models(context: typer.Context, as_json: JsonFlag = False) -> None:
    """List the models trained for the corpus, its tag sets, and the versions that a run would tag with.

    Example: `policynlp models`
    """
    if context.invoked_subcommand:
        return
    from policynlp import steps
    from policynlp.cli.summary import print_models

    state = steps.models_state(settings_with())
    if as_json:
        print_json(state)
    else:
        print_models(state)


@models.command()
def activate(tagset: Annotated[str, typer.Argument(help="Id of the tag set, or the beginning of it.")]) -> None:
    """Make a tag set the one that readers see.

    Example: `policynlp models activate 3f2a`
    """
    from policynlp import steps

    typer.echo(f"active: {steps.activate(settings_with(), tagset)}")


@models.command()
def compare(
    new: Annotated[str, typer.Argument(help="Version of a trained model, or the beginning of it.")],
    old: Annotated[str | None, typer.Argument(help="Another, or `shipped`.", show_default="the one in use")] = None,
    data: Annotated[Path | None, typer.Option(help="Encoders: folder of the public sets.", show_default="none")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Compare two theme classifiers, or two encoders, on texts that neither was trained on.

    Example: `policynlp models compare 3f2a shipped`
    """
    from policynlp import steps
    from policynlp.cli.summary import print_judgement

    judgement = steps.judge_model(settings_with(), new, against=old, data=data)
    if as_json:
        print_json(judgement)
    else:
        print_judgement(judgement)


@models.command()
def promote(
    version: Annotated[str, typer.Argument(help="Version of a trained model, or the beginning of it.")],
    reason: Annotated[str, typer.Option(help="Why; it is kept with the decision.")] = "by hand",
) -> None:
    """Use a trained theme classifier or encoder from now on; the next run tags the corpus anew.

    Example: `policynlp models promote 3f2a --reason "better on our gold"`
    """
    from policynlp import steps

    typer.echo(f"in use: {steps.promote(settings_with(), version, reason=reason)}")


@models.command()
def demote(
    reason: Annotated[str, typer.Option(help="Why; it is kept with the decision.")] = "by hand",
    kind: Annotated[str, typer.Option(help="themes or encoder.")] = "themes",
) -> None:
    """Take the last promotion back.

    Example: `policynlp models demote`
    """
    from policynlp import steps

    typer.echo(f"in use: {steps.demote(settings_with(), reason=reason, kind=kind)}")


train = typer.Typer(help="Train models (needs data; the encoder needs the extra `train`).", no_args_is_help=True)


Articles = Annotated[
    Path | None, typer.Option(help="Texts that lie in no folder: rows with id and text, JSONL.", show_default="none")
]


@train.command()
def themes(
    data: Annotated[Path, typer.Option(help="Folder of the public sets (themes/*.jsonl).")],
    labels: Annotated[
        Path | None, typer.Option(help="Folder of further labelled passages (JSONL as in corpus/labels).", show_default="none")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write the model here and leave the corpus alone.", show_default="beside the corpus")
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the bootstrap; the fit itself has no chance in it.")] = 7,
    as_json: JsonFlag = False,
) -> None:
    """Train the theme classifier, compare it with the one in use, and promote it if it is not worse.

    Example: `policynlp train themes --data ../data`
    """
    from policynlp import steps
    from policynlp.cli.summary import print_judgement

    if out is not None:
        from policynlp.place import local_copy
        from policynlp.train.themes import train_themes

        tag = settings_with().tag
        train_themes(data, out, encoder=local_copy(tag.encoder), taxonomy=tag.taxonomy, further=labels, seed=seed)
        return
    settings = settings_with()
    version = steps.train_candidate(settings, data, labels=labels, seed=seed)
    judgement = steps.decide(settings, steps.judge_candidate(settings, version, labels=labels))
    if as_json:
        print_json(judgement)
    else:
        print_judgement(judgement)


@train.command()
def encoder(
    data: Annotated[Path, typer.Option(help="Folder of the public sets (quotes/, entities/, themes/).")],
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")] = Path("models/encoder"),
    work: Annotated[Path, typer.Option(help="Folder for weights and what is reused.")] = Path("training"),
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the articles.")] = 6,
    seeds: Annotated[list[int], typer.Option("--seed", help="Of a run; the weights of several are averaged.")] = [1, 2, 3],  # noqa: B006
    again: Annotated[list[int], typer.Option(help="Of a run that goes on from that average.")] = [11, 12],  # noqa: B006
    threads: Annotated[int, typer.Option(min=1, help="Threads; one is best on a shared machine.")] = 2,
    limit: Annotated[int | None, typer.Option(min=2, help="Documents of each set, for a trial.")] = None,
    layers: Annotated[
        str | None,
        typer.Option(
            help="Train the shipped encoder further on what annotators corrected: quotes, entities, or both, joined by commas.",
            show_default="none",
        ),
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Train the encoder: quotations, entities and meaning (needs the extra `train`; over an hour a seed).

    With `--layers` the encoder that came with policynlp is trained further on corrections, compared with the one in use, and
    promoted if it is not worse; some minutes.

    Example: `policynlp train encoder --data ../data --layers quotes,entities`
    """
    if layers is not None:
        from policynlp import steps
        from policynlp.cli.summary import print_judgement

        wanted = [name.strip() for name in layers.split(",") if name.strip()]

        def told(line: str) -> None:
            typer.echo(line, err=True)

        judgement = steps.train_further(settings_with(), data, layers=wanted, seed=seeds[0], threads=threads, report=told)
        if as_json:
            print_json(judgement)
        else:
            print_judgement(judgement)
        return
    from policynlp.train.encoder import start

    start(data, out, work=work, epochs=epochs, seeds=seeds, again=again, threads=threads, limit=limit, report=typer.echo)


def _told_on_terminal(line: str) -> None:
    """A line for whoever watches; a log stays quiet."""
    if sys.stderr.isatty():
        typer.echo(line, err=True)


@train.command()
def links(
    data: Annotated[Path, typer.Option(help="Folder of dossiers: a folder each, with texts and expected.jsonl.")],
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")] = Path("models/links"),
    as_json: JsonFlag = False,
) -> None:
    """Train what compares figures of two texts, and say how often it is right on texts that it has not seen (two minutes).

    Example: `policynlp train links --data tests/data/dossiers`
    """
    from policynlp import steps
    from policynlp.cli.summary import print_links_training

    metrics = steps.train_links(settings_with(), data, out, report=_told_on_terminal)
    if as_json:
        print_json(metrics)
    else:
        print_links_training(metrics, out)


@train.command()
def speakers(
    data: Annotated[list[Path], typer.Option(help="Folder of texts with speakers.jsonl, which says whom their sources mean.")],
    articles: Articles = None,
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")] = Path("models/speakers"),
    as_json: JsonFlag = False,
) -> None:
    """Train what says whom "he", "it" and "the company" mean, and say how often it is right on texts that it has not seen (30 minutes).

    Example: `policynlp train speakers --data corpus/unmarked`
    """
    from policynlp import steps
    from policynlp.cli.summary import print_speakers_training

    metrics = steps.train_speakers(settings_with(), data, out, articles=articles, report=_told_on_terminal)
    if as_json:
        print_json(metrics)
    else:
        print_speakers_training(metrics, out)


@train.command()
def names(
    data: Annotated[Path, typer.Option(help="Folder with names.jsonl, which says whose names of texts are people's.")],
    articles: Articles = None,
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")] = Path("models/names"),
    as_json: JsonFlag = False,
) -> None:
    """Train what says whether a name is a person's, and say what it takes from people in texts that it has not seen (10 minutes).

    Example: `policynlp train names --data corpus/press`
    """
    from policynlp import steps
    from policynlp.cli.summary import print_names_training

    metrics = steps.train_names(settings_with(), data, out, articles=articles, report=_told_on_terminal)
    if as_json:
        print_json(metrics)
    else:
        print_names_training(metrics, out)


@train.command()
def times(
    data: Annotated[Path, typer.Option(help="Folder with times.jsonl, which says when the figures of texts were measured.")],
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")] = Path("models/times"),
    as_json: JsonFlag = False,
) -> None:
    """Train what says when a figure was measured, and say how often it is right on texts that it has not seen (5 minutes).

    Example: `policynlp train times --data corpus/press`
    """
    from policynlp import steps
    from policynlp.cli.summary import print_times_training

    metrics = steps.train_times(settings_with(), data, out, report=_told_on_terminal)
    if as_json:
        print_json(metrics)
    else:
        print_times_training(metrics, out)


@train.command()
def units(
    data: Annotated[Path, typer.Option(help="Folder with counted.jsonl, which says what the bare numbers of texts count.")],
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")] = Path("models/units"),
    as_json: JsonFlag = False,
) -> None:
    """Train what says what a bare number counts, and say how often it is right on texts that it has not seen (a quarter of an hour).

    Example: `policynlp train units --data corpus/press`
    """
    from policynlp import steps
    from policynlp.cli.summary import print_units_training

    metrics = steps.train_units(settings_with(), data, out, report=_told_on_terminal)
    if as_json:
        print_json(metrics)
    else:
        print_units_training(metrics, out)


@train.command()
def distil(
    data: Annotated[Path, typer.Option(help="Folder of the public sets (quotes/, entities/).")],
    large: Annotated[Path, typer.Option(help="Folder of all-mpnet-base-v2, which teaches; docs/cli.md says where from.")],
    texts: Annotated[
        list[Path] | None,
        typer.Option(help="Folder with further texts (.txt) that the large reader reads.", show_default="none"),
    ] = None,
    base: Annotated[Path, typer.Option(help="Folder of the encoder that learns.")] = Path("models/encoder"),
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")] = Path("models/encoder"),
    work: Annotated[Path, typer.Option(help="Folder for weights and what is reused.")] = Path("training"),
    seed: Annotated[int, typer.Option(help="Of windows and order.")] = 1,
    threads: Annotated[int, typer.Option(min=1, help="Threads.")] = 2,
    limit: Annotated[int | None, typer.Option(min=2, help="Texts of each kind, for a trial.")] = None,
) -> None:
    """Train the encoder on what a large reader of quotations says (needs the extra `train`; three hours).

    Example: `policynlp train distil --data ../data --large ../all-mpnet-base-v2 --texts corpus/unmarked --texts tests/data/dossiers`
    """
    from policynlp.train.encoder import start_distilling

    start_distilling(
        data,
        out,
        base=base,
        large=large,
        texts=texts or (),
        work=work,
        seed=seed,
        threads=threads,
        limit=limit,
        report=typer.echo,
    )
