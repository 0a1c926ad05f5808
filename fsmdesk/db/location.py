"""Where an office is: a file on this computer, or a database on a PostgreSQL server."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr

if TYPE_CHECKING:  # an office is found and looked at without it
    from sqlalchemy.engine import URL


@dataclass(frozen=True, slots=True)
class Location:
    """An office's place. Exactly one of `path` and `address` is set; an address starts with `postgresql://`."""

    path: Path | None = None
    address: str = ""

    @property
    def is_file(self) -> bool:
        """True for a SQLite office."""
        return self.path is not None

    @property
    def url(self) -> "URL":
        """What SQLAlchemy connects to."""
        from sqlalchemy.engine import URL, make_url

        if self.path is not None:
            return URL.create("sqlite", database=str(self.path))
        # SQLAlchemy 2.0 leaves a name that is written with %20 as it is.
        name = unquote(urlsplit(self.address).path[1:])
        return make_url(self.address).set(drivername="postgresql+psycopg", database=name)

    @property
    def without_password(self) -> str:
        """The place as it may be written down; `parse_location` reads it again."""
        if self.path is not None:
            return str(self.path)
        netloc = urlsplit(self.address).netloc
        login, at, host = netloc.rpartition("@")
        return self.address.replace(netloc, login.partition(":")[0] + at + host, 1) if at else self.address

    @property
    def words(self) -> str:
        """How the place is shown; never with a password."""
        if self.path is not None:
            return str(self.path)
        parts = urlsplit(self.address)
        return f"{unquote(parts.path[1:])} @ {parts.hostname or tr('this computer')}"


def parse_location(text: str) -> Location:
    """The location that a person typed: a path, or `postgresql://user@host/database`.

    Raises:
        RuleBroken: it is neither.
    """
    text = text.strip()
    if not text:
        raise RuleBroken(tr("Name the office: a file, or a postgresql:// address."), field="office")
    if "://" not in text:
        return Location(path=Path(text).expanduser().absolute())
    scheme, _, rest = text.partition("://")
    scheme = scheme.lower()
    if scheme in ("sqlite", "file"):
        return Location(path=Path(rest).expanduser().absolute())
    if scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise RuleBroken(
            tr("An office is a file or a postgresql:// address, not {scheme}://.").format(scheme=scheme),
            field="office",
        )
    return _server_location(f"postgresql://{rest}")


def _server_location(address: str) -> Location:
    try:
        parts = urlsplit(address)
        # A port that is no number is found out only when it is asked for.
        _ = parts.port
    except ValueError as error:  # the text may hold a password, so it is not shown
        raise RuleBroken(
            tr("This address can't be read; it is like postgresql://user@host/database."), field="office"
        ) from error
    if len(parts.path) < 2:
        raise RuleBroken(tr("The address names no database after the host."), field="office")
    return Location(address=address)
