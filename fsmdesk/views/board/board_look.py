"""How a person likes the board: the view, its zoom, nights, rows, groups and colours. Remembered for each person."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from fsmdesk.core.words import tr
from fsmdesk.views.board.colour_scheme import ColourScheme
from fsmdesk.views.board.gesture import SNAP_MINUTES, SNAPS
from fsmdesk.views.board.nights import Nights
from fsmdesk.views.board.period import ViewKind
from fsmdesk.views.person_settings import PersonSettings

_KEY = "board.look"
_OLD_WIDTH_KEY = "board.hour_width"
_T = TypeVar("_T", bound=StrEnum)


class Grouping(StrEnum):
    """By what technicians stand together; the values are what is remembered."""

    NONE = ""
    TEAM = "team"
    REGION = "region"
    SKILL = "skill"

    @property
    def label(self) -> str:
        """In words, for a menu."""
        words = {
            Grouping.NONE: tr("Not grouped"),
            Grouping.TEAM: tr("By team"),
            Grouping.REGION: tr("By region"),
            Grouping.SKILL: tr("By skill"),
        }
        return words[self]


@dataclass(frozen=True, slots=True)
class BoardLook:
    """Everything about the look that a person chose. `hour_widths` is the zoom of each view in pixels,
    `nights_by_kind` how its nights look. `is_turned` if technicians shall stand as columns. What is moved by
    hand stands on steps of `snap_minutes`."""

    kind: ViewKind = ViewKind.DAY
    is_compact: bool = False
    grouping: Grouping = Grouping.NONE
    folded: frozenset[str] = frozenset()
    scheme: ColourScheme = ColourScheme.STATE
    shows_travel: bool = True
    is_turned: bool = False
    snap_minutes: int = SNAP_MINUTES
    hour_widths: dict[str, float] = field(default_factory=dict)
    nights_by_kind: dict[str, Nights] = field(default_factory=dict)

    @property
    def nights(self) -> Nights:
        """How nights look in the view in use: in full on a single day, hidden between several, unless chosen."""
        usual = Nights.FULL if self.kind is ViewKind.DAY else Nights.HIDDEN
        return self.nights_by_kind.get(self.kind.value, usual)

    @property
    def shows_columns(self) -> bool:
        """True if technicians stand as columns now: only where the days shown are few."""
        return self.is_turned and self.may_turn

    @property
    def may_turn(self) -> bool:
        """True in the views that can be shown with technicians as columns."""
        return self.kind in (ViewKind.DAY, ViewKind.THREE_DAYS)

    def with_nights(self, nights: Nights) -> "BoardLook":
        """The same with other nights in the view in use."""
        return replace(self, nights_by_kind={**self.nights_by_kind, self.kind.value: nights})

    def with_hour_width(self, width: float) -> "BoardLook":
        """The same with another zoom for the view in use."""
        return replace(self, hour_widths={**self.hour_widths, self._zoom_key: round(width, 2)})

    def fold(self, key: str) -> "BoardLook":
        """The same with one group folded, or unfolded where it was."""
        return replace(self, folded=self.folded ^ {f"{self.grouping.value}:{key}"})

    def changed(self, **fields: object) -> "BoardLook":
        """The same with other values of some fields."""
        return replace(self, **fields)  # type: ignore[arg-type]

    @property
    def folded_groups(self) -> frozenset[str]:
        """Keys of the folded groups of the grouping in use."""
        start = f"{self.grouping.value}:"
        return frozenset(name.removeprefix(start) for name in self.folded if name.startswith(start))

    @property
    def hour_width(self) -> float:
        """The zoom of the view in use; 0 while nobody chose one."""
        return self.hour_widths.get(self._zoom_key, 0.0)

    @property
    def _zoom_key(self) -> str:
        return f"{self.kind.value} turned" if self.shows_columns else self.kind.value


def remembered_look(settings: PersonSettings) -> BoardLook:
    """What was kept; whatever can't be read is as at first."""
    kept = settings.mapping(_KEY)
    if not kept and settings.number(_OLD_WIDTH_KEY) > 0:
        kept = {"hour_widths": {ViewKind.DAY.value: float(settings.number(_OLD_WIDTH_KEY))}}
    return look_from(kept)


def remember_look(settings: PersonSettings, look: BoardLook) -> None:
    """The look is there again when this person comes back."""
    settings.keep(_KEY, kept_look(look))


def look_from(kept: Mapping[str, object]) -> BoardLook:
    """What `kept_look` made; whatever can't be read is as at first."""
    widths, folded = kept.get("hour_widths"), kept.get("folded")
    return BoardLook(
        kind=_term(ViewKind, kept.get("kind"), ViewKind.DAY),
        is_compact=kept.get("is_compact") is True,
        grouping=_term(Grouping, kept.get("grouping"), Grouping.NONE),
        folded=frozenset(str(name) for name in folded) if isinstance(folded, list) else frozenset(),
        scheme=_term(ColourScheme, kept.get("scheme"), ColourScheme.STATE),
        shows_travel=kept.get("shows_travel") is not False,
        is_turned=kept.get("is_turned") is True,
        snap_minutes=next((step for step in SNAPS if step == kept.get("snap_minutes")), SNAP_MINUTES),
        hour_widths={str(kind): float(width) for kind, width in widths.items()}
        if isinstance(widths, dict)
        else {},
        nights_by_kind=_nights(kept.get("nights")),
    )


def kept_look(look: BoardLook) -> dict[str, object]:
    """The look as plain values."""
    return {
        "kind": look.kind.value,
        "nights": {kind: nights.value for kind, nights in look.nights_by_kind.items()},
        "is_compact": look.is_compact,
        "grouping": look.grouping.value,
        "folded": sorted(look.folded),
        "scheme": look.scheme.value,
        "shows_travel": look.shows_travel,
        "is_turned": look.is_turned,
        "snap_minutes": look.snap_minutes,
        "hour_widths": dict(look.hour_widths),
    }


def _term(kind: type[_T], value: object, usual: _T) -> _T:
    return kind(value) if isinstance(value, str) and value in set(kind) else usual


def _nights(kept: object) -> dict[str, Nights]:
    found = kept.items() if isinstance(kept, dict) else ()
    return {str(kind): Nights(value) for kind, value in found if value in set(Nights)}
