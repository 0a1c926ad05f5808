"""The skills of a technician, each with the day its certificate ends."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr, trn
from fsmdesk.services.technicians.messages import SkillHeld
from fsmdesk.views.today import today
from fsmdesk.views.widgets.badges import Badge, Look
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.elided import ElidedWords
from fsmdesk.views.widgets.field import Field, move_on
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldDate
from fsmdesk.views.widgets.surfaces import words

_LONGEST_NAME = 200
_DATE_WIDTH = 152

Skills = tuple[SkillHeld, ...]


class _SkillRow(QWidget):
    """One skill. Signals:

    edited(): another day was typed.
    removed(): it should go.
    """

    edited = Signal()
    removed = Signal()

    def __init__(self, key: str, name: str, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self._formats = formats
        self._warn_days = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(ElidedWords(name, "strong", self))
        self._ended = Badge(tr("ended"), Look("danger", "circle-alert"), self)
        row.addWidget(self._ended)
        row.addStretch(1)
        below = QHBoxLayout()
        self.certificate = FieldText(key, "", max_length=_LONGEST_NAME, placeholder=tr("number"))
        self.certificate.edit.setAccessibleName(tr("{skill}: number of the certificate").format(skill=name))
        self.certificate.changed.connect(self._changed)
        below.addWidget(self.certificate, 1)
        below.addWidget(words(tr("until"), "small", self))
        column.addLayout(row)
        column.addLayout(below)
        self.until = FieldDate(key, "", formats, partial(today, formats))
        self.until.edit.setPlaceholderText(tr("no end"))
        self.until.edit.setAccessibleName(tr("{skill}: certified until").format(skill=name))
        self.until.setFixedWidth(_DATE_WIDTH)
        below.addWidget(self.until)
        self.remove_button = IconButton("x", tr("Remove {skill}").format(skill=name), parent=self)
        self.remove_button.clicked.connect(self.removed)
        row.addWidget(self.remove_button)
        self.until.changed.connect(self._changed)
        self.look()

    def value(self) -> SkillHeld:
        """The skill as it stands.

        Raises:
            RuleBroken: the day can't be read.
        """
        return SkillHeld(self.name, self.until.read(), self.certificate.read().strip())

    @Slot()
    def _changed(self) -> None:
        self.look()
        self.edited.emit()

    def warn_ahead(self, days: int) -> None:
        """Warn of a certificate that ends within so many days."""
        self._warn_days = days
        self.look()

    def look(self) -> None:
        """Say whether the certificate has ended, or ends soon."""
        try:
            until = self.until.read()
        except RuleBroken:
            until = None
        text, look = ending_words(until, today(self._formats), self._warn_days, self._formats)
        self._ended.setVisible(bool(text))
        if text:
            self._ended.set_badge(text, look)


def ending_words(until: date | None, now: date, warn_days: int, formats: Formats) -> tuple[str, Look]:
    """What to say of a certificate that ends then: nothing, that it ends soon, or that it has ended."""
    warning = Look("warn", "triangle-alert")
    if until is None or until > now + timedelta(days=warn_days):
        return "", warning
    if until < now:
        return tr("ended"), Look("danger", "circle-alert")
    days = (until - now).days
    if days == 0:
        return tr("ends today"), warning
    return trn("ends in {n} day", "ends in {n} days", days).format(n=formats.count(days)), warning


class _SkillEdit(QLineEdit):
    """Enter adds what is typed; from an empty line it goes on.

    Signals:
        entered(): there is something to add.
    """

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds; Ctrl+Enter is the form's."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not is_enter or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif self.text().strip():
            self.entered.emit()
        else:
            move_on(self)


class FieldSkills(Field[Skills]):
    """Skills are added by typing; those that the office knows are suggested."""

    def __init__(self, key: str, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(key, "", parent=parent)
        self.label = tr("Skills")
        self._formats = formats
        self.rows: list[_SkillRow] = []
        box = QWidget(self)
        self._stack = QVBoxLayout(box)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(10)
        self.edit = _SkillEdit(box)
        self.edit.setPlaceholderText(tr("Type a skill and press Enter…"))
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.edit.setCompleter(completer)
        self.edit.entered.connect(self._add_typed)
        self.edit.textEdited.connect(self._edited)
        self._stack.addWidget(self.edit)
        self._warn_days = 0
        self.hold(box, self.edit)
        self.edit.setAccessibleName(tr("Add a skill"))

    def suggest(self, names: Sequence[str]) -> None:
        """Offer these while typing."""
        self._known.setStringList(list(names))

    def warn_ahead(self, days: int) -> None:
        """Warn of certificates that end within so many days."""
        self._warn_days = days
        for row in self.rows:
            row.warn_ahead(days)

    def read(self) -> Skills:
        """All skills; one that is typed and not yet added counts."""
        held = tuple(row.value() for row in self.rows)
        typed = self.edit.text().strip()
        if typed and self._row_of(typed) is None:
            held += (SkillHeld(clean_text(typed, self.key, label=self.label, max_length=_LONGEST_NAME)),)
        return held

    def set_value(self, value: Skills | None) -> None:
        """Show exactly these."""
        self.edit.clear()
        for row in list(self.rows):
            self._drop(row)
        for held in value or ():
            row = self._add(held.name)
            row.until.set_value(held.certified_until)
            row.certificate.set_value(held.certificate)
        for row in self.rows:
            row.look()
        self.clear_error()

    def same(self, one: Skills | None, other: Skills | None) -> bool:
        """The same skills with the same days, in any order."""
        return set(one or ()) == set(other or ())

    def shown(self, value: Skills | None) -> str:
        """The skills in words."""
        return ", ".join(
            f"{held.name} ({self._formats.date(held.certified_until)})" if held.certified_until else held.name
            for held in value or ()
        )

    def raw(self) -> object:
        """What was typed."""
        rows = [[row.name, row.until.raw(), row.certificate.raw()] for row in self.rows]
        return {"rows": rows, "typed": self.edit.text()}

    def set_raw(self, raw: object) -> None:
        """Show what was typed."""
        if not isinstance(raw, dict):
            return
        self.set_value(())
        for name, until, *certificate in raw.get("rows", ()):
            row = self._add(str(name))
            row.until.set_raw(until)
            row.certificate.set_raw(certificate[0] if certificate else "")
        self.edit.setText(str(raw.get("typed", "")))

    def set_read_only(self, is_read_only: bool) -> None:
        """Skills can only be read."""
        self._is_locked = is_read_only
        self.edit.setVisible(not is_read_only)
        for row in self.rows:
            self._lock(row)

    _is_locked = False

    def _lock(self, row: _SkillRow) -> None:
        row.until.set_read_only(self._is_locked)
        row.certificate.set_read_only(self._is_locked)
        row.remove_button.setVisible(not self._is_locked)

    def _row_of(self, name: str) -> _SkillRow | None:
        return next((row for row in self.rows if row.name.casefold() == name.casefold()), None)

    def _add(self, name: str) -> _SkillRow:
        row = _SkillRow(self.key, name, self._formats, self)
        row.edited.connect(self._edited)
        row.removed.connect(self._remove)
        self._lock(row)
        row.warn_ahead(self._warn_days)
        self._stack.insertWidget(len(self.rows), row)
        self.rows.append(row)
        return row

    def _drop(self, row: _SkillRow) -> None:
        self.rows.remove(row)
        self._stack.removeWidget(row)
        row.hide()
        row.deleteLater()

    @Slot()
    def _add_typed(self) -> None:
        typed = self.edit.text().strip()
        try:
            clean_text(typed, self.key, label=self.label, max_length=_LONGEST_NAME)
        except RuleBroken as broken:
            self.show_error(str(broken))
            return
        known = next(
            (name for name in self._known.stringList() if name.casefold() == typed.casefold()), typed
        )
        if self._row_of(known) is None:
            self._add(known)
        self.edit.clear()
        self._tell_changed()

    @Slot()
    def _remove(self) -> None:
        row = self.sender()
        if isinstance(row, _SkillRow):
            self._drop(row)
            self._tell_changed()

    @Slot()
    def _edited(self) -> None:
        self._tell_changed()
