"""Which site and which place in it: picked, made on the spot, or told by what else is known."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.words import tr
from fsmdesk.services.intake.messages import SiteChoice
from fsmdesk.views.desk import Desk
from fsmdesk.views.intake.caller_fields import Spot, new_place_words, site_field, spot_of, spots
from fsmdesk.views.widgets.field_picker import Picked
from fsmdesk.views.widgets.matching import matching
from fsmdesk.views.widgets.option_list import Option


class SpotChoice(QObject):
    """Owns the field of site and place. `offer` says which sites there are to pick from.

    Signals:
        site_known(object): the SiteChoice that is picked, None for none.
        left(): no site is picked any more, or another one.
    """

    site_known = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = site_field(desk, self._matching, parent)
        self.spot: Spot | None = None
        self._sites: Sequence[SiteChoice] | None = ()
        self._last_site_id: int | None = None
        self.field.picker.picked.connect(self._picked)
        self.field.turned.connect(self._turned)

    @property
    def site(self) -> SiteChoice | None:
        """The site that is picked."""
        return next((site for site in self._sites or () if self.spot and site.id == self.spot.site_id), None)

    def offer(self, sites: Sequence[SiteChoice] | None) -> None:
        """These can be picked; None while they are on their way."""
        self._sites = sites

    def restore(self, raw: object) -> None:
        """The spot of a draft is picked; nobody is told before its site is known."""
        if isinstance(raw, list) and len(raw) == len(Spot._fields):
            self.spot = Spot(*raw)

    def settle(self, site_id: int | None) -> None:
        """The sites are known: the only one is the one; else that which was picked, if it still is one of them."""
        sites = self._sites or ()
        if self.field.is_new():
            return
        wanted = site_id or (self.spot.site_id if self.spot is not None else None)
        if wanted is None and len(sites) == 1:
            wanted = sites[0].id
        site = next((site for site in sites if site.id == wanted), None)
        if site is None:
            self.let_go()
        elif self.spot is None or self.spot.site_id != site.id:
            self.choose(spots(site)[0])
        else:
            self._last_site_id = site.id
            self.site_known.emit(site)

    def choose(self, spot: Spot) -> None:
        """This spot is picked."""
        is_other = self.spot is None or self.spot.site_id != spot.site_id
        self.spot = spot
        self._last_site_id = spot.site_id
        self.field.picker.set_value(Picked(spot.site_id, spot.words))
        if is_other:
            self.left.emit()
        self.site_known.emit(self.site)

    def choose_at(self, site: SiteChoice, place_id: int | None) -> None:
        """The place of a machine is picked with it, unless a place there was picked already."""
        if (
            self.spot is None
            or self.spot.site_id != site.id
            or not (self.spot.place_id or self.spot.new_place)
        ):
            self.spot = spot_of(site, place_id)
            self._last_site_id = site.id
            self.field.picker.set_value(Picked(site.id, self.spot.words))
            self.site_known.emit(site)

    def let_go(self, *, keep_text: bool = False) -> None:
        """No site is picked."""
        self.spot = None
        if not keep_text:
            self._last_site_id = None
            if not self.field.is_new():
                self.field.picker.set_value(None)
        self.left.emit()
        self.site_known.emit(None)

    def _matching(self, text: str) -> list[Spot] | None:
        if self._sites is None:
            return None
        offered = [spot for site in self._sites for spot in spots(site)]
        found = matching(offered, text, _words)
        site = self._site_for_new_place()
        if (
            text
            and site is not None
            and not any(spot.words.casefold().endswith(text.casefold()) for spot in found)
        ):
            words = new_place_words(site, text)
            found.append(Spot(site.id, None, words, tr("new place there"), text))
        return found

    def _site_for_new_place(self) -> SiteChoice | None:
        """The site that was picked before somebody typed on, or the only one."""
        sites = self._sites or ()
        if len(sites) == 1:
            return sites[0]
        return next((site for site in sites if site.id == self._last_site_id), None)

    @Slot(object)
    def _picked(self, option: Option | None) -> None:
        spot = option.value if option is not None else None
        if isinstance(spot, Spot):
            self.choose(spot)
        else:
            self.let_go(keep_text=True)

    @Slot(bool)
    def _turned(self, to_new: bool) -> None:
        self.let_go(keep_text=True)


def _words(spot: Spot) -> str:
    return f"{spot.words} {spot.remark}"
