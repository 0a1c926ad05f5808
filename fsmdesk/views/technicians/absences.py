"""When a technician is away."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Slot

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.times import instant_at, wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.technicians.messages import (
    AbsenceRow,
    RemoveAbsence,
    SaveAbsence,
    TechnicianCard,
    Technicians,
)
from fsmdesk.views.allowance import why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.today import today
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldCheck
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldDate, FieldTime
from fsmdesk.views.widgets.part_card import LineAction, PartCard, PartLine

_DAY = timedelta(days=1)


def away_words(start: datetime, end: datetime, formats: Formats) -> str:
    """From when to when, without times where whole days are meant."""
    first, from_minute = wall_minute(start, formats.zone)
    last, to_minute = wall_minute(end, formats.zone)
    if from_minute == 0 and to_minute == 0:
        last -= _DAY
        if first == last:
            return formats.date(first)
        return tr("{first} – {last}").format(first=formats.date(first), last=formats.date(last))
    shown_end = formats.time(end) if first == last else formats.instant(end)
    return tr("{first} – {last}").format(first=formats.instant(start), last=shown_end)


class AbsenceForm(EditorForm[tuple[TechnicianCard, ...], int]):
    """One absence of the technician whose id is `owner_id`: whole days, both included, or times of a day."""

    kind = "absence"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.owner_id = 0
        day = partial(today, desk.formats)
        reason = FieldText("reason", tr("Reason"), placeholder=tr("holiday, ill, training…"))
        self.first = FieldDate("first_on", tr("First day away"), desk.formats, day, is_required=True)
        self.last = FieldDate("last_on", tr("Last day away"), desk.formats, day, is_required=True)
        self.part = FieldCheck("is_part", tr("Only a part of the day"))
        self.start = FieldTime("start_minute", tr("Away from"), desk.formats)
        self.end = FieldTime("end_minute", tr("Back at"), desk.formats)
        grid = FieldGrid(self, columns=2)
        for field, span in (
            (reason, 2),
            (self.first, 1),
            (self.last, 1),
            (self.part, 2),
            (self.start, 1),
            (self.end, 1),
        ):
            grid.add(self.add_field(field), span)
        self.body.addWidget(grid)
        self.part.changed.connect(self._show_times)
        self.first.changed.connect(self._keep_order)
        self.shown.connect(self._show_times)
        self._show_times()

    def open_new(self, values: Mapping[str, object] | None = None) -> None:
        """Begin a new one."""
        super().open_new(values)
        self._show_times()

    def query(self, record_id: int) -> Query[tuple[TechnicianCard, ...]]:
        """An absence is read with its technician."""
        return Technicians(include_archived=True)

    def values(self, card: tuple[TechnicianCard, ...]) -> Mapping[str, object]:
        """Those of the absence, as days and times."""
        absence = self._absence(card)
        if absence is None:
            return dict.fromkeys(self.fields)
        zone = self.desk.formats.zone
        first, start = wall_minute(absence.start_at, zone)
        last, end = wall_minute(absence.end_at, zone)
        is_part = (start, end) != (0, 0)
        return {
            "reason": absence.reason,
            "first_on": first,
            "last_on": last if is_part else last - _DAY,
            "is_part": is_part,
            "start_minute": start if is_part else None,
            "end_minute": end if is_part else None,
        }

    def version(self, card: tuple[TechnicianCard, ...]) -> int:
        """The version of the absence."""
        absence = self._absence(card)
        return absence.version if absence is not None else 0

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """The absence stays with its technician; the last day is a day away."""
        first, last = values["first_on"], values["last_on"]
        if last < first:
            raise RuleBroken(tr("The last day can't be before the first."), "last_on")
        start_at, end_at = self._bounds(first, last, values)
        return SaveAbsence(
            absence_id=self.record_id,
            seen_version=self.seen_version,
            technician_id=self.owner_id,
            start_at=start_at,
            end_at=end_at,
            reason=values["reason"],
        )

    def draft_name(self) -> str:
        """Each technician has a draft of its own."""
        return f"{super().draft_name()}-of-{self.owner_id}"

    def _bounds(self, first: date, last: date, values: Mapping[str, Any]) -> tuple[datetime, datetime]:
        zone = self.desk.formats.zone
        if not values["is_part"]:
            return instant_at(first, 0, zone), instant_at(last + _DAY, 0, zone)
        for key, words in (
            ("start_minute", tr("Say from when.")),
            ("end_minute", tr("Say when work goes on.")),
        ):
            if values[key] is None:
                raise RuleBroken(words, key)
        start_at = instant_at(first, values["start_minute"], zone)
        end_at = instant_at(last, values["end_minute"], zone)
        if end_at <= start_at:
            raise RuleBroken(tr("Work goes on after the absence begins."), "end_minute")
        return start_at, end_at

    @Slot()
    def _show_times(self) -> None:
        for field in (self.start, self.end):
            field.setVisible(self.part.read())

    @Slot()
    def _keep_order(self) -> None:
        """A later first day takes the last one with it."""
        try:
            first, last = self.first.read(), self.last.read()
        except RuleBroken:
            return
        if first is not None and (last is None or last < first):
            self.last.set_value(first)

    def _absence(self, card: tuple[TechnicianCard, ...]) -> AbsenceRow | None:
        found = (absence for technician in card for absence in technician.absences)
        return next((absence for absence in found if absence.id == self.record_id), None)


class AbsencesCard(PartCard):
    """What is still to come."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._form = AbsenceForm(desk)
        super().__init__(
            tr("Away"),
            tr(
                "Holidays, illness, training: the board shows them and warns before work is planned into them."
            ),
            self._form,
            add_words=tr("Add absence"),
            action=LineAction("trash-2", tr("Remove"), self._remove),
            refusal=why_not(desk, Permission.SCHEDULE),
        )

    def show_technician(self, technician: TechnicianCard) -> None:
        """Show the coming absences of this technician."""
        if technician.id != self._form.owner_id:
            self._form.owner_id = technician.id
            self.editor.leave()
        formats = self._desk.formats
        self.show_lines(
            [
                PartLine(
                    absence.id,
                    absence.version,
                    absence.reason or tr("Away"),
                    away_words(absence.start_at, absence.end_at, formats),
                )
                for absence in technician.absences
            ]
        )

    def first_values(self) -> dict[str, object]:
        """Tomorrow, the whole day."""
        day = today(self._desk.formats) + _DAY
        return {"first_on": day, "last_on": day, "is_part": False}

    def _remove(self, line: PartLine) -> None:
        command = RemoveAbsence(absence_id=line.id, seen_version=line.version)
        self._desk.do(self, command, self._removed, said=tr("Removed: {what}").format(what=line.title))

    def _removed(self, _done: object) -> None:
        self.editor.leave()
