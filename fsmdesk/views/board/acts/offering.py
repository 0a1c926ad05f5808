"""Offers the acts where they are looked for: menus on the board, and keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu

from fsmdesk.core.permissions import Permission
from fsmdesk.core.words import tr
from fsmdesk.views.actions import ActionSpec
from fsmdesk.views.board.acts.board_acts import BoardActs
from fsmdesk.views.board.acts.job_menu import fill_job_menu
from fsmdesk.views.board.acts.slot_menu import fill_row_menu, fill_slot_menu, fill_span_menu
from fsmdesk.views.board.acts.visit_menu import VisitMenu, add_act
from fsmdesk.views.board.geometry import Hit
from fsmdesk.views.board.gesture import Landing
from fsmdesk.views.board.visits import Job, Visit
from fsmdesk.views.widgets.passing_menu import PassingMenu

if TYPE_CHECKING:
    from fsmdesk.views.board.board_screen import BoardScreen


class Offering(QObject):
    """Opens menus and binds keys; only for people who may plan."""

    def __init__(self, screen: BoardScreen, acts: BoardActs) -> None:
        super().__init__(screen)
        self._screen = screen
        self._acts = acts
        self.menu: PassingMenu | None = None
        if not screen.desk.may(Permission.SCHEDULE):
            return
        screen.grid.menu_wanted.connect(self._offer)
        screen.grid.span_pulled.connect(self._offer_span)
        screen.grid.offers_spans = True
        header = screen.grid.row_header
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_row)
        screen.jobs.view.menu_wanted.connect(self._offer_jobs)
        screen.jobs.bar.managing.connect(acts.manage_lists)
        screen.jobs.visits_dropped.connect(acts.drop_on_list)
        screen.jobs.jobs_dropped.connect(acts.put_jobs)
        screen.flow.follow_crews(acts.with_crew)
        self._bind()

    def _bind(self) -> None:
        acts = self._acts
        offered = (
            ActionSpec("board.move_to", tr("Move visit to…"), acts.move_to, "R", "move-horizontal"),
            ActionSpec("board.split", tr("Split visit"), acts.split_chosen, "/", "columns-3"),
            ActionSpec(
                "board.unassign", tr("Visits back to the list"), acts.unplace_chosen, "Delete", "undo-2"
            ),
            ActionSpec("board.cancel", tr("Cancel visits"), acts.cancel, "Shift+Delete", "circle-x"),
            ActionSpec("board.cut", tr("Cut visits"), acts.cut, "Ctrl+X"),
            ActionSpec("board.copy", tr("Copy visits"), acts.copy, "Ctrl+C", "copy"),
            ActionSpec("board.paste", tr("Paste visits"), acts.paste, "Ctrl+V"),
            ActionSpec("board.pin", tr("Pin visits, or not any more"), acts.toggle_pin, "P", "lock"),
            ActionSpec("board.push", tr("Push what follows"), acts.push, "", "chevron-right", "later delay"),
            ActionSpec("board.spread", tr("Visit over several days"), acts.spread, "", "calendar"),
            ActionSpec("board.helper", tr("Add helper"), acts.add_helper, "", "users", "crew"),
            ActionSpec("board.day", tr("Move everything of this day"), acts.move_day, "", "calendar-range"),
        )
        for spec in offered:
            self._screen.desk.actions.add(
                self._screen.grid, spec, Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
        book = ActionSpec("board.book", tr("Book the waiting job"), self._book, "B", "calendar-check")
        self._screen.desk.actions.add(self._screen.jobs, book, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @Slot(object, QPoint)
    def _offer(self, hit: Hit, at: QPoint) -> None:
        """Over a visit what can be done with it, over empty time what can be put there."""
        menu = self._fresh_menu()
        if hit.visit is not None:
            VisitMenu(self._acts, menu).fill(hit.visit, round(hit.minute))
            self._screen.contacting.add_to(menu, hit.visit)
            self._add_suggesting(menu, hit.visit, hit.visit.is_movable and len(self._acts.chosen) == 1)
        elif hit.technician_id is not None:
            fill_slot_menu(self._acts, menu, hit.technician_id, round(hit.minute))
        menu.show_at(at)

    @Slot(QPoint)
    def offer_for_chosen(self, at: QPoint) -> None:
        """What can be done with the chosen visit, above this global point."""
        visit = self._screen.grid.selected_visit
        if visit is not None:
            menu = self._fresh_menu()
            middle = (visit.start_minute + visit.end_minute) // 2
            VisitMenu(self._acts, menu).fill(visit, middle)
            self._screen.contacting.add_to(menu, visit)
            self._add_suggesting(menu, visit, visit.is_movable and len(self._acts.chosen) == 1)
            menu.show_at(at - QPoint(0, menu.sizeHint().height()))

    @Slot(object, QPoint)
    def _offer_span(self, span: Landing, at: QPoint) -> None:
        """What can be put into a span that was pulled open; the band stays while one chooses."""
        menu = self._fresh_menu()
        fill_span_menu(self._acts, menu, span)
        menu.aboutToHide.connect(self._screen.grid.pointer.span.forget)
        menu.show_at(at)

    @Slot(QPoint)
    def _offer_row(self, at: QPoint) -> None:
        grid = self._screen.grid
        technician_id = grid.row_header.technician_at(at.toPointF())
        if technician_id is not None:
            menu = self._fresh_menu()
            fill_row_menu(self._acts, menu, technician_id)
            menu.show_at(grid.row_header.mapToGlobal(at))

    @Slot(QPoint)
    def _offer_jobs(self, at: QPoint) -> None:
        jobs = self._screen.jobs.view.chosen_jobs
        if jobs:
            menu = self._fresh_menu()
            fill_job_menu(self._acts, menu, jobs)
            self._add_suggesting(menu, jobs[0], len(jobs) == 1)
            menu.show_at(at)

    def _add_suggesting(self, menu: QMenu, subject: Visit | Job, enabled: bool) -> None:
        menu.addSeparator()
        find = partial(self._screen.suggesting.suggest_for, subject)
        add_act(menu, tr("Find a slot"), find, "sparkles", "S", enabled)

    def _book(self) -> None:
        """The job that is chosen in the list gets a place to the minute."""
        job = self._screen.jobs.view.chosen_job
        if job is not None:
            self._acts.book(job)

    def _fresh_menu(self) -> PassingMenu:
        self.menu = PassingMenu(self._screen)
        return self.menu
