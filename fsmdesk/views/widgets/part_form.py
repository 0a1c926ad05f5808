"""The form of a small record that is read with the bigger one it belongs to."""

from collections.abc import Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from fsmdesk.views.desk import Desk
from fsmdesk.views.widgets.editor_form import EditorForm


class Part(Protocol):
    """A row of the bigger record's card."""

    @property
    def id(self) -> int:
        """What the small record is known by."""

    @property
    def version(self) -> int:
        """The version that was read."""


CardT = TypeVar("CardT")
PartT = TypeVar("PartT", bound=Part)


class PartForm(EditorForm[CardT, int], Generic[CardT, PartT]):
    """One part of the record whose id is `owner_id`, which it never leaves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.owner_id = 0

    def parts(self, card: CardT) -> Sequence[PartT]:
        """The parts that the card shows."""
        raise NotImplementedError

    def part_values(self, card: CardT, part: PartT) -> Mapping[str, object]:
        """What the fields show of this part."""
        return {key: getattr(part, key) for key in self.fields}

    def values(self, card: CardT) -> Mapping[str, object]:
        """Those of the part; none once it is no longer there."""
        part = self._part(card)
        return self.part_values(card, part) if part is not None else dict.fromkeys(self.fields)

    def version(self, card: CardT) -> int:
        """The version of the part."""
        part = self._part(card)
        return part.version if part is not None else 0

    def draft_name(self) -> str:
        """Each bigger record has a draft of its own."""
        return f"{super().draft_name()}-of-{self.owner_id}"

    def _part(self, card: CardT) -> PartT | None:
        return next((part for part in self.parts(card) if part.id == self.record_id), None)
