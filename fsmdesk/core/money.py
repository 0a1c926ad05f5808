"""Arithmetic on amounts. Amounts are whole minor units (cents); this module alone rounds.

Every rounding is half away from zero ("commercial" rounding: 0.5 becomes 1, -0.5 becomes -1), so that a
credit note mirrors its invoice to the cent.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.words import tr

LARGEST_MINOR: Final = 10**15
MILLI: Final = 1_000
PPM: Final = 1_000_000


def half_up(numerator: int, denominator: int) -> int:
    """The quotient rounded to a whole number, half away from zero; exact for integers of any size."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -whole if numerator < 0 else whole


def check_amount(minor: int, field: str = "") -> int:
    """The amount itself, if fsmdesk can keep it.

    Raises:
        RuleBroken: it is beyond 10^15 minor units.
    """
    if abs(minor) > LARGEST_MINOR:
        raise RuleBroken(tr("This amount is too large."), field)
    return minor


def line_net_minor(quantity_milli: int, unit_price_minor: int, discount_ppm: int = 0) -> int:
    """Quantity times price less discount, rounded once, half away from zero.

    Raises:
        RuleBroken: the discount is not between 0 and 100 %, or the amount is too large.
    """
    if not 0 <= discount_ppm <= PPM:
        raise RuleBroken(tr("A discount is between 0 and 100 %."), "discount")
    exact = quantity_milli * unit_price_minor * (PPM - discount_ppm)
    return check_amount(half_up(exact, MILLI * PPM))


def share_minor(amount_minor: int, ppm: int) -> int:
    """A share of the amount given in millionths (tax, discount, retention), half away from zero."""
    return check_amount(half_up(amount_minor * ppm, PPM))


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Parts of the total in proportion to the weights; they add up to the total exactly.

    Cumulative method: the running share is rounded half away from zero, and each part is the difference
    between two neighbours. With weights of one sign no part is more than one unit off its exact share.

    Raises:
        RuleBroken: the weights add up to nothing.
    """
    whole = sum(weights)
    if whole == 0:
        raise RuleBroken(tr("There is nothing that the amount could be spread over."))
    reached = [half_up(total * weight, whole) for weight in accumulate(weights)]
    return [after - before for before, after in zip([0, *reached], reached, strict=False)]


def portion_due(total_minor: int, numerator: int, denominator: int, billed_minor: int) -> int:
    """What to bill when `numerator / denominator` of the total is done and `billed_minor` is billed already.

    Cumulative to date, rounded half away from zero, minus what was billed: whatever the steps, the last
    one (numerator equals denominator) takes the exact remainder.

    Raises:
        RuleBroken: the portion is not between nothing and the whole.
    """
    if denominator <= 0 or not 0 <= numerator <= denominator:
        raise RuleBroken(tr("The portion must be between nothing and the whole."), "portion")
    return half_up(total_minor * numerator, denominator) - billed_minor
