"""What the menu of a job makes of it beside its own way: merged, followed up, called back about."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from fsmdesk.core.errors import RuleBroken
from fsmdesk.core.messages import Command, Done
from fsmdesk.core.terms import Origin
from fsmdesk.core.words import tr
from fsmdesk.services.finding.messages import FindRecords
from fsmdesk.services.orders.messages import FollowUpJob, WorkOrder, WorkOrderCard
from fsmdesk.services.same_jobs.messages import LikelySame, MergeWorkOrders, SameJob
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.field_picker import found_option
from fsmdesk.views.widgets.option_list import Option
from fsmdesk.views.widgets.reason_bar import ReasonBar
from fsmdesk.views.work_orders.form import WorkOrderForm
from fsmdesk.views.work_orders.pick_bar import PickBar


class JobLinks(QObject):
    """Each asks in a strip, saves what is typed, then does it."""

    def __init__(
        self, desk: Desk, form: WorkOrderForm, words_bar: ReasonBar, pick_bar: PickBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._form = form
        self._words_bar = words_bar
        self._pick_bar = pick_bar

    def merge(self) -> None:
        """Ask which job this one is the same as; the likely ones are offered before anything is typed."""
        text = tr(
            "This job is the same as another one: that one gets all that is recorded here, and this one is "
            "cancelled and names it."
        )
        placeholder, verb = tr("Number, title or customer of the other job"), tr("Merge into it")
        self._pick_bar.ask(text, placeholder, verb, self._find_same, _job_option, self._merge)

    def follow_up(self) -> None:
        """Ask what else is to be done there."""
        text = tr("Extra work becomes a request of its own, for the same customer, site and machine.")
        ask = partial(self._found, Origin.FOLLOW_UP)
        self._words_bar.ask(text, tr("What is to be done?"), tr("Make the request"), ask)

    def call_back(self) -> None:
        """Ask what is wrong again."""
        text = tr("The customer calls back about this job: the request is linked to it and told in reports.")
        ask = partial(self._found, Origin.CALL_BACK)
        self._words_bar.ask(text, tr("What is wrong again?"), tr("Make the request"), ask)

    def _find_same(self, text: str) -> Any:
        card = self._form.card
        if text or card is None:
            return FindRecords(text=text, kinds=("work_order",))
        return LikelySame(
            customer_id=card.customer_id,
            site_id=card.site_id,
            equipment_id=card.equipment_id,
            words=card.title,
            but_id=card.id,
        )

    def _merge(self, option: Option) -> None:
        if isinstance(option.id, int):
            self._when_saved(partial(self._read_survivor, option.id))

    def _read_survivor(self, survivor_id: int) -> None:
        self._desk.ask(self, WorkOrder(work_order_id=survivor_id), self._send_merge)

    def _send_merge(self, survivor: WorkOrderCard) -> None:
        card = self._form.card
        if card is None:
            return
        if survivor.id == card.id:
            self._form.show_error(RuleBroken(tr("Choose another job.")))
            return
        command = MergeWorkOrders(
            survivor_id=survivor.id,
            survivor_version=survivor.version,
            merged_id=card.id,
            merged_version=self._form.seen_version,
        )
        said = tr("Merged #{number} into #{other}").format(number=card.number, other=survivor.number)
        self._do(command, said, partial(self._open, survivor.id))

    def _found(self, origin: Origin, title: str) -> None:
        card = self._form.card
        if card is not None:
            command = FollowUpJob(work_order_id=card.id, title=title, origin=origin)
            self._do(
                command, tr("Made a request linked to #{number}").format(number=card.number), self._open_made
            )

    def _open_made(self, done: Done[int]) -> None:
        self._desk.shell.open_record("work_order", done.value)

    def _open(self, record_id: int, _done: Done[Any]) -> None:
        self._desk.shell.open_record("work_order", record_id)

    def _when_saved(self, run: Callable[[], object]) -> None:
        """Save what is typed first, so that it goes along."""
        if not self._form.is_dirty():
            run()
        elif not self._form.is_busy():
            self._form.save(then=partial(self._if_saved, run))

    def _if_saved(self, run: Callable[[], object]) -> None:
        if not self._form.is_dirty():
            run()

    def _do(self, command: Command[Any], said: str, then: Callable[[Done[Any]], object]) -> None:
        self._desk.do(self, command, then, self._refuse, said=said)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, RuleBroken):
            self._form.show_error(error)
        else:
            self._desk.errors.show(error, self._form)
            self._form.read_again()


def _job_option(row: Any) -> Option:
    if isinstance(row, SameJob):
        remark = " · ".join(filter(None, (row.state.label, row.technicians)))
        return Option(row.id, f"#{row.number} {row.title}", remark, value=row)
    return found_option(row)
