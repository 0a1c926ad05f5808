"""The few questions before one's own shop stands."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import QLocale, QTimeZone, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import PaperSize
from fsmdesk.core.words import tr
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.field import Field
from fsmdesk.views.widgets.field_choice import FieldChoice, FieldSelect
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldPercent
from fsmdesk.views.widgets.surfaces import Card, ScrollColumn, paragraph, words

_LOCALES = (
    "en_US", "en_GB", "en_CA", "en_AU", "en_NZ", "en_IE", "de_DE", "de_AT", "de_CH", "fr_FR", "fr_BE", "fr_CA",
    "fr_CH", "nl_NL", "nl_BE", "es_ES", "es_MX", "pt_PT", "pt_BR", "it_IT", "pl_PL", "cs_CZ", "da_DK", "nb_NO",
    "sv_SE", "fi_FI", "el_GR", "hu_HU", "ro_RO", "tr_TR", "uk_UA", "ja_JP", "ko_KR", "hi_IN", "ar_EG", "he_IL",
)  # fmt: skip


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


class NewShop(ScrollColumn):
    """Asks for the shop's and the owner's name; the rest is guessed from this computer and can be changed.

    Signals:
        answered(ShopAnswers): everything is there.
        left(): the person wants to choose another way in.
    """

    answered = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margins=(40, 60, 40, 40))
        system = QLocale.system()
        self._formats = Formats("en_US", "USD", ZoneInfo("UTC"))
        is_american = system.measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
        self._company = FieldText("company_name", tr("Your shop's name"), is_required=True)
        self._owner = FieldText("owner_name", tr("Your name"), is_required=True)
        self._country = FieldText("country", tr("Country"))
        self._currency = FieldText("currency", tr("Currency"), is_required=True, max_length=3)
        self._locale = FieldSelect("locale", tr("Numbers and dates as in"), _locale_choices(system.name()))
        self._timezone = FieldSelect(
            "timezone", tr("Time zone"), [(z, z) for z in sorted(available_timezones())]
        )
        papers = [(PaperSize.A4.value, "A4"), (PaperSize.LETTER.value, "Letter")]
        self._paper = FieldChoice("paper", tr("Paper"), papers)
        self._tax_name = FieldText(
            "tax_name", tr("Usual tax"), placeholder=tr("Sales tax, VAT; empty for none")
        )
        self._tax_rate = FieldPercent("tax_rate_ppm", tr("Its rate"), self._formats)
        self._country.set_value(_country_of(system))
        self._currency.set_value(system.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode) or "USD")
        self._locale.set_value(system.name() if system.name() != "C" else "en_US")
        self._timezone.set_value(_system_zone())
        self._paper.set_value(PaperSize.LETTER.value if is_american else PaperSize.A4.value)
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card(parent=self)
        card.setFixedWidth(640)
        card.body.setContentsMargins(28, 24, 28, 24)
        card.body.setSpacing(14)
        card.body.addWidget(words(tr("Your own shop"), "title", card))
        about = tr("Everything stays on this computer. All of it can be changed later in Settings.")
        card.body.addWidget(paragraph(about, "muted", card))
        grid = FieldGrid(card)
        for field, span in (
            (self._company, 2), (self._owner, 2), (self._country, 2), (self._locale, 2), (self._timezone, 2),
            (self._currency, 1), (self._paper, 1), (self._tax_name, 3), (self._tax_rate, 1),
        ):  # fmt: skip
            grid.add(field, span)
        card.body.addWidget(grid)
        self._message = paragraph("", "danger", card)
        self._message.hide()
        card.body.addWidget(self._message)
        row = QHBoxLayout()
        back = KeyButton(tr("Back"), "quiet", "arrow-left", parent=card)
        back.clicked.connect(self.left)
        go = KeyButton(tr("Open my shop"), "primary", keys="Ctrl+Return", parent=card)
        go.setShortcut("Ctrl+Return")
        go.clicked.connect(self._answer)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(go)
        card.body.addLayout(row)
        self.add_centred(card)
        self.setFocusProxy(self._company)

    def show_error(self, text: str) -> None:
        """Say what kept the shop from being opened."""
        self._message.setText(text)
        self._message.show()

    @Slot()
    def _answer(self) -> None:
        self._message.hide()
        fields: list[Field[Any]] = [self._company, self._owner, self._currency, self._tax_rate]
        for field in fields:
            try:
                field.value()
            except RuleBroken as broken:
                field.show_error(str(broken))
                field.setFocus()
                return
        currency = (self._currency.value() or "").upper()
        try:
            Formats(str(self._locale.value()), currency, ZoneInfo("UTC"))
        except RuleBroken as broken:
            self._currency.show_error(str(broken))
            return
        self.answered.emit(
            ShopAnswers(
                company_name=self._company.value() or "",
                owner_name=self._owner.value() or "",
                country=self._country.value() or "",
                currency=currency,
                locale=str(self._locale.value() or "en_US"),
                timezone=str(self._timezone.value() or "UTC"),
                paper=PaperSize(str(self._paper.value())),
                tax_name=self._tax_name.value() or "",
                tax_rate_ppm=self._tax_rate.value() or 0,
            )
        )


def _locale_choices(system: str) -> list[tuple[int | str, str]]:
    names = dict.fromkeys((system, *_LOCALES) if system != "C" else _LOCALES)
    shown = [(name, QLocale(name)) for name in names]
    return [
        (name, f"{QLocale.territoryToString(one.territory())} · {QLocale.languageToString(one.language())}")
        for name, one in shown
    ]


def _country_of(system: QLocale) -> str:
    if system.territory() is QLocale.Country.AnyCountry or system.name() == "C":
        return ""
    return QLocale.territoryToString(system.territory())


def _system_zone() -> str:
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return name if name in available_timezones() else "UTC"
