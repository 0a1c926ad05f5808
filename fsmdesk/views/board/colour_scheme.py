"""What the fill of a card tells: the state, or another thing that the person chose."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from zlib import crc32

from PySide6.QtGui import QColor

from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.core.words import tr
from fsmdesk.views.board.palette import BoardPalette, Swatch, mixed
from fsmdesk.views.board.visits import Visit

_HUES = (215, 28, 140, 275, 340, 180, 50, 245, 90, 5, 305, 160)
_KIND_HUES = {
    JobKind.PREVENTIVE: 140,
    JobKind.CORRECTIVE: 215,
    JobKind.EMERGENCY: 0,
    JobKind.INSPECTION: 275,
    JobKind.GENERAL: None,
    JobKind.INSTALLATION: 35,
}
_AA = 4.5


class ColourScheme(StrEnum):
    """The values are what is remembered."""

    STATE = "state"
    PRIORITY = "priority"
    KIND = "kind"
    CUSTOMER = "customer"
    OWN = "own"

    @property
    def label(self) -> str:
        """In words, for a menu."""
        words = {
            ColourScheme.STATE: tr("Colour by status"),
            ColourScheme.PRIORITY: tr("Colour by priority"),
            ColourScheme.KIND: tr("Colour by kind of work"),
            ColourScheme.CUSTOMER: tr("Colour by customer"),
            ColourScheme.OWN: tr("Own colours"),
        }
        return words[self]


class Dress:
    """Gives each visit its swatch, in one theme and by one scheme; made swatches are kept."""

    def __init__(self, palette: BoardPalette, scheme: ColourScheme) -> None:
        self.palette = palette
        self.scheme = scheme
        self._made: dict[str, Swatch] = {}
        self._by_state = {state.value: swatch for state, swatch in palette.states.items()}
        finders: dict[ColourScheme, Callable[[Visit], Swatch]] = {
            ColourScheme.STATE: self._of_state,
            ColourScheme.PRIORITY: self._of_priority,
            ColourScheme.KIND: self._of_kind,
            ColourScheme.CUSTOMER: self._of_customer,
            ColourScheme.OWN: self._of_own,
        }
        self.swatch = finders[scheme]

    def legend(self) -> Iterator[tuple[Swatch, str]]:
        """The swatches that mean something here, with their words; those of customers are too many."""
        if self.scheme is ColourScheme.STATE:
            yield from ((self.palette.states[state], state.label) for state in LEGEND_STATES)
        elif self.scheme is ColourScheme.PRIORITY:
            yield from (
                (self.tinted(self.palette.priorities[int(value)].name()), value.label) for value in Priority
            )
        elif self.scheme is ColourScheme.KIND:
            yield from ((self._kind_swatch(kind), kind.label) for kind in JobKind)
        elif self.scheme is ColourScheme.OWN:
            yield (self.palette.plain, tr("Without a colour of its own"))

    def tinted(self, name: str) -> Swatch:
        """A swatch around one colour: pale fill, stronger line, and text that can be read on it."""
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = swatch_around(QColor(name), self.palette)
        return found

    def _of_state(self, visit: Visit) -> Swatch:
        return self._by_state[visit.state._value_]

    def _of_priority(self, visit: Visit) -> Swatch:
        return self.tinted(self.palette.priorities[visit.priority].name())

    def _of_kind(self, visit: Visit) -> Swatch:
        return self._kind_swatch(visit.kind)

    def _of_customer(self, visit: Visit) -> Swatch:
        known = self._made.get(visit.customer)
        if known is None:
            hue = _HUES[crc32(visit.customer.encode()) % len(_HUES)]
            known = self._made[visit.customer] = self.tinted(_hue(hue))
        return known

    def _of_own(self, visit: Visit) -> Swatch:
        return self.tinted(visit.colour) if visit.colour else self.palette.plain

    def _kind_swatch(self, kind: JobKind) -> Swatch:
        hue = _KIND_HUES[kind]
        return self.palette.plain if hue is None else self.tinted(_hue(hue))


LEGEND_STATES = (
    VisitState.PLANNED,
    VisitState.DISPATCHED,
    VisitState.EN_ROUTE,
    VisitState.ON_SITE,
    VisitState.WAITING,
    VisitState.DONE,
)


def swatch_around(colour: QColor, palette: BoardPalette) -> Swatch:
    """Fill, line and text in one hue; the text passes AA on the fill."""
    fill = mixed(colour, palette.card, 0.30 if palette.is_dark else 0.15)
    line = mixed(colour, palette.card, 0.70 if palette.is_dark else 0.55)
    end = QColor("#ffffff") if palette.is_dark else QColor("#0b1220")
    text, share = colour, 1.0
    while contrast(text, fill) < _AA + 0.6 and share > 0:
        share -= 0.1
        text = mixed(colour, end, max(0.0, share))
    return Swatch(fill, line, text)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours as WCAG counts it, from 1 to 21."""
    first, second = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def _luminance(colour: QColor) -> float:
    shares = (part / 255 for part in (colour.red(), colour.green(), colour.blue()))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hue(hue: int) -> str:
    return QColor.fromHsl(hue, 175, 120).name()
