"""The colours of the board, taken from the theme once for each theme rather than at every stroke."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import count

from PySide6.QtGui import QColor

from fsmdesk.core.placement import Severity
from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import Priority
from fsmdesk.views.theme.tokens import Tokens, Tone

_STATE_TONES = {
    VisitState.UNPLACED: "scheduled",
    VisitState.PLANNED: "scheduled",
    VisitState.DISPATCHED: "dispatched",
    VisitState.EN_ROUTE: "en_route",
    VisitState.ON_SITE: "on_site",
    VisitState.WAITING: "waiting",
    VisitState.DONE: "complete",
    VisitState.PARTLY_DONE: "complete",
    VisitState.CANCELLED: "complete",
}
_SEVERITY_TONES = {
    Severity.GOOD: "scheduled",
    Severity.WARN: "en_route",
    Severity.ASK_WHY: "danger",
    Severity.BLOCK: "danger",
}


_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Swatch:
    """Fill, line and text of one meaning. `number` tells it from every other."""

    fill: QColor
    line: QColor
    text: QColor
    number: int = field(default_factory=_numbers.__next__, compare=False)


@dataclass(frozen=True)
class BoardPalette:
    """Every colour that the board paints with."""

    is_dark: bool
    ground: QColor
    card: QColor
    hairline: QColor
    half_line: QColor
    day_line: QColor
    hover: QColor
    hatch: QColor
    text: QColor
    muted: QColor
    accent: QColor
    focus: QColor
    now_line: QColor
    now_pill: QColor
    states: Mapping[VisitState, Swatch]
    priorities: Mapping[int, QColor]
    severities: Mapping[Severity, Swatch]
    absence: Swatch
    plain: Swatch
    free: QColor
    partly: QColor
    full: QColor
    over: QColor
    actual: QColor
    travel: QColor
    promise: QColor
    promise_ground: QColor
    load: QColor
    load_ground: QColor
    overload: QColor
    hazard: QColor
    late: QColor
    today: QColor
    chip_text: QColor


def _swatch(tone: Tone) -> Swatch:
    return Swatch(QColor(tone.fill), QColor(tone.line), QColor(tone.text))


@cache
def board_palette(tokens: Tokens) -> BoardPalette:
    """The board in one theme."""
    hairline, card = QColor(tokens.hairline), QColor(tokens.card)
    return BoardPalette(
        is_dark=tokens.is_dark,
        ground=QColor(tokens.ground),
        card=card,
        hairline=hairline,
        half_line=mixed(hairline, card, 0.45),
        day_line=QColor(tokens.line),
        hover=QColor(tokens.hover),
        hatch=mixed(QColor(tokens.muted), QColor(tokens.ground), 0.13),
        text=QColor(tokens.text),
        muted=QColor(tokens.muted),
        accent=QColor(tokens.accent),
        focus=QColor(tokens.focus),
        now_line=QColor(tokens.now_line),
        now_pill=QColor(tokens.priority_1),
        states={state: _swatch(tokens.tone(name)) for state, name in _STATE_TONES.items()},
        priorities={int(value): QColor(tokens.priority(value)) for value in Priority},
        severities={value: _swatch(tokens.tone(name)) for value, name in _SEVERITY_TONES.items()},
        absence=_swatch(tokens.warn),
        plain=_swatch(tokens.neutral),
        free=card,
        partly=mixed(QColor(tokens.on_site.line), card, 0.16),
        full=mixed(QColor(tokens.on_site.line), card, 0.42),
        over=mixed(QColor(tokens.priority_2), card, 0.42),
        actual=QColor(tokens.text),
        travel=QColor(tokens.muted),
        promise=QColor(tokens.link),
        promise_ground=_see_through(QColor(tokens.link), 28),
        load=QColor(tokens.on_site.line),
        load_ground=QColor(tokens.neutral.fill),
        overload=QColor(tokens.priority_2),
        hazard=QColor(tokens.en_route.text),
        late=QColor(tokens.danger.text),
        today=QColor(tokens.en_route.text),
        chip_text=QColor(tokens.neutral.text),
    )


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """`colour` laid over `ground` with a share; opaque, which paints faster than alpha."""
    return QColor(
        round(colour.red() * share + ground.red() * (1 - share)),
        round(colour.green() * share + ground.green() * (1 - share)),
        round(colour.blue() * share + ground.blue() * (1 - share)),
    )


def _see_through(colour: QColor, alpha: int) -> QColor:
    pale = QColor(colour)
    pale.setAlpha(alpha)
    return pale
