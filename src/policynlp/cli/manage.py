"""Verbs that look after corpus and models: status, diff, models, config, evaluate, train."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policynlp.cli.options import JsonFlag, origins, print_json, settings_with


def status(as_json: JsonFlag = False) -> None:
    """What is in the corpus, the last runs, rejects, models in use.

    Example: `policynlp status`
    """
    from policynlp.cli.summary import print_status
    from policynlp.corpus.reading import open_corpus

    with open_corpus(settings_with().corpus.path) as corpus:
        state = corpus.status()
    if as_json:
        print_json(state)
    else:
        print_status(state)


def diff(
    old: Annotated[str | None, typer.Argument(help="Tag set.", show_default="the one active before")] = None,
    new: Annotated[str | None, typer.Argument(help="Tag set.", show_default="the active one")] = None,
    as_json: JsonFlag = False,
) -> None:
    """What one tag set has that another has not: added, removed and changed annotations by layer.

    Example: `policynlp diff`
    """
    from policynlp import steps
    from policynlp.cli.summary import print_diff

    difference = steps.tagset_diff(settings_with(), old, new)
    if as_json:
        print_json(difference)
    else:
        print_diff(difference)


models = typer.Typer(invoke_without_command=True)


@models.callback()
def list_models(context: typer.Context, as_json: JsonFlag = False) -> None:
    """List the tag sets of the corpus and the versions that a run would tag with.

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


def config(as_json: JsonFlag = False) -> None:
    """Show all settings, what they mean, and where each value comes from.

    Example: `policynlp config`
    """
    from policynlp.cli.summary import print_settings, settings_rows

    rows = settings_rows(settings_with(), origins())
    if as_json:
        print_json(rows)
    else:
        print_settings(rows)


def evaluate(
    layer: Annotated[str, typer.Argument(help="quotes, entities, claims or themes; or probes, quotations of hard forms.")],
    gold: Annotated[Path, typer.Argument(help="JSONL with gold annotations; for probes their folder.")],
    predicted: Annotated[
        Path | None, typer.Argument(help="JSONL of `policynlp tag`.", show_default="tag the gold texts now")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Score tags against gold, with 95 % bootstrap intervals.

    Example: `policynlp evaluate quotes gold.jsonl`
    """
    from policynlp import steps
    from policynlp.cli.tables import print_table

    rows = steps.evaluate(settings_with(), layer, gold, predicted)
    if as_json:
        print_json(rows)
    else:
        print_table(list(rows[0]) if rows else [], rows)


train = typer.Typer(help="Train models (needs data; the encoder needs the extra `train`).", no_args_is_help=True)


@train.command()
def themes(
    data: Annotated[Path, typer.Option(help="Folder of the public sets (themes/*.jsonl).")],
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")] = Path("models/themes"),
    seed: Annotated[int, typer.Option()] = 7,
) -> None:
    """Train the theme classifier.

    Example: `policynlp train themes --data ../data`
    """
    from policynlp.train.themes import train_themes

    train_themes(data, out, seed=seed)


@train.command()
def encoder(
    data: Annotated[Path, typer.Option(help="Folder of the public sets (quotes/, entities/, themes/).")],
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")] = Path("models/encoder"),
    work: Annotated[Path, typer.Option(help="Folder for weights and what is reused.")] = Path("training"),
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the articles.")] = 6,
    seeds: Annotated[list[int], typer.Option("--seed", help="Of a run; the weights of several are averaged.")] = [1, 2, 3],  # noqa: B006
    threads: Annotated[int, typer.Option(min=1, help="Threads; one is best on a shared machine.")] = 2,
    limit: Annotated[int | None, typer.Option(min=2, help="Documents of each set, for a trial.")] = None,
) -> None:
    """Train the encoder: quotations, entities and meaning (needs the extra `train`; over an hour a seed).

    Example: `policynlp train encoder --data ../data`
    """
    from policynlp.train.encoder import start

    start(data, out, work=work, epochs=epochs, seeds=seeds, threads=threads, limit=limit, report=typer.echo)


def register(app: typer.Typer) -> None:
    """Put these verbs on the command line."""
    app.command()(status)
    app.command()(diff)
    app.command()(config)
    app.command()(evaluate)
    app.add_typer(models, name="models")
    app.add_typer(train, name="train")
