"""What a card and its tip say: the fields that the office chose, in its order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from fsmdesk.core.card_fields import USUAL_LABEL, USUAL_TOOLTIP, read_fields
from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr
from fsmdesk.views.board.alarms import Alarm
from fsmdesk.views.board.due_words import window_words
from fsmdesk.views.board.marks import marks_of
from fsmdesk.views.board.visit_words import card_time, numbered, span_text
from fsmdesk.views.board.visits import Visit, instant_of


@dataclass(frozen=True, slots=True)
class CardField:
    """One thing that can be said about a visit; empty words are left out."""

    label: str
    words: Callable[[Visit, Formats], str]


def card_fields() -> Mapping[str, CardField]:
    """Everything that an office can choose from, by the name that is stored."""
    return {
        "customer": CardField(tr("Customer"), lambda visit, _: visit.customer or visit.title),
        "title": CardField(tr("Job"), lambda visit, _: visit.title if visit.customer else ""),
        "time": CardField(tr("From and to"), card_time),
        "span": CardField(tr("Day, from and to, length"), _whole_span),
        "number": CardField(tr("Job number"), lambda visit, _: numbered(visit.number)),
        "site": CardField(tr("Site"), lambda visit, _: visit.site),
        "region": CardField(tr("Region of the site"), lambda visit, _: visit.region),
        "kind": CardField(tr("Kind of work"), lambda visit, _: visit.kind.label),
        "priority": CardField(tr("Priority"), _priority),
        "state": CardField(tr("Status"), lambda visit, _: visit.state.label),
        "duration": CardField(tr("Length"), lambda visit, formats: formats.duration(visit.minutes)),
        "skills": CardField(tr("Skills"), lambda visit, _: ", ".join(visit.skills)),
        "window": CardField(tr("Promised window"), _window),
        "due": CardField(tr("Due"), _due),
        "travel": CardField(tr("Way to it"), _travel),
    }


class CardWords:
    """Says the chosen fields of visits."""

    def __init__(self, formats: Formats, label: str = "", tooltip: str = "") -> None:
        known = card_fields()
        self.formats = formats
        self.stored = (label, tooltip)
        self._label = [known[name].words for name in read_fields(label, USUAL_LABEL)]
        self._tooltip = [known[name].words for name in read_fields(tooltip, USUAL_TOOLTIP)]

    def first(self, visit: Visit) -> str:
        """What stands in strong letters."""
        return self._label[0](visit, self.formats)

    def second(self, visit: Visit) -> str:
        """What stands below it."""
        return self._label[1](visit, self.formats) if len(self._label) > 1 else ""

    def rest(self, visit: Visit) -> list[str]:
        """What stands in the last line, as far as there is room."""
        return [text for text in (words(visit, self.formats) for words in self._label[2:]) if text]

    def tip(self, visit: Visit, alarm: Alarm | None = None) -> list[str]:
        """The lines of the tip: the chosen fields, then what the marks mean."""
        lines = [words(visit, self.formats) for words in self._tooltip]
        lines.append(" · ".join(mark.words for mark in marks_of(visit, alarm)))
        return [line for line in lines if line]

    def tip_text(self, visit: Visit, alarm: Alarm | None = None) -> str:
        """The tip as Qt shows it; whatever a customer is called, it is plain words."""
        first, *more = self.tip(visit, alarm)
        return "<br>".join([f"<b>{escape(first)}</b>", *(escape(line) for line in more)])


def _whole_span(visit: Visit, formats: Formats) -> str:
    return f"{span_text(visit, formats)} ({formats.duration(visit.minutes)})"


def _priority(visit: Visit, formats: Formats) -> str:
    return tr("P{n} {name}").format(n=int(visit.priority), name=visit.priority.label)


def _window(visit: Visit, formats: Formats) -> str:
    words = window_words(visit, visit.start_minute, formats)
    return tr("suits {when}").format(when=words) if words else ""


def _due(visit: Visit, formats: Formats) -> str:
    if visit.due_minute is None:
        return ""
    return tr("due {time}").format(time=formats.instant(instant_of(visit.due_minute)))


def _travel(visit: Visit, formats: Formats) -> str:
    return formats.duration(visit.travel_minutes) if visit.travel_minutes else ""
