"""A program that is one step further than this one: its migrations are ours and one more."""

import shutil
from pathlib import Path

import fsmdesk.db.migrations

NEXT = "0004"
_STEP = '''"""Customers have nicknames."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # On SQLite the whole table is built anew.
    with op.batch_alter_table("customer", recreate="auto") as batch:
        batch.add_column(sa.Column("nickname", sa.String(40), nullable=False, server_default=""))
        batch.create_check_constraint("nickname", "length(nickname) < 41")
    op.execute("UPDATE customer SET nickname = 'Nick'")
{more}
'''


def next_migrations(folder: Path, before: str, more: str = "") -> Path:
    """A folder of migrations with one step after `before`; `more` are further lines of that step."""
    ours = Path(fsmdesk.db.migrations.__file__).parent
    copy = folder / "migrations"
    shutil.copytree(ours, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "versions" / f"{NEXT}_nicknames.py").write_text(_STEP.format(before=before, more=more), "utf-8")
    return copy
