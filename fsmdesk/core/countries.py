"""What is usual in a country: its paper, the time zone of most people, and the tax that most bills bear.

A proposal for the first start, which people change where it does not fit; nothing is calculated from it later.
Rates are the standard rates in force in 2026. Where taxes are a matter of states or cities there is no rate.
"""

from dataclasses import dataclass
from typing import Final

from fsmdesk.core.terms import PaperSize

# Where offices put paper of 8.5 by 11 inches into their printers (CLDR, paperSize).
_LETTER: Final = frozenset(
    ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"]
)

# Countries with several time zones: the one in which most people live.
_ZONES: Final = {
    "AR": "America/Argentina/Buenos_Aires", "AU": "Australia/Sydney", "BR": "America/Sao_Paulo",
    "CA": "America/Toronto", "CL": "America/Santiago", "CN": "Asia/Shanghai", "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin", "EC": "America/Guayaquil", "ES": "Europe/Madrid", "GB": "Europe/London",
    "ID": "Asia/Jakarta", "KZ": "Asia/Almaty", "MX": "America/Mexico_City", "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland", "PT": "Europe/Lisbon", "RU": "Europe/Moscow", "UA": "Europe/Kyiv",
    "US": "America/New_York", "UZ": "Asia/Tashkent", "VN": "Asia/Ho_Chi_Minh",
}  # fmt: skip

# The name that is printed, and the standard rate in hundredths of a percent.
_TAXES: Final = {
    "AE": ("VAT", 500), "AR": ("IVA", 2100), "AT": ("USt.", 2000), "AU": ("GST", 1000), "BE": ("BTW / TVA", 2100),
    "BG": ("ДДС", 2000), "CA": ("GST", 500), "CH": ("MWST", 810), "CL": ("IVA", 1900), "CO": ("IVA", 1900),
    "CY": ("ΦΠΑ", 1900), "CZ": ("DPH", 2100), "DE": ("MwSt.", 1900), "DK": ("Moms", 2500), "EE": ("KM", 2400),
    "EG": ("VAT", 1400), "ES": ("IVA", 2100), "FI": ("ALV", 2550), "FR": ("TVA", 2000), "GB": ("VAT", 2000),
    "GR": ("ΦΠΑ", 2400), "HR": ("PDV", 2500), "HU": ("ÁFA", 2700), "IE": ("VAT", 2300), "IL": ("מע״מ", 1800),
    "IN": ("GST", 1800), "IS": ("VSK", 2400), "IT": ("IVA", 2200), "JP": ("消費税", 1000), "KE": ("VAT", 1600),
    "KR": ("부가세", 1000), "LI": ("MWST", 810), "LT": ("PVM", 2100), "LU": ("TVA", 1700), "LV": ("PVN", 2100),
    "MA": ("TVA", 2000), "MT": ("VAT", 1800), "MX": ("IVA", 1600), "NG": ("VAT", 750), "NL": ("BTW", 2100),
    "NO": ("MVA", 2500), "NZ": ("GST", 1500), "PE": ("IGV", 1800), "PH": ("VAT", 1200), "PL": ("VAT", 2300),
    "PT": ("IVA", 2300), "RO": ("TVA", 2100), "RS": ("ПДВ", 2000), "SA": ("VAT", 1500), "SE": ("Moms", 2500),
    "SG": ("GST", 900), "SI": ("DDV", 2200), "SK": ("DPH", 2300), "TH": ("VAT", 700), "TR": ("KDV", 2000),
    "TW": ("VAT", 500), "UA": ("ПДВ", 2000), "US": ("Sales tax", 0), "VN": ("VAT", 1000), "ZA": ("VAT", 1500),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Customs:
    """What is usual somewhere. `zone` is empty where the country has just one time zone, or is not known."""

    paper: PaperSize
    zone: str
    tax_name: str
    tax_rate_ppm: int


def customs_of(country: str) -> Customs:
    """What is usual in the country with this code of two letters (ISO 3166)."""
    name, hundredths = _TAXES.get(country, ("", 0))
    paper = PaperSize.LETTER if country in _LETTER else PaperSize.A4
    return Customs(paper, _ZONES.get(country, ""), name, hundredths * 100)
