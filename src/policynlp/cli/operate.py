"""Verbs of operation: upkeep, alarm-setup."""

from __future__ import annotations

import typer

from policynlp.cli.options import JsonFlag, Quiet, print_json, settings_with


def upkeep(as_json: JsonFlag = False, quiet: Quiet = False) -> None:
    """Put small files together, delete old versions and old folders of runs, drop old tag sets, and check the corpus.

    Waits for its turn like any run; readers see no change.

    Example: `policynlp upkeep`
    """
    from policynlp import steps
    from policynlp.cli.tables import print_table
    from policynlp.logs import shown

    with shown(quiet=quiet):
        run = steps.keep_up(settings_with())
    if as_json:
        print_json({"run": run.id, "status": run.status, "counts": run.counts, "seconds": run.seconds})
    else:
        print_table(["what", "value"], run.table(), title=f"Upkeep {run.id} {run.status}")


def alarm_setup() -> None:
    """Teach the Prefect server to close runs that died, and to post those that failed to `alerts.webhook`.

    Once for a server; again after a change of the webhook. Exit code 6: no server.

    Example: `PREFECT_API_URL=http://127.0.0.1:4200/api policynlp alarm-setup`
    """
    from policynlp.cli.flows import set_up_alarms

    settings = settings_with()
    for name in set_up_alarms(settings):
        typer.echo(name)
    if settings.alerts.webhook is None:
        typer.echo("Nothing is posted: POLICYNLP_ALERTS__WEBHOOK is not set.", err=True)


def register(app: typer.Typer) -> None:
    """Put these verbs on the command line."""
    app.command()(upkeep)
    app.command("alarm-setup")(alarm_setup)
