"""Invoices and credit notes as PDF."""

from fsmdesk.core.formats import Formats
from fsmdesk.core.terms import InvoiceKind, TaxCategory
from fsmdesk.core.words import tr, trn
from fsmdesk.reports import style
from fsmdesk.reports.blocks import flow
from fsmdesk.reports.documents import InvoiceDocument, InvoiceLine, TaxRow
from fsmdesk.reports.frame import Frame, draw_letterhead, formats_for
from fsmdesk.reports.matrix_code import draw_qr
from fsmdesk.reports.paragraphs import Paragraph, line, paragraph
from fsmdesk.reports.tables import Cell, Table, TableColumn
from fsmdesk.reports.volume import Volume

_FACTS_WIDTH = 190.0
_FACT_VALUE_WIDTH = 100.0
_TOTALS_WIDTH = 202.0
_CODE_SIZE = 69.0
_PARTY_WIDTH = 154.0


def invoice_pdf(document: InvoiceDocument) -> bytes:
    """The document on as many pages as it needs.

    Raises:
        RuleBroken: the logo is no picture, or the payment text too long for its code.
    """
    volume = Volume(invoice_heading(document), document.letterhead.name)
    draw_invoice(volume, document)
    return volume.finish()


def invoice_heading(document: InvoiceDocument) -> str:
    """What it is, and its number."""
    return f"{_title(document)} {document.number}".strip()


def draw_invoice(volume: Volume, document: InvoiceDocument) -> None:
    """The document's pages come next in the volume.

    Raises:
        RuleBroken: the logo is no picture, or the payment text too long for its code.
    """
    formats = formats_for(document.settings)
    heading, ghost = invoice_heading(document), tr("Draft") if document.is_draft else ""
    foot = "\n".join(text for text in (document.signed, document.texts.footer) if text)
    frame = Frame.begin(volume, document.settings, heading, document.letterhead, foot, ghost)
    _draw_head(frame, document, _title(document), formats)
    _draw_parties(frame, document)
    _draw_text(frame, document.texts.intro)
    _draw_text(frame, document.summary)
    _draw_lines(frame, document, formats)
    _draw_sums(frame, document, formats)
    frame.finish(" · ".join([heading, *document.bill_to[:1]]))


def _title(document: InvoiceDocument) -> str:
    if document.kind is InvoiceKind.CREDIT_NOTE:
        return tr("Draft credit note") if document.is_draft else tr("Credit note")
    return tr("Draft invoice") if document.is_draft else tr("Invoice")


def _draw_head(frame: Frame, document: InvoiceDocument, title: str, formats: Formats) -> None:
    """Letterhead on the left; title and the facts a bookkeeper looks for on the right."""
    below = draw_letterhead(frame, document.letterhead, frame.width - _FACTS_WIDTH - 20)
    x = frame.right - _FACTS_WIDTH
    y = (
        frame.sheet.paragraph(line(title, frame.accented(style.TITLE)), x, frame.y - 1, _FACTS_WIDTH, "right")
        + 6
    )
    for label, value, is_strong in _facts(document, formats):
        value_style = style.BODY_BOLD if is_strong else style.BODY
        block = paragraph(value, value_style, _FACT_VALUE_WIDTH)
        gap = max(block.width, 87.0) + 16
        room = _FACTS_WIDTH - gap
        below_label = frame.sheet.paragraph(paragraph(label, style.BODY_MUTED, room), x, y, room, "right")
        below_value = frame.sheet.paragraph(block, x, y, _FACTS_WIDTH, "right")
        y = max(below_label, below_value) + 2.25
    frame.y = max(below, y) + 24


