"""The colours of both themes by meaning. No other module names a colour."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Tone:
    """Fill, line and text of one meaning; the text passes WCAG AA on the fill."""

    fill: str
    line: str
    text: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. Values are `#rrggbb` or `#aarrggbb`."""

    is_dark: bool
    # surfaces
    ground: str
    card: str
    raised: str  # popups, menus, tooltips' neighbours
    hairline: str
    line: str  # around fields and buttons
    hover: str
    pressed: str
    selection: str
    shadow: str
    # words
    text: str
    muted: str
    link: str
    # what can be acted on
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    focus: str
    # the rail
    rail: str
    rail_text: str
    rail_hover: str
    rail_active: str
    rail_active_text: str
    # small dark labels over everything
    tip: str
    tip_text: str
    # time
    now_line: str
    # meanings
    info: Tone
    success: Tone
    warn: Tone
    danger: Tone
    neutral: Tone
    scheduled: Tone
    dispatched: Tone
    en_route: Tone
    on_site: Tone
    waiting: Tone
    complete: Tone
    # priority stripes, most urgent first
    priority_1: str
    priority_2: str
    priority_3: str
    priority_4: str

    def tone(self, name: str) -> Tone:
        """The tone with this name; neutral where there is none."""
        found = getattr(self, name, None)
        return found if isinstance(found, Tone) else self.neutral

    def priority(self, value: int) -> str:
        """The stripe colour of a priority from 1 to 4."""
        stripes = (self.priority_1, self.priority_2, self.priority_3, self.priority_4)
        return stripes[min(max(value, 1), 4) - 1]

    def named(self) -> dict[str, str]:
        """Every colour by a flat name (`danger_fill`), for the style sheet and for icons."""
        flat: dict[str, str] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Tone):
                flat |= {
                    f"{field.name}_fill": value.fill,
                    f"{field.name}_line": value.line,
                    f"{field.name}_text": value.text,
                }
            elif isinstance(value, str):
                flat[field.name] = value
        return flat


LIGHT = Tokens(
    is_dark=False,
    ground="#f8fafc",
    card="#ffffff",
    raised="#ffffff",
    hairline="#e3e8ef",
    line="#d3dae4",
    hover="#f3f6fa",
    pressed="#e8edf4",
    selection="#eaf0ff",
    shadow="#2d101828",
    text="#101828",
    muted="#5f6b80",
    link="#1d57d8",
    accent="#2f6fed",
    accent_hover="#2561d8",
    accent_pressed="#1d51b9",
    on_accent="#ffffff",
    focus="#7aa5f8",
    rail="#16202e",
    rail_text="#a9b6c7",
    rail_hover="#1d2a3b",
    rail_active="#24405f",
    rail_active_text="#ffffff",
    tip="#101828",
    tip_text="#f4f6fa",
    now_line="#ef4444",
    info=Tone("#eaf0ff", "#b9cbfb", "#1d4ed8"),
    success=Tone("#dcf7e6", "#a9e3c0", "#0b5a33"),
    warn=Tone("#fffaeb", "#fadf9a", "#7a4b00"),
    danger=Tone("#fee4e2", "#f5b5b0", "#b42318"),
    neutral=Tone("#eef1f6", "#d6dde7", "#475569"),
    scheduled=Tone("#eaf0ff", "#b9cbfb", "#1e3a8a"),
    dispatched=Tone("#dbe7ff", "#7ea2f7", "#173a94"),
    en_route=Tone("#fff3d6", "#f2c14e", "#7a4b00"),
    on_site=Tone("#dcf7e6", "#5fc48a", "#0b5a33"),
    waiting=Tone("#f0e8ff", "#b794f4", "#4c1d95"),
    complete=Tone("#eef1f4", "#c8d0d9", "#475569"),
    priority_1="#dc2626",
    priority_2="#f08c00",
    priority_3="#2f6fed",
    priority_4="#94a3b8",
)

DARK = Tokens(
    is_dark=True,
    ground="#161d27",
    card="#1b2430",
    raised="#212c3a",
    hairline="#2a3644",
    line="#3a4859",
    hover="#222d3b",
    pressed="#2a3746",
    selection="#1d3157",
    shadow="#8c000000",
    text="#e8edf4",
    muted="#94a2b4",
    link="#8ab2ff",
    accent="#2f6fed",
    accent_hover="#3d79ee",
    accent_pressed="#2561d8",
    on_accent="#ffffff",
    focus="#5f93f5",
    rail="#0e141c",
    rail_text="#94a2b4",
    rail_hover="#161f2b",
    rail_active="#1d3350",
    rail_active_text="#ffffff",
    tip="#05080c",
    tip_text="#e8edf4",
    now_line="#ef4444",
    info=Tone("#1d3157", "#35558f", "#c6d7ff"),
    success=Tone("#12382a", "#2c6e4c", "#a6efc6"),
    warn=Tone("#3a2e12", "#6e5418", "#ffdc8f"),
    danger=Tone("#48201f", "#8f3a36", "#ffc2bd"),
    neutral=Tone("#28323f", "#3a4859", "#b9c5d4"),
    scheduled=Tone("#1d3157", "#35558f", "#c6d7ff"),
    dispatched=Tone("#1f3a70", "#4a74c4", "#d2e0ff"),
    en_route=Tone("#43340f", "#8d6a17", "#ffdc8f"),
    on_site=Tone("#12382a", "#2c8a5c", "#a6efc6"),
    waiting=Tone("#33234f", "#6d4bb0", "#dcc9ff"),
    complete=Tone("#232c37", "#36424f", "#9fb0c4"),
    priority_1="#dc2626",
    priority_2="#f08c00",
    priority_3="#2f6fed",
    priority_4="#94a3b8",
)
