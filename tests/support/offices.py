"""Fresh offices for tests, each made in milliseconds as a copy of a template that is built once."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

Builder = Callable[[str], None]

# Any number that no other program locks on the same server.
_TEMPLATE_LOCK = 0x66736D


class Offices(Protocol):
    """Makes offices on one kind of database; each is a plain path or URL."""

    def empty(self) -> str:
        """A database with nothing in it."""
        ...

    def copy_of(self, template: str, build: Builder) -> str:
        """A copy of the named template; `build` fills the template when it is first wanted.

        `build` gets the template's location and must leave no connection to it open.
        """
        ...

    def remove(self, location: str) -> None:
        """Afterwards that office is gone, even if somebody is still connected."""
        ...


def migrated(location: str) -> None:
    """Builds an office with all tables and guards and nobody in it."""
    from fsmdesk.db.location import parse_location
    from fsmdesk.db.migrate import create_office

    create_office(parse_location(location))


class SqliteOffices:
    """Offices as files in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def empty(self) -> str:
        """A path where no file is yet."""
        self._count += 1
        return str(self._folder / f"office{self._count}.fsmdesk")

    def copy_of(self, template: str, build: Builder) -> str:
        """A copy of the named template's file."""
        source = self._folder / f"template-{template}.fsmdesk"
        if not source.exists():
            build(str(source))
            with closing(sqlite3.connect(source)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        location = self.empty()
        shutil.copyfile(source, location)
        return location

    def remove(self, location: str) -> None:
        """Afterwards the file and its companions are gone."""
        for suffix in ("", "-wal", "-shm"):
            Path(location + suffix).unlink(missing_ok=True)


class PostgresOffices:
    """Offices as databases of one server. All processes of one test run share the templates."""

    def __init__(self, server_url: str, run: str, process: str) -> None:
        self._server_url = server_url
        self._admin = psycopg.connect(server_url, autocommit=True)
        self._prefix = f"fsmdesk_test_{run}"
        self._process = process
        self._count = 0

    def close(self) -> None:
        """Afterwards the connection is closed; databases stay."""
        self._admin.close()

    def empty(self) -> str:
        """A new database."""
        return self._create("template0")

    def copy_of(self, template: str, build: Builder) -> str:
        """A copy of the named template database."""
        source = f"{self._prefix}_template_{template}"
        if not self._exists(source):
            self._build_once(source, build)
        return self._create(source)

    def remove(self, location: str) -> None:
        """Afterwards the database is gone and its connections are cut."""
        self._drop(urlsplit(location).path.removeprefix("/"))

    def remove_all(self) -> None:
        """Afterwards no database of this test run is left."""
        # "_" stands for any one character in LIKE; comparing the start is exact.
        query = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        for (name,) in self._admin.execute(query, [self._prefix]).fetchall():
            self._drop(name)

    def _url(self, name: str) -> str:
        return urlsplit(self._server_url)._replace(path=f"/{name}").geturl()

    def _exists(self, name: str) -> bool:
        query = "SELECT FROM pg_database WHERE datname = %s"
        return self._admin.execute(query, [name]).fetchone() is not None

    def _create(self, source: str) -> str:
        self._count += 1
        name = f"{self._prefix}_{self._process}_{self._count}"
        command = SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(source))
        self._admin.execute(command)
        return self._url(name)

    def _drop(self, name: str) -> None:
        self._admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))

    def _build_once(self, source: str, build: Builder) -> None:
        """Builds the template under another name, so that a half-built one is never copied."""
        self._admin.execute("SELECT pg_advisory_lock(%s)", [_TEMPLATE_LOCK])
        try:
            if self._exists(source):
                return  # another process was first
            building = f"{source}_building"
            self._drop(building)
            self._admin.execute(SQL("CREATE DATABASE {} TEMPLATE template0").format(Identifier(building)))
            build(self._url(building))
            rename = SQL("ALTER DATABASE {} RENAME TO {}")
            self._admin.execute(rename.format(Identifier(building), Identifier(source)))
        finally:
            self._admin.execute("SELECT pg_advisory_unlock(%s)", [_TEMPLATE_LOCK])
