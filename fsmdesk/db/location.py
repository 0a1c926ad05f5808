"""Where an office is: a file on this computer, or a database on a PostgreSQL server."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import URL, make_url

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr


@dataclass(frozen=True, slots=True)
class Location:
    """An office's place. Exactly one of `path` and `server` is set."""

    path: Path | None = None
    server: URL | None = None

    @property
    def is_file(self) -> bool:
        """True for a SQLite office."""
        return self.path is not None

    @property
    def url(self) -> URL:
        """What SQLAlchemy connects to."""
        if self.server is not None:
            return self.server
        return URL.create("sqlite", database=str(self.path))

    @property
    def words(self) -> str:
        """How the place is shown; never with a password."""
        if self.server is not None:
            return f"{self.server.database} @ {self.server.host or tr('this computer')}"
        return str(self.path)


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
    scheme = urlsplit(text).scheme
    if scheme in ("sqlite", "file"):
        return Location(path=Path(text.split("://", 1)[1]).expanduser().absolute())
    if scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise RuleBroken(
            tr("An office is a file or a postgresql:// address, not {scheme}://.").format(scheme=scheme),
            field="office",
        )
    try:
        url = make_url(text).set(drivername="postgresql+psycopg")
    except ValueError as error:
        raise RuleBroken(
            tr("This address can't be read: {text}").format(text=text), field="office"
        ) from error
    if not url.database:
        raise RuleBroken(tr("The address names no database after the host."), field="office")
    return Location(server=url)
