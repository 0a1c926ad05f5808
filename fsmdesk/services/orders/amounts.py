"""What lines come to, before tax."""

from typing import Final

from sqlalchemy import BigInteger, ColumnElement, case, func
from sqlalchemy.orm import QueryableAttribute

from fsmdesk.core.money import MILLI, PPM, line_net_minor
from fsmdesk.core.terms import HELD_BACK, BillTo
from fsmdesk.models import WorkOrderLine
from fsmdesk.services.orders.messages import LineValue

# The lines that the customer is asked to pay; those that are held back come to nothing.
PAID_BY_CUSTOMER: Final = (
    WorkOrderLine.bill_to == BillTo.CUSTOMER,
    WorkOrderLine.approval.not_in(HELD_BACK),
)


def line_amount(planned_milli: int, done_milli: int, price_minor: int, discount_ppm: int) -> int:
    """The value of a line: of what is done, and while nothing is done, of what is planned."""
    return line_net_minor(done_milli or planned_milli, price_minor, discount_ppm)


def exact_amount(
    quantity_milli: ColumnElement[int] | QueryableAttribute[int] | None = None,
) -> ColumnElement[int]:
    """The same as SQL, for the row's line, or for another quantity of it: to the cent, in whole numbers of 64 bits.

    Quantity times price may have 20 digits, so the price is taken apart, and of the product so many millions
    are set aside that what is left can be multiplied by the discount's millionths.
    """
    line, whole = WorkOrderLine, MILLI * PPM
    usual = case((line.done_milli != 0, line.done_milli), else_=line.planned_milli)
    quantity = usual if quantity_milli is None else quantity_milli
    price, kept = func.abs(line.price_minor, type_=BigInteger), PPM - line.discount_ppm
    millions = quantity * (price // PPM)
    rest = (millions % MILLI) * PPM + quantity * (price % PPM)
    exact = (millions // MILLI + rest // whole) * kept
    rounded = exact + (2 * (rest % whole) * kept + whole) // (2 * whole)
    return case((line.price_minor < 0, -rounded), else_=rounded)


def value_of(line: LineValue) -> int:
    """The value of a line as the editor holds it, whoever pays."""
    return line_amount(line.planned_milli, line.done_milli, line.price_minor, line.discount_ppm)


def billed_of(line: LineValue) -> int:
    """What the customer pays for the line; nothing while it is held back."""
    return value_of(line) if line.bill_to is BillTo.CUSTOMER and line.approval not in HELD_BACK else 0
