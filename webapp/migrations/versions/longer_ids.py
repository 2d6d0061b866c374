"""Ids of commands as long as a policy writes them"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BEFORE = sa.String(length=64)
SINCE = sa.String(length=160)


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("journal") as table:
        table.alter_column("command_id", existing_type=BEFORE, type_=SINCE, existing_nullable=False)
    with op.batch_alter_table("members") as table:
        table.alter_column("join_command", existing_type=BEFORE, type_=SINCE, existing_nullable=False)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("members") as table:
        table.alter_column("join_command", existing_type=SINCE, type_=BEFORE, existing_nullable=False)
    with op.batch_alter_table("journal") as table:
        table.alter_column("command_id", existing_type=SINCE, type_=BEFORE, existing_nullable=False)
