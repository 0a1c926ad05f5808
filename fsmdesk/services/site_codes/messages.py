"""Commands and queries about codes and keys to sites."""

from dataclasses import dataclass, field
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import CodeKind


@dataclass(frozen=True, slots=True)
class SiteCodeRow:
    """What opens a site: `label` says which gate or alarm, `code` is kept out of whatever is printed of the row."""

    id: int
    version: int
    kind: CodeKind
    label: str
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SiteCodesCard:
    """The codes of one site."""

    site_id: int
    site: str
    codes: tuple[SiteCodeRow, ...]


@dataclass(frozen=True, kw_only=True)
class SiteCodes(Query[SiteCodesCard]):
    """What opens a site. A technician sees it while he has a job there that is not over.

    Raises:
        NotAllowed: the person has no need to know.
    """

    needs: ClassVar[Permission] = Permission.SEE_CODES
    site_id: int


@dataclass(frozen=True, kw_only=True)
class SaveSiteCode(Command[int]):
    """A code is new (`code_id` None) or changed. Answers with the id.

    The change log tells who changed it and never the code, so this can't be undone.
    """

    needs: ClassVar[Permission] = Permission.EDIT_CUSTOMERS
    code_id: int | None = None
    seen_version: int = 0
    site_id: int
    kind: CodeKind
    label: str = ""
    code: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class RemoveSiteCode(Command[None]):
    """The code is gone for good."""

    needs: ClassVar[Permission] = Permission.EDIT_CUSTOMERS
    code_id: int
    seen_version: int
