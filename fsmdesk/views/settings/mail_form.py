"""The form of how the shop mails: its account, and the words of each sort of message."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import ChangeSet, Command, Query
from fsmdesk.core.terms import MailSecurity, MessageEvent
from fsmdesk.core.words import tr
from fsmdesk.services.mail.messages import (
    MailServerCard,
    MailSettings,
    MailSettingsCard,
    PreviewText,
    SaveMailSettings,
    TextCard,
)
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.settings.field_password import FieldPassword
from fsmdesk.views.widgets.buttons import KeyButton, Segments
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldCheck, FieldChoice
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.field_typed import FieldNumber
from fsmdesk.views.widgets.surfaces import Card, paragraph

# These can go out by themselves; the others are written when somebody asks for them.
_BY_ITSELF: Final = (MessageEvent.ON_THE_WAY, MessageEvent.COMPLETE, MessageEvent.MOVED)
_SERVER: Final = ("host", "port", "security", "username", "sender_name", "sender_address", "reply_to")
_USUAL_PORT: Final = 587


def _key(event: MessageEvent, part: str) -> str:
    return f"{event.value}_{part}"


def _events() -> tuple[tuple[MessageEvent, str], ...]:
    return (
        (MessageEvent.ON_THE_WAY, tr("On the way")),
        (MessageEvent.COMPLETE, tr("Complete")),
        (MessageEvent.MOVED, tr("Moved")),
        (MessageEvent.QUESTION, tr("Question")),
        (MessageEvent.INVOICE, tr("Invoice")),
        (MessageEvent.DOCUMENT, tr("Papers")),
    )


class MailSettingsForm(EditorForm[MailSettingsCard, None]):
    """The account on top, the texts of one sort of message at a time below.

    Signals:
        text_changed(): another text is shown, or it reads otherwise.
        trial_wanted(): the account is to be tried with what is typed.
    """

    kind = "mail_server"
    text_changed = Signal()
    trial_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.password = FieldPassword("password", tr("Password"))
        make(self._cards())

    def _cards(self) -> Pieces:
        self.body.addWidget(self._account())
        yield
        self.body.addWidget(self._texts())
        yield
        self.shown.connect(self.text_changed)
        self.desk.hub.saved.connect(self._hear_texts)
        self._show_event(MessageEvent.ON_THE_WAY.value)

    @property
    def chosen(self) -> MessageEvent:
        """The sort of message whose words are shown."""
        return MessageEvent(self.events.choice())

    def sample(self) -> PreviewText:
        """The words that are shown, as they would read."""
        subject, body = (str(self.fields[_key(self.chosen, part)].raw()) for part in ("subject", "body"))
        return PreviewText(event=self.chosen, subject=subject, body=body)

    def server(self) -> MailServerCard:
        """The account as it is typed.

        Raises:
            RuleBroken: something of it can't be read.
        """
        values = {key: self.fields[key].value() for key in _SERVER}
        return _server_of(values)

    def query(self, record_id: int) -> Query[MailSettingsCard]:
        """There is one."""
        return MailSettings()

    def values(self, card: MailSettingsCard) -> Mapping[str, object]:
        """The account, and each text under its sort and part."""
        found: dict[str, object] = {key: getattr(card.server, key) for key in _SERVER}
        for text in card.texts:
            found[_key(text.event, "subject")] = text.subject
            found[_key(text.event, "body")] = text.body
            if text.event in _BY_ITSELF:
                found[_key(text.event, "is_on")] = text.is_on
        return found

    def version(self, card: MailSettingsCard) -> int:
        """The version of account and texts together."""
        return card.version

    def command(self, values: Mapping[str, Any]) -> Command[None]:
        """Everything at once."""
        texts = tuple(
            TextCard(
                event,
                0,
                values[_key(event, "subject")] or "",
                values[_key(event, "body")] or "",
                bool(values.get(_key(event, "is_on"), False)),
            )
            for event in MessageEvent
        )
        return SaveMailSettings(seen_version=self.seen_version, server=_server_of(values), texts=texts)

    def show_error(self, error: RuleBroken) -> None:
        """Say it where it is, on the page of its sort."""
        for event in MessageEvent:
            if error.field in (_key(event, "subject"), _key(event, "body")):
                self._show_event(event.value)
        super().show_error(error)

    def _account(self) -> Card:
        card = Card(tr("Account"), tr("that the office sends through"), parent=self)
        grid = FieldGrid(card, columns=3)
        grid.add(self.add_field(FieldText("host", tr("Server"), placeholder="smtp.example.com")), span=2)
        port = FieldNumber("port", tr("Port"), self.desk.formats, most=65535, grouped=False, is_required=True)
        grid.add(self.add_field(port))
        choices = [
            (MailSecurity.STARTTLS.value, "STARTTLS"),
            (MailSecurity.TLS.value, "TLS"),
            (MailSecurity.NONE.value, tr("None: only inside the office")),
        ]
        grid.add(
            self.add_field(FieldChoice("security", tr("Privacy of the line"), choices, is_required=True)),
            span=3,
        )
        grid.add(self.add_field(FieldText("username", tr("User name"))), span=2)
        grid.add(self.password)
        grid.add(self.add_field(FieldText("sender_name", tr("Sender's name"))))
        grid.add(self.add_field(FieldText("sender_address", tr("Sender's address"))))
        grid.add(self.add_field(FieldText("reply_to", tr("Answers go to"))))
        card.body.addWidget(grid)
        row = QHBoxLayout()
        hint = tr(
            "The password stays on this computer. Mail goes out from every computer that knows it, "
            "while fsmdesk is open there."
        )
        row.addWidget(paragraph(hint, "small", card), 1)
        self.try_button = KeyButton(tr("Try it"), "", "refresh-cw", parent=card)
        self.try_button.clicked.connect(self.trial_wanted)
        row.addWidget(self.try_button)
        card.body.addLayout(row)
        return card

    def _texts(self) -> Card:
        card = Card(tr("Messages"), parent=self)
        choices = [(event.value, label) for event, label in _events()]
        self.events = Segments(choices, tr("Sort of message"), card)
        self.events.chosen.connect(self._show_event)
        card.body.addWidget(self.events)
        self._pages = QStackedLayout()
        for event, _label in _events():
            self._pages.addWidget(self._page(event))
        card.body.addLayout(self._pages)
        return card

    def _page(self, event: MessageEvent) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        if event in _BY_ITSELF:
            check = FieldCheck(_key(event, "is_on"), tr("Send it to the customer by itself"))
            column.addWidget(self.add_field(check))
        subject = FieldText(_key(event, "subject"), tr("Subject"), is_required=True)
        body = FieldMultiline(_key(event, "body"), tr("Text"), lines=9)
        for field in (subject, body):
            column.addWidget(self.add_field(field))
            field.changed.connect(self.text_changed)
        column.addStretch(1)
        return page

    @Slot(str)
    def _show_event(self, event: str) -> None:
        self.events.choose(event)
        self._pages.setCurrentIndex([each.value for each, _label in _events()].index(event))
        self.text_changed.emit()

    @Slot(object, object)
    def _hear_texts(self, changes: ChangeSet, origin: object) -> None:
        if origin is not self and self.card is not None and changes.touches("message_template"):
            self.read_again()


def _server_of(values: Mapping[str, Any]) -> MailServerCard:
    texts = {key: values[key] or "" for key in _SERVER if key not in ("port", "security")}
    security = MailSecurity(values["security"] or MailSecurity.STARTTLS)
    return MailServerCard(version=0, port=values["port"] or _USUAL_PORT, security=security, **texts)
