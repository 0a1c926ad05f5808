"""`fsmdesk check`: whether what the database promises is true of the data that is there."""

import argparse

from fsmdesk.commands.place import location_of
from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr, trn

NAME = "check"


def about() -> str:
    """What the command does, in one line."""
    return tr("verify every promise of the database on the data that is there, and list what is broken")


def add_words(parser: argparse.ArgumentParser) -> None:
    """The command has no options of its own."""


def run(options: argparse.Namespace) -> int:
    """Nothing is broken.

    Raises:
        RuleBroken: something is; each thing was printed on a line of its own.
    """
    location = location_of(options.office)
    from fsmdesk.db.check import check

    problems = check(location)
    for problem in problems:
        print(problem)
    if problems:
        words = trn(
            "{count} thing is broken in {place}.", "{count} things are broken in {place}.", len(problems)
        )
        raise RuleBroken(words.format(count=len(problems), place=location.words))
    print(tr("{place}: nothing is broken.").format(place=location.words))
    return 0
