"""Photos and files in the window: dropped, pasted, picked, looked at, marked, opened, saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fsmdesk.core.file_names import MAX_FILE_BYTES
from fsmdesk.core.terms import FileMark, Role
from fsmdesk.models import Attachment, FileContent
from fsmdesk.services.files.messages import AttachFile, FileOwner, FilesOf, MarkFiles, RemoveFiles
from fsmdesk.views.confirm import ConfirmDialog
from fsmdesk.views.widgets.busy import ProgressCard
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.files.files_part import FilesPart
from fsmdesk.views.work_orders.editor import WorkOrderScreen
from tests.services.shop import BOOKKEEPER, Shop
from tests.support.pictures import hostile, jpeg
from tests.views.drops import drop, files_of, picture_of
from tests.views.work_orders.seats import CONTROL, Seat


class Opened(QObject):
    """Stands in for the programs of this computer."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


@pytest.fixture
def opened() -> Iterator[Opened]:
    made = Opened()
    QDesktopServices.setUrlHandler("file", made, "take")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("file")


def files_tab(seat: Seat, job: int) -> tuple[WorkOrderScreen, FilesPart]:
    screen = seat.open_job(job)
    screen.tabs.turn_to("files")
    seat.settle()
    part = screen.tabs.part("files")
    assert isinstance(part, FilesPart)
    return screen, part


def names(part: FilesPart) -> list[str]:
    return [file.name for file in part.files()]


def settle(seat: Seat, part: FilesPart) -> None:
    seat.qtbot.waitUntil(lambda: not part.adder.is_running())
    QApplication.processEvents()
    seat.settle()


def banner(screen: WorkOrderScreen) -> str:
    return "\n".join(notice.text for notice in screen.banners.notices())


def with_files(shop: Shop, *contents: tuple[str, bytes]) -> int:
    job = shop.job()
    for name, content in contents:
        shop.owner.do(AttachFile(owner=FileOwner.WORK_ORDER, owner_id=job, name=name, content=content))
    return job


def choose(part: FilesPart, *places: int) -> None:
    part.grid.setFocus()
    part.grid.clearSelection()
    for place in places:
        index = part.grid.files.index(place)
        part.grid.selectionModel().select(index, part.grid.selectionModel().SelectionFlag.Select)
    part.grid.selectionModel().setCurrentIndex(
        part.grid.files.index(places[-1]), part.grid.selectionModel().SelectionFlag.NoUpdate
    )


def test_files_from_the_desktop_are_dropped_and_the_tab_counts_them(
    seat: Seat, shop: Shop, tmp_path: Path
) -> None:
    photo, paper = tmp_path / "boiler.jpg", tmp_path / "manual.pdf"
    photo.write_bytes(jpeg())
    paper.write_bytes(b"%PDF-1.7")
    screen, part = files_tab(seat, shop.job())
    assert part.empty.isVisible() and not part.grid.isVisible()
    assert drop(part, files_of(photo, paper))
    settle(seat, part)
    assert names(part) == ["boiler.jpg", "manual.pdf"]
    assert part.grid.isVisible() and not part.empty.isVisible()
    seat.qtbot.waitUntil(lambda: screen.tabs.bar.tabText(3) == "Photos and files 2")
    assert seat.shell.said[-1][0] == "Added 2 files"
    undo = seat.shell.said[-1][1]
    assert undo is not None
    undo()
    seat.settle()
    seat.qtbot.waitUntil(lambda: names(part) == [])


def test_files_dropped_anywhere_on_the_job_go_to_its_files(seat: Seat, shop: Shop, tmp_path: Path) -> None:
    photo = tmp_path / "boiler.jpg"
    photo.write_bytes(jpeg())
    screen = seat.open_job(shop.job())
    assert drop(screen, files_of(photo))
    part = screen.tabs.part("files")
    assert isinstance(part, FilesPart) and screen.tabs.current_key() == "files"
    settle(seat, part)
    assert names(part) == ["boiler.jpg"]