def _facts(document: InvoiceDocument, formats: Formats) -> list[tuple[str, str, bool]]:
    """Label, value and weight of what stands below the title; nothing that is empty."""
    terms = f"{tr('Due')} ({document.terms})" if document.terms else tr("Due")
    orders = document.work_orders
    facts = [
        (tr("Number"), document.number, True),
        (tr("Issued"), formats.date(document.issued_on) if document.issued_on else "", False),
        (terms, formats.date(document.due_on) if document.due_on else "", True),
        (tr("Corrects"), document.corrects, False),
        (trn("Work order", "Work orders", len(orders)), ", ".join(orders), False),
        (tr("Your PO"), document.customer_po, False),
    ]
    return [fact for fact in facts if fact[1]]


def _draw_parties(frame: Frame, document: InvoiceDocument) -> None:
    """Who pays, and where the work was."""
    parties = [
        (tr("Bill to"), document.bill_to, style.BODY_BOLD, 0.0, _PARTY_WIDTH),
        (tr("Service at"), document.service_at, style.BODY, _PARTY_WIDTH, frame.width + style.CELL_PAD),
    ]
    columns, cells = [], []
    for label, texts, first, start, end in parties:
        styles = [first, *[style.BODY] * len(texts)]
        columns.append(TableColumn("", start - style.CELL_PAD, end))
        cells.append(Cell(((label, style.LABEL), *zip(texts, styles, strict=False)) if texts else ()))
    Table(frame, columns, pad=0, line=None).row(cells)
    frame.y += 19


def _draw_text(frame: Frame, text: str) -> None:
    if text:
        flow(frame, text, style.BODY)
        frame.y += 12


def _columns(frame: Frame, document: InvoiceDocument, formats: Formats) -> list[TableColumn]:
    """Amount columns as wide as their longest text needs; the description takes the rest."""
    texts = [_row_texts(entry, formats) for entry in document.lines]
    titles = (tr("Qty"), tr("Price"), tr("Tax"), tr("Amount"))
    least = (62.0, 73.0, 37.0, 73.0)
    end = frame.width
    found: list[TableColumn] = []
    for at in (3, 2, 1, 0):
        needed = max((line(row[at], style.NUMBER).width for row in texts), default=0.0) + 4 * style.CELL_PAD
        start = end - min(max(least[at], needed), frame.width / 5)
        found.insert(0, TableColumn(titles[at], start, end, "right", style.NUMBER))
        end = start
    return [TableColumn(tr("Description"), 0, end), *found]


def _row_texts(entry: InvoiceLine, formats: Formats) -> tuple[str, str, str, str]:
    return (
        formats.quantity_with_unit(entry.quantity_milli, entry.unit),
        formats.money(entry.price_minor),
        entry.tax_code,
        formats.money(entry.amount_minor),
    )


def _draw_lines(frame: Frame, document: InvoiceDocument, formats: Formats) -> None:
    table = Table(frame, _columns(frame, document, formats))
    frame.y += 6
    frame.need(60)
    table.head()
    for at, entry in enumerate(document.lines):
        cells = [Cell.of(entry.description, entry.note), *map(Cell.of, _row_texts(entry, formats))]
        is_last = at == len(document.lines) - 1
        # The sums never stand alone on a page: the last line goes with them.
        table.row(cells, keep_with=_sums_height(frame, document, formats) if is_last else 0.0)


def _sums(document: InvoiceDocument, formats: Formats) -> list[tuple[str, str]]:
    """The rows between the lines and what is due."""
    rows = [(tr("Subtotal"), formats.money(document.subtotal_minor))]
    rows += [(_tax_words(tax, document, formats), formats.money(tax.tax_minor)) for tax in document.taxes]
    if document.rounding_minor:
        rows.append((tr("Rounding"), formats.money(document.rounding_minor)))
    if document.kind is InvoiceKind.INVOICE or document.paid_minor:
        rows.append((tr("Paid"), formats.money(document.paid_minor)))
    return rows


def _tax_words(tax: TaxRow, document: InvoiceDocument, formats: Formats) -> str:
    is_named = tax.category is TaxCategory.STANDARD and tax.label
    words = tax.label if is_named else f"{tr('Tax')} · {tax.label or formats.percent(tax.rate_ppm)}"
    if len(document.taxes) > 1:
        words += " " + tr("on {amount}").format(amount=formats.money(tax.base_minor))
    return words


