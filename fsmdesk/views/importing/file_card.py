"""The file as it was read: what can be changed about that, and what is odd about it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr, trn
from fsmdesk.views.importing.choice_box import ChoiceBox
from fsmdesk.views.importing.kinds import shown_kinds
from fsmdesk.views.importing.wanted import FileLook
from fsmdesk.views.widgets.surfaces import Card, clear_layout, paragraph, words

_KIND, _SHEET, _ENCODING, _SEPARATOR = "kind", "sheet", "encoding", "separator"
_USUAL_ENCODINGS = ("utf-8", "cp1252", "cp1250", "cp1254", "cp1251", "cp1253", "utf-16")
_USUAL_SEPARATORS = (",", ";", "\t", "|")


def encoding_words(name: str) -> str:
    """An encoding by what it is for."""
    known = {
        "utf-8": tr("Unicode"),
        "utf-8-sig": tr("Unicode"),
        "utf-16": tr("Unicode, 16 bit"),
        "cp1252": tr("Western European"),
        "latin-1": tr("Western European"),
        "iso8859-1": tr("Western European"),
        "cp1250": tr("Central European"),
        "cp1254": tr("Turkish"),
        "cp1251": tr("Cyrillic"),
        "cp1253": tr("Greek"),
    }
    return f"{known[name]} ({name})" if name in known else name


def separator_words(sign: str) -> str:
    """A separator by its name."""
    known = {",": tr("Comma"), ";": tr("Semicolon"), "\t": tr("Tab"), "|": tr("Bar")}
    return f"{known[sign]} ( {sign} )" if sign in known and sign != "\t" else known.get(sign, sign)


class FileCard(Card):
    """Signals:
    answered(str, str): what is to be read differently (kind, sheet, encoding, separator), and how.
    """

    answered = Signal(str, str)

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._formats = formats
        row = QHBoxLayout()
        row.setSpacing(14)
        self.boxes: dict[str, ChoiceBox] = {}
        self._columns: dict[str, QWidget] = {}
        names = {
            _KIND: tr("Read as"),
            _SHEET: tr("Sheet"),
            _ENCODING: tr("Encoding"),
            _SEPARATOR: tr("Separator"),
        }
        for key, name in names.items():
            row.addWidget(self._choice(key, name))
        row.addStretch(1)
        self.body.addLayout(row)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(4)
        self.body.addLayout(self._notes)

    def show_look(self, look: FileLook) -> None:
        """Show how this file was read."""
        table = look.table
        rows = trn("{n} row", "{n} rows", len(table.rows)).format(n=self._formats.count(len(table.rows)))
        header = tr("titles in row {n}").format(n=table.header_row)
        self.heading.set_text(table.file_name, f"{rows} · {header}")
        self.setAccessibleName(table.file_name)
        self._offer(_KIND, [(kind.name, kind.title) for kind in shown_kinds()], look.wanted.kind)
        self._offer(_SHEET, [(name, name) for name in table.sheets], table.sheet)
        is_text = not table.sheet
        taken = [table.encoding, *_others(look, _ENCODING), *_USUAL_ENCODINGS] if is_text else []
        self._offer(
            _ENCODING, [(name, encoding_words(name)) for name in dict.fromkeys(taken)], table.encoding
        )
        signs = [table.separator, *_others(look, _SEPARATOR), *_USUAL_SEPARATORS] if is_text else []
        self._offer(
            _SEPARATOR, [(sign, separator_words(sign)) for sign in dict.fromkeys(signs)], table.separator
        )
        self._show_notes(look)

    def _choice(self, key: str, name: str) -> QWidget:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        label: QLabel = words(name, "label", holder)
        box = ChoiceBox(name, holder)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        box.setProperty("about", key)
        box.activated.connect(self._tell)
        label.setBuddy(box)
        column.addWidget(label)
        column.addWidget(box)
        self.boxes[key] = box
        self._columns[key] = holder
        return holder

    def _offer(self, key: str, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        box = self.boxes[key]
        self._columns[key].setVisible(bool(choices))
        if [box.itemData(at) for at in range(box.count())] != [value for value, _ in choices]:
            box.clear()
            for value, text in choices:
                box.addItem(text, value)
        box.setCurrentIndex(box.findData(chosen))

    def _show_notes(self, look: FileLook) -> None:
        clear_layout(self._notes)
        notes = list(look.table.notes)
        encodings, separators = _others(look, _ENCODING), _others(look, _SEPARATOR)
        if encodings:
            others = ", ".join(encoding_words(name) for name in encodings)
            notes.append(
                tr("The letters could also be {others}: look at the names below.").format(others=others)
            )
        if separators:
            others = ", ".join(separator_words(sign) for sign in separators)
            notes.append(
                tr("The columns could also be cut at {others}: look at the values below.").format(
                    others=others
                )
            )
        for text in notes:
            self._notes.addWidget(paragraph(text, "warn", self))

    @Slot()
    def _tell(self) -> None:
        box = self.sender()
        if isinstance(box, ChoiceBox):
            self.answered.emit(str(box.property("about")), str(box.currentData()))


def _others(look: FileLook, about: str) -> tuple[str, ...]:
    """What this could be as well, as long as nobody has said which it is."""
    if about in look.wanted.answers:
        return ()
    found = next((choice for choice in look.table.choices if choice.about == about), None)
    return found.options[1:] if found is not None else ()
