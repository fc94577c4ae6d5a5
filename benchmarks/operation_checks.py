"""What a corpus and its labels must hold after the operation, held against what the site sent and what annotators were told."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from operation_feed import FAULTS, Site
from operation_people import Annotator
from policynlp.corpus.reading import open_corpus
from policynlp.corpus.view_sql import VIEWS
from policynlp.labels.decisions import decisions
from policynlp.settings import Settings
from policynlp.steps import open_labels

_MARK = re.compile(r"This is report (\d+) in edition (\d+)\.")
_ENDED_WELL = (0, 3)  # 3: some documents were rejected

Findings = dict[str, Any]
"""Counts, and under `wrong` what must not be."""


def ended_well(run: dict[str, Any]) -> bool:
    """Whether a run came to its end."""
    return run["exit"] in _ENDED_WELL


def check_texts(settings: Settings, site: Site, runs: Sequence[dict[str, Any]]) -> Findings:
    """Every edition that was sent to a run that ended well is there once, under one number of revision; nothing else is there.

    A text that was sent, but of which the run itself says that it did not come whole, is counted as told.
    """
    wrong: list[str] = []
    well = {run["number"]: run["id"] for run in runs if ended_well(run)}
    with open_corpus(settings.corpus.path) as corpus:
        rows = corpus.sql("select document, uri, work, revision, latest, text from documents_all").to_pylist()
        rejects = corpus.sql("select run_id, uri, reason, what, hint from rejects").to_pylist()
        active = corpus.store.active_tagset()
        untagged = len(corpus.store.untagged(active)) if active else len(rows)
    told = {(row["run_id"], row["uri"]) for row in rejects if row["reason"] and row["what"] and row["hint"]}
    ever, must, spared = set(), set(), 0
    for sent in site.sent:
        if sent.how not in {"text", "unchanged"}:
            continue
        ever.add((sent.path, sent.edition))
        if sent.run in well and (well[sent.run], site.url + sent.path) in told:
            spared += 1
        elif sent.run in well:
            must.add((sent.path, sent.edition))
    must |= {(text.path, text.edition) for text in site.listed()}  # the last run met no fault
    there: Counter[tuple[str, int]] = Counter()
    revisions: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        found = _MARK.findall(row["text"])
        path = row["uri"].removeprefix(site.url)
        if len(found) != 1 or path != f"/reports/{found[0][0]}":
            wrong.append(f"a text that the site did not send: {row['uri']}")
            continue
        there[path, int(found[0][1])] += 1
        revisions[row["work"]].append(row["revision"])
    lost, alien = sorted(must - set(there)), sorted(set(there) - ever)
    doubled = [key for key, count in there.items() if count > 1]
    uneven = [work for work, numbers in revisions.items() if sorted(numbers) != list(range(1, len(numbers) + 1))]
    wrong += [f"lost: {path}, edition {edition}" for path, edition in lost]
    wrong += [f"there twice: {path}, edition {edition}" for path, edition in doubled]
    wrong += [f"never sent: {path}, edition {edition}" for path, edition in alien]
    wrong += [f"its revisions are not numbered 1, 2, 3...: {work}" for work in uneven]
    wrong += [f"{untagged} texts have no tags"] if untagged else []
    return {
        "sent_to_runs_that_ended": len(must),
        "in_the_corpus": len(rows),
        "works": len(revisions),
        "lost": len(lost),
        "doubled": len(doubled),
        "sent_but_told_as_failed": spared,
        "wrong": wrong,
    }


def check_rejects(settings: Settings, site: Site, runs: Sequence[dict[str, Any]]) -> Findings:
    """Every fault that a run met and did not get over is a reject of that run with reason, cause and hint; and no other is there."""
    got, met = set(), defaultdict(set)
    for sent in site.sent:
        if sent.how in FAULTS:
            met[sent.run, sent.path].add(sent.how)
        else:
            got.add((sent.run, sent.path))
    with open_corpus(settings.corpus.path) as corpus:
        rows = corpus.sql("select run_id, uri, reason, what, hint from rejects").to_pylist()
    told = Counter((row["run_id"], row["uri"]) for row in rows)
    bare = [row for row in rows if not (row["reason"] and row["what"] and row["hint"]) or row["reason"] == "internal"]
    wrong = [f"a reject that does not say why: {row}" for row in bare]
    expected = 0
    for run in runs:
        if not ended_well(run):
            continue
        for (number, path), faults in sorted(met.items()):
            if number != run["number"] or (number, path) in got:
                continue
            expected += 1
            if told[run["id"], site.url + path] != 1:
                count = told[run["id"], site.url + path]
                wrong.append(f"run {number}, {path}: {', '.join(sorted(faults))}, and {count} rejects tell of it")
    return {
        "faults_met": sum(len(faults) for faults in met.values()),
        "faults_by_kind": dict(Counter(fault for faults in met.values() for fault in faults).most_common()),
        "failures_of_runs_that_ended": expected,
        "rejects": len(rows),
        "rejects_by_reason": dict(Counter(row["reason"] for row in rows).most_common()),
        "wrong": wrong,
    }


def check_ids(settings: Settings) -> Findings:
    """No id is twice in any view, and no run is left open."""
    wrong, counts = [], {}
    with open_corpus(settings.corpus.path) as corpus:
        for view in [*VIEWS, *(f"{view}_all" for view in VIEWS)]:
            try:
                columns = set(corpus.sql(f"select * from {view} limit 0").column_names)
            except Exception as error:  # noqa: BLE001 - not every view has a twin
                if view in VIEWS:
                    wrong.append(f"{view}: {error}")
                continue
            key = {"documents": "document", "runs": "run_id", "tagsets": "tagset"}.get(view.removesuffix("_all"), "id")
            if key in columns:
                (row,) = corpus.sql(f"select count(*) as n, count(distinct {key}) as ids from {view}").to_pylist()
                counts[view] = row["n"]
                if row["n"] != row["ids"]:
                    wrong.append(f"{view}: {row['n']} rows with {row['ids']} ids")
        statuses = corpus.sql("select status, count(*) as n from runs group by all order by all").to_pylist()
    by_status = {row["status"]: row["n"] for row in statuses}
    return {"rows": counts, "doubled": len(wrong), "runs_by_status": by_status, "wrong": wrong}


def check_decisions(settings: Settings, annotators: Iterable[Annotator]) -> Findings:
    """Every decision that was acknowledged is in the label database once, and none is there that nobody sent."""
    with open_labels(settings) as store:
        kept = decisions(store, standing=False)
    rows = Counter((one.account, one.key.rpartition(":")[0]) for one in kept)
    wrong: list[str] = []
    acknowledged = lost = doubled = 0
    for person in annotators:
        name = person.name_of_account
        acknowledged += len(person.acknowledged)
        for key in sorted(person.acknowledged):
            count = rows[name, key]
            lost += count < person.sent[key]
            doubled += count > person.sent[key]
            if count != person.sent[key]:
                wrong.append(f"{name}: key {key} makes {person.sent[key]} rows, {count} are kept")
        strange = [key for account, key in rows if account == name and key not in person.sent]
        wrong += [f"{name}: key {key} was never sent" for key in strange]
        units = Counter(one.unit for one in kept if one.account == name and one.action == "complete")
        twice = [unit for unit, count in units.items() if count > 1]
        doubled += len(twice)
        wrong += [f"{name}: unit {unit} was completed twice" for unit in twice]
    return {"acknowledged": acknowledged, "rows": len(kept), "lost": lost, "doubled": doubled, "wrong": wrong}


def line(points: Sequence[tuple[float, float]]) -> dict[str, float] | None:
    """Slope by least squares and its standard error; None for fewer than three points, or where all are at one place.

    Args:
        points: x and y.
    """
    n = len(points)
    mean_x, mean_y = (sum(p[i] for p in points) / n if n else 0.0 for i in (0, 1))
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    if n < 3 or not spread:
        return None
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    rest = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in points)
    return {"slope": slope, "standard_error": math.sqrt(rest / (n - 2) / spread)}


def quantiles(values: Sequence[float]) -> dict[str, float]:
    """Number, p50, p95 and greatest value."""
    ranked = sorted(values)
    if not ranked:
        return {"n": 0}
    return {
        "n": len(ranked),
        "p50": ranked[math.ceil(0.5 * len(ranked)) - 1],
        "p95": ranked[math.ceil(0.95 * len(ranked)) - 1],
        "max": ranked[-1],
    }
