"""Errors that nobody caught, from any thread or from Qt itself: shown and saved instead of printed."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, Slot, qInstallMessageHandler

from fsmdesk.views.error_presenter import ErrorPresenter


class QtFailure(Exception):
    """Qt said that it can't go on."""


class CrashHooks(QObject):
    """From `install` on, uncaught errors reach the presenter on the GUI thread. Ctrl+C still ends the program."""

    _uncaught = Signal(object)

    def __init__(self, errors: ErrorPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._errors = errors
        self._uncaught.connect(self._show)

    def install(self) -> None:
        """Take uncaught errors from now on."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        qInstallMessageHandler(self._said_by_qt)

    def remove(self) -> None:
        """Leave errors to Python again; call before the window goes."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def _caught(
        self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, traceback)
            return
        self._uncaught.emit(error.with_traceback(traceback))

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._caught(args.exc_type, args.exc_value, args.exc_traceback)

    def _said_by_qt(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
            self._uncaught.emit(QtFailure(text))
        elif sys.stderr is not None:  # there is none in a windowed program on Windows
            sys.stderr.write(f"{text}\n")

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        self._errors.show_crash(error)
