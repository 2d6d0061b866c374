"""Prices found before hold other figures, at another moment: they are found anew"""

from alembic import op

revision = "prices_over_lives"
down_revision = "guests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.execute("DELETE FROM prices")


def downgrade() -> None:
    """Back: nothing to do, prices are found again when somebody asks."""
