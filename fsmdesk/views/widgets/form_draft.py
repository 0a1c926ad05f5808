"""What is typed into a form, kept on disk until it is saved."""

from collections.abc import Collection, Mapping
from typing import Any

from fsmdesk.core.words import tr
from fsmdesk.views.drafts import DraftStore
from fsmdesk.views.widgets.field import Field


class FormDraft:
    """Keeps what is typed into these fields under the name of a record, with the version that it was typed on."""

    def __init__(self, drafts: DraftStore, fields: Mapping[str, Field[Any]]) -> None:
        self._drafts = drafts
        self._fields = fields

    def keep(self, name: str, version: int, changed: Collection[str]) -> None:
        """What is typed into the changed fields is kept; where nothing is changed there is no draft."""
        if not changed:
            self._drafts.drop(name)
            return
        raw = {key: self._fields[key].raw() for key in changed}
        self._drafts.keep(name, {"version": version, "raw": raw})

    def put_back(self, name: str, version: int) -> str:
        """The fields show what was kept; what to say about it, empty if there was nothing."""
        draft = self._drafts.read(name)
        raw = draft.get("raw") if draft is not None else None
        if draft is None or not isinstance(raw, dict):
            return ""
        for key, typed in raw.items():
            if key in self._fields:
                self._fields[key].set_raw(typed)
        if draft.get("version") == version:
            return tr("What you typed before is back and is not saved yet.")
        return tr("What you typed before is back; the record was changed since. Look at the marked fields.")

    def drop(self, name: str) -> None:
        """Nothing is kept under this name any more."""
        self._drafts.drop(name)
