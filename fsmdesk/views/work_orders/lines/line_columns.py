"""The columns of the table of lines: what stands in them, and how what is typed there is read."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import BillTo, LineKind
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import LineValue
from fsmdesk.views.widgets.table_columns import Column, Kind
from fsmdesk.views.work_orders.lines.draft_line import DraftLine, billed_minor

QUANTITY_COLUMNS: Final = ("planned_milli", "done_milli")
CHOICE_COLUMNS: Final = ("kind", "tax_id", "bill_to")
TOTAL_COLUMN: Final = "total"
_PPM: Final = 1_000_000


def line_columns(tax_words: Callable[[int | None], str]) -> tuple[Column, ...]:
    """The columns; `tax_words` says what a tax is called."""

    def tax(line: DraftLine) -> str:
        return tax_words(line.value.tax_id)

    def column(key: str, title: str, kind: Kind = Kind.TEXT, width: int = 80, **more: Any) -> Column:
        given: dict[str, Any] = {"get": partial(_shown, key), "colour": partial(_colour, key)} | more
        return Column(key, title, kind, width=width, is_sortable=False, **given)

    return (
        column("description", tr("Item"), width=220, stretch=True, secondary=_remark),
        column("kind", tr("Kind"), width=76),
        column("planned_milli", tr("Planned"), Kind.QUANTITY, 78),
        column("done_milli", tr("Done"), Kind.QUANTITY, 72),
        column("unit", tr("Unit"), width=58),
        column("price_minor", tr("Price"), Kind.MONEY, 94),
        column("discount_ppm", tr("Discount"), Kind.PERCENT, 82),
        column("tax_id", tr("Tax"), width=86, get=tax),
        column(TOTAL_COLUMN, tr("Total"), Kind.MONEY, 100, get=_total),
        column("bill_to", tr("Bill to"), width=104, colour=_payer_colour),
    )


def _shown(key: str, line: DraftLine) -> object:
    """The value, or what was typed in its place; nothing for quantities and discounts of nothing."""
    typed = line.typed_in(key)
    if typed is not None:
        return typed
    value = getattr(line.value, key)
    return None if value == 0 and key != "price_minor" else value


def _colour(key: str, line: DraftLine) -> str:
    if line.typed_in(key) is not None:
        return "danger_text"
    return "muted" if line.is_pending else ""


def _remark(line: DraftLine) -> str:
    if line.is_pending:
        return tr("asking the price book…")
    return " ".join(line.value.note.split())


def _total(line: DraftLine) -> int | None:
    return None if line.is_pending else billed_minor(line.value)


def _payer_colour(line: DraftLine) -> str:
    if line.value.bill_to in (BillTo.AGREEMENT, BillTo.WARRANTY):
        return "success_text"
    return "muted" if line.value.bill_to is BillTo.NOBODY else ""


def edited_text(line: DraftLine, key: str, formats: Formats) -> str:
    """What a line of typing in this column begins with."""
    typed = line.typed_in(key)
    if typed is not None:
        return typed
    value = getattr(line.value, key)
    writers: Mapping[str, Callable[[int], str]] = {
        "price_minor": formats.money,
        "discount_ppm": formats.percent,
        "planned_milli": formats.quantity,
        "done_milli": formats.quantity,
    }
    if key not in writers:
        return str(value)
    return writers[key](value) if value or key == "price_minor" else ""


def with_text(line: DraftLine, key: str, text: str, formats: Formats) -> tuple[DraftLine, str]:
    """The line with this text in that column, and what is wrong with it; then it keeps the text as typed."""
    try:
        value = _read(line.value, key, text.strip(), formats)
    except RuleBroken as broken:
        return line.with_typed(key, text), str(broken)
    return replace(line.with_typed(key, None), value=value), ""


def _read(value: LineValue, key: str, text: str, formats: Formats) -> LineValue:
    if key in ("description", "unit"):
        if key == "description" and not text:
            raise RuleBroken(tr("Say what it is."), key)
        label = tr("Item") if key == "description" else tr("Unit")
        if text == " ".join(str(getattr(value, key)).split("\n")):
            return value  # a description of several lines is shown on one
        return _with(value, key, clean_text(text, key, label=label))
    if key in QUANTITY_COLUMNS:
        milli = formats.parse_quantity(text, key) if text else 0
        if milli < 0:
            raise RuleBroken(tr("A quantity can't be negative."), key)
        return _with(value, key, milli)
    if key == "price_minor":
        return replace(value, price_minor=formats.parse_money(text, key) if text else 0)
    rate = formats.parse_percent(text, key) if text else 0
    if not 0 <= rate <= _PPM:
        raise RuleBroken(tr("A discount is between 0 and 100 %."), key)
    return replace(value, discount_ppm=rate)


def _with(value: LineValue, key: str, part: Any) -> LineValue:
    changed: dict[str, Any] = {key: part}
    return replace(value, **changed)


def with_choice(line: DraftLine, key: str, chosen: object) -> DraftLine:
    """The line with another kind, tax or payer."""
    match key:
        case "kind":
            return replace(line, value=replace(line.value, kind=LineKind(str(chosen))))
        case "bill_to":
            return replace(line, value=replace(line.value, bill_to=BillTo(str(chosen))))
    return replace(line, value=replace(line.value, tax_id=chosen if isinstance(chosen, int) else None))
