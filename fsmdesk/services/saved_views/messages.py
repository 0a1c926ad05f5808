"""Commands and queries about saved views of lists."""

from dataclasses import dataclass
from typing import ClassVar

from fsmdesk.core.messages import Command, Query
from fsmdesk.core.permissions import Permission


@dataclass(frozen=True, slots=True)
class SavedViewRow:
    """A view. `definition` is a JSON object that the list understands; of a shared one everybody sees the same."""

    id: int
    version: int
    name: str
    definition: str
    is_shared: bool
    is_default: bool


@dataclass(frozen=True, kw_only=True)
class SavedViews(Query[tuple[SavedViewRow, ...]]):
    """The person's own views of this list, then the office's, each by name."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    list_name: str


@dataclass(frozen=True, kw_only=True)
class AddSavedView(Command[int]):
    """A new view, the person's own or shared with the office. Answers with its id."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    undoable: ClassVar[bool] = True
    list_name: str
    name: str
    definition: str
    is_shared: bool = False


@dataclass(frozen=True, kw_only=True)
class ChangeSavedView(Command[None]):
    """The view has this name, and shows this; None leaves either as it is."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    undoable: ClassVar[bool] = True
    view_id: int
    seen_version: int
    name: str | None = None
    definition: str | None = None


@dataclass(frozen=True, kw_only=True)
class RemoveSavedView(Command[None]):
    """The view is gone."""

    needs: ClassVar[Permission] = Permission.SIT_HERE
    undoable: ClassVar[bool] = True
    view_id: int
    seen_version: int


@dataclass(frozen=True, kw_only=True)
class MakeSavedViewDefault(Command[None]):
    """The list begins with this view: for the person, or for everybody in the office where it is a shared one.

    With `is_default` False it begins as it was made. Of each sort there is one default at most.
    """

    needs: ClassVar[Permission] = Permission.SIT_HERE
    undoable: ClassVar[bool] = True
    view_id: int
    seen_version: int
    is_default: bool = True
