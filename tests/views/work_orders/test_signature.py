"""Having a job signed in the window: with the mouse, with a pen, by typing, on paper."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fsmdesk.core.states import WorkOrderState
from fsmdesk.models import Attachment, Contact, Signature, WorkOrder
from fsmdesk.services.signatures.messages import Sign, SignatureOf
from fsmdesk.views.widgets.files.incoming import FromDisk
from fsmdesk.views.widgets.signature.dialog import SignatureDialog
from fsmdesk.views.widgets.signature.pad import SignaturePad
from fsmdesk.views.work_orders.editor import WorkOrderScreen
from tests.services.shop import LIBRARY, Shop
from tests.support.pictures import png
from tests.views.work_orders.seats import CONTROL, Seat

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def job_on_site(shop: Shop) -> int:
    (contact,) = shop.add(Contact(customer_id=LIBRARY, name="Mr. Doyle"))
    return shop.job(WorkOrderState.ON_SITE, contact_id=contact)


def begin(seat: Seat, job: int) -> tuple[WorkOrderScreen, SignatureDialog]:
    screen = seat.open_job(job)
    QTest.mouseClick(screen.signature.sign_button, LEFT)
    dialog = screen.signature.dialog
    assert dialog is not None
    seat.qtbot.waitExposed(dialog)
    return screen, dialog


def scribble(pad: SignaturePad, y: int = 60) -> None:
    points = [QPoint(60 + 20 * step, y + (25 if step % 2 else 0)) for step in range(12)]
    QTest.mousePress(pad, LEFT, NONE, points[0])
    for point in points[1:]:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, LEFT, NONE, points[-1])


def settle(seat: Seat) -> None:
    seat.settle()
    QApplication.processEvents()
    seat.settle()


def ink(content: bytes) -> int:
    """How many points of the picture are dark."""
    image = Image.open(BytesIO(content)).convert("L")
    return sum(count for count, value in image.getcolors(256) or () if isinstance(value, int) and value < 128)


def test_a_job_is_signed_with_the_mouse(seat: Seat, shop: Shop) -> None:
    job = job_on_site(shop)
    screen, dialog = begin(seat, job)
    assert dialog.name.text() == "Mr. Doyle"
    assert not dialog.yes_button.isEnabled()
    scribble(dialog.pad)
    assert len(dialog.pad.strokes.done) == 1 and len(dialog.pad.strokes.done[0]) > 8
    QTest.mouseClick(dialog.yes_button, LEFT)
    settle(seat)
    card = shop.owner.ask(SignatureOf(work_order_id=job))
    assert (card.signer, card.signed_at) == ("Mr. Doyle", shop.now)
    assert ink(card.picture) > 500
    assert screen.signature.dialog is None
    seat.qtbot.waitUntil(lambda: not screen.signature.picture.pixmap().isNull())
    assert "Mr. Doyle" in screen.signature.text.text()
    undo = seat.shell.said[-1][1]
    assert undo is not None
    undo()
    settle(seat)
    assert shop.all(Signature) == []


def test_a_pen_presses_harder_and_softer(qtbot: QtBot) -> None:
    pad = SignaturePad()
    qtbot.addWidget(pad)
    pad.resize(640, 240)
    pad.show()

    def send(kind: QEvent.Type, x: float, pressure: float) -> None:
        at = QPointF(x, 80.25)
        device = QPointingDevice.primaryPointingDevice()
        event = QTabletEvent(
            *(kind, device, at, at, pressure, 0, 0, 0, 0, 0, NONE),
            LEFT,
            LEFT,
        )
        QApplication.sendEvent(pad, event)
        assert event.isAccepted()

    send(QEvent.Type.TabletPress, 50.0, 0.1)
    for step in range(1, 20):
        send(QEvent.Type.TabletMove, 50.5 + step * 6, 0.1 + step / 25)
    send(QEvent.Type.TabletRelease, 180.0, 0.0)
    (stroke,) = pad.strokes.done
    assert stroke[0].y == 80.25
    assert stroke[-1].pressure > stroke[1].pressure + 0.3


def test_strokes_are_taken_back_and_cleared(seat: Seat, shop: Shop) -> None:
    _screen, dialog = begin(seat, job_on_site(shop))
    scribble(dialog.pad)
    scribble(dialog.pad, 120)
    QTest.keyClick(dialog.pad, Qt.Key.Key_Z, CONTROL)
    assert len(dialog.pad.strokes.done) == 1
    QTest.keyClick(dialog.pad, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert len(dialog.pad.strokes.done) == 2
    QTest.mouseClick(dialog.clear_button, LEFT)
    assert dialog.pad.is_empty() and not dialog.yes_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert shop.all(Signature) == []


def test_by_keyboard_the_name_is_typed(seat: Seat, shop: Shop) -> None:
    job = job_on_site(shop)
    _screen, dialog = begin(seat, job)
    dialog.ways.choose("type")
    dialog.ways.chosen.emit("type")
    assert dialog.focusWidget() is dialog.name
    QTest.keyClicks(dialog.name, "Ann Doyle")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return, CONTROL)
    settle(seat)
    card = shop.owner.ask(SignatureOf(work_order_id=job))
    assert card.signer == "Ann Doyle" and ink(card.picture) > 300


def test_signed_on_paper_with_its_scan(seat: Seat, shop: Shop, tmp_path: Path) -> None:
    scan = tmp_path / "ticket.pdf"
    scan.write_bytes(b"%PDF-1.7")
    job = job_on_site(shop)
    _screen, dialog = begin(seat, job)
    dialog.ways.choose("paper")
    dialog.ways.chosen.emit("paper")
    dialog.use_scan(FromDisk(scan))
    assert dialog.scan_name.text() == "ticket.pdf"
    QTest.mouseClick(dialog.yes_button, LEFT)
    settle(seat)
    seat.qtbot.waitUntil(lambda: bool(shop.all(Signature)))
    assert [file.name for file in shop.all(Attachment)] == ["ticket.pdf"]


def test_a_scan_that_is_gone_is_said_and_the_dialog_stays(seat: Seat, shop: Shop, tmp_path: Path) -> None:
    _screen, dialog = begin(seat, job_on_site(shop))
    dialog.ways.choose("paper")
    dialog.ways.chosen.emit("paper")
    dialog.use_scan(FromDisk(tmp_path / "gone.pdf"))
    QTest.mouseClick(dialog.yes_button, LEFT)
    settle(seat)
    assert dialog.message.text() == "gone.pdf is not there any more." and dialog.isVisible()
    assert dialog.yes_button.isEnabled()


def test_when_another_seat_was_first_the_strokes_stay(seat: Seat, shop: Shop) -> None:
    job = job_on_site(shop)
    _screen, dialog = begin(seat, job)
    scribble(dialog.pad)
    shop.dispatcher.do(Sign(work_order_id=job, seen_version=0, signer="Ann", picture=png()))
    QTest.mouseClick(dialog.yes_button, LEFT)
    settle(seat)
    assert "Dan Desk has just had this job signed by Ann." in dialog.message.text()
    assert len(dialog.pad.strokes.done) == 1
    QTest.mouseClick(dialog.yes_button, LEFT)
    settle(seat)
    assert shop.owner.ask(SignatureOf(work_order_id=job)).signer == "Mr. Doyle"


def test_a_signature_of_another_seat_appears(seat: Seat, shop: Shop) -> None:
    job = job_on_site(shop)
    screen = seat.open_job(job)
    changes = shop.dispatcher.do(Sign(work_order_id=job, seen_version=0, signer="Ann", picture=png())).changes
    seat.desk.hub.hear(changes)
    seat.qtbot.waitUntil(lambda: "Ann" in screen.signature.text.text())
    assert screen.signature.sign_button.text() == "Sign again…"


def test_nobody_is_asked_to_sign_before_there_is_work_or_after_the_bill(seat: Seat, shop: Shop) -> None:
    job = shop.job(WorkOrderState.REQUESTED)
    screen = seat.open_job(job)
    assert not screen.signature.isVisible()
    shop.add(shop_signature(shop, job))
    shop.change(WorkOrder, job, state=WorkOrderState.INVOICED)
    screen.form.read_again()
    settle(seat)
    assert screen.signature.isVisible() and not screen.signature.sign_button.isEnabled()
    assert not screen.signature.remove_button.isVisible()


def shop_signature(shop: Shop, job: int) -> Signature:
    other = shop.job(WorkOrderState.ON_SITE)
    shop.owner.do(Sign(work_order_id=other, seen_version=0, signer="Ann", picture=png()))
    return Signature(work_order_id=job, content_id=1, signer="Ann", signed_at=shop.now)
