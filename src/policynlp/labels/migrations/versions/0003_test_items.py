"""Known answers of test items, and what annotators must reach on them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "answers",
        sa.Column("task", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["task"], ["tasks.id"]),
        sa.PrimaryKeyConstraint("task"),
    )
    op.create_table(
        "requirements",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("layer", sa.String(length=16), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("least", sa.Float(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.CheckConstraint("layer IN ('themes', 'quotes', 'claims', 'entities')", name="layer_known"),
        sa.PrimaryKeyConstraint("seq"),
    )


def downgrade() -> None:
    """Back to the version before."""
    op.drop_table("requirements")
    op.drop_table("answers")
