"""Codes and keys to a site: masked until somebody wants to read one, and masked again soon after."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsmdesk.core.errors import NotAllowed
from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.services.site_codes.messages import SiteCodeRow, SiteCodes, SiteCodesCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.theme.fonts import number_font
from fsmdesk.views.theme.icons import icon
from fsmdesk.views.widgets.buttons import IconButton
from fsmdesk.views.widgets.surfaces import Card, clear_layout, paragraph, words

_MASK: Final = "••••••"
_SHOWN_MS: Final = 30_000


class SiteCodesPart(Card):
    """What opens the site whose id was shown. It is not there for those who have no need of it.

    Signals:
        read(object): the SiteCodesCard was read.
    """

    read = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, hides_empty: bool = True) -> None:
        super().__init__(tr("Codes and keys"), parent=parent)
        self._desk = desk
        self._hides_empty = hides_empty
        self._site_id: int | None = None
        self._revealed: int | None = None
        self.codes: Sequence[SiteCodeRow] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.body.addLayout(self._lines)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self.hide_codes)
        desk.hub.saved.connect(self._hear)
        self.hide()

    @property
    def site_id(self) -> int | None:
        """The site whose codes are shown."""
        return self._site_id

    @property
    def may_see(self) -> bool:
        """True for those who need codes."""
        return self._desk.may(Permission.SEE_CODES)

    def show_site(self, site_id: int | None) -> None:
        """Read what opens this site; None shows nothing."""
        if site_id != self._site_id:
            self._site_id = site_id
            self._take(())
        if site_id is not None and self.may_see:
            self._desk.ask(self, SiteCodes(site_id=site_id), self._show, self._refused)
        else:
            self.hide()

    @Slot()
    def hide_codes(self) -> None:
        """Nothing can be read over somebody's shoulder any more."""
        self._timer.stop()
        self._revealed = None
        for line in self._lines_shown():
            line.reveal(False)

    def hideEvent(self, event: object) -> None:
        """What was revealed is masked when one comes back."""
        if self._revealed is not None:
            self.hide_codes()

    def buttons_of(self, code: SiteCodeRow, row: QWidget) -> Sequence[QWidget]:
        """What else can be done with a code."""
        return ()

    def _show(self, card: SiteCodesCard) -> None:
        if card.site_id == self._site_id:
            self._take(card.codes)
            self.read.emit(card)

    def _take(self, codes: Sequence[SiteCodeRow]) -> None:
        self.codes = codes
        self._revealed = None
        self._show_lines()
        self.setVisible(bool(codes) or not self._hides_empty)

    def _refused(self, error: Exception) -> None:
        """Who has no need to know just does not see the card."""
        self.hide()
        if not isinstance(error, NotAllowed):
            self._desk.errors.show(error, self)

    def _show_lines(self) -> None:
        clear_layout(self._lines)
        for code in self.codes:
            self._lines.addWidget(self._row(code))
        if not self.codes:
            text = tr("Gates, alarms, lockboxes: kept apart from the access notes, for those who go there.")
            self._lines.addWidget(paragraph(text, "muted", self))
        self.heading.set_text(tr("Codes and keys"), str(len(self.codes)) if self.codes else "")

    def _row(self, code: SiteCodeRow) -> "CodeLine":
        line = CodeLine(code, self)
        line.turned.connect(self._turn)
        for button in self.buttons_of(code, line):
            line.add_button(button)
        return line

    def _lines_shown(self) -> list["CodeLine"]:
        items = (self._lines.itemAt(at) for at in range(self._lines.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, CodeLine)]

    @Slot(int)
    def _turn(self, code_id: int) -> None:
        """One code is shown at a time."""
        self._revealed = None if self._revealed == code_id else code_id
        if self._revealed is not None:
            self._timer.start()
        for line in self._lines_shown():
            line.reveal(line.code.id == self._revealed)

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, _origin: object) -> None:
        if changes.touches("site_code"):
            self.show_site(self._site_id)


class CodeLine(QWidget):
    """One code. Signals:

    turned(int): the person wants to see the code with this id, or to hide it again.
    """

    turned = Signal(int)

    def __init__(self, code: SiteCodeRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.code = code
        self._name = code_name(code)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 2, 0, 2)
        self._row.setSpacing(6)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(paragraph(self._name, "muted", self))
        self._value = words("", "strong", self)
        self._value.setFont(number_font())
        column.addWidget(self._value)
        self._row.addLayout(column, 1)
        self._eye = IconButton("eye", "", parent=self)
        self._eye.clicked.connect(self._tell)
        self._row.addWidget(self._eye)
        self.reveal(False)

    def add_button(self, button: QWidget) -> None:
        """What else can be done with it."""
        self._row.addWidget(button)

    def reveal(self, is_shown: bool) -> None:
        """Show the code, or the mask."""
        self._value.setText(self.code.code if is_shown else _MASK)
        spoken = self.code.code if is_shown else tr("hidden")
        self._value.setAccessibleName(tr("{name}: {code}").format(name=self._name, code=spoken))
        verb = (tr("Hide {name}") if is_shown else tr("Show {name}")).format(name=self._name)
        self._eye.setAccessibleName(verb)
        self._eye.setToolTip(verb)
        self._eye.setIcon(icon("eye-off" if is_shown else "eye", "muted", "link"))

    @Slot()
    def _tell(self) -> None:
        self.turned.emit(self.code.id)


def code_name(code: SiteCodeRow) -> str:
    """`Gate · North entrance`."""
    return f"{code.kind.label} · {code.label}" if code.label else code.kind.label
