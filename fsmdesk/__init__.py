"""fsmdesk: one job, one record, from the phone call to the paid invoice."""

__version__ = "0.1.0"
