"""The screens of this folder run on a real office."""

from tests.views.real_office import desk, office, sit_down

__all__ = ["desk", "office", "sit_down"]
