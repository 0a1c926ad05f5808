"""The set-up on a real office in a SQLite file."""

from tests.views.real_office import desk, office, sit_down

__all__ = ["desk", "office", "sit_down"]
