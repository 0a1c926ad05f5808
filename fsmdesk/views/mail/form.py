"""A mail as it is written: to whom, about what, which words, which files."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsmdesk.core.messages import Command
from fsmdesk.core.terms import MessageEvent
from fsmdesk.core.words import tr
from fsmdesk.services.mail.messages import MailDraft, QueueMail
from fsmdesk.services.printing.messages import Paper
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.surfaces import clear_layout, words

_TEXT_LINES = 14


class MailForm(EditorForm[None, int]):
    """Begun with a draft; what is typed is kept until it is sent, across a crash too."""

    kind = "outgoing_mail"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._about = MailDraft(MessageEvent.DOCUMENT, "", "", "")
        self._papers: tuple[Paper, ...] = ()
        to = FieldText("recipient", tr("To"), is_required=True, max_length=4000)
        self.body.addWidget(self.add_field(to))
        self.body.addWidget(self.add_field(FieldText("subject", tr("Subject"), is_required=True)))
        self.body.addWidget(self.add_field(FieldMultiline("body", tr("Text"), lines=_TEXT_LINES)))
        self._files = QWidget(self)
        self._file_column = QVBoxLayout(self._files)
        self._file_column.setContentsMargins(0, 0, 0, 0)
        self._file_column.setSpacing(4)
        self.body.addWidget(self._files)

    def begin(self, draft: MailDraft, papers: Sequence[Paper]) -> None:
        """Show this draft with these documents; words that were typed about the same before are put back."""
        self._about, self._papers = draft, tuple(papers)
        self.open_new({"recipient": draft.recipient, "subject": draft.subject, "body": draft.body})
        self._show_files()

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """The mail with all its files."""
        about = self._about
        draft = MailDraft(
            about.event,
            values["recipient"],
            values["subject"],
            values["body"] or "",
            about.customer_id,
            about.work_order_id,
            about.visit_id,
            about.invoice_id,
        )
        files = tuple((f"{paper.name}.pdf", paper.content) for paper in self._papers)
        return QueueMail(draft=draft, files=files)

    def said(self) -> str:
        """It goes out in a moment, from a seat that has the account."""
        return tr("The mail is in the outbox.")

    def draft_name(self) -> str:
        """One for each thing that a mail can be about."""
        about = self._about
        return f"mail-{about.event.value}-{about.invoice_id or 0}-{about.work_order_id or 0}"

    def _show_files(self) -> None:
        clear_layout(self._file_column)
        if not self._papers:
            self._file_column.addWidget(words(tr("No files"), "muted", self._files))
        for paper in self._papers:
            size = tr("{n} kB").format(n=self.desk.formats.count(max(1, len(paper.content) // 1024)))
            text = f"{paper.name}.pdf · {size}"
            button = KeyButton(text, "quiet", "paperclip", parent=self._files)
            button.setToolTip(tr("Leave this file out"))
            button.setAccessibleName(tr("Leave out {file}").format(file=text))
            button.clicked.connect(partial(self._leave_out, paper))
            self._file_column.addWidget(button)

    def _leave_out(self, paper: Paper) -> None:
        self._papers = tuple(each for each in self._papers if each is not paper)
        self._show_files()
