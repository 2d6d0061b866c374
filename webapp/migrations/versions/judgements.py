"""What evaluators note and rate, and the answers to the survey, beside the journal"""

import sqlalchemy as sa
from alembic import op

revision = "judgements"
down_revision = "debrief"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "observations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.String(length=16), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("said", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("wall", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name="fk_observations_exercise_id_exercises", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_observations"),
    )
    op.create_index("ix_observations_exercise_id", "observations", ["exercise_id"])
    op.create_table(
        "judgements",
        sa.Column("exercise_id", sa.String(length=16), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=False),
        sa.Column("about", sa.String(length=160), nullable=False),
        sa.Column("mark", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name="fk_judgements_exercise_id_exercises", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("exercise_id", "author", "country", "about", name="pk_judgements"),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("judgements")
    op.drop_table("observations")