def _sums_height(frame: Frame, document: InvoiceDocument, formats: Formats) -> float:
    labels = (paragraph(label, style.BODY_MUTED, _TOTALS_WIDTH - 80) for label, _ in _sums(document, formats))
    payment = _CODE_SIZE if document.payment_code else 0.0
    due = style.TOTAL.leading * (1 if _fit_side_by_side(*_due(document, formats)) else 2)
    return max(sum(block.height + 9.5 for block in labels) + due + 19, payment + 16)


def _draw_sums(frame: Frame, document: InvoiceDocument, formats: Formats) -> None:
    """Subtotal, taxes and what is due on the right; how to pay on the left; the closing text below both."""
    frame.need(_sums_height(frame, document, formats))
    top = frame.y + 14
    below = max(_draw_payment(frame, document, top), _draw_totals(frame, document, formats, top))
    frame.y = below + 22
    flow(frame, document.texts.closing, style.SMALL)


def _draw_totals(frame: Frame, document: InvoiceDocument, formats: Formats, y: float) -> float:
    sheet, x = frame.sheet, frame.right - _TOTALS_WIDTH
    inner = _TOTALS_WIDTH - 2 * style.CELL_PAD
    y += 4.5
    for label, amount in _sums(document, formats):
        block = paragraph(label, style.BODY_MUTED, _TOTALS_WIDTH - 80)
        sheet.paragraph(line(amount, style.NUMBER), x + style.CELL_PAD, y, inner, "right")
        y = sheet.paragraph(block, x + style.CELL_PAD, y) + 9.5
    y -= 3.5
    sheet.rule(x, y, _TOTALS_WIDTH, frame.accent.text, 0.75)
    y += 7
    words, amount_due = _due(document, formats)
    sheet.paragraph(words, x + style.CELL_PAD, y)
    y += 0.0 if _fit_side_by_side(words, amount_due) else style.TOTAL.leading
    return sheet.paragraph(amount_due, x + style.CELL_PAD, y, inner, "right")


def _due(document: InvoiceDocument, formats: Formats) -> tuple[Paragraph, Paragraph]:
    """The last row of the sums: its words and its amount."""
    is_credit = document.kind is InvoiceKind.CREDIT_NOTE
    words = tr("Amount credited") if is_credit else tr("Amount due")
    return line(words, style.TOTAL), line(formats.money_with_code(document.due_minor), style.TOTAL)


def _fit_side_by_side(words: Paragraph, amount: Paragraph) -> bool:
    return words.width + amount.width + 12 <= _TOTALS_WIDTH - 2 * style.CELL_PAD


def _draw_payment(frame: Frame, document: InvoiceDocument, top: float) -> float:
    """Payment code and account; the place below them."""
    if document.is_draft or document.kind is InvoiceKind.CREDIT_NOTE:
        return top
    x, below = frame.left, top
    if document.payment_code:
        draw_qr(frame.sheet, document.payment_code, x, top, _CODE_SIZE)
        if document.payment_code.startswith("https://"):
            frame.sheet.link(document.payment_code, x, top, _CODE_SIZE, _CODE_SIZE)
        x += _CODE_SIZE + 11
        below += _CODE_SIZE
    if not document.pay_to:
        return below
    how = tr("Scan to pay, or by transfer to") if document.payment_code else tr("Please transfer to")
    quoting = tr("quoting {number}").format(number=document.number) if document.number else ""
    width = frame.right - _TOTALS_WIDTH - 14 - x
    y = frame.sheet.paragraph(paragraph(how, style.LABEL, width), x, top) + 1.5
    y = frame.sheet.paragraph(paragraph(document.pay_to, style.SMALL_BOLD, width), x, y) + 1.5
    return max(below, frame.sheet.paragraph(paragraph(quoting, style.LABEL, width), x, y))
