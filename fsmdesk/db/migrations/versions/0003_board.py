"""What the board needs: lists of waiting work, rules and reasons, travel, pins, crews, what depends on what."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tables come first; columns that refer to them follow.

    Columns carry their checks and references inline, so that SQLite adds them without building tables anew.
    """
    inline = op.get_bind().dialect.name == "sqlite"  # which can't add a constraint later
    op.create_table(
        "placement_weight",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column(
            "rule",
            sa.Enum(
                "overlap",
                "absence",
                "shift",
                "skill",
                "certificate",
                "window",
                "promise",
                "past",
                "travel",
                "dependency",
                "credit",
                "pinned",
                name="rule",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("severity in (0, 1, 2, 3)", name=op.f("ck_placement_weight_severity_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_weight")),
        sa.UniqueConstraint("rule", name=op.f("uq_placement_weight_rule")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "travel_speed",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("kilometres_per_hour", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("kilometres_per_hour between 1 and 200", name=op.f("ck_travel_speed_speed")),
        sa.CheckConstraint("start_minute between 0 and 1439", name=op.f("ck_travel_speed_minute")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_travel_speed")),
        sa.UniqueConstraint("start_minute", name=op.f("uq_travel_speed_start_minute")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "waiting_list",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("keeps_place", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_list")),
        sa.UniqueConstraint("name", name=op.f("uq_waiting_list_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "placement_reason",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("work_order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "rule",
            sa.Enum(
                "overlap",
                "absence",
                "shift",
                "skill",
                "certificate",
                "window",
                "promise",
                "past",
                "travel",
                "dependency",
                "credit",
                "pinned",
                name="rule",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("finding", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_placement_reason_person_id")),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name=op.f("fk_placement_reason_work_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_reason")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_placement_reason_work_order_id_at"),
        "placement_reason",
        ["work_order_id", "at"],
        unique=False,
    )
    op.create_table(
        "work_order_dependency",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("work_order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("needs_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("work_order_id <> needs_id", name=op.f("ck_work_order_dependency_other")),
        sa.ForeignKeyConstraint(
            ["needs_id"], ["work_order.id"], name=op.f("fk_work_order_dependency_needs_id")
        ),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name=op.f("fk_work_order_dependency_work_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_order_dependency")),
        sa.UniqueConstraint(
            "work_order_id", "needs_id", name=op.f("uq_work_order_dependency_work_order_id_needs_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_work_order_dependency_needs_id"), "work_order_dependency", ["needs_id"], unique=False
    )
    op.add_column("technician", sa.Column("team", sa.String(1000), nullable=False, server_default=""))
    op.add_column("command", sa.Column("said", sa.String(1000), nullable=False, server_default=""))
    op.add_column(
        "company",
        sa.Column(
            "travel_detour_ppm",
            sa.Integer(),
            sa.CheckConstraint(
                "travel_detour_ppm between 1000000 and 5000000", name=op.f("ck_company_travel_detour")
            ),
            nullable=False,
            server_default="1300000",
        ),
    )
    op.add_column("company", sa.Column("guards_travel", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("company", sa.Column("board_label", sa.String(1000), nullable=False, server_default=""))
    op.add_column("company", sa.Column("board_tooltip", sa.String(1000), nullable=False, server_default=""))
    op.add_column(
        "work_order",
        sa.Column(
            "waiting_list_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("waiting_list.id", name=op.f("fk_work_order_waiting_list_id")),
            nullable=True,
        ),
        inline_references=inline,
    )
    op.add_column(
        "work_order", sa.Column("is_missing_parts", sa.Boolean(), nullable=False, server_default="0")
    )
    op.add_column("work_order", sa.Column("colour", sa.String(7), nullable=False, server_default=""))
    op.create_index("ix_work_order_waiting_list_id", "work_order", ["waiting_list_id"], unique=False)
    op.add_column("visit", sa.Column("series_key", sa.String(64), nullable=True))
    op.add_column(
        "visit",
        sa.Column(
            "travel_minutes",
            sa.Integer(),
            sa.CheckConstraint("travel_minutes between 0 and 1440", name=op.f("ck_visit_travel")),
            nullable=False,
            server_default="0",
        ),
    )
    op.add_column("visit", sa.Column("is_time_pinned", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column(
        "visit", sa.Column("is_technician_pinned", sa.Boolean(), nullable=False, server_default="0")
    )
    op.add_column("visit", sa.Column("is_helper", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column(
        "visit",
        sa.Column(
            "confirmed_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
    )
    op.create_index("ix_visit_series_key", "visit", ["series_key"], unique=False)
