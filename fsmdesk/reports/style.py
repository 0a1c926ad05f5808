"""The look that all documents share: colours, type styles, distances. Lengths are points."""

from dataclasses import dataclass, replace

from fsmdesk.core.states import VisitState, WorkOrderState
from fsmdesk.core.terms import Priority
from fsmdesk.reports.faces import Weight


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as PDF operators write it: three numbers from 0 to 1."""

    numbers: str

    @staticmethod
    def of(hex_code: str) -> "Colour":
        """The colour of a code such as `#101828`."""
        parts = (int(hex_code[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return Colour(" ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in parts))


@dataclass(frozen=True, slots=True)
class Accent:
    """The shop's colour: `fill` as it was chosen, `text` dark enough to be read on paper, `band` if there is one."""

    fill: Colour
    text: Colour
    has_band: bool

    @staticmethod
    def of(hex_code: str) -> "Accent":
        """From a code such as `#2f6fed`; without one the house's own ink, and no band."""
        if not hex_code:
            return Accent(STRONG_INK, STRONG_INK, False)
        return Accent(Colour.of(hex_code), Colour.of(readable_on_paper(hex_code)), True)


def readable_on_paper(hex_code: str) -> str:
    """The colour, made darker until text in it has the contrast on white that WCAG asks of small type."""
    parts = [int(hex_code[at : at + 2], 16) for at in (1, 3, 5)]
    while 1.05 / (_luminance(parts) + 0.05) < _LEAST_CONTRAST:
        parts = [int(part * 0.94) for part in parts]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _luminance(parts: list[int]) -> float:
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


_LEAST_CONTRAST = 4.5
INK = Colour.of("#1d2939")
STRONG_INK = Colour.of("#101828")
MUTED = Colour.of("#667085")
HAIRLINE = Colour.of("#dde3ea")
RULE = Colour.of("#1d2939")
PANEL = Colour.of("#f5f7fa")
GHOST = Colour.of("#eef1f5")
WARNING = Colour.of("#9a3412")
WARNING_PANEL = Colour.of("#fff7ed")
WARNING_LINE = Colour.of("#fdba74")


@dataclass(frozen=True, slots=True)
class ChipColours:
    """Fill, line and text of a chip, the same as on the screen."""

    fill: Colour
    line: Colour
    text: Colour

    @staticmethod
    def of(fill: str, line: str, text: str) -> "ChipColours":
        """From three colour codes."""
        return ChipColours(Colour.of(fill), Colour.of(line), Colour.of(text))


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set; `tabular` gives all figures one width."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    colour: Colour = INK
    tabular: bool = False

    def in_colour(self, colour: Colour) -> "TextStyle":
        """The same in another colour."""
        return replace(self, colour=colour)


_W = Weight
TITLE = TextStyle(20.5, 25, _W.LIGHT, STRONG_INK)
HEADING = TextStyle(14, 18, _W.SEMIBOLD, STRONG_INK)
NAME = TextStyle(11, 14, _W.BOLD, STRONG_INK)
BODY = TextStyle(9, 12)
BODY_BOLD = TextStyle(9, 12, _W.BOLD, STRONG_INK)
BODY_MEDIUM = TextStyle(9, 12, _W.MEDIUM, STRONG_INK)
BODY_MUTED = TextStyle(9, 12, colour=MUTED)
CONTACT = TextStyle(9, 12.75, colour=MUTED)
SMALL = TextStyle(8, 11)
SMALL_BOLD = TextStyle(8, 11, _W.BOLD, STRONG_INK)
LABEL = TextStyle(8, 11, colour=MUTED)
TABLE_HEAD = TextStyle(8, 11, _W.MEDIUM, MUTED)
NUMBER = TextStyle(9, 12, tabular=True)
NUMBER_BOLD = TextStyle(9, 12, _W.BOLD, STRONG_INK, tabular=True)
TOTAL = TextStyle(11.5, 15, _W.BOLD, STRONG_INK, tabular=True)
FOOTER = TextStyle(7.5, 10, colour=MUTED)
GHOST_TEXT = TextStyle(150, 150, _W.BOLD, GHOST)
SECTION = TextStyle(9.5, 13, _W.SEMIBOLD, STRONG_INK)

CHIP = TextStyle(7.5, 10, _W.SEMIBOLD)
QUIET_CHIP = ChipColours.of("#eef1f4", "#c8d0d9", "#475569")
_SCHEDULED = ChipColours.of("#eaf0ff", "#b9cbfb", "#1e3a8a")
_DISPATCHED = ChipColours.of("#dbe7ff", "#7ea2f7", "#173a94")
_EN_ROUTE = ChipColours.of("#fff3d6", "#f2c14e", "#7a4b00")
_ON_SITE = ChipColours.of("#dcf7e6", "#5fc48a", "#0b5a33")
_WAITING = ChipColours.of("#f0e8ff", "#b794f4", "#4c1d95")
STATE_CHIPS: dict[WorkOrderState | VisitState, ChipColours] = {
    WorkOrderState.SCHEDULED: _SCHEDULED,
    VisitState.PLANNED: _SCHEDULED,
    WorkOrderState.DISPATCHED: _DISPATCHED,
    VisitState.DISPATCHED: _DISPATCHED,
    WorkOrderState.EN_ROUTE: _EN_ROUTE,
    VisitState.EN_ROUTE: _EN_ROUTE,
    WorkOrderState.ON_SITE: _ON_SITE,
    VisitState.ON_SITE: _ON_SITE,
    WorkOrderState.WAITING: _WAITING,
    VisitState.WAITING: _WAITING,
}
PRIORITY_CHIPS: dict[Priority, ChipColours] = {
    Priority.CRITICAL: ChipColours.of("#fee2e2", "#fca5a5", "#991b1b"),
    Priority.HIGH: ChipColours.of("#ffedd5", "#fdba74", "#9a3412"),
    Priority.MEDIUM: ChipColours.of("#e8effe", "#b9cbfb", "#1e40af"),
    Priority.LOW: QUIET_CHIP,
}
PRIORITY_STRIPES: dict[Priority, Colour] = {
    Priority.CRITICAL: Colour.of("#dc2626"),
    Priority.HIGH: Colour.of("#f08c00"),
    Priority.MEDIUM: Colour.of("#2f6fed"),
    Priority.LOW: Colour.of("#94a3b8"),
}

MARGIN = 45.0
CELL_PAD = 3.0
