"""Prices found before tell how much earlier was wished for, not how much earlier it was: they are found anew"""

from alembic import op

revision = "prices_anew"
down_revision = "sign_ins"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.execute("DELETE FROM prices")


def downgrade() -> None:
    """Back: nothing to do, prices are found again when somebody asks."""
