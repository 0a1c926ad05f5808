"""Which function carries out a message: handlers register themselves, and are loaded when first needed."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.db.plain_sql import PlainReading

if TYPE_CHECKING:  # the first place of a window is read without SQLAlchemy
    from fsmdesk.db.database import Reading, Writing
    from fsmdesk.models import ChangeLog

CommandT = TypeVar("CommandT", bound=Command[Any])
QueryT = TypeVar("QueryT", bound=Query[Any])
ResultT = TypeVar("ResultT")
# A reader that keeps to plain SQL answers before SQLAlchemy is loaded too.
ReadingT = TypeVar("ReadingT", "Reading", PlainReading)

_handlers: dict[type[Any], Callable[[Any, Any], Any]] = {}
_rechecks: dict[type[Any], "Recheck"] = {}
Recheck = Callable[["Reading", Sequence["ChangeLog"]], None]


def handles(
    message: type[CommandT],
) -> "Callable[[Callable[[Writing, CommandT], ResultT]], Callable[[Writing, CommandT], ResultT]]":
    """Registers the function that carries out this command."""

    def register(
        function: "Callable[[Writing, CommandT], ResultT]",
    ) -> "Callable[[Writing, CommandT], ResultT]":
        _handlers[message] = function
        return function

    return register


def answers(
    message: type[QueryT],
) -> Callable[[Callable[[ReadingT, QueryT], ResultT]], Callable[[ReadingT, QueryT], ResultT]]:
    """Registers the function that answers this query."""

    def register(
        function: Callable[[ReadingT, QueryT], ResultT],
    ) -> Callable[[ReadingT, QueryT], ResultT]:
        _handlers[message] = function
        return function

    return register


def rechecks(*messages: type[Command[Any]]) -> Callable[[Recheck], Recheck]:
    """Registers what is asked, beside `needs`, of who takes these commands back.

    The function gets what the command changed, and raises NotAllowed where the person may not do that any more.
    """

    def register(function: Recheck) -> Recheck:
        _rechecks.update(dict.fromkeys(messages, function))
        return function

    return register


def recheck_of(message: type[Command[Any]]) -> Recheck | None:
    """What is asked of who takes a command of this kind back; None where `needs` says it all."""
    handler_of(message)  # with it the rest of its area is loaded
    return _rechecks.get(message)


def handler_of(message: type[Any]) -> Callable[[Any, Any], Any]:
    """The function for this kind of message. Its area's `handlers` module is imported on first use.

    Raises:
        LookupError: nobody registered for it.
    """
    if message not in _handlers:
        import_module(message.__module__.rsplit(".", 1)[0] + ".handlers")
    if message not in _handlers:
        raise LookupError(f"nothing handles {message.__name__}")
    return _handlers[message]


def name_of(message: type[Command[Any]]) -> str:
    """The name that the log keeps for a command: its area and its class, such as `dispatch.MoveVisit`."""
    return f"{message.__module__.split('.')[-2]}.{message.__name__}"


def message_named(name: str) -> type[Command[Any]] | None:
    """The command class with this name, as the log keeps it; None if this program has none."""
    area, _, class_name = name.partition(".")
    try:
        module = import_module(f"fsmdesk.services.{area}.messages")
    except ImportError:
        return None
    found = getattr(module, class_name, None)
    return found if isinstance(found, type) and issubclass(found, Command) else None
