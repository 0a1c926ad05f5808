"""What a call's fields do by themselves, as long as nobody says otherwise."""

from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal, Slot

from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.times import Clock, wall_minute
from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import SiteChoice
from fsmdesk.services.promises.messages import Promised, PromisedTimes
from fsmdesk.services.templates.messages import Template, TemplateCard
from fsmdesk.views.desk import Desk
from fsmdesk.views.intake.call_fields import USUAL_MINUTES, CallFields
from fsmdesk.views.intake.title_words import title_of
from fsmdesk.views.widgets.field_picker import Picked
from fsmdesk.views.widgets.option_list import Option


class FormHabits(QObject):
    """The title follows the problem, the priority an emergency, access the site, and much a template.

    What somebody typed or chose stays.

    Signals:
        filled(): a template filled fields.
    """

    filled = Signal()

    def __init__(self, desk: Desk, fields: CallFields, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._fields = fields
        self._clock = clock
        self._own_title = ""  # what the problem gave, as long as nobody typed another
        self._own_access = ""
        self._own_length = USUAL_MINUTES
        self._has_chosen_priority = False
        self._promised: dict[int, PromisedTimes] = {}
        fields.problem.changed.connect(self._follow_problem)
        fields.kind.changed.connect(self.follow_kind)
        fields.priority.changed.connect(self.note_priority)
        fields.template.picked.connect(self._template_picked)

    def clear(self) -> None:
        """Nothing was said yet."""
        self._own_title = self._own_access = ""
        self._own_length = USUAL_MINUTES
        self._has_chosen_priority = False
        self._show_promise()

    def raw(self) -> dict[str, object]:
        """What has to be known of them after a crash."""
        return {
            "own_title": self._own_title,
            "own_access": self._own_access,
            "own_length": self._own_length,
            "has_chosen_priority": self._has_chosen_priority,
        }

    def set_raw(self, raw: Mapping[str, object]) -> None:
        """As it was."""
        self._own_title = str(raw.get("own_title", ""))
        self._own_access = str(raw.get("own_access", ""))
        length = raw.get("own_length")
        self._own_length = length if isinstance(length, int) else USUAL_MINUTES
        self._has_chosen_priority = raw.get("has_chosen_priority") is True
        self._show_promise()

    @property
    def has_chosen_priority(self) -> bool:
        """True if the person chose the priority."""
        return self._has_chosen_priority

    @Slot(object)
    def show_access(self, site: SiteChoice | None) -> None:
        """How to get in is known for the site; what somebody typed stays."""
        access = self._fields.access
        if access.raw() not in ("", self._own_access):
            return
        self._own_access = site.access_notes if site is not None else ""
        access.set_value(self._own_access)

    def ask_promise(self, customer_id: int | None) -> None:
        """Read by when this customer is promised what."""
        self._desk.ask(self, Promised(customer_id=customer_id), self._take_promises)

    def _take_promises(self, times: tuple[PromisedTimes, ...]) -> None:
        self._promised = {int(one.priority): one for one in times}
        self._show_promise()

    @Slot()
    def follow_kind(self) -> None:
        """An emergency is critical unless a priority was chosen."""
        if not self._has_chosen_priority:
            is_emergency = self._fields.kind.read() == str(JobKind.EMERGENCY)
            self._fields.priority.set_value(int(Priority.CRITICAL if is_emergency else Priority.MEDIUM))
        self._show_promise()

    @Slot()
    def note_priority(self) -> None:
        """The person chose the priority."""
        self._has_chosen_priority = True
        self._show_promise()

    @Slot()
    def _follow_problem(self) -> None:
        title = self._fields.title
        if title.edit.text() != self._own_title:
            return
        self._own_title = title_of(str(self._fields.problem.raw()))
        title.set_value(self._own_title)

    def _show_promise(self) -> None:
        """The priority that is chosen says what it promises."""
        chosen = self._fields.priority.read()
        for priority in Priority:
            text = priority.label
            times = self._promised.get(int(priority))
            if priority == chosen and times is not None:
                text = " · ".join(part for part in (text, self._promise_words(times)) if part)
            self._fields.priority.set_words(int(priority), text)

    def _promise_words(self, times: PromisedTimes) -> str:
        if times.respond_by_at is not None:
            return tr("on site by {when}").format(when=self._when(times.respond_by_at))
        if times.finish_by_at is not None:
            return tr("done by {when}").format(when=self._when(times.finish_by_at))
        return ""

    def _when(self, at: datetime) -> str:
        formats = self._desk.formats
        day, minute = wall_minute(at, formats.zone)
        if day == self._today():
            return formats.minute(minute)
        return f"{formats.weekday(day.weekday(), short=True)} {formats.minute(minute)}"

    def _today(self) -> date:
        return wall_minute(self._clock(), self._desk.formats.zone)[0]

    @Slot(object)
    def _template_picked(self, option: Option | None) -> None:
        if option is None or not isinstance(option.id, int):
            return
        wanted = option.id

        def fill(card: TemplateCard) -> None:
            held = self._fields.template.read()
            if held is not None and held.id == wanted:
                self._fill(card)

        self._desk.ask(self, Template(template_id=wanted), fill)

    def _fill(self, card: TemplateCard) -> None:
        fields = self._fields
        fields.template.set_value(Picked(card.id, card.name))
        fields.kind.set_value(str(card.kind))
        if card.priority is not None and not self._has_chosen_priority:
            fields.priority.set_value(int(card.priority))
        else:
            self.follow_kind()
        if fields.duration.raw() in ("", fields.duration.shown(self._own_length)):
            fields.duration.set_value(card.duration_minutes)
            self._own_length = card.duration_minutes
        known = fields.skills.read()
        fields.skills.set_value((*known, *(name for name in card.skills if name not in known)))
        for field, text in (
            (fields.problem, card.scope),
            (fields.safety, card.safety_notes),
            (fields.gear, card.protective_gear),
        ):
            said = str(field.raw())
            if text.strip() and text.strip() not in said:
                field.set_raw(f"{said.rstrip()}\n{text}" if said.strip() else text)
        if not fields.title.edit.text():
            self._own_title = title_of(str(fields.problem.raw())) or card.name
            fields.title.set_value(self._own_title)
        self._show_promise()
        self.filled.emit()
