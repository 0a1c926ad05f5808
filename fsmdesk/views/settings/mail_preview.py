"""A message as the customer would read it, while its words are typed."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.mail_fields import FIELDS
from fsmdesk.core.terms import MessageEvent
from fsmdesk.core.words import tr
from fsmdesk.services.mail.messages import PreviewText
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.surfaces import Card, SidePanel, hairline, paragraph

_REST_MS = 80
_WIDTH = 400


class MailPreview(SidePanel):
    """Shows what `sample` gives, and the fields that its words may name."""

    def __init__(self, desk: Desk, sample: Callable[[], PreviewText], parent: QWidget) -> None:
        super().__init__(parent, _WIDTH)
        self._desk = desk
        self._sample = sample
        card = Card(tr("As it reads"), parent=self)
        self.subject = paragraph("", "strong", card)
        self.text = paragraph("", "", card)
        for widget in (self.subject, hairline(card), self.text):
            card.body.addWidget(widget)
        self.body.addWidget(card)
        fields = Card(tr("Fields"), parent=self)
        self.known = paragraph("", "muted", fields)
        fields.body.addWidget(self.known)
        self.body.addWidget(fields)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._read)

    @Slot()
    def refresh(self) -> None:
        """The words have changed."""
        self._timer.start()

    @Slot()
    def _read(self) -> None:
        sample = self._sample()
        self.known.setText(_fields_words(sample.event))
        self._desk.ask(self, sample, self._show)

    def _show(self, made: tuple[str, str]) -> None:
        subject, body = made
        self.subject.setText(subject)
        self.text.setText(body)


def _fields_words(event: MessageEvent) -> str:
    names = ", ".join("{" + name + "}" for name in FIELDS[event])
    return tr("These are filled in: {names}").replace("{names}", names)
