"""The report of a run, in Markdown: what came in, what was found, what disagrees, what was left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from policynlp.corpus.health.alarm import Alarm
from policynlp.corpus.views import Views
from policynlp.steps.context import RunContext
from policynlp.steps.operating import corpus_health

_ROWS = 50
"""Rows of a table at the most; the query below each table gives all."""

_ADDRESS = re.compile(r"https?://[\w.:/?=&%~+,;@#-]{1,500}")

_SECTIONS: Sequence[tuple[str, str]] = (
    ("Documents", "SELECT title, uri, genre, published FROM documents WHERE run_id = $run ORDER BY published, title"),
    (
        "Figures that differ between documents",
        "SELECT from_title, from_text, to_title, to_text, reason FROM links WHERE kind = 'differs' AND run_id = $run",
    ),
    (
        "Passages that echo a policy text",
        "SELECT relation, from_title, from_text, to_title, to_text FROM links WHERE kind = 'echoes' AND run_id = $run ORDER BY score DESC",
    ),
    (
        "Who speaks most",
        """SELECT speaker, count(*) AS quotes, count(DISTINCT document) AS documents FROM quotes
        WHERE run_id = $run AND speaker IS NOT NULL GROUP BY speaker ORDER BY quotes DESC, speaker""",
    ),
    (
        "Sources",
        """SELECT source, type, items, new, changed, unchanged, rejected, median_chars, status, moved_to, error FROM sources
        WHERE run_id = $run ORDER BY source""",
    ),
    ("Left out", "SELECT uri, stage, reason, what, hint FROM rejects WHERE run_id = $run ORDER BY uri"),
)


def report_text(
    context_json: str,
    *,
    counts: Mapping[str, int],
    seconds: Mapping[str, float],
    alarms: Sequence[Alarm] | None = None,
    brings_texts: bool = True,
) -> str:
    """The report as Markdown.

    Args:
        context_json: The run, as `RunContext.to_json` gives it.
        counts: Counts of the run.
        seconds: Wall time by stage.
        alarms: What is wrong with the corpus; None: it is looked at.
        brings_texts: Whether the run may have added texts, tags or links; where not, they are not looked for: over a large corpus
            that takes gigabytes.
    """
    context = RunContext.from_json(context_json)
    parts = [
        f"# Run {context.run_id}",
        f"Corpus `{context.corpus}`, tag set `{context.tagset or 'none'}`, backend {context.backend}.",
        "## Counts",
        markdown_table(["what", "number"], [[name, f"{n:,}"] for name, n in counts.items()]),
        "## Time",
        markdown_table(["stage", "seconds"], [[name, f"{s:.1f}"] for name, s in seconds.items()]),
    ]
    with context.store() as store, Views(store) as views:
        wrong = corpus_health(store, views=views).alarms if alarms is None else alarms
        if wrong:
            shown = [[a.kind, a.source or "", f"{a.since:%Y-%m-%d %H:%M}", a.what, a.hint] for a in wrong]
            table = markdown_table(["alarm", "source", "since", "what", "what to do"], shown)
            parts.append(f"## Alarms\n{table}\n\n`policynlp status --check`")
        for title, sql in _SECTIONS if brings_texts else ():
            rows = views.query(sql, {"run": context.run_id}, limit=_ROWS + 1).to_pylist()
            if rows:
                more = f"\n\nOnly the first {_ROWS} rows." if len(rows) > _ROWS else ""
                query = " ".join(sql.split()).replace("$run", f"'{context.run_id}'")
                table = markdown_table(list(rows[0]), [[_linked(n, v) for n, v in row.items()] for row in rows[:_ROWS]])
                parts.append(f'## {title}\n{table}{more}\n\n`policynlp query "{query}"`')
    return "\n\n".join(parts) + "\n"


def markdown_table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table in Markdown; what comes from documents cannot break out of its cell."""
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines)


class _Link(str):
    """Markdown that is ours and stays as it is."""


def _linked(name: str, value: Any) -> Any:
    """An address as a link; only plain http(s) addresses, so that nothing from a document ends up as mark-up."""
    if name == "uri" and isinstance(value, str) and _ADDRESS.fullmatch(value):
        return _Link(f"<{value}>")
    return value


def _cell(value: Any) -> str:
    if isinstance(value, _Link):
        return value
    text = " ".join(("" if value is None else str(value)).split())
    for mark in ("\\", "|", "`", "<", "[", "*", "_"):
        text = text.replace(mark, f"\\{mark}" if mark != "<" else "&lt;")
    return text if len(text) <= 300 else text[:297] + "..."
