"""The places of the settings, one under the other at the left of each of them."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.screen import Screen
from fsmdesk.views.theme.icons import icon

_WIDTH = 216


@dataclass(frozen=True, slots=True)
class Section:
    """One place of the settings."""

    place: str
    title: str
    icon: str
    needs: Permission = Permission.SEE_OFFICE


def sections() -> tuple[Section, ...]:
    """All places of the settings in order."""
    return (
        Section("settings", tr("Company"), "store"),
        Section("taxes", tr("Taxes"), "percent"),
        Section("price_levels", tr("Price levels"), "layers", Permission.EDIT_PRICES),
        Section("documents", tr("Documents"), "file-text"),
        Section("mail", tr("Mail"), "send", Permission.SEND_MAIL),
        Section("outbox", tr("Outbox"), "inbox", Permission.SEND_MAIL),
        Section("rules", tr("Rules of the office"), "clipboard-check"),
        Section("board_rules", tr("Board rules"), "calendar-range"),
        Section("hours", tr("Hours and holidays"), "clock"),
        Section("service_levels", tr("Service levels"), "gauge"),
        Section("kinds", tr("Kinds of work"), "wrench"),
        Section("task_codes", tr("Task codes"), "tag"),
        Section("templates", tr("Templates"), "files"),
        Section("people", tr("People"), "users"),
        Section("technicians", tr("Technicians"), "hard-hat"),
        Section("import", tr("Import"), "upload", Permission.IMPORT_DATA),
        Section("setup", tr("Getting started"), "sparkles", Permission.EDIT_OFFICE),
        Section("appearance", tr("Appearance"), "monitor", Permission.SIT_HERE),
    )


class SettingsNav(QWidget):
    """Shows where one is; a click goes elsewhere. Only what the person may see is there."""

    def __init__(self, desk: Desk, here: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(tr("Settings"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 0, 16)
        column.setSpacing(2)
        self.buttons: dict[str, QPushButton] = {}
        for section in (each for each in sections() if desk.may(each.needs)):
            button = QPushButton(f"  {section.title}", self)
            button.setAccessibleName(section.title)
            button.setProperty("kind", "section")
            button.setProperty("place", section.place)
            button.setIcon(icon(section.icon, "muted", "info_text"))
            button.setIconSize(QSize(16, 16))
            button.setCheckable(True)
            button.setChecked(section.place == here)
            button.clicked.connect(self._go)
            self.buttons[section.place] = button
            column.addWidget(button)
        column.addStretch(1)
        self._here = here

    @Slot()
    def _go(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            place = str(button.property("place"))
            button.setChecked(place == self._here)  # this screen stays what it is when one comes back
            if place != self._here:
                self._desk.shell.go(place)


def stand_beside_nav(screen: Screen, here: str) -> SettingsNav:
    """The screen's body is at the right of the places of the settings."""
    nav = SettingsNav(screen.desk, here, screen)
    screen.top_bar.set_title(tr("Settings"))
    title = next(section.title for section in sections() if section.place == here)
    screen.setAccessibleName(f"{tr('Settings')}: {title}")
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(nav)
    taken = screen.body.takeAt(0)
    inside = taken.layout() if taken is not None else None
    if inside is not None:
        row.addLayout(inside, 1)
    screen.body.insertLayout(0, row, 1)  # what stood below the body stays there
    return nav
