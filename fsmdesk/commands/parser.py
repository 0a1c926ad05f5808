"""The words of the command line: which commands there are, and what each understands."""

import argparse
from collections.abc import Callable
from typing import Any, NoReturn

from fsmdesk import __version__
from fsmdesk.commands import (
    backing_up,
    checking,
    demo,
    exporting,
    importing,
    migrating,
    restoring,
    touring,
    window,
)
from fsmdesk.core.words import tr

Run = Callable[[argparse.Namespace], int]
_COMMANDS = (demo, touring, checking, migrating, backing_up, restoring, exporting, importing)


def parse(words: list[str]) -> tuple[Run, argparse.Namespace]:
    """The command to run and its options. Wrong words end the program with 2 and a line that says why."""
    options = _parser().parse_args(words)
    run: Run = getattr(options, "run", window.run)
    options.office = getattr(options, "office", "")
    return run, options


class _Parser(argparse.ArgumentParser):
    """Says on one line what is wrong; how it is meant is in the help."""

    def error(self, message: str) -> NoReturn:
        """End the program with 2."""
        says = tr("{command}: {problem}. See {command} --help.")
        self.exit(2, says.format(command=self.prog, problem=message) + "\n")


def _parser() -> argparse.ArgumentParser:
    office = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    office.add_argument(
        "--office",
        metavar=tr("LOCATION"),
        help=tr("a file, or postgresql://user@host/database; else FSMDESK_OFFICE, else the one used last"),
    )
    parser = _Parser(
        prog="fsmdesk",
        parents=[office],
        description=tr("Opens the window, or does one of these without one."),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"fsmdesk {__version__}")
    commands: Any = parser.add_subparsers(title=tr("commands"), metavar=tr("COMMAND"))
    for module in _COMMANDS:
        command = commands.add_parser(
            module.NAME, parents=[office], help=module.about(), description=module.about(), allow_abbrev=False
        )
        module.add_words(command)
        command.set_defaults(run=module.run)
    return parser
