"""The change log, written by triggers only, and on SQLite the row that says who acts."""

from datetime import datetime

from sqlalchemy import JSON, Index, Integer, String, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from fsmdesk.models.base import Base, with_args
from fsmdesk.models.columns import BigId, Instant

_Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class ChangeLog(Base):
    """One committed change of one record: who, when, in which transaction and command, before and after.

    For a new record `after` is all of it; for a changed one `before` and `after` hold what differs;
    for a removed one `before` is all of it.
    """

    __tablename__ = "change_log"
    __table_args__ = with_args(
        Index(None, "table_name", "record_id", "id"),
        Index(None, "transaction_id"),
        # What was removed is looked for by where it was; little is, of much that is logged.
        Index(
            "ix_change_log_removed",
            "table_name",
            sqlite_where=text("operation = 'D'"),
            postgresql_where=text("operation = 'D'"),
        ),
    )
    append_only = True
    logged = False

    at: Mapped[datetime] = mapped_column(Instant, nullable=False)
    login: Mapped[str] = mapped_column(Text, nullable=False)
    person_id: Mapped[int | None] = mapped_column(BigId)
    seat: Mapped[str] = mapped_column(String(64), nullable=False, default="")
    command_key: Mapped[str | None] = mapped_column(String(64), index=True)
    transaction_id: Mapped[int] = mapped_column(BigId, nullable=False)
    table_name: Mapped[str] = mapped_column(String(60), nullable=False)
    record_id: Mapped[int] = mapped_column(BigId, nullable=False)
    record_version: Mapped[int | None] = mapped_column(Integer)
    operation: Mapped[str] = mapped_column(String(1), nullable=False)
    before: Mapped[dict[str, object] | None] = mapped_column(_Json)
    after: Mapped[dict[str, object] | None] = mapped_column(_Json)


class Acting(Base):
    """Who acts (SQLite): set at the start of each writing transaction, cleared at its end.

    PostgreSQL keeps the same in settings of the transaction and leaves this table empty. `transaction_id`
    moves on at either end, so what another program writes in between has a number of its own.
    """

    __tablename__ = "acting"
    logged = False

    person_id: Mapped[int | None] = mapped_column(BigId)
    seat: Mapped[str] = mapped_column(String(64), nullable=False, default="", server_default="")
    command_key: Mapped[str | None] = mapped_column(String(64))
    transaction_id: Mapped[int] = mapped_column(BigId, nullable=False, default=0, server_default="0")
