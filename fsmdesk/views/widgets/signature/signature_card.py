"""The card beside the job that shows who signed and when, and has it signed."""

from functools import partial
from typing import Any, Final, Protocol

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fsmdesk.core.errors import ConflictError, UserFacingError
from fsmdesk.core.messages import ChangeSet
from fsmdesk.core.permissions import Permission
from fsmdesk.core.states import DERIVED, WorkOrderState
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import Recorded
from fsmdesk.services.signatures.messages import RemoveSignature, Sign, SignatureCard, SignatureOf
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.tasks import Lane
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.files.incoming import Incoming
from fsmdesk.views.widgets.signature.dialog import SignatureDialog
from fsmdesk.views.widgets.surfaces import Card, Surface, paragraph

_PICTURE: Final = QSize(240, 72)
_OFFERED: Final = DERIVED | {WorkOrderState.COMPLETE}


class SignedJob(Protocol):
    """What of a job is said where it is signed."""

    @property
    def id(self) -> int:
        """The job's id."""

    @property
    def number(self) -> int:
        """Its number."""

    @property
    def title(self) -> str:
        """What it is about."""

    @property
    def customer(self) -> str:
        """Who pays."""

    @property
    def site(self) -> str:
        """Where it is."""

    @property
    def state(self) -> WorkOrderState:
        """How far it is."""

    @property
    def recorded(self) -> Recorded:
        """Whether it is signed."""


class JobSignature(Card):
    """Hidden until somebody could have the job signed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Signature"), parent=parent)
        self._desk = desk
        self._job: SignedJob | None = None
        self._signature = SignatureCard()
        self.dialog: SignatureDialog | None = None
        self.paper = Surface("paper", self)
        inside = QVBoxLayout(self.paper)
        inside.setContentsMargins(10, 8, 10, 8)
        self.picture = QLabel(self.paper)
        self.picture.setFixedHeight(_PICTURE.height())
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(self.picture)
        self.body.addWidget(self.paper)
        self.text = paragraph("", "small", self)
        self.body.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.sign_button = KeyButton(tr("Have it signed…"), "", "signature", parent=self)
        self.sign_button.clicked.connect(self.begin)
        self.remove_button = KeyButton(tr("Remove"), "quiet", parent=self)
        self.remove_button.clicked.connect(self._remove)
        row.addWidget(self.sign_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.setFocusProxy(self.sign_button)
        desk.hub.saved.connect(self._hear)
        self.hide()

    def show_card(self, card: SignedJob) -> None:
        """Show the signature of this job."""
        if self._job is None or card.id != self._job.id:
            self._signature = SignatureCard()
            self.picture.clear()
            self.text.setText("")
        self._job = card
        self.setVisible(card.recorded.is_signed or card.state in _OFFERED)
        self._show()
        if not self.isHidden():
            self._read()

    @Slot()
    def begin(self) -> None:
        """Have the job signed, again if it was signed before."""
        card = self._job
        if card is None or not self.sign_button.isEnabled():
            return
        title = tr("Signature for #{number}").format(number=card.number)
        about = " · ".join(filter(None, (card.title, card.customer, card.site)))
        signer = self._signature.signer or self._signature.likely_signer
        self.dialog = SignatureDialog(self._desk, title, about, signer, self.window())
        self.dialog.signed.connect(self._keep)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.open()

    def _read(self) -> None:
        card = self._job
        if card is None:
            return
        office = self._desk.office

        def job() -> tuple[SignatureCard, QImage]:
            found = office.ask(SignatureOf(work_order_id=card.id))
            # The picture was made by us, and was looked at when it was kept.
            return found, QImage.fromData(found.picture, "PNG")  # type: ignore[arg-type]

        def show(found: tuple[SignatureCard, QImage]) -> None:
            if self._job is not None and self._job.id == card.id:
                self._signature = found[0]
                self._show_picture(found[1])
                self._show()

        def fail(error: Exception) -> None:
            self._desk.errors.show(error, self)

        self._desk.tasks.run(self, job, show, fail, Lane.READ)

    def _show_picture(self, image: QImage) -> None:
        if image.isNull():
            self.picture.clear()
            return
        ratio = self.devicePixelRatioF()
        room = QSize(min(self.width() - 56, 2 * _PICTURE.width()), _PICTURE.height()) * ratio
        fitted = QPixmap.fromImage(image).scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        fitted.setDevicePixelRatio(ratio)
        self.picture.setPixmap(fitted)

    def _show(self) -> None:
        signature, card = self._signature, self._job
        is_signed = signature.version > 0 or (card is not None and card.recorded.is_signed)
        self.paper.setVisible(is_signed)
        if signature.signed_at is not None:
            when = self._desk.formats.instant(signature.signed_at)
            words = tr("{signer}, {when}. Taken by {person}.")
            self.text.setText(words.format(signer=signature.signer, when=when, person=signature.taken_by))
            self.picture.setAccessibleName(tr("Signature of {signer}").format(signer=signature.signer))
        elif not is_signed:
            self.text.setText(tr("The customer has not signed yet."))
        refusal = signature.lock_words or why_not(self._desk, Permission.REPORT_WORK)
        self.sign_button.setText(tr("Sign again…") if is_signed else tr("Have it signed…"))
        self.sign_button.updateGeometry()
        self.remove_button.setVisible(is_signed and not refusal)
        self.sign_button.setEnabled(True)
        self.sign_button.setToolTip("")
        limit(self.sign_button, refusal)

    @Slot(str, object, object)
    def _keep(self, signer: str, picture: bytes, scan: Incoming | None) -> None:
        if scan is None:
            self._sign(signer, picture, "", b"")
            return
        then = partial(self._sign, signer, picture, scan.name)
        self._desk.tasks.run(self, scan.read, then, self._refuse, Lane.REST)

    def _sign(self, signer: str, picture: bytes, scan_name: str, scan: bytes) -> None:
        if self._job is None:
            return
        command = Sign(
            work_order_id=self._job.id,
            seen_version=self._signature.version,
            signer=signer,
            picture=picture,
            scan_name=scan_name,
            scan=scan,
        )
        said = tr("Signed by {signer}").format(signer=signer)
        self._desk.do(self, command, self._kept, self._refuse, said=said)

    def _kept(self, _done: Any) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self._read()

    def _refuse(self, error: Exception) -> None:
        if self.dialog is None or not isinstance(error, UserFacingError):
            if self.dialog is not None:
                self.dialog.show_error(str(error))
            self._desk.errors.show(error, self)
            return
        text = str(error)
        if isinstance(error, ConflictError):
            self._read()  # the next try replaces theirs knowingly
            text += " " + tr("Signing once more replaces it.")
        self.dialog.show_error(text)

    @Slot()
    def _remove(self) -> None:
        if self._job is not None and self._signature.version:
            command = RemoveSignature(work_order_id=self._job.id, seen_version=self._signature.version)
            self._desk.do(self, command, self._removed, said=tr("Removed the signature"))

    def _removed(self, _done: Any) -> None:
        self._read()

    @Slot(int)
    def _forget_dialog(self, _result: int) -> None:
        self.dialog = None
        self.sign_button.setFocus()

    @Slot(object, object)
    def _hear(self, changes: ChangeSet, origin: object) -> None:
        if origin is not self and changes.touches("signature"):
            self._read()
