"""Records that hold something typed which was not saved when the program ended."""

import re
from collections.abc import Collection, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Slot

from fsmdesk.core.words import tr, trn
from fsmdesk.services.finding.messages import Found, NamesOf
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.main_window.places import Place
from fsmdesk.views.main_window.window import MainWindow

KEPT_RECORDS: Final = "kept-records"
_DRAFT: Final = re.compile(r"([a-z_]+)-([0-9]{1,18})")  # as the editor of a record names what is typed there
_MOST: Final = 20
_OFFERED: Final = 3


class KeptRecords(QObject):
    """Says in the window which records wait for what was typed to be saved, and opens them.

    A record that was opened, saved or given up is not named any longer.
    """

    def __init__(self, desk: Desk, window: MainWindow, kinds: Collection[str], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window
        self._kinds = kinds
        self._waiting: list[Found] = []
        desk.hub.saved.connect(self._look_again)
        window.arrived.connect(self._come_to)

    def look(self) -> None:
        """Read the names of what waits, and say them; nothing is said where nothing waits."""
        drafts = [_DRAFT.fullmatch(name) for name in self._desk.drafts.names()]
        records = [(found[1], int(found[2])) for found in drafts if found and found[1] in self._kinds]
        if records:
            self._desk.ask(self, NamesOf(records=tuple(records[:_MOST])), self._show)

    def _show(self, found: Sequence[Found]) -> None:
        self._waiting = list(found)
        self._say()

    @Slot(object)
    def _come_to(self, place: Place | None) -> None:
        screen = self._window.current_screen()
        if place is not None and screen is not None:
            here = [one for one in self._waiting if one.kind in place.opens]
            for one in here:
                if one.id == screen.shown_record():
                    self._waiting.remove(one)
                    self._say()
        self._look_again()

    @Slot()
    def _look_again(self) -> None:
        if self._waiting:
            kept = set(self._desk.drafts.names())
            left = [one for one in self._waiting if f"{one.kind}-{one.id}" in kept]
            if left != self._waiting:
                self._waiting = left
                self._say()

    def _say(self) -> None:
        if not self._waiting:
            self._window.banners.close_notice(KEPT_RECORDS)
            return
        names = [one.title for one in self._waiting]
        text = trn(
            "What was typed at {names} is kept, and not saved yet.",
            "What was typed at {n} records is kept, and not saved yet: {names}.",
            len(names),
        ).format(n=self._desk.formats.count(len(names)), names="; ".join(names))
        opens = tuple(
            (tr("Open {name}").format(name=one.title), partial(self._open, one))
            for one in self._waiting[:_OFFERED]
        )
        self._window.show_notice(Notice(text, "info", opens, key=KEPT_RECORDS))

    def _open(self, one: Found) -> None:
        self._waiting.remove(one)
        self._say()
        self._desk.shell.open_record(one.kind, one.id)
