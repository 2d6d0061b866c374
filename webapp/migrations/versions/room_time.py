"""The room's own time, and when a draft was saved"""

import sqlalchemy as sa
from alembic import op

revision = "room_time"
down_revision = "door"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("exercises", sa.Column("room_time", sa.Text(), nullable=False, server_default=""))
    op.add_column("drafts", sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Back."""
    op.drop_column("drafts", "saved_at")
    op.drop_column("exercises", "room_time")
