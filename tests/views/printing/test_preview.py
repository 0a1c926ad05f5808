from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.errors import EnvironmentProblem
from fsmdesk.services.billing.messages import DraftInvoice
from fsmdesk.services.printing.messages import BoundPapers, InvoicePaper
from fsmdesk.views.desk import Desk
from fsmdesk.views.printing.page_view import to_image
from fsmdesk.views.printing.pages import draw_page, page_sizes
from fsmdesk.views.printing.preview import PreviewWindow, show_preview, show_previews
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


def _draft(shop: Shop, *lines: LineOf) -> InvoicePaper:
    job = shop.reviewed_job(*lines)
    return InvoicePaper(invoice_id=shop.bookkeeper.do(DraftInvoice(work_order_ids=(job,))).value)


@pytest.fixture
def preview(shop: Shop, desk: Desk, owner: QWidget, qtbot: QtBot) -> PreviewWindow:
    """An invoice of several pages, shown."""
    paper = _draft(shop, *(LineOf(description=f"Step {number}") for number in range(60)))
    window = show_preview(desk, owner, paper, "Invoice")
    qtbot.waitUntil(lambda: window.view.picture_width(0) > 0)
    return window


@pytest.fixture
def batch(shop: Shop, desk: Desk, owner: QWidget, qtbot: QtBot) -> PreviewWindow:
    """Three drafts for one customer, bound into one."""
    window = show_previews(desk, owner, [_draft(shop) for _ in range(3)], "3 documents")
    qtbot.waitUntil(lambda: window.view.picture_width(0) > 0)
    return window


def test_pages_are_white_paper_with_ink_on_it(preview: PreviewWindow) -> None:
    assert preview.paper is not None
    image = to_image(draw_page(preview.paper.content, 0, 72))
    assert image.pixelColor(3, 3) == QColor(Qt.GlobalColor.white)
    dark = sum(
        image.pixelColor(x, y).lightness() < 100
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )
    assert dark > 200


def test_only_pages_in_view_are_drawn_and_others_when_they_come(preview: PreviewWindow, qtbot: QtBot) -> None:
    preview.resize(700, 300)
    qtbot.waitUntil(preview._desk.tasks.is_idle)
    last = preview.view.page_count - 1
    assert last >= 2 and preview.view.picture_width(last) == 0
    QTest.keyClick(preview.view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: preview.view.picture_width(last) > 0)
    assert preview.view.page == last + 1


def test_zooming_draws_the_pages_sharper_and_keeps_the_place(preview: PreviewWindow, qtbot: QtBot) -> None:
    bar = preview.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    before, last = preview.view.zoom, preview.view.page_count - 1
    qtbot.waitUntil(lambda: preview.view.picture_width(last) > 0)
    width = preview.view.picture_width(last)
    QTest.keyClick(preview, Qt.Key.Key_Plus)
    assert preview.view.zoom > before
    assert bar.value() == bar.maximum()
    qtbot.waitUntil(lambda: preview.view.picture_width(last) > width)


