"""The form of one file: name, mark and note."""

from collections.abc import Mapping
from typing import Any

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.terms import FileMark
from fsmdesk.core.words import tr
from fsmdesk.services.files.messages import FileRow, OneFile, SaveFile
from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_form import EditorForm
from fsmdesk.views.widgets.field_choice import FieldChoice
from fsmdesk.views.widgets.field_text import FieldMultiline, FieldText


class FileForm(EditorForm[FileRow, int]):
    """What people say about a file; its content never changes."""

    kind = "attachment"

    def __init__(self, desk: Desk, has_marks: bool) -> None:
        super().__init__(desk)
        self.body.addWidget(self.add_field(FieldText("name", tr("Name"), is_required=True)))
        marks = [(mark.value, mark.label) for mark in FileMark]
        mark = self.add_field(FieldChoice("mark", tr("Shows the state"), marks))
        self.body.addWidget(mark)
        mark.setVisible(has_marks)
        note = FieldMultiline("note", tr("Note"), lines=2, placeholder=tr("What can be seen here"))
        self.body.addWidget(self.add_field(note))

    def query(self, record_id: int) -> Query[FileRow]:
        """The file without its bytes."""
        return OneFile(file_id=record_id)

    def values(self, card: FileRow) -> Mapping[str, object]:
        """The fields."""
        return {"name": card.name, "mark": card.mark.value, "note": card.note}

    def version(self, card: FileRow) -> int:
        """The version of the file's record."""
        return card.version

    def command(self, values: Mapping[str, Any]) -> Command[int]:
        """All three at once."""
        return SaveFile(
            file_id=self.record_id or 0,
            seen_version=self.seen_version,
            name=str(values["name"]),
            mark=FileMark(str(values["mark"])),
            note=str(values["note"]),
        )
