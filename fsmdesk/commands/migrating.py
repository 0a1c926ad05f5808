"""`fsmdesk migrate`: an older office is brought up to this program, and its guards stand as they should."""

import argparse

from fsmdesk.commands.place import location_of
from fsmdesk.core.words import tr
from fsmdesk.folders import data_folder

NAME = "migrate"


def about() -> str:
    """What the command does, in one line."""
    return tr("bring an older office up to this program, with a backup before")


def add_words(parser: argparse.ArgumentParser) -> None:
    """The command has no options of its own."""


def run(options: argparse.Namespace) -> int:
    """The office is at this program's step."""
    location = location_of(options.office)
    from fsmdesk.db.migrate import ensure_current, renew_guards

    backup = ensure_current(location, data_folder() / "backups")
    if backup is None:
        print(tr("{place} is up to date.").format(place=location.words))
    else:
        words = tr("{place} is up to date now; as it was before it is kept in {backup}.")
        print(words.format(place=location.words, backup=backup))
    for difference in renew_guards(location):
        print(tr("{difference} It is laid anew.").format(difference=difference))
    return 0