def test_pages_are_turned_by_key_and_fitted_again(preview: PreviewWindow) -> None:
    QTest.keyClick(preview, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert preview.view.page == 2
    QTest.keyClick(preview, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert preview.view.page == 1
    fitted = preview.view.zoom
    QTest.keyClick(preview, Qt.Key.Key_Minus)
    assert preview.view.zoom < fitted
    QTest.keyClick(preview, Qt.Key.Key_0)
    assert preview.view.zoom == pytest.approx(fitted)


def test_the_pdf_is_saved_whole_and_the_folder_remembered(
    preview: PreviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "Rechnungen"
    folder.mkdir()
    preview.write_to(str(folder / "invoice.pdf"))
    qtbot.waitUntil(lambda: (folder / "invoice.pdf").exists())
    assert "Step 59" in PdfReader(folder / "invoice.pdf").pages[-1].extract_text()
    assert [path.name for path in folder.glob("*.part")] == []
    QTest.keyClick(preview, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    [dialog] = preview.findChildren(QFileDialog)
    assert Path(dialog.directory().absolutePath()) == folder


def test_a_folder_that_is_gone_is_not_where_dialogs_begin(preview: PreviewWindow) -> None:
    preview._desk.settings.keep("preview.folder", "/gone/long/ago")
    preview.save_pdf()
    [dialog] = preview.findChildren(QFileDialog)
    begins = Path(dialog.directory().absolutePath())
    assert begins.is_dir() and begins != Path.cwd()


def test_a_folder_that_is_gone_is_said_in_the_window(
    preview: PreviewWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    preview.write_to(str(tmp_path / "gone" / "invoice.pdf"))
    qtbot.waitUntil(lambda: bool(preview.banners.notices()))
    assert "can't be written" in preview.banners.notices()[0].text


def test_several_are_one_document_with_bookmarks(batch: PreviewWindow) -> None:
    assert batch.paper is not None
    reader = PdfReader(BytesIO(batch.paper.content))
    marks = [mark for mark in reader.outline if not isinstance(mark, list)]
    assert [mark.title for mark in marks] == ["Draft invoice · City Library"] * 3
    assert [reader.get_destination_page_number(mark) for mark in marks] == [0, 1, 2]
    assert batch.view.page_count == 3


def test_each_is_saved_beside_what_is_there(batch: PreviewWindow, qtbot: QtBot, tmp_path: Path) -> None:
    there = tmp_path / "Draft invoice City Library.pdf"
    there.write_bytes(b"somebody's")
    batch.write_each_to(str(tmp_path))
    qtbot.waitUntil(lambda: bool(batch.banners.notices()))
    assert "3 files" in batch.banners.notices()[0].text
    assert there.read_bytes() == b"somebody's"
    names = {path.name for path in tmp_path.glob("*.pdf")} - {there.name}
    assert names == {f"Draft invoice City Library ({number}).pdf" for number in (2, 3, 4)}
    assert all(len(PdfReader(tmp_path / name).pages) == 1 for name in names)


def test_a_batch_can_be_stopped_while_it_is_made(
    shop: Shop, desk: Desk, owner: QWidget, qtbot: QtBot
) -> None:
    papers = [_draft(shop)] * 400
    window = show_previews(desk, owner, papers, "400 documents")
    with qtbot.waitSignal(window.destroyed):
        window.waiting.cancelled.emit()
    qtbot.waitUntil(desk.tasks.is_idle)


def test_how_far_a_batch_is_can_be_told(shop: Shop) -> None:
    told: list[tuple[int, int]] = []
    papers = tuple(_draft(shop) for _ in range(3))

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    shop.bookkeeper.ask(BoundPapers(papers=papers, title="All", tell=tell))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_the_printer_gets_every_page_in_the_size_of_the_document(
    preview: PreviewWindow, desk: Desk, shell: PlainShell, qtbot: QtBot, tmp_path: Path
) -> None:
    assert preview.paper is not None
    PrintRun(desk, preview).print_to(_file_printer(tmp_path), preview.paper)
    qtbot.waitUntil(lambda: any("sent to the printer" in text for text, _ in shell.said), timeout=20_000)
    printed = PdfReader(tmp_path / "printed.pdf").pages
    wanted = PdfReader(BytesIO(preview.paper.content)).pages
    assert len(printed) == len(wanted)
    assert abs(printed[0].mediabox.width - wanted[0].mediabox.width) < 2


def test_the_printer_gets_the_pages_that_were_asked_for(
    preview: PreviewWindow, desk: Desk, shell: PlainShell, qtbot: QtBot, tmp_path: Path
) -> None:
    assert preview.paper is not None
    printer = _file_printer(tmp_path)
    printer.setFromTo(2, 2)
    PrintRun(desk, preview).print_to(printer, preview.paper)
    qtbot.waitUntil(lambda: any("1 page sent" in text for text, _ in shell.said), timeout=20_000)
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 1


def _file_printer(folder: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(folder / "printed.pdf"))
    return printer


def test_escape_closes_it(preview: PreviewWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(preview.destroyed):
        QTest.keyClick(preview, Qt.Key.Key_Escape)


def test_what_is_no_document_is_said() -> None:
    with pytest.raises(EnvironmentProblem):
        page_sizes(b"not a document")
