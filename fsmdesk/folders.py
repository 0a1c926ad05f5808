"""Where fsmdesk keeps a person's own files on this computer: offices, drafts, settings, reports."""

import os
from contextlib import suppress
from pathlib import Path


def data_folder() -> Path:
    """The folder for this person's own files; `FSMDESK_DATA` names another one.

    Made where it is missing and can be made, for this person alone: drafts speak of customers, and the address of
    an office may hold its password. A folder that is there keeps the rights that somebody gave it.
    """
    folder = _data_folder()
    with suppress(OSError):  # whoever writes there says what is wrong
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _data_folder() -> Path:
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
        (data_folder() / "last-office").write_text(place, "utf-8")
    except OSError:
        return
