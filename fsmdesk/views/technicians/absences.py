"""When a technician is away."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

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
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldDateTime
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
    """One absence of the technician whose id is `owner_id`."""

    kind = "absence"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.owner_id = 0
        day = partial(today, desk.formats)
        reason = FieldText("reason", tr("Reason"), placeholder=tr("holiday, ill, training…"))
        for field in (
            reason,
            FieldDateTime("start_at", tr("From"), desk.formats, day, is_required=True),
            FieldDateTime("end_at", tr("To"), desk.formats, day, is_required=True),
        ):
            self.body.addWidget(self.add_field(field))

    def query(self, record_id: int) -> Query[tuple[TechnicianCard, ...]]:
        """An absence is read with its technician."""
        return Technicians(include_archived=True)

    def values(self, card: tuple[TechnicianCard, ...]) -> Mapping[str, object]:
        """Those of the absence."""
        absence = self._absence(card)
        if absence is None:
            return dict.fromkeys(self.fields)
        return {key: getattr(absence, key) for key in self.fields}

    def version(self, card: tuple[TechnicianCard, ...]) -> int:
        """The version of the absence."""
        absence = self._absence(card)
        return absence.version if absence is not None else 0

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """The absence stays with its technician."""
        if values["end_at"] <= values["start_at"]:
            raise RuleBroken(tr("The end must be after the start."), "end_at")
        return SaveAbsence(
            absence_id=self.record_id,
            seen_version=self.seen_version,
            technician_id=self.owner_id,
            **values,
        )

    def draft_name(self) -> str:
        """Each technician has a draft of its own."""
        return f"{super().draft_name()}-of-{self.owner_id}"

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
        zone = self._desk.formats.zone
        day = today(self._desk.formats) + _DAY
        return {"start_at": instant_at(day, 0, zone), "end_at": instant_at(day + _DAY, 0, zone)}

    def _remove(self, line: PartLine) -> None:
        command = RemoveAbsence(absence_id=line.id, seen_version=line.version)
        self._desk.do(self, command, self._removed, said=tr("Removed: {what}").format(what=line.title))

    def _removed(self, _done: object) -> None:
        self.editor.leave()
