"""Exercises are put away, rehearsed, and may be open to their own trainer alone"""

import sqlalchemy as sa
from alembic import op

revision = "shelf"
down_revision = "review_released"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward. Columns are added in place: SQLite makes a table anew for anything else, and rows would be lost."""
    op.add_column("exercises", sa.Column("put_away", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("exercises", sa.Column("rehearsal_of", sa.String(length=16), nullable=True))
    op.add_column("trainers", sa.Column("sees_all", sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    """Back."""
    op.drop_column("trainers", "sees_all")
    op.drop_column("exercises", "rehearsal_of")
    op.drop_column("exercises", "put_away")
