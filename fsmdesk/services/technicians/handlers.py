"""Everything that answers the messages of this area."""

from fsmdesk.services.technicians import absences, editing, reading, technician_list

__all__ = ["absences", "editing", "reading", "technician_list"]
