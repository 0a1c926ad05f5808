"""How documents look, and the sample that follows what is typed."""

from io import BytesIO
from pathlib import Path
from threading import get_ident

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QColorDialog, QPushButton
from pytestqt.qtbot import QtBot

from fsmdesk.core.terms import DocumentKind, PaperSize, Role
from fsmdesk.services.setup.messages import Documents, DocumentWords, EditDocuments
from fsmdesk.views.settings.documents import DocumentsScreen
from fsmdesk.views.settings.field_accent import FieldAccent
from fsmdesk.views.settings.field_picture import MOST_BYTES, FieldPicture
from tests.support.pictures import png
from tests.views.real_office import (
    CONTROL,
    RealOffice,
    SitDown,
    click,
    field_of,
    fill,
    press,
    settle,
    shown,
    type_into,
)


@pytest.fixture
def screen(qtbot: QtBot, sit_down: SitDown) -> DocumentsScreen:
    made = shown(qtbot, DocumentsScreen(sit_down(Role.OWNER)))
    qtbot.waitUntil(lambda: made.preview.view.picture_width(0) > 0)
    return made


def _redness(screen: DocumentsScreen) -> int:
    """How red the upper edge of the sample's first page is."""
    image = screen.preview.view.grab().toImage()
    colours = (image.pixelColor(image.width() // 2, y) for y in range(image.height() // 4))
    return max(colour.red() - colour.green() for colour in colours)


def test_the_sample_follows_what_is_typed_before_it_is_saved(
    qtbot: QtBot, screen: DocumentsScreen, office: RealOffice
) -> None:
    assert _redness(screen) < 100
    type_into(screen.documents.fields["colour"], "#c00000")
    qtbot.waitUntil(lambda: _redness(screen) > 150)
    type_into(screen.documents.fields["invoice_intro"], "Dear all")
    assert screen.documents.sample().intro == "Dear all"
    assert office.ask(Documents()).colour == ""


def test_looks_are_saved_as_one_piece(qtbot: QtBot, screen: DocumentsScreen, office: RealOffice) -> None:
    fill(screen.form, colour="#0F766E", invoice_intro="Dear all", invoice_footer="HRB 1")
    screen.documents.kinds.findChildren(QPushButton)[3].click()
    assert screen.documents.chosen is DocumentKind.DAY_SHEET
    fill(screen.form, day_sheet_closing="Drive safely")
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, screen.desk)
    stored = office.ask(Documents())
    assert stored.colour == "#0f766e"
    assert stored.texts == (
        DocumentWords(DocumentKind.INVOICE, "Dear all", "", "HRB 1"),
        DocumentWords(DocumentKind.CREDIT_NOTE),
        DocumentWords(DocumentKind.JOB_TICKET),
        DocumentWords(DocumentKind.DAY_SHEET, "", "Drive safely", ""),
    )
    assert not screen.form.is_dirty()


def test_a_half_typed_colour_is_refused_but_does_not_stop_the_sample(
    qtbot: QtBot, screen: DocumentsScreen, office: RealOffice
) -> None:
    type_into(screen.documents.fields["colour"], "#c0")
    settle(qtbot, screen.desk)
    press(screen, Qt.Key.Key_S, CONTROL)
    assert "like #2f6fed" in screen.documents.fields["colour"].error()
    assert office.ask(Documents()).version == 1


def test_a_dab_and_the_picker_give_a_colour(screen: DocumentsScreen) -> None:
    field = field_of(screen.form, "colour", FieldAccent)
    click(field.dabs[2])
    assert field.read() == field.dabs[2].colour
    click(field.more)
    [dialog] = screen.window().findChildren(QColorDialog)
    dialog.setCurrentColor("#123456")
    dialog.accept()
    assert field.read() == "#123456"
    click(field.dabs[0])
    assert field.read() == ""


def test_a_logo_is_in_the_sample_at_once(qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path) -> None:
    target = BytesIO()
    Image.new("RGB", (60, 20), (10, 90, 200)).save(target, "PNG")
    path = tmp_path / "logo.png"
    path.write_bytes(target.getvalue())
    logo = field_of(screen.form, "logo", FieldPicture)
    logo.load(str(path))
    qtbot.waitUntil(lambda: screen.documents.sample().logo == target.getvalue())
    assert not logo.preview.pixmap().isNull()


def test_a_logo_is_read_off_the_gui_thread_saved_and_taken_away(
    qtbot: QtBot,
    screen: DocumentsScreen,
    office: RealOffice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(png())
    readers: list[int] = []
    read = Path.read_bytes

    def noted(self: Path) -> bytes:
        readers.append(get_ident())
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", noted)
    logo = field_of(screen.form, "logo", FieldPicture)
    logo.load(str(path))
    settle(qtbot, screen.desk)
    assert readers and get_ident() not in readers
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, screen.desk)
    assert office.ask(Documents()).logo == png()
    click(logo.remove_button)
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, screen.desk)
    assert office.ask(Documents()).logo is None


def test_what_is_no_logo_is_refused(qtbot: QtBot, screen: DocumentsScreen, tmp_path: Path) -> None:
    text, large = tmp_path / "notes.png", tmp_path / "large.png"
    text.write_text("not a picture")
    large.write_bytes(png() + bytes(MOST_BYTES))
    logo = field_of(screen.form, "logo", FieldPicture)
    for path, says in (
        (text, "no picture"),
        (large, "larger than 2 MB"),
        (tmp_path / "gone.png", "can't be read"),
    ):
        logo.load(str(path))
        settle(qtbot, screen.desk)
        assert says in logo.error()
    assert not screen.form.is_dirty()


def test_the_sample_is_shown_on_the_other_paper(qtbot: QtBot, screen: DocumentsScreen) -> None:
    view = screen.preview.view
    assert screen.preview.papers.choice() == PaperSize.A4.value
    assert round(view.page_size(0)[0]) == 595
    click(screen.preview.papers.findChildren(QPushButton)[1])
    qtbot.waitUntil(lambda: round(view.page_size(0)[0]) == 612)


def test_what_another_seat_wrote_is_shown_and_what_is_typed_stays(
    qtbot: QtBot, screen: DocumentsScreen, office: RealOffice
) -> None:
    fill(screen.form, invoice_intro="Mine")
    theirs = (DocumentWords(DocumentKind.JOB_TICKET, "Theirs"),)
    office.do(EditDocuments(seen_version=1, colour="#123456", texts=theirs))
    press(screen, Qt.Key.Key_S, CONTROL)
    settle(qtbot, screen.desk)
    stored = office.ask(Documents())
    assert stored.colour == "#123456"
    assert [words.intro for words in stored.texts] == ["Mine", "", "Theirs", ""]


def test_who_may_not_change_the_looks_sees_them(qtbot: QtBot, sit_down: SitDown) -> None:
    screen = shown(qtbot, DocumentsScreen(sit_down(Role.DISPATCHER)))
    assert not field_of(screen.form, "colour", FieldAccent).edit.isEnabled()
    assert not screen.save_action.isEnabled() and "dispatcher" in screen.save_action.toolTip()
