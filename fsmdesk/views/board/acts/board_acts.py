"""Everything that can be done with the chosen visits: one method for each act, for menus, keys and drops alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from fsmdesk.core.words import tr
from fsmdesk.views.board.acts.clipboard import BoardClipboard
from fsmdesk.views.board.acts.place_acts import PlaceActs
from fsmdesk.views.board.acts.shape_acts import ShapeActs
from fsmdesk.views.board.acts.shaper import customers_of
from fsmdesk.views.board.gesture import Drop, GroupDrop, JobDrop, VisitDrop

if TYPE_CHECKING:
    from fsmdesk.views.board.board_screen import BoardScreen


class BoardActs(PlaceActs, ShapeActs):
    """All acts, with cut, copy and paste, and drops of several."""

    def __init__(self, screen: BoardScreen) -> None:
        super().__init__(screen)
        self.clipboard = BoardClipboard(self.store)
        self.grid.group_dropped.connect(self.take_group)

    @Slot(object)
    def take_group(self, group: GroupDrop) -> None:
        """Several were dropped, or copies were."""
        moves = [drop for drop in group.drops if isinstance(drop, VisitDrop)]
        jobs = [drop for drop in group.drops if isinstance(drop, JobDrop)]
        if moves and group.is_copy:
            self.wishes.copy(moves)
        elif moves and not self.with_crews(moves):
            self.wishes.move(moves)
        if jobs:
            self.wishes.place(jobs)

    # cut, copy, paste

    def cut(self) -> None:
        """The chosen visits are moved by the next paste."""
        visits = self.movable()
        if visits:
            self.clipboard.hold(visits, is_cut=True)
            words = tr("{names} cut: click a time and paste")
            self.say(words.format(names=customers_of(visits)))

    def copy(self) -> None:
        """Further visits of the chosen ones' jobs are made by the next paste."""
        visits = self.chosen
        if visits:
            self.clipboard.hold(visits, is_cut=False)
            words = tr("{names} copied: click a time and paste")
            self.say(words.format(names=customers_of(visits)))

    def paste(self) -> None:
        """What was cut or copied stands where was clicked last."""
        hit = self.grid.pointer.last_hit
        technician_id = hit.technician_id if hit is not None else None
        if hit is None or technician_id is None:
            self.say(tr("Click the time at which it shall be pasted"))
            return
        self.paste_at(technician_id, self.grid.scale.snapped(hit.minute, self.grid.snap_minutes))

    def paste_at(self, technician_id: int, minute: int) -> None:
        """What was cut or copied stands there."""
        paste = self.clipboard.paste_at(technician_id, minute, self.grid.layout_of_rows.technician_ids)
        if paste is None:
            self.say(tr("Nothing was cut or copied"))
        else:
            self.take_group(GroupDrop(tuple[Drop, ...](paste.drops), paste.is_copy))

    def choose_row(self, technician_id: int) -> None:
        """Every visit of that row is chosen."""
        row = self.store.row(technician_id).all()
        self.grid.select(row[0].id if row else None, [visit.id for visit in row])

    def open_job(self) -> None:
        """The job of the chosen visit is shown."""
        visit = self.grid.selected_visit
        if visit is not None:
            self.desk.shell.open_record("work_order", visit.work_order_id)