def test_a_picture_and_files_are_pasted(seat: Seat, shop: Shop, tmp_path: Path) -> None:
    paper = tmp_path / "manual.pdf"
    paper.write_bytes(b"%PDF-1.7")
    _screen, part = files_tab(seat, shop.job())
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(picture_of())
    part.setFocus()
    seat.press(Qt.Key.Key_V, CONTROL)
    settle(seat, part)
    (pasted,) = part.files()
    assert pasted.name.startswith("Pasted 2") and pasted.name.endswith(".png") and pasted.has_picture
    clipboard.setMimeData(files_of(paper))
    part.grid.setFocus()
    seat.press(Qt.Key.Key_V, CONTROL)
    settle(seat, part)
    assert names(part)[1:] == ["manual.pdf"]
    clipboard.setText("only words")
    seat.press(Qt.Key.Key_V, CONTROL)
    assert seat.shell.said[-1][0] == "There is no file and no picture on the clipboard."


def test_files_are_picked_and_the_folder_is_remembered(seat: Seat, shop: Shop, tmp_path: Path) -> None:
    photo = tmp_path / "boiler.jpg"
    photo.write_bytes(jpeg())
    _screen, part = files_tab(seat, shop.job())
    QTest.mouseClick(part.bar.add_button, Qt.MouseButton.LeftButton)
    dialog = part.window().findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(photo)])
    dialog.reject()
    settle(seat, part)
    assert names(part) == ["boiler.jpg"]
    assert seat.desk.settings.text("files.add_folder") == str(tmp_path)


def test_what_is_too_large_is_said_and_the_others_are_there(seat: Seat, shop: Shop, tmp_path: Path) -> None:
    large, small, folder = tmp_path / "film.mp4", tmp_path / "a.txt", tmp_path / "folder"
    with large.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    small.write_bytes(b"a")
    folder.mkdir()
    screen, part = files_tab(seat, shop.job())
    drop(part, files_of(large, folder, tmp_path / "gone.txt", small))
    settle(seat, part)
    assert names(part) == ["a.txt"]
    assert "film.mp4 is 25.1 MB; at most 25 MB fit." in banner(screen)
    assert "folder is a folder." in banner(screen) and "gone.txt is not there any more." in banner(screen)
    assert len(shop.all(FileContent)) == 1


def test_hostile_pictures_are_shown_as_files(seat: Seat, shop: Shop, tmp_path: Path) -> None:
    paths = []
    for name, content in hostile().items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content)
    screen, part = files_tab(seat, shop.job())
    drop(part, files_of(*paths))
    settle(seat, part)
    assert sorted(names(part)) == sorted(hostile())
    assert not any(file.has_picture for file in part.files())
    part.grid.grab()
    assert banner(screen) == ""


