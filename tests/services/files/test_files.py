from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from fsmdesk.core.errors import ConflictError, NotAllowed, RuleBroken
from fsmdesk.core.file_names import MAX_FILE_BYTES
from fsmdesk.core.states import WorkOrderState
from fsmdesk.core.terms import CheckKind, CheckOutcome, FileMark
from fsmdesk.models import Attachment, ChangeLog, FileContent, WorkOrder, WorkOrderCheck
from fsmdesk.services.files.messages import (
    AttachFile,
    FileOwner,
    FileRow,
    FilesOf,
    MarkFiles,
    OneFile,
    ReadFile,
    RemoveFiles,
    SaveFile,
    Thumbnails,
)
from fsmdesk.services.undoing.messages import Undo
from tests.services.shop import BEN, BOILER, FAY, LIBRARY, LIBRARY_SITE, SCHOOL_SITE, Shop, at
from tests.support.pictures import hostile, jpeg

PLACES = [
    (FileOwner.EQUIPMENT, BOILER),
    (FileOwner.CUSTOMER, LIBRARY),
    (FileOwner.SITE, LIBRARY_SITE),
]


def attaching(job: int, content: bytes = b"Ring twice", name: str = "notes.txt") -> AttachFile:
    return AttachFile(owner=FileOwner.WORK_ORDER, owner_id=job, name=name, content=content)


def listed(shop: Shop, job: int) -> tuple[FileRow, ...]:
    return shop.owner.ask(FilesOf(owner=FileOwner.WORK_ORDER, owner_id=job))


def test_a_photo_is_kept_with_its_picture_and_when_it_was_taken(shop: Shop) -> None:
    job, content = shop.job(), jpeg(taken="2026:03:01 10:00:00", offset="+00:00")
    file = shop.dispatcher.do(attaching(job, content, "camera\\IMG_1.JPG")).value
    (row,) = listed(shop, job)
    assert (row.id, row.name, row.media_type) == (file, "IMG_1.JPG", "image/jpeg")
    assert row.size_bytes == len(content) and row.has_picture
    assert row.taken_at == datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    assert (row.added_by, row.mark) == ("Dan Desk", FileMark.NONE)
    pictures = shop.owner.ask(Thumbnails(file_ids=(file, 999)))
    assert set(pictures) == {file} and pictures[file].startswith(b"\xff\xd8")
    whole = shop.owner.ask(ReadFile(file_id=file))
    assert (whole.name, whole.content, whole.has_picture) == ("IMG_1.JPG", content, True)


def test_each_content_is_stored_once_whatever_many_records_show_it(shop: Shop) -> None:
    first, second = shop.job(), shop.job()
    for job in (first, second, second):
        shop.owner.do(attaching(job))
    for owner, owner_id in PLACES:
        shop.owner.do(AttachFile(owner=owner, owner_id=owner_id, name="a.txt", content=b"Ring twice"))
    assert len(shop.all(FileContent)) == 1
    assert len(shop.all(Attachment)) == 6
    assert [len(listed(shop, job)) for job in (first, second)] == [1, 2]


@pytest.mark.parametrize(("owner", "owner_id"), PLACES)
def test_machines_customers_and_sites_have_files_as_well(shop: Shop, owner: FileOwner, owner_id: int) -> None:
    file = shop.bookkeeper.do(
        AttachFile(owner=owner, owner_id=owner_id, name="m.pdf", content=b"%PDF-1")
    ).value
    assert [row.id for row in shop.owner.ask(FilesOf(owner=owner, owner_id=owner_id))] == [file]
    assert shop.owner.ask(OneFile(file_id=file)).media_type == "application/pdf"


@pytest.mark.parametrize("name", sorted(hostile()))
def test_a_hostile_picture_is_kept_as_a_file(sqlite_shop: Shop, name: str) -> None:
    job, content = sqlite_shop.job(), hostile()[name]
    file = sqlite_shop.owner.do(attaching(job, content, name)).value
    (row,) = listed(sqlite_shop, job)
    assert not row.has_picture and row.size_bytes == len(content)
    assert sqlite_shop.owner.ask(ReadFile(file_id=file)).content == content
    assert sqlite_shop.owner.ask(Thumbnails(file_ids=(file,))) == {}


