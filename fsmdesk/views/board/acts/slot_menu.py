"""The menus over empty time and over a technician."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu

from fsmdesk.core.words import tr
from fsmdesk.views.board.acts.board_acts import BoardActs
from fsmdesk.views.board.acts.visit_menu import add_act, shortened
from fsmdesk.views.board.gesture import Landing
from fsmdesk.views.board.visits import instant_of
from fsmdesk.views.theme.icons import icon

_MOST_JOBS: Final = 12


def fill_slot_menu(acts: BoardActs, menu: QMenu, technician_id: int, minute: int) -> None:
    """What can be put there: waiting jobs, the chosen one first, and what was cut or copied."""
    formats = acts.desk.formats
    at = acts.grid.scale.snapped(minute, 15)
    book = menu.addMenu(icon("plus"), tr("Book at {time}").format(time=formats.time(instant_of(at))))
    jobs = acts.screen.jobs.offered_jobs()[:_MOST_JOBS]
    book.setEnabled(bool(jobs))
    for job in jobs:
        told = [shortened(job.customer), shortened(job.title), formats.duration(job.duration_minutes)]
        text = " · ".join(part for part in told if part)
        there = Landing(technician_id, at, at + job.duration_minutes)
        add_act(book, text, partial(acts.book, job, there))
    menu.addSeparator()
    text = tr("Paste at {time}").format(time=formats.time(instant_of(at)))
    paste = partial(acts.paste_at, technician_id, at)
    add_act(menu, text, paste, "", "Ctrl+V", not acts.clipboard.is_empty)
    menu.addSeparator()
    add_act(menu, tr("Choose the whole row"), partial(acts.choose_row, technician_id), "list-checks")
    add_act(menu, tr("Move everything of this day…"), acts.move_day, "calendar-range")


def fill_row_menu(acts: BoardActs, menu: QMenu, technician_id: int) -> None:
    """What can be done with all of a technician's day."""
    add_act(menu, tr("Choose the whole row"), partial(acts.choose_row, technician_id), "list-checks")
    move = partial(acts.move_day, technician_id)
    add_act(menu, tr("Move the whole day…"), move, "calendar-range")
    menu.addSeparator()
    show = partial(acts.desk.shell.open_record, "technician", technician_id)
    add_act(menu, tr("Open the technician"), show, "external-link")