def test_adding_stops_after_the_file_that_is_under_way(seat: Seat, shop: Shop, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.bin" for number in range(60)]
    for number, path in enumerate(paths):
        path.write_bytes(bytes([number]) * 2000)
    _screen, part = files_tab(seat, shop.job())
    drop(part, files_of(*paths))
    seat.qtbot.waitUntil(lambda: len(shop.all(Attachment)) >= 2)
    part.adder.cancel()
    settle(seat, part)
    count = len(shop.all(Attachment))
    assert 2 <= count < 60 and len(part.files()) == count
    assert seat.shell.said[-1][0] == f"Added {count} of 60 files"


def test_what_takes_longer_shows_progress_and_a_way_to_stop(seat: Seat, shop: Shop, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.bin" for number in range(30)]
    for number, path in enumerate(paths):
        path.write_bytes(bytes([number]) * 2000)
    _screen, part = files_tab(seat, shop.job())
    part.adder._patience.setInterval(0)
    drop(part, files_of(*paths))
    seat.qtbot.waitUntil(lambda: part.progress is not None)
    card = part.findChild(ProgressCard)
    stop = card.findChild(KeyButton) if card is not None else None
    assert stop is not None
    QTest.mouseClick(stop, Qt.MouseButton.LeftButton)
    settle(seat, part)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert part.findChild(ProgressCard) is None
    assert len(part.files()) < 30


def test_photos_are_marked_by_key_and_by_button(seat: Seat, shop: Shop) -> None:
    _screen, part = files_tab(seat, with_files(shop, ("a.jpg", jpeg()), ("b.jpg", jpeg((40, 30)))))
    choose(part, 0, 1)
    seat.press(Qt.Key.Key_B)
    assert [file.mark for file in part.files()] == [FileMark.BEFORE, FileMark.BEFORE]
    choose(part, 1)
    QTest.mouseClick(part.bar.buttons["after"], Qt.MouseButton.LeftButton)
    seat.settle()
    assert [file.mark for file in part.files()] == [FileMark.BEFORE, FileMark.AFTER]
    assert seat.shell.said[-1][0] == "b.jpg: After"
    assert [file.id for file in part.grid.chosen()] == [part.files()[1].id]


def test_removing_is_undone(seat: Seat, shop: Shop) -> None:
    _screen, part = files_tab(seat, with_files(shop, ("a.jpg", jpeg()), ("b.txt", b"b")))
    choose(part, 0)
    seat.press(Qt.Key.Key_Delete)
    assert names(part) == ["b.txt"]
    undo = seat.shell.said[-1][1]
    assert undo is not None
    undo()
    seat.settle()
    seat.qtbot.waitUntil(lambda: names(part) == ["a.jpg", "b.txt"])


def test_a_file_is_renamed_and_noted_in_place(seat: Seat, shop: Shop) -> None:
    _screen, part = files_tab(seat, with_files(shop, ("IMG_1.jpg", jpeg())))
    choose(part, 0)
    seat.press(Qt.Key.Key_F2)
    assert part.editor.isVisible()
    seat.press(Qt.Key.Key_A, CONTROL)
    seat.type("Gauge.jpg")
    seat.press(Qt.Key.Key_Return, CONTROL)
    seat.settle()
    assert names(part) == ["Gauge.jpg"]
    assert not part.editor.isVisible() and part.grid.hasFocus()


def test_a_file_opens_as_a_private_copy_that_cannot_be_written(
    seat: Seat, shop: Shop, opened: Opened
) -> None:
    _screen, part = files_tab(seat, with_files(shop, ("manual.pdf", b"%PDF-1.7 text")))
    choose(part, 0)
    seat.press(Qt.Key.Key_Return)
    seat.qtbot.waitUntil(lambda: bool(opened.urls))
    path = Path(opened.urls[0].toLocalFile())
    assert path.name == "manual.pdf" and path.read_bytes() == b"%PDF-1.7 text"
    assert path.stat().st_mode & 0o777 == 0o400
    assert path.parent.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(("name", "content"), [("setup.exe", b"x"), ("holiday.jpg", b"MZ\x90\x00")])
def test_what_may_run_is_asked_about_before_it_is_opened(
    seat: Seat, shop: Shop, opened: Opened, name: str, content: bytes
) -> None:
    _screen, part = files_tab(seat, with_files(shop, (name, content)))
    choose(part, 0)
    seat.press(Qt.Key.Key_Return)
    dialog = part.window().findChild(ConfirmDialog)
    assert dialog is not None and f"Opening {name} may run a program" in shown(dialog)
    assert opened.urls == []
    QTest.mouseClick(dialog.yes_button, Qt.MouseButton.LeftButton)
    assert [Path(url.toLocalFile()).name for url in opened.urls] == [name]


def shown(dialog: ConfirmDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_files_are_saved_and_never_over_another(seat: Seat, shop: Shop, tmp_path: Path) -> None:
    _screen, part = files_tab(
        seat, with_files(shop, ("a:b.txt", b"first"), ("a:b.txt", b"second"), ("c.txt", b"third"))
    )
    target = tmp_path / "kept.txt"
    part.out.save_one(part.files()[2], str(target))
    seat.settle()
    assert target.read_bytes() == b"third"
    (tmp_path / "c.txt").write_bytes(b"mine")
    part.out.save_all(part.files(), str(tmp_path))
    seat.settle()
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert found["a_b.txt"] == b"first" and found["a_b (2).txt"] == b"second"
    assert found["c.txt"] == b"mine" and found["c (2).txt"] == b"third"
    assert not [name for name in found if name.endswith(".unfinished")]


def test_files_are_copied_for_other_programs(seat: Seat, shop: Shop) -> None:
    _screen, part = files_tab(seat, with_files(shop, ("a.jpg", jpeg()), ("b.txt", b"b")))
    choose(part, 0)
    seat.press(Qt.Key.Key_C, CONTROL)
    seat.qtbot.waitUntil(lambda: QGuiApplication.clipboard().mimeData().hasUrls())
    data = QGuiApplication.clipboard().mimeData()
    assert Path(data.urls()[0].toLocalFile()).read_bytes() == jpeg()
    assert data.hasImage()


def test_another_seat_adds_marks_and_removes_without_moving_the_choice(seat: Seat, shop: Shop) -> None:
    job = with_files(shop, ("a.jpg", jpeg()), ("b.txt", b"b"))
    _screen, part = files_tab(seat, job)
    choose(part, 1)
    done = shop.dispatcher.do(
        AttachFile(owner=FileOwner.WORK_ORDER, owner_id=job, name="c.txt", content=b"c")
    )
    seat.desk.hub.hear(done.changes)
    seat.qtbot.waitUntil(lambda: names(part) == ["a.jpg", "b.txt", "c.txt"])
    first = part.files()[0]
    done2 = shop.dispatcher.do(RemoveFiles(files=((first.id, first.version),)))
    seat.desk.hub.hear(done2.changes)
    seat.qtbot.waitUntil(lambda: names(part) == ["b.txt", "c.txt"])
    assert [file.name for file in part.grid.chosen()] == ["b.txt"]
    assert part.grid.hasFocus()


def test_a_mark_that_another_seat_set_meanwhile_is_a_conflict_that_is_said(seat: Seat, shop: Shop) -> None:
    job = with_files(shop, ("a.jpg", jpeg()))
    screen, part = files_tab(seat, job)
    file = part.files()[0]
    shop.dispatcher.do(MarkFiles(files=((file.id, file.version),), mark=FileMark.AFTER))
    choose(part, 0)
    seat.press(Qt.Key.Key_B)
    assert "Dan Desk changed this in the meantime." in banner(screen)


def test_who_may_not_change_files_can_look_and_open(qtbot: QtBot, shop: Shop, tmp_path: Path) -> None:
    job = with_files(shop, ("a.txt", b"a"))
    holder = QWidget()
    qtbot.addWidget(holder)
    looker = Seat(qtbot, shop.seat(BOOKKEEPER, Role.BOOKKEEPER), tmp_path, holder)
    _screen, part = files_tab(looker, job)
    choose(part, 0)
    assert not part.bar.add_button.isEnabled() and part.bar.add_button.toolTip()
    assert part.bar.buttons["open"].isVisible() and not part.bar.buttons["remove"].isVisible()
    assert not drop(part, picture_of())
    looker.desk.tasks.drain()


def test_two_hundred_photos_are_read_by_the_page(seat: Seat, shop: Shop) -> None:
    job = shop.job()
    (content,) = shop.add(
        FileContent(sha256="0" * 64, media_type="image/jpeg", size_bytes=3, content=b"abc", thumbnail=jpeg())
    )
    shop.add(
        *(
            Attachment(content_id=content, work_order_id=job, name=f"{n}.jpg", added_at=shop.now)
            for n in range(200)
        )
    )
    _screen, part = files_tab(seat, job)
    store = part.grid.itemDelegate()._store  # type: ignore[attr-defined]
    part.grid.grab()
    seat.settle()
    seat.qtbot.waitUntil(lambda: bool(store._pictures))
    seat.settle()
    assert len(part.files()) == 200 and len(store._pictures) <= 48
    assert part.grid.height() < 800
    part.grid.scrollToBottom()
    part.grid.grab()
    seat.settle()
    last = part.files()[-1].id
    seat.qtbot.waitUntil(lambda: last in store._pictures)


def test_lists_of_files_hold_no_bytes(shop: Shop) -> None:
    job = with_files(shop, ("a.jpg", jpeg()))
    rows = shop.owner.ask(FilesOf(owner=FileOwner.WORK_ORDER, owner_id=job))
    assert not any(isinstance(getattr(row, name), bytes) for row in rows for name in row.__slots__)
