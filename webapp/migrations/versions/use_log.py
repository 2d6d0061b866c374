"""The log of sign-ins, joins, exports and erasures, to which rows are only added"""

import sqlalchemy as sa
from alembic import op

revision = "use_log"
down_revision = "judgements"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; the database itself refuses to change or remove a row."""
    op.create_table(
        "use_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wall", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("exercise", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_use_log"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER use_log_no_{act.lower()} BEFORE {act} ON use_log "
                "BEGIN SELECT RAISE(ABORT, 'rows are only added to the log'); END"
            )
    else:
        for act in ("UPDATE", "DELETE"):
            op.execute(f"CREATE RULE use_log_no_{act.lower()} AS ON {act} TO use_log DO INSTEAD NOTHING")


def downgrade() -> None:
    """Back."""
    op.drop_table("use_log")
