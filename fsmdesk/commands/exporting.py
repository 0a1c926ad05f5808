"""`fsmdesk export`: a list as an Excel or CSV file."""

import argparse
from pathlib import Path

from fsmdesk.commands.place import named_office
from fsmdesk.core.words import tr, trn

NAME = "export"
KINDS = (
    "customers",
    "sites",
    "equipment",
    "technicians",
    "items",
    "agreements",
    "work-orders",
    "requests",
    "invoices",
    "payments",
)


def about() -> str:
    """What the command does, in one line."""
    return tr("write a list to a file that ends in .xlsx or .csv")


def add_words(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("kind", choices=KINDS, metavar=tr("KIND"), help=", ".join(KINDS))
    parser.add_argument("file", type=Path, metavar=tr("FILE"), help=tr("its ending says which"))


def run(options: argparse.Namespace) -> int:
    """The file holds all rows of that kind."""
    place = named_office(options.office)
    from fsmdesk.bootstrap import open_office
    from fsmdesk.services.exports.messages import ExportList

    opened = open_office(place)
    try:
        file = options.file.expanduser().absolute()
        rows = opened.as_program().ask(ExportList(kind=options.kind, path=str(file)))
    finally:
        opened.database.close()
    words = trn("{rows} row in {file}.", "{rows} rows in {file}.", rows)
    print(words.format(rows=rows, file=options.file))
    return 0
