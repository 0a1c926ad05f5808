"""Loads what answers the messages of this area."""

from fsmdesk.services.checklists import answering, following_up, listing, reading

__all__ = ["answering", "following_up", "listing", "reading"]
