from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.services.billing.messages import DraftInvoice
from fsmdesk.services.printing.messages import InvoicePaper
from fsmdesk.views.desk import Desk
from fsmdesk.views.printing.page_view import to_image
from fsmdesk.views.printing.pages import draw_pages
from fsmdesk.views.printing.preview import PreviewWindow, show_preview
from fsmdesk.views.printing.printer import PrintRun
from tests.services.shop import LineOf, Shop
from tests.views.desks import PlainOffice, PlainShell, make_desk


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def shell() -> PlainShell:
    return PlainShell()


@pytest.fixture
def desk(shop: Shop, owner: QWidget, shell: PlainShell, tmp_path: Path) -> Iterator[Desk]:
    made = replace(make_desk(tmp_path, PlainOffice(), owner, shell), office=shop.bookkeeper)
    yield made
    made.tasks.drain()


@pytest.fixture
def preview(shop: Shop, desk: Desk, owner: QWidget, qtbot: QtBot) -> PreviewWindow:
    """An invoice of several pages, shown."""
    job = shop.reviewed_job(*(LineOf(description=f"Step {number}") for number in range(60)))
    invoice = shop.bookkeeper.do(DraftInvoice(work_order_ids=(job,))).value
    window = show_preview(desk, owner, InvoicePaper(invoice_id=invoice), "Invoice")
    qtbot.waitUntil(lambda: window.view.page_count > 1)
    return window


def test_pages_are_white_paper_with_ink_on_it(preview: PreviewWindow) -> None:
    assert preview.paper is not None
    image = to_image(draw_pages(preview.paper.content, 72)[0])
    assert image.pixelColor(3, 3) == QColor(Qt.GlobalColor.white)
    dark = sum(
        image.pixelColor(x, y).lightness() < 100
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )
    assert dark > 200


def test_zooming_draws_the_pages_sharper_and_keeps_the_place(preview: PreviewWindow, qtbot: QtBot) -> None:
    bar = preview.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = preview.view.zoom
    qtbot.waitUntil(preview._desk.tasks.is_idle)
    QTest.keyClick(preview, Qt.Key.Key_Plus)
    assert preview.view.zoom > before
    assert bar.value() == bar.maximum()
    qtbot.waitUntil(preview._desk.tasks.is_idle)
    assert preview.view.grab().toImage().format() != QImage.Format.Format_Invalid


def test_the_pdf_is_saved_whole(preview: PreviewWindow, qtbot: QtBot, tmp_path: Path) -> None:
    preview.write_to(str(tmp_path / "invoice.pdf"))
    qtbot.waitUntil(lambda: (tmp_path / "invoice.pdf").exists())
    assert "Step 59" in PdfReader(tmp_path / "invoice.pdf").pages[-1].extract_text()
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_a_folder_that_is_gone_is_said_in_the_window(
    preview: PreviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    preview.write_to(str(tmp_path / "gone" / "invoice.pdf"))
    qtbot.waitUntil(lambda: bool(preview.banners.notices()))
    assert "can't be written" in preview.banners.notices()[0].text


def test_the_printer_gets_every_page_in_the_size_of_the_document(
    preview: PreviewWindow, desk: Desk, shell: PlainShell, qtbot: QtBot, tmp_path: Path
) -> None:
    assert preview.paper is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    PrintRun(desk, preview).print_to(printer, preview.paper)
    qtbot.waitUntil(lambda: any("sent to the printer" in text for text, _ in shell.said), timeout=20_000)
    printed = PdfReader(tmp_path / "printed.pdf").pages
    wanted = PdfReader(BytesIO(preview.paper.content)).pages
    assert len(printed) == len(wanted)
    assert abs(printed[0].mediabox.width - wanted[0].mediabox.width) < 2


def test_escape_closes_it(preview: PreviewWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(preview.destroyed):
        QTest.keyClick(preview, Qt.Key.Key_Escape)


def test_what_is_no_document_is_said() -> None:
    with pytest.raises(EnvironmentProblem):
        draw_pages(b"not a document", 72)
