"""Decisions may say that a unit is complete: databases made before lack that action."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_BEFORE = "'add', 'skip'"
_AFTER = "'add', 'complete', 'skip'"


def upgrade() -> None:
    """To this version; nothing is done where the action is known already."""
    connection = op.get_bind()
    checks = sa.inspect(connection).get_check_constraints("decisions")
    if any("complete" in check["sqltext"] for check in checks):
        return
    if connection.dialect.name != "sqlite":
        op.drop_constraint("action_known", "decisions", type_="check")
        op.create_check_constraint(
            "action_known", "decisions", f"action IN ('accept', 'reject', 'edit', {_AFTER}, 'flag', 'undo')"
        )
        return
    # Copying the table would drop rows that other rows point to, and foreign keys cannot be switched off in a transaction. SQLite's
    # documentation of ALTER TABLE, "Making Other Kinds Of Table Schema Changes", has this for changes of a CHECK alone.
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'decisions'", (_BEFORE, _AFTER)
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")


def downgrade() -> None:
    """Nothing: the first tables, as they are made today, know the action too, and decisions that use it stay."""
