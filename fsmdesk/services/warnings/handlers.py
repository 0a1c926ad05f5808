"""Everything that answers the messages of this area."""

from fsmdesk.services.warnings import warning_list

__all__ = ["warning_list"]
