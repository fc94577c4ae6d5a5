"""Verbs that compare figures: contested, check."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policynlp.cli.options import JsonFlag, print_json, print_json_list, settings_with
from policynlp.render.amounts import plain_number
from policynlp.render.wording import bounded, gap_told

if TYPE_CHECKING:
    from policynlp.link.groups import Group
    from policynlp.link.series import Checked

_COLOURS = {
    "agrees": "green",
    "agrees_within_rounding": "green",
    "compatible": "cyan",
    "differs": "bold red",
    "not_comparable": "dim",
}
DIFFERS = 1
"""Exit code where a figure differs from the official one."""


def contested(
    everything: Annotated[bool, typer.Option("--all", help="Figures that agree, too.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Figures that several texts give for one thing and that differ, with where each stands.

    Example: `policynlp contested --all`
    """
    from policynlp import steps
    from policynlp.cli.tables import console

    found = steps.figure_groups(settings_with(), contested=not everything)
    if as_json:
        print_json_list(g.as_dict() for g in found)
        return
    for group in found:
        _print_group(group)
    noun = "group" if len(found) == 1 else "groups"
    console().print(f"{len(found)} {noun} of figures" if found else "No figures differ.", style="dim")


def _print_group(group: Group) -> None:
    from rich.text import Text

    from policynlp.cli.tables import console

    out = console()
    about = ", ".join(p for p in (group.measure, group.place, group.period) if p) or "(no measure stated)"
    head = Text(about, style="bold").append("  ").append(group.agreement.replace("_", " "), style=_COLOURS[group.agreement])
    gap = gap_told(group.reasons[0] if group.reasons else None, group.largest_delta)
    if group.largest_delta is not None:
        head.append(f" by {gap}", style=_COLOURS[group.agreement])
    out.print(head)
    for reading in group.readings:
        where = " | ".join(p for p in (reading.title or reading.uri, reading.publisher, (reading.published or "")[:10]) if p)
        figure = reading.text
        if reading.value is not None and reading.unit and not any(c.isalpha() or c in "%$€£¥" for c in reading.text):
            figure = f"{reading.text} ({plain_number(reading.value)} {reading.unit})"  # the cell of a table
        line = Text(f"  {bounded(reading.bound, figure)}", style="yellow").append(f"  {where}", style="default")
        if reading.said_by:
            line.append(f"  says {reading.said_by}", style="dim")
        if reading.nature != "outturn":
            line.append(f"  {reading.nature}", style="magenta")
        out.print(line.append(f"  {reading.document[:8]} [{reading.start}, {reading.end})", style="dim"))
    for reason in (*group.reasons[:3], *group.beside[:2]):
        out.print(Text(f"    {reason}", style="dim"))
    out.print()


def check(
    against: Annotated[Path, typer.Option("--against", help="CSV with measure, unit, place, period, value, source.")],
    everything: Annotated[bool, typer.Option("--all", help="Rows of another period or nature, too.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Compare the figures of the corpus with official numbers; ends with 1 where one differs.

    Example: `policynlp check --against series.csv`
    """
    from policynlp import steps
    from policynlp.cli.tables import console

    found, titles, problems = steps.check_series(settings_with(), against)
    shown = [c for c in found if everything or c.verdict != "not_comparable"]
    for problem in problems:
        typer.echo(f"policynlp: left out: {problem}", err=True)
    if as_json:
        print_json([{**c.as_dict(), "title": titles[c.document]} for c in shown])
    else:
        for checked in shown:
            _print_checked(checked, titles[checked.document])
        n = Counter(c.verdict for c in shown)
        said = ", ".join(f"{n[k]} {k.replace('_', ' ')}" for k in ("agrees", "compatible", "differs", "not_comparable") if n[k])
        console().print(f"{len(shown)} figures compared" + (f": {said}" if said else ""), style="dim")
    if any(c.verdict == "differs" for c in found):
        raise typer.Exit(DIFFERS)


def _print_checked(checked: Checked, title: str) -> None:
    from rich.text import Text

    from policynlp.cli.tables import console

    row = checked.official
    head = Text(checked.verdict.replace("_", " "), style=_COLOURS[checked.verdict])
    if checked.verdict == "differs" and gap_told(checked.reason, checked.delta):
        head.append(f" by {gap_told(checked.reason, checked.delta)}", style=_COLOURS[checked.verdict])
    official = ", ".join(p for p in (row.measure, row.place, row.period) if p)
    head.append(f"  {official}: {row.value} {row.unit}".rstrip(), style="bold")
    head.append(f"  {row.source}" if row.source else "", style="dim")
    out = console()
    out.print(head)
    out.print(Text(f"  {title}  {checked.document[:8]} [{checked.start}, {checked.end})"))
    out.print(Text(f"    {checked.reason}", style="dim"))


def register(app: typer.Typer) -> None:
    """Put these verbs on the command line."""
    app.command()(contested)
    app.command()(check)
