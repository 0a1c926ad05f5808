"""A backup holds the bytes of every file, and gives them back on either database."""

import gc
import tracemalloc
from pathlib import Path

from fsmdesk.core.terms import Role
from fsmdesk.db.backup import backup
from fsmdesk.db.location import parse_location
from fsmdesk.db.restore import restore
from fsmdesk.models import FileContent
from fsmdesk.services.files.messages import AttachFile, FileOwner, FilesOf, ReadFile, Thumbnails
from fsmdesk.services.signatures.messages import Sign, SignatureOf
from tests.services.shop import OWNER, Shop
from tests.support.pictures import jpeg, png

MB = 1 << 20
FILES = {"every byte.bin": bytes(range(256)) * 40, "empty.txt": b"", "photo.jpg": jpeg()}


def test_files_and_signatures_come_back_from_a_backup(
    shop: Shop, empty_database_url: str, tmp_path: Path
) -> None:
    job = shop.job()
    for name, content in FILES.items():
        shop.owner.do(AttachFile(owner=FileOwner.WORK_ORDER, owner_id=job, name=name, content=content))
    shop.owner.do(Sign(work_order_id=job, seen_version=0, signer="P. Doyle", picture=png()))
    target = tmp_path / "backup.fsmdesk"
    backup(parse_location(shop.url), target)
    restore(target, parse_location(empty_database_url))
    restored = Shop(empty_database_url)
    try:
        office = restored.seat(OWNER, Role.OWNER)
        rows = office.ask(FilesOf(owner=FileOwner.WORK_ORDER, owner_id=job))
        assert {row.name: office.ask(ReadFile(file_id=row.id)).content for row in rows} == FILES
        assert len(office.ask(Thumbnails(file_ids=tuple(row.id for row in rows)))) == 1
        assert office.ask(SignatureOf(work_order_id=job)).picture == png()
        again = AttachFile(owner=FileOwner.WORK_ORDER, owner_id=job, name="again.jpg", content=jpeg())
        office.do(again)
        assert len(restored.all(FileContent)) == len(FILES) + 1
    finally:
        restored.database.close()


def test_a_backup_holds_few_files_in_memory_at_once(shop: Shop, tmp_path: Path) -> None:
    shop.add(
        *(
            FileContent(
                sha256=f"{number:064d}", media_type="video/mp4", size_bytes=MB, content=bytes([number]) * MB
            )
            for number in range(40)
        )
    )
    gc.collect()
    tracemalloc.start()
    try:
        copied = backup(parse_location(shop.url), tmp_path / "backup.fsmdesk")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert copied["file_content"].rows == 40
    assert peak < 25 * MB