def test_a_file_of_25_megabytes_fits_and_one_byte_more_does_not(shop: Shop) -> None:
    job = shop.job()
    content = bytes(MAX_FILE_BYTES)
    file = shop.owner.do(attaching(job, content, "film.mp4")).value
    assert shop.owner.ask(ReadFile(file_id=file)).content == content
    with pytest.raises(RuleBroken, match=r"film\.mp4 is 25\.1 MB; at most 25 MB fit\."):
        shop.owner.do(attaching(job, content + b"x", "film.mp4"))
    assert len(listed(shop, job)) == 1 and len(shop.all(FileContent)) == 1


def test_the_log_holds_that_a_file_came_and_not_its_bytes(shop: Shop) -> None:
    job = shop.job()
    shop.owner.do(attaching(job, b"secret-bytes-of-the-file"))
    with shop.reading() as work:
        tables = set(work.session.scalars(select(ChangeLog.table_name)))
        held = work.session.scalars(select(ChangeLog.after).where(ChangeLog.table_name == "attachment")).all()
    assert "attachment" in tables and "file_content" not in tables
    assert "secret" not in repr(held)


def test_a_content_is_never_changed(shop: Shop) -> None:
    shop.owner.do(attaching(shop.job()))
    with pytest.raises(RuleBroken):
        shop.change(FileContent, 1, content=b"something else")


def test_a_file_is_renamed_marked_and_noted_on_the_version_that_was_seen(shop: Shop) -> None:
    job = shop.job()
    file = shop.owner.do(attaching(job)).value
    saving = SaveFile(file_id=file, seen_version=1, name="Kessel.txt", mark=FileMark.BEFORE, note="Rost")
    key = saving.key
    shop.dispatcher.do(saving)
    (row,) = listed(shop, job)
    assert (row.name, row.mark, row.note, row.version) == ("Kessel.txt", FileMark.BEFORE, "Rost", 2)
    with pytest.raises(ConflictError) as caught:
        shop.owner.do(SaveFile(file_id=file, seen_version=1, name="x.txt", mark=FileMark.NONE, note=""))
    assert caught.value.who == "Dan Desk"
    shop.dispatcher.do(Undo(undone_key=key))
    assert listed(shop, job)[0].name == "notes.txt"


@pytest.mark.parametrize("name", ["", "  ", "a/b.txt", "photo\u202egpj.exe"])
def test_a_name_that_could_not_be_a_file_is_refused(sqlite_shop: Shop, name: str) -> None:
    file = sqlite_shop.owner.do(attaching(sqlite_shop.job())).value
    with pytest.raises(RuleBroken) as caught:
        sqlite_shop.owner.do(SaveFile(file_id=file, seen_version=1, name=name, mark=FileMark.NONE, note=""))
    assert caught.value.field == "name"


def test_several_are_marked_at_once_or_none(shop: Shop) -> None:
    job = shop.job()
    files = [shop.owner.do(attaching(job, content)).value for content in (b"1", b"2", b"3")]
    shop.owner.do(MarkFiles(files=((files[0], 1), (files[1], 1)), mark=FileMark.AFTER))
    with pytest.raises(ConflictError):
        shop.owner.do(MarkFiles(files=((files[2], 1), (files[1], 1)), mark=FileMark.BEFORE))
    assert [row.mark for row in listed(shop, job)] == [FileMark.AFTER, FileMark.AFTER, FileMark.NONE]


