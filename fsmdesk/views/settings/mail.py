"""How the shop mails its customers."""

from functools import partial

from PySide6.QtCore import Slot

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr
from fsmdesk.passwords import keep_mail_password, mail_password
from fsmdesk.services.mail.messages import MailServerCard, MailSettingsCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.error_presenter import Notice
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.settings.mail_form import MailSettingsForm
from fsmdesk.views.settings.mail_preview import MailPreview
from fsmdesk.views.settings.office_screen import OfficeScreen
from fsmdesk.views.tasks import Lane


class MailScreen(OfficeScreen):
    """Who may not change it can read it, and can let this computer know the password."""

    def __init__(self, desk: Desk) -> None:
        self._is_trying = False
        self.mail = MailSettingsForm(desk)
        super().__init__(desk, tr("Mail"), self.mail)
        make(self._make_parts())

    def _make_parts(self) -> Pieces:
        self.preview = MailPreview(self.desk, self.mail.sample, self)
        self.put_beside(self.preview)
        yield
        self.stand_at("mail")
        self.mail.text_changed.connect(self.preview.refresh)
        self.mail.shown.connect(self._show_password)
        self.mail.saved.connect(self._keep_password)
        self.mail.trial_wanted.connect(self._try)
        self.mail.password.edit.editingFinished.connect(self._keep_password)
        yield

    @Slot(object)
    def _show_password(self, card: MailSettingsCard) -> None:
        job = partial(_is_known, card.server)
        self.desk.tasks.run(self, job, self.mail.password.say_known, self._not_kept, Lane.REST)

    @Slot()
    def _keep_password(self, _value: object = None) -> None:
        """What was typed goes into this computer's keyring, as soon as it is known whose it is."""
        password = self.mail.password.edit.text()
        server = self._typed_server()
        if password and server is not None and server.host:
            job = partial(keep_mail_password, server.host, server.username, password)
            self.desk.tasks.run(self, job, self._kept, self._not_kept, Lane.REST)

    def _kept(self, is_kept: bool) -> None:
        self.mail.password.set_value("")
        self.mail.password.say_known(True)
        words = (
            tr("This computer knows the password now.")
            if is_kept
            else tr("This computer has no keyring: the password is known until fsmdesk is closed.")
        )
        self.desk.shell.say(words)

    def _not_kept(self, error: Exception) -> None:
        self.desk.errors.show(error, self)

    def _typed_server(self) -> MailServerCard | None:
        try:
            return self.mail.server()
        except RuleBroken as broken:
            self.mail.show_error(broken)
            return None

    @Slot()
    def _try(self) -> None:
        server = self._typed_server()
        if server is None or self._is_trying:
            return
        self._is_trying = True
        self.mail.banners.close_notice("trial")
        job = partial(_trial, server, self.mail.password.edit.text())
        self.desk.tasks.run(self, job, self._tried, self._not_tried, Lane.REST)

    def _tried(self, trouble: str) -> None:
        self._is_trying = False
        words = trouble or tr("The server took the account. Mail can go out.")
        self.mail.show_notice(Notice(words, "danger" if trouble else "success", key="trial"))

    def _not_tried(self, error: Exception) -> None:
        self._is_trying = False
        self.desk.errors.show(error, self)


def _is_known(server: MailServerCard) -> bool:
    return bool(server.host and mail_password(server.host, server.username))


def _trial(server: MailServerCard, typed: str) -> str:
    """Why the account can't send; empty if it can."""
    from fsmdesk.services.mail.smtp import NotSent, try_server

    if not server.host:
        return tr("Type the server's name first.")
    try:
        try_server(server, typed or mail_password(server.host, server.username))
    except NotSent as problem:
        return problem.text
    return ""
