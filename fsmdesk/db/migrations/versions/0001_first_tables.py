"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acting",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("seat", sa.String(length=64), server_default="", nullable=False),
        sa.Column("command_key", sa.String(length=64), nullable=True),
        sa.Column(
            "transaction_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default="0",
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acting")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "change_log",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("seat", sa.String(length=64), nullable=False),
        sa.Column("command_key", sa.String(length=64), nullable=True),
        sa.Column("transaction_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("record_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("record_version", sa.Integer(), nullable=True),
        sa.Column("operation", sa.String(length=1), nullable=False),
        sa.Column(
            "before",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "after",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_log")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_change_log_command_key"), "change_log", ["command_key"], unique=False)
    op.create_index(
        op.f("ix_change_log_table_name_record_id_id"),
        "change_log",
        ["table_name", "record_id", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_change_log_transaction_id"), "change_log", ["transaction_id"], unique=False)
    op.create_table(
        "customer",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column("phone", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("email", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("tax_number", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("payment_days", sa.Integer(), nullable=True),
        sa.Column("tax_exempt", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("exempt_certificate", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("credit_hold", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("region", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("postcode", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("country", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column(
            "archived_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "payment_days is null or payment_days between 0 and 3650", name=op.f("ck_customer_payment_days")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("external_id", name=op.f("uq_customer_external_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "number_series",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column(
            "last", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), server_default="0", nullable=False
        ),
        sa.CheckConstraint("last >= 0", name=op.f("ck_number_series_last")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_series")),
        sa.UniqueConstraint("name", name=op.f("uq_number_series_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "picture",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=1000), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("sha256", name=op.f("uq_picture_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "skill",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill")),
        sa.UniqueConstraint("name", name=op.f("uq_skill_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tax",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column("is_default", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("is_exemption", sa.Boolean(), server_default="0", nullable=False),
        sa.Column(
            "archived_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tax")),
        sa.UniqueConstraint("code", name=op.f("uq_tax_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "technician",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column("initials", sa.String(length=4), server_default="", nullable=False),
        sa.Column("colour", sa.String(length=7), server_default="#2f6fed", nullable=False),
        sa.Column("email", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("home_latitude_micro", sa.Integer(), nullable=True),
        sa.Column("home_longitude_micro", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("region", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("postcode", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("country", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column(
            "archived_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_technician")),
        sa.UniqueConstraint("external_id", name=op.f("uq_technician_external_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "absence",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("technician_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "start_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=False
        ),
        sa.Column("end_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=False),
        sa.Column("reason", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("end_at > start_at", name=op.f("ck_absence_span")),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name=op.f("fk_absence_technician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_absence_technician_id_start_at"), "absence", ["technician_id", "start_at"], unique=False
    )
    op.create_table(
        "agreement",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("customer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("covers_labour", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("covers_parts", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("covers_fees", sa.Boolean(), server_default="0", nullable=False),
        sa.Column(
            "archived_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("ends_on is null or ends_on >= starts_on", name=op.f("ck_agreement_dates")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_agreement_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_agreement_customer_id"), "agreement", ["customer_id"], unique=False)
    op.create_table(
        "company",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column("phone", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("email", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("licence", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("tax_number", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column(
            "paper",
            sa.Enum("A4", "Letter", name="paper_size", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("logo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("payment_text", sa.Text(), server_default="", nullable=False),
        sa.Column("payment_link", sa.Text(), server_default="", nullable=False),
        sa.Column("payment_days", sa.Integer(), server_default="30", nullable=False),
        sa.Column("invoice_prefix", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("credit_note_prefix", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("number_digits", sa.Integer(), server_default="6", nullable=False),
        sa.Column(
            "tax_rounding",
            sa.Enum(
                "line", "rate", name="tax_rounding", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("day_start_minute", sa.Integer(), server_default="420", nullable=False),
        sa.Column("day_end_minute", sa.Integer(), server_default="1140", nullable=False),
        sa.Column("is_demo", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("region", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("postcode", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("country", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("day_start_minute < day_end_minute", name=op.f("ck_company_day_order")),
        sa.CheckConstraint("day_start_minute >= 0 and day_end_minute <= 1440", name=op.f("ck_company_day")),
        sa.CheckConstraint("id = 1", name=op.f("ck_company_single")),
        sa.CheckConstraint(
            "payment_days >= 0 and payment_days <= 3650", name=op.f("ck_company_payment_days")
        ),
        sa.ForeignKeyConstraint(["logo_id"], ["picture.id"], name=op.f("fk_company_logo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contact",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("customer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column("title", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("email", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("is_primary", sa.Boolean(), server_default="0", nullable=False),
        sa.Column(
            "archived_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_contact_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contact_customer_id"), "contact", ["customer_id"], unique=False)
    op.create_table(
        "item",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=1000), nullable=False),
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
        sa.Column("unit", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("category", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("price_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("tax_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column(
            "archived_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("price_minor >= 0", name=op.f("ck_item_price")),
        sa.ForeignKeyConstraint(["tax_id"], ["tax.id"], name=op.f("fk_item_tax_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        sa.UniqueConstraint("code", name=op.f("uq_item_code")),
        sa.UniqueConstraint("external_id", name=op.f("uq_item_external_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "payment",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("customer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "transfer",
                "cash",
                "card",
                "cheque",
                name="payment_method",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("reference", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "amount_minor > 0 and amount_minor <= 1000000000000000", name=op.f("ck_payment_amount")
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_payment_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_payment_customer_id"), "payment", ["customer_id"], unique=False)
    op.create_index(op.f("ix_payment_received_on"), "payment", ["received_on"], unique=False)
    op.create_table(
        "person",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "owner",
                "dispatcher",
                "bookkeeper",
                "technician",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("technician_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "archived_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name=op.f("fk_person_technician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("technician_id", name=op.f("uq_person_technician_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "shift",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("technician_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "end_minute > start_minute and end_minute <= start_minute + 1440", name=op.f("ck_shift_end")
        ),
        sa.CheckConstraint("start_minute >= 0 and start_minute < 1440", name=op.f("ck_shift_start")),
        sa.CheckConstraint("weekday between 0 and 6", name=op.f("ck_shift_weekday")),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name=op.f("fk_shift_technician_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_shift_technician_id_weekday"), "shift", ["technician_id", "weekday"], unique=False
    )
    op.create_table(
        "site",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("customer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column("latitude_micro", sa.Integer(), nullable=True),
        sa.Column("longitude_micro", sa.Integer(), nullable=True),
        sa.Column("access_notes", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("region", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("postcode", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("country", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column(
            "archived_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "latitude_micro is null or abs(latitude_micro) <= 90000000", name=op.f("ck_site_latitude")
        ),
        sa.CheckConstraint(
            "longitude_micro is null or abs(longitude_micro) <= 180000000", name=op.f("ck_site_longitude")
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_site_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("external_id", name=op.f("uq_site_external_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_site_customer_id"), "site", ["customer_id"], unique=False)
    op.create_table(
        "tax_component",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("tax_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "S",
                "Z",
                "E",
                "AE",
                "O",
                name="tax_category",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("rate_ppm", sa.Integer(), server_default="0", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "category = 'S' or rate_ppm = 0", name=op.f("ck_tax_component_rate_fits_category")
        ),
        sa.CheckConstraint("rate_ppm between 0 and 1000000", name=op.f("ck_tax_component_rate")),
        sa.ForeignKeyConstraint(["tax_id"], ["tax.id"], name=op.f("fk_tax_component_tax_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tax_component")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tax_component_tax_id"), "tax_component", ["tax_id"], unique=False)
    op.create_table(
        "technician_pay",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("technician_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hourly_cost_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["technician_id"], ["technician.id"], name=op.f("fk_technician_pay_technician_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_technician_pay")),
        sa.UniqueConstraint("technician_id", name=op.f("uq_technician_pay_technician_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "technician_skill",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("technician_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("certified_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_technician_skill_skill_id")),
        sa.ForeignKeyConstraint(
            ["technician_id"], ["technician.id"], name=op.f("fk_technician_skill_technician_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_technician_skill")),
        sa.UniqueConstraint(
            "technician_id", "skill_id", name=op.f("uq_technician_skill_technician_id_skill_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_technician_skill_skill_id"), "technician_skill", ["skill_id"], unique=False)
    op.create_table(
        "command",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=False),
        sa.Column("result", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_command_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_command")),
        sa.UniqueConstraint("key", name=op.f("uq_command_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "invoice",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "invoice",
                "credit_note",
                name="invoice_kind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft", "issued", name="invoice_state", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("series", sa.String(length=40), nullable=True),
        sa.Column("serial", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("customer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("credits_invoice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column(
            "issued_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("issued_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("payment_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column(
            "tax_rounding",
            sa.Enum(
                "line", "rate", name="tax_rounding", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("net_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("tax_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("rounding_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("total_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("purchase_order", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("bill_to_name", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("bill_to_address", sa.Text(), server_default="", nullable=False),
        sa.Column("bill_to_tax_number", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("exempt_certificate", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("service_at", sa.Text(), server_default="", nullable=False),
        sa.Column("seller_name", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("seller_address", sa.Text(), server_default="", nullable=False),
        sa.Column("seller_contact", sa.Text(), server_default="", nullable=False),
        sa.Column("seller_registration", sa.Text(), server_default="", nullable=False),
        sa.Column("payment_text", sa.Text(), server_default="", nullable=False),
        sa.Column("payment_link", sa.Text(), server_default="", nullable=False),
        sa.Column("logo_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column(
            "paper",
            sa.Enum("A4", "Letter", name="paper_size", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(kind = 'credit_note') = (credits_invoice_id is not null)", name=op.f("ck_invoice_credits")
        ),
        sa.CheckConstraint(
            "(state = 'draft' and number is null and series is null and serial is null and issued_on is null) or (state = 'issued' and number is not null and series is not null and serial is not null and issued_on is not null and issued_at is not null)",
            name=op.f("ck_invoice_number_at_issue"),
        ),
        sa.CheckConstraint(
            "due_on is null or issued_on is null or due_on >= issued_on", name=op.f("ck_invoice_due")
        ),
        sa.CheckConstraint(
            "total_minor = net_minor + tax_minor + rounding_minor", name=op.f("ck_invoice_total")
        ),
        sa.ForeignKeyConstraint(
            ["credits_invoice_id"], ["invoice.id"], name=op.f("fk_invoice_credits_invoice_id")
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_invoice_customer_id")),
        sa.ForeignKeyConstraint(["issued_by_id"], ["person.id"], name=op.f("fk_invoice_issued_by_id")),
        sa.ForeignKeyConstraint(["logo_id"], ["picture.id"], name=op.f("fk_invoice_logo_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice")),
        sa.UniqueConstraint("number", name=op.f("uq_invoice_number")),
        sa.UniqueConstraint("series", "serial", name=op.f("uq_invoice_series_serial")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_invoice_credits_invoice_id"), "invoice", ["credits_invoice_id"], unique=False)
    op.create_index(op.f("ix_invoice_customer_id"), "invoice", ["customer_id"], unique=False)
    op.create_index(op.f("ix_invoice_due_on"), "invoice", ["due_on"], unique=False)
    op.create_index(op.f("ix_invoice_issued_on"), "invoice", ["issued_on"], unique=False)
    op.create_table(
        "item_cost",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cost_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_item_cost_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_cost")),
        sa.UniqueConstraint("item_id", name=op.f("uq_item_cost_item_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "place",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("site_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["place.id"], name=op.f("fk_place_parent_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_place_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_place_parent_id"), "place", ["parent_id"], unique=False)
    op.create_index(op.f("ix_place_site_id"), "place", ["site_id"], unique=False)
    op.create_table(
        "allocation",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("payment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("credit_note_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("invoice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(payment_id is null) <> (credit_note_id is null)", name=op.f("ck_allocation_one_source")
        ),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_allocation_amount")),
        sa.ForeignKeyConstraint(
            ["credit_note_id"], ["invoice.id"], name=op.f("fk_allocation_credit_note_id")
        ),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name=op.f("fk_allocation_invoice_id")),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name=op.f("fk_allocation_payment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation")),
        sa.UniqueConstraint(
            "credit_note_id", "invoice_id", name=op.f("uq_allocation_credit_note_id_invoice_id")
        ),
        sa.UniqueConstraint("payment_id", "invoice_id", name=op.f("uq_allocation_payment_id_invoice_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_allocation_invoice_id"), "allocation", ["invoice_id"], unique=False)
    op.create_table(
        "equipment",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("site_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column("category", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("make", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("model", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("serial", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("installed_on", sa.Date(), nullable=True),
        sa.Column("warranty_until", sa.Date(), nullable=True),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column(
            "archived_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["equipment.id"], name=op.f("fk_equipment_parent_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_equipment_place_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_equipment_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment")),
        sa.UniqueConstraint("external_id", name=op.f("uq_equipment_external_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_equipment_parent_id"), "equipment", ["parent_id"], unique=False)
    op.create_index(op.f("ix_equipment_place_id"), "equipment", ["place_id"], unique=False)
    op.create_index(op.f("ix_equipment_site_id"), "equipment", ["site_id"], unique=False)
    op.create_table(
        "invoice_tax",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("invoice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "S",
                "Z",
                "E",
                "AE",
                "O",
                name="tax_category",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("rate_ppm", sa.Integer(), server_default="0", nullable=False),
        sa.Column("base_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("tax_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("category = 'S' or rate_ppm = 0", name=op.f("ck_invoice_tax_rate_fits_category")),
        sa.CheckConstraint(
            "rate_ppm <> 0 or tax_minor = 0", name=op.f("ck_invoice_tax_nothing_from_nothing")
        ),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_invoice_tax_invoice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_tax")),
        sa.UniqueConstraint(
            "invoice_id",
            "category",
            "rate_ppm",
            "name",
            name=op.f("uq_invoice_tax_invoice_id_category_rate_ppm_name"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "work_order",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "requested",
                "approved",
                "scheduled",
                "dispatched",
                "en_route",
                "on_site",
                "waiting",
                "complete",
                "reviewed",
                "invoiced",
                "closed",
                "declined",
                "cancelled",
                name="work_order_state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
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
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "phone",
                "mail",
                "portal",
                "technician",
                "agreement",
                "import",
                name="request_source",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=1000), nullable=False),
        sa.Column("problem", sa.Text(), server_default="", nullable=False),
        sa.Column("customer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("site_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("equipment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("agreement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("caller", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("purchase_order", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("access_notes", sa.Text(), server_default="", nullable=False),
        sa.Column("safety_notes", sa.Text(), server_default="", nullable=False),
        sa.Column("duration_minutes", sa.Integer(), server_default="60", nullable=False),
        sa.Column(
            "window_start_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column(
            "window_end_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("due_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True),
        sa.Column(
            "requested_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=False
        ),
        sa.Column(
            "completed_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("cause", sa.Text(), server_default="", nullable=False),
        sa.Column("fix", sa.Text(), server_default="", nullable=False),
        sa.Column("office_notes", sa.Text(), server_default="", nullable=False),
        sa.Column("as_imported", sa.Text(), server_default="", nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("duration_minutes between 1 and 100000", name=op.f("ck_work_order_duration")),
        sa.CheckConstraint("priority in (1, 2, 3, 4)", name=op.f("ck_work_order_priority_known")),
        sa.CheckConstraint(
            "window_end_at is null or window_start_at is null or window_end_at > window_start_at",
            name=op.f("ck_work_order_window"),
        ),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_work_order_agreement_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_work_order_contact_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_work_order_customer_id")),
        sa.ForeignKeyConstraint(["equipment_id"], ["equipment.id"], name=op.f("fk_work_order_equipment_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_work_order_place_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_work_order_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_order")),
        sa.UniqueConstraint("external_id", name=op.f("uq_work_order_external_id")),
        sa.UniqueConstraint("number", name=op.f("uq_work_order_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_work_order_customer_id_requested_at"),
        "work_order",
        ["customer_id", "requested_at"],
        unique=False,
    )
    op.create_index(op.f("ix_work_order_equipment_id"), "work_order", ["equipment_id"], unique=False)
    op.create_index(op.f("ix_work_order_requested_at"), "work_order", ["requested_at"], unique=False)
    op.create_index(op.f("ix_work_order_site_id"), "work_order", ["site_id"], unique=False)
    op.create_index(
        op.f("ix_work_order_state_priority_due_at"),
        "work_order",
        ["state", "priority", "due_at"],
        unique=False,
    )
    op.create_table(
        "state_move",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("work_order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("before", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("after", sa.String(length=1000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_state_move_person_id")),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name=op.f("fk_state_move_work_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_state_move")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_state_move_work_order_id_at"), "state_move", ["work_order_id", "at"], unique=False
    )
    op.create_table(
        "visit",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("work_order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("technician_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "unplaced",
                "planned",
                "dispatched",
                "en_route",
                "on_site",
                "waiting",
                "done",
                "partly_done",
                "cancelled",
                name="visit_state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "start_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("end_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True),
        sa.Column("duration_minutes", sa.Integer(), server_default="60", nullable=False),
        sa.Column("crew_key", sa.String(length=64), nullable=True),
        sa.Column(
            "en_route_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column(
            "arrived_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column(
            "finished_at", sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite"), nullable=True
        ),
        sa.Column("double_booked", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("double_booking_reason", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(state in ('unplaced', 'cancelled')) or (technician_id is not null and start_at is not null)",
            name=op.f("ck_visit_placed"),
        ),
        sa.CheckConstraint(
            "state <> 'unplaced' or (technician_id is null and start_at is null)",
            name=op.f("ck_visit_unplaced"),
        ),
        sa.CheckConstraint("(start_at is null) = (end_at is null)", name=op.f("ck_visit_span_whole")),
        sa.CheckConstraint("duration_minutes between 1 and 100000", name=op.f("ck_visit_duration")),
        sa.CheckConstraint("end_at > start_at", name=op.f("ck_visit_span_order")),
        sa.CheckConstraint(
            "finished_at is null or arrived_at is null or finished_at >= arrived_at",
            name=op.f("ck_visit_actual"),
        ),
        sa.CheckConstraint(
            "not double_booked or length(double_booking_reason) > 0",
            name=op.f("ck_visit_double_booking_reason"),
        ),
        sa.ForeignKeyConstraint(["technician_id"], ["technician.id"], name=op.f("fk_visit_technician_id")),
        sa.ForeignKeyConstraint(["work_order_id"], ["work_order.id"], name=op.f("fk_visit_work_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_visit_crew_key"), "visit", ["crew_key"], unique=False)
    op.create_index(op.f("ix_visit_start_at"), "visit", ["start_at"], unique=False)
    op.create_index(op.f("ix_visit_state"), "visit", ["state"], unique=False)
    op.create_index(
        op.f("ix_visit_technician_id_start_at"), "visit", ["technician_id", "start_at"], unique=False
    )
    op.create_index(op.f("ix_visit_work_order_id"), "visit", ["work_order_id"], unique=False)
    op.create_table(
        "work_order_line",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("work_order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
        sa.Column("done_milli", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("price_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("discount_ppm", sa.Integer(), server_default="0", nullable=False),
        sa.Column("tax_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "bill_to",
            sa.Enum(
                "customer",
                "agreement",
                "warranty",
                "nobody",
                name="bill_to",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("abs(price_minor) <= 100000000000", name=op.f("ck_work_order_line_price")),
        sa.CheckConstraint("discount_ppm between 0 and 1000000", name=op.f("ck_work_order_line_discount")),
        sa.CheckConstraint(
            "done_milli >= 0 and done_milli <= 1000000000", name=op.f("ck_work_order_line_done")
        ),
        sa.CheckConstraint(
            "planned_milli >= 0 and planned_milli <= 1000000000", name=op.f("ck_work_order_line_planned")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_work_order_line_item_id")),
        sa.ForeignKeyConstraint(["tax_id"], ["tax.id"], name=op.f("fk_work_order_line_tax_id")),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name=op.f("fk_work_order_line_work_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_order_line")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_work_order_line_work_order_id_position"),
        "work_order_line",
        ["work_order_id", "position"],
        unique=False,
    )
    op.create_table(
        "work_order_skill",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("work_order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["skill_id"], ["skill.id"], name=op.f("fk_work_order_skill_skill_id")),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name=op.f("fk_work_order_skill_work_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_order_skill")),
        sa.UniqueConstraint(
            "work_order_id", "skill_id", name=op.f("uq_work_order_skill_work_order_id_skill_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_work_order_skill_skill_id"), "work_order_skill", ["skill_id"], unique=False)
    op.create_table(
        "invoice_line",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("invoice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("work_order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("work_order_line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
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
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("unit", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("quantity_milli", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("price_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("discount_ppm", sa.Integer(), server_default="0", nullable=False),
        sa.Column("tax_code", sa.String(length=1000), server_default="", nullable=False),
        sa.Column(
            "bill_to",
            sa.Enum(
                "customer",
                "agreement",
                "warranty",
                "nobody",
                name="bill_to",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("net_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("bill_to = 'customer' or net_minor = 0", name=op.f("ck_invoice_line_others_pay")),
        sa.CheckConstraint("abs(quantity_milli) <= 1000000000", name=op.f("ck_invoice_line_quantity")),
        sa.CheckConstraint("discount_ppm between 0 and 1000000", name=op.f("ck_invoice_line_discount")),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_invoice_line_invoice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name=op.f("fk_invoice_line_work_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["work_order_line_id"], ["work_order_line.id"], name=op.f("fk_invoice_line_work_order_line_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_line")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_invoice_line_invoice_id_position"), "invoice_line", ["invoice_id", "position"], unique=False
    )
    op.create_index(op.f("ix_invoice_line_work_order_id"), "invoice_line", ["work_order_id"], unique=False)
    op.create_index(
        op.f("ix_invoice_line_work_order_line_id"), "invoice_line", ["work_order_line_id"], unique=False
    )
    op.create_table(
        "line_cost",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cost_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["work_order_line.id"], name=op.f("fk_line_cost_line_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_cost")),
        sa.UniqueConstraint("line_id", name=op.f("uq_line_cost_line_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "invoice_line_tax",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "S",
                "Z",
                "E",
                "AE",
                "O",
                name="tax_category",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("rate_ppm", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "category = 'S' or rate_ppm = 0", name=op.f("ck_invoice_line_tax_rate_fits_category")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["invoice_line.id"], name=op.f("fk_invoice_line_tax_line_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_line_tax")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_invoice_line_tax_line_id"), "invoice_line_tax", ["line_id"], unique=False)
