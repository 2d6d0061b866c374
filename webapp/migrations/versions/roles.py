"""What another trainer is in one exercise"""

import sqlalchemy as sa
from alembic import op

revision = "roles"
down_revision = "use_log"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "roles",
        sa.Column("exercise_id", sa.String(length=16), nullable=False),
        sa.Column("trainer_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "owner", "controller", "evaluator", "observer", name="role", native_enum=False, create_constraint=True
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercises.id"], name="fk_roles_exercise_id_exercises", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["trainer_id"], ["trainers.id"], name="fk_roles_trainer_id_trainers", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("exercise_id", "trainer_id", name="pk_roles"),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("roles")
