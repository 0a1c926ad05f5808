"""What is known about a customer, in a card: address, terms, agreements, debts."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsmdesk.core.formats import Formats
from fsmdesk.core.words import tr, trn
from fsmdesk.services.intake.messages import AgreementInForce, CallerFacts
from fsmdesk.views.widgets.sign import Sign
from fsmdesk.views.widgets.surfaces import Card, Surface, clear_layout, paragraph


class CustomerFactsCard(Card):
    """Shows the facts about one customer; a customer on credit hold in a red banner."""

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._formats = formats
        self.body.setSpacing(5)

    def show_facts(self, facts: CallerFacts) -> None:
        """Show this customer, in place of another one."""
        clear_layout(self.body, keep_first=1)
        self.heading.set_text(facts.name)
        self.setAccessibleName(facts.name)
        if facts.credit_hold:
            text = tr("On credit hold. Agree on payment before anybody goes there.")
            self.body.addWidget(danger_line(text, self))
        for line in fact_lines(facts, self._formats):
            self.body.addWidget(paragraph(line, "muted", self))
        if facts.overdue_count:
            self.body.addWidget(paragraph(overdue_words(facts, self._formats), "warn", self))


def danger_line(text: str, parent: QWidget) -> Surface:
    """One red line that stays as long as what it says is true."""
    banner = Surface("banner", parent)
    banner.setProperty("banner", "danger")
    banner.setAccessibleName(text)
    row = QHBoxLayout(banner)
    row.setContentsMargins(10, 7, 10, 7)
    row.setSpacing(8)
    row.addWidget(Sign("ban", "danger_text", parent=banner))
    row.addWidget(paragraph(text, parent=banner), 1)
    return banner


def fact_lines(facts: CallerFacts, formats: Formats) -> list[str]:
    """Address and terms, then what there is, then what is agreed."""
    where = ", ".join(part for part in (facts.address.replace("\n", ", "), facts.city) if part)
    terms = tr("net {n}").format(n=facts.payment_days) if facts.payment_days else tr("due at once")
    first = [where, facts.phone, terms]
    if facts.tax_exempt:
        first.append(tr("tax exempt"))
    count = [
        trn("{n} site", "{n} sites", facts.site_count).format(n=formats.count(facts.site_count)),
        trn("{n} machine", "{n} machines", facts.machine_count).format(n=formats.count(facts.machine_count)),
    ]
    agreed = [_agreement_words(agreement, formats) for agreement in facts.agreements]
    return [" · ".join(part for part in first if part), " · ".join(count), *agreed]


def overdue_words(facts: CallerFacts, formats: Formats) -> str:
    """`1 invoice overdue 6 days, USD 420.00`."""
    invoices = trn("{n} invoice overdue", "{n} invoices overdue", facts.overdue_count)
    days = trn("{n} day", "{n} days", facts.overdue_days).format(n=formats.count(facts.overdue_days))
    amount = formats.money_with_code(facts.overdue_minor)
    return f"{invoices.format(n=formats.count(facts.overdue_count))} {days}, {amount}"


def _agreement_words(agreement: AgreementInForce, formats: Formats) -> str:
    text = tr("agreement {name}").format(name=agreement.name)
    if agreement.ends_on is not None:
        text = tr("agreement {name} to {day}").format(
            name=agreement.name, day=formats.date(agreement.ends_on)
        )
    return f"{text} · {agreement.covers}" if agreement.covers else text
