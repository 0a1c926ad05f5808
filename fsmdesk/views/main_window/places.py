"""A place: what the rail shows or a record opens in, with its screen loaded when first visited."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from fsmdesk.core.permissions import Permission
from fsmdesk.views.desk import Actor, Desk
from fsmdesk.views.screen import Screen

Build = Callable[[Desk], Screen]


def _everybody(_actor: Actor) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Offer:
    """An action of a place's screen that the command box offers everywhere, to those who may."""

    action: str
    text: str
    needs: Permission
    words: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the window.

    `screen` is `module:Class`, imported at the first visit, or a callable that makes the screen.
    `opens` names the kinds of record that are shown here. A place out of the rail lights up `under`;
    with `keys` it is reached from everywhere by them and by the command box, and where it `comes_back` the
    window shows it again if it was left there. `offers` can be begun from everywhere. It `is_for` the people
    that it says, of those who may. A place without a record can stand in a window of its own if it says what
    settings that window has for itself: `own_beside`.
    """

    id: str
    title: str
    icon: str
    screen: str | Build
    needs: Permission = Permission.SEE_OFFICE
    in_rail: bool = True
    at_foot: bool = False
    opens: tuple[str, ...] = ()
    under: str = ""
    keys: str = ""
    comes_back: bool = False
    offers: tuple[Offer, ...] = ()
    is_for: Callable[[Actor], bool] = _everybody
    own_beside: tuple[str, ...] = ()

    def load(self) -> None:
        """The screen's modules are imported; on any thread, since they make no widgets."""
        if isinstance(self.screen, str):
            import_module(self.screen.partition(":")[0])

    def build(self, desk: Desk) -> Screen:
        """Make the screen."""
        if not isinstance(self.screen, str):
            return self.screen(desk)
        module, _, name = self.screen.partition(":")
        made = getattr(import_module(module), name)(desk)
        if not isinstance(made, Screen):
            raise TypeError(f"{self.screen} is no Screen")
        return made
