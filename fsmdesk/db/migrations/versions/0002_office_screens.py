"""What the office's screens need: templates, checklists, files, time, promises, mail, price levels, saved views."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tables come first; columns that refer to them follow.

    Columns carry their checks and references inline, so that SQLite adds them without building tables anew.
    """
    inline = op.get_bind().dialect.name == "sqlite"  # which can't add a constraint later
    op.create_table(
        "business_hours",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("start_minute < end_minute", name=op.f("ck_business_hours_order")),
        sa.CheckConstraint("start_minute >= 0 and end_minute <= 1440", name=op.f("ck_business_hours_day")),
        sa.CheckConstraint("weekday between 0 and 6", name=op.f("ck_business_hours_weekday")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_business_hours")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "document_text",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column(
            "document",
            sa.Enum(
                "invoice",
                "credit_note",
                "job_ticket",
                "day_sheet",
                name="document_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("intro", sa.Text(), server_default="", nullable=False),
        sa.Column("closing", sa.Text(), server_default="", nullable=False),
        sa.Column("footer", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_text")),
        sa.UniqueConstraint("document", name=op.f("uq_document_text_document")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "file_content",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=1000), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("thumbnail", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("size_bytes between 0 and 26214400", name=op.f("ck_file_content_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_content")),
        sa.UniqueConstraint("sha256", name=op.f("uq_file_content_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "holiday",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column("is_open", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
        sa.UniqueConstraint("on_day", name=op.f("uq_holiday_on_day")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "mail_server",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("host", sa.String(length=1000), nullable=False),
        sa.Column("port", sa.Integer(), server_default="587", nullable=False),
        sa.Column(
            "security",
            sa.Enum(
                "none",
                "starttls",
                "tls",
                name="mail_security",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("username", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("sender_name", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("sender_address", sa.String(length=1000), nullable=False),
        sa.Column("reply_to", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_mail_server_single")),
        sa.CheckConstraint("port between 1 and 65535", name=op.f("ck_mail_server_port")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_server")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "message_template",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column(
            "event",
            sa.Enum(
                "on_the_way",
                "complete",
                "moved",
                "question",
                "invoice",
                "document",
                name="message_event",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("is_on", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_template")),
        sa.UniqueConstraint("event", name=op.f("uq_message_template_event")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "price_level",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("change_ppm", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "archived_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("change_ppm between -1000000 and 10000000", name=op.f("ck_price_level_change")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_level")),
        sa.UniqueConstraint("name", name=op.f("uq_price_level_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "task_code",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "preventive",
                "corrective",
                "emergency",
                "inspection",
                "general",
                "installation",
                name="job_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column(
            "archived_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_code")),
        sa.UniqueConstraint("code", name=op.f("uq_task_code_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "work_kind",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "preventive",
                "corrective",
                "emergency",
                "inspection",
                "general",
                "installation",
                name="job_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("requires_labour", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("requires_cause_and_fix", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("requires_checklist", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("requires_lines", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("requires_before_photo", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("requires_after_photo", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("requires_signature", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_kind")),
        sa.UniqueConstraint("kind", name=op.f("uq_work_kind_kind")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "work_template",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "preventive",
                "corrective",
                "emergency",
                "inspection",
                "general",
                "installation",
                name="job_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("task_code_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("priority", sa.SmallInteger(), nullable=True),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.Column("safety_notes", sa.Text(), server_default="", nullable=False),
        sa.Column("protective_gear", sa.Text(), server_default="", nullable=False),
        sa.Column("duration_minutes", sa.Integer(), server_default="60", nullable=False),
        sa.Column(
            "archived_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("duration_minutes between 1 and 100000", name=op.f("ck_work_template_duration")),
        sa.CheckConstraint("priority in (1, 2, 3, 4)", name=op.f("ck_work_template_priority_known")),
        sa.ForeignKeyConstraint(
            ["task_code_id"], ["task_code.id"], name=op.f("fk_work_template_task_code_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_template")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "item_price",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("level_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("price_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("price_minor >= 0", name=op.f("ck_item_price_price")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_item_price_item_id")),
        sa.ForeignKeyConstraint(["level_id"], ["price_level.id"], name=op.f("fk_item_price_level_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_price")),
        sa.UniqueConstraint("item_id", "level_id", name=op.f("uq_item_price_item_id_level_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_item_price_level_id"), "item_price", ["level_id"], unique=False)
    op.create_table(
        "kit_part",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("kit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("kit_id <> item_id", name=op.f("ck_kit_part_other_item")),
        sa.CheckConstraint("quantity_milli between 1 and 1000000000", name=op.f("ck_kit_part_quantity")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_kit_part_item_id")),
        sa.ForeignKeyConstraint(["kit_id"], ["item.id"], name=op.f("fk_kit_part_kit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_part")),
        sa.UniqueConstraint("kit_id", "item_id", name=op.f("uq_kit_part_kit_id_item_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_kit_part_item_id"), "kit_part", ["item_id"], unique=False)
    op.create_table(
        "saved_view",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("list_name", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("definition", sa.Text(), server_default="", nullable=False),
        sa.Column("is_default", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_saved_view_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint(
            "person_id", "list_name", "name", name=op.f("uq_saved_view_person_id_list_name_name")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_saved_view_list_name"), "saved_view", ["list_name"], unique=False)
    op.create_index(
        "uq_saved_view_shared",
        "saved_view",
        ["list_name", "name"],
        unique=True,
        sqlite_where=sa.text("person_id is null"),
        postgresql_where=sa.text("person_id is null"),
    )
    op.create_table(
        "service_level",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("customer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("respond_minutes", sa.Integer(), nullable=True),
        sa.Column("finish_minutes", sa.Integer(), nullable=True),
        sa.Column("around_the_clock", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "finish_minutes is null or finish_minutes between 1 and 1000000",
            name=op.f("ck_service_level_finish"),
        ),
        sa.CheckConstraint("priority in (1, 2, 3, 4)", name=op.f("ck_service_level_priority_known")),
        sa.CheckConstraint(
            "respond_minutes is null or respond_minutes between 1 and 1000000",
            name=op.f("ck_service_level_respond"),
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_service_level_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_level")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_service_level_customer", "service_level", ["customer_id", "priority"], unique=True)
    op.create_index(
        "uq_service_level_office",
        "service_level",
        ["priority"],
        unique=True,
        sqlite_where=sa.text("customer_id is null"),
        postgresql_where=sa.text("customer_id is null"),
    )
    op.create_table(
        "template_check",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("template_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "tick",
                "number",
                "choice",
                "text",
                "photo",
                name="check_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("label", sa.String(length=1000), nullable=False),
        sa.Column("unit", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("low_milli", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("high_milli", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("choices", sa.Text(), server_default="", nullable=False),
        sa.Column("is_required", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "low_milli is null or high_milli is null or low_milli <= high_milli",
            name=op.f("ck_template_check_limits"),
        ),
        sa.ForeignKeyConstraint(
            ["template_id"], ["work_template.id"], name=op.f("fk_template_check_template_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_check")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_template_check_template_id_position"),
        "template_check",
        ["template_id", "position"],
        unique=False,
    )
    op.create_table(
        "template_line",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("template_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "labour",
                "part",
                "fee",
                name="line_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("unit", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("planned_milli", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("price_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "planned_milli >= 0 and planned_milli <= 1000000000", name=op.f("ck_template_line_planned")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_template_line_item_id")),
        sa.ForeignKeyConstraint(
            ["template_id"], ["work_template.id"], name=op.f("fk_template_line_template_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_line")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_template_line_template_id_position"),
        "template_line",
        ["template_id", "position"],
        unique=False,
    )
    op.create_table(
        "template_skill",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("template_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_template_skill_skill_id")),
        sa.ForeignKeyConstraint(
            ["template_id"], ["work_template.id"], name=op.f("fk_template_skill_template_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_skill")),
        sa.UniqueConstraint("template_id", "skill_id", name=op.f("uq_template_skill_template_id_skill_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_template_skill_skill_id"), "template_skill", ["skill_id"], unique=False)
    op.create_table(
        "site_code",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("site_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "gate",
                "alarm",
                "key",
                "other",
                name="code_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("label", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("code", sa.String(length=1000), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_site_code_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_site_code_site_id"), "site_code", ["site_id"], unique=False)
    op.create_table(
        "attachment",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("content_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("work_order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("equipment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("customer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("site_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column(
            "mark",
            sa.Enum(
                "none",
                "before",
                "after",
                name="file_mark",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            server_default="none",
            nullable=False,
        ),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "taken_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column(
            "added_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=False
        ),
        sa.Column("added_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(case when work_order_id is null then 0 else 1 end) + (case when equipment_id is null then 0 else 1 end) + (case when customer_id is null then 0 else 1 end) + (case when site_id is null then 0 else 1 end) = 1",
            name=op.f("ck_attachment_one_record"),
        ),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_attachment_added_by_id")),
        sa.ForeignKeyConstraint(["content_id"], ["file_content.id"], name=op.f("fk_attachment_content_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_attachment_customer_id")),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name=op.f("fk_attachment_equipment_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_attachment_site_id")),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name=op.f("fk_attachment_work_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attachment_content_id"), "attachment", ["content_id"], unique=False)
    op.create_index(op.f("ix_attachment_customer_id"), "attachment", ["customer_id"], unique=False)
    op.create_index(op.f("ix_attachment_equipment_id"), "attachment", ["equipment_id"], unique=False)
    op.create_index(op.f("ix_attachment_site_id"), "attachment", ["site_id"], unique=False)
    op.create_index(op.f("ix_attachment_work_order_id"), "attachment", ["work_order_id"], unique=False)
    op.create_table(
        "feedback",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("work_order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.Column("given_by", sa.String(length=1000), server_default="", nullable=False),
        sa.Column(
            "given_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=False
        ),
        sa.Column(
            "followed_up_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("followed_up_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("follow_up_note", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("score between 1 and 5", name=op.f("ck_feedback_score")),
        sa.ForeignKeyConstraint(
            ["followed_up_by_id"], ["person.id"], name=op.f("fk_feedback_followed_up_by_id")
        ),
        sa.ForeignKeyConstraint(["work_order_id"], ["work_order.id"], name=op.f("fk_feedback_work_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("work_order_id", name=op.f("uq_feedback_work_order_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "request_question",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("work_order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "asked_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=False
        ),
        sa.Column("asked_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "answered_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_request_question_asked_by_id")),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name=op.f("fk_request_question_work_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_question")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_request_question_work_order_id"), "request_question", ["work_order_id"], unique=False
    )
    op.create_table(
        "signature",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("work_order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("content_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("signer", sa.String(length=1000), nullable=False),
        sa.Column(
            "signed_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=False
        ),
        sa.Column("taken_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["content_id"], ["file_content.id"], name=op.f("fk_signature_content_id")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["person.id"], name=op.f("fk_signature_taken_by_id")),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name=op.f("fk_signature_work_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint("work_order_id", name=op.f("uq_signature_work_order_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "outgoing_mail",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "sent",
                "failed",
                "cancelled",
                name="mail_state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "event",
            sa.Enum(
                "on_the_way",
                "complete",
                "moved",
                "question",
                "invoice",
                "document",
                name="message_event",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("recipient", sa.Text(), server_default="", nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("customer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("work_order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("invoice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "earlier_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column(
            "queued_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=False
        ),
        sa.Column("queued_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "next_try_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_error", sa.Text(), server_default="", nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True),
        sa.Column("claimed_by", sa.String(length=1000), server_default="", nullable=False),
        sa.Column(
            "claimed_until", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("(state = 'sent') = (sent_at is not null)", name=op.f("ck_outgoing_mail_sent")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_outgoing_mail_customer_id")),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_outgoing_mail_invoice_id")),
        sa.ForeignKeyConstraint(["queued_by_id"], ["person.id"], name=op.f("fk_outgoing_mail_queued_by_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_outgoing_mail_visit_id")),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name=op.f("fk_outgoing_mail_work_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mail")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outgoing_mail_message_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_outgoing_mail_customer_id"), "outgoing_mail", ["customer_id"], unique=False)
    op.create_index(op.f("ix_outgoing_mail_invoice_id"), "outgoing_mail", ["invoice_id"], unique=False)
    op.create_index(
        op.f("ix_outgoing_mail_state_next_try_at"), "outgoing_mail", ["state", "next_try_at"], unique=False
    )
    op.create_index(op.f("ix_outgoing_mail_work_order_id"), "outgoing_mail", ["work_order_id"], unique=False)
    op.create_table(
        "time_entry",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("work_order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("technician_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "labour",
                "travel",
                "break",
                name="time_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "start_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=False
        ),
        sa.Column("end_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True),
        sa.Column(
            "original_start_at",
            sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"),
            nullable=True,
        ),
        sa.Column(
            "original_end_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("edit_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("edited_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("end_at is null or end_at >= start_at", name=op.f("ck_time_entry_span")),
        sa.ForeignKeyConstraint(["edited_by_id"], ["person.id"], name=op.f("fk_time_entry_edited_by_id")),
        sa.ForeignKeyConstraint(
            ["technician_id"], ["technician.id"], name=op.f("fk_time_entry_technician_id")
        ),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_time_entry_visit_id")),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name=op.f("fk_time_entry_work_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_time_entry_technician_id_start_at"),
        "time_entry",
        ["technician_id", "start_at"],
        unique=False,
    )
    op.create_index(op.f("ix_time_entry_visit_id"), "time_entry", ["visit_id"], unique=False)
    op.create_index(op.f("ix_time_entry_work_order_id"), "time_entry", ["work_order_id"], unique=False)
    op.create_index(
        "uq_time_entry_running",
        "time_entry",
        ["visit_id"],
        unique=True,
        sqlite_where=sa.text("end_at is null"),
        postgresql_where=sa.text("end_at is null"),
    )
    op.create_table(
        "work_order_check",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("work_order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "passed",
                "failed",
                "not_applicable",
                name="check_outcome",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("answer_milli", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "answered_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("answered_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("attachment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("follow_up_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "tick",
                "number",
                "choice",
                "text",
                "photo",
                name="check_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("label", sa.String(length=1000), nullable=False),
        sa.Column("unit", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("low_milli", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("high_milli", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("choices", sa.Text(), server_default="", nullable=False),
        sa.Column("is_required", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(outcome is null) = (answered_at is null)", name=op.f("ck_work_order_check_answered")
        ),
        sa.CheckConstraint(
            "low_milli is null or high_milli is null or low_milli <= high_milli",
            name=op.f("ck_work_order_check_limits"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_work_order_check_answered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_work_order_check_attachment_id")
        ),
        sa.ForeignKeyConstraint(
            ["follow_up_id"], ["work_order.id"], name=op.f("fk_work_order_check_follow_up_id")
        ),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name=op.f("fk_work_order_check_work_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_order_check")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_work_order_check_attachment_id"), "work_order_check", ["attachment_id"], unique=False
    )
    op.create_index(
        op.f("ix_work_order_check_work_order_id_position"),
        "work_order_check",
        ["work_order_id", "position"],
        unique=False,
    )
    op.create_table(
        "mail_attachment",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("mail_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("content_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["content_id"], ["file_content.id"], name=op.f("fk_mail_attachment_content_id")
        ),
        sa.ForeignKeyConstraint(["mail_id"], ["outgoing_mail.id"], name=op.f("fk_mail_attachment_mail_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_attachment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mail_attachment_content_id"), "mail_attachment", ["content_id"], unique=False)
    op.create_index(op.f("ix_mail_attachment_mail_id"), "mail_attachment", ["mail_id"], unique=False)
    op.add_column("customer", sa.Column("exempt_until", sa.Date(), nullable=True))
    op.add_column(
        "customer",
        sa.Column(
            "price_level_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("price_level.id", name=op.f("fk_customer_price_level_id")),
            nullable=True,
        ),
        inline_references=inline,
    )
    op.add_column("customer", sa.Column("no_messages", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column(
        "customer",
        sa.Column(
            "merged_into_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("customer.id", name=op.f("fk_customer_merged_into_id")),
            nullable=True,
        ),
        inline_references=inline,
    )
    op.create_index("ix_customer_name", "customer", ["name"], unique=False)
    op.add_column("item", sa.Column("is_kit", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column(
        "technician_skill", sa.Column("certificate", sa.String(1000), nullable=False, server_default="")
    )
    op.add_column(
        "company", sa.Column("holiday_calendar", sa.String(1000), nullable=False, server_default="")
    )
    op.add_column(
        "company",
        sa.Column(
            "callback_days",
            sa.Integer(),
            sa.CheckConstraint("callback_days between 0 and 3650", name=op.f("ck_company_callback_days")),
            nullable=False,
            server_default="30",
        ),
    )
    op.add_column(
        "company",
        sa.Column(
            "warn_days",
            sa.Integer(),
            sa.CheckConstraint("warn_days between 0 and 3650", name=op.f("ck_company_warn_days")),
            nullable=False,
            server_default="60",
        ),
    )
    op.add_column(
        "company",
        sa.Column(
            "stuck_days",
            sa.Integer(),
            sa.CheckConstraint("stuck_days between 1 and 3650", name=op.f("ck_company_stuck_days")),
            nullable=False,
            server_default="7",
        ),
    )
    op.add_column("company", sa.Column("scope_approval_minor", sa.BigInteger(), nullable=True))
    op.add_column(
        "company", sa.Column("review_free_below_minor", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.add_column(
        "company",
        sa.Column(
            "time_rounding",
            sa.String(20),
            sa.CheckConstraint("time_rounding IN ('up', 'nearest')", name=op.f("ck_company_time_rounding")),
            nullable=False,
            server_default="up",
        ),
    )
    op.add_column(
        "company",
        sa.Column(
            "time_rounding_minutes",
            sa.Integer(),
            sa.CheckConstraint(
                "time_rounding_minutes between 1 and 480", name=op.f("ck_company_time_rounding_minutes")
            ),
            nullable=False,
            server_default="15",
        ),
    )
    op.add_column(
        "company",
        sa.Column(
            "minimum_minutes",
            sa.Integer(),
            sa.CheckConstraint("minimum_minutes between 0 and 1440", name=op.f("ck_company_minimum_minutes")),
            nullable=False,
            server_default="0",
        ),
    )
    op.add_column(
        "company",
        sa.Column(
            "overtime_markup_ppm",
            sa.Integer(),
            sa.CheckConstraint(
                "overtime_markup_ppm between 0 and 10000000", name=op.f("ck_company_overtime_markup")
            ),
            nullable=False,
            server_default="0",
        ),
    )
    op.add_column(
        "company",
        sa.Column(
            "labour_item_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("item.id", name=op.f("fk_company_labour_item_id")),
            nullable=True,
        ),
        inline_references=inline,
    )
    op.add_column("company", sa.Column("document_colour", sa.String(7), nullable=False, server_default=""))
    op.add_column("company", sa.Column("setup_left", sa.String(1000), nullable=False, server_default=""))
    op.add_column("invoice", sa.Column("document_colour", sa.String(7), nullable=False, server_default=""))
    op.add_column("invoice", sa.Column("intro_text", sa.Text(), nullable=False, server_default=""))
    op.add_column("invoice", sa.Column("closing_text", sa.Text(), nullable=False, server_default=""))
    op.add_column("invoice", sa.Column("footer_text", sa.Text(), nullable=False, server_default=""))
    op.create_index(
        "ix_invoice_customer_id_state_kind_due_on_total_minor",
        "invoice",
        ["customer_id", "state", "kind", "due_on", "total_minor"],
        unique=False,
    )
    op.create_index(
        "ix_change_log_removed",
        "change_log",
        ["table_name"],
        unique=False,
        sqlite_where=sa.text("operation = 'D'"),
        postgresql_where=sa.text("operation = 'D'"),
    )
    op.create_index("ix_invoice_total_minor", "invoice", ["total_minor"], unique=False)
    op.create_index("ix_payment_amount_minor", "payment", ["amount_minor"], unique=False)
    op.add_column("site", sa.Column("coordinates_guessed", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column(
        "site",
        sa.Column(
            "merged_into_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("site.id", name=op.f("fk_site_merged_into_id")),
            nullable=True,
        ),
        inline_references=inline,
    )
    op.create_index("ix_site_name", "site", ["name"], unique=False)
    op.create_index(
        "ix_allocation_invoice_id_amount_minor", "allocation", ["invoice_id", "amount_minor"], unique=False
    )
    op.create_index(
        "ix_allocation_payment_id_amount_minor", "allocation", ["payment_id", "amount_minor"], unique=False
    )
    op.add_column(
        "equipment",
        sa.Column(
            "merged_into_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("equipment.id", name=op.f("fk_equipment_merged_into_id")),
            nullable=True,
        ),
        inline_references=inline,
    )
    op.create_index("ix_equipment_name", "equipment", ["name"], unique=False)
    op.add_column("work_order", sa.Column("customer_notes", sa.Text(), nullable=False, server_default=""))
    op.add_column("work_order", sa.Column("protective_gear", sa.Text(), nullable=False, server_default=""))
    op.add_column("work_order", sa.Column("is_urgent", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column(
        "work_order",
        sa.Column(
            "respond_by_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
    )
    op.add_column("work_order", sa.Column("due_typed", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column(
        "work_order",
        sa.Column(
            "origin",
            sa.String(20),
            sa.CheckConstraint("origin IN ('call_back', 'follow_up')", name=op.f("ck_work_order_origin")),
            nullable=True,
        ),
    )
    op.add_column(
        "work_order",
        sa.Column(
            "origin_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("work_order.id", name=op.f("fk_work_order_origin_id")),
            sa.CheckConstraint(
                "(origin_id is null) = (origin is null)", name=op.f("ck_work_order_origin_known")
            ),
            nullable=True,
        ),
        inline_references=inline,
    )
    op.add_column(
        "work_order",
        sa.Column(
            "merged_into_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("work_order.id", name=op.f("fk_work_order_merged_into_id")),
            sa.CheckConstraint("merged_into_id <> id", name=op.f("ck_work_order_merged_other")),
            nullable=True,
        ),
        inline_references=inline,
    )
    op.add_column(
        "work_order",
        sa.Column(
            "template_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("work_template.id", name=op.f("fk_work_order_template_id")),
            sa.CheckConstraint("origin_id <> id", name=op.f("ck_work_order_origin_other")),
            nullable=True,
        ),
        inline_references=inline,
    )
    op.add_column(
        "work_order",
        sa.Column(
            "task_code_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("task_code.id", name=op.f("fk_work_order_task_code_id")),
            nullable=True,
        ),
        inline_references=inline,
    )
    op.create_index("ix_work_order_customer_id_state", "work_order", ["customer_id", "state"], unique=False)
    op.create_index("ix_work_order_merged_into_id", "work_order", ["merged_into_id"], unique=False)
    op.create_index("ix_work_order_origin_id", "work_order", ["origin_id"], unique=False)
    op.create_index("ix_work_order_site_id_state", "work_order", ["site_id", "state"], unique=False)
    op.create_index("ix_work_order_template_id", "work_order", ["template_id"], unique=False)
    op.create_index(
        "ix_visit_work_order_id_start_at_state_technician_id",
        "visit",
        ["work_order_id", "start_at", "state", "technician_id"],
        unique=False,
    )
    op.add_column("work_order_line", sa.Column("is_change", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column(
        "work_order_line",
        sa.Column(
            "approval",
            sa.String(20),
            sa.CheckConstraint(
                "approval IN ('not_needed', 'waiting', 'approved', 'declined')",
                name=op.f("ck_work_order_line_line_approval"),
            ),
            nullable=False,
            server_default="not_needed",
        ),
    )
    op.add_column(
        "work_order_line", sa.Column("approved_by", sa.String(1000), nullable=False, server_default="")
    )
    op.add_column(
        "work_order_line",
        sa.Column(
            "approved_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
    )
    op.add_column(
        "work_order_line",
        sa.Column(
            "technician_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("technician.id", name=op.f("fk_work_order_line_technician_id")),
            nullable=True,
        ),
        inline_references=inline,
    )
    op.add_column(
        "work_order_line", sa.Column("follows_time", sa.Boolean(), nullable=False, server_default="0")
    )
    op.add_column(
        "work_order_line", sa.Column("is_overtime", sa.Boolean(), nullable=False, server_default="0")
    )
    op.create_index(
        "ix_invoice_line_invoice_id_work_order_id",
        "invoice_line",
        ["invoice_id", "work_order_id"],
        unique=False,
    )
