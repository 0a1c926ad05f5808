"""What the first start proposes for a country, from what Qt and `core/countries.py` know."""

from dataclasses import dataclass
from zoneinfo import available_timezones

from PySide6.QtCore import QLocale, QTimeZone

from fsmdesk.core.countries import customs_of
from fsmdesk.core.terms import PaperSize

_ISO = QLocale.CurrencySymbolFormat.CurrencyIsoCode


@dataclass(frozen=True, slots=True)
class CountryFacts:
    """What is usual in a country; empty where nobody knows."""

    currency: str
    locale: str
    timezone: str
    paper: PaperSize
    tax_name: str
    tax_rate_ppm: int


def facts_of(country: str, here: QLocale, zone_here: str) -> CountryFacts:
    """What is usual in the country with this code; this computer's own language and zone win where they fit."""
    territory = QLocale.codeToTerritory(country)
    usual = here if here.territory() is territory else QLocale(QLocale.Language.AnyLanguage, territory)
    customs = customs_of(country)
    return CountryFacts(
        currency=usual.currencySymbol(_ISO),
        locale=usual.name(),
        timezone=_zone(territory, customs.zone, zone_here),
        paper=customs.paper,
        tax_name=customs.tax_name,
        tax_rate_ppm=customs.tax_rate_ppm,
    )


def country_here(here: QLocale) -> str:
    """The country that this computer is set to; empty if it says nothing of one."""
    code = QLocale.territoryToCode(here.territory())
    return "" if here.name() == "C" or len(code) != 2 or not code.isalpha() else code


def zone_here() -> str:
    """The time zone that this computer is set to; UTC if it is none that is known."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return name if name in available_timezones() else "UTC"


def _zone(territory: QLocale.Country, most: str, here: str) -> str:
    zones = [bytes(zone.data()).decode("ascii") for zone in QTimeZone.availableTimeZoneIds(territory)]
    known = [zone for zone in zones if zone in available_timezones()]
    if here in known or not (most or known):
        return here
    return most or known[0]
