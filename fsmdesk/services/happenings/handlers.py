"""Everything that answers the messages of this area."""

from fsmdesk.services.happenings import happening_list

__all__ = ["happening_list"]
