"""Verbs for human labels: the queue, test items, agreement, accounts, exchange with other tools."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from policynlp.cli.options import JsonFlag, print_json, settings_with

LayerOption = Annotated[str, typer.Option("--layer", help="themes, quotes, claims or entities.")]
By = Annotated[str, typer.Option("--as", help="Name of the account that acts.")]

labels = typer.Typer(help="Human labels: queue, agreement, accounts.", no_args_is_help=True)


@labels.command()
def status(as_json: JsonFlag = False) -> None:
    """What is in the label database: units, decisions, open tasks, hours by person.

    Example: `policynlp labels status`
    """
    from policynlp import steps

    state = steps.labels_state(settings_with())
    if as_json:
        print_json(state)
        return
    from policynlp.cli.tables import print_table

    typer.echo(state["database"])
    print_table(["layer", "units", "complete", "decisions", "open"], state["layers"], title="Layers")
    print_table(["account", "role", "decisions", "complete", "hours"], state["people"], title="People")
    tests = [{"account": person["account"], **test} for person in state["people"] for test in person["tests"]]
    if tests:
        print_table(
            ["account", "layer", "items", "f1", "lately", "needed", "least", "passed"], tests, title="Hidden test items"
        )


@labels.command()
def queue(
    layer: LayerOption = "themes",
    n: Annotated[int, typer.Option("-n", min=1, help="Tasks at the most.")] = 100,
    seed: Annotated[int, typer.Option(help="Of the random share.")] = 7,
    document: Annotated[list[str] | None, typer.Option(help="Whole documents by id, to find what the model missed.")] = None,
    by: By = "local",
) -> None:
    """Put passages into the queue: least certain, rare labels, a random share, an overlap seen by two people.

    Example: `policynlp labels queue --layer themes -n 50`
    """
    from policynlp import steps

    settings = settings_with()
    checked: Any = steps.label_layer(layer)
    if document:
        added = steps.whole_documents(settings, document, layer=checked, by=by)
    else:
        added = steps.fill_queue(settings, layer=checked, n=n, seed=seed, by=by)
    typer.echo(f"{added} new in the queue")


@labels.command("test-items")
def hidden_items(
    layer: LayerOption = "themes",
    n: Annotated[int, typer.Option("-n", min=1, help="Items at the most.")] = 20,
    seed: Annotated[int, typer.Option(help="Of the choice and of the places in the queue.")] = 7,
    by: By = "local",
) -> None:
    """Mix units with known answers into the queue, blind and untold, to measure annotators.

    Example: `policynlp labels test-items --layer themes -n 20`
    """
    from policynlp import steps

    added = steps.make_test_items(settings_with(), layer=steps.label_layer(layer), n=n, seed=seed, by=by)
    typer.echo(f"{added} new test items")


@labels.command()
def qualify(
    items: Annotated[int, typer.Option(min=0, help="Test items that count, the last of each person; 0: nobody has to pass.")],
    layer: LayerOption = "themes",
    least: Annotated[float, typer.Option(min=0, max=1, help="F1 on them.")] = 0.8,
    by: By = "local",
) -> None:
    """Let annotators have the queue of a layer only when they pass on test items; until then they get those alone.

    Example: `policynlp labels qualify --layer themes --items 10 --least 0.8`
    """
    from policynlp import steps

    steps.require_passing(settings_with(), layer=steps.label_layer(layer), items=items, least=least, by=by)
    typer.echo(f"{layer}: F1 of {least} on {items} test items" if items else f"{layer}: nobody has to pass")


@labels.command("migrate-theme")
def migrate_theme(
    pretend: Annotated[bool, typer.Option("--dry-run", help="Only count.")] = False,
    by: By = "local",
) -> None:
    """Bring labels to the taxonomy: what it says was renamed is carried over, what was split comes back into the queue.

    Example: `policynlp labels migrate-theme --dry-run`
    """
    from policynlp import steps

    for one in steps.migrate_themes(settings_with(), pretend=pretend, by=by):
        back = f", {one.reopened} passages open again" if one.reopened else ""
        typer.echo(f"{one.old} -> {one.new}: {one.decisions} decisions{back}")


@labels.command()
def agreement(
    layer: LayerOption = "themes",
    by_month: Annotated[bool, typer.Option(help="A row for each month, too.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """How far people agree, on each label and in each pair, without suggestions and with them.

    Example: `policynlp labels agreement --layer themes`
    """
    from policynlp import steps

    rows = [asdict(row) for row in steps.label_agreement(settings_with(), steps.label_layer(layer), by_month=by_month)]
    if as_json:
        print_json(rows)
        return
    from policynlp.cli.tables import print_table

    shown = [row | {"pair": " and ".join(row["pair"])} for row in rows]
    print_table(["mode", "month", "label", "pair", "items", "alpha", "kappa", "f1", "f1_overlap"], shown)
    if not rows:
        typer.echo("No unit was completed by two people.")


@labels.command()
def apply() -> None:
    """Lay what people decided over the tags, so that every view shows it; runs and the web page do it by themselves.

    Example: `policynlp labels apply`
    """
    from policynlp import steps

    typer.echo(f"{steps.apply_corrections(settings_with())} documents changed")


@labels.command()
def unfit() -> None:
    """List labels of texts that have changed since and whose words are gone.

    Example: `policynlp labels unfit`
    """
    from policynlp import steps

    for unit in steps.unfit_labels(settings_with()):
        typer.echo(f"{unit.layer}  {unit.document} [{unit.start}, {unit.end})  {unit.text[:80]!r}")


@labels.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder for the files.")],
    form: Annotated[str, typer.Option("--format", help="rows (to train on), prodigy, inception or csv.")] = "rows",
) -> None:
    """Write labels: themes of completed units as rows to train on, or what every person said, for another tool.

    Example: `policynlp labels export labels`
    """
    from policynlp import steps

    if form != "rows":
        for name, count in steps.export_labels(settings_with(), folder, form=form).items():
            typer.echo(f"{folder / name}: {count}")
        return
    folder.mkdir(parents=True, exist_ok=True)
    rows = list(steps.label_rows(settings_with()))
    with steps.whole_file(folder / "labels.jsonl") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    typer.echo(f"{len(rows)} labelled passages")


@labels.command("import")
def import_(
    path: Annotated[Path, typer.Argument(help="Prodigy: .jsonl or folder; INCEpTION: .xmi or .zip; csv: folder of an export.")],
    form: Annotated[str, typer.Option("--format", help="prodigy, inception or csv.")],
    account: Annotated[str, typer.Option("--as", help="INCEpTION: whose annotations they are.")] = "local",
    complete: Annotated[bool, typer.Option(help="INCEpTION: what is not marked was looked at, and is none.")] = False,
) -> None:
    """Read labels from the files of another tool; what is known already is taken once.

    Example: `policynlp labels import labels/quotes.jsonl --format prodigy`
    """
    from policynlp import steps

    got = steps.import_labels(settings_with(), path, form=form, account=account, complete=complete)
    typer.echo(f"{got.answers} new, with {got.decisions} decisions; {got.known} known already")
    for problem in got.kept_back:
        typer.echo(f"kept back: {problem}", err=True)


@labels.command()
def account(
    name: Annotated[str, typer.Argument(help="Name of the person.")],
    role: Annotated[
        str | None, typer.Option(help="annotator, adjudicator or admin, from now on.", show_default="annotator for a new one")
    ] = None,
    retire: Annotated[bool, typer.Option("--retire", help="Close the account, revoke its tokens; its decisions stay.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Open an account that was closed; its tokens stay revoked.")] = False,
    token: Annotated[bool, typer.Option(help="Make a token for the web page; it is shown this once.")] = False,
    by: By = "local",
) -> None:
    """Make an account, give it another role or a token, close it or open it again.

    Example: `policynlp labels account "Ana Lopez" --role annotator --token`
    """
    from policynlp import steps

    typer.echo(steps.label_account(settings_with(), name, role=role, retire=retire, reopen=reopen, token=token, by=by))


@labels.command("tokens")
def list_tokens(
    name: Annotated[str | None, typer.Argument(help="Of this account only.")] = None, as_json: JsonFlag = False
) -> None:
    """List tokens by their ids: whose, of when, and whether they still open; never the tokens themselves.

    Example: `policynlp labels tokens "Ana Lopez"`
    """
    from policynlp import steps
    from policynlp.cli.tables import print_table

    rows = steps.label_tokens(settings_with(), name)
    if as_json:
        print_json(rows)
    else:
        print_table(["id", "account", "made", "open"], rows)


@labels.command("revoke")
def revoke(token: Annotated[str, typer.Argument(help="Id of the token, from `labels tokens`.")], by: By = "local") -> None:
    """Revoke one token, such as of a computer that was lost; the others of its account go on.

    Example: `policynlp labels revoke 5f3a09c1d2e4b6a78c90`
    """
    from policynlp import steps

    steps.revoke_label_token(settings_with(), token, by=by)
    typer.echo(f"{token} is revoked")


@labels.command()
def push(
    to: Annotated[str, typer.Option(help="Address of the Label Studio server.")],
    project: Annotated[str, typer.Option(help="Title of its project; made where it is missing.")],
    layer: Annotated[list[str] | None, typer.Option(help="themes, quotes, claims, entities; repeat for several.")] = None,
    n: Annotated[int, typer.Option("-n", min=1, help="New texts at the most.")] = 100,
) -> None:
    """Put the queue into a Label Studio project, or bring the project up to date.

    Example: `policynlp labels push --to http://localhost:8080 --project Figures --layer claims`
    """
    from policynlp import steps

    layers = [steps.label_layer(name) for name in layer or ["themes"]]
    done = steps.push_labels(settings_with(), to=to, project=project, layers=layers, n=n)
    typer.echo(
        f"{done.project}: {done.new} new, {done.changed} changed, {done.same} the same, {done.begun} begun and left alone"
    )


@labels.command()
def pull(
    source: Annotated[str, typer.Option("--from", help="Address of the Label Studio server.")],
    project: Annotated[str, typer.Option(help="Title of its project.")],
) -> None:
    """Bring the annotations of a Label Studio project back as decisions; what is known already is taken once.

    Example: `policynlp labels pull --from http://localhost:8080 --project Figures`
    """
    from policynlp import steps

    got = steps.pull_labels(settings_with(), source=source, project=project)
    typer.echo(f"{got.answers} new answers with {got.decisions} decisions, {got.known} known already")
    if got.people:
        typer.echo(f"new annotators: {', '.join(got.people)}")
    for problem in got.kept_back:
        typer.echo(f"kept back: {problem}", err=True)


def register(app: typer.Typer) -> None:
    """Add the verbs of this module."""
    app.add_typer(labels, name="labels")
