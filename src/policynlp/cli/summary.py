"""What a run or a corpus looks like, for people."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.panel import Panel
from rich.text import Text

from policynlp.cli.options import print_json
from policynlp.cli.tables import console, print_table
from policynlp.render.amounts import plain_number
from policynlp.render.wording import counted, exported, shortened

_BOUNDS = {"about": "~", "more_than": ">", "at_least": ">=", "less_than": "<", "at_most": "<="}


def print_plan(items: Sequence[Any], *, as_json: bool) -> None:
    """What a run would ingest."""
    from dataclasses import asdict

    if as_json:
        print_json([asdict(item) for item in items])
        return
    for item in items:
        what = getattr(item, "what", None)
        console().print(
            Text(f"  {item.uri}" + (f"  left out: {what} {item.hint}" if what else ""), style="red" if what else "")
        )
    console().print(f"{counted(len(items), 'item')}; nothing was written", style="dim")


def print_summary(summary: Mapping[str, Any]) -> None:
    """Counts, the first quotes, figures, themes, disagreements, rejects, and what to try next."""
    out = console()
    run = summary["run"]
    counts = run["counts"]
    done = ", ".join(
        f"{counts[k]:,} {k}" for k in ("items", "documents", "unchanged", "duplicates", "tagged", "rejected") if counts.get(k)
    )
    seconds = sum(run["seconds"].values())
    out.print(Panel(Text(f"Run {run['id']} {run['status']} in {seconds:.1f} s: {done or 'nothing to do'}"), expand=False))
    for line in exported(counts):
        out.print(Text(line))
    out.print(Text("  ".join(f"{row['n']:,} {row['layer']}" for row in summary["counts"]), style="bold"))
    _quotes(summary["quotes"])
    _claims(summary["claims"])
    _themes(summary["themes"])
    _links(summary)
    _rejects(summary["rejects"])
    _next(summary)


def _title(text: str) -> None:
    console().print(Text(f"\n{text}", style="bold underline"))


def _none(rows: Sequence[Any], text: str = "none found") -> None:
    if not rows:
        console().print(f"  {text}", style="dim")


def _quotes(rows: Sequence[Mapping[str, Any]]) -> None:
    _title("Who said what")
    for row in rows:
        act = "" if row["act"] == "speech" else f", {row['act']}"
        line = Text("  ").append(row["speaker"], style="bold cyan").append(f" ({row['kind']}{act}) ", style="dim")
        room = max(40, console().width - len(line) - 1)
        console().print(line.append(shortened(row["content_text"], width_chars=room)))
    _none(rows, "none with a speaker's name")


def figure(row: Mapping[str, Any]) -> str:
    """Value with bound, unit and trend, from a row of the view `claims`."""
    value = plain_number(row["value"]) + (f"-{plain_number(row['value_high'])}" if row["value_high"] is not None else "")
    trend = {"up": " up", "down": " down"}.get(row["trend"], "")
    trend += f" from {plain_number(row['from_value'])}" if row["from_value"] is not None else ""
    return f"{_BOUNDS.get(row['bound'], '')}{value} {row['unit'] or ''}{trend}".strip()


def _claims(rows: Sequence[Mapping[str, Any]]) -> None:
    _title("Figures")
    table = [
        {
            "as printed": row["text"],
            "figure": figure(row),
            "of what": shortened(" / ".join(p for p in (row["measure_text"], row["scope_text"]) if p), width_chars=44),
            "when": row["period_text"] or "",
            "who says so": shortened(row["speaker"] or row["source_text"] or "", width_chars=30),
        }
        for row in rows
    ]
    if table:
        print_table(list(table[0]), table)
    _none(table)


def _themes(rows: Sequence[Mapping[str, Any]]) -> None:
    _title("Themes")
    most = max((row["passages"] for row in rows), default=1)
    for row in rows:
        bar = "█" * max(1, round(24 * row["passages"] / most))
        where = f"{counted(row['passages'], 'passage')}, {counted(row['documents'], 'document')}"
        console().print(Text(f"  {row['theme']:24}{bar} {where}"))
    _none(rows)


def _links(summary: Mapping[str, Any]) -> None:
    _title("Disagreements between documents")
    for row in summary["disagreements"]:
        line = Text("  ").append(row["from_text"] or "", style="bold red").append(f"  {row['from_title'] or 'untitled'}")
        line.append("\n    against ").append(row["to_text"] or "", style="bold red")
        line.append(f"  {row['to_title'] or 'untitled'}\n    ")
        console().print(line.append(row["reason"], style="dim"))
    _none(summary["disagreements"])
    others = ", ".join(f"{row['n']} {row['kind']}" for row in summary["links"])
    if others:
        console().print(Text(f"  All links: {others}", style="dim"))


def _rejects(rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    _title("Left out")
    for row in rows:
        console().print(Text(f"  {row['uri']}: {row['what']} ({row['reason']}). {row['hint']}", style="red"))


def _next(summary: Mapping[str, Any]) -> None:
    corpus = summary["corpus"]
    front = "policynlp" if corpus == "tagged-corpus" else f"policynlp --corpus {shlex.quote(corpus)}"
    documents = summary["documents"]
    if not documents:
        return
    news = next((d for d in documents if d["genre"] == "news"), documents[0])
    _title("Try next")
    for command in (
        f"{front} show {news['document'][:8]}",
        f'{front} query "select speaker, count(*) as n from quotes where speaker is not null group by all order by n desc"',
        f"{front} search 'food AND security'",
    ):
        console().print(Text(f"  {command}", style="green"), soft_wrap=True)
    console().print(Text(f"  Report: {summary['run']['report']}", style="dim"), soft_wrap=True)


def print_models(state: Mapping[str, Any]) -> None:
    """Versions in force, and the corpus' tag sets."""
    rows = [{"part": name, "version": version} for name, version in state["next"].items()]
    print_table(["part", "version"], rows, title="A run tags with")
    for kind, title in (("themes", "Theme classifiers"), ("encoder", "Encoders")):
        if len(state[kind]) > 1:
            print_table(list(state[kind][0]), state[kind], title=f"\n{title}")
    sets = [{k: t[k] for k in ("tagset", "active", "documents", "total", "created_at")} for t in state["tagsets"]]
    if sets:
        print_table(list(sets[0]), sets, title="\nTag sets of the corpus")


