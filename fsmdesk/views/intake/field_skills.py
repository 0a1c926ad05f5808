"""A field for the skills a job needs: type, pick, and each becomes a chip."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from fsmdesk.core.words import tr
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_picker import FieldPicker
from fsmdesk.views.widgets.flow_layout import FlowLayout
from fsmdesk.views.widgets.matching import matching
from fsmdesk.views.widgets.option_list import Option


class FieldSkills(Field[tuple[str, ...]]):
    """Skills as chips below the line in which they are typed; a click on a chip takes it away."""

    def __init__(self, key: str, label: str, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(key, label, parent=parent)
        self._known: Sequence[str] = ()
        self._skills: tuple[str, ...] = ()
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.picker = FieldPicker(
            key, "", desk, self._matching, _as_option, new_words=tr("New skill “{text}”"), parent=box
        )
        self.picker.picked.connect(self._picked)
        self.picker.new_wanted.connect(self._add)
        column.addWidget(self.picker)
        self._chips = QWidget(box)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self._flow = FlowLayout(self._chips)
        self._chips.hide()
        column.addWidget(self._chips)
        self.hold(box, self.picker.edit)

    def offer(self, known: Sequence[str]) -> None:
        """These skills are known in the office."""
        self._known = known

    def read(self) -> tuple[str, ...]:
        """The skills, and what is still typed."""
        typed = self.picker.typed()
        return (*self._skills, typed) if typed and typed not in self._skills else self._skills

    def set_value(self, value: tuple[str, ...] | None) -> None:
        """Show these skills."""
        self._skills = tuple(value or ())
        self.picker.set_value(None)
        self._show_chips()
        self.clear_error()

    def raw(self) -> object:
        """The skills, and what is still typed."""
        return list(self.read())

    def set_raw(self, raw: object) -> None:
        """Show them again."""
        self.set_value(tuple(str(each) for each in raw) if isinstance(raw, list | tuple) else ())

    def shown(self, value: tuple[str, ...] | None) -> str:
        """The skills in one line."""
        return " · ".join(value or ())

    def _matching(self, text: str) -> list[str]:
        return matching((name for name in self._known if name not in self._skills), text, str)

    @Slot(object)
    def _picked(self, option: Option | None) -> None:
        if option is not None:
            self._add(option.text)

    @Slot(str)
    def _add(self, name: str) -> None:
        if name not in self._skills:
            self._skills = (*self._skills, name)
        self.picker.set_value(None)
        self._show_chips()
        # After the pick the focus would move on; here one more may follow, and an empty Enter moves on.
        QTimer.singleShot(0, self.picker.edit, self.picker.edit.setFocus)
        self._tell_changed()

    @Slot()
    def _take_away(self) -> None:
        chip = self.sender()
        if isinstance(chip, KeyButton):
            self._skills = tuple(name for name in self._skills if name != chip.text())
            self._show_chips()
            self.picker.setFocus()
            self._tell_changed()

    def _show_chips(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        before: QWidget = self.picker.edit
        for name in self._skills:
            chip = KeyButton(name, "chip", "x", parent=self._chips)
            chip.setAccessibleName(tr("Skill {name}: take away").format(name=name))
            chip.setToolTip(tr("Take this skill away"))
            chip.clicked.connect(self._take_away)
            self._flow.addWidget(chip)
            QWidget.setTabOrder(before, chip)
            before = chip
            chip.show()
        self._chips.setVisible(bool(self._skills))
        self._chips.updateGeometry()


def _as_option(name: str) -> Option:
    return Option(0, name)
