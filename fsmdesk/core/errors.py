"""The families of error; every error that fsmdesk raises on purpose is one of these.

FsmError
├── UserFacingError       shown as it is
│   ├── RuleBroken        a rule the user can mend, with the field it is about
│   ├── NeedsConfirmation a warning that may be confirmed, with its key
│   ├── ConflictError     another seat was first; carries both versions
│   └── NotAllowed        the person's role does not permit this
└── EnvironmentProblem    server, disk or network; offered with "try again"
    └── OfficeNotUsable   this office can't be opened
        └── PasswordWanted    its server wants a password, or another one

Anything else is our bug and becomes a crash report.
"""

from collections.abc import Mapping


class FsmError(Exception):
    """Base of everything fsmdesk raises on purpose."""


class UserFacingError(FsmError):
    """The user can act on this; its text is shown as it is."""


class RuleBroken(UserFacingError):
    """A rule the user can mend. `field` names the input it is about, empty if it is about the whole."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


class NeedsConfirmation(UserFacingError):
    """A warning. The same command with `key` among its confirmed warnings goes through."""

    def __init__(self, key: str, text: str, needs_reason: bool = False) -> None:
        super().__init__(text)
        self.key = key
        self.needs_reason = needs_reason


class ConflictError(UserFacingError):
    """The record was changed since the screen read it.

    `who` changed it last (empty if unknown); `theirs` maps field names to what is stored now.
    """

    def __init__(
        self,
        text: str,
        *,
        who: str = "",
        seen_version: int = 0,
        stored_version: int = 0,
        theirs: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(text)
        self.who = who
        self.seen_version = seen_version
        self.stored_version = stored_version
        self.theirs: Mapping[str, object] = dict(theirs or {})


class NotAllowed(UserFacingError):
    """The person's role does not permit this."""


class EnvironmentProblem(FsmError):
    """Server, disk or network is to blame, neither the user nor fsmdesk."""


class OfficeNotUsable(EnvironmentProblem):
    """This office can't be opened: not ours, newer than this program, damaged, or on a network share."""


class PasswordWanted(OfficeNotUsable):
    """The server of this office wants a password, or another one than was given."""
