"""Every message of this area has its handler once this is imported."""

from fsmdesk.services.mail import claiming, composing, mail_list, queueing, settings

__all__ = ["claiming", "composing", "mail_list", "queueing", "settings"]
