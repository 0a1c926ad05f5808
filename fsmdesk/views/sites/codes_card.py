"""Codes and keys on the page of their site, where they are added, changed and taken away."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fsmdesk.core.messages import Command, Done, Query
from fsmdesk.core.permissions import Permission
from fsmdesk.core.terms import CodeKind
from fsmdesk.core.words import tr
from fsmdesk.services.site_codes.messages import (
    RemoveSiteCode,
    SaveSiteCode,
    SiteCodeRow,
    SiteCodes,
    SiteCodesCard,
)
from fsmdesk.views.allowance import limit, why_not
from fsmdesk.views.confirm import Question, ask
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.buttons import IconButton, KeyButton
from fsmdesk.views.widgets.field_choice import FieldChoice
from fsmdesk.views.widgets.field_text import FieldText
from fsmdesk.views.widgets.inline_editor import InlineEditor
from fsmdesk.views.widgets.part_form import PartForm
from fsmdesk.views.widgets.site_codes import SiteCodesPart, code_name


class CodeForm(PartForm[SiteCodesCard, SiteCodeRow]):
    """One code of the site whose id is `owner_id`."""

    kind = "site_code"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        kinds = [(kind.value, kind.label) for kind in CodeKind]
        label = FieldText("label", tr("What it opens"), placeholder=tr("North entrance, garage…"))
        self.body.addWidget(self.add_field(FieldChoice("kind", tr("Kind"), kinds, is_required=True)))
        self.body.addWidget(self.add_field(label))
        self.body.addWidget(
            self.add_field(FieldText("code", tr("Code, or where the key is"), is_required=True))
        )

    def _keep_draft(self) -> None:
        """All but the code itself: a draft is a file that anybody at this computer could read."""
        kept = [key for key in self._changed_keys() if key != "code"]
        self.draft.keep(self.draft_name(), self.seen_version, kept)

    def query(self, record_id: int) -> Query[SiteCodesCard]:
        """A code is read with the others of its site."""
        return SiteCodes(site_id=self.owner_id)

    def parts(self, card: SiteCodesCard) -> Sequence[SiteCodeRow]:
        """The codes."""
        return card.codes

    def part_values(self, card: SiteCodesCard, part: SiteCodeRow) -> Mapping[str, object]:
        """Its kind as its chip knows it."""
        return {"kind": part.kind.value, "label": part.label, "code": part.code}

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """The code stays at its site."""
        return SaveSiteCode(
            code_id=self.record_id,
            seen_version=self.seen_version,
            site_id=self.owner_id,
            kind=CodeKind(values["kind"]),
            label=values["label"],
            code=values["code"],
        )


class CodesCard(SiteCodesPart):
    """Hidden for those who have no need of codes; others may only read them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, hides_empty=False)
        self._refusal = why_not(desk, Permission.EDIT_CUSTOMERS)
        self._form = CodeForm(desk)
        self.add_button = KeyButton(tr("Add code"), "link", "plus", parent=self)
        self.add_button.clicked.connect(self._begin_new)
        limit(self.add_button, self._refusal)
        self.heading.add_right(self.add_button)
        self.editor = InlineEditor(self._form, self)
        self.editor.closed.connect(self._closed)
        self.body.addWidget(self.editor)

    def show_site(self, site_id: int | None) -> None:
        """Show the codes of this site."""
        if site_id is not None and site_id != self._form.owner_id:
            self._form.owner_id = site_id
            self.editor.leave()
        super().show_site(site_id)

    def buttons_of(self, code: SiteCodeRow, row: QWidget) -> Sequence[QWidget]:
        """Change it, take it away."""
        name = code_name(code)
        edit = IconButton("pencil", tr("Edit {name}").format(name=name), parent=row)
        edit.clicked.connect(partial(self._edit, code.id))
        remove = IconButton("trash-2", tr("Take {name} away").format(name=name), parent=row)
        remove.clicked.connect(partial(self._remove, code))
        for button in (edit, remove):
            limit(button, self._refusal)
        return edit, remove

    @Slot()
    def _begin_new(self) -> None:
        self.add_button.setEnabled(False)
        self.editor.open_new({"kind": CodeKind.GATE.value})

    def _edit(self, code_id: int) -> None:
        self.add_button.setEnabled(False)
        self.editor.open(code_id)

    def _remove(self, code: SiteCodeRow) -> None:
        command = RemoveSiteCode(code_id=code.id, seen_version=code.version)
        name = code_name(code)
        question = Question(
            tr("Take {name} away?").format(name=name),
            tr("The code is gone for good: it can't be brought back, and the history does not hold it."),
            tr("Take it away"),
            is_dangerous=True,
        )
        ask(question, partial(self._do, command, name), self)

    def _do(self, command: RemoveSiteCode, name: str, _reason: str) -> None:
        self._desk.do(self, command, self._settled, said=tr("{name} is taken away.").format(name=name))

    def _settled(self, _done: Done[None]) -> None:
        """What is left is read when the change is heard of."""

    @Slot(bool)
    def _closed(self, had_focus: bool) -> None:
        self.add_button.setEnabled(not self._refusal)
        if had_focus and not self._refusal:
            self.add_button.setFocus()