def print_judgement(judgement: Mapping[str, Any]) -> None:
    """Figures of two models side by side, and what follows."""
    rows = [dict(figure) for figure in judgement["figures"]]
    title = f"{judgement['new']} against {judgement['old']}, {judgement['passages']} frozen texts"
    print_table(list(rows[0]) if rows else [], rows, title=title)
    print(judgement["reason"])
    if "active" in judgement:
        print(f"in use: {judgement['active']}")


def print_links_training(metrics: Mapping[str, Any], out: Path) -> None:
    """What training the comparison of figures gave."""
    console().print(f"{metrics['dossiers']} dossiers, {metrics['pairs']:,} pairs of figures; on texts that it has not seen:")
    for kind in ("agrees", "differs", "alike"):
        row = metrics[kind]
        console().print(f"  {kind}: {row['told']} of {row['of_one_thing']} told, {row['told_wrongly']} wrongly")
    if row := metrics.get("dates"):
        told = f"{row['told']} of {row['of_one_thing']} told, {row['told_wrongly']} that the reader has not"
        console().print(f"  dates, {row['dossiers']} dossiers: {told}")
    console().print(f"written: {out}")


def print_speakers_training(metrics: Mapping[str, Any], out: Path) -> None:
    """What training the rankers of speakers gave, for each folder."""
    rows = []
    for folder, rankers in metrics.items():
        for name, figures in rankers.items():
            share = figures["share"]
            rows.append(
                {
                    "folder": folder,
                    "sources": name,
                    "texts": figures["texts"],
                    "of": figures["sources"],
                    "right": figures["right"],
                    "share": f"{share['value']:.1%} ({share['low']:.1%} to {share['high']:.1%})",
                    "by rules": figures["right_by_rules"],
                    "wrong names": figures["wrong_names"],
                    "wrong by rules": figures["wrong_names_by_rules"],
                }
            )
    print_table(list(rows[0]) if rows else [], rows, title="right on texts that it has not seen")
    console().print(f"written: {out}")


