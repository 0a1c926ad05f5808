"""Labels of machines before they are printed: on which sheet, from where on, how many of each."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.label_stocks import STOCKS, LabelStock, stock_of, usual_stock
from fsmdesk.core.terms import PaperSize
from fsmdesk.core.words import tr, trn
from fsmdesk.services.printing.messages import EquipmentLabels
from fsmdesk.views.desk import Desk
from fsmdesk.views.printing.preview import PreviewWindow
from fsmdesk.views.printing.sheet_picker import SheetPicker
from fsmdesk.views.widgets.field_choice import FieldCheck, FieldSelect
from fsmdesk.views.widgets.field_typed import FieldNumber
from fsmdesk.views.widgets.surfaces import Card, SidePanel, paragraph, words

_STOCK_KEY, _FIRST_KEY, _SHOP_KEY = "labels.stock", "labels.first", "labels.has_shop"
_MOST_COPIES = 50
_PANEL_WIDTH, _STOCK_LETTERS = 404, 30
_REST_MS = 120
# Countries whose letters are not A4.
_LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE"})


def show_labels(desk: Desk, owner: QWidget, equipment_ids: Sequence[int]) -> "LabelsWindow":
    """A window with the labels of these machines stands beside the owner's."""
    window = LabelsWindow(desk, owner.window(), equipment_ids)
    window.show()
    return window


class LabelsWindow(PreviewWindow):
    """The preview with a panel beside it. Stock and place are remembered; the next sheet begins where this ends."""

    def __init__(self, desk: Desk, parent: QWidget, equipment_ids: Sequence[int]) -> None:
        self._ids = tuple(equipment_ids)
        kept = stock_of(desk.settings.text(_STOCK_KEY))
        self._stock = kept if kept is not None else usual_stock(_paper_of(desk.formats.locale))
        self._first = desk.settings.number(_FIRST_KEY) % self._stock.count
        self._copies = 1
        self._has_shop = desk.settings.flag(_SHOP_KEY, True)
        title = trn("Label of {n} machine", "Labels of {n} machines", len(self._ids))
        super().__init__(desk, parent, self._wanted(), (), title.format(n=desk.formats.count(len(self._ids))))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._ask_again)
        self.middle.insertWidget(0, self._panel())
        self._show_stock()

    def print_paper(self) -> None:
        """Ask the printer; the next labels begin behind these."""
        super().print_paper()
        self._keep_place()

    def _wanted(self) -> EquipmentLabels:
        return EquipmentLabels(
            equipment_ids=self._ids,
            stock=self._stock.key,
            first=self._first,
            copies=self._copies,
            has_shop=self._has_shop,
        )

    def _panel(self) -> QWidget:
        panel = SidePanel(self, width=_PANEL_WIDTH)
        panel.body.setContentsMargins(20, 0, 0, 0)
        card = Card(tr("Labels"), parent=panel)
        choices = [(stock.key, stock.words) for stock in STOCKS]
        self.stock_field = FieldSelect("stock", tr("Sheet or roll"), choices)
        self.stock_field.set_value(self._stock.key)
        # Else the longest of them all would say how wide the panel is.
        self.stock_field.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.stock_field.box.setMinimumContentsLength(_STOCK_LETTERS)
        self.copies_field = FieldNumber(
            "copies", tr("Of each"), self._desk.formats, least=1, most=_MOST_COPIES, is_required=True
        )
        self.copies_field.set_value(1)
        self.shop_field = FieldCheck("has_shop", tr("With our name and telephone number"))
        self.shop_field.set_value(self._has_shop)
        self._picker_words = words(tr("First label"), "label", card)
        self.picker = SheetPicker(self._stock, card)
        self.picker.chosen.connect(self._begin_at)
        self._total = paragraph("", "small", card)
        for field in (self.stock_field, self.copies_field, self.shop_field):
            field.changed.connect(self._take)
            card.body.addWidget(field)
        for widget in (self._picker_words, self.picker, self._total):
            card.body.addWidget(widget)
        panel.body.addWidget(card)
        return panel

    @Slot()
    def _take(self) -> None:
        """What is chosen holds, as far as it can be read."""
        try:
            self._copies = self.copies_field.value() or 1
        except RuleBroken as broken:
            self.copies_field.show_error(str(broken))
            return
        stock = stock_of(str(self.stock_field.read()))
        if stock is not None and stock is not self._stock:
            self._stock, self._first = stock, 0
        self._has_shop = bool(self.shop_field.read())
        self._desk.settings.keep(_STOCK_KEY, self._stock.key)
        self._desk.settings.keep(_SHOP_KEY, self._has_shop)
        self._show_stock()
        self._timer.start()

    @Slot(int)
    def _begin_at(self, position: int) -> None:
        self._first = position
        self._show_stock()
        self._timer.start()

    @Slot()
    def _ask_again(self) -> None:
        self.change(self._wanted())

    def _show_stock(self) -> None:
        stock, count = self._stock, len(self._ids) * self._copies
        self.picker.show_stock(stock, self._first, count)
        for widget in (self._picker_words, self.picker):
            widget.setVisible(stock.paper is not None)
        labels = trn("{n} label", "{n} labels", count).format(n=self._desk.formats.count(count))
        self._total.setText(f"{labels} · {self._pages(stock, count)}")

    def _pages(self, stock: LabelStock, count: int) -> str:
        if stock.paper is None:
            return tr("one after the other")
        sheets = -(-(self._first + count) // stock.count)
        says = trn("{n} sheet. Print in true size.", "{n} sheets. Print in true size.", sheets)
        return says.format(n=self._desk.formats.count(sheets))

    def _keep_place(self) -> None:
        following = (self._first + len(self._ids) * self._copies) % self._stock.count
        self._desk.settings.keep(_FIRST_KEY, following)


def _paper_of(locale: str) -> PaperSize:
    """The paper that people use where this locale is at home."""
    return PaperSize.LETTER if locale.replace("-", "_").split("_")[-1] in _LETTER_COUNTRIES else PaperSize.A4
