"""`fsmdesk demo`: a believable shop in an office of its own."""

import argparse
import sys

from fsmdesk.commands.place import location_of, use_next
from fsmdesk.core.words import tr

NAME = "demo"
_SIZES = ("small", "shop", "large")


def about() -> str:
    """What the command does, in one line."""
    return tr("make a demo shop in an office that is empty or not there yet")


def add_words(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--size", choices=_SIZES, required=True, help=tr("how large a shop"))
    parser.add_argument(
        "--seed",
        type=int,
        default=1,
        metavar="N",
        help=tr("another shop of that size; the same for the same N"),
    )


def run(options: argparse.Namespace) -> int:
    """The demo shop stands in the office."""
    location = location_of(options.office)
    from fsmdesk.services.demo.make import make_demo

    made = make_demo(location, options.size, options.seed, progress=_tell if sys.stderr.isatty() else None)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    use_next(location)
    words = tr(
        "{place}: {technicians} technicians, {customers} customers, {sites} sites, {machines} machines, "
        "{jobs} jobs, {invoices} invoices."
    )
    print(
        words.format(
            place=location.words,
            technicians=made.technicians,
            customers=made.customers,
            sites=made.sites,
            machines=made.equipment,
            jobs=made.work_orders,
            invoices=made.invoices,
        )
    )
    return 0


def _tell(words: str, share: float) -> None:
    """One line of a terminal, written over and over."""
    print(f"\r\033[K{words} {share:.0%}", end="", file=sys.stderr, flush=True)
