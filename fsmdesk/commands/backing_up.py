"""`fsmdesk backup`: the whole office in one file."""

import argparse
from pathlib import Path

from fsmdesk.commands.place import location_of
from fsmdesk.core.words import tr

NAME = "backup"


def about() -> str:
    """What the command does, in one line."""
    return tr("write the whole office into one file, and read it back to be sure")


def add_words(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("file", type=Path, metavar=tr("FILE"), help=tr("a file that is not there yet"))


def run(options: argparse.Namespace) -> int:
    """The file is there and holds the office."""
    location = location_of(options.office)
    from fsmdesk.db.backup import backup

    kept = backup(location, options.file.expanduser().absolute())
    words = tr("{file} holds {place}: {rows} rows in {tables} tables, read back and compared.")
    filled = [content for content in kept.values() if content.rows]
    rows = sum(content.rows for content in filled)
    print(words.format(file=options.file, place=location.words, rows=rows, tables=len(filled)))
    return 0
