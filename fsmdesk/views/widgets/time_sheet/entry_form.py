"""One span of time, typed: who, what, from when to when or how long."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Slot

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.terms import TimeKind
from fsmdesk.core.times import instant_at, wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.time_sheets.messages import JobTime, JobTimeCard, SaveTime, TimeRow
from fsmdesk.views.desk import Desk
from fsmdesk.views.today import today
from fsmdesk.views.widgets.field_choice import FieldChoice, FieldSelect
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldDate, FieldDuration, FieldTime
from fsmdesk.views.widgets.part_form import PartForm

_DAY: Final = 24 * 60


class EntryForm(PartForm[JobTimeCard, TimeRow]):
    """Typing how long sets the end; an end before the start is on the next day.

    Seconds that were recorded stay where the minute was not changed.
    """

    kind = "time_entry"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        formats = desk.formats
        self.technician = FieldSelect("technician_id", tr("Technician"), is_required=True)
        kinds = [(kind.value, kind.label) for kind in TimeKind]
        self.what = FieldChoice("kind", tr("What"), kinds, is_required=True)
        self.day = FieldDate("day", tr("Day"), formats, partial(today, formats), is_required=True)
        self.start = FieldTime("start_at", tr("From"), formats, is_required=True)
        self.end = FieldTime("end_at", tr("To"), formats)
        self.length = FieldDuration("length", tr("Or how long"), formats)
        self.note = FieldText("note", tr("Note"))
        self.reason = FieldText("reason", tr("Why it is changed"))
        grid = FieldGrid(self, columns=6)
        for field, span in (
            (self.technician, 3),
            (self.what, 3),
            (self.day, 2),
            (self.start, 1),
            (self.end, 1),
            (self.length, 2),
            (self.note, 3),
            (self.reason, 3),
        ):
            grid.add(self.add_field(field), span)
        self.body.addWidget(grid)
        self.length.changed.connect(self._end_by_length)
        self.end.changed.connect(self._length_by_end)
        self.start.changed.connect(self._length_by_end)

    def offer(self, card: JobTimeCard) -> None:
        """Time can be written down for these technicians."""
        self.technician.set_choices(card.technicians)

    def open(self, record_id: int) -> None:
        """A correction says why."""
        self.reason.show()
        super().open(record_id)

    def open_new(self, values: Mapping[str, object] | None = None) -> None:
        """There is nothing to explain yet."""
        self.reason.hide()
        super().open_new(values)

    def query(self, record_id: int) -> Query[JobTimeCard]:
        """A span is read with its job."""
        return JobTime(work_order_id=self.owner_id)

    def parts(self, card: JobTimeCard) -> Sequence[TimeRow]:
        """The spans of the job."""
        return card.rows

    def part_values(self, card: JobTimeCard, part: TimeRow) -> Mapping[str, object]:
        """Day and wall times of the span."""
        day, start = wall_minute(part.start_at, self.desk.formats.zone)
        end = wall_minute(part.end_at, self.desk.formats.zone)[1] if part.end_at is not None else None
        return {
            "technician_id": part.technician_id,
            "kind": part.kind.value,
            "day": day,
            "start_at": start,
            "end_at": end,
            "length": (end - start) % _DAY if end is not None else None,
            "note": part.note,
            "reason": "",
        }

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """The span in instants."""
        day, start, end = values["day"], values["start_at"], values["end_at"]
        if day is None or start is None:
            raise RuleBroken(tr("Say when it began."), "start_at")
        part = self._part(self.card) if self.card is not None else None
        start_at = self._instant(day, start, part.start_at if part is not None else None)
        end_at = None
        if end is not None:
            end_at = self._instant(day, end, part.end_at if part is not None else None)
            if end_at <= start_at:
                end_at = self._instant(
                    day + timedelta(days=1), end, part.end_at if part is not None else None
                )
        return SaveTime(
            work_order_id=self.owner_id,
            entry_id=self.record_id,
            seen_version=self.seen_version,
            technician_id=values["technician_id"],
            kind=TimeKind(values["kind"]),
            start_at=start_at,
            end_at=end_at,
            note=values["note"] or "",
            reason=values["reason"] or "",
        )

    def said(self) -> str:
        """What the status line says."""
        return tr("Time saved.")

    def _instant(self, day: date, minute: int, recorded: datetime | None) -> datetime:
        """The instant on the shop's wall; the recorded one where it shows the same minute."""
        zone = self.desk.formats.zone
        if recorded is not None and wall_minute(recorded, zone) == (day, minute):
            return recorded
        return instant_at(day, minute, zone)

    @Slot()
    def _end_by_length(self) -> None:
        try:
            start, length = self.start.read(), self.length.read()
        except RuleBroken:
            return
        if start is not None and length is not None:
            self.end.set_value((start + length) % _DAY)

    @Slot()
    def _length_by_end(self) -> None:
        try:
            start, end = self.start.read(), self.end.read()
        except RuleBroken:
            return
        self.length.set_value((end - start) % _DAY if start is not None and end is not None else None)
