"""Service levels as a grid: a row for each priority, within which time somebody is on site and the job is done."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import Priority
from fsmdesk.core.words import tr
from fsmdesk.services.promises.messages import LevelValue
from fsmdesk.views.widgets.badges import PriorityChip
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_typed import FieldTyped
from fsmdesk.views.widgets.surfaces import words

Levels = tuple[LevelValue, ...]
_NOTHING = ("-", "–", "—", "0")
_NONE = 0  # what a field reads that says: nothing is promised


class _Row(QWidget):
    """The controls of one priority; the grid lays them out. Signals:

    edited(): something was typed or chosen.
    """

    edited = Signal()

    def __init__(self, key: str, priority: Priority, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._key = key
        self.priority = priority
        self._formats = formats
        self.respond = self._length(tr("{priority}: on site within"), parent)
        self.finish = self._length(tr("{priority}: done within"), parent)
        self.clock = QComboBox(parent)
        self.clock.addItem(tr("business hours"), False)
        self.clock.addItem(tr("around the clock"), True)
        self.clock.setAccessibleName(tr("{priority}: counted in").format(priority=priority.label))
        self.clock.setMinimumContentsLength(8)
        self.clock.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.clock.activated.connect(self.edited)

    def _length(self, name: str, parent: QWidget) -> FieldTyped[int]:
        field: FieldTyped[int] = FieldTyped(self._key, "", self._parse, self._write, parent=parent)
        field.edit.setAccessibleName(name.format(priority=self.priority.label))
        field.edit.setAlignment(Qt.AlignmentFlag.AlignLeft)
        field.changed.connect(self.edited)
        return field

    def _parse(self, text: str) -> int:
        return _NONE if text.strip() in _NOTHING else self._formats.parse_duration(text, self._key)

    def _write(self, minutes: int) -> str:
        return "–" if minutes == _NONE else self._formats.duration(minutes)

    def value(self) -> LevelValue | None:
        """What is typed; None where both are empty.

        Raises:
            RuleBroken: it can't be read, or the job would be done before anybody is there.
        """
        respond, finish = self.respond.read(), self.finish.read()
        if respond is None and finish is None:
            return None
        if respond and finish and finish < respond:
            says = tr("{priority}: nobody can be done before being on site.")
            raise RuleBroken(says.format(priority=self.priority.label), self._key)
        return LevelValue(self.priority, respond or None, finish or None, bool(self.clock.currentData()))

    def show_level(self, level: LevelValue | None, *, says_none: bool) -> None:
        """Show this level; with `says_none` nothing promised is told apart from nothing said."""
        empty = _NONE if says_none and level is not None else None
        self.respond.set_value((level.respond_minutes or empty) if level is not None else None)
        self.finish.set_value((level.finish_minutes or empty) if level is not None else None)
        self.clock.setCurrentIndex(int(level is not None and level.around_the_clock))

    def show_usual(self, usual: LevelValue | None) -> None:
        """Tell what holds where nothing is typed."""
        for field, minutes in (
            (self.respond, usual.respond_minutes if usual is not None else None),
            (self.finish, usual.finish_minutes if usual is not None else None),
        ):
            field.edit.setPlaceholderText("–" if minutes is None else self._formats.duration(minutes))

    def raw(self) -> list[object]:
        """What was typed."""
        return [self.respond.raw(), self.finish.raw(), self.clock.currentIndex()]

    def set_raw(self, raw: object) -> None:
        """Show what was typed."""
        if isinstance(raw, list) and len(raw) == 3 and isinstance(raw[2], int):
            self.respond.set_raw(raw[0])
            self.finish.set_raw(raw[1])
            self.clock.setCurrentIndex(raw[2])

    def lock(self, is_locked: bool) -> None:
        """Read only, or not."""
        self.respond.set_read_only(is_locked)
        self.finish.set_read_only(is_locked)
        self.clock.setEnabled(not is_locked)


class FieldLevels(Field[Levels]):
    """With `has_usual` an empty row is as the office has it, and a dash promises nothing."""

    def __init__(
        self, key: str, formats: Formats, *, has_usual: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(key, "", parent=parent)
        self.label = tr("Service levels")
        self._formats = formats
        self._has_usual = has_usual
        box = QWidget(self)
        self._grid = QGridLayout(box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        for column, text in enumerate((tr("On site within"), tr("Done within"), tr("Counted in")), 1):
            self._grid.addWidget(words(text, "label", box), 0, column)
            self._grid.setColumnStretch(column, 1)
        self.rows: Mapping[Priority, _Row] = {
            priority: self._add_row(at, priority, box) for at, priority in enumerate(Priority, 1)
        }
        controls = [field.edit for row in self.rows.values() for field in (row.respond, row.finish)]
        self.hold(box, *controls)
        for row in self.rows.values():  # the names that `hold` gave are the grid's
            row.respond.edit.setAccessibleName(self._name(row, tr("{priority}: on site within")))
            row.finish.edit.setAccessibleName(self._name(row, tr("{priority}: done within")))

    def show_usual(self, usual: Sequence[LevelValue]) -> None:
        """These hold where nothing is typed."""
        by_priority = {level.priority: level for level in usual}
        for priority, row in self.rows.items():
            row.show_usual(by_priority.get(priority))

    def read(self) -> Levels:
        """The rows in which something is typed."""
        found = (row.value() for row in self.rows.values())
        return tuple(level for level in found if level is not None)

    def set_value(self, value: Levels | None) -> None:
        """Show exactly these."""
        levels = {level.priority: level for level in value or ()}
        for priority, row in self.rows.items():
            row.show_level(levels.get(priority), says_none=self._has_usual)
        self.clear_error()

    def same(self, one: Levels | None, other: Levels | None) -> bool:
        """The same levels; a row that promises nothing says no more than an empty one, unless one is usual."""
        return _said(one, self._has_usual) == _said(other, self._has_usual)

    def shown(self, value: Levels | None) -> str:
        """The levels in words."""
        return "; ".join(level_words(level, self._formats) for level in value or ())

    def raw(self) -> object:
        """What was typed."""
        return [row.raw() for row in self.rows.values()]

    def set_raw(self, raw: object) -> None:
        """Show what was typed."""
        if isinstance(raw, list):
            for row, typed in zip(self.rows.values(), raw, strict=False):
                row.set_raw(typed)

    def set_read_only(self, is_read_only: bool) -> None:
        """The levels can only be read."""
        for row in self.rows.values():
            row.lock(is_read_only)

    def _add_row(self, at: int, priority: Priority, box: QWidget) -> _Row:
        row = _Row(self.key, priority, self._formats, box)
        self._grid.addWidget(PriorityChip(priority, box), at, 0)
        for column, control in enumerate((row.respond, row.finish, row.clock), 1):
            self._grid.addWidget(control, at, column)
        row.edited.connect(self._edited)
        return row

    @staticmethod
    def _name(row: _Row, words_: str) -> str:
        return words_.format(priority=row.priority.label)

    @Slot()
    def _edited(self) -> None:
        self._tell_changed()


def level_words(level: LevelValue, formats: Formats) -> str:
    """`1 Critical: on site within 1 h, done within 8 h, around the clock`."""
    parts = []
    if level.respond_minutes is not None:
        parts.append(tr("on site within {length}").format(length=formats.duration(level.respond_minutes)))
    if level.finish_minutes is not None:
        parts.append(tr("done within {length}").format(length=formats.duration(level.finish_minutes)))
    if not parts:
        parts.append(tr("nothing promised"))
    elif level.around_the_clock:
        parts.append(tr("around the clock"))
    return f"{level.priority.label}: {', '.join(parts)}"


def _said(value: Levels | None, tells_none: bool) -> set[LevelValue]:
    return {
        level
        for level in value or ()
        if tells_none or level.respond_minutes is not None or level.finish_minutes is not None
    }
