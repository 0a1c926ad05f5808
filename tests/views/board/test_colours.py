from collections.abc import Callable
from itertools import product

import pytest

from fsmdesk.core.states import VisitState
from fsmdesk.core.terms import JobKind, Priority
from fsmdesk.views.board.colour_scheme import ColourScheme, Dress, contrast
from fsmdesk.views.board.palette import board_palette
from fsmdesk.views.board.visits import Visit
from fsmdesk.views.theme.tokens import DARK, LIGHT, Tokens

COLOURS = ("#ff0000", "#ffff00", "#00ff00", "#0000ff", "#000000", "#ffffff", "#808080")


def visits() -> list[Visit]:
    everything = product(VisitState, Priority, JobKind)
    return [
        Visit(at, 1, 1, 0, 60, customer=f"Customer {at}", state=state, priority=priority, kind=kind,
              colour=COLOURS[at % len(COLOURS)])
        for at, (state, priority, kind) in enumerate(everything)
    ]  # fmt: skip


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("scheme", ColourScheme)
def test_the_words_on_every_fill_can_be_read(theme: Tokens, scheme: ColourScheme) -> None:
    dress = Dress(board_palette(theme), scheme)
    for visit in visits():
        swatch = dress.swatch(visit)
        assert contrast(swatch.text, swatch.fill) >= 4.5


@pytest.mark.parametrize("scheme", [ColourScheme.PRIORITY, ColourScheme.KIND, ColourScheme.OWN])
def test_what_the_scheme_is_about_has_different_fills(scheme: ColourScheme) -> None:
    dress = Dress(board_palette(LIGHT), scheme)
    abouts: dict[ColourScheme, Callable[[Visit], object]] = {
        ColourScheme.PRIORITY: lambda visit: visit.priority,
        ColourScheme.KIND: lambda visit: visit.kind,
        ColourScheme.OWN: lambda visit: visit.colour,
    }
    about = abouts[scheme]
    fills = {(about(visit), dress.swatch(visit).fill.name()) for visit in visits()}
    assert len(fills) == len({about(visit) for visit in visits()})


def test_a_customer_keeps_the_colour() -> None:
    first, second = (Dress(board_palette(LIGHT), ColourScheme.CUSTOMER) for _ in range(2))
    for visit in visits()[:40]:
        assert first.swatch(visit).fill == second.swatch(visit).fill
