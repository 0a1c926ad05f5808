"""The menus over empty time and over a technician."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu

from fsmdesk.core.words import tr
from fsmdesk.views.board.acts.board_acts import BoardActs
from fsmdesk.views.board.acts.visit_menu import add_act, shortened
from fsmdesk.views.board.gesture import Landing
from fsmdesk.views.board.visit_words import span_text
from fsmdesk.views.board.visits import instant_of
from fsmdesk.views.theme.icons import icon

_MOST_JOBS: Final = 12


def fill_slot_menu(acts: BoardActs, menu: QMenu, technician_id: int, minute: int) -> None:
    """What can be put there: waiting jobs, the chosen one first, and what was cut or copied."""
    formats = acts.desk.formats
    at = acts.grid.scale.snapped(minute, acts.grid.snap_minutes)
    book = menu.addMenu(icon("plus"), tr("Book at {time}").format(time=formats.time(instant_of(at))))
    book.setEnabled(_add_jobs(acts, book, technician_id, at))
    menu.addSeparator()
    text = tr("Paste at {time}").format(time=formats.time(instant_of(at)))
    paste = partial(acts.paste_at, technician_id, at)
    add_act(menu, text, paste, "", "Ctrl+V", not acts.clipboard.is_empty)
    menu.addSeparator()
    add_act(menu, tr("Choose the whole row"), partial(acts.choose_row, technician_id), "list-checks")
    add_act(menu, tr("Move everything of this day…"), acts.move_day, "calendar-range")


def fill_span_menu(acts: BoardActs, menu: QMenu, span: Landing) -> None:
    """What can be put into a span of time, from its start to its end: waiting jobs, and what was cut or copied."""
    formats = acts.desk.formats
    words = tr("Book {span}").format(span=f"{span_text(span, formats)} ({formats.duration(span.minutes)})")
    add_act(menu, words, lambda: None, "plus", enabled=False)
    if not _add_jobs(acts, menu, span.technician_id, span.start_minute, span.minutes):
        add_act(menu, tr("Nothing waits for a time"), lambda: None, enabled=False)
    menu.addSeparator()
    text = tr("Paste at {time}").format(time=formats.time(instant_of(span.start_minute)))
    paste = partial(acts.paste_at, span.technician_id, span.start_minute)
    add_act(menu, text, paste, "", "Ctrl+V", not acts.clipboard.is_empty)


def _add_jobs(acts: BoardActs, menu: QMenu, technician_id: int, start: int, minutes: int = 0) -> bool:
    """Offer the waiting jobs from that minute on, for so long, or as long as each takes; False without any."""
    jobs = acts.screen.jobs.offered_jobs()[:_MOST_JOBS]
    for job in jobs:
        length = job.duration_minutes
        told = [shortened(job.customer), shortened(job.title), acts.desk.formats.duration(length)]
        text = " · ".join(part for part in told if part)
        there = Landing(technician_id, start, start + (minutes or length))
        add_act(menu, text, partial(acts.book, job, there))
    return bool(jobs)


def fill_row_menu(acts: BoardActs, menu: QMenu, technician_id: int) -> None:
    """What can be done with all of a technician's day."""
    add_act(menu, tr("Choose the whole row"), partial(acts.choose_row, technician_id), "list-checks")
    move = partial(acts.move_day, technician_id)
    add_act(menu, tr("Move the whole day…"), move, "calendar-range")
    menu.addSeparator()
    show = partial(acts.desk.shell.open_record, "technician", technician_id)
    add_act(menu, tr("Open the technician"), show, "external-link")
