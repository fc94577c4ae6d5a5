"""Verbs for audits, and for shares that are corrected by them."""

from __future__ import annotations

from typing import Annotated

import typer

from policynlp.cli.labels import By, LayerOption
from policynlp.cli.options import JsonFlag, print_json, settings_with

audit = typer.Typer(help="Blind samples that measure precision and recall.", no_args_is_help=True)
estimate = typer.Typer(help="Figures about the corpus, corrected for measured errors.", no_args_is_help=True)


@audit.command()
def draw(
    layer: LayerOption = "themes",
    theme: Annotated[str | None, typer.Option(help="Theme or theme.facet, for --layer themes.")] = None,
    where: Annotated[str | None, typer.Option(help="SQL condition on the passages, or on the layer's view.")] = None,
    n: Annotated[int, typer.Option("-n", min=1, help="Items in all.")] = 200,
    seed: Annotated[int, typer.Option(help="The same seed draws the same items.")] = 7,
    strata: Annotated[str, typer.Option(help="publisher, genre, year, month; joined by commas.")] = "",
    name: Annotated[str, typer.Option(help="What the audit is called.")] = "",
    people: Annotated[int, typer.Option(min=1, help="How many label each item.")] = 1,
    by: By = "local",
) -> None:
    """Draw a blind sample and put it into the queue.

    Example: `policynlp audit draw --theme agriculture -n 40 --strata genre --name farms`
    """
    from policynlp import steps

    drawn = steps.draw_audit(
        settings_with(),
        layer=steps.label_layer(layer),
        theme=theme,
        where=where,
        n=n,
        seed=seed,
        strata=[s.strip() for s in strata.split(",") if s.strip()],
        name=name,
        people=people,
        by=by,
    )
    typer.echo(f"audit {drawn.id}: {drawn.plan['n']} items of {sum(drawn.plan['sizes'].values())}")


@audit.command("list")
def list_audits(as_json: JsonFlag = False) -> None:
    """All audits and how far they are.

    Example: `policynlp audit list`
    """
    from policynlp import steps
    from policynlp.cli.tables import print_table

    rows = steps.list_audits(settings_with())
    if as_json:
        print_json(rows)
    else:
        print_table(["id", "name", "layer", "drawn", "open"], rows)


@audit.command()
def show(audit_id: Annotated[str, typer.Argument(help="Id, its beginning, or the name.")], as_json: JsonFlag = False) -> None:
    """Precision and recall as people found them, with 95 % intervals.

    Example: `policynlp audit show farms`
    """
    from policynlp import steps
    from policynlp.cli.tables import print_table

    report = steps.audit_report(settings_with(), audit_id)
    if as_json:
        print_json(report)
        return
    typer.echo(f"{report['done']} of {report['drawn']} items are labelled blind")
    if report["assisted"]:
        typer.echo(
            f"{report['assisted']} were labelled with suggestions in view: these do not count, and are asked again, blind"
        )
    rows = [{"what": f"precision {name}".strip()} | found for name, found in report["precision"].items()]
    rows += [{"what": name} | report[name] for name in ("recall", "share") if report[name]]
    print_table(["what", "value", "low", "high", "n"], rows)


@audit.command("close")
def close(audit_id: Annotated[str, typer.Argument(help="Id, its beginning, or the name.")], by: By = "local") -> None:
    """Take an audit back: its items leave the queue; what was labelled stays.

    Example: `policynlp audit close farms`
    """
    from policynlp import steps

    typer.echo(f"{steps.close_audit(settings_with(), audit_id, by=by)} passages left the queue")


@estimate.command("share")
def share(
    audit_id: Annotated[str, typer.Option("--audit", help="An audit of a theme: id, its beginning, or the name.")],
    by: Annotated[str | None, typer.Option(help="publisher, genre, year or month.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """The share of passages with a theme: as counted, and corrected for the errors that an audit measured.

    Example: `policynlp estimate share --audit farms --by genre`
    """
    from policynlp import steps
    from policynlp.cli.tables import print_table

    rows = steps.estimate_share(settings_with(), audit_id=audit_id, by=by)
    if as_json:
        print_json(rows)
    else:
        print_table(["group", "passages", "counted", "corrected", "low", "high", "rates", "audited"], rows)


def register(app: typer.Typer) -> None:
    """Add the verbs of this module."""
    app.add_typer(audit, name="audit")
    app.add_typer(estimate, name="estimate")
