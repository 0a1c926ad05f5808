"""The menu over waiting jobs."""

from functools import partial

from PySide6.QtWidgets import QMenu

from fsmdesk.core.words import tr
from fsmdesk.views.board.acts.board_acts import BoardActs
from fsmdesk.views.board.acts.visit_menu import add_act
from fsmdesk.views.board.visits import Job
from fsmdesk.views.theme.icons import icon


def fill_job_menu(acts: BoardActs, menu: QMenu, jobs: list[Job]) -> None:
    """Open, book to the minute, and another list."""
    first = jobs[0]
    is_one = len(jobs) == 1
    show = partial(acts.desk.shell.open_record, "work_order", first.work_order_id)
    add_act(menu, tr("Open the job"), show, "external-link", "Return", is_one)
    add_act(menu, tr("Book…"), partial(acts.book, first), "calendar-check", "B", is_one)
    menu.addSeparator()
    lists = menu.addMenu(icon("list"), tr("Put in a list"))
    add_act(lists, tr("To schedule"), partial(acts.put_jobs, jobs, None))
    for row in acts.lists:
        add_act(lists, row.name, partial(acts.put_jobs, jobs, row.id))
    lists.addSeparator()
    add_act(lists, tr("Make and change lists…"), acts.manage_lists, "settings")
