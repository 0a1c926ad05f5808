"""What a technician can reach at all, and that each of it answers about his own jobs only.

A new query or command that technicians may give has to be looked at, and be added here.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import fsmdesk.services
from fsmdesk.core.errors import NotAllowed
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import may
from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import Role, TimeKind
from fsmdesk.models import WorkOrderCheck
from fsmdesk.services.checklists.messages import Checklist, ClearCheck, FollowUpCheck, NoteCheck
from fsmdesk.services.dispatch.messages import SetVisitState
from fsmdesk.services.files.messages import AttachFile, FileOwner, FilesOf, OneFile, ReadFile, RemoveFiles
from fsmdesk.services.merging.messages import MergeRecords
from fsmdesk.services.my_day.messages import MyVisit, ReportJob
from fsmdesk.services.orders.messages import FollowUpJob, MoveWorkOrder
from fsmdesk.services.printing.messages import (
    BoundPapers,
    DaySheetPaper,
    DaySheetsOfDay,
    JobTicketPaper,
    SeparatePapers,
)
from fsmdesk.services.signatures.messages import Sign, SignatureOf
from fsmdesk.services.site_codes.messages import SiteCodes
from fsmdesk.services.time_sheets.messages import JobTime, RemoveTime, SaveTime
from tests.services.shop import BEN, FAY, SCHOOL_SITE, Shop, at
from tests.support.pictures import jpeg, png

# Of the office as a whole, or of the person: nothing about anybody's jobs.
HARMLESS = {
    *("about.AboutOffice", "setup.Company", "undoing.Undo", "undoing.MySteps", "my_day.MyDay"),
    *("saved_views.SavedViews", "saved_views.AddSavedView", "saved_views.ChangeSavedView"),
    *("saved_views.RemoveSavedView", "saved_views.MakeSavedViewDefault"),
}
# Each is tried below, or in the tests of its own area.
OWN_ONLY = {
    *("checklists.Checklist", "checklists.AnswerCheck", "checklists.SkipCheck", "checklists.NoteCheck"),
    *("checklists.ClearCheck", "checklists.PhotographCheck", "checklists.FollowUpCheck"),
    *("dispatch.SetVisitState", "my_day.MyVisit", "my_day.ReportJob"),
    *("files.FilesOf", "files.OneFile", "files.Thumbnails", "files.ReadFile", "files.AttachFile"),
    *("files.SaveFile", "files.MarkFiles", "files.RemoveFiles"),
    *("printing.JobTicketPaper", "printing.DaySheetPaper", "printing.BoundPapers"),
    *("printing.SeparatePapers", "printing.DaySheetsOfDay"),
    *("agenda.AgendaPaper", "agenda.ExportCalendar"),
    *("signatures.SignatureOf", "signatures.Sign", "signatures.RemoveSignature", "site_codes.SiteCodes"),
    *("time_sheets.JobTime", "time_sheets.SaveTime", "time_sheets.RemoveTime", "orders.FollowUpJob"),
}
# Asked for with a permission of their own once it is known what they are about.
REFUSED_LATER = {"merging.MergeRecords", "orders.MoveWorkOrder"}


def _reached() -> Iterator[str]:
    for path in sorted(Path(fsmdesk.services.__path__[0]).glob("*/messages.py")):
        area = path.parent.name
        module = import_module(f"fsmdesk.services.{area}.messages")
        for name, found in vars(module).items():
            is_message = isinstance(found, type) and issubclass(found, Command | Query)
            if is_message and found.__module__ == module.__name__ and may(Role.TECHNICIAN, found.needs):
                yield f"{area}.{name}"


def test_technicians_reach_what_was_looked_at_and_nothing_else() -> None:
    assert set(_reached()) == HARMLESS | OWN_ONLY | REFUSED_LATER


class Bens:
    """A job of somebody else's with everything on it."""

    def __init__(self, shop: Shop) -> None:
        self.job = shop.job(WorkOrderState.ON_SITE, site_id=SCHOOL_SITE)
        self.visit = shop.visit(
            self.job, at(6), technician_id=BEN, state=VisitState.ON_SITE, arrived_at=at(6)
        )
        [self.check] = shop.add(WorkOrderCheck(work_order_id=self.job, kind="tick", label="Flame"))
        attach = AttachFile(owner=FileOwner.WORK_ORDER, owner_id=self.job, name="a.jpg", content=jpeg())
        self.file = shop.dispatcher.do(attach).value
        save = SaveTime(
            work_order_id=self.job, technician_id=BEN, kind=TimeKind.BREAK, start_at=at(7), end_at=at(7, 10)
        )
        self.time = shop.dispatcher.do(save).value


