"""Audits of the corpus: a blind sample of what the machine said, and shares corrected by what people found in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from policynlp.corpus.reading import Corpus, open_corpus
from policynlp.corpus.views import Views
from policynlp.document import CONTENT_KINDS
from policynlp.errors import InputError
from policynlp.labels.accounts import check_right
from policynlp.labels.audit_results import result
from policynlp.labels.audits import CALLED, Audit, PopulationItem, audit, audits, close, draw
from policynlp.labels.database import LabelStore
from policynlp.labels.estimates import Stratum, share, wilson
from policynlp.labels.queue import tasks
from policynlp.labels.units import LabelLayer, Unit, add_units, unit_of
from policynlp.settings import Settings
from policynlp.steps.labelling import open_labels
from policynlp.taxonomy import load_taxonomy

STRATA = {
    "publisher": "coalesce(publisher, 'unknown')",
    "genre": "coalesce(genre, 'unknown')",
    "year": "coalesce(substr(published, 1, 4), 'undated')",
    "month": "coalesce(substr(published, 1, 7), 'undated')",
}
"""What an audit may be stratified by, and a share be broken down by: name to SQL over the columns of a view."""
_KINDS = ", ".join(f"'{kind}'" for kind in sorted(CONTENT_KINDS))


def draw_audit(
    settings: Settings,
    *,
    layer: LabelLayer,
    n: int,
    seed: int,
    theme: str | None = None,
    where: str | None = None,
    strata: Sequence[str] = (),
    name: str = "",
    people: int = 1,
    by: str = "local",
) -> Audit:
    """Draw a blind sample of what the machine said and put it into the queue.

    Args:
        settings: All settings in force.
        layer: `themes` needs `theme`; of the other layers, found items are drawn for precision, passages for recall.
        n: Items in all, half of them for recall.
        seed: The same seed draws the same items.
        theme: `agriculture` or `security.food`.
        where: SQL condition on the passages (themes) or on the layer's view.
        strata: Names of `STRATA`.
        name: What the audit is called.
        people: How many label each item.
        by: Who draws.

    Raises:
        InputError: Nothing fits, a name is unknown, or `by` is no admin.
    """
    _check(settings, layer, theme, strata)
    with open_labels(settings) as store, open_corpus(settings.corpus.path) as corpus:
        check_right(store, by, "admin")
        rows = _population(corpus, layer, theme, where, strata)
        population, made = _items(corpus, rows, layer, theme)
        add_units(store, made)
        plan = {
            "name": name,
            "theme": theme,
            "where": where,
            "strata": list(strata),
            "tagset": corpus.store.active_tagset(),
        }
        return draw(store, population, layer=layer, n=n, seed=seed, by=by, plan=plan, people=people)


def close_audit(settings: Settings, audit_id: str, *, by: str = "local") -> int:
    """Take an audit back: what waits for people leaves the queue, what was labelled stays; gives how many passages left it.

    Raises:
        InputError: There is no such audit, or `by` is no admin.
    """
    with open_labels(settings) as store:
        check_right(store, by, "admin")
        return close(store, audit_id, by=by)


def audit_report(settings: Settings, audit_id: str) -> dict[str, Any]:
    """What an audit found so far, JSON-ready.

    Raises:
        InputError: There is no such audit.
    """
    with open_labels(settings) as store:
        chosen = audit(store, audit_id)
        return {"id": chosen.id, "layer": chosen.layer, "plan": dict(chosen.plan)} | asdict(result(store, chosen.id))


def list_audits(settings: Settings) -> list[dict[str, Any]]:
    """All audits with how far they are."""
    with open_labels(settings) as store:
        return [
            {"id": a.id, "name": a.plan.get("name", ""), "layer": a.layer, "drawn": a.plan["n"], "open": _open(store, a)}
            for a in audits(store)
        ]


def estimate_share(settings: Settings, *, audit_id: str, by: str | None = None) -> list[dict[str, Any]]:
    """The share of passages with a theme, as the machine counts it and corrected by an audit.

    Args:
        settings: All settings in force.
        audit_id: An audit of themes; it says which theme, and which passages.
        by: Name of `STRATA`: a row for each value. Where the audit was stratified by it (and nothing else), each value is
            corrected by its own errors, else all by the same.

    Returns:
        Rows with `group`, `passages`, `counted`, `corrected`, `low`, `high` (95 %), `rates` (`own` or `pooled`), `audited`.

    Raises:
        InputError: The audit is of another layer, or nothing of it is labelled.
    """
    if by is not None and by not in STRATA:
        raise InputError(f"a share cannot be broken down by {by!r}", where="estimate", hint=f"By: {', '.join(STRATA)}.")
    with open_labels(settings) as store, open_corpus(settings.corpus.path) as corpus:
        chosen = audit(store, audit_id)
        if chosen.layer != "themes":
            raise InputError("shares are estimated of themes", where=f"audit {audit_id}", hint="Draw an audit of a theme.")
        found = result(store, chosen.id)
        if not found.done:
            raise InputError("nothing of the audit is labelled yet", where=f"audit {audit_id}", hint="Label it first.")
        rows = _population(corpus, "themes", chosen.plan["theme"], chosen.plan["where"], [by] if by else [])
    sizes: dict[str, Counter[bool]] = defaultdict(Counter)
    for row in rows:
        sizes[row["stratum"]][row["called"]] += 1
    own = bool(by) and list(chosen.plan["strata"]) == [by]
    if not by:
        return [_share_row("all", sizes[""], found.strata, own=True)]
    return [_share_row(group, sizes[group], found.strata, own=own) for group in sorted(sizes)]


def _share_row(group: str, sizes: Counter[bool], strata: dict[str, Stratum] | Any, *, own: bool) -> dict[str, Any]:
    """One row: the strata of the group itself, or the errors of all strata together laid on its sizes."""
    total = sizes.total()
    mine = {name: s for name, s in strata.items() if own and (group == "all" or name.partition(" / ")[2] == group)}
    finite = bool(mine) and all(s.sampled for s in mine.values() if s.size)
    if not finite:
        mine = {}
        for called in (True, False):
            parts = [s for name, s in strata.items() if (name.partition(" / ")[0] == CALLED) is called]
            sampled, positive = sum(s.sampled for s in parts), sum(s.positive for s in parts)
            mine[str(called)] = Stratum(size=sizes[called], sampled=sampled, positive=positive)
    estimate = share(mine, finite=finite)
    counted = wilson(sizes[True], total)
    return {
        "group": group,
        "passages": total,
        "counted": counted.value,
        "corrected": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "rates": "own" if finite else "pooled",
        "audited": estimate.n,
    }


def _check(settings: Settings, layer: LabelLayer, theme: str | None, strata: Sequence[str]) -> None:
    if (layer == "themes") != (theme is not None):
        raise InputError("an audit of themes is of one theme", where="audit", hint="--layer themes --theme security.food")
    if theme is not None:
        load_taxonomy(settings.tag.taxonomy).check(theme)
    unknown = [name for name in strata if name not in STRATA]
    if unknown:
        raise InputError(f"there is no stratum {unknown[0]!r}", where="audit", hint=f"Strata: {', '.join(STRATA)}.")


def _population(
    corpus: Corpus, layer: LabelLayer, theme: str | None, where: str | None, strata: Sequence[str]
) -> list[dict[str, Any]]:
    """Rows with document, passage, target, called, stratum; called by the machine, whatever people have said of it since."""
    stratum = " || ' / ' || ".join(STRATA[name] for name in strata) or "''"
    condition = f"AND ({where})" if where else ""
    passages = f"SELECT *, {stratum} AS stratum FROM passages WHERE kind IN ({_KINDS}) {condition}"
    if layer == "themes":
        name, _, facet = (theme or "").partition(".")
        sql = f"""
            SELECT p.document, p.id AS passage, $theme AS target, p.stratum,
                exists(SELECT 1 FROM themes t WHERE t.document = p.document AND t.passage = p.id AND t.assigned
                    AND t.theme = $name AND t.facet IS NOT DISTINCT FROM $facet) AS called
            FROM ({passages}) p ORDER BY p.document, p.start_char
        """
        with Views(corpus.store, corrected=False) as views:
            return views.query(sql, {"theme": theme, "name": name, "facet": facet or None}).to_pylist()
    found = f"""
        SELECT a.document, p.id AS passage, a.id AS target, a.stratum, true AS called
        FROM (SELECT *, {stratum} AS stratum FROM {layer} WHERE true {condition}) a
        JOIN passages p ON p.document = a.document AND a.start_char >= p.start_char AND a.start_char < p.end_char
    """
    inside = "" if where else f"UNION ALL SELECT p.document, p.id, '', p.stratum, false FROM ({passages}) p"
    with Views(corpus.store, corrected=False) as views:
        return views.query(f"SELECT * FROM ({found} {inside}) ORDER BY document, passage, target").to_pylist()


def _items(
    corpus: Corpus, rows: Sequence[dict[str, Any]], layer: LabelLayer, theme: str | None
) -> tuple[list[PopulationItem], list[Unit]]:
    """The population, and its units."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        wanted[row["document"]].add(row["passage"])
    made: dict[tuple[str, str], Unit] = {}
    for tagged in corpus.documents(list(wanted)):
        for passage in tagged.passages:
            if passage.id in wanted[tagged.id]:
                made[tagged.id, passage.id] = unit_of(tagged.document, layer, passage=passage)
    inside: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["called"] and theme is None:
            inside[made[row["document"], row["passage"]].id].append(row["target"])
    population = []
    for row in rows:
        unit = made[row["document"], row["passage"]]
        machine = row["called"] if theme is not None or row["called"] else inside[unit.id]
        population.append(
            PopulationItem(
                unit=unit.id, target=row["target"], called=row["called"], stratum=row["stratum"] or "", machine=machine
            )
        )
    return population, list(made.values())


def _open(store: LabelStore, chosen: Audit) -> int:
    return chosen.plan["n"] - result(store, chosen.id).done if tasks(store, audit=chosen.id, open_only=True) else 0
