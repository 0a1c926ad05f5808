"""Where fsmdesk keeps a person's own files on this computer: offices, drafts, settings, reports."""

import os
from pathlib import Path


def data_folder() -> Path:
    """The folder for this person's own files; `FSMDESK_DATA` names another one."""
    named = os.environ.get("FSMDESK_DATA")
    if named:
        return Path(named)
    # Loaded here, since the window asks before it has anything to show.
    from platformdirs import user_data_path

    return user_data_path("fsmdesk", appauthor=False)


def last_office() -> str:
    """The office to open: the one named by `FSMDESK_OFFICE`, else the one used last, else empty."""
    named = os.environ.get("FSMDESK_OFFICE")
    if named:
        return named
    try:
        return (data_folder() / "last-office").read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def remember_office(place: str) -> None:
    """This office is opened next time where no other is named; a full disk is no reason to fail."""
    try:
        data_folder().mkdir(parents=True, exist_ok=True)
        (data_folder() / "last-office").write_text(place, "utf-8")
    except OSError:
        return
