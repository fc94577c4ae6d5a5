"""Labels of a theme that was renamed or split: new rows beside the old ones, so that every step can be followed and taken back.

A rename says that the meaning stayed: each decision that stands is taken back by a row and made again under the new name, by the same
person, with the old one's number in its note. A split says that it did not: what people called the old theme is open again, and
everything else that they decided on the passage stays. Who went through a passage and did not give the old theme has said of its parts
that they are none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policynlp.document import content_id
from policynlp.labels.accounts import Account
from policynlp.labels.current import said_by
from policynlp.labels.database import LabelStore, log_event
from policynlp.labels.decisions import Decision, by_unit, completions, decisions
from policynlp.labels.queue import Task, add_tasks
from policynlp.labels.recording import record_all
from policynlp.labels.units import units


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrated:
    """What a rename or a split did.

    Attributes:
        old, new: Names; of a split the parts, joined by commas.
        decisions: Decisions that were taken back, and for a rename made again.
        reopened: Units that are open again.
    """

    old: str
    new: str
    decisions: int
    reopened: int = 0


def rename_label(store: LabelStore, old: str, new: str, *, guideline: str, by: str, pretend: bool = False) -> Migrated:
    """Carry all decisions on a theme (with those on its facets) or on a facet over to another name.

    Args:
        store: The label database.
        old: `talent` or `security.food`.
        new: What it is called now.
        guideline: Version of the guideline in force.
        by: Who does it.
        pretend: Only count.
    """
    found = _standing(store, old)
    for unit, made in () if pretend else found.items():
        for decision in made:
            again = replace(
                decision,
                key=f"renamed:{decision.seq}:{content_id('theme', new)}"[:64],
                target=new + decision.target.removeprefix(old),
                guideline=guideline,
                note=f"renamed from {decision.target}, decision {decision.seq}",
            )
            record_all(store, _person(decision.account), [_taken_back(decision, unit), again])
    return _told(store, Migrated(old=old, new=new, decisions=sum(map(len, found.values()))), by=by, pretend=pretend)


def split_label(store: LabelStore, old: str, into: Sequence[str], *, by: str, pretend: bool = False) -> Migrated:
    """Open again what people called a theme that was split.

    Args:
        store: The label database.
        old: The theme or facet that is no more.
        into: What took its place.
        by: Who does it.
        pretend: Only count.
    """
    found = _standing(store, old)
    positive = {unit: made for unit, made in found.items() if any(said_by("themes", d) for d in made)}
    through = by_unit(c for c in completions(store, list(positive)).values() if c.state == "complete")
    parts = ", ".join(into)
    why = f"{old} was split into {parts}"
    if not pretend:
        for unit, made in positive.items():
            for decision in made:
                record_all(store, _person(decision.account), [_taken_back(decision, unit)])
            for done in through[unit]:
                record_all(store, _person(done.account), [], completion=replace(done, state="partial", seconds=None))
        people = {unit: max(1, len(through[unit])) for unit in positive}
        again = [
            Task(id=content_id("task", unit, "reopened", why), unit=unit, reason="reopened", why=why, people=people[unit])
            for unit in positive
        ]
        add_tasks(store, again, by=by)
    taken = sum(len(made) for made in positive.values())
    told = Migrated(old=old, new=parts, decisions=taken, reopened=len(positive))
    return _told(store, told, by=by, pretend=pretend)


def _standing(store: LabelStore, old: str) -> dict[str, list[Decision]]:
    """Unit to the decisions that stand on a theme or one of its facets."""
    themes = {unit.id for unit in units(store, layer="themes")}
    out: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions(store):
        if decision.unit in themes and (decision.target == old or decision.target.startswith(f"{old}.")):
            out[decision.unit].append(decision)
    return dict(out)


def _taken_back(decision: Decision, unit: str) -> Decision:
    return Decision(key=f"migrated:{decision.seq}", unit=unit, action="undo", undoes=decision.seq, task=decision.task)


def _person(name: str) -> Account:
    """Whose decision it was, with the right to make it again, even where the account is closed by now."""
    return Account(name=name, role="admin")


def _told(store: LabelStore, migrated: Migrated, *, by: str, pretend: bool) -> Migrated:
    if migrated.decisions and not pretend:
        with store.write() as session:
            log_event(
                session,
                by,
                "theme.migrate",
                old=migrated.old,
                new=migrated.new,
                decisions=migrated.decisions,
                reopened=migrated.reopened,
            )
    return migrated
