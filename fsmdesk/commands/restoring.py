"""`fsmdesk restore`: a backup becomes an office again, on either database."""

import argparse
from pathlib import Path

from fsmdesk.commands.place import location_of, use_next
from fsmdesk.core.words import tr

NAME = "restore"


def about() -> str:
    """What the command does, in one line."""
    return tr("fill an empty office from a backup, verified before it counts")


def add_words(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("file", type=Path, metavar=tr("FILE"), help=tr("a file that `backup` wrote"))


def run(options: argparse.Namespace) -> int:
    """The office holds what the file holds."""
    location = location_of(options.office)
    from fsmdesk.db.restore import restore

    restored = restore(options.file.expanduser().absolute(), location)
    use_next(location)
    filled = [content for content in restored.values() if content.rows]
    words = tr("{place} holds what {file} holds: {rows} rows in {tables} tables, read back and compared.")
    rows = sum(content.rows for content in filled)
    print(words.format(file=options.file, place=location.words, rows=rows, tables=len(filled)))
    return 0
