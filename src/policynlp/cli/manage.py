"""Verbs that look after a corpus: status, diff, config, evaluate; with those of models and training."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policynlp.cli.models import models, train
from policynlp.cli.options import JsonFlag, origins, print_json, settings_with


def status(
    check: Annotated[bool, typer.Option("--check", help="Say what is wrong alone; exit code 1 where anything is.")] = False,
    metrics: Annotated[Path | None, typer.Option(help="Write OpenMetrics into this file, too.", show_default="none")] = None,
    as_json: JsonFlag = False,
) -> None:
    """What is in the corpus, the last runs, rejects, models in use; sources, drift and what is wrong.

    Example: `policynlp status --check`
    """
    from policynlp import steps
    from policynlp.cli.health import print_alarms, print_state

    state = steps.corpus_state(settings_with())
    if metrics is not None:
        steps.write_metrics(state, metrics)
    if as_json:
        print_json(state)
    elif check:
        print_alarms(state)
    else:
        print_state(state)
    if check and state.get("alarms"):
        raise typer.Exit(1)


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
    plots: Annotated[
        Path | None, typer.Option(help="Draw classes, confusion and calibration as PNG into this folder.", show_default="none")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Score tags against gold: figures with 95 % intervals, by class, and what was called what.

    Example: `policynlp evaluate quotes gold.jsonl --plots pictures`
    """
    from policynlp import steps
    from policynlp.cli.evaluation import print_evaluation
    from policynlp.cli.tables import print_table

    if layer == "probes":
        rows = steps.evaluate_probes(settings_with(), gold, predicted)
        if as_json:
            print_json(rows)
        else:
            print_table(list(rows[0]), rows)
        return
    result = steps.evaluate(settings_with(), layer, gold, predicted)
    drawn = steps.draw_evaluation(result, plots) if plots is not None else []
    if as_json:
        print_json(result.as_dict() | {"plots": [str(path) for path in drawn]})
    else:
        print_evaluation(result, drawn)


def register(app: typer.Typer) -> None:
    """Put these verbs on the command line."""
    app.command()(status)
    app.command()(diff)
    app.command()(config)
    app.command()(evaluate)
    app.add_typer(models, name="models")
    app.add_typer(train, name="train")
