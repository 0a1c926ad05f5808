"""What every connection to an office is told first, whoever makes it. Knows the drivers only by what they take."""

import sqlite3
from pathlib import Path
from typing import Any, Final

from fsmdesk.core.errors import OfficeNotUsable
from fsmdesk.core.words import tr
from fsmdesk.db.network_share import network_system

BUSY_MILLISECONDS: Final = 10_000
_SETTINGS = (
    "foreign_keys = ON",
    f"busy_timeout = {BUSY_MILLISECONDS}",
    "synchronous = FULL",
    "trusted_schema = ON",
    "cache_size = -32000",
)


def refuse_network_share(path: Path) -> None:
    """Nothing happens if the file is on this computer's own disk.

    Raises:
        OfficeNotUsable: it lies on a network share.
    """
    if system := network_system(path):
        raise OfficeNotUsable(
            tr(
                "{path} is on a network share ({system}). File locks there are unreliable and destroy such "
                "files. Keep the office on this computer's own disk, or use PostgreSQL to share it."
            ).format(path=path, system=system)
        )


def prepare_sqlite(connection: sqlite3.Connection) -> None:
    """The connection opens no transaction by itself, and keeps the rules of the house."""
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        for setting in _SETTINGS:
            cursor.execute(f"PRAGMA {setting}")
    except UnicodeDecodeError as error:  # the complaint quotes the damaged schema, which need not be text
        raise sqlite3.DatabaseError("database disk image is malformed") from error
    finally:
        cursor.close()


def postgresql_arguments() -> dict[str, Any]:
    """What the driver is told about a connection to a server."""
    settings = " ".join(
        f"-c {name}={value}"
        for name, value in (
            ("timezone", "UTC"),
            ("lock_timeout", "10s"),
            ("idle_in_transaction_session_timeout", "120s"),
            ("client_min_messages", "warning"),
        )
    )
    return {
        "options": settings,
        "connect_timeout": 10,
        "application_name": "fsmdesk",
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
    }
