"""The shortest forms of technicians, items and customers: what a new shop needs to begin with."""

from collections.abc import Mapping
from typing import Any

from fsmdesk.core.lists import ListPage, ListRequest
from fsmdesk.core.messages import Command, Query
from fsmdesk.core.terms import LineKind
from fsmdesk.core.words import tr
from fsmdesk.services.parties.messages import CustomerList, CustomerRow, SaveCustomer
from fsmdesk.services.prices.messages import ItemList, ItemRow, SaveItem
from fsmdesk.services.setup.messages import BusinessHours, HoursValue
from fsmdesk.services.technicians.messages import SaveTechnician, ShiftValue, TechnicianCard, Technicians
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldChoice
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.field_typed import FieldMoney

SHOWN = 8
_FIRST_PAGE = ListRequest(limit=SHOWN)
_USUAL_WEEK = tuple(HoursValue(weekday, 8 * 60, 17 * 60) for weekday in range(5))


class QuickForm(EditorForm[None, int]):
    """Always about a new record. Subclasses say how those that are there are read and written.

    `first_values` is what a new one begins with.
    """

    first_values: Mapping[str, object] = {}

    def draft_name(self) -> str:
        """Apart from the editor of such records."""
        return f"setup-{self.kind}"

    def there(self) -> Query[Any]:
        """The query that reads what is there already."""
        raise NotImplementedError

    def lines(self, answer: Any) -> tuple[list[tuple[str, str]], int]:
        """Name and remark of the first of what is there, and how many there are."""
        raise NotImplementedError


class TechnicianForm(QuickForm):
    """A name and a telephone; the hours are those of the shop."""

    kind = "technician"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._week: tuple[HoursValue, ...] = ()
        grid = FieldGrid(self)
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True)), span=2)
        grid.add(self.add_field(FieldText("phone", tr("Phone"))), span=1)
        grid.add(self.add_field(FieldText("email", tr("E-mail"))), span=1)
        self.body.addWidget(grid)

    def open_new(self, values: Mapping[str, object] | None = None) -> None:
        """Begin a new one; meanwhile the shop's hours are read."""
        super().open_new(values)
        self.desk.ask(self, BusinessHours(), self._take_week)

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Somebody who works in the shop's hours."""
        week = self._week or _USUAL_WEEK
        shifts = tuple(ShiftValue(one.weekday, one.start_minute, one.end_minute) for one in week)
        typed: dict[str, Any] = {key: value or "" for key, value in values.items()}
        return SaveTechnician(shifts=shifts, **typed)

    def there(self) -> Query[Any]:
        """All of them."""
        return Technicians()

    def lines(self, answer: tuple[TechnicianCard, ...]) -> tuple[list[tuple[str, str]], int]:
        """By name."""
        return [(one.name, one.phone) for one in answer[:SHOWN]], len(answer)

    def _take_week(self, week: tuple[HoursValue, ...]) -> None:
        self._week = week


class ItemForm(QuickForm):
    """What it is called, its code, and what it costs the customer."""

    kind = "item"
    first_values: Mapping[str, object] = {"kind": LineKind.LABOUR.value}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        grid = FieldGrid(self)
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True)), span=2)
        grid.add(self.add_field(FieldText("code", tr("Code"), is_required=True, max_length=60)))
        grid.add(self.add_field(FieldMoney("price_minor", tr("Price"), desk.formats, is_required=True)))
        kinds = [(kind.value, kind.label) for kind in LineKind]
        grid.add(self.add_field(FieldChoice("kind", tr("Kind"), kinds, is_required=True)), span=3)
        grid.add(self.add_field(FieldText("unit", tr("Unit"), placeholder=tr("h, pcs, m…"))))
        self.body.addWidget(grid)

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """With the usual tax."""
        return SaveItem(**{**values, "kind": LineKind(values["kind"]), "unit": values["unit"] or ""})

    def there(self) -> Query[Any]:
        """The first page of the price book."""
        return ItemList(request=_FIRST_PAGE)

    def lines(self, answer: ListPage[ItemRow]) -> tuple[list[tuple[str, str]], int]:
        """With code and price."""
        money = self.desk.formats.money_with_code
        shown = [(f"{row.code} · {row.name}", money(row.price_minor)) for row in answer.rows]
        return shown, answer.total_count


class CustomerForm(QuickForm):
    """Who it is, where, and how they are reached."""

    kind = "customer"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        grid = FieldGrid(self)
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True)), span=2)
        grid.add(self.add_field(FieldText("phone", tr("Phone"))))
        grid.add(self.add_field(FieldText("email", tr("E-mail"))))
        grid.add(self.add_field(FieldText("address", tr("Address"))), span=2)
        grid.add(self.add_field(FieldText("postcode", tr("Postcode"))))
        grid.add(self.add_field(FieldText("city", tr("City"))))
        self.body.addWidget(grid)

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """Everything that is typed."""
        typed: dict[str, Any] = {key: value or "" for key, value in values.items()}
        return SaveCustomer(**typed)

    def there(self) -> Query[Any]:
        """The first page of them."""
        return CustomerList(request=_FIRST_PAGE)

    def lines(self, answer: ListPage[CustomerRow]) -> tuple[list[tuple[str, str]], int]:
        """With their town."""
        return [(row.name, row.city) for row in answer.rows], answer.total_count
