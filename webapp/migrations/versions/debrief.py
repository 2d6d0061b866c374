"""Where the debrief of an exercise stands, and what was said and agreed in it"""

import sqlalchemy as sa
from alembic import op

revision = "debrief"
down_revision = "shelf"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward. A column is added in place: SQLite makes a table anew for anything else, and rows would be lost."""
    op.add_column("exercises", sa.Column("debrief", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    """Back."""
    op.drop_column("exercises", "debrief")
