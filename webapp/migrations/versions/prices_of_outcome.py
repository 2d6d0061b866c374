"""Prices found before count by other definitions than the outcome: they are found anew"""

from alembic import op

revision = "prices_of_outcome"
down_revision = "room_time"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.execute("DELETE FROM prices")


def downgrade() -> None:
    """Back: nothing to do, prices are found again when somebody asks."""
