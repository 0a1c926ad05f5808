"""What lines come to, before tax."""

from fsmdesk.core.money import line_net_minor
from fsmdesk.core.terms import BillTo
from fsmdesk.services.orders.messages import LineValue


def line_amount(planned_milli: int, done_milli: int, price_minor: int, discount_ppm: int) -> int:
    """The value of a line: of what is done, and while nothing is done, of what is planned."""
    return line_net_minor(done_milli or planned_milli, price_minor, discount_ppm)


def value_of(line: LineValue) -> int:
    """The value of a line as the editor holds it, whoever pays."""
    return line_amount(line.planned_milli, line.done_milli, line.price_minor, line.discount_ppm)


def billed_of(line: LineValue) -> int:
    """What the customer pays for the line."""
    return value_of(line) if line.bill_to is BillTo.CUSTOMER else 0
