"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SQLITE_GUARD = """
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are never overwritten'); END
"""
_POSTGRESQL_GUARD = """
CREATE FUNCTION decisions_stay() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'decisions are never overwritten'; END $$;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions FOR EACH ROW EXECUTE FUNCTION decisions_stay();
"""


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("retired_at", sa.String(length=32), nullable=True),
        sa.CheckConstraint("role IN ('annotator', 'adjudicator', 'admin')", name="role_known"),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "audits",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("layer", sa.String(length=16), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_table(
        "units",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("layer", sa.String(length=16), nullable=False),
        sa.Column("document", sa.String(length=20), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("passage", sa.String(length=20), nullable=True),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.CheckConstraint("layer IN ('themes', 'quotes', 'claims', 'entities')", name="layer_known"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_units_work"), "units", ["work"], unique=False)
    op.create_index("units_document", "units", ["document", "layer"], unique=False)
    op.create_table(
        "tasks",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("priority", sa.Float(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=True),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("audit", sa.String(length=20), nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("closed_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["audit"],
            ["audits.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit"],
            ["units.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_tasks_audit"), "tasks", ["audit"], unique=False)
    op.create_index(op.f("ix_tasks_unit"), "tasks", ["unit"], unique=False)
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("revoked_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"],
            ["accounts.name"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256"),
    )
    op.create_index(op.f("ix_tokens_account"), "tokens", ["account"], unique=False)
    op.create_table(
        "audit_items",
        sa.Column("audit", sa.String(length=20), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=20), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("stratum", sa.Text(), nullable=False),
        sa.Column("machine", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["audit"],
            ["audits.id"],
        ),
        sa.ForeignKeyConstraint(
            ["task"],
            ["tasks.id"],
        ),
        sa.PrimaryKeyConstraint("audit", "ordinal"),
    )
    op.create_index(op.f("ix_audit_items_task"), "audit_items", ["task"], unique=False)
    op.create_table(
        "completions",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("task", sa.String(length=20), nullable=True),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.CheckConstraint("state IN ('complete', 'partial')", name="state_known"),
        sa.ForeignKeyConstraint(
            ["account"],
            ["accounts.name"],
        ),
        sa.ForeignKeyConstraint(
            ["task"],
            ["tasks.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit"],
            ["units.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("completions_unit", "completions", ["unit", "account"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("action", sa.String(length=8), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("machine", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("machine_version", sa.Text(), nullable=True),
        sa.Column("machine_score", sa.Float(), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("adjudicates", sa.Boolean(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("task", sa.String(length=20), nullable=True),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("guideline", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "action IN ('accept', 'reject', 'edit', 'add', 'complete', 'skip', 'flag', 'undo')", name="action_known"
        ),
        sa.ForeignKeyConstraint(
            ["account"],
            ["accounts.name"],
        ),
        sa.ForeignKeyConstraint(
            ["task"],
            ["tasks.id"],
        ),
        sa.ForeignKeyConstraint(
            ["undoes"],
            ["decisions.seq"],
        ),
        sa.ForeignKeyConstraint(
            ["unit"],
            ["units.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("decisions_unit", "decisions", ["unit", "account"], unique=False)
    op.create_index(op.f("ix_decisions_account"), "decisions", ["account"], unique=False)
    op.create_table(
        "leases",
        sa.Column("task", sa.String(length=20), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"],
            ["accounts.name"],
        ),
        sa.ForeignKeyConstraint(
            ["task"],
            ["tasks.id"],
        ),
        sa.PrimaryKeyConstraint("task", "account"),
    )
    op.execute(_SQLITE_GUARD if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL_GUARD)


def downgrade() -> None:
    """Back to an empty database."""
    op.drop_table("leases")
    op.drop_index(op.f("ix_decisions_account"), table_name="decisions")
    op.drop_index("decisions_unit", table_name="decisions")
    op.drop_table("decisions")
    op.drop_index("completions_unit", table_name="completions")
    op.drop_table("completions")
    op.drop_index(op.f("ix_audit_items_task"), table_name="audit_items")
    op.drop_table("audit_items")
    op.drop_index(op.f("ix_tokens_account"), table_name="tokens")
    op.drop_table("tokens")
    op.drop_index(op.f("ix_tasks_unit"), table_name="tasks")
    op.drop_index(op.f("ix_tasks_audit"), table_name="tasks")
    op.drop_table("tasks")
    op.drop_index("units_document", table_name="units")
    op.drop_index(op.f("ix_units_work"), table_name="units")
    op.drop_table("units")
    op.drop_table("events")
    op.drop_table("audits")
    op.drop_table("accounts")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION decisions_stay")
