"""A trainer releases the review: each team reads its own report then"""

import sqlalchemy as sa
from alembic import op

revision = "review_released"
down_revision = "prices_over_lives"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward. A column is added in place: SQLite makes a table anew for anything else, and rows would be lost."""
    op.add_column("exercises", sa.Column("review_released", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Back."""
    op.drop_column("exercises", "review_released")
