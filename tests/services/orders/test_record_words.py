from fsmdesk.core.terms import CheckKind, FileMark
from fsmdesk.services.checklists.messages import (
    AnswerCheck,
    ClearCheck,
    FollowUpCheck,
    MoveCheckItem,
    NoteCheck,
    RemoveCheckItem,
    SaveCheckItem,
)
from fsmdesk.services.files.messages import AttachFile, FileOwner, MarkFiles, RemoveFiles, SaveFile
from fsmdesk.services.orders.messages import WorkOrderHistory
from fsmdesk.services.signatures.messages import RemoveSignature, Sign
from fsmdesk.services.templates.messages import CheckValue
from tests.services.shop import Shop
from tests.support.pictures import png

CO = CheckValue(CheckKind.NUMBER, "CO", "ppm", 0, 9_000)
FLAME = CheckValue(CheckKind.CHOICE, "Flame", choices=("blue", "!yellow"))


def history(shop: Shop, job: int) -> list[str]:
    return [row.text for row in shop.owner.ask(WorkOrderHistory(work_order_id=job))][::-1]


def test_the_history_tells_of_the_checklist(shop: Shop) -> None:
    job, other = shop.job(), shop.job()
    checks = [
        shop.owner.do(SaveCheckItem(work_order_id=job, check_id=None, seen_version=0, value=value)).value
        for value in (CO, FLAME)
    ]
    shop.owner.do(AnswerCheck(check_id=checks[0], seen_version=1, answer_milli=40_500))
    shop.owner.do(AnswerCheck(check_id=checks[1], seen_version=1, answer="!yellow"))
    shop.owner.do(NoteCheck(check_id=checks[0], seen_version=2, note="Burner dirty"))
    shop.owner.do(FollowUpCheck(check_id=checks[0], seen_version=3))
    shop.owner.do(ClearCheck(check_id=checks[1], seen_version=2))
    shop.owner.do(MoveCheckItem(check_id=checks[1], seen_version=3, place=0))
    shop.owner.do(RemoveCheckItem(check_id=checks[1], seen_version=4))
    told = history(shop, job)
    for expected in (
        "Added “CO” to the checklist",
        "CO: 40.5, failed",
        "Flame: “yellow”, failed",
        "CO: remark “Burner dirty”",
        "CO: follow-up job made",
        "Removed “Flame” from the checklist",
    ):
        assert expected in told
    assert all("Flame" not in text for text in history(shop, other))


def test_the_history_tells_of_files_and_signatures_also_of_those_that_are_gone(shop: Shop) -> None:
    job, other = shop.job(), shop.job()
    file = shop.owner.do(
        AttachFile(owner=FileOwner.WORK_ORDER, owner_id=job, name="IMG_1.jpg", content=b"x")
    ).value
    shop.owner.do(SaveFile(file_id=file, seen_version=1, name="Gauge.jpg", mark=FileMark.NONE, note=""))
    shop.owner.do(MarkFiles(files=((file, 2),), mark=FileMark.AFTER))
    shop.owner.do(Sign(work_order_id=job, seen_version=0, signer="Ann", picture=png()))
    shop.owner.do(Sign(work_order_id=job, seen_version=1, signer="Ben", picture=png()))
    shop.owner.do(RemoveSignature(work_order_id=job, seen_version=2))
    told = history(shop, job)
    assert "Renamed IMG_1.jpg to Gauge.jpg" in told and "Gauge.jpg: After" in told
    assert "Removed the signature of Ben" in told
    shop.owner.do(RemoveFiles(files=((file, 3),)))
    assert "Removed the file Gauge.jpg" in history(shop, job)
    assert len(history(shop, other)) == 1
