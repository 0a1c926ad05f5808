"""The first screen of one's own shop: its name, its country, and what is usual there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import PaperSize
from fsmdesk.core.words import tr
from fsmdesk.views.drafts import DraftStore
from fsmdesk.views.welcome.country_facts import country_here, facts_of, zone_here
from fsmdesk.views.welcome.welcome import SHOP_DRAFT
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_choice import FieldChoice
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_search_select import FieldSearchSelect
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldPercent
from fsmdesk.views.widgets.surfaces import Card, ScrollColumn, paragraph, words
from fsmdesk.views.widgets.world_choices import (
    country_choices,
    currency_choices,
    locale_choices,
    zone_choices,
)

_FOLLOWING = ("currency", "locale", "timezone", "paper", "tax_name", "tax_rate_ppm")


@dataclass(frozen=True, slots=True)
class ShopAnswers:
    """What was answered."""

    company_name: str
    owner_name: str
    country: str
    currency: str
    locale: str
    timezone: str
    paper: PaperSize
    tax_name: str
    tax_rate_ppm: int
    country_code: str = ""


class NewShop(ScrollColumn):
    """Asks for the shop's and the owner's name; the rest follows the country until the person changes it.

    What was typed is kept as a draft, across a crash too; whoever makes the shop drops it.

    Signals:
        answered(ShopAnswers): everything is there.
        left(): the person wants to choose another way in.
    """

    answered = Signal(object)
    left = Signal()

    def __init__(self, drafts: DraftStore | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(40, 48, 40, 40))
        self._drafts = drafts
        self._chosen: set[str] = set()  # what the person changed: it follows the country no more
        self._filled_in: dict[str, object] = {}  # what stands in the fields without that
        self._make_fields()
        self._lay_out()
        self._restore()
        for key, field in self._fields.items():
            field.changed.connect(partial(self._changed, key))

    def _make_fields(self) -> None:
        formats = Formats("en_US", "USD", ZoneInfo("UTC"))
        self._company = FieldText("company_name", tr("Your shop's name"), is_required=True)
        self._owner = FieldText("owner_name", tr("Your name"), is_required=True)
        self._country = FieldSearchSelect("country", tr("Country"), country_choices())
        self._currency = FieldSearchSelect("currency", tr("Currency"), currency_choices())
        self._locale = FieldSearchSelect("locale", tr("Numbers and dates as in"), locale_choices())
        self._timezone = FieldSearchSelect("timezone", tr("Time zone"), zone_choices())
        papers = [(PaperSize.A4.value, "A4"), (PaperSize.LETTER.value, tr("Letter"))]
        self._paper = FieldChoice("paper", tr("Paper"), papers)
        self._tax_name = FieldText(
            "tax_name", tr("Usual tax"), placeholder=tr("Sales tax, VAT; empty for none")
        )
        self._tax_rate = FieldPercent("tax_rate_ppm", tr("Its rate"), formats)
        fields: tuple[Field[Any], ...] = (
            *(self._company, self._owner, self._country, self._locale, self._timezone),
            *(self._currency, self._paper, self._tax_name, self._tax_rate),
        )
        self._fields: dict[str, Field[Any]] = {field.key: field for field in fields}

    def _lay_out(self) -> None:
        card = Card(parent=self)
        card.setFixedWidth(680)
        card.body.setContentsMargins(28, 24, 28, 24)
        card.body.setSpacing(14)
        card.body.addWidget(words(tr("Your own shop"), "title", card))
        about = tr(
            "What is usual in your country is filled in; change what differs. Everything stays on this computer, "
            "and can be changed later in Settings."
        )
        card.body.addWidget(paragraph(about, "muted", card))
        grid = FieldGrid(card)
        spans = (2, 2, 2, 2, 2, 1, 1, 3, 1)
        for field, span in zip(self._fields.values(), spans, strict=True):
            grid.add(field, span)
        card.body.addWidget(grid)
        self._message = paragraph("", "danger", card)
        self._message.hide()
        card.body.addWidget(self._message)
        card.body.addLayout(self._buttons(card))
        self.add_centred(card)
        self.setFocusProxy(self._company)

    def _buttons(self, card: Card) -> QHBoxLayout:
        row = QHBoxLayout()
        back = KeyButton(tr("Back"), "quiet", "arrow-left", parent=card)
        back.clicked.connect(self.left)
        go = KeyButton(tr("Open my shop"), "primary", keys="Ctrl+Return", parent=card)
        go.setShortcut("Ctrl+Return")
        go.clicked.connect(self._answer)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(words(tr("Hours, technicians, prices and customers come next."), "small", card))
        row.addWidget(go)
        return row

    def show_error(self, text: str) -> None:
        """Say what kept the shop from being opened."""
        self._message.setText(text)
        self._message.show()

    def _restore(self) -> None:
        """What was typed before is there again; else this computer's country, and what is usual in it."""
        draft = self._drafts.read(SHOP_DRAFT) if self._drafts is not None else None
        raw, chosen = (draft or {}).get("raw"), (draft or {}).get("chosen")
        if isinstance(raw, Mapping) and isinstance(chosen, list):
            for key, field in self._fields.items():
                if raw.get(key) is not None:
                    field.set_raw(raw[key])
            self._chosen = {key for key in chosen if isinstance(key, str)}
            unchosen = [key for key in _FOLLOWING if key not in self._chosen]
            self._filled_in = {key: self._fields[key].raw() for key in unchosen}
            return
        self._country.set_value(country_here(QLocale.system()) or None)
        self._follow()

    def _changed(self, key: str) -> None:
        if key == "country":
            self._follow()
        elif self._fields[key].raw() != self._filled_in.get(
            key
        ):  # Enter on what stands there chooses nothing
            self._chosen.add(key)
        if self._drafts is not None:
            raw = {name: field.raw() for name, field in self._fields.items()}
            self._drafts.keep(SHOP_DRAFT, {"raw": raw, "chosen": self._chosen})

    def _follow(self) -> None:
        """What the person has not chosen is as usual in the country."""
        try:
            country = str(self._country.read() or "US")
        except RuleBroken:  # half of its name is typed
            return
        facts = facts_of(country, QLocale.system(), zone_here())
        for key in _FOLLOWING:
            value = getattr(facts, key)
            if key not in self._chosen and (value or key.startswith("tax")):
                self._fields[key].set_value(value)
                self._filled_in[key] = self._fields[key].raw()

    @Slot()
    def _answer(self) -> None:
        self._message.hide()
        wrong = [field for field in self._fields.values() if not _is_right(field)]
        if not wrong and not self._can_write():
            wrong = [self._locale]
        if wrong:
            wrong[0].setFocus()
            return
        answers: dict[str, Any] = {key: field.value() for key, field in self._fields.items()}
        code = str(answers.pop("country"))
        paper = PaperSize(str(answers.pop("paper")))
        answers |= {"tax_name": answers["tax_name"] or "", "tax_rate_ppm": answers["tax_rate_ppm"] or 0}
        country = self._country.shown(code)
        self.answered.emit(ShopAnswers(country=country, country_code=code, paper=paper, **answers))

    def _can_write(self) -> bool:
        """False if numbers and dates can't be written so; the field says why."""
        try:
            Formats(str(self._locale.value()), str(self._currency.value()), ZoneInfo("UTC"))
        except RuleBroken as broken:
            self._locale.show_error(str(broken))
            return False
        return True


def _is_right(field: Field[Any]) -> bool:
    """False if something is missing in it or can't be read; it says so."""
    try:
        field.value()
    except RuleBroken as broken:
        field.show_error(str(broken))
        return False
    return True
