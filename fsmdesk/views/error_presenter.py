"""The one place that decides what a person sees of an error.

UserFacingError becomes a banner where it happened, EnvironmentProblem a banner with "Try again",
anything else a saved crash report and a banner that says where it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from fsmdesk.core.errors import EnvironmentProblem, UserFacingError
from fsmdesk.core.words import tr


@dataclass(frozen=True, slots=True)
class Notice:
    """A banner: its tone (`info`, `warn`, `danger`, `success`), its text, and what can be done about it.

    `key` lets a later notice replace an earlier one about the same matter; it goes by itself once `outage` is over.
    """

    text: str
    tone: str = "danger"
    actions: tuple[tuple[str, Callable[[], object]], ...] = ()
    key: str = ""
    outage: "Outage | None" = None


class Outage(QObject):
    """Something around the program that fails for a while.

    Signals:
        over(): it works again; what was said about it is old.
    """

    over = Signal()


@runtime_checkable
class ShowsNotices(Protocol):
    """A widget with room for banners, such as every screen and the window."""

    def show_notice(self, notice: Notice) -> None:
        """Show the banner until it is closed or replaced."""


class ErrorPresenter(QObject):
    """Shows errors at the nearest widget with room for them, else in the window."""

    def __init__(self, fallback: ShowsNotices, report_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fallback = fallback
        self._report_dir = report_dir
        self._dialog: QWidget | None = None
        self._outage = Outage(self)
        self._unread: dict[tuple[QObject, object], Callable[[], object]] = {}

    def show(
        self,
        error: BaseException,
        owner: QObject | None = None,
        again: Callable[[], object] | None = None,
        *,
        read: object = None,
    ) -> None:
        """Show the error near `owner`; `again` is offered where trying again may help.

        With a `read`, which names what could not be read, that happens by itself once the office answers again.
        """
        room = self._room_for(owner)
        if isinstance(error, UserFacingError):
            room.show_notice(Notice(str(error), "warn", key="error"))
        elif isinstance(error, EnvironmentProblem):
            actions = ((tr("Try again"), again),) if again is not None else ()
            room.show_notice(Notice(str(error), "danger", actions, key="error", outage=self._outage))
            if read is not None and owner is not None and again is not None:
                self._unread[owner, read] = again
        else:
            self.show_crash(error)

    def forget_unread(self, owner: QObject, read: object) -> None:
        """What could not be read there before is not read by itself any more."""
        self._unread.pop((owner, read), None)

    def end_outage(self) -> None:
        """The office answers again: nothing says otherwise any more, and what could not be read is read."""
        self._outage.over.emit()
        unread, self._unread = self._unread, {}
        for (owner, _read), again in unread.items():
            if isValid(owner):
                again()

    def show_crash(self, error: BaseException) -> None:
        """Save a report about our own bug and say where it is."""
        from fsmdesk.views.crash_report import save_crash_report  # only when it is needed

        try:
            path = save_crash_report(self._report_dir, error)
        except OSError:
            text = tr("Something went wrong in the program, and the report could not be saved: {error}")
            self._fallback.show_notice(Notice(text.format(error=error), key="crash"))
            return
        text = tr("Something went wrong in the program. What you typed is kept. A report is in {path}")
        look = (tr("Look at it"), partial(self.open_report, path))
        self._fallback.show_notice(Notice(text.format(path=path), actions=(look,), key="crash"))

    def open_report(self, path: Path) -> None:
        """Show a saved report, to be read, copied or saved elsewhere; work goes on behind it."""
        from fsmdesk.views.crash_dialog import CrashDialog

        try:
            text = path.read_text("utf-8")
        except OSError as error:
            text = str(error)
        parent = self._fallback.window() if isinstance(self._fallback, QWidget) else None
        self._dialog = CrashDialog(text, path, parent)
        self._dialog.show()

    def _room_for(self, owner: QObject | None) -> ShowsNotices:
        widget = owner
        while widget is not None:
            if isinstance(widget, ShowsNotices):
                return widget
            widget = widget.parent()
        return self._fallback
