"""Countries, ways of writing, currencies and time zones to choose from, as Qt and the time zone database know them."""

from functools import cache
from zoneinfo import available_timezones

from PySide6.QtCore import QLocale

from fsmdesk.views.widgets.field_choice import Choice


@cache
def country_choices() -> list[Choice]:
    """Every country by its code of two letters, in the order of their names."""
    found = {
        QLocale.territoryToCode(one.territory()): QLocale.territoryToString(one.territory())
        for one in _all_locales()
    }
    named = [(code, name) for code, name in found.items() if len(code) == 2 and code.isalpha()]
    return sorted(named, key=lambda one: one[1].casefold())


@cache
def zone_choices() -> list[Choice]:
    """Every time zone by its name."""
    return [(zone, zone) for zone in sorted(available_timezones())]


@cache
def locale_choices() -> list[Choice]:
    """Every way of writing that Qt knows with its country, such as `Germany · German`."""
    found: dict[str, str] = {}
    for one in _all_locales():
        country, language = one.territoryToString(one.territory()), one.languageToString(one.language())
        if one.territory() is not QLocale.Country.AnyTerritory:
            found.setdefault(one.name(), f"{country} · {language}")
    by_words = {words_: name for name, words_ in sorted(found.items(), reverse=True)}
    return [(name, words_) for words_, name in sorted(by_words.items())]


@cache
def currency_choices() -> list[Choice]:
    """Every currency in use, by its code."""
    code_of = QLocale.CurrencySymbolFormat.CurrencyIsoCode
    codes = {one.currencySymbol(code_of) for one in _all_locales()}
    return [(code, code) for code in sorted(codes) if len(code) == 3]


def _all_locales() -> list[QLocale]:
    any_of = (QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyTerritory)
    return QLocale.matchingLocales(*any_of)