def print_names_training(metrics: Mapping[str, Any], out: Path) -> None:
    """What training the judge of names gave, for each source of texts."""
    rows = [
        {
            "texts of": source,
            "texts": figures["texts"],
            "names": figures["names"],
            "no people's": figures["no_people"],
            "taken": figures["taken"],
            "rightly": figures["taken_rightly"],
            "people's before": f"{figures['people_before']:.1%}",
            "after": f"{figures['people_after']['value']:.1%}",
        }
        for source, figures in metrics.items()
    ]
    print_table(list(rows[0]) if rows else [], rows, title="names taken from people in texts that it has not seen")
    console().print(f"written: {out}")


def print_times_training(metrics: Mapping[str, Any], out: Path) -> None:
    """What training the ranker of times gave, for each source of texts."""
    rows = [
        {
            "texts of": source,
            "groups": figures["groups"],
            "figures": figures["figures"],
            "with a time": figures["with_a_time"],
            "right of given": f"{figures['ranker']['precision']['value']:.1%}",
            "found": f"{figures['ranker']['recall']['value']:.1%}",
            "right by rules": f"{figures['rules']['precision']['value']:.1%}",
            "found by rules": f"{figures['rules']['recall']['value']:.1%}",
        }
        for source, figures in metrics.items()
    ]
    print_table(list(rows[0]) if rows else [], rows, title="times of figures in texts that it has not seen")
    console().print(f"written: {out}")


def print_units_training(metrics: Mapping[str, Any], out: Path) -> None:
    """What training the ranker of units gave, for each source of texts."""
    rows = [
        {
            "texts of": source,
            "groups": figures["groups"],
            "bare numbers": figures["numbers"],
            "of a unit": figures["of_a_unit"],
            "right of given": f"{figures['precision']['value']:.1%}",
            "found": f"{figures['recall']['value']:.1%}",
        }
        for source, figures in metrics.items()
    ]
    print_table(list(rows[0]) if rows else [], rows, title="what bare numbers count in texts that it has not seen")
    console().print(f"written: {out}")


def print_diff(difference: Mapping[str, Any]) -> None:
    """Numbers by layer, and examples."""
    layers = difference["layers"]
    rows = [{"layer": n, **{k: v for k, v in layer.items() if isinstance(v, int)}} for n, layer in layers.items()]
    print_table(list(rows[0]) if rows else [], rows, title=f"{difference['old']} -> {difference['new']}")


def settings_rows(settings: Any, origins: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every setting: name, value, where the value is from, default, meaning; values as JSON knows them."""
    values = settings.model_dump(mode="json")
    rows = []
    for section, field in type(settings).model_fields.items():
        defaults = field.default.model_dump(mode="json")
        for name, inner in type(field.default).model_fields.items():
            dotted = f"{section}.{name}"
            value = values[section][name]
            rows.append(
                {
                    "setting": dotted,
                    "value": value,
                    "from": origins[dotted],
                    "changed": value != defaults[name],
                    "default": defaults[name],
                    "meaning": inner.description or "",
                }
            )
    return rows


def print_settings(rows: Sequence[Mapping[str, Any]]) -> None:
    """A table; what is not the default has a star, and what was set anywhere says where."""
    shown = [
        {
            "setting": ("* " if r["changed"] else "  ") + r["setting"],
            "value": ",".join(r["value"]) if isinstance(r["value"], list) else r["value"],
            "from": "" if r["from"] == "default" else r["from"],
            "meaning": r["meaning"],
        }
        for r in rows
    ]
    names = ["setting", "value", "from", "meaning"]
    print_table(names if any(row["from"] for row in shown) else [n for n in names if n != "from"], shown)