QUERIES: dict[str, Callable[[Bens], Query[Any]]] = {
    "checklist": lambda bens: Checklist(work_order_id=bens.job),
    "files": lambda bens: FilesOf(owner=FileOwner.WORK_ORDER, owner_id=bens.job),
    "files of the site": lambda _bens: FilesOf(owner=FileOwner.SITE, owner_id=SCHOOL_SITE),
    "file": lambda bens: OneFile(file_id=bens.file),
    "bytes": lambda bens: ReadFile(file_id=bens.file),
    "visit": lambda bens: MyVisit(visit_id=bens.visit),
    "ticket": lambda bens: JobTicketPaper(work_order_id=bens.job),
    "day sheet": lambda _bens: DaySheetPaper(technician_id=BEN, day=at(6).date()),
    "bound": lambda bens: BoundPapers(papers=(JobTicketPaper(work_order_id=bens.job),), title="x"),
    "separate": lambda bens: SeparatePapers(papers=(JobTicketPaper(work_order_id=bens.job),)),
    "signature": lambda bens: SignatureOf(work_order_id=bens.job),
    "codes": lambda _bens: SiteCodes(site_id=SCHOOL_SITE),
    "time": lambda bens: JobTime(work_order_id=bens.job),
}

COMMANDS: dict[str, Callable[[Bens], Command[Any]]] = {
    "clear": lambda bens: ClearCheck(check_id=bens.check, seen_version=1),
    "note": lambda bens: NoteCheck(check_id=bens.check, seen_version=1, note="x"),
    "follow up": lambda bens: FollowUpCheck(check_id=bens.check, seen_version=1),
    "step": lambda bens: SetVisitState(visit_id=bens.visit, seen_version=1, after=VisitState.DONE),
    "attach": lambda bens: AttachFile(
        owner=FileOwner.WORK_ORDER, owner_id=bens.job, name="b.jpg", content=jpeg()
    ),
    "remove file": lambda bens: RemoveFiles(files=((bens.file, 1),)),
    "report": lambda bens: ReportJob(
        work_order_id=bens.job, seen_version=1, cause="a", fix="b", customer_notes=""
    ),
    "sign": lambda bens: Sign(work_order_id=bens.job, seen_version=0, signer="P", picture=png()),
    "time": lambda bens: SaveTime(
        work_order_id=bens.job, technician_id=FAY, kind=TimeKind.LABOUR, start_at=at(7), end_at=at(8)
    ),
    "remove time": lambda bens: RemoveTime(work_order_id=bens.job, entry_id=bens.time, seen_version=1),
    "extra work": lambda bens: FollowUpJob(work_order_id=bens.job, title="More"),
    "move": lambda bens: MoveWorkOrder(work_order_id=bens.job, seen_version=1, after=WorkOrderState.COMPLETE),
    "merge": lambda _bens: MergeRecords(
        kind="customer", kept_id=1, kept_version=1, merged_id=2, merged_version=1
    ),
}


@pytest.mark.parametrize("name", QUERIES)
def test_nothing_is_told_of_somebody_elses_job(sqlite_shop: Shop, name: str) -> None:
    with pytest.raises(NotAllowed):
        sqlite_shop.fays_phone.ask(QUERIES[name](Bens(sqlite_shop)))


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_is_changed_on_somebody_elses_job(sqlite_shop: Shop, name: str) -> None:
    with pytest.raises(NotAllowed):
        sqlite_shop.fays_phone.do(COMMANDS[name](Bens(sqlite_shop)))


def test_the_same_is_told_of_his_own(sqlite_shop: Shop) -> None:
    shop = sqlite_shop
    bens = Bens(shop)
    shop.visit(bens.job, at(12), state=VisitState.PLANNED)
    for name, query in QUERIES.items():
        if name not in ("visit", "day sheet"):
            shop.fays_phone.ask(query(bens))
    assert shop.fays_phone.ask(DaySheetsOfDay(day=at(6).date())) == (FAY,)
