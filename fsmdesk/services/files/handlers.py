"""Loads what answers the messages of this area."""

from fsmdesk.services.files import attaching, editing, reading, taking_back

__all__ = ["attaching", "editing", "reading", "taking_back"]
