"""Loads what answers the messages of this area."""

from fsmdesk.services.signatures import reading, signing

__all__ = ["reading", "signing"]
