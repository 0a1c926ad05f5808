"""What a job was promised, counting down where it stands: on site by, then done by."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.promises import Standing, standing
from fsmdesk.core.states import OPEN_STATES, WorkOrderState
from fsmdesk.core.times import Clock, wall_minute
from fsmdesk.core.times import now as present
from fsmdesk.core.words import tr
from fsmdesk.views.widgets.badges import Badge, Look

_EVERY_MS: Final = 10_000
_COUNTED: Final = timedelta(hours=24)
_WEEK: Final = timedelta(days=7)
_THERE: Final = frozenset({WorkOrderState.ON_SITE, WorkOrderState.WAITING})
COLOURS: Final[Mapping[Standing, str]] = {
    Standing.FINE: "muted",
    Standing.SOON: "warn_text",
    Standing.LATE: "danger_text",
}
_LOOKS: Final[Mapping[Standing, Look]] = {
    Standing.FINE: Look("neutral", "clock"),
    Standing.SOON: Look("warn", "clock"),
    Standing.LATE: Look("danger", "triangle-alert"),
}


class Promise(NamedTuple):
    """What a job was promised when it was asked for; `was_there` says that somebody has been on site."""

    state: WorkOrderState
    requested_at: datetime
    respond_by_at: datetime | None
    due_at: datetime | None
    was_there: bool = False

    @property
    def is_about_coming(self) -> bool:
        """True while it matters by when somebody is on site."""
        return self.respond_by_at is not None and not self.was_there and self.state not in _THERE

    def ahead(self) -> datetime | None:
        """The promise that is to be kept next; None if nothing is open any more."""
        if self.state not in OPEN_STATES:
            return None
        return self.respond_by_at if self.is_about_coming else self.due_at


def countdown(promise: Promise, now: datetime, formats: Formats) -> tuple[str, Standing]:
    """`on site in 48 min`, `on site by Tue 14:05`, `done by 9 Mar 2026`, `on site 2 h late`; empty for nothing."""
    ahead = promise.ahead()
    if ahead is None:
        return "", Standing.FINE
    stands = standing(ahead, promise.requested_at, now)
    coming = promise.is_about_coming
    if stands is Standing.LATE:
        says = tr("on site {length} late") if coming else tr("done {length} late")
        return says.format(length=_length(now - ahead, formats)), stands
    if stands is Standing.SOON and ahead - now < _COUNTED:
        says = tr("on site in {length}") if coming else tr("done in {length}")
        return says.format(length=_length(ahead - now, formats)), stands
    says = tr("on site by {when}") if coming else tr("done by {when}")
    return says.format(when=_when(ahead, now, formats)), stands


def time_left(promise: Promise, now: datetime) -> tuple[str, Look]:
    """What is left until the promise that is ahead, for a narrow column: `48 min`, `3 h`, `2 d late`."""
    ahead = promise.ahead()
    if ahead is None:
        return "", _LOOKS[Standing.FINE]
    stands = standing(ahead, promise.requested_at, now)
    minutes = max(int(abs(ahead - now).total_seconds() // 60), 1)
    if minutes < 60:
        length = tr("{n} min").format(n=minutes)
    elif minutes < 24 * 60:
        length = tr("{n} h").format(n=minutes // 60)
    else:
        length = tr("{n} d").format(n=minutes // (24 * 60))
    return tr("{length} late").format(length=length) if stands is Standing.LATE else length, _LOOKS[stands]


def _length(length: timedelta, formats: Formats) -> str:
    """At least a minute, hours and minutes within a day, then whole days."""
    minutes = max(int(length.total_seconds() // 60), 1)
    if minutes < 24 * 60:
        return formats.duration(minutes)
    return tr("{n} d").format(n=formats.count(minutes // (24 * 60)))


def _when(at: datetime, now: datetime, formats: Formats) -> str:
    day, minute = wall_minute(at, formats.zone)
    if day == wall_minute(now, formats.zone)[0]:
        return formats.minute(minute)
    if at - now < _WEEK:
        return f"{formats.weekday(day.weekday(), short=True)} {formats.minute(minute)}"
    return formats.date(day)


class CountdownBadge(Badge):
    """Shows the promise that is ahead, and goes on by itself; hidden where there is none."""

    def __init__(self, formats: Formats, parent: QWidget | None = None, clock: Clock = present) -> None:
        super().__init__("", _LOOKS[Standing.FINE], parent)
        self._formats = formats
        self._clock = clock
        self._promise: Promise | None = None
        self._ticker = QTimer(self)
        self._ticker.setInterval(_EVERY_MS)
        self._ticker.timeout.connect(self.tick)
        self._ticker.start()
        self.hide()

    def show_promise(self, promise: Promise | None) -> None:
        """Count down to this one; None shows nothing."""
        self._promise = promise
        self.tick()

    @Slot()
    def tick(self) -> None:
        """Say how it stands now."""
        text = ""
        if self._promise is not None:
            text, stands = countdown(self._promise, self._clock(), self._formats)
            if text:
                self.set_badge(text, _LOOKS[stands])
                self.setToolTip(self._tip(self._promise))
        self.setVisible(bool(text))

    def _tip(self, promise: Promise) -> str:
        lines = []
        if promise.respond_by_at is not None:
            when = self._formats.instant(promise.respond_by_at)
            lines.append(tr("Somebody on site by {when}").format(when=when))
        if promise.due_at is not None:
            lines.append(tr("Finished by {when}").format(when=self._formats.instant(promise.due_at)))
        return "\n".join(lines)
