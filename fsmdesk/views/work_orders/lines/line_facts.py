"""What else is known of the current line: where its price comes from, what it earns, who approved it. No Qt."""

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.money import half_up, line_net_minor
from fsmdesk.core.terms import LineApproval
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import LineValue
from fsmdesk.services.prices.messages import PriceOrigin
from fsmdesk.views.work_orders.lines.draft_line import DraftLine


def line_facts(line: DraftLine, origin: PriceOrigin | None, formats: Formats, sees_costs: bool) -> str:
    """One line of words, with dots between what is known."""
    parts = [
        _decision(line.value, formats),
        "" if _is_back(line.value, origin) else origin_words(line.value.price_minor, origin, formats),
        _earned(line.value, formats) if sees_costs else "",
    ]
    return " · ".join(filter(None, parts))


def _is_back(value: LineValue, origin: PriceOrigin | None) -> bool:
    """A line of a draft that came back: what the price book said is read again once it is saved."""
    return origin is None and value.id is None and value.item_id is not None


def origin_words(price_minor: int, origin: PriceOrigin | None, formats: Formats) -> str:
    """Where the price comes from, such as `Contractor −10% of 64.50`."""
    if origin is None:
        return tr("Price typed by hand")
    book = formats.money(origin.book_minor)
    if price_minor != origin.price_minor:
        usual = formats.money(origin.price_minor)
        return tr("Price typed by hand, usually {amount}").format(amount=usual)
    if not origin.level:
        return tr("Price from the price book")
    if origin.change_ppm is None:
        return tr("Price of {level}, in the price book {amount}").format(level=origin.level, amount=book)
    sign = "+" if origin.change_ppm > 0 else ""
    change = f"{sign}{formats.percent(origin.change_ppm)}"
    words = tr("Price of {level}: {change} of {amount}")
    return words.format(level=origin.level, change=change, amount=book)


def _decision(value: LineValue, formats: Formats) -> str:
    if value.approval is LineApproval.WAITING:
        return tr("Needs approval before it counts")
    if value.approval is LineApproval.NOT_NEEDED or value.approved_at is None:
        return ""
    words = tr("{state} by {who}, {when}")
    when = formats.instant(value.approved_at)
    return words.format(state=value.approval.label, who=value.approved_by, when=when)


def _earned(value: LineValue, formats: Formats) -> str:
    if value.cost_minor is None:
        return tr("cost not known")
    words = tr("costs {amount} each").format(amount=formats.money(value.cost_minor))
    try:
        net = line_net_minor(1000, value.price_minor, value.discount_ppm)
    except RuleBroken:
        return words
    if net <= 0:
        return words
    margin = half_up((net - value.cost_minor) * 100, net) * 10_000
    return f"{words}, {tr('margin {percent}').format(percent=formats.percent(margin))}"
