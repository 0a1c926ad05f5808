"""The form of the shop itself."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Slot

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.terms import PaperSize, TaxRounding
from fsmdesk.core.words import tr
from fsmdesk.services.setup.messages import Company, CompanyCard, EditCompany
from fsmdesk.views.desk import Desk
from fsmdesk.views.making import Pieces, make
from fsmdesk.views.today import today
from fsmdesk.views.widgets.buttons import KeyButton
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldChoice
from fsmdesk.views.widgets.field_grid import FieldGrid
from fsmdesk.views.widgets.field_search_select import FieldSearchSelect
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText
from fsmdesk.views.widgets.field_typed import FieldNumber, FieldTime
from fsmdesk.views.widgets.surfaces import Card, words
from fsmdesk.views.widgets.world_choices import currency_choices, locale_choices, zone_choices

_DAY_MINUTES = 24 * 60
_MOST_DIGITS = 12
_LONGEST_TERM_DAYS = 3650


class CompanyForm(EditorForm[CompanyCard, None]):
    """Everything about the shop: what is printed on documents, how they are numbered, how it is written here."""

    kind = "company"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        make(self._cards())

    def _cards(self) -> Pieces:
        for make_card in (self._shop, self._documents):
            self.body.addWidget(make_card())
            yield
        yield from self._here()

    def _shop(self) -> Card:
        card = Card(tr("Shop"), parent=self)
        grid = FieldGrid(card)
        grid.add(self.add_field(FieldText("name", tr("Name"), is_required=True)), span=2)
        grid.add(self.add_field(FieldText("licence", tr("Licence"))))
        grid.add(self.add_field(FieldText("tax_number", tr("Tax number"))))
        grid.add(self.add_field(FieldMultiline("address", tr("Address"), lines=2)), span=2)
        grid.add(self.add_field(FieldText("phone", tr("Phone"))))
        grid.add(self.add_field(FieldText("email", tr("E-mail"))))
        grid.add(self.add_field(FieldText("postcode", tr("Postcode"))))
        grid.add(self.add_field(FieldText("city", tr("City"))))
        grid.add(self.add_field(FieldText("region", tr("State or region"))))
        grid.add(self.add_field(FieldText("country", tr("Country"))))
        card.body.addWidget(grid)
        looks = KeyButton(tr("Logo, colour and texts of documents"), "link", "image", parent=card)
        looks.clicked.connect(self._open_documents)
        card.body.addWidget(looks, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _documents(self) -> Card:
        card = Card(tr("Invoices"), parent=self)
        formats = self.desk.formats
        grid = FieldGrid(card)
        grid.add(self.add_field(FieldMultiline("payment_text", tr("How to pay"), lines=2)), span=2)
        link = FieldMultiline("payment_link", tr("Link in the square code"), lines=2)
        grid.add(self.add_field(link), span=2)
        days = FieldNumber(
            "payment_days", tr("Days to pay"), formats, most=_LONGEST_TERM_DAYS, is_required=True
        )
        grid.add(self.add_field(days))
        digits = FieldNumber(
            "number_digits", tr("Digits of numbers"), formats, least=1, most=_MOST_DIGITS, is_required=True
        )
        papers = [(PaperSize.A4.value, "A4"), (PaperSize.LETTER.value, tr("Letter"))]
        rounding = [
            (TaxRounding.PER_LINE.value, tr("on each line")),
            (TaxRounding.PER_RATE.value, tr("once for each rate")),
        ]
        grid.add(self.add_field(digits))
        grid.add(self.add_field(FieldText("invoice_prefix", tr("Invoice numbers begin with"))))
        grid.add(self.add_field(FieldText("credit_note_prefix", tr("Credit notes with"))))
        self.example = words("", "small", card)
        grid.add(self.example, span=4)
        grid.add(self.add_field(FieldChoice("paper", tr("Paper"), papers)), span=2)
        grid.add(self.add_field(FieldChoice("tax_rounding", tr("Tax is rounded"), rounding)), span=2)
        card.body.addWidget(grid)
        for key in ("number_digits", "invoice_prefix", "credit_note_prefix"):
            self.fields[key].changed.connect(self._show_example)
        self.shown.connect(self._show_example)
        return card

    def _here(self) -> Pieces:
        card = Card(
            tr("Here"), tr("how dates, numbers and money are written from the next start on"), parent=self
        )
        self.body.addWidget(card)
        grid = FieldGrid(card)
        card.body.addWidget(grid)
        grid.add(self.add_field(FieldSearchSelect("locale", tr("Written as in"), locale_choices())))
        yield
        grid.add(self.add_field(FieldSearchSelect("currency", tr("Currency"), currency_choices())))
        yield
        zone = FieldSearchSelect("timezone", tr("Time zone"), zone_choices())
        grid.add(self.add_field(zone), span=2)
        yield
        formats = self.desk.formats
        grid.add(
            self.add_field(
                FieldTime("day_start_minute", tr("The board's day begins"), formats, is_required=True)
            )
        )
        grid.add(self.add_field(FieldTime("day_end_minute", tr("and ends"), formats, is_required=True)))
        yield

    def query(self, record_id: int) -> Query[CompanyCard]:
        """There is one."""
        return Company()

    def values(self, card: CompanyCard) -> Mapping[str, object]:
        """The fields have the names of the card; midnight at the end of the day is written as 0:00."""
        return {key: getattr(card, key) for key in self.fields} | {
            "day_end_minute": card.day_end_minute % _DAY_MINUTES,
            "paper": card.paper.value,
            "tax_rounding": card.tax_rounding.value,
        }

    def version(self, card: CompanyCard) -> int:
        """The version of the shop's data."""
        return card.version

    def command(self, values: Mapping[str, Any]) -> Command[None]:
        """Everything at once; the logo stays as it is."""
        changed = {
            "paper": PaperSize(values["paper"]),
            "tax_rounding": TaxRounding(values["tax_rounding"]),
            "day_end_minute": values["day_end_minute"] or _DAY_MINUTES,
        }
        return EditCompany(seen_version=self.seen_version, **{**values, **changed})

    @Slot()
    def _open_documents(self) -> None:
        self.desk.shell.go("documents")

    @Slot()
    def _show_example(self) -> None:
        year = str(today(self.desk.formats).year)
        typed = {
            key: str(self.fields[key].raw())
            for key in ("number_digits", "invoice_prefix", "credit_note_prefix")
        }
        digits = int(typed["number_digits"]) if typed["number_digits"].isdecimal() else 1
        first = "1".zfill(min(max(digits, 1), _MOST_DIGITS))
        says = tr(
            "The first invoice would be {invoice}, the first credit note {credit}. {mark} stands for the year."
        )
        self.example.setText(
            says.format(
                invoice=typed["invoice_prefix"].replace("{year}", year) + first,
                credit=typed["credit_note_prefix"].replace("{year}", year) + first,
                mark="{year}",
            )
        )
