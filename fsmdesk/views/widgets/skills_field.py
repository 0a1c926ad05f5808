"""The skills a job needs, on one line with dots between them."""

import re
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from fsmdesk.core.texts import search_fold
from fsmdesk.core.words import tr
from fsmdesk.views.widgets.field_typed import FieldTyped
from fsmdesk.views.widgets.inset_remark import InsetRemark


class SkillsField(FieldTyped[tuple[str, ...]]):
    """Typed with commas or dots; a skill that nobody in the office has yet is pointed out."""

    def __init__(self, key: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(key, label, self._read_names, _write_names, at_right=False, parent=parent)
        self._known: dict[str, str] = {}
        self._remark = InsetRemark(self.edit)
        self.edit.editingFinished.connect(self._point_out)

    def offer(self, known: Sequence[str]) -> None:
        """These skills are known; another spelling of one becomes that one."""
        self._known = {search_fold(name): name for name in known}
        self._point_out()

    def same(self, one: Sequence[str] | None, other: Sequence[str] | None) -> bool:
        """The same skills in any order."""
        return set(one or ()) == set(other or ())

    def shown(self, value: Sequence[str] | None) -> str:
        """The skills with dots between them."""
        return _write_names(tuple(value or ()))

    def _read_names(self, text: str) -> tuple[str, ...]:
        parts = (" ".join(part.split()) for part in re.split(r"[,;·]", text))
        return tuple(dict.fromkeys(self._known.get(search_fold(part), part) for part in parts if part))

    def _point_out(self) -> None:
        known = set(self._known.values())
        strange = [name for name in self.read() or () if name not in known] if known else []
        words = tr("new: {names}").format(names=", ".join(strange)) if strange else ""
        self._remark.show_parts([(words, "warn_text")])


def _write_names(names: tuple[str, ...]) -> str:
    return " · ".join(names)
