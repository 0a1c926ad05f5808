"""One item of the checklist: how it stands, what is asked, and the control that answers it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.terms import CheckKind, CheckOutcome
from fsmdesk.core.words import tr
from fsmdesk.services.checklists.messages import CheckRow
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.checklist.answer_control import (
    FAULT,
    AnswerControl,
    keys_of,
    make_control,
    show_answer,
)
from fsmdesk.views.widgets.checklist.check_mark import CheckMark
from fsmdesk.views.widgets.checklist.check_words import about_words, failure_words, spoken_words
from fsmdesk.views.widgets.checklist.choice_strip import ChoiceStrip
from fsmdesk.views.widgets.checklist.photo_answer import PhotoAnswer
from fsmdesk.views.widgets.checklist.row_keys import what_is_pressed
from fsmdesk.views.widgets.checklist.typed_answer import NumberAnswer, WordsAnswer
from fsmdesk.views.widgets.files.thumbnail_store import ThumbnailStore
from fsmdesk.views.widgets.surfaces import hairline, paragraph

_CONTROL_WIDTH = 330


class CheckRowWidget(QWidget):
    """Tells what the person wants; nothing is shown as done before the office has it.

    Signals:
        wanted(str, object): what is to be done with the item, and with what: `tick`, `fail`, `number`, `choice`,
            `text`, `clear`, `photos`, `pick`, `open`, `skip`, `note`, `follow_up`, `job`, `up`, `down`, `menu`.
        walked(int): the keys go so many items on.
        typed(): what is typed and not saved has changed.
    """

    wanted = Signal(str, object)
    walked = Signal(int)
    typed = Signal()

    def __init__(self, item: CheckRow, desk: Desk, store: ThumbnailStore, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self._formats = desk.formats
        self._is_dirty = False
        self.is_tick = item.value.kind is CheckKind.TICK
        self.mark = CheckMark(self.is_tick, self)
        self.label = paragraph(item.value.label, "strong", self)
        self.about = paragraph("", "small", self)
        self.control: AnswerControl = make_control(item, desk, store, self)
        self.control.setFixedWidth(_CONTROL_WIDTH)
        self.menu_button = IconButton(
            "ellipsis", tr("More about {item}").format(item=item.value.label), parent=self
        )
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the menu key opens it too
        self.failure = paragraph("", "danger", self)
        self.follow_button = KeyButton("", "link", "corner-down-left", parent=self)
        self.message = paragraph("", "danger", self)
        self.column = QVBoxLayout(self)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.column.setContentsMargins(4, 0, 0, 0)
        self.column.setSpacing(2)
        row = QHBoxLayout()
        row.setContentsMargins(0, 7, 0, 0)
        row.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.mark, 0, top)
        texts = QVBoxLayout()
        texts.setContentsMargins(0, 4, 0, 4)
        texts.setSpacing(2)
        texts.addWidget(self.label)
        texts.addWidget(self.about)
        row.addLayout(texts, 1)
        row.addWidget(self.control, 0, top)
        row.addWidget(self.menu_button, 0, top)
        self.column.addLayout(row)
        below = QHBoxLayout()
        below.setContentsMargins(34, 0, 34, 4)
        below.setSpacing(12)
        below.addWidget(self.failure, 1)
        below.addWidget(self.follow_button)
        self.column.addLayout(below)
        self.message.setContentsMargins(34, 0, 8, 4)
        self.column.addWidget(self.message)
        self.column.addWidget(hairline(self))
        for hidden in (self.failure, self.follow_button, self.message):
            hidden.hide()

    def _wire(self) -> None:
        self.mark.clicked.connect(self._tick)
        self.menu_button.clicked.connect(self._open_menu)
        self.follow_button.clicked.connect(self._follow_up)
        control = self.control
        if isinstance(control, ChoiceStrip):
            control.chosen.connect(self._choose)
        elif isinstance(control, PhotoAnswer):
            control.pick_wanted.connect(self._pick)
            control.handed_in.connect(self._hand_in)
            control.open_wanted.connect(self._open_photo)
        else:
            control.edited.connect(self._edited)
            control.left.connect(self.commit)
        for widget in (self.mark, *keys_of(control)):
            widget.installEventFilter(self)
        if self.is_tick and isinstance(control, ChoiceStrip):
            for chip in control.chips:
                chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.mark if self.is_tick else control)

    def show_item(self, item: CheckRow, refusal: str) -> None:
        """Show how the item stands; what is typed and not saved stays."""
        self.item = item
        self.mark.set_outcome(item.outcome)
        self.mark.setAccessibleName(spoken_words(item, self._formats))
        if not self._is_dirty:
            show_answer(self.control, item)
        about, failure = about_words(item, self._formats), failure_words(item, self._formats)
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.failure.setText(failure)
        self.failure.setVisible(bool(failure))
        self._show_follow_up()
        for widget in (self.mark, self.control):
            widget.setEnabled(not refusal)
            widget.setToolTip(refusal)

    def show_error(self, text: str) -> None:
        """Say below the item what is wrong, until something else is typed or chosen."""
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def has_focus(self) -> bool:
        """True if the keys are in this row."""
        focus = self.window().focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def raw(self) -> str | None:
        """What is typed and not saved; None if nothing is."""
        if self._is_dirty and isinstance(self.control, NumberAnswer | WordsAnswer):
            return self.control.raw()
        return None

    def set_raw(self, raw: str) -> None:
        """What was typed before is back, and not saved."""
        if isinstance(self.control, NumberAnswer | WordsAnswer):
            self.control.set_raw(raw)
            self._is_dirty = True

    def settle(self) -> None:
        """What was typed is saved."""
        self._is_dirty = False
        self.show_error("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that are about the item and not about the text in its control."""
        if isinstance(event, QKeyEvent) and (what := what_is_pressed(event, watched)):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # else Esc would leave the screen
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._press(what)
                return True
        return super().eventFilter(watched, event)

    def hasHeightForWidth(self) -> bool:
        """The row sees to its height itself: a long list is laid out in no time where no row has to be asked."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def event(self, event: QEvent) -> bool:
        """What is in the row needs more room, or less."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return is_done

    def _fit(self) -> None:
        height = self.column.totalHeightForWidth(self.width())
        if height > 0 and height != self.height():
            self.setFixedHeight(height)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same as the button."""
        self._open_menu()

    @Slot()
    def commit(self) -> None:
        """What is typed is handed in; what can't be read is said here and stays."""
        if not self._is_dirty:
            return
        try:
            if isinstance(self.control, NumberAnswer):
                number = self.control.read()
                self.wanted.emit("clear" if number is None else "number", number)
            elif isinstance(self.control, WordsAnswer):
                text = self.control.raw()
                self.wanted.emit("text" if text.strip() else "clear", text)
        except RuleBroken as broken:
            self.show_error(str(broken))

    def _press(self, what: str) -> None:
        match what:
            case "next" | "previous":
                self.commit()
                self.walked.emit(1 if what == "next" else -1)
            case "revert":
                self.settle()
                show_answer(self.control, self.item)
                self.typed.emit()
            case "menu":
                self._open_menu()
            case "tick":
                self._tick()
            case _:
                self.wanted.emit(what, None)

    def _show_follow_up(self) -> None:
        item = self.item
        has_failed = item.outcome is CheckOutcome.FAILED
        self.follow_button.setVisible(has_failed or item.follow_up_id is not None)
        if item.follow_up_number is not None and item.follow_up_state is not None:
            words = tr("Follow-up #{number}, {state}")
            text = words.format(number=item.follow_up_number, state=item.follow_up_state.label.lower())
        else:
            text = tr("Make a follow-up job…")
        self.follow_button.setText(text)
        self.follow_button.setAccessibleName(f"{item.value.label}: {text}")
        self.follow_button.updateGeometry()

    @Slot()
    def _tick(self) -> None:
        if self.is_tick:
            is_ticked = self.item.outcome is CheckOutcome.PASSED
            self.wanted.emit("clear" if is_ticked else "tick", None)

    @Slot(str)
    def _choose(self, choice: str) -> None:
        self.show_error("")
        if not choice:
            self.wanted.emit("clear", None)
        elif self.is_tick:
            self.wanted.emit("fail" if choice == FAULT else "tick", None)
        else:
            self.wanted.emit("choice", choice)

    @Slot()
    def _edited(self) -> None:
        self._is_dirty = True
        self.show_error("")
        self.typed.emit()

    @Slot()
    def _pick(self) -> None:
        self.wanted.emit("pick", None)

    @Slot(object)
    def _hand_in(self, files: object) -> None:
        self.wanted.emit("photos", files)

    @Slot()
    def _open_photo(self) -> None:
        self.wanted.emit("open", None)

    @Slot()
    def _follow_up(self) -> None:
        self.wanted.emit("job" if self.item.follow_up_id is not None else "follow_up", None)

    @Slot()
    def _open_menu(self) -> None:
        self.wanted.emit("menu", None)
