"""Queries about what the office runs on."""

from dataclasses import dataclass
from typing import ClassVar

from fsmdesk.core.messages import Query
from fsmdesk.core.permissions import Permission


@dataclass(frozen=True, slots=True)
class Ground:
    """The database's name and version, and the step of the schema."""

    database: str
    step: str


@dataclass(frozen=True, kw_only=True)
class AboutOffice(Query[Ground]):
    """What the office runs on, for whoever has to help."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
