"""The tables of the label database.

Decisions are precious and machine tags are not, so labels have a database of their own, and nothing in it is ever
overwritten: a person who thinks again adds a row. Times are ISO 8601 in UTC with microseconds, as text: they sort, and
read the same in SQLite and PostgreSQL. Offsets count code points of the document's text, which `text_sha256` names.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ROLES = ("annotator", "adjudicator", "admin")
ACTIONS = ("accept", "reject", "edit", "add", "complete", "skip", "flag", "undo")
STATES = ("complete", "partial")
LABEL_LAYERS = ("themes", "quotes", "claims", "entities")


def _one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class Base(DeclarativeBase):
    """Common base; JSON columns hold what the format calls a value."""

    type_annotation_map = {dict[str, Any]: JSON, Any: JSON}  # noqa: RUF012


class AccountRow(Base):
    """A person, by name; never deleted, since decisions name it."""

    __tablename__ = "accounts"
    __table_args__ = (_one_of("role", ROLES),)

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[str] = mapped_column(String(32))
    created_by: Mapped[str] = mapped_column(String(80))
    retired_at: Mapped[str | None] = mapped_column(String(32))


class TokenRow(Base):
    """A token of an account; only its hash is kept."""

    __tablename__ = "tokens"

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.name"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[str] = mapped_column(String(32))
    revoked_at: Mapped[str | None] = mapped_column(String(32))


class UnitRow(Base):
    """What a person works through in one go: a passage or a document, in one layer.

    `text` is the unit's own text, so that labels can be trained on and carried over without the corpus.
    """

    __tablename__ = "units"
    __table_args__ = (_one_of("layer", LABEL_LAYERS), Index("units_document", "document", "layer"))

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    layer: Mapped[str] = mapped_column(String(16))
    document: Mapped[str] = mapped_column(String(20))
    work: Mapped[str] = mapped_column(Text, index=True)
    text_sha256: Mapped[str] = mapped_column(String(64))
    passage: Mapped[str | None] = mapped_column(String(20))
    start_char: Mapped[int] = mapped_column(Integer)
    end_char: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[str] = mapped_column(String(32))


class TaskRow(Base):
    """A unit in a queue, and why it is there.

    `probability` is the chance with which it was drawn, null where it was chosen; only drawn units score a model.
    """

    __tablename__ = "tasks"

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    unit: Mapped[str] = mapped_column(ForeignKey("units.id"), index=True)
    reason: Mapped[str] = mapped_column(String(24))
    why: Mapped[str] = mapped_column(Text, default="")
    priority: Mapped[float] = mapped_column(Float, default=0.0)
    probability: Mapped[float | None] = mapped_column(Float)
    blind: Mapped[bool] = mapped_column(Boolean, default=False)
    people: Mapped[int] = mapped_column(Integer, default=1)
    audit: Mapped[str | None] = mapped_column(ForeignKey("audits.id"), index=True)
    created_at: Mapped[str] = mapped_column(String(32))
    closed_at: Mapped[str | None] = mapped_column(String(32))


class LeaseRow(Base):
    """A task that was handed to a person."""

    __tablename__ = "leases"

    task: Mapped[str] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.name"), primary_key=True)
    at: Mapped[str] = mapped_column(String(32))


class DecisionRow(Base):
    """One key of one person: what the machine said, what the person said. Rows are only added."""

    __tablename__ = "decisions"
    __table_args__ = (_one_of("action", ACTIONS), Index("decisions_unit", "unit", "account"))

    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    unit: Mapped[str] = mapped_column(ForeignKey("units.id"))
    account: Mapped[str] = mapped_column(ForeignKey("accounts.name"), index=True)
    at: Mapped[str] = mapped_column(String(32))
    action: Mapped[str] = mapped_column(String(8))
    target: Mapped[str] = mapped_column(Text, default="")
    value: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    machine: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    machine_version: Mapped[str | None] = mapped_column(Text)
    machine_score: Mapped[float | None] = mapped_column(Float)
    shown: Mapped[bool] = mapped_column(Boolean)
    adjudicates: Mapped[bool] = mapped_column(Boolean, default=False)
    undoes: Mapped[int | None] = mapped_column(ForeignKey("decisions.seq"))
    task: Mapped[str | None] = mapped_column(ForeignKey("tasks.id"))
    seconds: Mapped[float | None] = mapped_column(Float)
    guideline: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[str] = mapped_column(Text, default="")


class CompletionRow(Base):
    """That a person is through with a unit, or is not any more; the last row of a person counts."""

    __tablename__ = "completions"
    __table_args__ = (_one_of("state", STATES), Index("completions_unit", "unit", "account"))

    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    unit: Mapped[str] = mapped_column(ForeignKey("units.id"))
    account: Mapped[str] = mapped_column(ForeignKey("accounts.name"))
    at: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(8))
    shown: Mapped[bool] = mapped_column(Boolean)
    task: Mapped[str | None] = mapped_column(ForeignKey("tasks.id"))
    seconds: Mapped[float | None] = mapped_column(Float)


class AuditRow(Base):
    """A blind sample: how it was drawn, from how many."""

    __tablename__ = "audits"

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    layer: Mapped[str] = mapped_column(String(16))
    plan: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[str] = mapped_column(String(32))
    created_by: Mapped[str] = mapped_column(String(80))


class AuditItemRow(Base):
    """One item of an audit: which stratum it stands for, and what the machine said."""

    __tablename__ = "audit_items"

    audit: Mapped[str] = mapped_column(ForeignKey("audits.id"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(Integer, primary_key=True)
    task: Mapped[str] = mapped_column(ForeignKey("tasks.id"), index=True)
    target: Mapped[str] = mapped_column(Text)
    stratum: Mapped[str] = mapped_column(Text)
    machine: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))


class AnswerRow(Base):
    """The known answer of a hidden test item: a list of labels, or of annotations."""

    __tablename__ = "answers"

    task: Mapped[str] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    answer: Mapped[Any] = mapped_column(JSON)
    at: Mapped[str] = mapped_column(String(32))
    account: Mapped[str] = mapped_column(String(80))


class RequirementRow(Base):
    """What annotators of a layer must reach on test items before they get its queue; the last row of a layer counts."""

    __tablename__ = "requirements"
    __table_args__ = (_one_of("layer", LABEL_LAYERS),)

    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    layer: Mapped[str] = mapped_column(String(16))
    items: Mapped[int] = mapped_column(Integer)
    least: Mapped[float] = mapped_column(Float)
    at: Mapped[str] = mapped_column(String(32))
    account: Mapped[str] = mapped_column(String(80))


class EventRow(Base):
    """The log of what was done to accounts, queues and models."""

    __tablename__ = "events"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    at: Mapped[str] = mapped_column(String(32))
    account: Mapped[str] = mapped_column(String(80))
    what: Mapped[str] = mapped_column(String(40))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)
