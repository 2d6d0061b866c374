"""Who is expected: people listed before they come, each with a seat and a card"""

import sqlalchemy as sa
from alembic import op

revision = "guests"
down_revision = "prices_of_outcome"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "guests",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("exercise_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("agency", sa.String(length=80), nullable=False),
        sa.Column("held", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=False),
        sa.Column("seat", sa.String(length=80), nullable=False),
        sa.Column("link_seed", sa.String(length=64), nullable=False),
        sa.Column("join_command", sa.String(length=160), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name="fk_guests_exercise_id_exercises", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_guests"),
        sa.UniqueConstraint("exercise_id", "place", name="uq_guests_exercise_id_place"),
        sa.UniqueConstraint("link_seed", name="uq_guests_link_seed"),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("guests")
