"""The door: who may come in at once, who knocks, and which two entries are one person"""

import sqlalchemy as sa
from alembic import op

revision = "door"
down_revision = "prices_anew"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward. Columns are added one by one: SQLite makes a table anew for anything else, and rows would be lost."""
    op.execute(
        "ALTER TABLE exercises ADD COLUMN door VARCHAR(9) DEFAULT 'automatic' NOT NULL"
        " CONSTRAINT ck_exercises_door CHECK (door IN ('automatic', 'open', 'locked'))"
    )
    op.add_column("exercises", sa.Column("pen_minutes", sa.Integer(), server_default="1", nullable=False))
    op.execute(
        "ALTER TABLE members ADD COLUMN standing VARCHAR(11) DEFAULT 'in' NOT NULL"
        " CONSTRAINT ck_members_standing CHECK (standing IN ('in', 'waiting', 'turned_away', 'merged'))"
    )
    op.add_column("members", sa.Column("wants", sa.String(length=80), server_default="", nullable=False))
    op.add_column("members", sa.Column("same_as", sa.String(length=32), nullable=True))
    op.add_column("members", sa.Column("device", sa.String(length=20), server_default="", nullable=False))


def downgrade() -> None:
    """Back."""
    for table, columns in (
        ("members", ("device", "same_as", "wants", "standing")),
        ("exercises", ("pen_minutes", "door")),
    ):
        for column in columns:
            op.drop_column(table, column)
