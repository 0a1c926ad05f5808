"""What is typed on a checklist and not saved, kept on this computer; one draft for each job."""

from fsmdesk.views.drafts import DraftStore


class TypedDrafts:
    """Texts by item, each with the version of the item that it was typed on."""

    def __init__(self, drafts: DraftStore) -> None:
        self._drafts = drafts
        self._name = ""
        self._typed: dict[str, object] = {}

    def begin(self, work_order_id: int) -> None:
        """From now on it is about this job; what was kept for it is here again."""
        self._name = f"checklist-{work_order_id}"
        kept = self._drafts.read(self._name)
        self._typed = dict(kept) if kept is not None else {}

    def keep(self, check_id: int, version: int, raw: str, asked: str = "") -> None:
        """This is typed for the item; `asked` says for which question about it."""
        self._typed[_key(check_id, asked)] = [version, raw]
        self._drafts.keep(self._name, self._typed)

    def drop(self, check_id: int, asked: str = "") -> None:
        """It is saved, or was given up."""
        if self._typed.pop(_key(check_id, asked), None) is None:
            return
        if self._typed:
            self._drafts.keep(self._name, self._typed)
        else:
            self._drafts.drop(self._name)

    def read(self, check_id: int, asked: str = "") -> tuple[int, str] | None:
        """The version it was typed on, and what was typed; None if nothing was."""
        match self._typed.get(_key(check_id, asked)):
            case [int(version), str(raw)]:
                return version, raw
        return None


def _key(check_id: int, asked: str) -> str:
    return f"{check_id}.{asked}" if asked else str(check_id)
