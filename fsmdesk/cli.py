"""The door: the window, or one of the commands that need none.

It ends with 0; with 1 and one line that says what is wrong; or with 2 if the command was typed wrongly.
"""

import os
import sys
from collections.abc import Sequence

from fsmdesk.core.errors import FsmError
from fsmdesk.core.words import tr


def main(arguments: Sequence[str] | None = None) -> int:
    """What the command's words ask for is done; the answer is the exit code."""
    if arguments is None:  # as a program of its own, not called by another
        sys.unraisablehook = _left_over
    words = list(sys.argv[1:] if arguments is None else arguments)
    _write_what_can_be_written()
    try:
        try:
            code = _carry_out(words)
        finally:  # what fails says what it found before; and whether anybody reads is known only now
            sys.stdout.flush()
    except FsmError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _fail(tr("Stopped. What was not finished was not kept."))
    except BrokenPipeError:
        # Nobody reads any more; else Python would complain about that once again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _fail(tr("The output is no longer read."))
    except Exception as error:  # noqa: BLE001 - the last door: whatever it is, it ends in a sentence and a report
        return _fail(_report(error))
    return code


def _carry_out(words: list[str]) -> int:
    if not words:  # the window is what is asked for most, and should not wait for the rest
        from fsmdesk.commands.window import open_window

        return open_window("")
    from fsmdesk.commands.parser import parse

    command, options = parse(words)
    return command(options)


def _fail(sentence: str) -> int:
    line = " ".join(sentence.split())
    print(f"fsmdesk: {line}", file=sys.stderr)
    return 1


def _report(error: Exception) -> str:
    from fsmdesk.folders import data_folder
    from fsmdesk.views.crash_report import save_crash_report

    try:
        path = save_crash_report(data_folder() / "reports", error)
    except OSError:
        return tr("Something went wrong that is our mistake ({kind}).").format(kind=type(error).__name__)
    return tr("Something went wrong that is our mistake. What happened is in {path}.").format(path=path)


def _left_over(left: "sys.UnraisableHookArgs") -> None:
    """What failed while things were cleared away: a full disk was said already, the rest is reported quietly."""
    if isinstance(left.exc_value, Exception) and not isinstance(left.exc_value, OSError):
        _report(left.exc_value)


def _write_what_can_be_written() -> None:
    """A terminal that lacks a letter shows a substitute, instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
