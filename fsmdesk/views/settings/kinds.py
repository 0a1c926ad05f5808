"""Kinds of work: what each requires before a job of it is complete."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot

from fsmdesk.core.messages import ChangeSet, Command, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import JobKind
from fsmdesk.core.words import tr
from fsmdesk.services.templates.messages import KindRules, SaveWorkKinds, WorkKinds
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.desk import Desk
from fsmdesk.views.settings.field_kind_rule import FieldKindRule, KindRuleHead
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.editor_screen import EditorScreen
from fsmdesk.views.widgets.settings_nav import stand_beside_nav
from fsmdesk.views.widgets.surfaces import Card, hairline, paragraph

_THE_ONE = 1


class KindsForm(EditorForm[KindRules, None]):
    """All kinds at once, saved as one piece."""

    kind = "work_kind"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        card = Card(tr("Required before a job is complete"), parent=self)
        card.body.setSpacing(0)
        card.body.addWidget(KindRuleHead(card))
        for kind in JobKind:
            card.body.addWidget(hairline(card))
            card.body.addWidget(self.add_field(FieldKindRule(kind)))
        about = tr(
            "What is missing stands beside the job, and a click leads to it. An item of a checklist that is "
            "marked as required must be answered in every kind of work; “Whole checklist” asks for the others too."
        )
        self.body.addWidget(card)
        self.body.addWidget(paragraph(about, "small", self))
        desk.hub.saved.connect(self._hear_kinds)

    def query(self, record_id: int) -> Query[KindRules]:
        """All of them."""
        return WorkKinds()

    def values(self, card: KindRules) -> Mapping[str, object]:
        """The rule of each kind."""
        return {rule.kind.value: rule for rule in card.rules}

    def version(self, card: KindRules) -> int:
        """It rises with each change of any."""
        return card.version

    def command(self, values: Mapping[str, Any]) -> Command[None]:
        """All of them."""
        return SaveWorkKinds(seen_version=self.seen_version, rules=tuple(values.values()))

    @Slot(object, object)
    def _hear_kinds(self, changes: ChangeSet, _origin: object) -> None:
        # They are several records that are shown as one.
        if changes.touches(self.kind) and self.record_id not in changes.ids(self.kind):
            self.read_again()


class KindsScreen(EditorScreen):
    """Who may not change them can read them."""

    def __init__(self, desk: Desk) -> None:
        self._refusal = why_not(desk, Permission.EDIT_OFFICE)
        super().__init__(desk, tr("Kinds of work"), KindsForm(desk))
        stand_beside_nav(self, "kinds")
        if self._refusal:
            for field in self.form.fields.values():
                field.set_read_only(True)

    def arrive(self, record_id: int | None) -> None:
        """Show all kinds."""
        super().arrive(_THE_ONE)

    def _show_state(self) -> None:
        super()._show_state()
        limit(self.save_action, self._refusal)