def test_removing_opens_the_item_that_a_photo_answered_and_undoing_brings_both_back(shop: Shop) -> None:
    job = shop.job()
    file = shop.owner.do(attaching(job, jpeg(), "gauge.jpg")).value
    (check,) = shop.add(
        WorkOrderCheck(
            work_order_id=job,
            kind=CheckKind.PHOTO,
            label="Gauge",
            outcome=CheckOutcome.PASSED,
            answered_at=shop.now,
            attachment_id=file,
        )
    )
    removing = RemoveFiles(files=((file, 1),))
    shop.change(WorkOrder, job, state=WorkOrderState.CANCELLED)
    with pytest.raises(RuleBroken, match="kept as it is"):
        shop.owner.do(removing)
    shop.change(WorkOrder, job, state=WorkOrderState.APPROVED)
    shop.owner.do(removing)
    assert listed(shop, job) == ()
    open_again = shop.get(WorkOrderCheck, check)
    assert open_again.outcome is None and open_again.attachment_id is None
    assert len(shop.all(FileContent)) == 1
    shop.owner.do(Undo(undone_key=removing.key))
    assert [row.name for row in listed(shop, job)] == ["gauge.jpg"]
    assert shop.get(WorkOrderCheck, check).attachment_id == file
    assert shop.owner.ask(ReadFile(file_id=file)).content == jpeg()


def test_adding_is_undone(shop: Shop) -> None:
    job, command = shop.job(), attaching(1)
    shop.owner.do(command)
    shop.owner.do(Undo(undone_key=command.key))
    assert listed(shop, job) == ()


def test_a_technician_adds_to_own_jobs_only(shop: Shop) -> None:
    own, other = shop.job(), shop.job(site_id=SCHOOL_SITE, equipment_id=None)
    shop.visit(own, at(9), technician_id=FAY)
    shop.visit(other, at(9), technician_id=BEN)
    file = shop.fays_phone.do(attaching(own)).value
    assert shop.fays_phone.ask(ReadFile(file_id=file)).content == b"Ring twice"
    secret = shop.owner.do(attaching(other)).value
    for refused in (
        lambda: shop.fays_phone.do(attaching(other)),
        lambda: shop.fays_phone.ask(FilesOf(owner=FileOwner.WORK_ORDER, owner_id=other)),
        lambda: shop.fays_phone.ask(ReadFile(file_id=secret)),
        lambda: shop.fays_phone.ask(Thumbnails(file_ids=(secret,))),
        lambda: shop.fays_phone.do(RemoveFiles(files=((secret, 1),))),
        lambda: shop.fays_phone.ask(FilesOf(owner=FileOwner.CUSTOMER, owner_id=LIBRARY)),
        lambda: shop.fays_phone.ask(FilesOf(owner=FileOwner.SITE, owner_id=SCHOOL_SITE)),
        lambda: shop.fays_phone.do(
            AttachFile(owner=FileOwner.EQUIPMENT, owner_id=BOILER, name="a", content=b"")
        ),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_technician_reads_the_manual_of_a_machine_of_an_own_job(shop: Shop) -> None:
    manual = AttachFile(owner=FileOwner.EQUIPMENT, owner_id=BOILER, name="m.pdf", content=b"%PDF-")
    file = shop.owner.do(manual).value
    with pytest.raises(NotAllowed):
        shop.fays_phone.ask(ReadFile(file_id=file))
    shop.visit(shop.job(), at(9), technician_id=FAY)
    assert shop.fays_phone.ask(ReadFile(file_id=file)).content == b"%PDF-"
    assert len(shop.fays_phone.ask(FilesOf(owner=FileOwner.EQUIPMENT, owner_id=BOILER))) == 1


def test_a_record_that_is_gone_takes_no_file(shop: Shop) -> None:
    with pytest.raises(RuleBroken):
        shop.owner.do(attaching(999))
    assert shop.all(FileContent) == []


def test_two_seats_that_add_the_same_content_at_once_store_it_once(shop: Shop) -> None:
    job, content = shop.job(), bytes(200_000) + b"the same"
    gate, errors = Barrier(4), []

    def add(office: object) -> None:
        gate.wait()
        try:
            for _ in range(3):
                office.do(attaching(job, content))  # type: ignore[attr-defined]
        except Exception as error:  # noqa: BLE001 - told to the test
            errors.append(error)

    seats = (
        shop.owner,
        shop.dispatcher,
        shop.seat(1, shop.owner.actor.role),
        shop.seat(2, shop.owner.actor.role),
    )
    threads = [Thread(target=add, args=(seat,)) for seat in seats]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with shop.reading() as work:
        assert work.session.scalar(select(func.count()).select_from(FileContent)) == 1
    assert len(listed(shop, job)) == 12
