"""What one kind of work requires: a row of boxes to tick."""

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from fsmdesk.core.terms import JobKind
from fsmdesk.core.words import tr
from fsmdesk.services.templates.messages import KindRule
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.surfaces import paragraph, words

NAME_WIDTH: Final = 132
FLAGS: Final = (
    ("labour", tr("Labour time")),
    ("cause_and_fix", tr("Cause and fix")),
    ("checklist", tr("Whole checklist")),
    ("lines", tr("Lines")),
    ("before_photo", tr("Photo before")),
    ("after_photo", tr("Photo after")),
    ("signature", tr("Signature")),
)


class KindRuleHead(QWidget):
    """What the columns of boxes are about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = kind_row(self)
        row.addSpacing(NAME_WIDTH + row.spacing())
        for _flag, title in FLAGS:
            label = paragraph(title, "label", self)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            row.addWidget(label, 1)


class FieldKindRule(Field[KindRule]):
    """Arrow keys and Tab walk the boxes, Space ticks them."""

    def __init__(self, kind: JobKind, parent: QWidget | None = None) -> None:
        super().__init__(kind.value, "", parent=parent)
        self.label = kind.label
        self._kind = kind
        box = QWidget(self)
        row = kind_row(box)
        name = words(kind.label, "strong", box)
        name.setFixedWidth(NAME_WIDTH)
        row.addWidget(name)
        self.boxes: dict[str, QCheckBox] = {}
        for flag, _title in FLAGS:
            self.boxes[flag] = QCheckBox(box)
            self.boxes[flag].clicked.connect(self._ticked)
            cell = QWidget(box)
            inside = QHBoxLayout(cell)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(self.boxes[flag], 0, Qt.AlignmentFlag.AlignCenter)
            row.addWidget(cell, 1)
        self.hold(box, *self.boxes.values())
        for flag, title in FLAGS:
            self.boxes[flag].setAccessibleName(f"{kind.label}: {title}")
            self.boxes[flag].setToolTip(f"{kind.label}: {title}")

    def read(self) -> KindRule:
        """What is ticked."""
        return KindRule(self._kind, **{flag: box.isChecked() for flag, box in self.boxes.items()})

    def set_value(self, value: KindRule | None) -> None:
        """Tick what this rule says."""
        for flag, box in self.boxes.items():
            box.setChecked(bool(value is not None and getattr(value, flag)))
        self.clear_error()

    def raw(self) -> object:
        """What is ticked."""
        return [flag for flag, box in self.boxes.items() if box.isChecked()]

    def set_raw(self, raw: object) -> None:
        """Tick it again."""
        ticked = raw if isinstance(raw, list) else []
        for flag, box in self.boxes.items():
            box.setChecked(flag in ticked)

    def shown(self, value: KindRule | None) -> str:
        """What is required, in words."""
        required = [title for flag, title in FLAGS if value is not None and getattr(value, flag)]
        return ", ".join(required) or tr("nothing")

    def merged(
        self, before: KindRule | None, mine: KindRule | None, theirs: KindRule | None
    ) -> KindRule | None:
        """Each box for itself: what either seat changed."""
        if before is None or mine is None or theirs is None:
            return None
        flags = {
            flag: getattr(mine if getattr(mine, flag) != getattr(before, flag) else theirs, flag)
            for flag, _title in FLAGS
        }
        return KindRule(self._kind, **flags)

    @Slot()
    def _ticked(self) -> None:
        self._tell_changed()


def kind_row(parent: QWidget) -> QHBoxLayout:
    """The row of a kind, with columns that stand below each other."""
    row = QHBoxLayout(parent)
    row.setContentsMargins(0, 9, 0, 9)
    row.setSpacing(8)
    return row
