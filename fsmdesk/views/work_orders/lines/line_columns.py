"""The columns of the table of lines: what stands in them, and how what is typed there is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import BillTo, LineApproval, LineKind
from fsmdesk.core.texts import clean_text
from fsmdesk.core.words import tr
from fsmdesk.services.orders.messages import LineValue
from fsmdesk.views.widgets.table_columns import Column, Kind
from fsmdesk.views.work_orders.lines.draft_line import DraftLine, billed_minor, is_held_back

QUANTITY_COLUMNS: Final = ("planned_milli", "done_milli")
CHOICE_COLUMNS: Final = ("kind", "tax_id", "bill_to")
TOTAL_COLUMN: Final = "total"
_PPM: Final = 1_000_000


def line_columns(
    formats: Formats, tax_words: Callable[[int | None], str], who: Callable[[int | None], str]
) -> tuple[Column, ...]:
    """The columns; `tax_words` says what a tax is called, `who` what a technician is called."""

    def tax(line: DraftLine) -> str:
        return tax_words(line.value.tax_id)

    def quantity(key: str, line: DraftLine) -> str:
        typed = line.typed_in(key)
        milli = getattr(line.value, key)
        words = formats.quantity_with_unit(milli, line.value.unit) if milli else ""
        return words if typed is None else typed

    def remark(line: DraftLine) -> str:
        return _remark(line, who(line.value.technician_id))

    def column(key: str, title: str, kind: Kind = Kind.TEXT, width: int = 80, **more: Any) -> Column:
        given: dict[str, Any] = {"get": partial(_shown, key), "colour": partial(_colour, key)} | more
        return Column(key, title, kind, width=width, is_sortable=False, **given)

    return (
        column("description", tr("Item"), width=220, stretch=True, secondary=remark),
        column("kind", tr("Kind"), width=60),
        *(
            column(key, title, Kind.QUANTITY, 62, get=partial(quantity, key))
            for key, title in (("planned_milli", tr("Planned")), ("done_milli", tr("Done")))
        ),
        column("price_minor", tr("Price"), Kind.MONEY, 70, secondary=None),
        column("discount_ppm", tr("Discount"), Kind.PERCENT, 60),
        column("tax_id", tr("Tax"), width=60, get=tax),
        column(TOTAL_COLUMN, tr("Total"), Kind.MONEY, 76, get=_total),
        column("bill_to", tr("Bill to"), width=76, get=_payer, colour=_payer_colour),
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


def _remark(line: DraftLine, who: str) -> str:
    if line.parts:
        return tr("kit: Enter puts its items here")
    if line.is_pending:
        return tr("asking the price book…")
    value = line.value
    asked = {
        LineApproval.WAITING: tr("not approved"),
        LineApproval.APPROVED: tr("approved by {who}").format(who=value.approved_by),
        LineApproval.DECLINED: tr("declined by {who}").format(who=value.approved_by),
    }
    added = tr("added on the job") if value.is_change else ""
    return " · ".join(filter(None, (who, asked.get(value.approval, added), " ".join(value.note.split()))))


def _total(line: DraftLine) -> object:
    if line.is_pending:
        return None
    return "—" if is_held_back(line.value) else billed_minor(line.value)


def _payer(line: DraftLine) -> str:
    if is_held_back(line.value):
        return line.value.approval.label
    return line.value.bill_to.label


def _payer_colour(line: DraftLine) -> str:
    if is_held_back(line.value):
        return "waiting_text" if line.value.approval is LineApproval.WAITING else "danger_text"
    if line.value.bill_to in (BillTo.AGREEMENT, BillTo.WARRANTY):
        return "success_text"
    return "muted" if line.value.bill_to is BillTo.NOBODY else ""


def edited_text(line: DraftLine, key: str, formats: Formats) -> str:
    """What a line of typing in this column begins with."""
    typed = line.typed_in(key)
    if typed is not None:
        return typed
    value = getattr(line.value, key)

    def quantity(milli: int) -> str:
        return formats.quantity_with_unit(milli, line.value.unit)

    writers: Mapping[str, Callable[[int], str]] = {
        "price_minor": formats.money,
        "discount_ppm": formats.percent,
        "planned_milli": quantity,
        "done_milli": quantity,
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
    if key == "description":
        if not text:
            raise RuleBroken(tr("Say what it is."), key)
        if text == " ".join(value.description.split("\n")):
            return value  # a description of several lines is shown on one
        return replace(value, description=clean_text(text, key, label=tr("Item")))
    if key in QUANTITY_COLUMNS:
        return _with_quantity(value, key, text, formats)
    if key == "price_minor":
        return replace(value, price_minor=formats.parse_money(text, key) if text else 0)
    rate = formats.parse_percent(text, key) if text else 0
    if not 0 <= rate <= _PPM:
        raise RuleBroken(tr("A discount is between 0 and 100 %."), key)
    return replace(value, discount_ppm=rate)


def _with_quantity(value: LineValue, key: str, text: str, formats: Formats) -> LineValue:
    """The quantity, and the unit where one stands behind it: `1.5 h`."""
    match = re.fullmatch(r"(?P<number>.*\d[.,]?)\s*(?P<unit>[^\d]*)", text)
    number, unit = (match["number"], match["unit"]) if match else (text, "")
    milli = formats.parse_quantity(number, key) if number else 0
    if milli < 0:
        raise RuleBroken(tr("A quantity can't be negative."), key)
    changed: dict[str, Any] = {key: milli}
    if unit:
        changed["unit"] = clean_text(unit, key, label=tr("Unit"), max_length=200)
    if key == "done_milli" and milli != value.done_milli:
        changed["follows_time"] = False  # what was typed is not overwritten by the time
    return replace(value, **changed)


def with_choice(line: DraftLine, key: str, chosen: object) -> DraftLine:
    """The line with another kind, tax or payer."""
    match key:
        case "kind":
            return replace(line, value=replace(line.value, kind=LineKind(str(chosen))))
        case "bill_to":
            return replace(line, value=replace(line.value, bill_to=BillTo(str(chosen))))
    return replace(line, value=replace(line.value, tax_id=chosen if isinstance(chosen, int) else None))
